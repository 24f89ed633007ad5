"""What is new since a day, why it matters for the record, and what it leaves open; all derived from the record."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from communique.model.findings import AgreementStatus, ContactReport, Finding, Position, Status
from communique.model.record import Contact
from communique.model.when import parse_when
from communique.reports.contact_lines import what_words
from communique.reports.dates import say_day
from communique.reports.document import Line, line, quote, strong
from communique.reports.doubt import doubt, is_doubtful
from communique.reports.outcomes import agreement_bundles, bundle_line, proposal_name
from communique.reports.position_matrix import against, stance_line
from communique.reports.view import View, group_of, is_bare, marks, reports_line, status_words, who_label
from communique.reports.wording import (
    issue_label,
    parties_in_sentence,
    party_name,
    shorten,
    stance_label,
    status_label,
)

BARE = 9
"""The weight of a contact of which nothing but the parties is known: after everything else."""
PAUSE = timedelta(days=14)
"""After less than this a contact is not the first since anything."""


@dataclass(frozen=True, slots=True)
class Development:
    """One thing that the record did not hold before: what, why it matters for the record, what it leaves open.

    `weight` orders developments of one report, the weightiest first; `day` is its latest publication; `fresh` says
    in what way it is new, where nothing of the kind was in the record.
    """

    kind: str
    day: date
    weight: int
    what: Line
    why: tuple[Line, ...]
    left_open: tuple[Line, ...]
    fresh: str = ""


def developments(view: View) -> list[Development]:
    """Everything new since the view's day, contacts before agreements, proposals and stances."""
    found = [*_contacts(view), *_agreements(view), *_proposals(view), *_positions(view)]
    return sorted(found, key=lambda item: (item.weight, -item.day.toordinal()))


def _contacts(view: View) -> list[Development]:
    found = []
    for contact in view.record.contacts:
        new = [report for report in contact.reports if view.is_new(report)]
        old = [report for report in contact.reports if not view.is_new(report)]
        changed = not old or old[-1].status is not contact.status or _disputes(view, contact, new)
        if new and changed and _is_news(contact, view):
            found.append(_contact(view, contact, old, new))
    return found


def _contact(view: View, contact: Contact, old: list[ContactReport], new: list[ContactReport]) -> Development:
    day = f", {view.day(contact.date)}" if contact.date else ""
    head = line(marks(view, contact), " ", strong(who_label(contact)))
    what = line(
        head, f": {_lower(what_words(contact))}{day}; {status_words(view, contact)} · ", reports_line(view, new)
    )
    why = [*_status_change(view, contact, old), *_first_of_level(view, contact), *_disputes(view, contact, new)]
    weight = BARE if is_bare(contact) else contact.level.rank + (0 if contact.status is Status.HELD else 1)
    left, fresh = tuple(_open(view, contact)), "" if old else "New to the record"
    return Development("contact", _latest_day(view, new), weight, what, tuple(why), left, fresh)


def _status_change(view: View, contact: Contact, old: list[ContactReport]) -> list[Line]:
    if not old:
        return []
    before = old[-1]
    if before.status is contact.status:
        return []
    told = f" ({view.said_on(before)})" if view.said_on(before) else ""
    words = f"Changes from {status_label(before.status)}{told} to {status_label(contact.status)} "
    return [line(words, view.cite(before))]


def _first_of_level(view: View, contact: Contact) -> list[Line]:
    """Whether it is the first held contact of its level between its parties, or the first since when."""
    if contact.status is not Status.HELD or contact.level.rank > 1 or not contact.date:
        return []
    earlier = [
        other
        for other in view.record.contacts
        if other is not contact
        and other.status is Status.HELD
        and other.level is contact.level
        and set(contact.parties) <= set(other.parties)
        and _held_on(other) <= _held_on(contact)
    ]
    noun = f"{contact.level.value}-level contact of {parties_in_sentence(contact.parties)}"
    if not earlier:
        return [line(f"First {noun} in the record")]
    last = max(earlier, key=_held_on)
    if not last.date or _held_on(contact) - _held_on(last) < PAUSE:
        return []
    return [line(f"First {noun} since {view.day(last.date)} ", view.cite(*last.reports))]


def _disputes(view: View, contact: Contact, new: list[ContactReport]) -> list[Line]:
    found, seen = [], set()
    for conflict in view.conflicts_of(contact):
        if conflict.about in seen or not any(report in new for report in conflict.reports):
            continue
        seen.add(conflict.about)
        found.append(line(f"Reports contradict each other on the {conflict.about} ", view.cite(*conflict.reports)))
    return found


