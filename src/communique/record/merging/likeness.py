"""Do two groups of reports tell of the same contact? A sum of evidence for and against."""

from __future__ import annotations

from communique.model.actors import Level
from communique.model.findings import ContactKind, Status
from communique.record.merging.exclusion import may_join
from communique.record.merging.profile import COMING, FIRM_DAYS, NEVER, Profile
from communique.record.merging.relations import (
    both_coming,
    both_sure,
    days_apart,
    gap,
    hosts,
    is_next,
    one_start,
    parties_fit,
    places_fit,
    same_day,
)
from communique.record.names import shared_persons
from communique.record.places import Fit

# Evidence adds up; from this sum on two groups are one contact. Same parties on the same day reach it alone.
ENOUGH = 5.0
# What took place without a date is not a plan further back than this.
FRESH_DAYS = 7
# So long after the day for which it was announced a report of it is news, and need not name the day.
NEWS_DAYS = 1
# The last third of a month, as in "late July", may have eleven days.
_WEEK, _THIRD, _MONTH = 7, 11, 31
_IN_PERIOD = 0.5
# Reports of coming contacts without dates speak of the same one within this many days.
TALK_DAYS = 31
# Reports so many days apart speak of the same plan, and a denial of what was just told.
ANSWER_DAYS = 3


def likeness(a: Profile, b: Profile, *, successor: bool = False) -> float:
    """The evidence that two groups tell of one contact; ENOUGH or more means yes, 0 that it is ruled out.

    `successor` is True when one is announced as the next of a row, and the other is the next that is known.
    """
    if not may_join(a, b):
        return 0.0
    parties = parties_fit(a, b)
    numbered = bool(a.rounds & b.rounds)
    place = places_fit(a, b)
    days = _days(a, b, numbered)
    if parties is None or days is None or _kinds_apart(a, b, place):
        return 0.0
    if not same_day(a, b) and not (successor or _positive(a, b, place, numbered)):
        return 0.0
    score = parties + days + _level(a, b) + _names(a, b) + (0.5 if a.kinds & b.kinds else 0.0)
    score += _place(a, b, place)
    score += 2.5 * numbered + 0.75 * successor + 0.5 * bool(a.mediators & b.mediators)
    if both_coming(a, b) and not (a.firm and b.firm):
        score += 1.0 * (days_apart(a, b) <= ANSWER_DAYS) + 1.0 * (is_next(a) and is_next(b))
    score += 1.0 * (_answers(a, b) or _answers(b, a))
    return max(score - max(_doubt(a), _doubt(b)), 0.0)


def _doubt(p: Profile) -> float:
    """What it costs that neither the kind nor the status is sure, and the more where something else is not either.

    Such a report is often one of something else: a sentence on a past summit, taken for news of the next.
    """
    if not _WHAT_AND_HOW.issubset(p.unsure):
        return 0.0
    return 3.0 if p.unsure & {"date", "level", "place"} else 1.0


def _place(a: Profile, b: Profile, place: Fit) -> float:
    if place == "other":
        # A contact that moved to another day may have moved to another place.
        if a.firm and b.firm and gap(a, b) > 1:
            return 0.0
        if not both_sure(a, b, "place"):
            return 0.0
        # Where something is to be may be disputed; in which country it took place only if just the same people met.
        here, there = hosts(a.places), hosts(b.places)
        abroad = bool(here and there) and here.isdisjoint(there)
        days = a.firm and b.firm and max(a.last - a.first, b.last - b.first) < 10
        same = shared_persons(a.names, b.names) == len(a.names) == len(b.names) > 1 and days
        if both_coming(a, b) and days_apart(a, b) <= ANSWER_DAYS:
            return -1.5
        return -9.0 if abroad and a.took_place and b.took_place and not same else -3.0
    return {"same": 1.5, "within": 1.25, "unknown": 0.0}[place]


