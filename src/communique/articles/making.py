"""Raw document -> Article: decode, take apart, date, name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from types import MappingProxyType

from communique.articles.addresses import own_address, untracked
from communique.articles.continued import continued
from communique.articles.datelines import Dateline, dateline_of
from communique.articles.dates import date_in_byline, date_in_url, read_date
from communique.articles.decoding import decode
from communique.articles.evidence import CERTAIN, DOUBTFUL, LIKELY, Choice, Statement, choose
from communique.articles.identity import article_id
from communique.articles.language import language_of
from communique.articles.markdown import read_markdown
from communique.articles.outlets import aliased, host_of, usual_name
from communique.articles.plain import read_plain
from communique.articles.stamps import byline_of, is_about
from communique.articles.text import Parts, one_line, storable
from communique.articles.webpage import read_page
from communique.errors import ArticleError, FailureKind
from communique.model.article import URL_BASIS, Article, RawDocument

_FIELDS = ("id", "url", "publisher", "published", "title", "fetched", "modified")
_LATE = 7
"""A dispatch may be printed so many days after its dateline."""
_HEAD = 8
_ISO_DAY = len("2025-03-14")
_ANY = re.compile(r"\w")


def make_article(raw: RawDocument, outlets: Mapping[str, str] | None = None) -> Article:
    """Make an article of what a source delivered, or raise ArticleError with the kind of failure.

    What the source knows (`known`) goes before what the content says of itself. Text that the source gave as text is
    kept exactly (a NUL or half a surrogate pair becomes U+FFFD, one for one), other text is normalised once. A
    date that is none becomes None, with the reason under `published_note` in `meta`. `outlets` are a user's own names
    of outlets: spelling to usual name.

    >>> make_article(RawDocument("a.txt", b"Title: Talks end\\n\\nDelegations left Oslo.")).title
    'Talks end'
    """
    known = {storable(key): storable(value) for key, value in raw.known.items() if value is not None}
    given = {key: one_line(known.pop(key, None)) for key in _FIELDS}
    parts, note = _take_apart(raw, given["url"])
    parts = continued(parts, raw.pages, given["url"]) if raw.pages else parts
    if not _ANY.search(parts.text):
        hint = "leave it out, or look whether its text was saved"
        raise ArticleError("it holds no text", kind=FailureKind.EMPTY, hint=hint)
    meta = {**_stored(parts.notes), **known} | ({"encoding_note": note} if note else {})
    told = {key: one_line(storable(value)) for key, value in raw.hints.items() if value}
    url = own_address(given["url"], one_line(parts.url)) or told.get("url")
    host = host_of(url) if raw.media == "html" else None
    publisher = given["publisher"] or one_line(parts.publisher) or told.get("publisher") or host or None
    dateline = dateline_of(_story(parts.text))
    parts = _counted_back(parts, _stamp(given["fetched"]))
    chosen = _choice(given["published"], parts, told, url, dateline)
    meta = _told_at_head(parts, dateline, chosen.value, told.get("author")) | meta | _dated(chosen)
    if url and not given["url"]:
        meta[URL_BASIS] = "stated"
    if raw.kept_at:
        meta |= {"address_note": f"its address leads to {url} by now"} if url else {}
        url = raw.kept_at
    return Article(
        id=given["id"] or one_line(parts.id) or article_id(parts.text, url, publisher),
        text=parts.text,
        url=untracked(url) if url else None,
        publisher=aliased(publisher, outlets) if given["publisher"] else usual_name(publisher, outlets),
        published=chosen.value,
        published_basis=chosen.basis,
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


def _counted_back(parts: Parts, fetched: str | None) -> Parts:
    """The parts with the day that "3 hours ago" meant when the page was fetched, where it says no other."""
    if parts.ago is None or parts.dates or not fetched or len(fetched) <= _ISO_DAY:
        return parts
    day = (datetime.fromisoformat(fetched) - parts.ago).date().isoformat()
    return replace(parts, dates=(Statement(day, "byline", "what the page said when it was fetched", 1),))


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
        text, note = decode(raw.content, html=raw.media == "html", declared=raw.hints.get("charset"))
    if raw.media == "html" and "<" in text:
        return read_page(text, url), note
    return (read_markdown(text) if raw.media == "markdown" else read_plain(text)), note


def _choice(
    given: str | None, parts: Parts, told: Mapping[str, str | None], url: str | None, dateline: Dateline | None
) -> Choice:
    """The date of publication: the one given, and where none is, the one that most statements speak for."""
    day = given or (parts.published if parts.published_basis == "given" else None)
    statements = [*parts.dates, *_other_statements(parts, told, url)]
    dated = read_date(day) if day else None
    if dated is None:
        return choose([*statements, *_dateline_statement(dateline, statements)])
    if dated.value is None:
        return Choice(note=dated.note)
    if dated.note:
        return Choice(dated.value, "given", DOUBTFUL, dated.note)
    known = Statement(dated.value, "given", "what is given", 100)
    apart = choose([known, *statements, *_dateline_statement(dateline, [known])])
    return Choice(dated.value, "given", LIKELY if apart.note else CERTAIN, apart.note)


def _other_statements(parts: Parts, told: Mapping[str, str | None], url: str | None) -> Iterator[Statement]:
    """What the feed, the address, a line at the head of the text and a file's own metadata say of the day."""
    hint = read_date(told.get("published") or "")
    is_fed = told.get("published_basis", "feed") == "feed"
    if hint.value and not hint.note and is_fed:
        yield Statement(hint.value, "feed", "the feed", 3)
    stated = {statement.basis for statement in parts.dates}
    if url and "url" not in stated and (day := date_in_url(url)):
        yield Statement(day, "url", "the address", 3)
    if "byline" not in stated and (day := date_in_byline(parts.text)):
        yield Statement(day, "byline", "a line of the text", 3)
    if hint.value and not hint.note and not is_fed:  # when a file was made, often from an earlier one
        yield Statement(hint.value, "metadata", "the file", 1)


