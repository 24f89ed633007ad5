"""The kept record into and out of its table, and the texts of its articles; see `communique.record.kept`."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from sqlalchemy import Connection, delete, func, insert, select

from communique.errors import RecordError
from communique.model.record import Record
from communique.record.kept import is_of, open_record, pack_record
from communique.record.kept.blocks import Blocks
from communique.record.store.database import Database
from communique.record.store.revision import read_revision
from communique.record.store.schema import articles, kept
from communique.record.store.versions import read_version

SINCE = 5
"""The version of the record since which it has one."""
LEAST = 1000
"""A record of so many articles is kept; a smaller one is merged in less than a second."""
ALONE = 16
"""So many texts are had one by one; who asks for more is likely to ask for all."""
AHEAD = 500
_READ = select(kept.c.name, kept.c.body).order_by(kept.c.name, kept.c.number)
_HEAD = select(kept.c.body).where(kept.c.name == "kept", kept.c.number == 0)
_LAST = select(func.max(articles.c.seq))
_INSERT = insert(kept)


def has_kept(db: Connection) -> bool:
    """True where the record as it stands is kept, made by this program."""
    head = db.execute(_HEAD).scalar() if read_version(db) >= SINCE else None
    return head is not None and is_of(head, read_revision(db))


def wants_kept(db: Connection) -> bool:
    """True where the record is large, and not kept as it stands."""
    large = read_version(db) >= SINCE and (db.execute(_LAST).scalar() or 0) >= LEAST
    return large and not has_kept(db)


def read_kept(db: Connection, database: Database, is_open: Callable[[], bool]) -> Record | None:
    """The kept record; None where there is none of this revision and program. Texts are had from `database`."""
    if not has_kept(db):
        return None
    blocks: Blocks = {}
    for name, body in db.execute(_READ):
        blocks.setdefault(name, []).append(body)
    texts = _Texts(database, is_open)
    record = open_record(blocks, read_revision(db), texts)
    texts.order = () if record is None else tuple(record.articles)
    return record


def write_kept(db: Connection, record: Record, revision: int) -> bool:
    """Keep a record in place of the one that was kept; False where it is not of the record as it stands any more."""
    if read_version(db) < SINCE or read_revision(db) != revision:
        return False
    blocks = pack_record(record, revision)
    db.execute(delete(kept))
    if blocks is None:
        return False
    for name, bodies in blocks.items():
        if bodies:
            db.execute(_INSERT, [{"name": name, "number": n, "body": body} for n, body in enumerate(bodies)])
    return True


class _Texts:
    """The texts of articles from an open record, or one that was closed meanwhile; they never change."""

    def __init__(self, database: Database, is_open: Callable[[], bool]) -> None:
        self.order: Sequence[str] = ()
        self._database, self._is_open = database, is_open
        self._asked = 0
        self._ahead: dict[str, str] = {}
        self._places: dict[str, int] = {}

    def text(self, article: str) -> str:
        """The text of an article. Raises RecordError where the record is gone."""
        found = self._ahead.get(article)
        if found is None:
            self._asked += 1
            self._ahead = self._read(self._next(article) if self._asked > ALONE else [article])
            found = self._ahead.get(article)
        if found is None:
            raise RecordError(f"{article} is no longer in {self._database.place}", hint="run the command again")
        return found

    def _next(self, article: str) -> Sequence[str]:
        """The article and those that follow it."""
        self._places = self._places or {key: place for place, key in enumerate(self.order)}
        place = self._places.get(article)
        return [article] if place is None else self.order[place : place + AHEAD]

    def _read(self, keys: Sequence[str]) -> dict[str, str]:
        try:
            with self._database.reading() as db:
                chosen = select(articles.c.id, articles.c.text).where(articles.c.id.in_(keys))
                return {key: text for key, text in db.execute(chosen)}  # noqa: C416
        finally:
            if not self._is_open():
                self._database.close()
