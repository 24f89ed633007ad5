"""Who is compared with whom: groups that share two parties, each with its neighbours in time.

A group with a date looks at those with a date that follow; one without looks at those without that follow, and at
those with a date on either side. Everyone looks at NEIGHBOURS at most, so that the work stays near-linear, and who
looks at whom depends on nothing but the groups of the block.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Callable, Iterable
from functools import lru_cache
from itertools import combinations

from communique.record.merging.profile import COMING, Key, Profile

NEIGHBOURS = 24
# No two contacts further apart than this are compared, but for the same round of a row.
REACH_DAYS = 100
# Above this many parties a contact is only compared with those of just the same parties.
CROWD = 6
# A contact whose date is wider than a month is not the next one of a row.
_NEXT_DAYS = 31

BlockKey = tuple[object, ...]
Entry = tuple[int, Key]


def awaits_next(p: Profile) -> bool:
    """True for a coming contact without a date that is announced as the next of a row."""
    return not p.firm and p.sequel and p.seen is not None and p.statuses <= COMING


def blocks_of(p: Profile) -> Iterable[BlockKey]:
    """The blocks that a group is in: one for each two of its parties, and one for each two and a round of theirs."""
    for pair in _pairs(p.parties):
        yield (p.group, *pair)
        for number in p.rounds:
            yield (p.group, *pair, number)


def main_block(p: Profile) -> BlockKey:
    """The block of a group's first two parties, in which the next of its row is looked for."""
    return (p.group, *_pairs(p.parties)[0])


def owner(a: Profile, b: Profile) -> BlockKey:
    """The one of their common blocks in which two groups are compared."""
    common = _pairs(a.parties)
    if a.parties != b.parties:
        others = _pairs(b.parties)
        common = tuple(pair for pair in common if pair in others)
    rounds = a.rounds & b.rounds
    return (a.group, *common[0], *((min(rounds),) if rounds else ()))


@lru_cache(maxsize=65536)
def _pairs(parties: frozenset[str]) -> tuple[tuple[str, ...], ...]:
    known = sorted(parties)
    return tuple(combinations(known, 2)) if len(known) <= CROWD else (tuple(known),)


class Block:
    """The groups of one block by their moment, those with a date and those without."""

    def __init__(self) -> None:
        self._firm: list[Entry] = []
        self._loose: list[Entry] = []

    def __bool__(self) -> bool:
        return bool(self._firm or self._loose)

    def update(self, gone: Iterable[Profile], new: Iterable[Profile]) -> Shift:
        """Take groups away and take others in."""
        before = Block()
        before._firm, before._loose = list(self._firm), list(self._loose)
        changed: set[tuple[bool, Entry]] = set()
        for p in gone:
            changed.add((p.firm, _entry(p)))
            some = self._list(p.firm)
            del some[bisect_left(some, _entry(p))]
        added = list(new)
        changed.update((p.firm, _entry(p)) for p in added)
        if len(added) > len(self._firm) + len(self._loose):
            self._firm = sorted(self._firm + [_entry(p) for p in added if p.firm])
            self._loose = sorted(self._loose + [_entry(p) for p in added if not p.firm])
        else:
            for p in added:
                insort(self._list(p.firm), _entry(p))
        return Shift(self, before, changed)

    def near(self, a: Profile, b: Profile) -> bool:
        """True when one of two groups of the block looks at the other."""
        one, other = _entry(a), _entry(b)
        return other[1] in self.window(a.firm, one) or one[1] in self.window(b.firm, other)

    def following(self, p: Profile, profiles: Callable[[Key], Profile]) -> tuple[Key, ...]:
        """The contacts that one announced as the next of a row may be: the first of its parties after its report."""
        moment = _entry(p)[0]
        place = bisect_left(self._firm, (moment,))
        after: list[tuple[int, Key]] = []
        for day, key in self._firm[place : place + NEIGHBOURS]:
            other = profiles(key)
            if moment < day <= p.last and other.last - other.first < _NEXT_DAYS and other.parties == p.parties:
                after.append((day, key))
        return tuple(key for day, key in after if day <= after[0][0] + 1)

    def _list(self, firm: bool) -> list[Entry]:
        return self._firm if firm else self._loose

    def window(self, firm: bool, entry: Entry) -> list[Key]:
        """Whom a group looks at."""
        here = entry[0]
        own = self._list(firm)
        place = bisect_right(own, entry)
        seen = [key for moment, key in own[place : place + NEIGHBOURS] if moment <= here + REACH_DAYS]
        if not firm:
            place = bisect_left(self._firm, (here,))
            around = self._firm[max(place - NEIGHBOURS, 0) : place + NEIGHBOURS]
            seen += [key for moment, key in around if abs(moment - here) <= REACH_DAYS]
        return seen

    def affected(self, changed: set[tuple[bool, Entry]]) -> Iterable[tuple[bool, Entry]]:
        """Those whose neighbours may be others now."""
        if 4 * len(changed) > len(self._firm) + len(self._loose):
            return [*((True, e) for e in self._firm), *((False, e) for e in self._loose)]
        found: set[tuple[bool, Entry]] = set()
        for firm, entry in changed:
            own = self._list(firm)
            place = bisect_left(own, entry)
            found.update((firm, e) for e in own[max(place - NEIGHBOURS, 0) : place + 1])
            if firm:
                low = self._firm[place - NEIGHBOURS - 1][0] if place > NEIGHBOURS else 0
                high = self._firm[place + NEIGHBOURS][0] if place + NEIGHBOURS < len(self._firm) else 10**9
                low, high = max(low, entry[0] - REACH_DAYS), min(high, entry[0] + REACH_DAYS)
                start, end = bisect_left(self._loose, (low,)), bisect_left(self._loose, (high + 1,))
                found.update((False, e) for e in self._loose[start:end])
        return found


class Shift:
    """Who has come near whom in a block, and who is no longer near."""

    def __init__(self, block: Block, before: Block, changed: set[tuple[bool, Entry]]) -> None:
        self._block, self._before, self._changed = block, before, changed
        self._keys = {key for _, (_, key) in changed}

    def pairs(self) -> Iterable[tuple[Key, Key, bool]]:
        """Pairs of which one has changed or that have come near, with True; those that are near no more, with False."""
        keys, before, after = self._keys, self._before, self._block
        for firm, entry in after.affected(self._changed):
            key = entry[1]
            now = after.window(firm, entry)
            if not before or key in keys:
                yield from ((key, other, True) for other in now)
                continue
            was, new = set(before.window(firm, entry)), set(now)
            yield from ((key, other, True) for other in now if other not in was or other in keys)
            yield from ((key, other, False) for other in was - new if other not in keys)


def _entry(p: Profile) -> Entry:
    return (p.first if p.firm or p.seen is None else p.seen[1]), p.key
