"""What the patterns of years and what divides them mean: decades, quarters, halves, seasons, holidays."""

from __future__ import annotations

from datetime import date, timedelta

from communique.reading.time.context import Context
from communique.reading.time.grammar import Match
from communique.reading.time.lexicon import listed
from communique.reading.time.periods import SEASON_MONTHS, easter, part_of, period_at
from communique.reading.time.phrase import Phrase
from communique.reading.time.rules_calendar import Found, calendar_phrase, step, vague


def year(match: Match, context: Context) -> Found:
    number = match.whole("year", "YEAR")
    if number is None or _is_amount(match, context):
        return []
    return calendar_phrase(match, period_at("year", date(number, 1, 1)))


def _is_amount(match: Match, context: Context) -> bool:
    """True for four figures that count something: "2000 troops", "$1950", "1200 GMT", "No. 1860"."""
    word = match.part("year")[0]
    before, after = match.before(), match.after()
    if before and ("MONEY" in before.values or (before.text in listed("glued") and before.end == word.start)):
        return True
    further = match.before(2)
    if before and before.text == "-" and further and further.text.isdigit() and len(further.text) != 4:
        return True
    if after and (after.text in ("%", "$") or after.values.keys() & {"ZONE", "MAGNITUDE", "UNITS"}):
        return True
    if after and after.text in (".", ":", "/") and context.parse.text[after.end : after.end + 1].isdigit():
        return True
    token = context.token(word.start)
    if token is None or not word.text.isdigit():
        return False
    head = token.head
    if token.dep == "nummod" and head.tag in ("NNS", "NNPS") and head.i > token.i:
        return not 1900 <= int(word.text) <= 2035 or head.lower in listed("counted")
    if not 1800 <= int(word.text) <= 2060:
        return not (before and before.lower in listed("year_prepositions"))
    return False


def years(match: Match, context: Context) -> Found:
    """ "2009-10", "1914-1918": two years that share the range as their bounds."""
    first, word = match.whole("year", "YEAR"), match.part("until")[0]
    if first is None or not word.text.isdigit() or len(word.text) not in (2, 4):
        return []
    last = int(word.text) if len(word.text) == 4 else first // 100 * 100 + int(word.text)
    one, two = period_at("year", date(first, 1, 1)), period_at("year", date(last, 1, 1))
    if one is None or two is None or not 0 < last - first < 100 or (len(word.text) == 2 and last - first > 40):
        return []
    bounds = (one.first, two.last)
    left = match.part("year")[0]
    return [
        Phrase(left.start, left.end, "DATE", one.value, one, bounds),
        Phrase(word.start, word.end, "DATE", two.value, two, bounds),
    ]


def decade(match: Match, context: Context) -> Found:
    number = match.whole("decade", "DECADE", "DECADEWORD")
    if number is None:
        return []
    if "CENTURIES" in match.part("decade")[-1].values:
        period = period_at("century", date(number, 1, 1))
    else:
        period = period_at("decade", date(number, 1, 1))
    part = match.value("part", "PART")
    if part and period:
        return [Phrase(match.start, match.end, "DATE", period.value, period, part_of(period, str(part)))]
    return calendar_phrase(match, period)


def century(match: Match, context: Context) -> Found:
    number = match.whole("ordinal", "DAYORD", "ORDINAL")
    if number is None or not 1 < number < 30:
        return []
    return calendar_phrase(match, period_at("century", date((number - 1) * 100, 1, 1)))


def quarter(match: Match, context: Context) -> Found:
    number = match.whole("quarter", "QUARTER") or match.whole("ordinal", "ORDINAL", "DAYORD")
    year = match.whole("year", "YEAR")
    if number is None or not 1 <= number <= 4:
        return []
    if year is None and context.today is None:
        return vague(match, f"XXXX-Q{number}")
    if year is None and context.today:
        if match.part("which"):
            year = context.today.year + step(match.text("which"))
        else:
            here = (context.today.month + 2) // 3
            year = context.today.year
            way = context.direction(match.start)
            if number > here and way <= 0 and number - here > 1:
                year -= 1
            elif number < here and way > 0 and here - number > 1:
                year += 1
    return calendar_phrase(match, period_at("quarter", date(year or 1, number * 3, 1)))


def half(match: Match, context: Context) -> Found:
    word = match.text("ordinal")
    number = {"first": 1, "second": 2, "latter": 2, "last": 2}.get(word)
    year = match.whole("year", "YEAR")
    if year is None and context.today:
        year = context.today.year + step(match.text("which"))
    if number is None or year is None:
        return []
    return calendar_phrase(match, period_at("half", date(year, number * 6, 1)))


def season(match: Match, context: Context) -> Found:
    code = match.value("season", "SEASON", "FALL")
    if code is None:
        return []
    code = str(code)
    if code == "FA" and match.text("season") == "fall" and match.words()[0].lower == "the" and not match.part("year"):
        token = context.token(match.part("season")[0].start)
        if token is None or any(child.dep == "prep" for child in token.children):
            return []
    year = match.whole("year", "YEAR")
    if year is None and context.today is None:
        return vague(match, f"XXXX-{code}")
    if year is None and context.today:
        if match.part("which"):
            year = context.today.year + step(match.text("which"))
        else:
            way = context.direction(match.start)
            here = period_at(code, date(context.today.year, SEASON_MONTHS[code], 1))
            year = context.today.year
            if here and way < 0 and here.first > context.today:
                year -= 1
            elif here and way > 0 and here.last < context.today:
                year += 1
    start = date(year or 1, SEASON_MONTHS[code], 1)
    return calendar_phrase(match, period_at(code, start))


def holiday(match: Match, context: Context) -> Found:
    name = str(match.value("holiday", "HOLIDAY"))
    year = match.whole("year", "YEAR")
    eve = match.text("sub") == "eve"
    if year is not None:
        day = _holiday(name, year)
    elif context.today is None:
        return []
    else:
        way, here = context.direction(match.start), context.today
        days = [_holiday(name, here.year + offset) for offset in (-1, 0, 1)]
        if way > 0:
            day = next(d for d in days if d >= here)
        elif way < 0:
            day = next(d for d in reversed(days) if d <= here)
        else:
            day = min(days, key=lambda d: abs((d - here).days))
    return calendar_phrase(match, period_at("day", day - timedelta(days=int(eve))))


def _holiday(name: str, year: int) -> date:
    if name == "easter":
        return easter(year)
    if name == "thanksgiving":
        first = date(year, 11, 1)
        return first + timedelta(days=(3 - first.weekday()) % 7 + 21)
    month, number = name.split("-")
    return date(year, int(month), int(number))


def new_year(match: Match, context: Context) -> Found:
    if context.today is None:
        return []
    eve = match.text("sub") == "eve"
    period = context.month_day(12 if eve else 1, 31 if eve else 1, match.start)
    return calendar_phrase(match, period)
