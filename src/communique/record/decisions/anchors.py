"""Anchors: which finding a decision is about, whatever a newer reader makes of the same words.

Evidence is counted in words of the text, so that an anchor holds for every copy of an article, set with other blanks
or not. A finding that agrees in everything is taken first; else the one of its kind whose evidence overlaps most,
whose parties agree, and which was not already there beside it when the person decided.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from types import MappingProxyType

from communique.articles.identity import content_key
from communique.model.article import Article
from communique.model.decisions import Anchor, Key
from communique.model.findings import Finding, Findings, Span
from communique.record import rows

ENOUGH = 0.5
"""What part of the shorter evidence must be common to two findings for them to be one."""
_QUOTE = 200
_WORD = re.compile(r"[^\W_]+")
# What tells findings of one kind and one sentence apart.
_TRAITS: dict[str, tuple[str, ...]] = {
    "contacts": ("kind", "status", "date", "place", "level", "participants"),
    "positions": ("issue", "stance", "about", "holder"),
    "agreements": ("what", "status"),
    "proposals": ("name",),
    "deadlines": ("what", "date"),
    "statements": ("source", "content"),
    "persons": ("name", "office"),
}
_KIND_OF = {made: kind for kind, made in rows.KINDS.items()}

NO_EDITIONS: Mapping[str, str] = MappingProxyType({})
Traits = tuple[tuple[str, str], ...]


def kind_of(finding: Finding) -> str:
    """The kind of a finding as a key of the findings format: `contacts`, `positions`, ..."""
    return _KIND_OF[type(finding)]


class Ground:
    """The articles and findings on which anchors are made and found again.

    `copies` gives for an article that repeats another the one that it repeats, `editions` for one that was edited the
    edition that counts.
    """

    def __init__(
        self,
        articles: Mapping[str, Article],
        findings: Mapping[str, Findings],
        copies: Mapping[str, str],
        editions: Mapping[str, str] = NO_EDITIONS,
    ) -> None:
        self._articles = articles
        self._findings = findings
        self._copies = copies
        self._editions = editions
        self._contents: dict[str, str] = {}
        self._words: dict[str, tuple[list[int], list[int]]] = {}

    def anchor(self, finding: Finding) -> Anchor:
        """The anchor of a finding, as the reader gave it."""
        kind = kind_of(finding)
        words = self._in_words(finding)
        alike = [other for other in self._of_kind(finding.article, kind) if other.id != finding.id]
        beside = {traits_of(other) for other in alike if _common(words, self._in_words(other)) >= ENOUGH}
        return Anchor(
            content=self._content(finding.article),
            article=finding.article,
            kind=kind,
            words=words,
            parties=rows.parties_of(finding),
            traits=traits_of(finding),
            beside=tuple(sorted(beside - {traits_of(finding)})),
            quote=_quote(finding),
        )

    def find(self, anchor: Anchor) -> tuple[Key, ...]:
        """The finding that an anchor is about, and those of copies of its article; nothing where it is not there."""
        found = [finding for article in self._with_words_of(anchor) for finding in self._best(anchor, article)]
        return tuple((finding.article, finding.id) for finding in found)

    def _best(self, anchor: Anchor, article: str) -> list[Finding]:
        """The finding that fits best; all of those that agree in everything, between which nobody can tell."""
        ranked: list[tuple[tuple[float, ...], int, Finding]] = []
        for place, finding in enumerate(self._of_kind(article, anchor.kind)):
            rank = self._rank(anchor, finding)
            if rank is not None:
                ranked.append((rank, -place, finding))
        same = [finding for rank, _, finding in ranked if rank[0] == 1.0]
        return same or [row[2] for row in sorted(ranked, key=lambda row: row[:2])[-1:]]

    def _rank(self, anchor: Anchor, finding: Finding) -> tuple[float, ...] | None:
        """How well a finding fits, more is better; None where it is another one."""
        words, traits, parties = self._in_words(finding), traits_of(finding), rows.parties_of(finding)
        if (words or anchor.words) and self._content(finding.article) == anchor.content:
            common = _common(anchor.words, words)
        else:
            # Another edition, or a copy that was cut: the words of the evidence must be there as they were.
            common = float(content_key(_quote(finding)) == content_key(anchor.quote))
        if common < ENOUGH or not _agree(anchor.parties, parties):
            return None
        if traits != anchor.traits and traits in anchor.beside:
            return None
        same = parties == anchor.parties, traits == anchor.traits, words == anchor.words
        share = len(set(traits) & set(anchor.traits)) / max(len(traits), len(anchor.traits), 1)
        return float(all(same)), common + share + same[0], common

    def _with_words_of(self, anchor: Anchor) -> list[str]:
        """The articles with these words, the one that the person saw first, their copies, and what became of them."""
        if anchor.article in self._articles and self._content(anchor.article) == anchor.content:
            return self._family(anchor.article)
        found = self._by_content.get(anchor.content, [key for key in (anchor.article,) if key in self._articles])
        if not self._editions:
            return found
        return list(dict.fromkeys(key for article in found for key in self._family(article)))

    def _family(self, article: str) -> list[str]:
        """The edition of an article that counts, then its copies."""
        used = self._editions.get(article, article)
        original = self._copies.get(used, used)
        family = [original, *self._copies_of.get(original, ())]
        return [used, *(key for key in family if key != used)]

    @cached_property
    def _copies_of(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for copy, original in sorted(self._copies.items()):
            found.setdefault(original, []).append(copy)
        return found

    @cached_property
    def _by_content(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for key in sorted(self._articles):
            found.setdefault(self._content(key), []).append(key)
        return found

    def _content(self, article: str) -> str:
        if article not in self._contents:
            kept = self._articles.get(article)
            # A text without words has nothing to go by but its own id.
            self._contents[article] = (content_key(kept.text) or article) if kept else ""
        return self._contents[article]

    def _of_kind(self, article: str, kind: str) -> Sequence[Finding]:
        found = self._findings.get(article)
        items: Sequence[Finding] = getattr(found, kind, ()) if found and kind in rows.KINDS else ()
        return items

    def _in_words(self, finding: Finding) -> tuple[Span, ...]:
        """The evidence as spans of words; those of one passage joined."""
        starts, ends = self._places(finding.article)
        spans = sorted((bisect_right(ends, start), bisect_left(starts, end)) for start, end in finding.spans)
        joined: list[Span] = []
        for first, last in spans:
            if joined and first <= joined[-1][1]:
                joined[-1] = joined[-1][0], max(joined[-1][1], last)
            elif first < last:
                joined.append((first, last))
        return tuple(joined)

    def _places(self, article: str) -> tuple[list[int], list[int]]:
        if article not in self._words:
            kept = self._articles.get(article)
            spans = [match.span() for match in _WORD.finditer(kept.text)] if kept else []
            self._words[article] = [start for start, _ in spans], [end for _, end in spans]
        return self._words[article]


def traits_of(finding: Finding) -> Traits:
    """The fields that set a finding apart from others of its kind in the same sentence, as strings."""
    values = ((name, getattr(finding, name)) for name in _TRAITS.get(kind_of(finding), ()))
    joined = ((name, ", ".join(value) if isinstance(value, tuple) else value) for name, value in values)
    return tuple((name, str(value)) for name, value in joined if value not in (None, "", "unknown"))


def _quote(finding: Finding) -> str:
    return " ".join(finding.evidence)[:_QUOTE]


def _agree(one: Iterable[str], other: Iterable[str]) -> bool:
    """True where the parties are the same, or a reader saw more of them in the same words."""
    first, second = set(one), set(other)
    return first <= second or second <= first


def _common(one: Sequence[Span], other: Sequence[Span]) -> float:
    """The words that both spans hold, as a part of the shorter one."""
    shared = sum(max(0, min(a[1], b[1]) - max(a[0], b[0])) for a in one for b in other)
    shorter = min(sum(end - start for start, end in spans) for spans in (one, other))
    return shared / shorter if shorter else 0.0
