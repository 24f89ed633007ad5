"""Identifiers of the record: what a person types to see one contact, finding or article."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches

from communique.errors import UsageError
from communique.model.article import Article
from communique.model.findings import Finding
from communique.model.record import Contact, Record

Item = Contact | Finding | Article


def find_item(record: Record, identifier: str) -> Item:
    """The item of that id, or of the only id that begins so.

    Ids are those of contacts (`c-7f3a2b`), of articles, and `<article>:<finding>` for every finding, reports of
    contacts among them. Raises UsageError, with the ids that come near, when there is none or more than one.
    """
    asked = identifier.strip()
    items = dict(all_items(record))
    if asked in items:
        return items[asked]
    article, colon, local = asked.rpartition(":")
    if colon and article:
        # "us-russia-0:p3": the beginning of an article's id, and the whole id of a finding.
        begins = [key for key in items if key.startswith(article) and key.endswith(f":{local}")]
    else:
        begins = [key for key in items if asked and key.startswith(asked)]
        # A prefix of an article is one of all its findings too: the article is meant.
        begins = [key for key in begins if not isinstance(items[key], Finding)] or begins
    if len(begins) == 1:
        return items[begins[0]]
    if begins:
        raise UsageError(f"{asked} may be {_list(sorted(begins))}", hint="type more of the id")
    near = get_close_matches(asked, list(items), n=5, cutoff=0.6)
    hint = f"did you mean {_list(near)}?" if near else "list ids with `communique contacts` or `communique articles`"
    raise UsageError(f"nothing in the record has the id {asked!r}", hint=hint)


def all_items(record: Record) -> Iterator[tuple[str, Item]]:
    """Every item of the record with its id."""
    for contact in record.contacts:
        yield contact.id, contact
    yield from record.articles.items()
    for contact in record.contacts:
        for report in contact.reports:
            yield item_id(report), report
    for items in (record.positions, record.agreements, record.proposals, record.deadlines, record.statements):
        for item in items:
            yield item_id(item), item


def item_id(item: Finding) -> str:
    """The id of a finding in the record: that of its article and its own."""
    return f"{item.article}:{item.id}"


def _list(keys: list[str]) -> str:
    return ", ".join(keys[:5]) + (f" and {len(keys) - 5} more" if len(keys) > 5 else "")
