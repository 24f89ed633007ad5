"""Groups of reports that are taken to tell of one contact, and what changes among them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from communique.model.findings import ContactReport
from communique.record.merging.profile import UNDATED, Key, Profile, join


@dataclass(frozen=True, slots=True)
class Source:
    """What merging needs of one article: its reports, when it was published, and the key of its words."""

    article: str
    reports: tuple[ContactReport, ...]
    published: str | None
    content: str

    def is_like(self, other: Source | None) -> bool:
        """True when another says the same; nearly free where its reports are the very same objects."""
        if other is None or (self.published, self.content) != (other.published, other.content):
            return False
        return self.reports == other.reports

    def report_keys(self) -> list[Key]:
        """A key for each report, also where two share an id."""
        seen: Counter[str] = Counter()
        found = []
        for report in self.reports:
            seen[report.id] += 1
            again = f"\n{seen[report.id]}" if seen[report.id] > 1 else ""
            found.append((self.published or UNDATED, self.article, report.id + again))
        return found


@dataclass(frozen=True, slots=True)
class Group:
    """Reports taken together: their joint profile, and that of each one, in the order of their keys.

    `fresh` is True where the last step tied it to another, so that the next one has to look at it again.
    """

    profile: Profile
    members: tuple[Profile, ...]
    fresh: bool = False

    @property
    def key(self) -> Key:
        """The key of its first report; no two groups of one step share it."""
        return self.profile.key


@dataclass(frozen=True, slots=True)
class Change:
    """The groups that are no more and those that are new; a group that got or lost a report is both."""

    gone: tuple[Group, ...]
    new: tuple[Group, ...]


def make_group(parts: Iterable[Group]) -> Group:
    """One group of these, in any order, to be looked at again."""
    some = list(parts)
    if len(some) == 1:
        return some[0] if some[0].fresh else Group(some[0].profile, some[0].members, fresh=True)
    members = sorted((member for part in some for member in part.members), key=lambda member: member.key)
    return Group(join(members), tuple(members), fresh=True)


def settled(group: Group) -> Group:
    """The same group, which need not be compared with others that are settled too."""
    return Group(group.profile, group.members) if group.fresh else group


def difference(before: Iterable[Group], after: Iterable[Group]) -> Change:
    """What has changed from one state to another, groups that stayed as they were left out."""
    old = {group.key: group for group in before}
    new = {group.key: group for group in after}
    same = {key for key in old.keys() & new.keys() if _same(old[key], new[key])}
    return Change(
        tuple(group for key, group in old.items() if key not in same),
        tuple(group for key, group in new.items() if key not in same),
    )


def _same(one: Group, other: Group) -> bool:
    return one is other or (one.fresh == other.fresh and one.members == other.members)
