"""The picture of an item's life: marks on their days, how it stood from when, and nothing off the picture."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from communique.web.strip import NARROW, WIDTH, Told, draw_strip

DAYS = st.dates(date(2020, 1, 1), date(2030, 1, 1))


def told(day: date | None, stands: str = "planned") -> Told:
    return Told(day, "○", "planned", "words", "#a:c1", stands, stands)


def test_each_report_is_a_mark_and_each_change_a_stretch() -> None:
    first = date(2025, 3, 1)
    strip = draw_strip([told(first), told(first + timedelta(5)), told(first + timedelta(9), "held"), told(None)])
    assert strip
    assert len(strip.dots) == 3
    assert [(part.words, part.label) for part in strip.stretches] == [("planned", "planned"), ("held", "held")]
    assert strip.undated == 1
    assert strip.words == "from 1 Mar 2025 planned; from 10 Mar 2025 held"


def test_of_one_report_there_is_no_picture() -> None:
    assert draw_strip([told(date(2025, 3, 1)), told(None)]) is None
    assert draw_strip([]) is None


def test_marks_of_one_day_stand_above_each_other_and_the_rest_is_counted() -> None:
    strip = draw_strip([told(date(2025, 3, 1))] * 7)
    assert strip
    assert len({dot.y for dot in strip.dots}) == len(strip.dots) == 4
    assert strip.more == 3


@given(st.lists(st.tuples(st.none() | DAYS, st.sampled_from(["planned", "held", "cancelled"])), max_size=30),
       st.none() | st.tuples(DAYS, DAYS), st.sampled_from([WIDTH, NARROW]))  # fmt: skip
def test_nothing_lies_off_the_picture(
    reports: list[tuple[date | None, str]], days: tuple[date, date] | None, width: float
) -> None:
    event = (min(days), max(days), "then") if days else None
    strip = draw_strip([told(day, stands) for day, stands in reports], event, width)
    if strip is None:
        assert sum(day is not None for day, _ in reports) < 2
        return
    assert len(strip.dots) + strip.more + strip.undated == len(reports)
    assert all(0 <= dot.x <= width and 0 <= dot.y <= strip.height for dot in strip.dots)
    assert all(0 <= part.x <= part.until <= width for part in strip.stretches)
    assert strip.event is None or 0 <= strip.event[0] <= strip.event[1] <= width
