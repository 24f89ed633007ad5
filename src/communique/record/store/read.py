"""Articles, findings and failures from the tables."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, null, select

from communique.errors import FailureKind
from communique.model.article import EMPTY, Article, Failure
from communique.model.findings import Findings
from communique.record import rows
from communique.record.store.schema import articles, failures, findings
from communique.record.store.versions import read_version

_NAMES = ("id", "text", "url", "publisher", "published", "published_basis", "title", "language", "origin", "meta",
          "fetched", "modified")  # fmt: skip
_ARTICLE = tuple(articles.c[name] for name in _NAMES)
_BEFORE_EDITIONS = (*_ARTICLE[:-2], null().label("fetched"), null().label("modified"))
_EDITIONS = 3
"""The version of the record since which it keeps when a text was had."""
FAILURE = tuple(failures.c[name] for name in ("origin", "kind", "reason", "hint", "article"))
FINDING = tuple(findings.c[name] for name in ("article", "kind", "id", "body"))


def article_columns(db: Connection) -> tuple[ColumnElement[Any], ...]:
    """The columns of an article by the names of its fields, in an older record that is only read, too."""
    return _ARTICLE if read_version(db) >= _EDITIONS else _BEFORE_EDITIONS


def to_article(row: Row[Any]) -> Article:
    """An article from its columns, which stand last in the row."""
    values = dict(zip(_NAMES, row[-len(_NAMES) :], strict=True))
    known = values.pop("meta")
    return Article(**values, meta=json.loads(known) if known else EMPTY)


def read_failures(db: Connection, of: ColumnElement[bool] | None = None) -> list[Failure]:
    """The failures of some articles or all of them, in the order in which they came."""
    chosen = select(*FAILURE).order_by(failures.c.seq)
    if of is not None:
        chosen = chosen.join(articles, articles.c.id == failures.c.article).where(of)
    kept = db.execute(chosen)
    return [Failure(origin, FailureKind(kind), reason, hint, article) for origin, kind, reason, hint, article in kept]


def read_findings(db: Connection, of: ColumnElement[bool] | None = None) -> Iterator[Findings]:
    """The findings of some articles, or of all that were read, in the order of the articles."""
    read = select(articles.c.seq, articles.c.id, articles.c.published).where(articles.c.is_read == 1)
    bodies = select(*FINDING).order_by(findings.c.article, findings.c.place)
    failed: dict[str, list[Failure]] = {}
    if of is not None:
        read, bodies = read.where(of), bodies.where(findings.c.article.in_(select(articles.c.seq).where(of)))
    for failure in read_failures(db, of):
        if failure.article:
            failed.setdefault(failure.article, []).append(failure)
    groups = groupby(db.execute(bodies, execution_options={"yield_per": 2000}), key=itemgetter(0))
    following = next(groups, None)
    for number, article, published in db.execute(read.order_by(articles.c.seq)).all():
        rows_here: list[Any] = []
        while following is not None and following[0] <= number:
            rows_here = list(following[1]) if following[0] == number else rows_here
            following = next(groups, None)
        kept = (row[1:] for row in rows_here)
        yield rows.findings_from(article, published, kept, tuple(failed.get(article, ())))
