"""Numbered references: each passage is numbered once, with the exact words it rests on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar
from urllib.parse import quote as percent

from communique.analysis.per_record import per_record
from communique.articles.identity import content_key
from communique.articles.outlets import host_of
from communique.model.article import Article
from communique.model.findings import ContactReport, Finding, Position, Span
from communique.model.record import Edition, Record
from communique.record.copies.independence import voices as independent_voices
from communique.record.items import earlier_articles
from communique.reports.dates import say_published
from communique.reports.document import Ref, Source

F = TypeVar("F", bound=Finding)
Passage = tuple[str, str]
"""What is cited under one number: an article, or the first of its copies, and where or which its words are."""
LONGEST = 260
"""Characters of a sentence shown in the list of sources; longer ones are cut around the words that matter."""


class References:
    """Gives out numbers in the order in which passages are first cited, one for one sentence, whoever carries it."""

    def __init__(self, record: Record) -> None:
        self._record = record
        self._numbers: dict[Passage, int] = {}
        self._sources: list[Source] = []
        self._earlier = earlier_articles(record)
        self._edited = _edited(record)
        self._copies = _copies(record)

    def cite(self, finding: Finding, focus: Span | None = None) -> Ref:
        """The reference to the sentence on which a finding rests; `focus` picks the words that matter most."""
        return self.given([self._cited(finding, focus)])[0]

    def given(self, numbers: Sequence[int]) -> tuple[Ref, ...]:
        """References of these numbers, each once, in order."""
        return tuple(map(Ref, sorted(set(numbers))))

    def number(self, passage: Passage, source: Source) -> int:
        """The number of a passage; where it is cited for the first time it gets one, and its source comes with it."""
        if passage not in self._numbers:
            self._numbers[passage] = len(self._sources) + 1
            self._sources.append(replace(source, number=self._numbers[passage]))
        return self._numbers[passage]

    def passages(self) -> tuple[tuple[Passage, Source], ...]:
        """The passages that were cited, each with its source, in the order of their numbers."""
        return tuple(zip(self._numbers, self._sources, strict=True))

    def _cited(self, finding: Finding, focus: Span | None = None) -> int:
        focus = focus or focus_of(finding)
        span = sentence_of(finding, focus)
        article = self._article(finding.article)
        key = self._key(finding, article, span)
        return self._numbers.get(key) or self.number(key, self._source(finding, article, span, focus))

    def _article(self, key: str) -> Article | None:
        return self._record.articles.get(key) or self._earlier.get(key)

    def _key(self, finding: Finding, article: Article | None, span: Span | None) -> Passage:
        """What is one passage: a sentence of an article or, of a text that many carry, its words."""
        original = self._record.duplicates.get(finding.article, finding.article)
        if original in self._copies and article is not None and span:
            return original, content_key(article.text[span[0] : span[1]])
        return finding.article, str(span) if span else "".join(finding.evidence[:1])

    def cite_each(self, findings: Iterable[Finding], limit: int = 4) -> tuple[Ref, ...]:
        """References to the independent ones among these findings, each passage once, at most `limit`, in order."""
        return self.given([self._cited(voice[0]) for voice in voices(findings, self._record)[:limit]])

    def sources(self) -> tuple[Source, ...]:
        return tuple(self._sources)

    def _source(self, finding: Finding, article: Article | None, span: Span | None, focus: Span | None) -> Source:
        before, words, after = passage(article, span, focus, finding)
        return Source(
            number=0,
            article=finding.article,
            outlet=outlet(article),
            published=say_published(article.published if article else None) + self._edited.get(finding.article, ""),
            title=(article.title or "") if article else "",
            before=before,
            words=words,
            after=after,
            link=passage_link(article, span),
            finding=f"{finding.article}:{finding.id}",
            copies=self._copy_outlets(finding.article),
        )

    def _copy_outlets(self, article: str) -> tuple[str, ...]:
        """The other outlets that carry the text of an article, the one it comes from first."""
        original = self._record.duplicates.get(article, article)
        names = (outlet(self._article(key)) for key in (original, *self._copies.get(original, ())) if key != article)
        return tuple(dict.fromkeys(names))


@per_record
def _copies(record: Record) -> Mapping[str, Sequence[str]]:
    """The copies of each original, by the ids of their articles."""
    found: dict[str, list[str]] = {}
    for copy, original in record.duplicates.items():
        found.setdefault(original, []).append(copy)
    return found


@per_record
def _edited(record: Record) -> Mapping[str, str]:
    """What is said of the day of each edition of an article that was edited."""
    return {e.article.id: note for chain in record.editions.values() for e, note in _edition_notes(chain)}


def _edition_notes(chain: Sequence[Edition]) -> Iterator[tuple[Edition, str]]:
    """What is said of the day of an edition: that it is an edited one, or that it was edited since."""
    for place, edition in enumerate(chain):
        yield edition, f", edited {say_published(edition.day)}" if place and edition.day else ", since edited"


def focus_of(finding: Finding) -> Span | None:
    """The words of its evidence that matter most: the cue of a contact's status, what a position is about."""
    if isinstance(finding, ContactReport):
        return finding.status_cue
    words = finding.about if isinstance(finding, Position) else getattr(finding, "what", "")
    for (start, _), sentence in zip(finding.spans, finding.evidence, strict=False):
        found = sentence.find(words) if words else -1
        if found >= 0:
            return start + found, start + found + len(words)
    return None


