"""Reports as accounts of a contact: what two of them are compared in, worked out once for each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from communique.model.findings import ContactReport, Directness, Status
from communique.model.record import Contact, Speaker
from communique.model.when import When, parse_when
from communique.record.cues import round_numbers
from communique.record.names import last_names
from communique.record.profile import COMING
from communique.record.speakers import Speakers
from communique.record.wording import (
    calls_direct,
    denies_past,
    led_by,
    left_out,
    means_lower_rank,
    stage_of,
    stayed_away,
)

_SIDES = {
    Status.HELD: "held",
    Status.UNDER_WAY: "held",
    Status.POSTPONED: "off",
    Status.CANCELLED: "off",
    Status.REFUSED: "denied",
    Status.RULED_OUT: "denied",
}
UNKNOWN_DAYS = 10**6


@dataclass(frozen=True, slots=True)
class Account:
    """One report of a contact.

    `published` is the ISO day of publication or "undated", `day` its ordinal. `voice` is the article that it copies,
    or its own; `side` is `held`, `coming`, `off` or `denied`. `stage` and the fields after it are what the words of
    the evidence say: how far preparations are, whether the contact is called direct, whether something past is
    denied, which rounds, who leads which side, which persons stayed away and which parties were left out, whether a
    lower rank is meant just so.
    """

    report: ContactReport
    published: str
    voice: str
    side: str
    day: int | None
    when: When | None
    names: frozenset[str]
    speaker: Speaker
    stage: str | None
    direct: bool
    denies: bool
    rounds: frozenset[int]
    leads: Mapping[str, str]
    away: frozenset[str]
    left_out: frozenset[str]
    lower: bool

    @property
    def days(self) -> tuple[int, int] | None:
        """The first and last day of the contact as ordinals; None where an end is open or nothing is said."""
        if self.when is None or self.when.earliest is None or self.when.latest is None:
            return None
        return self.when.earliest.toordinal(), self.when.latest.toordinal()


def accounts_of(
    contact: Contact, published: Mapping[str, str | None], copies: Mapping[str, str], speakers: Speakers
) -> list[Account]:
    """The accounts of a contact, in the order of its reports."""
    people = tuple(dict.fromkeys(name for report in contact.reports for name in report.participants))
    return [_look(report, published.get(report.article), copies, people, speakers) for report in contact.reports]


def _look(
    report: ContactReport,
    published: str | None,
    copies: Mapping[str, str],
    people: Iterable[str],
    speakers: Speakers,
) -> Account:
    day = parse_when(published[:10]) if published else None
    evidence = " ".join(report.evidence)
    named = [name for name in people if name.split()[-1:] and name.split()[-1] in evidence]
    when = parse_when(report.date) if report.date else None
    denies = report.status in (Status.REFUSED, Status.RULED_OUT) and denies_past(evidence)
    if denies and when and day and when.days and when.days <= 1 and when.overlaps(day, slack=1):
        # "Denied on Thursday that they had met": the day is that of the denial.
        when = None
    return Account(
        report=report,
        published=published[:10] if published else "undated",
        voice=copies.get(report.article, report.article),
        side="coming" if report.status in COMING else _SIDES[report.status],
        day=day.earliest.toordinal() if day and day.earliest else None,
        when=when,
        names=last_names(report.participants),
        speaker=speakers.of(report),
        stage=stage_of(evidence),
        direct=report.directness is not Directness.INDIRECT and any(map(calls_direct, report.evidence)),
        denies=denies,
        rounds=frozenset(number for sentence in report.evidence for number in round_numbers(sentence)),
        leads=led_by(evidence, named),
        away=stayed_away(evidence, named),
        left_out=left_out(evidence) - set(report.parties),
        lower=means_lower_rank(evidence),
    )


def apart(one: Account, other: Account) -> int:
    """Days between the publication of two accounts; very many where one is undated."""
    return UNKNOWN_DAYS if one.day is None or other.day is None else abs(one.day - other.day)
