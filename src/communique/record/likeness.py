"""Do two groups of reports tell of the same contact? A sum of evidence for and against, and what rules it out."""

from __future__ import annotations

from functools import lru_cache

from communique.model.actors import Level
from communique.model.findings import ContactKind
from communique.record.names import shared_persons
from communique.record.places import Fit, find_place, fit
from communique.record.profile import CALLED_OFF, COMING, NEVER, TOOK_PLACE, Profile

# Evidence adds up; from this sum on two groups are one contact. Same parties on the same day reach it alone.
ENOUGH = 5.0
# How long after the last sign of it a numbered round can still be held.
ROUND_DAYS = 75
# So long a denial speaks of the same contact as later reports of plans.
DENIAL_DAYS = 7
# What took place without a date is not a plan further back than this.
FRESH_DAYS = 7
# Reports of coming contacts without dates speak of the same one within this many days.
TALK_DAYS = 31


def likeness(a: Profile, b: Profile, *, successor: bool = False) -> float:
    """The evidence that two groups tell of one contact; ENOUGH or more means yes, 0 that it is ruled out.

    `successor` is True when one is announced as the next of a row, and the other is the next that is known.
    """
    if not may_join(a, b):
        return 0.0
    parties = _parties(a, b)
    numbered = bool(a.rounds & b.rounds)
    place = places_fit(a, b)
    days = _days(a, b, numbered)
    if parties is None or days is None or _kinds_apart(a, b, place):
        return 0.0
    if not same_day(a, b) and not (successor or _positive(a, b, place, numbered)):
        return 0.0
    score = parties + days + _level(a, b) + _names(a, b) + (0.5 if a.kinds & b.kinds else 0.0)
    score += _place(a, b, place)
    score += 2.5 * numbered + 0.75 * successor + 0.5 * bool(a.mediators & b.mediators)
    if _both_coming(a, b) and not (a.firm and b.firm):
        score += 1.0 * (_apart(a, b) <= 3) + 1.0 * (_next(a) and _next(b))
    if a.directness and b.directness and not a.directness & b.directness:
        score -= 1.0
    return max(score, 0.0)


def may_join(a: Profile, b: Profile) -> bool:
    """False when something in the groups rules out that they are one contact."""
    if a.group != b.group or a.technical != b.technical or not a.articles.isdisjoint(b.articles):
        return False
    if put_apart(a, b):
        return False
    if a.rounds and b.rounds and not a.rounds & b.rounds:
        return False
    if _parties(a, b) is None:
        return False
    if _denied(a, b) or _denied(b, a) or _other_leaders(a, b):
        return False
    if a.firm and b.firm and _gap(a, b) > 1:
        return _moved(a, b)
    return _gap(a, b) <= 1 or bool(a.rounds & b.rounds)


def put_apart(a: Profile, b: Profile) -> bool:
    """True when a person said of a report of one that it tells of another contact than a report of the other."""
    return not (a.foes.isdisjoint(b.bonded) and b.foes.isdisjoint(a.bonded))


def _denied(a: Profile, b: Profile) -> bool:
    """True when one says that nothing of the kind is in sight, on no day in particular, and the other is later news."""
    if a.firm or not a.statuses <= NEVER:
        return False
    if a.denies and b.took_place:
        # Not of what is to come: it contradicts who said in these days that it was.
        return _apart(a, b) > DENIAL_DAYS
    return b.took_place or (a.seen is not None and b.seen is not None and b.seen[0] > a.seen[1] + DENIAL_DAYS)


def _other_leaders(a: Profile, b: Profile) -> bool:
    """True when leaders met by one and others by the other, with nobody in common.

    On the same day it takes names to tell them apart: "officials" is often said of whoever came.
    """
    levels = {a.level, b.level}
    if Level.LEADER not in levels or len(levels - {Level.UNKNOWN}) < 2 or shared_persons(a.names, b.names):
        return False
    return bool(a.names and b.names) or not same_day(a, b)


def places_fit(a: Profile, b: Profile) -> Fit:
    """How the places of two groups relate, the clearest relation first."""
    found = {fit(one, other) for one in a.places for other in b.places}
    order: tuple[Fit, ...] = ("same", "other", "within")
    return next((relation for relation in order if relation in found), "unknown")


def _place(a: Profile, b: Profile, place: Fit) -> float:
    if place == "other":
        # A contact that moved to another day may have moved to another place.
        if a.firm and b.firm and _gap(a, b) > 1:
            return 0.0
        # Where something is to be may be disputed; in which country it took place hardly ever.
        here, there = hosts(a.places), hosts(b.places)
        abroad = bool(here and there) and here.isdisjoint(there)
        return -9.0 if abroad and a.took_place and b.took_place else -3.0
    return {"same": 1.5, "within": 1.25, "unknown": 0.0}[place]


def _parties(a: Profile, b: Profile) -> float | None:
    if a.parties == b.parties:
        return 3.0
    both, either = a.parties & b.parties, a.parties | b.parties
    if len(both) < 2:
        return None
    # One report counts the mediator or the host among the parties, another does not.
    if either - both <= a.mediators | b.mediators | hosts(a.places | b.places):
        return 2.5
    if both in (a.parties, b.parties):
        return 1.5 if len(both) / len(either) >= 0.5 else None
    return 0.5 if len(both) / len(either) >= 0.6 else None


@lru_cache(maxsize=4096)
def hosts(places: frozenset[str]) -> frozenset[str]:
    """The countries in which these places lie."""
    return frozenset(country for country in (find_place(place).country for place in places) if country)


