"""What a history is made of: for each report what it says, what that changed, and how the item stood after it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from communique.analysis.edits import edits_of
from communique.analysis.settling import contact_conflicts, settled_by
from communique.analysis.sides import side_of
from communique.analysis.stances import Thread, Turn
from communique.analysis.standing import Shift, Step, steps
from communique.model.findings import (
    ContactReport,
    Finding,
    Issue,
    PersonReport,
    Position,
    Statement,
)
from communique.model.record import Agreement, Conflict, Contact, Deadline, Person, Proposal
from communique.model.when import publication_day
from communique.reports.change_words import side_words, sureness_words
from communique.reports.dates import say_day
from communique.reports.document import Line, line, plain, quote, soft, strong
from communique.reports.edit_lines import field_words
from communique.reports.outcomes import due, proposal_name
from communique.reports.references import outlet
from communique.reports.report_words import says_words, shift_words
from communique.reports.view import View, marks, status_words, who_label
from communique.reports.wording import (
    agreement_label,
    capital,
    conflict_label,
    contact_noun,
    count,
    issue_label,
    kind_label,
    parties_label,
    party_name,
    place_label,
    shorten,
    status_label,
)

WIDTH = 120
Merged = Contact | Agreement | Proposal | Deadline


@dataclass(frozen=True, slots=True)
class Stances:
    """The threads of one party on one issue, for the history of `RUS/ceasefire`."""

    party: str
    issue: Issue
    threads: tuple[Thread, ...]


Subject = Merged | Person | Stances


@dataclass(frozen=True, slots=True)
class Moment:
    """One report: what it says, what that changed, how things stood after it, and which reports it contradicts.

    Of an edit `earlier` is what the same article said before. `standing` is the item as it stood after the report.
    """

    report: Finding
    says: Line
    changed: tuple[Line, ...] = ()
    stands: Line = ()
    conflicts: tuple[Line, ...] = ()
    shifts: tuple[Shift, ...] = ()
    earlier: Finding | None = None
    standing: Merged | None = None


@dataclass(frozen=True, slots=True)
class Chapter:
    """Reports under one heading, in the order of publication."""

    title: str
    moments: tuple[Moment, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Life:
    """The history of one subject: how it stands now, and how it came to that."""

    id: str
    title: str
    now: Line
    chapters: tuple[Chapter, ...]


def life_of(view: View, subject: Subject) -> Life:
    """The history of a contact, agreement, plan, time limit or person, or of a party's stance on an issue."""
    if isinstance(subject, Stances):
        return _stances(view, subject)
    if isinstance(subject, Person):
        return _person(view, subject)
    if isinstance(subject, Contact):
        told = _moments(view, steps(view.record, subject), contact_conflicts(view.record, subject))
        title = f"{capital(contact_noun(subject.kind, subject.level))}, {who_label(subject)}"
        now = line(marks(view, subject), f" {status_words(view, subject)}; {_contact_words(view, subject)}")
        return Life(subject.id, title, now, (_chapter(told), *_disputes(view, subject), *_edited(view, subject)))
    if isinstance(subject, Agreement):
        title = f"Agreement, {parties_label(subject.parties)}"
        now = line(
            quote(shorten(subject.what, WIDTH)), f": {agreement_label(subject.status)}, {view.day(subject.date)}"
        )
        return Life(
            subject.id, title, now, (_chapter(_moments(view, steps(view.record, subject))), *_edited(view, subject))
        )
    if isinstance(subject, Deadline):
        now = line(due(subject), f": {view.day(subject.date)}")
        return Life(subject.id, "Deadline", now, (_steps(view, subject), *_edited(view, subject)))
    by = f", {party_name(subject.proposer)}" if subject.proposer else ""
    now = line(f"{shorten(proposal_name(subject), WIDTH)}, {count(len(subject.terms), 'term')}")
    answers = tuple(_position(view, position, ()) for position in subject.responses)
    more = (Chapter("Answers of other parties", answers),) if answers else ()
    return Life(subject.id, f"Proposal{by}", now, (_steps(view, subject), *more, *_edited(view, subject)))


def _chapter(moments: Sequence[Moment]) -> Chapter:
    return Chapter(f"{count(len(moments), 'report')} in the order of publication", tuple(moments))


def _steps(view: View, item: Merged) -> Chapter:
    return _chapter(_moments(view, steps(view.record, item)))


def _moments(view: View, life: Sequence[Step[Any]], conflicts: Sequence[Conflict] = ()) -> list[Moment]:
    """One moment for each step; a report that changes nothing confirms, adds nothing, or is not followed."""
    found = []
    for number, step in enumerate(life):
        changed = tuple(shift_words(view, shift) for shift in step.shifts) if number else (line("first report"),)
        disputed = [conflict for conflict in conflicts if step.report in conflict.reports]
        against = tuple(_against(view, step.report, conflict) for conflict in disputed)
        says, stands = says_words(view, step.report), _stands(view, step.standing)
        found.append(Moment(step.report, says, changed, stands, against, step.shifts, standing=step.standing))
    return found


def _stands(view: View, item: Merged) -> Line:
    if isinstance(item, Contact):
        return line(status_label(item.status), _contact_words(view, item, ", "))
    if isinstance(item, Agreement):
        return line(agreement_label(item.status), f", {view.day(item.date)}" if item.date else "")
    if isinstance(item, Deadline):
        return line(view.day(item.date))
    return line(count(len(item.terms), "term"))


def _contact_words(view: View, contact: Contact, lead: str = "") -> str:
    place = f", {place_label(contact.place)}" if contact.place else ""
    return f"{lead}{view.day(contact.date)}{place}"


