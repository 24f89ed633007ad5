"""Small records made by hand: invented talks of Norway and Portugal, one sentence for each report."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from communique.model.article import Article
from communique.model.findings import (
    AgreementReport,
    ContactKind,
    ContactReport,
    DeadlineReport,
    Finding,
    Issue,
    PersonReport,
    Position,
    ProposalReport,
    Stance,
    Status,
)
from communique.model.record import Office, Person, Record
from communique.record.conflicts.conflicts import find_agreement_conflicts, find_conflicts
from communique.record.merging.agreements import make_agreement
from communique.record.merging.contact import make_contact
from communique.record.merging.deadlines import make_deadline
from communique.record.merging.proposals import make_proposal


def contact(article: str, status: str = "planned", **values: object) -> ContactReport:
    """A report of ministerial talks of Norway and Portugal."""
    words = f"{article}: ministerial talks of Norway and Portugal are {status}."
    fields: dict[str, object] = {"kind": ContactKind.TALKS, "parties": ("NOR", "PRT")} | values
    number = fields.pop("number", 1)
    confidence = fields.pop("confidence", 0.8)
    return ContactReport(
        id=f"c{number}", article=article, evidence=(words,), spans=((0, len(words)),), status=Status(status),
        confidence=confidence, **fields,  # type: ignore[arg-type]
    )  # fmt: skip


def position(article: str, stance: str, about: str = "an end to the herring quota", **values: object) -> Position:
    """A position of Norway on trade."""
    fields: dict[str, object] = {"party": "NOR", "issue": Issue.TRADE, "confidence": 0.8} | values
    number = fields.pop("number", 1)
    words = f"{article}: Oslo {stance} {about}."
    return Position(
        id=f"p{number}", article=article, evidence=(words,), spans=((0, len(words)),), stance=Stance(stance),
        about=about, **fields,  # type: ignore[arg-type]
    )  # fmt: skip


def agreement(article: str, status: str, what: str = "reopen their consulates", **values: object) -> AgreementReport:
    words = f"{article}: Norway and Portugal: {what}, {status}."
    return AgreementReport(
        id="a1", article=article, evidence=(words,), spans=((0, len(words)),), parties=("NOR", "PRT"), what=what,
        status=status, **values,  # type: ignore[arg-type]
    )  # fmt: skip


def proposal(article: str, *terms: str) -> ProposalReport:
    words = f"{article}: the Norwegian herring plan foresees {' and '.join(terms)}."
    return ProposalReport(
        id="o1", article=article, evidence=(words,), spans=((0, len(words)),), proposer="NOR",
        name="Norwegian herring plan", terms=terms,
    )  # fmt: skip


def deadline(article: str, day: str, what: str = "name their fishery inspectors", lead: str = "") -> DeadlineReport:
    words = f"{article}: {lead}both sides are to {what} by {day}."
    return DeadlineReport(
        id="d1", article=article, evidence=(words,), spans=((0, len(words)),), what=what, date=day
    )  # fmt: skip


def person(article: str, name: str, office: str, party: str = "NOR") -> PersonReport:
    words = f"{article}: {office} {name}."
    return PersonReport(
        id="n1", article=article, evidence=(words,), spans=((0, len(words)),), name=name, party=party, office=office
    )


def record(published: dict[str, str | None], *items: Sequence[Finding] | Position, **more: Any) -> Record:
    """A record of these items: each a list of the reports that tell of it, or a position.

    `published` gives the day of each article. The articles' texts are the sentences of their reports.
    """
    sentences: dict[str, list[str]] = {key: [] for key in published}
    for item in items:
        for finding in [item] if isinstance(item, Position) else item:
            sentences[finding.article] += finding.evidence
    articles = {
        key: Article(key, " ".join(sentences[key]) or "Nothing.", publisher=f"Post {key}", published=day)
        for key, day in sorted(published.items(), key=lambda pair: pair[1] or "9999")
    }
    made: dict[str, list[Any]] = {"c": [], "a": [], "o": [], "d": [], "p": [], "n": []}
    for number, item in enumerate(items, 1):
        if isinstance(item, Position):
            made["p"].append(item)
            continue
        reports = sorted(item, key=lambda r: published[r.article] or "9999")
        made[reports[0].id[0]].append(_made(f"{reports[0].id[0]}-{number}", reports, published))
    contacts = tuple(made["c"])
    days = dict(published)
    copies = more.pop("duplicates", {})
    return Record(
        as_of=more.pop("as_of", None), articles=articles, duplicates=copies, contacts=contacts,
        positions=tuple(made["p"]), agreements=tuple(made["a"]), proposals=tuple(made["o"]), deadlines=tuple(made["d"]),
        statements=(), conflicts=find_conflicts(contacts, days, copies), persons=tuple(made["n"]),
        agreement_conflicts=find_agreement_conflicts(made["a"], days, copies), **more,
    )  # fmt: skip


def _made(identifier: str, reports: Sequence[Any], published: dict[str, str | None]) -> Any:
    kind = reports[0].id[0]
    if kind == "c":
        return make_contact(identifier, reports, published)
    if kind == "n":
        offices = {r.office: (published[r.article], published[r.article]) for r in reports}
        named = tuple(Office(title, "NOR", first, last) for title, (first, last) in offices.items())
        name = reports[0].name
        return Person(identifier, name, (name,), "NOR", named, (), (), 0, tuple(reports))
    return {"a": make_agreement, "o": make_proposal, "d": make_deadline}[kind](identifier, reports)
