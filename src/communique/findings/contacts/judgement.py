"""Judgement: what a mention tells of its contact, as the network weighs it within what the words allow."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from communique.findings.contacts.circumstance import (
    AHEAD,
    HAPPENED,
    date_fits,
    is_day_of_another,
    is_day_of_calling_off,
    is_day_of_person,
    is_day_of_saying,
    is_own,
    token_at,
    vague_word,
)
from communique.findings.contacts.completion import Scene, complete
from communique.findings.contacts.counting import counted_day
from communique.findings.contacts.homonyms import is_paid
from communique.findings.contacts.lasting import Lasting, find_lasting
from communique.findings.contacts.mentions import Mention, is_plain_call, is_plain_journey, tense_of
from communique.findings.contacts.modality import Cue
from communique.findings.contacts.places import certain_place, is_told_here, place_name, places_of_saying
from communique.findings.contacts.status import is_overtaken
from communique.findings.contacts.told import counted_back, new_day, told_day, turned
from communique.findings.contacts.vocabulary import lexicon
from communique.findings.questions import UNANSWERED, Answer, Answers
from communique.model.findings import ContactKind, Status, TimeExpression
from communique.model.when import parse_when
from communique.reading.reading import Reading

LIVE = 0.45
"""Least probability at which a mention is taken for a contact's; this and the others set on tracks not fitted on."""
SHARING = 0.5
"""Least probability of a party, a mediator, or a person that takes part."""
CLEAR = 0.7
"""Least probability of a mention by words that have no other sense ("called on the minister")."""
DATED = 0.28
BESIDE_IT = 0.05
"""Least probability of a day that the words of the contact govern."""
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
        parties, sharing = _parties(scene, mention, chances.get("party", UNANSWERED))
        status = judge_status(mention.cue, chances["status"].classes, tense_of(reading, mention.trigger))
        day, likely = _date(reading, mention, status, chances.get("date", UNANSWERED))
        found.append(
            Judged(
                number=number,
                mention=mention,
                accept=_acceptance(mention, chances["accept"]),
                chances=chances,
                kind=ContactKind(_top(chances["kind"].classes)),
                status=status,
                parties=tuple(sorted(parties)),
                mediators=_mediators(parties | _counterparts(mentions, mention), chances.get("party", UNANSWERED)),
                inherited=mention.taking.explicit < 2,
                sharing=sharing,
                date=day,
                date_likely=likely,
                place=_place(reading, mention, chances.get("place", UNANSWERED).chances()),
                lasting=find_lasting(reading, mention),
            )
        )
    return found


def is_live(mention: Mention, answer: Answer) -> bool:
    """True for a mention that likely is a contact's, given the network's answer to whether it is."""
    return _acceptance(mention, answer) >= LIVE


def _acceptance(mention: Mention, answer: Answer) -> float:
    accept = answer.classes["yes"]
    plain = mention.trigger.lemma in lexicon()["certain"] or is_plain_call(mention) or is_plain_journey(mention)
    return max(accept, CLEAR) if plain else accept


TASKS = (
    "accept", "kind", "status", "level", "directness", "party", "person", "date", "place", "speaker", "same",
)  # fmt: skip


def _in_person(answer: Answer) -> Answer:
    """The kinds of what is done at one table, where the network sees the paper that is signed for a message."""
    return replace(answer, classes={kind: p for kind, p in answer.classes.items() if kind not in REMOTE})


AT_ONE_PLACE = frozenset({"joint", "call_on"})
"""Frames of what is done in one room, where the network may take "called on" for a call."""
REMOTE = frozenset({ContactKind.CALL, ContactKind.MESSAGE})
"""Kinds of contact at a distance, which have no place."""


def _top(chances: dict[str, float]) -> str:
    return max(chances, key=lambda name: chances[name])


def likeliest(chances: dict[str, float], least: float) -> str | None:
    """The likeliest key, if likely enough."""
    best = max(chances, key=lambda key: (chances[key], key), default=None)
    return best if best is not None and chances[best] >= least else None


def _parties(scene: Scene, mention: Mention, answer: Answer) -> tuple[frozenset[str], float]:
    """Who takes part and how likely: as the mention's own arguments name them, else the likeliest set."""
    if mention.taking.explicit < 2:
        return complete(scene, mention, answer)
    return mention.parties, min(answer.chance(code, "party") for code in mention.parties)


def _counterparts(mentions: Sequence[Mention], mention: Mention) -> frozenset[str]:
    """The parties of the other contacts that the same word tells of: "met A and, separately, B"."""
    others = [m for m in mentions if m.trigger is mention.trigger and m is not mention]
    return frozenset(code for other in others for code in other.parties)


def _mediators(parties: frozenset[str], answer: Answer) -> tuple[str, ...]:
    chances = answer.chances("mediator")
    return tuple(sorted(code for code in chances if chances[code] >= SHARING and code not in parties))


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


CALLED_OFF = frozenset({Status.POSTPONED, Status.CANCELLED, Status.REFUSED})
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


