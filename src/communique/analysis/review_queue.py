"""What a person should look at first: what the reader doubts, what reports dispute, and what matters most."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations
from math import log2

from communique.analysis.per_record import per_record
from communique.model.actors import Level
from communique.model.findings import Finding, Position
from communique.model.record import Agreement, Contact, Deadline, Proposal, Record
from communique.model.when import parse_when
from communique.record.items import item_id
from communique.record.merging.profile import COMING

DOUBT = 0.5
"""Below this confidence doubt is named as a reason."""
MANY = 4
"""From this many reports on their number is named as a reason."""
# How much a mistake in one of a kind costs the reader of a brief.
_KINDS: dict[type, float] = {Contact: 0.4, Agreement: 0.5, Proposal: 0.35, Deadline: 0.35, Position: 0.25}
_LEVELS = {Level.LEADER: 0.5, Level.MINISTERIAL: 0.35, Level.ENVOY: 0.25, Level.OFFICIAL: 0.1}

Reviewed = Contact | Agreement | Proposal | Deadline | Position


@dataclass(frozen=True, slots=True)
class Waiting:
    """An item that waits for a person: its id, why it comes where it does, and the weight that puts it there."""

    id: str
    item: Reviewed
    reasons: tuple[str, ...]
    weight: float


def review_queue(record: Record) -> tuple[Waiting, ...]:
    """Everything that nobody has confirmed, the most doubtful and most important first.

    Doubt is one less the highest confidence of the reports, plus what is disputed; importance comes from the kind, the
    level of who takes part, the number of reports, and whether the contact is yet to come.
    """
    disputes: dict[str, set[str]] = {}
    for conflict in record.conflicts:
        disputes.setdefault(conflict.contact, set()).add(conflict.about)
    for denied in record.agreement_conflicts:
        disputes.setdefault(denied.agreement, set()).add(denied.about)
    waiting = [_waiting(item, disputes) for item in _items(record)]
    open_ = [one for one in waiting if one.id not in record.judgements.confirmed]
    return tuple(sorted(open_, key=lambda one: (-one.weight, one.id)))


def alike(record: Record, contact: Contact, limit: int = 6) -> tuple[Contact, ...]:
    """Other contacts of the same parties, or of two of them, the nearest in time first: those to merge it with."""
    asked = set(contact.parties)
    known = _of_parties(record)
    found = {c.id: c for some in _together(asked) for c in known.get(some, ())} if asked else {}
    others = [c for c in (found.values() if asked else record.contacts) if c.id != contact.id]
    return tuple(sorted(others, key=lambda c: (_days_between(contact, c), -len(asked & set(c.parties)), c.id))[:limit])


@per_record
def _of_parties(record: Record) -> dict[frozenset[str], list[Contact]]:
    """The contacts in which a party, and in which each two of them, take part."""
    found: dict[frozenset[str], list[Contact]] = {}
    for contact in record.contacts:
        parties = set(contact.parties)
        for some in {*_together(parties), *(frozenset((party,)) for party in parties)}:
            found.setdefault(some, []).append(contact)
    return found


def _together(parties: set[str]) -> Iterable[frozenset[str]]:
    """Each two of some parties; the one where there is only one."""
    return map(frozenset, combinations(sorted(parties), min(2, len(parties))))


def _days_between(one: Contact, other: Contact) -> int:
    """How far apart two contacts are; those without a date come after all others."""
    days = [when.earliest or when.latest for c in (one, other) if (when := parse_when(c.date or "")) is not None]
    first, last = days if len(days) == 2 else (None, None)
    return abs((first - last).days) if first and last else 10**6


def _items(record: Record) -> Iterable[Reviewed]:
    yield from record.contacts
    yield from record.agreements
    yield from record.proposals
    yield from record.deadlines
    yield from record.positions


def _waiting(item: Reviewed, disputes: dict[str, set[str]]) -> Waiting:
    reports: tuple[Finding, ...] = (item,) if isinstance(item, Position) else item.reports
    identifier = item_id(item) if isinstance(item, Position) else item.id
    disputed = sorted(disputes.get(identifier, ()))
    sure = max(report.confidence for report in reports)
    importance = _KINDS[type(item)] + 0.05 * log2(len(reports))
    reasons = [f"{' and '.join(disputed)} disputed"] if disputed else []
    if sure < DOUBT:
        reasons.append(f"{sure:.0%} sure")
    if isinstance(item, Contact):
        importance += _LEVELS.get(item.level, 0.05) + 0.1 * (item.status in COMING)
        reasons += ["leaders take part"] if item.level is Level.LEADER else []
    reasons += [f"{len(reports)} reports"] if len(reports) >= MANY else []
    doubt = 1 - sure + 0.5 * min(len(disputed), 2)
    return Waiting(identifier, item, tuple(reasons), round((0.15 + doubt) * importance, 6))
