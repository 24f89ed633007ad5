"""What the patterns of clock times and parts of a day mean."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from communique.reading.time.context import Context
from communique.reading.time.grammar import Match
from communique.reading.time.lexicon import listed
from communique.reading.time.periods import Period, period_at
from communique.reading.time.phrase import Phrase
from communique.reading.time.rules_calendar import Found
from communique.reading.time.tense import PAST


def clock(match: Match, context: Context) -> Found:
    """ "10 a.m.", "10:30 GMT", "noon": a time of day without its date."""
    value = match.value("clock", "CLOCK") or match.value("word", "CLOCKWORD")
    half = match.value("meridiem", "MERIDIEM")
    if value is None and match.part("military"):
        value = match.value("military", "HHMM")
    if value is None:
        hour = match.whole("hour", "HOUR", "NUM")
        if hour is None:
            return []
        value = f"T{hour:02}:00"
    hours, minutes = int(str(value)[1:3]), str(value)[3:]
    if hours > 24:
        return []
    late = match.text("part") in ("afternoon", "evening") or (match.text("part") == "night" and hours > 5)
    if (half == "pm" or late) and hours < 12:
        hours += 12
    elif half == "am" and hours == 12:
        hours = 0
    return [Phrase(match.start, match.end, "TIME", f"T{hours:02}{minutes}")]


def daypart(match: Match, context: Context) -> Found:
    """ "this morning", "last night", "tonight", "overnight"."""
    which, part = match.text("which"), str(match.value("part", "DAYPART") or "NI")
    before, following = match.before(), match.after()
    starts = "date_links" if before is not None and before.lower == "in" else "clause_starts"
    if which in ("the", "") and following is not None and following.lower in listed(starts):
        return []  # "the night of the vote", "the night he left"
    which = which.removeprefix("the ") if which != "the" else which
    if which == "next":
        which = "following"
    if which in ("that", "same", "the", "following", "previous"):
        base = context.named_day(match.start)
        if base is None:
            return [Phrase(match.start, match.end, "TIME", f"XXXX-XX-XXT{part}")] if which != "the" else []
        moved = base.shift({"following": 1, "previous": -1}.get(which, 0))
    elif not which and (told := _day_told(match, context)) is not None:
        moved = told
    elif context.today is None:
        return [Phrase(match.start, match.end, "TIME", f"XXXX-XX-XXT{part}")]
    else:
        offset = {"last": -1}.get(which, 0)
        moved = period_at("day", context.today + timedelta(days=offset))
    return _timed(match, moved, part)


def _day_told(match: Match, context: Context) -> Period | None:
    """The day told just before "in the early evening" of what is past; None for "tonight", and where none is told."""
    told, word = context.last_past_day, match.words()[0].lower
    near = match.start - context.last_end < _NEAR
    return told if near and word in listed("parts") and context.direction(match.start) == PAST else None


_NEAR = 250
"""How many characters before a part of a day the day may stand that it is of."""


def daypart_next_to(match: Match, context: Context) -> Found:
    """ "the night before, ..." from the day named before; nothing for "the night before the vote"."""
    part, following = match.value("part", "DAYPART"), match.after()
    if part is None or not (
        following is None or following.phrase is not None or following.lower in listed("clause_ends")
    ):
        return []
    base = context.named_day(match.start)
    return _timed(match, base.shift(-1 if match.text("off") == "before" else 1), str(part)) if base else []


def _timed(match: Match, period: Period | None, part: str) -> Found:
    if period is None:
        return []
    return [Phrase(match.start, match.end, "TIME", f"{period.value}T{part}", period)]


def daypart_of(match: Match, context: Context) -> Found:
    """ "Tuesday evening", "the night of 5 March"."""
    phrase, part = match.phrase("x"), match.value("part", "DAYPART")
    if phrase is None or phrase.period is None or phrase.period.unit != "day" or phrase.type != "DATE" or part is None:
        return []
    return _timed(match, phrase.period, str(part))


def clock_on(match: Match, context: Context) -> Found:
    """ "10 a.m. on Tuesday", "noon Thursday"."""
    date_, time = match.phrase("x"), match.phrase("clock")
    if date_ is None or time is None or date_.period is None or date_.period.unit != "day":
        return []
    return [replace(date_.over(match.start, match.end), type="TIME", value=f"{date_.period.value}{time.value}")]
