"""Days: when something became known, up to when a record reaches, and how far apart two uncertain dates are."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import chain

from communique.analysis.per_record import per_record
from communique.model.article import Article
from communique.model.findings import Finding
from communique.model.record import Record
from communique.model.when import When, publication_day
from communique.record.copies.independence import voices
from communique.record.items import earlier_articles


@dataclass(frozen=True, slots=True)
class Slip:
    """How many days later than announced, at least and at most; negative is earlier, 0 is within what was announced.

    `low` or `high` is None where that end is not known.
    """

    low: int | None
    high: int | None


def last_day(record: Record) -> date | None:
    """The day up to which a record reaches: that of its as-of view, else its latest publication; never today.

    An article that was edited reaches to the day that its latest edition states. One that was dated ahead when it was
    read counts only where no other has a day: one wrong date would make all that is to come seem past.
    """
    return record.as_of if record.as_of is not None else _last_of(record)


@per_record
def _last_of(record: Record) -> date | None:
    articles = list(record.articles.values())
    usual = [article for article in articles if not article.meta.get("published_note", "").endswith(_AHEAD)]
    found = [[day for article in group if (day := _reaches(record, article))] for group in (usual, articles)]
    return max(found[0] or found[1], default=None)


def _reaches(record: Record, article: Article) -> date | None:
    published = publication_day(article.published)
    edited = publication_day(article.modified) if article.id in record.editions else None
    return max(published, edited) if published and edited else published


_AHEAD = "lies in the future"
"""How the note on such a date ends (`articles.dates.read_date`)."""


def day_of(record: Record, finding: Finding) -> date | None:
    """The day on which the article with this finding came out, whatever its edition; None when nobody knows."""
    return days(record).get(finding.article)


@per_record
def days(record: Record) -> dict[str, date | None]:
    """The day of each article and of each earlier edition, by their ids: for who asks of very many findings."""
    known = chain(earlier_articles(record).items(), record.articles.items())
    return {key: publication_day(article.published) for key, article in known}


def independent(record: Record, findings: Iterable[Finding]) -> int:
    """How many of these findings are independent of each other: of copies, and of one source, one counts."""
    told = list(findings)
    return len(voices(told, record.articles, record.duplicates)) if len(told) > 1 else len(told)


def slip(announced: When | None, actual: When | None) -> Slip | None:
    """How far something strayed from the days for which it was announced; None where either is not known.

    What happened within the announced days did not slip, however many they are; only what is uncertain about the day on
    which it happened makes the slip a range.

    >>> slip(parse_when("2025-02-22/2025-03-08"), parse_when("2025-03-05"))
    Slip(low=0, high=0)
    >>> slip(parse_when("2025-03-05"), parse_when("2025-03-10/2025-03-12"))
    Slip(low=5, high=7)
    """
    if announced is None or actual is None:
        return None
    return Slip(_distance(announced, actual.earliest), _distance(announced, actual.latest))


def _distance(announced: When, day: date | None) -> int | None:
    if day is None:
        return None
    if announced.latest is not None and day > announced.latest:
        return (day - announced.latest).days
    if announced.earliest is not None and day < announced.earliest:
        return (day - announced.earliest).days
    return 0
