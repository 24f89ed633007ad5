"""Completion: which parties a mention is likely of that names none or one of them ("the talks", "will meet them")."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from communique.findings.contacts.mentions import Mention
from communique.findings.contacts.participation import GROUPS_ONLY
from communique.findings.contacts.salience import Salience, find_salience
from communique.findings.linear import load_linear
from communique.findings.questions import Answer
from communique.model.actors import Actor
from communique.reading.parse import Token
from communique.reading.reading import Reading

Parties = frozenset[str]
NEARLY = 0.6
"""What it is worth to have at least half of the parties, against having them all; set on tracks not fitted on."""
NEAREST = 6
"""How many of the article's leading parties are tried beside those of the sentence."""
SHOWN = ("person", "party", "group", "pronoun", "demonym", "place")


@dataclass(slots=True)
class Scene:
    """What the mentions of an article share when one of them is completed."""

    reading: Reading
    salience: Salience
    leading: list[str] = field(default_factory=list)
    pairs: list[Parties] = field(default_factory=list)
    full: list[Mention] = field(default_factory=list)
    mediators: frozenset[str] = frozenset()

    @classmethod
    def of(cls, reading: Reading, mentions: Sequence[Mention]) -> Scene:
        """Gather the leading parties and pairs, and the mentions that name their parties themselves."""
        salience = find_salience(reading, mentions, GROUPS_ONLY)
        single, pairs = salience.single, salience.pairs
        return cls(
            reading,
            salience,
            leading=sorted(single, key=lambda code: (-single[code], code)),
            pairs=sorted(pairs, key=lambda p: (-pairs[p] - sum(single[c] for c in p), sorted(p))),
            full=[m for m in mentions if m.taking.explicit >= 2],
            mediators=frozenset(code for m in mentions for code in m.taking.mediators),
        )


def complete(scene: Scene, mention: Mention, answer: Answer) -> tuple[Parties, float]:
    """The parties that an incomplete mention is likeliest of by the linear model `contact_parties`, and how likely.

    "The talks will be held in Oslo" after "Norway and Chad agreed to talks": talks of NOR and TCD. `answer` holds what
    the network thinks of each party; no parties and 0 where there is nobody to choose from.
    """
    model = load_linear("contact_parties")
    likely = {parties: model.probabilities(found)["yes"] for parties, found in candidates(scene, mention, answer)}
    total = max(1.0, sum(likely.values()))
    near = {one: sum(likely[two] for two in likely if _alike(one, two)) / total for one in likely}
    worth = {parties: likely[parties] + NEARLY * near[parties] for parties in likely}
    best = max(worth, key=lambda parties: (worth[parties], sorted(parties)), default=None)
    return (best, near[best]) if best is not None else (frozenset(), 0.0)


def _alike(one: Parties, two: Parties) -> bool:
    """True for sets that share at least half of their parties."""
    return 2 * len(one & two) >= len(one | two)


def candidates(scene: Scene, mention: Mention, answer: Answer) -> Iterator[tuple[Parties, list[str]]]:
    """Every set of parties that an incomplete mention may be of, with the features that tell."""
    own = mention.parties
    chances = answer.chances("party")
    ranked = sorted(chances, key=lambda code: (-chances[code], code))
    sets = _guesses(scene, mention, ranked)
    between = (frozenset(mention.taking.mediators) | mention.taking.forums) - own
    sets = {parties: None for parties in sets if not parties & between} or sets
    odds = {parties: _log_likelihood(parties, chances) for parties in sets if len(parties) >= 2}
    order = sorted(odds, key=lambda parties: (-odds[parties], sorted(parties)))
    shown = _shown(scene.reading, mention)
    among = [pair for pair in scene.pairs if own <= pair]
    for place, parties in enumerate(order):
        opinion = _opinion(parties, answer, place, odds[parties] - odds[order[0]])
        features = _features(scene, mention, shown, parties, among)
        yield parties, [*features, *(f"{name}/{len(own)}" for name in opinion), *opinion]


def _guesses(scene: Scene, mention: Mention, ranked: list[str]) -> dict[Parties, None]:
    """The sets that a mention may be of that names none or one of its parties."""
    own = mention.parties
    shown = _shown(scene.reading, mention)
    here = [code for code in shown if code not in own]
    sets: dict[Parties, None] = {}
    for earlier in scene.full:
        if own <= earlier.parties:
            sets.setdefault(earlier.parties)
    if own:
        for code in dict.fromkeys(here + scene.leading[:NEAREST]):
            if code not in own:
                sets.setdefault(own | {code})
    else:
        for pair in combinations(sorted(here)[:NEAREST], 2):
            sets.setdefault(frozenset(pair))
        for known in scene.pairs[:3]:
            sets.setdefault(known)
    acting = frozenset(code for code in here if shown[code] != "place")
    if 3 <= len(own | acting) <= NEAREST:
        sets.setdefault(own | acting)
    for size in range(2, min(len(ranked), NEAREST) + 1):
        sets.setdefault(frozenset(ranked[:size]))
        sets.setdefault(own | frozenset(ranked[: size - 1]))
    return sets


def _log_likelihood(parties: Parties, chances: dict[str, float]) -> float:
    """The logarithm of the chance that exactly these parties take part, were each independent of the others."""
    found = 0.0
    for code in set(chances) | parties:
        chance = min(max(chances.get(code, 0.0), 0.01), 0.99)
        found += math.log(chance if code in parties else 1 - chance)
    return found


