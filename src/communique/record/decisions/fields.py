"""Which fields of a finding a person can set, and to what: vocabularies, EDTF dates, codes of parties, words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import fields
from difflib import get_close_matches
from enum import StrEnum
from functools import cache
from types import NoneType, UnionType
from typing import Any, get_args, get_origin, get_type_hints

from communique.errors import UsageError
from communique.model.findings import ContactReport, Finding, Position
from communique.model.when import parse_when
from communique.record.rows import KINDS

# Where a finding stands and how the reader came to it is not for a person to change.
_FIXED = frozenset({"id", "article", "evidence", "spans", "confidence", "reason", "unsure", "cue", "content", "direct"})
_CODES = frozenset({"parties", "mediators", "party", "proposer"})
_CODE = re.compile(r"[A-Z][A-Z0-9]*(?:-[A-Z0-9]+)*")


def fields_of(kind: type[Finding]) -> tuple[str, ...]:
    """The fields of a kind of finding that can be set.

    >>> fields_of(DeadlineReport)  # doctest: +SKIP
    ('what', 'date')
    """
    return tuple(_hints(kind))


def from_json(kind: type[Finding], name: str, value: Any) -> Any:
    """The value of a field from its JSON value: an enum, a tuple, a string or None.

    Raises UsageError, with what is possible, for a field that there is not and a value that it cannot have.
    """
    hint = _hints(kind).get(name)
    if hint is None:
        raise UsageError(f"a {noun(kind)} has no field {name!r} that can be set", hint=_suggest(name, _hints(kind)))
    arguments = [a for a in get_args(hint) if a is not NoneType]
    if value is None or value == "":
        if get_origin(hint) is UnionType:
            return None
        raise UsageError(f"{name} of a {noun(kind)} cannot be unknown", hint=_possible(name, hint))
    if get_origin(hint) is tuple:
        if not isinstance(value, list | tuple):
            raise UsageError(f"{name} takes a list, not {value!r}", hint="give several with commas between them")
        return _several(kind, name, [_one(name, str, part) for part in value])
    return _one(name, arguments[0] if arguments else hint, value)


def fits(kind: type[Finding], name: str, value: Any) -> bool:
    """True where a field can have a value; one set under an older vocabulary may not."""
    try:
        from_json(kind, name, value)
    except UsageError:
        return False
    return True


def told(item: Finding) -> dict[str, Any]:
    """What a finding says, field by field, as JSON values; what is unknown is left out.

    >>> told(DeadlineReport(id="d1", article="a", evidence=(), spans=(), what="reply"))  # doctest: +SKIP
    {'what': 'reply'}
    """
    values = {name: to_json(getattr(item, name)) for name in fields_of(type(item))}
    return {name: value for name, value in values.items() if value not in (None, "", [], "unknown")}


def to_json(value: Any) -> Any:
    """The JSON value of a field."""
    if isinstance(value, tuple):
        return [to_json(part) for part in value]
    return value.value if isinstance(value, StrEnum) else value


def typed(kind: type[Finding], name: str, text: str) -> Any:
    """The JSON value of a field as a person types it: blanks around it away, a list by its commas.

    Terms of a proposal, which hold commas, are parted by semicolons. "unknown" is None where a field may be.
    """
    hint = _hints(kind).get(name)
    plain = text.strip()
    if get_origin(hint) is tuple:
        return [part.strip() for part in plain.split(";" if ";" in plain or name == "terms" else ",") if part.strip()]
    if plain.casefold() in ("", "unknown", "none", "null", "-") and get_origin(hint) is UnionType:
        return None
    arguments = get_args(hint) or (hint,)
    if any(isinstance(a, type) and issubclass(a, StrEnum) for a in arguments):
        return plain.casefold().replace(" ", "_").replace("-", "_")
    return plain.upper() if name in _CODES and _CODE.fullmatch(plain.upper()) else plain


def noun(kind: type[Finding]) -> str:
    """What a kind of finding is called: "position", "report of a contact"."""
    names = {ContactReport: "contact", Position: "position"}
    return names.get(kind) or kind.__name__.removesuffix("Report").lower()


def _one(name: str, hint: Any, value: Any) -> Any:
    if not isinstance(value, str):
        raise UsageError(f"{name} takes words, not {value!r}", hint=_possible(name, hint))
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        if value not in set(hint):
            raise UsageError(f"{name} cannot be {value!r}", hint=_suggest(value, list(hint)))
        return hint(value)
    if name == "date" and parse_when(value) is None:
        raise UsageError(f"{value!r} is not a date", hint="write 2025-03-10, 2025-03, 2025-03-10/2025-03-14 or unknown")
    if name in _CODES and not _CODE.fullmatch(value):
        raise UsageError(f"{value!r} is not the code of a party", hint="codes are such as RUS, EU or SYR-OPP")
    return value


def _several(kind: type[Finding], name: str, values: list[str]) -> tuple[str, ...]:
    made = tuple(dict.fromkeys(values))
    if not made and name in ("parties", "terms"):
        raise UsageError(f"a {noun(kind)} needs {name}", hint="reject it, where there are none")
    return tuple(sorted(made)) if name in _CODES else made


def _possible(name: str, hint: Any) -> str:
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return f"one of {', '.join(hint)}"
    return f"give {name} a value"


def _suggest(name: str, known: Iterable[str]) -> str:
    there = list(known)
    near = get_close_matches(name, there, 1, 0.6)
    return (f"did you mean {near[0]}? " if near else "") + f"there are {', '.join(there)}"


def _hints(kind: type[Finding]) -> dict[str, Any]:
    return _all_hints()[kind]


@cache
def _all_hints() -> dict[type[Finding], dict[str, Any]]:
    """The types of the fields that can be set, for each kind of finding."""
    found: dict[type[Finding], dict[str, Any]] = {}
    for kind in KINDS.values():
        hints = get_type_hints(kind)
        names = [f.name for f in fields(kind) if f.name not in _FIXED and "span" not in f.name]
        found[kind] = {name: hints[name] for name in names if not name.endswith("_cue")}
    return found