def _date(reading: Reading, mention: Mention, status: Status, answer: Answer) -> tuple[str | None, float]:
    """The likeliest date that the status allows, and how likely it is; a postponed contact carries its new day."""
    if mention.cue.status is Status.POSTPONED and (moved := new_day(reading, mention)) is not None:
        return moved, CERTAIN
    published = reading.article.published_day
    counted = counted_day(reading, mention.trigger)
    told = told_day(reading, mention.trigger, status)
    for day in (counted, told):
        if day is not None and (when := parse_when(day)) is not None and date_fits(when, status, published):
            return day, CERTAIN
    whens = {edtf: parse_when(edtf) for edtf in answer.options}
    allowed = {edtf for edtf, when in whens.items() if when is not None and date_fits(when, status, published)}
    allowed -= _days_of_others(reading, mention)
    if status not in HAPPENED:
        allowed -= _days_of_saying(reading, mention)
    allowed -= _days_aside(reading, mention, status)
    if (vague := vague_word(mention.trigger)) is not None:
        allowed &= {time.edtf for time in reading.times_in(mention.sentence) if time.start > vague.start}
    chances = {edtf: chance for edtf, chance in answer.chances().items() if edtf in allowed}
    for edtf, other in _turned(reading, mention, status).items():
        if edtf not in allowed and edtf in answer.options:
            chances[other] = max(answer.chance(edtf), chances.get(other, 0.0))
    own = {edtf: chance for edtf, chance in chances.items() if edtf in _days_within(reading, mention)}
    beside = {edtf: chance for edtf, chance in chances.items() if edtf in _days_beside(reading, mention)}
    best = likeliest(own, 0.0) or likeliest(beside, BESIDE_IT) or likeliest(chances, DATED)
    likely = CERTAIN if own else chances[best] if best else 0.0
    back = (counted_back(time, published) for time in reading.times_in(mention.sentence) if time.edtf == best)
    return next((day for day in back if day is not None), best), likely


def _days_within(reading: Reading, mention: Mention) -> set[str]:
    """The days told in the stretch of the sentence that tells of this contact alone."""
    first, last = mention.within
    return {time.edtf for time in reading.times_in(mention.sentence) if time.edtf and first <= time.start < last}


def _days_aside(reading: Reading, mention: Mention, status: Status) -> set[str]:
    """The days of the sentence told of persons alone, or of the verb that plans the contact or calls it off."""
    own: set[str] = set()
    aside: set[str] = set()
    verb = mention.cue.rule in {"verb", "phrasal"} and mention.cue.token is not mention.trigger.token
    called_off = verb and (mention.cue.status in CALLED_OFF or status in AHEAD)
    for time in reading.times_in(mention.sentence):
        token = token_at(reading, time)
        if not time.edtf or token is None:
            continue
        off = called_off and is_day_of_calling_off(mention.trigger, mention.cue.token, token)
        off = off and (status in CALLED_OFF or _is_past(time, reading.article.published_day))
        before = (verb for verb in token.ancestors() if verb.head is mention.trigger.token)
        off = off or any(map(is_overtaken, before))
        (aside if off or is_day_of_person(mention.trigger, token) else own).add(time.edtf)
    return aside - own


def _is_past(time: TimeExpression, published: str | None) -> bool:
    """True for what is no later than publication, when a plan may have been made, or for an unknown publication."""
    when = parse_when(time.edtf or "")
    return published is None or (when is not None and when.latest is not None and when.latest.isoformat() <= published)


def _days_beside(reading: Reading, mention: Mention) -> set[str]:
    """The days that the words of the contact themselves govern."""
    found = set()
    for time in reading.times_in(mention.sentence):
        token = token_at(reading, time)
        if time.edtf and token is not None and is_own(mention.trigger, token):
            found.add(time.edtf)
    return found


def _days_of_others(reading: Reading, mention: Mention) -> set[str]:
    """The days of the sentence that only say before or after what it was: "the first talks since a summit in May"."""
    times = [time for time in reading.times_in(mention.sentence) if time.edtf]
    others = {time.edtf for time in times if is_day_of_another(reading, mention.trigger, time)}
    return {edtf for edtf in others if edtf} - {
        time.edtf for time in times if time.edtf and not is_day_of_another(reading, mention.trigger, time)
    }


def _turned(reading: Reading, mention: Mention, status: Status) -> dict[str, str]:
    """The weekdays beside a mention that its status puts on the other side of publication, and the day each is then."""
    found = {}
    for time in reading.times_in(mention.sentence):
        if time.edtf and (day := turned(reading, mention.trigger, time, status)):
            found[time.edtf] = day
    return found


def _days_of_saying(reading: Reading, mention: Mention) -> set[str]:
    """The days near a mention on which somebody speaks and that nothing else there names: no plan is for them."""
    near = reading.parse.sentences[max(0, mention.sentence.index - 2) : mention.sentence.index + 3]
    times = [time for sentence in near for time in reading.times_in(sentence) if time.edtf]
    spoken = {time.edtf for time in times if is_day_of_saying(reading, time)}
    return {edtf for edtf in spoken if edtf} - {
        time.edtf for time in times if time.edtf and not is_day_of_saying(reading, time)
    }


def _place(reading: Reading, mention: Mention, chances: dict[str, float]) -> str | None:
    """Where a visitor goes; else the likeliest place, or that which the words about the contact name, if likely.

    What happens "here" happens where the dispatch begins.
    """
    if mention.kind is ContactKind.VISIT and len(mention.taking.destinations) == 1:
        return next(iter(mention.taking.destinations.values())) or None
    if (certain := certain_place(reading, mention.trigger)) is not None:
        return certain
    first, last = mention.within
    near = [t for t in reading.parse.tokens_of(mention.sentence) if first <= t.start < last and t.dep == "pobj"]
    if own := {place_name(reading, token) for token in near} & set(chances):
        return likeliest({name: chances[name] for name in own if name}, 0.0)
    spoken = places_of_saying(reading, mention.trigger)
    chances = {name: chance for name, chance in chances.items() if name not in spoken}
    best = likeliest(chances, PLACED)
    if best is None and mention.place is not None:
        named = chances.get(mention.place, 0.0) >= NAMED
        return mention.place if named or is_told_here(mention.trigger) else None
    return best


CERTAIN = 0.95