def _opinion(parties: Parties, answer: Answer, place: int, behind: float) -> list[str]:
    """What the network thinks of a set: its rank, the least likely inside, the likeliest outside and mediator."""
    chances = answer.chances("party")
    least = min(chances.get(code, 0.0) for code in parties)
    outside = max((chance for code, chance in chances.items() if code not in parties), default=0.0)
    mediator = max(answer.chance(code, "mediator") for code in parties)
    return [
        f"place={min(place, 4)}",
        f"behind={max(int(behind * 2), -10)}",
        f"least={int(least * 10)}",
        f"outside={int(outside * 10)}",
        f"least={int(least * 4)}+outside={int(outside * 4)}",
        f"mediator={int(mediator * 5)}",
        f"place={min(place, 2)}+size={min(len(parties), 4)}",
    ]


def _shown(reading: Reading, mention: Mention) -> dict[str, str]:
    """How each party stands in the mention's sentence: a person, a name, a place ...; the strongest way counts."""
    shown: dict[str, str] = {}
    for actor in reading.actors_in(mention.sentence):
        kind = "place" if actor.place else actor.kind
        for code in actor.parties:
            if code in GROUPS_ONLY:
                continue
            if code not in shown or SHOWN.index(kind) < SHOWN.index(shown[code]):
                shown[code] = kind
    return shown


def _features(
    scene: Scene, mention: Mention, shown: dict[str, str], parties: Parties, among: list[Parties]
) -> list[str]:
    own = mention.parties
    added = sorted(parties - own)
    found = [f"own={len(own)}", f"own={len(own)}+size={min(len(parties), 4)}"]
    found += _standing(scene, mention, shown, added)
    found += _ranks(scene, among, parties, added)
    found += _precedent(scene, mention, parties)
    return [f"{name}/{len(own)}" for name in found] + found


def _standing(scene: Scene, mention: Mention, shown: dict[str, str], added: list[str]) -> Iterator[str]:
    """How the added parties stand in the sentence, in the one before, and as speakers."""
    ways = sorted(shown.get(code, "-") for code in added)
    yield "shown=" + "+".join(ways[:3])
    yield f"shown={'+'.join(ways[:3])}+frame={mention.trigger.frame}"
    yield f"others={min(sum(code not in added for code in shown), 3)}+shown={'+'.join(ways[:3])}"
    reading, sentence = scene.reading, mention.sentence
    if sentence.index:
        before = {
            code
            for actor in reading.actors_in(reading.parse.sentences[sentence.index - 1])
            if not actor.place
            for code in actor.parties
        }
        yield f"before={sum(code in before for code in added)}"
    attribution = reading.attribution_over(mention.trigger.token.start, mention.trigger.token.end)
    if attribution is not None and attribution.actor is not None:
        yield f"speaker={any(code in attribution.actor.parties for code in added)}"
    yield f"mediator={any(code in scene.mediators for code in added)}"
    for actor in reading.actors_in(sentence):
        if set(actor.parties) & set(added):
            yield from _place_in_sentence(reading, mention, actor)


def _place_in_sentence(reading: Reading, mention: Mention, actor: Actor) -> Iterator[str]:
    token, trigger = reading.parse.tokens[actor.head], mention.trigger
    yield f"dep={token.dep}/{'left' if token.i < trigger.token.i else 'right'}"
    if token.dep == "pobj":
        yield f"prep={token.head.lower}/{'own' if _below(token, trigger.token) else 'other'}"
    yield f"below={_below(token, trigger.predicate)}+{actor.kind}"


def _below(token: Token, top: Token) -> bool:
    node = token
    for _ in range(6):
        if node is top:
            return True
        if node.head is node:
            return False
        node = node.head
    return False


def _ranks(scene: Scene, among: list[Parties], parties: Parties, added: list[str]) -> Iterator[str]:
    single = scene.salience.single
    places = [scene.leading.index(code) if code in single else 9 for code in added]
    yield f"worst={min(max(places), 6)}"
    yield f"ranks={'+'.join(str(min(p, 4)) for p in sorted(places)[:3])}"
    if len(parties) == 2:
        yield f"pair={_place(scene.pairs, parties)}"
        yield f"pair={_place(among, parties)}/among"
    yield f"share={int(10 * sum(single[code] for code in added) / (single.total() or 1))}"


def _place(ranking: list[Parties], parties: Parties) -> int:
    return min(ranking.index(parties), 4) if parties in ranking else 5


def _precedent(scene: Scene, mention: Mention, parties: Parties) -> Iterator[str]:
    """Mentions that name exactly these parties themselves: how many, how near before, of the same kind or noun."""
    at = mention.trigger.token.i
    same = [m for m in scene.full if m.parties == parties]
    earlier = [m for m in same if m.trigger.token.i < at]
    yield f"same={min(len(same), 3)}"
    yield f"earlier={min(len(earlier), 2)}"
    before = [m for m in scene.full if m.trigger.token.i < at]
    if before:
        yield f"last={before[-1].parties == parties}"
        yield f"last={before[-1].parties == parties}+kind={before[-1].kind == mention.kind}"
        yield f"overlap={len(before[-1].parties & parties)}"
    if earlier:
        yield f"distance={min(mention.sentence.index - earlier[-1].sentence.index, 5)}"
        yield f"word={any(m.trigger.lemma == mention.trigger.lemma for m in earlier)}"
        yield f"kind={any(m.kind == mention.kind for m in earlier)}"
