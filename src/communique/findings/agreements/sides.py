"""Sides: which parties stand behind an agreement, from its words, its sentence and the rest of the article."""

from __future__ import annotations

from collections import Counter
from functools import cache
from itertools import combinations
from typing import Any

from communique.data import load_toml
from communique.findings.arguments import actors_at, after_prepositions, subject_tokens
from communique.model.actors import Actor
from communique.reading.parse import Token
from communique.reading.reading import Reading

_PARTNERS = ("with", "between", "among", "by", "alongside")
_MANY = 4
_BETWEEN = frozenset({"aux", "auxpass", "advmod", "neg", "prep"})
_JOINED, _TOGETHER = 2, 1


@cache
def _words() -> dict[str, Any]:
    return load_toml("agreements")["sides"]  # type: ignore[no-any-return]


def subject_is_joint(reading: Reading, verb: Token) -> bool:
    """True where the subject names two parties, or a plural that stands for several ("the sides", "both ministers")."""
    for token in subject_tokens(verb):
        codes = {code for actor in actors_at(reading, token) for code in actor.parties}
        if len(codes) > 1 or len(token.conjuncts()) > 1:
            return True
        if token.pos == "PROPN" and codes:
            continue  # "the United States"
        if verb.lemma in _words()["plural_verbs"] and token.tag in {"NNS", "NNPS"} and token.dep == "nsubj":
            return True
        if token.lower in _words()["joint"] or is_counted_group(token):
            return True
    return False


def is_counted_group(token: Token) -> bool:
    """True for "the two governments", "both delegations"; not for "the governments"."""
    known = token.lower in _words()["joint"] or token.lower in _words()["joint_if_counted"]
    return known and _is_counted(token)


def _is_counted(token: Token) -> bool:
    return any(c.lower in _words()["counts"] for c in token.children)


class Sides:
    """Who negotiates with whom in one article."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._mediators = _mediating(reading)
        self._groups: list[tuple[str, ...]] = []
        self._principal = self._find_principal()

    def of(self, verb: Token | None, noun: Token | None, anchor: Token) -> tuple[str, ...]:
        """The sides of an agreement, sorted; fewer than two when the article never names two parties."""
        found = self._named(verb, noun)
        if len(found) < 2:
            around = self._around(anchor)
            enough = 2 if found else _MANY
            if 2 <= len(around) <= enough and set(found) <= set(around) and not set(around) & self._mediators:
                found = around
        if len(found) < 2:
            found = self._completed(found)
        return tuple(sorted(found))

    def _named(self, verb: Token | None, noun: Token | None) -> dict[str, None]:
        """The parties that subject, agent and prepositions name; a vague group stands for the article's principals."""
        found: dict[str, None] = dict.fromkeys(_run_before(self._reading, verb)) if verb is not None else {}
        if len(found) > 1:
            return found
        for actor in _arguments(self._reading, verb, noun):
            vague = actor.kind in {"group", "pronoun"} and len(actor.parties) != 1
            if vague and (size := self._size(actor)) and not self._is_told(actor, size):
                found.update(dict.fromkeys(self._table(size)))
            elif not actor.place:
                found.update(dict.fromkeys(actor.parties))
        return found

    def _is_told(self, actor: Actor, size: int) -> bool:
        """True where the group was already resolved to as many parties as it says, none of them a mediator."""
        return len(actor.parties) == size and not set(actor.parties) & self._mediators

    def _size(self, actor: Actor) -> int:
        """How many parties a vague group stands for: as it says ("the three countries"), else two; 0 if not vague."""
        words = [t.lower for t in self._reading.parse.tokens[actor.first : actor.last]]
        if not any(word in _words()["vague"] or word in _words()["numbers"] for word in words):
            return 0
        return max((_words()["numbers"].get(word, 0) for word in words), default=0) or 2

    def _table(self, size: int) -> tuple[str, ...]:
        """The parties at the table: of the size asked for where the article names so many together."""
        if size > 2:
            fitting = [group for group in self._groups if len(group) == size]
            return fitting[0] if fitting else ()
        return self._principal

    def _around(self, anchor: Token) -> dict[str, None]:
        found: dict[str, None] = {}
        for actor in self._reading.actors_in(self._reading.parse.sentence_of(anchor)):
            if not actor.place:
                found.update(dict.fromkeys(actor.parties))
        return found

    def _completed(self, found: dict[str, None]) -> dict[str, None]:
        """Who is missing: the other principal, or both."""
        if not found or set(found) & set(self._principal):
            return {**found, **dict.fromkeys(self._principal)}
        other = next((code for code in self._principal if code not in found), None)
        return {**found, other: None} if other else found

    def _find_principal(self) -> tuple[str, ...]:
        """The pair of parties that the article puts together most often, mediators left out where possible."""
        pairs: Counter[tuple[str, str]] = Counter()
        groups: Counter[tuple[str, ...]] = Counter()
        reading = self._reading
        for sentence in reading.parse.sentences:
            actors = [a for a in reading.actors_in(sentence) if a.parties and not a.place]
            codes = sorted({code for actor in actors for code in actor.parties})
            for pair in combinations(codes[:8], 2):
                pairs[pair] += _TOGETHER
            for actor in actors:
                head = reading.parse.tokens[actor.head]
                joined = {code for token in head.conjuncts() for code in _codes(reading, token)}
                groups[tuple(sorted(joined))] += 1
                for pair in combinations(sorted(joined)[:6], 2):
                    pairs[pair] += _JOINED
        self._groups = [group for group, _ in groups.most_common()]
        ranked = sorted(pairs.items(), key=lambda item: (bool(set(item[0]) & self._mediators), -item[1]))
        return ranked[0][0] if ranked else ()


