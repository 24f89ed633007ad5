"""Findings made elsewhere, by annotators or another run, into the record; no line ends the run."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

from communique.errors import FailureKind, InputError
from communique.findings.given import from_json
from communique.findings.jsonl import KINDS
from communique.model.article import Article, Failure
from communique.pipeline import DEFAULTS, Input, Options, open_articles
from communique.record.store import GIVEN, Store, as_dated, other_date
from communique.sources.jsonl import read_objects

_FORM = 'one object a line, as `communique findings` writes them: {"id", "contacts": [...], "positions": [...], ...}'


@dataclass(frozen=True, slots=True)
class Merged:
    """How a run ended: articles whose findings went in, those already in, articles that no line speaks of, failures."""

    taken: int = 0
    unchanged: int = 0
    unmentioned: int = 0
    failures: tuple[Failure, ...] = ()


def merge_into(store: Store, findings: Path, articles: Iterable[Input] = (), options: Options = DEFAULTS) -> Merged:
    """Take a file of findings into the record; their articles come from `articles`, else from the record itself.

    Findings replace those that the record has of the article, and stay when the article is read again. Lines that
    are none, findings of unknown articles and items that are none become failures with their line; all else goes
    in. Memory: all given articles. Raises InputError for an input that cannot be opened.
    """
    failures: list[Failure] = []
    given = _given(articles, options, failures)
    lines: dict[str, str] = {}
    taken = unchanged = 0
    for place, row in _rows(findings, options):
        options.progress()
        if isinstance(row, Failure):
            failures.append(row)
            continue
        article = _article_of(row, place, given, store)
        if isinstance(article, Failure):
            failures.append(article)
            continue
        if lines.setdefault(article.id, place) != place:
            reason = f"the findings of {article.id} stand on another line already"
            failures.append(_malformed(place, reason, "one line for each article"))
            continue
        changed, failed = _take_in(store, article, row, place)
        taken += changed
        unchanged += not changed and all(failure.is_aside for failure in failed)
        failures += failed
    for failure in failures:
        store.add_failure(failure)
    return Merged(taken, unchanged, len(given.keys() - lines.keys()), tuple(failures))


def _given(articles: Iterable[Input], options: Options, failures: list[Failure]) -> dict[str, Article]:
    """The articles by id; one line can hold an article and its findings, which are no part of what is known of it."""
    places = list(articles)
    known: dict[str, Article] = {}
    for item in open_articles(places, options) if places else ():
        if isinstance(item, Failure):
            failures.append(item)
        else:
            meta = {key: value for key, value in item.meta.items() if key not in KINDS}
            first = known.setdefault(item.id, replace(item, meta=MappingProxyType(meta)))
            other = other_date(item, first.published) if item.text == first.text else None
            failures += [other] if other else []
    return known


def _rows(findings: Path, options: Options) -> Iterator[tuple[str, dict[str, Any] | Failure]]:
    try:
        with findings.open("rb") as stream:
            yield from read_objects(stream, str(findings), options.limits, form=_FORM)
    except OSError as error:
        raise InputError(f"{findings} cannot be read: {error.strerror or error}", hint="check the name") from error


def _article_of(row: dict[str, Any], place: str, given: dict[str, Article], store: Store) -> Article | Failure:
    key = row.get("id")
    if not isinstance(key, str) or not key:
        return _malformed(place, "the line has no `id`", "the id of the article, as `communique articles` shows it")
    if not any(kind in row for kind in KINDS):
        return _malformed(place, f"the line has no findings of {key}", _FORM)
    found = store.under_own_id(given[key]) if key in given else store.article(key)
    hint = "give its article with --articles, or read it into the record first"
    return found or Failure(place, FailureKind.MALFORMED, f"no article has the id {key}", hint)


def _take_in(store: Store, article: Article, row: dict[str, Any], place: str) -> tuple[bool, list[Failure]]:
    """Keep the findings of one article; whether that changed the record, and what of the line could not be used."""
    old, kept = store.article(article.id), store.findings_of(article.id)
    if old is not None and old.text != article.text:
        hint = "give each article an id of its own, or choose another record"
        return False, [_malformed(place, f"another text is in the record under the id {article.id}", hint)]
    dated, other = as_dated(article, old) if old else (article, None)
    found, refused = from_json(row, dated)
    failed = [replace(_malformed(place, f"{r.item}: {r.reason}", r.hint), article=article.id) for r in refused]
    if kept is not None and store.reader_of(article.id) == GIVEN and replace(kept, failures=()) == found:
        return False, [*failed, *([other] if other else [])]
    return store.add(dated, found, reader=GIVEN, failures=failed), [*failed, *([other] if other else [])]


def _malformed(place: str, reason: str, hint: str) -> Failure:
    return Failure(place, FailureKind.MALFORMED, reason, hint)
