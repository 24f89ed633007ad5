"""What the meaning of a phrase depends on: the publication date, the text before it, the verb above it."""

from __future__ import annotations

import re
from bisect import bisect_right
from datetime import date, timedelta

from communique.reading.parse import Parse, Token
from communique.reading.time.periods import Period, day_of, month_of, period_at
from communique.reading.time.tense import (
    EITHER,
    FUTURE,
    OPEN,
    PAST,
    direction,
    in_subject,
    is_agreed,
    is_plain_past,
    looks_back,
    points_ahead,
)

_AGAINST, _AGAINST_PLAIN_PAST, _AGAINST_OPEN, _AGAINST_SUBJECT = 2.5, 12.0, 1.5, 1.3
"""How many times as far a date may lie on the side that the tense points to and still be preferred."""


_NEAR = 250
"""How many characters before "the 17th" its month may stand."""
_THEN = 300
"""How many characters before a day without a year the earlier day may stand whose year it shares."""
_NEWS = 45
"""So many days before the publication a day without a year belongs to the news."""
_BACK = 1.3
"""How many times as far a day before the one told last lies as one after it."""
_SURNAME = re.compile(
    r"\b(?!(?:In|Of|On|Since|By|Until|Last|Next|This|And|To|From|The|Early|Late|Mid|Between)\b)[A-Z][a-z]+\.? "
    r"(May|March|April|June|August)\b(?![ ,]*\d)"
)
"""A month's name after another name: "Theresa May"."""


