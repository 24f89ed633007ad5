"""A record made by hand: imagined talks of Norway and Portugal in seven short articles."""

from __future__ import annotations

from communique.errors import FailureKind
from communique.model.actors import Level
from communique.model.article import Article, Failure
from communique.model.findings import (
    AgreementReport,
    AgreementStatus,
    ContactKind,
    ContactReport,
    DeadlineReport,
    Directness,
    Issue,
    Position,
    ProposalReport,
    Span,
    Stance,
    Status,
)
from communique.model.record import Agreement, Conflict, Contact, Deadline, Proposal, Record, Speaker
from communique.record.merging.agreements import make_agreement
from communique.record.merging.deadlines import make_deadline
from communique.record.merging.persons import merge_persons
from communique.record.merging.proposals import make_proposal

HELD = "Foreign ministers Ana Costa of Portugal and Jon Berg of Norway held talks in Lisbon on 3 March."
HELD_AGAIN = "The ministers of Portugal and Norway sat down in Lisbon on Monday, both delegations said."
PLANNED = "Preparations for a summit of the two leaders are well advanced, a Norwegian spokesman said."
EARLY = "The summit is only being thought about, Portuguese minister Ana Costa said."
RULED_OUT = "A call between the prime ministers is not planned, the office in Oslo said."
LAPSED = "Experts of both countries could meet between 1 and 5 March, Jon Berg said."
DEMAND = "Norway demands an end to the fishing ban before anything else is discussed."
REJECT = "Portugal rejects an end to the fishing ban, Ana Costa said."
ACCEPT = "Portugal accepts an end to the fishing ban, its government said on Friday."
LEFT_OUT = "Iceland demands a seat at the table, its prime minister said."
AGREED = "The two sides agreed to reopen their consulates."
PLAN = "The Norwegian plan foresees shared patrols and a common register."
DEADLINE = "Both sides are to name their inspectors by 8 March."
HOSTILE = 'The <b>"final"</b> offer & nothing else | will do, *Oslo* said.'

TEXTS = {
    "a1": ("2025-02-20", "Northern Post", f"{PLANNED}\n{RULED_OUT}\n{DEMAND}\n{LEFT_OUT}"),
    "a2": ("2025-02-22", "Lisbon Journal", f"{EARLY}\n{LAPSED}\n{REJECT}\n{PLAN}"),
    "a3": ("2025-03-03", "Lisbon Journal", f"{HELD}\n{AGREED}\n{DEADLINE}"),
    "a4": ("2025-03-04", "Northern Post", HELD_AGAIN),
    "a5": ("2025-03-05", "Copy Service", HELD_AGAIN),
    "a6": ("2025-03-10", None, f"{ACCEPT}\n{HOSTILE}"),
    "a7": (None, "Undated Weekly", "Nothing happened."),
}


def article(key: str) -> Article:
    published, publisher, text = TEXTS[key]
    return Article(
        id=key,
        text=text,
        url=f"https://news.example/{key}",
        publisher=publisher,
        published=published,
        title=f"Title of {key}",
        origin=f"{key}.txt",
    )


def span(key: str, sentence: str) -> tuple[Span, ...]:
    start = TEXTS[key][2].index(sentence)
    return ((start, start + len(sentence)),)


def cue(key: str, words: str) -> Span:
    start = TEXTS[key][2].index(words)
    return start, start + len(words)


def report(key: str, number: int, sentence: str, words: str, **values: object) -> ContactReport:
    fields: dict[str, object] = {"kind": ContactKind.TALKS, "parties": ("NOR", "PRT")} | values
    return ContactReport(
        id=f"c{number}",
        article=key,
        evidence=(sentence,),
        spans=span(key, sentence),
        status_cue=cue(key, words),
        **fields,  # type: ignore[arg-type]
    )


def contact(identifier: str, *reports: ContactReport) -> Contact:
    last = reports[-1]
    return Contact(
        id=identifier,
        kind=last.kind,
        parties=last.parties,
        mediators=last.mediators,
        participants=last.participants,
        level=last.level,
        directness=last.directness,
        date=last.date,
        place=last.place,
        status=last.status,
        reports=reports,
    )


