"""An article that tells of one contact twice, so that two groups which tell of it share that article.

An article reports a contact once, so two groups with reports of one article are two contacts. But a reader may take
one telling for two. Where it was not sure of what it read, the other articles of the two groups decide.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from communique.record.merging.exclusion import may_join
from communique.record.merging.groups import Group
from communique.record.merging.likeness import likeness
from communique.record.merging.profile import Profile, join
from communique.record.merging.relations import both_sure, gap, places_fit, same_day
from communique.record.names import shared_persons


def likeness_of_others(a: Group, b: Group) -> float:
    """The evidence that two groups which share articles tell of one contact, by all other articles that do.

    0 where the reports of an article that they share cannot be one or are sure, and where no other article tells of it.
    Where only one group has others, the reports must name days, and the same. Where they share several articles, these
    must tell twice of the same people on the same day, for they seldom all do so of two contacts.
    """
    shared = a.profile.articles & b.profile.articles
    told, others = _parted(a.members, shared)
    told_too, others_too = _parted(b.members, shared)
    if not (others or others_too):
        return 0.0
    dated = bool(others and others_too) and len(shared) == 1
    for article in shared:
        ones = [m for m in told if m.articles == {article}]
        twins = [m for m in told_too if m.articles == {article}]
        if not (any(m.unsure - {"parties"} for m in (*ones, *twins)) or _is_told_twice(ones, twins)):
            return 0.0
        if not all(_may_be_one(one, other, dated=dated) for one in ones for other in twins):
            return 0.0
        if len(shared) > 1 and not all(_of_the_same(one, other) for one in ones for other in twins):
            return 0.0
    return likeness(join(others or told), join(others_too or told_too))


def _is_told_twice(ones: Iterable[Profile], twins: Iterable[Profile]) -> bool:
    """True for the same people on the same day at the same place, where a reader took in a party too many or few."""
    return all(
        p.parties != q.parties
        and not both_sure(p, q, "parties")
        and same_day(p, q)
        and places_fit(p, q) == "same"
        and shared_persons(p.names, q.names) > 1
        for p in ones
        for q in twins
    )


def _of_the_same(p: Profile, q: Profile) -> bool:
    """True for the same parties and people at the same kind of contact."""
    people = shared_persons(p.names, q.names)
    return p.parties == q.parties and p.kinds == q.kinds and people > 1


def _parted(members: Iterable[Profile], articles: frozenset[str]) -> tuple[list[Profile], list[Profile]]:
    """The reports of some articles, and the others."""
    told: list[Profile] = []
    others: list[Profile] = []
    for member in members:
        (told if member.articles <= articles else others).append(member)
    return told, others


def _may_be_one(p: Profile, q: Profile, *, dated: bool) -> bool:
    """True when nothing but the article rules out that two reports of it are one; `dated` when the days are clear."""
    days = dated or (p.firm and q.firm and not gap(p, q))
    return days and may_join(replace(p, articles=frozenset()), q)
