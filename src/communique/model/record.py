"""The record: what several reports have in common, with every report kept.

A report is not an event: a `Contact` of the record is a judgement that some reports tell of the same contact.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import overload

from communique.model.actors import Level
from communique.model.article import Article, Failure
from communique.model.decisions import NO_JUDGEMENTS, Judgements
from communique.model.deferred import Deferred
from communique.model.findings import (
    AgreementReport,
    AgreementStatus,
    ContactKind,
    ContactReport,
    DeadlineReport,
    Directness,
    Finding,
    Findings,
    PersonReport,
    Position,
    ProposalReport,
    Statement,
    Status,
)


@dataclass(frozen=True, slots=True)
class Contact(Deferred):
    """One contact of the record; its fields are what its reports, the latest and strongest first, agree on.

    `id` is stable and short enough to type. `reports` are in the order of publication. `anchors` has for
    each report the id that the contact has, in full, where that report is the first: each of them leads to it.
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
    anchors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Agreement(Deferred):
    """One agreement, or one point of one, as its reports tell of it: drafted, reached, signed, broken, denied.

    `what` is in the words of the report that says most, `status` the furthest that its life has come, `date` the day
    of that. `reports` are in the order of publication and keep every status on the way. `anchors` has for each of
    them the id by which it leads here.
    """

    id: str
    parties: tuple[str, ...]
    what: str
    status: AgreementStatus
    date: str | None
    reports: tuple[AgreementReport, ...]
    anchors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Term:
    """One term of a proposal in the words of its first report, with every report that it rests on."""

    words: str
    reports: tuple[ProposalReport, ...]


@dataclass(frozen=True, slots=True)
class Proposal(Deferred):
    """One plan or offer; `terms` are those of all its reports, each once.

    `responses` are positions of parties other than the proposer that name the plan in what they are about.
    """

    id: str
    proposer: str | None
    name: str
    terms: tuple[Term, ...]
    responses: tuple[Position, ...]
    reports: tuple[ProposalReport, ...]
    anchors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Deadline(Deferred):
    """One time limit; `date` is the one in force by its latest reports, `earlier` those that it had before."""

    id: str
    what: str
    date: str | None
    earlier: tuple[str, ...]
    reports: tuple[DeadlineReport, ...]
    anchors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Office(Deferred):
    """An office as worded, with the ISO dates of the first and the last report that gives it (None: undated)."""

    title: str
    party: str | None
    first: str | None
    last: str | None
    reports: tuple[PersonReport, ...] = ()


@dataclass(frozen=True, slots=True)
class Person(Deferred):
    """One person, whatever the spelling.

    `name` is the fullest form of the name, `names` all of them; `party` the one that he or she speaks for most often,
    `offices` in the order of time. `contacts` are the ids of those in which he or she takes part, `statements` counts
    what he or she is quoted with. `reports` are the findings that name the person, in the order of publication.
    """

    id: str
    name: str
    names: tuple[str, ...]
    party: str | None
    offices: tuple[Office, ...]
    contacts: tuple[str, ...]
    positions: tuple[Position, ...]
    statements: int
    reports: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who stands behind a report: a name, and the party for which he or she speaks; each None when not known."""

    name: str | None = None
    party: str | None = None


NOBODY = Speaker()


@dataclass(frozen=True, slots=True)
class Conflict(Deferred):
    """Two reports of one contact that cannot both be right; `about` names the field they disagree on.

    `values` is what each of the two says of it, in words, `speakers` those to whom they are attributed, both in the
    order of the reports.
    """

    contact: str
    about: str
    reports: tuple[ContactReport, ContactReport]
    note: str
    values: tuple[str, str]
    speakers: tuple[Speaker, Speaker]


@dataclass(frozen=True, slots=True)
class AgreementConflict(Deferred):
    """Two reports of one agreement of which one denies what the other claims."""

    agreement: str
    about: str
    reports: tuple[AgreementReport, AgreementReport]
    note: str
    values: tuple[str, str]
    speakers: tuple[Speaker, Speaker]


@dataclass(frozen=True, slots=True)
class Edition:
    """One text that an address had: `day` is when it was out, by what is stated or known; an ISO date, None if unknown.

    The first edition was out when it was published, a later one when it was changed or, where nobody says, first had.
    `findings` are as the reader gave them, None where it was not read.
    """

    article: Article
    day: str | None
    findings: Findings | None = None


@dataclass(frozen=True, slots=True, weakref_slot=True)
class Record:
    """The whole record as it could be known on `as_of`: a pure function of findings and decisions.

    `articles` by id, in order of publication. Positions and statements are the findings themselves; their record id
    is `<article id>:<finding id>`, as is that of every report. `undated` counts the articles that an as-of view leaves
    out because nobody can say when they were published. `judgements` is what people decided, and what that changed.
    `editions` has for each article that its outlet edited all its editions, in order; the last is the one in
    `articles`, and the only one whose findings count.
    """

    as_of: date | None
    articles: Mapping[str, Article]
    duplicates: Mapping[str, str]
    contacts: Sequence[Contact]
    positions: Sequence[Position]
    agreements: Sequence[Agreement]
    proposals: Sequence[Proposal]
    deadlines: Sequence[Deadline]
    statements: Sequence[Statement]
    conflicts: Sequence[Conflict]
    failures: tuple[Failure, ...] = ()
    undated: int = 0
    persons: Sequence[Person] = ()
    judgements: Judgements = NO_JUDGEMENTS
    agreement_conflicts: Sequence[AgreementConflict] = ()
    editions: Mapping[str, tuple[Edition, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Audit:
    """What one run left unread as it did not concern the `parties` of interest, and what a sample of it held.

    Of the `seen` articles `out` do not concern them; `read` of these were read as a check, and `missed` are the ids of
    those that held findings between the parties all the same. `made_at` is ISO, in UTC.
    """

    parties: tuple[str, ...]
    seen: int
    out: int
    read: int
    missed: tuple[str, ...] = ()
    made_at: str = ""


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
    persons: int = 0


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


@dataclass(frozen=True, slots=True)
class Hits(Sequence[Hit]):
    """Articles found by their words, best first, or a part of them; `total` is how many were weighed.

    `has_more` where still more hold the words, which came in before those that were weighed.
    """

    found: tuple[Hit, ...] = ()
    total: int = 0
    has_more: bool = False

    @overload
    def __getitem__(self, place: int) -> Hit: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Hit]: ...
    def __getitem__(self, place: int | slice) -> Hit | Sequence[Hit]:
        return self.found[place]

    def __len__(self) -> int:
        return len(self.found)


NONE_FOUND = Hits()
