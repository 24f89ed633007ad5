"""When two accounts of how one contact stands cannot both be right: held against denied, set against called off."""

from __future__ import annotations

from collections.abc import Sequence

from communique.model.findings import Status
from communique.record.conflicts.accounts import Account, apart
from communique.record.conflicts.relations import (
    SAME_DAY,
    SAME_DAYS,
    Values,
    before,
    is_past,
    of_two_parties,
    other_days,
    places,
    same_speaker,
    shared_day,
)
from communique.record.conflicts.wording import denies_plan

# Preparations do not go backwards unannounced within this many days.
STAGE_DAYS = 21
# So long after it is said that something was held, it is denied.
DENIAL_DAYS = 14
# Over the days of what is denied when they are past, reports may be so wide.
DENIED_DAYS = 14
_MEANT = (Status.SCHEDULED, Status.PLANNED)


def status(one: Account, other: Account) -> Values | None:
    """Held against not held, set against denied, far advanced against hardly begun."""
    if one.stage and other.stage and one.stage != other.stage and _sides(one, other) <= {"coming", "denied"}:
        backwards = one.stage == "advanced" and apart(one, other) <= STAGE_DAYS
        return (one.stage, other.stage) if backwards or apart(one, other) <= SAME_DAYS else None
    if any("status" in account.report.unsure and not account.in_words for account in (one, other)):
        return None
    values = one.report.status.value.replace("_", " "), other.report.status.value.replace("_", " ")
    for claim, denial in ((one, other), (other, one)):
        if claim.side == "held" and (_never_was(claim, denial) or _fell_through(claim, denial)):
            return values
    if _still_on(one, other) or _not_agreed(one, other) or _not_agreed(other, one):
        return values
    return values if _no_such_plan(one, other) or (apart(one, other) == 0 and _no_such_plan(other, one)) else None


def _never_was(claim: Account, denial: Account) -> bool:
    """That it took place, or takes place, is denied: "no such call was held", not "no call is planned"."""
    if denial.side != "denied" or other_days(claim, denial):
        return False
    if claim.report.status is Status.UNDER_WAY:
        return denial.denies and apart(claim, denial) <= SAME_DAYS
    past = denial.denies or (shared_day(claim, denial) and is_past(denial)) or _shared_past(claim, denial)
    return past and apart(claim, denial) <= DENIAL_DAYS and not before(denial, claim)


def _fell_through(claim: Account, denial: Account) -> bool:
    """What one account says was held on a day, another cancelled or postponed from just that day, when it had come."""
    off = denial.side == "off" and claim.report.status is Status.HELD
    if denial.report.status is Status.POSTPONED and apart(claim, denial) > SAME_DAY:
        return False
    return off and shared_day(claim, denial) and is_past(denial)


def _shared_past(claim: Account, denial: Account) -> bool:
    """Both speak of one stretch of days, at one place, and the denial was told when they were over."""
    a, b = claim.days, denial.days
    if a is None or b is None or max(a[1] - a[0], b[1] - b[0]) >= DENIED_DAYS or denial.day is None:
        return False
    over = b[1] < denial.day and max(a[0], b[0]) <= min(a[1], b[1])
    return over and denial.report.status is Status.RULED_OUT and places(claim, denial) in ("same", "within")


def _still_on(off: Account, claim: Account) -> bool:
    """What one calls cancelled, somebody else says on that day or the next will be held as planned."""
    if off.report.status is not Status.CANCELLED or claim.report.status is not Status.SCHEDULED:
        return False
    others = of_two_parties(off, claim) or (off.speaker.name and claim.speaker.name and not same_speaker(off, claim))
    return bool(others) and apart(off, claim) <= SAME_DAY and not other_days(off, claim)


def _not_agreed(claim: Account, other: Account) -> bool:
    """What one party calls set, another says on that day or the next is not agreed to or arranged."""
    if claim.report.status is not Status.SCHEDULED or apart(claim, other) > SAME_DAY or other_days(claim, other):
        return False
    return of_two_parties(claim, other) and _may_be_open(other)


def _no_such_plan(claim: Account, denial: Account) -> bool:
    """Soon after one says that it is set, somebody else says that there is nothing of the kind."""
    firm = claim.report.status in _MEANT and denial.report.status is Status.RULED_OUT
    firm |= claim.report.status is Status.SCHEDULED and denial.report.status is Status.REFUSED
    if not firm or other_days(claim, denial) or same_speaker(claim, denial, party=not denial.denies):
        return False
    return apart(claim, denial) <= (SAME_DAYS if of_two_parties(claim, denial) or denial.denies else SAME_DAY)


def may_differ_in_status(accounts: Sequence[Account]) -> bool:
    """False where no two of these accounts can contradict each other in how it stands."""
    if any(a.side in ("off", "denied") for a in accounts) or len({a.stage for a in accounts} - {None}) > 1:
        return True
    return any(a.report.status is Status.SCHEDULED for a in accounts) and any(map(_may_be_open, accounts))


def _may_be_open(account: Account) -> bool:
    """True for what is to come, by words that deny that it is arranged."""
    return account.side == "coming" and account.report.status not in _MEANT and denies_plan(account.evidence)


def _sides(*accounts: Account) -> set[str]:
    return {account.side for account in accounts}
