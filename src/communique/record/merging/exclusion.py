"""What rules out that two groups of reports tell of one contact, however much speaks for it.

What a person put apart is asked for by itself, where groups would come together, and never in weighing the evidence:
so a split of what the evidence keeps apart anyway changes nothing, also not who else comes together.
"""

from __future__ import annotations

from communique.model.actors import Level
from communique.model.findings import ContactKind, Status
from communique.record.merging.profile import CALLED_OFF, COMING, NEVER, TOOK_PLACE, Profile
from communique.record.merging.relations import (
    LASTING_DAYS,
    both_coming,
    both_sure,
    days_apart,
    gap,
    hosts,
    is_next,
    parties_fit,
    places_fit,
    same_day,
    sharp,
)
from communique.record.names import shared_persons

# How long after the last sign of it a numbered round, or one that was put off, can still be held.
ROUND_DAYS = 75
# So long after its old day one that was put off, to no day that is told, is held.
PUT_OFF_DAYS = 45
# Plans told at the same time may differ by so many days and be one.
DISPUTED_DAYS = 4
# The day of what took place, told at the same time, may differ by so many.
DISPUTED_PAST = 14
# So long a denial speaks of the same contact as later reports of plans.
DENIAL_DAYS = 7
_SUMMIT = frozenset({ContactKind.SUMMIT})
_HIGH = frozenset({Level.LEADER, Level.MINISTERIAL})


def may_join(a: Profile, b: Profile) -> bool:
    """False when something that the reports say rules out that they are one contact."""
    if a.group != b.group or not a.articles.isdisjoint(b.articles) or _other_rank(a, b):
        return False
    if a.rounds and b.rounds and not a.rounds & b.rounds:
        return False
    if parties_fit(a, b) is None:
        return False
    if _denied(a, b) or _denied(b, a) or _other_leaders(a, b) or _abroad(a, b):
        return False
    if a.firm and b.firm and gap(a, b) > 1:
        return _moved(a, b)
    return gap(a, b) <= 1 or bool(a.rounds & b.rounds)


def may_meet(a: Profile, b: Profile) -> bool:
    """False for most of those that lie too far apart to be one: what is quickly seen."""
    if a.first <= b.last + 1 and b.first <= a.last + 1:
        return True
    if a.rounds & b.rounds:
        return True
    if not (a.firm and b.firm):
        return False
    off = not (CALLED_OFF | NEVER).isdisjoint(a.statuses | b.statuses)
    return off or not (sharp(a) and sharp(b)) or (gap(a, b) <= DISPUTED_DAYS and both_coming(a, b))


def put_apart(a: Profile, b: Profile) -> bool:
    """True when a person said of a report of one that it tells of another contact than a report of the other."""
    return not (a.foes.isdisjoint(b.bonded) and b.foes.isdisjoint(a.bonded))


def _denied(a: Profile, b: Profile) -> bool:
    """True when one says that nothing of the kind is in sight, on no day in particular, and the other is later news."""
    if a.firm or not a.statuses <= NEVER:
        return False
    if a.denies and b.took_place:
        # Not of what is to come: it contradicts who said in these days that it was.
        return days_apart(a, b) > DENIAL_DAYS
    return b.took_place or (a.seen is not None and b.seen is not None and b.seen[0] > a.seen[1] + DENIAL_DAYS)


def _other_rank(a: Profile, b: Profile) -> bool:
    """True for experts' work against that of others, unless on one day at one place: then their rank is in dispute.

    Where experts and ministers or leaders met there, both were there at work, unless the same persons are named.
    """
    if a.technical == b.technical:
        return False
    if not {a.level, b.level}.isdisjoint(_HIGH) and not shared_persons(a.names, b.names):
        return True
    days = same_day(a, b) or (Level.UNKNOWN in (a.level, b.level) and _days_meet(a, b))
    return not (a.parties == b.parties and days and places_fit(a, b) in ("same", "within"))


def _days_meet(a: Profile, b: Profile) -> bool:
    """True for two spells of days, neither of them long, that have a day in common."""
    return a.firm and b.firm and gap(a, b) == 0 and max(a.last - a.first, b.last - b.first) <= LASTING_DAYS


