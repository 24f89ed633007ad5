"""Reports into groups, best evidence first, unless what is already together rules it out or a person decided else.

Used for everything that is compared by its words: agreements, proposals and deadlines. The order in which reports
arrive plays no part.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from communique.model.findings import Finding
from communique.model.when import parse_when, publication_day
from communique.record.merging.bonds import NO_BONDS, Bonds, ReportKey

# A report is compared with this many neighbours in time on either side of those that share a block with it.
NEIGHBOURS = 10
# Of a group that is joined to another, at most this many reports have their say, the first and the last.
CHECKED = 12


class Comparable(Protocol):
    """What is compared of one report: `seen` is the day of publication as an ordinal, None when unknown."""

    @property
    def key(self) -> ReportKey: ...
    @property
    def seen(self) -> int | None: ...


C = TypeVar("C", bound=Comparable)


@dataclass(frozen=True, slots=True)
class Rules(Generic[C]):
    """How reports of one kind are compared.

    `blocks` gives the keys of which two reports must share one to be compared at all, `same` a key whose equality
    makes them one at once (None: never), `likeness` the evidence that two are one (0: none), and `may_join` is False
    where something rules it out.
    """

    blocks: Callable[[C], Iterable[Hashable]]
    same: Callable[[C], Hashable | None]
    likeness: Callable[[C, C], float]
    may_join: Callable[[C, C], bool]


def group_alike(reports: Sequence[C], rules: Rules[C], bonds: Bonds = NO_BONDS) -> list[list[int]]:
    """The groups as sorted indexes into `reports`, which are in a fixed order; every index is in one group."""
    groups = _Groups(reports, rules, bonds)
    groups.join_same()
    for i, j in groups.likely():
        groups.join(i, j)
    groups.join_bound()
    return groups.members()


class _Groups(Generic[C]):
    """Groups on their way: each is named by one of its reports."""

    def __init__(self, reports: Sequence[C], rules: Rules[C], bonds: Bonds) -> None:
        self.reports, self.rules = reports, rules
        self.parent = list(range(len(reports)))
        self.parts = [[i] for i in range(len(reports))]
        place = {report.key: i for i, report in enumerate(reports)}
        self.bound = [(place[a], place[b]) for a, b in sorted(bonds.together) if a in place and b in place]
        self.apart: dict[int, set[int]] = {}
        for a, b in bonds.apart:
            if a in place and b in place:
                self.apart.setdefault(place[a], set()).add(place[b])
                self.apart.setdefault(place[b], set()).add(place[a])

    def join_bound(self) -> None:
        """What a person put together, whatever the evidence: the whole groups around the two reports."""
        for i, j in self.bound:
            a, b = self.root(i), self.root(j)
            if a != b and not self._parted(a, b):
                self._unite(a, b)

    def join_same(self) -> None:
        """What says the same in all that counts: once each, so that a thousand copies cost no more than a few."""
        first: dict[Hashable, int] = {}
        for i, report in enumerate(self.reports):
            key = self.rules.same(report)
            if key is not None:
                self.join(first.setdefault(key, i), i)

    def likely(self) -> Iterator[tuple[int, int]]:
        """Pairs that are likely one, the likeliest first."""
        reports, found = self.reports, []
        for i, j in _neighbours(self._leaders(), reports, self.rules):
            if not self.rules.may_join(reports[i], reports[j]):
                continue
            score = self.rules.likeness(reports[i], reports[j])
            if score > 0:
                one, other = sorted((i, j), key=lambda n: reports[n].key)
                found.append((-score, reports[one].key, reports[other].key, one, other))
        for *_, i, j in sorted(found):
            yield i, j

    def join(self, i: int, j: int) -> None:
        """Put two groups together, unless reports in them may not be."""
        a, b = self.root(i), self.root(j)
        if a == b or self._parted(a, b):
            return
        ones, others = _some(self.parts[a]), _some(self.parts[b])
        if all(self.rules.may_join(self.reports[x], self.reports[y]) for x in ones for y in others):
            self._unite(a, b)

    def root(self, i: int) -> int:
        while self.parent[i] != i:
            self.parent[i] = self.parent[self.parent[i]]
            i = self.parent[i]
        return i

    def members(self) -> list[list[int]]:
        return sorted(sorted(part) for part in self.parts if part)

    def _leaders(self) -> list[int]:
        """One report for each group of such as say the same, and every one that differs from the first of its group."""
        seen: set[tuple[int, Hashable]] = set()
        found = []
        for i, report in enumerate(self.reports):
            key = self.rules.same(report)
            if key is None or (self.root(i), key) not in seen:
                found.append(i)
                seen.add((self.root(i), key))
        return found

    def _parted(self, a: int, b: int) -> bool:
        if not self.apart:
            return False
        others = set(self.parts[b])
        return any(not others.isdisjoint(self.apart.get(i, ())) for i in self.parts[a])

    def _unite(self, a: int, b: int) -> None:
        if len(self.parts[a]) < len(self.parts[b]):
            a, b = b, a
        self.parent[b] = a
        self.parts[a] += self.parts[b]
        self.parts[b] = []


def _some(part: list[int]) -> list[int]:
    if len(part) <= CHECKED:
        return part
    ordered = sorted(part)
    return [*ordered[: CHECKED // 2], *ordered[-CHECKED // 2 :]]


def _neighbours(some: Iterable[int], reports: Sequence[C], rules: Rules[C]) -> set[tuple[int, int]]:
    """Pairs in one block, up to NEIGHBOURS apart in the order of publication."""
    blocks: dict[Hashable, list[int]] = {}
    for i in some:
        for block in rules.blocks(reports[i]):
            blocks.setdefault(block, []).append(i)
    pairs: set[tuple[int, int]] = set()
    for members in blocks.values():
        order = sorted(members, key=lambda i: (reports[i].seen or 0, reports[i].key))
        for place, i in enumerate(order):
            pairs.update((min(i, j), max(i, j)) for j in order[place + 1 : place + 1 + NEIGHBOURS])
    return pairs


@dataclass(frozen=True, slots=True)
class Days:
    """The days that a date can mean, as ordinals."""

    first: int
    last: int

    def gap(self, other: Days) -> int:
        """Days between the two; 0 when they overlap."""
        return max(self.first - other.last, other.first - self.last, 0)


def days_of(edtf: str | None) -> Days | None:
    """The days of a date with two ends; None without a date, or where an end is open."""
    when = parse_when(edtf) if edtf else None
    if when is None or when.earliest is None or when.latest is None:
        return None
    return Days(when.earliest.toordinal(), when.latest.toordinal())


def published_on(report: Finding, published: Mapping[str, str | None]) -> int | None:
    """The day on which the article of a report came out, as an ordinal."""
    day = publication_day(published.get(report.article))
    return day.toordinal() if day else None
