"""What a person says of actors, checked against the actors of a record: who is whom, and who holds which office."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from difflib import get_close_matches
from typing import Any

from communique.errors import UsageError
from communique.model.actors import Level
from communique.model.record import Person, Record
from communique.model.when import parse_when
from communique.record.decisions.actors import TENURE, fold
from communique.record.items import find_item
from communique.record.rows import items_of, parties_of
from communique.record.select import findings_in
from communique.settings import command

_CODE = re.compile(r"[A-Z][A-Z0-9]*(?:-[A-Z0-9]+)*")
_OFFICE = TENURE[1:]


def alias_values(record: Record, name: str, target: str, *, new: bool = False) -> dict[str, Any]:
    """The values of an alias: a party's code for another's, else every spelling of one person for the other's name.

    Raises UsageError where the first is no party or person of the record, where the second is none and is not said to
    be `new`, or where both are one already.
    """
    parties = _parties(record)
    if name.upper() in parties:
        if not _CODE.fullmatch(target.upper()):
            raise UsageError(f"{target!r} is not the code of a party", hint="codes are such as RUS, EU or SYR-OPP")
        if not new and target.upper() not in parties:
            raise _unknown("party", target.upper(), get_close_matches(target.upper(), sorted(parties), 3, 0.6))
        values = {"of": "party", "names": [name.upper()], "stands_for": target.upper()}
    else:
        persons = _persons(record, name)
        # One of the person's own spellings may be asked for; another person is called by the name shown.
        known = [person for person in _called(record, target) if person not in persons]
        if not persons:
            raise UsageError(f"the record has no party and no person {name!r}", hint=_near(record, name))
        if not known and not new and not _called(record, target):
            raise _unknown("person", target, _near_names(record, target))
        stays = known[0].name if len(known) == 1 else target
        goes = [spelling for person in persons for spelling in person.names]
        values = {"of": "person", "names": goes, "stands_for": stays}
    values["names"] = [one for one in values["names"] if one != values["stands_for"]]
    if not values["names"]:
        raise UsageError(f"{name} and {target} are one already", hint="nothing was changed")
    return values


def office_values(record: Record, name: str, given: Mapping[str, str], *, new: bool = False) -> dict[str, Any]:
    """The values of an office: whose, and what is given of office, party, level, since and until.

    Raises UsageError, with what is possible, for a value that is none, and for a person who is not in the record and
    is not said to be `new`.
    """
    known = _persons(record, name)
    if not known and not new:
        raise _unknown("person", name, _near_names(record, name))
    values = {"person": known[0].name if len(known) == 1 else " ".join(name.split())}
    for key, text in given.items():
        if key not in _OFFICE:
            raise UsageError(f"an office has no {key!r}", hint=f"there are {', '.join(_OFFICE)}")
        if text.strip():
            values[key] = _office_value(key, text.strip())
    if len(values) == 1:
        raise UsageError(f"which office of {values['person']}?", hint=f"give one of {', '.join(_OFFICE)}")
    if "since" in values and "until" in values and parse_when(f"{values['since']}/{values['until']}") is None:
        raise UsageError("an office that ends before it begins", hint="check --since and --until")
    return values


def _office_value(key: str, text: str) -> str:
    if key == "level":
        text = text.casefold()
        if text not in set(Level):
            raise UsageError(f"no such level: {text!r}", hint=f"one of {', '.join(Level)}")
    elif key == "party":
        text = text.upper()
        if not _CODE.fullmatch(text):
            raise UsageError(f"{text!r} is not the code of a party", hint="codes are such as RUS, EU or SYR-OPP")
    elif key in ("since", "until") and (parse_when(text) is None or "/" in text):
        raise UsageError(f"{text!r} is not a date", hint="write 2025-03-10, 2025-03 or 2025")
    return text


def _persons(record: Record, name: str) -> list[Person]:
    """The persons of that name in one of its spellings, else the one that the name or the id leads to."""
    found = _called(record, name)
    with suppress(UsageError):
        item = None if found else find_item(record, name)
        found += [item] if isinstance(item, Person) else []
    return found


def _called(record: Record, name: str) -> list[Person]:
    asked = fold(name)
    return [person for person in record.persons if any(fold(spelling) == asked for spelling in person.names)]


def _parties(record: Record) -> set[str]:
    """Every code of a party in the record."""
    items = (item for found in findings_in(record) for _, item in items_of(found))
    return {code for item in items for code in parties_of(item)}


def _unknown(what: str, name: str, near: Sequence[str]) -> UsageError:
    meant = f"did you mean {', '.join(near)}? " if near else ""
    return UsageError(f"the record has no {what} {name!r}", hint=f"{meant}if no article has it yet, say --new")


def _near(record: Record, name: str) -> str:
    near = _near_names(record, name)
    return f"did you mean {', '.join(near)}?" if near else f"list persons with `{command('people')}`"


def _near_names(record: Record, name: str) -> list[str]:
    names = {fold(spelling): spelling for person in record.persons for spelling in person.names}
    return [names[one] for one in get_close_matches(fold(name), names, 3, 0.6)]
