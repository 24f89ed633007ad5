"""Pictures as data for SVG templates: places and sizes worked out here, drawn by the template."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from communique.model.actors import Level
from communique.model.record import Contact, Record
from communique.model.when import parse_when
from communique.reports.view import group_of, make_view
from communique.reports.wording import level_label

_LEVELS = tuple(Level)
_WIDTH, _ROW = 720.0, 26.0
MOST_STEPS = 60


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
    """Contacts over time, one row for each level: `ticks` and `rows` are labels with their places."""

    width: float
    height: float
    bubbles: tuple[Bubble, ...]
    ticks: tuple[tuple[float, str], ...]
    rows: tuple[tuple[float, str], ...]
    steps: str


def contacts_over_time(record: Record) -> Chart | None:
    """Contacts that are reported as held, by level and week, month or year; None where none has a date."""
    view = make_view(record)
    held = [(c, day) for c in record.contacts if group_of(view, c) == "held" and (day := _day(c))]
    if not held:
        return None
    days = [day for _, day in held]
    step, words = _step(min(days), max(days))
    numbers = Counter((contact.level, step(day)) for contact, day in held)
    first, last = min(n for _, n in numbers), max(n for _, n in numbers)
    levels = [level for level in _LEVELS if any(found == level for found, _ in numbers)]
    largest = max(numbers.values())
    left, wide = 110.0, _WIDTH - 130.0

    def place(number: int) -> float:
        return round(left + wide * ((number - first) / (last - first) if last > first else 0.5), 1)

    starts = {step(day): day for day in sorted(days, reverse=True)}
    bubbles = tuple(
        Bubble(
            place(number),
            _ROW * (levels.index(level) + 0.75),
            round(3 + 8 * (count / largest) ** 0.5, 1),
            count,
            f"{count} {level_label(level)}, {words} of {starts[number]:%d %b %Y}",
        )
        for (level, number), count in sorted(numbers.items(), key=lambda row: (row[0][1], row[0][0]))
    )
    rows = tuple((_ROW * (place_ + 0.75), level_label(level)) for place_, level in enumerate(levels))
    ticks = tuple((place(number), f"{starts[number]:%d %b %Y}") for number in dict.fromkeys((first, last)))
    return Chart(_WIDTH, _ROW * (len(levels) + 1.4), bubbles, ticks, rows, words)


def _day(contact: Contact) -> date | None:
    when = parse_when(contact.date) if contact.date else None
    return (when.earliest or when.latest) if when else None


def _step(first: date, last: date) -> tuple[Callable[[date], int], str]:
    """How days are counted together, so that there are not too many steps."""
    days = (last - first).days
    if days <= 7 * MOST_STEPS:
        return (lambda day: day.toordinal() // 7), "week"
    if days <= 30 * MOST_STEPS:
        return (lambda day: day.year * 12 + day.month), "month"
    return (lambda day: day.year), "year"
