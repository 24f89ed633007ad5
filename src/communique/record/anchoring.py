"""Short names for items of the record, from where their reports stand in the articles."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping

from communique.model.findings import Finding
from communique.record.bonds import ReportKey

SHORT, LONG = 6, 12


def report_order(report: Finding, published: Mapping[str, str | None]) -> tuple[str, str, int, str]:
    """The sort key of reports: publication, undated ones last, then place in the article."""
    start = report.spans[0][0] if report.spans else 0
    return published.get(report.article) or "9999", report.article, start, report.id


def anchor_ids(prefix: str, reports: Iterable[Finding]) -> dict[ReportKey, str]:
    """For each report the short id that leads to its item, `a-1f6c9b`; longer where two would share it.

    An item is called by that of its first report; those of its other reports, by which it may have been called
    before an earlier report came in, lead to it as well.
    """
    digests: dict[ReportKey, str] = {}
    seen: Counter[str] = Counter()
    for report in reports:
        place = f"{prefix}\n{report.article}\n{report.spans[0] if report.spans else ''}\n{_said(report)}"
        seen[place] += 1
        if seen[place] > 1:
            place += f"\n{seen[place]}"
        digests[report.article, report.id] = hashlib.sha256(place.encode("utf-8", "replace")).hexdigest()
    short = Counter(digest[:SHORT] for digest in digests.values())
    return {key: f"{prefix}-{d[: SHORT if short[d[:SHORT]] == 1 else LONG]}" for key, d in digests.items()}


def _said(report: Finding) -> str:
    return getattr(report, "what", "") or getattr(report, "name", "")
