"""Which issue a stance is on, weighed from its phrase, its clause and sentence, the sentences around, and the article.

The weights are fitted on annotated articles by training/position_weights.py; the words themselves are `issues.toml`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

from communique.findings.positions.issues import GENERIC, NAME, article_issues, score_issues, score_words
from communique.findings.positions.stance_cues import Cue
from communique.model.findings import Issue
from communique.reading.parse import Parse, Sentence, Token

Scores = Mapping[str, float]
FEATURES = (
    "about", "hinted", "nearest", "clause", "sentence", "sentence_vague", "around", "article", "article_unnamed",
    "article_vague", "title", "talks", "other", "named",
)  # fmt: skip
_CAP = 6.0
_AROUND = 3
"""Sentences before and after that count, each less the farther it is away."""
_MAX_CLIMB = 8


@dataclass(frozen=True, slots=True)
class Setting:
    """What an article and each of its sentences speak of: points by issue."""

    sentences: tuple[Scores, ...]
    around: tuple[Scores, ...]
    article: Scores
    title: Scores


@dataclass(frozen=True, slots=True)
class Phrase:
    """What the words of one stance speak of: its phrase, its clause, and the naming word nearest to the target."""

    about: Scores
    clause: Scores
    nearest: str | None

    @property
    def best(self) -> float:
        return max(self.about.values(), default=0.0)


def setting_of(parse: Parse, title: str | None) -> Setting:
    """The setting of an article's stances."""
    sentences = tuple(score_issues(parse.tokens_of(s)) for s in parse.sentences)
    around = tuple(_around(sentences, place) for place in range(len(sentences)))
    return Setting(sentences, around, article_issues(parse.tokens), score_words((title or "").split()))


def _around(sentences: Sequence[Scores], place: int) -> dict[str, float]:
    found: dict[str, float] = {}
    for other in range(max(0, place - _AROUND), min(len(sentences), place + _AROUND + 1)):
        if other != place:
            for issue, score in sentences[other].items():
                found[issue] = found.get(issue, 0.0) + min(score, _CAP) / abs(other - place)
    return found


def phrase_of(cue: Cue, about: Sequence[Token]) -> Phrase:
    """What a cue and the phrase it bears on speak of."""
    top = cue.token if cue.kind == "noun" else cue.clause
    first = min(cue.token.i, top.i)
    clause = [t for t in top.subtree() if t.i >= first]
    return Phrase(score_issues(about), score_issues(clause), _nearest(cue.target or cue.token, about))


def _nearest(target: Token, about: Sequence[Token]) -> str | None:
    """The issue named by the word that stands nearest to the target in the tree; clauses set apart count as farther."""
    best: tuple[int, str] | None = None
    for token in about:
        named = next((issue for issue, score in score_issues([token]).items() if score >= NAME), None)
        if named is None:
            continue
        node, depth = token, 0
        while node is not target and node.head is not node and depth < _MAX_CLIMB:
            depth += 2 if node.dep in ("relcl", "advcl") else 1
            node = node.head
        if best is None or depth < best[0]:
            best = (depth, named)
    return best[1] if best else None


def issue_features(issue: str, phrase: Phrase, sentence: Sentence, setting: Setting) -> tuple[float, ...]:
    """The values of `FEATURES` for one issue."""
    named, best = phrase.about.get(issue, 0.0), phrase.best
    vague, share = best < NAME, setting.article.get(issue, 0.0)
    here = setting.sentences[sentence.index].get(issue, 0.0)
    return (
        min(named, _CAP),
        float(0 < named == best < NAME),
        float(phrase.nearest == issue),
        min(phrase.clause.get(issue, 0.0), _CAP) if vague else 0.0,
        min(here, _CAP),
        min(here, _CAP) if vague else 0.0,
        setting.around[sentence.index].get(issue, 0.0) if vague else 0.0,
        share,
        share if not best else 0.0,
        share if 0 < best < NAME else 0.0,
        min(setting.title.get(issue, 0.0), _CAP) if vague else 0.0,
        float(issue == "talks"),
        float(issue == "other"),
        float(named >= NAME),
    )


@cache
def issue_weights() -> tuple[float, ...]:
    """The weights of `position_issues.toml` in the order of `FEATURES`, loaded once."""
    text = resources.files("communique.data").joinpath("position_issues.toml").read_text(encoding="utf-8")
    table = tomllib.loads(text)["weights"]
    return tuple(float(table.get(name, 0.0)) for name in FEATURES)


def choose_issue(phrase: Phrase, sentence: Sentence, setting: Setting) -> tuple[Scores, str]:
    """The points of each issue that a stance may be on, the likeliest first, and where it was found.

    That is `about` (the phrase names it), `hint` (it hints at it), `sentence`, `article` or `nowhere`. Where the
    phrase names issues only these are given: what else the sentence lists has positions of its own.

    "the lifting of sanctions" (sanctions) in an article on enrichment (nuclear) gives sanctions, about.
    """
    weights, here = issue_weights(), setting.sentences[sentence.index]
    named = phrase.best >= NAME and phrase.nearest not in GENERIC
    points = dict.fromkeys(sorted(phrase.about if named else ISSUES), 0.0)
    for issue in {*phrase.about, *phrase.clause, *here, *setting.around[sentence.index], *setting.article, *GENERIC}:
        if issue in points:
            values = issue_features(issue, phrase, sentence, setting)
            points[issue] = sum(w * v for w, v in zip(weights, values, strict=True))
    return dict(sorted(points.items(), key=lambda one: -one[1])), _where(phrase, here, setting)


def _where(phrase: Phrase, here: Scores, setting: Setting) -> str:
    if phrase.about:
        return "about" if phrase.best >= NAME else "hint"
    return "sentence" if here else "article" if setting.article else "nowhere"


ISSUES = tuple(issue.value for issue in Issue)
