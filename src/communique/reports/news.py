"""What a watch found: as a document for people, and as rows for programs; each line with why it is told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from communique.analysis.change import GROUPS, Change, ChangeKind
from communique.analysis.days import last_day
from communique.model.article import Article
from communique.model.record import Record
from communique.model.when import publication_day
from communique.reports.change_lines import sentence
from communique.reports.changes import NOUNS, change_row, group_title
from communique.reports.dates import say_day
from communique.reports.developments import Development, developments
from communique.reports.document import Bullets, Document, Item, Line, Section, line, soft, strong
from communique.reports.numbering import finish
from communique.reports.references import References, outlet
from communique.reports.view import View
from communique.reports.wording import count, enumerate_words, shorten

TITLE = 100


@dataclass(frozen=True, slots=True)
class News:
    """A change that a watch asks for, and why it does, in words that stand after "because of"."""

    change: Change
    why: tuple[str, ...] = ()


def make_news(record: Record, watch: str, found: Sequence[News]) -> Document:
    """What a watch found, each with its reasons, and the articles that brought it.

    Where it found nothing the document has no sections, and is not worth sending.
    """
    view = _view(record)
    told = developments(view, [news.change for news in found])
    why = {id(news.change): news.why for news in found}
    sections = []
    for group in GROUPS:
        items = tuple(_item(item, why) for item in told if item.group == group)
        if items:
            sections.append(Section(f"news-{group}", group_title(group), (Bullets(items),)))
    articles = articles_of(record, [news.change for news in found])
    if articles:
        rows = tuple(Item(_article(view, article)) for article in articles)
        sections.append(Section("news-articles", "Reported by", (Bullets(rows),)))
    return finish("news", f"{watch}: {summary(told)}", _subtitle(view, articles), sections, view.refs.sources())


def news_rows(record: Record, found: Sequence[News]) -> list[dict[str, Any]]:
    """The same changes for programs: rows as `communique changes --json` has them, with `why`."""
    view = _view(record)
    return [{**change_row(view, news.change, sentence(view, [news.change])), "why": list(news.why)} for news in found]


def summary(told: Sequence[Development]) -> str:
    """How many items changed, by group: "2 contacts and 1 agreement changed, 1 edit"."""
    numbers = {group: sum(item.group == group for item in told) for group in GROUPS}
    edits = numbers.pop(ChangeKind.EDITED.group, 0)
    changed = enumerate_words([count(number, NOUNS[group]) for group, number in numbers.items() if number])
    return ", ".join([*([f"{changed} changed"] if changed else []), *([count(edits, "edit")] if edits else [])])


def articles_of(record: Record, changes: Sequence[Change]) -> list[Article]:
    """The articles that brought some changes, each once, in the order of the record."""
    keys = {report.article for change in changes for report in change.reports}
    return [article for key, article in record.articles.items() if key in keys]


def _view(record: Record) -> View:
    return View(record, References(record), last_day(record), None, False)


def _item(item: Development, why: Mapping[int, Sequence[str]]) -> Item:
    reasons = dict.fromkeys(reason for change in item.changes for reason in why[id(change)])
    told = [line(soft(f"Told because of {enumerate_words(list(reasons))}."))] if reasons else []
    return Item(item.what, (*item.why, *told))


def _article(view: View, article: Article) -> Line:
    published = publication_day(article.published)
    day = f", {say_day(published, view.year)}" if published else ""
    name = f" “{shorten(article.title, TITLE)}”" if article.title else ""
    copies = [outlet(view.record.articles.get(key)) for key, of in view.record.duplicates.items() if of == article.id]
    also = f", also carried by {enumerate_words(sorted(set(copies)))}" if copies else ""
    return line(strong(outlet(article)), f"{day}{name}{also}", f" {article.url}" if article.url else "")


def _subtitle(view: View, articles: Sequence[Article]) -> Line:
    reach = f"the record reaches to {say_day(view.as_of)}" if view.as_of else "the record has no dated article"
    return line(soft(f"{count(len(articles), 'article')} · {reach}"))
