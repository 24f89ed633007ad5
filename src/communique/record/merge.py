"""Which reports tell of the same contact. A judgement, and a pure function of the reports.

Reports that agree in parties, kind, day, level and place are put together at once; the groups that remain are
compared with their neighbours in time among those that share two parties, and joined best evidence first, unless
what is already joined rules it out. The order in which reports arrive plays no part.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from itertools import combinations

from communique.model.findings import ContactReport
from communique.model.record import Contact
from communique.record.contact import make_contacts
from communique.record.cues import NO_CUES, find_cues
from communique.record.likeness import ENOUGH, likeness, may_join, same_day
from communique.record.profile import COMING, Profile, join, make_profile

# A group is compared with this many neighbours in time on either side, so that the work stays near-linear.
NEIGHBOURS = 24
# No two contacts further apart than this are compared, but for the same round of a row.
REACH_DAYS = 100
# Above this many parties a contact is only compared with those of just the same parties.
CROWD = 6
_PASSES = 4

Group = tuple[ContactReport, ...]


def merge_contacts(reports: Iterable[ContactReport], published: Mapping[str, str | None]) -> tuple[Contact, ...]:
    """The contacts that the reports tell of, in the order of their first report.

    `published` gives the publication date of each article, None when unknown.
    """
    known = sorted(reports, key=lambda r: (published.get(r.article) or "9999", r.article, r.id))
    return make_contacts(group_reports(known, published), published)


def group_reports(reports: list[ContactReport], published: Mapping[str, str | None]) -> list[Group]:
    """The reports in groups, one for each contact; reports and groups in the order given."""
    cues = find_cues(reports)
    profiles = [make_profile(r, published.get(r.article), cues.get((r.article, r.id), NO_CUES)) for r in reports]
    members = _alike(profiles)
    for _ in range(_PASSES):
        joined = _join_pass(
            [join(profiles[i] for i in group) if len(group) > 1 else profiles[group[0]] for group in members]
        )
        if len(joined) == len(members):
            break
        members = [sorted(i for part in parts for i in members[part]) for parts in joined]
    return [tuple(reports[i] for i in group) for group in sorted(members)]


def _alike(profiles: list[Profile]) -> list[list[int]]:
    """Groups of those that agree in everything that matters; no two of one article in a group."""
    groups: dict[tuple[object, ...], list[list[int]]] = {}
    alone: list[list[int]] = []
    for i, p in enumerate(profiles):
        if not p.firm or p.last - p.first > 1:
            alone.append([i])
            continue
        key = (p.group, p.parties, p.first, p.last, p.level, p.kinds, p.places, p.rounds)
        for group in groups.setdefault(key, []):
            if all(_agree(p, profiles[other]) for other in group):
                group.append(i)
                break
        else:
            groups[key].append([i])
    return [*alone, *(group for same in groups.values() for group in same)]


def _agree(one: Profile, other: Profile) -> bool:
    return not one.articles & other.articles and not (one.names and other.names and not one.names & other.names)


def _join_pass(profiles: list[Profile]) -> list[list[int]]:
    """One pass over all pairs of neighbours, the likeliest first; the groups as indexes into `profiles`."""
    edges = []
    blocks = _block(profiles)
    following = _successors(blocks, profiles)
    for i, j in _neighbours(blocks, profiles):
        score = likeness(profiles[i], profiles[j], successor=(i, j) in following or (j, i) in following)
        if score >= ENOUGH:
            one, other = sorted((profiles[i].key, profiles[j].key))
            # Dated reports find each other before those without a date look for a place among them.
            edges.append((not same_day(profiles[i], profiles[j]), -score, one, other, i, j))
    parent = list(range(len(profiles)))
    whole = list(profiles)
    parts = [[i] for i in range(len(profiles))]
    for *_, i, j in sorted(edges):
        a, b = _root(parent, i), _root(parent, j)
        if a != b and may_join(whole[a], whole[b]):
            parent[b] = a
            whole[a] = join((whole[a], whole[b]))
            parts[a] += parts[b]
            parts[b] = []
    return [part for part in parts if part]


def _root(parent: list[int], i: int) -> int:
    while parent[i] != i:
        parent[i] = parent[parent[i]]
        i = parent[i]
    return i


def _block(profiles: list[Profile]) -> list[list[int]]:
    """Groups that are worth comparing within: two parties in common, or the same round of theirs."""
    blocks: dict[tuple[object, ...], list[int]] = {}
    for i, p in enumerate(profiles):
        for block in _blocks(p):
            blocks.setdefault(block, []).append(i)
    return [members for members in blocks.values() if len(members) > 1]


def _neighbours(blocks: list[list[int]], profiles: list[Profile]) -> set[tuple[int, int]]:
    return {pair for members in blocks for pair in _near(members, profiles)}


def _successors(blocks: list[list[int]], profiles: list[Profile]) -> set[tuple[int, int]]:
    """Each contact announced as the next of a row with the first one dated after that, of the same parties."""
    pairs: set[tuple[int, int]] = set()
    for members in blocks:
        dated = sorted(
            (profiles[i].first, i) for i in members if profiles[i].firm and profiles[i].last - profiles[i].first < 7
        )
        days = [day for day, _ in dated]
        for i in members:
            p = profiles[i]
            if p.firm or not p.sequel or not p.seen or not p.statuses <= COMING:
                continue
            after = [
                (day, j)
                for day, j in dated[bisect_right(days, p.seen[1]) :][:NEIGHBOURS]
                if profiles[j].parties == p.parties and day <= p.last
            ]
            pairs.update((i, j) for day, j in after if day <= after[0][0] + 1)
    return pairs


def _blocks(p: Profile) -> Iterable[tuple[object, ...]]:
    parties = sorted(p.parties)
    pairs: list[tuple[str, ...]] = list(combinations(parties, 2)) if len(parties) <= CROWD else [tuple(parties)]
    for pair in pairs:
        yield (p.group, p.technical, *pair)
        for number in p.rounds:
            yield (p.group, p.technical, *pair, number)


def _near(members: list[int], profiles: list[Profile]) -> Iterable[tuple[int, int]]:
    """Pairs of members that can be on the same days, up to NEIGHBOURS on either side with and without a date."""
    order = sorted(members, key=lambda i: (_moment(profiles[i]), profiles[i].key))
    for kind in (True, False):
        some = [i for i in order if profiles[i].firm is kind]
        moments = [_moment(profiles[i]) for i in some]
        for i in order:
            p = profiles[i]
            here = _moment(p)
            low = max(bisect_left(moments, here - REACH_DAYS), bisect_left(moments, here) - NEIGHBOURS)
            high = min(bisect_right(moments, here + REACH_DAYS), bisect_right(moments, here) + NEIGHBOURS)
            for j in some[low:high]:
                other = profiles[j]
                if i == j or not (p.rounds & other.rounds or (p.first <= other.last + 1 and other.first <= p.last + 1)):
                    continue
                yield (i, j) if i < j else (j, i)


def _moment(p: Profile) -> int:
    if p.firm or p.seen is None:
        return p.first
    return p.seen[1]
