"""The passes over an article: words, base phrases, joined phrases, ranges, and what stands before them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from communique.reading.parse import Parse
from communique.reading.time import (
    rules_amount,
    rules_calendar,
    rules_clock,
    rules_reference,
    rules_relative,
    rules_years,
)
from communique.reading.time.context import Context
from communique.reading.time.grammar import Match, Pass, grammar
from communique.reading.time.lexer import read_words
from communique.reading.time.lexicon import listed
from communique.reading.time.phrase import Phrase, Word
from communique.reading.time.ranges import bounded, clocked, dated, explained, ranged

Meaning = Callable[[Match, Context], list[Phrase]]

MEANINGS: dict[str, Meaning] = {
    "iso_date": rules_calendar.iso_date,
    "month_day": rules_calendar.month_day,
    "month_days": rules_calendar.month_days,
    "day_alone": rules_calendar.day_alone,
    "day_of_this_month": rules_calendar.day_of_this_month,
    "weekday_of_month": rules_calendar.weekday_of_month,
    "ordinal_of_unit": rules_relative.ordinal_of_unit,
    "month_year": rules_calendar.month_year,
    "month": rules_calendar.month,
    "weekday": rules_calendar.weekday,
    "week_from_weekday": rules_calendar.week_from_weekday,
    "week_of": rules_calendar.week_of,
    "today": rules_calendar.today,
    "day_next_to": rules_calendar.day_next_to,
    "year": rules_years.year,
    "decade": rules_years.decade,
    "century": rules_years.century,
    "quarter": rules_years.quarter,
    "half": rules_years.half,
    "season": rules_years.season,
    "holiday": rules_years.holiday,
    "new_year": rules_years.new_year,
    "deictic": rules_relative.deictic,
    "anaphoric": rules_relative.anaphoric,
    "weekend": rules_relative.weekend,
    "weekend_event": rules_relative.weekend_event,
    "next_to_event": rules_relative.next_to_event,
    "in_the_unit": rules_relative.in_the_unit,
    "part_of_unit": rules_relative.part_of_unit,
    "the_quarter": rules_relative.the_quarter,
    "the_year": rules_relative.the_year,
    "year_earlier": rules_relative.year_earlier,
    "unit_long": rules_amount.unit_long,
    "amounts": rules_amount.amounts,
    "years": rules_years.years,
    "at_the_time": rules_reference.at_the_time,
    "near_term": rules_reference.near_term,
    "year_end": rules_relative.year_end,
    "this_time": rules_relative.this_time,
    "part_of": rules_relative.part_of_date,
    "ordinal_of": rules_relative.ordinal_of,
    "half_of": rules_relative.half_of,
    "half_of_unit": rules_relative.half_of_unit,
    "days_of": rules_relative.days_of,
    "amount": rules_amount.amount,
    "vague_amount": rules_amount.vague_amount,
    "deictic_amount": rules_amount.deictic_amount,
    "deictic_vague": rules_amount.deictic_vague,
    "now": rules_amount.now,
    "amount_ago": rules_amount.amount_ago,
    "amount_from": rules_amount.amount_from,
    "amount_from_now": rules_amount.amount_from_now,
    "one_unit": rules_amount.one_unit,
    "every": rules_amount.every,
    "often": rules_amount.often,
    "rate": rules_amount.rate,
    "clock": rules_clock.clock,
    "daypart": rules_clock.daypart,
    "daypart_next_to": rules_clock.daypart_next_to,
    "daypart_of": rules_clock.daypart_of,
    "clock_on": rules_clock.clock_on,
    "ref": rules_reference.reference,
}


def understand(parse: Parse, today: date | None) -> list[Phrase]:
    """The time expressions of a text in its order."""
    words, context = read_words(parse.text), Context(parse, today)
    rules = grammar()
    for each in rules.passes:
        symbols = rules.symbols(words)
        context.last = context.last_day = context.last_past_day = context.last_quarter = None
        words = _rewrite(words, symbols, each, context)
    words = clocked(explained(ranged(dated(words), context)), context)
    return [bounded(words, i, context) for i, word in enumerate(words) if word.phrase is not None]


def _rewrite(words: list[Word], symbols: str, rules: Pass, context: Context) -> list[Word]:
    """The words with each understood stretch replaced by its phrases."""
    written: list[Word] = []
    done = 0
    for options in rules.matches(words, symbols):
        first = options[0].first
        if first < done:
            continue
        _copy(words[done:first], written, context)
        done = first
        for match in options:
            phrases = _meaning(match, context)
            if phrases:
                _note(phrases[-1], context)
                written.extend(word for word in words[first : match.last] if word.end <= phrases[0].start)
                written.extend(Word(context.parse.text[p.start : p.end], p.start, p.end, {}, p) for p in phrases)
                done = match.last
                break
    _copy(words[done:], written, context)
    return written


def _copy(words: list[Word], written: list[Word], context: Context) -> None:
    for word in words:
        if word.phrase is not None:
            _note(word.phrase, context)
        written.append(word)


def _note(phrase: Phrase, context: Context) -> None:
    """Remember the date as the base of "the following day"."""
    if phrase.period is not None and phrase.type in ("DATE", "TIME"):
        context.last, context.last_start, context.last_end = phrase.period, phrase.start, phrase.end
        context.quarterly = phrase.period.unit == "quarter" or (context.quarterly and phrase.period.unit != "month")
        if phrase.period.unit == "day":
            context.last_day = phrase.period
            if context.today is None or phrase.period.first <= context.today:
                context.last_past_day = phrase.period
        if phrase.period.unit == "quarter" and context.is_recent(phrase.period):
            context.last_quarter = phrase.period


def _meaning(match: Match, context: Context) -> list[Phrase]:
    try:
        found = MEANINGS[match.meaning](match, context)
    except (ValueError, OverflowError):  # a day outside the calendar: year 1, year 9999
        return []
    named = bool(match.part("year")) or match.meaning == "iso_date"
    return [replace(_trimmed(phrase, context.parse.text), named=named) for phrase in found]


def _trimmed(phrase: Phrase, text: str) -> Phrase:
    """The phrase without the comma or full stop that the pattern took in, except that of an abbreviation."""
    piece = text[phrase.start : phrase.end]
    if piece[:3].lower() in ("in ", "on "):
        phrase, piece = replace(phrase, start=phrase.start + 3), piece[3:]
    bare = piece.rstrip(" ,.")
    if piece.rstrip(" ,").endswith(".") and bare.rsplit(None, 1)[-1].lower() in listed("dotted"):
        bare += "."
    return phrase if bare == piece else replace(phrase, end=phrase.start + len(bare))
