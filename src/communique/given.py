"""Findings made elsewhere, by annotators or another run, into the record; no line ends the run."""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeAlias

from communique.errors import FailureKind, InputError
from communique.findings.given import from_json
from communique.findings.jsonl import KINDS
from communique.findings.parquet import apart, is_parquet
from communique.model.article import Article, Failure
from communique.model.findings import Findings
from communique.pipeline import DEFAULTS, Input, Options, open_articles
from communique.record.store import GIVEN, Entry, Held, Store, as_dated, other_date, portions
from communique.sources.jsonl import read_objects

_UNREAD = FailureKind.READER.value
_FORM = 'one object a line, as `communique findings` writes them: {"id", "contacts": [...], "positions": [...], ...}'


@dataclass(frozen=True, slots=True)
class Merged:
    """How a run ended: articles whose findings went in, those already in, articles that no line speaks of, failures."""

    taken: int = 0
    unchanged: int = 0
    unmentioned: int = 0
    failures: tuple[Failure, ...] = ()


def merge_into(store: Store, findings: Path, articles: Iterable[Input] = (), options: Options = DEFAULTS) -> Merged:
    """Take a file of findings into the record; their articles come from `articles`, from the file where it is Parquet,
    else from the record itself.

    Findings replace those that the record has of the article, and stay when the article is read again. Lines that
    are none, findings of unknown articles and items that are none become failures with their line; all else goes
    in. Memory: all given articles. Raises InputError for an input that cannot be opened.
    """
    failures: list[Failure] = []
    given = _given(articles, options, failures)
    lines: dict[str, str] = {}
    taken = unchanged = 0
    for portion in portions(_rows(findings, options)):
        entries: list[Entry] = []
        known = _Known(store, ChainMap(_own(portion), given), (row for _, row, _ in portion))
        for place, row, _ in portion:
            options.progress()
            line = row if isinstance(row, Failure) else _line(row, place, known, lines)
            if isinstance(line, Failure):
                failures.append(line)
                continue
            entries += [line.entry] if line.entry else []
            unchanged += line.entry is None and all(failure.is_aside for failure in line.failures)
            failures += line.failures
        taken += sum(store.add_all(entries))
    store.add_failure(*failures)
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


_HEAD = 1024
"""Bytes by which a file that is no text is told."""
Row: TypeAlias = tuple[str, dict[str, Any] | Failure, Article | None]
"""Where it stands, the findings of one article, and the article where it stands there as well."""


def _rows(findings: Path, options: Options) -> Iterator[Row]:
    if is_parquet(findings):
        yield from map(_row, open_articles([findings], options))
        return
    try:
        with findings.open("rb") as stream:
            _look_at(findings, stream.peek(_HEAD)[:_HEAD])
            for place, row in read_objects(stream, str(findings), options.limits, form=_FORM):
                yield place, row, None
    except OSError as error:
        raise InputError(f"{findings} cannot be read: {error.strerror or error}", hint="check the name") from error


def _look_at(findings: Path, head: bytes) -> None:
    """Refuse what is no text before each of its lines becomes a failure."""
    if b"\0" not in head or head.lstrip().startswith(b"{"):
        return
    what = "a database, such as a record," if head.startswith(b"SQLite format 3") else "binary data"
    hint = "give files that `communique findings -o FILE` wrote; a whole record is copied with `communique backup`"
    raise InputError(f"{findings} holds {what} and no findings", hint=hint)


def _row(item: Article | Failure) -> Row:
    if isinstance(item, Failure):
        return item.origin, item, None
    article, row = apart(item)
    if row is None:
        hint = "write it with `communique findings -o FILE.parquet`"
        return item.origin, _malformed(item.origin, f"the row has no findings of {item.id}", hint), None
    failed = [told for told in row.get("failures", ()) if isinstance(told, dict) and told.get("kind") == _UNREAD]
    if failed:
        # It is to be read again, which findings that are given would prevent.
        said, hint = (str(failed[0].get(name) or "") for name in ("reason", "hint"))
        return item.origin, Failure(item.origin, FailureKind.READER, said or "it could not be read", hint), None
    return item.origin, row, article


def _own(rows: Iterable[Row]) -> dict[str, Article]:
    """The articles that came with their findings."""
    found: dict[str, Article] = {}
    for _, _, article in rows:
        if article is not None:
            found.setdefault(article.id, article)
    return found


class _Known:
    """The articles that some lines may speak of: what was given, and what the record has of them."""

    def __init__(self, store: Store, given: Mapping[str, Article], rows: Iterable[dict[str, Any] | Failure]) -> None:
        self._store, self._given = store, given
        keys = (row.get("id") for row in rows if not isinstance(row, Failure))
        self._held = store.held(key for key in keys if isinstance(key, str))

    def article(self, key: str) -> Article | None:
        """The article of an id, under the id by which the record has or would have its text."""
        given, held = self._given.get(key), self._held.get(key)
        if given is None:
            return held.article if held else None
        return self._store.under_own_id(given) if held and held.article.text != given.text else given

    def held(self, key: str) -> Held | None:
        """What the record has under an id."""
        return self._held.get(key) or (None if key in self._given else self._store.held([key]).get(key))

    def is_given(self, found: Findings) -> bool:
        """True where the record has exactly these findings as given ones."""
        held = self.held(found.article)
        if held is None or held.reader != GIVEN:
            return False
        kept = self._store.findings_of(found.article)
        return kept is not None and replace(kept, failures=()) == found


@dataclass(frozen=True, slots=True)
class _Line:
    """What one line comes to: the entry of its findings, None where the record has them, and what cannot be used."""

    entry: Entry | None
    failures: list[Failure]


def _line(row: dict[str, Any], place: str, known: _Known, lines: dict[str, str]) -> _Line | Failure:
    article = _article_of(row, place, known)
    if isinstance(article, Failure):
        return article
    if lines.setdefault(article.id, place) != place:
        reason = f"the findings of {article.id} stand on another line already"
        return _malformed(place, reason, "one line for each article")
    held = known.held(article.id)
    if held is not None and held.article.text != article.text:
        hint = "give each article an id of its own, or choose another record"
        return _malformed(place, f"another text is in the record under the id {article.id}", hint)
    dated, other = as_dated(article, held.article) if held else (article, None)
    found, refused = from_json(row, dated)
    failed = [replace(_malformed(place, f"{r.item}: {r.reason}", r.hint), article=article.id) for r in refused]
    entry = None if known.is_given(found) else Entry(dated, found, GIVEN, tuple(failed))
    return _Line(entry, [*failed, *([other] if other else [])])


def _article_of(row: dict[str, Any], place: str, known: _Known) -> Article | Failure:
    key = row.get("id")
    if not isinstance(key, str) or not key:
        return _malformed(place, "the line has no `id`", "the id of the article, as `communique articles` shows it")
    if not any(kind in row for kind in KINDS):
        return _malformed(place, f"the line has no findings of {key}", _FORM)
    hint = "give its article with --articles, or read it into the record first"
    return known.article(key) or Failure(place, FailureKind.MALFORMED, f"no article has the id {key}", hint)


def _malformed(place: str, reason: str, hint: str) -> Failure:
    return Failure(place, FailureKind.MALFORMED, reason, hint)
