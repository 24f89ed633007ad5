"""The lexer, the calendar and the pattern language behind the time expressions."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.reading.parse import Parse, Sentence, Token
from communique.reading.time.amounts import duration
from communique.reading.time.cascade import MEANINGS
from communique.reading.time.grammar import Pass, grammar
from communique.reading.time.lexer import read_words
from communique.reading.time.lexicon import data
from communique.reading.time.periods import easter, part_of, period_at, shift_day
from communique.reading.times import find_times

UNITS = ["day", "week", "weekend", "month", "quarter", "half", "year", "decade", "century", "SP", "SU", "FA", "WI"]


@pytest.mark.parametrize(
    ("text", "category", "value"),
    [
        ("twenty-four", "NUM", 24),
        ("two hundred and ten", "NUM", 210),
        ("2 1/2", "NUM", 2.5),
        ("1,500", "NUM", 1500.0),
        ("nineteen ninety-six", "YEAR", 1996),
        ("1996", "YEAR", 1996),
        ("1990s", "DECADE", 1990),
        ("’80s", "DECADE", 1980),
        ("21st", "DAYNUM", 21),
        ("10:30", "CLOCK", "T10:30"),
        ("2025-03-15", "ISODATE", "2025-03-15"),
        ("p.m.", "MERIDIEM", "pm"),
    ],
)
def test_numbers_and_marks_have_their_categories(text: str, category: str, value: object) -> None:
    (word,) = read_words(text)
    assert word.values[category] == value


def test_lower_case_march_and_sunday_are_no_calendar_words() -> None:
    assert not any(word.values.keys() & {"MONTH", "WEEKDAY"} for word in read_words("they march on sunday"))


@given(st.text(max_size=200))
def test_words_lie_in_the_text_in_order(text: str) -> None:
    words = read_words(text)
    assert all(a.end <= b.start for a, b in pairwise(words))
    assert len(grammar().symbols(words)) == len(words)


@given(st.dates(date(1500, 1, 1), date(2500, 12, 31)), st.sampled_from(UNITS), st.integers(-9, 9))
def test_a_period_shifted_there_and_back_is_the_same(of: date, unit: str, count: int) -> None:
    period = period_at(unit, of)
    assert period is not None
    assert period.first <= period.last
    moved = period.shift(count)
    assert moved is not None
    assert moved.shift(-count) == period


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.sampled_from(["week", "month", "quarter", "year", "decade"]))
def test_the_parts_of_a_period_lie_in_it(of: date, unit: str) -> None:
    period = period_at(unit, of)
    assert period is not None
    for part in ("early", "mid", "late"):
        first, last = part_of(period, part)
        assert period.first <= first <= last <= period.last


def test_the_day_after_the_calendar_ends_is_unknown() -> None:
    assert shift_day(date.max, "year", 1) is None
    assert shift_day(date.min, "week", -1) is None


def test_a_shorter_month_ends_earlier() -> None:
    assert shift_day(date(2025, 1, 31), "month", 1) == date(2025, 2, 28)


@pytest.mark.parametrize(
    ("year", "day"), [(2024, date(2024, 3, 31)), (2025, date(2025, 4, 20)), (1999, date(1999, 4, 4))]
)
def test_easter_falls_where_the_church_has_it(year: int, day: date) -> None:
    assert easter(year) == day


@pytest.mark.parametrize(
    ("count", "unit", "value"),
    [
        (2, "week", "P2W"),
        (1, "decade", "P10Y"),
        (2, "quarter", "P6M"),
        (0.5, "hour", "PT30M"),
        (2.5, "year", "P2Y6M"),
        (1.5, "day", "P1DT12H"),
        (None, "minute", "PTXM"),
    ],
)
def test_amounts_are_written_as_timex3(count: float | None, unit: str, value: str) -> None:
    assert duration(count, unit) == value


_TIME_WORDS = (
    "the last next two 2025 5 March Monday week weeks ago by until of to and - , . year day at 10 a.m. early end "
    "before after quarter half night this second may fall 1990s every"
)
_WORDS = st.lists(st.sampled_from(_TIME_WORDS.split()), max_size=25)


@given(_WORDS, st.one_of(st.none(), st.dates().map(date.isoformat)))
def test_any_jumble_of_time_words_is_read_without_error(words: list[str], published: str | None) -> None:
    text = " ".join(words)
    tokens, place = [], 0
    for i, word in enumerate(words):
        tokens.append(Token(i, word, place))
        place += len(word) + 1
    found = find_times(Parse(text, tokens, [Sentence(0, 0, len(tokens), 0, len(text), 0)]), published)
    assert all(text[t.start : t.end] == t.text for t in found)
    assert all(a.end <= b.start for a, b in pairwise(found))


def test_every_pattern_has_a_meaning_and_every_meaning_a_pattern() -> None:
    assert {rule["does"] for each in data()["pass"] for rule in each["rule"]} == set(MEANINGS)


@given(_WORDS)
def test_a_rule_that_is_passed_over_for_want_of_a_category_would_match_nothing(words: list[str]) -> None:
    found = read_words(" ".join(words))
    symbols = grammar().symbols(found)
    for each in grammar().passes:
        tried = {(match.first, match.last, match.meaning) for place in each.matches(found, symbols) for match in place}
        all_rules = Pass([replace(rule, needs=()) for rule in each.rules])
        whole = {(m.first, m.last, m.meaning) for place in all_rules.matches(found, symbols) for m in place}
        assert tried == whole


def test_every_rule_needs_a_category() -> None:
    assert all(rule.needs and all(rule.needs) for each in grammar().passes for rule in each.rules)
