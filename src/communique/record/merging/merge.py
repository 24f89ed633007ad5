"""Which reports tell of the same contact. A judgement, and a pure function of the reports and of a person's bonds.

Reports that agree in everything that matters are put together at once. The groups that remain go through a few
steps; in each they are compared with their neighbours in time among those that share two parties, and joined best
evidence first, unless what is already joined rules it out. Last comes what a person put together. The order in which
articles arrive plays no part: to add or take away one gives what merging everything anew would give.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace

from communique.model.findings import ContactReport
from communique.model.record import Contact
from communique.record.memory import NO_MEMORY, Memory
from communique.record.merging.alike import Alike
from communique.record.merging.bonds import NO_BONDS, Bonds, ReportKey
from communique.record.merging.cues import NO_CUES, find_cues
from communique.record.merging.groups import Source
from communique.record.merging.identifiers import anchors
from communique.record.merging.layer import Layer
from communique.record.merging.profile import UNDATED, Profile, make_profile
from communique.record.merging.roll import Roll
from communique.record.merging.slips import Slips

_LAYERS = 5


def merge_contacts(
    reports: Iterable[ContactReport],
    published: Mapping[str, str | None],
    bonds: Bonds = NO_BONDS,
    contents: Mapping[str, str] | None = None,
    memory: Memory = NO_MEMORY,
) -> tuple[Contact, ...]:
    """The contacts that the reports tell of, in the order of their first report.

    `published` gives the publication date of each article, None when unknown; `contents` the key of its words, its id
    where there is none. Bonds between reports that are not given are passed over.
    """
    by_article: dict[str, list[ContactReport]] = defaultdict(list)
    for report in reports:
        by_article[report.article].append(report)
    keys = contents or {}
    sources = (
        Source(article, tuple(some), published.get(article), keys.get(article) or article)
        for article, some in by_article.items()
    )
    merging = memory.grown("contacts", Merging)
    merging.renew(sources, bonds)
    return merging.contacts()


class Merging:
    """The contacts of a growing record: each article that comes or goes touches only its neighbourhood.

    >>> merging = Merging()
    >>> merging.contacts()
    ()
    """

    def __init__(self, bonds: Bonds = NO_BONDS) -> None:
        self._bonds = bonds
        self._foes = _foes(bonds)
        self._sources: dict[str, Source] = {}
        self._profiles: dict[str, tuple[Profile, ...]] = {}
        self._copies: dict[str, set[str]] = defaultdict(set)
        self._alike = Alike()
        self._layers = [Layer() for _ in range(_LAYERS)]
        self._slips = Slips()
        self._roll = Roll()

    def add(self, reports: Iterable[ContactReport], published: str | None, content: str | None = None) -> None:
        """Take in the reports of one article, in place of those that it had."""
        some = tuple(reports)
        if some:
            self.update([Source(some[0].article, some, published, content or some[0].article)])

    def remove(self, article: str) -> None:
        """Take away the reports of one article; nothing happens where it has none."""
        self.update((), [article])

    def renew(self, sources: Iterable[Source], bonds: Bonds) -> None:
        """Come to hold just these articles and bonds; only what differs is looked at."""
        given = {source.article: source for source in sources}
        if bonds != self._bonds:
            self.decide(bonds)
        changed = (source for source in given.values() if not source.is_like(self._sources.get(source.article)))
        self.update(list(changed), [article for article in self._sources if article not in given])

    def update(self, sources: Iterable[Source], removed: Iterable[str] = ()) -> None:
        """Take in and away several articles at once, which is faster than one by one."""
        coming = {source.article: source for source in sources}
        going = [article for article in {**dict.fromkeys(removed), **coming} if article in self._sources]
        contents = {source.content for source in (*(self._sources[article] for article in going), *coming.values())}
        # What a copy is taken to say hangs on the copies before it.
        concerned = {article for content in contents for article in self._copies.get(content, ())}
        gone = [profile for article in concerned for profile in self._profiles.pop(article)]
        for article in going:
            source = self._sources.pop(article)
            self._roll.forget(source)
            self._copies[source.content].discard(article)
            if not self._copies[source.content]:
                del self._copies[source.content]
        for article, source in coming.items():
            self._sources[article] = source
            self._roll.learn(source)
            self._copies[source.content].add(article)
        known = [article for article in {*concerned, *coming} if article in self._sources]
        self._profiles.update((article, self._read(self._sources[article])) for article in known)
        self._pass_on(gone, [profile for article in known for profile in self._profiles[article]])

    def decide(self, bonds: Bonds) -> None:
        """Put other bonds in place of those that hold."""
        foes = _foes(bonds)
        differ = {key[0] for key in foes.keys() | self._foes.keys() if foes.get(key) != self._foes.get(key)}
        self._bonds, self._foes = bonds, foes
        articles = [article for article in differ if article in self._sources]
        gone = [profile for article in articles for profile in self._profiles[article]]
        for article in articles:
            self._profiles[article] = self._read(self._sources[article])
        self._pass_on(gone, [profile for article in articles for profile in self._profiles[article]])

    def contacts(self) -> tuple[Contact, ...]:
        """The contacts as they stand, in the order of their first report."""
        return self._roll.contacts(self._bonds)

    def _read(self, source: Source) -> tuple[Profile, ...]:
        """What the reports of an article say; a copy says what the first of its copies does, on no other day."""
        copies = self._copies[source.content]
        if len(copies) == 1:
            return self._profiles_of(source)
        first = self._sources[min(copies, key=lambda article: (self._sources[article].published or UNDATED, article))]
        told = anchors(first.reports, first.content)
        said = {told[r.id]: p for r, p in zip(first.reports, self._profiles_of(first), strict=True)}
        own = anchors(source.reports, source.content)
        return tuple(
            replace(
                said.get(own[r.id], p), key=p.key, articles=p.articles, bonded=p.bonded, foes=p.foes, copy=own[r.id]
            )
            for r, p in zip(source.reports, self._profiles_of(source), strict=True)
        )

    def _profiles_of(self, source: Source) -> tuple[Profile, ...]:
        cues = find_cues(source.reports)
        return tuple(
            make_profile(key, r, cues.get((r.article, r.id), NO_CUES), self._foes.get((r.article, r.id), frozenset()))
            for key, r in zip(source.report_keys(), source.reports, strict=True)
        )

    def _pass_on(self, gone: list[Profile], new: list[Profile]) -> None:
        change = self._alike.update(gone, new)
        for layer in self._layers:
            change = layer.update(change)
        self._roll.update(self._slips.update(change))


def _foes(bonds: Bonds) -> dict[ReportKey, frozenset[ReportKey]]:
    """For each report those that a person put apart from it."""
    found: dict[ReportKey, set[ReportKey]] = defaultdict(set)
    for one, other in bonds.apart:
        found[one].add(other)
        found[other].add(one)
    return {key: frozenset(others) for key, others in found.items()}
