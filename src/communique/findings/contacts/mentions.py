"""Mentions: one trigger with everything that the rules see of the contact in its sentence."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta

from communique.findings.arguments import VERBS, actors_at, after_prepositions, is_attributive, objects
from communique.findings.contacts.apart import (
    are_both,
    counterparts,
    days_apart,
    is_apart,
    is_said_apart,
    is_torn,
    subjects,
)
from communique.findings.contacts.encounters import is_arriving
from communique.findings.contacts.modality import Cue
from communique.findings.contacts.motion import is_town, onwards
from communique.findings.contacts.participants import Participation, persons_of
from communique.findings.contacts.participation import GROUPS_ONLY, find_participation
from communique.findings.contacts.places import find_place
from communique.findings.contacts.senses import is_aggregate, is_internal, is_someone, is_timed
from communique.findings.contacts.silence import is_process, is_silence, since_when
from communique.findings.contacts.sourcing import said_by
from communique.findings.contacts.status import find_cues, strongest
from communique.findings.contacts.triggers import Trigger, find_triggers
from communique.findings.contacts.vocabulary import lexicon
from communique.model.actors import Level
from communique.model.findings import ContactKind, Status
from communique.model.when import parse_when
from communique.reading.parse import Sentence, Token
from communique.reading.reading import Reading


@dataclass(frozen=True, slots=True)
class Mention:
    """One mention of a contact in one sentence, as the rules see it.

    `cues` are all signs of its status, `cue` is the one that decides. `doubtful` is True where nobody of rank is named
    who travels or receives ("they flew to Chad"). `within` are the characters that tell of this contact alone, where
    the trigger tells of several ("met A in Oslo and B in Lima").
    """

    trigger: Trigger
    sentence: Sentence
    kind: ContactKind
    taking: Participation
    cues: tuple[Cue, ...]
    cue: Cue
    place: str | None
    said_by: str | None
    doubtful: bool = False
    within: tuple[int, int] = (0, 0)

    @property
    def status(self) -> Status:
        """The status that the words about the trigger speak for."""
        return self.cue.status

    @property
    def parties(self) -> frozenset[str]:
        return frozenset(self.taking.parties)


def find_mentions(reading: Reading) -> list[Mention]:
    """Every mention of a contact in one article, in the order of the text."""
    found: list[Mention] = []
    for trigger in find_triggers(reading.parse):
        if (mention := _mention(reading, trigger)) is not None:
            parts = (part for one in _each_destination(mention) for part in _each_counterpart(reading, one))
            found.extend(one for part in parts for one in _each_day(reading, part))
    return _without_echoes(_without_title(reading, found))


def _without_title(reading: Reading, mentions: list[Mention]) -> list[Mention]:
    """Without what a heading without a day tells of those of whom the text below it tells a contact too."""
    first = reading.parse.sentences[0] if reading.parse.sentences else None
    if first is None or reading.times_in(first) or not _is_heading(reading, first, MAX_TITLE):
        return mentions
    told = [m.parties for m in mentions if m.sentence.index > 0 and len(m.parties) > 1]
    return [m for m in mentions if m.sentence.index > 0 or not any(m.parties <= parties for parties in told)]


def _without_echoes(mentions: list[Mention]) -> list[Mention]:
    """Without what was done at a contact that its own sentence tells of ("they met in Oslo and agreed on a border").

    Nor where it took place ("A and B could meet at the ASEAN summit").
    """
    loose = lexicon()["joint"]["dated"]
    told = {m.sentence.index for m in mentions if m.trigger.frame != "joint"}
    return [
        m
        for m in mentions
        if (m.trigger.lemma not in loose or m.trigger.frame != "joint" or m.sentence.index not in told)
        and not (m.taking.venue and any(_holds(other, m) for other in mentions))
    ]


def _holds(mention: Mention, venue: Mention) -> bool:
    """True for what takes place at a gathering, in whose words the gathering stands."""
    above = {token.i for token in venue.trigger.token.ancestors()}
    within = not above.isdisjoint({mention.trigger.token.i, mention.trigger.predicate.i})
    return within and mention is not venue and mention.parties == venue.parties


def _each_counterpart(reading: Reading, mention: Mention) -> list[Mention]:
    """Several contacts told at once: "saw A and B separately", "talked with A and also with B", "met both A and B".

    Also of several who each meet one ("A and B each met C", "both had a call from C").
    """
    taking = mention.taking
    own = [code for code in taking.parties if code in taking.subject]
    others = [code for code in taking.parties if code not in taking.subject]
    if (
        len(own) > 1
        and len(others) == 1
        and (is_said_apart(mention.trigger) or are_both(subjects(mention.trigger, mention.kind)))
    ):
        own, others = others, own
    elif not (own and len(others) == 2 and are_both(counterparts(mention.trigger, mention.kind))) and (
        len(own) != 1 or len(others) < 2 or not is_apart(reading, mention.trigger)
    ):
        return [mention]
    homes = {person.name: person.party for actor in reading.actors for person in persons_of(actor)}
    stretches = _stretches(reading, mention, others) if is_torn(reading, mention.trigger) else {}
    found = []
    for code in others:
        parties = dict.fromkeys((*own, code))
        persons = {name: level for name, level in taking.persons.items() if homes.get(name) in parties}
        single = replace(taking, parties=parties, persons=persons, explicit=2)
        found.append(replace(mention, taking=single, within=stretches.get(code, (0, 0))))
    return found


def _stretches(reading: Reading, mention: Mention, codes: list[str]) -> dict[str, tuple[int, int]]:
    """From the name of each who is met to that of the next, by party."""
    tokens, first = reading.parse.tokens, mention.trigger.token.i
    named = [a for a in reading.actors_in(mention.sentence) if a.kind == "person" and a.head > first]
    begins: dict[str, int] = {}
    for actor in named:
        for code in actor.parties:
            if code in codes:
                begins.setdefault(code, tokens[actor.first].start)
    ends = [*sorted(begins.values())[1:], mention.sentence.end]
    return {code: (begins[code], end) for code, end in zip(sorted(begins, key=lambda c: begins[c]), ends, strict=False)}


def _each_day(reading: Reading, mention: Mention) -> list[Mention]:
    """What was done twice is two contacts: "met on Sunday and again on Tuesday"."""
    stretches = days_apart(reading, mention.trigger) if mention.within == (0, 0) else []
    return [replace(mention, within=stretch) for stretch in stretches] or [mention]


def _each_destination(mention: Mention) -> list[Mention]:
    """A tour is one visit for each country: "paid visits to Laos and India"."""
    taking = mention.taking
    if mention.kind is not ContactKind.VISIT or len(taking.destinations) < 2:
        return [mention]
    found = []
    for code, place in taking.destinations.items():
        parties = {party: None for party in taking.parties if party not in taking.destinations or party == code}
        single = replace(taking, parties=parties, explicit=len(parties), destinations={code: place})
        found.append(replace(mention, taking=single, place=place or None))
    return found


def _mention(reading: Reading, trigger: Trigger) -> Mention | None:
    sentence = reading.parse.sentence_of(trigger.token)
    if _is_heading(reading, sentence):
        return None
    taking = find_participation(reading, trigger)
    if is_internal(trigger.token) or _is_homecoming(reading, trigger, taking) or _is_guest(reading, trigger):
        return None
    if (trigger.frame == "sending" and taking.explicit < 2) or is_process(reading, trigger):
        return None
    if trigger.lemma == "ring" and not taking.persons and not _has_counterpart(reading, trigger):
        return None
    if not _is_complete(reading, trigger) or (trigger.frame == "joint" and not _is_joint(reading, trigger, taking)):
        return None
    groups = GROUPS_ONLY & set(taking.parties)
    for group in groups:
        del taking.parties[group]
    taking.explicit -= len(groups)  # "European and Chadian envoys": one party, and who the others are is asked
    if trigger.frame == "address" and (len(taking.parties) < 2 or not taking.persons):
        return None
    cues = find_cues(trigger)
    cue = strongest(cues, trigger)
    if (last := since_when(trigger.predicate)) is not None and is_last_time(trigger):
        cue = Cue(Status.HELD, last, "since")
    if trigger.frame == "joint" and cue.status in {Status.RULED_OUT, Status.REFUSED}:
        return None  # "will not sign the accord" tells of a stance, "not only sat there but talked" of a meeting
    return Mention(
        trigger=trigger,
        sentence=sentence,
        kind=trigger.kind,
        taking=taking,
        cues=tuple(cues),
        cue=cue,
        place=find_place(reading, trigger),
        said_by=said_by(reading, trigger),
        doubtful=_is_doubtful(trigger, taking),
    )


def _is_homecoming(reading: Reading, trigger: Trigger, taking: Participation) -> bool:
    """True for somebody who goes to their own country: "the Chadian envoy returned to Chad"."""
    back = trigger.lemma == "return" or any(c.lower == "back" for c in trigger.token.children)
    if trigger.frame != "motion" or not back or taking.destinations:
        return False
    there = [reading.actor_at(token) for token in _ways(trigger)]
    return any(actor is not None and actor.place and set(actor.parties) & set(taking.parties) for actor in there)


def _is_guest(reading: Reading, trigger: Trigger) -> bool:
    """True for a word that only says of somebody that they are on a visit: "met with visiting Minister A"."""
    actor = reading.actor_at(trigger.token)
    return trigger.frame == "travel" and actor is not None and actor.kind == "person" and is_attributive(trigger.token)


def _is_complete(reading: Reading, trigger: Trigger) -> bool:
    """False for a verb in a figure of speech: "it went on", "came to power", "saw no reason", "welcomed the pause"."""
    if trigger.frame != "noun" and is_aggregate(trigger.token):
        return False
    if is_last_time(trigger):
        return True
    if trigger.predicate.pos in VERBS and trigger.relation != "prep" and is_silence(trigger.predicate):
        return False
    if trigger.frame == "motion":
        return (
            trigger.lemma in {"be", "lead"}
            or is_arriving(trigger.token)
            or any(
                reading.actor_at(token) is not None or token.ent == "LOC" or is_town(token) for token in _ways(trigger)
            )
        )
    return not trigger.persons or trigger.lemma in {"host", "ring"} or _has_counterpart(reading, trigger)


def _ways(trigger: Trigger) -> list[Token]:
    """Where somebody goes, also "back to Chad", "on to Chad"."""
    further = onwards(trigger.token)
    own = after_prepositions(trigger.token, ("to", "in", "into", "for", "on"))
    return own + [b for one in further for b in after_prepositions(one, ("to", "in", "into"))]


def is_last_time(trigger: Trigger) -> bool:
    """True for the last of a row, told by what has not been since: "they have not met since May"."""
    verb = trigger.predicate
    told = trigger.frame in {"mutual", "with", "noun"} and trigger.relation != "prep"
    return told and verb.pos in VERBS and since_when(verb) is not None


def _is_joint(reading: Reading, trigger: Trigger, taking: Participation) -> bool:
    """True where persons or delegations of two parties act together, not states on paper ("A and B signed the treaty").

    Of what can be done at a distance too ("agreed") also a day must be told; what is signed these days may leave open
    by whom ("it is to be signed on Saturday").
    """
    loose = trigger.lemma in lexicon()["joint"]["dated"]
    if taking.explicit < 2 and loose and _is_of_bodies(trigger):
        return is_timed(trigger.token)
    if taking.explicit < 2 or (not taking.persons and taking.level is Level.UNKNOWN):
        return trigger.lemma in lexicon()["joint"]["ceremonial"] and _is_news(reading, trigger)
    return not loose or bool(reading.times_in(reading.parse.sentence_of(trigger.token)))


def _is_of_bodies(trigger: Trigger) -> bool:
    """True for what both sides do together: "the two delegations adopted it", "negotiators of the two sides did"."""
    subject = trigger.token.child("nsubj")
    if subject is None or subject.lemma not in lexicon()["joint"]["bodies"] or subject.tag not in {"NNS", "NNPS"}:
        return False
    sides = [b for c in subject.children if c.lower == "of" for b in c.children]
    return any(c.lower in {"two", "both", "three", "the"} for one in (subject, *sides) for c in one.children)


def _is_news(reading: Reading, trigger: Trigger) -> bool:
    """True where a day of the last or of the coming weeks hangs on the trigger: an old paper is only recalled.

    What is signed "here" is signed where the news is written.
    """
    if any(child.lower == "here" for child in trigger.token.children):
        return True
    published = parse_when(reading.article.published_day or "")
    if published is None or published.earliest is None or not is_timed(trigger.token):
        return False
    since = published.earliest - timedelta(days=RECENT)
    times = (time.edtf for time in reading.times_in(reading.parse.sentence_of(trigger.token)))
    return any(when.latest >= since for edtf in times if edtf and (when := parse_when(edtf)) and when.latest)


RECENT = 10
"""How many days a signing of which nobody is named is news."""


def _is_doubtful(trigger: Trigger, taking: Participation) -> bool:
    if trigger.frame == "motion":
        return not taking.destinations
    return trigger.persons and not taking.persons and taking.level is Level.UNKNOWN


def _has_counterpart(reading: Reading, trigger: Trigger) -> bool:
    """True where somebody is received or called: "received the envoy", not "welcomed the pause", "faces pressure"."""
    others = objects(trigger.token) + [c for c in trigger.token.children if c.dep == "nsubjpass"]
    for token in others:
        deep = token.lower == "each" or (token.pos in {"NOUN", "PROPN"} and token.tag != "NN")
        if actors_at(reading, token, deep=deep) or is_someone(token) or token.lower in {"former", "latter"}:
            return True
    return bool(after_prepositions(trigger.token, ("with", "by"))) or any(t.dep == "relcl" for t in (trigger.token,))


MAX_HEADING, MAX_TITLE = 12, 25


def _is_heading(reading: Reading, sentence: Sentence, most: int = MAX_HEADING) -> bool:
    """True for a line without a past tense or a full stop: a heading inside the article is no report."""
    text = reading.parse.text_of(sentence)
    if sentence.last - sentence.first > most or text[-1:] in {*'.!?"”’|:;)'}:
        return False
    return not any(token.tag == "VBD" for token in reading.parse.tokens_of(sentence))


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
