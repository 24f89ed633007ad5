"""The client: fetches one address after the other, within limits, and says why where it does not."""

from __future__ import annotations

import ssl
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, nullcontext
from dataclasses import replace
from datetime import UTC
from types import TracebackType
from typing import Self

from communique.clock import Clock, SystemClock
from communique.errors import FailureKind, FetchError
from communique.net.compression import ACCEPTED
from communique.net.connecting import Resolve, resolve
from communique.net.deadline import Deadline
from communique.net.exchange import Answer, Exchange, Question
from communique.net.fetched import Fetched, max_age, retry_after, stated_media, validator
from communique.net.manners import Manners
from communique.net.pace import Pace
from communique.net.robots import LARGEST, LONGEST_S, Robots
from communique.net.statuses import status_error
from communique.net.urls import Url, parse_url

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_FOR_GOOD = frozenset({301, 308})
_GOOD = frozenset({200, 201, 202, 203, 204, 205, 304})
_CONDITIONS = frozenset({"If-None-Match", "If-Modified-Since"})
ANYTHING = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"


class Client:
    """Fetches as `manners` say. Keeps no cookies, knows no passwords, runs no script.

    Several threads may fetch at once; each host is asked for one address at a time. `clock` rules the pace and the
    times that are noted, `resolver` says which addresses a host has, `tls` whom to trust; all three are for tests and
    rarely given.

    >>> with Client(Manners(contact="desk@example.org")) as client:  # doctest: +SKIP
    ...     client.fetch("https://news.example/feed.xml").etag
    '"5f2a"'
    """

    def __init__(
        self,
        manners: Manners = Manners(),  # noqa: B008 (frozen)
        *,
        clock: Clock | None = None,
        resolver: Resolve = resolve,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        self._manners = manners
        self._clock = clock or SystemClock()
        self._exchange = Exchange(resolver, tls)
        self._pace = Pace(self._clock, manners.host_delay_s, manners.patience_s)
        self._robots = Robots(self._clock, self._fetch_robots)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """Nothing stays open between two requests."""

    def fetch(
        self, url: str, *, etag: str | None = None, modified: str | None = None, accept: str | None = None
    ) -> Fetched:
        """What the address gives in the end, or FetchError with the kind of failure, its reason and what to do.

        `etag` and `modified` are those of an earlier answer; with them `not_modified` may be True. `accept` is the
        Accept header. Waits for the host's turn first, on the client's clock; the limits of time do not count that.
        """
        wanted = {"Accept": accept or ANYTHING, "If-None-Match": etag, "If-Modified-Since": modified}
        headers = self._headers({name: value for name, value in wanted.items() if value and validator(value)})
        return self._follow(Question(parse_url(url), headers), self._manners, polite=True)

    def post(self, url: str, body: bytes, content_type: str, headers: Mapping[str, str] | None = None) -> int:
        """Send `body` and give the status, 200 to 299; FetchError for every other, for redirects too."""
        manners = replace(self._manners, max_bytes=LARGEST)
        sent = {**(headers or {}), "Content-Type": content_type}
        answer = self._posted(Question(parse_url(url), self._headers(sent), body, cut=True), manners)
        answer.body.close()
        return answer.status

    def call(self, url: str, body: bytes | None, headers: Mapping[str, str] | None = None) -> bytes:
        """Send JSON to an API, or ask it without any, and give what it answers, whole; FetchError as of `post`.

        An API is there for programs: its robots.txt is not asked. What it says with a refusal is not read, since that
        may repeat what it was sent.
        """
        sent = {**(headers or {}), "Accept": "application/json"}
        sent |= {} if body is None else {"Content-Type": "application/json"}
        answer = self._posted(Question(parse_url(url), self._headers(sent), body), self._manners)
        with answer.body:
            return answer.body.read()

    def _posted(self, question: Question, manners: Manners) -> Answer:
        """The answer to a request that is sent as it stands, of success; nothing is followed."""
        here = question.url
        self._pace.wait(here.authority, here.text)
        try:
            answer = self._exchange.ask(question, manners, Deadline(manners.total_s, here.text))
        finally:
            self._pace.asked(here.authority)
        if not 200 <= answer.status < 300:
            raise self._error(here, answer)
        return answer

    def _follow(self, first: Question, manners: Manners, *, polite: bool) -> Fetched:
        """Go where redirects lead, each step checked like the first."""
        question, left = first, manners.total_s
        visited: set[str] = set()
        for_good = True
        while question.url.text not in visited and len(visited) <= manners.max_redirects:
            here = question.url
            visited.add(here.text)
            with self._turn(here) if polite else nullcontext():
                deadline = Deadline(left, first.url.text)
                answer = self._exchange.ask(question, manners, deadline)
            if answer.status not in _REDIRECTS:
                fetched = self._fetched(first, here, answer)
                if for_good:
                    return replace(fetched, moved=here.text) if len(visited) > 1 else fetched
                return replace(fetched, last_modified=None)
            answer.body.close()
            for_good = for_good and answer.status in _FOR_GOOD
            left = deadline.left()
            question = replace(question, url=_next(here, answer))
        around = question.url.text in visited
        reason = "its redirects lead in a circle" if around else f"it redirects more than {manners.max_redirects} times"
        hint = "look at the address in a browser; the site may want a cookie"
        raise FetchError(reason, kind=FailureKind.UNREACHABLE, hint=hint, url=first.url.text)

    @contextmanager
    def _turn(self, here: Url) -> Iterator[None]:
        """Our turn at a host, once its robots.txt lets us in; then it is left alone for as long as it asks for."""
        with self._pace.turn(here.authority):
            crawl_delay = self._robots.admit(here) if self._manners.respect_robots else None
            self._pace.wait(here.authority, here.text)
            try:
                yield
            finally:
                self._pace.asked(here.authority, crawl_delay)

    def _fetch_robots(self, url: Url) -> Fetched:
        manners = replace(self._manners, max_bytes=LARGEST, total_s=min(LONGEST_S, self._manners.total_s))
        question = Question(url, self._headers({"Accept": "text/plain,*/*;q=0.5"}), cut=True)
        return self._follow(question, manners, polite=False)

    def _headers(self, more: Mapping[str, str]) -> dict[str, str]:
        return {
            "User-Agent": self._manners.user_agent,
            "Accept-Encoding": ACCEPTED,
            "Accept-Language": "en, *;q=0.5",
            "Connection": "close",
            **more,
        }

    def _fetched(self, first: Question, here: Url, answer: Answer) -> Fetched:
        asked = first.url
        if answer.status == 304 and not _CONDITIONS & first.headers.keys():
            reason = "the server says that nothing changed, though it was not asked (304)"
            raise FetchError(reason, kind=FailureKind.MALFORMED, hint="try again later", url=asked.text, status=304)
        if answer.status not in _GOOD:
            raise self._error(here, answer)
        media, charset = stated_media(answer.headers)
        now = self._clock.now()
        return Fetched(
            url=here.text,
            asked=asked.text,
            status=answer.status,
            stream=answer.body,
            size=answer.size,
            fetched_at=now.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
            media_type=media,
            charset=charset,
            etag=validator(answer.headers.get("etag")),
            last_modified=validator(answer.headers.get("last-modified")),
            retry_after=retry_after(answer.headers, now),
            max_age=max_age(answer.headers),
        )

    def _error(self, here: Url, answer: Answer) -> FetchError:
        wait = retry_after(answer.headers, self._clock.now())
        if wait and answer.status in (429, 503):
            self._pace.hold(here.authority, wait)
        answer.body.close()
        return status_error(here.text, answer.status, wait)


def _next(here: Url, answer: Answer) -> Url:
    where = answer.headers.get("location", "")
    if not where:
        reason = f"it redirects to nowhere ({answer.status})"
        raise FetchError(reason, kind=FailureKind.MALFORMED, hint="look at the address in a browser", url=here.text)
    try:
        return parse_url(where, base=here)
    except FetchError as error:
        reason = f"it redirects to {where[:120]!r}, and {error.message}"
        raise FetchError(reason, kind=error.kind, hint=error.hint, url=here.text) from error
