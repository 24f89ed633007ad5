"""Amounts of time: their TIMEX3 durations, and the days that they reach from the publication date."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from communique.reading.time.periods import period_at, shift_day
from communique.reading.time.phrase import Phrase

_LETTERS = {"day": "D", "week": "W", "month": "M", "year": "Y", "hour": "H", "minute": "M", "second": "S"}
_SCALED = {
    "decade": (10, "Y"),
    "century": (100, "Y"),
    "millennium": (1000, "Y"),
    "quarter": (3, "M"),
    "fortnight": (2, "W"),
    "weekend": (2, "D"),
}
_HALVES = {"year": (12, "M"), "day": (24, "H"), "hour": (60, "M"), "minute": (60, "S")}


GRAINS = {
    "fortnight": "week",
    "weekend": "week",
    "century": "year",
    "decade": "year",
    "hour": "day",
    "minute": "day",
    "second": "day",
}


def duration(count: float | None, unit: str) -> str:
    """The TIMEX3 value of an amount of time; an unknown count is X.

    >>> duration(2, "week"), duration(None, "year"), duration(1.5, "hour")
    ('P2W', 'PXY', 'PT1H30M')
    """
    clock = "T" if unit in ("hour", "minute", "second") else ""
    factor, letter = _SCALED.get(unit, (1, _LETTERS.get(unit, "D")))
    if count is None:
        return f"P{clock}X{'Q' if unit == 'quarter' else letter}"
    amount = count * factor
    if amount == int(amount):
        return f"P{clock}{int(amount)}{letter}"
    smaller = _HALVES.get(unit)
    if smaller is None:
        return f"P{clock}{amount:g}{letter}"
    rest = f"{round((amount % 1) * smaller[0])}{smaller[1]}"
    whole = f"{int(amount)}{letter}" if amount >= 1 else ""
    if unit == "day":
        return f"P{whole}T{rest}"
    return f"P{clock}{whole}{rest}"


def span_from(today: date, unit: str, count: float) -> tuple[date, date] | None:
    """The days from today to `count` units later, or earlier where it is negative."""
    other = shift_day(today, unit, int(count)) if abs(count) >= 1 else today
    if other is None:
        return None
    return (other, today) if other < today else (today, other)


def deadline(phrase: Phrase, today: date) -> Phrase:
    """ "within two weeks": from the publication date to its end."""
    if phrase.count is None or phrase.bounds is not None:
        return phrase
    if phrase.unit in ("hour", "minute", "second"):
        seconds = phrase.count * {"hour": 3600, "minute": 60, "second": 1}[phrase.unit]
        return replace(phrase, bounds=(today, today + timedelta(days=int(-(-seconds // 86400)))))
    return replace(phrase, bounds=span_from(today, phrase.unit, phrase.count))


def hence(phrase: Phrase, today: date) -> Phrase:
    """ "will meet again in two weeks": the week, month or year that lies so far ahead."""
    if phrase.count is None or phrase.bounds is not None or phrase.count != int(phrase.count):
        return phrase
    moved = shift_day(today, phrase.unit, int(phrase.count))
    period = period_at(GRAINS.get(phrase.unit, phrase.unit), moved) if moved else None
    return replace(phrase, bounds=(period.first, period.last)) if period else phrase
