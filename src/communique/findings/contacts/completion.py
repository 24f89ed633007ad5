"""Completion: which parties a mention is likely of that names none or one of them ("the talks", "will meet them")."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import combinations

from communique.findings.contacts.mentions import Mention
from communique.findings.contacts.participation import GROUPS_ONLY
from communique.findings.contacts.salience import Salience, find_salience
from communique.findings.linear import load_linear
from communique.model.actors import Actor
from communique.reading.parse import Token
from communique.reading.reading import Reading

Parties = frozenset[str]
NEAREST = 6
"""How many of the article's leading parties are tried beside those of the sentence."""
LEAST = 0.35
"""Least probability at which a mention takes over parties that it does not name; set on tracks not fitted on."""
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
    def of(cls, reading: Reading, mentions: list[Mention]) -> Scene:
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


def complete(scene: Scene, mention: Mention) -> Mention:
    """The mention with the parties that it is likeliest of by the linear model `contact_parties`, if likely enough.

    "The talks will be held in Oslo" after "Norway and Chad agreed to talks": talks of NOR and TCD.
    """
    if mention.taking.explicit >= 2:
        return mention
    model = load_linear("contact_parties")
    likely = {parties: model.probabilities(found)["yes"] for parties, found in candidates(scene, mention)}
    best = max(likely, key=lambda parties: (likely[parties], sorted(parties)), default=None)
    if best is None or likely[best] < LEAST:
        return mention
    parties = dict.fromkeys(sorted(best))
    return replace(
        mention, taking=replace(mention.taking, parties=parties), inherited=True, parties_likely=likely[best]
    )


def candidates(scene: Scene, mention: Mention) -> Iterator[tuple[Parties, list[str]]]:
    """Every set of parties that an incomplete mention may be of, with the features that tell."""
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
    for parties in sets:
        if len(parties) >= 2:
            yield parties, _features(scene, mention, shown, parties)


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


def _features(scene: Scene, mention: Mention, shown: dict[str, str], parties: Parties) -> list[str]:
    own = mention.parties
    added = sorted(parties - own)
    found = [f"own={len(own)}", f"own={len(own)}+size={min(len(parties), 4)}"]
    found += _standing(scene, mention, shown, added)
    found += _ranks(scene, own, parties, added)
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


def _ranks(scene: Scene, own: Parties, parties: Parties, added: list[str]) -> Iterator[str]:
    places = [scene.leading.index(code) if code in scene.leading else 9 for code in added]
    yield f"worst={min(max(places), 6)}"
    yield f"ranks={'+'.join(str(min(p, 4)) for p in sorted(places)[:3])}"
    if len(parties) == 2:
        yield f"pair={_place(scene.pairs, parties)}"
        yield f"pair={_place([p for p in scene.pairs if own <= p], parties)}/among"
    count = Counter({code: scene.salience.single[code] for code in scene.leading})
    total = sum(count.values()) or 1
    yield f"share={int(10 * sum(count[code] for code in added) / total)}"


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
