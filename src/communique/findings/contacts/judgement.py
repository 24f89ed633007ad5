"""Judgement: what a mention tells of its contact, as the network weighs it within what the words allow."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from communique.findings.contacts.apart import are_one_by_one
from communique.findings.contacts.circumstance import AHEAD
from communique.findings.contacts.completion import Scene, complete
from communique.findings.contacts.dating import CALLED_OFF, find_date, likeliest
from communique.findings.contacts.homonyms import is_paid
from communique.findings.contacts.lasting import Lasting, find_lasting
from communique.findings.contacts.mentions import Mention, tense_of
from communique.findings.contacts.modality import Cue
from communique.findings.contacts.places import (
    certain_place,
    is_next,
    is_told_here,
    place_name,
    places_of_next,
    places_of_saying,
)
from communique.findings.contacts.vocabulary import lexicon
from communique.findings.questions import UNANSWERED, Answer, Answers
from communique.model.findings import ContactKind, Status
from communique.reading.actors.gazetteer import load_gazetteer
from communique.reading.reading import Reading

LIVE = 0.45
"""Least probability at which a mention is taken for a contact's; this and the others set on tracks not fitted on."""
SHARING = 0.5
"""Least probability of a party, a mediator, or a person that takes part."""
CLEAR = 0.7
"""Least probability of a mention by words that have no other sense ("called on the minister")."""
PLACED = 0.4
NAMED = 0.2
"""Least probability of a place that the words about the contact name themselves."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A mention with what it tells: the likeliest values, and the probabilities behind them.

    `inherited` is True when its own arguments name fewer than two parties; `sharing` is the least probability among the
    parties. `chances` holds the network's answers by task.
    """

    number: int
    mention: Mention
    accept: float
    chances: dict[str, Answer]
    kind: ContactKind
    status: Status
    parties: tuple[str, ...]
    mediators: tuple[str, ...]
    inherited: bool
    sharing: float
    date: str | None
    date_likely: float
    place: str | None
    lasting: Lasting

    def chances_of(self, task: str) -> dict[str, float]:
        """The probabilities of a task's classes, or of its options."""
        answer = self.chances.get(task, UNANSWERED)
        return answer.classes or answer.chances("party" if task == "party" else "yes")


def judge(reading: Reading, mentions: Sequence[Mention], answers: Answers) -> list[Judged]:
    """The mentions that are likely a contact's, in the order of the text."""
    found = []
    scene = Scene.of(reading, mentions)
    for number, mention in enumerate(mentions):
        chances = {task: answers[number, task] for task in TASKS if (number, task) in answers}
        if not is_live(mention, chances["accept"]):
            continue
        if mention.trigger.frame in AT_ONE_PLACE or mention.trigger.lemma == "summon" or is_paid(mention.trigger.token):
            chances["kind"] = _in_person(chances["kind"])
        if mention.trigger.frame == "sending":
            chances["kind"] = _journey(chances["kind"])
        parties, sharing = _parties(scene, mention, chances.get("party", UNANSWERED))
        status = judge_status(mention.cue, chances["status"].classes, tense_of(reading, mention.trigger))
        day, likely = find_date(reading, mention, status, chances.get("date", UNANSWERED))
        whole = Judged(
            number=number,
            mention=mention,
            accept=_acceptance(mention, chances["accept"]),
            chances=chances,
            kind=ContactKind(_top(chances["kind"].classes)),
            status=status,
            parties=tuple(sorted(parties)),
            mediators=_mediators(parties | _counterparts(mentions, mention), mention, chances),
            inherited=mention.taking.explicit < 2,
            sharing=sharing,
            date=day,
            date_likely=likely,
            place=_place(reading, mention, status, chances.get("place", UNANSWERED).chances()),
            lasting=find_lasting(reading, mention),
        )
        found.extend(_one_by_one(reading, mentions, whole))
    return found


