"""The overview: what changed, what is coming or overdue, what is disputed, and how much was read."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from fastapi import APIRouter, Request, Response

from communique.analysis.changes import find_news
from communique.model.record import Contact
from communique.model.when import publication_day
from communique.record.typed import read_day
from communique.reports.brief import NEW, new_blocks, subtitle, title
from communique.reports.brief_json import to_json
from communique.reports.contact_lines import contact_row
from communique.reports.developments import developments
from communique.reports.disputes import dispute_blocks
from communique.reports.document import (
    Block,
    Bullets,
    Document,
    Group,
    Item,
    Paragraph,
    Section,
    Table,
    code,
    line,
    soft,
)
from communique.reports.line_listing import list_lines
from communique.reports.outcomes import deadline_blocks
from communique.reports.settled import settled
from communique.reports.view import View
from communique.reports.wording import count, party_name
from communique.web.answers import Page, answer
from communique.web.deciding_actors import parties_of
from communique.web.desk import DeskNow, ShownNow
from communique.web.shown import Shown
from communique.web.visits import Visit, visits_of

router = APIRouter()

SHOWN, PARTIES = 8, 12
"""How many contacts of one group, and how many parties, the overview shows."""
_GROUPS = (
    ("coming", "Coming", "Nothing is announced."),
    ("lapsed", "Overdue", "Nothing is overdue."),
    ("under_way", "Under way", ""),
    ("held", "Held lately", "No contact is reported as held."),
)


@router.get("/", response_class=Response)
def overview(request: Request, shown: ShownNow, desk: DeskNow, since: str | None = None) -> Response:
    """The state of the negotiation at a glance; what articles brought since the last visit comes first."""
    start = read_day(since, "since") if since else None
    visits = visits_of(request, shown.articles)
    last = visits.last if start is None and shown.record.as_of is None else None
    document = shown.latest(
        ("overview", start, last), lambda: make_overview(shown, start, last, desk.keeper.store.articles_up_to)
    )
    if request.query_params.get("format") == "json":
        return Response(to_json(document), media_type="application/json")
    counts = parties_of(shown)
    named = [(code, number) for code, number in counts.items() if number][:PARTIES]
    values = {
        "document": document,
        "charts": shown.charts,
        "parties": [(code, party_name(code), number) for code, number in named],
        "others": len(counts) - len(named),
        "until": shown.until,
    }
    page = Page(
        "overview.html", "Overview", values, sources=lambda: document.sources, table=lambda: list_lines(document)
    )
    response = answer(request, page)
    visits.remember(response, secure=request.url.scheme == "https")
    return response


def make_overview(
    shown: Shown, start: date | None, last: Visit | None, known: Callable[[int], frozenset[str]]
) -> Document:
    """What changed, what is coming, overdue, under way and lately held, deadlines, and what is disputed."""
    view = shown.view(start)
    sections = [_since_visit(shown, view, last, known)] if last else []
    sections += [Section("new", "What changed", new_blocks(view)), *_standing(view)]
    return Document(title(view), subtitle(view), tuple(sections), view.refs.sources())


@settled
def _standing(view: View) -> tuple[Section, ...]:
    """What does not hang on the days asked for."""
    return (
        *(section for told in _GROUPS for section in _contacts(view, told, view.grouped.get(told[0], []))),
        Section("deadlines", "Deadlines", deadline_blocks(view)),
        Section("disputes", "Where reports disagree", _few(dispute_blocks(view))),
    )


def _since_visit(shown: Shown, view: View, last: Visit, known: Callable[[int], frozenset[str]]) -> Section:
    """What the articles that came in since the last visit changed."""
    heading = "Since your last visit"
    new = shown.articles - last.articles
    if new <= 0:
        return Section("visit", heading, (Paragraph(line(soft("No article came in."))),))
    before = known(last.articles)
    reached = max((day for key in before if (article := shown.record.articles.get(key))
                   and (day := publication_day(article.published))), default=None)  # fmt: skip
    found = developments(view, find_news(shown.record, before, reached))
    told = f"{count(len(shown.record.articles.keys() - before), 'article')} came in"
    if not found:
        return Section("visit", heading, (Paragraph(line(soft(f"{told}; nothing in the record changed."))),))
    items = Bullets(tuple(Item(item.what) for item in found[:NEW]))
    left = len(found) - len(items.items)
    more = (Paragraph(line(soft(f"{left} more changes are among those below."))),) if left else ()
    return Section("visit", heading, (Paragraph(line(soft(f"{told}."))), items, *more))


def _few(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """The blocks with the first points of their lists."""
    return tuple(Bullets(block.items[:SHOWN]) if isinstance(block, Bullets) else block for block in blocks)


def _contacts(view: View, told: tuple[str, str, str], contacts: list[Contact]) -> list[Section]:
    name, words, nothing = told
    if not contacts:
        return [Section(name, words, (Paragraph(line(soft(nothing))),))] if nothing else []
    rows = tuple(contact_row(view, contact) for contact in contacts[:SHOWN])
    blocks: tuple[Block, ...] = (Table(("when", "who", "what", "status and reports"), (Group("", rows),)),)
    if len(contacts) > SHOWN:
        blocks += (Paragraph(line(soft(f"{len(contacts) - SHOWN} more: "), code("contacts"))),)
    return [Section(name, words, blocks)]
