"""Reading -> positions: candidates are found widely, weighed, and the likely ones kept.

"The Kremlin insists on neutrality" gives RUS, alliance, demands, about "neutrality".
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from communique.findings.network import load_network
from communique.findings.positions.acceptance import probability, weights
from communique.findings.positions.candidates import Candidate, find_candidates
from communique.findings.positions.enquiry import position_questions
from communique.findings.positions.settling import matter_questions, settle_issue, settle_stance
from communique.findings.positions.stance_objects import in_words
from communique.findings.questions import UNANSWERED, Answers
from communique.model.findings import Issue, Position, Stance
from communique.reading.reading import Reading

THRESHOLD = 0.42
"""Least probability of the first position of a party in a sentence; this and the others set on tracks not fitted on."""
FURTHER, LISTED = 0.4, 0.25
"""Least probability, by its traits alone, of a further position there, and of one that is named beside the first ("a
truce and free elections"): the network says only whether there is any."""
NETWORK = 0.52
"""How much the network's log-odds count against those of the traits."""
SAID = 0.25
"""Log-odds that are taken off what is merely said, without a word of stance."""
UNASKED = 0.1
"""Taken for the network's probability where it was not asked."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """A candidate for one party: how likely it is a position, with the network and by its traits alone.

    `issue` and `stance` are those of the candidate until the network has been heard on them.
    """

    candidate: Candidate
    party: str
    score: float
    own: float
    issue: str
    stance: str


Gathered = Mapping[tuple[int, str], Sequence[Weighed]]
"""What is weighed by sentence and party."""


def find_positions(reading: Reading) -> tuple[Position, ...]:
    """The stances of parties on what can be negotiated: one for each party, sentence and issue, in text order."""
    candidates, text, network = find_candidates(reading), reading.article.text, load_network()
    questions = list(position_questions(reading, candidates))
    gathered = gather(weigh(reading, candidates, network.answer(text, questions), weights()))
    answers = network.answer(text, matter_questions(questions, gathered))
    return _positions(choose(gathered, answers), reading)


def weigh(
    reading: Reading, candidates: Sequence[Candidate], answers: Answers, table: Mapping[str, float]
) -> list[Weighed]:
    """Each candidate for each of its parties: its log-odds by its traits and by the network, averaged."""
    found = []
    for candidate in candidates:
        own = probability(candidate, reading, table)
        asked = answers.get((candidate.sentence.index, "hold"), UNANSWERED)
        less = SAID if candidate.cue.kind == "statement" else 0.0
        for party in candidate.holder.parties:
            network = asked.chance(party) if party in asked.options else UNASKED
            odds = (1 - NETWORK) * _logit(own) + NETWORK * _logit(network) - less
            found.append(Weighed(candidate, party, _expit(odds), own, candidate.issue, candidate.stance))
    return found


def _logit(chance: float) -> float:
    chance = min(max(chance, 1e-4), 1 - 1e-4)
    return math.log(chance / (1 - chance))


def _expit(odds: float) -> float:
    return 1 / (1 + math.exp(-odds))


def gather(weighed: Sequence[Weighed], threshold: float = THRESHOLD) -> Gathered:
    """What a party may hold in a sentence, the likeliest first, where that is likely enough."""
    gathered: dict[tuple[int, str], list[Weighed]] = {}
    for one in sorted(weighed, key=lambda one: -one.score):
        gathered.setdefault((one.candidate.sentence.index, one.party), []).append(one)
    return {place: ones for place, ones in gathered.items() if ones[0].score >= threshold}


def choose(gathered: Gathered, answers: Answers) -> list[Weighed]:
    """The candidates kept: the likeliest of a sentence and party, and others on other issues.

    Of the likeliest the network says issue and stance too; it was asked of one position there.
    """
    chosen: list[Weighed] = []
    for (sentence, party), (first, *others) in gathered.items():
        further: dict[str, Weighed] = {}
        for one in others:
            if one.issue != first.issue and one.own >= (LISTED if _listed(one.candidate) else FURTHER):
                further.setdefault(one.issue, one)
        issues = answers.get((sentence, "issue"), UNANSWERED).options.get(party, {})
        stances = answers.get((sentence, "stance"), UNANSWERED).options.get(party, {})
        issue = settle_issue(first.candidate, issues, further)
        chosen += [replace(first, issue=issue, stance=settle_stance(first.candidate, stances)), *further.values()]
    return sorted(chosen, key=lambda one: (one.candidate.sentence.index, one.candidate.cue.token.i, one.party))


def _listed(candidate: Candidate) -> bool:
    """True for a further item of a list that names its own issue: "a ceasefire and the release of prisoners"."""
    return candidate.extra and candidate.where == "about"


def _positions(chosen: Sequence[Weighed], reading: Reading) -> tuple[Position, ...]:
    text = reading.article.text
    found: list[Position] = []
    for number, one in enumerate(chosen, start=1):
        candidate, party = one.candidate, one.party
        sentence, condition = candidate.sentence, candidate.condition
        about = in_words(candidate.cue, candidate.about)
        found.append(
            Position(
                id=f"p{number}",
                article=reading.article.id,
                evidence=(text[sentence.start : sentence.end],),
                spans=((sentence.start, sentence.end),),
                confidence=round(one.score, 3),
                reason=f"{candidate.cue.kind}:{candidate.cue.key}/{candidate.holder.how}",
                party=party,
                issue=Issue(one.issue),
                stance=Stance(one.stance),
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
