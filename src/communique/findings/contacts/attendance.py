"""Attendance: the persons who take part in a contact, as the network and the words of its sentences tell."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from communique.findings.clauses import SUBJECTS
from communique.findings.contacts.circumstance import SAYING
from communique.findings.contacts.encounters import is_as_observer
from communique.findings.contacts.folds import Fold
from communique.findings.contacts.judgement import SHARING
from communique.findings.contacts.levels import sends_others, told_levels
from communique.findings.contacts.participants import is_served, level_of, persons_of
from communique.findings.contacts.sites import place_state
from communique.findings.contacts.triggers import Trigger
from communique.model.actors import Level
from communique.model.findings import ContactKind
from communique.reading.actors.casting import GOVERNMENTS
from communique.reading.actors.offices import OFFICES
from communique.reading.parse import Token
from communique.reading.reading import Reading


def complete_persons(reading: Reading, fold: Fold, others: Sequence[Fold], *, main: bool) -> None:
    """Add the persons whom the network takes for participants, and drop those that it is sure are none.

    Who is only named as the owner of somebody else who takes part ("Hansen's envoy met ..."), as taking part in one of
    the `others`, or leads what sends others is not added; whom none of its own sentences names is added to the `main`
    contact of an article only.
    """
    owners, served = _owners(reading, fold), _only(reading, fold, is_served) | _deciders(reading, fold)
    served |= _nowhere_else(reading, lambda token: _announces(token) or _governs(token)) | _only(
        reading, fold, _is_fated
    )
    served |= _absent(reading, fold) | (_leaders(reading, fold.parties) if _of_experts(fold) else set())
    speakers = _speakers(reading, fold)
    sources = {a.actor.head for a in reading.attributions if a.speech and a.actor is not None}
    heard = _nowhere_else(reading, lambda token: token.i in sources or _hopes(token))
    near = {p.name for s in fold.sentences() for actor in reading.actors_in(s) for p in persons_of(actor)}
    homes = {p.name: p.party for actor in reading.actors for p in persons_of(actor)}
    sides = {None} | fold.parties | fold.mediators
    apart = owners | _engaged(fold, others, homes) | _leaders(reading, sending_others(reading, fold))
    for name, chance in fold.mean("person").items():
        inside = homes.get(name) in sides
        if not inside and name in heard:
            continue  # "A said that he expected B and C to meet"
        if chance >= (SHARING if inside else FOREIGN) and name not in apart and (main or name in near):
            fold.persons.setdefault(name, Level.UNKNOWN)
    highest = fold.highest("person")
    for name in list(fold.persons):
        if name in served or highest.get(name, 1.0) < (UNLIKELY_SPEAKER if name in speakers else UNLIKELY):
            del fold.persons[name]


def leave_out_host(reading: Reading, fold: Fold) -> None:
    """Drop the state in which two others met from the parties, where nobody takes part for it."""
    homes = {p.name: p.party for actor in reading.actors for p in persons_of(actor)}
    present = {homes.get(name) for name in fold.persons}
    host = place_state(fold.place or "")
    if len(present) == 2 and None not in present | {host} and host not in present and fold.parties == {*present, host}:
        fold.parties.discard(str(host))


def _engaged(fold: Fold, others: Sequence[Fold], homes: dict[str, str | None]) -> set[str]:
    """The persons who in the sentences of a contact are only named as taking part in other contacts.

    "A called on B on Monday, and C told D by phone": neither A nor B took part in the call. Of a party for which the
    contact's own words name nobody they may have come to this one too ("A met B on Monday; a third session is due").
    """
    if fold.kind is ContactKind.MESSAGE:
        return set()  # who brings a letter is received as well
    here = {sentence.index for sentence in fold.sentences()}
    told = [one.mention for other in others if other is not fold for one in other.mentions]
    elsewhere = {name for mention in told if mention.sentence.index in here for name in mention.taking.persons}
    own = {name for one in fold.mentions for name in one.mention.taking.persons}
    unnamed = (fold.parties | fold.mediators) - {homes.get(name) for name in own}
    return {name for name in elsewhere - own if homes.get(name) not in unnamed}


def sending_others(reading: Reading, fold: Fold) -> set[str]:
    """The parties that at least every second mention of a contact says send others than their leaders."""
    sent = [sends_others(reading, one.mention, fold.parties) for one in fold.mentions]
    return {code for code in fold.parties if 2 * sum(code in codes for codes in sent) >= len(sent)}


def _of_experts(fold: Fold) -> bool:
    """True where at least every second mention calls a contact one of experts ("agreed to open technical talks")."""
    told = [Level.TECHNICAL in told_levels(one.mention.trigger.token) for one in fold.mentions]
    return 2 * sum(told) >= len(told)


def _leaders(reading: Reading, parties: set[str]) -> set[str]:
    """The leaders of these parties that the article names."""
    persons = [person for actor in reading.actors for person in persons_of(actor)]
    return {person.name for person in persons if person.party in parties and level_of(person) is Level.LEADER}


def _speakers(reading: Reading, fold: Fold) -> set[str]:
    """The persons whom the sentences of a contact name as sources and in no other way ("..., Hansen said")."""
    sources = {a.actor for a in reading.attributions if a.speech and a.actor is not None}
    speaking: set[str] = set()
    others = {name for one in fold.mentions for name in one.mention.taking.persons}
    for sentence in fold.sentences():
        for actor in reading.actors_in(sentence):
            (speaking if actor in sources else others).update(person.name for person in persons_of(actor))
    return speaking - others


def _is_fated(token: Token) -> bool:
    """True for somebody about whom others talk: "to decide the fate of A", "discussed the release of B"."""
    token = _first_of(token)
    of = token.head
    return token.dep == "pobj" and of.lower in {"of", "for"} and of.head.lemma in FATES


FATES = frozenset({
    "fate", "future", "release", "extradition", "surrender", "arrest", "handover", "trial", "death", "killing",
    "murder", "assassination", "imprisonment", "whereabouts", "resignation", "ouster", "exile", "pardon",
})  # fmt: skip


def _announces(token: Token) -> bool:
    """True for whom a passive names as the source of news: "this was announced by A and B"."""
    token = _first_of(token)
    above = token.head
    passive = above.lower == "by" and any(child.dep == "nsubjpass" for child in above.head.children)
    return token.dep == "pobj" and passive and above.head.lemma in SAYING


def _hopes(token: Token) -> bool:
    """True for the pronoun of a speaker who tells what he thinks: "A said he expected B and C to meet"."""
    return token.pos == "PRON" and token.dep in SUBJECTS and token.head.lemma in HOPING


HOPING = frozenset(
    {"expect", "hope", "believe", "think", "understand", "know", "doubt", "see", "want", "support", "say"}
)


def _governs(token: Token) -> bool:
    """True for somebody after whom a government is named: "under the Ramos administration"."""
    before = token.dep in {"compound", "nmod", "poss", "amod"} and token.head.lower in GOVERNMENTS
    return before or token.lower in GOVERNMENTS


def _owners(reading: Reading, fold: Fold) -> set[str]:
    """The persons whom the sentences of a contact name as possessors and in no other way."""
    return _only(reading, fold, lambda token: token.dep == "poss")


def _absent(reading: Reading, fold: Fold) -> set[str]:
    """The persons of whom is said near a contact that they stay away: "A will not take part", "B did not attend".

    Whose own contact is told in a clause on him stays away from another: "A, who had met C, did not take part".
    """
    told = {sentence.index + step for sentence in fold.sentences() for step in range(NEAR + 1)}
    theirs = {above.i for one in fold.mentions for above in one.mention.trigger.token.ancestors()}
    return {
        person.name
        for actor in reading.actors
        if (head := reading.parse.tokens[actor.head]).sent in told
        and ((head.i not in theirs and _stays_away(head)) or _observes(head))
        for person in persons_of(actor)
    }


NEAR = 3
"""How many sentences after a contact may tell who stays away."""


def _stays_away(token: Token) -> bool:
    token = _first_of(token)
    verb = token.head
    if token.dep not in SUBJECTS or not any(child.dep == "neg" for child in verb.children):
        return False
    part = any(child.dep == "dobj" and child.lemma == "part" for child in verb.children)
    be = any(c.dep in {"attr", "prep"} and "part" in {c.lemma, *(b.lemma for b in c.children)} for c in verb.children)
    return verb.lemma in ATTENDING or (verb.lemma in {"take", "talk"} and part) or (verb.lemma == "be" and be)


def _observes(token: Token) -> bool:
    """True for somebody of whom is told that he only looks on."""
    token = _first_of(token)
    return (
        token.dep in SUBJECTS and token.head.lemma in ATTENDING | {"take", "sit", "be"} and is_as_observer(token.head)
    )


ATTENDING = frozenset({"attend", "include", "participate", "join", "accompany"})


def _deciders(reading: Reading, fold: Fold) -> set[str]:
    """The persons of whom is told only that they agreed that others would meet, or that somebody of theirs would.

    "The presidents agreed that talks would be held", "that their negotiators would meet"; "President A said that his
    minister would meet B".
    """
    verbs = {verb.i for one in fold.mentions for verb in _above(one.mention.trigger, fold.kind)}

    def decides(token: Token) -> bool:
        token = _first_of(token)
        return token.dep in SUBJECTS and token.head.i in verbs and token.head.lemma in _DECIDING

    def sends(token: Token) -> bool:
        return decides(token) or (token.dep == "poss" and token.head.lower in OFFICES)

    def says(token: Token) -> bool:
        token = _first_of(token)
        return sends(token) or (token.dep in SUBJECTS and token.head.i in verbs and token.head.lemma in SAYING)

    speaking = _only(reading, fold, says)
    return _only(reading, fold, decides) | {name for name in speaking if name in _any(reading, fold, sends)}


def _above(trigger: Trigger, kind: ContactKind) -> list[Token]:
    """The verb that says of others that they would meet ("agreed that experts would meet"), if there is one."""
    word, verb = trigger.token, trigger.support or trigger.predicate
    if word.dep in SUBJECTS and word.head.dep == "ccomp":
        return [word.head.head] if kind is ContactKind.TALKS else []
    subject = verb.child(*SUBJECTS)
    others = verb.dep == "ccomp" and subject is not None and subject.pos not in {"PRON", "DET"}
    return [verb.head] if others else []


def _first_of(token: Token) -> Token:
    """The first of those that are coordinated with a word."""
    while token.dep in {"conj", "appos"}:
        token = token.head
    return token


_DECIDING = frozenset({"agree", "decide"})


def _only(reading: Reading, fold: Fold, stands: Callable[[Token], bool]) -> set[str]:
    """The persons whom the sentences of a contact name in one way alone."""
    return _any(reading, fold, stands) - _any(reading, fold, lambda token: not stands(token))


def _nowhere_else(reading: Reading, stands: Callable[[Token], bool]) -> set[str]:
    """The persons whom the whole article names in one way alone."""
    ways: dict[str, bool] = {}
    for actor in reading.actors:
        for person in persons_of(actor):
            ways[person.name] = ways.get(person.name, True) and stands(reading.parse.tokens[actor.head])
    return {name for name, only in ways.items() if only}


def _any(reading: Reading, fold: Fold, stands: Callable[[Token], bool]) -> set[str]:
    """The persons whom the sentences of a contact name in some way."""
    return {
        person.name
        for sentence in fold.sentences()
        for actor in reading.actors_in(sentence)
        if stands(reading.parse.tokens[actor.head])
        for person in persons_of(actor)
    }


FOREIGN = 0.7
"""Least probability of somebody who is of none of the parties; set on articles not fitted on."""
UNLIKELY, UNLIKELY_SPEAKER = 0.3, 0.8
"""Probabilities below which a person named, or one only heard, is no participant; set on tracks not fitted on."""
