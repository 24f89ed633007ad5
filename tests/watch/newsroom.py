"""A news site on loopback that remembers when it was asked for what, and a desk that watches it on a turned clock."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from random import Random
from typing import Any
from xml.sax.saxutils import escape

from clocks import TurnedClock
from communique.articles import make_article
from communique.errors import ArticleError
from communique.model.article import Failure
from communique.model.findings import ContactKind, ContactReport, Findings, Status
from communique.net.client import Client
from communique.net.connecting import resolve
from communique.net.deadline import Deadline
from communique.net.exchange import Answer, Exchange, Question
from communique.net.manners import Manners
from communique.record.intake import Summary
from communique.record.store import Store
from communique.settings import Mail, Settings
from communique.sources import Item
from communique.watch.delivery import Ways
from communique.watch.lease import Lease
from communique.watch.loop import Watcher, Work
from communique.watch.matching import EVERYTHING, Asked
from communique.watch.place import Place
from communique.watch.polling import Tools
from communique.watch.rhythm import Revisits
from communique.watch.telling import Teller, target_key
from servers import Site

CODES = {
    "Norway": "NOR", "Portugal": "PRT", "Chile": "CHL", "Iceland": "ISL", "Ghana": "GHA", "Nepal": "NPL",
    "Peru": "PER", "Latvia": "LVA", "Oman": "OMN", "Kenya": "KEN", "Fiji": "FJI", "Malta": "MLT",
}  # fmt: skip
_PARTY = "|".join(CODES)
SAID = re.compile(rf"({_PARTY}) and ({_PARTY}): talks of (\d{{4}}-\d\d-\d\d) are (\w+)\.")
FILLER = "The delegations spoke to reporters at length about fish, ferries and the weather on the coast."


@dataclass(frozen=True)
class Asking:
    """One request: when (seconds of the clock), for what, with which headers."""

    at: float
    path: str
    headers: dict[str, str]


class NewsSite(Site):
    """A site that notes when it is asked; answers are made of the request's headers, by names in lower case."""

    def __init__(self, clock: TurnedClock) -> None:
        self._clock = clock
        super().__init__()

    def hear(self, request: BaseHTTPRequestHandler) -> None:
        self.asked.append(Asking(self._clock.monotonic(), request.path, self.headers_of(request)))

    def said_to(self, request: BaseHTTPRequestHandler) -> dict[str, str]:
        return self.headers_of(request)

    def headers_of(self, request: BaseHTTPRequestHandler) -> dict[str, str]:
        return {name.lower(): value for name, value in request.headers.items()}

    def paths(self) -> list[str]:
        """What was asked for, robots.txt apart."""
        return [asking.path for asking in self.asked if asking.path != "/robots.txt"]

    def count(self, path: str) -> int:
        return self.paths().count(path)

    def put(self, path: str, body: str | bytes, kind: str = "text/html", **headers: str) -> None:
        """Publish something."""
        content = body.encode() if isinstance(body, str) else body
        self.pages[path] = (200, {"Content-Type": kind, **headers}, content)

    def fail(self, path: str, status: int, **headers: str) -> None:
        self.pages[path] = (status, headers, b"")


class NotedExchange(Exchange):
    """Asks, and notes in `asked` when: a busy site hears of a request late, by a clock that went on meanwhile."""

    def __init__(self, clock: TurnedClock, asked: list[Asking]) -> None:
        super().__init__(resolve, None)
        self._clock, self._noted = clock, asked

    def ask(self, question: Question, manners: Manners, deadline: Deadline) -> Answer:
        if question.body is None:
            self._noted.append(Asking(self._clock.monotonic(), question.url.target, dict(question.headers)))
        return super().ask(question, manners, deadline)


@dataclass
class Story:
    """One article of a site; `words` are what it reports."""

    path: str
    title: str
    words: str
    day: str = "2025-03-14"
    updated: str | None = None


def talks(day: str, status: str = "scheduled", one: str = "Norway", other: str = "Portugal") -> str:
    """A sentence that the desk's reader understands."""
    return f"{one} and {other}: talks of {day} are {status}."


def page(story: Story, outlet: str = "Fjord Post") -> str:
    """A story as a web page."""
    return (
        f"<html><head><title>{story.title}</title><meta property='og:site_name' content='{outlet}'>"
        f"<meta property='article:published_time' content='{story.day}T08:00:00Z'></head><body><article>"
        f"<h1>{story.title}</h1><p>{story.words}</p><p>{FILLER}</p></article></body></html>"
    )