def _one_by_one(reading: Reading, mentions: Sequence[Mention], whole: Judged) -> list[Judged]:
    """One contact for each who is met by himself, where the words do not name them: "saw each of them separately"."""
    named = whole.mention.parties
    if len(named) != 1 or not are_one_by_one(reading, whole.mention.trigger):
        return [whole]
    others = _those_two(mentions, whole.mention)
    if not others and whole.mention.trigger.frame != "noun":
        others = [code for code in whole.parties if code not in named]
    return [replace(whole, parties=tuple(sorted((*named, code)))) for code in others] if len(others) > 1 else [whole]


def _those_two(mentions: Sequence[Mention], mention: Mention) -> list[str]:
    """The two of whom "both of them" is said: those of the contact named last, else next, without who meets them."""
    here = mention.sentence.index
    pairs = [m for m in mentions if len(m.parties) == 2 and m.taking.explicit == 2 and not m.parties & mention.parties]
    nearest = min(pairs, key=lambda m: (m.sentence.index > here, abs(here - m.sentence.index)), default=None)
    return sorted(nearest.parties) if nearest is not None else []


def is_live(mention: Mention, answer: Answer) -> bool:
    """True for a mention that likely is a contact's, given the network's answer to whether it is."""
    return _acceptance(mention, answer) >= LIVE


def _acceptance(mention: Mention, answer: Answer) -> float:
    accept = answer.classes["yes"]
    plain = mention.trigger.lemma in lexicon()["certain"] or _is_plain_call(mention) or _is_plain_journey(mention)
    return max(accept, CLEAR) if plain else accept


def _is_plain_call(mention: Mention) -> bool:
    """True for "A rang B", "A called his counterpart B": persons of two parties, and nothing denied."""
    called = mention.trigger.frame == "phone" and mention.trigger.kind is ContactKind.CALL
    return called and mention.taking.explicit > 1 and len(mention.taking.persons) > 1 and mention.status in TOLD


def _is_plain_journey(mention: Mention) -> bool:
    """True for "A will come to Chad": somebody by name who goes to another country, as a plan and not a wish."""
    going = mention.trigger.frame in {"travel", "motion"} and len(mention.taking.destinations) == 1
    ahead = mention.status in {Status.SCHEDULED, Status.PLANNED}
    return going and ahead and mention.taking.explicit == 2 and len(mention.taking.persons) == 1


TOLD = frozenset({Status.HELD, Status.SCHEDULED, Status.PLANNED})


TASKS = (
    "accept", "kind", "status", "level", "directness", "party", "person", "date", "place", "speaker", "same",
)  # fmt: skip


def _in_person(answer: Answer) -> Answer:
    """The kinds of what is done at one table, where the network sees the paper that is signed for a message."""
    return replace(answer, classes={kind: p for kind, p in answer.classes.items() if kind not in REMOTE})


def _journey(answer: Answer) -> Answer:
    """The kinds of what somebody is sent for: "will send an envoy to Chad" tells of a visit where it is no message."""
    return replace(answer, classes={kind: p for kind, p in answer.classes.items() if kind in {"visit", *REMOTE}})


AT_ONE_PLACE = frozenset({"joint", "call_on"})
"""Frames of what is done in one room, where the network may take "called on" for a call."""
REMOTE = frozenset({ContactKind.CALL, ContactKind.MESSAGE})
"""Kinds of contact at a distance, which have no place."""


def _top(chances: dict[str, float]) -> str:
    return max(chances, key=lambda name: chances[name])


def _parties(scene: Scene, mention: Mention, answer: Answer) -> tuple[frozenset[str], float]:
    """Who takes part and how likely: as the mention's own arguments name them, else the likeliest set."""
    if mention.taking.explicit < 2:
        return complete(scene, mention, answer)
    return mention.parties, min(answer.chance(code, "party") for code in mention.parties)


def _counterparts(mentions: Sequence[Mention], mention: Mention) -> frozenset[str]:
    """The parties of the other contacts that the same word tells of: "met A and, separately, B"."""
    others = [m for m in mentions if m.trigger is mention.trigger and m is not mention]
    return frozenset(code for other in others for code in other.parties)


