"""Time expressions, normalised to TIMEX3 values and EDTF against the publication date."""

from __future__ import annotations

from datetime import date

from communique.articles.datelines import head_dateline
from communique.model.findings import TimeExpression
from communique.model.when import When, parse_when, when
from communique.reading.parse import Parse
from communique.reading.time.cascade import understand
from communique.reading.time.phrase import Phrase

__all__ = ["bounds_of", "find_times"]


def find_times(parse: Parse, published: str | None) -> tuple[TimeExpression, ...]:
    """The time expressions of a text, in its order, resolved against the publication date (ISO; None: unknown).

    "will meet within two weeks", published 2025-02-22, gives DURATION P2W with edtf 2025-02-22/2025-03-08. Without a
    publication date only what names its own year has an edtf. The two ends of a range ("4 to 6 June") are two
    expressions with their own values and the whole range as edtf.
    """
    today = _told_on(parse.text, _day(published))
    return tuple(_expression(parse.text, phrase) for phrase in understand(parse, today))


def bounds_of(time: TimeExpression) -> When | None:
    """The days that an expression can mean; None for durations, sets and what is left vague.

    >>> bounds_of(TimeExpression(0, 11, "early March", "DATE", "2025-03", "2025-03-01/2025-03-10")).days
    10
    """
    return parse_when(time.edtf) if time.edtf else None


def _day(published: str | None) -> date | None:
    try:
        return date.fromisoformat(published[:10]) if published else None
    except ValueError:
        return None


def _told_on(text: str, published: date | None) -> date | None:
    """The day from which a dispatch counts: that of its dateline, where it was printed on one of the next days.

    "PARIS, March 3 (AFP) - ... today", published on March 4, is of March 3.
    """
    dateline = head_dateline(text) if published is not None else None
    if published is None or dateline is None or dateline.day is None:
        return published
    told = dateline.in_year_of(published.isoformat())
    return told if 0 <= (published - told).days <= PRINTED else published


PRINTED = 3
"""The most days after its dateline on which a dispatch is printed."""


def _expression(text: str, phrase: Phrase) -> TimeExpression:
    days = phrase.days
    edtf = when(*days).edtf if days is not None and days != (None, None) else None
    return TimeExpression(phrase.start, phrase.end, text[phrase.start : phrase.end], phrase.type, phrase.value, edtf)
