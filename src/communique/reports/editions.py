"""The editions of an article: when each was out, what it changed of what is reported, and the words that changed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from communique.analysis.difference import Fate, Piece, difference
from communique.analysis.edits import FindingEdit, compare, edits_of
from communique.errors import UsageError
from communique.model.article import Article
from communique.model.record import Edition, Record
from communique.model.when import publication_day
from communique.record.items import earlier_edition, find_item, item_id
from communique.reports.dates import say_day, say_published
from communique.reports.document import (
    Bullets,
    Document,
    Item,
    Line,
    Paragraph,
    Section,
    Style,
    Text,
    join_lines,
    line,
    plain,
    quote,
    soft,
    strong,
)
from communique.reports.edit_lines import field_words, finding_words
from communique.reports.export import edit_fields
from communique.reports.listing import Column, Entry, Listing
from communique.reports.passages import facts_table
from communique.reports.references import outlet
from communique.reports.view import View, make_view
from communique.reports.wording import count, shorten
from communique.settings import command

KEYS = ("id", "publisher", "title", "url", "published", "edited", "editions", "earlier", "changes")
EDITION_KEYS = ("id", "edition", "day", "fetched", "modified", "title", "words_added", "words_removed", "changes")
CONTEXT = 100
"""Characters of unchanged words that are shown before and after those that changed."""
_STYLES = {Fate.KEPT: Style.PLAIN, Fate.ADDED: Style.ADDED, Fate.REMOVED: Style.REMOVED}


def list_editions(record: Record) -> Listing:
    """Every article that its outlet edited, the one edited last first."""
    view = make_view(record)
    columns = (Column("edited"), Column("outlet", 2), Column("title", 4), Column("editions"), Column("changes", 5),
               Column("id", 2, 90))  # fmt: skip
    chains = sorted(
        record.editions.values(), key=lambda chain: (chain[-1].day or "", chain[-1].article.id), reverse=True
    )
    return Listing("edited articles", KEYS, columns, tuple(_entry(view, chain) for chain in chains))


def find_chain(record: Record, asked: str) -> tuple[Edition, ...]:
    """The editions of an article, by the id of any of them. Raises UsageError where there is but one."""
    earlier = earlier_edition(record, asked)
    if earlier:
        return record.editions[earlier[1]]
    found = find_item(record, asked)
    if not isinstance(found, Article):
        raise UsageError(f"{asked} is no article", hint=f"list those that were edited: {command('editions')}")
    if found.id not in record.editions:
        raise UsageError(f"{found.id} has one edition", hint=f"list those that have more: {command('editions')}")
    return record.editions[found.id]


def list_differences(record: Record, chain: Sequence[Edition]) -> Listing:
    """One row for each edition; in JSON with the pieces of its difference from the one before, as offsets."""
    view = make_view(record)
    columns = (Column("day"), Column("words"), Column("changes", 5), Column("id", 2))
    entries = []
    for number, (before, edition) in enumerate(zip((None, *chain), chain, strict=False), 1):
        pieces = difference(before.article.text, edition.article.text) if before else ()
        added, removed = (_words(pieces, fate) for fate in (Fate.ADDED, Fate.REMOVED))
        edits = compare(before, edition).edits if before else ()
        article = edition.article
        data = {
            "id": article.id,
            "edition": number,
            "day": edition.day,
            "fetched": article.fetched,
            "modified": article.modified,
            "title": article.title,
            "words_added": added,
            "words_removed": removed,
            "changes": [plain(_edit_words(view, edit)) for edit in edits],
            "edits": [edit_fields(edit) for edit in edits],
            "pieces": [{"fate": p.fate.value, "text": p.text, "old": list(p.old), "new": list(p.new)} for p in pieces],
        }
        cells = (line(_day(view, edition)), line(f"+{added} −{removed}" if before else "first"),
                 join_lines([_edit_words(view, edit) for edit in edits], "; "), line(soft(article.id)))  # fmt: skip
        entries.append(Entry(data, cells))
    return Listing("editions", EDITION_KEYS, columns, tuple(entries))


def make_editions(record: Record, chain: Sequence[Edition]) -> Document:
    """The editions of an article on a page: what each changed, in the record's terms and word by word."""
    view = make_view(record)
    last = chain[-1].article
    rows = [(f"edition {number}", _edition_words(view, chain, number)) for number in range(1, len(chain) + 1)]
    facts = [("outlet", line(outlet(last))), ("address", line(last.url or "not given")), *rows]
    sections = [Section("facts", "Editions", (facts_table(facts),))]
    for number, (before, after) in enumerate(pairwise(chain), 2):
        edits = compare(before, after).edits
        told = tuple(Item(_edit_words(view, edit), _quotes(edit)) for edit in edits)
        nothing = Paragraph(line(soft("Nothing that the record follows.")))
        title = f"What edition {number} changed"
        sections.append(Section(f"changes-{number}", title, (Bullets(told) if told else nothing,)))
        shown = tuple(Paragraph(part) for part in _difference(before.article, after.article))
        sections.append(Section(f"difference-{number}", f"The words of edition {number}", shown))
    return Document(last.title or last.id, line(soft(last.id)), tuple(sections), (), "editions")


