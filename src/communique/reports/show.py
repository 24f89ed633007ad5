"""One item of the record on a page: what it says, and every report of it in its context."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from communique.analysis.edits import FIELDS
from communique.findings.jsonl import finding_to_json
from communique.model.article import URL_BASIS, Article
from communique.model.findings import ContactReport, Finding, Position, Span
from communique.model.record import Agreement, Contact, Deadline, Person, Proposal, Record
from communique.record.items import Item as RecordItem
from communique.record.items import Merged, all_merged, earlier_edition, item_id
from communique.record.rows import items_of
from communique.reports.copies import carriers_note, copy_note, edition_note, independence_note, other_dates
from communique.reports.dates import say_date, say_published
from communique.reports.disputes import dispute_item
from communique.reports.document import (
    Block,
    Bullets,
    Document,
    Item,
    Line,
    Paragraph,
    Section,
    Style,
    Text,
    line,
    quote,
    soft,
    strong,
)
from communique.reports.judged import with_judgements
from communique.reports.passages import facts_table, how_sure, passages, told_by
from communique.reports.references import outlet
from communique.reports.view import View, make_view, marks, status_words, who_label
from communique.reports.wording import (
    capital,
    contact_noun,
    level_label,
    mark,
    parties_label,
    party_name,
    shorten,
    speaker,
    stance_label,
    status_label,
)

_HIDDEN = frozenset({"id", "evidence", "spans", "status_cue", "source_span", "cue_span", "content_spans"})


def make_page(record: Record, item: RecordItem, view: View | None = None) -> Document:
    """The page of a contact, an agreement, a proposal, a deadline, a person, a finding or an article.

    A `view` of the record that is there already saves the time of making one.
    """
    return with_judgements(_page(view or make_view(record), item), record.judgements, item)


def make_head(view: View, item: Merged | Person) -> Document:
    """The head of such a page: the name of the item, what the record says of it, and what people decided on it."""
    from communique.reports.show_items import outcome_head, person_head

    if isinstance(item, Contact):
        head = _contact_head(view, item)
    elif isinstance(item, Person):
        head = person_head(view, item)
    else:
        head = outcome_head(view, item)
    return with_judgements(head, view.record.judgements, item)


def _page(view: View, item: RecordItem) -> Document:
    from communique.reports.show_items import outcome_page, person_page

    if isinstance(item, Contact):
        return _contact_page(view, item)
    if isinstance(item, Agreement | Proposal | Deadline):
        return outcome_page(view, item)
    if isinstance(item, Person):
        return person_page(view, item)
    if isinstance(item, Finding):
        return _finding_page(view, item)
    return _article_page(view, item)


def _contact_head(view: View, contact: Contact) -> Document:
    # An article is one report, however many of its passages tell of the contact.
    several = len({report.article for report in contact.reports}) < len(contact.reports)
    places = f"in {len(contact.reports)} passages"
    facts = [
        ("status", line(marks(view, contact), f" {status_words(view, contact)}")),
        ("date", line(view.day(contact.date))),
        ("parties", line(parties_label(contact.parties, every=True))),
        ("mediators", line(parties_label(contact.mediators)) if contact.mediators else ()),
        ("participants", line(", ".join(contact.participants) or "not given")),
        ("level", line(level_label(contact.level))),
        ("directness", line(contact.directness.value)),
        ("place", line(contact.place or "not given")),
        ("reported", line(independence_note(view.record, contact.reports), f", {places}" if several else "")),
    ]
    disputed = {conflict.about for conflict in view.conflicts_of(contact)}
    facts = [(name, line(told, strong(" · disputed")) if name in disputed else told) for name, told in facts]
    title = f"{capital(contact_noun(contact.kind, contact.level))}, {who_label(contact)}"
    section = Section("facts", "In the record", (facts_table(facts),))
    return Document(title, line(soft(contact.id)), (section,), (), "show")


def _contact_page(view: View, contact: Contact) -> Document:
    head = _contact_head(view, contact)
    several = len({report.article for report in contact.reports}) < len(contact.reports)
    sections = [*head.sections]
    conflicts = view.conflicts_of(contact)
    if conflicts:
        points = tuple(dispute_item(view, conflict) for conflict in conflicts)
        sections.append(Section("disputes", "Where reports disagree", (Bullets(points),)))
    for number, report in enumerate(contact.reports, 1):
        told = f"{'Passage' if several else 'Report'} {number} of {len(contact.reports)}: {told_by(view, report)}"
        sections.append(Section(f"report-{number}", told, _report_blocks(view, report)))
    return replace(head, sections=tuple(sections))


def _report_blocks(view: View, report: ContactReport) -> tuple[Block, ...]:
    copied = copy_note(view.record, report.article)
    told = f"said {speaker(report.said_by)}" if report.said_by else "in its own voice"
    words = f"{status_label(report.status)}, {told}; {say_date(report.date, view.year)}"
    note = f"; a copy of {copied}" if copied else ""
    head = line(Text(words), soft(f" · {item_id(report)} · {how_sure(view, report)}{note}"))
    same = _told_by_original(view, report)
    return (Paragraph(head),) if same else (Paragraph(head), *passages(view, [report]))


def _told_by_original(view: View, report: ContactReport) -> bool:
    """True for a report in the words of the article that its own copies, where they stand already."""
    original = view.record.duplicates.get(report.article)
    article = view.record.articles.get(original or "")
    return article is not None and all(words in article.text for words in report.evidence)


def _finding_page(view: View, finding: Finding) -> Document:
    kind = "positions" if isinstance(finding, Position) else "findings"
    values = finding_to_json(finding, kind)
    facts = [(name.replace("_", " "), _value(value)) for name, value in values.items() if name not in _HIDDEN]
    sections = (
        Section("facts", "In the record", (facts_table(facts),)),
        Section("report-1", f"Report: {told_by(view, finding)}", passages(view, [finding])),
    )
    title = f"{capital(_noun(finding))} {finding.article}:{finding.id}"
    return Document(title, line(soft(told_by(view, finding))), sections, (), "show")


def _article_page(view: View, article: Article) -> Document:
    found: list[Finding] = [r for item in all_merged(view.record) for r in item.reports if r.article == article.id]
    found += [position for position in view.record.positions if position.article == article.id]
    earlier = earlier_edition(view.record, article.id)
    if earlier and earlier[0].findings:
        found = [finding for kind, finding in items_of(earlier[0].findings) if kind in FIELDS]
    spans = [span for item in found for span in item.spans]
    facts = [
        ("outlet", line(outlet(article))),
        ("published", line(say_published(article.published), soft(_basis(article)))),
        ("also given", line("; ".join(other_dates(view.record, article.id)))),
        ("address", line(article.url or "not given", soft(_stated(article)))),
        ("read from", line(article.origin or "not given")),
        ("text", line("; ".join(note for key in ("text_note", "fetch_note") if (note := article.meta.get(key))))),
        ("edited", line(edition_note(view.record, article.id))),
        ("copy of", line(copy_note(view.record, article.id))),
        ("carried by", line(carriers_note(view.record, article.id))),
    ]
    points = tuple(Item(line(soft(f"{item.id}  "), summary(item))) for item in found)
    sections = [Section("facts", "In the record", (facts_table(facts),))]
    if points:
        sections.append(Section("findings", "What it reports", (Bullets(points),)))
    text = tuple(Paragraph(part) for part in _paragraphs(article.text, spans))
    sections.append(Section("text", "Text, evidence marked", text))
    return Document(article.title or article.id, line(soft(article.id)), tuple(sections), (), "show")


def _paragraphs(text: str, spans: Sequence[Span]) -> list[Line]:
    """The text's paragraphs with the evidence marked."""
    found, offset = [], 0
    for paragraph in text.split("\n"):
        end = offset + len(paragraph)
        if paragraph.strip():
            found.append(_marked(text, offset, end, spans))
        offset = end + 1
    return found


