"""Reports into groups, best evidence first, unless what is already together rules it out or a person decided else.

Used for everything that is compared by its words: agreements, proposals and deadlines. The order in which reports
arrive plays no part: what changes is put together anew as far as it hangs together, and gives what doing it all anew
would give.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from operator import attrgetter, itemgetter
from typing import Generic

from communique.record.merging.bonds import NO_BONDS, Bonds, ReportKey
from communique.record.merging.neighbours import C, Entry, Neighbours, Rules

CHECKED = 12
"""Of a group that is joined to another, at most this many reports have their say, the first and the last."""

_by_order = attrgetter("order")


@dataclass(slots=True, eq=False)
class _Component(Generic[C]):
    """Entries that hang together by ties or bonds, and the groups that they make, each in its order."""

    leaders: list[Entry[C]]
    groups: list[list[Entry[C]]]


class Grouping(Generic[C]):
    """Groups of reports, kept up to date as reports come and go.

    What says the same in all that counts is one at once and has one leader, which is compared with others; so a
    thousand copies cost no more than a few.

    >>> Grouping(rules).groups()  # doctest: +SKIP
    []
    """

    def __init__(self, rules: Rules[C], bonds: Bonds = NO_BONDS) -> None:
        self._rules = rules
        self._near = Neighbours(rules)
        self._keyed: dict[ReportKey, Entry[C]] = {}
        self._same: dict[Hashable, list[Entry[C]]] = {}
        self._led: dict[Hashable, dict[Entry[C], list[Entry[C]]]] = {}
        self._leader: dict[Entry[C], Entry[C]] = {}
        self._component: dict[Entry[C], _Component[C]] = {}
        self._bonds = bonds
        self._bound: dict[Entry[C], set[Entry[C]]] = {}
        self._apart: dict[Entry[C], set[Entry[C]]] = {}

    def update(self, new: Iterable[Entry[C]], gone: Iterable[Entry[C]] = (), bonds: Bonds | None = None) -> None:
        """Take entries in and away; with `bonds` put these in place of those that hold."""
        coming, going = list(new), list(gone)
        self._enter(coming, going)
        self._bonds = self._bonds if bonds is None else bonds
        bound = self._bind()
        left: set[Entry[C]] = set()
        come: set[Entry[C]] = set()
        changed: set[Entry[C]] = set()
        # Who is put apart from another may not be one with it at once either.
        for key in {self._class(entry) for entry in (*coming, *going, *bound)}:
            before, after = self._led.pop(key, {}), self._lead(self._same.get(key, []))
            for members in before.values():
                for entry in members:
                    del self._leader[entry]
            if after:
                self._led[key] = after
            for leader, members in after.items():
                self._leader.update(dict.fromkeys(members, leader))
            left.update(before.keys() - after.keys())
            come.update(after.keys() - before.keys())
            changed.update(leader for leader in before.keys() & after.keys() if before[leader] != after[leader])
        changed.update(self._leader[entry] for entry in bound if entry in self._leader)
        self._regroup({*left, *come, *changed, *self._near.update(left, come)})

    def groups(self) -> list[list[Entry[C]]]:
        """The groups, each in its order and by its first."""
        components = {id(component): component for component in self._component.values()}
        return sorted((group for c in components.values() for group in c.groups), key=lambda group: group[0].order)

    def _class(self, entry: Entry[C]) -> Hashable:
        key = self._rules.same(entry.told)
        return entry if key is None else key

    def _enter(self, coming: Iterable[Entry[C]], going: Iterable[Entry[C]]) -> None:
        for entry in going:
            key = self._class(entry)
            self._same[key].remove(entry)
            if not self._same[key]:
                del self._same[key]
            if self._keyed.get(entry.told.key) is entry:
                del self._keyed[entry.told.key]
        keys = set()
        for entry in coming:
            key = self._class(entry)
            self._same.setdefault(key, []).append(entry)
            keys.add(key)
            known = self._keyed.get(entry.told.key)
            if known is None or known.order < entry.order:
                self._keyed[entry.told.key] = entry
        for key in keys:
            self._same[key].sort(key=_by_order)

    def _bind(self) -> set[Entry[C]]:
        """Find those that people put together or apart; the entries for which that is something else now."""
        was = self._bound, self._apart
        self._bound, self._apart = self._pairs(self._bonds.together), self._pairs(self._bonds.apart)
        now = self._bound, self._apart
        return {
            entry
            for before, after in zip(was, now, strict=True)
            for entry in before.keys() | after.keys()
            if before.get(entry) != after.get(entry)
        }

    def _pairs(self, keys: Iterable[tuple[ReportKey, ReportKey]]) -> dict[Entry[C], set[Entry[C]]]:
        found: dict[Entry[C], set[Entry[C]]] = {}
        for one, other in keys:
            a, b = self._keyed.get(one), self._keyed.get(other)
            if a is not None and b is not None:
                found.setdefault(a, set()).add(b)
                found.setdefault(b, set()).add(a)
        return found

    def _lead(self, entries: list[Entry[C]]) -> dict[Entry[C], list[Entry[C]]]:
        """The groups of entries that say the same, each by the first of it."""
        groups = _Groups(self._rules, self._apart, ([entry] for entry in entries))
        for entry in entries[1:]:
            groups.join(entries[0], entry)
        return {members[0]: members for members in groups.members()}

    def _regroup(self, touched: set[Entry[C]]) -> None:
        """Put together anew all that hangs together with what was touched."""
        region: dict[Entry[C], None] = {}
        for entry in touched:
            region[entry] = None
            if (component := self._component.get(entry)) is not None:
                region.update(dict.fromkeys(component.leaders))
        for entry in region:
            self._component.pop(entry, None)
        for entry in region:
            if self._leader.get(entry) is entry and entry not in self._component:
                leaders = self._hanging_on(entry)
                made = _Component(leaders, self._together(leaders))
                self._component.update(dict.fromkeys(leaders, made))

    def _hanging_on(self, entry: Entry[C]) -> list[Entry[C]]:
        """All leaders that hang together with one by ties and bonds."""
        found, stack = {entry: None}, [entry]
        while stack:
            one = stack.pop()
            bound = self._bound and (self._leader[b] for m in self._led_by(one) for b in self._bound.get(m, ()))
            for other in (*self._near.ties.get(one, ()), *(bound or ())):
                if other not in found:
                    found[other] = None
                    stack.append(other)
        return list(found)

    def _led_by(self, leader: Entry[C]) -> list[Entry[C]]:
        return self._led[self._class(leader)][leader]

    def _together(self, leaders: list[Entry[C]]) -> list[list[Entry[C]]]:
        """The groups that tied entries make, the likeliest first, then what a person put together."""
        parts = [self._led_by(leader) for leader in leaders]
        if len(leaders) == 1:
            return parts
        groups = _Groups(self._rules, self._apart, parts)
        for one, other in self._likely(leaders):
            groups.join(one, other)
        keys = {m.told.key: m for part in parts for m in part if m in self._bound}
        for a, b in sorted(self._bonds.together) if keys else ():
            if a in keys and b in keys:
                groups.bind(keys[a], keys[b])
        return groups.members()

    def _likely(self, leaders: Iterable[Entry[C]]) -> list[tuple[Entry[C], Entry[C]]]:
        """Pairs that are likely one, the likeliest first."""
        found = [
            ((-score, *sorted((one.told.key, other.told.key)), one.order, other.order), one, other)
            for one in leaders
            for other, score in self._near.ties.get(one, {}).items()
            if one.order < other.order
        ]
        return [(one, other) for _, one, other in sorted(found, key=itemgetter(0))]


class _Groups(Generic[C]):
    """Groups on their way: each is named by one of its entries."""

    def __init__(
        self, rules: Rules[C], apart: Mapping[Entry[C], set[Entry[C]]], parts: Iterable[list[Entry[C]]]
    ) -> None:
        self._rules, self._apart = rules, apart
        self._parts = {part[0]: list(part) for part in parts if part}
        self._home = {entry: name for name, part in self._parts.items() for entry in part}

    def join(self, one: Entry[C], other: Entry[C]) -> None:
        """Put the groups of two entries together, unless reports in them may not be."""
        a, b = self._home[one], self._home[other]
        if a is b or self._parted(a, b):
            return
        may_join = self._rules.may_join
        ones, others = _some(self._parts[a]), _some(self._parts[b])
        if all(may_join(x.told, y.told) for x in ones for y in others):
            self._unite(a, b)

    def bind(self, one: Entry[C], other: Entry[C]) -> None:
        """Put the groups of two entries together, whatever the evidence, unless a person put them apart."""
        a, b = self._home[one], self._home[other]
        if a is not b and not self._parted(a, b):
            self._unite(a, b)

    def members(self) -> list[list[Entry[C]]]:
        """The groups, each in its order and by its first."""
        return sorted((sorted(part, key=_by_order) for part in self._parts.values()), key=lambda part: part[0].order)

    def _parted(self, a: Entry[C], b: Entry[C]) -> bool:
        if not self._apart:
            return False
        others = set(self._parts[b])
        return any(not others.isdisjoint(self._apart.get(entry, ())) for entry in self._parts[a])

    def _unite(self, a: Entry[C], b: Entry[C]) -> None:
        if len(self._parts[a]) < len(self._parts[b]):
            a, b = b, a
        part = self._parts.pop(b)
        self._parts[a] += part
        self._home.update(dict.fromkeys(part, a))


def _some(part: list[Entry[C]]) -> list[Entry[C]]:
    if len(part) <= CHECKED:
        return part
    ordered = sorted(part, key=_by_order)
    return [*ordered[: CHECKED // 2], *ordered[-CHECKED // 2 :]]
