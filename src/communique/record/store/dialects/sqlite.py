"""SQLite's ways: full text by FTS5, triggers, and the header of the file."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing

from sqlalchemy import Connection, select, text

from communique.model.record import Hit, Hits
from communique.record.store.asked import Asked, Part
from communique.record.store.schema import articles

APPLICATION_ID = 0x434F4D51  # "COMQ", in the header of the file, so that `file` and others can tell a record

WORDS_CHANGED = (
    "CREATE TRIGGER articles_changed AFTER UPDATE OF title, text ON articles"
    " WHEN new.title IS NOT old.title OR new.text IS NOT old.text BEGIN"
    " INSERT INTO article_words(article_words, rowid, title, text)"
    " VALUES ('delete', old.seq, old.title, old.text);"
    " INSERT INTO article_words(rowid, title, text) VALUES (new.seq, new.title, new.text); END"
)
_TOKENS = "tokenize='porter unicode61 remove_diacritics 2'"
# The index of words holds no copy of the texts; triggers keep it in step with the articles.
_WORDS = (
    f"CREATE VIRTUAL TABLE article_words USING fts5(title, text, content='articles', content_rowid='seq', {_TOKENS})",
    "CREATE TRIGGER articles_added AFTER INSERT ON articles BEGIN"
    " INSERT INTO article_words(rowid, title, text) VALUES (new.seq, new.title, new.text); END",
    "CREATE TRIGGER articles_gone AFTER DELETE ON articles BEGIN"
    " INSERT INTO article_words(article_words, rowid, title, text)"
    " VALUES ('delete', old.seq, old.title, old.text); END",
    WORDS_CHANGED,
)
_KEPT = tuple(
    f"CREATE TRIGGER decisions_{what} BEFORE {event} ON decisions BEGIN"
    " SELECT RAISE(ABORT, 'decisions are only ever added'); END"
    for what, event in (("stay", "DELETE"), ("stand", "UPDATE"))
)

# Marks around the words found; code points that no text uses, since they are for private use.
_OPEN, _CLOSE = "\ue0f0", "\ue0f1"
# Those that came in last stand at the end of the index, which is read from there: a score costs more than a look.
_SCORES = text(
    "SELECT rowid, bm25(article_words, 4.0, 1.0) FROM article_words WHERE article_words MATCH :query"
    " AND (:anywhere OR EXISTS (SELECT 1 FROM articles a WHERE a.seq = article_words.rowid"
    " AND (:first IS NULL OR substr(a.published, 1, 10) >= :first)"
    " AND (:last IS NULL OR substr(a.published, 1, 10) <= :last)"
    " AND (:publisher IS NULL OR a.publisher = :publisher)))"
    " ORDER BY rowid DESC LIMIT :most"
)
_COLUMNS = ("seq", "id", "title", "publisher", "published", "text")
_CHOSEN = select(*(articles.c[name] for name in _COLUMNS))
_PASSAGES = f"SELECT rowid, snippet(words, -1, '{_OPEN}', '{_CLOSE}', '…', 32) FROM words WHERE words MATCH ?"


def describe(db: Connection) -> str:
    """The library and its version; whether a file may be written is seen from outside."""
    return f"SQLite {sqlite3.sqlite_version}"


def finish_tables(db: Connection) -> None:
    """The index of words with its triggers, the guard of decisions, and the mark in the header of the file."""
    for statement in _WORDS:
        db.exec_driver_sql(statement)
    guard_decisions(db)
    db.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")


def guard_decisions(db: Connection) -> None:
    """Triggers that refuse to change a decision or to take one away."""
    for statement in _KEPT:
        db.exec_driver_sql(statement)


def stamp(db: Connection, version: int) -> None:
    """The version into the header of the file."""
    db.exec_driver_sql(f"PRAGMA user_version = {version}")


def add_words(db: Connection, written: Sequence[tuple[int, str | None, str]]) -> None:
    """Nothing to do: triggers have done it."""


def finish_copy(db: Connection) -> None:
    """Nothing to do: triggers have done it, and a number is one more than the last."""


def damage(db: Connection) -> Iterator[str]:
    """What SQLite finds wrong with the pages of the file and with references, and articles without words."""
    for (said,) in db.exec_driver_sql("PRAGMA integrity_check"):
        if said != "ok":
            yield str(said)
    for table, row, other, _ in db.exec_driver_sql("PRAGMA foreign_key_check"):
        yield f"row {row} of {table} belongs to nothing in {other}"
    kept, indexed = (
        db.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar_one()
        for table in ("articles", "article_words_docsize")
    )
    if kept != indexed:
        yield f"{indexed:,} of {kept:,} articles are in the index of words"


def latest_marked(db: Connection, numbers: Sequence[int], limit: int) -> Iterable[int]:
    """One look into the table for each mark, so that a busy one costs no more than another."""
    one = f"SELECT * FROM (SELECT article FROM marks WHERE number = ? ORDER BY article DESC LIMIT {limit})"
    return db.exec_driver_sql(" UNION ALL ".join([one] * len(numbers)), tuple(numbers)).scalars()


def find_words(db: Connection, asked: Sequence[Asked], part: Part) -> Hits:
    """Articles by bm25, a word in the title counting four times one in the text."""
    query = to_query(asked)
    narrowed = {"first": part.first, "last": part.last, "publisher": part.publisher}
    anywhere = not any(narrowed.values())
    scores = db.execute(_SCORES, narrowed | {"query": query, "anywhere": anywhere, "most": part.ranked + 1}).all()
    ranked = sorted(scores[: part.ranked], key=lambda row: (row[1], -row[0]))
    best = [row[0] for row in ranked[part.skip : part.skip + part.limit]]
    rows = {row.seq: row for row in db.execute(_CHOSEN.where(articles.c.seq.in_(best)))}
    passages = _passages(query, [(row.seq, row.title, row.text) for row in rows.values()])
    chosen = [rows[seq] for seq in best if seq in rows]
    hits = (Hit(r.id, r.title, r.publisher, r.published, *_unmark(passages.get(r.seq, ""))) for r in chosen)
    return Hits(tuple(hits), len(ranked), len(scores) > len(ranked))


def _passages(query: str, texts: Sequence[tuple[int, str | None, str]]) -> dict[int, str]:
    """The passages of a few texts, from an index of these alone: in the large one each would be looked for anew."""
    with closing(sqlite3.connect(":memory:")) as few:
        few.execute(f"CREATE VIRTUAL TABLE words USING fts5(title, text, {_TOKENS})")
        few.executemany("INSERT INTO words (rowid, title, text) VALUES (?, ?, ?)", texts)
        return dict(few.execute(_PASSAGES, (query,)).fetchall())


def to_query(asked: Iterable[Asked]) -> str:
    """What is asked as an FTS5 query.

    >>> to_query([Asked("ceasefire"), Asked("negotiat", True), Asked("OR")])
    '"ceasefire" "negotiat"* "OR"'
    """
    return " ".join('"' + one.words.replace('"', '""') + '"' + ("*" if one.is_beginning else "") for one in asked)


def database_facts() -> tuple[str, bool]:
    """The version of SQLite, and whether it has full-text search."""
    with sqlite3.connect(":memory:") as connection:
        options = {row[0] for row in connection.execute("PRAGMA compile_options")}
    return sqlite3.sqlite_version, "ENABLE_FTS5" in options


def _unmark(marked: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    """The passage without marks, and where the words found stand in it."""
    plain: list[str] = []
    marks: list[tuple[int, int]] = []
    length = start = 0
    for part in re.split(f"([{_OPEN}{_CLOSE}])", marked):
        if part == _OPEN:
            start = length
        elif part == _CLOSE:
            marks.append((start, length))
        else:
            plain.append(part)
            length += len(part)
    return "".join(plain), tuple(marks)
