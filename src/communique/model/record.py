"""The record: what several reports have in common, with every report kept.

A report is not an event: a `Contact` of the record is a judgement that some reports tell of the same contact.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from communique.model.actors import Level
from communique.model.article import Article, Failure
from communique.model.findings import (
    AgreementReport,
    ContactKind,
    ContactReport,
    DeadlineReport,
    Directness,
    Position,
    ProposalReport,
    Statement,
    Status,
)


@dataclass(frozen=True, slots=True)
class Contact:
    """One contact of the record; its fields are what its reports, the latest and strongest first, agree on.

    `id` is stable and short enough to type. `reports` are in the order of publication.
    """

    id: str
    kind: ContactKind
    parties: tuple[str, ...]
    mediators: tuple[str, ...]
    participants: tuple[str, ...]
    level: Level
    directness: Directness
    date: str | None
    place: str | None
    status: Status
    reports: tuple[ContactReport, ...]


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two reports of one contact that cannot both be right; `about` names the field they disagree on."""

    contact: str
    about: str
    reports: tuple[ContactReport, ContactReport]
    note: str


@dataclass(frozen=True, slots=True)
class Record:
    """The whole record as it could be known on `as_of`: a pure function of findings and decisions.

    `articles` by id, in order of publication. Items other than contacts are the findings themselves; their record
    id is `<article id>:<finding id>`. `undated` counts the articles that an as-of view leaves out because nobody
    can say when they were published.
    """

    as_of: date | None
    articles: dict[str, Article]
    duplicates: dict[str, str]
    contacts: tuple[Contact, ...]
    positions: tuple[Position, ...]
    agreements: tuple[AgreementReport, ...]
    proposals: tuple[ProposalReport, ...]
    deadlines: tuple[DeadlineReport, ...]
    statements: tuple[Statement, ...]
    conflicts: tuple[Conflict, ...]
    failures: tuple[Failure, ...] = ()
    undated: int = 0


@dataclass(frozen=True, slots=True)
class Counts:
    """How much a record file holds; `unread` are kept articles without findings, such as those not in English."""

    articles: int
    unread: int
    failures: int
    contacts: int
    positions: int
    agreements: int
    proposals: int
    deadlines: int
    statements: int


@dataclass(frozen=True, slots=True)
class Hit:
    """One article found by its words: `snippet` is the passage, `marks` the character offsets of the words in it.

    `findings` are the local ids (`c1`, `p3`) of the article's findings whose evidence holds one of the words.
    """

    article: str
    title: str | None
    publisher: str | None
    published: str | None
    snippet: str
    marks: tuple[tuple[int, int], ...]
    findings: tuple[str, ...] = ()
