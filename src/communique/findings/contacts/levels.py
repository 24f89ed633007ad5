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
    words = [worded_levels(mention.trigger.token) for mention in mentions]
    technical = [
        Level.TECHNICAL in found or _is_technical(mention.trigger)
        for mention, found in zip(mentions, words, strict=True)
    ]
    if not known and sum(technical) * 2 >= len(mentions) > 0:
        return Level.TECHNICAL
    worded: list[Level] = [level for found in words for level in found if level is not Level.TECHNICAL]
    known += [m.taking.level for m in mentions if m.taking.level is not Level.UNKNOWN]
    if not known:
        known = worded or [level for mention in mentions for level in group_levels(mention.trigger)]
    if not known and kind is ContactKind.SUMMIT:
        return Level.LEADER
    return min(known, key=lambda level: level.rank) if known else Level.UNKNOWN


def group_levels(trigger: Trigger) -> list[Level]:
    """The levels of groups that several parties send: "officials of the two countries", "their teams"."""
    people = load_toml("groups")["people"]
    tokens = subject_tokens(trigger.predicate) if trigger.frame != "noun" or trigger.relation == "dobj" else []
    tokens += after_prepositions(trigger.token, ("between", "among", "of", "with"))
    return [Level(people[t.lower]) for token in tokens for t in token.conjuncts() if t.lower in people]


def _is_technical(trigger: Trigger) -> bool:
    """True for "the technical teams will meet", "a technical delegation arrived"."""
    words = load_toml("contacts")["levels"]
    tokens = subject_tokens(trigger.predicate) if trigger.frame != "noun" else []
    left = [child for token in tokens for child in token.children if child.dep in {"amod", "compound"}]
    return any(words.get(child.lemma) == Level.TECHNICAL for child in left)


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


def worded_levels(token: Token) -> list[Level]:
    """The levels that the words about a trigger name: "technical talks", "talks at the level of ministers"."""
    words = load_toml("contacts")["levels"]
    found = []
    for child in token.children:
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
    below = token.child("amod", "compound", "nmod")
    return Level.OFFICIAL if below is not None and below.lemma in BELOW else Level(words[token.lemma])


BELOW = frozenset({"deputy", "vice", "assistant", "junior"})
"""Words before an office that put it among the officials."""
