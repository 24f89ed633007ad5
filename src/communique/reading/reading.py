"""A Reading: one article with everything that findings rest on, and the Reader that makes it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from communique.model.actors import Actor
from communique.model.article import Article
from communique.model.findings import Span, TimeExpression
from communique.reading.parse import LanguageModel, Parse, Sentence, Token

if TYPE_CHECKING:
    from communique.reading.actors.gazetteer import Gazetteer
    from communique.reading.actors.roster import Roster


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who says what: token-precise character spans, and the actor that the source is, where it is one.

    `source` is None for an anonymous or unnamed source ("it is said"). `cue` is the span of the words that carry the
    saying ("said", "according to"); `cue_token` the index of its main token in the parse. `content` has several
    parts where a quotation is interrupted. `negated` is True for "did not say", "denied that". `kind` is `speech`,
    `attitude` (wants, criticises, plans to), `finding` (a survey shows) or `seeming` (appears to: the writer's own
    hedge); `speech` is True for the first alone. `nested` is True inside the content of another attribution.
    """

    source: Span | None
    cue: Span | None
    content: tuple[Span, ...]
    direct: bool
    actor: Actor | None = None
    cue_token: int | None = None
    speech: bool = True
    negated: bool = False
    nested: bool = False
    kind: str = "speech"


@dataclass(frozen=True, slots=True)
class Reading:
    """One article, read: parse, actors, time expressions and attributions, each in the order of the text.

    `background` maps the index of a sentence to True where it tells of the past as background. `actor_at` finds the
    mention that covers a token.
    """

    article: Article
    parse: Parse
    actors: tuple[Actor, ...]
    times: tuple[TimeExpression, ...]
    attributions: tuple[Attribution, ...]
    _by_token: dict[int, Actor] = field(default_factory=dict, repr=False)
    _by_sentence: dict[int, list[Actor]] = field(default_factory=dict, repr=False)
    _times_by_sentence: dict[int, list[TimeExpression]] = field(default_factory=dict, repr=False)
    _over: dict[Span, Attribution | None] = field(default_factory=dict, repr=False)

    def __post_init__(self) -> None:
        for actor in self.actors:
            for i in range(actor.first, actor.last):
                self._by_token.setdefault(i, actor)
            self._by_sentence.setdefault(self.parse.tokens[actor.head].sent, []).append(actor)

    def actor_at(self, token: Token) -> Actor | None:
        """The actor mention that covers this token."""
        return self._by_token.get(token.i)

    def actors_in(self, sentence: Sentence) -> list[Actor]:
        return self._by_sentence.get(sentence.index, [])

    def times_in(self, sentence: Sentence) -> list[TimeExpression]:
        if sentence.index not in self._times_by_sentence:
            found = [time for time in self.times if sentence.start <= time.start < sentence.end]
            self._times_by_sentence[sentence.index] = found
        return self._times_by_sentence[sentence.index]

    def attribution_over(self, start: int, end: int) -> Attribution | None:
        """The innermost attribution whose content covers these characters; the writer's own hedges are none."""
        if (start, end) not in self._over:
            self._over[start, end] = self._innermost(start, end)
        return self._over[start, end]

    def _innermost(self, start: int, end: int) -> Attribution | None:
        best: tuple[int, Attribution] | None = None
        for attribution in self.attributions:
            if attribution.kind == "seeming":
                continue
            for first, last in attribution.content:
                if first <= start and end <= last and (best is None or last - first < best[0]):
                    best = (last - first, attribution)
        return best[1] if best else None


def read_articles(
    articles: Iterable[Article],
    model: LanguageModel,
    gazetteer: Gazetteer | None = None,
    roster: Roster | None = None,
) -> Iterator[Reading]:
    """Read English articles in order, lazily; the parser works in batches.

    `gazetteer` and `roster` replace the shipped ones.
    """
    from communique.reading.actors import find_actors
    from communique.reading.attribution import find_attributions
    from communique.reading.times import find_times

    waiting: list[Article] = []

    def texts() -> Iterator[str]:
        for article in articles:
            waiting.append(article)
            yield article.text

    for parse in model.parse(texts()):
        article = waiting.pop(0)
        actors = find_actors(article, parse, gazetteer, roster)
        times = find_times(parse, article.published_day)
        yield Reading(article, parse, actors, times, find_attributions(parse, actors))
