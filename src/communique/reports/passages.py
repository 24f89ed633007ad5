"""Pieces of the pages that `show` prints: evidence in its surroundings, facts, who told it and how sure it is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from communique.model.article import Article
from communique.model.findings import ContactReport, Finding, Span
from communique.record.items import article_of, item_id
from communique.reports.dates import say_published
from communique.reports.document import Block, Group, Line, Paragraph, Row, Style, Table, Text, line, soft, strong
from communique.reports.references import focus_of, outlet
from communique.reports.view import View
from communique.reports.wording import enumerate_words

CONTEXT = 160
"""Characters of the article shown before and after the evidence, cut at words."""


def in_context(article: Article | None, finding: Finding) -> list[Line]:
    """The evidence within its surroundings: sentences strong, deciding words marked; near sentences in one passage."""
    if article is None or not finding.spans:
        return [line(Text(sentence, Style.MARK)) for sentence in finding.evidence]
    passages: list[list[Span]] = []
    for span in sorted(finding.spans):
        if passages and span[0] - passages[-1][-1][1] < 2 * CONTEXT:
            passages[-1].append(span)
        else:
            passages.append([span])
    focus = focus_of(finding)
    return [_surrounded(article.text, spans, focus) for spans in passages]


def how_sure(view: View, finding: Finding) -> str:
    """The reader's confidence in a finding, with the fields that may be misread, or that a person confirmed it."""
    if item_id(finding) in view.record.judgements.confirmed:
        return "confirmed"
    unsure = finding.unsure if isinstance(finding, ContactReport) else ()
    return f"confidence {finding.confidence:.0%}" + (
        f", less sure of its {enumerate_words([*unsure])}" if unsure else ""
    )


def facts_table(facts: Iterable[tuple[str, Line]]) -> Table:
    rows = tuple(Row((line(soft(name)), value), name) for name, value in facts if value)
    return Table(("", ""), (Group("", rows),))


def passages(view: View, findings: Sequence[Finding]) -> tuple[Block, ...]:
    lines = [found for f in findings for found in in_context(article_of(view.record, f.article), f)]
    return tuple(Paragraph(found) for found in lines)


def _surrounded(text: str, spans: Sequence[Span], focus: Span | None) -> Line:
    """Evidence sentences of one passage, with the text between and around them."""
    start, end = spans[0][0], spans[-1][1]
    left, right = max(0, start - CONTEXT), min(len(text), end + CONTEXT)
    before = text[left:start] if not left else "…" + text[left:start].partition(" ")[2]
    after = text[end:right] if right == len(text) else text[end:right].rpartition(" ")[0] + "…"
    parts: list[Text] = []
    at = start
    for first, last in spans:
        parts += [soft(text[at:first]), *_sentence(text, max(first, at), last, focus)]
        at = max(at, last)
    return line(soft(before), (part for part in parts if part.text), soft(after))


def _sentence(text: str, start: int, end: int, focus: Span | None) -> tuple[Text, ...]:
    if focus and start <= focus[0] < focus[1] <= end:
        low, high = focus
        return strong(text[start:low]), Text(text[low:high], Style.MARK), strong(text[high:end])
    return (strong(text[start:end]),) if focus else (Text(text[start:end], Style.MARK),)


def told_by(view: View, finding: Finding) -> str:
    article = article_of(view.record, finding.article)
    return f"{outlet(article)}, {say_published(article.published if article else None)}"
