"""How two groups of reports relate: in parties, place and time."""

from __future__ import annotations

from functools import lru_cache

from communique.model.findings import Status
from communique.reading.actors.gazetteer import load_gazetteer
from communique.record.merging.profile import COMING, Profile
from communique.record.places import Fit, find_place, fit

# What is told to be under way so long after it began is the same.
LASTING_DAYS = 10


def parties_fit(a: Profile, b: Profile) -> float | None:
    if a.parties == b.parties:
        return 3.0
    both, either = a.parties & b.parties, a.parties | b.parties
    if len(both) < 2:
        return None
    # One report counts the mediator, the host or the organisation that calls them among the parties, another does not.
    beside = either - both - a.mediators - b.mediators - hosts(a.places | b.places)
    if beside <= organisations(beside):
        return 2.5
    if _by_themselves(a, b) or _by_themselves(b, a):
        return None
    if both in (a.parties, b.parties):
        return 1.5 if len(both) / len(either) >= 0.5 else None
    return 0.5 if len(both) / len(either) >= 0.6 else None


def _by_themselves(some: Profile, many: Profile) -> bool:
    """True for a contact of another kind of some of those who confer: without their mediator, or of far fewer."""
    if some.kinds & many.kinds or not some.parties < many.parties or not both_sure(some, many, "kind"):
        return False
    return bool(many.mediators and not some.mediators) or len(many.parties) - len(some.parties) > 1


def places_fit(a: Profile, b: Profile) -> Fit:
    """How the places of two groups relate, the clearest relation first."""
    found = {fit(one, other) for one in a.places for other in b.places}
    order: tuple[Fit, ...] = ("same", "other", "within")
    return next((relation for relation in order if relation in found), "unknown")


@lru_cache(maxsize=4096)
def hosts(places: frozenset[str]) -> frozenset[str]:
    """The countries in which these places lie."""
    return frozenset(country for country in (find_place(place).country for place in places) if country)


@lru_cache(maxsize=4096)
def organisations(parties: frozenset[str]) -> frozenset[str]:
    """Those of these parties that are international organisations."""
    gazetteer = load_gazetteer()
    return frozenset(code for code in parties if gazetteer.party(code).kind == "organisation")


def both_sure(a: Profile, b: Profile, field: str) -> bool:
    """True where neither may well be misread in a field, so that a difference in it counts."""
    return field not in a.unsure and field not in b.unsure


def same_day(a: Profile, b: Profile) -> bool:
    """True when both have a date, to the day or nearly, that is the same: it ties them together by itself."""
    return (sharp(a) and sharp(b) and gap(a, b) <= 1) or one_start(a, b)


def one_start(a: Profile, b: Profile) -> bool:
    """True when what is under way began on the very day that the other names."""
    if a.first != b.first or not (a.firm and b.firm) or max(a.last - a.first, b.last - b.first) > LASTING_DAYS:
        return False
    return Status.UNDER_WAY in a.statuses | b.statuses and (sharp(a) or sharp(b))


def sharp(p: Profile) -> bool:
    """True for a date to the day, or to a weekend."""
    return p.firm and p.last - p.first <= 1


def gap(a: Profile, b: Profile) -> int:
    """Days between the two; 0 when they overlap."""
    return max(a.first - b.last, b.first - a.last, 0)


def days_apart(a: Profile, b: Profile) -> int:
    """Days between the reports of one and of the other; very many when unknown."""
    if a.seen is None or b.seen is None:
        return 10**6
    return max(a.seen[0] - b.seen[1], b.seen[0] - a.seen[1], 0)


def both_coming(a: Profile, b: Profile) -> bool:
    return a.statuses <= COMING and b.statuses <= COMING


def is_next(p: Profile) -> bool:
    """True when it is announced as the next of a row, in words or by its number."""
    return p.sequel or max(p.rounds, default=0) > 1