def _dateline_statement(dateline: Dateline | None, others: Sequence[Statement]) -> Iterator[Statement]:
    """What a dateline says: its day where it gives the year, else the day of that name closest to another statement.

    A few days before the others it says nothing, for papers print dispatches late.
    """
    if dateline is None or dateline.day is None:
        return
    if not others:
        if dateline.year:
            yield Statement(dateline.in_year_of(f"{dateline.year}-07-01").isoformat(), "dateline", "the dateline", 1)
        return
    day = dateline.in_year_of(others[0].value)
    if not 1 < abs((day - others[0].day).days) <= _LATE:
        yield Statement(day.isoformat(), "dateline", "the dateline", 1)


def _story(text: str) -> str:
    """The first line of a text that is more than names and dates."""
    lines = [line for line in text[:2_000].split("\n")[:_HEAD] if line.strip()]
    return next((line for line in lines if not is_about(line.strip())), "")


def _told_at_head(parts: Parts, dateline: Dateline | None, published: str | None, author: str | None) -> dict[str, str]:
    """Byline and dateline, for the article's metadata; the day of a dateline only where its year is known."""
    found: dict[str, str] = {}
    if "byline" not in parts.notes and "author" not in parts.notes:
        names = author or next((names for line in parts.text[:600].split("\n")[:4] if (names := byline_of(line))), None)
        found |= {"byline": names} if names else {}
    if dateline is None:
        return found
    found["dateline_place"] = dateline.place
    if dateline.agency:
        found["dateline_agency"] = dateline.agency
    near = published or (f"{dateline.year}-07-01" if dateline.year else None)
    if dateline.day and near:
        found["dateline_date"] = dateline.in_year_of(near).isoformat()
    return found


def _dated(chosen: Choice) -> dict[str, str]:
    """What is to be kept of a choice: how certain it is where that is not plain, and its note."""
    plain = chosen.certainty is None or (chosen.basis == "given" and chosen.certainty == CERTAIN)
    certainty = {} if plain or not chosen.certainty else {"published_certainty": chosen.certainty}
    return certainty | ({"published_note": chosen.note} if chosen.note else {})


def _stored(notes: Mapping[str, str]) -> dict[str, str]:
    return {storable(key): storable(value) for key, value in notes.items()}
