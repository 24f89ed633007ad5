"""Pictures as data for SVG templates: places and sizes worked out here, drawn by the template."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from communique.model.actors import Level
from communique.model.record import Contact, Record
from communique.model.when import parse_when
from communique.reports.view import group_of, make_view
from communique.reports.wording import count, level_label

_LEVELS = tuple(Level)
_ROW = 26.0
LARGEST = 11.0
"""The radius of the largest bubble."""
SPAN = timedelta(days=1096)
"""So far back from the last contact the picture reaches."""


@dataclass(frozen=True, slots=True)
class Size:
    """How wide a picture is, where its axis begins and ends, and how many steps of time and ticks it takes."""

    width: float
    left: float
    right: float
    steps: int
    ticks: int


WIDE, NARROW = Size(720.0, 110.0, 700.0, 60, 9), Size(350.0, 92.0, 336.0, 26, 4)
"""For a page, and for a phone, where letters have to stay as large as they are."""


@dataclass(frozen=True, slots=True)
class Bubble:
    """So many contacts of one level in one step of time; `x`, `y` and `r` in the units of the picture."""

    x: float
    y: float
    r: float
    count: int
    words: str


@dataclass(frozen=True, slots=True)
class Chart:
    """Contacts over time, one row for each level: `ticks` and `rows` are labels with their places.

    `earlier` contacts lie before the picture begins.
    """

    size: Size
    height: float
    bubbles: tuple[Bubble, ...]
    ticks: tuple[tuple[float, str], ...]
    rows: tuple[tuple[float, str], ...]
    steps: str
    earlier: int = 0


def contacts_over_time(record: Record, size: Size = WIDE) -> Chart | None:
    """Contacts that are reported as held, by level and week or month of the last years; None where none has a date."""
    view = make_view(record)
    dated = [(c, day) for c in record.contacts if group_of(view, c) == "held" and (day := _day(c))]
    if not dated:
        return None
    end = max(day for _, day in dated)
    held = [(contact, day) for contact, day in dated if day >= end - SPAN]
    start, words = _step(min(day for _, day in held), end, size.steps)
    numbers = Counter((contact.level, start(day)) for contact, day in held)
    levels = [level for level in _LEVELS if any(found == level for found, _ in numbers)]
    largest = max(numbers.values())
    axis = _Axis(size, min(day for _, day in numbers), max(day for _, day in numbers))
    bubbles = tuple(
        Bubble(
            axis.x(day),
            _ROW * (levels.index(level) + 0.75),
            round(3 + (LARGEST - 3) * (number / largest) ** 0.5, 1),
            number,
            f"{level_label(level)}: {count(number, 'contact')} in the {words} of {_say(day, words)}",
        )
        for (level, day), number in sorted(numbers.items(), key=lambda row: (row[0][1], row[0][0]))
    )
    rows = tuple((_ROW * (place + 0.75), level_label(level)) for place, level in enumerate(levels))
    height = _ROW * (len(levels) + 1.4)
    return Chart(size, height, bubbles, tuple(axis.ticks()), rows, words, len(dated) - len(held))


@dataclass(frozen=True, slots=True)
class _Axis:
    """Days along the picture."""

    size: Size
    first: date
    last: date

    def x(self, day: date) -> float:
        days = (self.last - self.first).days
        first = self.size.left + LARGEST  # so that no bubble lies on the name of its row
        length = self.size.right - first
        return round(first + length * ((day - self.first).days / days if days else 0.5), 1)

    def ticks(self) -> list[tuple[float, str]]:
        """The beginnings of months, few enough to be read; of a picture within one month its first and last step."""
        months = [date(number // 12, number % 12 + 1, 1) for number in range(_month(self.first), _month(self.last) + 1)]
        months = [month for month in months if self.first <= month <= self.last]
        if len(months) < 2:
            days = dict.fromkeys((self.first, self.last))
            return [(self.x(day), f"{day.day} {day:%b %Y}") for day in days]
        stride = next((n for n in (1, 2, 3, 6, 12) if len(months) <= self.size.ticks * n), 12)
        shown = [month for month in months if (month.month - 1) % stride == 0]
        return [(self.x(month), f"{month:%b %Y}" if place == 0 or month.month <= stride else f"{month:%b}")
                for place, month in enumerate(shown)]  # fmt: skip


def _month(day: date) -> int:
    return day.year * 12 + day.month - 1


def _day(contact: Contact) -> date | None:
    when = parse_when(contact.date) if contact.date else None
    return (when.earliest or when.latest) if when else None


def _step(first: date, last: date, most: int) -> tuple[Callable[[date], date], str]:
    """The first day of the step that a day counts to, so that there are not too many steps."""
    if (last - first).days <= 7 * most:
        return (lambda day: day - timedelta(days=day.weekday())), "week"
    return (lambda day: day.replace(day=1)), "month"


def _say(day: date, step: str) -> str:
    return f"{day.day} {day:%b %Y}" if step == "week" else f"{day:%B %Y}"
