"""The bottom line: at most three sentences, each composed from the record and nothing else."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from communique.analysis.changes import USUAL
from communique.analysis.contact_changes import is_bare
from communique.analysis.settling import settled_by
from communique.model.findings import AgreementStatus, ContactKind, ContactReport, Directness, Status
from communique.model.record import Agreement, Contact
from communique.model.when import is_uncertain, parse_when
from communique.record.merging.profile import TOOK_PLACE
from communique.reports.dates import say_day
from communique.reports.document import Line, Text, code, join_lines, line, quote
from communique.reports.doubt import is_doubtful
from communique.reports.outcomes import cite_item
from communique.reports.settled import settled
from communique.reports.view import View, deciding_report, principal_parties
from communique.reports.wording import (
    a_contact,
    agreement_label,
    capital,
    contact_noun,
    count,
    enumerate_words,
    in_place,
    joins,
    parties_in_sentence,
    shorten,
    speaker,
    status_label,
)

FRESH = timedelta(days=21)
"""How long after its last report a coming contact can lead."""


@settled
def bottom_line(view: View) -> Line:
    """What was held at the highest level and last, what is to come and how firmly, what was last agreed."""
    ahead = join_lines([found for found in (_called_off(view), _coming(view)) if found], "; ")
    sentences = [_sentence(found) for found in (_held(view), ahead, _agreed(view)) if found]
    if not sentences:
        return _nothing(view)
    return join_lines(sentences, " ")


def _nothing(view: View) -> Line:
    """What to do about a record that holds nothing to report."""
    if view.record.articles:
        return line("The record holds no contact and no agreement. What was read: ", code("articles"))
    if view.record.as_of and view.record.undated:
        return line(f"No article is known to have been out by {say_day(view.record.as_of)}.")
    when = f" that was out by {say_day(view.record.as_of)}" if view.record.as_of else ""
    return line(f"The record holds no article{when}. To add some: ", code("read INPUT..."))


def _sentence(parts: Line) -> Line:
    """The line with a capital at its start and a full stop at its end."""
    first = parts[0]
    head = replace(first, text=capital(first.text)) if isinstance(first, Text) else first
    return line(head, parts[1:], ".")


def highest_held(view: View) -> Contact | None:
    """The latest among the held contacts of the highest level; a message only where nobody met or spoke."""
    held = _main(view, view.grouped.get("held", []))
    held = [contact for contact in held if contact.kind is not ContactKind.MESSAGE] or held
    held = [contact for contact in held if not is_doubtful(contact.reports)] or held
    best = min((contact.level.rank for contact in held), default=0)
    return next((contact for contact in held if contact.level.rank == best), None)


def latest_held(view: View) -> Contact | None:
    held = _main(view, view.grouped.get("held", []))
    return next((contact for contact in held if contact.date and not is_uncertain(contact.date)), None)


def next_contact(view: View) -> Contact | None:
    """The coming contact that weighs most: of those lately reported the highest level, then the firmest and soonest."""
    coming = _main(view, view.grouped.get("coming", []))
    return min(coming, key=lambda c: _coming_rank(view, c), default=None)


def _coming_rank(view: View, contact: Contact) -> tuple[bool, bool, bool, int, int]:
    """What is only vaguely known, or was last heard of long ago, is no line to lead with."""
    day = view.published(deciding_report(contact))
    stale = bool(day and view.as_of and view.as_of - day > FRESH)
    vague = bool(contact.date) and not _is_point(contact)
    firmness = list(Status).index(contact.status)
    return is_bare(contact), stale, vague, contact.level.rank, firmness


def contact_phrase(view: View, contact: Contact) -> str:
    """ "the leader-level call of 18 Mar between Russia and the United States"."""
    guessed = is_uncertain(contact.date)
    day = f" of {view.day(contact.date)}" if contact.date and _is_point(contact) and not guessed else ""
    between = joins(contact.kind) if len(contact.parties) != 1 else "of"
    place = in_place(contact.place)
    timing = f", {view.on(contact.date) if guessed else view.day(contact.date)}" if contact.date and not day else ""
    if not contact.date and contact.status is Status.HELD:
        said = view.said_on(deciding_report(contact))
        timing = f", reported {said} without its date" if said else ", without its date"
    noun = contact_noun(contact.kind, contact.level)
    indirect = "indirect " if contact.directness is Directness.INDIRECT else ""
    through = f", through {parties_in_sentence(contact.mediators)}," if contact.mediators else ""
    who = f"{between} {parties_in_sentence(contact.parties)}{through}"
    return f"{indirect}{noun}{day} {who}{place}{timing}".rstrip(",")


def hedged(view: View, contact: Contact) -> str:
    """ "planned for 1–10 Mar, said Ann Lee on 22 Feb": the status exactly as firm as the reports have it."""
    report = deciding_report(contact)
    coming = contact.status in (Status.SCHEDULED, Status.PLANNED, Status.PROPOSED, Status.POSSIBLE)
    when = _for_date(view, contact) if coming else ""
    who = f", said {speaker(report.said_by)}" if report.said_by else ", as reported" if view.said_on(report) else ""
    day = f" on {view.said_on(report)}" if view.said_on(report) else ""
    return f"{status_label(contact.status)}{when}{who}{day}"


def _supporting(contact: Contact) -> list[ContactReport]:
    """The reports that give the contact its present status: a plan does not prove that it took place."""
    return [report for report in contact.reports if report.status is contact.status] or list(contact.reports)


def _held(view: View) -> Line:
    highest, latest = highest_held(view), latest_held(view)
    if highest is None:
        under_way = view.grouped.get("under_way", [])
        if not under_way:
            return ()
        contact = under_way[0]
        words = f"Reported under way: {contact_phrase(view, contact)} "
        return line(words, view.cite(*_supporting(contact)))
    first = line(
        f"Highest contact reported held: {contact_phrase(view, highest)} ",
        view.cite(*_supporting(highest)),
        _disputed(view, highest),
    )
    if latest is None or latest is highest or _day(latest) <= _day(highest):
        return first
    cited = view.cite(*_supporting(latest))
    return line(first, f"; the latest: {contact_phrase(view, latest)} ", cited, _disputed(view, latest))


def _disputed(view: View, contact: Contact) -> Line:
    """That other reports deny what is reported held, where nothing has settled it."""
    standing = [c for c in view.conflicts_of(contact) if settled_by(view.record, contact, c) is None]
    against = [r for c in standing if c.about == "status" for r in c.reports if r.status not in TOOK_PLACE]
    return line(", though others deny that it took place ", view.cite(*against)) if against else ()


def _coming(view: View) -> Line:
    """What weighs most of what is to come and, where that has no day, what is next on a day."""
    contact = next_contact(view)
    if contact is None:
        return ()
    first = _announced(view, contact)
    dated = [c for c in _main(view, view.grouped.get("coming", [])) if c.date and _is_point(c)]
    if contact.date or not dated:
        return first
    return line(first, "; next on the calendar: ", _announced(view, dated[0]))


def _announced(view: View, contact: Contact) -> Line:
    noun = a_contact(contact.kind, contact.level)
    between = f"{joins(contact.kind) if len(contact.parties) != 1 else 'of'} {parties_in_sentence(contact.parties)}"
    place = in_place(contact.place)
    verb = "are" if contact.kind.value == "talks" else "is"
    report = deciding_report(contact)
    words = f"{noun} {between}{place} {verb} {hedged(view, contact)} "
    conflicts = view.conflicts_of(contact)
    if not conflicts:
        return line(words, view.cite(report))
    fields = enumerate_words(sorted({conflict.about for conflict in conflicts}))
    against = [r for conflict in conflicts for r in conflict.reports if r is not report]
    return line(words, view.cite(report), f"; reports disagree on the {fields} ", view.cite(*against))


def _called_off(view: View) -> Line:
    """What was lately called off, refused or ruled out, at the highest level."""
    grouped = view.grouped
    off = [c for c in _main(view, [*grouped.get("called_off", []), *grouped.get("refused", [])]) if _is_recent(view, c)]
    contact = min(off, key=lambda c: c.level.rank, default=None)
    if contact is None:
        return ()
    report = deciding_report(contact)
    told = f", said {speaker(report.said_by)}" if report.said_by else ""
    words = f"Reported {status_label(contact.status)}: {contact_phrase(view, contact)}{told} "
    return line(words, view.cite(report))


def _is_recent(view: View, contact: Contact) -> bool:
    day = view.published(deciding_report(contact))
    return bool(day and view.as_of and view.as_of - day <= USUAL)


def _agreed(view: View) -> Line:
    found = _main_agreements(view)
    if not found:
        return ()
    agreement = found[0]
    last = agreement.reports[-1]
    status = "" if agreement.status is AgreementStatus.REACHED else f" ({agreement_label(agreement.status)})"
    day = f" {view.on(agreement.date)}" if agreement.date else ""
    reported = f", reported {view.said_on(last)}" if not day and view.said_on(last) else ""
    words = f"Latest agreement reported{status}: {parties_in_sentence(agreement.parties)}{day}{reported}, "
    others = [
        other
        for other in found[1:]
        if other.parties == agreement.parties
        and other.date == agreement.date
        and view.published(other.reports[-1]) == view.published(last)
    ]
    refs = view.cite(*(other.reports[-1] for other in others[:2]))
    more = line(f"and {count(len(others), 'other point')} ", refs) if others else ()
    told = cite_item(view, agreement)
    disputed = any(conflict.agreement == agreement.id for conflict in view.record.agreement_conflicts)
    denied = ", which others deny " if disputed else " "
    return line(words, quote(shorten(agreement.what, 140)), denied, told, " " if more else "", more)


def _main_agreements(view: View) -> list[Agreement]:
    parties = set(principal_parties(view.record))
    agreements = view.news_first(view.record.agreements)
    return [agreement for agreement in agreements if len(parties & set(agreement.parties)) > 1] or agreements


def _main(view: View, contacts: list[Contact]) -> list[Contact]:
    """The contacts among the principal parties, where there are any."""
    parties = set(principal_parties(view.record))
    return [contact for contact in contacts if len(parties & set(contact.parties)) > 1] or contacts


def _for_date(view: View, contact: Contact) -> str:
    if not contact.date:
        return ", with no date"
    words = view.day(contact.date)
    if contact.status is Status.POSSIBLE:
        return f" {view.on(contact.date)}"
    return f" {words}" if words.startswith(("from ", "by ", "about ", "perhaps ")) else f" for {words}"


def _is_point(contact: Contact) -> bool:
    when = parse_when(contact.date) if contact.date else None
    return bool(when and when.days and when.days < 32)


def _day(contact: Contact) -> date:
    when = parse_when(contact.date) if contact.date else None
    return (when.latest or when.earliest or date.min) if when else date.min
