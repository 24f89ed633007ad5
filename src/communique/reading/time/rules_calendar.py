"""What the patterns of calendar dates mean: days, months, years, quarters, seasons, holidays."""

from __future__ import annotations

from datetime import date, timedelta

from communique.reading.time.context import Context
from communique.reading.time.grammar import Match
from communique.reading.time.lexicon import listed
from communique.reading.time.periods import Period, day_of, month_of, period_at
from communique.reading.time.phrase import Phrase

Found = list[Phrase]
_NEAR = 80
"""How many characters before "the previous Tuesday" the date may stand that it counts from."""
_YESTERDAY = 6
"""How many weekdays ahead of today the day before it is."""
_STEP = {"last": -1, "past": -1, "next": 1, "coming": 1, "upcoming": 1, "following": 1, "previous": -1}


def step(which: str) -> int:
    """-1 for "last", 1 for "next" and "coming", 0 for "this"."""
    return _STEP.get(which.split()[-1], 0) if which else 0


def calendar_phrase(match: Match, period: Period | None) -> Found:
    """The phrase that names a period."""
    return [Phrase(match.start, match.end, "DATE", period.value, period)] if period else []


def vague(match: Match, value: str, type_: str = "DATE") -> Found:
    """A phrase with a TIMEX3 value that is no calendar date."""
    return [Phrase(match.start, match.end, type_, value)]


def iso_date(match: Match, context: Context) -> Found:
    year, month, number = (int(piece) for piece in str(match.value("date", "ISODATE")).split("-"))
    return calendar_phrase(match, day_of(year, month, number))


def _is_month(match: Match, context: Context) -> bool:
    """False for the verbs and names that look like months ("May", "March", "April Smith")."""
    (word,) = match.part("month")
    others = [w for w in match.words() if w is not word and w.values.keys() & {"DAYNUM", "YEAR", "BACK", "AHEAD"}]
    token = context.token(word.start)
    if token is None:
        return True
    if word.lower in listed("month_verbs") and token.pos in ("AUX", "VERB") and not (others and token.pos == "VERB"):
        return False
    if others:
        return True
    before, following = match.before(), match.after()
    timed = before is not None and before.lower in listed("month_prepositions")
    is_person = token.dep in ("nsubj", "nsubjpass", "dobj", "agent") or word.lower in context.surnames
    if is_person and word.lower in listed("month_names") and not timed:
        return False
    if word.lower == "march" and following is not None and following.lower in ("for", "of", "on", "against"):
        return timed
    if len(word.text) <= 4 and word.lower not in ("may", "june", "july"):
        following = match.after() if match.words()[-1] is word else match.words()[-1]
        return following is not None and following.text == "."
    return token.ent != "PERSON" and not (token.tag == "NNP" and token.dep == "compound" and token.head.tag == "NNP")


def month_day(match: Match, context: Context) -> Found:
    month, number = match.whole("month", "MONTH"), match.whole("day", "DAYNUM", "ORDINAL")
    if month is None or number is None or number > 31 or not _is_month(match, context):
        return []
    if _counts(match, match.part("day")[0].end):
        return []
    year = match.whole("year", "YEAR")
    if year is not None:
        return calendar_phrase(match, day_of(year, month, number))
    period = context.month_day(month, number, match.start)
    which = match.text("which")
    if which and context.today and match.words()[-1].lower == "year":
        period = day_of(context.today.year + step(which), month, number)
    elif which and context.today:
        period = _nth_day(context.today, month, number, which)
    if period is None:
        return vague(match, f"XXXX-{month:02}-{number:02}") if context.today is None else []
    return calendar_phrase(match, period)


def _counts(match: Match, end: int) -> bool:
    """True when the number goes on as something else: "March 5,000", "May 10 percent", "June 8:30"."""
    following = match.after()
    return bool(following and match.words()[-1].end == end and following.lower in ("percent", "%"))


def _nth_day(today: date, month: int, number: int, which: str) -> Period | None:
    years = (today.year - 1, today.year, today.year + 1)
    days = [d for year in years if (d := day_of(year, month, number))]
    if step(which) < 0:
        return next((d for d in reversed(days) if d.first < today), None)
    if step(which) > 0:
        return next((d for d in days if d.first > today), None)
    return day_of(today.year, month, number)


def month_days(match: Match, context: Context) -> Found:
    """ "April 24 and 25": two days that share the range as their bounds."""
    month, first, last = match.whole("month", "MONTH"), match.whole("day", "DAYNUM"), match.whole("until", "DAYNUM")
    if month is None or first is None or last is None or not _is_month(match, context):
        return []
    year = match.whole("year", "YEAR")
    if year is None:
        start = context.month_day(month, first, match.start)
        if start is None:
            return vague(match, f"XXXX-{month:02}-{first:02}") if context.today is None else []
        year = start.first.year
    one, two = day_of(year, month, first), day_of(year, month, last)
    if one is None or two is None or two.first <= one.first:
        return []
    before = match.before()
    between = before is not None and before.lower == "between"
    joined = between or "and" not in match.text("link") or (two.first - one.first).days == 1
    bounds = (one.first, two.last) if joined else None
    until = match.part("until")[0]
    left_end = max(w.end for w in match.words() if w.end <= match.part("link")[0].start)
    left = Phrase(match.start, left_end, "DATE", one.value, one, bounds)
    return [left, Phrase(until.start, match.end, "DATE", two.value, two, bounds)]


def month_year(match: Match, context: Context) -> Found:
    month, year = match.whole("month", "MONTH"), match.whole("year", "YEAR")
    if month is None or year is None:
        return []
    return calendar_phrase(match, month_of(year, month))


