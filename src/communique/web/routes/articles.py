"""Articles: the list, the reading view in which every finding is marked, and what edits changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import RedirectResponse

from communique.findings.jsonl import finding_to_json
from communique.model.article import Article
from communique.model.record import Record
from communique.record.decisions.anchors import kind_of
from communique.record.items import earlier_edition, item_id
from communique.record.screening import MARK
from communique.reports.article_listing import ARTICLE_COLUMNS, ARTICLE_KEYS, article_entry
from communique.reports.copies import other_dates
from communique.reports.dates import say_published
from communique.reports.document import plain
from communique.reports.editions import list_differences, make_editions
from communique.reports.listing import Column, Entry, Listing
from communique.reports.references import outlet
from communique.reports.show import summary
from communique.reports.wording import parties_label
from communique.web.answers import Page, answer, format_asked
from communique.web.desk import ShownNow
from communique.web.marking import marked
from communique.web.paging import PagingNow
from communique.web.shown import NotHereError, Shown

router = APIRouter()
OUTLETS = 60
"""So many outlets are there to choose from, those with most articles."""
_KINDS: Mapping[str, tuple[str, Callable[[Record, Article], bool]]] = {
    "originals": ("without copies", lambda record, article: article.id not in record.duplicates),
    "copies": ("copies only", lambda record, article: article.id in record.duplicates),
    "edited": ("edited", lambda record, article: article.id in record.editions),
    "unread": ("not read", lambda record, article: MARK in article.meta or article.language != "en"),
    "doubtful": ("date doubtful or unknown", lambda record, article: article.published_certainty in (None, "doubtful")),
}
_NOTES = ("published_note", "text_note", "fetch_note", "address_note")
_BASES = {"given": "as given", "metadata": "by the page's metadata", "url": "by its address", "byline": "by the byline",
          "feed": "by the feed", "dateline": "by the dateline"}  # fmt: skip


@router.get("/articles", response_class=Response)
def articles(
    request: Request, shown: ShownNow, paging: PagingNow, publisher: str | None = None,
    kind: Annotated[str, Query(max_length=20)] = "",
) -> Response:  # fmt: skip
    """Every article, the latest first; `kind` is originals, copies, edited, unread or doubtful."""
    numbers = numbers_of_kinds(shown)
    chosen = shown.latest(("articles", publisher, kind), lambda: _chosen(shown.record, publisher, kind))
    part = chosen if format_asked(request) == "csv" else paging.part(chosen)
    entries = tuple(article_entry(shown.record, article, shown.numbers[article.id]) for article in part)
    listing = Listing("articles", ARTICLE_KEYS, ARTICLE_COLUMNS, entries)
    values = {
        "paging": paging.among(len(chosen)),
        "until": shown.until,
        "failures": len(shown.record.failures),
        "outlets": outlets_of(shown).most_common(OUTLETS),
        "publisher": publisher or "",
        "kind": kind,
        "kinds": [(name, words, numbers[name]) for name, (words, _) in _KINDS.items() if numbers[name]],
        "edited": numbers["edited"],
    }
    return answer(request, Page("articles.html", "Articles", values, listing, total=len(chosen)))


@router.get("/articles/{identifier}", response_class=Response)
def article(request: Request, shown: ShownNow, identifier: str, finding: str | None = None) -> Response:
    """One article as it stands, with every finding marked; `finding` is the one that a reader comes for."""
    earlier = earlier_edition(shown.record, identifier)
    if earlier:
        return RedirectResponse(f"{_prefix(request)}/articles/{quote(earlier[1], safe='')}/editions", 307)
    item = _article(shown, identifier)
    found = shown.findings.get(item.id, ())
    record = shown.record
    original = record.articles.get(record.duplicates.get(item.id, ""))
    named = [code for code in item.meta.get(MARK, "").split(", ") if code]
    values = {
        "article": item,
        "outlet": outlet(item),
        "published": say_published(item.published),
        "basis": _BASES.get(item.published_basis or "", item.published_basis),
        "certainty": item.published_certainty,
        "notes": [note for key in _NOTES if (note := item.meta.get(key))],
        "paragraphs": marked(item.text, [f for f in found if f.id[:1] != "s"]),
        "findings": [(f, summary(f), shown.item_of.get(f"{f.article}:{f.id}")) for f in found if f.id[:1] != "s"],
        "asked": finding,
        "copy": _named(item, original) if original else None,
        "carried": [_named(item, record.articles[key]) for key in _copies(shown).get(item.id, ())],
        "other_dates": other_dates(record, item.id),
        "unread": MARK in item.meta,
        "names_only": parties_label(named) if named else "",
        "editions": len(record.editions.get(item.id, ())),
        "until": shown.until,
    }
    page = Page(
        "article.html", item.title or item.id, values, data=_data(shown, item), table=lambda: _findings(shown, item)
    )
    return answer(request, page)


@router.get("/articles/{identifier}/editions", response_class=Response)
def editions(request: Request, shown: ShownNow, identifier: str) -> Response:
    """What each edit of an article changed: of what it reports, and word by word."""
    earlier = earlier_edition(shown.record, identifier)
    key = earlier[1] if earlier else _article(shown, identifier).id
    chain = shown.record.editions.get(key)
    if chain is None:
        raise NotHereError(f"{identifier[:60]} has one edition", hint="the list of edited articles has those with more")
    if format_asked(request) != "html":
        return answer(request, Page("", "Editions", listing=list_differences(shown.record, chain)))
    document = shown.latest(("editions", key), lambda: make_editions(shown.record, chain))
    values = {"document": document, "article": chain[-1].article, "until": shown.until, "as_csv": True}
    return answer(request, Page("editions.html", f"Editions: {document.title}", values))


def _findings(shown: Shown, item: Article) -> Listing:
    """What an article reports, finding by finding."""
    keys = ("id", "kind", "what", "item", "evidence", "confidence")
    rows = tuple(
        Entry({"id": item_id(f), "kind": kind_of(f), "what": plain(summary(f)), "item": shown.item_of.get(item_id(f)),
               "evidence": " ".join(f.evidence), "confidence": f.confidence}, ())
        for f in shown.findings.get(item.id, ())
    )  # fmt: skip
    return Listing(f"findings of {item.id}", keys, tuple(map(Column, keys)), rows)


def _article(shown: Shown, identifier: str) -> Article:
    item = shown.find(identifier)
    if not isinstance(item, Article):
        raise NotHereError(f"{identifier[:60]} is no article", hint="the list of articles has their ids")
    return item


def _prefix(request: Request) -> str:
    """What stands before the addresses of pages where a program asks for them."""
    return "/api" if request.url.path.startswith("/api/") else ""


def _numbers(record: Record) -> Counter[str]:
    found: Counter[str] = Counter()
    for item in record.articles.values():
        found.update(name for name, (_, fits) in _KINDS.items() if fits(record, item))
    return found


def _chosen(record: Record, publisher: str | None, kind: str) -> list[Article]:
    """The articles that are asked for, the latest first."""
    fits = _KINDS[kind][1] if kind in _KINDS else lambda *_: True
    found = [a for a in record.articles.values() if (not publisher or outlet(a) == publisher) and fits(record, a)]
    return found[::-1]


def numbers_of_kinds(shown: Shown) -> Counter[str]:
    """How many articles there are of each kind, counted once."""
    return shown.kept("kinds of articles", lambda: _numbers(shown.record))


def outlets_of(shown: Shown) -> Counter[str]:
    """How many articles each outlet has, counted once."""
    return shown.kept("outlets", lambda: Counter(map(outlet, shown.record.articles.values())))


def _copies(shown: Shown) -> Mapping[str, list[str]]:
    """The copies of each article."""

    def made() -> Mapping[str, list[str]]:
        found: dict[str, list[str]] = {}
        for copy, original in shown.record.duplicates.items():
            if copy in shown.record.articles:
                found.setdefault(original, []).append(copy)
        return found

    return shown.kept("copies", made)


def _named(own: Article, other: Article) -> tuple[str, str, str]:
    """The id of an article in the same words, its outlet, and its day where that is another."""
    day = "" if own.published_day == other.published_day else say_published(other.published)
    return other.id, outlet(other), day


def _data(shown: Shown, item: Article) -> dict[str, object]:
    fields = ("id", "url", "publisher", "title", "published", "published_basis", "published_certainty", "language",
              "modified", "fetched", "origin", "text")  # fmt: skip
    found = shown.findings.get(item.id, ())
    return {
        **{name: getattr(item, name) for name in fields},
        "duplicate_of": shown.record.duplicates.get(item.id),
        "copies": _copies(shown).get(item.id, []),
        "out_of_scope": MARK in item.meta,
        "editions": [edition.article.id for edition in shown.record.editions.get(item.id, ())],
        "findings": [{"kind": kind_of(f), **finding_to_json(f, kind_of(f))} for f in found],
    }
