"""Cues of attribution: the words that carry a saying, an attitude or a finding, and what they take as content."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files

from communique.reading.parse import Parse, Token


@dataclass(frozen=True, slots=True)
class Words:
    """The words of `data/attribution.toml`, by lemma."""

    verbs: dict[str, dict[str, frozenset[str]]]
    particles: dict[str, dict[str, str]]
    nouns: dict[str, str]
    light: frozenset[str]
    media: frozenset[str]
    negating: frozenset[str]
    reportedly: frozenset[str]
    controllers: frozenset[str]
    views: frozenset[str]
    according: tuple[tuple[str, ...], ...]


@dataclass(slots=True)
class Cue:
    """One cue: its main token, all its tokens, its class, and the frames in which it takes content."""

    token: Token
    kind: str
    frames: frozenset[str]
    tokens: list[Token] = field(default_factory=list)
    preposition: Token | None = None
    negated: bool = False
    quotable: bool = False


@lru_cache(maxsize=1)
def load_words() -> Words:
    """The word lists, read once."""
    data = tomllib.loads(files("communique.data").joinpath("attribution.toml").read_text(encoding="utf-8"))
    verbs: dict[str, dict[str, frozenset[str]]] = {}
    for group in data["verbs"]:
        for lemma in group["lemmas"].split():
            kinds = verbs.setdefault(lemma, {})
            kinds[group["class"]] = kinds.get(group["class"], frozenset()) | frozenset(group["frames"])
    particles: dict[str, dict[str, str]] = {}
    for kind, phrases in data["particles"].items():
        for phrase in phrases:
            verb, _, particle = phrase.partition(" ")
            particles.setdefault(verb, {})[particle] = kind
    nouns = {lemma: kind for kind in ("attitude", "speech") for lemma in data["nouns"][kind].split()}
    words = data["words"]
    return Words(
        verbs,
        particles,
        nouns,
        frozenset(data["nouns"]["light"].split()),
        frozenset(data["nouns"]["media"].split()),
        frozenset(words["negating"].split()),
        frozenset(words["reportedly"].split()),
        frozenset(words["controllers"].split()),
        frozenset(words["views"].split()),
        tuple(tuple(phrase.split()) for phrase in data["according"]["phrases"]),
    )


def find_cues(parse: Parse) -> list[Cue]:
    """Every verb that can carry an attribution, in the order of the text, whether or not it has content."""
    words = load_words()
    found = []
    for token in parse.tokens:
        if token.pos not in {"VERB", "AUX", "NOUN", "PROPN"} or not token.tag.startswith("V"):
            continue
        cue = _verb_cue(token, words)
        if cue is not None:
            found.append(cue)
    return found


def _verb_cue(token: Token, words: Words) -> Cue | None:
    lemma = (
        "hope" if token.lemma == "hop" and token.lower.startswith("hop") and "pp" not in token.lower else token.lemma
    )
    kinds = words.verbs.get(lemma, {})
    particle = _particle(token, words.particles.get(lemma))
    if particle is None and not kinds:
        return None
    kind = next(
        (k for k in ("speech", "finding", "attitude", "seeming") if k in kinds), particle[1] if particle else ""
    )
    frames = frozenset().union(*kinds.values()) if kinds else frozenset[str]()
    cue = Cue(token, kind, frames)
    if particle is not None:
        word, particle_kind = particle
        if word.dep != "prep" or "clause" not in frames:
            cue.kind = particle_kind
        cue.preposition = word
    cue.quotable = "speech" in kinds or lemma == "read" or (particle is not None and particle[1] == "speech")
    cue.negated = _negated(token) != (lemma in words.negating)
    cue.tokens = _cue_tokens(token, cue.preposition)
    return cue


def _particle(token: Token, known: dict[str, str] | None) -> tuple[Token, str] | None:
    if not known:
        return None
    for child in token.children:
        if child.dep in {"prep", "prt", "advmod", "dobj", "agent"} and child.lower in known and child.i > token.i:
            inner = child.child("pobj")
            if inner is None or inner.ent not in {"DATE", "TIME"}:
                return child, known[child.lower]
        if child.dep in {"advcl", "ccomp", "xcomp"} and child.i > token.i:
            mark = child.child("mark")
            if mark is not None and mark.lower == "for" and "for" in known:
                return mark, known["for"]
    return None


def _negated(token: Token) -> bool:
    if any(child.dep == "neg" and not _is_set_off(child, token) for child in token.children):
        return True
    subject = token.child("nsubj", "nsubjpass")
    return subject is not None and (
        subject.lower in {"nobody", "none", "neither"}
        or any(c.lower in {"no", "neither"} and c.dep == "det" for c in subject.children)
    )


def _is_set_off(word: Token, verb: Token) -> bool:
    """Whether a comma or quotation mark stands between a word and its verb: `"Certainly not," he said`."""
    return any(c.dep == "punct" and word.i < c.i < verb.i for c in verb.children)


def _cue_tokens(token: Token, preposition: Token | None) -> list[Token]:
    """The verb with its auxiliaries, negation and particle."""
    parts = {"aux", "auxpass", "neg", "prt"}
    tokens = [c for c in token.children if c.dep in parts and abs(c.i - token.i) <= 4 and not _is_set_off(c, token)]
    if preposition is not None and preposition not in tokens:
        tokens.append(preposition)
    tokens.append(token)
    tokens.sort(key=lambda t: t.i)
    return tokens
