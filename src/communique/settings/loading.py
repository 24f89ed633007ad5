"""Loading the settings: the file, the environment and the flags, each over the one before; refusals name the place."""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from communique.errors import SettingsError
from communique.settings.address import without_secrets
from communique.settings.settings import Settings

FILE = "communique.toml"
PREFIX = "COMMUNIQUE_"
_SYNTAX = 'write lines such as `record = "talks.db"`'
_HEAD = re.compile(r"\s*(\[\[?)\s*([\w.\" -]+?)\s*\]\]?\s*(?:#.*)?")
Place = tuple[int | str, ...]


def load_settings(path: Path | None = None, **flags: Any) -> Settings:
    """Settings from the file `path` (default: `communique.toml`, if there is one), the environment and `flags`.

    A flag wins over the environment, the environment over the file; a flag that is None was not given, and one that
    is a table holds for the keys that it gives. Raises SettingsError for a file that is not there or not TOML, for an
    unknown name and for a value that cannot be used.

    >>> load_settings(record="talks.db").record
    PosixPath('talks.db')
    """
    place = path or Path(FILE)
    text = _read(place, required=path is not None)
    in_file = _parse(text, place)
    in_environment = _environment()
    given = {name: value for name, value in flags.items() if value is not None}
    origin = _Origin(place, text, in_environment, given)
    try:
        settings = Settings.model_validate(_over(_over(in_file, in_environment), given))
    except ValidationError as error:
        raise origin.refusal(_first(error)) from error
    for name in ("gazetteer", "roster"):
        named = getattr(settings, name)
        if named is not None and not _is_file(named):
            raise SettingsError(f"no such file: {named}", hint=f"mend `{name}` in {origin.say((name,))}")
    return settings


def read_text(text: str, place: Path) -> Settings:
    """The settings that a file with this text would give, without environment and flags. Raises SettingsError."""
    try:
        return Settings.model_validate(_parse(text, place))
    except ValidationError as error:
        raise _Origin(place, text, {}, {}).refusal(_first(error)) from error


def variables() -> dict[str, tuple[str, ...]]:
    """Every environment variable that sets something, with the key that it sets.

    >>> variables()["COMMUNIQUE_NET_OFFLINE"]
    ('net', 'offline')
    """
    found: dict[str, tuple[str, ...]] = {}
    for name, field in Settings.model_fields.items():
        table = table_of(field.annotation)
        if table is None:
            found[PREFIX + name.upper()] = (name,)
        elif not _is_list(field.annotation):
            for key, inner in table.model_fields.items():
                written = inner.alias or key
                if "Mapping" not in str(inner.annotation):
                    found[f"{PREFIX}{name}_{written}".upper()] = (name, written)
    return found


def table_of(annotation: Any) -> type[BaseModel] | None:
    """The class of a table, or of the tables in a list, that a setting is; None for a plain value."""
    for kind in (annotation, *get_args(annotation)):
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            return kind
    return None


def _is_list(annotation: Any) -> bool:
    return getattr(annotation, "__origin__", None) is tuple


def _environment() -> dict[str, Any]:
    """What the environment sets; an empty variable counts as not set, lists have commas between their members."""
    found: dict[str, Any] = {}
    for variable, key in variables().items():
        text = os.environ.get(variable)
        if text:
            table = found if len(key) == 1 else found.setdefault(key[0], {})
            table[key[-1]] = _listed(text) if _takes_list(key) else text
    return found


def _takes_list(key: tuple[str, ...]) -> bool:
    model: type[BaseModel] = Settings
    for name in key[:-1]:
        model = table_of(model.model_fields[name].annotation) or model
    field = next(f for name, f in model.model_fields.items() if key[-1] in (name, f.alias))
    return _is_list(field.annotation)


def _listed(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]


def _over(lower: Mapping[str, Any], upper: Mapping[str, Any]) -> dict[str, Any]:
    """The upper values over the lower ones; tables key by key."""
    merged = dict(lower)
    for name, value in upper.items():
        below = merged.get(name)
        merged[name] = _over(below, value) if isinstance(below, dict) and isinstance(value, dict) else value
    return merged


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:
        return False


def _read(path: Path, *, required: bool) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        if not required:
            return ""
        raise SettingsError(f"no such settings file: {path}", hint="check the name") from None
    except UnicodeDecodeError as error:
        raise SettingsError(f"{path} is not TOML: {error}", hint=_SYNTAX) from error
    except OSError as error:
        reason = error.strerror or error
        raise SettingsError(f"cannot read {path}: {reason}", hint="allow reading it, or remove it") from error