def month(match: Match, context: Context) -> Found:
    number = match.whole("month", "MONTH")
    if number is None or not _is_month(match, context):
        return []
    today, which = context.today, match.text("which")
    if today is None:
        return vague(match, f"XXXX-{number:02}")
    if not which:
        return calendar_phrase(match, context.month(number, match.start))
    if match.words()[-1].lower == "year":
        if which.split()[-1] in ("following", "same", "previous", "that"):
            base = context.last.first.year if context.last else None
            return calendar_phrase(match, month_of(base + step(which), number)) if base else []
        return calendar_phrase(match, month_of(today.year + step(which), number))
    year = today.year
    if step(which) < 0 and number >= today.month:
        year -= 1
    elif step(which) > 0 and number <= today.month:
        year += 1
    return calendar_phrase(match, month_of(year, number))


def day_alone(match: Match, context: Context) -> Found:
    """ "on the 17th": of the month that the governing verb points to, near the date named before."""
    word, number = match.part("day")[-1], match.whole("day", "DAYORD")
    token, start = context.token(word.start), match.part("day")[0].start
    if context.today is None or number is None or not 1 <= number <= 31 or token is None:
        return []
    if token.dep != "pobj" or any(child.lower == "of" for child in token.children):
        return []
    period = context.day_of_month(number, word.start)
    return [Phrase(start, match.end, "DATE", period.value, period)] if period else []


def day_of_this_month(match: Match, context: Context) -> Found:
    """ "the 24th of this month", "the 6th of next month"."""
    number = match.whole("day", "DAYORD", "ORDINAL")
    if context.today is None or number is None or not 1 <= number <= 31:
        return []
    ahead = {"last": -1, "next": 1, "coming": 1}.get(match.text("which").split()[-1], 0)
    month = context.today.year * 12 + context.today.month - 1 + ahead
    return calendar_phrase(match, day_of(month // 12, month % 12 + 1, number))


def weekday(match: Match, context: Context) -> Found:
    number = match.whole("weekday", "WEEKDAY")
    if number is None:
        return []
    which, today = match.text("which"), context.today
    word = match.part("weekday")[0]
    if len(word.text) <= 5 and not word.lower.endswith("day") and (match.after() is None or match.after().text != "."):  # type: ignore[union-attr]
        return []
    if today is None:
        return vague(match, f"XXXX-WXX-{number}")
    if match.part("week"):
        week = period_at("week", today)
        week = week.shift(step(match.text("week").split()[0])) if week else None
        return calendar_phrase(match, _plus(week.first, number - 1) if week else None)
    if which in ("previous", "preceding", "prior", "following", "subsequent", "same"):
        near = context.last is not None and match.start - context.last_end < _NEAR
        base = context.last.first if context.last and (near or which != "previous") else today
        ahead = (number - base.isoweekday()) % 7
        back = which in ("previous", "preceding", "prior")
        return calendar_phrase(match, _plus(base, (ahead - 7) if back else (ahead or 7) if which != "same" else ahead))
    ahead = (number - today.isoweekday()) % 7
    if step(which) < 0:
        return calendar_phrase(match, _plus(today, ahead - 7 if ahead != _YESTERDAY else -8))
    if step(which) > 0:
        return calendar_phrase(match, _plus(today, ahead if ahead > 1 else ahead + 7))
    if which == "this" and (context.direction(match.start) >= 0 or not context.is_plain_past(match.start)):
        return calendar_phrase(match, _plus(today, number - today.isoweekday()) if ahead == 0 else _plus(today, ahead))
    after = match.after()
    known = context.named_ahead.get(number) if after is not None and "POSS" in after.values else None
    found = known or context.weekday(number, match.start)
    if found is not None and found.first > today:
        context.named_ahead[number] = found
    return calendar_phrase(match, found)


def weekday_of_month(match: Match, context: Context) -> Found:
    """ "the third Tuesday of April"."""
    weekday, month, year = match.whole("weekday", "WEEKDAY"), match.whole("month", "MONTH"), match.whole("year", "YEAR")
    if weekday is None or month is None:
        return []
    number = match.whole("ordinal", "ORDINAL") or -1
    whole = month_of(year, month) if year is not None else context.month(month, match.start)
    if whole is None:
        return []
    first = whole.first + timedelta(days=(weekday - whole.first.isoweekday()) % 7)
    days = [d for week in range(5) if (d := first + timedelta(days=7 * week)) <= whole.last]
    if number > len(days):
        return []
    return calendar_phrase(match, _plus(days[-1] if number < 0 else days[number - 1], 0))


def _plus(base: date, days: int) -> Period | None:
    return period_at("day", base + timedelta(days=days))


def week_from_weekday(match: Match, context: Context) -> Found:
    number = match.whole("weekday", "WEEKDAY")
    if number is None or context.today is None:
        return []
    return calendar_phrase(match, _plus(context.today, (number - context.today.isoweekday()) % 7 + 7))


def week_of(match: Match, context: Context) -> Found:
    month, number = match.whole("month", "MONTH"), match.whole("day", "DAYNUM")
    found = context.month_day(month, number, match.start) if month and number else None
    return calendar_phrase(match, period_at("week", found.first) if found else None)


def today(match: Match, context: Context) -> Found:
    offset = match.whole("today", "TODAY") or 0
    if context.today is None:
        return vague(match, ("PAST_REF", "PRESENT_REF", "FUTURE_REF")[offset + 1])
    return calendar_phrase(match, _plus(context.today, offset))


def day_next_to(match: Match, context: Context) -> Found:
    if context.today is None:
        return vague(match, "FUTURE_REF" if match.text("off") == "after" else "PAST_REF")
    return calendar_phrase(match, _plus(context.today, 2 if match.text("off") == "after" else -2))
