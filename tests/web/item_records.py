"""A small record for the pages of items: copies, a dispute, an edited article, a proposal with an answer, persons."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from communique.model.actors import Level
from communique.model.article import Article
from communique.model.findings import (
    AgreementReport,
    AgreementStatus,
    ContactKind,
    ContactReport,
    Finding,
    Findings,
    Issue,
    PersonReport,
    Position,
    ProposalReport,
    Stance,
    Status,
)
from communique.record.screening import MARK
from communique.record.store import Store

FILLER = "\n".join(f"Paragraph {n} recalls how the talks on the river began in the year {1990 + n}." for n in range(12))
LAKE = "\n".join(f"In part {n} it is told how the lake lost another {n} miles of its shore." for n in range(9))
PLANNED = "Foreign Minister Ann Lee of Norway and Envoy Rui Costa of Portugal will hold talks in Oslo on 5 March 2025."
HELD = "Norway and Portugal held talks in Oslo on 6 March 2025, Ann Lee and Rui Costa taking part."
ELSEWHERE = "Norway and Portugal held talks in Lisbon on 6 March 2025, Ann Lee and Rui Costa taking part."
PLAN = "The Oslo plan of Norway includes a ceasefire for thirty days and an exchange of prisoners."
ANSWER = "Portugal rejects the ceasefire for thirty days in the Oslo plan, Rui Costa said."
AGREED = "Norway and Portugal agreed to reopen the harbour."
FREED = "Norway and Portugal signed an exchange of prisoners."
DENIED = "Portugal denied that anything was agreed to reopen the harbour."


def item_record(path: Path) -> Path:
    """Twelve articles, written as a reader would."""
    with Store.open(path) as store:
        for article, findings in _told():
            store.add(article, Findings(article.id, article.published, **findings), reader="1")
    return path


def _told() -> list[tuple[Article, dict[str, tuple[Finding, ...]]]]:
    one = _article("n-1", "Northern Post", "2025-03-01", PLANNED)
    copy = replace(one, id="n-2", url="https://coast.example/n-2", publisher="Coast Herald", published="2025-03-02")
    other = _article("n-3", "Harbour News", "2025-03-07", HELD, "Other words stand around it.\n" + FILLER[::-1])
    late = _article("n-4", "Coast Herald", "2025-03-08", ELSEWHERE, "Short and its own.")
    plan = _article("n-5", "Northern Post", "2025-03-09", PLAN, "The plan is said to be final.")
    answer = _article("n-6", "Coast Herald", "2025-03-10", ANSWER, "No date for an answer was given.")
    agreed = _article("n-7", "Northern Post", "2025-03-11", AGREED, "The harbour has been closed since May.")
    denied = _article("n-8", "Harbour News", "2025-03-12", DENIED, "It has been closed for a year.")
    freed = _article("n-10", "Coast Herald", "2025-03-20", FREED, "The first are to cross the border in April.")
    aside = replace(_article("n-11", "Harbour News", "2025-03-21", "Oslo has a fair.", "It lasts."), meta={MARK: "NOR"})
    edited = _article("n-9", "Northern Post", "2025-03-13", "Talks of Chad and Sudan will begin on Friday.", LAKE)
    edition = replace(edited, id="n-9~0a1b2c", text=edited.text.replace("will", "could"), modified="2025-03-14")
    return [
        (
            one,
            {"contacts": (_contact(one, PLANNED, Status.PLANNED, "2025-03-05", "Ann Lee"),), "persons": _people(one)},
        ),
        (copy, {"contacts": (_contact(copy, PLANNED, Status.PLANNED, "2025-03-05", "Ann Lee"),)}),
        (other, {"contacts": (_contact(other, HELD, Status.HELD, "2025-03-06"),)}),
        (late, {"contacts": (_contact(late, ELSEWHERE, Status.HELD, "2025-03-06", place="Lisbon"),)}),
        (plan, {"proposals": (_plan(plan),)}),
        (answer, {"positions": (_answer(answer),)}),
        (agreed, {"agreements": (_agreement(agreed, AGREED, AgreementStatus.REACHED),)}),
        (denied, {"agreements": (_agreement(denied, DENIED, AgreementStatus.DENIED),)}),
        (freed, {"agreements": (_agreement(freed, FREED, AgreementStatus.SIGNED, "an exchange of prisoners"),)}),
        (aside, {}),
        (edited, {"contacts": (_chad(edited, Status.SCHEDULED),)}),
        (edition, {"contacts": (_chad(edition, Status.POSSIBLE),)}),
    ]


def _article(key: str, outlet: str, day: str, words: str, rest: str = FILLER) -> Article:
    host = outlet.split()[0].lower()
    return Article(
        key, f"{words}\n{rest}", f"https://{host}.example/{key}", outlet, day, "metadata", words.partition(",")[0]
    )


def _contact(
    article: Article, words: str, status: Status, day: str, said_by: str | None = None, place: str = "Oslo"
) -> ContactReport:
    return ContactReport(
        id="c1", article=article.id, evidence=(words,), spans=((0, len(words)),), confidence=0.9,
        kind=ContactKind.TALKS, parties=("NOR", "PRT"), participants=("Ann Lee", "Rui Costa"),
        level=Level.MINISTERIAL, date=day, place=place, status=status, said_by=said_by,
    )  # fmt: skip


def _chad(article: Article, status: Status) -> ContactReport:
    words = article.text.partition("\n")[0]
    return ContactReport(
        id="c1", article=article.id, evidence=(words,), spans=((0, len(words)),), kind=ContactKind.TALKS,
        parties=("SDN", "TCD"), status=status,
    )  # fmt: skip


def _people(article: Article) -> tuple[PersonReport, ...]:
    words = article.text.partition("\n")[0]
    offices = (("Ann Lee", "NOR", "Foreign Minister"), ("Rui Costa", "PRT", "Envoy"))
    return tuple(
        PersonReport(id=f"n{n}", article=article.id, evidence=(words,), spans=((0, len(words)),), name=name,
                     party=party, office=office, level=Level.MINISTERIAL)
        for n, (name, party, office) in enumerate(offices, 1)
    )  # fmt: skip


def _plan(article: Article) -> ProposalReport:
    return ProposalReport(
        id="o1", article=article.id, evidence=(PLAN,), spans=((0, len(PLAN)),), proposer="NOR", name="the Oslo plan",
        terms=("a ceasefire for thirty days", "an exchange of prisoners"),
    )  # fmt: skip


def _answer(article: Article) -> Position:
    return Position(
        id="p1", article=article.id, evidence=(ANSWER,), spans=((0, len(ANSWER)),), party="PRT",
        issue=Issue.CEASEFIRE, stance=Stance.REJECTS, about="the ceasefire for thirty days in the Oslo plan",
        holder="Rui Costa",
    )  # fmt: skip


def _agreement(
    article: Article, words: str, status: AgreementStatus, what: str = "reopen the harbour"
) -> AgreementReport:
    return AgreementReport(
        id="a1", article=article.id, evidence=(words,), spans=((0, len(words)),), parties=("NOR", "PRT"),
        what=what, status=status,
    )  # fmt: skip