def _other_leaders(a: Profile, b: Profile) -> bool:
    """True when leaders met by one and others by the other, with nobody in common.

    On the same day it takes names to tell them apart: "officials" is often said of whoever came.
    """
    levels = {a.level, b.level}
    if Level.LEADER not in levels or len(levels - {Level.UNKNOWN}) < 2 or shared_persons(a.names, b.names):
        return False
    return both_sure(a, b, "level") and (bool(a.names and b.names) or not same_day(a, b))


def _abroad(a: Profile, b: Profile) -> bool:
    """True for what took place on no day that is told, in another country than the other."""
    if (a.firm and b.firm) or not (a.took_place or b.took_place) or not both_sure(a, b, "place"):
        return False
    here, there = hosts(a.places), hosts(b.places)
    return bool(here and there) and here.isdisjoint(there)


def _moved(a: Profile, b: Profile) -> bool:
    """True when one is the other on a new date, or on a date that is disputed."""
    earlier, later = sorted((a, b), key=lambda p: (p.first, p.key))
    if earlier.took_place:
        return _disputed_past(a, b)
    if later.first - earlier.last > ROUND_DAYS:
        return False
    if a.rounds & b.rounds:
        return bool(earlier.statuses & (CALLED_OFF | COMING))
    if a.parties != b.parties or not a.kinds & b.kinds:
        return False
    return _put_off(earlier, later) or _disputed_day(a, b) or _set_at_last(earlier, later) or _not_yet(earlier, later)


def _put_off(earlier: Profile, later: Profile) -> bool:
    """True when the later date is the one to which it was put off: told with the new date, or with the old one.

    With the old one alone it takes both place and persons to know it again.
    """
    if earlier.seen is None or later.seen is None or earlier.seen[0] > later.seen[1]:
        return False
    in_place = places_fit(earlier, later) in ("same", "within")
    people = shared_persons(earlier.names, later.names) > 0
    if Status.POSTPONED in later.statuses and earlier.statuses <= COMING:
        return in_place or people
    soon = later.first - earlier.last <= PUT_OFF_DAYS
    return (
        Status.POSTPONED in earlier.statuses
        and bool(later.statuses & (COMING | TOOK_PLACE))
        and soon
        and in_place
        and people
    )


def _set_at_last(earlier: Profile, later: Profile) -> bool:
    """True for the leaders' own meeting that was meant for about then, and has since been given its day."""
    if earlier.seen is None or later.seen is None or earlier.seen[1] > later.seen[1]:
        return False
    leaders = earlier.level is later.level is Level.LEADER
    return (
        leaders
        and earlier.statuses <= COMING
        and not sharp(earlier)
        and later.first - earlier.last <= PUT_OFF_DAYS
        and (earlier.kinds == later.kinds == _SUMMIT or shared_persons(earlier.names, later.names) > 1)
    )


def _not_yet(earlier: Profile, later: Profile) -> bool:
    """True for what never came about on its day, and is planned or denied again."""
    fell_through = earlier.statuses & COMING and earlier.statuses & (NEVER | {Status.CANCELLED})
    if not fell_through or later.took_place:
        return False
    told = earlier.seen is not None and later.seen is not None and later.seen[1] > earlier.first
    return (
        told
        and later.first - earlier.last <= PUT_OFF_DAYS
        and earlier.level is later.level
        and places_fit(earlier, later) != "other"
        and (bool(shared_persons(earlier.names, later.names)) or not (earlier.names and later.names))
    )


def _disputed_past(a: Profile, b: Profile) -> bool:
    """True for what the same people did at the same place by reports of the same days, which differ in when."""
    return (
        a.took_place
        and b.took_place
        and a.parties == b.parties
        and bool(a.kinds & b.kinds)
        and ContactKind.TALKS not in a.kinds | b.kinds
        and gap(a, b) <= DISPUTED_PAST
        and days_apart(a, b) <= 1
        and places_fit(a, b) in ("same", "within")
        and shared_persons(a.names, b.names) == len(a.names) == len(b.names) > 1
    )


def _disputed_day(a: Profile, b: Profile) -> bool:
    """True for plans announced at the same time, for the same place, with dates a few days apart."""
    return (
        both_coming(a, b)
        and gap(a, b) <= DISPUTED_DAYS
        and sharp(a)
        and sharp(b)
        and not (is_next(a) or is_next(b))
        and days_apart(a, b) <= 1
        and places_fit(a, b) == "same"
        and (bool(shared_persons(a.names, b.names)) or not (a.names and b.names))
    )
