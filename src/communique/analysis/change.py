"""One change of a record, whatever it is about."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from communique.analysis.days import Slip
from communique.analysis.stances import Turn
from communique.model.findings import Finding, Span
from communique.model.record import (
    Agreement,
    AgreementConflict,
    Conflict,
    Contact,
    Deadline,
    Edition,
    Office,
    Person,
    Proposal,
)


class ChangeKind(StrEnum):
    """What has changed. What is recalled came about before the time in question, and is only now reported."""

    CONTACT = "new contact"
    STATUS = "status"
    DATE = "date"
    PLACE = "place"
    LEVEL = "level"
    PARTICIPANTS = "participants"
    MEDIATORS = "mediators"
    DIRECTNESS = "directness"
    DAY_PASSED = "day passed"
    RECALLED = "recalled"
    AGREEMENT = "new agreement"
    AGREEMENT_RECALLED = "recalled agreement"
    AGREEMENT_STATUS = "agreement status"
    AGREEMENT_DATE = "agreement date"
    PROPOSAL = "new proposal"
    TERMS = "new terms"
    DEADLINE = "new deadline"
    DEADLINE_DATE = "deadline moved"
    DEADLINE_PASSED = "deadline passed"
    STANCE = "new stance"
    TURN = "stance turned"
    DISPUTE = "new dispute"
    SETTLED = "dispute settled"
    OFFICE = "new office"
    EDITED = "edited"

    @property
    def group(self) -> str:
        """The part of a report that it belongs to: one of `GROUPS`."""
        return _GROUPS[self]


GROUPS = ("contacts", "agreements", "disputes", "edits", "stances", "proposals", "deadlines", "persons")
_GROUPS = {
    **dict.fromkeys(list(ChangeKind)[:10], "contacts"),
    ChangeKind.AGREEMENT: "agreements",
    ChangeKind.AGREEMENT_RECALLED: "agreements",
    ChangeKind.AGREEMENT_STATUS: "agreements",
    ChangeKind.AGREEMENT_DATE: "agreements",
    ChangeKind.PROPOSAL: "proposals",
    ChangeKind.TERMS: "proposals",
    ChangeKind.DEADLINE: "deadlines",
    ChangeKind.DEADLINE_DATE: "deadlines",
    ChangeKind.DEADLINE_PASSED: "deadlines",
    ChangeKind.STANCE: "stances",
    ChangeKind.TURN: "stances",
    ChangeKind.DISPUTE: "disputes",
    ChangeKind.SETTLED: "disputes",
    ChangeKind.OFFICE: "persons",
    ChangeKind.EDITED: "edits",
}

FIRST = frozenset(
    {
        ChangeKind.CONTACT,
        ChangeKind.RECALLED,
        ChangeKind.AGREEMENT,
        ChangeKind.AGREEMENT_RECALLED,
        ChangeKind.PROPOSAL,
        ChangeKind.DEADLINE,
    }
)
"""The kinds by which an item is new to the record."""

Subject = Contact | Agreement | Proposal | Deadline | Person | Finding


@dataclass(frozen=True, slots=True)
class Change:
    """One change: of what, from what to what, by which reports, known since when.

    `subject` is the item as it stands now, of a stance its latest position; of what an edit took away the finding
    itself. `before` and `after` are values of the field that changed, None where there is none. `reports` are those
    that changed it, the deciding one first; `earlier` those it stood on before. `slip` says of a date how far it moved.
    `weight` orders changes, the weightiest (the lowest) first. `turn`, `conflict` and `office` carry what kinds of
    their own need. Of an edit `field` is the one that changed ("" where the whole finding came or went), and `edition`
    the one in which it was changed, `words` where the changed words stand in the older and in the newer one.
    """

    kind: ChangeKind
    item: str
    subject: Subject
    day: date
    weight: int
    reports: tuple[Finding, ...]
    before: object = None
    after: object = None
    earlier: tuple[Finding, ...] = ()
    slip: Slip | None = None
    turn: Turn | None = None
    conflict: Conflict | AgreementConflict | None = None
    office: Office | None = None
    field: str = ""
    edition: Edition | None = None
    words: tuple[Span | None, Span | None] = (None, None)
