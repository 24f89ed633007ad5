"""Pages of agreements, proposals, deadlines and persons, each with every report in its context."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from communique.model.findings import (
    AgreementReport,
    DeadlineReport,
    Finding,
    PersonReport,
    Position,
    ProposalReport,
    Statement,
)
from communique.model.record import Agreement, Deadline, Office, Person, Proposal
from communique.record.items import item_id
from communique.reports.contact_lines import what_words
from communique.reports.copies import copy_note
from communique.reports.dates import say_date, say_published
from communique.reports.document import (
    Block,
    Bullets,
    Document,
    Item,
    Line,
    Paragraph,
    Section,
    Text,
    line,
    quote,
    soft,
)
from communique.reports.outcomes import before_words, has_passed, proposal_name, standing_words
from communique.reports.passages import facts_table, how_sure, passages, told_by
from communique.reports.position_matrix import stance_words
from communique.reports.references import report_count
from communique.reports.view import View, marks, status_words, who_label
from communique.reports.wording import (
    agreement_label,
    capital,
    count,
    issue_label,
    parties_label,
    party_name,
    shorten,
)

QUOTED = 12
"""How many positions and statements the page of a person shows, the latest first."""


def outcome_page(view: View, item: Agreement | Proposal | Deadline) -> Document:
    """The page of what was agreed, proposed or is due."""
    head = outcome_head(view, item)
    sections = [*head.sections]
    if isinstance(item, Proposal):
        sections += _proposal_sections(view, item)
    sections += _report_sections(view, item.reports)
    return replace(head, sections=tuple(sections))


def outcome_head(view: View, item: Agreement | Proposal | Deadline) -> Document:
    """Its name, and what the record says of it."""
    told = ("reports", line(report_count(item.reports, view.record)))
    if isinstance(item, Agreement):
        title, facts = f"Agreement, {parties_label(item.parties)}", _agreement_facts(view, item)
    elif isinstance(item, Proposal):
        title, facts = f"Proposal: {proposal_name(item)}", _proposal_facts(item)
    else:
        title, facts = f"Deadline: {shorten(item.what, 120)}", _deadline_facts(view, item)
    section = Section("facts", "In the record", (facts_table([*facts, told]),))
    return Document(title, line(soft(item.id)), (section,), (), "show")


def person_head(view: View, person: Person) -> Document:
    """Who it is: party, offices, spellings, in how many articles named."""
    facts = [
        ("party", line(party_name(person.party) if person.party else "not given")),
        ("offices", line("; ".join(_office(view, office) for office in person.offices) or "not given")),
        ("also written", line(", ".join(name for name in person.names if name != person.name))),
        ("named in", line(count(len({report.article for report in person.reports}), "article"))),
    ]
    return Document(
        person.name, line(soft(person.id)), (Section("facts", "In the record", (facts_table(facts),)),), (), "show"
    )


def person_page(view: View, person: Person) -> Document:
    """The page of a person: offices, contacts, positions, what he or she is quoted with."""
    head = person_head(view, person)
    sections = [*head.sections]
    known = frozenset(person.contacts)
    contacts = [contact for contact in view.record.contacts if contact.id in known]
    if contacts:
        points = [
            line(marks(view, c), f" {view.day(c.date)}: {who_label(c)}; {what_words(c)}; {status_words(view, c)} ",
                 soft(c.id))
            for c in contacts
        ]  # fmt: skip
        sections.append(Section("contacts", "Takes part in", (Bullets(tuple(map(Item, points))),)))
    positions = view.newest(person.positions)[:QUOTED]
    if positions:
        points = [position_line(view, position) for position in positions]
        sections.append(Section("positions", "Positions voiced", (Bullets(tuple(map(Item, points))),)))
    said = view.newest(report for report in person.reports if isinstance(report, Statement))
    if said:
        points = [statement_line(view, statement) for statement in said[:QUOTED]]
        told = f"Quoted with {count(len(said), 'statement')}"
        sections.append(Section("statements", told, (Bullets(tuple(map(Item, points))),)))
    introduced = [report for report in person.reports if isinstance(report, PersonReport) and report.office]
    sections += _introductions(view, introduced)
    return replace(head, sections=tuple(sections))


def _agreement_facts(view: View, agreement: Agreement) -> list[tuple[str, Line]]:
    return [
        ("what", line(quote(agreement.what))),
        ("status", standing_words(view, agreement)),
        ("date", line(view.day(agreement.date))),
        ("parties", line(parties_label(agreement.parties, every=True))),
    ]


def _proposal_facts(proposal: Proposal) -> list[tuple[str, Line]]:
    return [("proposer", line(party_name(proposal.proposer) if proposal.proposer else "not given"))]


def _deadline_facts(view: View, deadline: Deadline) -> list[tuple[str, Line]]:
    passed = ", passed" if has_passed(deadline.date, view.as_of) else ""
    moved = f" ({before_words(view, deadline)})" if deadline.earlier else ""
    return [("date", line(f"{view.day(deadline.date)}{passed}", soft(moved))), ("what", line(deadline.what))]


def _proposal_sections(view: View, proposal: Proposal) -> list[Section]:
    terms = tuple(
        Item(line(quote(term.words), soft(f"  {', '.join(item_id(report) for report in term.reports)}")))
        for term in proposal.terms
    )
    found = [Section("terms", "Terms", (Bullets(terms),))] if terms else []
    if proposal.responses:
        answers = tuple(Item(position_line(view, position)) for position in view.newest(proposal.responses))
        found.append(Section("responses", "Positions that name it", (Bullets(answers),)))
    return found


def _report_sections(view: View, reports: Sequence[Finding]) -> list[Section]:
    return [
        Section(
            f"report-{number}",
            f"Report {number} of {len(reports)}: {told_by(view, report)}",
            (*_told(view, report), *passages(view, [report])),
        )
        for number, report in enumerate(reports, 1)
    ]


def _told(view: View, report: Finding) -> tuple[Block, ...]:
    """What this one report says where it may differ from the others, and where it stands."""
    words = ""
    if isinstance(report, AgreementReport):
        words = f"{agreement_label(report.status)}; {parties_label(report.parties)}; {say_date(report.date, view.year)}"
    elif isinstance(report, DeadlineReport):
        words = f"{say_date(report.date, view.year)}: {shorten(report.what, 120)}"
    elif isinstance(report, ProposalReport):
        words = f"{report.name}, {count(len(report.terms), 'term')}"
    copied = copy_note(view.record, report.article)
    note = f"; a copy of {copied}" if copied else ""
    where = soft(f" · {item_id(report)} · {how_sure(view, report)}{note}")
    return (Paragraph(line(Text(capital(words)), where)),)


def _introductions(view: View, reports: Sequence[PersonReport]) -> list[Section]:
    """The words that give each office, once for each office, by its first report."""
    first: dict[str, PersonReport] = {}
    for report in reports:
        first.setdefault((report.office or "").casefold(), report)
    return [
        Section(
            f"office-{number}", f"{capital(report.office or '')}: {told_by(view, report)}", passages(view, [report])
        )
        for number, report in enumerate(first.values(), 1)
    ]


def _office(view: View, office: Office) -> str:
    days = [view.day(day) for day in dict.fromkeys((office.first, office.last)) if day]
    told = f" (so reported {' to '.join(days)})" if days else ""
    return f"{office.title}{f' of {party_name(office.party)}' if office.party else ''}{told}"


def position_line(view: View, position: Position) -> Line:
    """A stance in words, with its issue, its day and its id."""
    words = line(f"{party_name(position.party)} ", stance_words(position))
    return line(words, soft(f" · {issue_label(position.issue)} · {_said(view, position)}"))


def statement_line(view: View, statement: Statement) -> Line:
    """What somebody is quoted with, with its day and its id."""
    return line(quote(shorten(statement.content, 200)), soft(f" · {_said(view, statement)}"))


def _said(view: View, finding: Finding) -> str:
    article = view.record.articles.get(finding.article)
    return f"{say_published(article.published if article else None)} · {item_id(finding)}"
