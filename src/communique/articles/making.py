"""Raw document -> Article: decode, take apart, date, name."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from communique.articles.addresses import own_address
from communique.articles.dates import date_in_byline, date_in_url, read_date
from communique.articles.decoding import decode
from communique.articles.identity import article_id
from communique.articles.language import language_of
from communique.articles.markdown import read_markdown
from communique.articles.plain import read_plain
from communique.articles.text import Parts, one_line, storable
from communique.articles.webpage import read_page
from communique.errors import ArticleError, FailureKind
from communique.model.article import Article, RawDocument

_FIELDS = ("id", "url", "publisher", "published", "title", "fetched", "modified")
_ANY = re.compile(r"\w")


def make_article(raw: RawDocument) -> Article:
    """Make an article of what a source delivered, or raise ArticleError with the kind of failure.

    What the source knows (`known`) goes before what the content says of itself. Text that the source gave as text is
    kept exactly (a NUL or half a surrogate pair becomes U+FFFD, one for one), other text is normalised once. A
    date that is none becomes None, with the reason under `published_note` in `meta`.

    >>> make_article(RawDocument("a.txt", b"Title: Talks end\\n\\nDelegations left Oslo.")).title
    'Talks end'
    """
    known = {storable(key): storable(value) for key, value in raw.known.items() if value is not None}
    given = {key: one_line(known.pop(key, None)) for key in _FIELDS}
    parts, note = _take_apart(raw, given["url"])
    if not _ANY.search(parts.text):
        hint = "leave it out, or look whether its text was saved"
        raise ArticleError("it holds no text", kind=FailureKind.EMPTY, hint=hint)
    meta = {**_stored(parts.notes), **known} | ({"encoding_note": note} if note else {})
    told = {key: one_line(storable(value)) for key, value in raw.hints.items() if value}
    url = own_address(given["url"], one_line(parts.url)) or told.get("url")
    publisher = given["publisher"] or one_line(parts.publisher) or told.get("publisher")
    published, basis = _published(given["published"], parts, url, meta)
    return Article(
        id=given["id"] or one_line(parts.id) or article_id(parts.text, url, publisher),
        text=parts.text,
        url=url,
        publisher=publisher,
        published=published,
        published_basis=basis,
        title=given["title"] or one_line(parts.title) or told.get("title"),
        language=language_of(parts.text),
        origin=storable(raw.origin),
        meta=MappingProxyType(meta),
        fetched=_stamp(given["fetched"]),
        modified=_stamp(given["modified"]) or _stamp(parts.modified) or _stamp(told.get("modified")),
    )


def _stamp(text: str | None) -> str | None:
    """When a text was had or changed; None where that is no date or lies in the future."""
    dated = read_date(text) if text else None
    return dated.value if dated and not dated.note else None


def _take_apart(raw: RawDocument, url: str | None) -> tuple[Parts, str | None]:
    """The parts of a document's content, and what is to be noted of its encoding."""
    if not raw.content or raw.content.isspace():
        raise ArticleError("it is empty", kind=FailureKind.EMPTY, hint="leave it out, or save the article again")
    if isinstance(raw.content, str):
        text, note = raw.content, None
        if raw.media == "text":
            exact = storable(text)
            return Parts(exact), "unstorable characters replaced by U+FFFD" if exact != text else None
    else:
        text, note = decode(raw.content, html=raw.media == "html")
    if raw.media == "html" and "<" in text:
        return read_page(text, url), note
    return (read_markdown(text) if raw.media == "markdown" else read_plain(text)), note


def _published(given: str | None, parts: Parts, url: str | None, meta: dict[str, str]) -> tuple[str | None, str | None]:
    """The date of publication and where it comes from; a note in `meta` where one was given and is none."""
    for text, basis in ((given, "given"), (parts.published, parts.published_basis)):
        if text:
            dated = read_date(text)
            if dated.note:
                meta["published_note"] = dated.note
            if dated.value:
                return dated.value, basis
            if basis == "given":
                return None, None
    if url and (day := date_in_url(url)):
        return day, "url"
    if day := date_in_byline(parts.text):
        return day, "byline"
    return None, None


def _stored(notes: Mapping[str, str]) -> dict[str, str]:
    return {storable(key): storable(value) for key, value in notes.items()}
