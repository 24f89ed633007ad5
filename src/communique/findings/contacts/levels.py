"""Level of a contact: that of its highest-ranking participant, else what the words about it say."""

from __future__ import annotations

from collections.abc import Iterable

from communique.data import load_toml
from communique.findings.arguments import after_prepositions, subject_tokens
from communique.findings.contacts.mentions import Mention
from communique.findings.contacts.participants import persons_of
from communique.findings.contacts.triggers import Trigger
from communique.model.actors import Level
from communique.model.findings import ContactKind
from communique.reading.parse import Sentence, Token
from communique.reading.reading import Reading


def find_level(mentions: Iterable[Mention], persons: Iterable[Level], kind: ContactKind) -> Level:
    """The level of a contact: of its persons, then of the groups taking part, then by its own words.

    "technical talks", "a ministerial meeting", "talks at the level of foreign ministers". Experts alone are only where
    at least every second mention says so.
    """
    mentions = list(mentions)
    known: list[Level] = [level for level in persons if level is not Level.UNKNOWN]
    words = [told_levels(mention.trigger.token) + _of_subject(mention.trigger) for mention in mentions]
    technical = [Level.TECHNICAL in found for found in words]
    if not known and sum(technical) * 2 >= len(mentions) > 0:
        return Level.TECHNICAL
    worded: list[Level] = [level for found in words for level in found if level is not Level.TECHNICAL]
    known += [m.taking.level for m in mentions if m.taking.level is not Level.UNKNOWN]
    known += [level for mention in mentions for level in _of_heads(mention.trigger)]
    if not known:
        known = worded or [level for mention in mentions for level in group_levels(mention.trigger)]
    if not known and kind is ContactKind.SUMMIT:
        return Level.LEADER
    return min(known, key=lambda level: level.rank) if known else Level.UNKNOWN


def group_levels(trigger: Trigger) -> list[Level]:
    """The levels of groups that several parties send: "officials of the two countries", "their teams"."""
    return [level for _, level in _groups(trigger)]


def _of_heads(trigger: Trigger) -> list[Level]:
    """The levels of those who lead the groups: "delegations led by their foreign ministers"."""
    people = load_toml("groups")["people"]
    members = [t for token in _who_meet(trigger) for t in token.subtree()]
    near = dict.fromkeys([*members, *(token.head for token in _who_meet(trigger))])
    leading = [t for t in near if t.tag == "VBN" and t.lemma in {"lead", "head"}]
    heads = [t for verb in leading for t in after_prepositions(verb, ("by",)) if t.tag == "NNS" and t.lower in people]
    return [_shifted(token, Level(people[token.lower])) for token in heads]


def _groups(trigger: Trigger) -> list[tuple[Token, Level]]:
    """The nouns for groups that meet, with the level of each."""
    people = load_toml("groups")["people"]
    groups = [token for token in _who_meet(trigger) if token.lower in people]
    return [(token, _shifted(token, Level(people[token.lower]))) for token in groups]


def sends_others(reading: Reading, mention: Mention, parties: set[str]) -> set[str]:
    """The parties that a mention says send others than their leaders: "working-level talks", "officials met"."""
    trigger = mention.trigger
    if trigger.frame == "joint":
        return set()  # "the negotiators signed, and the presidents looked on"
    worded = {*told_levels(trigger.token), *_of_subject(trigger)} - {Level.OFFICIAL}  # "an official visit"
    if worded:
        return set() if Level.LEADER in worded else parties
    found: set[str] = set()
    for token, level in _groups(trigger):
        if level not in {Level.LEADER, Level.UNKNOWN}:
            actor = reading.actor_at(token)
            found |= set(actor.parties) if actor is not None and actor.parties else parties
    return found


def are_heads(trigger: Trigger) -> bool:
    """True where heads of state or government meet one another: "the presidents of A and B met", "the two leaders"."""
    return any(
        token.lower in HEADS or (token.lower == "ministers" and _shifted(token, Level.MINISTERIAL) is Level.LEADER)
        for token in _who_meet(trigger)
    )


def _who_meet(trigger: Trigger) -> list[Token]:
    """The nouns for those who meet, as the subject of a verb or after "between", "of" and the like."""
    tokens = subject_tokens(trigger.predicate) if trigger.frame != "noun" or trigger.relation == "dobj" else []
    tokens += after_prepositions(trigger.token, ("between", "among", "of", "with"))
    return [t for token in tokens for t in token.conjuncts()]


