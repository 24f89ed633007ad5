"""Delegations: sentences that say who led or joined a contact told before ("X headed the Iranian delegation")."""

from __future__ import annotations

from communique.data import load_toml
from communique.findings.arguments import actors_at, after_prepositions, subject_tokens
from communique.findings.contacts.encounters import is_as_observer
from communique.findings.contacts.folding import DONE
from communique.findings.contacts.folds import Fold
from communique.findings.contacts.participants import persons_of
from communique.model.actors import Actor
from communique.model.findings import ContactKind
from communique.reading.parse import Token
from communique.reading.reading import Reading

REACH = 8
"""How many sentences back a contact may lie to which a delegation belongs."""


def name_delegations(reading: Reading, folds: list[Fold]) -> None:
    """Add to each contact the persons that later sentences name as leading or joining its delegations.

    "Foreign Minister A headed the delegation and envoy B the American one": A and B take part in the last talks told
    that have their parties; after a verb of the past in the last talks that took place.
    """
    words = load_toml("contacts")["delegations"]
    for token in reading.parse.tokens:
        if token.lemma in words["verbs"] and token.pos == "VERB" and _is_about_delegation(token, words["nouns"]):
            actors = [actor for actor in _named(reading, token) if persons_of(actor)]
            codes = {code for actor in actors for code in actor.parties}
            fold = _latest(folds, token, codes)
            if fold is not None:
                _join(actors, fold)


def _is_about_delegation(verb: Token, nouns: list[str]) -> bool:
    """True for "headed the delegation", "was led by", "represented Germany", "took part", "attended for Germany"."""
    if any(child.dep == "neg" for child in verb.children):
        return False  # "A will not be included in the delegation"
    if is_as_observer(verb):
        return False
    if verb.lemma in {"represent", "accompany"}:
        return True
    objects = [c for c in verb.children if c.dep in {"dobj", "nsubjpass", "nsubj"}]
    if verb.lemma == "attend" and not any(c.dep == "dobj" for c in objects):
        return bool(after_prepositions(verb, ("for",)))
    reached = objects + [t for child in objects for t in child.conjuncts()]
    return any(t.lemma in nouns for t in reached + after_prepositions(verb, ("in", "at", "by")))


def _latest(folds: list[Fold], verb: Token, codes: set[str]) -> Fold | None:
    """The contact told last at or before a verb that has one of these parties; no message, visit or call."""
    best: tuple[tuple[bool, int], Fold] | None = None
    past = verb.tag == "VBD" or (verb.tag == "VBN" and any(c.lower in {"was", "were"} for c in verb.children))
    for fold in folds:
        if fold.kind in {ContactKind.MESSAGE, ContactKind.VISIT, ContactKind.CALL}:
            continue
        told = max((i for one in fold.mentions if (i := one.mention.sentence.index) <= verb.sent), default=-1)
        if told < 0 or verb.sent - told > REACH or not codes & (fold.parties | fold.mediators):
            continue
        rank = past == (fold.status in DONE), told
        if best is None or rank > best[0]:
            best = rank, fold
    return best[1] if best else None


def _named(reading: Reading, verb: Token) -> list[Actor]:
    """Who is named around a verb that tells of delegations: subjects, objects, "by", and of verbs joined by "and"."""
    tokens = subject_tokens(verb) + after_prepositions(verb, ("by", "with"))
    tokens += [c for c in verb.children if c.dep in {"dobj", "nsubjpass"}]
    for other in verb.children:
        if other.dep == "conj":
            tokens += [c for c in other.children if c.dep in {"nsubj", "nsubjpass", "dobj"}]
    return [actor for token in tokens for actor in actors_at(reading, token)]


def _join(actors: list[Actor], fold: Fold) -> None:
    known = fold.parties | fold.mediators
    for actor in actors:
        if not actor.parties or set(actor.parties) & known:
            for person in persons_of(actor):
                fold.persons.setdefault(person.name, person.level)
