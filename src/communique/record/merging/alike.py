"""The first step of merging: reports that agree in everything that matters are one group at once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from communique.record.merging.exclusion import put_apart
from communique.record.merging.groups import Change, Group, difference
from communique.record.merging.likeness import ENOUGH, likeness
from communique.record.merging.profile import Key, Profile, join
from communique.record.merging.relations import sharp
from communique.record.names import Person, shared_persons

_Agreement = tuple[object, ...]
_NOWHERE: frozenset[str] = frozenset()


class Alike:
    """Reports by what they agree on, each set of them in groups; no two reports of one article in a group."""

    def __init__(self) -> None:
        self._members: dict[_Agreement, dict[Key, Profile]] = {}
        self._groups: dict[_Agreement, list[Group]] = {}

    def update(self, gone: Iterable[Profile], new: Iterable[Profile]) -> Change:
        """Take reports away and take others in."""
        touched: dict[_Agreement, None] = {}
        for profile in gone:
            touched[_agreement(profile)] = None
            del self._members[_agreement(profile)][profile.key]
        for profile in new:
            touched[_agreement(profile)] = None
            self._members.setdefault(_agreement(profile), {})[profile.key] = profile
        before = [group for same in touched for group in self._groups.get(same, ())]
        after = []
        for same in touched:
            self._groups[same] = _grouped(sorted(self._members[same].values(), key=lambda profile: profile.key))
            after += self._groups[same]
            if not self._members[same]:
                del self._members[same], self._groups[same]
        return difference(before, after)


def _agreement(p: Profile) -> _Agreement:
    same = (p.group, p.parties, p.first, p.last, p.level, p.kinds, p.places, p.rounds)
    if sharp(p):
        return same
    if not p.firm and p.seen and not p.sequel and _is_enough(p):
        return (*same, p.seen, p.names, p.statuses, p.mediators, p.denies)
    return (p.copy or p.key,)


def _is_enough(p: Profile) -> bool:
    """True when two reports that both say just this on the same day tell of one contact."""
    return likeness(p, replace(p, articles=_NOWHERE, foes=frozenset())) >= ENOUGH


def _grouped(profiles: list[Profile]) -> list[Group]:
    groups: list[list[Profile]] = []
    articles: list[set[str]] = []
    names: list[set[frozenset[Person]]] = []
    for p in profiles:
        for i, group in enumerate(groups):
            fits = articles[i].isdisjoint(p.articles) and all(
                shared_persons(p.names, known) for known in names[i] if p.names
            )
            if fits and not (p.foes and any(put_apart(p, other) for other in group)):
                break
        else:
            i = len(groups)
            groups.append([])
            articles.append(set())
            names.append(set())
        groups[i].append(p)
        articles[i] |= p.articles
        names[i] |= {p.names} if p.names else set()
    return [Group(join(group) if len(group) > 1 else group[0], tuple(group), fresh=True) for group in groups]
