"""Articles, findings and failures into the tables; each function works within its caller's transaction."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, Row, bindparam, delete, insert, or_, select, update

from communique.articles.addresses import canonical_url
from communique.articles.identity import edition_id, given_id, returned_id
from communique.errors import FailureKind
from communique.model.article import URL_BASIS, Article, Failure
from communique.model.findings import Finding, Findings
from communique.record import rows
from communique.record.copies.fingerprints import fingerprint
from communique.record.editions import goes_back, is_later
from communique.record.store.dialects import dialect_of
from communique.record.store.insert_new import insert_new
from communique.record.store.likeness import add_fingerprints, at_address
from communique.record.store.precedence import is_newer, other_date, other_text
from communique.record.store.revision import read_revision
from communique.record.store.schema import articles, failures, findings, fingerprints

BATCH = 500
"""So many articles are looked up and written by one statement."""
_UNSTORABLE = re.compile("[\0\ud800-\udfff]")
_NUL = "\\u0000"
_ESCAPED_NUL = re.compile(r"(?<!\\)((?:\\\\)*)\\u0000")

# What is done to every string before it is written.
Clean = Callable[[Any], Any]


def as_it_is(value: Any) -> Any:
    """A string as it is; fast, and fails on NUL as databases do on half characters: not every one takes it."""
    if isinstance(value, str) and "\0" in value:
        raise UnicodeEncodeError("utf-8", value, value.index("\0"), value.index("\0") + 1, "no database keeps NUL")
    return value


def made_whole(value: Any) -> Any:
    """A string whose NULs and half characters are each U+FFFD: as long, so offsets stay true."""
    return _UNSTORABLE.sub("\ufffd", value) if isinstance(value, str) else value


@dataclass(frozen=True, slots=True)
class Entry:
    """What goes into the record with one article; `findings` is None for one that is kept and not read.

    `taken` is the moment at which it is taken in, an ISO date-time.
    """

    article: Article
    findings: Findings | None
    reader: str
    failures: Sequence[Failure] = ()
    taken: str | None = None


# Statements are made once: putting one together costs more than running it.
_OLD = select(*(articles.c[name] for name in ("id", "seq", "text", "url", "reader", "published", "fetched"))).where(
    articles.c.id.in_(bindparam("keys", expanding=True))
)
_NUMBERS = select(articles.c.id, articles.c.seq).where(articles.c.id.in_(bindparam("keys", expanding=True)))
_INSERT = insert(articles)
# The text stands: an article comes in place of another only with the same words.
_STAYS = {"id", "text"}
_UPDATE = update(articles).where(articles.c.seq == bindparam("number"))
_MOVE = update(fingerprints).where(fingerprints.c.article == bindparam("number"))
_ASIDES = (FailureKind.OTHER_DATE.value, FailureKind.OTHER_HEADLINE.value)
_INSERT_FINDINGS = insert(findings)
_FORGET = (
    delete(findings).where(findings.c.article == bindparam("number")),
    # Another date or headline that was given elsewhere is still another.
    delete(failures).where(
        failures.c.article == bindparam("key"),
        or_(failures.c.kind.not_in(_ASIDES), failures.c.origin == bindparam("at")),
    ),
)
_MENDED = delete(failures).where(failures.c.origin == bindparam("at"), failures.c.article.is_(None))
_FAILURE = ("origin", "kind", "reason", "hint", "article")
_INSERT_FAILURE = insert_new(failures)
_TOUCH = update(articles).where(articles.c.id.in_(bindparam("keys", expanding=True)))


@dataclass(frozen=True, slots=True)
class _Change:
    """What one entry changes: its article as it is kept, by its columns, in place of an `old` one or as a new one."""

    entry: Entry
    values: dict[str, Any]
    old: Row[Any] | None


@dataclass(frozen=True, slots=True)
class Taken:
    """For each of some entries whether it changed the record, and how many new failures there are."""

    changed: list[bool]
    failures: int

    def __bool__(self) -> bool:
        return any(self.changed) or self.failures > 0


def add_articles(db: Connection, clean: Clean, entries: Iterable[Entry]) -> Taken:
    """Take in articles in their order, or replace what an older reader found in them."""
    taken = [_add_run(db, clean, run) for run in _runs(entries)]
    return Taken([changed for one in taken for changed in one.changed], sum(one.failures for one in taken))


def _runs(entries: Iterable[Entry]) -> Iterator[list[Entry]]:
    """The entries in portions in which no two can come under one id."""
    run: list[Entry] = []
    seen: set[str] = set()
    for entry in entries:
        key = made_whole(given_id(entry.article.id))
        if key in seen or len(run) == BATCH:
            yield run
            run, seen = [], set()
        run.append(entry)
        seen.add(key)
    if run:
        yield run


def _add_run(db: Connection, clean: Clean, entries: Sequence[Entry]) -> Taken:
    old = _kept(db, [clean(entry.article.id) for entry in entries])
    own = [_own_id(db, entry.article, old.get(clean(entry.article.id))) for entry in entries]
    if moved := [clean(a.id) for a, entry in zip(own, entries, strict=True) if a is not entry.article]:
        old |= _kept(db, moved)
    changes: list[_Change] = []
    failed: list[Failure] = []
    changed: list[bool] = []
    for entry, article in zip(entries, own, strict=True):
        change = _change(clean, replace(entry, article=article), old.get(clean(article.id)))
        changed.append(isinstance(change, _Change))
        if isinstance(change, _Change):
            changes.append(change)
            found = entry.findings.failures if entry.findings else ()
            failed += (replace(failure, article=article.id) for failure in (*entry.failures, *found))
        elif change is not None:
            failed.append(change)
    _write(db, clean, changes)
    return Taken(changed, add_failures(db, clean, failed))


def _kept(db: Connection, keys: Sequence[str]) -> dict[str, Row[Any]]:
    return {row.id: row for row in db.execute(_OLD, {"keys": keys})}


def _change(clean: Clean, entry: Entry, old: Row[Any] | None) -> _Change | Failure | None:
    """What an article that comes in changes; else what is kept of it, where anything is."""
    article = entry.article
    if old is not None and not _is_text(old.text, article):
        return other_text(article)
    if old is not None and not is_newer(entry.reader, old.reader):
        return other_date(article, old.published)
    values = _values(article, clean) | {"reader": entry.reader, "is_read": int(entry.findings is not None)}
    # A text that was had before was had then.
    values["fetched"] = (old.fetched if old else None) or values["fetched"] or (None if old else entry.taken)
    return _Change(entry, values, old)


def _write(db: Connection, clean: Clean, changes: Sequence[_Change]) -> None:
    _number(db, [change.values for change in changes])
    new = [change for change in changes if change.old is None]
    numbers = {change.old.id: change.old.seq for change in changes if change.old is not None}
    if new:
        db.execute(_INSERT, [change.values for change in new])
        numbers |= {key: seq for key, seq in db.execute(_NUMBERS, {"keys": [c.values["id"] for c in new]})}  # noqa: C416
        # Standard input is another one each time; elsewhere, what failed at this place can be read now.
        if mended := [{"at": at} for change in new if (at := change.values["origin"]) and at[0] != "-"]:
            db.execute(_MENDED, mended)
        add_fingerprints(db, [(numbers[c.values["id"]], fingerprint(_as_kept(c))) for c in new])
    if replaced := [change.values | {"number": change.old.seq} for change in changes if change.old is not None]:
        db.execute(_UPDATE, [{name: v for name, v in row.items() if name not in _STAYS} for row in replaced])
        moved = ((row["number"], row["url"]) for row in replaced)
        db.execute(_MOVE, [{"number": number, "address": url and canonical_url(url)} for number, url in moved])
        for statement in _FORGET:
            db.execute(statement, [{"number": v["number"], "key": v["id"], "at": v["origin"]} for v in replaced])
    kept = [(numbers[change.values["id"]], change) for change in changes]
    dialect_of(db).add_words(db, [(number, change.values["title"], change.values["text"]) for number, change in kept])
    if found := [row for number, change in kept for row in _finding_rows(clean, number, change.entry.findings)]:
        db.execute(_INSERT_FINDINGS, found)


def _number(db: Connection, kept: Iterable[dict[str, Any]]) -> None:
    """Write into articles the number of the change that this transaction makes."""
    number = read_revision(db) + 1
    for values in kept:
        values["changed"] = number


def _as_kept(change: _Change) -> Article:
    """The article with its text and address as they are in the record."""
    article, values = change.entry.article, change.values
    if article.text == values["text"] and article.url == values["url"]:
        return article
    return replace(article, text=values["text"], url=values["url"])


def under_own_id(db: Connection, clean: Clean, article: Article) -> Article:
    """The article under the id that stands for its text: another edition of a page gets one beside that of the first,
    and so does a text to which a page went back.

    An id that stands for another text of another address, or of none, stays as it is; the article cannot be kept.
    """
    return _own_id(db, article, _kept(db, [clean(article.id)]).get(clean(article.id)))


def _own_id(db: Connection, article: Article, old: Row[Any] | None) -> Article:
    if old is None or not (old.url and article.url):
        return article
    if _is_text(old.text, article):
        is_back = is_later(article.fetched, old.fetched) and goes_back(article, at_address(db, article.url))
        return replace(article, id=returned_id(article.id, article.text)) if is_back else article
    same = canonical_url(old.url) == canonical_url(article.url)
    return replace(article, id=edition_id(given_id(article.id), article.text)) if same else article


def _is_text(text: str, article: Article) -> bool:
    return text in (article.text, made_whole(article.text))


def _finding_rows(clean: Clean, number: int, found: Findings | None) -> Iterator[dict[str, Any]]:
    if found is None:
        return
    place = 0
    for place, (kind, item) in enumerate(rows.items_of(found), 1):
        yield {
            "article": number,
            "place": place - 1,
            "kind": kind,
            "id": clean(item.id),
            "body": _body(clean, item),
        }
    if found.times:
        body = clean(rows.times_body(found.times))
        yield {"article": number, "place": place, "kind": rows.TIMES, "id": "", "body": body}


def _body(clean: Clean, item: Finding) -> str:
    body: str = clean(rows.to_body(item))
    return _ESCAPED_NUL.sub("\\1\ufffd", body) if _NUL in body else body


def add_failures(db: Connection, clean: Clean, failed: Iterable[Failure]) -> int:
    """Keep failures, each once; how many are new."""
    kept = [{name: clean(getattr(failure, name)) for name in _FAILURE} for failure in failed]
    new = db.execute(_INSERT_FAILURE, [row | {"kind": str(row["kind"])} for row in kept]).rowcount if kept else 0
    if new and (told := sorted({row["article"] for row in kept if row["article"]})):
        db.execute(_TOUCH.values(changed=read_revision(db) + 1), {"keys": told})
    return new


def confirm_address(db: Connection, key: str) -> None:
    """Take back that nobody but an article itself says where it stood."""
    this = articles.c.id == key
    known = json.loads(db.execute(select(articles.c.meta).where(this)).scalar() or "{}")
    if known.pop(URL_BASIS, None) is not None:
        number = read_revision(db) + 1
        db.execute(update(articles).where(this).values(meta=_meta(known), changed=number))


def _values(article: Article, clean: Clean) -> dict[str, Any]:
    names = ("id", "text", "title", "url", "publisher", "published", "published_basis", "language", "origin", "fetched",
             "modified")  # fmt: skip
    values = {name: clean(getattr(article, name)) for name in names}
    return values | {"meta": clean(_meta(article.meta))}


def _meta(known: Mapping[str, str]) -> str | None:
    return json.dumps(dict(known), ensure_ascii=False) if known else None
