"""Reading -> positions: candidates are found widely, weighed, and the likely ones kept.

"The Kremlin insists on neutrality" gives RUS, alliance, demands, about "neutrality".
"""

from __future__ import annotations

from communique.findings.positions.acceptance import probability, weights
from communique.findings.positions.candidates import Candidate, find_candidates
from communique.model.findings import Issue, Position, Stance
from communique.reading.reading import Reading

THRESHOLD = 0.27
"""Least probability of a position that is kept; further ones of a party in one sentence need `FURTHER`."""
FURTHER = 0.38


def find_positions(reading: Reading) -> tuple[Position, ...]:
    """The stances of parties on what can be negotiated: one for each party, sentence and issue, in text order."""
    table = weights()
    weighed = [(probability(candidate, reading, table), candidate) for candidate in find_candidates(reading)]
    return _positions(choose(weighed), reading)


def choose(
    weighed: list[tuple[float, Candidate]], threshold: float = THRESHOLD, further: float = FURTHER
) -> list[tuple[float, Candidate, str]]:
    """The candidates kept, each with its party: the best of a sentence and party, and others on other issues."""
    kept: dict[tuple[int, str], dict[str, tuple[float, Candidate]]] = {}
    for score, candidate in sorted(weighed, key=lambda pair: -pair[0]):
        for party in candidate.holder.parties:
            issues = kept.setdefault((candidate.sentence.index, party), {})
            least = threshold if not issues else threshold / 2 if _listed(candidate) else further
            if candidate.issue in issues or score < least:
                continue
            issues[candidate.issue] = (score, candidate)
    chosen = [(score, c, party) for (_, party), issues in kept.items() for score, c in issues.values()]
    chosen.sort(key=lambda item: (item[1].sentence.index, item[1].cue.token.i, item[2]))
    return chosen


def _listed(candidate: Candidate) -> bool:
    """True for a further item of a list that names its own issue: "a ceasefire and the release of prisoners"."""
    return candidate.extra and candidate.where == "about"


def _positions(chosen: list[tuple[float, Candidate, str]], reading: Reading) -> tuple[Position, ...]:
    text = reading.article.text
    found: list[Position] = []
    for number, (score, candidate, party) in enumerate(chosen, start=1):
        sentence, about, condition = candidate.sentence, candidate.about, candidate.condition
        found.append(
            Position(
                id=f"p{number}",
                article=reading.article.id,
                evidence=(text[sentence.start : sentence.end],),
                spans=((sentence.start, sentence.end),),
                confidence=round(score, 3),
                reason=f"{candidate.cue.kind}:{candidate.cue.key}/{candidate.holder.how}",
                party=party,
                issue=Issue(candidate.issue),
                stance=Stance(candidate.stance),
                about=text[about[0].start : about[-1].end],
                holder=_holder(candidate, party),
                condition=text[condition[0].start : condition[-1].end] if condition else None,
            )
        )
    return tuple(found)


def _holder(candidate: Candidate, party: str) -> str | None:
    """The person who voices the stance: the actor itself, or the source that speaks for the same party."""
    for actor in candidate.holder.actors:
        if party in actor.parties and actor.person is not None:
            return actor.person.name
    source = candidate.source.actor if candidate.source else None
    if source is not None and source.person is not None and party in source.parties:
        return source.person.name
    return None
