"""A record into blocks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

import msgspec

from communique.model.decisions import Judgements
from communique.model.findings import Finding
from communique.model.record import AgreementConflict, Conflict, Edition, Office, Proposal, Record
from communique.record.decisions.jsonl import to_line
from communique.record.kept.blocks import Blocks, UnfitError, pack, pack_all
from communique.record.kept.forms import (
    FORM,
    ITEMS,
    NAMES,
    ConflictRow,
    EditionRow,
    EditRow,
    JudgementRows,
    Kept,
    Ref,
    Refs,
    SpeakerRows,
    TermRow,
    kind_of,
    with_type,
    without_text,
)
from communique.record.kept.maker import made_by
from communique.record.speakers import parties_of_names

_EMPTY = ("reports", "positions", "terms", "responses")


def pack_record(record: Record, revision: int) -> Blocks | None:
    """The blocks of a record as it stands; None for one that cannot be kept, as it holds what has no form.

    `revision` is that of the findings and decisions that it was made of. Time: about 20 µs an article.
    """
    try:
        return _packed(record, revision)
    except (UnfitError, TypeError, ValueError, OverflowError):
        return None


def _packed(record: Record, revision: int) -> Blocks:
    findings = _Findings(record)
    blocks: Blocks = {}
    for name in ITEMS:
        items = getattr(record, name)
        blocks[f"{name} refs"] = pack_all([findings.refs_of(item) for item in items])
        blocks[name] = pack_all([_without_findings(item) for item in items])
    for name, found in zip(NAMES, findings.kinds, strict=True):
        blocks[f"findings {name}"] = pack_all(found)
    blocks["articles"] = pack_all([without_text(article) for article in record.articles.values()])
    blocks["editions"] = pack_all([_chain(record, chain) for chain in record.editions.values()])
    blocks["speakers"] = [pack(_speakers(record))]
    blocks["judgements"] = [pack(_judgements(record.judgements))]
    lengths = {name: len(getattr(record, name)) for name in ("positions", "statements", *ITEMS)}
    lengths |= {f"findings {name}": len(found) for name, found in zip(NAMES, findings.kinds, strict=True)}
    kept = Kept(
        FORM,
        made_by(),
        revision,
        lengths,
        record.undated,
        list(record.articles),
        list(record.editions),
        dict(record.duplicates),
        record.failures,
    )
    blocks["kept"] = [pack(kept)]
    return blocks


class _Findings:
    """The findings of a record, each once, and the reference to each."""

    def __init__(self, record: Record) -> None:
        self.kinds: list[list[Finding]] = [[] for _ in NAMES]
        self._refs: dict[int, Ref] = {}
        self._by_key: dict[tuple[int, str, str], Ref] = {}
        # Those that a record lists as they are come first, so that they are the beginning of their kind.
        for finding in (*record.positions, *record.statements):
            self._add(finding)

    def _add(self, finding: Finding) -> Ref:
        kind = kind_of(finding)
        ref = self._refs[id(finding)] = len(self.kinds[kind]) * len(NAMES) + kind
        self.kinds[kind].append(finding)
        self._by_key.setdefault((kind, finding.article, finding.id), ref)
        return ref

    def ref(self, finding: Finding) -> Ref:
        """The reference to a finding, or to one that is equal."""
        known = self._refs.get(id(finding))
        if known is None:
            known = self._by_key.get((kind_of(finding), finding.article, finding.id))
            if known is None or self.kinds[known % len(NAMES)][known // len(NAMES)] != finding:
                known = self._add(finding)
        return known

    def refs(self, findings: Iterable[Finding]) -> list[Ref]:
        return [self.ref(finding) for finding in findings]

    def refs_of(self, item: Any) -> Refs:
        """What an item refers to."""
        found = Refs(self.refs(item.reports))
        if isinstance(item, Proposal):
            found.positions = self.refs(item.responses)
            found.terms = [TermRow(term.words, self.refs(term.reports)) for term in item.terms]
        elif hasattr(item, "offices"):
            found.positions = self.refs(item.positions)
            found.offices = [self.refs(office.reports) for office in item.offices]
        return found


def _without_findings(item: Any) -> Any:
    if isinstance(item, Conflict | AgreementConflict):
        key = item.contact if isinstance(item, Conflict) else item.agreement
        return ConflictRow(key, item.about, item.note, item.values, item.speakers)
    empty: dict[str, Any] = {name: () for name in _EMPTY if hasattr(item, name)}
    if hasattr(item, "offices"):
        empty["offices"] = tuple(Office(o.title, o.party, o.first, o.last) for o in item.offices)
    return replace(item, **empty)


def _chain(record: Record, chain: Sequence[Edition]) -> list[EditionRow]:
    return [
        EditionRow(
            None if record.articles.get(edition.article.id) is edition.article else without_text(edition.article),
            edition.article.id,
            edition.day,
            edition.findings,
        )
        for edition in chain
    ]


def _speakers(record: Record) -> SpeakerRows:
    starts: dict[str, tuple[int, int]] = {}
    for place, statement in enumerate(record.statements):
        first, after = starts.get(statement.article, (place, place))
        if after != place:
            raise UnfitError("the statements of an article do not stand together")
        starts[statement.article] = first, place + 1
    return SpeakerRows(starts, parties_of_names(record.statements))


def _judgements(made: Judgements) -> JudgementRows:
    return JudgementRows(
        [to_line(decision) for decision in made.decisions],
        dict(made.states),
        dict(made.by),
        dict(made.confirmed),
        {
            key: [EditRow(e.field, with_type(e.found), with_type(e.value), e.mark) for e in edits]
            for key, edits in made.edits.items()
        },
        made.tenures,
        [_raw(finding) for finding in made.found.values()],
        [_raw(finding) for finding in made.rejected],
        dict(made.anchored),
    )


def _raw(finding: Finding) -> tuple[str, msgspec.Raw]:
    return NAMES[kind_of(finding)], msgspec.Raw(msgspec.msgpack.encode(finding))
