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


def name_items(prefix: str, groups: Sequence[Sequence[Finding]], contents: Mapping[str, str]) -> list[Named]:
    """For each group of reports the id of its item, `a-1f6c9b`, and one anchor for each report.

    An anchor rests on the words of the article (`contents` gives their key), of the sentence and of the report, so
    that it outlives a newer reader. The id is the beginning of the first report's, as long as it takes to be no
    other item's; by the anchor of another report an item may have been called before an earlier one came in.
    """
    seen: Counter[str] = Counter()
    named: list[list[str]] = []
    holders: dict[str, set[int]] = {}
    for place, group in enumerate(groups):
        anchors = []
        for report in group:
            sentence = content_key(report.evidence[0]) if report.evidence else str(report.spans[:1])
            words = f"{prefix}\n{contents.get(report.article, report.article)}\n{sentence}\n{_said(report)}"
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
