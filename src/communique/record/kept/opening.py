"""A record from its blocks: what it lists is there at once, what that holds is unpacked when it is asked for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache, cached_property
from typing import Any, Protocol

import msgspec

from communique.errors import NotARecordError
from communique.model.article import Article
from communique.model.decisions import Edit, Judgements
from communique.model.deferred import defer
from communique.model.findings import Finding, Statement
from communique.model.record import AgreementConflict, Conflict, Edition, Person, Proposal, Record, Term
from communique.record.decisions.jsonl import kept_line
from communique.record.kept.blocks import SIZE, BlockMapping, Blocks, BlockSequence, UnfitError, unpack
from communique.record.kept.forms import (
    FORM,
    ITEMS,
    NAMES,
    ArticleRow,
    ConflictRow,
    EditionRow,
    JudgementRows,
    Kept,
    Ref,
    Refs,
    SpeakerRows,
    of_type,
)
from communique.record.kept.maker import made_by
from communique.record.rows import KINDS

_CONFLICTS = (Conflict, AgreementConflict)


class Texts(Protocol):
    """Where the texts of articles are had from."""

    def text(self, article: str) -> str:
        """The text of an article, by its id."""


def revision_of(head: bytes) -> int | None:
    """The revision that a kept record is of, by its first block; None for one of another program."""
    try:
        found = _head(head)
    except UnfitError:
        return None
    return found.revision if found else None


def open_record(blocks: Blocks, revision: int, texts: Texts) -> Record | None:
    """The record of some blocks; None where they are not of this revision, of another program, or damaged.

    What is damaged further inside is found when it is asked for: then NotARecordError is raised.
    """
    try:
        head = _head(blocks["kept"][0])
        return _opened(blocks, head, texts) if head and head.revision == revision else None
    except (UnfitError, KeyError, IndexError, ValueError):
        return None


def _head(body: bytes) -> Kept | None:
    head: Kept = unpack(body, _decoder(Kept))
    return head if (head.form, head.maker) == (FORM, made_by()) else None


def _opened(blocks: Blocks, head: Kept, texts: Texts) -> Record:
    opened = _Opened(blocks, head, texts)
    count = head.lengths
    positions = opened.findings[NAMES.index("positions")]
    parts: dict[str, Any] = {name: opened.items(name) for name in ITEMS}
    articles = BlockMapping(head.articles, opened.articles)
    return Record(
        as_of=None,
        articles=articles,
        duplicates=head.duplicates,
        positions=_beginning(positions, count["positions"]),
        statements=_Statements(opened, count["statements"], blocks["speakers"][0]),
        failures=head.failures,
        undated=head.undated,
        judgements=_judgements(unpack(blocks["judgements"][0], _decoder(JudgementRows))),
        editions=BlockMapping(head.edited, opened.editions(articles)),
        **parts,
    )


def _beginning(sequence: BlockSequence[Any], length: int) -> Sequence[Any]:
    return sequence if length == len(sequence) else sequence[:length]


class _Statements(BlockSequence[Statement]):
    """The statements of a record, to be found by their articles."""

    def __init__(self, opened: _Opened, length: int, speakers: bytes) -> None:
        every = opened.findings[NAMES.index("statements")]
        super().__init__(length, lambda number: every.block(number)[: length - number * SIZE])
        self._body = speakers

    @cached_property
    def _speakers(self) -> SpeakerRows:
        try:
            found: SpeakerRows = unpack(self._body, _decoder(SpeakerRows))
        except UnfitError as error:
            raise _damaged() from error
        return found

    @property
    def parties(self) -> Mapping[str, str]:
        """For each last name the party that its bearer mostly speaks for."""
        return self._speakers.parties

    def made_in(self, article: str) -> Sequence[Statement]:
        """The statements of an article."""
        first, after = self._speakers.places.get(article, (0, 0))
        return self[first:after]


class _Opened:
    """The sequences of one kept record."""

    def __init__(self, blocks: Blocks, head: Kept, texts: Texts) -> None:
        self._blocks, self._head = blocks, head
        self._texts = _TextOrigin(texts)
        self.findings = [self._sequence(f"findings {name}", KINDS[name]) for name in NAMES]
        self.articles: BlockSequence[Article] = BlockSequence(len(head.articles), self._articles)

    def items(self, name: str) -> BlockSequence[Any]:
        """The items of a part of the record, each without its findings."""
        kind = ITEMS[name]
        refs = self._sequence(f"{name} refs", Refs, self._head.lengths[name])
        origin = _ItemOrigin(kind, self, refs)

        def load(number: int) -> Sequence[Any]:
            found = self._unpacked(name, number, ConflictRow if kind in _CONFLICTS else kind)
            if kind in _CONFLICTS:
                found = [kind(row.item, row.about, (), row.note, row.values, row.speakers) for row in found]
            for place, item in enumerate(found, number * SIZE):
                if isinstance(item, Person):
                    for office_number, office in enumerate(item.offices):
                        defer(office, _OfficeOrigin(self, refs), (place, office_number))
                defer(item, origin, place)
            return found

        return BlockSequence(self._head.lengths[name], load)

    def finding(self, ref: Ref) -> Any:
        """The finding that is referred to."""
        place, kind = divmod(ref, len(NAMES))
        return self.findings[kind][place]

    def editions(self, articles: Mapping[str, Article]) -> BlockSequence[tuple[Edition, ...]]:
        """The editions of articles."""

        def load(number: int) -> Sequence[tuple[Edition, ...]]:
            chains = self._unpacked("editions", number, list[EditionRow])
            return [tuple(self._edition(row, articles) for row in chain) for chain in chains]

        return BlockSequence(len(self._head.edited), load)

    def _edition(self, row: EditionRow, articles: Mapping[str, Article]) -> Edition:
        if row.article is None:
            return Edition(articles[row.key], row.day, row.findings)
        return Edition(self._article(row.article), row.day, row.findings)

    def _articles(self, number: int) -> Sequence[Article]:
        return [self._article(row) for row in self._unpacked("articles", number, ArticleRow)]

    def _article(self, row: ArticleRow) -> Article:
        defer(row.article, self._texts, row.article.id, row.credit)
        return row.article

    def _sequence(self, name: str, kind: type[Any], length: int | None = None) -> BlockSequence[Any]:
        count = self._head.lengths[name] if length is None else length
        return BlockSequence(count, lambda number: self._unpacked(name, number, kind))

    def _unpacked(self, name: str, number: int, kind: Any) -> Sequence[Any]:
        try:
            return unpack(self._blocks[name][number], _decoder(tuple[kind, ...]))
        except (UnfitError, LookupError) as error:
            raise _damaged() from error


class _TextOrigin:
    """The texts of articles, by their ids."""

    fields = frozenset({"text"})

    def __init__(self, texts: Texts) -> None:
        self._texts = texts

    def fetch(self, place: str) -> Mapping[str, Any]:
        return {"text": self._texts.text(place)}


class _ItemOrigin:
    """The findings of the items of one kind, by their places."""

    def __init__(self, kind: type[Any], opened: _Opened, refs: BlockSequence[Refs]) -> None:
        self._opened, self._refs = opened, refs
        self._is_proposal, self._is_person = kind is Proposal, kind is Person
        more = ("terms", "responses") if self._is_proposal else ("positions",) if self._is_person else ()
        self.fields = frozenset({"reports", *more})

    def fetch(self, place: int) -> Mapping[str, Any]:
        refs, finding = self._refs[place], self._opened.finding
        try:
            found: dict[str, Any] = {"reports": tuple(map(finding, refs.reports))}
            if self._is_proposal:
                found["terms"] = tuple(Term(row.words, tuple(map(finding, row.reports))) for row in refs.terms)
                found["responses"] = tuple(map(finding, refs.positions))
            elif self._is_person:
                found["positions"] = tuple(map(finding, refs.positions))
        except IndexError as error:
            raise _damaged() from error
        return found


class _OfficeOrigin:
    """The reports of persons' offices, by the place of the person and the number of the office."""

    fields = frozenset({"reports"})

    def __init__(self, opened: _Opened, refs: BlockSequence[Refs]) -> None:
        self._opened, self._refs = opened, refs

    def fetch(self, place: tuple[int, int]) -> Mapping[str, Any]:
        person, number = place
        try:
            return {"reports": tuple(map(self._opened.finding, self._refs[person].offices[number]))}
        except IndexError as error:
            raise _damaged() from error


def _judgements(rows: JudgementRows) -> Judgements:
    found = [_finding(kind, raw) for kind, raw in rows.found]
    return Judgements(
        tuple(kept_line(line) for line in rows.decisions),
        rows.states,
        rows.by,
        rows.confirmed,
        {
            key: tuple(Edit(e.field, of_type(e.found), of_type(e.value), e.mark) for e in edits)
            for key, edits in rows.edits.items()
        },
        rows.tenures,
        {(finding.article, finding.id): finding for finding in found},
        tuple(_finding(kind, raw) for kind, raw in rows.rejected),
        rows.anchored,
    )


def _finding(kind: str, raw: msgspec.Raw) -> Finding:
    try:
        found: Finding = msgspec.msgpack.decode(raw, type=KINDS[kind])
    except msgspec.MsgspecError as error:
        raise UnfitError(str(error)) from error
    return found


@cache
def _decoder(kind: Any) -> msgspec.msgpack.Decoder[Any]:
    return msgspec.msgpack.Decoder(kind)


def _damaged() -> NotARecordError:
    return NotARecordError(
        "the merged record that the file keeps is damaged",
        hint="any command that writes to the record makes it anew, or put a backup in its place",
    )
