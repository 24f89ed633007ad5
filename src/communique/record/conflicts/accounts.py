"""Reports as accounts of a contact: what two of them are compared in, worked out once for each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from communique.model.findings import ContactReport, Directness, Status
from communique.model.record import Contact, Speaker
from communique.model.when import When, parse_when, publication_day
from communique.record.conflicts.wording import (
    calls_another_indirect,
    calls_direct,
    claims_plan,
    denies_past,
    denies_plan,
    led_by,
    left_out,
    means_lower_rank,
    stage_of,
    stayed_away,
)
from communique.record.merging.cues import round_numbers
from communique.record.merging.profile import COMING
from communique.record.names import last_names
from communique.record.speakers import Speakers

_SIDES = {
    Status.HELD: "held",
    Status.UNDER_WAY: "held",
    Status.POSTPONED: "off",
    Status.CANCELLED: "off",
    Status.REFUSED: "denied",
    Status.RULED_OUT: "denied",
}
UNKNOWN_DAYS = 10**6
UNDATED = "undated"


@dataclass(frozen=True)
class Account:
    """One report of a contact; what its words say is looked up when it is asked for.

    `published` is the ISO day of publication or "undated". `voice` is the article that it copies, or its own. `people`
    are all those whom the reports of the contact name.
    """

    report: ContactReport
    published: str
    voice: str
    people: tuple[str, ...]
    speakers: Speakers

    @cached_property
    def side(self) -> str:
        """`held`, `coming`, `off` or `denied`."""
        return "coming" if self.report.status in COMING else _SIDES[self.report.status]

    @cached_property
    def day(self) -> int | None:
        """The ordinal of the publication day."""
        day = publication_day(self.published) if self.published != UNDATED else None
        return day.toordinal() if day else None

    @cached_property
    def when(self) -> When | None:
        """The contact's date, but for a denial's own day: "denied on Thursday that they had met"."""
        when, published = parse_when(self.report.date or ""), parse_when(self.published)
        own = self.denies and when and when.is_day and published and when.overlaps(published, slack=1)
        return None if own else when

    @cached_property
    def days(self) -> tuple[int, int] | None:
        """The first and last day of the contact as ordinals; None where an end is open or nothing is said."""
        if self.when is None or self.when.earliest is None or self.when.latest is None:
            return None
        return self.when.earliest.toordinal(), self.when.latest.toordinal()

    @cached_property
    def names(self) -> frozenset[str]:
        return last_names(self.report.participants)

    @cached_property
    def speaker(self) -> Speaker:
        return self.speakers.of(self.report)

    @cached_property
    def evidence(self) -> str:
        return " ".join(self.report.evidence)

    @cached_property
    def stage(self) -> str | None:
        """How far preparations are said to be."""
        return stage_of(self.evidence)

    @cached_property
    def direct(self) -> bool:
        """True where the contact is called direct in so many words."""
        return self.report.directness is not Directness.INDIRECT and any(map(calls_direct, self.report.evidence))

    @cached_property
    def indirect(self) -> bool:
        """True where the contact is indirect, unless the word is of what came before or comes after it."""
        return self.report.directness is Directness.INDIRECT and not calls_another_indirect(self.evidence)

    @cached_property
    def denies(self) -> bool:
        """True where something past is denied."""
        return self.side == "denied" and denies_past(self.evidence)

    @cached_property
    def in_words(self) -> bool:
        """True where its own words deny it, what is past or a plan, or claim the plan: so it is hardly misread."""
        if self.side == "coming":
            return claims_plan(self.evidence) and not self.disputed
        return self.side == "denied" and (denies_past(self.evidence) or denies_plan(self.evidence))

    @cached_property
    def disputed(self) -> bool:
        """True for a claim whose own words tell of its denial too."""
        return self.side in ("held", "coming") and denies_past(self.evidence)

    @cached_property
    def rounds(self) -> frozenset[int]:
        return frozenset(number for sentence in self.report.evidence for number in round_numbers(sentence))

    @cached_property
    def leads(self) -> Mapping[str, str]:
        """Who leads which delegation."""
        return led_by(self.evidence, self.people)

    @cached_property
    def away(self) -> frozenset[str]:
        """Which persons stayed away."""
        return stayed_away(self.evidence, self.people)

    @cached_property
    def left_out(self) -> frozenset[str]:
        """Which parties were left out."""
        return left_out(self.evidence) - set(self.report.parties)

    @cached_property
    def lower(self) -> bool:
        """True where a lower rank is meant just so."""
        return means_lower_rank(self.evidence)


def accounts_of(
    contact: Contact, published: Mapping[str, str | None], copies: Mapping[str, str], speakers: Speakers
) -> list[Account]:
    """The accounts of a contact, in the order of its reports."""
    people = tuple(dict.fromkeys(name for report in contact.reports for name in report.participants))
    return [
        Account(r, (published.get(r.article) or UNDATED)[:10], copies.get(r.article, r.article), people, speakers)
        for r in contact.reports
    ]


def apart(one: Account, other: Account) -> int:
    """Days between the publication of two accounts; very many where one is undated."""
    return UNKNOWN_DAYS if one.day is None or other.day is None else abs(one.day - other.day)
