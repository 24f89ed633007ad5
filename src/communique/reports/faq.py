"""The question-and-answer page: the questions that readers of news ask, answered from the record."""

from __future__ import annotations

from collections import Counter
from datetime import date

from communique.analysis.contact_changes import is_bare
from communique.model.findings import Position
from communique.model.record import Contact, Record
from communique.reports.bottom_line import bottom_line, contact_phrase, hedged, highest_held, latest_held
from communique.reports.brief import subtitle, title
from communique.reports.disputes import dispute_blocks
from communique.reports.document import Block, Bullets, Document, Item, Line, Paragraph, Section, line, soft
from communique.reports.keypoints import sticking_points
from communique.reports.numbering import finish
from communique.reports.open_questions import question_blocks
from communique.reports.outcomes import agreement_blocks, deadline_blocks, proposal_blocks
from communique.reports.position_matrix import latest_stances, leading_parties, stance_line
from communique.reports.settled import settled
from communique.reports.view import View, deciding_report, group_of, make_view, marks
from communique.reports.wording import (
    a_contact,
    capital,
    count,
    in_sentence,
    issue_label,
    joins,
    parties_in_sentence,
    parties_label,
)

PARTIES = 4
_OFF = ("called_off", "refused", "lapsed", "dormant")
STANCES = 8


def make_faq(
    record: Record, *, since: date | None = None, between: tuple[str, ...] = (), view: View | None = None
) -> Document:
    """Questions and answers; a question that the record cannot answer says so."""
    view = view or make_view(record, since)
    answered = _answered(view)
    return finish("faq", title(view, between), subtitle(view), answered, view.refs.sources())


@settled
def _answered(view: View) -> tuple[Section, ...]:
    """Every question with its answer."""
    return (
        Section("short", "What is the short answer?", (Paragraph(bottom_line(view)),)),
        Section("who", "Who is talking to whom?", _who(view)),
        Section("last", "When did they last meet or speak?", _last(view)),
        Section("next", "What happens next?", _listed(view, ("coming", "under_way"), "Nothing to come is reported.")),
        Section("off", "What was called off, refused, or passed without a report?",
                _listed(view, _OFF, "Nothing is reported called off or refused.")),
        *_wants(view),
        Section("gap", "Where are they apart?", _gap(view)),
        Section("table", "What is on the table?", proposal_blocks(view)),
        Section("agreed", "What has been agreed?", agreement_blocks(view)),
        Section("by-when", "By when?", deadline_blocks(view)),
        Section("disputed", "What do the reports disagree on?", dispute_blocks(view)),
        Section("unknown", "What is not known?", question_blocks(view)),
    )  # fmt: skip


def _who(view: View) -> tuple[Block, ...]:
    times = Counter(contact.parties for contact in view.record.contacts)
    if not times:
        return _nothing("No contact is reported.")
    items = []
    for parties, number in times.most_common(6):
        contacts = [contact for contact in view.record.contacts if contact.parties == parties]
        held = sum(contact.status.value == "held" for contact in contacts)
        words = f"{parties_label(parties)}: {count(number, 'contact')} in the record, {held} reported held "
        items.append(Item(line(words, view.cite(*(deciding_report(contact) for contact in contacts)))))
    return (Bullets(tuple(items)),)


def _last(view: View) -> tuple[Block, ...]:
    latest, highest = latest_held(view), highest_held(view)
    if latest is None and highest is None:
        return _nothing("No contact is reported held.")
    items = []
    if latest:
        items.append(Item(_held(view, "Last", latest)))
    if highest and highest is not latest:
        items.append(Item(_held(view, "At the highest level", highest)))
    return (Bullets(tuple(items)),)


def _held(view: View, lead: str, contact: Contact) -> Line:
    return line(f"{lead}: {contact_phrase(view, contact)}, reported held ", view.cite(*contact.reports))


def _listed(view: View, groups: tuple[str, ...], nothing: str) -> tuple[Block, ...]:
    grouped = view.grouped
    contacts = [contact for name in groups for contact in grouped.get(name, [])]
    contacts = [contact for contact in contacts if not is_bare(contact)] or contacts
    if not contacts:
        return _nothing(nothing)
    return (Bullets(tuple(Item(_hedged(view, contact)) for contact in contacts[:8])),)


def _hedged(view: View, contact: Contact) -> Line:
    noun = capital(a_contact(contact.kind, contact.level))
    between = f"{joins(contact.kind) if len(contact.parties) != 1 else 'of'} {parties_in_sentence(contact.parties)}"
    day = "" if not contact.date or group_of(view, contact) in ("coming", "lapsed") else f" ({view.day(contact.date)})"
    lapsed = "; no report since" if group_of(view, contact) in ("lapsed", "dormant") else ""
    words = f" {noun} {between}{day}: {hedged(view, contact)}{lapsed} "
    return line(marks(view, contact), words, view.cite(deciding_report(contact)))


def _wants(view: View) -> list[Section]:
    cells = latest_stances(view)
    sections = []
    for party in leading_parties(view)[:PARTIES]:
        stances: list[Position] = [cell[0] for (_, code), cell in cells.items() if code == party]
        items = [
            Item(line(soft(f"{capital(issue_label(p.issue))}: "), stance_line(view, p))) for p in stances[:STANCES]
        ]
        title = f"What does {in_sentence(party)} want?"
        sections.append(Section(f"wants-{party.lower()}", title, (Bullets(tuple(items)),)))
    return sections


def _gap(view: View) -> tuple[Block, ...]:
    found = sticking_points(view)
    if not found:
        return _nothing("On no issue does the record hold one party for and another against.")
    return (Bullets(tuple(Item(point) for point in found[:6])),)


def _nothing(words: str) -> tuple[Block, ...]:
    return (Paragraph(line(soft(words))),)
