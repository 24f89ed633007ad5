"""Which issue a stance is on: words of the phrase, then of its clause and sentence, then the article's subject."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

from communique.reading.parse import Token

NAME, HINT, PHRASE = 3.0, 1.0, 1.5
"""Weights of a word that names an issue, of one that hints at it, and what a phrase adds to either."""
_CAP = 6.0
_ABOUT, _SENTENCE, _BEST_NAME, _BEST_HINT = 0.72, 0.27, 1.08, 1.69
_ARTICLE, _VAGUE, _UNNAMED = 4.2, 1.2, 1.7
"""Log-odds, fitted on annotated articles: a point in the phrase, a point in the sentence, being the issue that the
phrase names or hints at most; the issue's share in the article, and what is added to that weight where the phrase only
hints at issues or speaks of none."""
_BIAS = {"talks": 1.2, "other": 1.2}
_GENERIC = frozenset(_BIAS)


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
    table = issue_words()
    run = [t for t in tokens if not t.text.isspace()]
    scores: dict[str, float] = {}
    for place, token in enumerate(run):
        for key in {token.lemma, token.lower}:
            for issue, weight in table.words.get(key, ()):
                if weight < least:
                    continue
                scores[issue] = scores.get(issue, 0.0) + weight
            for parts, issue, weight in table.phrases.get(key, ()):
                end = place + len(parts)
                if end <= len(run) and all(p in (t.lemma, t.lower) for p, t in zip(parts, run[place:end], strict=True)):
                    scores[issue] = scores.get(issue, 0.0) + weight
    return scores


def article_issues(tokens: Iterable[Token]) -> dict[str, float]:
    """What an article as a whole speaks of: the shares of the issues, less the two that any negotiation is about."""
    scores = {issue: score for issue, score in score_issues(tokens).items() if issue not in _GENERIC}
    top = sum(scores.values())
    return {issue: score / top for issue, score in scores.items()} if top else {}


def choose_issue(
    about: Mapping[str, float], sentence: Mapping[str, float], article: Mapping[str, float]
) -> tuple[str, str]:
    """The issue that the words speak of most, and where it was found.

    That is `about` (the phrase names it), `hint` (the phrase hints at it), `sentence`, `article` or `nowhere`.

    "the lifting of sanctions" (sanctions) in an article on enrichment (nuclear) gives sanctions, about.
    """
    best = max(about.values(), default=0.0)
    leading = _BEST_NAME if best >= NAME else _BEST_HINT
    share = _ARTICLE + (0.0 if best >= NAME else _VAGUE if best else _UNNAMED)
    total = dict(_BIAS)
    for issue in {*about, *sentence, *article}:
        named = about.get(issue, 0.0)
        score = total.get(issue, 0.0) + _ABOUT * min(named, _CAP) + _SENTENCE * min(sentence.get(issue, 0.0), _CAP)
        total[issue] = score + (leading if named == best > 0 else 0.0) + share * article.get(issue, 0.0)
    where = (
        "about"
        if best >= NAME
        else "hint"
        if about
        else "sentence"
        if sentence
        else "article"
        if article
        else "nowhere"
    )
    return max(total, key=lambda issue: (total[issue], issue)), where
