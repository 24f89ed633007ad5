"""The whole record as JSON, in the stable format that other programs read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from communique.analysis.edits import FindingEdit, edits_of
from communique.findings.jsonl import finding_to_json
from communique.model.article import Article
from communique.model.decisions import Judgements
from communique.model.findings import Finding
from communique.model.record import (
    Agreement,
    AgreementConflict,
    Conflict,
    Contact,
    Deadline,
    Edition,
    Person,
    Proposal,
    Record,
)
from communique.record.copies.independence import voices
from communique.record.decisions.anchors import kind_of
from communique.record.items import item_id
from communique.reports.judged import judged_fields

FORMAT = "communique-record/1"
_JUDGED = ("contacts", "positions", "agreements", "proposals", "deadlines", "statements")


def export_json(record: Record) -> dict[str, Any]:
    """The record as an object of format `communique-record/1`, ready for `json.dumps`.

    `as_of` is the day that was asked for, else the last day of publication. `independent` counts the reports of an
    item without copies. Every finding carries its article, its evidence and the offsets of it. What a person decided
    on carries `confirmed` (by whom, when) and `edits` (field, value, what was found before, by whom, when).
    """
    days = [article.published_day for article in record.articles.values() if article.published_day]
    last = max(days, default=None)
    row: dict[str, Any] = {
        "format": FORMAT,
        "as_of": record.as_of.isoformat() if record.as_of else last,
        "articles": [_article(article, record) for article in record.articles.values()],
        "edits": [edit for chain in record.editions.values() for edit in _edits(chain)],
        "contacts": [_contact(contact, record) for contact in record.contacts],
        "positions": [_finding(position, "positions") for position in record.positions],
        "agreements": [_agreement(agreement, record) for agreement in record.agreements],
        "proposals": [_proposal(proposal, record) for proposal in record.proposals],
        "deadlines": [_deadline(deadline, record) for deadline in record.deadlines],
        "persons": [person_fields(person) for person in record.persons],
        "statements": [_finding(statement, "statements") for statement in record.statements],
        "conflicts": [_conflict(conflict) for conflict in record.conflicts],
        "agreement_conflicts": [_conflict(conflict) for conflict in record.agreement_conflicts],
        "failures": [
            {"origin": f.origin, "kind": f.kind.value, "reason": f.reason, "hint": f.hint, "article": f.article}
            for f in record.failures
        ],
    }
    if record.judgements.decisions:
        row |= {kind: _add_judgements(row[kind], record.judgements) for kind in _JUDGED}
    return row


def _article(article: Article, record: Record) -> dict[str, Any]:
    return {
        "id": article.id,
        "url": article.url,
        "publisher": article.publisher,
        "title": article.title,
        "published": article.published,
        "duplicate_of": record.duplicates.get(article.id),
        "fetched": article.fetched,
        "modified": article.modified,
        "earlier_editions": [
            {"id": edition.article.id, "day": edition.day} for edition in record.editions.get(article.id, ())[:-1]
        ],
    }


def _edits(chain: Sequence[Edition]) -> Iterator[dict[str, Any]]:
    """What each edit of an article changed of what it reports."""
    for after, edit, _ in edits_of(chain):
        yield {"article": chain[-1].article.id, "edition": after.article.id, "day": after.day, **edit_fields(edit)}


def contact_fields(contact: Contact) -> dict[str, Any]:
    """What the record says of a contact, by the names that exports and lists share."""
    return {
        "id": contact.id,
        "kind": contact.kind.value,
        "parties": list(contact.parties),
        "mediators": list(contact.mediators),
        "participants": list(contact.participants),
        "level": contact.level.value,
        "directness": contact.directness.value,
        "date": contact.date,
        "place": contact.place,
        "status": contact.status.value,
    }


def _contact(contact: Contact, record: Record) -> dict[str, Any]:
    return {
        **contact_fields(contact),
        **_told("contacts", contact.reports, record),
    }


def agreement_fields(agreement: Agreement) -> dict[str, Any]:
    """What the record says of an agreement, by the names that exports and lists share."""
    return {
        "id": agreement.id,
        "parties": list(agreement.parties),
        "what": agreement.what,
        "status": agreement.status.value,
        "date": agreement.date,
    }


def proposal_fields(proposal: Proposal) -> dict[str, Any]:
    """What the record says of a proposal; `terms` in words only."""
    return {
        "id": proposal.id,
        "proposer": proposal.proposer,
        "name": proposal.name,
        "terms": [term.words for term in proposal.terms],
    }


def deadline_fields(deadline: Deadline) -> dict[str, Any]:
    """What the record says of a deadline; `earlier` are the dates that it had before."""
    return {"id": deadline.id, "what": deadline.what, "date": deadline.date, "earlier": list(deadline.earlier)}


def person_fields(person: Person) -> dict[str, Any]:
    """What the record says of a person; `contacts`, `positions` and `reports` are ids, `statements` a number."""
    return {
        "id": person.id,
        "name": person.name,
        "names": list(person.names),
        "party": person.party,
        "offices": [
            {
                "title": office.title,
                "party": office.party,
                "first": office.first,
                "last": office.last,
                "reports": [item_id(report) for report in office.reports],
            }
            for office in person.offices
        ],
        "contacts": list(person.contacts),
        "positions": [item_id(position) for position in person.positions],
        "statements": person.statements,
        "reports": [item_id(report) for report in person.reports],
    }


def item_data(item: Contact | Agreement | Proposal | Deadline | Person | Finding, record: Record) -> dict[str, Any]:
    """One item of the record, complete, as the export of the whole record has it."""
    if isinstance(item, Person):
        return person_fields(item)
    if isinstance(item, Finding):
        return _finding(item, kind_of(item))
    row = (
        _contact(item, record)
        if isinstance(item, Contact)
        else _agreement(item, record)
        if isinstance(item, Agreement)
        else _proposal(item, record)
        if isinstance(item, Proposal)
        else _deadline(item, record)
    )
    return _add_judgements([row], record.judgements)[0]


def _agreement(agreement: Agreement, record: Record) -> dict[str, Any]:
    return {**agreement_fields(agreement), **_told("agreements", agreement.reports, record)}


def _proposal(proposal: Proposal, record: Record) -> dict[str, Any]:
    return {
        **proposal_fields(proposal),
        "terms_from": [[item_id(report) for report in term.reports] for term in proposal.terms],
        "responses": [item_id(position) for position in proposal.responses],
        **_told("proposals", proposal.reports, record),
    }


def _deadline(deadline: Deadline, record: Record) -> dict[str, Any]:
    return {**deadline_fields(deadline), **_told("deadlines", deadline.reports, record)}


def edit_fields(edit: FindingEdit) -> dict[str, Any]:
    """What an edit changed of a finding, for programs: its ids and words in both editions, and the fields."""
    return {
        "before": item_id(edit.old) if edit.old else None,
        "after": item_id(edit.new) if edit.new else None,
        "quote_before": " ".join(edit.old.evidence) if edit.old else None,
        "quote_after": " ".join(edit.new.evidence) if edit.new else None,
        "fields": [
            {"field": field.field, "before": _plain(field.before), "after": _plain(field.after)}
            for field in edit.fields
        ],
    }


def _plain(value: object) -> object:
    if isinstance(value, tuple):
        return [str(part) for part in value]
    return None if value is None else str(value)


def _add_judgements(rows: Iterable[dict[str, Any]], judgements: Judgements) -> list[dict[str, Any]]:
    """Items and their reports with who confirmed them, and the fields that a person set."""
    judged = []
    for row in rows:
        own = judged_fields(judgements, row["id"])
        reports = {"reports": _add_judgements(row["reports"], judgements)} if "reports" in row else {}
        judged.append(row | own | reports)
    return judged


def _told(kind: str, reports: Sequence[Finding], record: Record) -> dict[str, Any]:
    return {
        "independent": len(voices(reports, record.articles, record.duplicates)),
        "reports": [_finding(report, kind) for report in reports],
    }


def _finding(item: Finding, kind: str) -> dict[str, Any]:
    return {**finding_to_json(item, kind), "id": item_id(item), "article": item.article}


def _conflict(conflict: Conflict | AgreementConflict) -> dict[str, Any]:
    kind = "contacts" if isinstance(conflict, Conflict) else "agreements"
    return {
        **({"contact": conflict.contact} if isinstance(conflict, Conflict) else {"agreement": conflict.agreement}),
        "about": conflict.about,
        "values": list(conflict.values),
        "speakers": [{"name": speaking.name, "party": speaking.party} for speaking in conflict.speakers],
        "reports": [_finding(report, kind) for report in conflict.reports],
        "note": conflict.note,
    }
