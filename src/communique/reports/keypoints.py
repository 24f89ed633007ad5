"""The key-points table: the negotiation in ten rows."""

from __future__ import annotations

from datetime import date

from communique.analysis.sides import Side, opposed, side_of
from communique.model.findings import Position
from communique.model.record import Contact, Record
from communique.reports.bottom_line import contact_phrase, hedged, highest_held, latest_held, next_contact
from communique.reports.brief import subtitle, title
from communique.reports.disputes import contact_disputes, stance_disputes
from communique.reports.document import (
    Document,
    Group,
    Line,
    Ref,
    Row,
    Section,
    Table,
    join_lines,
    line,
    plain,
    quote,
    soft,
    strong,
)
from communique.reports.numbering import finish
from communique.reports.open_questions import open_questions
from communique.reports.outcomes import (
    agreement_bundles,
    bundle_line,
    deadline_line,
    diary,
    proposal_name,
)
from communique.reports.position_matrix import latest_stances
from communique.reports.settled import settled
from communique.reports.view import View, deciding_report, make_view, marks, principal_parties
from communique.reports.wording import (
    capital,
    contact_noun,
    issue_label,
    parties_label,
    party_name,
    shorten,
    stance_label,
)

NONE = line(soft("none recorded"))


def make_keypoints(
    record: Record, *, since: date | None = None, between: tuple[str, ...] = (), view: View | None = None
) -> Document:
    """The key points as a table of two columns."""
    view = view or make_view(record, since)
    parties = line(parties_label(between or principal_parties(record)))
    rows = (_row("Parties", parties), *_points(view))
    table = Table(("", "what the record holds"), (Group("", rows),))
    return finish(
        "keypoints",
        title(view, between),
        subtitle(view),
        [Section("keypoints", "Key points", (table,))],
        view.refs.sources(),
    )


@settled
def _points(view: View) -> tuple[Row, ...]:
    """What the record holds, point by point."""
    points = (
        ("Highest contact held", _held(view, highest_held(view))),
        ("Latest contact held", _held(view, latest_held(view))),
        ("Next", _next(view, next_contact(view))),
        ("Called off", _called_off(view)),
        ("Agreed", join_lines([bundle_line(view, bundle) for bundle in agreement_bundles(view)[:3]], "\n")),
        ("On the table", _proposals(view)),
        ("Sticking points", join_lines(sticking_points(view)[:4], "\n")),
        ("Deadlines", join_lines([deadline_line(view, deadline) for deadline in diary(view)[:3]], "\n")),
        ("Disputed", _disputed(view)),
        ("Open", join_lines(open_questions(view)[:3], "\n")),
    )
    return tuple(_row(name, found) for name, found in points)


def _row(name: str, found: Line) -> Row:
    return Row((line(strong(name)), found or NONE), name)


def sticking_points(view: View) -> list[Line]:
    """Issues on which the latest stance of one party is against what another one is for."""
    latest: dict[str, list[Position]] = {}
    for (issue, _), cell in latest_stances(view).items():
        latest.setdefault(issue.value, []).append(cell[0])
    found = []
    for positions in latest.values():
        pairs = ((one, other) for one in positions for other in positions if one.party != other.party)
        pair = next((p for p in pairs if side_of(p[0]) is Side.FOR and opposed(*p)), None)
        if pair:
            label = capital(issue_label(pair[0].issue))
            found.append(line(f"{label}: ", _short(view, pair[0]), "; ", _short(view, pair[1])))
    return found


def _short(view: View, position: Position) -> Line:
    words = f"{party_name(position.party)} {stance_label(position.stance)} "
    return line(words, quote(shorten(position.about, 60)), " ", view.cite(position))


def _held(view: View, contact: Contact | None) -> Line:
    if contact is None:
        return ()
    return line(marks(view, contact), f" {capital(contact_phrase(view, contact))} ", view.cite(*contact.reports))


def _next(view: View, contact: Contact | None) -> Line:
    if contact is None:
        return ()
    noun = capital(contact_noun(contact.kind, contact.level))
    words = f" {noun}, {parties_label(contact.parties)}: {hedged(view, contact)} "
    return line(marks(view, contact), words, view.cite(deciding_report(contact)))


def _called_off(view: View) -> Line:
    grouped = view.grouped
    contacts = [*grouped.get("called_off", []), *grouped.get("refused", [])][:3]
    return join_lines([_off(view, contact) for contact in contacts], "\n")


def _off(view: View, contact: Contact) -> Line:
    """What was called off, with the day it was for."""
    words = f" {capital(contact_phrase(view, contact))}: {hedged(view, contact)} "
    return line(marks(view, contact), words, view.cite(deciding_report(contact)))


def _disputed(view: View) -> Line:
    """What is disputed, with the references of every account."""
    lines = []
    for item in [*contact_disputes(view), *stance_disputes(view, 3)][:3]:
        refs = [part for detail in item.details for part in detail if isinstance(part, Ref)]
        lines.append(line(item.line, " ", refs))
    return join_lines(lines, "\n")


def _proposals(view: View) -> Line:
    lines: list[Line] = []
    for proposal in view.latest(view.record.proposals):
        by = party_name(proposal.proposer) if proposal.proposer else "proposer not given"
        found = line(f"{shorten(proposal_name(proposal), 80)} ({by}) ", view.cite(*view.newest(proposal.reports)))
        if len(lines) < 3 and plain(found) not in map(plain, lines):
            lines.append(found)
    return join_lines(lines, "\n")