def sentence_of(finding: Finding, focus: Span | None) -> Span | None:
    """The evidence sentence that covers the focus, else the first."""
    if focus:
        for start, end in finding.spans:
            if start <= focus[0] < end:
                return start, end
    return finding.spans[0] if finding.spans else None


def passage(article: Article | None, span: Span | None, focus: Span | None, finding: Finding) -> tuple[str, str, str]:
    """A sentence in three parts, around the words that matter, cut to a readable length at words."""
    if article is None or span is None:
        return "", "".join(finding.evidence[:1]), ""
    start, end = span
    sentence = article.text[start:end]
    low, high = (focus[0] - start, focus[1] - start) if focus and start <= focus[0] < end else (0, 0)
    high = min(high, len(sentence))
    left, right = _window(sentence, low, high)
    before, words, after = sentence[left:low], sentence[low:high], sentence[high:right]
    if left:
        before = "…" + before.lstrip()
    if right < len(sentence):
        after = after.rstrip() + "…"
    return _flat(before), _flat(words), _flat(after)


def passage_link(article: Article | None, span: Span | None) -> str:
    """The article's address, with a text fragment that opens it at the sentence; "" without an address."""
    if article is None or not article.url or not host_of(article.url):
        return ""
    if span is None or "#" in article.url:
        return article.url
    words = article.text[span[0] : span[1]].split()
    if len(words) < 10:
        return f"{article.url}#:~:text={_fragment(words)}"
    return f"{article.url}#:~:text={_fragment(words[:4])},{_fragment(words[-4:])}"


def outlet(article: Article | None) -> str:
    """Who published it: the outlet's name, else the site's, else that it is not known."""
    if article is None:
        return "outlet not given"
    if article.publisher:
        return article.publisher
    return host_of(article.url) or "outlet not given"


def voices(findings: Iterable[F], record: Record) -> list[list[F]]:
    """Findings grouped by independent voice, the original of copies first."""
    return independent_voices(findings, record.articles, record.duplicates)


def report_count(findings: Sequence[Finding], record: Record) -> str:
    """How many articles report it, and how many of them independently: "3 reports, 2 independent"."""
    articles = len({finding.article for finding in findings})
    independent = len(voices(findings, record))
    words = f"{articles} report{'' if articles == 1 else 's'}"
    return words if articles == independent else f"{words}, {independent} independent"


def _window(sentence: str, low: int, high: int) -> tuple[int, int]:
    if len(sentence) <= LONGEST:
        return 0, len(sentence)
    if not high:
        return 0, _cut_before(sentence, LONGEST)
    spare = max(LONGEST - (high - low), 60)
    left = 0 if low <= spare * 2 // 3 else sentence.find(" ", low - spare // 2, low) + 1 or low
    right = min(len(sentence), high + spare - (low - left))
    return left, right if right == len(sentence) else max(high, _cut_before(sentence, right))


def _cut_before(sentence: str, at: int) -> int:
    cut = sentence.rfind(" ", at - 40, at)
    return cut if cut > 0 else at


def _flat(text: str) -> str:
    return " ".join(text.replace("\n", " ").split(" "))


def _fragment(words: list[str]) -> str:
    return percent(" ".join(words), safe="").replace("-", "%2D")
