"""What a reader saw last: a cookie that says up to which article the record went at the last visit."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from fastapi import Request, Response

COOKIE = "communique_visit"
SAME_VISIT = timedelta(minutes=30)
"""Pages seen within so long of each other belong to one visit."""
_KEPT_S = 400 * 86_400
_VISIT = re.compile(r"([0-9]{1,15})\.([0-9]{1,15})")


@dataclass(frozen=True, slots=True)
class Visit:
    """Up to which article, counted as they came in, the record went, and when that was seen."""

    articles: int
    at: datetime

    def __str__(self) -> str:
        return f"{self.articles}.{int(self.at.timestamp())}"


@dataclass(frozen=True, slots=True)
class Visits:
    """The last visit before this one, None for a first visit; and this one, as far as it has come."""

    last: Visit | None
    now: Visit

    def remember(self, response: Response, *, secure: bool) -> None:
        """Keep both with the reader."""
        value = f"{self.last or '-'}_{self.now}"
        response.set_cookie(COOKIE, value, max_age=_KEPT_S, httponly=True, samesite="strict", secure=secure)


def visits_of(request: Request, articles: int, now: datetime | None = None) -> Visits:
    """The visits of the reader who asks for a page of a record that goes up to an article."""
    at = now or datetime.now(UTC)
    before, _, this = request.cookies.get(COOKIE, "").partition("_")
    last, current = _read(before), _read(this)
    if current is None:
        return Visits(None, Visit(articles, at))
    if at - current.at <= SAME_VISIT:
        return Visits(last, Visit(current.articles, at))
    return Visits(current, Visit(articles, at))


def _read(text: str) -> Visit | None:
    match = _VISIT.fullmatch(text)
    if match is None:
        return None
    try:
        return Visit(int(match[1]), datetime.fromtimestamp(int(match[2]), UTC))
    except (OverflowError, OSError, ValueError):
        return None
