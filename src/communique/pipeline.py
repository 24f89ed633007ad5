"""The whole story, streaming: sources -> articles -> readings -> findings -> record; no article ends the run."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field
from itertools import chain, islice
from pathlib import Path
from typing import TypeGuard

from communique.articles import make_best_article
from communique.articles.apart import Texts, set_apart
from communique.engine import Engine, ReadAhead, Reader
from communique.errors import ArticleError
from communique.findings.batch import not_english
from communique.findings.finder import RULES, Finder
from communique.model.article import Article, Failure
from communique.model.findings import Findings
from communique.reading.actors.gazetteer import load_gazetteer
from communique.reading.parse import LanguageModel
from communique.record.intake import TOGETHER, Intake, Summary
from communique.record.rows import of_article
from communique.record.screening import OUT_OF_SCOPE, Screen, Screening, without_mark
from communique.record.store import OTHER_FINDER, Store
from communique.settings.own_names import NONE, OwnNames
from communique.sources import Item, Limits, open_sources

READER_VERSION = "14"
"""Counts up whenever the same article would give other findings; articles of an older reader are then read again."""

Input = str | Path


@dataclass(frozen=True, slots=True)
class Options:
    """How to read: the largest document, own names, what to call after each item, what to leave unread, what makes
    findings of what was parsed, and how many processes read where there are many articles, or the address of a cluster
    that reads."""

    limits: Limits = field(default_factory=Limits)
    own: OwnNames = NONE
    progress: Callable[[], None] = lambda: None
    screening: Screening | None = None
    finder: Finder = RULES
    workers: int = 1
    cluster: str | None = None


DEFAULTS = Options()


def reader_version(model: LanguageModel, finder: Finder = RULES) -> str:
    """The version under which findings are kept: the reader's own, the parser's, and that of another finder."""
    return f"{READER_VERSION}/{model.name}" + (f"{OTHER_FINDER}{finder.name}" if finder.name else "")


def open_articles(inputs: Iterable[Input], options: Options = DEFAULTS) -> Iterator[Article | Failure]:
    """The articles of some inputs in order, each item that is none as a Failure.

    Raises InputError for an input that cannot be opened at all.
    """
    texts = Texts()
    for item in open_sources([str(name) for name in inputs], options.limits):
        found = _understood(item, options)
        yield set_apart(found) if isinstance(found, Article) and texts.is_other(found) else found


def findings_of(
    inputs: Iterable[Input], model: LanguageModel, options: Options = DEFAULTS
) -> Iterator[tuple[Article, Findings] | Failure]:
    """What each article reports, in the order of the inputs, without keeping a record."""
    items = ((item, item if _is_english(item) else None) for item in open_articles(inputs, options))
    with Engine(_reader(model, options), options.workers, options.cluster) as engine:
        for item, found in ReadAhead(items, engine):
            options.progress()
            if isinstance(item, Failure):
                yield item
            else:
                yield item, of_article(found, item) if found else not_english(item)


def read_into(store: Store, inputs: Iterable[Input], model: LanguageModel, options: Options = DEFAULTS) -> Summary:
    """Read inputs into a record, whose every article is kept whole; what it holds already is not parsed again."""
    return take_in(store, open_sources([str(name) for name in inputs], options.limits), model, options)


def inputs_of(
    store: Store, inputs: Sequence[Input], limits: Limits = DEFAULTS.limits, *, skipped: bool = False
) -> Iterator[Item | Article]:
    """What the inputs hold, and with `skipped` what the record has unread as out of scope.

    Raises InputError for an input that cannot be opened at all, and where there is none.
    """
    left = store.taken_in_by(OUT_OF_SCOPE) if skipped else iter(())
    opened = open_sources([str(name) for name in inputs], limits) if inputs or not skipped else iter(())
    return chain(opened, map(without_mark, left))


def take_in(
    store: Store, items: Iterable[Item | Article], model: LanguageModel, options: Options = DEFAULTS
) -> Summary:
    """The same for what sources have delivered already.

    Articles are read ahead of their turn, by worker processes where there are many, and kept in their order. Where the
    run is broken off, what has been read by then is kept before KeyboardInterrupt goes on.
    """
    screen = Screen(store, options.screening, load_gazetteer(options.own))
    with Engine(_reader(model, options), options.workers, options.cluster) as engine:
        intake = Intake(store, screen, reader_version(model, options.finder), engine.read)
        arrivals = (intake.foresee(_understood(item, options)) for item in items)
        ahead = ReadAhead(((arrival, arrival.to_read) for arrival in arrivals), engine)
        try:
            for first in ahead:
                # What is read already is kept together, in moments; what a finder is asked for may take minutes.
                with nullcontext() if options.finder.name else store.together():
                    for arrival, found in chain([first], islice(ahead.ready(), TOGETHER - 1)):
                        intake.keep(arrival, found)
                        options.progress()
        except KeyboardInterrupt:
            for arrival, found in ahead.broken_off():
                intake.keep(arrival, found)
            intake.flush()
            raise
        return intake.close()


def _reader(model: LanguageModel, options: Options) -> Reader:
    return Reader(model, options.finder, options.own, options.limits.read_characters)


def _is_english(item: Article | Failure) -> TypeGuard[Article]:
    return isinstance(item, Article) and item.language == "en"


def _understood(item: Item | Article, options: Options) -> Article | Failure:
    if isinstance(item, Failure | Article):
        return item
    try:
        return make_best_article(item, dict(options.own.outlets))
    except ArticleError as error:
        return Failure(item.origin, error.kind, error.message, error.hint)
