"""Changes in words: one plain sentence for each item that changed, with what it was before."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from communique.analysis.change import Change, ChangeKind
from communique.analysis.contact_changes import is_bare
from communique.model.actors import Level
from communique.model.findings import AgreementStatus, Finding, Position, Status
from communique.model.record import Agreement, Contact, Deadline, Office, Person, Proposal
from communique.model.when import parse_when
from communique.record.merging.profile import TOOK_PLACE
from communique.record.places import fit
from communique.reports.change_words import slip_words, sureness_words, told_by
from communique.reports.dates import say_day
from communique.reports.document import Line, join_lines, line, quote, soft, strong
from communique.reports.doubt import doubt
from communique.reports.edit_lines import edited_value, edited_words, finding_words
from communique.reports.outcomes import before_words, due, proposal_name
from communique.reports.position_matrix import stance_words
from communique.reports.references import outlet
from communique.reports.view import View, marks, who_label
from communique.reports.wording import (
    agreement_label,
    conflict_label,
    contact_noun,
    count,
    enumerate_words,
    issue_label,
    level_label,
    parties_label,
    party_name,
    place_label,
    shorten,
    status_label,
)

WIDTH = 120
NAMED = 4
"""How many persons or terms a line names."""


def subject_line(view: View, change: Change) -> Line:
    """What changed: the contact, agreement, party and issue, plan, time limit or person."""
    item = change.subject
    if isinstance(item, Contact):
        return line(marks(view, item), " ", strong(who_label(item)), f", {_contact_words(view, item)}")
    if isinstance(item, Agreement):
        return line("§ ", strong(parties_label(item.parties)), ", agreement: ", quote(shorten(item.what, WIDTH)))
    if isinstance(item, Proposal):
        by = party_name(item.proposer) if item.proposer else "proposer not given"
        return line("Plan, ", strong(by), f": {shorten(proposal_name(item), WIDTH)}")
    if isinstance(item, Deadline):
        return line("⏐ Deadline: ", due(item))
    if isinstance(item, Person):
        who = f" ({party_name(item.party)})" if item.party else ""
        return line(strong(item.name), who)
    if isinstance(item, Position):
        return line(strong(party_name(item.party)), f" on {issue_label(item.issue)}")
    return finding_words(view, item)


def change_line(view: View, change: Change, last: Change | None = None) -> Line:
    """What is new of it, in words that stand after the subject: "now reported held; before: planned (3 Mar)".

    `last` is the change told before it of the same item.
    """
    if change.kind is ChangeKind.EDITED:
        return line(
            edited_words(view, change, last),
            " ",
            view.refs.cite(change.reports[0], change.words[1]),
            _before(view, change),
        )
    if last is not None and change.kind is ChangeKind.DAY_PASSED and last.kind is ChangeKind.CONTACT:
        return line(_day_passed(view, change, again=True))
    words = _WORDS[change.kind](view, change)
    if change.kind is ChangeKind.TURN:
        return words
    return line(words, " ", view.cite(*change.reports[:NAMED]), _before(view, change))


def sentence(view: View, changes: Sequence[Change]) -> Line:
    """All changes of one item in one line, the weightiest first."""
    lasts = (None, *changes)
    told = join_lines([change_line(view, change, last) for change, last in zip(changes, lasts, strict=False)], "; ")
    return line(subject_line(view, changes[0]), ": ", told, doubt(*changes[0].reports))


def _contact_words(view: View, contact: Contact) -> str:
    when = f", {view.day(contact.date)}" if contact.date else ""
    place = f", {place_label(contact.place)}" if contact.place else ""
    return f"{contact_noun(contact.kind, contact.level)}{place}{when}"


def _new_contact(view: View, change: Change) -> Line:
    contact = change.subject
    assert isinstance(contact, Contact)
    told = told_by(view, change.reports[0])
    if is_bare(contact):
        return line(f"new to the record, {status_label(contact.status)}; nothing but the parties is known")
    words = "reported " if contact.status in TOOK_PLACE else ""
    return line(f"new, {words}", strong(status_label(contact.status)), soft(f" ({told})" if told else ""))


def _recalled(view: View, change: Change) -> Line:
    assert isinstance(change.subject, Contact)
    begun = change.subject.status is Status.UNDER_WAY
    return line(f"{'begun' if begun else 'held'} before, new to the record")


def _status(view: View, change: Change) -> Line:
    after = change.after
    assert isinstance(after, Status)
    verb = "now reported" if after in TOOK_PLACE else "now"
    return line(f"{verb} ", strong(status_label(after)), _told(view, change.reports[0]))


def _date(view: View, change: Change) -> Line:
    after = view.day(str(change.after))
    if change.before is None:
        return line(f"date made known: {after}")
    moved = slip_words(change.slip)
    if change.slip is not None and change.slip.low == change.slip.high == 0:
        return line(f"date made more precise: {after}")
    return line(f"date moved to {after}", f", {moved}" if moved else "")


def _place(view: View, change: Change) -> Line:
    after = place_label(str(change.after))
    if change.before is None:
        return line(f"place made known: {after}")
    within = fit(str(change.after), str(change.before)) == "within"
    verb = "place made more precise:" if within else "place now"
    return line(f"{verb} {after}")


def _level(view: View, change: Change) -> Line:
    assert isinstance(change.after, Level)
    if not isinstance(change.before, Level):
        return line(f"level made known: {level_label(change.after)}")
    return line(f"now at {level_label(change.after)}")


def _names(lead: str, name: Callable[[str], str] = str) -> Callable[[View, Change], Line]:
    def words(view: View, change: Change) -> Line:
        values = [name(str(value)) for value in change.after] if isinstance(change.after, tuple) else []
        more = [f"{len(values) - NAMED} more"] if len(values) > NAMED else []
        return line(f"{lead} {enumerate_words([*values[:NAMED], *more])}")

    return words


def _day_passed(view: View, change: Change, *, again: bool = False) -> Line:
    """That its day has passed; not `again` as what it was to be, where that was said just before."""
    assert isinstance(change.subject, Contact)
    told = told_by(view, change.reports[0])
    words = " and nothing is reported of it"
    was = f" (was {status_label(change.subject.status)}{f', {told}' if told else ''})"
    return line(strong("its day has passed"), words, "" if again else soft(was))


def _agreement(view: View, change: Change) -> Line:
    assert isinstance(change.subject, Agreement)
    day = f", {view.day(change.subject.date)}" if change.subject.date else ""
    return line("new, ", strong(agreement_label(change.subject.status)), day)


def _agreement_status(view: View, change: Change) -> Line:
    assert isinstance(change.after, AgreementStatus)
    return line("now ", strong(agreement_label(change.after)))


def _proposal(view: View, change: Change) -> Line:
    assert isinstance(change.subject, Proposal)
    terms = [quote(shorten(term.words, WIDTH)) for term in change.subject.terms[:NAMED]]
    more = f" and {count(len(change.subject.terms) - NAMED, 'more term')}" if len(change.subject.terms) > NAMED else ""
    return line("new on the table: ", join_lines([line(term) for term in terms]), more)


def _terms(view: View, change: Change) -> Line:
    words = [line(quote(shorten(str(term), WIDTH))) for term in change.after] if isinstance(change.after, tuple) else []
    return line("new terms: " if len(words) > 1 else "new term: ", join_lines(words))


def _deadline(view: View, change: Change) -> Line:
    assert isinstance(change.subject, Deadline)
    before = f" ({before_words(view, change.subject)})" if change.subject.earlier else ""
    return line("new, ", strong(view.day(str(change.after)) if change.after else "day not known"), soft(before))


def _deadline_passed(view: View, change: Change) -> Line:
    day = strong(f"{view.day(str(change.before))} has passed")
    if change.after:
        return line(day, f"; reported on again {view.said_on(change.reports[0])}")
    return line(day, " and nothing is reported of it since")


def _stance(view: View, change: Change) -> Line:
    assert isinstance(change.subject, Position)
    return line("heard for the first time: ", stance_words(change.subject), soft(f" ({told_by(view, change.subject)})"))


def _turn(view: View, change: Change) -> Line:
    turn = change.turn
    assert turn is not None
    now = line(stance_words(turn.after), soft(f" ({told_by(view, turn.after)}) "), view.cite(*turn.reports[:NAMED]))
    before = line(stance_words(turn.before), soft(f" ({told_by(view, turn.before)}) "), view.cite(turn.before))
    return line(strong("turned"), ": now ", now, ", before ", before, f"; {sureness_words(turn)}")


def _dispute(view: View, change: Change) -> Line:
    assert change.conflict is not None
    about = conflict_label(change.conflict.about, change.conflict.reports)
    return line(strong("disputed"), f": reports disagree on {about}")


def _settled(view: View, change: Change) -> Line:
    assert change.conflict is not None
    report = change.reports[0]
    about = conflict_label(change.conflict.about, change.conflict.reports)
    by = ", ".join(filter(None, [outlet(view.record.articles.get(report.article)), told_by(view, report)]))
    return line(f"dispute settled on {about}, by {by}")


def _office(view: View, change: Change) -> Line:
    after, before = change.after, change.before
    assert isinstance(after, Office)
    assert isinstance(before, Office)
    first = parse_when(before.last[:10]) if before.last else None
    last = f", last {say_day(first.earliest, view.year)}" if first and first.earliest else ""
    return line("now ", strong(after.title), soft(f" (before: {before.title}{last})"))


def _told(view: View, finding: Finding) -> Line:
    words = told_by(view, finding)
    return line(soft(f" ({words})")) if words else ()


def _before(view: View, change: Change) -> Line:
    """ "; before: planned (said Ann Lee, 3 Mar) [4]": how it stood before, with the words for that."""
    name = _NAMES_OF.get(change.kind)
    if name is None or change.before is None:
        return ()
    told = told_by(view, change.earlier[0]) if change.earlier else ""
    was = edited_value(view, change.field, change.before) if change.field else name(view, change.before)
    words = f"; before: {was}{f' ({told})' if told else ''}"
    refs = [view.refs.cite(report, change.words[0]) for report in change.earlier[:1]] if change.field else ()
    return line(soft(words), " " if change.earlier else "", refs or view.cite(*change.earlier[:1]))


def _day_name(view: View, day: object) -> str:
    return view.day(str(day))


_NAMES_OF: dict[ChangeKind, Callable[[View, Any], str]] = {
    ChangeKind.STATUS: lambda _, status: status_label(status),
    ChangeKind.DATE: _day_name,
    ChangeKind.PLACE: lambda _, place: place_label(place),
    ChangeKind.LEVEL: lambda _, level: level_label(level),
    ChangeKind.AGREEMENT_STATUS: lambda _, status: agreement_label(status),
    ChangeKind.AGREEMENT_DATE: _day_name,
    ChangeKind.DEADLINE_DATE: _day_name,
    ChangeKind.EDITED: lambda _, value: str(value),
}
"""What stood before, in words, of the changes that say it."""

_WORDS: dict[ChangeKind, Callable[[View, Change], Line]] = {
    ChangeKind.CONTACT: _new_contact,
    ChangeKind.STATUS: _status,
    ChangeKind.DATE: _date,
    ChangeKind.PLACE: _place,
    ChangeKind.LEVEL: _level,
    ChangeKind.PARTICIPANTS: _names("with"),
    ChangeKind.MEDIATORS: _names("now through", party_name),
    ChangeKind.DIRECTNESS: lambda view, change: line(f"now said to be {change.after}"),
    ChangeKind.DAY_PASSED: _day_passed,
    ChangeKind.RECALLED: _recalled,
    ChangeKind.AGREEMENT: _agreement,
    ChangeKind.AGREEMENT_RECALLED: lambda view, change: line("agreed before, new to the record"),
    ChangeKind.AGREEMENT_STATUS: _agreement_status,
    ChangeKind.AGREEMENT_DATE: _date,
    ChangeKind.PROPOSAL: _proposal,
    ChangeKind.TERMS: _terms,
    ChangeKind.DEADLINE: _deadline,
    ChangeKind.DEADLINE_DATE: _date,
    ChangeKind.DEADLINE_PASSED: _deadline_passed,
    ChangeKind.STANCE: _stance,
    ChangeKind.TURN: _turn,
    ChangeKind.DISPUTE: _dispute,
    ChangeKind.SETTLED: _settled,
    ChangeKind.OFFICE: _office,
    ChangeKind.EDITED: edited_words,
}
