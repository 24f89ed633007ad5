"""What is asked of an open record; each question is answered as of one moment."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date

from sqlalchemy import func, select

from communique.model.article import Article, Failure
from communique.model.decisions import Decision
from communique.model.findings import Findings
from communique.model.record import NONE_FOUND, Audit, Counts, Hit, Hits, Record
from communique.record import rows
from communique.record.copies.fingerprints import Fingerprint
from communique.record.copies.likeness import Like
from communique.record.store.asked import ANYWHERE, Part, Within, read_asked
from communique.record.store.audits import read_audits
from communique.record.store.copying import copy_into, new_copy
from communique.record.store.database import Database
from communique.record.store.decisions import read_decisions
from communique.record.store.dialects import dialect_of
from communique.record.store.examination import Flaw, find_flaws
from communique.record.store.kept import read_kept, read_kept_before, wants_kept
from communique.record.store.likeness import at_address, find_like, read_fingerprints, same_text
from communique.record.store.read import article_columns, read_failures, read_findings, to_article
from communique.record.store.revision import read_revision
from communique.record.store.schema import articles, failures, findings
from communique.record.store.versions import read_version
from communique.record.store.write import made_whole, under_own_id
from communique.settings.address import Address, Place

SINCE_CHANGES = 5
"""The version of the record since which it keeps when an article changed."""
AT_ONCE = 500
"""Of so many articles findings are asked for at once."""
_STREAMED = {"yield_per": 500}


@dataclass(frozen=True, slots=True)
class Contents:
    """All that a record file held at one moment, or what of it had changed since another.

    `revision` is the number of changes up to that moment.
    """

    articles: list[Article]
    findings: list[Findings]
    failures: list[Failure]
    decisions: list[Decision]
    fingerprints: dict[str, Fingerprint] = field(default_factory=dict, compare=False)
    revision: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Held:
    """An article of the record, and the version of the reader that took it in."""

    article: Article
    reader: str


class Questions:
    """The part of an open record that only reads."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._is_open = True

    def describe(self) -> str:
        """What keeps the record, in a few words: the database and its version, and what this user may do there."""
        with self._database.reading() as db:
            return dialect_of(db).describe(db)

    def has(self, article_id: str) -> bool:
        """True when the article is in the record, read or not."""
        return self.reader_of(article_id) is not None

    def reader_of(self, article_id: str) -> str | None:
        """The version of the reader that took the article in; None when it is not in the record."""
        with self._database.reading() as db:
            return db.execute(select(articles.c.reader).where(articles.c.id == made_whole(article_id))).scalar()

    def last_article(self) -> int:
        """The number under which the last article came in; 0 in an empty record."""
        with self._database.reading() as db:
            return db.execute(select(func.max(articles.c.seq))).scalar() or 0

    def articles_up_to(self, number: int) -> frozenset[str]:
        """The ids of the articles that came in up to a number."""
        with self._database.reading() as db:
            return frozenset(db.execute(select(articles.c.id).where(articles.c.seq <= number)).scalars())

    def article(self, article_id: str) -> Article | None:
        """One article; None when it is not in the record."""
        with self._database.reading() as db:
            row = db.execute(select(*article_columns(db)).where(articles.c.id == made_whole(article_id))).first()
        return to_article(row) if row else None

    def held(self, article_ids: Iterable[str]) -> dict[str, Held]:
        """Those of some articles, at most some thousands, that are in the record, by the ids that were asked for."""
        asked = {made_whole(key): key for key in article_ids}
        with self._database.reading() as db:
            chosen = select(articles.c.reader, *article_columns(db)).where(articles.c.id.in_(asked))
            return {asked[row.id]: Held(to_article(row), row.reader) for row in db.execute(chosen)}

    def like(self, article: Article) -> Like | None:
        """What of the record an article that is about to come in, or came in, repeats or is another edition of; None
        where nothing. Only what came in before it counts.

        Some milliseconds, however large the record is. What an older record lacks for it is made by the next `add`.
        """
        with self._database.reading() as db:
            return find_like(db, article)

    def at_address(self, url: str) -> list[Article]:
        """The texts that the record has of an address, in whatever view, had from there; the latest first."""
        with self._database.reading() as db:
            return at_address(db, url)

    def under_own_id(self, article: Article) -> Article:
        """The article under the id by which the record has or would have its text; see `add`."""
        with self._database.reading() as db:
            return under_own_id(db, made_whole, article)

    def read_before(self, article: Article, reader: str) -> Findings | None:
        """What this version of the reader found in exactly these words under another id, by the same title and day."""
        with self._database.reading() as db:
            for key, version in same_text(db, article):
                if version == reader and (found := self.findings_of(key)) and not found.failures:
                    return rows.of_article(found, article)
        return None

    def articles(self) -> Iterator[Article]:
        """Every article, in the order in which they came in."""
        with self._database.reading() as db:
            chosen = select(*article_columns(db)).order_by(articles.c.seq)
            for row in db.execute(chosen, execution_options=_STREAMED):
                yield to_article(row)

    def findings(self) -> Iterator[Findings]:
        """The findings of every article that was read, in the order in which they came in."""
        with self._database.reading() as db:
            yield from read_findings(db)

    def findings_of(self, article_id: str) -> Findings | None:
        """The findings of one article; None when it is not in the record or was not read."""
        with self._database.reading() as db:
            seq = db.execute(select(articles.c.seq).where(articles.c.id == made_whole(article_id))).scalar()
            return next(read_findings(db, articles.c.seq == seq), None) if seq is not None else None

    def failures(self) -> list[Failure]:
        """Every item that could not be read, in the order in which they came."""
        with self._database.reading() as db:
            return read_failures(db)

    def decisions(self) -> list[Decision]:
        """Every decision, in the order in which they came in."""
        with self._database.reading() as db:
            return read_decisions(db)

    def contents(self, since: int = 0) -> Contents:
        """Everything at one moment, whatever other processes write meanwhile.

        With `since` only the articles that changed after that revision, with their findings; failures and decisions
        are given whole.
        """
        with self._database.reading() as db:
            of = articles.c.changed > since if since and read_version(db) >= SINCE_CHANGES else None
            chosen = select(*article_columns(db)).order_by(articles.c.seq)
            kept = [to_article(row) for row in db.execute(chosen if of is None else chosen.where(of))]
            found, failed = list(read_findings(db, of)), read_failures(db)
            return Contents(kept, found, failed, read_decisions(db), read_fingerprints(db, of), read_revision(db))

    def wants_kept(self) -> bool:
        """True where the record is large, and is not kept as it is merged now."""
        with self._database.reading() as db:
            return wants_kept(db)

    def kept_record(self) -> Record | None:
        """The merged record as it was kept; None where that was of another state of the record, or another program.

        It stays whole, and what it shows one moment, whatever is written meanwhile and after the record is closed.
        """
        with self._database.reading() as db:
            return read_kept(db, self._database, lambda: self._is_open)

    def kept_before(self) -> Record | None:
        """The same of an earlier state of the record since which no article has come or changed, only decisions."""
        with self._database.reading() as db:
            return read_kept_before(db, self._database, lambda: self._is_open)

    def audits(self) -> list[Audit]:
        """What runs left unread as out of scope, in their order."""
        with self._database.reading() as db:
            return read_audits(db)

    def last_fetched(self) -> str | None:
        """When the text that was had last was had, as far as the record knows."""
        with self._database.reading() as db:
            kept = {column.name: column for column in article_columns(db)}
            return db.execute(select(func.max(kept["fetched"])).select_from(articles)).scalar()

    def version(self) -> int:
        """The version of the record's tables; an older one is brought up by the next command that writes."""
        with self._database.reading() as db:
            return read_version(db)

    def taken_in_by(self, reader: str) -> Iterator[Article]:
        """The articles that this version of the reader took in, in the order in which they came in."""
        with self._database.reading() as db:
            chosen = select(*article_columns(db)).where(articles.c.reader == reader).order_by(articles.c.seq)
            for row in db.execute(chosen, execution_options=_STREAMED):
                yield to_article(row)

    def flaws(self) -> Iterator[Flaw]:
        """What is wrong with the record: damage, rows that cannot be read, evidence that is not in its text."""
        with self._database.reading() as db:
            yield from find_flaws(db)

    def copy_to(self, place: Place) -> None:
        """The record as of one moment into a new file, or an empty database, while others go on reading and writing.

        Raises RecordError where something is there already, or it cannot be written.
        """
        if isinstance(place, Address):
            copy_into(self._database, place)
            return
        with new_copy(place) as part:
            self._database.copy_to(part)

    def revision(self) -> int:
        """A number that grows with every change of articles, findings, failures or decisions, by any process."""
        with self._database.reading() as db:
            return read_revision(db)

    def count(self) -> Counts:
        """How much the record holds."""
        with self._database.reading() as db:
            kept, read = db.execute(select(func.count(), func.sum(articles.c.is_read)).select_from(articles)).one()
            failed = db.execute(select(func.count()).select_from(failures)).scalar() or 0
            per_kind = select(findings.c.kind, func.count()).group_by(findings.c.kind)
            kinds = {kind: number for kind, number in db.execute(per_kind)}  # noqa: C416
        return Counts(kept, kept - int(read or 0), failed, **{kind: kinds.get(kind, 0) for kind in rows.KINDS})

    def search(
        self, words: str, limit: int = 50, as_of: date | None = None, *, skip: int = 0, within: Within = ANYWHERE
    ) -> Hits:
        """Articles that hold all the words, best first; "quoted words" must stand together, `word*` is a beginning.

        Where more than 2,000 hold them, these are the best of the 2,000 that came in last. With `as_of` only those that
        are known to have been out at the end of that day; `skip` leaves out the best. Raises UsageError for a
        beginning of one or two letters.
        """
        last = min((day for day in (as_of, within.last) if day), default=None)
        first, until = (day.isoformat() if day else None for day in (within.first, last))
        part = Part(limit, skip, first, until, within.publisher)
        with self._database.reading() as db:
            asked = read_asked(made_whole(words)) if limit > 0 else []
            hits = dialect_of(db).find_words(db, asked, part) if asked else NONE_FOUND
            keys = [hit.article for hit in hits]
            parts = (keys[at : at + AT_ONCE] for at in range(0, len(keys), AT_ONCE))
            found = {f.article: f for part in parts for f in read_findings(db, articles.c.id.in_(part))}
        return replace(hits, found=tuple(replace(h, findings=_findings_with(found.get(h.article), h)) for h in hits))


def _findings_with(found: Findings | None, hit: Hit) -> tuple[str, ...]:
    words = {hit.snippet[start:end].casefold() for start, end in hit.marks}
    items = rows.items_of(found) if found and words else []
    return tuple(i.id for _, i in items if any(w in " ".join(i.evidence).casefold() for w in words))
