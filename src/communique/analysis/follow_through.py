"""Follow-through: what was announced, by whom, when and for when; whether and when it took place.

Definitions
    *Announcement*: a report that a contact is scheduled or planned, published before the contact is reported to have
    taken place. A proposal, a wish and a possibility announce nothing.
    *Announced by*: the party and the person to whom the article attributes the announcement. What an article says
    in its own voice, or through a speaker whose party is not known, is counted apart as "not attributed", unless
    somebody else announced the contact.
    A contact that two parties announced counts once for each of them.
    *Announced days*: the days for which the announcer first announced it. Later days of the same announcer, and the
    day that stands now, do not change what was promised first.
    *Outcome*: what has become of the contact by the last day of the record. `held` (or under way), `called off`,
    `postponed` (and not held since), `ruled out` (refused, or denied that it is planned); else `overdue` where
    the days that the announcer last announced it for (or, if it named none, those that stand in the record) have passed
    and nothing is reported, and `open` where they have not, or none were named.
    *Held days*: the days on which the reports say that it took place; where they give none, the days from its first
    report to the first that it took place, for it took place on one of these.
    *Slip*: days from the announced days to the held days, 0 within them, negative before them. Uncertain held days make
    it a range. Without announced days there is no slip.
    *Median slip*: from the median of the lowest to the median of the highest slips; over fewer than three contacts
    there is none.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from statistics import median

from communique.analysis.days import Slip, day_of, last_day, slip
from communique.analysis.speakers import Speakers
from communique.model.findings import ContactReport, Status
from communique.model.record import Contact, Record, Speaker
from communique.model.when import When, parse_when, when
from communique.record.merging.profile import CALLED_OFF, COMING, TOOK_PLACE

ANNOUNCING = frozenset({Status.SCHEDULED, Status.PLANNED})
LEAST = 3
"""Over fewer contacts no median is given."""


class Outcome(StrEnum):
    HELD = "held"
    OPEN = "open"
    OVERDUE = "overdue"
    POSTPONED = "postponed"
    CALLED_OFF = "called off"
    RULED_OUT = "ruled out"


@dataclass(frozen=True, slots=True)
class Announcement:
    """One contact as one announcer announced it, and what came of it.

    `by` is None where nobody is quoted. `announced` are the announced days, `said` the day of the first announcement.
    `held` are the days on which it took place, `held_by_report` True where only the reports' dates bound them.
    `told` are the announcer's reports in the order of publication, `outcome_reports` those that tell what came of it.
    """

    contact: Contact
    by: Speaker | None
    said: date | None
    announced: When | None
    outcome: Outcome
    held: When | None
    held_by_report: bool
    slip: Slip | None
    told: tuple[ContactReport, ...]
    outcome_reports: tuple[ContactReport, ...]

    @property
    def party(self) -> str | None:
        return self.by.party if self.by else None


@dataclass(frozen=True, slots=True)
class Tally:
    """The announcements of one party or person: how many came to what; each list opens the contacts behind a number."""

    by: Speaker | None
    announcements: tuple[Announcement, ...]

    @property
    def name(self) -> str | None:
        return self.by.name if self.by else None

    @property
    def party(self) -> str | None:
        return self.by.party if self.by else None

    def of(self, outcome: Outcome) -> tuple[Announcement, ...]:
        """Those that came to this."""
        return tuple(a for a in self.announcements if a.outcome is outcome)

    @property
    def slips(self) -> tuple[Slip, ...]:
        """The slips that are known, of those held."""
        return tuple(a.slip for a in self.of(Outcome.HELD) if a.slip is not None)

    @property
    def in_time(self) -> int:
        """How many of those took place surely within the announced days, or before them."""
        return sum(found.high is not None and found.high <= 0 for found in self.slips)

    @property
    def median_slip(self) -> tuple[float, float] | None:
        """The median slip, at least and at most; None over fewer than three."""
        known = [(s.low, s.high) for s in self.slips if s.low is not None and s.high is not None]
        if len(known) < LEAST:
            return None
        return median(low for low, _ in known), median(high for _, high in known)


def announcements(
    record: Record, *, persons: bool = False, only: Collection[str] | None = None, ground: Ground | None = None
) -> tuple[Announcement, ...]:
    """Every announcement of a record, the first announced first: one for each contact and party, or person.

    `only` are the ids of the contacts asked for, None for all; `ground` is that of the record, made before.

    "Oslo said on 1 March that talks would be held on 5 March", and on 9 March "the talks were held on 8 March", give an
    announcement of NOR with a slip of 3 days.
    """
    ground = ground or ground_of(record, persons=persons)
    contacts = (contact for contact in record.contacts if only is None or contact.id in only)
    found = [a for contact in contacts for a in _of_contact(ground, contact)]
    return tuple(sorted(found, key=lambda a: (a.said or date.max, a.contact.id, a.party or "~")))


def tallies(found: Iterable[Announcement]) -> tuple[Tally, ...]:
    """The tally of each announcer, those that announced most first; what is not attributed last."""
    grouped: dict[Speaker | None, list[Announcement]] = {}
    for announcement in found:
        grouped.setdefault(announcement.by, []).append(announcement)
    made = [Tally(by, tuple(group)) for by, group in grouped.items()]
    return tuple(sorted(made, key=lambda t: (t.by is None, -len(t.announcements), t.party or "~", t.name or "")))


@dataclass(frozen=True, slots=True)
class Ground:
    """What announcements are judged by, worked out once."""

    record: Record
    speakers: Speakers
    reach: date | None
    persons: bool


def ground_of(record: Record, *, persons: bool = False) -> Ground:
    """What the announcements of a record are judged by: who speaks for whom, and how far it reaches."""
    return Ground(record, Speakers(record), last_day(record), persons)


def _of_contact(ground: Ground, contact: Contact) -> list[Announcement]:
    """The announcements of one contact, one for each announcer."""
    held = _first_held(contact)
    told = [r for r in contact.reports if r.status in ANNOUNCING and _before(ground.record, r, held)]
    grouped: dict[Speaker | None, list[ContactReport]] = {}
    for report in told:
        grouped.setdefault(_announcer(ground, report), []).append(report)
    if any(by is not None for by in grouped):
        # Where somebody is quoted, what articles say in their own voice repeats it.
        grouped.pop(None, None)
    return [_announcement(ground, contact, by, reports) for by, reports in grouped.items()]


def _announcer(ground: Ground, report: ContactReport) -> Speaker | None:
    by = ground.speakers.of(report)
    if by is None or ground.persons:
        return by
    return Speaker(None, by.party) if by.party else None


def _announcement(ground: Ground, contact: Contact, by: Speaker | None, told: Sequence[ContactReport]) -> Announcement:
    promised = next((found for report in told if (found := _days(report.date))), None)
    last = next((found for report in reversed(told) if (found := _days(report.date))), _days(contact.date))
    outcome = _outcome(contact.status, last, ground.reach)
    held, by_report = _held(ground.record, contact) if outcome is Outcome.HELD else (None, False)
    return Announcement(
        contact,
        by,
        day_of(ground.record, told[0]),
        promised,
        outcome,
        held,
        by_report,
        slip(promised, held),
        tuple(told),
        tuple(r for r in contact.reports if _tells(r, outcome)),
    )


def _outcome(status: Status, last: When | None, reach: date | None) -> Outcome:
    if status in TOOK_PLACE:
        return Outcome.HELD
    if status in (Status.REFUSED, Status.RULED_OUT):
        return Outcome.RULED_OUT
    if status in CALLED_OFF:
        return Outcome.POSTPONED if status is Status.POSTPONED else Outcome.CALLED_OFF
    passed = last is not None and last.latest is not None and reach is not None and last.latest < reach
    return Outcome.OVERDUE if passed else Outcome.OPEN


def _tells(report: ContactReport, outcome: Outcome) -> bool:
    statuses = {
        Outcome.HELD: TOOK_PLACE,
        Outcome.RULED_OUT: frozenset({Status.REFUSED, Status.RULED_OUT}),
        Outcome.POSTPONED: frozenset({Status.POSTPONED}),
        Outcome.CALLED_OFF: CALLED_OFF,
    }
    return report.status in statuses.get(outcome, COMING)


def _held(record: Record, contact: Contact) -> tuple[When | None, bool]:
    """The days on which a contact took place, and whether only the days of the reports bound them."""
    said = [r for r in contact.reports if r.status in TOOK_PLACE and r.date]
    stated = _days(contact.date)
    if said and stated is not None:
        return stated, False
    first = min((day for r in contact.reports if (day := day_of(record, r))), default=None)
    report = _first_held(contact)
    last = day_of(record, report) if report else None
    if last is None:
        return None, True
    return when(min(first, last) if first else None, last), True


def _first_held(contact: Contact) -> ContactReport | None:
    """The first report that it took place."""
    return next((report for report in contact.reports if report.status in TOOK_PLACE), None)


def _before(record: Record, report: ContactReport, held: ContactReport | None) -> bool:
    if held is None or (end := day_of(record, held)) is None:
        return True
    day = day_of(record, report)
    return day is not None and day <= end


def _days(edtf: str | None) -> When | None:
    return parse_when(edtf) if edtf else None
