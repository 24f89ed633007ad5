"""What a synthetic article holds beside contacts: positions, agreements, deadlines and statements, with evidence."""

from __future__ import annotations

import random
from datetime import date, timedelta

from communique.model.findings import AgreementReport, DeadlineReport, Issue, Position, Span, Stance, Statement

SYLLABLES = ("ba", "dor", "ke", "lin", "mo", "nar", "pe", "rus", "sa", "tam", "vel", "zo", "hi", "gan", "fe", "wu")


Sides = tuple[tuple[str, ...], tuple[str, ...]]
"""The parties of a contact, and who spoke for them."""


class Text:
    """A text that grows by sentences and says where each stands."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.length = 0

    def add(self, sentence: str) -> tuple[str, Span]:
        start = self.length + (1 if self.parts else 0)
        self.parts.append(sentence)
        self.length = start + len(sentence)
        return sentence, (start, self.length)


def make_name(rng: random.Random) -> str:
    """A first and a last name that nobody has."""
    return " ".join("".join(rng.choices(SYLLABLES, k=3)).capitalize() for _ in range(2))


def make_position(rng: random.Random, key: str, number: int, sides: Sides, text: Text) -> Position:
    issue, stance = rng.choice(list(Issue)), rng.choice(list(Stance))
    about = issue.value.replace("_", " ")
    parties, names = sides
    name = rng.choice(names)
    sentence, span = text.add(f"{name} {stance.value} {about} in point {number}.")
    return Position(
        id=f"p{number}",
        article=key,
        evidence=(sentence,),
        spans=(span,),
        party=rng.choice(parties),
        issue=issue,
        stance=stance,
        about=about,
        holder=name,
    )


def make_agreement(key: str, number: int, parties: tuple[str, ...], text: Text) -> AgreementReport:
    what = f"exchange lists of detainees under annex {number}"
    sentence, span = text.add(f"The parties agreed to {what}.")
    return AgreementReport(
        id=f"a{number}", article=key, evidence=(sentence,), spans=(span,), parties=parties, what=what
    )


def make_deadline(key: str, number: int, published: date, text: Text) -> DeadlineReport:
    day = published + timedelta(days=14)
    sentence, span = text.add(f"The lists are due within two weeks, item {number}.")
    return DeadlineReport(
        id=f"d{number}", article=key, evidence=(sentence,), spans=(span,), what="the lists", date=f"{published}/{day}"
    )


def make_statement(rng: random.Random, key: str, number: int, party: str, text: Text) -> Statement:
    source = make_name(rng)
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