class Context:
    """The article around a phrase. `today` is the publication date, None where it is unknown.

    `named_ahead` holds the weekdays that were named so far of days to come: "Monday's talks" are those again.
    """

    def __init__(self, parse: Parse, today: date | None) -> None:
        self.parse, self.today = parse, today
        self.last: Period | None = None
        self.last_start = self.last_end = 0
        self.last_day: Period | None = None
        self.last_past_day: Period | None = None
        self.last_quarter: Period | None = None
        self.named_ahead: dict[int, Period] = {}
        self.quarterly = False
        self.surnames = frozenset(m.group(1).lower() for m in _SURNAME.finditer(parse.text))
        self._starts = [token.start for token in parse.tokens]

    def token(self, start: int) -> Token | None:
        """The token that covers a character."""
        place = bisect_right(self._starts, start) - 1
        return self.parse.tokens[place] if place >= 0 else None

    def direction(self, start: int) -> int:
        token = self.token(start)
        return direction(token) if token else OPEN

    def points_ahead(self, start: int) -> bool:
        """True for what a "will", a plan or the like governs; the plain present ("eats in a year") does not do."""
        token = self.token(start)
        return token is not None and points_ahead(token)

    def is_plain_past(self, start: int) -> bool:
        """True for what a verb in the past tense itself governs ("met this Monday")."""
        token = self.token(start)
        token = token.head if token is not None and token.lower == "this" else token
        return token is not None and is_plain_past(token)

    def base(self, unit: str = "day") -> Period | None:
        """The period of the unit in which the article was published."""
        return period_at(unit, self.today) if self.today else None

    def named_day(self, start: int) -> Period | None:
        """The day named last before a phrase; where the verb tells of the past, the last one that has come."""
        return self.last_past_day if self.direction(start) == PAST else self.last_day

    def is_recent(self, period: Period) -> bool:
        """False for a period that lies more than nine months before the publication date."""
        return self.today is None or (self.today - period.last).days < 280

    def weekday(self, number: int, start: int) -> Period | None:
        """The weekday (1 Monday to 7 Sunday) that the governing verb points to."""
        if self.today is None:
            return None
        ahead = (number - self.today.isoweekday()) % 7
        way = self.direction(start)
        if way == PAST and (token := self.token(start)) is not None and is_agreed(token):
            way = EITHER
        if ahead and way != FUTURE and not (way == EITHER and ahead <= 3):
            ahead -= 7
        return _day(self.today, ahead)

    def month(self, number: int, start: int) -> Period | None:
        """The month (1 to 12) without a year that the governing verb points to."""
        if self.today is None:
            return None
        here = self.today.year * 12 + self.today.month - 1
        ahead = (number - 1 - here) % 12
        back = ahead - 12 if ahead else 0
        chosen = self._choose(back, ahead, start)
        return month_of((here + chosen) // 12, number)

    def month_day(self, month: int, number: int, start: int) -> Period | None:
        """The day of the month without a year that the governing verb points to."""
        if self.today is None:
            return None
        days = [d for year in range(-4, 5) if (d := day_of(self.today.year + year, month, number))]
        back = max((d for d in days if d.first <= self.today), default=None, key=lambda d: d.first)
        ahead = min((d for d in days if d.first >= self.today), default=None, key=lambda d: d.first)
        if back is None or ahead is None:
            return back or ahead
        if (told := self._told_then(start)) is not None and (self.today - back.first).days > _NEWS:
            days = [d for year in (-1, 0, 1) if (d := day_of(told.first.year + year, month, number))]
            return min(days, key=lambda d: _since(told.first, d.first))
        chosen = self._choose((back.first - self.today).days, (ahead.first - self.today).days, start)
        return back if chosen <= 0 else ahead

    def _told_then(self, start: int) -> Period | None:
        """The day of an earlier year on which something is told just before, where the verb goes on in the past.

        "They signed it on 9 November 2020 ... A centre was set up on November 11"; but not "the treaty of 4 May 2011".
        """
        last = self.last
        if last is None or last.unit != "day" or start - self.last_end > _THEN or self.is_recent(last):
            return None
        token = self.token(self.last_start)
        told = token is not None and any(
            above.dep == "prep" and above.head.pos in {"VERB", "AUX"} for above in _above(token)
        )
        return last if told and self.direction(start) == PAST else None

    def day_of_month(self, number: int, start: int) -> Period | None:
        """The day without a month: of the month named shortly before, else the one that the verb points to."""
        if self.today is None:
            return None
        near = self.last is not None and abs((self.last.first - self.today).days) < 70
        if near and self.last and self.last.unit in ("day", "month") and start - self.last_end < _NEAR:
            return day_of(self.last.first.year, self.last.first.month, number)
        months = [self.today.year * 12 + self.today.month - 1 + offset for offset in (-2, -1, 0, 1, 2)]
        days = [d for month in months if (d := day_of(month // 12, month % 12 + 1, number))]
        back = max((d for d in days if d.first <= self.today), default=None, key=lambda d: d.first)
        ahead = min((d for d in days if d.first >= self.today), default=None, key=lambda d: d.first)
        if back is None or ahead is None:
            return back or ahead
        chosen = self._choose((back.first - self.today).days, (ahead.first - self.today).days, start)
        return back if chosen <= 0 else ahead

    def _choose(self, back: int, ahead: int, start: int) -> int:
        """The nearer of two distances from today, the one that the tense points to counting as nearer."""
        if back == 0 or ahead == 0:
            return 0
        way = self.direction(start)
        far_back, far_ahead = float(-back), float(ahead)
        token = self.token(start)
        if token is not None and looks_back(token):
            return back
        if way == FUTURE:
            far_back *= _AGAINST_SUBJECT if token and in_subject(token) else _AGAINST
        elif way == OPEN:
            far_ahead *= _AGAINST_OPEN
        elif way == PAST:
            far_ahead *= _AGAINST_PLAIN_PAST if token and is_plain_past(token) else _AGAINST
        return back if far_back < far_ahead else ahead


def _since(told: date, day: date) -> float:
    """How far a day is from another told before it; back counts more, for what is told goes on."""
    days = (day - told).days
    return float(days) if days >= 0 else -days * _BACK


def _above(token: Token) -> list[Token]:
    """The token and the two above it."""
    return [token, token.head, token.head.head]


def _day(today: date, ahead: int) -> Period | None:
    try:
        return Period("day", found := today + timedelta(days=ahead), found)
    except OverflowError:
        return None
