"""When two accounts of one contact cannot both be right, field by field; news that overtakes older news can.

Each check takes the account that was published first and the one published later, and gives what each says, or None.
A list with false alarms is soon read by nobody, so a difference counts only where nothing innocent explains it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from communique.model.actors import Level
from communique.model.findings import ContactKind, Status
from communique.reading.actors.gazetteer import load_gazetteer
from communique.record.conflicts.accounts import Account, apart
from communique.record.conflicts.relations import (
    SAME_DAY,
    SAME_DAYS,
    Values,
    before,
    days_between,
    places,
    same_speaker,
    shared_day,
)
from communique.record.conflicts.standing import may_differ_in_status, status
from communique.record.conflicts.wording import (
    names_among_others,
    names_as_part,
    names_party,
    tells_day_roughly,
    tells_of_another,
    without_dateline,
)
from communique.record.names import name_keys
from communique.record.places import is_city

Check = Callable[[Account, Account], Values | None]

# Two days further apart than this are those of two contacts; further for what just the same persons did.
DATE_GAP, PERSONS_GAP = 4, 14
# Rounds, visits and conferences last: two neighbouring days can both be right.
_LASTING = frozenset({ContactKind.TALKS, ContactKind.VISIT, ContactKind.CONFERENCE})
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def date(one: Account, other: Account) -> Values | None:
    """Two days, for what is otherwise the same."""
    if one.side != other.side or one.side not in ("held", "coming") or Status.UNDER_WAY in _statuses(one, other):
        return None
    if _may_be_misread("date", one, other):
        return None
    gap = days_between(one, other)
    lasting = one.report.kind in _LASTING or other.report.kind in _LASTING
    same = one.names == other.names and len(one.names) > 1 and one.side == "held"
    if not gap or gap > (PERSONS_GAP if same else DATE_GAP) or (lasting and gap < 2 and one.side == "held"):
        return None
    if places(one, other) == "other" or not _tied(one, other, but="date") or _arranged_anew(one, other):
        return None
    if _leaves_open(one, other) or _leaves_open(other, one):
        return None
    if gap <= SAME_DAY and (tells_day_roughly(one.evidence) or tells_day_roughly(other.evidence)):
        return None
    return (one.when.edtf, other.when.edtf) if one.when and other.when else None


def place(one: Account, other: Account) -> Values | None:
    """Two cities or two countries, on the same day or with the same persons."""
    a, b = one.report.place, other.report.place
    if not a or not b or a == b or one.side != other.side or places(one, other) != "other":
        return None
    if not (_says(one, a) and _says(other, b)) or _may_be_misread("place", one, other):
        return None
    # A city of unknown country does not contradict a venue named within it.
    if is_city(a) != is_city(b) or _one_within(a, b) or days_between(one, other) or not _tied(one, other, but="place"):
        return None
    if _lies_in(one, b) or _lies_in(other, a):
        return None
    return None if _arranged_anew(one, other) else (a, b)


def level(one: Account, other: Account) -> Values | None:
    """Leaders against lower ranks, ministers against experts or deputies, with the same persons named or none."""
    levels = {one.report.level, other.report.level}
    below = next((a for a in (one, other) if a.report.level in (Level.OFFICIAL, Level.ENVOY)), None)
    far = Level.LEADER in levels or levels == {Level.MINISTERIAL, Level.TECHNICAL}
    far |= Level.MINISTERIAL in levels and below is not None and below.lower
    if one.side != other.side or len(levels) == 1 or Level.UNKNOWN in levels or not far:
        return None
    if _may_be_misread("level", one, other):
        return None
    # Of a delegation one report names the minister, another the president who joined: both can be right.
    named = one.names != other.names and not (below and below.lower and not below.names)
    if apart(one, other) > SAME_DAYS or named or days_between(one, other):
        return None
    return one.report.level.value, other.report.level.value


def directness(one: Account, other: Account) -> Values | None:
    """Called direct in so many words, against indirect."""
    if one.side != other.side:
        return None
    if one.direct and other.indirect:
        return "direct", "indirect"
    return ("indirect", "direct") if other.direct and one.indirect else None


def participants(one: Account, other: Account) -> Values | None:
    """One delegation led by two persons; one who took part, and who stayed away."""
    if (
        one.side != other.side
        or one.side not in ("held", "coming")
        or days_between(one, other)
        or _arranged_anew(one, other)
    ):
        return None
    for side in sorted(one.leads.keys() & other.leads.keys() - {""}):
        first, second = one.leads[side], other.leads[side]
        if first != second and first not in other.names and second not in one.names:
            return _named(one, first), _named(other, second)
    for there, gone, swapped in ((one, other, False), (other, one, True)):
        if name := _missing(there, gone):
            words = f"with {name}", f"without {name}"
            return (words[1], words[0]) if swapped else words
    return None


def _missing(there: Account, gone: Account) -> str | None:
    """Who takes part by one account, and by the other does not: a person, or a party."""
    for key in sorted((there.names - there.away) & (gone.away - gone.names)):
        return _named(there, key)
    for code in sorted(gone.left_out.intersection(there.report.parties)):
        if names_party(there.evidence, code):
            return load_gazetteer().party(code).name
    return None


CHECKS: Mapping[str, Check] = {
    "status": status,
    "date": date,
    "level": level,
    "directness": directness,
    "place": place,
    "participants": participants,
}
"""Every way of contradicting each other, by the field it is about."""


def may_differ(about: str, accounts: Sequence[Account]) -> bool:
    """False where no two of these accounts can contradict each other, which is so for most contacts."""
    if about == "status":
        return may_differ_in_status(accounts)
    if about == "date":
        return len({a.days for a in accounts} - {None}) > 1
    if about == "level":
        return len({a.report.level for a in accounts} - {Level.UNKNOWN}) > 1
    if about == "directness":
        return any(a.indirect for a in accounts) and any(a.direct for a in accounts)
    if about == "place":
        return len({a.report.place for a in accounts} - {None}) > 1
    return any(a.leads or a.away or a.left_out for a in accounts)


def _arranged_anew(one: Account, other: Account) -> bool:
    """Of what is to come, the later news holds, unless both came at once."""
    return one.side == "coming" and (apart(one, other) > SAME_DAY or (before(one, other) and same_speaker(one, other)))


def _may_be_misread(field: str, one: Account, other: Account) -> bool:
    """True where the reader of one of the two is not sure of a field, which so is no evidence against the other."""
    return field in one.report.unsure or field in other.report.unsure


def _tied(one: Account, other: Account, *, but: str) -> bool:
    """True where something beside the field in dispute says that the same occasion is meant."""
    same_place = but != "place" and places(one, other) in ("same", "within")
    return bool(
        one.names & other.names or one.rounds & other.rounds or same_place or (but != "date" and shared_day(one, other))
    )


def _says(account: Account, place: str) -> bool:
    """True where the quoted words name the place as that of the contact: one quotation stands against the other."""
    parts = [part.strip().casefold() for part in place.split(",") if part.strip()]
    told = [without_dateline(sentence).casefold() for sentence in account.report.evidence]
    return any(part in sentence and not tells_of_another(sentence, part) for part in parts for sentence in told)


def _lies_in(account: Account, place: str) -> bool:
    """True where the words of one account name its place as part of the other's: "Anora, in southern Valdar"."""
    return any(names_as_part(sentence, account.report.place or "", place) for sentence in account.report.evidence)


def _one_within(one: str, other: str) -> bool:
    """True where one name ends in the other: "Mali Zvornik", "Zvornik"."""
    a, b = one.casefold().split(), other.casefold().split()
    short, long = sorted((a, b), key=len)
    return long[-len(short) :] == short


def _leaves_open(one: Account, other: Account) -> bool:
    """True where the words that give one coming day name the other too: "on Thursday or Friday"."""
    if one.side != "coming" or other.days is None or other.days[0] != other.days[1]:
        return False
    return names_among_others(one.evidence, _WEEKDAYS[(other.days[0] - 1) % 7])


def _statuses(*accounts: Account) -> set[Status]:
    return {account.report.status for account in accounts}


def _named(account: Account, key: str) -> str:
    """The name, as the report or its leader gives it, of the person with this key."""
    return next((n for n in account.report.participants if name_keys(n)[-1:] == (key,)), key.capitalize())
