"""Entries: what feeds and sitemaps say of the pages that they list, and the links that become of them."""

from __future__ import annotations

import hashlib
import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from email.utils import parsedate_to_datetime
from urllib.parse import urljoin, urlsplit

from communique.data import load_toml
from communique.errors import FailureKind
from communique.model.article import URL_BASIS, Failure, RawDocument
from communique.sources.content import Content
from communique.sources.source import Link, Part

_TAG = re.compile(r"<(?:/?[a-zA-Z][^<>]{0,2000}|!--[^<>]{0,2000}--|!\[CDATA\[|\?[^<>]{0,200})>|\]\]>")
_UNREAD = re.compile(r"<(script|style)\b[^<>]{0,2000}>.{0,20000}?(?:</\1\s{0,9}>|\Z)", re.IGNORECASE | re.DOTALL)
_ISO = re.compile(
    r"(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d)?)(?:[.,]\d{1,9})?\s?(Z|z|UTC|GMT|[+-]\d\d(?::?\d\d)?)?)?"
)
_ZONE = re.compile(r"\s(UT|UTC|GMT|Z|[ECMP][SD]T|[+-]\d{4})\)?$")
_TITLE = 1_000


@dataclass(frozen=True, slots=True)
class Entry:
    """One page as a feed or a sitemap lists it; what it does not say is None.

    `key` stays the same from poll to poll: the feed's own id of it, else its address, else a digest of its words. `url`
    is absolute. `published` and `updated` are ISO dates or date-times, `date_note` says where one was given and is
    none. `own_text` is HTML: the article as the feed itself holds it, or its summary (`is_summary`). `is_map` marks a
    sitemap that an index lists: its entries are to be had there.
    """

    key: str
    url: str | None = None
    title: str | None = None
    published: str | None = None
    updated: str | None = None
    author: str | None = None
    outlet: str | None = None
    own_text: str | None = None
    is_summary: bool = False
    is_map: bool = False
    date_note: str | None = None


def key_of(guid: str | None, url: str | None, words: Iterable[str | None]) -> str:
    """What an entry is known by.

    >>> key_of(None, "https://a.example/1", [])
    'https://a.example/1'
    """
    known = (guid or "").strip() or (url or "").strip()
    if known and len(known) <= 2000:
        return known
    text = known or "\0".join(word or "" for word in words)
    return "digest:" + hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=16).hexdigest()


def entry_links(entries: Iterable[Entry | Failure], content: Content) -> Iterator[Part]:
    """Each entry as the link to its page, or as its own text where it has no address; a Failure without either."""
    number = 0
    for number, entry in enumerate(entries, start=1):
        yield entry if isinstance(entry, Failure) else link_of(entry, content.origin, number)
    if not number:
        reason, hint = "it lists no page", "look whether it is the right address, or try again later"
        yield Failure(content.origin, FailureKind.EMPTY, reason, hint)


def link_of(entry: Entry, origin: str, number: int = 0) -> Link | RawDocument | Failure:
    """The link to an entry's page, with what the feed says of it; `origin` is that of the feed."""
    place = f"{entry.url} (in {origin})" if entry.url else f"{origin}, entry {number or entry.key}"
    instead = _own_document(entry, place, origin)
    if entry.url is None:
        reason, hint = "the entry has neither an address of the web nor a text", "there is no article to be had"
        return instead or Failure(place, FailureKind.EMPTY, reason, hint)
    hops = 1 if entry.is_map else 0
    return Link(place, entry.url, _known(entry, origin), _hints(entry), instead, not entry.is_summary, hops)


def _own_document(entry: Entry, place: str, origin: str) -> RawDocument | None:
    """What the feed itself holds of an article, as a page of its own; a summary of a few words is nothing."""
    if not entry.own_text or not entry.own_text.strip():
        return None
    if entry.is_summary and len(plain_text(entry.own_text) or "") < load_toml("feeds")["summary"]["least"]:
        return None
    title = html.escape(entry.title or "")
    page = f"<html><head><title>{title}</title></head><body><article>{entry.own_text}</article></body></html>"
    note = "the summary of the feed" if entry.is_summary else "the text of the feed"
    known = {**_known(entry, origin), "url": entry.url, "title": entry.title, "text_note": note}
    if entry.url and not _is_of_site(entry.url, origin):
        known[URL_BASIS] = "feed"
    return RawDocument(place, page, "html", known, _hints(entry))


def _is_of_site(url: str, origin: str) -> bool:
    """True where the host of an address is that of the feed, or one of them lies within the other."""
    try:
        hosts = [(urlsplit(place).hostname or "").removeprefix("www.") for place in (url, origin)]
    except ValueError:
        return False
    short, long = sorted(hosts, key=len)
    return bool(short) and (short == long or long.endswith(f".{short}"))


def _known(entry: Entry, origin: str) -> dict[str, str]:
    said = {
        "feed": origin,
        "feed_guid": entry.key if entry.key != entry.url else None,
        "feed_author": entry.author,
        "feed_date_note": entry.date_note,
    }
    return {key: value for key, value in said.items() if value}


def _hints(entry: Entry) -> dict[str, str]:
    said = {
        "title": entry.title,
        "publisher": entry.outlet,
        "published": entry.published,
        "modified": entry.updated,
        "url": entry.url,
    }
    return {key: value for key, value in said.items() if value}


def plain_text(text: str | None, *, is_html: bool = True) -> str | None:
    """A title or a name on one line, without tags, scripts and references; None when nothing is left.

    >>> plain_text("Talks &amp;amp; tea: <b>no</b> deal<script>x()</script>")
    'Talks & tea: no deal'
    """
    if not text:
        return None
    plain = text[: 20 * _TITLE]
    if is_html:
        # Twice: many feeds escape what was escaped before.
        for _ in range(2):
            plain = html.unescape(_TAG.sub("", _UNREAD.sub("", plain)))
    return " ".join(plain.split())[:_TITLE] or None


def absolute(url: str | None, base: str | None) -> str | None:
    """An address in full, given that of what it stands in; None where there is none, or none of the web.

    >>> absolute("/a?b=1&amp;c=2", "https://post.example/feed")
    'https://post.example/a?b=1&c=2'
    """
    text = "".join((url or "").split()).replace("&amp;", "&")
    if not text or not text.isprintable():
        return None
    try:
        full = urljoin(base, text) if base else text
    except ValueError:
        return None
    return full if full[:8].lower().startswith(("http://", "https://")) else None


def read_stamp(text: str | None) -> tuple[str | None, str | None]:
    """A date or date-time of a feed as ISO, or None and why: ISO 8601, the form of e-mails, and what is near to them.

    >>> read_stamp("Fri, 14 Mar 2025 10:30:00 EST")
    ('2025-03-14T10:30:00-05:00', None)
    """
    plain = " ".join((text or "").split())[:100]
    if not plain:
        return None, None
    value = _iso(plain) or _mailed(plain)
    return value, None if value else f"{plain[:60]} is no date that is understood"


def _iso(plain: str) -> str | None:
    found = _ISO.fullmatch(plain)
    if not found:
        return None
    zone = (found[3] or "").upper().replace("UTC", "Z").replace("GMT", "Z")
    try:
        moment = datetime.fromisoformat(f"{found[1]}T{found[2]}{zone}" if found[2] else found[1])
    except ValueError:
        return None
    return moment.isoformat() if found[2] else found[1]


def _mailed(plain: str) -> str | None:
    try:
        moment = parsedate_to_datetime(plain)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    # A zone that nobody knows counts as none: the hour is as it stands.
    return (moment if _ZONE.search(plain) else moment.replace(tzinfo=None)).isoformat()
