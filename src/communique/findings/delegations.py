"""Delegations: sentences that say who led or joined a contact told before ("X headed the Iranian delegation")."""

from __future__ import annotations

from communique.data import load_toml
from communique.findings.arguments import actors_at, after_prepositions, subject_tokens
from communique.findings.folding import Fold
from communique.findings.participation import persons_of
from communique.model.findings import ContactKind
from communique.reading.parse import Token
from communique.reading.reading import Reading

REACH = 6
"""How many sentences back a contact may lie to which a delegation belongs."""


def name_delegations(reading: Reading, folds: list[Fold]) -> None:
    """Add to each contact the persons that later sentences name as leading or joining its delegations.

    "Foreign Minister A headed the delegation and envoy B the American one": A and B take part in the last talks told.
    """
    words = load_toml("contacts")["delegations"]
    for token in reading.parse.tokens:
        if token.lemma in words["verbs"] and token.pos == "VERB" and _is_about_delegation(token, words["nouns"]):
            fold = _latest(folds, token.sent)
            if fold is not None:
                _join(reading, token, fold)


def _is_about_delegation(verb: Token, nouns: list[str]) -> bool:
    """True for "headed the delegation", "was led by", "represented Germany", "took part"."""
    if verb.lemma in {"represent", "accompany"}:
        return True
    objects = [c for c in verb.children if c.dep in {"dobj", "nsubjpass", "nsubj"}]
    reached = objects + [t for child in objects for t in child.conjuncts()] + after_prepositions(verb, ("in", "at", "by"))
    return any(t.lemma in nouns for t in reached)


def _latest(folds: list[Fold], sentence: int) -> Fold | None:
    """The contact told last at or before a sentence, no message and no visit."""
    best: tuple[int, Fold] | None = None
    for fold in folds:
        if fold.kind in {ContactKind.MESSAGE, ContactKind.VISIT, ContactKind.CALL}:
            continue
        told = max((m.sentence.index for m in fold.mentions if m.sentence.index <= sentence), default=-1)
        if told >= 0 and sentence - told <= REACH and (best is None or told > best[0]):
            best = (told, fold)
    return best[1] if best else None


def _join(reading: Reading, verb: Token, fold: Fold) -> None:
    tokens = subject_tokens(verb) + after_prepositions(verb, ("by", "with"))
    tokens += [c for c in verb.children if c.dep in {"dobj", "nsubjpass"}]
    for other in verb.children:
        if other.dep == "conj":
            tokens += [c for c in other.children if c.dep in {"nsubj", "nsubjpass", "dobj"}]
    known = fold.parties | fold.mediators
    for token in tokens:
        for actor in actors_at(reading, token):
            if actor.parties and not set(actor.parties) & known:
                continue
            for person in persons_of(actor):
                fold.persons.setdefault(person.name, person.level)
