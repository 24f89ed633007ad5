"""The whole story, streaming: sources -> articles -> readings -> findings -> record; no article ends the run."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain, islice
from pathlib import Path

from communique.articles import make_best_article
from communique.articles.apart import Texts, set_apart
from communique.errors import ArticleError, FailureKind
from communique.findings.batch import Names, find_in_part, nothing_found
from communique.findings.finder import RULES, Finder
from communique.model.article import Article, Failure
from communique.model.findings import Findings
from communique.model.record import Audit
from communique.reading.actors.gazetteer import load_gazetteer
from communique.reading.actors.roster import load_roster
from communique.reading.parse import LanguageModel
from communique.record.copies.likeness import Likeness
from communique.record.rows import of_article
from communique.record.screening import OUT_OF_SCOPE, Screen, Screening, without_mark
from communique.record.store import GIVEN, OTHER_FINDER, Store, as_dated, other_date, other_headline
from communique.settings.own_names import NONE, OwnNames
from communique.sources import Item, Limits, open_sources

READER_VERSION = "6"
"""Counts up whenever the same article would give other findings; articles of an older reader are then read again."""
FAILED = "0"
"""The version under which an article that the reader failed on is kept, so that every later run tries it again."""
BATCH = 48
"""Articles parsed together; what is held in memory at once."""

Input = str | Path


@dataclass(frozen=True, slots=True)
class Options:
    """How to read: the largest document, own names, what to call after each item, what to leave unread, and what makes
    findings of what was parsed."""

    limits: Limits = field(default_factory=Limits)
    own: OwnNames = NONE
    progress: Callable[[], None] = lambda: None
    screening: Screening | None = None
    finder: Finder = RULES


DEFAULTS = Options()


@dataclass(frozen=True, slots=True)
class Repeat:
    """An article that came in, by its id, and that of the article of the record that it copies or is an edition of."""

    article: str
    of: str
    how: Likeness


@dataclass(frozen=True, slots=True)
class Summary:
    """How a run ended: articles read (or read again), already in the record, kept unread, what failed and why, how
    many of those that came in have a date of publication that can hardly be right, which repeat others, and what was
    left unread since it does not concern the parties of interest."""

    read: int = 0
    unchanged: int = 0
    skipped_language: int = 0
    failures: tuple[Failure, ...] = ()
    doubtful_dates: int = 0
    repeats: tuple[Repeat, ...] = ()
    audit: Audit | None = None


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
    for batch in _batches(open_articles(inputs, options)):
        for item in _read_batch(batch, model, options):
            options.progress()
            yield item


def read_into(store: Store, inputs: Iterable[Input], model: LanguageModel, options: Options = DEFAULTS) -> Summary:
    """Read inputs into a record, each article in its own transaction; what it holds already is not parsed again."""
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
    """The same for what sources have delivered already."""
    version = reader_version(model, options.finder)
    before = set(store.failures())
    seen: list[Failure] = []
    repeats: list[Repeat] = []
    read = unchanged = foreign = doubtful = 0
    screen = Screen(store, options.screening, load_gazetteer(options.own))
    texts = Texts()

    def fresh() -> Iterator[Article | Failure]:
        nonlocal unchanged
        for item in (_understood(item, options) for item in items):
            waiting = _waiting(store, item, version, texts) if isinstance(item, Article) else item
            if waiting is None:
                unchanged += 1
                options.progress()
            elif isinstance(waiting, Failure) or screen.passes(waiting):
                yield waiting
            else:
                options.progress()
        yield from screen.rest()

    for batch in _batches(fresh()):
        if failed_items := [item for item in batch if isinstance(item, Failure)]:
            store.add_failure(*failed_items)
        for item in _read_batch(batch, model, options, lambda article: store.read_before(article, version)):
            options.progress()
            if isinstance(item, Failure):
                seen.append(item)
                continue
            article, findings = item
            failed = [failure for failure in findings.failures if failure.kind is FailureKind.READER]
            kept = findings if all(failure.is_partial for failure in findings.failures) else None
            like = None if store.has(article.id) else store.like(article)
            screen.heed(article, findings)
            changed = store.add(article, kept, reader=FAILED if failed else version, failures=findings.failures)
            repeats += [Repeat(article.id, like.article.id, like.how)] if like and changed else []
            read += changed and kept is not None
            unchanged += not changed and not failed
            foreign += changed and article.language != "en"
            doubtful += changed and article.published_certainty == "doubtful"
            seen += failed or (findings.failures if changed and kept else ())
    told = {(failure.origin, failure.reason) for failure in seen}
    new = [f for f in store.failures() if f not in before and f.kind is not FailureKind.LANGUAGE]
    refused = (failure for failure in new if (failure.origin, failure.reason) not in told)
    unchanged += screen.unchanged
    return Summary(read, unchanged, foreign, (*seen, *refused), doubtful, tuple(repeats), screen.close())


def _understood(item: Item | Article, options: Options) -> Article | Failure:
    if isinstance(item, Failure | Article):
        return item
    try:
        return make_best_article(item, dict(options.own.outlets))
    except ArticleError as error:
        return Failure(item.origin, error.kind, error.message, error.hint)


def _waiting(store: Store, given: Article, version: str, texts: Texts) -> Article | None:
    """The article as it is to be read; None when this reader has read exactly it, or its findings were given.

    Another edition of a page goes on under an id of its own, as does the second of two texts under one id; another text
    under the id of another page is refused aloud. Another date or headline is kept beside the one of the record.
    """
    article = store.under_own_id(given)
    kept = store.article(article.id)
    if texts.is_other(given) and (kept is None or kept.text != article.text):
        article = set_apart(article)
        kept = store.article(article.id)
    if kept is None or kept.text != article.text:
        return article
    if article.is_at_its_address and not kept.is_at_its_address:
        store.confirm_address(article.id)
    is_read = store.reader_of(article.id) in (version, GIVEN)
    dated, other = (None, other_date(article, kept.published)) if is_read else as_dated(article, kept)
    headed = other_headline(article, kept) if is_read else None
    for aside in filter(None, (other, headed)):
        store.add_failure(aside)
    return dated


def _batches(items: Iterable[Article | Failure]) -> Iterator[list[Article | Failure]]:
    waiting = iter(items)
    while batch := list(islice(waiting, BATCH)):
        yield batch


def _read_batch(
    batch: list[Article | Failure],
    model: LanguageModel,
    options: Options,
    before: Callable[[Article], Findings | None] = lambda article: None,
) -> Iterator[tuple[Article, Findings] | Failure]:
    """Read what is English of a batch in one go, and give everything back in its order.

    What was read `before`, or stands twice in the batch, is the same words by the same title on the same day, and is
    not read again.
    """
    names = Names(load_gazetteer(options.own), load_roster(options.own))
    english = [item for item in batch if isinstance(item, Article) and item.language == "en"]
    done = {_said(item): known for item in english if (known := before(item))}
    fresh: dict[tuple[str | None, ...], Article] = {}
    for article in english:
        if _said(article) not in done:
            fresh.setdefault(_said(article), article)
    found = find_in_part(list(fresh.values()), model, names, options.limits.read_characters, options.finder)
    for item in batch:
        if isinstance(item, Failure):
            yield item
        elif item.language == "en":
            said = _said(item)
            if said not in done:
                done[said] = next(found)
            yield item, of_article(done[said], item)
        else:
            reason = f"not in English ({item.language}): kept, not read"
            yield item, nothing_found(item, FailureKind.LANGUAGE, reason, "only English is read")


def _said(article: Article) -> tuple[str | None, ...]:
    """What the findings of an article depend on, apart from the reader."""
    return article.text, article.title, article.published_day