def _mediators(parties: frozenset[str], mention: Mention, chances: dict[str, Answer]) -> tuple[str, ...]:
    """Who likely mediates; a movement, side in a conflict of its own, never does without being said to, nor the forum
    that a gathering is named after."""
    likely, known = chances.get("party", UNANSWERED).chances("mediator"), load_gazetteer().parties
    apart = parties | mention.taking.forums
    found = {code for code, chance in likely.items() if chance >= SHARING and code not in apart}
    return tuple(sorted(code for code in found if code not in known or known[code].kind != "movement"))


def judge_status(cue: Cue, chances: dict[str, float], tense: str = "none") -> Status:
    """The likeliest status that the words allow.

    What is called off or refused stays so, what the words put into the future, deny or only hold possible never
    comes out as held, and what they tell in the simple past ("held talks", "met") never as still to come; nor, unless
    the network is sure, what has only past dates beside it (`tense`, as `tense_of` tells it).
    """
    if (cue.status in CALLED_OFF and cue.rule in {"phrasal", "verb"}) or cue.rule in {"ongoing", "denied"}:
        return cue.status
    allowed = ALLOWED.get(cue.status, frozenset(Status)) if cue.rule not in LOOSE else frozenset(Status)
    told = cue.rule == "weak" and cue.status is Status.HELD and cue.token.tag == "VBD"
    dated = cue.rule in {"weak", "bare"} and tense == "past" and max(chances.values()) < SURE
    if told or dated:
        allowed = OVER
    best = max((name for name in chances if name in allowed), key=lambda name: chances[name])
    if cue.status is Status.RULED_OUT and cue.rule not in LOOSE and chances[best] < CALLED:
        return Status.RULED_OUT
    return Status(best)


NEVER = frozenset({Status.RULED_OUT, Status.REFUSED})
PROSPECT = frozenset({Status.PLANNED, Status.PROPOSED, Status.POSSIBLE})
SURE = 0.8
CALLED = 0.4
"""Least probability at which what is denied was called off or refused."""
LOOSE = frozenset({"weak", "bare", "preposition", "to-infinitive", "infinitive"})
"""Rules that leave the status to the network: "before the talks", "talks to end the war" need not lie ahead."""
OVER = frozenset({Status.HELD, Status.UNDER_WAY}) | CALLED_OFF | NEVER
ALLOWED = {
    Status.HELD: frozenset({Status.HELD, Status.UNDER_WAY}),
    Status.RULED_OUT: CALLED_OFF | NEVER,
    Status.REFUSED: NEVER,
    Status.CANCELLED: CALLED_OFF | NEVER,
    Status.POSTPONED: CALLED_OFF | NEVER,
    Status.POSSIBLE: PROSPECT,
    Status.PROPOSED: PROSPECT,
    Status.PLANNED: PROSPECT,
    Status.SCHEDULED: PROSPECT | {Status.SCHEDULED, Status.POSTPONED, Status.CANCELLED},
}
"""What a mention with a clear sign of one status can be of; one only put in prospect never comes out as held."""


def _place(reading: Reading, mention: Mention, status: Status, chances: dict[str, float]) -> str | None:
    """Where a visitor goes; else the likeliest place, or that which the words about the contact name, if likely.

    What happens "here" happens where the dispatch begins. The next of a row is where its own words say, and not where
    the last one was.
    """
    if mention.kind is ContactKind.VISIT and len(mention.taking.destinations) == 1:
        return next(iter(mention.taking.destinations.values())) or None
    if (certain := certain_place(reading, mention.trigger)) is not None:
        return certain
    first, last = mention.within
    near = [t for t in reading.parse.tokens_of(mention.sentence) if first <= t.start < last and t.dep == "pobj"]
    if inside := {place_name(reading, token) for token in near} & set(chances):
        return likeliest({name: chances[name] for name in inside if name}, 0.0)
    spoken = places_of_saying(reading, mention.trigger)
    chances = {name: chance for name, chance in chances.items() if name not in spoken}
    if status in AHEAD and is_next(mention.trigger):
        own = places_of_next(reading, mention.trigger, mention.place)
        chances = {name: chance for name, chance in chances.items() if name in own}
    best = likeliest(chances, PLACED)
    if best is None and mention.place is not None:
        named = chances.get(mention.place, 0.0) >= NAMED
        return mention.place if named or is_told_here(mention.trigger) else None
    return best
