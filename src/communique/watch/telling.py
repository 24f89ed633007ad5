"""What there is to tell: the changes since each watch last spoke, each told once, as letters for the outbox."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from communique.analysis.change import Change
from communique.analysis.changes import find_news
from communique.analysis.days import last_day
from communique.clock import Clock
from communique.model.record import Record
from communique.model.watching import Letter, Standing
from communique.record.live import LiveRecord
from communique.record.store import Store
from communique.reports.changes import plain_value
from communique.reports.forms import render
from communique.reports.news import News, make_news, news_rows
from communique.settings import Target
from communique.watch.matching import Asked, matching

FORMAT = "communique-digest/1"


class Teller:
    """Looks, for each watch that is due, at what the record has learned since it last spoke."""

    def __init__(self, store: Store, watches: Sequence[Asked], clock: Clock) -> None:
        self._store = store
        self._watches = watches
        self._clock = clock
        self._live = LiveRecord()

    def next_hour(self) -> datetime | None:
        """When the next of the watches that keep hours is due, by the time alone; None where all speak at once."""
        now = self._clock.now()
        return min((moment for asked in self._watches if (moment := self._next(asked, now))), default=None)

    def _next(self, asked: Asked, now: datetime) -> datetime | None:
        digest = asked.digest
        if digest.at is not None:
            return digest.last_due(now + timedelta(days=1 if digest.weekday is None else 7))
        standing = self._store.outbox.standing(asked.name)
        if not digest.every or standing is None:
            return None
        return min(standing.last_digest or now, now) + digest.every

    def begin(self) -> None:
        """Let new watches begin here: what the record holds by now is known and no news."""
        for asked in self._watches:
            if self._store.outbox.standing(asked.name) is None:
                now = self._clock.now()
                self._store.outbox.tell(Standing(asked.name, self._store.outbox.last_article(), now), now=now)

    def tell(self) -> list[Letter]:
        """Put what the watches that are due have to say into the outbox; the letters, none where nothing changed."""
        due = [pair for asked in self._watches if (pair := self._due(asked)) is not None]
        last = self._store.outbox.last_article()
        behind = [(asked, standing) for asked, standing in due if standing.article < last]
        # Whoever is due and has nothing to tell is due again at its next hour.
        for asked, standing in due:
            if standing.article >= last and str(asked.digest) != "at once":
                now = self._clock.now()
                self._store.outbox.tell(replace(standing, last_digest=now), now=now)
        if not behind:
            return []
        # Articles that come in while it is built are for the next time, whether they are in it or not.
        self._live.take_in(self._store.contents(self._live.revision))
        record = self._live.record()
        return [letter for asked, standing in behind for letter in self._told(record, asked, standing, last)]

    def _due(self, asked: Asked) -> tuple[Asked, Standing] | None:
        standing = self._store.outbox.standing(asked.name)
        now = self._clock.now()
        if standing is None:
            return None
        # A last time that is still to come was noted by a clock that was ahead.
        spoke = standing.last_digest if standing.last_digest and standing.last_digest <= now else None
        return (asked, standing) if asked.digest.is_due(now, spoke) else None

    def _told(self, record: Record, asked: Asked, standing: Standing, last: int) -> list[Letter]:
        outbox, now = self._store.outbox, self._clock.now()
        known = outbox.articles_until(standing.article)
        later = outbox.articles_after(last)
        found = matching(record, asked, find_news(record, known | later, reach(record, known)))
        untold = outbox.untold(asked.name, {change_key(news.change) for news in found})
        found = [news for news in found if change_key(news.change) in untold]
        letters = make_letters(record, asked, found, now) if found else []
        outbox.tell(Standing(asked.name, last, now), untold, letters, now=now)
        return letters


def reach(record: Record, known: frozenset[str]) -> date | None:
    """The day up to which the record reached with only the known articles; None where none of them is dated."""
    before = {key: article for key, article in record.articles.items() if key in known}
    return last_day(replace(record, articles=before, as_of=None))


def change_key(change: Change) -> str:
    """What tells a change from every other, whatever becomes of the identifier of the item that it is about.

    It is brought by a report, and says something of a field; the day that passed and the dispute are told by theirs.
    """
    report = change.reports[0]
    value = plain_value(change.before if change.after is None else change.after)
    words = (change.kind.value, report.article, report.id, str(value))
    return hashlib.blake2b("\0".join(words).encode("utf-8", "replace"), digest_size=16).hexdigest()


def target_key(target: Target) -> str:
    """A name for a target by which it is found again in the settings, without what is secret of its address.

    >>> target_key(Target("print"))
    'print'
    """
    if target.kind == "print":
        return "print"
    secret = f"{target.kind}\0{target.address}\0{target.variable}"
    return f"{target} #{hashlib.blake2b(secret.encode(), digest_size=4).hexdigest()}"


def make_letters(record: Record, asked: Asked, found: Sequence[News], now: datetime) -> list[Letter]:
    """The digest of some changes for each place to which the watch sends."""
    document = make_news(record, asked.name, found)
    title = f"communique · {document.title}"
    day = last_day(record)
    made = now.isoformat(timespec="seconds")
    letters = []
    for target in dict.fromkeys(asked.send):
        where = target_key(target)
        key = _key(asked.name, where, made, [change_key(news.change) for news in found])
        if target.kind == "webhook":
            body: dict[str, Any] = {
                "format": FORMAT, "id": key, "watch": asked.name, "made": made, "title": document.title,
                "record_until": day.isoformat() if day else None, "changes": news_rows(record, found),
            }  # fmt: skip
        else:
            body = {"title": title, "text": render(document, "text")}
            if target.kind in ("mail", "feed"):
                body["html"] = render(document, "html")
        letters.append(Letter(key, asked.name, where, json.dumps(body, ensure_ascii=False), now))
    return letters


def _key(*parts: object) -> str:
    return hashlib.blake2b(repr(parts).encode("utf-8", "replace"), digest_size=16).hexdigest()
