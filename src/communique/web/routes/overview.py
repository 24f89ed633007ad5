"""The overview: what changed, what is coming or overdue, what is disputed, and how much was read."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from communique.model.record import Contact
from communique.record.typed import read_day
from communique.reports.brief import new_blocks, subtitle, title
from communique.reports.brief_json import to_json
from communique.reports.contact_lines import contact_row, grouped_contacts
from communique.reports.disputes import dispute_blocks
from communique.reports.document import Block, Document, Group, Paragraph, Section, Table, line, soft
from communique.reports.outcomes import deadline_blocks
from communique.reports.view import View
from communique.web.answers import Page, answer
from communique.web.charts import contacts_over_time
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
    view = shown.view(read_day(since, "since") if since else None)
    grouped = grouped_contacts(view)
    sections = [Section("new", "What changed", new_blocks(view))]
    for name, words, nothing in _GROUPS:
        sections += _contacts(view, (name, words, nothing), grouped.get(name, []))
    sections += [
        Section("deadlines", "Deadlines", deadline_blocks(view)),
        Section("disputes", "Where reports disagree", dispute_blocks(view)),
    ]
    document = Document(title(view), subtitle(view), tuple(sections), ())
    values = {
        "document": document,
        "chart": contacts_over_time(shown.record),
        "since": view.since,
        "until": shown.until,
    }
    page = Page("overview.html", "Overview", values, data=None, sources=view.refs.sources)
    if request.query_params.get("format") == "json":
        return Response(to_json(document), media_type="application/json")
    return answer(request, page)


def _contacts(view: View, told: tuple[str, str, str], contacts: list[Contact]) -> list[Section]:
    name, words, nothing = told
    if not contacts:
        return [Section(name, words, (Paragraph(line(soft(nothing))),))] if nothing else []
    rows = tuple(contact_row(view, contact) for contact in contacts[:SHOWN])
    blocks: tuple[Block, ...] = (Table(("when", "who", "what", "status and reports"), (Group("", rows),)),)
    if len(contacts) > SHOWN:
        blocks += (Paragraph(line(soft(f"{len(contacts) - SHOWN} more under Contacts."))),)
    return [Section(name, words, blocks)]
