"""What the patterns of relative dates mean: "last week", "the following day", "early next month", "by Friday"."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from communique.reading.time.amounts import span_from
from communique.reading.time.context import Context
from communique.reading.time.grammar import Match
from communique.reading.time.lexicon import listed, words
from communique.reading.time.periods import SIZES, Period, part_of, period_at, shift_day
from communique.reading.time.phrase import Phrase
from communique.reading.time.rules_calendar import Found, calendar_phrase, step, vague
from communique.reading.time.tense import FUTURE

_VALUES = {"day": "XXXX-XX-XX", "week": "XXXX-WXX", "weekend": "XXXX-WXX-WE", "month": "XXXX-XX", "quarter": "XXXX-QX"}


def _unknown(unit: str) -> str:
    return _VALUES.get(unit, f"XXXX-{unit}" if len(unit) == 2 else "XXXX")


def _unit(match: Match) -> str:
    return str(match.value("unit", "UNIT", "SEASON", "FALL") or "")


def _is_of_month(rest: str) -> bool:
    """True where the text goes on with "of March", "in May"."""
    following = rest[:24].split()[:2]
    return following[:1] in (["of"], ["in"]) and "MONTH" in words().get(following[-1].strip(".,").lower(), {})


def deictic(match: Match, context: Context) -> Found:
    """ "last week", "this summer", "next year", "the current quarter"."""
    unit, which = _unit(match), match.text("which")
    if which == "last" and unit in ("day", "week", "weekend") and _is_of_month(context.parse.text[match.end :]):
        return []
    if unit in ("hour", "minute", "millennium", "fortnight") or (unit in ("decade", "century") and step(which)):
        return []
    base = context.base(unit)
    if base is None or context.today is None:
        return vague(match, _unknown(unit))
    if unit == "day":
        if step(which):
            return _next_day(match, context, which)
        return [] if which == "this" else vague(match, "PRESENT_REF")
    if len(unit) == 2 or unit == "weekend":
        return calendar_phrase(match, _recurring(base, which, context))
    sunday = unit == "week" and which == "this" and context.today == base.last
    ahead = sunday and context.direction(match.start) == FUTURE
    found = calendar_phrase(match, base.shift(step(which) + ahead))  # on a Sunday, "this week" to come is the next
    days = span_from(context.today, unit, -1) if which.endswith("past") else None
    return [replace(phrase, bounds=days) for phrase in found] if days else found


def _next_day(match: Match, context: Context, which: str) -> Found:
    """ "The next day they met again": after the day named before; "over the next day or two", "one day": none."""
    before, following = match.before(), match.after()
    if which.split()[-1] != "next" or (following is not None and following.lower in ("or", "and", "of", "to")):
        return []
    if before is not None and before.lower in ("in", "over", "within", "for", "during", "until", "a"):
        return []
    named = context.named_day(match.start)
    return calendar_phrase(match, named.shift(1)) if named else []


def _recurring(base: Period, which: str, context: Context) -> Period | None:
    """The season or weekend before, around or after today."""
    today = context.today or base.first
    if step(which) < 0:
        return base if base.last < today else base.shift(-1)
    if step(which) > 0:
        return base if base.first > today else base.shift(1)
    return base


def weekend(match: Match, context: Context) -> Found:
    """ "over the weekend": the last one, or the coming one where the verb points ahead."""
    if context.today is None:
        return vague(match, "XXXX-WXX-WE")
    base = period_at("weekend", context.today)
    if base is None:
        return []
    inside = base.first <= context.today
    ahead = context.direction(match.start) > 0
    return calendar_phrase(match, base if inside or ahead else base.shift(-1))


def weekend_event(match: Match, context: Context) -> Found:
    """ "a weekend summit", "secret weekend talks": as "the weekend"; not so "a weekend in Oslo", "weekend flights"."""
    token = context.token(match.end - 1)
    if token is None or token.dep not in ("compound", "nmod", "amod"):
        return []
    named = len(match.words()) > 1 or token.head.lower in listed("weekend_events")
    return weekend(match, context) if named else []


def anaphoric(match: Match, context: Context) -> Found:
    """ "the following day", "the previous week", "that year": from the date named before."""
    unit, which = _unit(match), match.text("which").split()[-1]
    base = context.named_day(match.start) if unit == "day" else context.last
    if unit in ("hour", "minute", "fortnight", "millennium", "decade", "century"):
        return []
    if base is None:
        return vague(match, _unknown(unit)) if which not in ("same", "that") else []
    moved = {"previous": -1, "preceding": -1, "prior": -1, "same": 0, "that": 0}.get(which, 1)
    if SIZES.get(unit, 100) < SIZES.get(base.unit, 100):
        return []
    period = period_at(unit, base.first)
    return calendar_phrase(match, period.shift(moved) if period else None)


def next_to_event(match: Match, context: Context) -> Found:
    """ "the day before the summit": unknown; "the day before, ..." from the date named before."""
    unit, off, following = match.text("unit"), match.text("off"), match.after()
    if unit == "night":
        return []
    end = match.words()[1].end
    if following is None or (following.phrase is None and following.lower in listed("clause_ends")):
        named = context.named_day(match.start) if unit == "day" else context.last
        base = period_at(unit, named.first) if named else None
        moved = base.shift(-1 if off == "before" else 1) if base else None
        if moved is not None:
            return calendar_phrase(match, moved)
    return [Phrase(match.start, end, "DATE", _unknown(unit))]


def in_the_unit(match: Match, context: Context) -> Found:
    """ "later in the day", "earlier in the year": of the date named before, else of the publication date."""
    unit, word = match.text("unit"), match.text("part")
    base = context.base(unit)
    if unit == "day":
        base = context.named_day(match.start) or base
    if base is None:
        return vague(match, _unknown(unit))
    if unit == "week" and word == "later" and context.today == base.last:
        return calendar_phrase(match, base.shift(1))  # on a Sunday it is the week to come
    return [Phrase(match.start, match.end, "DATE", base.value, base, _since_or_until(base, word, context.today))]


def part_of_unit(match: Match, context: Context) -> Found:
    """ "the end of the month", "the beginning of the year"."""
    unit = match.text("unit")
    base = context.base(unit)
    if base is None:
        return vague(match, _unknown(unit))
    return [Phrase(match.start, match.end, "DATE", base.value, base, _part(base, match.text("part")))]


def the_quarter(match: Match, context: Context) -> Found:
    """ "the quarter" of a business report: the one named before, else the last complete one."""
    following = match.after()
    if following is not None and (following.lower in ("of", "finals", "final") or "DASH" in following.values):
        return []
    base = context.last_quarter
    if base is None:
        here = context.base("quarter")
        base = here.shift(-1) if here else None
    return calendar_phrase(match, base) if base else vague(match, "XXXX-QX")


def the_year(match: Match, context: Context) -> Found:
    """ "for the year": the one of publication; "for the year ended ..." only an amount of time."""
    start, following = match.words()[1].start, match.after()
    if match.words()[0].lower == "of" and len(match.words()) == 3:
        return []
    if following is not None and following.lower in ("ended", "ending", "to", "from", "since"):
        return [Phrase(start, match.end, "DURATION", "P1Y", count=1, unit="year")]
    base = context.base("year")
    return [Phrase(start, match.end, "DATE", base.value, base)] if base else []


def year_earlier(match: Match, context: Context) -> Found:
    """ "a year earlier", "the year-ago quarter": of the quarter that a business report speaks of, else of the year."""
    following = match.after()
    if following is not None and following.lower == "than":
        return [Phrase(match.start, match.words()[1].end, "DURATION", "P1Y", count=1, unit="year")]
    ago = "ago" in (word.lower for word in match.words())
    if context.quarterly and context.last_quarter is not None:
        return calendar_phrase(match, context.last_quarter.shift(-4))
    base = context.base("year") if ago or context.last is None else period_at("year", context.last.first)
    if match.words()[-1].lower == "before" and context.last is None:
        return []
    return calendar_phrase(match, base.shift(-1)) if base else vague(match, "PAST_REF")


def year_end(match: Match, context: Context) -> Found:
    base = context.base("year")
    if base is None:
        return vague(match, "XXXX")
    return [Phrase(match.start, match.end, "DATE", base.value, base, _part(base, "end"))]


def this_time(match: Match, context: Context) -> Found:
    """ "this time next week": the same day of another week, month or year."""
    phrase = match.phrase("x")
    if phrase is None or phrase.period is None or context.today is None:
        return []
    base = context.base(phrase.period.unit)
    if base is None:
        return []
    days = {"week": 7, "month": 30, "year": 365}.get(base.unit, 0)
    steps = round((phrase.period.first - base.first).days / days) if days else 0
    moved = shift_day(context.today, base.unit, steps)
    return calendar_phrase(match, period_at("day", moved)) if moved and steps else []


_PARTS = {"end": "late", "close": "late", "beginning": "early", "start": "early", "outset": "early", "middle": "mid"}


def _part(period: Period, word: str) -> tuple[date, date]:
    """The days of a part; the end of a year is its December."""
    if word in ("end", "close") and period.unit == "year":
        return date(period.first.year, 12, 1), period.last
    return part_of(period, _PARTS.get(word, word))


def part_of_date(match: Match, context: Context) -> Found:
    """ "early March", "the end of next week", "later this month"."""
    phrase = match.phrase("x")
    if phrase is None or phrase.period is None:
        return []
    word = match.text("part")
    period = phrase.period
    bounds = _since_or_until(period, word, context.today) if word in ("earlier", "later") else _part(period, word)
    return [replace(phrase.over(match.start, match.end), bounds=bounds)]


def half_of(match: Match, context: Context) -> Found:
    """ "the second half of March", "the first half of next month"."""
    phrase = match.phrase("x")
    if phrase is None or phrase.period is None or phrase.period.unit not in ("week", "month"):
        return []
    return [replace(phrase.over(match.start, match.end), bounds=_half(phrase.period, match.text("ordinal")))]


def half_of_unit(match: Match, context: Context) -> Found:
    """ "the first half of the week": of that of publication."""
    base = context.base(match.text("unit"))
    if base is None:
        return vague(match, _unknown(match.text("unit")))
    return [Phrase(match.start, match.end, "DATE", base.value, base, _half(base, match.text("ordinal")))]


def _half(whole: Period, which: str) -> tuple[date, date]:
    middle = whole.first + timedelta(days=14 if whole.unit == "month" else 3)
    return (whole.first, middle) if which == "first" else (middle + timedelta(days=1), whole.last)


def days_of(match: Match, context: Context) -> Found:
    """ "the first days of March", "the last days of the month": its early and its late part."""
    phrase, part = match.phrase("x"), _DAYS_OF.get(" ".join(match.text("days").split()[-2:]))
    if phrase is None or phrase.period is None or phrase.period.unit != "month" or part is None:
        return []
    return [replace(phrase.over(match.start, match.end), bounds=part_of(phrase.period, part))]


_DAYS_OF = {"first days": "early", "early days": "early", "final days": "late", "last days": "late"}


def _since_or_until(period: Period, word: str, today: date | None) -> tuple[date, date]:
    first, last = period.first, period.last
    if today is not None and first <= today <= last:
        return (first, today) if word == "earlier" else (today, last)
    return first, last


def ordinal_of(match: Match, context: Context) -> Found:
    """ "the first week of June", "the last day of 2024"."""
    phrase = match.phrase("x")
    return _nth(match, _unit(match), phrase.period) if phrase and phrase.period else []


def ordinal_of_unit(match: Match, context: Context) -> Found:
    """ "the last day of the month"."""
    base = context.base(match.text("unit"))
    return _nth(match, match.text("sub"), base) if base else []


def _nth(match: Match, unit: str, whole: Period) -> Found:
    first, last = whole.first, whole.last
    if SIZES.get(unit, 0) >= SIZES.get(whole.unit, 0):
        return []
    number = match.whole("ordinal", "ORDINAL") or -1
    size = 1 if unit == "day" else 7
    if unit == "weekend":
        saturday = first + timedelta(days=(5 - first.weekday()) % 7)
        return calendar_phrase(match, period_at("weekend", saturday + timedelta(days=7 * (max(number, 1) - 1))))
    start = last - timedelta(days=size - 1) if number < 0 else first + timedelta(days=size * (number - 1))
    if start > last:
        return []
    if unit == "day":
        return calendar_phrase(match, period_at("day", start))
    week = period_at("week", start + timedelta(days=3))
    bounds = (start, min(start + timedelta(days=6), last))
    return [Phrase(match.start, match.end, "DATE", (week or whole).value, whole, bounds)]
