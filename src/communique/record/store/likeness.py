"""Fingerprints into and out of their tables, and the articles that one is like; within the caller's transaction."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

import numpy as np
from sqlalchemy import ColumnElement, Connection, Select, bindparam, delete, func, insert, select

from communique.articles.addresses import canonical_url
from communique.articles.identity import content_key
from communique.model.article import Article
from communique.record.copies.fingerprints import Fingerprint, fingerprint, version
from communique.record.copies.likeness import Like, is_alike, likeness
from communique.record.store.dialects import dialect_of
from communique.record.store.read import article_columns, to_article
from communique.record.store.schema import articles, fingerprints, marks
from communique.record.store.versions import read_version

SINCE_FINGERPRINTS = 3
"""The version of the record since which it has them."""
BUSY = 50
"""A mark that more texts have is a stock phrase: only the last of them are looked at."""
CANDIDATES = 24
_BATCH = 500
_INSERT, _INSERT_MARK = insert(fingerprints), insert(marks)
_LACKING = (
    select(articles.c.seq)
    .where(articles.c.seq.not_in(select(fingerprints.c.article)))
    .order_by(articles.c.seq)
    .limit(_BATCH)
)


_WANTED = (fingerprints.c.content, fingerprints.c.address, fingerprints.c.sample)
_NUMBER = select(articles.c.seq).where(articles.c.id == bindparam("key"))
_SAME_CONTENT = (
    select(fingerprints.c.article)
    .where(fingerprints.c.content == bindparam("content"))
    .order_by(fingerprints.c.article)
    .limit(BUSY)
)
_LAST_THERE = (
    select(fingerprints.c.article)
    .where(fingerprints.c.address == bindparam("address"), fingerprints.c.article < bindparam("before"))
    .order_by(fingerprints.c.article.desc())
    .limit(BUSY)
)
_SAME_TEXT = (
    select(articles.c.id, articles.c.reader, articles.c.published, articles.c.title)
    .join(fingerprints, fingerprints.c.article == articles.c.seq)
    .where(
        fingerprints.c.content == bindparam("content"),
        articles.c.text == bindparam("text"),
        articles.c.is_read == 1,
        articles.c.id != bindparam("key"),
    )
)


def add_fingerprints(db: Connection, made: Iterable[tuple[int, Fingerprint]]) -> None:
    """Keep fingerprints by the numbers of their articles."""
    some = list(made)
    if not some:
        return
    db.execute(_INSERT, [
        {"article": seq, "version": version(), "address": one.address, "content": one.content,
         "sample": one.sample.tobytes()}
        for seq, one in some
    ])  # fmt: skip
    numbers = [{"number": number, "article": seq} for seq, one in some for number in one.marks]
    if numbers:
        db.execute(_INSERT_MARK, numbers)


def fill_fingerprints(db: Connection) -> bool:
    """Make some of those that a record of an older version lacks; True where more may be lacking.

    A quarter of a second for 1,000 articles, once.
    """
    if db.execute(select(func.count()).where(fingerprints.c.version != version())).scalar():
        db.execute(delete(marks))
        db.execute(delete(fingerprints))
    rows = db.execute(select(articles.c.seq, *article_columns(db)).where(articles.c.seq.in_(_LACKING))).all()
    add_fingerprints(db, [(row[0], fingerprint(to_article(row))) for row in rows])
    return len(rows) == _BATCH


def read_fingerprints(db: Connection, of: ColumnElement[bool] | None = None) -> dict[str, Fingerprint]:
    """Fingerprints of this version, of some articles or all, by their ids; an old record may have none."""
    if read_version(db) < SINCE_FINGERPRINTS:
        return {}
    columns = (articles.c.id, fingerprints.c.content, fingerprints.c.address, fingerprints.c.sample)
    kept = select(*columns).join(articles, articles.c.seq == fingerprints.c.article)
    chosen = kept.where(fingerprints.c.version == version())
    rows = db.execute(chosen if of is None else chosen.where(of))
    return {
        key: Fingerprint(content, address, np.frombuffer(sample, np.uint64)) for key, content, address, sample in rows
    }


def find_like(db: Connection, article: Article) -> Like | None:
    """What of the record an article repeats, or is another edition of; of what came before, where it has come in."""
    own = fingerprint(article)
    number = db.execute(_NUMBER, {"key": article.id}).scalar()
    before = sys.maxsize if number is None else number
    seqs = [seq for seq in {*_same(db, own, before), *_marked(db, own.marks)} if seq < before]
    if not seqs:
        return None
    found: list[Article] = []
    known = {article.id: own}
    for row in db.execute(_candidates(article_columns(db)), {"seqs": seqs, "key": article.id}):
        theirs = Fingerprint(row.content, row.address, np.frombuffer(row.sample, np.uint64))
        if (own.address and own.address == theirs.address) or is_alike(own, theirs):
            found.append(to_article(row))
            known[found[-1].id] = theirs
    return likeness(article, found, known)


@cache
def _candidates(columns: tuple[ColumnElement[Any], ...]) -> Select[Any]:
    kept = select(*_WANTED, *columns).join(articles, articles.c.seq == fingerprints.c.article)
    return kept.where(articles.c.seq.in_(bindparam("seqs", expanding=True)), articles.c.id != bindparam("key"))


def at_address(db: Connection, url: str) -> list[Article]:
    """The last texts that were had from an address, in whatever view, the latest first."""
    seq = fingerprints.c.article
    same = select(seq).where(fingerprints.c.address == canonical_url(url)).order_by(seq.desc()).limit(BUSY)
    kept = select(*article_columns(db)).where(articles.c.seq.in_(same)).order_by(articles.c.seq.desc())
    return [article for row in db.execute(kept) if (article := to_article(row)).is_at_its_address]


def same_text(db: Connection, article: Article) -> Iterator[tuple[str, str]]:
    """The articles that were read, under other ids, with exactly this text and title on this day: their ids, and the
    versions of the reader that read them."""
    asked = {"content": content_key(article.text), "text": article.text, "key": article.id}
    for key, reader, published, title in db.execute(_SAME_TEXT, asked):
        if title == article.title and (published or "")[:10] == (article.published_day or ""):
            yield key, reader


def _same(db: Connection, own: Fingerprint, before: int) -> Iterator[int]:
    """The first articles with exactly these words, and the last ones of this address, that came in before."""
    if own.content:
        yield from db.execute(_SAME_CONTENT, {"content": own.content}).scalars()
    if own.address:
        yield from db.execute(_LAST_THERE, {"address": own.address, "before": before}).scalars()


def _marked(db: Connection, numbers: list[int]) -> list[int]:
    """The articles that share most of these marks, at most `CANDIDATES`; one of many in common is chance."""
    if not numbers:
        return []
    seen = Counter(dialect_of(db).latest_marked(db, numbers, BUSY))
    least = 1 + len(numbers) // 16
    return [seq for seq, shared in seen.most_common(CANDIDATES) if shared >= least]
