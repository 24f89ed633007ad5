"""Calendar periods: days, weeks, months, quarters ... with their TIMEX3 values and their arithmetic."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import MAXYEAR, date, timedelta

SEASON_MONTHS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
"""The first month of each meteorological season of the northern hemisphere."""
SIZES = {
    "day": 1,
    "weekend": 2,
    "week": 7,
    "fortnight": 14,
    "month": 30,
    "quarter": 91,
    "SP": 91,
    "SU": 91,
    "FA": 91,
    "WI": 91,
    "half": 182,
    "year": 365,
    "decade": 3650,
    "century": 36500,
}
"""About how many days each unit has, to tell the finer from the coarser."""
_YEARS = {"year": 1, "decade": 10, "century": 100, "millennium": 1000}
_MONTHS = {"month": 1, "quarter": 3, "half": 6}
_DAYS = {"day": 1, "week": 7, "weekend": 7, "fortnight": 14}


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of the calendar of one unit ("day", "week", "weekend", "month", "quarter", "half", "year" ...).

    >>> period_at("week", date(2025, 3, 15)).value
    '2025-W11'
    """

    unit: str
    first: date
    last: date

    @property
    def value(self) -> str:
        """The TIMEX3 value."""
        year, month = self.first.year, self.first.month
        match self.unit:
            case "day":
                return self.first.isoformat()
            case "week" | "weekend":
                iso = self.first.isocalendar()
                return f"{iso.year:04}-W{iso.week:02}" + ("-WE" if self.unit == "weekend" else "")
            case "month":
                return f"{year:04}-{month:02}"
            case "quarter":
                return f"{year:04}-Q{(month + 2) // 3}"
            case "half":
                return f"{year:04}-H{(month + 5) // 6}"
            case "SP" | "SU" | "FA" | "WI":
                return f"{year:04}-{self.unit}"
            case "decade":
                return f"{year // 10:03}"
            case "century":
                return f"{year // 100:02}"
            case _:
                return f"{year:04}"

    def shift(self, count: int) -> Period | None:
        """The period of the same unit `count` steps later; None outside the calendar."""
        moved = shift_day(self.first, self.unit, count)
        return period_at(self.unit, moved) if moved else None


def day(of: date) -> Period:
    return Period("day", of, of)


def month_of(year: int, month: int) -> Period | None:
    """One calendar month; None outside the calendar."""
    if not (1 <= year < MAXYEAR and 1 <= month <= 12):
        return None
    return Period("month", date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]))


def day_of(year: int, month: int, number: int) -> Period | None:
    """One calendar day; None when there is no such day."""
    try:
        return day(date(year, month, number))
    except ValueError:
        return None


def period_at(unit: str, of: date) -> Period | None:
    """The period of this unit that holds the day; a winter is the one that holds it or begins next."""
    if unit == "day":
        return day(of)
    try:
        if unit in ("week", "weekend"):
            monday = of - timedelta(days=of.weekday())
            first = monday + timedelta(days=5 if unit == "weekend" else 0)
            return Period(unit, first, monday + timedelta(days=6))
        if unit in _MONTHS:
            size = _MONTHS[unit]
            start = (of.month - 1) // size * size + 1
            final = start + size - 1
            return Period(unit, date(of.year, start, 1), date(of.year, final, calendar.monthrange(of.year, final)[1]))
        if unit in SEASON_MONTHS:
            return _season(unit, of.year - (unit == "WI" and of.month < 3))
        size = _YEARS.get(unit, 1)
        start = max(of.year // size * size, 1)
        return Period(
            unit if unit in _YEARS else "year", date(start, 1, 1), date(start // size * size + size - 1, 12, 31)
        )
    except (ValueError, OverflowError):
        return None


def _season(code: str, year: int) -> Period:
    first = SEASON_MONTHS[code]
    end_year, end_month = (year, first + 2) if first < 12 else (year + 1, 2)
    return Period(code, date(year, first, 1), date(end_year, end_month, calendar.monthrange(end_year, end_month)[1]))


def shift_day(of: date, unit: str, count: int) -> date | None:
    """The day `count` units later; the last day of a shorter month stands in for one that it lacks."""
    try:
        if unit in _DAYS:
            return of + timedelta(days=count * _DAYS[unit])
        if unit in ("hour", "minute", "second"):
            return of + timedelta(days=round(count / {"hour": 24, "minute": 1440, "second": 86400}[unit]))
        months = count * (_MONTHS.get(unit) or 12 * _YEARS.get(unit, 1))
        index = of.year * 12 + of.month - 1 + months
        year, month = index // 12, index % 12 + 1
        if not 1 <= year < MAXYEAR:
            return None
        return date(year, month, min(of.day, calendar.monthrange(year, month)[1]))
    except (ValueError, OverflowError):
        return None


def part_of(period: Period, part: str) -> tuple[date, date]:
    """The days of the "early", "mid" or "late" part; of a month the 1st to 10th, 11th to 20th, 21st to last."""
    first, last = period.first, period.last
    if period.unit == "day":
        return first, last
    if period.unit == "month":
        return {
            "early": (first, first.replace(day=10)),
            "mid": (first.replace(day=11), first.replace(day=20)),
            "late": (first.replace(day=21), last),
        }[part]
    if period.unit == "year":
        year = first.year
        return {
            "early": (first, date(year, 4, 30)),
            "mid": (date(year, 5, 1), date(year, 8, 31)),
            "late": (date(year, 9, 1), last),
        }[part]
    third = (last - first).days // 3
    return {
        "early": (first, first + timedelta(days=third)),
        "mid": (first + timedelta(days=third), last - timedelta(days=third)),
        "late": (last - timedelta(days=third), last),
    }[part]


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar, after Butcher's algorithm (Meeus, Astronomical Algorithms, ch. 8)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    g = (b - (b + 8) // 25 + 1) // 3
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, number = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, number + 1)
