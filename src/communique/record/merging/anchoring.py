"""Short names for items of the record, from where their reports stand in the articles."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TypeVar

from communique.articles.identity import content_key
from communique.model.findings import Finding
from communique.record.merging.identifiers import LONG, SHORT, digest

__all__ = ["LONG", "SHORT", "name_items", "report_order"]

F = TypeVar("F", bound=Finding)
Named = tuple[str, tuple[str, ...]]
"""The id of an item, and the anchor of each of its reports."""


def report_order(report: Finding, published: Mapping[str, str | None]) -> tuple[str, str, int, str]:
    """The sort key of reports: publication, undated ones last, then place in the article."""
    start = report.spans[0][0] if report.spans else 0
    return published.get(report.article) or "9999", report.article, start, report.id


def words_of(prefix: str, report: Finding, content: str) -> str:
    """What the anchor of a report rests on: the words of the article, by their key, of the sentence and of the report.

    So it outlives a newer reader.
    """
    sentence = content_key(report.evidence[0]) if report.evidence else str(report.spans[:1])
    return f"{prefix}\n{content}\n{sentence}\n{_said(report)}"


def name_items(prefix: str, groups: Sequence[Sequence[str]]) -> list[Named]:
    """For each group of reports, given by `words_of` them, the id of its item, `a-1f6c9b`, and an anchor for each.

    The id is the beginning of the first report's anchor, as long as it takes to be no other item's; by the anchor of
    another report an item may have been called before an earlier one came in.
    """
    seen: Counter[str] = Counter()
    named: list[list[str]] = []
    holders: dict[str, set[int]] = {}
    for place, group in enumerate(groups):
        anchors = []
        for words in group:
            seen[words] += 1
            anchors.append(f"{prefix}-{digest(words, seen[words])}")
            holders.setdefault(_short(anchors[-1], prefix), set()).add(place)
        named.append(anchors)
    return [
        (anchors[0] if len(holders[_short(anchors[0], prefix)]) > 1 else _short(anchors[0], prefix), tuple(anchors))
        for anchors in named
    ]


def _short(anchor: str, prefix: str) -> str:
    return anchor[: len(prefix) + 1 + SHORT]


def _said(report: Finding) -> str:
    return getattr(report, "what", "") or getattr(report, "name", "")
