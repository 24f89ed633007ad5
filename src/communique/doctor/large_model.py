"""Checks of the large model that reads, where the settings name one: what they say of it, and whether it answers."""

from __future__ import annotations

from collections.abc import Iterator

from communique.doctor.note import Note, fault, ok, warning
from communique.errors import SettingsError
from communique.model.reader import ReaderKind
from communique.settings import Settings

_NAMED = 5
"""So many models of a server are named."""


def check_reader(settings: Settings) -> Iterator[Note]:
    """A large model that is to read can be asked, as far as the settings tell; nothing where the rules read."""
    if settings.reader.kind is not ReaderKind.LARGE:
        return
    from communique.findings.large.finder import key_of, make_large_model

    reader = settings.reader
    try:
        make_large_model(settings)
        has_key = key_of(reader) is not None
    except SettingsError as error:
        yield fault("settings", error.message, error.hint)
        return
    yield ok("settings", f"articles are read by the large model {reader.model} at {reader.url}, and sent there")
    if not has_key and not reader.allow_private:
        hint = f"set the variable {reader.key_env}, or `key_file` under [reader], if the server wants one"
        yield warning("settings", "there is no key for the large model", hint)


def reach_reader(settings: Settings) -> Iterator[Note]:
    """The server of the large model that is to read is asked which models it has; no article goes there."""
    if settings.reader.kind is not ReaderKind.LARGE:
        return
    from communique.findings.large.budget import UnansweredError
    from communique.findings.large.finder import make_large_model

    about, wanted = "online", settings.reader.model
    try:
        models = make_large_model(settings).models()
    except SettingsError:
        return  # That is a fault of the settings, which is told there.
    except UnansweredError as error:
        yield fault(about, error.reason, error.hint)
        return
    if models is None:
        yield ok(about, f"the server of the large model answers; whether it has {wanted} shows when an article is read")
    elif wanted in models:
        yield ok(about, f"the server of the large model answers, and has {wanted}")
    else:
        more = f" and {len(models) - _NAMED} more" if len(models) > _NAMED else ""
        has = ", ".join(models[:_NAMED]) + more if models else "none"
        hint = f"mend `model` under [reader]; it has {has}"
        yield warning(about, f"the server of the large model answers, and does not list {wanted}", hint)
