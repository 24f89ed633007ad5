"""The conflicts as a list: two quotations against each other, with outlet, day and speaker."""

from __future__ import annotations

from typing import Any

from communique.model.record import AgreementConflict, Conflict, Record
from communique.reports.disputes import (
    Account,
    accounts_in,
    agreement_name,
    contact_name,
    parties_in,
    quotation,
    said_in,
    settled_words,
    settlement,
    value_words,
)
from communique.reports.document import Line, line, quote, soft, strong
from communique.reports.listing import Column, Entry, Listing
from communique.reports.references import outlet
from communique.reports.view import View, make_view
from communique.reports.wording import capital

_SIDE = ("value", "said_by", "party", "outlet", "published", "quote", "finding", "url")
KEYS = (
    "item",
    "about",
    "what",
    "between",
    "settled_by",
    *(f"{key}_{side}" for side in ("one", "other") for key in _SIDE),
)
COLUMNS = (Column("about", 0), Column("what", 3, 0, 16), Column("one says", 5), Column("another says", 5))


def list_conflicts(record: Record) -> Listing:
    """Every conflict of contacts, then of agreements, in the order of the record."""
    view = make_view(record)
    names = {contact.id: contact_name(view, contact) for contact in record.contacts}
    names |= {agreement.id: agreement_name(agreement) for agreement in record.agreements}
    conflicts: list[Conflict | AgreementConflict] = [*record.conflicts, *record.agreement_conflicts]
    return Listing("conflicts", KEYS, COLUMNS, tuple(_entry(view, conflict, names) for conflict in conflicts))


def _entry(view: View, conflict: Conflict | AgreementConflict, names: dict[str, str]) -> Entry:
    item = conflict.contact if isinstance(conflict, Conflict) else conflict.agreement
    accounts = accounts_in(conflict)
    between = parties_in(accounts)
    settled = settlement(view, conflict)
    notes = filter(None, (between, settled_words(view, settled)))
    name = names.get(item, item)
    data = {"item": item, "about": conflict.about, "what": name, "between": between or None}
    data["settled_by"] = f"{settled.article}:{settled.id}" if settled else None
    for side, account in zip(("one", "other"), accounts, strict=True):
        data |= {f"{key}_{side}": value for key, value in _side(view, account).items()}
    cells = (
        line(
            strong(conflict.about),
        ),
        line(capital(name), *(soft(f"; {note}") for note in notes), soft(f" {item}")),
        *(_cell(view, account) for account in accounts),
    )
    return Entry(data, cells)


def _cell(view: View, account: Account) -> Line:
    told = soft(f" ({said_in(view, account)})")
    return line(strong(value_words(view, account)), ": ", quote(quotation(view, account)), told)


def _side(view: View, account: Account) -> dict[str, Any]:
    """One side of a conflict, complete."""
    report = account.report
    article = view.record.articles.get(report.article)
    return {
        "value": account.value,
        "said_by": account.speaker.name,
        "party": account.speaker.party,
        "outlet": outlet(article),
        "published": article.published if article else None,
        "quote": " ".join(report.evidence),
        "finding": f"{report.article}:{report.id}",
        "url": article.url if article else None,
    }