def _open(view: View, contact: Contact) -> list[Line]:
    lacking = [word for word, value in (("date", contact.date), ("place", contact.place)) if not value]
    if contact.kind.value in ("call", "message") and "place" in lacking:
        lacking.remove("place")
    found = [line(f"No {' and no '.join(lacking)} given")] if lacking else []
    if contact.status is Status.HELD and not _outcome(view, contact):
        found.append(line("No agreement is reported from it"))
    if group_of(view, contact) == "lapsed":
        found.append(line("Its day has passed; no report whether it took place"))
    return found


def _outcome(view: View, contact: Contact) -> bool:
    """Whether an agreement of the same parties appears in any article that reports the contact."""
    articles = {report.article for report in contact.reports}
    return any(
        set(agreement.parties) & set(contact.parties)
        and any(report.article in articles for report in agreement.reports)
        for agreement in view.record.agreements
    )


def _agreements(view: View) -> list[Development]:
    found = []
    bundles = agreement_bundles(view)
    for place, bundle in enumerate(bundles):
        everything = [report for agreement in bundle for report in agreement.reports]
        if not all(view.is_new(report) for report in everything):
            continue
        parties = set(bundle[0].parties)
        others = (agreement for other in bundles[place + 1 :] for agreement in other)
        before = any(parties <= set(other.parties) for other in others)
        first = line(f"First agreement of {parties_in_sentence(bundle[0].parties)} in the record")
        settled = {AgreementStatus.SIGNED, AgreementStatus.IN_FORCE} & {report.status for report in everything}
        left = () if settled else (line("No report that it is signed or in force"),)
        what = line("Agreed · ", bundle_line(view, bundle))
        found.append(Development("agreement", _latest_day(view, everything), 2, what, () if before else (first,), left))
    return found


def _proposals(view: View) -> list[Development]:
    found = []
    for proposal in view.latest(view.record.proposals):
        if not all(view.is_new(report) for report in proposal.reports):
            continue
        by = party_name(proposal.proposer) if proposal.proposer else "Proposer not given"
        name = shorten(proposal_name(proposal), 120)
        terms = f", {len(proposal.terms)} terms" if len(proposal.terms) > 1 and "points" not in name else ""
        what = line("On the table · ", strong(by), f": {name}{terms}", doubt(*proposal.reports))
        what = line(what, " ", view.cite(*view.newest(proposal.reports)))
        found.append(Development("proposal", _latest_day(view, proposal.reports), 3, what, (), ()))
    return found


def _positions(view: View) -> list[Development]:
    """A party's first word on an issue, or a stance that points the other way than the one before."""
    found = []
    seen: set[tuple[str, str]] = set()
    newest = [p for p in view.newest(view.record.positions) if not is_doubtful([p]) and len(p.about.split()) > 1]
    older: dict[tuple[str, str], list[Position]] = {}
    for position in newest:
        if not view.is_new(position):
            older.setdefault((position.party, position.issue.value), []).append(position)
    for position in newest:
        key = (position.party, position.issue.value)
        if not view.is_new(position) or key in seen:
            continue
        seen.add(key)
        earlier = older.get(key, [])
        why = _turn(view, position, earlier)
        if why or not earlier:
            head = line("Position · ", strong(party_name(position.party)), f" on {issue_label(position.issue)}: ")
            what = line(head, stance_line(view, position))
            before = f" before {say_day(view.since, view.year)}" if view.since else ""
            fresh = "" if earlier else f"Nothing on this in the record{before}"
            found.append(Development("position", _latest_day(view, [position]), 4, what, why, (), fresh))
    return found


def _turn(view: View, position: Position, earlier: list[Position]) -> tuple[Line, ...]:
    if not earlier:
        return ()
    before = next((other for other in earlier if against(other, position)), None)
    if before is None:
        return ()
    told = f" ({view.said_on(before)})" if view.said_on(before) else ""
    return (
        line(f"Before{told}: {stance_label(before.stance)} ", quote(shorten(before.about, 80)), " ", view.cite(before)),
    )


def _is_news(contact: Contact, view: View) -> bool:
    """Not a held contact of long before, which a new article only recalls."""
    when = parse_when(contact.date) if contact.date else None
    return contact.status is not Status.HELD or not (when and when.latest and view.since and when.latest < view.since)


def _held_on(contact: Contact) -> date:
    when = parse_when(contact.date) if contact.date else None
    return (when.latest or when.earliest or date.min) if when else date.min


def _latest_day(view: View, findings: Sequence[Finding]) -> date:
    return max((view.published(f) or date.min for f in findings), default=date.min)


def _published(view: View, article: str) -> str:
    found = view.record.articles.get(article)
    return (found.published or "") if found else ""


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]


def since_words(view: View) -> str:
    """ "since 3 Mar", with a word when that day was not asked for but is the usual week."""
    if view.since is None:
        return "undated"
    return f"since {say_day(view.since, view.year)}{'' if view.since_given else ', the last 7 days of the record'}"
