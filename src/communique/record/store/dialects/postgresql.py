"""PostgreSQL's ways: full text by tsvector, a trigger, and one look for many marks.

A configuration of our own takes words as FTS5 does: Porter's stems, and no stop words, so that "the talks" is a phrase.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, func, select, text
from sqlalchemy.exc import OperationalError

from communique.model.record import NONE_FOUND, Hit, Hits
from communique.record.store.asked import Asked, Part
from communique.record.store.dialects.folding import fold
from communique.record.store.dialects.passages import Wanted, passage, words_to_stem
from communique.record.store.schema import articles, meta, metadata

APPLICATION = {"key": "application", "value": "communique"}
"""The row of `meta` that tells a record from the tables of another program."""
_KINDS = "asciiword, word, numword, uint, int, float, sfloat"
_TABLES = (
    "CREATE TEXT SEARCH DICTIONARY communique_stem (TEMPLATE = snowball, LANGUAGE = porter)",
    "CREATE TEXT SEARCH CONFIGURATION communique (PARSER = default)",
    f"ALTER TEXT SEARCH CONFIGURATION communique ADD MAPPING FOR {_KINDS} WITH communique_stem",
    "CREATE TABLE article_words (article bigint PRIMARY KEY REFERENCES articles (seq) ON DELETE CASCADE,"
    " words tsvector NOT NULL)",
    "CREATE INDEX article_words_by_word ON article_words USING gin (words)",
)
# What comes from outside may be longer than a tree of keys takes (2,704 bytes): it is looked up, and kept from coming
# twice, by its digest. Tables with the constraint that goes; the columns of the key, and those that are long.
_LONG_KEYS = (
    ("articles", "articles_id_key", ("id",), ("id",)),
    ("failures", "failures_origin_kind_reason_key", ("origin", "kind", "reason"), ("origin", "reason")),
    ("polls", "polls_source_key", ("source",), ("source",)),
    ("seen_items", "seen_items_pkey", ("source", "key"), ("key",)),
    ("recent_pages", "recent_pages_pkey", ("address",), ("address",)),
    ("told", "told_pkey", ("watch", "change"), ("change",)),
)
_LONG_INDEXES = (("fingerprints_by_address", "fingerprints", "address"), ("failures_by_article", "failures", "article"))
_KEPT = (
    "CREATE FUNCTION decisions_stay() RETURNS trigger LANGUAGE plpgsql AS"
    " $$BEGIN RAISE EXCEPTION 'decisions are only ever added'; END$$",
    "CREATE TRIGGER decisions_stay BEFORE UPDATE OR DELETE OR TRUNCATE ON decisions"
    " FOR EACH STATEMENT EXECUTE FUNCTION decisions_stay()",
)
# A lexeme that no word has stands between title and text, so that no phrase goes over from one into the other.
_ADD = text(
    "INSERT INTO article_words (article, words) VALUES (:article,"
    " setweight(to_tsvector('communique', :title), 'A') || CAST(''' ''\\:1' AS tsvector)"
    " || to_tsvector('communique', :text))"
    " ON CONFLICT (article) DO UPDATE SET words = excluded.words"
)
_LARGE = 200_000
"""Characters from which on a text may have more different words than the index takes of one article."""
_TOO_MUCH = "54000"
_DESCRIBE = text(
    "SELECT current_setting('server_version') AS version, has_table_privilege('articles', 'INSERT') AS may_write,"
    " pg_is_in_recovery() AS follows, (SELECT sum(pg_total_relation_size(c.oid)) FROM pg_class c"
    " JOIN pg_namespace n ON n.oid = relnamespace WHERE nspname = current_schema() AND relkind = 'r') AS size"
)
# Two looks: which hold the words, those that came in last first, and only of these how well. A word that very many
# hold is so found by going through them from the end, a rare one by the index of words.
_HELD = (
    "WITH held AS MATERIALIZED (SELECT w.article FROM article_words w{among} WHERE w.words @@ to_tsquery('communique',"
    " :query) ORDER BY w.article DESC LIMIT :most + 1),"
)
_AMONG = (
    " JOIN (SELECT seq FROM articles WHERE"
    " (CAST(:first AS text) IS NULL OR substr(published, 1, 10) >= :first)"
    " AND (CAST(:last AS text) IS NULL OR substr(published, 1, 10) <= :last)"
    " AND (CAST(:publisher AS text) IS NULL OR publisher = :publisher) OFFSET 0) a ON a.seq = w.article"
)
_BEST = (
    " best AS (SELECT w.article, ts_rank('{0.25, 0.25, 0.25, 1.0}', w.words, q, 1) AS score"
    " FROM (SELECT article FROM held ORDER BY article DESC LIMIT :most) h JOIN article_words w USING (article),"
    " to_tsquery('communique', :query) q ORDER BY score DESC, w.article DESC LIMIT :limit OFFSET :skip)"
    " SELECT a.id, a.title, a.publisher, a.published, a.text, h.number FROM (SELECT count(*) AS number FROM held) h"
    " LEFT JOIN (best JOIN articles a ON a.seq = best.article) ON true ORDER BY best.score DESC, best.article DESC"
)
_FIND, _FIND_AMONG = (text(_HELD.format(among=among) + _BEST) for among in ("", _AMONG))
_TEXTS = select(articles.c.seq, articles.c.title, articles.c.text).order_by(articles.c.seq)
_COUNT_ON = text("SELECT setval(pg_get_serial_sequence(:table, 'seq'), coalesce(:last, 1), :last IS NOT NULL)")
_STEMS = text("SELECT w, (ts_lexize('communique_stem', w))[1] FROM unnest(CAST(:words AS text[])) w")
_MARKED = text(
    "SELECT m.article FROM unnest(CAST(:numbers AS bigint[])) n,"
    " LATERAL (SELECT article FROM marks WHERE number = n ORDER BY article DESC LIMIT :limit) m"
)


def describe(db: Connection) -> str:
    """The server's version, the size of the record, and the rights of this user."""
    row = db.execute(_DESCRIBE).one()
    rights = "this user may write" if row.may_write and not row.follows else "this user may only read"
    return f"PostgreSQL {row.version.split()[0]}, {float(row.size) / 1e6:,.1f} MB, {rights}"


