"""Who runs the program, and how commands that it shows are to be typed."""

from __future__ import annotations

import getpass
import shlex
from contextlib import suppress
from contextvars import ContextVar

from communique.errors import SettingsError, UsageError
from communique.settings.address import Place, read_place, without_secrets
from communique.settings.settings import Settings

_named: ContextVar[Place | None] = ContextVar("named", default=None)


def use_record(place: Place | None) -> None:
    """From here on, name this record in commands that are shown; None for the one that is opened unnamed."""
    _named.set(place)


def command(words: str) -> str:
    """A command as the user is to type it for the record at hand.

    >>> command("articles --failures")
    'communique articles --failures'
    """
    place = _named.get()
    return f"communique {words} --record {shlex.quote(str(place))}" if place else f"communique {words}"


def read_record(named: str) -> Place:
    """The file or the database that a user named. Raises UsageError for what is none, without showing a password."""
    try:
        return read_place(named)
    except ValueError as error:
        raise UsageError(f"no record can be at {without_secrets(named)!r}", hint=f"{error}") from None


def name_of_reviewer(settings: Settings, by: str | None = None) -> str:
    """Who decides: `by`, else as set, else the login name. Raises SettingsError where none of them is known."""
    with suppress(OSError, KeyError):
        return by or settings.reviewer or getpass.getuser()
    raise SettingsError("nobody knows who you are", hint="say so with --by, or set `reviewer` in communique.toml")
