"""A contact's page: its reports side by side, copies under their original, and how its status came to be."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from communique.model.findings import AgreementReport, ContactReport, DeadlineReport, Finding
from communique.model.record import Agreement, Contact, Person, Proposal
from communique.model.when import parse_when
from communique.record.items import article_of, item_id
from communique.reports.document import Line
from communique.reports.moments import Chapter, Moment, life_of
from communique.reports.passages import how_sure, in_context
from communique.reports.references import outlet
from communique.reports.view import View
from communique.reports.wording import agreement_label, mark, speaker, status_label
from communique.web.shown import Shown
from communique.web.strip import NARROW, WIDTH, Strip, Told, draw_strip

AGREEMENT_MARKS = {"reached": "●", "signed": "◆", "in_force": "■", "draft": "○", "suspended": "◑", "violated": "✕",
                   "denied": "⊘"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Passage:
    """One report: what it says, whose words it gives, the words in their context, and what it changed."""

    id: str
    local: str
    glyph: str
    status: str
    says: Line
    speaker: str
    quotes: tuple[Line, ...]
    changed: tuple[Line, ...]
    against: tuple[Line, ...]
    sure: str


@dataclass(frozen=True, slots=True)
class Copy:
    """An article in the same words: it counts as no voice of its own."""

    outlet: str
    day: str
    passage: str


@dataclass(frozen=True, slots=True)
class Card:
    """One article with what it reports of the item, and the articles that copy it."""

    article: str
    outlet: str
    day: str
    title: str
    passages: tuple[Passage, ...]
    copies: tuple[Copy, ...]
    copy_of: str = ""
    editions: int = 1


@dataclass(frozen=True, slots=True)
class Reported:
    """An item as its reports tell of it: cards, pictures of its life for page and phone, further chapters."""

    cards: tuple[Card, ...]
    strips: tuple[Strip, ...]
    chapters: tuple[Chapter, ...]


def reported(view: View, item: Contact | Agreement) -> Reported:
    """The reports of an item, in the order of publication."""
    life = life_of(view, item)
    moments = life.chapters[0].moments
    return Reported(_cards(view, moments), _strips(view, item, moments), life.chapters[1:])


def cards_of(view: View, item: Proposal) -> tuple[Card, ...]:
    """The reports of a proposal as cards, in the order of publication."""
    return _cards(view, life_of(view, item).chapters[0].moments)


def takes_part(shown: Shown, contact: Contact) -> list[tuple[str, str | None]]:
    """The participants by name, with the id of the person where the record knows one."""
    known = {name.casefold(): person.id for person in persons_in(shown).get(contact.id, ()) for name in person.names}
    return [(name, known.get(name.casefold())) for name in contact.participants]


def persons_in(shown: Shown) -> Mapping[str, tuple[Person, ...]]:
    """The persons who take part in each contact, by its id."""

    def made() -> Mapping[str, tuple[Person, ...]]:
        found: dict[str, list[Person]] = {}
        for person in shown.record.persons:
            for key in person.contacts:
                found.setdefault(key, []).append(person)
        return {key: tuple(persons) for key, persons in found.items()}

    return shown.kept("persons in", made)


def _cards(view: View, moments: Sequence[Moment]) -> tuple[Card, ...]:
    """One card for each article, in the order of their first reports; copies fold under what they copy."""
    told: dict[str, list[Moment]] = {}
    for moment in moments:
        told.setdefault(moment.report.article, []).append(moment)
    copies: dict[str, list[str]] = {}
    for article in told:
        original = view.record.duplicates.get(article)
        if original in told:
            copies.setdefault(original, []).append(article)
    folded = {article for group in copies.values() for article in group}
    return tuple(_card(view, told, key, copies.get(key, ())) for key in told if key not in folded)


def _card(view: View, told: Mapping[str, Sequence[Moment]], key: str, copies: Sequence[str]) -> Card:
    article = article_of(view.record, key)
    original = view.record.duplicates.get(key)
    return Card(
        article=key,
        outlet=outlet(article),
        day=view.said_on(told[key][0].report) or "undated",
        title=(article.title or "") if article else "",
        passages=tuple(_passage(view, moment) for moment in told[key]),
        copies=tuple(_copy(view, told[copy][0].report) for copy in copies),
        copy_of=f"{outlet(view.record.articles.get(original))}" if original else "",
        editions=len(view.record.editions.get(key, ())) or 1,
    )


def _copy(view: View, report: Finding) -> Copy:
    return Copy(outlet(article_of(view.record, report.article)), view.said_on(report) or "undated", item_id(report))


def _passage(view: View, moment: Moment) -> Passage:
    report = moment.report
    glyph, status, _ = _marked(report)
    by = getattr(report, "said_by", None)
    return Passage(
        id=item_id(report),
        local=report.id,
        glyph=glyph,
        status=status,
        says=moment.says,
        speaker=f"said {speaker(by)}" if by else "in its own voice" if isinstance(report, ContactReport) else "",
        quotes=tuple(in_context(article_of(view.record, report.article), report)),
        changed=moment.changed,
        against=moment.conflicts,
        sure=how_sure(view, report),
    )


def _marked(report: Finding) -> tuple[str, str, str]:
    """The mark of what a report says, its class, and words for it."""
    if isinstance(report, ContactReport):
        return mark(report.status), report.status.value, status_label(report.status)
    if isinstance(report, AgreementReport):
        return AGREEMENT_MARKS[report.status.value], "", agreement_label(report.status)
    return "⏐" if isinstance(report, DeadlineReport) else "◇", "", ""


def _strips(view: View, item: Contact | Agreement, moments: Sequence[Moment]) -> tuple[Strip, ...]:
    told = []
    for moment in moments:
        glyph, status, words = _marked(moment.report)
        after = moment.standing
        assert isinstance(after, Contact | Agreement)
        by = outlet(article_of(view.record, moment.report.article))
        day = view.published(moment.report)
        stands = status_label(after.status) if isinstance(after, Contact) else agreement_label(after.status)
        told.append(
            Told(
                day, glyph, status, f"{view.said_on(moment.report) or 'undated'}, {by}: {words}",
                f"#{item_id(moment.report)}", stands, after.status.value if isinstance(after, Contact) else "",
            )
        )  # fmt: skip
    drawn = (draw_strip(told, _event(view, item), width) for width in (WIDTH, NARROW))
    return tuple(strip for strip in drawn if strip)


def _event(view: View, item: Contact | Agreement) -> tuple[date, date, str] | None:
    when = parse_when(item.date) if item.date else None
    first, last = (when.earliest or when.latest, when.latest or when.earliest) if when else (None, None)
    return (first, last, view.day(item.date)) if first and last else None
