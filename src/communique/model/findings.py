"""What one article reports. Vocabularies and keys are those of the annotation guide and of `findings` JSONL.

Every finding carries `evidence` (exact sentences of the article), `spans` (their character offsets),
`confidence` (0 to 1) and `reason` (which rule or model found it, for error analysis).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from communique.model.actors import Level
from communique.model.article import Failure

Span = tuple[int, int]

DOUBTFUL = 0.4
"""Below this confidence the reader is not sure of a finding."""


class ContactKind(StrEnum):
    CALL = "call"
    MEETING = "meeting"
    TALKS = "talks"
    SUMMIT = "summit"
    VISIT = "visit"
    CONFERENCE = "conference"
    MESSAGE = "message"


class Status(StrEnum):
    """Where a contact stands, as one article reports it. Never `held` unless the text says that it took place."""

    HELD = "held"
    UNDER_WAY = "under_way"
    SCHEDULED = "scheduled"
    PLANNED = "planned"
    PROPOSED = "proposed"
    POSSIBLE = "possible"
    POSTPONED = "postponed"
    CANCELLED = "cancelled"
    REFUSED = "refused"
    RULED_OUT = "ruled_out"


class Directness(StrEnum):
    DIRECT = "direct"
    INDIRECT = "indirect"
    UNKNOWN = "unknown"


class Issue(StrEnum):
    CEASEFIRE = "ceasefire"
    TERRITORY = "territory"
    SECURITY_GUARANTEES = "security_guarantees"
    ALLIANCE = "alliance"
    SANCTIONS = "sanctions"
    NUCLEAR = "nuclear"
    ARMS = "arms"
    TROOPS = "troops"
    PRISONERS = "prisoners"
    HUMANITARIAN = "humanitarian"
    TRADE = "trade"
    ENERGY = "energy"
    MISSIONS = "missions"
    INCLUSION = "inclusion"
    TALKS = "talks"
    RECOGNITION = "recognition"
    GOVERNANCE = "governance"
    AID = "aid"
    JUSTICE = "justice"
    OTHER = "other"


class Stance(StrEnum):
    DEMANDS = "demands"
    OFFERS = "offers"
    ACCEPTS = "accepts"
    SUPPORTS = "supports"
    OPPOSES = "opposes"
    REJECTS = "rejects"
    CONDITIONAL = "conditional"
    OPEN = "open"
    WARNS = "warns"


class AgreementStatus(StrEnum):
    REACHED = "reached"
    SIGNED = "signed"
    IN_FORCE = "in_force"
    DRAFT = "draft"
    SUSPENDED = "suspended"
    VIOLATED = "violated"
    DENIED = "denied"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What every finding has: where it stands in the article and how sure the reader is of it.

    `id` is local to the article: `c1` contacts, `p1` positions, `a1` agreements, `o1` proposals, `d1` deadlines,
    `s1` statements, `n1` persons, numbered in the order of the text.
    """

    id: str
    article: str
    evidence: tuple[str, ...]
    spans: tuple[Span, ...]
    confidence: float = 0.5
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactReport(Finding):
    """A contact as one article reports it.

    "Rubio and Lavrov met in Riyadh on Tuesday" gives a meeting of RUS and USA, level ministerial, place Riyadh,
    the date of that Tuesday, status held. `date` is EDTF or None. `status_cue` is the span of the words that
    decided the status, `said_by` the one to whom the article attributes it (None: the reporter's own voice). `unsure`
    are the fields that may well be misread: what they say counts, but does not contradict what others say.
    """

    kind: ContactKind
    parties: tuple[str, ...]
    mediators: tuple[str, ...] = ()
    participants: tuple[str, ...] = ()
    level: Level = Level.UNKNOWN
    directness: Directness = Directness.UNKNOWN
    date: str | None = None
    place: str | None = None
    status: Status = Status.HELD
    status_cue: Span | None = None
    said_by: str | None = None
    unsure: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Position(Finding):
    """A party's stance on something negotiable.

    "The Kremlin insists on neutrality" gives RUS, alliance, demands, about "neutrality".
    """

    party: str
    issue: Issue
    stance: Stance
    about: str
    holder: str | None = None
    condition: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementReport(Finding):
    """What parties are reported to have agreed: "agreed to restore embassy staffing"."""

    parties: tuple[str, ...]
    what: str
    status: AgreementStatus = AgreementStatus.REACHED
    date: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalReport(Finding):
    """A plan or offer on the table with nameable terms: "the plan includes a ceasefire and a prisoner swap"."""

    proposer: str | None
    name: str
    terms: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadlineReport(Finding):
    """A time limit: "must reopen their embassies within two months"."""

    what: str
    date: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement(Finding):
    """Who says what: the source as named, its party, the cue ("said", "according to") and the content's spans.

    `content` is the words of `content_spans` joined by " ... " where a quotation is interrupted. `direct` is True
    for a quotation.
    """

    source: str | None
    party: str | None
    cue: str | None
    content: str
    direct: bool
    source_span: Span | None
    cue_span: Span | None
    content_spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonReport(Finding):
    """A person as one article introduces them: "Deputy Foreign Minister Sergei Ryabkov" of RUS, level official.

    `office` is as worded, without the party; None where the article names the person without one.
    """

    name: str
    party: str | None = None
    office: str | None = None
    level: Level = Level.UNKNOWN


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """A time expression: character offsets, TIMEX3 `type` and `value`, and `edtf` where it is a calendar date.

    `type` is DATE, TIME, DURATION or SET. `edtf` is None for durations, sets and what the text leaves vague.
    "within the next two weeks", published 2025-02-22: edtf 2025-02-22/2025-03-08.
    """

    start: int
    end: int
    text: str
    type: str
    value: str
    edtf: str | None = None


@dataclass(frozen=True, slots=True)
class Findings:
    """Everything that one article reports, by kind, each in the order of the text."""

    article: str
    published: str | None
    contacts: tuple[ContactReport, ...] = ()
    positions: tuple[Position, ...] = ()
    agreements: tuple[AgreementReport, ...] = ()
    proposals: tuple[ProposalReport, ...] = ()
    deadlines: tuple[DeadlineReport, ...] = ()
    statements: tuple[Statement, ...] = ()
    persons: tuple[PersonReport, ...] = ()
    times: tuple[TimeExpression, ...] = ()
    failures: tuple[Failure, ...] = field(default=())
