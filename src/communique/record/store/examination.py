"""Is a record whole? Every row is looked at, one article after the other, whatever the rows say."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, select

from communique.model.article import Article
from communique.model.findings import Findings
from communique.record import rows
from communique.record.copies.fingerprints import fingerprint, version
from communique.record.decisions.jsonl import kept_line
from communique.record.store.decisions import SINCE_DECISIONS
from communique.record.store.dialects import dialect_of
from communique.record.store.read import FINDING, article_columns, to_article
from communique.record.store.schema import articles, decisions, findings, fingerprints
from communique.record.store.versions import read_version

_AT_ONCE = 200
_SINCE_FINGERPRINTS = 3


@dataclass(frozen=True, slots=True)
class Flaw:
    """One thing that is not as it was written: where, and what."""

    where: str
    said: str


def find_flaws(db: Connection) -> Iterator[Flaw]:
    """What is wrong with a record: damage of its file, rows that cannot be read, evidence that is not in the text,
    fingerprints of other words. Time: a millisecond an article; memory: that of a few hundred articles."""
    for said in dialect_of(db).damage(db):
        yield Flaw("the file", said)
    last = 0
    while numbers := _next_numbers(db, last):
        yield from _flaws_of(db, numbers)
        last = numbers[-1]
    made = select(decisions.c.seq, decisions.c.body).order_by(decisions.c.seq)
    for number, body in db.execute(made) if read_version(db) >= SINCE_DECISIONS else ():
        try:
            kept_line(body)
        except Exception as error:  # whatever a damaged body brings about
            yield Flaw(f"decision {number}", f"cannot be read: {error}")


def _next_numbers(db: Connection, last: int) -> list[int]:
    following = select(articles.c.seq).where(articles.c.seq > last).order_by(articles.c.seq).limit(_AT_ONCE)
    return list(db.execute(following).scalars())


def _flaws_of(db: Connection, numbers: list[int]) -> Iterator[Flaw]:
    found = db.execute(
        select(*FINDING).where(findings.c.article.in_(numbers)).order_by(findings.c.article, findings.c.place)
    )
    bodies = {number: [row[1:] for row in some] for number, some in groupby(found, key=lambda row: row[0])}
    known: dict[int, Any] = {}
    if read_version(db) >= _SINCE_FINGERPRINTS:
        columns = (fingerprints.c.article, fingerprints.c.content, fingerprints.c.address, fingerprints.c.sample)
        chosen = select(*columns).where(fingerprints.c.article.in_(numbers), fingerprints.c.version == version())
        known = {row.article: row for row in db.execute(chosen)}
    for row in db.execute(select(articles.c.seq, *article_columns(db)).where(articles.c.seq.in_(numbers))):
        try:
            article = to_article(row)
        except Exception as error:  # whatever a damaged row brings about
            yield Flaw(f"article number {row.seq}", f"cannot be read: {error}")
            continue
        yield from _flaws_in(article, bodies.get(row.seq, []))
        if row.seq in known and _is_other(article, known[row.seq]):
            yield Flaw(article.id, "its text is not the one that was taken in")


def _flaws_in(article: Article, bodies: list[tuple[str, str, str]]) -> Iterator[Flaw]:
    try:
        found = rows.findings_from(article.id, article.published, bodies)
    except ValueError as error:
        yield Flaw(article.id, f"its findings cannot be read: {error}")
        return
    yield from _unfounded(article, found)


def _unfounded(article: Article, found: Findings) -> Iterator[Flaw]:
    """Findings of which the words they rest on do not stand where they are said to stand."""
    for _, item in rows.items_of(found):
        quoted = zip(item.evidence, item.spans, strict=False)
        if len(item.evidence) != len(item.spans) or any(article.text[a:b] != words for words, (a, b) in quoted):
            yield Flaw(f"{article.id}:{item.id}", "the words that it rests on are not in the text where it says")


def _is_other(article: Article, known: Any) -> bool:
    made = fingerprint(article)
    return (made.content, made.sample.tobytes()) != (known.content, bytes(known.sample))