def _gap(a: Profile, b: Profile) -> int:
    """Days between the two; 0 when they overlap."""
    return max(a.first - b.last, b.first - a.last, 0)


def _moved(a: Profile, b: Profile) -> bool:
    """True when one is the other on a new date: the same round, called off or only announced on the earlier date."""
    earlier, later = sorted((a, b), key=lambda p: (p.first, p.key))
    return (
        bool(a.rounds & b.rounds)
        and later.first - earlier.last <= ROUND_DAYS
        and not earlier.statuses & TOOK_PLACE
        and bool(earlier.statuses & (CALLED_OFF | COMING))
    )


def _days(a: Profile, b: Profile, numbered: bool) -> float | None:
    gap = _gap(a, b)
    if a.firm and b.firm:
        if gap > 1:
            return 1.0
        shared = min(a.last, b.last) - max(a.first, b.first) + 1
        wide = max(a.last - a.first, b.last - b.first) + 1
        if gap == 1:
            return 1.0 if wide <= 2 else 0.5
        return 4.0 if wide <= 2 else 3.0 if wide <= 10 and shared else 1.5 if wide <= 31 else 0.75
    if gap > 1:
        return 0.5 if numbered else None
    if a.firm or b.firm:
        firm, loose = (a, b) if a.firm else (b, a)
        return _nearness(firm, loose, numbered)
    return _talk(a, b)


def _nearness(firm: Profile, loose: Profile, numbered: bool) -> float | None:
    """The nearer a dated contact lies to the report of one without a date, the likelier it is the one meant.

    What took place without a date is mostly news of the last days; what is to come may be weeks off.
    """
    if loose.seen is None:
        return 0.0
    coming = bool(loose.statuses & COMING)
    day = loose.seen[0] if coming else loose.seen[1]
    distance = max(firm.first - day, day - firm.last, 0)
    tied = numbered or (places_fit(firm, loose) in ("same", "within") and shared_persons(firm.names, loose.names))
    if loose.took_place and not firm.took_place and distance > FRESH_DAYS and not tied:
        return None
    return 1.25 - distance / (60 if coming else 20)


def _talk(a: Profile, b: Profile) -> float | None:
    """Two without dates: reported within weeks of each other, and both to come or both past."""
    apart = _apart(a, b)
    if (a.took_place or a.denies) != (b.took_place or b.denies):
        return None
    return 1.0 - apart / TALK_DAYS if apart <= TALK_DAYS else None


def _level(a: Profile, b: Profile) -> float:
    if Level.UNKNOWN in (a.level, b.level):
        return 0.0
    if a.level is b.level:
        return 1.0
    # The same people are of one level, whatever the reports make of it.
    return -2.0 if Level.LEADER in (a.level, b.level) and shared_persons(a.names, b.names) < 2 else -0.5


def _names(a: Profile, b: Profile) -> float:
    if not a.names or not b.names:
        return 0.0
    shared = shared_persons(a.names, b.names)
    smaller, larger = sorted((len(a.names), len(b.names)))
    if not shared:
        if smaller > 1:
            return -4.5
        # Of delegations one member is named here and another there.
        return -1.5 if a.kinds == b.kinds == {ContactKind.TALKS} else -3.0
    # Who saw the president and who saw the premier were at two meetings; of a delegation, not all are named.
    if shared == 1 and smaller == larger == 2:
        return -1.5
    return 0.75 + 0.75 * min(shared, 2)


def _kinds_apart(a: Profile, b: Profile, place: Fit) -> bool:
    """True for a trip or a gathering of many against a plain meeting, unless both day and place are given."""
    apart = {ContactKind.VISIT, ContactKind.CONFERENCE}
    if (a.kinds & apart) == (b.kinds & apart) or a.kinds & b.kinds:
        return False
    return not (a.firm and b.firm and place in ("same", "within"))


def same_day(a: Profile, b: Profile) -> bool:
    """True when both have a date, to the day or nearly, that is the same: it ties them together by itself."""
    return sharp(a) and sharp(b) and _gap(a, b) <= 1


def sharp(p: Profile) -> bool:
    """True for a date to the day, or to a weekend."""
    return p.firm and p.last - p.first <= 1


def _positive(a: Profile, b: Profile, place: Fit, numbered: bool) -> bool:
    """Something said that ties the two together where a date does not."""
    shared = shared_persons(a.names, b.names)
    if numbered or place in ("same", "within") or (a.technical and b.technical):
        return True
    if a.firm and b.firm and a.level is b.level is not Level.UNKNOWN and max(a.last - a.first, b.last - b.first) < 10:
        return True
    if a.firm and b.firm and _both_coming(a, b) and a.kinds & b.kinds and a.parties == b.parties:
        return a.level is b.level or Level.UNKNOWN in (a.level, b.level)
    if a.firm or b.firm:
        return shared > 0 or (_both_coming(a, b) and _apart(a, b) <= 3)
    if shared >= 2 or (shared == 1 and 1 in (len(a.names), len(b.names))):
        return True
    return (_next(a) and _next(b)) or _apart(a, b) <= 3


def _both_coming(a: Profile, b: Profile) -> bool:
    return a.statuses <= COMING and b.statuses <= COMING


def _next(p: Profile) -> bool:
    """True when it is announced as the next of a row, in words or by its number."""
    return p.sequel or max(p.rounds, default=0) > 1


def _apart(a: Profile, b: Profile) -> int:
    """Days between the reports of one and of the other; very many when unknown."""
    if a.seen is None or b.seen is None:
        return 10**6
    return max(a.seen[0] - b.seen[1], b.seen[0] - a.seen[1], 0)
