"""Ranges over two dates, and the prepositions that open or close a date: "by", "until", "since", "within"."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from functools import cache

from communique.reading.time.amounts import deadline, hence
from communique.reading.time.context import Context
from communique.reading.time.lexicon import listed
from communique.reading.time.lexicon import words as word_categories
from communique.reading.time.periods import Period, day_of, month_of
from communique.reading.time.phrase import Phrase, Word
from communique.reading.time.tense import PAST

_LINKS = ("and", "or", "to", "through", "until", "till", ",")


def dated(words: list[Word]) -> list[Word]:
    """Give the first of "in June and August 2023", "30 May to 2 June 2019" the year of the second."""
    for i in range(len(words) - 3, -1, -1):
        left, link, right = words[i].phrase, words[i + 1], words[i + 2].phrase
        if (
            left is None
            or right is None
            or left.named
            or not right.named
            or left.period is None
            or right.period is None
        ):
            continue
        if (link.lower not in _LINKS and "DASH" not in link.values) or left.period.unit not in ("day", "month"):
            continue
        if right.period.unit != left.period.unit or not _has_month(words[i]):
            continue
        month = left.period.first.month
        year = right.period.first.year - (month > right.period.first.month)
        number = left.period.first.day
        period = month_of(year, month) if left.period.unit == "month" else day_of(year, month, number)
        if period is not None:
            words[i].phrase = replace(left, value=period.value, period=period, named=True)
    return words


def _before(left: Phrase, right: Phrase) -> Phrase:
    """The first end of "from January to September", a year earlier where it was read as coming after the second."""
    if left.period is None or right.period is None or left.named or left.period.first <= right.period.last:
        return left
    earlier = left.period.shift(-12) if left.period.unit == "month" else None
    return _moved(left, earlier)


def _weekdays(words: list[Word]) -> None:
    """Put the first of two weekdays in a row into the week of the second, or the second into that of the first.

    "They were there on Thursday and Friday", published on a Thursday: both days are of the week before; "a forum slated
    for Thursday and Friday": both are of this one.
    """
    for before, left, link, right in zip([None, *words], words, words[1:], words[2:], strict=False):
        if link.lower not in _LINKS or left.phrase is None or right.phrase is None:
            continue
        if left.lower not in _named_days() or right.lower not in _named_days():
            continue
        one, two = left.phrase.period, right.phrase.period
        if one is None or two is None or not 0 < (one.first - two.first).days < 7:
            continue
        if before is not None and before.lower == "for":
            right.phrase = _moved(right.phrase, two.shift(7))
        else:
            left.phrase = _moved(left.phrase, one.shift(-7))


def _moved(phrase: Phrase, period: Period | None) -> Phrase:
    return replace(phrase, value=period.value, period=period, bounds=None) if period else phrase


def _has_month(word: Word) -> bool:
    """True for what names a month: "5 June", not "Tuesday" or "last month"."""
    return any(piece.strip(".,") in _months() for piece in word.lower.split())


@cache
def _months() -> frozenset[str]:
    """The names of the months and their abbreviations."""
    return frozenset(word for word, values in word_categories().items() if "MONTH" in values)


@cache
def _named_days() -> frozenset[str]:
    """The names of the days of the week."""
    return frozenset(word for word, values in word_categories().items() if "WEEKDAY" in values)


def ranged(words: list[Word], context: Context) -> list[Word]:
    """Give the two dates of "from May 3 to June 5", "between ... and ...", "Monday-Friday" the range as bounds."""
    _weekdays(words)
    for i in range(len(words) - 2):
        left, link, right = words[i].phrase, words[i + 1], words[i + 2].phrase
        if left is None or right is None or not _is_range(words, i, link):
            continue
        if not (_is_plain(left) and _is_plain(right)) or left.period is None or right.period is None:
            continue
        left = _before(left, right)
        first, last = (left.days or (None, None))[0], (right.days or (None, None))[1]
        if first is None or last is None or last <= first:
            continue
        words[i].phrase = replace(left, bounds=(first, last))
        words[i + 2].phrase = replace(right, bounds=(first, last))
    return words


def explained(words: list[Word]) -> list[Word]:
    """Give "today" the day that is named beside it somewhere ("today, January 21"), whatever that of publication."""
    todays = [i for i, word in enumerate(words) if word.phrase is not None and word.lower == "today"]
    named = [word for i in todays for word in _beside(words, i) if word.phrase is not None and _has_month(word)]
    periods = {word.phrase.period for word in named if word.phrase is not None}
    period = periods.pop() if len(periods) == 1 else None
    for word in (words[i] for i in todays if period is not None and period.unit == "day"):
        if word.phrase is not None:
            word.phrase = _moved(word.phrase, period)
    return words


def _beside(words: list[Word], i: int) -> list[Word]:
    """The word behind one, or behind its comma."""
    after = words[i + 1 : i + 3]
    return after[1:] if after and after[0].text == "," else after[:1]


_NEAR = 300
"""How many characters may lie between a time of day and the date before it that it belongs to."""


def clocked(words: list[Word], context: Context) -> list[Word]:
    """Give a bare time of day the day named shortly before, else, as TIMEX3 value only, the day of publication."""
    day, end = None, -_NEAR
    for word in words:
        phrase = word.phrase
        if phrase is None:
            continue
        if phrase.type == "TIME" and phrase.period is None and phrase.value.startswith("T"):
            near = day if phrase.start - end < _NEAR else None
            known = near or context.base("day")
            if known is not None:
                word.phrase = replace(phrase, value=known.value + phrase.value, period=near)
        elif phrase.period is not None and phrase.period.unit == "day" and _is_plain(phrase):
            day, end = phrase.period, phrase.end
    return words


def _is_plain(phrase: Phrase) -> bool:
    return phrase.type in ("DATE", "TIME")


def _is_range(words: list[Word], i: int, link: Word) -> bool:
    before = words[i - 1].lower if i else ""
    if link.lower in ("to", "through", "until", "till") or "DASH" in link.values:
        return True
    if link.lower == "or":
        return _is_close(words[i].phrase, words[i + 2].phrase)
    if link.lower != "and":
        return False
    if before == "between":
        return True
    left, right = words[i].phrase, words[i + 2].phrase
    return bool(
        left
        and right
        and left.period
        and right.period
        and left.period.unit == right.period.unit == "day"
        and right.period.first - left.period.last == timedelta(days=1)
    )


def _is_close(left: Phrase | None, right: Phrase | None) -> bool:
    """True for "late March or early April", which leave one stretch of time open."""
    if left is None or right is None or left.days is None or right.days is None:
        return False
    end, start = left.days[1], right.days[0]
    return end is not None and start is not None and timedelta(0) < start - end <= timedelta(days=31)


def bounded(words: list[Word], i: int, context: Context) -> Phrase:
    """The phrase with its days as the preposition before it sets them."""
    phrase = words[i].phrase
    assert phrase is not None
    before = words[i - 1].lower if i else ""
    if before in listed("articles") and i > 1:
        before = words[i - 2].lower
    today = context.today
    if phrase.type == "DURATION":
        following = words[i + 1].lower if i + 1 < len(words) else ""
        if today is None or not phrase.count or following in ("of", "after", "before"):
            return phrase
        if before == "within" and not _is_past(words, i, context):
            return deadline(phrase, today)
        if before == "in" and not _is_rank(words, i) and context.points_ahead(words[i].start):
            return hence(phrase, today)
        return phrase
    days = phrase.days
    if i + 1 < len(words) and "POSS" in words[i + 1].values:
        return phrase
    if days is None or phrase.type == "SET":
        return phrase
    first, last = days
    if (before in ("by", "until", "till") or _no_later(words, i)) and last is not None:
        if today is not None and last >= today:
            return replace(phrase, bounds=(today, last))
        return replace(phrase, bounds=(None, last))
    if before == "before" and _is_told_of(words, i):
        return phrase
    if before == "before" and first is not None and last is not None and today is not None and first > today:
        end = phrase.period is not None and phrase.bounds is not None and last == phrase.period.last
        end = end or (i + 1 < len(words) and words[i + 1].lower in ("is", "ends", "was", "expires"))
        return replace(phrase, bounds=(today, last if end else first - timedelta(days=1)))
    if before == "since" and first is not None and today is not None and first > today and not phrase.named:
        return _long_since(phrase)
    if (
        before == "since" or (before == "from" and phrase.bounds is None and _is_opening(words, i, context))
    ) and first is not None:
        return replace(phrase, bounds=(first, None))
    return phrase


def _long_since(phrase: Phrase) -> Phrase:
    """ "would be the first since the end of January": the one before, though the verb points ahead."""
    months = {"month": -12, "day": -7}.get(phrase.period.unit if phrase.period else "")
    earlier = phrase.period.shift(months) if phrase.period and months else None
    if phrase.period is None or earlier is None or phrase.days is None or phrase.days[0] is None:
        return phrase
    back = earlier.first - phrase.period.first
    return replace(phrase, value=earlier.value, period=earlier, bounds=(phrase.days[0] + back, None))


def _no_later(words: list[Word], i: int) -> bool:
    """True for "no later than Friday"."""
    return (
        i >= 3
        and words[i - 1].lower == "than"
        and words[i - 2].lower == "later"
        and words[i - 3].lower in ("no", "not")
    )


def _is_opening(words: list[Word], i: int, context: Context) -> bool:
    """True for "from Monday the ministers will meet": a start without an end, still to come."""
    link = context.token(words[i - 1].start)
    ends = any(
        (word.lower in _LINKS or "DASH" in word.values) and (after.phrase or after.text[0].isdigit())
        for word, after in zip(words[i + 1 : i + 4], words[i + 2 : i + 5], strict=False)
    )
    return link is not None and link.head.pos in ("VERB", "AUX") and not ends and context.points_ahead(words[i].start)


def _is_told_of(words: list[Word], i: int) -> bool:
    """True for "before 30 November, when they meet": what follows is of that day itself."""
    following = [word.lower for word in words[i + 1 : i + 3]]
    return following[-1:] == ["when"] and following[:-1] in ([], [","])


def _is_rank(words: list[Word], i: int) -> bool:
    """True for "the third in two weeks", "the first such meeting in a month"."""
    before = words[max(i - 10, 0) : i - 1]
    return any("ORDINAL" in word.values or word.lower in listed("ranks") for word in before)


def _is_past(words: list[Word], i: int, context: Context) -> bool:
    """True for "was over within two hours"; "called a summit within ten days" looks ahead from a noun."""
    within = context.token(words[i - 1].start)
    if within is not None and within.head.pos in ("NOUN", "PROPN"):
        return False
    return context.direction(words[i].start) == PAST
