"""A synthetic record of any size, seeded: negotiations that go on for years, and outlets that report them unevenly.

Every negotiation has two or three parties and a row of contacts, each with a history (proposed, scheduled, now and
then put off, held). Articles report the contacts around their day, with what news leaves out left out: days become
weeks, cities countries, names and levels are missing. Evidence is exact, as in a real record. `truth` says which
real contact each report tells of, so that merging can be scored too.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from communique.model.actors import Level
from communique.model.article import Article
from communique.model.findings import (
    AgreementReport,
    ContactKind,
    ContactReport,
    DeadlineReport,
    Directness,
    Findings,
    Issue,
    Position,
    Span,
    Stance,
    Statement,
    Status,
)

START = date(2020, 1, 6)
ARTICLES_PER_NEGOTIATION = 400
CITIES = (
    ("Geneva", "Switzerland"),
    ("Muscat", "Oman"),
    ("Doha", "Qatar"),
    ("Istanbul", "Turkey"),
    ("Nairobi", "Kenya"),
)
STATES = (
    "TCD",
    "SDN",
    "ETH",
    "EGY",
    "KEN",
    "UGA",
    "SOM",
    "ERI",
    "DJI",
    "LBY",
    "NER",
    "MLI",
    "SEN",
    "GHA",
    "NGA",
    "CMR",
)
SYLLABLES = ("ba", "dor", "ke", "lin", "mo", "nar", "pe", "rus", "sa", "tam", "vel", "zo", "hi", "gan", "fe", "wu")
OUTLETS = tuple(f"Outlet {number}" for number in range(1, 41))
FILLER = (
    "Observers in the region watched the process closely and noted that earlier efforts had ended without a result."
)


@dataclass(frozen=True, slots=True)
class RealContact:
    """One contact as it was, which no single article tells in full."""

    number: int
    day: date
    kind: ContactKind
    parties: tuple[str, ...]
    names: tuple[str, ...]
    level: Level
    place: tuple[str, str] | None
    announced: date
    held: bool


@dataclass(slots=True)
class World:
    """The number of the real contact that each report, by article and local id, tells of."""

    truth: dict[tuple[str, str], int] = field(default_factory=dict)


def generate(articles: int, seed: int = 7, world: World | None = None) -> Iterator[tuple[Article, Findings]]:
    """`articles` articles with their findings, negotiation by negotiation, the same for the same seed."""
    count = 0
    number = 0
    while articles > 0:
        some = min(articles, ARTICLES_PER_NEGOTIATION)
        rng = random.Random(f"{seed}/{number}")
        contacts = _negotiation(rng, number, count)
        count += len(contacts)
        for index in range(some):
            yield _article(rng, f"syn-{number:04}-{index:04}", contacts, world)
        articles -= some
        number += 1


def _negotiation(rng: random.Random, number: int, first: int) -> list[RealContact]:
    # A movement of its own, so that no two negotiations have the same parties.
    parties = tuple(sorted((f"FRONT{number}", *rng.sample(STATES, rng.choice((1, 1, 2))))))
    people = {level: tuple(_name(rng) for _ in parties) for level in Level}
    day = START + timedelta(days=rng.randrange(700))
    contacts = []
    for index in range(rng.randrange(50, 90)):
        day += timedelta(days=rng.randrange(3, 16))
        kind = rng.choices(
            (ContactKind.TALKS, ContactKind.MEETING, ContactKind.CALL, ContactKind.SUMMIT), (5, 3, 3, 1)
        )[0]
        level = Level.LEADER if kind is ContactKind.SUMMIT else rng.choice(list(Level)[:5])
        pair = tuple(sorted(rng.sample(parties, 2))) if rng.random() < 0.5 else parties
        contacts.append(
            RealContact(
                first + index,
                day,
                kind,
                pair,
                tuple(people[level][parties.index(party)] for party in pair),
                level,
                None if kind is ContactKind.CALL else rng.choice(CITIES),
                day - timedelta(days=rng.randrange(2, 20)),
                rng.random() < 0.85,
            )
        )
    return contacts


def _name(rng: random.Random) -> str:
    return " ".join("".join(rng.choices(SYLLABLES, k=3)).capitalize() for _ in range(2))


class _Text:
    """A text that grows by sentences and says where each stands."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.length = 0

    def add(self, sentence: str) -> tuple[str, Span]:
        start = self.length + (1 if self.parts else 0)
        self.parts.append(sentence)
        self.length = start + len(sentence)
        return sentence, (start, self.length)


