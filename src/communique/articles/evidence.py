"""When an article was published: every statement of it weighed against the others, with how certain the choice is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from communique.articles.dates import lies_ahead

CERTAIN, LIKELY, DOUBTFUL = "certain", "likely", "doubtful"
_APART = 1
"""Statements this many days apart still agree: zones, and the night between writing and printing."""
_FIRST_PAGES = 1990
"""No page of the web states a day of its own publication before this year."""


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement of when an article was published.

    `value` is an ISO date or date-time; `basis` that of Article (`metadata`, `url`, `byline`, `feed`, `dateline`);
    `source` says what states it, for people; `weight` counts against statements of another day.
    """

    value: str
    basis: str
    source: str
    weight: int = 2

    @property
    def day(self) -> date:
        return date.fromisoformat(self.value[:10])


@dataclass(frozen=True, slots=True)
class Choice:
    """The date chosen, where it comes from, how certain it is, and a note where statements disagree."""

    value: str | None = None
    basis: str | None = None
    certainty: str | None = None
    note: str | None = None


def choose(statements: Sequence[Statement], *, today: date | None = None) -> Choice:
    """The date that most statements speak for; where they are even, the first, since the most trusted come first.

    Statements at most a day apart support each other. *certain*: two sources or more agree and none disagrees.
    *likely*: one source alone, or several against fewer. *doubtful*: sources are even, the day is impossible, or no
    more speaks for it than when a file was made.

    >>> choose([Statement("2025-03-14", "url", "the address"), Statement("2025-03-15", "feed", "the feed")]).certainty
    'certain'
    """
    usable = [statement for statement in statements if not lies_ahead(statement.value, today)] or list(statements)
    if not usable:
        return Choice()
    weights = [_support(statement, usable) for statement in usable]
    chosen = usable[max(range(len(usable)), key=lambda n: (weights[n], -n))]
    against = [other for other in usable if _apart(chosen, other)]
    sources = {other.source for other in usable if not _apart(chosen, other)}
    certainty = CERTAIN if len(sources) > 1 else LIKELY if _support(chosen, usable) > 1 else DOUBTFUL
    note = None
    if against:
        even = max(_support(other, usable) for other in against) >= _support(chosen, usable)
        certainty = DOUBTFUL if even else LIKELY
        told = ", ".join(dict.fromkeys(f"{other.source} says {other.value[:10]}" for other in against))
        note = f"{chosen.source} says {chosen.value[:10]}, {told}"
    if lies_ahead(chosen.value, today):
        certainty, note = DOUBTFUL, f"{chosen.value} lies in the future"
    elif chosen.day.year < _FIRST_PAGES and chosen.basis not in ("given", "byline"):
        certainty = DOUBTFUL
    return Choice(chosen.value, chosen.basis, certainty, note)


def _support(statement: Statement, others: Sequence[Statement]) -> int:
    """The weight of all sources that give the day, each counted once."""
    held: dict[str, int] = {}
    for other in others:
        if not _apart(statement, other):
            held[other.source] = max(held.get(other.source, 0), other.weight)
    return sum(held.values())


def _apart(a: Statement, b: Statement) -> bool:
    return abs((a.day - b.day).days) > _APART