def rss(site: NewsSite, stories: Iterable[Story], more: str = "") -> str:
    rows = "".join(
        f"<item><title>{escape(s.title)}</title><link>{site.url(s.path)}</link><guid>{site.url(s.path)}</guid>"
        f"<pubDate>{format_datetime(_noon(s.day))}</pubDate></item>"
        for s in stories
    )
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>Fjord Post</title>{more}{rows}</channel></rss>'


def atom(site: NewsSite, stories: Iterable[Story]) -> str:
    rows = "".join(
        f"<entry><title>{escape(s.title)}</title><link href='{site.url(s.path)}'/><id>{site.url(s.path)}</id>"
        f"<published>{s.day}T08:00:00Z</published><updated>{s.updated or s.day + 'T08:00:00Z'}</updated></entry>"
        for s in stories
    )
    return f'<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Fjord Post</title>{rows}</feed>'


def _noon(day: str) -> Any:
    from datetime import UTC, datetime

    return datetime.fromisoformat(f"{day}T12:00:00").replace(tzinfo=UTC)


class MarkedReader:
    """Takes documents into a record; finds what `talks` says and nothing else. `seen` are the texts it was given."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.seen: list[str] = []

    def __call__(self, items: Iterable[Item]) -> Summary:
        read = unchanged = 0
        failed = []
        for item in items:
            try:
                if isinstance(item, Failure):
                    raise ArticleError(item.reason, kind=item.kind, hint=item.hint)
                article = make_article(item)
            except ArticleError as error:
                failed.append(Failure(item.origin, error.kind, error.message, error.hint))
                self._store.add_failure(failed[-1])
                continue
            self.seen.append(article.text)
            found = tuple(
                ContactReport(
                    id=f"c{number}", article=article.id, evidence=(m[0],), spans=((m.start(), m.end()),),
                    kind=ContactKind.TALKS, parties=tuple(sorted((CODES[m[1]], CODES[m[2]]))), date=m[3],
                    status=Status(m[4]), confidence=0.9,
                )
                for number, m in enumerate(SAID.finditer(article.text), 1)
            )  # fmt: skip
            changed = self._store.add(article, Findings(article.id, article.published, contacts=found), reader="1")
            read += changed
            unchanged += not changed
        return Summary(read, unchanged, 0, tuple(failed))


class Desk:
    """A watcher on the record in a folder; `start` makes a new one on the same record, as after a restart.

    `asked` is what it asked for, and when.
    """

    def __init__(
        self, folder: Path, site: NewsSite, clock: TurnedClock, places: Sequence[Place],
        watches: Sequence[Asked] = (EVERYTHING,), mail: Mail | None = None,
    ) -> None:  # fmt: skip
        self.clock, self.site, self.places, self.watches, self.mail = clock, site, list(places), list(watches), mail
        self.store = Store.open(folder / "r.db")
        self.store.clock = clock
        self.patience = 1.0
        self.revisits = Revisits()
        self.asked: list[Asking] = []
        self.lines: list[str] = []
        self.printed: list[str] = []
        self.reader = MarkedReader(self.store)
        self.random = Random(5)
        self.start()

    def start(self, holder: str = "one") -> Watcher:
        manners = Manners(allow_hosts=frozenset({self.site.host}), total_s=3.0, connect_s=1.0, read_s=self.patience)
        client = Client(manners, clock=self.clock)
        client._exchange = NotedExchange(self.clock, self.asked)
        self.tools = Tools(self.store, client, self.clock, self.reader, revisits=self.revisits, random=self.random)
        targets = {target_key(target): target for asked in self.watches for target in asked.send}
        ways = Ways(self.printed.append, client, targets, self.mail)
        teller = Teller(self.store, self.watches, self.clock)
        work = Work(self.places, teller, ways, Lease(self.store, self.clock, holder))
        self.watcher = Watcher(self.tools, work, self.lines.append)
        return self.watcher

    def once(self) -> None:
        """What is due now, after a restart."""
        self.start().run(once=True)

    def wait(self, **length: float) -> None:
        """Watch for so long."""
        from datetime import timedelta

        self.start().run(until=self.clock.now() + timedelta(**length))

    def texts(self) -> list[str]:
        """The talks that the record knows, each as often as an article tells of it."""
        return sorted(m[0] for article in self.store.articles() for m in SAID.finditer(article.text))

    def close(self) -> None:
        self.store.close()


def asked(**values: Any) -> Asked:
    return replace(EVERYTHING, **values)


def settings_of(**values: Any) -> Settings:
    return Settings(**values)


Making = Callable[..., Desk]