def _days(a: Profile, b: Profile, numbered: bool) -> float | None:
    between = gap(a, b)
    if a.firm and b.firm:
        if between > 1:
            return 1.0
        shared = min(a.last, b.last) - max(a.first, b.first) + 1
        wide = max(a.last - a.first, b.last - b.first) + 1
        if between == 1:
            # Of neighbouring days one may be misread.
            return (1.0 if wide <= 2 else 0.5) + 1.0 * (not both_sure(a, b, "date"))
        if wide <= 2 or one_start(a, b):
            return 4.0
        return 3.0 if wide <= _THIRD and shared else 1.5 if wide <= _MONTH else 0.75
    if between > 1:
        return 0.5 if numbered else None
    if a.firm or b.firm:
        firm, loose = (a, b) if a.firm else (b, a)
        return _nearness(firm, loose, numbered)
    return _talk(a, b)


def _nearness(firm: Profile, loose: Profile, numbered: bool) -> float | None:
    """The nearer a dated contact lies to the report of one without a date, the likelier it is the one meant.

    What took place without a date is mostly news of the last days; what is to come may be weeks off.
    """
    if loose.seen is None:
        return 0.0
    if _had_begun(firm, loose) and not numbered:
        return None
    coming = bool(loose.statuses & COMING)
    day = loose.seen[0] if coming else loose.seen[1]
    distance = max(firm.first - day, day - firm.last, 0)
    tied = numbered or (places_fit(firm, loose) in ("same", "within") and shared_persons(firm.names, loose.names))
    if loose.took_place and not firm.took_place and distance > FRESH_DAYS and not tied:
        return None
    near = 1.25 - distance / (60 if coming else 20) + 1.0 * _is_news(firm, loose)
    return max(near, _IN_PERIOD) if _in_period(firm, loose) else near


def _in_period(firm: Profile, loose: Profile) -> bool:
    """True for what the same people are said to have done in a year or season, when it is known of a day in it."""
    if not loose.took_place or loose.last - loose.first < FIRM_DAYS or not (firm.kinds & loose.kinds):
        return False
    return loose.first <= firm.first and firm.last <= loose.last and bool(shared_persons(firm.names, loose.names))


def _had_begun(firm: Profile, loose: Profile) -> bool:
    """True when one that took place began before the day of a report of what is still to come."""
    if loose.seen is None or not (firm.took_place and loose.statuses <= COMING and both_sure(firm, loose, "status")):
        return False
    return firm.first < loose.seen[0] and firm.last - firm.first < _WEEK


def _is_news(firm: Profile, loose: Profile) -> bool:
    """True when the same parties are said to have met, without a day, in a report of the day announced or the next."""
    if loose.seen is None or not loose.took_place or firm.last - firm.first >= _WEEK or firm.parties != loose.parties:
        return False
    return firm.first <= loose.seen[0] <= firm.last + NEWS_DAYS


def _answers(denial: Profile, claim: Profile) -> bool:
    """True for "no negotiation has been opened", told within days of a report of just such as open then."""
    if denial.firm or not claim.firm or not denial.statuses <= NEVER or denial.seen is None:
        return False
    told = claim.statuses <= COMING | NEVER | {Status.UNDER_WAY} and days_apart(denial, claim) <= ANSWER_DAYS
    near = max(claim.first - denial.seen[1], denial.seen[0] - claim.last, 0) <= ANSWER_DAYS
    return told and near and denial.parties == claim.parties and bool(denial.kinds & claim.kinds)


def _talk(a: Profile, b: Profile) -> float | None:
    """Two without dates: reported within weeks of each other, and both to come or both past, as far as that is sure."""
    apart = days_apart(a, b)
    if apart > TALK_DAYS:
        return None
    if (a.took_place or a.denies) != (b.took_place or b.denies):
        return None if both_sure(a, b, "status") else 0.5 - apart / TALK_DAYS
    return 1.0 - apart / TALK_DAYS


