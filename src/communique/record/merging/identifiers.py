"""Identifiers of contacts: short enough to type, and the same however and whenever their reports arrived."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

from communique.articles.identity import content_key
from communique.model.findings import ContactReport

SHORT, LONG = 6, 12


def anchors(reports: Iterable[ContactReport], content: str) -> dict[str, str]:
    """Twelve hexadecimal digits for each report of one article, by its local id: where it stands, and of whom it tells.

    `content` is the key of the article's words (`content_key`), so that copies and an article under another id
    have the same anchors. They rest on the words of the first sentence of the evidence; where several reports rest
    on one sentence, those after the first also on the parties and the kind.
    """
    found: dict[str, str] = {}
    seen: Counter[str] = Counter()
    for report in sorted(reports, key=lambda r: (r.spans[:1], r.parties, r.kind, r.id)):
        sentence = content_key(report.evidence[0]) if report.evidence else str(report.spans[:1])
        place = f"{content}\n{sentence}"
        if seen[place]:
            place += f"\n{' '.join(report.parties)}\n{report.kind}"
        seen[place] += 1
        found[report.id] = digest(place, seen[place])
    return found


@lru_cache(maxsize=1 << 18)
def digest(place: str, number: int = 1) -> str:
    """The digits for the `number`th thing of one place."""
    whole = place if number == 1 else f"{place}\n{number}"
    return hashlib.sha256(whole.encode("utf-8", "replace")).hexdigest()[:LONG]
