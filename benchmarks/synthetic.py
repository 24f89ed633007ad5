"""A synthetic record of any size, seeded: negotiations that go on for years, and outlets that report them unevenly.

Most negotiations are small, a few are busy for years, and some pairs of states negotiate on several things at once.
Each has a row of contacts with a history: proposed, scheduled, now and then put off to another day, held or called
off; some are numbered rounds; a few are reported by everyone, most by hardly anyone. Articles report them around
their day, with what news leaves out left out: days become weeks, cities countries, names and levels are missing. Some
articles are copies of others. Evidence is exact, as in a real record. `World.truth` says which real contact each
report tells of, so that merging can be scored too.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from synthetic_findings import Text, make_agreement, make_deadline, make_name, make_position, make_statement

from communique.model.actors import Level
from communique.model.article import Article
from communique.model.findings import ContactKind, ContactReport, Directness, Findings, Status

START = date(2008, 1, 7)
YEARS = 12
# How many articles a negotiation has, and how many negotiations out of a hundred have so many.
SIZES = {60: 45, 200: 38, 600: 14, 3000: 3}
# How much a contact is reported, and how many contacts out of a hundred are.
RENOWN = {1: 80, 4: 18, 120: 2}
COPIES = 0.08
CITIES = (
    ("Geneva", "Switzerland"),
    ("Muscat", "Oman"),
    ("Doha", "Qatar"),
    ("Istanbul", "Turkey"),
    ("Nairobi", "Kenya"),
)
STATES = (
    *("TCD", "SDN", "ETH", "EGY", "KEN", "UGA", "SOM", "ERI", "DJI", "LBY", "NER", "MLI", "SEN", "GHA", "NGA", "CMR"),
    *("PER", "BOL", "CHL", "ARG", "COL", "ECU", "VEN", "BRA", "PAK", "IND", "NPL", "LKA", "BGD", "MMR", "THA", "KHM"),
    *("LAO", "VNM", "MYS", "IDN", "PHL", "FJI", "TON", "WSM"),
)
ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
OUTLETS = tuple(f"Outlet {number}" for number in range(1, 41))
FILLER = (
    "Observers in the region watched the process closely and noted that earlier efforts had ended without a result."
)


@dataclass(frozen=True, slots=True)
class RealContact:
    """One contact as it was, which no single article tells in full.

    `day` is when it was to be in the end, `put_off` the day before that and when the change became known.
    """

    number: int
    day: date
    kind: ContactKind
    parties: tuple[str, ...]
    names: tuple[str, ...]
    level: Level
    place: tuple[str, str] | None
    announced: date
    held: bool
    round: str | None
    put_off: tuple[date, date] | None


@dataclass(slots=True)
class World:
    """The number of the real contact that each report, by article and local id, tells of."""

    truth: dict[tuple[str, str], int] = field(default_factory=dict)


def generate(articles: int, seed: int = 7, world: World | None = None) -> Iterator[tuple[Article, Findings]]:
    """`articles` articles with their findings, negotiation by negotiation, the same for the same seed."""
    count = number = 0
    while articles > 0:
        rng = random.Random(f"{seed}/{number}")
        size = rng.choices(list(SIZES), list(SIZES.values()))[0]
        contacts = _negotiation(rng, number, count, size)
        renown = rng.choices(list(RENOWN), list(RENOWN.values()), k=len(contacts))
        made: list[tuple[Article, Findings]] = []
        for index in range(min(size, articles)):
            key = f"syn-{number:04}-{index:04}"
            if made and rng.random() < COPIES:
                made.append(_copy(rng, key, rng.choice(made[-20:]), world))
            else:
                made.append(_article(rng, key, contacts, rng.choices(range(len(contacts)), renown)[0], world))
        yield from made
        count += len(contacts)
        articles -= size
        number += 1


def _negotiation(rng: random.Random, number: int, first: int, size: int) -> list[RealContact]:
    # Every other one has a movement of its own; the others share their parties.
    movement = (f"FRONT{number}",) if number % 2 else ()
    parties = tuple(sorted((*movement, *rng.sample(STATES, rng.choice((2, 2, 3)) - len(movement)))))
    people = {level: tuple(make_name(rng) for _ in parties) for level in Level}
    day = START + timedelta(days=rng.randrange(365 * YEARS))
    rounds = 0
    contacts = []
    for index in range(max(size // 6, 8)):
        day += timedelta(days=rng.randrange(1, 5) if size > 1000 else rng.randrange(3, 16))
        kind = rng.choices(
            (ContactKind.TALKS, ContactKind.MEETING, ContactKind.CALL, ContactKind.SUMMIT), (5, 3, 3, 1)
        )[0]
        level = Level.LEADER if kind is ContactKind.SUMMIT else rng.choice(list(Level)[:5])
        pair = tuple(sorted(rng.sample(parties, 2))) if rng.random() < 0.5 else parties
        rounds += kind is ContactKind.TALKS
        late = timedelta(days=rng.randrange(2, 12))
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
                ORDINALS[rounds - 1] if kind is ContactKind.TALKS and rounds <= len(ORDINALS) else None,
                (day - late, day - late - timedelta(days=1)) if rng.random() < 0.1 else None,
            )
        )
    return contacts


def _article(
    rng: random.Random, key: str, contacts: list[RealContact], main: int, world: World | None
) -> tuple[Article, Findings]:
    published = contacts[main].day + timedelta(days=rng.choice((-12, -6, -3, -2, -1, 0, 0, 1, 1, 2, 4)))
    near = [main] + [i for i in (main - 1, main + 1) if 0 <= i < len(contacts) and rng.random() < 0.4]
    text = Text()
    reports: list[ContactReport] = []
    for i in near:
        if contacts[i].announced <= published:
            reports.append(_report(rng, (key, f"c{len(reports) + 1}"), contacts[i], published, text))
            if world is not None:
                world.truth[key, reports[-1].id] = contacts[i].number
        text.add(FILLER)
    real = contacts[main]
    party, sides = rng.choice(real.parties), (real.parties, real.names)
    findings = Findings(
        key,
        published.isoformat(),
        contacts=tuple(reports),
        positions=tuple(make_position(rng, key, n, sides, text) for n in range(1, rng.randrange(2, 6))),
        agreements=tuple(make_agreement(key, n, real.parties, text) for n in range(1, rng.randrange(1, 3))),
        deadlines=tuple(make_deadline(key, n, published, text) for n in range(1, rng.randrange(1, 3))),
        statements=tuple(make_statement(rng, key, n, party, text) for n in range(1, rng.randrange(4, 10))),
    )
    article = Article(
        key,
        " ".join(text.parts),
        url=f"https://news.example/{key}",
        publisher=rng.choice(OUTLETS),
        published=published.isoformat(),
        published_basis="given",
        title=f"{' and '.join(real.parties)}: {real.kind.value}",
        origin=f"{key}.txt",
    )
    return article, findings


def _copy(
    rng: random.Random, key: str, original: tuple[Article, Findings], world: World | None
) -> tuple[Article, Findings]:
    """The same words from another outlet, on the same day or the next."""
    article, findings = original
    assert article.published is not None
    published = (date.fromisoformat(article.published) + timedelta(days=rng.randrange(2))).isoformat()
    contacts = tuple(replace(report, article=key) for report in findings.contacts)
    if world is not None:
        world.truth.update({(key, r.id): world.truth[article.id, r.id] for r in contacts})
    copied = {name: tuple(replace(item, article=key) for item in getattr(findings, name)) for name in _OTHERS}
    return (
        replace(
            article,
            id=key,
            url=f"https://news.example/{key}",
            publisher=rng.choice(OUTLETS),
            published=published,
            origin=f"{key}.txt",
        ),
        Findings(key, published, contacts=contacts, **copied),
    )


_OTHERS = ("positions", "agreements", "deadlines", "statements")


def _report(rng: random.Random, key: tuple[str, str], real: RealContact, published: date, text: Text) -> ContactReport:
    article, local = key
    day, status = _known(rng, real, published)
    when: str | None = day.isoformat()
    chance = rng.random()
    if chance < 0.15:
        when = None
    elif chance < 0.3:
        monday = day - timedelta(days=day.weekday())
        when = f"{monday}/{monday + timedelta(days=6)}"
    place = real.place[rng.random() < 0.3] if real.place and rng.random() < 0.8 else None
    who = " and ".join(real.names)
    verb = "held" if status is Status.HELD else "are to hold"
    what = f"the {real.round} round of" if real.round and rng.random() < 0.5 else f"a {real.kind.value} on"
    sentence, span = text.add(f"{who} {verb} {what} consultations in {place or 'private'}, {local}.")
    chance = rng.random()
    names = real.names if chance < 0.6 else real.names[:1] if chance < 0.7 else ()
    return ContactReport(
        id=local,
        article=article,
        evidence=(sentence,),
        spans=(span,),
        confidence=round(rng.random(), 3),
        kind=real.kind,
        parties=real.parties,
        participants=names,
        level=real.level if names else Level.UNKNOWN,
        directness=Directness.DIRECT,
        date=when,
        place=place,
        status=status,
        said_by=rng.choice((None, real.names[0])),
    )


def _known(rng: random.Random, real: RealContact, published: date) -> tuple[date, Status]:
    """The day of the contact and how it stands, as far as it could be known."""
    if real.day <= published:
        return real.day, Status.HELD if real.held else Status.CANCELLED
    plan = rng.choice((Status.SCHEDULED, Status.PLANNED))
    if real.put_off is None:
        return real.day, plan
    before, known = real.put_off
    if published < known:
        return before, plan
    return real.day, Status.POSTPONED if (published - known).days < 3 else plan