def _level(a: Profile, b: Profile) -> float:
    if Level.UNKNOWN in (a.level, b.level):
        return 0.0
    if a.level is b.level:
        return 1.0
    if not both_sure(a, b, "level"):
        return 0.0
    # The same people are of one level, whatever the reports make of it.
    return -2.0 if Level.LEADER in (a.level, b.level) and shared_persons(a.names, b.names) < 2 else -0.5


def _names(a: Profile, b: Profile) -> float:
    if not a.names or not b.names:
        return 0.0
    shared = shared_persons(a.names, b.names)
    smaller, larger = sorted((len(a.names), len(b.names)))
    if not shared:
        if smaller > 1:
            return -4.5
        # Of delegations one member is named here and another there.
        return -1.5 if a.kinds == b.kinds == {ContactKind.TALKS} else -3.0
    # Who saw the president and who saw the premier were at two meetings; of a delegation, not all are named.
    if shared == 1 and smaller == larger == 2:
        return -1.5
    return 0.75 + 0.75 * min(shared, 2)


def _kinds_apart(a: Profile, b: Profile, place: Fit) -> bool:
    """True for a trip or a gathering of many against a plain meeting, unless both day and place are given.

    So for the leaders' own meeting against one to which nobody says that they come, unless on the same day.
    """
    if a.kinds & b.kinds or not both_sure(a, b, "kind"):
        return False
    apart = {ContactKind.VISIT, ContactKind.CONFERENCE}
    if (a.kinds & apart) != (b.kinds & apart):
        return not (a.firm and b.firm and place in ("same", "within"))
    return (
        _SUMMIT in (a.kinds, b.kinds)
        and Level.UNKNOWN in (a.level, b.level)
        and not (same_day(a, b) or shared_persons(a.names, b.names))
    )


_SUMMIT = frozenset({ContactKind.SUMMIT})
_WHAT_AND_HOW = frozenset({"kind", "status"})


def _alike_in_level(a: Profile, b: Profile) -> bool:
    """The same level; where it may be misread, the same parties and kind instead."""
    if both_sure(a, b, "level"):
        return a.level is b.level is not Level.UNKNOWN
    return a.parties == b.parties and not a.kinds.isdisjoint(b.kinds)


def _in_one_month(a: Profile, b: Profile) -> bool:
    """True for what is seldom met with twice within a month: a summit, talks that took place under one mediator."""
    if max(a.last - a.first, b.last - b.first) >= _MONTH:
        return False
    if a.kinds == b.kinds == _SUMMIT:
        return a.level is b.level
    return a.took_place and b.took_place and a.parties == b.parties and bool(a.mediators & b.mediators)


def _positive(a: Profile, b: Profile, place: Fit, numbered: bool) -> bool:
    """Something said that ties the two together where a date does not."""
    shared = shared_persons(a.names, b.names)
    # A place that may be misread is too little where the parties differ.
    in_place = place in ("same", "within") and (a.parties == b.parties or both_sure(a, b, "place"))
    if numbered or in_place or (a.technical and b.technical):
        return True
    if a.firm and b.firm and _alike_in_level(a, b) and max(a.last - a.first, b.last - b.first) < _THIRD:
        return True
    if a.firm and b.firm and _in_one_month(a, b):
        return True
    if a.firm and b.firm and not (a.took_place or b.took_place) and a.kinds & b.kinds and a.parties == b.parties:
        return a.level is b.level or Level.UNKNOWN in (a.level, b.level)
    if a.firm or b.firm:
        if _is_news(a, b) if a.firm else _is_news(b, a):
            return True
        if _answers(a, b) or _answers(b, a):
            return True
        return shared > 0 or (both_coming(a, b) and days_apart(a, b) <= ANSWER_DAYS)
    if shared >= 2 or (shared == 1 and 1 in (len(a.names), len(b.names))):
        return True
    return (is_next(a) and is_next(b)) or days_apart(a, b) <= ANSWER_DAYS
