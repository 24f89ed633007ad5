"""The tables of a record file, its version, and the making of a new one."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import (
    REAL,
    Column,
    Connection,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    event,
)

SCHEMA_VERSION = 3
APPLICATION_ID = 0x434F4D51  # "COMQ", in the header of the file, so that `file` and others can tell a record

metadata = MetaData()

meta = Table(
    "meta",
    metadata,
    Column("key", Text, primary_key=True),
    Column("value", Text, nullable=False),
    sqlite_strict=True,
)

articles = Table(
    "articles",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("text", Text, nullable=False),
    Column("title", Text),
    Column("url", Text),
    Column("publisher", Text),
    Column("published", Text),
    Column("published_basis", Text),
    Column("language", Text, nullable=False),
    Column("origin", Text, nullable=False),
    Column("meta", Text),
    Column("reader", Text, nullable=False),
    Column("is_read", Integer, nullable=False),
    Column("fetched", Text),
    Column("modified", Text),
    sqlite_strict=True,
)

# What copies and editions of an article are known by: a cache of pure functions of its text and address, made anew
# where `version` is not that of the functions.
fingerprints = Table(
    "fingerprints",
    metadata,
    Column("article", Integer, ForeignKey("articles.seq", ondelete="CASCADE"), primary_key=True),
    Column("version", Integer, nullable=False),
    Column("address", Text),
    Column("content", Text, nullable=False),
    Column("sample", LargeBinary, nullable=False),
    sqlite_strict=True,
)
Index("fingerprints_by_address", fingerprints.c.address, sqlite_where=fingerprints.c.address.is_not(None))
Index("fingerprints_by_content", fingerprints.c.content)

# The least numbers of each sample: texts that have words in common have some of them in common.
marks = Table(
    "marks",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("article", Integer, ForeignKey("articles.seq", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)

# Rows lie by article, as a record is built from them; the body is what `rows` writes.
findings = Table(
    "findings",
    metadata,
    Column("article", Integer, ForeignKey("articles.seq", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    Column("place", Integer, primary_key=True, autoincrement=False),
    Column("kind", Text, nullable=False),
    Column("id", Text, nullable=False),
    Column("first_day", Text),
    Column("last_day", Text),
    Column("body", Text, nullable=False),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)
Index("findings_by_day", findings.c.first_day, sqlite_where=findings.c.first_day.is_not(None))

article_parties = Table(
    "article_parties",
    metadata,
    Column("party", Text, primary_key=True),
    Column("article", Integer, ForeignKey("articles.seq", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)
Index("article_parties_by_article", article_parties.c.article)

failures = Table(
    "failures",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("origin", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("hint", Text, nullable=False),
    Column("article", Text),
    UniqueConstraint("origin", "kind", "reason"),
    sqlite_strict=True,
)
Index("failures_by_article", failures.c.article)

# What people decided: lines are added, never changed and never taken away.
decisions = Table(
    "decisions",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("made_at", Text, nullable=False),
    Column("body", Text, nullable=False),
    sqlite_strict=True,
)
_KEPT = tuple(
    f"CREATE TRIGGER decisions_{what} BEFORE {event_} ON decisions BEGIN"
    " SELECT RAISE(ABORT, 'decisions are only ever added'); END"
    for what, event_ in (("stay", "DELETE"), ("stand", "UPDATE"))
)

# What `communique watch` remembers. Moments are ISO date-times in UTC, to the second.
polls = Table(
    "polls",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("source", Text, nullable=False, unique=True),
    Column("name", Text, nullable=False),
    Column("kind", Text),
    Column("address", Text),
    Column("etag", Text),
    Column("last_modified", Text),
    Column("digest", Text),
    Column("next_poll", Text),
    Column("last_poll", Text),
    Column("last_change", Text),
    Column("rhythm", REAL),
    Column("failures", Integer, nullable=False),
    Column("error", Text),
    Column("gone", Integer, nullable=False),
    Column("items", Integer, nullable=False),
    sqlite_strict=True,
)

# The body of an item is there as long as it is to be read; the row stays, so that it is not read twice.
seen_items = Table(
    "seen_items",
    metadata,
    Column("source", Integer, ForeignKey("polls.seq", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    Column("key", Text, primary_key=True),
    Column("version", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("first_seen", Text, nullable=False),
    Column("last_seen", Text, nullable=False),
    Column("editions", Integer, nullable=False),
    Column("tries", Integer, nullable=False),
    Column("next_try", Text),
    Column("reason", Text),
    Column("body", Text),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)
Index("seen_items_waiting", seen_items.c.next_try, sqlite_where=seen_items.c.body.is_not(None))
Index("seen_items_by_day", seen_items.c.source, seen_items.c.last_seen)

watches = Table(
    "watches",
    metadata,
    Column("name", Text, primary_key=True),
    Column("article", Integer, nullable=False),
    Column("last_digest", Text),
    sqlite_strict=True,
)

told = Table(
    "told",
    metadata,
    Column("watch", Text, primary_key=True),
    Column("change", Text, primary_key=True),
    Column("told_at", Text, nullable=False),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)

outbox = Table(
    "outbox",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("key", Text, nullable=False, unique=True),
    Column("watch", Text, nullable=False),
    Column("target", Text, nullable=False),
    Column("body", Text, nullable=False),
    Column("made", Text, nullable=False),
    Column("tries", Integer, nullable=False),
    Column("next_try", Text),
    Column("sent", Text),
    Column("error", Text),
    sqlite_strict=True,
)

leases = Table(
    "leases",
    metadata,
    Column("name", Text, primary_key=True),
    Column("holder", Text, nullable=False),
    Column("expires", Text, nullable=False),
    sqlite_strict=True,
)
# What runs left unread as out of scope, and what a sample of it held; lists are JSON.
audits = Table(
    "audits",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("made_at", Text, nullable=False),
    Column("parties", Text, nullable=False),
    Column("seen", Integer, nullable=False),
    Column("out", Integer, nullable=False),
    Column("read", Integer, nullable=False),
    Column("missed", Text, nullable=False),
    sqlite_strict=True,
)
WATCHING = (polls, seen_items, watches, told, outbox, leases)

# The index of words holds no copy of the texts; triggers keep it in step with the articles.
_WORDS = (
    "CREATE VIRTUAL TABLE article_words USING fts5(title, text, content='articles', content_rowid='seq',"
    " tokenize='porter unicode61 remove_diacritics 2')",
    "CREATE TRIGGER articles_added AFTER INSERT ON articles BEGIN"
    " INSERT INTO article_words(rowid, title, text) VALUES (new.seq, new.title, new.text); END",
    "CREATE TRIGGER articles_gone AFTER DELETE ON articles BEGIN"
    " INSERT INTO article_words(article_words, rowid, title, text)"
    " VALUES ('delete', old.seq, old.title, old.text); END",
    "CREATE TRIGGER articles_changed AFTER UPDATE OF title, text ON articles BEGIN"
    " INSERT INTO article_words(article_words, rowid, title, text)"
    " VALUES ('delete', old.seq, old.title, old.text);"
    " INSERT INTO article_words(rowid, title, text) VALUES (new.seq, new.title, new.text); END",
)


@event.listens_for(metadata, "after_create")
def _create_words(_target: MetaData, connection: Connection, **_: object) -> None:
    if connection.dialect.name == "sqlite":
        for statement in (*_WORDS, *_KEPT):
            connection.exec_driver_sql(statement)


def create_tables(connection: Connection) -> None:
    """Make an empty record; the caller's transaction makes it whole or not at all."""
    metadata.create_all(connection, checkfirst=False)
    connection.execute(meta.insert(), [{"key": "schema_version", "value": str(SCHEMA_VERSION)}])
    connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.exec_driver_sql(f"PRAGMA user_version = {SCHEMA_VERSION}")