def _marked(text: str, start: int, end: int, spans: Sequence[Span]) -> Line:
    parts, at = [], start
    for first, last in sorted(spans):
        first, last = max(first, at), min(last, end)
        if first < last:
            parts += [Text(text[at:first]), Text(text[first:last], Style.MARK)]
            at = last
    return line(*(part for part in parts if part.text), text[at:end])


def _stated(article: Article) -> str:
    """Who says that the text stood at its address, where nobody but the text or a feed of another site does."""
    if article.url is None or article.is_at_its_address:
        note = article.meta.get("address_note")
        return f" ({note})" if note else ""
    return " (says a feed of another site)" if article.meta[URL_BASIS] == "feed" else " (as the text itself states)"


def _basis(article: Article) -> str:
    note = article.meta.get("published_note")
    doubt = article.published_certainty if article.published_certainty != "certain" else None
    parts = [part for part in (article.published_basis, doubt, note) if part]
    return f" ({'; '.join(parts)})" if parts else ""


def _noun(finding: Finding) -> str:
    names = {
        "c": "contact",
        "p": "position",
        "a": "agreement",
        "o": "proposal",
        "d": "deadline",
        "s": "statement",
        "n": "person",
    }
    return names.get(finding.id[:1], "finding")


def summary(finding: Finding) -> Line:
    """One finding in a few words."""
    if isinstance(finding, ContactReport):
        what = contact_noun(finding.kind, finding.level)
        day = f", {say_date(finding.date)}" if finding.date else ""
        status = Text(mark(finding.status), status=finding.status)
        return line(status, f" {what}, {parties_label(finding.parties)}{day}: {status_label(finding.status)}")
    if isinstance(finding, Position):
        party, about = party_name(finding.party), quote(shorten(finding.about, 90))
        if finding.condition:
            return line(f"{party}: ", about, ", only if ", quote(shorten(finding.condition, 90)))
        return line(f"{party} {stance_label(finding.stance)} ", about)
    words = getattr(finding, "what", "") or getattr(finding, "name", "")
    return line(f"{_noun(finding)}: ", quote(shorten(words, 110)))


def _value(value: object) -> Line:
    if value is None or value == []:
        return line(soft("not given"))
    if isinstance(value, list):
        return line("; ".join(str(part) for part in value))
    return line(str(value))
