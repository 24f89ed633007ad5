"""The articles of a record, what could not be read, and what a search finds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from communique.model.article import Article, Failure
from communique.model.record import Hit, Hits, Record
from communique.record.items import all_merged
from communique.record.screening import MARK
from communique.reports.copies import copy_note, other_dates
from communique.reports.dates import say_published
from communique.reports.document import Line, Style, Text, line, soft, strong
from communique.reports.listing import Column, Entry, Listing
from communique.reports.references import outlet
from communique.reports.wording import count, parties_label, shorten
from communique.settings import command

ARTICLE_KEYS = ("id", "published", "published_basis", "published_certainty", "publisher", "title", "url", "language",
                "out_of_scope", "duplicate_of", "editions", "findings", "origin")  # fmt: skip
ARTICLE_COLUMNS = (Column("published"), Column("outlet", 2), Column("title", 5), Column("items"), Column("id", 2, 90))
FAILURE_KEYS = ("origin", "kind", "reason", "hint", "article")
HIT_KEYS = ("article", "published", "publisher", "title", "snippet", "findings")


def list_articles(record: Record) -> Listing:
    """Every article in the order of publication, with how much it reports; copies name their original."""
    counts = Counter(report.article for item in all_merged(record) for report in item.reports)
    counts.update(position.article for position in record.positions)
    entries = tuple(article_entry(record, article, counts[article.id]) for article in record.articles.values())
    return Listing("articles", ARTICLE_KEYS, ARTICLE_COLUMNS, entries, _aside(record))


def list_failures(record: Record) -> Listing:
    """Everything that could not be read, why, and what would mend it."""
    columns = (Column("where", 4), Column("kind"), Column("why", 5), Column("what helps", 4, 100))
    entries = tuple(
        Entry(
            {"origin": f.origin, "kind": f.kind.value, "reason": f.reason, "hint": f.hint, "article": f.article},
            (line(strong(f.origin)), line(f.kind.value.replace("_", " ")), line(f.reason), line(soft(f.hint))),
        )
        for f in record.failures
    )
    return Listing("failures", FAILURE_KEYS, columns, entries)


def list_hits(hits: Hits) -> Listing:
    """Search results, best first: where, and the passage with the words marked."""
    columns = (Column("published"), Column("outlet", 2), Column("passage", 7), Column("article", 2, 90))
    entries = tuple(
        Entry(
            {
                "article": hit.article,
                "published": hit.published,
                "publisher": hit.publisher,
                "title": hit.title,
                "snippet": hit.snippet,
                "findings": [f"{hit.article}:{finding}" for finding in hit.findings],
            },
            (
                line(say_published(hit.published)),
                line(hit.publisher or "not given"),
                _marked(hit),
                line(soft(hit.article)),
            ),
        )
        for hit in hits
    )
    note = f"the best of the {hits.total:,} that came in last; more hold the words" if hits.has_more else ""
    return Listing("articles", HIT_KEYS, columns, entries, note)


def article_entry(record: Record, article: Article, number: int) -> Entry:
    """One article as a row; `number` is how many items it reports."""
    original = record.duplicates.get(article.id)
    notes = [f"copy of {copy_note(record, article.id)}"] if original else []
    if article.published and "published_note" in article.meta:
        notes.append(f"date {article.published_certainty}: {article.meta['published_note']}")
    elif article.published_certainty == "doubtful":
        notes.append("date doubtful")
    notes += other_dates(record, article.id)
    if "text_note" in article.meta:
        notes.append(article.meta["text_note"])
    if MARK in article.meta:
        named = parties_label([code for code in article.meta[MARK].split(", ") if code])
        notes.append(f"not read: out of scope{f', names only {named}' if article.meta[MARK] else ''}")
    editions = len(record.editions.get(article.id, ()))
    notes += [f"edited, {editions} editions"] if editions else []
    if article.language != "en":
        notes.append(f"not read ({article.language})")
    data = {
        "id": article.id,
        "published": article.published,
        "published_basis": article.published_basis,
        "published_certainty": article.published_certainty,
        "publisher": article.publisher,
        "title": article.title,
        "url": article.url,
        "language": article.language,
        "out_of_scope": MARK in article.meta,
        "duplicate_of": original,
        "editions": editions or 1,
        "findings": number,
        "origin": article.origin,
    }
    title = article.title or shorten(article.text.lstrip().partition("\n")[0], 80)
    copied = soft(f" ({', '.join(notes)})" if notes else "")
    cells = (line(say_published(article.published)), line(outlet(article)), line(strong(shorten(title, 100)), copied),
             line(str(number)), line(soft(article.id)))  # fmt: skip
    return Entry(data, cells)


def _marked(hit: Hit) -> Line:
    parts, at = [], 0
    for start, end in hit.marks:
        parts += [Text(hit.snippet[at:start]), Text(hit.snippet[start:end], Style.MARK)]
        at = end
    return line(*parts, hit.snippet[at:])


def _aside(record: Record) -> str:
    """What the list does not show as articles that were read: what failed, and what was left unread."""
    out = sum(MARK in article.meta for article in record.articles.values())
    left = f"{out} out of scope and not read: {command('read --skipped')}" if out else ""
    return "; ".join(filter(None, (left, _failed(record.failures))))


def _failed(failures: Sequence[Failure]) -> str:
    dates = sum(failure.is_other_date for failure in failures)
    asides = sum(failure.is_aside for failure in failures)
    told = [f"{count(len(failures) - asides, 'item')} failed"] if len(failures) > asides else []
    told += [count(dates, "other date")] if dates else []
    told += [count(asides - dates, "other headline")] if asides > dates else []
    return f"{', '.join(told)}: {command('articles --failures')}" if told else ""