def _against(view: View, report: Finding, conflict: Conflict) -> Line:
    """The other side of a dispute, and on what: "Northern Post, 20 Feb, on the date"."""
    other = (
        next(r for r in conflict.reports if r is not report) if conflict.reports[0] != conflict.reports[1] else report
    )
    by = outlet(view.record.articles.get(other.article))
    return line(
        f"{by}, {view.said_on(other) or 'undated'}, on {conflict_label(conflict.about, conflict.reports)} ",
        soft(f"{other.article}:{other.id}"),
    )


def _disputes(view: View, contact: Contact) -> tuple[Chapter, ...]:
    """Which of the disputes later reports have settled."""
    moments = []
    for conflict in contact_conflicts(view.record, contact):
        settled = settled_by(view.record, contact, conflict)
        if settled is not None:
            words = line(f"settles the dispute on {conflict_label(conflict.about, conflict.reports)}")
            moments.append(Moment(settled, says_words(view, settled), (words,)))
    return (Chapter("Disputes that later reports settled", tuple(moments)),) if moments else ()


def _edited(view: View, item: Merged) -> tuple[Chapter, ...]:
    """What outlets changed of what they had reported of an item."""
    own = {(report.article, report.id) for report in item.reports}
    moments = []
    for key in dict.fromkeys(report.article for report in item.reports if report.article in view.record.editions):
        for after, edit, now in edits_of(view.record.editions[key]):
            if edit.new is not None and now is not None and (now.article, now.id) in own:
                words = [field_words(view, field) for field in edit.fields] or [line("now reported")]
                day = publication_day(after.day)
                says = line(strong(f"edited on {say_day(day, view.year)}" if day else "edited"))
                moments.append(Moment(edit.new, says, tuple(words), earlier=edit.old))
    return (Chapter("Edited by its outlet", tuple(moments)),) if moments else ()


def _person(view: View, person: Person) -> Life:
    party = f", {party_name(person.party)}" if person.party else ""
    office = person.offices[-1].title if person.offices else "no office given"
    taken = f"takes part in {count(len(person.contacts), 'contact')}"
    now = line(
        f"{office}; {taken}, {count(len(person.positions), 'position')}, quoted {count(person.statements, 'time')}"
    )
    found: list[Moment] = []
    before: PersonReport | None = None
    told = [report for report in person.reports if not isinstance(report, Statement)]
    for report in told:
        if not isinstance(report, PersonReport):
            found.append(Moment(report, line(_which(report), says_words(view, report))))
        elif before is None or not _same_office(report, before):
            found.append(Moment(report, says_words(view, report), _office_change(before, report)))
            before = report
    left = len(told) - len(found)
    note = f"{count(left, 'report')} that name no other office left out" if left else ""
    chapter = Chapter("Offices, contacts and positions in the order of publication", tuple(found), note)
    return Life(person.id, f"{person.name}{party}", now, (chapter,))


def _same_office(report: PersonReport, before: PersonReport) -> bool:
    """Whether a report names no other office and party than the one before: "President" and "president" are one."""
    same = report.office is None or report.office.casefold() == (before.office or "").casefold()
    return same and report.party in (None, before.party)


def _office_change(before: PersonReport | None, report: PersonReport) -> tuple[Line, ...]:
    if before is None:
        return ()
    if before.office is None:
        return (line(f"office made known: {report.office}"),) if report.office else ()
    return (line(f"office: {before.office} → {report.office or 'not given'}"),)


def _which(report: Finding) -> str:
    """Of which contact a report tells, where it stands among others: "call, Norway – Portugal: "."""
    if not isinstance(report, ContactReport):
        return ""
    return f"{kind_label(report.kind)}, {parties_label(report.parties)}: "


def _stances(view: View, subject: Stances) -> Life:
    """The threads of a party on an issue, each a chapter of its own, the one last spoken of first."""
    who = party_name(subject.party)
    chapters = tuple(_thread(view, thread) for thread in subject.threads)
    total = sum(len(chapter.moments) for chapter in chapters)
    turns = sum(len(thread.turns) for thread in subject.threads)
    matters = count(len(chapters), "matter")
    now = line(f"{count(total, 'position')} on {matters}; {count(turns, 'turn') if turns else 'no turn'}")
    title = f"{who} on {issue_label(subject.issue)}"
    return Life(f"{subject.party}/{subject.issue.value}", title, now, chapters)


def _thread(view: View, thread: Thread) -> Chapter:
    turned = {_key(turn.after): turn for turn in thread.turns}
    strays = {_key(p) for run in thread.runs for p in run.deviating}
    order = sorted(thread.positions, key=lambda p: (view.published(p) or date.max, p.article, p.spans, p.id))
    moments = [_position(view, p, _turned(turned.get(_key(p)), _key(p) in strays)) for p in order]
    return Chapter(f"On {plain(line(quote(shorten(thread.latest.about, WIDTH))))}", tuple(moments))


def _turned(turn: Turn | None, stray: bool) -> tuple[Line, ...]:
    if turn is not None:
        words = f"turned from {side_words(turn.sides[0])} to {side_words(turn.sides[1])}"
        return (line(strong(words), f", {sureness_words(turn)}"),)
    return (line("stands alone against the reports around it"),) if stray else ()


def _position(view: View, position: Position, changed: tuple[Line, ...]) -> Moment:
    return Moment(position, says_words(view, position), changed, line(side_words(side_of(position))))


def _key(position: Position) -> tuple[str, str]:
    return position.article, position.id
