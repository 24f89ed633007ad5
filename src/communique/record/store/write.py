"""Articles, findings and failures into the tables; each function works within its caller's transaction."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, bindparam, delete, insert, or_, select, update

from communique.articles.addresses import canonical_url
from communique.articles.identity import content_key, edition_id, given_id
from communique.errors import FailureKind
from communique.model.article import URL_BASIS, Article, Failure
from communique.model.findings import Findings
from communique.model.when import parse_when
from communique.record import rows
from communique.record.copies.fingerprints import fingerprint
from communique.record.store.dialects import dialect_of
from communique.record.store.likeness import add_fingerprints
from communique.record.store.schema import article_parties, articles, failures, findings, fingerprints

GIVEN = "given"
"""The version under which findings made elsewhere are kept: they go before those of any reader."""
OTHER_FINDER = " by "
"""What stands, in the version of a reader, before the name of the finder where that is not the rules."""
_UNSTORABLE = re.compile("[\0\ud800-\udfff]")
_ESCAPED_NUL = re.compile(r"(?<!\\)((?:\\\\)*)\\u0000")
_NUMBERS = re.compile(r"\d+")

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
_OLD = select(*(articles.c[name] for name in ("seq", "text", "url", "reader", "published", "fetched"))).where(
    articles.c.id == bindparam("key")
)
_INSERT = insert(articles).returning(articles.c.seq)
_UPDATE = update(articles).where(articles.c.seq == bindparam("number"))
_ASIDES = (FailureKind.OTHER_DATE.value, FailureKind.OTHER_HEADLINE.value)
_INSERT_FINDINGS, _INSERT_PARTIES, _INSERT_FAILURE = insert(findings), insert(article_parties), insert(failures)
_FORGET = (
    delete(findings).where(findings.c.article == bindparam("number")),
    delete(article_parties).where(article_parties.c.article == bindparam("number")),
    delete(fingerprints).where(fingerprints.c.article == bindparam("number")),
    # Another date or headline that was given elsewhere is still another.
    delete(failures).where(
        failures.c.article == bindparam("key"),
        or_(failures.c.kind.not_in(_ASIDES), failures.c.origin == bindparam("at")),
    ),
)
_MENDED = delete(failures).where(failures.c.origin == bindparam("at"), failures.c.article.is_(None))
_SAME_FAILURE = select(failures.c.seq).where(
    *(failures.c[name] == bindparam(f"{name}_") for name in ("origin", "kind", "reason"))
)


def add_article(db: Connection, clean: Clean, entry: Entry) -> bool:
    """Take in an article, or replace what an older reader found in it; True when something changed."""
    article, found = under_own_id(db, clean, entry.article), entry.findings
    key = clean(article.id)
    old = db.execute(_OLD, {"key": key}).first()
    if old is not None and not _is_text(old.text, article):
        add_failures(db, clean, [_other_text(article)])
        return False
    if old is not None and not is_newer(entry.reader, old.reader):
        other = other_date(article, old.published)
        add_failures(db, clean, [other] if other else [])
        return False
    values = _values(article, clean) | {"reader": entry.reader, "is_read": int(found is not None)}
    # A text that was had before was had then.
    values["fetched"] = (old.fetched if old else None) or values["fetched"] or (None if old else entry.taken)
    if old is None:
        number = db.execute(_INSERT, values).scalar_one()
        # Standard input is another one each time; elsewhere, what failed at this place can be read now.
        if article.origin and not article.origin.startswith("-"):
            db.execute(_MENDED, {"at": clean(article.origin)})
    else:
        number = old.seq
        db.execute(_UPDATE, values | {"number": number})
        for statement in _FORGET:
            db.execute(statement, {"number": number, "key": key, "at": clean(article.origin)})
    dialect_of(db).add_words(db, number, values["title"], values["text"])
    made = fingerprint(replace(article, text=values["text"], url=values["url"]))
    add_fingerprints(db, [(number, made)])
    if found is not None:
        _add_findings(db, clean, number, found)
    own = [*entry.failures, *(found.failures if found else ())]
    add_failures(db, clean, [replace(failure, article=article.id) for failure in own])
    return True


def under_own_id(db: Connection, clean: Clean, article: Article) -> Article:
    """The article under the id that stands for its text: another edition of a page gets one beside that of the first.

    An id that stands for another text of another address, or of none, stays as it is; the article cannot be kept.
    """
    old = db.execute(_OLD, {"key": clean(article.id)}).first()
    if old is None or _is_text(old.text, article) or not (old.url and article.url):
        return article
    same = canonical_url(old.url) == canonical_url(article.url)
    return replace(article, id=edition_id(given_id(article.id), article.text)) if same else article


def _is_text(text: str, article: Article) -> bool:
    return text in (article.text, made_whole(article.text))


def _add_findings(db: Connection, clean: Clean, seq: int, found: Findings) -> None:
    made: list[dict[str, Any]] = []
    parties: set[str] = set()
    for kind, item in rows.items_of(found):
        dated = getattr(item, "date", None)
        day = parse_when(dated) if dated else None
        made.append(
            {
                "article": seq,
                "place": len(made),
                "kind": kind,
                "id": clean(item.id),
                "first_day": day.earliest.isoformat() if day and day.earliest else None,
                "last_day": day.latest.isoformat() if day and day.latest else None,
                "body": _ESCAPED_NUL.sub("\\1\ufffd", clean(rows.to_body(item))),
            }
        )
        parties.update(rows.parties_of(item))
    blank = {"article": seq, "kind": rows.TIMES, "id": "", "first_day": None, "last_day": None}
    if found.times:
        made.append(blank | {"place": len(made), "body": clean(rows.times_body(found.times))})
    if made:
        db.execute(_INSERT_FINDINGS, made)
    if parties:
        db.execute(_INSERT_PARTIES, [{"party": clean(p), "article": seq} for p in sorted(parties)])


def add_failures(db: Connection, clean: Clean, failed: Iterable[Failure]) -> None:
    """Keep failures, each once."""
    for failure in failed:
        values = {name: clean(getattr(failure, name)) for name in ("origin", "reason", "hint", "article")}
        values["kind"] = failure.kind.value
        same = {f"{name}_": values[name] for name in ("origin", "kind", "reason")}
        if db.execute(_SAME_FAILURE, same).first() is None:
            db.execute(_INSERT_FAILURE, values)


def confirm_address(db: Connection, key: str) -> None:
    """Take back that nobody but an article itself says where it stood."""
    this = articles.c.id == key
    kept = json.loads(db.execute(select(articles.c.meta).where(this)).scalar() or "{}")
    if kept.pop(URL_BASIS, None) is not None:
        db.execute(update(articles).where(this).values(meta=json.dumps(kept, ensure_ascii=False) if kept else None))


def _other_text(article: Article) -> Failure:
    return Failure(
        article.origin or article.id,
        FailureKind.MALFORMED,
        f"another text is in the record under the id {article.id}",
        hint="give each article an id of its own, or leave ids out; an edited article needs its address",
        article=article.id,
    )


def other_date(article: Article, published: str | None) -> Failure | None:
    """What is kept of an article that is in the record under another day of publication, which stands; else None."""
    day = published[:10] if published else None
    if article.published_day in (None, day):
        return None
    where = article.origin or article.id
    reason = f"dated {article.published_day}, but {day or 'undated'} in the record under the id {article.id}"
    hint = "the record stays as it is; if this is another article, give it an id of its own"
    return Failure(where, FailureKind.OTHER_DATE, reason, hint, article=article.id)


def other_headline(article: Article, kept: Article) -> Failure | None:
    """What is kept of an article that its place gives under another headline than that of the record; else None.

    Elsewhere other headlines are usual: feeds shorten them, and so do dumps.
    """
    if not (article.title and kept.title) or article.origin != kept.origin:
        return None
    if content_key(article.title) == content_key(kept.title):
        return None
    reason = f"headed “{article.title[:300]}”, but “{kept.title[:300]}” in the record under the id {article.id}"
    hint = "only its headline was changed; the record stays as it is"
    return Failure(article.origin or article.id, FailureKind.OTHER_HEADLINE, reason, hint, article=article.id)


def as_dated(article: Article, kept: Article) -> tuple[Article, Failure | None]:
    """An article that is to take the place of `kept`, with the date that stands and its place; what is said of its own.

    From the same place comes the same article with its date mended; from elsewhere, a second claim.
    """
    other = other_date(article, kept.published)
    if other is None or kept.published is None or kept.origin == article.origin:
        return article, None
    stands = {name: getattr(kept, name) for name in ("published", "published_basis", "origin")}
    return replace(article, **stands), other


def is_newer(reader: str, than: str) -> bool:
    """True when one version of the reader is to replace the findings of another.

    >>> is_newer("0.10/rules 2", "0.9/rules 7"), is_newer("5/a-1", "5/a-1 by large-1 m-2")
    (True, True)
    """
    if GIVEN in (reader, than):
        return reader == GIVEN
    (mine, _, finder), (theirs, _, other) = (version.partition(OTHER_FINDER) for version in (reader, than))
    if mine != theirs:
        return _version(mine) > _version(theirs)
    # Whoever chooses another finder, or another large model for it, wants its findings, whatever it is called.
    return finder != other and (not finder or not other or _version(finder)[0][:1] >= _version(other)[0][:1])


def _version(reader: str) -> tuple[list[int], str]:
    return [int(number) for number in _NUMBERS.findall(reader)], reader


def _values(article: Article, clean: Clean) -> dict[str, Any]:
    names = ("id", "text", "title", "url", "publisher", "published", "published_basis", "language", "origin", "fetched",
             "modified")  # fmt: skip
    values = {name: clean(getattr(article, name)) for name in names}
    return values | {"meta": clean(json.dumps(dict(article.meta), ensure_ascii=False)) if article.meta else None}
