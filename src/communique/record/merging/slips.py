"""The last step: a contact announced for one day and held on another, not long before or after, is one that slipped.

Nothing here is likely by itself, for those who meet often meet again within days: so this looks at all contacts of the
same parties at once, after everything else is together, and leaves apart what could as well be two of a row.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

from communique.model.actors import Level
from communique.model.findings import Status
from communique.record.merging.exclusion import put_apart
from communique.record.merging.groups import Change, Group, difference, make_group, settled
from communique.record.merging.profile import COMING, Key, Profile
from communique.record.merging.relations import gap, places_fit, sharp
from communique.record.names import shared_persons
from communique.record.places import is_city

# So long before or after the announced day a meeting can still be the one announced; a call is soon another one.
SLIP_DAYS = 14
CALL_SLIP_DAYS = 3
# A slip is small beside the time between one contact of these parties and the next, else it may be the next.
_ROOM = 2

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
    """The groups, each plan that nothing is known to have come of together with what was held instead."""
    dated = [group for group in groups.values() if sharp(group.profile)]
    held = [group for group in dated if group.profile.took_place]
    found: dict[Key, tuple[int, Key]] = {}
    for plan in dated:
        if not _is_announced(plan.profile):
            continue
        fitting = [other for other in held if slipped(plan, other)]
        if len(fitting) != 1 or _is_of_a_row(plan.profile, fitting[0].profile, (g.profile for g in dated)):
            continue
        one = (gap(plan.profile, fitting[0].profile), plan.key)
        found[fitting[0].key] = min(found.get(fitting[0].key, one), one)
    with_plan = {plan: other for other, (_, plan) in found.items()}
    return [
        make_group([group, groups[found[key][1]]]) if key in found else settled(group)
        for key, group in groups.items()
        if key not in with_plan
    ]


def slipped(plan: Group, held: Group) -> bool:
    """True when what was held may well be what had been announced for another day."""
    p, h = plan.profile, held.profile
    days = gap(p, h)
    if not 1 < days <= (SLIP_DAYS if p.group == "person" else CALL_SLIP_DAYS):
        return False
    if p.seen is None or not p.kinds & h.kinds or not p.articles.isdisjoint(h.articles) or put_apart(p, h):
        return False
    if p.rounds and h.rounds and not p.rounds & h.rounds:
        return False
    return _was_told_before(p.seen[1], held) and _is_tied(p, h)


def _was_told_before(last_told: int, held: Group) -> bool:
    """True when it was announced up to the day on which it was held, for no other day, and reported as held then."""
    if last_told > held.profile.last:
        return False
    for member in held.members:
        if member.seen is None or member.seen[0] < last_told:
            # Both days known at the same time are those of two contacts.
            return False
    return held.profile.statuses <= COMING | {Status.HELD, Status.UNDER_WAY, Status.POSTPONED}


def _is_tied(p: Profile, h: Profile) -> bool:
    """True for the same people, or the same level in the same city, and nothing that differs."""
    if p.level is not h.level and Level.UNKNOWN not in (p.level, h.level):
        return False
    place = places_fit(p, h)
    if place == "other":
        return False
    if p.names and h.names:
        return shared_persons(p.names, h.names) == min(len(p.names), len(h.names))
    return place == "same" and p.level is h.level is not Level.UNKNOWN and _in_city(p) and _in_city(h)


def _is_announced(p: Profile) -> bool:
    return p.statuses <= COMING | {Status.POSTPONED} and bool(
        p.statuses & {Status.SCHEDULED, Status.PLANNED, Status.POSTPONED}
    )


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


def _in_city(p: Profile) -> bool:
    return any(is_city(place) for place in p.places)


def _block(p: Profile) -> _BlockKey:
    return p.group, p.technical, p.parties
