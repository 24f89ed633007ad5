"""Which findings are doubtful: the reader is not sure of them, and nobody has confirmed them."""

from __future__ import annotations

from communique.model.findings import DOUBTFUL, Finding
from communique.model.record import Record


def is_sure(record: Record, finding: Finding) -> bool:
    """True where the reader is sure enough of a finding, or a person has confirmed it."""
    confirmed = f"{finding.article}:{finding.id}" in record.judgements.confirmed
    return confirmed or finding.confidence >= DOUBTFUL