def _run_before(reading: Reading, verb: Token) -> list[str]:
    """Parties named in a row right before a verb ("A, B and C on Tuesday signed"), whatever the parser made of them."""
    tokens = reading.parse.tokens
    found: list[str] = []
    times = [t for t in reading.times if t.end <= verb.start][-3:]
    joined, at = False, verb.i - 1
    while at >= 0 and tokens[at].sent == verb.sent:
        token = tokens[at]
        actor = reading.actor_at(token)
        if actor is not None and (actor.kind in {"party", "person"} or len(actor.parties) == 1):
            if (found and not joined) or actor.place:
                break
            found += [code for code in actor.parties if code not in found]
            at, joined = actor.first - 1, False
            continue
        if found and (token.lower == "and" or token.text == ","):
            joined = True
        elif found:
            if token.dep != "det":
                break
        elif token.dep not in _BETWEEN and not any(t.start <= token.start < t.end for t in times):
            break
        at -= 1
    return found


def _codes(reading: Reading, token: Token) -> tuple[str, ...]:
    actor = reading.actor_at(token)
    return actor.parties if actor is not None and not actor.place else ()


def _arguments(reading: Reading, verb: Token | None, noun: Token | None) -> list[Actor]:
    actors: list[Actor] = []
    if verb is not None:
        for token in subject_tokens(verb):
            if token is not noun:
                actors += actors_at(reading, token)
        for token in after_prepositions(verb, _PARTNERS):
            actors += actors_at(reading, token)
    if noun is not None:
        for token in after_prepositions(noun, (*_PARTNERS, "of")):
            actors += actors_at(reading, token, deep=False)
        for child in noun.children:
            if child.i < noun.i and child.dep in {"amod", "compound", "nmod", "poss"}:
                actor = reading.actor_at(child)
                if actor is not None:
                    actors.append(actor)
    return actors


def _mediating(reading: Reading) -> frozenset[str]:
    """Parties told of as mediators or hosts: "mediated by X", "X-brokered", "the X envoy"."""
    words = _words()
    found: set[str] = set()
    for token in reading.parse.tokens:
        if token.lemma in words["mediation_verbs"]:
            places = [c for c in token.children if c.dep in {"nsubj", "npadvmod", "compound"}]
            places += after_prepositions(token, ("by",))
            places += subject_tokens(token) if token.dep in {"relcl", "xcomp", "conj"} else []
        elif token.lemma in words["mediation_nouns"]:
            places = [c for c in token.children if c.dep in {"amod", "compound", "poss", "nmod"}]
            places += after_prepositions(token, ("of", "by"))
            places += [token, *(c for c in token.children if c.dep == "appos")]
            if token.dep == "attr":
                places += [c for c in token.head.children if c.dep == "nsubj"]
            elif token.dep == "appos":
                places += token.head.conjuncts()
        else:
            continue
        for place in places:
            found.update(_codes(reading, place))
    return frozenset(found) | frozenset(words["usual_mediators"])
