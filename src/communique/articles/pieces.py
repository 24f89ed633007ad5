"""Days that stand alone within a line, in a sentence that says when its page was posted, or as "3 hours ago"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import timedelta
from functools import cache

from communique.articles.blocks import Block
from communique.articles.dates import spelled
from communique.articles.stamps import Stamp, dates_in, label_of, residue
from communique.data import load_toml

_BARS = re.compile(r"\s[|·•–—/»-]\s|[()\[\]]")
_AGO = re.compile(r"\b(an?|\d{1,2})\s(minute|hour|day)s?\sago\b", re.IGNORECASE)
_SHORT = 160
_BESIDE = 2
"""So many words, names of places or zones, may stand beside a day that counts as alone."""
_LONG = 25
"""No shorter line is such a sentence."""


def days_alone(blocks: Iterable[Block], order: str = "") -> Iterator[Stamp]:
    """The days of lines that hold much else, where an inner element, a bar or a bracket sets them apart.

    "Statement / Middle East <span>22 June 2017</span> 6 minutes", and "<b>22</b><i>June</i><i>2017</i>".
    """
    for block in blocks:
        if block.is_prose or block.is_heading:
            continue
        whole = " ".join(block.pieces)
        before, leaf = "", dates_in(whole, order) if len(block.pieces) > 1 and whole != block.text else []
        if len(leaf) == 1 and residue(whole, leaf) <= _BESIDE:
            yield Stamp(leaf[0][2], label_of(whole[: leaf[0][0]]))
            continue
        for piece in (part.strip() for words in block.pieces for part in _BARS.split(words)):
            found = dates_in(piece, order)
            if len(found) == 1 and residue(piece, found) <= _BESIDE:
                yield Stamp(found[0][2], label_of(piece[: found[0][0]]) or label_of(before))
            before = piece or before


def days_in_sentences(blocks: Iterable[Block]) -> Iterator[str]:
    """The days of sentences such as "This entry was posted on 14 March 2007 at 6:40 pm and is filed under ..."."""
    for block in [block for block in blocks if len(block.text) >= _LONG]:
        for match in _posted().finditer(block.text[:1_000]):
            yield from (day for _, _, day in dates_in(match["date"]))


def how_long_ago(blocks: Iterable[Block]) -> timedelta | None:
    """How long before it was fetched a page was posted, where a line near its headline says so in minutes, hours, days.

    Weeks and months are too coarse to give a day.
    """
    for block in blocks:
        found = _AGO.search(block.text) if len(block.text) <= _SHORT and not block.is_prose else None
        if found and label_of(block.text[: found.start()]) in ("", "published"):
            number = 1 if found[1].lower() in ("a", "an") else int(found[1])
            return timedelta(**{f"{found[2].lower()}s": number})
    return None


@cache
def _posted() -> re.Pattern[str]:
    told = load_toml("pages")["stamps"]
    things, verbs = ("|".join(map(re.escape, told[key])) for key in ("things", "verbs"))
    return re.compile(
        rf"\b(?:this|the)\s(?:{things})\s(?:was|is|has\sbeen)\s(?:first\s)?(?:{verbs})\s(?:online\s)?(?:on|at|:)?\s?"
        rf"(?P<date>(?:{spelled().pattern})|\d{{4}}-\d\d-\d\d|\d\d?[./]\d\d?[./]\d{{4}})",
        re.IGNORECASE,
    )
