"""Days, parties and issues as people type them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from difflib import get_close_matches

from communique.errors import UsageError
from communique.model.findings import Issue, Status
from communique.model.when import parse_when
from communique.settings.own_names import NONE, OwnNames

YEARS = 1000, 9000
"""Within these a day can be counted on from for as long as anybody asks."""


def read_day(text: str, option: str, *, end: bool = False) -> date:
    """A day from an ISO or EDTF date; of a month or a year its first day, or its last with `end`.

    >>> read_day("2025-02", "--since")
    datetime.date(2025, 2, 1)
    """
    when = parse_when(text)
    day = (when.latest if end else when.earliest) if when else None
    if day is None:
        raise UsageError(f"{option} {text}: not a date", hint="write 2025-03-10, 2025-03 or 2025")
    if not YEARS[0] <= day.year <= YEARS[1]:
        raise UsageError(f"{option} {text}: too far off", hint=f"a year from {YEARS[0]} to {YEARS[1]}")
    return day


def read_party(text: str, own: OwnNames = NONE) -> str:
    """A party's code from its code or any of its names ("Russia", "the Kremlin": RUS)."""
    from communique.reading.actors.gazetteer import load_gazetteer

    return load_gazetteer(own).code_of(text)


def read_parties(text: str, own: OwnNames = NONE) -> tuple[str, ...]:
    """Several parties, with commas between them, sorted."""
    return tuple(sorted({read_party(part, own) for part in text.split(",") if part.strip()}))


def read_issue(text: str) -> str:
    """An issue of the vocabulary, also with blanks or hyphens ("security guarantees")."""
    name = text.strip().casefold().replace(" ", "_").replace("-", "_")
    known = [issue.value for issue in Issue]
    if name in known:
        return name
    near = get_close_matches(name, known, 1, 0.6)
    raise UsageError(
        f"no such issue: {text}", hint=f"did you mean {near[0]}?" if near else f"one of {', '.join(known)}"
    )


def read_statuses(text: str) -> frozenset[Status]:
    """Statuses with commas between them ("held, ruled out")."""
    found = set()
    for part in text.split(","):
        name = part.strip().casefold().replace(" ", "_").replace("-", "_")
        if name not in set(Status):
            raise UsageError(f"no such status: {part.strip()}", hint=f"one of {', '.join(Status)}")
        found.add(Status(name))
    return frozenset(found)


def with_codes(values: Mapping[str, str], own: OwnNames = NONE) -> dict[str, str]:
    """The fields of an edit as typed, parties that are given by name as their codes."""
    coded = dict(values)
    for name in ("parties", "mediators"):
        if coded.get(name, "").strip():
            coded[name] = ",".join(read_parties(coded[name], own))
    for name in ("party", "proposer"):
        if coded.get(name, "").strip():
            coded[name] = read_party(coded[name], own)
    return coded
