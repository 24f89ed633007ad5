"""Articles: the list, and the reading view in which every finding is marked."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from communique.findings.jsonl import finding_to_json
from communique.model.article import Article
from communique.record.decisions.anchors import kind_of
from communique.reports.article_listing import ARTICLE_COLUMNS, ARTICLE_KEYS, article_entry
from communique.reports.copies import carriers_note, copy_note, other_dates
from communique.reports.dates import say_published
from communique.reports.listing import Listing
from communique.reports.references import outlet
from communique.reports.show import summary
from communique.web.answers import Page, answer, format_asked
from communique.web.desk import ShownNow
from communique.web.marking import marked
from communique.web.paging import PagingNow
from communique.web.shown import NotHereError, Shown

router = APIRouter()


@router.get("/articles", response_class=Response)
def articles(request: Request, shown: ShownNow, paging: PagingNow, publisher: str | None = None) -> Response:
    """Every article, the latest first."""
    chosen = [a for a in shown.record.articles.values() if publisher is None or outlet(a) == publisher]
    chosen.reverse()
    part = chosen if format_asked(request) == "csv" else paging.part(chosen)
    entries = tuple(article_entry(shown.record, article, shown.numbers[article.id]) for article in part)
    listing = Listing("articles", ARTICLE_KEYS, ARTICLE_COLUMNS, entries)
    values = {"paging": paging.among(len(chosen)), "until": shown.until, "failures": len(shown.record.failures)}
    return answer(request, Page("articles.html", "Articles", values, listing, total=len(chosen)))


@router.get("/articles/{identifier}", response_class=Response)
def article(request: Request, shown: ShownNow, identifier: str, finding: str | None = None) -> Response:
    """One article as it stands, with every finding marked; `finding` is the one that a reader comes for."""
    item = shown.find(identifier)
    if not isinstance(item, Article):
        raise NotHereError(f"{identifier[:60]} is no article", hint="the list of articles has their ids")
    found = shown.findings.get(item.id, ())
    values = {
        "article": item,
        "outlet": outlet(item),
        "published": say_published(item.published),
        "basis": item.published_basis,
        "paragraphs": marked(item.text, [f for f in found if f.id[:1] != "s"]),
        "findings": [(f, summary(f), shown.item_of.get(f"{f.article}:{f.id}")) for f in found if f.id[:1] != "s"],
        "asked": finding,
        "copy": copy_note(shown.record, item.id),
        "carried": carriers_note(shown.record, item.id),
        "other_dates": other_dates(shown.record, item.id),
        "until": shown.until,
    }
    return answer(request, Page("article.html", item.title or item.id, values, data=_data(shown, item)))


def _data(shown: Shown, item: Article) -> dict[str, object]:
    fields = ("id", "url", "publisher", "title", "published", "published_basis", "language", "text")
    found = shown.findings.get(item.id, ())
    return {
        **{name: getattr(item, name) for name in fields},
        "duplicate_of": shown.record.duplicates.get(item.id),
        "findings": [{"kind": kind_of(f), **finding_to_json(f, kind_of(f))} for f in found],
    }
