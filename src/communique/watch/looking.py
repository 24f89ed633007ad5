"""Second looks: pages that were read lately are fetched again, since outlets change them while feeds say nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime, timedelta
from json import dumps
from urllib.parse import urlsplit

from communique.articles import make_article
from communique.articles.addresses import canonical_url
from communique.articles.altered import is_altered, is_cut_short
from communique.errors import ArticleError, CommuniqueError, FailureKind, FetchError
from communique.model.article import Article, Failure, RawDocument
from communique.model.watching import RecentPage, Waiting
from communique.net.fetched import Fetched
from communique.record.screening import MARK
from communique.sources import Item, Link
from communique.sources.entries import link_of
from communique.sources.following import follow
from communique.watch.answers import entry_of
from communique.watch.fetching import Asking, Got, fetch_all
from communique.watch.polling import Tools
from communique.watch.same_page import as_edition, page_of, texts_of

BATCH = 16
"""So many pages are looked at together; in between, places that are due are polled and new items read."""
_LATER = timedelta(hours=1)
_STREWN = 0.1
_HOUR = 3600.0


def recent_page(tools: Tools, item: Waiting, link: Link, got: Fetched, documents: Sequence[Item]) -> RecentPage | None:
    """What is to be remembered of a page that an item led to and that was read; None where nobody looks at it again."""
    now = tools.clock.now()
    wait = tools.revisits.wait(0)
    if wait is None or item.source in tools.revisits.but_not or page_of(documents, link) is None:
        return None
    told = replace(entry_of(item.body), own_text=None)
    body = dumps(asdict(told), ensure_ascii=True, separators=(",", ":"))
    due = now + _strewn(tools, wait)
    address = canonical_url(link.url)
    return RecentPage(address, link.url, item.source, body, now, due, 0, got.etag, got.last_modified)


@dataclass(slots=True)
class Looker:
    """Looks again at pages that are due, a few of each host at a time; remembers how often it asked each lately."""

    tools: Tools
    _asked: Counter[str] = field(default_factory=Counter)
    _since: float = 0.0

    def look(self, sources: Sequence[str]) -> list[str] | None:
        """Look at the next pages of these sources; the sources of those that were edited. None where none is due."""
        tools = self.tools
        now = tools.clock.now()
        pages = tools.store.pages.due(sources, now, BATCH, tools.revisits.longest)
        if not pages:
            return None
        wanted = [page for page in pages if self._is_due(page, now)]
        answers = fetch_all(tools.client, [Asking(page.url, page.etag, page.last_modified) for page in wanted])
        return [page.source for page, got in zip(wanted, answers, strict=True) if self._look(page, got)]

    def _is_due(self, page: RecentPage, now: datetime) -> bool:
        """False for a page that nobody wants to see again, and for one whose host was asked often enough for now."""
        if not self._is_wanted(page):
            self.tools.store.pages.leave([page])
            return False
        if not self._may_ask(urlsplit(page.url).netloc):
            self.tools.store.pages.looked([replace(page, due=now + _strewn(self.tools, _LATER))])
            return False
        return True

    def _look(self, page: RecentPage, got: Got) -> bool:
        """Look at one page; True where an edition of it came into the record."""
        if isinstance(got, FetchError):
            self._missed(page, got)
            return False
        if isinstance(got, Exception) or got.not_modified:
            self._looked(page)
            return False
        with got.stream:
            found = self._take(page, got)
        if found is not None:
            # Those of a consent form would hide the next edition of the page itself.
            page = replace(page, etag=got.etag, last_modified=got.last_modified)
        self._looked(page)
        return bool(found)

    def _take(self, page: RecentPage, got: Fetched) -> bool | None:
        """Take in what a page shows now, where its text was really changed.

        False where it shows what the record has of it, None where it shows neither.
        """
        link = link_of(entry_of(page.body), page.source)
        if not isinstance(link, Link):
            return None
        try:
            raw = page_of(follow(link, got, self.tools.client, self.tools.limits), link)
            return self._compared(page, raw) if raw else None
        except CommuniqueError:
            raise
        except Exception as error:  # a defect over one page must not end the watch over all the others
            reason = f"it cannot be read again: {type(error).__name__}: {error}"[:300]
            self.tools.store.add_failure(Failure(link.origin, FailureKind.READER, reason, "report it"))
            return None

    def _compared(self, page: RecentPage, raw: RawDocument) -> bool | None:
        """The same of its document; one that shows only a part of the text is no edition."""
        try:
            article = make_article(raw)
        except ArticleError:
            return None
        known = texts_of(self.tools.store, article.url, page.url)
        if known and not is_altered(known[0].text, article.text):
            return False
        if known and is_cut_short(known[0].text, article.text):
            return None
        edition = as_edition(known, raw, article) if known else raw
        return (edition is not None and self.tools.take([edition]).read > 0) or None

    def _is_wanted(self, page: RecentPage) -> bool:
        """False for a page that concerns nobody, or is in another language."""
        known = texts_of(self.tools.store, page.url)
        return page.source not in self.tools.revisits.but_not and (not known or _is_read(known[0]))

    def _looked(self, page: RecentPage) -> None:
        """Note a look, and when the next one is; the page is forgotten after the last."""
        wait = self.tools.revisits.wait(page.looks + 1)
        if wait is None:
            self.tools.store.pages.leave([page])
        else:
            due = self.tools.clock.now() + _strewn(self.tools, wait)
            self.tools.store.pages.looked([replace(page, looks=page.looks + 1, due=due)])

    def _missed(self, page: RecentPage, error: FetchError) -> None:
        """Come back in an hour where that may help, for as long as the page is looked at at all."""
        now = self.tools.clock.now()
        if error.is_passing and abs(now - page.read) < self.tools.revisits.longest:
            wait = max(_LATER, timedelta(seconds=min(error.retry_after or 0.0, 24 * _HOUR)))
            self.tools.store.pages.looked([replace(page, due=now + _strewn(self.tools, wait))])
        else:
            self._looked(page)

    def _may_ask(self, host: str) -> bool:
        now = self.tools.clock.monotonic()
        if now - self._since > _HOUR:
            self._asked, self._since = Counter(), now
        self._asked[host] += 1
        return self._asked[host] <= self.tools.revisits.an_hour


def _is_read(article: Article) -> bool:
    return MARK not in article.meta and article.language == "en"


def _strewn(tools: Tools, wait: timedelta) -> timedelta:
    return wait * (1 + _STREWN * tools.random.random())


def edited_lines(sources: Sequence[str], names: dict[str, str]) -> Iterator[str]:
    """What to say of pages that were edited, by the sources that led to them.

    >>> list(edited_lines(["a", "a"], {"a": "Fjord Post"}))
    ['Fjord Post: 2 pages were edited since they were read']
    """
    for source, number in Counter(sources).items():
        pages = "a page was edited since it was" if number == 1 else f"{number} pages were edited since they were"
        yield f"{names.get(source, source)}: {pages} read"
