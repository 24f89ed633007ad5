"""Mentions: one trigger with everything its sentence says of the contact, before mentions are folded."""

from __future__ import annotations

from dataclasses import dataclass, replace

from communique.findings.arguments import actors_at, after_prepositions, objects
from communique.findings.contacts.circumstance import find_date, find_place
from communique.findings.contacts.features import status_features
from communique.findings.contacts.modality import Cue
from communique.findings.contacts.participation import GROUPS_ONLY, Participation, find_participation
from communique.findings.contacts.status import find_cues, strongest
from communique.findings.contacts.triggers import Trigger, find_triggers
from communique.findings.linear import load_linear
from communique.model.actors import Level
from communique.model.findings import ContactKind, Status
from communique.model.when import parse_when
from communique.reading.parse import Sentence
from communique.reading.reading import Reading


@dataclass(frozen=True, slots=True)
class Mention:
    """One mention of a contact in one sentence.

    `inherited` is True when its parties are not named by its own arguments but taken from the sentence or before;
    `parties_likely` is then the probability that they are right.
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
    date_likely: float = 0.0
    parties_likely: float = 1.0

    @property
    def parties(self) -> frozenset[str]:
        return frozenset(self.taking.parties)


def find_mentions(reading: Reading) -> list[Mention]:
    """Every mention of a contact in one article, in the order of the text."""
    found: list[Mention] = []
    triggers = list(find_triggers(reading.parse))
    places: dict[int, list[int]] = {}
    for trigger in triggers:
        places.setdefault(trigger.token.sent, []).append(trigger.token.i)
    for trigger in triggers:
        rivals = [i for i in places[trigger.token.sent] if i != trigger.token.i]
        if (mention := _mention(reading, trigger, rivals)) is not None:
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


def _mention(reading: Reading, trigger: Trigger, rivals: list[int]) -> Mention | None:
    sentence = reading.parse.sentence_of(trigger.token)
    if _is_heading(reading, sentence):
        return None
    taking = find_participation(reading, trigger)
    if trigger.persons and not (
        _has_counterpart(reading, trigger) and (taking.persons or taking.level is not Level.UNKNOWN)
    ):
        return None
    if trigger.frame == "motion" and not taking.destinations:
        return None
    for group in GROUPS_ONLY:
        taking.parties.pop(group, None)
    cues = find_cues(trigger)
    cue = strongest(cues, trigger)
    status = judge_status(reading, trigger, cue, cues)
    when, likely = find_date(reading, trigger, status, rivals)
    return Mention(
        trigger=trigger,
        sentence=sentence,
        kind=trigger.kind,
        taking=taking,
        cue=cue,
        status=status,
        date=when,
        date_likely=likely,
        place=find_place(reading, trigger),
        said_by=said_by(reading, trigger),
    )


def _has_counterpart(reading: Reading, trigger: Trigger) -> bool:
    """True where somebody is received or called: "received the envoy", not "welcomed the pause", "faces pressure"."""
    others = objects(trigger.token) + [c for c in trigger.token.children if c.dep == "nsubjpass"]
    if any(actors_at(reading, token, deep=token.pos in {"NOUN", "PROPN"} and token.tag != "NN") for token in others):
        return True
    return bool(after_prepositions(trigger.token, ("with", "by"))) or any(t.dep == "relcl" for t in (trigger.token,))


def _is_heading(reading: Reading, sentence: Sentence) -> bool:
    """True for a line without a verb's tense or a full stop: a heading inside the article is no report."""
    text = reading.parse.text_of(sentence)
    return sentence.last - sentence.first <= MAX_HEADING and text[-1:] not in '.!?"”’|:;)'


MAX_HEADING = 12


def judge_status(reading: Reading, trigger: Trigger, cue: Cue, cues: list[Cue]) -> Status:
    """The status by the linear model `contact_status`, which weighs the rule's cue with tense, governors and dates.

    The words have the last word: what is called off or refused stays so, and what they put into the future, deny or
    only hold possible never comes out as held.
    """
    if cue.status in CALLED_OFF and cue.rule in {"phrasal", "verb"}:
        return cue.status
    features = status_features(trigger, cue, cues, tense_of(reading, trigger))
    likely = load_linear("contact_status").probabilities(features)
    allowed = ALLOWED.get(cue.status, frozenset(Status)) if cue.rule not in {"weak", "bare"} else frozenset(Status)
    return Status(max((name for name in likely if name in allowed), key=lambda name: likely[name], default=cue.status))


CALLED_OFF = frozenset({Status.POSTPONED, Status.CANCELLED, Status.REFUSED})
NEVER = frozenset({Status.RULED_OUT, Status.REFUSED})
PROSPECT = frozenset({Status.PLANNED, Status.PROPOSED, Status.POSSIBLE})
ALLOWED = {
    Status.HELD: frozenset({Status.HELD, Status.UNDER_WAY}),
    Status.RULED_OUT: frozenset({Status.RULED_OUT}),
    Status.REFUSED: NEVER,
    Status.CANCELLED: CALLED_OFF | NEVER,
    Status.POSTPONED: CALLED_OFF | NEVER,
    Status.POSSIBLE: PROSPECT,
    Status.PROPOSED: PROSPECT,
    Status.PLANNED: PROSPECT,
    Status.SCHEDULED: PROSPECT | {Status.SCHEDULED, Status.POSTPONED, Status.CANCELLED},
}
"""What a mention with a clear sign of one status can be of; one only put in prospect never comes out as held."""


def tense_of(reading: Reading, trigger: Trigger) -> str:
    """How the dates of the trigger's sentence lie against publication: past, today, future, mixed or none."""
    published = reading.article.published_day
    if published is None:
        return "unknown"
    found = set()
    for time in reading.times_in(reading.parse.sentence_of(trigger.token)):
        when = parse_when(time.edtf) if time.edtf else None
        if when is None or (when.earliest is None and when.latest is None):
            continue
        if when.earliest is not None and when.earliest.isoformat() > published:
            found.add("future")
        elif when.latest is not None and when.latest.isoformat() < published:
            found.add("past")
        else:
            found.add("today")
    return found.pop() if len(found) == 1 else "mixed" if found else "none"


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
