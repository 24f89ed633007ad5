"""Words that name the issues of negotiations, or hint at them: `issues.toml`, and the points that a text gives each."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

from communique.reading.parse import Token

NAME, HINT, PHRASE = 3.0, 1.0, 1.5
"""Weights of a word that names an issue, of one that hints at it, and what a phrase adds to either."""
GENERIC = frozenset({"talks", "other"})
"""The issues that any negotiation is about."""
_FEW = 20.0
"""Points that a text speaks of nothing: a text of a sentence or two has no subject of its own."""


@dataclass(frozen=True, slots=True)
class IssueWords:
    """Lemmas and phrases of lemmas -> [(issue, weight)]; `heads` are the first words of the phrases."""

    words: Mapping[str, tuple[tuple[str, float], ...]]
    phrases: Mapping[str, tuple[tuple[tuple[str, ...], str, float], ...]]


@cache
def issue_words() -> IssueWords:
    """The words of `issues.toml`, loaded once."""
    data = tomllib.loads(resources.files("communique.data").joinpath("issues.toml").read_text(encoding="utf-8"))
    words: dict[str, list[tuple[str, float]]] = {}
    phrases: dict[str, list[tuple[tuple[str, ...], str, float]]] = {}
    for issue, groups in data.items():
        for group, weight in (("names", NAME), ("hints", HINT)):
            for entry in groups.get(group, []):
                parts = tuple(entry.split())
                if len(parts) == 1:
                    words.setdefault(entry, []).append((issue, weight))
                else:
                    phrases.setdefault(parts[0], []).append((parts, issue, weight + PHRASE))
    return IssueWords({w: tuple(v) for w, v in words.items()}, {w: tuple(v) for w, v in phrases.items()})


def score_issues(tokens: Iterable[Token], *, least: float = 0.0) -> dict[str, float]:
    """How much these words speak of each issue; words of less weight than `least` do not count.

    "the withdrawal of all foreign troops" speaks of troops.
    """
    words, phrases = issue_words().words, issue_words().phrases
    run = [t for t in tokens if not t.text.isspace()]
    scores: dict[str, float] = {}
    for place, token in enumerate(run):
        for key in (token.lemma, token.lower) if token.lemma != token.lower else (token.lemma,):
            for issue, weight in words.get(key, ()):
                if weight >= least:
                    scores[issue] = scores.get(issue, 0.0) + weight
            for parts, issue, weight in phrases.get(key, ()):
                if _stands(parts, run, place):
                    scores[issue] = scores.get(issue, 0.0) + weight
    return scores


def _stands(parts: tuple[str, ...], run: list[Token], place: int) -> bool:
    """True where the phrase stands here, articles and the like inside it aside: "lay down [their] arms"."""
    for part in parts:
        while (
            place < len(run)
            and part not in (run[place].lemma, run[place].lower)
            and (run[place].pos == "DET" or run[place].tag == "PRP$")
        ):
            place += 1
        if place >= len(run) or part not in (run[place].lemma, run[place].lower):
            return False
        place += 1
    return True


def score_words(words: Iterable[str]) -> dict[str, float]:
    """How much unparsed words, such as those of a headline, speak of each issue; a plural counts as its singular."""
    table = issue_words()
    scores: dict[str, float] = {}
    for word in words:
        lower = word.lower().strip(".,:;!?'\"‘’“”()")
        for key in {lower, lower.removesuffix("s")}:
            for issue, weight in table.words.get(key, ()):
                scores[issue] = scores.get(issue, 0.0) + weight
    return scores


def article_issues(tokens: Iterable[Token]) -> dict[str, float]:
    """What an article as a whole speaks of: the shares of the issues, less the two that any negotiation is about."""
    scores = {issue: score for issue, score in score_issues(tokens).items() if issue not in GENERIC}
    top = sum(scores.values()) + _FEW
    return {issue: score / top for issue, score in scores.items()}
