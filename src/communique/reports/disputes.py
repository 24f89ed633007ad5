"""Where reports disagree: both quotes, both dates, both speakers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import islice

from communique.analysis.settling import settled_by
from communique.model.findings import AgreementReport, ContactReport, Span
from communique.model.record import Agreement, AgreementConflict, Conflict, Contact, Speaker
from communique.record.conflicts.wording import deciding_words
from communique.reports.dates import say_date
from communique.reports.document import Block, Bullets, Item, Line, Paragraph, code, line, quote, soft, strong
from communique.reports.position_matrix import opposed_stances, stance_line
from communique.reports.references import focus_of, outlet, passage, sentence_of
from communique.reports.settled import settled
from communique.reports.view import View
from communique.reports.wording import (
    capital,
    conflict_label,
    contact_noun,
    in_sentence,
    issue_label,
    parties_label,
    party_name,
    place_label,
    shorten,
    speaker,
)

SHOWN = 8
ACCOUNTS = 4
"""How many accounts of one dispute are quoted."""
WIDTH = 150


@dataclass(frozen=True, slots=True)
class Account:
    """One side of a dispute: the report, what it says of the field in dispute, who says so."""

    report: ContactReport | AgreementReport
    about: str
    value: str
    speaker: Speaker


@settled
def dispute_blocks(view: View) -> tuple[Block, ...]:
    """Contacts and agreements whose reports cannot all be right, then parties whose stances point both ways."""
    accounts, stances = [*contact_disputes(view), *agreement_disputes(view)], opposed_stances(view.record)
    items = accounts[:SHOWN] + stance_disputes(view, SHOWN)
    if not items:
        return (Paragraph(line(soft("No reports contradict each other."))),)
    left = ((len(accounts) - SHOWN, "more", "conflicts"),
            (len(stances) - SHOWN, "more both ways", "stances --turning-points"))  # fmt: skip
    more = (Paragraph(line(soft(f"{number} {what}: "), code(verb))) for number, what, verb in left if number > 0)
    return (Bullets(tuple(items)), *more)


def contact_disputes(view: View) -> list[Item]:
    """One item for each contact and field in dispute, with every account once."""
    contacts = {contact.id: contact for contact in view.record.contacts}
    grouped: dict[tuple[str, str], list[Conflict]] = {}
    for conflict in view.record.conflicts:
        if conflict.contact in contacts:
            grouped.setdefault((conflict.contact, conflict.about), []).append(conflict)
    settled = {key: [settled_by(view.record, contacts[key[0]], c) for c in group] for key, group in grouped.items()}
    # What stands comes before what later reports have settled.
    ordered = sorted(grouped, key=lambda key: all(settled[key]))
    return [
        _item(
            view,
            contact_name(view, contacts[key[0]]),
            [account for conflict in grouped[key] for account in accounts_in(conflict)],
            settled[key][0] if all(settled[key]) else None,
        )
        for key in ordered
    ]


def agreement_disputes(view: View) -> list[Item]:
    """One item for each agreement that is claimed and denied."""
    agreements = {agreement.id: agreement for agreement in view.record.agreements}
    return [
        _item(view, agreement_name(agreements[conflict.agreement]), accounts_in(conflict))
        for conflict in view.record.agreement_conflicts
        if conflict.agreement in agreements
    ]


def stance_disputes(view: View, most: int) -> list[Item]:
    """Parties that are reported both for and against on one issue, at most so many."""
    items = []
    for (issue, party), (later, earlier) in islice(opposed_stances(view.record).items(), most):
        head = line(strong(party_name(party)), f" on {issue_label(issue)}, both ways")
        items.append(Item(head, (stance_line(view, earlier), stance_line(view, later))))
    return items


def contact_name(view: View, contact: Contact) -> str:
    """A contact named in a few words: "ministerial talks, Russia – United States, 18 Feb"."""
    day = f", {view.day(contact.date)}" if contact.date else ""
    day += f", {place_label(contact.place)}" if contact.place else ""
    return f"{contact_noun(contact.kind, contact.level)}, {parties_label(contact.parties)}{day}"


def agreement_name(agreement: Agreement) -> str:
    """An agreement named in a few words."""
    return f"agreement, {parties_label(agreement.parties)}, “{shorten(agreement.what, 70)}”"


def accounts_in(conflict: Conflict | AgreementConflict) -> list[Account]:
    """The two sides of a conflict."""
    reports: tuple[ContactReport | AgreementReport, ...] = conflict.reports
    return [
        Account(report, conflict.about, value, speaking)
        for report, value, speaking in zip(reports, conflict.values, conflict.speakers, strict=True)
    ]


def parties_in(accounts: list[Account]) -> str:
    """Whose accounts stand against each other, where both speak for a party: "Iran against the United States"."""
    parties = list(dict.fromkeys(account.speaker.party for account in accounts))
    if None in parties or len(parties) != 2:
        return ""
    return " against ".join(in_sentence(party) for party in parties if party)


def dispute_item(view: View, conflict: Conflict | AgreementConflict) -> Item:
    """One conflict on the page of what it is about: the field, and both accounts."""
    accounts = accounts_in(conflict)
    notes = [parties_in(accounts), settled_words(view, settlement(view, conflict))]
    head = line(
        strong(capital(conflict_label(conflict.about, conflict.reports))),
        *(soft(f"; {note}") for note in notes if note),
    )
    where = (soft(f"{account.report.article}:{account.report.id}") for account in accounts)
    return Item(head, tuple(line(_quoted(view, account), at) for account, at in zip(accounts, where, strict=True)))


def quotation(view: View, account: Account) -> str:
    """The words that the account rests on, cut around those on the field in dispute."""
    report, focus = account.report, _focus(account)
    article = view.record.articles.get(report.article)
    return _around(*passage(article, sentence_of(report, focus), focus, report))


def marked_quotation(view: View, account: Account) -> tuple[str, str, str]:
    """The sentence that the account rests on in three parts, around the words on the field in dispute."""
    report, focus = account.report, _focus(account)
    return passage(view.record.articles.get(report.article), sentence_of(report, focus), focus, report)


def speaker_words(account: Account) -> str:
    """Who says it: "said Ana Costa (Portugal)"; of a status nobody is quoted with, "in its own voice"; else ""."""
    return _told(account.speaker) or ("in its own voice" if account.about == "status" else "")


def said_in(view: View, account: Account) -> str:
    """In which outlet it stands, of which day, and who says it: "Northern Post, 4 Mar, said Ana Costa (Portugal)"."""
    by = outlet(view.record.articles.get(account.report.article))
    return ", ".join(filter(None, (by, view.said_on(account.report) or "undated", speaker_words(account))))


def value_words(view: View, account: Account) -> str:
    """What the account says of the field in dispute, as readers write it."""
    if account.about == "date":
        return say_date(account.value, view.year)
    return account.value


def settlement(view: View, conflict: Conflict | AgreementConflict) -> ContactReport | None:
    """The later report that settled a dispute about a contact; None while it stands."""
    if not isinstance(conflict, Conflict):
        return None
    contact = next((contact for contact in view.record.contacts if contact.id == conflict.contact), None)
    return settled_by(view.record, contact, conflict) if contact else None


def settled_words(view: View, report: ContactReport | None) -> str:
    """Which report settled a dispute: "settled by Northern Post, 4 Mar"; "" while it stands."""
    if report is None:
        return ""
    return f"settled by {outlet(view.record.articles.get(report.article))}, {view.said_on(report) or 'undated'}"


def _item(view: View, name: str, accounts: list[Account], settled: ContactReport | None = None) -> Item:
    once = {(account.report.article, account.report.id): account for account in reversed(accounts)}
    ordered = sorted(once.values(), key=lambda account: view.published(account.report) or date.min)
    between = parties_in(accounts)
    head = line(
        strong(capital(name)),
        f": {conflict_label(accounts[0].about, [account.report for account in accounts])}",
        soft(f"; {between}" if between else ""),
        soft(f"; {settled_words(view, settled)} ") if settled else None,
        view.cite(settled) if settled else None,
    )
    return Item(head, tuple(_account(view, account) for account in ordered[:ACCOUNTS]))


def _account(view: View, account: Account) -> Line:
    """What one report says of the field in dispute, with the reference to it."""
    return line(_quoted(view, account), view.refs.cite(account.report, _focus(account)))


def _quoted(view: View, account: Account) -> Line:
    """What one report says of the field in dispute, in its words, with who reports, when, and who is quoted."""
    words = quote(quotation(view, account))
    return line(strong(value_words(view, account)), ": ", words, soft(f" ({said_in(view, account)}) "))


def _told(speaking: Speaker) -> str:
    party = party_name(speaking.party) if speaking.party else ""
    if not speaking.name:
        return f"said {in_sentence(speaking.party)}" if speaking.party else ""
    name = speaker(speaking.name)
    return f"said {name} ({party})" if party and party not in name else f"said {name}"


def _focus(account: Account) -> Span | None:
    """The words on the field in dispute, where the evidence holds them; else those of the status."""
    return deciding_words(account.about, account.value, account.report) or focus_of(account.report)


def _around(before: str, words: str, after: str) -> str:
    """A few words on each side of the ones that matter."""
    if not words or len(before + words + after) <= WIDTH:
        return shorten(before + words + after, WIDTH + 40)
    spare = max((WIDTH - len(words)) // 2, 20)
    left = before[-spare:].partition(" ")[2] if len(before) > spare else before
    right = after[:spare].rpartition(" ")[0] if len(after) > spare else after
    return f"{'…' if left != before else ''}{left}{words}{right}{'…' if right != after else ''}"
