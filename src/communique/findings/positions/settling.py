"""Which issue and stance a position has: what the rules say of its words, weighed against the network's answers."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace

from communique.findings.positions.candidates import Candidate
from communique.findings.questions import Question

ISSUE = 0.6
"""How much the network's log-probability of an issue counts beside the points that the rules give it."""
STANCE = 3.0
"""How much more log-probability the network must give to stances of another group than the rules' before it is
believed; both were set on tracks that the network had not seen."""
MILD = 0.5
"""The same where the rules say "supports": so they call whatever a party wishes or says and is not against."""
LEAST = 0.01
"""No answer of the network is held to be less likely than this."""
GROUPS = (("demands",), ("offers", "accepts", "supports", "open"), ("opposes", "rejects"), ("conditional",), ("warns",))
"""Stances that say about the same."""


def matter_questions(
    questions: Iterable[tuple[int, Question]], held: Collection[tuple[int, str]]
) -> Iterator[tuple[int, Question]]:
    """On what issue, and with what stance: asked where a party (sentence, code) is taken to hold a position."""
    for sentence, question in questions:
        options = tuple(option for option in question.options if (sentence, option.key) in held)
        for task in ("issue", "stance") if options else ():
            yield sentence, replace(question, task=task, options=options)


def settle_issue(candidate: Candidate, likely: Mapping[str, float], taken: Collection[str] = ()) -> str:
    """The issue of a position, given how likely the network holds each (nothing, where it was not asked).

    Those `taken` are the issues of further positions of the party in the sentence.
    """
    points = {issue: own + ISSUE * _log(likely.get(issue, 0.0)) for issue, own in candidate.issues.items()}
    return max((issue for issue in points if issue not in taken), key=lambda issue: points[issue])


def settle_stance(candidate: Candidate, likely: Mapping[str, float]) -> str:
    """The stance of a position, that of the rules unless the network is sure that it belongs to another group.

    "Oslo sees little sense in another round", where the rules see no negation, is opposition to the network.
    """
    if not likely:
        return candidate.stance
    own = next(group for group in GROUPS if candidate.stance in group)
    margin = MILD if candidate.stance == "supports" else STANCE
    best = max(GROUPS, key=lambda group: _log(sum(likely.get(s, 0.0) for s in group)) + margin * (group is own))
    return candidate.stance if best is own else max(best, key=lambda stance: likely.get(stance, 0.0))


def _log(chance: float) -> float:
    return math.log(max(chance, LEAST))
