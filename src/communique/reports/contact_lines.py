"""The contacts of a brief: held, under way, coming, passed without report, called off, refused."""

from __future__ import annotations

from communique.analysis.contact_changes import is_bare
from communique.model.findings import Directness, Status
from communique.model.record import Contact
from communique.reports.document import Block, Group, Line, Paragraph, Row, Table, code, line, soft, strong
from communique.reports.doubt import doubt
from communique.reports.judged import judged
from communique.reports.settled import settled
from communique.reports.view import (
    View,
    deciding_report,
    marks,
    participants_line,
    reports_line,
    status_words,
    who_label,
)
from communique.reports.wording import capital, count, group_title, kind_label, level_label, parties_label, place_label

ROWS = 10
"""How many contacts of one group a brief shows; the rest is counted and left to the `contacts` command."""
COLUMNS = ("when", "who", "what", "status and reports")


@settled
def contact_blocks(view: View) -> tuple[Block, ...]:
    """The contacts as one table in groups, with a note on what it leaves out."""
    grouped = view.grouped
    if not grouped:
        return (Paragraph(line(soft("No contact is reported."))),)
    groups, left = [], []
    for name, contacts in grouped.items():
        bare = [contact for contact in contacts if is_bare(contact)]
        told = [contact for contact in contacts if not is_bare(contact)]
        rows = [contact_row(view, contact) for contact in told[:ROWS]]
        if len(told) > ROWS:
            left.append(f"{len(contacts) - ROWS} {group_title(name).lower()}")
        else:
            rows += [contact_row(view, contact) for contact in bare] if len(bare) == 1 else bare_rows(view, bare)
        groups.append(Group(group_title(name), tuple(rows)))
    table = Table(COLUMNS, tuple(groups))
    if not left:
        return (table,)
    return table, Paragraph(line(soft(f"Not shown: {', '.join(left)}; all of them: "), code("contacts")))


def contact_row(view: View, contact: Contact) -> Row:
    """One contact: mark and date, who, what, and how it is reported."""
    who = line(strong(who_label(contact)), *_below(participants_line(contact)))
    status = line(
        status_words(view, contact),
        doubt(*contact.reports),
        judged(view.record.judgements, contact),
        *_disputed(view, contact),
        " · ",
        reports_line(view, contact.reports),
    )
    when = line(marks(view, contact), " ", _when(view, contact))
    return Row((when, who, line(what_words(contact)), status), contact.id)


def bare_rows(view: View, contacts: list[Contact]) -> list[Row]:
    """Contacts of which nothing but the parties is known, in one row with their number; none for none."""
    if not contacts:
        return []
    pairs: dict[tuple[str, ...], list[Contact]] = {}
    for contact in contacts:
        pairs.setdefault(contact.parties, []).append(contact)
    named = [f"{parties_label(codes)}{f' ({len(group)})' if len(group) > 1 else ''}" for codes, group in pairs.items()]
    who = line(soft(f"{len(contacts)} more, only the parties known"))
    newest = view.newest([deciding_report(contact) for contact in contacts])
    told = line(soft(count(len(contacts), "contact")), " ", view.cite(*newest))
    return [Row((line(soft("no date")), who, line(soft("; ".join(named))), told), "bare")]


def what_words(contact: Contact) -> str:
    """Kind, level and place: "talks, ministerial, Riyadh"."""
    indirect = "indirect " if contact.directness is Directness.INDIRECT else ""
    words = [indirect + kind_label(contact.kind)]
    if contact.level.value != "unknown":
        words.append(level_label(contact.level))
    if contact.place:
        words.append(place_label(contact.place))
    return capital(", ".join(words))


def _when(view: View, contact: Contact) -> str:
    words = view.day(contact.date)
    return f"was {words}" if contact.status in (Status.POSTPONED, Status.CANCELLED) and contact.date else words


def _below(names: Line) -> tuple[Line, ...]:
    return (line("\n"), names) if names else ()


def _disputed(view: View, contact: Contact) -> tuple[Line, ...]:
    fields = sorted({conflict.about for conflict in view.conflicts_of(contact)})
    return (line(", ", strong(f"disputed ({', '.join(fields)})")),) if fields else ()