def _parse(text: str, path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise SettingsError(f"{path} is not TOML: {error}", hint=_SYNTAX) from error


def _first(error: ValidationError) -> ErrorDetails:
    """The error to speak of: an unknown name before what follows from it."""
    errors = error.errors()
    return next((e for e in errors if e["type"] == "extra_forbidden"), errors[0])


class _Origin:
    """Where each value comes from, for the refusal of one."""

    def __init__(self, place: Path, text: str, environment: dict[str, Any], flags: dict[str, Any]) -> None:
        self.place, self.text, self.environment, self.flags = place, text, environment, flags

    def refusal(self, error: ErrorDetails) -> SettingsError:
        """The error in words: which name, in which table, what is wrong with it, and where to mend it."""
        where = tuple(error["loc"])
        name = str(next((part for part in reversed(where) if isinstance(part, str)), "?"))
        table = _table(where)
        if error["type"] == "extra_forbidden":
            known = _known(where)
            near = get_close_matches(name, known, 1, 0.7)
            hint = f"is it `{near[0]}`?" if near else f"there are {', '.join(known)}"
            place = self.say(where)
            return SettingsError(f"there is no setting `{name}`{table}, which stands in {place}", hint=hint)
        said = _said(error, where)
        if error["type"] == "missing":
            return SettingsError(f"`{name}`{table} is missing", hint=f"add it in {self.say(where[:-1])}")
        if error["type"] == "value_error" and (not where or (len(where) == 2 and isinstance(where[1], int))):
            return SettingsError(f"{table[4:]}: {said}" if table else said, hint=f"mend it in {self.say(where)}")
        message = f"`{name}`{table} cannot be {without_secrets(str(error['input']))[:80]!r}: {said}"
        return SettingsError(message, hint=f"mend it in {self.say(where)}")

    def say(self, where: Place) -> str:
        """The flag, the variable, or the file with the line, that gives this value."""
        keys = [part for part in where if isinstance(part, str)]
        if _has(self.flags, keys):
            return f"the flag --{keys[-1].replace('_', '-')}"
        if _has(self.environment, keys):
            return f"the variable {PREFIX}{'_'.join(keys[:2]).upper()}"
        row = line_of(self.text, where)
        return f"{self.place}, line {row}" if row else str(self.place)


def _said(error: ErrorDetails, where: Place) -> str:
    """What is wrong with a value, with what is to be written."""
    if error["type"] in ("tuple_type", "dict_type", "model_type"):
        field = Settings.model_fields.get(str(where[0])) if len(where) == 1 else None
        table = table_of(field.annotation) if field else None
        if table and field:
            return f"write a table [[{where[0]}]]" if _is_list(field.annotation) else f"write a table [{where[0]}]"
        return 'write a list: ["...", "..."]' if error["type"] == "tuple_type" else 'write a table: "..." = "..."'
    said = error["msg"].removeprefix("Value error, ")
    return said if error["type"] == "value_error" else said[:1].lower() + said[1:]


def _has(values: Any, keys: list[str]) -> bool:
    for key in keys[:2]:
        if not isinstance(values, dict) or key not in values:
            return False
        values = values[key]
    return bool(keys)


def _table(where: Place) -> str:
    """The table of a value in words: " of [net]", " of the second of [[watches]]"."""
    if len(where) < 2:
        return ""
    return f" of [[{where[0]}]] no. {where[1] + 1}" if isinstance(where[1], int) else f" of [{where[0]}]"


def _known(where: Place) -> list[str]:
    """The names that the table of a value has."""
    model: type[BaseModel] = Settings
    for part in where[:-1]:
        field = next((f for name, f in model.model_fields.items() if part in (name, f.alias)), None)
        model = (table_of(field.annotation) if field else None) or model
    return [field.alias or name for name, field in model.model_fields.items()]


def line_of(text: str, where: Place) -> int | None:
    """The line (from 1) on which a value stands, or its table where the value has no line of its own; None for none.

    >>> line_of('record = "a.db"\\n[[watches]]\\nname = "a"\\n[[watches]]\\nname = 3', ("watches", 1, "name"))
    5
    """
    if not where:
        return None
    nth = where[1] if len(where) > 1 and isinstance(where[1], int) else None
    in_table = False
    best = seen = None
    keys = [part for part in where if isinstance(part, str)]
    for number, table, key in _rows(text):
        if key is None:
            if table == keys[0] and nth is not None:
                seen = (-1 if seen is None else seen) + 1
            in_table = table.split(".")[0] == keys[0] and (nth is None or seen == nth)
            best = number if in_table and (table == keys[0] or table == ".".join(keys[:2])) else best
        elif (in_table and len(keys) > 1 and key in keys[1:]) or (not table and key == keys[0]):
            return number
    return best


def _rows(text: str) -> Iterator[tuple[int, str, str | None]]:
    """Line, table and key of everything that looks like a table's head or a key; the key of a head is None."""
    table = ""
    for number, row in enumerate(text.splitlines(), 1):
        if head := _HEAD.fullmatch(row):
            table = head[2].replace('"', "").replace(" ", "")
            yield number, table, None
        elif "=" in row and not row.lstrip().startswith("#"):
            key = row.partition("=")[0].strip().strip("\"'")
            yield number, table, key.split(".")[0].strip()
