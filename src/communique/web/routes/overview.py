"""The overview: what changed, what is coming or overdue, what is disputed, and how much was read."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from communique.model.record import Contact
from communique.record.typed import read_day
from communique.reports.brief import new_blocks, subtitle, title
from communique.reports.brief_json import to_json
from communique.reports.contact_lines import contact_row
from communique.reports.disputes import dispute_blocks
from communique.reports.document import Block, Bullets, Document, Group, Paragraph, Section, Table, line, soft
from communique.reports.outcomes import deadline_blocks
from communique.reports.view import View
from communique.web.answers import Page, answer
from communique.web.desk import ShownNow

router = APIRouter()

SHOWN = 8
"""How many contacts of one group the overview shows."""
_GROUPS = (
    ("coming", "Coming", "Nothing is announced."),
    ("lapsed", "Overdue", "Nothing is overdue."),
    ("under_way", "Under way", ""),
    ("held", "Held lately", "No contact is reported as held."),
)


@router.get("/", response_class=Response)
def overview(request: Request, shown: ShownNow, since: str | None = None) -> Response:
    """The state of the negotiation at a glance."""
    start = read_day(since, "since") if since else None
    document = shown.document(("overview", start), lambda: make_overview(shown.view(start)))
    if request.query_params.get("format") == "json":
        return Response(to_json(document), media_type="application/json")
    values = {"document": document, "chart": shown.chart, "until": shown.until}
    return answer(request, Page("overview.html", "Overview", values, sources=lambda: document.sources))


def make_overview(view: View) -> Document:
    """What changed, what is coming, overdue, under way and lately held, deadlines, and what is disputed."""
    sections = [Section("new", "What changed", new_blocks(view))]
    for told in _GROUPS:
        sections += _contacts(view, told, view.grouped.get(told[0], []))
    sections += [
        Section("deadlines", "Deadlines", deadline_blocks(view)),
        Section("disputes", "Where reports disagree", _few(dispute_blocks(view))),
    ]
    return Document(title(view), subtitle(view), tuple(sections), view.refs.sources())


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
        blocks += (Paragraph(line(soft(f"{len(contacts) - SHOWN} more under Contacts."))),)
    return [Section(name, words, blocks)]
