"""The memory of watching, second part: what each watch was told, what is still to be sent, and who is at work."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import fields
from datetime import datetime, timedelta

from sqlalchemy import and_, delete, func, insert, or_, select, update

from communique.model.watching import Letter, Standing
from communique.record.store.insert_new import insert_new
from communique.record.store.polls import FAR, Opening, from_text, to_text
from communique.record.store.schema import articles, leases, outbox, told, watches
from communique.record.store.write import made_whole

KEPT = timedelta(days=30)
"""So long a letter that was sent is kept, and its key guards against sending it again."""
TOLD = timedelta(days=800)
_LETTER = tuple(outbox.c[field.name] for field in fields(Letter))
_CHUNK = 400


class Outbox:
    """What watches were told and what is on its way, in an open record; every method is one transaction."""

    def __init__(self, writing: Opening, reading: Opening) -> None:
        self._writing = writing
        self._reading = reading

    def standing(self, watch: str) -> Standing | None:
        """How far a watch has told the record; None for one that has not begun."""
        with self._reading() as db:
            row = db.execute(select(watches).where(watches.c.name == made_whole(watch))).first()
        if row is None:
            return None
        return Standing(row.name, row.article, from_text(row.last_digest))

    def last_article(self) -> int:
        """The number of the article that came in last; 0 for an empty record."""
        with self._reading() as db:
            return db.execute(select(func.max(articles.c.seq))).scalar() or 0

    def articles_until(self, number: int) -> frozenset[str]:
        """The ids of the articles up to this number."""
        with self._reading() as db:
            return frozenset(db.execute(select(articles.c.id).where(articles.c.seq <= number)).scalars())

    def articles_after(self, number: int) -> frozenset[str]:
        """The ids of the articles that came in after this number."""
        with self._reading() as db:
            return frozenset(db.execute(select(articles.c.id).where(articles.c.seq > number)).scalars())

    def untold(self, watch: str, changes: Collection[str]) -> set[str]:
        """Those of the changes, by their keys, that the watch has not told yet."""
        left = set(changes)
        keys = sorted(left)
        with self._reading() as db:
            for start in range(0, len(keys), _CHUNK):
                chosen = told.c.change.in_(keys[start : start + _CHUNK])
                left -= set(
                    db.execute(select(told.c.change).where(told.c.watch == made_whole(watch), chosen)).scalars()
                )
        return left

    def tell(
        self, standing: Standing, changes: Iterable[str] = (), letters: Sequence[Letter] = (), *, now: datetime
    ) -> None:
        """Move a watch on and put its letters into the outbox, all at once: nothing is told twice, and nothing lost."""
        watch = made_whole(standing.watch)
        values = {"article": standing.article, "last_digest": to_text(standing.last_digest)}
        rows = [{"watch": watch, "change": change, "told_at": to_text(now)} for change in changes]
        with self._writing() as db:
            if db.execute(update(watches).where(watches.c.name == watch).values(values)).rowcount == 0:
                db.execute(insert(watches), {"name": watch, **values})
            if rows:
                db.execute(insert_new(told), rows)
            for letter in letters:
                row = {field.name: made_whole(getattr(letter, field.name)) for field in fields(Letter)}
                db.execute(insert_new(outbox), row | {"made": to_text(letter.made)})

    def letters(self, now: datetime, limit: int = 20) -> list[Letter]:
        """What is to be sent now, the oldest first."""
        due = or_(outbox.c.next_try <= to_text(now), outbox.c.next_try > to_text(now + FAR), outbox.c.tries == 0)
        chosen = select(*_LETTER).where(outbox.c.sent.is_(None), due).order_by(outbox.c.seq).limit(limit)
        with self._reading() as db:
            return [Letter(**{**row._asdict(), "made": from_text(row.made)}) for row in db.execute(chosen)]

    def unsent(self) -> list[Letter]:
        """Everything that waits to be sent, or could not be."""
        with self._reading() as db:
            chosen = select(*_LETTER).where(outbox.c.sent.is_(None)).order_by(outbox.c.seq)
            return [Letter(**{**row._asdict(), "made": from_text(row.made)}) for row in db.execute(chosen)]

    def next_try(self) -> datetime | None:
        """The earliest moment at which a letter is to be tried again; None where none waits."""
        with self._reading() as db:
            return from_text(db.execute(select(func.min(outbox.c.next_try)).where(outbox.c.sent.is_(None))).scalar())

    def latest(self, target: str, limit: int) -> list[Letter]:
        """The last letters to one place, sent or not, the newest first."""
        with self._reading() as db:
            chosen = select(*_LETTER).where(outbox.c.target == target).order_by(outbox.c.seq.desc()).limit(limit)
            return [Letter(**{**row._asdict(), "made": from_text(row.made)}) for row in db.execute(chosen)]

    def sent(self, letter: Letter, now: datetime) -> None:
        """Say that a letter has gone out."""
        with self._writing() as db:
            values = {"sent": to_text(now), "error": None}
            db.execute(update(outbox).where(outbox.c.key == letter.key).values(values))

    def put_off(self, letter: Letter, until: datetime | None, error: str) -> None:
        """Try a letter again later; never, where `until` is None."""
        values = {"tries": letter.tries + 1, "next_try": to_text(until), "error": made_whole(error)}
        with self._writing() as db:
            db.execute(update(outbox).where(outbox.c.key == letter.key).values(values))

    def forget(self, now: datetime) -> None:
        """Forget letters sent or given up, and changes told, long ago."""
        given_up = and_(outbox.c.sent.is_(None), outbox.c.next_try.is_(None), outbox.c.tries > 0)
        with self._writing() as db:
            db.execute(delete(outbox).where(given_up, outbox.c.made < to_text(now - KEPT)))
            db.execute(delete(outbox).where(outbox.c.sent < to_text(now - KEPT)))
            db.execute(delete(told).where(told.c.told_at < to_text(now - TOLD)))

    def lease(
        self, name: str, holder: str, now: datetime, *, length: timedelta, is_alive: Callable[[str], bool]
    ) -> str | None:
        """Take or renew a lease for `length`; the other holder where somebody else has it, None where it is ours.

        A lease that is over, or that runs for longer than any lease does, since the clock was set back, is anybody's,
        and so is that of a holder who is known not to be alive.
        """
        values = {"holder": holder, "expires": to_text(now + length)}
        with self._writing() as db:
            row = db.execute(select(leases).where(leases.c.name == name)).first()
            if row is None:
                db.execute(insert(leases).values({"name": name, **values}))
                return None
            runs = to_text(now) < row.expires <= to_text(now + 2 * length)
            if row.holder != holder and runs and is_alive(row.holder):
                return str(row.holder)
            db.execute(update(leases).where(leases.c.name == name).values(values))
            return None

    def release(self, name: str, holder: str) -> None:
        """Give a lease back; nothing happens where it is no longer ours."""
        with self._writing() as db:
            db.execute(delete(leases).where(and_(leases.c.name == name, leases.c.holder == holder)))
