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
from communique.record.merging.relations import gap


def likeness_of_others(a: Group, b: Group) -> float:
    """The evidence that two groups which share an article tell of one contact, by all other articles that do.

    0 where they share several, where its reports cannot be one or are sure, and where no other article tells of it.
    Where only one group has others, its reports must name days, and the same.
    """
    article = a.profile.articles & b.profile.articles
    if len(article) > 1:
        return 0.0
    told, others = _parted(a.members, article)
    told_too, others_too = _parted(b.members, article)
    if not (others or others_too) or not any(m.unsure for m in (*told, *told_too)):
        return 0.0
    dated = bool(others and others_too)
    if not all(_may_be_one(one, other, dated=dated) for one in told for other in told_too):
        return 0.0
    return likeness(join(others or told), join(others_too or told_too))


def _parted(members: Iterable[Profile], article: frozenset[str]) -> tuple[list[Profile], list[Profile]]:
    """The reports of an article, and the others."""
    told: list[Profile] = []
    others: list[Profile] = []
    for member in members:
        (told if member.articles == article else others).append(member)
    return told, others


def _may_be_one(p: Profile, q: Profile, *, dated: bool) -> bool:
    """True when nothing but the article rules out that two reports of it are one; `dated` when the days are clear."""
    days = dated or (p.firm and q.firm and not gap(p, q))
    return days and may_join(replace(p, articles=frozenset()), q)
