"""Findings -> Record, as a pure function: what is known, or what could be known on a day."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import date
from itertools import chain
from typing import TYPE_CHECKING

from communique.errors import RecordError
from communique.model.article import Article
from communique.model.decisions import Decision
from communique.model.findings import Findings
from communique.model.record import Edition, Record
from communique.record.conflicts.conflicts import find_agreement_conflicts, find_conflicts
from communique.record.copies.duplicates import find_duplicates, publication_order
from communique.record.decisions.actors import with_former_names
from communique.record.decisions.decisions import Decided, apply_decisions
from communique.record.decisions.items import judge_items
from communique.record.editions import current, find_editions, fold_copies
from communique.record.memory import NO_MEMORY, Memory, Once
from communique.record.merging.agreements import merge_agreements
from communique.record.merging.deadlines import merge_deadlines
from communique.record.merging.merge import merge_contacts
from communique.record.merging.persons import merge_persons
from communique.record.merging.proposals import merge_proposals, with_responses
from communique.record.speakers import speakers_in

if TYPE_CHECKING:
    from communique.record.store import Store

MERGED = ("contacts", "agreements", "proposals", "deadlines")
"""The kinds of findings of which several make one item."""


def build_record(
    articles: Iterable[Article],
    findings: Iterable[Findings],
    *,
    as_of: date | None = None,
    decisions: Iterable[Decision] = (),
    memory: Memory = NO_MEMORY,
) -> Record:
    """The record of these articles and findings with the decisions laid over them; with `as_of`, as of that day.

    Articles without a date of publication are left out of an as-of view, since nobody can say whether they were
    known, and counted in `undated`. Of an article that was edited the latest edition counts, in an as-of view the
    latest that was out. The order of the input plays no part. Findings of articles that are not given are passed over.
    Decisions are what people hold now: they count in a view of any day. `memory` has what is known of the articles, and
    of the record as it was built with it before; without it the same takes longer.

    >>> build_record([Article("a", "Talks ended.", published="2025-03-01")], []).articles["a"].text
    'Talks ended.'
    """
    known = list(articles)
    used = current(known, find_editions(known, memory), as_of)
    ordered = {article.id: article for article in sorted(used.articles, key=publication_order)}
    by_article = {found.article: found for found in findings}
    in_order = [by_article[article_id] for article_id in ordered if article_id in by_article]
    editions = {
        key: tuple(replace(edition, findings=by_article.get(edition.article.id)) for edition in chain)
        for key, chain in used.editions.items()
        if key in ordered
    }
    earlier = {edition.article.id: key for key, chain in editions.items() for edition in chain[:-1]}
    texts = [*ordered.values(), *(edition.article for chain in editions.values() for edition in chain[:-1])]
    duplicates = fold_copies(find_duplicates(texts, memory), earlier, list(ordered))
    every = {article.id: article for article in known} if used.others else ordered
    decided = apply_decisions(in_order, every, duplicates, decisions, used.others)
    record = _merge(ordered, duplicates, decided, memory, _contents(ordered, editions, decided, memory))
    memory.turn()
    return replace(record, as_of=as_of, undated=used.undated, editions=editions)


def _contents(
    articles: Mapping[str, Article],
    editions: Mapping[str, Sequence[Edition]],
    decided: Decided,
    memory: Memory,
) -> dict[str, str]:
    """The key of the words by which the items of an article are named: those of its first edition."""
    found = {}
    for key in (findings.article for findings in decided.findings if _is_merged(findings)):
        first = editions[key][0].article if key in editions else articles[key]
        found[key] = memory.fingerprint(first).content
    return found


def _merge(
    articles: dict[str, Article],
    duplicates: dict[str, str],
    decided: Decided,
    memory: Memory,
    contents: dict[str, str],
) -> Record:
    """What the findings, after the decisions, make together; articles and findings in the order of publication."""
    published = {article.id: article.published for article in articles.values()}
    told = published, decided.bonds, contents, memory
    positions = tuple(chain.from_iterable(found.positions for found in decided.findings))
    statements = tuple(chain.from_iterable(found.statements for found in decided.findings))
    speakers = speakers_in(statements)
    introduced = chain.from_iterable(found.persons for found in decided.findings)
    reports = [[item for found in decided.findings for item in getattr(found, kind)] for kind in MERGED]
    contacts, judgements = judge_items(merge_contacts(reports[0], *told), decided.judgements)
    agreements, judgements = judge_items(merge_agreements(reports[1], *told), judgements)
    plans = with_responses(merge_proposals(reports[2], *told), positions, published)
    proposals, judgements = judge_items(plans, judgements)
    deadlines, judgements = judge_items(merge_deadlines(reports[3], *told), judgements)
    return Record(
        as_of=None,
        articles=articles,
        duplicates=duplicates,
        contacts=contacts,
        positions=positions,
        agreements=agreements,
        proposals=proposals,
        deadlines=deadlines,
        statements=statements,
        conflicts=find_conflicts(contacts, published, duplicates, speakers, memory),
        agreement_conflicts=find_agreement_conflicts(agreements, published, duplicates, speakers),
        persons=with_former_names(merge_persons(contacts, positions, statements, introduced, published), judgements),
        judgements=judgements,
    )


def _is_merged(found: Findings) -> bool:
    return any(getattr(found, kind) for kind in MERGED)


def load_record(store: Store, as_of: date | None = None) -> Record:
    """The record kept in a file, as it stands or as it could be known on a day.

    A large one as it stands is merged once for each state of it, where it may be written, and then opens at once.
    """
    if as_of is None and (known := store.kept_record()):
        return known
    with collector_paused():
        kept = store.contents()
        record = build_record(
            kept.articles, kept.findings, as_of=as_of, decisions=kept.decisions, memory=Once(kept.fingerprints)
        )
        record = replace(record, failures=tuple(kept.failures))
    if as_of is None and not store.readonly and store.wants_kept():
        # Whoever waited for the record has it; that the next one waits too is no error.
        with suppress(RecordError):
            store.keep_record(record, kept.revision)
    return record


@contextmanager
def collector_paused() -> Iterator[None]:
    """Make many objects that all stay without looking through them again and again, which takes a third of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
