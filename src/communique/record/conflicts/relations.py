"""How two accounts of one contact relate: in days, place and who speaks."""

from __future__ import annotations

from communique.record.conflicts.accounts import Account
from communique.record.names import name_keys
from communique.record.places import Fit, fit

Values = tuple[str, str]
"""What each of two accounts says of the field in dispute."""

# Reports so many days apart speak of the same state of things; what is to come can be arranged anew overnight.
SAME_DAYS, SAME_DAY = 3, 1
# A date wider than this is no day to disagree on.
DATE_DAYS = 7


def places(one: Account, other: Account) -> Fit:
    return fit(one.report.place, other.report.place)


def days_between(one: Account, other: Account) -> int:
    """Days between the two dates; 0 where they meet, or where one of them is no day to disagree on."""
    a, b = one.days, other.days
    if a is None or b is None or max(a[1] - a[0], b[1] - b[0]) >= DATE_DAYS:
        return 0
    return max(a[0] - b[1], b[0] - a[1], 0)


def other_days(one: Account, other: Account) -> bool:
    return bool(one.when and other.when and not one.when.overlaps(other.when, slack=1))


def shared_day(one: Account, other: Account) -> bool:
    """Both name much the same few days."""
    a, b = one.days, other.days
    near = a is not None and b is not None and max(a[1] - a[0], b[1] - b[0]) < SAME_DAYS
    return near and one.when is not None and other.when is not None and one.when.overlaps(other.when)


def is_past(account: Account) -> bool:
    """True where an account was published on or after the day that it speaks of."""
    days = account.days
    return days is not None and account.day is not None and days[0] <= account.day


def before(one: Account, other: Account) -> bool:
    """True where one account came out before the other's day, so that it can have been overtaken."""
    if one.day is None or other.day is None or one.day >= other.day:
        return False
    return other.days is None or other.days[0] > one.day


def same_speaker(one: Account, other: Account, *, party: bool = True) -> bool:
    """The same person, or with `party` somebody of the same party where one of them is not named: it thought again."""
    a, b = one.speaker, other.speaker
    if a.name and b.name:
        return name_keys(a.name)[-1:] == name_keys(b.name)[-1:]
    return party and a.party is not None and a.party == b.party


def of_two_parties(one: Account, other: Account) -> bool:
    return bool(one.speaker.party and other.speaker.party and one.speaker.party != other.speaker.party)
