"""The life of one item as a small picture: a mark for each report on its day, and below how things stood from when."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from communique.reports.dates import say_day
from communique.reports.wording import shorten

WIDTH, NARROW = 720.0, 350.0
"""For a page, and for a phone, where letters have to stay as large as they are."""
LEFT, RIGHT = 16.0, 110.0
STEP, APART = 15.0, 13.0
MOST_ROWS = 4
"""So many marks of near days stand above each other; the rest are counted."""
LETTER = 6.2
"""How wide a letter of a label is, about."""

DATED = 80.0
"""How much room a day takes in words."""


@dataclass(frozen=True, slots=True)
class Told:
    """One report: its day (None: unknown), the mark and class of its status, words for it, where it leads.

    `stands` is how the item stood after it, in words, and `standing` the class of that.
    """

    day: date | None
    glyph: str
    status: str
    words: str
    target: str
    stands: str
    standing: str


@dataclass(frozen=True, slots=True)
class Dot:
    """One mark on the picture."""

    x: float
    y: float
    told: Told


@dataclass(frozen=True, slots=True)
class Stretch:
    """How things stood between two places: `label` is as much as fits there, `words` all of it."""

    x: float
    until: float
    status: str
    label: str
    words: str


@dataclass(frozen=True, slots=True)
class Strip:
    """The whole picture; `undated` counts the reports that it cannot place, `more` those that had no room.

    `ticks` are places with their words and where these are anchored, `event` the days of the item itself.
    """

    width: float
    height: float
    base: float
    dots: tuple[Dot, ...]
    stretches: tuple[Stretch, ...]
    ticks: tuple[tuple[float, str, str], ...]
    event: tuple[float, float, str] | None
    words: str
    undated: int
    more: int


def draw_strip(told: Sequence[Told], event: tuple[date, date, str] | None = None, width: float = WIDTH) -> Strip | None:
    """The reports in the order of publication; `event` are the days of the item itself, with a word for them.

    None where fewer than two reports have a day: there is nothing to see then.
    """
    dated = sorted(((report.day, report) for report in told if report.day), key=lambda pair: pair[0])
    if len(dated) < 2:
        return None
    first, last = _ends([day for day, _ in dated], event)

    def place(day: date) -> float:
        return round(LEFT + (width - LEFT - RIGHT) * ((day - first).days + 0.5) / ((last - first).days + 1), 1)

    rows = _rows(dated, place)
    base = 10 + STEP * max(1, len(rows))
    dots = tuple(
        Dot(x, round(base - 10 - STEP * row, 1), report) for row, marks in enumerate(rows) for x, report in marks
    )
    turns = _turns(dated)
    edges = [place(day) for day, _ in turns] + [width]
    stretches = tuple(
        _stretch(edges[n], edges[n + 1], report.stands, report.standing) for n, (_, report) in enumerate(turns)
    )
    on_it = event is not None and event[0] <= last and event[1] >= first
    shown = (place(max(event[0], first)), place(min(event[1], last)), event[2]) if event and on_it else None
    words = "; ".join(f"from {say_day(day)} {report.stands}" for day, report in turns)
    left = len(dated) - len(dots)
    return Strip(
        width, base + 44, base, dots, stretches, _ticks(dated, place, width), shown, words, len(told) - len(dated), left
    )


def _ends(days: Sequence[date], event: tuple[date, date, str] | None) -> tuple[date, date]:
    """The first and last day of the picture; the days of the item itself are on it where they are not far off."""
    first, last = min(days), max(days)
    if event:
        room = timedelta(days=max(30, (last - first).days))
        if first - room <= event[1] and event[0] <= last + room:
            first, last = min(first, max(event[0], first - room)), max(last, min(event[1], last + room))
    return (first - timedelta(days=1), last + timedelta(days=1)) if (last - first).days < 3 else (first, last)


def _rows(dated: Sequence[tuple[date, Told]], place: Callable[[date], float]) -> list[list[tuple[float, Told]]]:
    """Marks in rows, so that those of near days stand above each other."""
    rows: list[list[tuple[float, Told]]] = []
    for day, report in dated:
        x = place(day)
        free = next((row for row in rows if all(abs(x - other) >= APART for other, _ in row)), None)
        if free is None and len(rows) < MOST_ROWS:
            rows.append(free := [])
        if free is not None:
            free.append((x, report))
    return rows


def _turns(dated: Sequence[tuple[date, Told]]) -> list[tuple[date, Told]]:
    """The reports after which it stood otherwise than before; of one day the last."""
    found: list[tuple[date, Told]] = []
    for day, report in dated:
        if found and found[-1][0] == day:
            found[-1] = day, report
        elif not found or found[-1][1].stands != report.stands:
            found.append((day, report))
    return [turn for n, turn in enumerate(found) if n == 0 or turn[1].stands != found[n - 1][1].stands]


def _stretch(x: float, until: float, words: str, status: str) -> Stretch:
    room = int((until - x - 8) / LETTER)
    return Stretch(x, until, status, shorten(words, room) if room >= 5 else "", words)


def _ticks(
    dated: Sequence[tuple[date, Told]], place: Callable[[date], float], width: float
) -> tuple[tuple[float, str, str], ...]:
    first, last = dated[0][0], dated[-1][0]
    apart = place(last) - place(first)
    if apart < DATED:
        return ((place(first), say_day(first), "start" if place(first) < width - 90 else "end"),)
    return (place(first), say_day(first), "start"), (
        place(last),
        say_day(last),
        "end" if apart > 2 * DATED else "start",
    )
