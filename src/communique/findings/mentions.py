"""Mentions: one trigger with everything its sentence says of the contact, before mentions are folded."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from communique.findings.arguments import actors_at
from communique.findings.circumstance import find_date, find_place
from communique.findings.participation import GROUPS_ONLY, Participation, find_participation
from communique.findings.status import Cue, find_status
from communique.findings.triggers import Trigger, find_triggers
from communique.model.actors import Level
from communique.model.findings import ContactKind, Status
from communique.model.when import parse_when
from communique.reading.parse import Sentence
from communique.reading.reading import Reading


@dataclass(frozen=True, slots=True)
class Mention:
    """One mention of a contact in one sentence.

    `inherited` is True when its parties are not named by its own arguments but taken from the sentence or before.
    """

    trigger: Trigger
    sentence: Sentence
    kind: ContactKind
    taking: Participation
    cue: Cue
    status: Status
    date: str | None
    place: str | None
    said_by: str | None
    inherited: bool = False
    features: tuple[str, ...] = field(default=())

    @property
    def parties(self) -> frozenset[str]:
        return frozenset(self.taking.parties)


def find_mentions(reading: Reading) -> list[Mention]:
    """Every mention of a contact in one article, in the order of the text."""
    found: list[Mention] = []
    for trigger in find_triggers(reading.parse):
        if (mention := _mention(reading, trigger)) is not None:
            found.extend(_each_destination(mention))
    return found


def _each_destination(mention: Mention) -> list[Mention]:
    """A tour is one visit for each country: "paid visits to Laos and India"."""
    taking = mention.taking
    if mention.kind is not ContactKind.VISIT or len(taking.destinations) < 2:
        return [mention]
    found = []
    for code, place in taking.destinations.items():
        parties = {party: None for party in taking.parties if party not in taking.destinations or party == code}
        single = replace(taking, parties=parties, explicit=len(parties), destinations={code: place})
        found.append(replace(mention, taking=single, place=place))
    return found


def _mention(reading: Reading, trigger: Trigger) -> Mention | None:
    taking = find_participation(reading, trigger)
    if trigger.persons and not (taking.persons or taking.level is not Level.UNKNOWN):
        return None
    for group in GROUPS_ONLY:
        taking.parties.pop(group, None)
    cue = find_status(trigger)
    status = cue.status
    when, _ = find_date(reading, trigger, status)
    status = _against_date(status, cue, when, reading.article.published_day)
    if status is not cue.status:
        when, _ = find_date(reading, trigger, status)
    sentence = reading.parse.sentence_of(trigger.token)
    return Mention(
        trigger=trigger,
        sentence=sentence,
        kind=trigger.kind,
        taking=taking,
        cue=cue,
        status=status,
        date=when,
        place=find_place(reading, trigger),
        said_by=said_by(reading, trigger),
    )


def _against_date(status: Status, cue: Cue, edtf: str | None, published: str | None) -> Status:
    """A weak sign of the past gives way to a date in the future."""
    if cue.rule not in {"weak", "bare"} or published is None or edtf is None:
        return status
    when = parse_when(edtf)
    if when is not None and when.earliest is not None and when.earliest.isoformat() > published:
        return Status.SCHEDULED
    return status


def said_by(reading: Reading, trigger: Trigger) -> str | None:
    """The person or party to whom the article attributes what it says here; None in the reporter's own voice."""
    attribution = reading.attribution_over(trigger.token.start, trigger.token.end)
    if attribution is None or not attribution.speech or attribution.actor is None:
        return None
    actor = attribution.actor
    if actor.person is not None:
        return actor.person.name
    return actor.parties[0] if len(actor.parties) == 1 else None


__all__ = ["Mention", "actors_at", "find_mentions", "said_by"]
