"""Reports of one kind into the items that they make, under their names; what has not changed is not made again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Generic, Protocol, TypeVar

from communique.model.findings import Finding
from communique.record.merging.anchoring import name_items, report_order, words_of
from communique.record.merging.bonds import NO_BONDS, Bonds
from communique.record.merging.grouping import Grouping
from communique.record.merging.neighbours import C, Entry, Rules


class Named(Protocol):
    """What several reports make."""

    @property
    def id(self) -> str: ...


F = TypeVar("F", bound=Finding)
M = TypeVar("M", bound=Named)


@dataclass(frozen=True, slots=True)
class Kind(Generic[F, C, M]):
    """How items of one kind are made: the first letter of their ids, what is compared of a report, and how, and what
    reports that tell of one thing make, under an id."""

    prefix: str
    look: Callable[[F, Mapping[str, str | None]], C]
    rules: Rules[C]
    make: Callable[[str, Sequence[F]], M]


@dataclass(frozen=True, slots=True)
class _Told(Generic[F, C]):
    """What an article tells of one kind, when it was published, and the key of its words."""

    reports: tuple[F, ...]
    published: str | None
    content: str
    entries: tuple[Entry[C], ...]

    def is_of(self, reports: Sequence[F], published: str | None, content: str) -> bool:
        """True when this is what these reports give."""
        return (self.published, self.content, self.reports) == (published, content, tuple(reports))


class Gathering(Generic[F, C, M]):
    """The items of a growing record; each report that comes or goes touches only what it hangs together with."""

    def __init__(self, kind: Kind[F, C, M]) -> None:
        self._kind = kind
        self._grouping = Grouping(kind.rules)
        self._articles: dict[str, _Told[F, C]] = {}
        self._reports: dict[Entry[C], tuple[F, str]] = {}
        self._made: dict[Entry[C], tuple[tuple[Any, ...], M]] = {}

    def items(
        self,
        reports: Iterable[F],
        published: Mapping[str, str | None],
        bonds: Bonds = NO_BONDS,
        contents: Mapping[str, str] | None = None,
    ) -> tuple[M, ...]:
        """The items that these reports tell of, in the order of their first report, whatever was told before."""
        by_article: dict[str, list[F]] = {}
        for report in reports:
            by_article.setdefault(report.article, []).append(report)
        gone = [entry for article in self._articles.keys() - by_article.keys() for entry in self._forget(article)]
        new: list[Entry[C]] = []
        for article, some in by_article.items():
            told = some, published.get(article), (contents or {}).get(article, article)
            known = self._articles.get(article)
            if known is None or not known.is_of(*told):
                gone += self._forget(article)
                new += self._learn(article, _Told(tuple(some), told[1], told[2], self._entries(some, published)))
        self._grouping.update(new, gone, bonds)
        return self._named()

    def _entries(self, reports: Sequence[F], published: Mapping[str, str | None]) -> tuple[Entry[C], ...]:
        seen: Counter[tuple[Any, ...]] = Counter()
        found = []
        for report in reports:
            order = report_order(report, published)
            seen[order] += 1
            found.append(Entry((*order, seen[order]), self._kind.look(report, published)))
        return tuple(found)

    def _learn(self, article: str, told: _Told[F, C]) -> Iterable[Entry[C]]:
        self._articles[article] = told
        for entry, report in zip(told.entries, told.reports, strict=True):
            self._reports[entry] = report, words_of(self._kind.prefix, report, told.content)
        return told.entries

    def _forget(self, article: str) -> Iterable[Entry[C]]:
        known = self._articles.pop(article, None)
        for entry in known.entries if known else ():
            del self._reports[entry]
        return known.entries if known else ()

    def _named(self) -> tuple[M, ...]:
        groups = self._grouping.groups()
        told = [[self._reports[entry] for entry in group] for group in groups]
        named = name_items(self._kind.prefix, [[words for _, words in some] for some in told])
        made: dict[Entry[C], tuple[tuple[Any, ...], M]] = {}
        for group, some, (identifier, anchors) in zip(groups, told, named, strict=True):
            reports = [report for report, _ in some]
            parts = (identifier, anchors, *map(id, group))
            known = self._made.get(group[0])
            if known is None or known[0] != parts:
                known = parts, replace(self._kind.make(identifier, reports), anchors=anchors)  # type: ignore[type-var]
            made[group[0]] = known
        self._made = made
        return tuple(item for _, item in made.values())
