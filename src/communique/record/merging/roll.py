"""The contacts that groups of reports make, each under its identifier, kept up to date as groups come and go."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace

from communique.model.findings import ContactReport
from communique.model.record import Contact
from communique.record.merging.anchoring import report_order
from communique.record.merging.bonds import Bonds, ReportKey
from communique.record.merging.contact import make_contact
from communique.record.merging.exclusion import put_apart
from communique.record.merging.groups import Change, Group, Source, make_group
from communique.record.merging.identifiers import LONG, SHORT, anchors, digest
from communique.record.merging.profile import UNDATED, Key
from communique.record.names import FullNames, fold_names, name_keys


@dataclass(slots=True)
class _Entry:
    """A contact as made of its reports alone, and as it stands among the others."""

    group: Group
    order: tuple[str, str, int, str]
    first: Key
    alone: Contact
    bare: bool
    contact: Contact


class Roll:
    """All contacts by their groups; what is asked again and has not changed is not made again."""

    def __init__(self) -> None:
        self._reports: dict[Key, ContactReport] = {}
        self._anchors: dict[Key, str] = {}
        self._holders: dict[str, set[Key]] = defaultdict(set)
        self._published: dict[str, str | None] = {}
        self._names = FullNames()
        self._home: dict[Key, Key] = {}
        self._groups: dict[Key, Group] = {}
        self._entries: dict[Key, _Entry] = {}

    def learn(self, source: Source) -> None:
        """Know the reports of an article."""
        found = anchors(source.reports, source.content)
        self._published[source.article] = source.published
        for key, report in zip(source.report_keys(), source.reports, strict=True):
            self._reports[key] = report
            self._anchors[key] = found[report.id]
            self._holders[found[report.id][:SHORT]].add(key)
            self._names.add(report.participants)
            # Its group may stay as it is where the report says something else that merging does not look at.
            self._entries.pop(self._home.get(key, key), None)

    def forget(self, source: Source) -> None:
        """Know them no longer."""
        del self._published[source.article]
        for key in source.report_keys():
            self._names.add(self._reports.pop(key).participants, -1)
            short = self._anchors.pop(key)[:SHORT]
            self._holders[short].discard(key)
            if not self._holders[short]:
                del self._holders[short]

    def update(self, change: Change) -> None:
        """Take groups away and take others in."""
        for group in change.gone:
            del self._groups[group.key]
            self._entries.pop(group.key, None)
            for member in group.members:
                self._home.pop(member.key, None)
        for group in change.new:
            self._groups[group.key] = group
            self._home.update((member.key, group.key) for member in group.members)

    def contacts(self, bonds: Bonds) -> tuple[Contact, ...]:
        """The contacts in the order of first report, groups that a person put together as one."""
        for key in self._groups.keys() - self._entries.keys():
            self._entries[key] = self._make(self._groups[key])
        bonded = self._bonded(bonds)
        hidden = {key for keys in bonded for key in keys}
        entries = [entry for key, entry in self._entries.items() if key not in hidden]
        entries += [self._make(make_group(self._groups[key] for key in keys)) for keys in bonded]
        entries.sort(key=lambda entry: (entry.order, entry.first))
        taken: set[str] = set()
        return tuple(self._settle(entry, taken) for entry in entries)

    def _bonded(self, bonds: Bonds) -> list[list[Key]]:
        """The groups that a person's pairs put together, unless another decision holds them apart."""
        home: dict[Key, Key] = {}
        whole: dict[Key, list[Key]] = {}
        joint: dict[Key, Group] = {}
        for one, other in sorted(bonds.together):
            a, b = self._group_of(one), self._group_of(other)
            if a is None or b is None:
                continue
            a, b = home.get(a, a), home.get(b, b)
            left, right = joint.get(a) or self._groups[a], joint.get(b) or self._groups[b]
            if a == b or put_apart(left.profile, right.profile):
                continue
            joint[a] = make_group((left, right))
            whole[a] = whole.get(a, [a]) + whole.pop(b, [b])
            home.update(dict.fromkeys(whole[a], a))
        return list(whole.values())

    def _group_of(self, report: ReportKey) -> Key | None:
        article, local = report
        if article not in self._published:
            return None
        return self._home.get((self._published[article] or UNDATED, article, local))

    def _make(self, group: Group) -> _Entry:
        by_order = sorted((report_order(self._reports[m.key], self._published), m.key) for m in group.members)
        keys = [key for _, key in by_order]
        anchored = [self._anchors[key] for key in keys]
        echoes = {place for place, anchor in enumerate(anchored) if anchor in anchored[:place]}
        made = make_contact("", [self._reports[key] for key in keys], self._published, echoes)
        made = replace(made, anchors=tuple(f"c-{anchor}" for anchor in anchored))
        bare = any(len(name_keys(name)) == 1 for name in made.participants)
        return _Entry(group, by_order[0][0], keys[0], made, bare, made)

    def _settle(self, entry: _Entry, taken: set[str]) -> Contact:
        """The contact under its identifier, with the full names of those it calls by the last name alone."""
        identifier = self._identifier(entry, taken)
        people = entry.alone.participants
        if entry.bare:
            people = fold_names(self._names.full(name) for name in people)
        if entry.contact.id != identifier or entry.contact.participants != people:
            entry.contact = replace(entry.alone, id=identifier, participants=people)
        return entry.contact

    def _identifier(self, entry: _Entry, taken: set[str]) -> str:
        """The beginning of the first report's anchor, as long as it takes to be no other contact's."""
        own = self._anchors[entry.first]
        holders = self._holders[own[:SHORT]]
        if len(holders) == 1:
            return f"c-{own[:SHORT]}"
        members = {member.key for member in entry.group.members}
        rivals = [self._anchors[key] for key in holders if key not in members]
        length = next((n for n in range(SHORT, LONG, 2) if not any(own[:n] == rival[:n] for rival in rivals)), LONG)
        number = 1
        while (identifier := f"c-{digest(own, number)}" if number > 1 else f"c-{own[:length]}") in taken:
            number += 1
        if length == LONG:
            taken.add(identifier)
        return identifier
