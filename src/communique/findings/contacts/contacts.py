"""Reading -> contacts: triggers, mentions, and mentions of one contact folded into one report."""

from __future__ import annotations

from communique.findings.contacts.circumstance import HAPPENED, find_date, find_places
from communique.findings.contacts.confidence import find_confidence
from communique.findings.contacts.delegations import name_delegations
from communique.findings.contacts.folding import Fold, fold_mentions
from communique.findings.contacts.levels import find_level, find_level_nearby
from communique.findings.contacts.mentions import find_mentions
from communique.model.actors import Level
from communique.model.findings import ContactKind, ContactReport, Directness, Status
from communique.reading.reading import Reading

MAX_EVIDENCE = 3


def find_contacts(reading: Reading) -> tuple[ContactReport, ...]:
    """Every contact that one article reports.

    "Rubio and Lavrov met in Riyadh on Tuesday" (published 2025-02-20): one meeting of RUS and USA, held 2025-02-18.
    """
    folds = fold_mentions(reading, find_mentions(reading))
    name_delegations(reading, folds)
    return tuple(_report(reading, folds, number) for number in range(len(folds)))


def _report(reading: Reading, folds: list[Fold], number: int) -> ContactReport:
    fold = folds[number]
    sentences = fold.sentences()[:MAX_EVIDENCE]
    deciding = fold.deciding
    kind = _kind(fold)
    level = find_level(fold.mentions, fold.persons.values(), kind)
    if kind in {ContactKind.TALKS, ContactKind.MEETING} and fold.status in HAPPENED and not fold.persons:
        near = find_level_nearby(reading, fold.parties | fold.mediators, fold.sentences())
        level = min(level, near, key=lambda one: one.rank)
    return ContactReport(
        id=f"c{number + 1}",
        article=reading.article.id,
        evidence=tuple(reading.parse.text_of(sentence) for sentence in sentences),
        spans=tuple((sentence.start, sentence.end) for sentence in sentences),
        confidence=find_confidence(folds, number),
        reason=f"{deciding.trigger.lemma}/{deciding.trigger.frame}/{deciding.cue.rule}",
        kind=kind,
        parties=tuple(sorted(fold.parties)),
        mediators=tuple(sorted(fold.mediators)),
        participants=tuple(fold.persons),
        level=level,
        directness=_directness(fold, level),
        date=fold.date or _neighbouring_date(reading, fold),
        place=fold.place or _place_nearby(reading, fold),
        status=fold.status,
        status_cue=deciding.cue.span,
        said_by=deciding.said_by,
    )


def _place_nearby(reading: Reading, fold: Fold) -> str | None:
    """The only place that a mention's sentence names after "in" or "at"; None for calls and messages."""
    if fold.kind in {ContactKind.CALL, ContactKind.MESSAGE}:
        return None
    for mention in fold.mentions:
        if len(names := find_places(reading, mention.sentence)) == 1:
            return names[0]
    return None


def _neighbouring_date(reading: Reading, fold: Fold) -> str | None:
    """The likeliest date from the sentences around the mentions, for a contact whose own sentences give none."""
    best: tuple[float, str] | None = None
    for mention in fold.mentions:
        date, likely = find_date(reading, mention.trigger, fold.status, [], (-1, 1))
        if date is not None and (best is None or likely > best[0]):
            best = likely, date
    return best[1] if best else None


def _kind(fold: Fold) -> ContactKind:
    """Two heads of state or government in person make a summit; a summit below leaders is a meeting."""
    kind = fold.kind
    if kind in {ContactKind.MEETING, ContactKind.TALKS, ContactKind.VISIT} and fold.leaders >= 2:
        return ContactKind.SUMMIT
    return kind


def _directness(fold: Fold, level: Level) -> Directness:
    if fold.indirect:
        return Directness.INDIRECT
    if fold.direct or fold.persons or fold.kind in {ContactKind.CALL, ContactKind.MEETING, ContactKind.SUMMIT}:
        return Directness.DIRECT
    if fold.mediators or (fold.status not in {Status.HELD, Status.SCHEDULED} and level is Level.UNKNOWN):
        return Directness.UNKNOWN
    return Directness.DIRECT
