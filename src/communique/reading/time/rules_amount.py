"""What the patterns of amounts of time mean: durations, "two days ago", "within three weeks", "every month"."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from communique.reading.time.amounts import GRAINS, duration, hence, span_from
from communique.reading.time.context import Context
from communique.reading.time.grammar import Match
from communique.reading.time.lexicon import listed
from communique.reading.time.periods import SIZES, Period, period_at, shift_day
from communique.reading.time.phrase import Phrase
from communique.reading.time.rules_calendar import Found, calendar_phrase, step, vague


def _unit(match: Match) -> str:
    return str(match.value("unit", "UNIT", "UNITS", "SECOND") or "")


def _count(match: Match) -> float | None:
    word = match.text("amount")
    number = match.value("amount", "NUM")
    if number is not None:
        count = float(number)
    elif word in ("a", "an"):
        count = 1.0
    elif word == "half":
        return 0.5
    elif word in ("a couple", "couple"):
        return 2.0
    else:
        return None
    return count + 0.5 if match.part("half") else count


def amount(match: Match, context: Context) -> Found:
    """ "three months", "a 10-day truce", "an hour and a half"."""
    unit, count, text = _unit(match), _count(match), match.text("amount")
    if count is None or not 0 < count < 10_000 or _is_no_amount(match, unit, count) or _is_age(match):
        return []
    plural = "UNITS" in match.part("unit")[-1].values
    if text in ("a", "an") and plural:
        return []
    if text not in ("a", "an") and not plural and count != 1 and not _compound(match):
        return []
    if unit == "second" and not plural and text != "one":
        return []
    if text in ("a", "an") and _rated(match, context):
        return [Phrase(match.start, match.end, "SET", duration(1, unit))]
    return [Phrase(match.start, match.end, "DURATION", duration(count, unit), count=count, unit=unit)]


def _is_no_amount(match: Match, unit: str, count: float) -> bool:
    """True for an age ("six-year-old"), a fraction ("three-quarters"), a title ("60 Minutes")."""
    if match.words()[-1].lower == "old" and unit == "year":
        return True
    dashed = any("DASH" in word.values for word in match.words())
    if unit == "quarter" and (dashed or count == 1 or not match.text("amount").isalpha()):
        return True
    return match.part("unit")[-1].text[0].isupper() and match.words()[0].text[:1].isdigit()


def _is_age(match: Match) -> bool:
    """True for "52 years old" and "aged six months"."""
    following, before = match.after(), match.before()
    if following is not None and following.lower in ("old", "olds"):
        return True
    return before is not None and before.lower in ("aged", "age", "ages")


def _compound(match: Match) -> bool:
    """True for the singular of "a 10-day truce" and "four year low"."""
    following = match.after()
    return any("DASH" in w.values for w in match.words()) or (following is not None and following.text.isalpha())


def _rated(match: Match, context: Context) -> bool:
    """True for the rate of "four flights a week", "$3 billion a year"."""
    before, following = match.before(), match.after()
    if before is None or (following is not None and following.lower in listed("after_amount")):
        return False
    if before.lower in listed("rate_heads") or before.values.keys() & {"NUM", "MAGNITUDE", "UNITS"}:
        return True
    token = context.token(before.start)
    if token is not None and following is not None and following.lower == "to" and token.head.lemma in listed("grants"):
        return False  # "gave the two sides a week to reply"
    return token is not None and token.tag == "NNS"


def one_unit(match: Match, context: Context) -> Found:
    """ "the week-long talks", "a yearlong freeze"."""
    unit = str(match.value("unit", "UNIT", "LONG"))
    return [Phrase(match.start, match.end, "DURATION", duration(1, unit), count=1, unit=unit)]


def amounts(match: Match, context: Context) -> Found:
    """ "between 12 and 18 months": two amounts."""
    unit, low, high = _unit(match), match.part("amount")[0], match.part("upto")[0]
    first, last = float(low.values["NUM"]), float(high.values["NUM"])
    return [
        Phrase(low.start, low.end, "DURATION", duration(first, unit), count=first, unit=unit),
        Phrase(high.start, match.end, "DURATION", duration(last, unit), count=last, unit=unit),
    ]


def unit_long(match: Match, context: Context) -> Found:
    """ "the past decade", "the next century": an amount of time with known ends."""
    unit, way = _unit(match), step(match.text("which"))
    found = Phrase(match.start, match.end, "DURATION", duration(1, unit), count=1, unit=unit)
    if unit in ("weekend", "") or context.today is None or match.text("which") in ("following", "previous"):
        return [found] if unit not in ("weekend", "") else []
    return [replace(found, bounds=span_from(context.today, unit, way))]


def vague_amount(match: Match, context: Context) -> Found:
    """ "several weeks", "for years"."""
    unit = _unit(match)
    if match.text("amount") == "the":
        return []
    before = match.before()
    if not match.part("amount") and before is not None and before.values.keys() & {"NUM", "DASH"}:
        return []
    if not match.part("amount") and unit in ("second", "weekend", "quarter"):
        return []
    return [Phrase(match.start, match.end, "DURATION", duration(None, unit), unit=unit)]


def deictic_amount(match: Match, context: Context) -> Found:
    """ "the past three months", "the next two weeks": a duration with known ends."""
    unit, count, which = _unit(match), _count(match), match.text("which")
    if count is None:
        return []
    found = Phrase(match.start, match.end, "DURATION", duration(count, unit), count=count, unit=unit)
    way, before = step(which), match.before()
    owned = before is not None and before.lower in listed("possessives")  # "his last two years in office"
    if context.today is None or way == 0 or owned:
        return [found]
    return [replace(found, bounds=span_from(context.today, unit, way * count))]


def deictic_vague(match: Match, context: Context) -> Found:
    """ "recent weeks", "the coming days", "the last few years"."""
    return [Phrase(match.start, match.end, "DURATION", duration(None, _unit(match)), unit="")]


def now(match: Match, context: Context) -> Found:
    return vague(match, "PRESENT_REF")


def amount_ago(match: Match, context: Context) -> Found:
    """ "two days ago" from the publication date, "a week later" from the date named before."""
    phrase, word = match.phrase("amount"), match.text("ago")
    if phrase is None:
        return []
    following = match.after()
    if word in ("before", "after") and not (following is None or following.lower in listed("clause_ends")):
        return [phrase]  # "a month after the vote" is an amount; the vote has its own date
    if following is not None and following.lower == "than":
        return [phrase]
    back = word in ("ago", "earlier", "before", "back")
    if phrase.count is None:
        if word in ("ago", "back"):
            return vague(match, "PAST_REF")
        return []
    if word.endswith("time"):
        return [phrase]  # "in ten days' time": the "in" before it resolves it
    if word in ("ago", "from now", "hence"):
        base = context.base("day")
    elif word == "back":
        return []
    else:
        base = context.last
        ahead = base is not None and context.today is not None and base.first > context.today
        if phrase.unit == "day" or (ahead and back and phrase.unit == "week"):
            base = context.named_day(match.start)
        if word in ("before", "after") and base is None:
            return []
    if base is None:
        return [phrase.over(phrase.start, match.end)]
    return _moved(match, base, phrase, -1 if back else 1)


def amount_from_now(match: Match, context: Context) -> Found:
    """ "two weeks from now": an amount with its days, and the "now"."""
    phrase, now_, base = match.phrase("amount"), match.phrase("now"), context.today
    if phrase is None or now_ is None or now_.value != "PRESENT_REF" or phrase.count is None or base is None:
        return []
    return [hence(phrase, base), now_]


def amount_from(match: Match, context: Context) -> Found:
    """ "two days after 5 March"."""
    phrase, base, word = match.phrase("amount"), match.phrase("x"), match.text("ago")
    if phrase is None or base is None or base.period is None or phrase.count is None:
        return []
    return _moved(match, base.period, phrase, -1 if word in ("before", "earlier than") else 1)


def _moved(match: Match, base: Period, phrase: Phrase, way: int) -> Found:
    unit, count = phrase.unit, phrase.count or 0.0
    if unit in ("hour", "minute", "second"):
        return [phrase.over(match.start, match.end)]
    if unit == "week" and count != int(count):
        return _about(match, shift_day(base.first, "day", way * int(7 * count)), base)
    if count != int(count):
        months = {"year": 12, "decade": 120}.get(unit)
        if months is None:
            return [phrase.over(match.start, match.end)]
        unit, count = "month", count * months
    moved = shift_day(base.first, unit, way * int(count))
    if moved is None:
        return []
    if SIZES.get(unit, 0) < SIZES.get(base.unit, 0):
        return [phrase.over(match.start, match.end)]
    found = calendar_phrase(match, period_at(GRAINS.get(unit, unit), moved))
    if unit == "week" and count == 1 and base.unit == "day" and match.text("ago") in ("earlier", "later"):
        return [replace(phrase, bounds=(moved, moved)) for phrase in found]  # seven days from the day named before
    return found


def _about(match: Match, day: date | None, base: Period) -> Found:
    """ "a week and a half ago": around the day, give or take one."""
    week = period_at("week", day) if day is not None and base.unit == "day" else None
    if week is None or day is None:
        return []
    bounds = day - timedelta(days=1), day + timedelta(days=1)
    return [Phrase(match.start, match.end, "DATE", week.value, week, bounds)]


def every(match: Match, context: Context) -> Found:
    """ "every week", "each Monday", "Mondays"."""
    unit = match.value("unit", "UNIT", "UNITS")
    number = match.value("unit", "WEEKDAY") or match.value("weekdays", "WEEKDAYS")
    if unit is not None:
        count = match.value("amount", "NUM")
        return vague(match, duration(float(count) if count is not None else 1.0, str(unit)), "SET")
    if number is not None:
        return vague(match, f"XXXX-WXX-{number}", "SET")
    month = match.whole("unit", "MONTH")
    if month is not None:
        return vague(match, f"XXXX-{month:02}", "SET")
    other = match.value("unit", "SEASON")
    if other is not None:
        return vague(match, f"XXXX-{other}", "SET")
    part = match.value("unit", "DAYPART")
    return vague(match, f"XXXX-XX-XXT{part}", "SET") if part else []


def often(match: Match, context: Context) -> Found:
    token = context.token(match.start)
    if match.text("often") in listed("rarely_times") and token is not None and token.pos != "ADV":
        return []  # "annual meeting", "quarterly dividend" name no time
    return vague(match, str(match.value("often", "FREQUENT")), "SET")


def rate(match: Match, context: Context) -> Found:
    return vague(match, duration(1, _unit(match)), "SET")
