"""Enquiry: who may hold a position in each sentence, for the network, with what the rules see as features."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from communique.findings.positions.candidates import Candidate
from communique.findings.positions.traits import traits
from communique.findings.questions import Option, Question
from communique.model.actors import Actor
from communique.model.findings import Span
from communique.reading.parse import Sentence, Token
from communique.reading.reading import Attribution, Reading

Held = dict[str, list[Candidate]]
"""The candidates of a sentence by the party that would hold them."""
MOST = 4
"""How many mentions of a party are shown for one sentence."""


def position_questions(
    reading: Reading, candidates: list[Candidate], *, every: bool = False
) -> Iterator[tuple[int, Question]]:
    """For each sentence with candidates: which of their parties hold a position there.

    With `every`, of each sentence that names or quotes parties, and of all of them: of those without a candidate the
    network only learns.
    """
    held: dict[int, Held] = {}
    for candidate in candidates:
        for code in candidate.holder.parties:
            held.setdefault(candidate.sentence.index, {}).setdefault(code, []).append(candidate)
    named = Counter(code for actor in reading.actors for code in set(actor.parties))
    for sentence in reading.parse.sentences:
        if not every and sentence.index not in held:
            continue
        options = tuple(_options(reading, sentence, held.get(sentence.index, {}), named, every=every))
        if options:
            yield sentence.index, Question("hold", (sentence.start, sentence.end), (), options)


def _options(reading: Reading, sentence: Sentence, held: Held, named: Counter[str], *, every: bool) -> Iterator[Option]:
    tokens = reading.parse.tokens
    speaking = [a for a in reading.attributions if a.actor is not None and _covers(a, sentence)]
    actors: dict[str, list[Actor]] = {}
    for actor in reading.actors_in(sentence):
        for code in actor.parties:
            actors.setdefault(code, []).append(actor)
    spoken: dict[str, list[Attribution]] = {}
    for attribution in speaking:
        for code in attribution.actor.parties if attribution.actor else ():
            spoken.setdefault(code, []).append(attribution)
    for code in dict.fromkeys([*spoken, *actors, *held]):
        candidates = held.get(code, [])
        acting = [a for a in actors.get(code, []) if not a.place]
        if not (candidates or (every and (acting or code in spoken))):
            continue
        spans: list[Span] = [(tokens[a.first].start, tokens[a.last - 1].end) for a in acting[:MOST]]
        spans += [a.source for a in spoken.get(code, []) if a.source is not None and a.source not in spans]
        spans += [
            (tokens[a.first].start, tokens[a.last - 1].end) for c in candidates for a in c.actors if code in a.parties
        ]
        if spans:
            found = [*_features(reading, sentence, (code, acting, spoken.get(code, [])), candidates)]
            features = dict.fromkeys([*found, f"mentions={min(named[code], 8) // 2}"])
            yield Option(code, tuple(dict.fromkeys(spans))[:MOST], tuple(features))


def _covers(attribution: Attribution, sentence: Sentence) -> bool:
    return any(start < sentence.end and sentence.start < end for start, end in attribution.content)


def _features(
    reading: Reading,
    sentence: Sentence,
    holder: tuple[str, list[Actor], list[Attribution]],
    candidates: list[Candidate],
) -> Iterator[str]:
    code, acting, spoken = holder
    yield f"candidates={min(len(candidates), 3)}"
    for candidate in candidates:
        yield from sorted(traits(candidate, reading))
        yield f"rule-issue={candidate.issue}/{candidate.where}"
        yield f"rule-issue={candidate.issue}"
        yield f"rule-stance={candidate.stance}/{candidate.cue.kind}"
        yield f"rule-stance={candidate.stance}"
        if candidate.condition:
            yield "rule-condition"
    for attribution in spoken:
        yield f"spoken={attribution.kind}/{attribution.direct}"
        yield f"spoken={attribution.kind}/{attribution.negated}"
    tokens = reading.parse.tokens
    for actor in acting[:3]:
        head = tokens[actor.head]
        yield f"actor={actor.kind}/{head.dep}"
        yield f"governor={_governor(head)}"
    others = {c for a in reading.actors_in(sentence) for c in a.parties if not a.place}
    yield f"others={min(len(others - {code}), 4)}+acting={bool(acting)}+spoken={bool(spoken)}"
    yield f"place={min(sentence.index, 3)}"


def _governor(head: Token) -> str:
    above = head.head
    return f"{head.dep}/{above.lemma if above.pos != 'PROPN' else '-'}"