def upgrade_tables(connection: Connection, version: int) -> None:
    """Bring an older record up to this version; the caller's transaction does it whole or not at all."""
    for older in range(version, SCHEMA_VERSION):
        for step in _UPGRADES[older]:
            step(connection)
    connection.execute(meta.update().where(meta.c.key == "schema_version").values(value=str(SCHEMA_VERSION)))
    connection.exec_driver_sql(f"PRAGMA user_version = {SCHEMA_VERSION}")


def _add_decisions(connection: Connection) -> None:
    decisions.create(connection)
    for statement in _KEPT:
        connection.exec_driver_sql(statement)


def _add_editions(connection: Connection) -> None:
    for name in ("fetched", "modified"):
        connection.exec_driver_sql(f"ALTER TABLE articles ADD COLUMN {name} TEXT")
    for table in (fingerprints, marks):
        table.create(connection)


def _add_watching(connection: Connection) -> None:
    for table in WATCHING:
        table.create(connection)


def _add_audits(connection: Connection) -> None:
    audits.create(connection)


_UPGRADES: dict[int, tuple[Callable[[Connection], None], ...]] = {
    1: (_add_decisions,),
    2: (_add_editions, _add_watching, _add_audits),
}
"""The steps from each older version to the next; what they make is empty, and filled when it is needed."""