def _entry(view: View, chain: Sequence[Edition]) -> Entry:
    article = chain[-1].article
    edits = [edit for _, edit, _ in edits_of(chain)]
    data = {
        "id": article.id,
        "publisher": outlet(article),
        "title": article.title,
        "url": article.url,
        "published": article.published,
        "edited": chain[-1].day,
        "editions": len(chain),
        "earlier": [edition.article.id for edition in chain[:-1]],
        "changes": len(edits),
    }
    told = join_lines([_edit_words(view, edit) for edit in edits[:3]], "; ")
    more = f"; and {len(edits) - 3} more" if len(edits) > 3 else ""
    nothing = soft("nothing that the record follows")
    title = shorten(article.title or article.id, 100)
    cells = (line(_day(view, chain[-1])), line(outlet(article)), line(strong(title)), line(str(len(chain))),
             line(told or nothing, more), line(soft(article.id)))  # fmt: skip
    return Entry(data, cells)


def _edition_words(view: View, chain: Sequence[Edition], number: int) -> Line:
    edition = chain[number - 1]
    article = edition.article
    parts = [_day(view, edition)]
    if article.modified:
        parts.append(f"changed {say_published(article.modified)}, as it states")
    if article.fetched:
        parts.append(f"had {say_published(article.fetched)}")
    told = "; ".join(parts)
    return line(f"{told} ", soft(f"{article.id}{'; the record uses this one' if number == len(chain) else ''}"))


def _day(view: View, edition: Edition) -> str:
    day = publication_day(edition.day)
    return say_day(day, view.year) if day else "undated"


def _edit_words(view: View, edit: FindingEdit) -> Line:
    """ "Chad – Sudan, talks: status scheduled → possible"; "no longer reported: ..."; "now reported: ..."."""
    told = edit.new or edit.old
    assert told is not None
    if not edit.fields:
        return line("now reported: " if edit.new else "no longer reported: ", finding_words(view, told))
    return line(finding_words(view, told), ": ", join_lines([field_words(view, field) for field in edit.fields], ", "))


def _quotes(edit: FindingEdit) -> tuple[Line, ...]:
    told = [(when, finding) for when, finding in (("before", edit.old), ("after", edit.new)) if finding]
    return tuple(
        line(soft(f"{when}: "), quote(shorten(" ".join(finding.evidence), 400)), soft(f" {item_id(finding)}"))
        for when, finding in told
    )


def _words(pieces: Sequence[Piece], fate: Fate) -> int:
    return sum(len(piece.text.split()) for piece in pieces if piece.fate is fate)


def _difference(old: Article, new: Article) -> Iterator[Line]:
    """The paragraphs in which something changed, with the words that were removed and added."""
    if (old.title or "") != (new.title or ""):
        titles = difference(old.title or "", new.title or "")
        yield line(soft("Title: "), *(Text(piece.text, _STYLES[piece.fate]) for piece in titles))
    same = 0
    for parts in _paragraphs(difference(old.text, new.text)):
        if all(part.style is Style.PLAIN for part in parts):
            same += 1
            continue
        if same:
            yield line(soft(f"… {count(same, 'paragraph')} unchanged …"))
            same = 0
        yield tuple(_cut(parts))
    if same:
        yield line(soft(f"… {count(same, 'paragraph')} unchanged …"))


def _paragraphs(pieces: Sequence[Piece]) -> Iterator[list[Text]]:
    parts: list[Text] = []
    for piece in pieces:
        for number, words in enumerate(piece.text.split("\n")):
            if number and parts:
                yield parts
                parts = []
            if words.strip() or (words and parts):
                parts.append(Text(words, _STYLES[piece.fate]))
    if parts:
        yield parts


def _cut(parts: Sequence[Text]) -> Iterator[Text]:
    """A paragraph with what stayed cut to its words next to those that changed."""
    for number, part in enumerate(parts):
        if part.style is not Style.PLAIN or len(part.text) <= 2 * CONTEXT + 40:
            yield part
            continue
        head = part.text[:CONTEXT].rpartition(" ")[0] if number else ""
        tail = part.text[-CONTEXT:].partition(" ")[2] if number + 1 < len(parts) else ""
        yield from (Text(head), Text(" … ", Style.SOFT), Text(tail))
