"""The kept record into and out of its table, and the texts of its articles; see `communique.record.kept`."""

from __future__ import annotations

import weakref
from collections.abc import Callable, Sequence

from sqlalchemy import Connection, bindparam, delete, func, insert, select

from communique.errors import RecordError
from communique.model.record import Record
from communique.record.kept import open_record, pack_record, revision_of
from communique.record.kept.asides import put_beside
from communique.record.kept.blocks import Blocks
from communique.record.store.database import Database
from communique.record.store.revision import read_revision
from communique.record.store.schema import articles, kept
from communique.record.store.versions import read_version

SINCE = 5
"""The version of the record since which it has one."""
LEAST = 1000
"""A record of so many articles is kept; a smaller one is merged in less than a second."""
_BESIDE = "beside "
AHEAD = 500
"""So many texts are had at once by who asks for one after the other."""
_ALL = select(kept.c.name, kept.c.body).order_by(kept.c.name, kept.c.number)
_HEAD = select(kept.c.body).where(kept.c.name == "kept", kept.c.number == 0)
_LAST = select(func.max(articles.c.seq))
_LAST_CHANGE = select(func.max(articles.c.changed))
_TEXT = select(articles.c.id, articles.c.text).where(articles.c.id.in_(bindparam("keys", expanding=True)))
_INSERT = insert(kept)


def has_kept(db: Connection) -> bool:
    """True where the record as it stands is kept, made by this program."""
    return _revision(db) == read_revision(db)


def _revision(db: Connection) -> int | None:
    """The revision that the kept record is of; None where there is none that this program made."""
    head = db.execute(_HEAD).scalar() if read_version(db) >= SINCE else None
    return None if head is None else revision_of(head)


def wants_kept(db: Connection) -> bool:
    """True where the record is large, and not kept as it stands."""
    large = read_version(db) >= SINCE and (db.execute(_LAST).scalar() or 0) >= LEAST
    return large and not has_kept(db)


def read_kept(db: Connection, database: Database, is_open: Callable[[], bool]) -> Record | None:
    """The kept record; None where there is none of this revision and program. Texts are had from `database`."""
    return _read(db, database, is_open) if has_kept(db) else None


def read_kept_before(db: Connection, database: Database, is_open: Callable[[], bool]) -> Record | None:
    """The kept record of a revision since which no article has changed; None where there is none."""
    revision = _revision(db)
    if revision is None or (db.execute(_LAST_CHANGE).scalar() or 0) > revision:
        return None
    return _read(db, database, is_open)


def _read(db: Connection, database: Database, is_open: Callable[[], bool]) -> Record | None:
    blocks: Blocks = {}
    for name, body in db.execute(_ALL):
        blocks.setdefault(name, []).append(body)
    texts = _Texts(database, is_open)
    revision = revision_of(blocks["kept"][0])
    record = None if revision is None else open_record(blocks, revision, texts)
    if record is not None:
        texts.order = tuple(record.articles)
        bodies = {name.removeprefix(_BESIDE): parts[0] for name, parts in blocks.items() if name.startswith(_BESIDE)}
        put_beside(record, bodies)
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


def write_beside(db: Connection, name: str, body: bytes, revision: int) -> bool:
    """Keep what was worked out of the kept record beside it; False where that is of another revision."""
    if read_revision(db) != revision or not has_kept(db):
        return False
    row = {"name": f"{_BESIDE}{name}", "number": 0}
    db.execute(delete(kept).where(kept.c.name == row["name"]))
    db.execute(_INSERT, [row | {"body": body}])
    return True


class _Texts:
    """The texts of articles from an open record, or one that was closed meanwhile; they never change."""

    def __init__(self, database: Database, is_open: Callable[[], bool]) -> None:
        self.order: Sequence[str] = ()
        self._database = database
        weakref.finalize(self, _let_go, database, is_open)
        self._places: dict[str, int] = {}
        self._last = -1
        self._ahead: dict[str, str] = {}

    def text(self, article: str) -> str:
        """The text of an article. Raises RecordError where the record is gone."""
        self._places = self._places or {key: place for place, key in enumerate(self.order)}
        place = self._places.get(article, -1)
        follows, self._last = place == self._last + 1 and place > 0, place
        found = self._ahead.get(article)
        if found is None:
            some = self._read(self.order[place : place + AHEAD] if follows else [article])
            self._ahead = some if follows else self._ahead
            found = some.get(article)
        if found is None:
            raise RecordError(f"{article} is no longer in {self._database.place}", hint="run the command again")
        return found

    def _read(self, keys: Sequence[str]) -> dict[str, str]:
        with self._database.reading() as db:
            return {key: text for key, text in db.execute(_TEXT, {"keys": keys})}  # noqa: C416


def _let_go(database: Database, is_open: Callable[[], bool]) -> None:
    """Close what texts of a closed record have opened again."""
    if not is_open():
        database.close()
