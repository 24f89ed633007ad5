"""Identifiers of the record: what a person types to see one contact, finding or article."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from functools import cached_property

from communique.errors import UsageError
from communique.model.article import Article
from communique.model.findings import Finding, PersonReport
from communique.model.record import Agreement, Contact, Deadline, Edition, Person, Proposal, Record
from communique.record import rows
from communique.record.merging.anchoring import SHORT
from communique.record.merging.persons import person_ids
from communique.record.names import name_keys
from communique.settings import command

Merged = Contact | Agreement | Proposal | Deadline
Item = Merged | Person | Finding | Article


def find_item(record: Record, identifier: str) -> Item:
    """The item of that id, or of the only id that begins so; see `Catalogue.find`, which is made for many questions.

    What several reports tell of, asked for by its whole id, is found without a look at anything else.
    """
    asked = identifier.strip()
    merged = next((item for item in _kind_of_id(record, asked) if item.id == asked), None)
    return merged or Catalogue(record).find(asked)


class Catalogue:
    """The items of a record by their ids.

    Ids are those of contacts (`c-7f3a2b`), agreements (`a-`), proposals (`o-`), deadlines (`d-`) and persons (`n-`),
    of articles, and `<article>:<finding>` for every finding, reports among them.
    """

    def __init__(self, record: Record) -> None:
        self._record = record

    @cached_property
    def items(self) -> Mapping[str, Item]:
        """Every item by its id."""
        return dict(all_items(self._record))

    @cached_property
    def _earlier(self) -> Mapping[str, Merged | Person]:
        return dict(earlier_ids(self._record))

    def find(self, identifier: str) -> Item:
        """The item of that id, or of the only id that begins so.

        An id that an item had before more reports came in still leads to it, and so does a person's name. Raises
        UsageError, with the ids that come near, when there is none or more than one.
        """
        asked = identifier.strip()
        if asked in self.items:
            return self.items[asked]
        if asked in self._earlier:
            return self._earlier[asked]
        begins = self._beginning_with(asked)
        if len(begins) == 1:
            return self.items[begins[0]]
        if not begins:
            called = {id(item): item for key, item in self._earlier.items() if asked and key.startswith(asked)}
            found = [*called.values()] or _named(self._record, asked)
            if len(found) == 1:
                return found[0]
            begins = [item.id for item in found]
        if begins:
            raise UsageError(f"{asked} may be {_list(sorted(begins))}", hint="type more of the id")
        raise self._nothing(asked)

    def _beginning_with(self, asked: str) -> list[str]:
        article, colon, local = asked.rpartition(":")
        if colon and article:
            # "us-russia-0:p3": the beginning of an article's id, and the whole id of a finding.
            return [key for key in self.items if key.startswith(article) and key.endswith(f":{local}")]
        begins = [key for key in self.items if asked and key.startswith(asked)]
        # A prefix of an article is one of all its findings too: the article is meant.
        begins = [key for key in begins if not isinstance(self.items[key], Finding)] or begins
        if begins and len(asked) > SHORT:
            # A whole id that was given to another item once, and begins the longer one of this item now.
            begins += [item.id for key, item in self._earlier.items() if key.startswith(asked)]
        return [*dict.fromkeys(begins)]

    def _nothing(self, asked: str) -> UsageError:
        if any(item_id(finding) == asked for finding in self._record.judgements.rejected):
            return UsageError(
                f"{asked} was rejected", hint=f"`{command('decisions')}` says by whom, and how to take it back"
            )
        edition = earlier_edition(self._record, asked) or earlier_edition(self._record, asked.rpartition(":")[0])
        if edition:
            hint = f"the record uses {edition[1]}: {command(f'show {edition[1]}')}"
            return UsageError(f"{asked} is of an earlier edition", hint=hint)
        near = _of_first_name(self._record, asked) or get_close_matches(asked, list(self.items), n=5, cutoff=0.6)
        lists = f"list them with `{command('contacts')}`, `{command('people')}` or `{command('articles')}`"
        hint = f"did you mean {_list(near)}?" if near else lists
        return UsageError(f"nothing in the record has the id or the name {asked!r}", hint=hint)


def article_of(record: Record, key: str) -> Article | None:
    """An article of the record or an earlier edition of one, by its id; None where there is neither."""
    if key in record.articles:
        return record.articles[key]
    edition = earlier_edition(record, key)
    return edition[0].article if edition else None


def earlier_articles(record: Record) -> dict[str, Article]:
    """Every earlier edition of an article of the record, by its id."""
    return {e.article.id: e.article for chain in record.editions.values() for e in chain[:-1]}


def earlier_edition(record: Record, key: str) -> tuple[Edition, str] | None:
    """The earlier edition with this id, and the id of the one that the record uses; None where there is none."""
    for used, chain in record.editions.items():
        for edition in chain[:-1]:
            if edition.article.id == key:
                return edition, used
    return None


def earlier_item(record: Record, asked: str) -> Article | Finding | None:
    """An earlier edition of an article, or a finding of one, by its whole id; None where there is none."""
    edition = earlier_edition(record, asked)
    if edition:
        return edition[0].article
    article, _, local = asked.rpartition(":")
    told = earlier_edition(record, article) if article else None
    found = told[0].findings if told else None
    return next((finding for _, finding in rows.items_of(found) if finding.id == local), None) if found else None


def all_items(record: Record) -> Iterator[tuple[str, Item]]:
    """Every item of the record with its id."""
    for merged in all_merged(record):
        yield merged.id, merged
    for person in record.persons:
        yield person.id, person
    yield from record.articles.items()
    for merged in all_merged(record):
        for report in merged.reports:
            yield item_id(report), report
    for person in record.persons:
        yield from ((item_id(report), report) for report in person.reports if isinstance(report, PersonReport))
    for findings in (record.positions, record.statements):
        for finding in findings:
            yield item_id(finding), finding


def all_merged(record: Record) -> Iterator[Merged]:
    """Everything that several reports may tell of: contacts, agreements, proposals, deadlines."""
    yield from record.contacts
    yield from record.agreements
    yield from record.proposals
    yield from record.deadlines


def _kind_of_id(record: Record, identifier: str) -> Iterable[Merged]:
    """The items of the kind that an id of such a beginning has; none where that tells nothing."""
    kinds: dict[str, Iterable[Merged]] = {
        "c-": record.contacts,
        "a-": record.agreements,
        "o-": record.proposals,
        "d-": record.deadlines,
    }
    return kinds.get(identifier[:2], ())


def earlier_ids(record: Record) -> Iterator[tuple[str, Merged | Person]]:
    """Ids that lead to an item beside its own: those of its other reports, those of a person's other spellings."""
    for merged in all_merged(record):
        for anchor in merged.anchors:
            yield anchor, merged
    for person in record.persons:
        for identifier in person_ids(person):
            yield identifier, person


def _named(record: Record, asked: str) -> list[Merged | Person]:
    """Persons of that name, or of that last name."""
    keys = name_keys(asked)
    exact = [p for p in record.persons if keys and any(name_keys(name) == keys for name in p.names)]
    last = [p for p in record.persons if len(keys) == 1 and any(name_keys(name)[-1] == keys[0] for name in p.names)]
    return [*(exact or last)]


def _of_first_name(record: Record, asked: str) -> list[str]:
    """Persons with that word in their names, which alone says too little of whom is meant."""
    return [person.name for person in record.persons if asked.casefold() in person.name.casefold().split()]


def item_id(item: Finding) -> str:
    """The id of a finding in the record: that of its article and its own."""
    return f"{item.article}:{item.id}"


def _list(keys: list[str]) -> str:
    return ", ".join(keys[:5]) + (f" and {len(keys) - 5} more" if len(keys) > 5 else "")