def finish_tables(db: Connection) -> None:
    """The index of words, the guard of decisions, and the row that says that this is a record."""
    for statement in (*_TABLES, *_by_digest()):
        db.exec_driver_sql(statement)
    guard_decisions(db)
    db.execute(meta.insert(), [APPLICATION])


def _by_digest() -> Iterator[str]:
    for table, constraint, key, long in _LONG_KEYS:
        columns = ", ".join(f"md5({name})" if name in long else name for name in key)
        yield f"ALTER TABLE {table} DROP CONSTRAINT {constraint}"
        yield f"CREATE UNIQUE INDEX {table}_once ON {table} ({columns})"
        yield f"CREATE INDEX {table}_by_{long[0]} ON {table} USING hash ({long[0]})"
    for index, table, column in _LONG_INDEXES:
        yield f"DROP INDEX {index}"
        yield f"CREATE INDEX {index} ON {table} USING hash ({column})"


def guard_decisions(db: Connection) -> None:
    """A trigger that refuses to change a decision or to take one away."""
    for statement in _KEPT:
        db.exec_driver_sql(statement)


def stamp(db: Connection, version: int) -> None:
    """Nothing to do: the table says it."""


def add_words(db: Connection, written: Sequence[tuple[int, str | None, str]]) -> None:
    """Index the words of articles; of one with very many different words those that the index takes, from the start.

    The index knows the places of the first 16,000 words: further on no phrase is found, only words.
    """
    rows: list[dict[str, Any]] = [
        {"article": number, "title": fold(title or ""), "text": fold(text)} for number, title, text in written
    ]
    if usual := [row for row in rows if len(row["text"]) <= _LARGE]:
        db.execute(_ADD, usual)
    for row in rows:
        if len(row["text"]) > _LARGE:
            _add_large(db, row)


def _add_large(db: Connection, row: dict[str, Any]) -> None:
    while True:
        try:
            with db.begin_nested():
                db.execute(_ADD, row)
            return
        except OperationalError as error:
            if getattr(error.orig, "sqlstate", "") != _TOO_MUCH:
                raise
            row = row | {"text": row["text"][: len(row["text"]) // 2]}


def finish_copy(db: Connection) -> None:
    """Index the words of all articles, and have each table count on from its last number."""
    for rows in db.execute(_TEXTS, execution_options={"yield_per": 200}).partitions():
        add_words(db, [tuple(row) for row in rows])
    for table in metadata.tables.values():
        if "seq" in table.c:
            db.execute(_COUNT_ON, {"table": table.name, "last": db.execute(select(func.max(table.c.seq))).scalar()})


def damage(db: Connection) -> Iterator[str]:
    """Articles without words; pages and references are the server's to keep whole."""
    lacking = db.exec_driver_sql(
        "SELECT count(*) FROM articles WHERE seq NOT IN (SELECT article FROM article_words)"
    ).scalar_one()
    if lacking:
        yield f"{lacking:,} articles are not in the index of words"


def latest_marked(db: Connection, numbers: Sequence[int], limit: int) -> Iterable[int]:
    """One look into the index for each mark, all in one statement."""
    return db.execute(_MARKED, {"numbers": list(numbers), "limit": limit}).scalars()


def find_words(db: Connection, asked: Sequence[Asked], part: Part) -> Hits:
    """Articles by how often and how near the words stand, one in the title counting four times one in the text."""
    phrases = [(tuple(fold(one.words).split()), one.is_beginning) for one in asked]
    phrases = [(words, is_beginning) for words, is_beginning in phrases if words]
    if not phrases:
        return NONE_FOUND
    narrowed = {"first": part.first, "last": part.last, "publisher": part.publisher}
    asks: dict[str, Any] = {"query": to_query(phrases), "most": part.ranked, "limit": part.limit, "skip": part.skip}
    narrowed_down = any(narrowed.values())
    every = db.execute(*((_FIND_AMONG, asks | narrowed) if narrowed_down else (_FIND, asks))).all()
    rows, number = [row for row in every if row.id is not None], every[0].number
    stems = _stems(db, {word for words, _ in phrases for word in words})
    wanted = [Wanted(tuple(stems[word] for word in words), is_beginning) for words, is_beginning in phrases]
    texts = [(row.title or "", row.text) for row in rows]
    known = stems | _stems(db, words_to_stem((one for pair in texts for one in pair), wanted))
    hits = (Hit(row[0], row[1], row[2], row[3], *passage(pair, wanted, known))
            for row, pair in zip(rows, texts, strict=True))  # fmt: skip
    return Hits(tuple(hits), min(number, part.ranked), number > part.ranked)


def to_query(phrases: Iterable[tuple[tuple[str, ...], bool]]) -> str:
    """Phrases of folded words, each with whether its last word may go on, as a tsquery.

    >>> to_query([(("prisoner", "swap"), False), (("negotiat",), True)])
    '(prisoner <-> swap) & (negotiat:*)'
    """
    return " & ".join(f"({' <-> '.join(words)}{':*' if is_beginning else ''})" for words, is_beginning in phrases)


def _stems(db: Connection, words: Iterable[str]) -> dict[str, str]:
    return {word: stem or word for word, stem in db.execute(_STEMS, {"words": sorted(words)})}