def _of_subject(trigger: Trigger) -> list[Level]:
    """The levels of bodies that meet: "the technical teams", "a working group", "the joint ministerial commission"."""
    words = load_toml("contacts")["levels"]
    tokens = subject_tokens(trigger.predicate) if trigger.frame != "noun" else []
    left = [child for token in tokens for child in token.children if child.dep in {"amod", "compound"}]
    left += [below for child in left if child.lower == "level" for below in child.children]
    bodies = {Level.TECHNICAL, Level.MINISTERIAL}
    return [level for child in left if (level := _level_of_word(child, words)) in bodies and child.lemma in ADJECTIVES]


def _level_of_word(token: Token, words: dict[str, str]) -> Level:
    """The level that a word names; "working" is one that the parser takes for a verb."""
    return Level(words.get(token.lower) or words.get(token.lemma) or Level.UNKNOWN)


def find_level_nearby(reading: Reading, parties: set[str], sentences: Iterable[Sentence]) -> Level:
    """The level of talks that name nobody: of the highest negotiator of their parties there or in the next sentence.

    "Norway and Chad held talks in Oslo. Foreign Minister A called them useful": ministerial. Leaders comment on talks
    more often than they hold them, so they count nothing.
    """
    near = {place for sentence in sentences for place in (sentence.index, sentence.index + 1)}
    found = [
        person.level
        for actor in reading.actors
        if reading.parse.tokens[actor.head].sent in near and set(actor.parties) & parties
        for person in persons_of(actor)
        if person.level not in {Level.LEADER, Level.UNKNOWN}
    ]
    return min(found, key=lambda level: level.rank, default=Level.UNKNOWN)


def told_levels(token: Token) -> list[Level]:
    """The levels that the words about a trigger name, also of its level: "working-level talks"."""
    words = load_toml("contacts")["levels"]
    left = [c for c in token.children if c.lower == "level" and c.dep in {"amod", "compound", "nmod"}]
    of_level = [_level_of_word(below, words) for child in left for below in child.children]
    return worded_levels(token) + [level for level in of_level if level is not Level.UNKNOWN]


def worded_levels(token: Token) -> list[Level]:
    """The levels that the words about a trigger name: "technical talks", "talks at the level of ministers"."""
    words = load_toml("contacts")["levels"]
    found = []
    near = list(token.children)
    if token.dep == "dobj":  # "held talks at the level of ministers": the level may hang on the verb
        near += [c for c in token.head.children if c.lower == "at" and any(t.lemma == "level" for t in c.children)]
    for child in near:
        if child.dep in {"amod", "compound", "nmod", "poss"} and child.lemma in words:
            found.append(_worded(child, words))
        if child.dep == "prep" and child.lower in {"at", "of", "between", "on", "among"}:
            for below in child.children:
                for node in (below, *below.children):
                    if node.lemma in words:
                        found.append(_worded(node, words))
                    for last in node.children:
                        if node.lemma in {"level", "of"} and last.lemma in words:
                            found.append(_worded(last, words))
    return found


def _worded(token: Token, words: dict[str, str]) -> Level:
    """The level that a word names; that of officials for a deputy ("a session of deputy ministers")."""
    return _shifted(token, Level(words[token.lemma]))


def _shifted(token: Token, level: Level) -> Level:
    """The level of an office as the words before it shift it: deputies are officials, prime ministers leaders."""
    if is_below(token):
        return Level.OFFICIAL
    prime = any(c.lower in {"prime", "chief"} for c in token.children if c.i < token.i)
    return Level.LEADER if prime and token.lemma == "minister" else level


def is_below(token: Token) -> bool:
    """True for the deputy of an office: "vice ministers", "the deputy foreign ministers", "vice-ministers"."""
    return any(c.lemma in BELOW or c.lower in BELOW for c in token.children if c.i < token.i)


ADJECTIVES = frozenset({"technical", "working", "work", "expert", "ministerial", "specialist"})
HEADS = frozenset({"presidents", "premiers", "leaders", "kings", "monarchs", "emirs", "chancellors"})
BELOW = frozenset({"deputy", "vice", "assistant", "junior"})
"""Words before an office that put it among the officials."""
