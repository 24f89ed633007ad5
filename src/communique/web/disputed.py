"""Conflicts for the eye: two quotations against each other, each with who reports it, when, and who says so."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from communique.analysis.settling import settled_by
from communique.model.record import AgreementConflict, Conflict, Contact, Record
from communique.reports.disputes import (
    Account,
    accounts_in,
    agreement_name,
    contact_name,
    marked_quotation,
    parties_in,
    settled_words,
    speaker_words,
    value_words,
)
from communique.reports.references import outlet
from communique.reports.view import View
from communique.reports.wording import capital, conflict_label


@dataclass(frozen=True, slots=True)
class Side:
    """One of two accounts: what it says, and the sentence for it in three parts, around the words that matter."""

    report: str
    value: str
    outlet: str
    day: str
    speaker: str
    before: str
    words: str
    after: str


@dataclass(frozen=True, slots=True)
class Versus:
    """Two accounts that cannot both be right.

    `item` is the id of what they tell of, `field` what they disagree on, as the record names it, `label` the same in
    words. `parties` are those of the item and of the speakers. `settled` says which later report settled it; "" while
    it stands, and `settling` is the id of that report.
    """

    item: str
    name: str
    field: str
    label: str
    between: str
    parties: frozenset[str]
    sides: tuple[Side, ...]
    settled: str = ""
    settling: str = ""


def find_versus(view: View) -> tuple[Versus, ...]:
    """Every conflict of contacts, then of agreements, in the order of the record, as `list_conflicts` has them."""
    return tuple(versus_of(view, [*view.record.conflicts, *view.record.agreement_conflicts]))


def versus_of(view: View, conflicts: Iterable[Conflict | AgreementConflict]) -> Iterable[Versus]:
    """These conflicts, one by one."""
    wanted = list(conflicts)
    items = _Items(view.record, wanted)
    for conflict in wanted:
        yield _versus(view, conflict, items)


class _Items:
    """What conflicts are about, by id."""

    def __init__(self, record: Record, conflicts: Iterable[Conflict | AgreementConflict]) -> None:
        asked = {c.contact if isinstance(c, Conflict) else c.agreement for c in conflicts}
        self.contacts = {contact.id: contact for contact in record.contacts if contact.id in asked}
        self.agreements = {agreement.id: agreement for agreement in record.agreements if agreement.id in asked}

    def name(self, view: View, key: str) -> str:
        if key in self.contacts:
            return contact_name(view, self.contacts[key])
        return agreement_name(self.agreements[key]) if key in self.agreements else key

    def parties(self, key: str) -> tuple[str, ...]:
        item = self.contacts.get(key) or self.agreements.get(key)
        if item is None:
            return ()
        return (*item.parties, *item.mediators) if isinstance(item, Contact) else item.parties


def _versus(view: View, conflict: Conflict | AgreementConflict, items: _Items) -> Versus:
    key = conflict.contact if isinstance(conflict, Conflict) else conflict.agreement
    accounts = accounts_in(conflict)
    contact = items.contacts.get(key)
    settled = settled_by(view.record, contact, conflict) if contact and isinstance(conflict, Conflict) else None
    spoken = (account.speaker.party for account in accounts)
    return Versus(
        item=key,
        name=capital(items.name(view, key)),
        field=conflict.about,
        label=capital(conflict_label(conflict.about, conflict.reports)),
        between=parties_in(accounts),
        parties=frozenset((*items.parties(key), *filter(None, spoken))),
        sides=tuple(_side(view, account) for account in accounts),
        settled=settled_words(view, settled),
        settling=f"{settled.article}:{settled.id}" if settled else "",
    )


def _side(view: View, account: Account) -> Side:
    report = account.report
    before, words, after = marked_quotation(view, account)
    return Side(
        report=f"{report.article}:{report.id}",
        value=value_words(view, account),
        outlet=outlet(view.record.articles.get(report.article)),
        day=view.said_on(report) or "undated",
        speaker=speaker_words(account),
        before=before,
        words=words,
        after=after,
    )
