"""One step of merging: each group with the one that is likeliest to tell of the same contact, best evidence first.

What comes out depends on the groups that go in and on nothing else, not on when they came; so a step that is told
what has changed gives what it would give if it were done anew, and looks only at the neighbours of what has changed.
Since a group comes together only with those whose likeliest it is, or who are its own likeliest, what has to be put
together at once stays small, however much is written on one pair of parties; the next steps do the rest.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import lru_cache
from zlib import crc32

from communique.record.merging.exclusion import may_join, may_meet, put_apart
from communique.record.merging.groups import Change, Group, difference, make_group, settled
from communique.record.merging.likeness import ENOUGH, likeness
from communique.record.merging.profile import Key, Profile, join
from communique.record.merging.relations import same_day
from communique.record.merging.twice import likeness_of_others
from communique.record.merging.windows import Block, BlockKey, awaits_next, blocks_of, main_block, owner

_Moves = dict[BlockKey, tuple[list[Profile], list[Profile]]]
Ties = dict[Key, dict[Key, float]]
"""For each group those that are likely to tell of the same contact, with how likely: both ways."""


class Layer:
    """The groups that go in, which of them are tied, and what the tied ones make."""

    def __init__(self) -> None:
        self._items: dict[Key, Group] = {}
        self._blocks: dict[BlockKey, Block] = {}
        self._awaiting: dict[BlockKey, set[Key]] = defaultdict(set)
        self._next: dict[Key, tuple[Key, ...]] = {}
        self._ties: Ties = {}
        self._best: dict[Key, Key] = {}
        self._liked: dict[Key, set[Key]] = defaultdict(set)
        self._root: dict[Key, Key] = {}
        self._made: dict[Key, tuple[tuple[Key, ...], list[Group]]] = {}

    def update(self, change: Change) -> Change:
        """What comes out otherwise when these groups go and those come."""
        touched = {group.key for group in (*change.gone, *change.new)}
        for group in change.gone:
            del self._items[group.key]
            for other in self._ties.pop(group.key, ()):
                touched.add(other)
                self._untie(other, group.key)
        self._items.update((group.key, group) for group in change.new)
        moves: _Moves = defaultdict(lambda: ([], []))
        for side, groups in enumerate((change.gone, change.new)):
            for group in groups:
                for key in blocks_of(group.profile):
                    moves[key][side].append(group.profile)
        touched |= self._judge_anew(moves)
        return self._regroup(self._choose(touched))

    def _judge_anew(self, moves: _Moves) -> set[Key]:
        """Bring the blocks up to date; the groups that are tied otherwise now."""
        shifts = {key: self._blocks.setdefault(key, Block()).update(*move) for key, move in moves.items()}
        doubtful = {pair for key, move in moves.items() for pair in self._change_next(key, *move)}
        touched: set[Key] = set()
        items, ties = self._items, self._ties
        for key, shift in shifts.items():
            for one, other, near in shift.pairs():
                if not near:
                    if other in ties.get(one, ()):
                        doubtful.add((one, other))
                    continue
                a, b = items[one], items[other]
                if not (a.fresh or b.fresh):
                    continue
                p, q = a.profile, b.profile
                if not may_meet(p, q):
                    continue
                if owner(p, q) == key and self._tie(p, q):
                    touched |= {one, other}
            if not self._blocks[key]:
                del self._blocks[key]
        for one, other in doubtful:
            if self._retie(items[one].profile, items[other].profile):
                touched |= {one, other}
        return touched

    def _change_next(self, key: BlockKey, gone: Iterable[Profile], new: Iterable[Profile]) -> Iterable[tuple[Key, Key]]:
        """Look anew for what may be the next of a row; the pairs of which that is true no more, or only now."""
        waiting = self._awaiting[key]
        for p in gone:
            if awaits_next(p) and main_block(p) == key:
                waiting.discard(p.key)
                self._next.pop(p.key, None)
        waiting.update(p.key for p in new if awaits_next(p) and main_block(p) == key)
        if not waiting:
            del self._awaiting[key]
        for one in waiting:
            was = self._next.pop(one, ())
            now = self._blocks[key].following(self._items[one].profile, lambda other: self._items[other].profile)
            if now:
                self._next[one] = now
            yield from ((one, other) for other in {*was} ^ {*now} if other in self._items)

    def _tie(self, a: Profile, b: Profile) -> bool:
        """Tie two neighbours, or part them; True when that changes anything."""
        follows = b.key in self._next.get(a.key, ()) or a.key in self._next.get(b.key, ())
        if a.articles.isdisjoint(b.articles):
            score = likeness(a, b, successor=follows)
        else:
            score = likeness_of_others(self._items[a.key], self._items[b.key])
        if score < ENOUGH:
            return self._untie(a.key, b.key) is not None and self._untie(b.key, a.key) is not None
        if self._ties.get(a.key, {}).get(b.key) == score:
            return False
        self._ties.setdefault(a.key, {})[b.key] = self._ties.setdefault(b.key, {})[a.key] = score
        return True

    def _retie(self, a: Profile, b: Profile) -> bool:
        """Tie or part two groups of which it is not known whether they are neighbours."""
        block = self._blocks.get(owner(a, b))
        worth = self._items[a.key].fresh or self._items[b.key].fresh
        if worth and block is not None and block.near(a, b):
            return self._tie(a, b)
        return self._untie(a.key, b.key) is not None and self._untie(b.key, a.key) is not None

    def _untie(self, one: Key, other: Key) -> float | None:
        ties = self._ties.get(one)
        if ties is None:
            return None
        score = ties.pop(other, None)
        if not ties:
            del self._ties[one]
        return score

    def _choose(self, touched: set[Key]) -> set[Key]:
        """For each group that is tied otherwise now the likeliest; these groups and those they come to or leave."""
        concerned = set(touched)
        for key in touched:
            ties = self._ties.get(key)
            best = min(ties, key=lambda other: self._rank(key, other, ties[other])) if ties else None
            was = self._best.pop(key, None)
            if best is not None:
                self._best[key] = best
                concerned.add(best)
            if was is not None:
                concerned.add(was)
            if was != best:
                if was is not None:
                    self._liked[was].discard(key)
                    if not self._liked[was]:
                        del self._liked[was]
                if best is not None:
                    self._liked[best].add(key)
        return concerned

    def _rank(self, one: Key, other: Key, score: float) -> tuple[bool, float, int, Key]:
        # Of equals it is not the first, else whole years would hang together, each by the one before.
        chance = _number(one) ^ _number(other)
        return not same_day(self._items[one].profile, self._items[other].profile), -score, chance, other

    def _regroup(self, touched: Iterable[Key]) -> Change:
        """Put together anew those who hang together where any of them is touched."""
        before: list[Group] = []
        region: dict[Key, None] = {}
        for key in touched:
            region[key] = None
            root = self._root.get(key)
            if root in self._made:
                members, made = self._made.pop(root)
                before += made
                region.update(dict.fromkeys(members))
        after: list[Group] = []
        for key in region:
            self._root.pop(key, None)
        for key in region:
            if key in self._items and key not in self._root:
                component = self._component(key)
                made = put_together([self._items[member] for member in component], self._ties)
                self._root.update(dict.fromkeys(component, component[0]))
                self._made[component[0]] = tuple(component), made
                after += made
        return difference(before, after)

    def _component(self, key: Key) -> list[Key]:
        """All that hang together with one, by who is whose likeliest, in order."""
        found = {key}
        stack = [key]
        while stack:
            one = stack.pop()
            best = self._best.get(one)
            for other in (*self._liked.get(one, ()), *((best,) if best is not None else ())):
                if other not in found:
                    found.add(other)
                    stack.append(other)
        return sorted(found)


def put_together(groups: list[Group], ties: Mapping[Key, Mapping[Key, float]]) -> list[Group]:
    """The groups that tied groups make, the likeliest first, unless what is together already rules it out."""
    if len(groups) == 1:
        return [settled(groups[0])]
    profiles = {group.key: group.profile for group in groups}
    edges = [
        # Dated reports find each other before those without a date look for a place among them.
        (not same_day(profiles[one], profiles[other]), -score, one, other)
        for one in profiles
        for other, score in ties.get(one, {}).items()
        if one < other and other in profiles
    ]
    home = {key: key for key in profiles}
    parts = {group.key: [group] for group in groups}
    for *_, one, other in sorted(edges):
        a, b = home[one], home[other]
        if a != b and _fit(parts[a], parts[b], profiles[a], profiles[b]) and not put_apart(profiles[a], profiles[b]):
            profiles[a] = join((profiles[a], profiles[b]))
            home.update((part.key, a) for part in parts[b])
            parts[a] += parts.pop(b)
    return [make_group(some) for some in parts.values()]


def _fit(ones: list[Group], others: list[Group], a: Profile, b: Profile) -> bool:
    """True where nothing rules out that these groups, which say this together, are one contact."""
    if a.articles.isdisjoint(b.articles):
        return may_join(a, b)
    return likeness_of_others(make_group(ones), make_group(others)) >= ENOUGH


@lru_cache(maxsize=1 << 18)
def _number(key: Key) -> int:
    return crc32("\n".join(key).encode("utf-8", "replace"))
