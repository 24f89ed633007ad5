"""What the record leaves open, derived from what it holds and lacks; nothing is guessed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import islice

from communique.analysis.contact_changes import is_bare
from communique.model.findings import Issue, Stance, Status
from communique.model.record import Contact
from communique.reports.disputes import contact_name
from communique.reports.document import Block, Bullets, Item, Line, Paragraph, line, soft
from communique.reports.doubt import is_doubtful
from communique.reports.outcomes import diary, has_passed
from communique.reports.position_matrix import stance_line
from communique.reports.settled import settled
from communique.reports.view import View, deciding_report, group_of
from communique.reports.wording import capital, in_sentence, shorten, status_label

_ASKING = (Stance.DEMANDS, Stance.REJECTS, Stance.OPPOSES, Stance.CONDITIONAL)
_WAITING = (Status.SCHEDULED, Status.PLANNED, Status.PROPOSED, Status.POSTPONED)
SHOWN = 4
"""How many questions of one sort are asked."""


@settled
def question_blocks(view: View) -> tuple[Block, ...]:
    lines = open_questions(view)
    if not lines:
        return (Paragraph(line(soft("The record leaves none of the questions that can be derived from it."))),)
    return (Bullets(tuple(Item(found) for found in lines)),)


def open_questions(view: View) -> list[Line]:
    """Contacts to come without a date, days that passed unreported, parties said to be left out."""
    return [
        *islice(_undated(view), SHOWN),
        *islice(_lapsed(view), SHOWN),
        *islice(_deadlines(view), SHOWN),
        *islice(_left_out(view), SHOWN),
    ]


def _undated(view: View) -> Iterator[Line]:
    """Scheduled, planned and proposed contacts without a date, the highest level first."""
    waiting = [
        contact
        for contact in view.record.contacts
        if not contact.date and contact.status in _WAITING and not is_bare(contact)
    ]
    waiting.sort(key=lambda contact: (contact.level.rank, list(Status).index(contact.status)))
    return (_undated_line(view, contact) for contact in waiting)


def _undated_line(view: View, contact: Contact) -> Line:
    first = contact.reports[0]
    since = f", first reported {view.said_on(first)}" if view.said_on(first) else ""
    lead = "No new date" if contact.status is Status.POSTPONED else "No date"
    words = f"{lead} for the {contact_name(view, contact)} ({status_label(contact.status)}{since}) "
    return line(words, view.cite(deciding_report(contact)))


def _lapsed(view: View) -> Iterator[Line]:
    for contact in view.record.contacts:
        if group_of(view, contact) == "lapsed":
            words = (
                f"{capital(contact_name(view, contact))}, was {status_label(contact.status)}: no report of its outcome "
            )
            yield line(words, view.cite(deciding_report(contact)))


def _deadlines(view: View) -> Iterator[Line]:
    for deadline in diary(view):
        if has_passed(deadline.date, view.as_of):
            last = deadline.reports[-1]
            day = view.day(deadline.date)
            words = f"The deadline of {day} has passed ({shorten(deadline.what, 100)}): no report of the outcome "
            if view.published(last):
                yield line(words, view.cite(last))


def _left_out(view: View) -> Iterator[Line]:
    """Parties that speak up on who must be at the table and take part in few of the contacts, or none."""
    seen: set[str] = set()
    positions = view.newest(p for p in view.record.positions if p.issue is Issue.INCLUSION and p.stance in _ASKING)
    positions = [position for position in positions if not is_doubtful([position])]
    total = len(view.record.contacts)
    parts = Counter(party for contact in view.record.contacts for party in set(contact.parties))
    for position in positions:
        part = parts[position.party]
        if position.party in seen or part * 2 >= total:
            continue
        seen.add(position.party)
        where = (
            f"takes part in {part} of the {total} contacts" if part else f"takes part in none of the {total} contacts"
        )
        who = capital(in_sentence(position.party))
        yield line(f"{who} {where}, and ", stance_line(view, position))
