"""Where reports of one contact or agreement cannot both be right at the time they were published.

Updates are no conflicts. Each way of disagreeing is told once, by the two reports nearest to each other.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import chain

from communique.model.findings import AgreementReport, AgreementStatus, ContactReport
from communique.model.record import Agreement, AgreementConflict, Conflict, Contact
from communique.model.when import publication_day
from communique.record.conflicts.accounts import Account, accounts_of, apart
from communique.record.conflicts.contradictions import CHECKS, Check, may_differ
from communique.record.conflicts.relations import SAME_DAYS, Values
from communique.record.conflicts.wording import deciding_words
from communique.record.memory import NO_MEMORY, Memory
from communique.record.speakers import Speakers

# What is said no of in the same way.
_SAME = {"refused": "ruled out", "planned": "scheduled"}
_CLAIMED = frozenset({AgreementStatus.REACHED, AgreementStatus.SIGNED, AgreementStatus.IN_FORCE})


def find_conflicts(
    contacts: Iterable[Contact],
    published: Mapping[str, str | None],
    copies: Mapping[str, str] | None = None,
    speakers: Speakers | None = None,
    memory: Memory = NO_MEMORY,
) -> tuple[Conflict, ...]:
    """The conflicts between reports of each contact, each way of disagreeing told once.

    `published` gives the publication date of each article, `copies` the articles that only repeat another and so
    contradict nobody that it does not, `speakers` who stands behind a report. "The two leaders will meet on 4 May"
    against "no such meeting is planned" on the same day gives a conflict about status.
    """
    speakers, same = speakers or Speakers(), copies or {}
    found: list[Conflict] = []
    for contact in contacts:
        articles = dict.fromkeys(report.article for report in contact.reports)
        if len(articles) > 1:
            voices = tuple(same.get(article) for article in articles)
            spoken = tuple(speakers.party_of(name) for r in contact.reports if (name := _teller(r)))
            parts = contact, *chain.from_iterable(map(speakers.made_in, articles))
            made = partial(_conflicts_of, contact, published, same, speakers)
            found += memory.recall(("conflicts", contact.id, voices, spoken), parts, made)
    return tuple(found)


def _teller(report: ContactReport) -> str | None:
    """The person to whom a report's status is attributed; None where it is a party, or nobody."""
    return report.said_by if report.said_by and not report.said_by.isupper() else None


def _conflicts_of(
    contact: Contact, published: Mapping[str, str | None], copies: Mapping[str, str], speakers: Speakers
) -> list[Conflict]:
    accounts = accounts_of(contact, published, copies, speakers)
    return [
        _conflict(contact.id, about, pair, speakers)
        for about, check in CHECKS.items()
        if may_differ(about, accounts)
        for pair in _pairs(accounts, check)
    ]


def find_agreement_conflicts(
    agreements: Iterable[Agreement],
    published: Mapping[str, str | None],
    copies: Mapping[str, str] | None = None,
    speakers: Speakers | None = None,
) -> tuple[AgreementConflict, ...]:
    """Agreements that one report claims and another denies; one that was denied and then made is none."""
    speakers, same = speakers or Speakers(), copies or {}
    found = []
    for agreement in agreements:
        denials = [report for report in agreement.reports if report.status is AgreementStatus.DENIED]
        claims = [report for report in agreement.reports if report.status in _CLAIMED] if denials else []
        pairs = [
            (_days_between(claim, denial, published), claim, denial)
            for claim in claims
            for denial in denials
            if same.get(claim.article, claim.article) != same.get(denial.article, denial.article)
        ]
        open_ = [pair for pair in pairs if pair[0] >= -SAME_DAYS]
        if open_:
            _, claim, denial = min(open_, key=lambda pair: (abs(pair[0]), pair[1].article, pair[2].article))
            values = claim.status.value.replace("_", " "), denial.status.value.replace("_", " ")
            days = _published(claim, published), _published(denial, published)
            note = f"{days[0]}: {values[0]}; {days[1]}: {values[1]}"
            speaking = speakers.of(claim), speakers.of(denial)
            found.append(AgreementConflict(agreement.id, "status", (claim, denial), note, values, speaking))
    return tuple(found)


def _pairs(accounts: Sequence[Account], check: Check) -> Iterator[tuple[Account, Account, Values]]:
    """The nearest two of those that contradict each other in the same way; one against twenty is one conflict.

    A report that tells of the denial itself stands for the claim only where no other does.
    """
    nearest: dict[tuple[str, ...], tuple[tuple[int, ...], Values]] = {}
    for i, one in enumerate(accounts):
        for j in range(i + 1, len(accounts)):
            other = accounts[j]
            values = check(one, other) if one.voice != other.voice else None
            if values:
                muddled = one.disputed or other.disputed
                # How it stands differs from side to side: there the next day's denial counts before a later doubt.
                sides = one.side != other.side and check is not CHECKS["status"]
                rank = (int(muddled), int(sides), apart(one, other), i, j)
                way = tuple(sorted(_SAME.get(value, value) for value in values))
                if way not in nearest or rank < nearest[way][0]:
                    nearest[way] = rank, values
    for (*_, i, j), values in sorted(nearest.values()):
        yield accounts[i], accounts[j], values


def _conflict(contact: str, about: str, pair: tuple[Account, Account, Values], speakers: Speakers) -> Conflict:
    one, other, values = pair
    note = f"{one.published}: {values[0]}; {other.published}: {values[1]}"
    first, second = (
        # How far preparations are is said by whoever says so; a status by the one to whom it is attributed.
        account.speaker
        if about == "status" and value != account.stage
        else speakers.of(account.report, deciding_words(about, value, account.report))
        for account, value in zip((one, other), values, strict=True)
    )
    return Conflict(contact, about, (one.report, other.report), note, values, (first, second))


def _published(report: AgreementReport, published: Mapping[str, str | None]) -> str:
    return (published.get(report.article) or "undated")[:10]


def _days_between(one: AgreementReport, other: AgreementReport, published: Mapping[str, str | None]) -> int:
    """Days from the publication of one report to that of the other; 0 where one is undated."""
    first, second = (publication_day(published.get(report.article)) for report in (one, other))
    return (second - first).days if first and second else 0
