"""Doubt: how a report marks what the reader itself is not sure of."""

from __future__ import annotations

from collections.abc import Iterable

from communique.model.findings import DOUBTFUL, Finding
from communique.reports.document import Line, Style, Text

LEGEND = f"? doubtful: the reader is less than {DOUBTFUL:.0%} sure of it; look at its words"


def is_doubtful(findings: Iterable[Finding]) -> bool:
    """True when the reader is not sure of any of these reports; False where there are none."""
    return max((finding.confidence for finding in findings), default=1.0) < DOUBTFUL


def doubt(*findings: Finding) -> Line:
    """The mark of doubt where it is due, with a blank before it; else nothing."""
    return (Text(" "), Text("?", Style.DOUBT)) if is_doubtful(findings) else ()


def doubt_note(findings: Iterable[Finding]) -> str:
    """What the mark means, for the foot of a table in which it stands; else nothing."""
    return LEGEND if any(finding.confidence < DOUBTFUL for finding in findings) else ""