def _article(
    rng: random.Random, key: str, contacts: list[RealContact], world: World | None
) -> tuple[Article, Findings]:
    main = rng.randrange(len(contacts))
    published = contacts[main].day + timedelta(days=rng.choice((-6, -3, -2, -1, 0, 0, 1, 1, 2, 4)))
    near = [main] + [i for i in (main - 1, main + 1) if 0 <= i < len(contacts) and rng.random() < 0.4]
    text = _Text()
    reports: list[ContactReport] = []
    for i in near:
        if contacts[i].announced <= published:
            reports.append(_report(rng, key, f"c{len(reports) + 1}", contacts[i], published, text))
            if world is not None:
                world.truth[key, reports[-1].id] = contacts[i].number
        text.add(FILLER)
    party = rng.choice(contacts[main].parties)
    findings = Findings(
        key,
        published.isoformat(),
        contacts=tuple(reports),
        positions=tuple(_position(rng, key, n, contacts[main], text) for n in range(1, rng.randrange(2, 6))),
        agreements=tuple(_agreement(key, n, contacts[main], text) for n in range(1, rng.randrange(1, 3))),
        deadlines=tuple(_deadline(key, n, published, text) for n in range(1, rng.randrange(1, 3))),
        statements=tuple(_statement(rng, key, n, party, text) for n in range(1, rng.randrange(4, 10))),
    )
    article = Article(
        key,
        " ".join(text.parts),
        url=f"https://news.example/{key}",
        publisher=rng.choice(OUTLETS),
        published=published.isoformat(),
        published_basis="given",
        title=f"{' and '.join(contacts[main].parties)}: {contacts[main].kind.value}",
        origin=f"{key}.txt",
    )
    return article, findings


def _report(rng: random.Random, key: str, local: str, real: RealContact, published: date, text: _Text) -> ContactReport:
    past = real.day <= published
    status = (
        (Status.HELD if real.held else Status.CANCELLED) if past else rng.choice((Status.SCHEDULED, Status.PLANNED))
    )
    when: str | None = real.day.isoformat()
    chance = rng.random()
    if chance < 0.15:
        when = None
    elif chance < 0.3:
        monday = real.day - timedelta(days=real.day.weekday())
        when = f"{monday}/{monday + timedelta(days=6)}"
    place = real.place[rng.random() < 0.3] if real.place and rng.random() < 0.8 else None
    verb = "held" if past else "are to hold"
    sentence, span = text.add(
        f"{' and '.join(real.names)} {verb} a {real.kind.value} in {place or 'private'} ({local})."
    )
    named = rng.random() < 0.7
    return ContactReport(
        id=local,
        article=key,
        evidence=(sentence,),
        spans=(span,),
        confidence=round(rng.random(), 3),
        kind=real.kind,
        parties=real.parties,
        participants=real.names if named else (),
        level=real.level if named else Level.UNKNOWN,
        directness=Directness.DIRECT,
        date=when,
        place=place,
        status=status,
        said_by=rng.choice((None, real.names[0])),
    )


def _position(rng: random.Random, key: str, number: int, real: RealContact, text: _Text) -> Position:
    issue, stance = rng.choice(list(Issue)), rng.choice(list(Stance))
    about = issue.value.replace("_", " ")
    name = rng.choice(real.names)
    sentence, span = text.add(f"{name} {stance.value} {about} in point {number}.")
    return Position(
        id=f"p{number}",
        article=key,
        evidence=(sentence,),
        spans=(span,),
        party=rng.choice(real.parties),
        issue=issue,
        stance=stance,
        about=about,
        holder=name,
    )


def _agreement(key: str, number: int, real: RealContact, text: _Text) -> AgreementReport:
    what = f"exchange lists of detainees under annex {number}"
    sentence, span = text.add(f"The parties agreed to {what}.")
    return AgreementReport(
        id=f"a{number}", article=key, evidence=(sentence,), spans=(span,), parties=real.parties, what=what
    )


def _deadline(key: str, number: int, published: date, text: _Text) -> DeadlineReport:
    day = published + timedelta(days=14)
    sentence, span = text.add(f"The lists are due within two weeks, item {number}.")
    return DeadlineReport(
        id=f"d{number}", article=key, evidence=(sentence,), spans=(span,), what="the lists", date=f"{published}/{day}"
    )


def _statement(rng: random.Random, key: str, number: int, party: str, text: _Text) -> Statement:
    source = _name(rng)
    content = f"patience was needed, for the {number}. time"
    sentence, (start, end) = text.add(f"{source} said that {content}.")
    cue = start + len(source) + 1
    return Statement(
        id=f"s{number}",
        article=key,
        evidence=(sentence,),
        spans=((start, end),),
        source=source,
        party=party,
        cue="said",
        content=content,
        direct=False,
        source_span=(start, start + len(source)),
        cue_span=(cue, cue + 4),
        content_spans=((end - 1 - len(content), end - 1),),
    )
