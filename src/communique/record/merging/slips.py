"""The last step: a contact announced for one day and held on another, not long before or after, is one that slipped.

Nothing here is likely by itself, for those who meet often meet again within days: so this looks at all contacts of the
same parties at once, after everything else is together, and leaves apart what could as well be two of a row.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

from communique.model.actors import Level
from communique.model.findings import ContactKind, Status
from communique.record.merging.exclusion import put_apart
from communique.record.merging.groups import Change, Group, difference, make_group
from communique.record.merging.profile import COMING, TOOK_PLACE, Key, Profile
from communique.record.merging.relations import gap, places_fit, sharp
from communique.record.names import shared_persons
from communique.record.places import is_city

# How many days later a meeting can still be the one announced, tied to it in one way or in two (people, place).
LATER_DAYS = {1: 7, 2: 14}
# Sooner is rarer, and what was held sooner is mostly another one on the way to it; a call is soon another one.
SOONER_DAYS = {2: 4}
CALL_DAYS = 3
# A slip is small beside the time between one contact of these parties and the next, else it may be the next.
_ROOM = 2
# A contact whose days span more says nothing of a slip.
_WEEK = 7
# Further off lies nothing that could make them two of a row.
_AROUND_DAYS = (1 + _ROOM) * max(LATER_DAYS.values()) + _WEEK
# What else happens face to face is now called a meeting and now talks.
_APART = frozenset({ContactKind.VISIT, ContactKind.CONFERENCE})
_ANNOUNCED = frozenset({Status.SCHEDULED, Status.PLANNED, Status.POSTPONED})

_BlockKey = tuple[str, bool, frozenset[str]]


class Slips:
    """The groups of each parties, and what they make when those whose date slipped are put together."""

    def __init__(self) -> None:
        self._blocks: dict[_BlockKey, dict[Key, Group]] = defaultdict(dict)
        self._made: dict[_BlockKey, list[Group]] = {}

    def update(self, change: Change) -> Change:
        """What comes out otherwise when these groups go and those come."""
        touched: dict[_BlockKey, None] = {}
        for group in change.gone:
            key = _block(group.profile)
            touched[key] = None
            del self._blocks[key][group.key]
        for group in change.new:
            key = _block(group.profile)
            touched[key] = None
            self._blocks[key][group.key] = group
        before: list[Group] = []
        after: list[Group] = []
        for key in touched:
            before += self._made.pop(key, ())
            if not self._blocks[key]:
                del self._blocks[key]
                continue
            self._made[key] = put_together(self._blocks[key])
            after += self._made[key]
        return difference(before, after)


def put_together(groups: Mapping[Key, Group]) -> list[Group]:
    """The groups, each plan of which nothing is known to have come together with what was held instead."""
    dated = sorted((g.profile for g in groups.values() if _is_dated(g.profile)), key=lambda p: (p.first, p.key))
    days = [p.first for p in dated]
    plans: dict[Key, tuple[int, Key]] = {}
    for plan in filter(_is_announced, dated):
        around = dated[bisect_left(days, plan.first - _AROUND_DAYS) : bisect_right(days, plan.first + _AROUND_DAYS)]
        fitting = [p for p in around if p.took_place and slipped(plan, groups[p.key])]
        if len(fitting) == 1 and not _is_of_a_row(plan, fitting[0], around):
            one = (gap(plan, fitting[0]), plan.key)
            plans[fitting[0].key] = min(plans.get(fitting[0].key, one), one)
    # What a person put apart is asked for last, so that a split gives the plan to nothing else.
    joined = {key: plan for key, (_, plan) in plans.items() if not put_apart(groups[key].profile, groups[plan].profile)}
    taken = set(joined.values())
    return [
        make_group([group, groups[joined[key]]]) if key in joined else group
        for key, group in groups.items()
        if key not in taken
    ]


def slipped(p: Profile, held: Group) -> bool:
    """True when what was held may well be what had been announced for another day."""
    h = held.profile
    days = gap(p, h)
    if not 1 < days <= max(LATER_DAYS.values()):
        return False
    reach = (LATER_DAYS if p.first < h.first else SOONER_DAYS).get(_ties(p, h), 0)
    if days > (reach if p.group == "person" else min(reach, CALL_DAYS)):
        return False
    if _of_other_kind(p, h) or not p.articles.isdisjoint(h.articles):
        return False
    if p.rounds and h.rounds and not p.rounds & h.rounds:
        return False
    return h.statuses <= COMING | TOOK_PLACE | {Status.POSTPONED} and _was_told_before(p, held)


def _is_dated(p: Profile) -> bool:
    return p.firm and p.last - p.first < _WEEK


def _of_other_kind(p: Profile, h: Profile) -> bool:
    return p.kinds.isdisjoint(h.kinds) and not _APART.isdisjoint(p.kinds | h.kinds)


def _is_announced(p: Profile) -> bool:
    """True for what is coming on a day, and of which nothing else is told."""
    return sharp(p) and p.statuses <= COMING | {Status.POSTPONED} and not p.statuses.isdisjoint(_ANNOUNCED)


def _was_told_before(p: Profile, held: Group) -> bool:
    """True when the day announced was last told of before it was held, and before any other day was told."""
    if p.seen is None or p.seen[1] >= held.profile.first:
        return False
    told = [member for member in held.members if member.firm or member.took_place]
    # Both days told of at the same time are those of two contacts.
    return all(member.seen is not None and member.seen[0] > p.seen[1] for member in told)


def _ties(p: Profile, h: Profile) -> int:
    """In how many ways they are tied, by the same people or the same city and level; 0 where anything differs."""
    place = places_fit(p, h)
    levels = {p.level, h.level} - {Level.UNKNOWN}
    shared = shared_persons(p.names, h.names)
    if place == "other" or len(levels) > 1 or (p.names and h.names and shared < min(len(p.names), len(h.names))):
        return 0
    in_city = place == "same" and any(map(is_city, p.places)) and p.level is h.level and len(levels) == 1
    return bool(shared) + in_city


def _is_of_a_row(p: Profile, h: Profile, dated: Iterable[Profile]) -> bool:
    """True when another contact lies so near to one of the two that these may be two of a row."""
    room = _ROOM * gap(p, h)
    for other in dated:
        if other.key in (p.key, h.key) or _is_other(other.level, (p.level, h.level)):
            continue
        if min(gap(other, p), gap(other, h)) < room:
            return True
    return False


def _is_other(level: Level, levels: Collection[Level]) -> bool:
    return level is not Level.UNKNOWN and Level.UNKNOWN not in levels and level not in levels


def _block(p: Profile) -> _BlockKey:
    return p.group, p.technical, p.parties