def position(key: str, number: int, sentence: str, about: str, **values: object) -> Position:
    fields: dict[str, object] = {"issue": Issue.TRADE, "party": "NOR", "stance": Stance.DEMANDS} | values
    return Position(
        id=f"p{number}",
        article=key,
        evidence=(sentence,),
        spans=span(key, sentence),
        about=about,
        **fields,  # type: ignore[arg-type]
    )


def contacts() -> tuple[Contact, ...]:
    people = ("Ana Costa", "Jon Berg")
    talks = {"level": Level.MINISTERIAL, "date": "2025-03-03", "place": "Lisbon", "directness": Directness.DIRECT}
    summit = {"kind": ContactKind.SUMMIT, "level": Level.LEADER, "status": Status.PLANNED}
    call = {"kind": ContactKind.CALL, "level": Level.LEADER, "status": Status.RULED_OUT, "said_by": "NOR"}
    experts = {"kind": ContactKind.MEETING, "level": Level.TECHNICAL, "status": Status.POSSIBLE, "said_by": "Jon Berg"}
    return (
        contact(
            "c-held",
            report("a3", 1, HELD, "held", participants=people, **talks),
            report("a4", 1, HELD_AGAIN, "sat down", **talks),
            report("a5", 1, HELD_AGAIN, "sat down", participants=people, **talks),
        ),
        contact(
            "c-summit",
            report("a1", 1, PLANNED, "well advanced", said_by="a Norwegian spokesman", **summit),
            report("a2", 1, EARLY, "only being thought about", said_by="Ana Costa", **summit),
        ),
        contact("c-call", report("a1", 2, RULED_OUT, "not planned", **call)),
        contact("c-experts", report("a2", 2, LAPSED, "could", date="2025-03-01/2025-03-05", **experts)),
    )


def _agreements(*reports: AgreementReport) -> tuple[Agreement, ...]:
    return tuple(make_agreement(f"a-{report.article}{report.id}", [report]) for report in reports)


def _proposals(*reports: ProposalReport) -> tuple[Proposal, ...]:
    return tuple(make_proposal(f"o-{report.article}{report.id}", [report]) for report in reports)


def _deadlines(*reports: DeadlineReport) -> tuple[Deadline, ...]:
    return tuple(make_deadline(f"d-{report.article}{report.id}", [report]) for report in reports)


def positions() -> tuple[Position, ...]:
    fishing = "an end to the fishing ban"
    return (
        position("a1", 1, DEMAND, fishing),
        position("a1", 2, LEFT_OUT, "a seat at the table", party="ISL", issue=Issue.INCLUSION),
        position("a2", 1, REJECT, fishing, party="PRT", stance=Stance.REJECTS, holder="Ana Costa"),
        position("a6", 1, ACCEPT, fishing, party="PRT", stance=Stance.ACCEPTS),
        position("a6", 2, HOSTILE, '<b>"final"</b> offer & nothing else | will do, *Oslo*', issue=Issue.OTHER),
    )


def record() -> Record:
    """The whole sample."""
    made, stances = contacts(), positions()
    return Record(
        as_of=None,
        articles={key: article(key) for key in TEXTS},
        duplicates={"a5": "a4"},
        contacts=made,
        positions=stances,
        agreements=_agreements(
            AgreementReport(id="a1", article="a3", evidence=(AGREED,), spans=span("a3", AGREED), parties=("NOR", "PRT"),
                      what="reopen their consulates", status=AgreementStatus.REACHED, date="2025-03-03"),
        ),
        proposals=_proposals(
            ProposalReport(id="o1", article="a2", evidence=(PLAN,), spans=span("a2", PLAN), proposer="NOR",
                     name="Norwegian plan", terms=("shared patrols", "a common register")),
        ),
        deadlines=_deadlines(
            DeadlineReport(id="d1", article="a3", evidence=(DEADLINE,), spans=span("a3", DEADLINE),
                     what="name their inspectors", date="2025-03-08"),
        ),
        statements=(),
        persons=merge_persons(made, stances, (), (), {key: day for key, (day, _, _) in TEXTS.items()}),
        conflicts=(
            Conflict("c-summit", "status", made[1].reports[:2], "two stages of preparation in two days",
                     ("advanced", "early"), (Speaker("a Norwegian spokesman"), Speaker("Ana Costa"))),
        ),
        failures=(Failure("broken.txt", FailureKind.EMPTY, "the file is empty", "remove it"),),
    )  # fmt: skip
