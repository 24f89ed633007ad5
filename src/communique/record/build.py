"""Findings -> Record, as a pure function: what is known, or what could be known on a day."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from itertools import chain
from typing import TYPE_CHECKING

from communique.articles.identity import content_key
from communique.model.article import Article, Failure
from communique.model.decisions import Decision
from communique.model.findings import Findings
from communique.model.record import Record
from communique.record.conflicts.conflicts import find_agreement_conflicts, find_conflicts
from communique.record.copies.duplicates import find_duplicates, publication_order
from communique.record.decisions.actors import with_former_names
from communique.record.decisions.decisions import Decided, apply_decisions
from communique.record.decisions.items import judge_items
from communique.record.merging.agreements import merge_agreements
from communique.record.merging.deadlines import merge_deadlines
from communique.record.merging.merge import merge_contacts
from communique.record.merging.persons import merge_persons
from communique.record.merging.proposals import merge_proposals
from communique.record.speakers import Speakers

if TYPE_CHECKING:
    from communique.record.store import Store

MERGED = ("contacts", "agreements", "proposals", "deadlines")
"""The kinds of findings of which several make one item."""


def build_record(
    articles: Iterable[Article],
    findings: Iterable[Findings],
    *,
    as_of: date | None = None,
    failures: Iterable[Failure] = (),
    decisions: Iterable[Decision] = (),
) -> Record:
    """The record of these articles and findings with the decisions laid over them; with `as_of`, as of that day.

    Articles without a date of publication are left out of an as-of view, since nobody can say whether they were
    known, and counted in `undated`. The order of the input plays no part. Findings of articles that are not given
    are passed over. Decisions are what people hold now: they count in a view of any day.

    >>> build_record([Article("a", "Talks ended.", published="2025-03-01")], []).articles["a"].text
    'Talks ended.'
    """
    known = list(articles)
    kept = [article for article in known if as_of is None or _was_out(article, as_of)]
    ordered = {article.id: article for article in sorted(kept, key=publication_order)}
    by_article = {found.article: found for found in findings if found.article in ordered}
    in_order = [by_article[article_id] for article_id in ordered if article_id in by_article]
    duplicates = find_duplicates(ordered.values())
    decided = apply_decisions(in_order, ordered, duplicates, decisions)
    undated = sum(article.published_day is None for article in known) if as_of else 0
    return replace(_merge(ordered, duplicates, decided), as_of=as_of, failures=tuple(failures), undated=undated)


def _merge(articles: dict[str, Article], duplicates: dict[str, str], decided: Decided) -> Record:
    """What the findings, after the decisions, make together; articles and findings in the order of publication."""
    published = {article.id: article.published for article in articles.values()}
    contents = {f.article: content_key(articles[f.article].text) for f in decided.findings if _is_merged(f)}
    told = published, decided.bonds, contents
    positions = tuple(chain.from_iterable(found.positions for found in decided.findings))
    statements = tuple(chain.from_iterable(found.statements for found in decided.findings))
    speakers = Speakers(statements)
    introduced = chain.from_iterable(found.persons for found in decided.findings)
    reports = [[item for found in decided.findings for item in getattr(found, kind)] for kind in MERGED]
    contacts, judgements = judge_items(merge_contacts(reports[0], *told), decided.judgements)
    agreements, judgements = judge_items(merge_agreements(reports[1], *told), judgements)
    proposals, judgements = judge_items(merge_proposals(reports[2], *told, positions), judgements)
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
        conflicts=find_conflicts(contacts, published, duplicates, speakers),
        agreement_conflicts=find_agreement_conflicts(agreements, published, duplicates, speakers),
        persons=with_former_names(merge_persons(contacts, positions, statements, introduced, published), judgements),
        judgements=judgements,
    )


def _is_merged(found: Findings) -> bool:
    return any(getattr(found, kind) for kind in MERGED)


def load_record(store: Store, as_of: date | None = None) -> Record:
    """The record kept in a file, as it stands or as it could be known on a day."""
    with _collector_paused():
        kept = store.contents()
        return build_record(kept.articles, kept.findings, as_of=as_of, failures=kept.failures, decisions=kept.decisions)


@contextmanager
def _collector_paused() -> Iterator[None]:
    """Make many objects that all stay without looking through them again and again, which takes a third of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _was_out(article: Article, day: date) -> bool:
    return article.published_day is not None and article.published_day <= day.isoformat()
