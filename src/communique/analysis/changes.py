"""What changed in a record since a day: what could be known at the end of the day before, against what is known now.

Both sides are judged by what is known now of which reports belong together. An item was known before when one of its
reports was out, whatever it was merged with then and whatever its identifier was. So a merge that later reports
bring about, or a person decides, is no news. Articles without a date of publication play no part.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta

from communique.analysis.change import GROUPS, Change, ChangeKind
from communique.analysis.contact_changes import contact_changes
from communique.analysis.days import last_day
from communique.analysis.doubt import is_sure
from communique.analysis.edit_changes import edit_changes
from communique.analysis.item_changes import agreement_changes, deadline_changes, office_changes, proposal_changes
from communique.analysis.stance_changes import stance_changes
from communique.analysis.window import Window
from communique.model.record import Record

DOUBTED = 40
"""How much less a change weighs that rests on doubtful reports alone."""
USUAL = timedelta(days=7)
"""How far back one looks when no day is given."""

_FINDERS: tuple[Callable[[Window], Iterator[Change]], ...] = (
    contact_changes,
    agreement_changes,
    proposal_changes,
    deadline_changes,
    stance_changes,
    office_changes,
    edit_changes,
)


def find_changes(record: Record, since: date | None = None) -> tuple[Change, ...]:
    """Everything that changed from `since` on, up to the last day of the record; by default in its last seven days.

    "Talks are planned for May" (2 April) and "talks took place in Oslo on 4 May" (5 May), since 1 May, give a change of
    status from planned to held, of the date to 4 May, and of the place to Oslo. In the order of the groups, in each
    the weightiest first, of those the latest.
    """
    until = last_day(record)
    if until is None:
        return ()
    return _found(Window(record, since or until - USUAL, until))


def find_news(record: Record, known: frozenset[str], before: date | None = None) -> tuple[Change, ...]:
    """Everything that articles changed that are not among the `known`, by their ids, whenever they were published.

    `before` is the day up to which the record reached without them: days that were over since then have passed. What
    is a copy of what was known, or tells it again, changes nothing. Of reports that come late, only what they change
    of how things stand today is told.
    """
    until = last_day(record) or date.min  # Where nothing is dated, no day has passed.
    since = before + timedelta(days=1) if before else until
    later = {
        edition.article.id
        for chain in record.editions.values()
        if any(edition.article.id in known for edition in chain)
        for edition in chain
    }
    return _found(Window(record, since, until, known | later, frozenset(later - known)))


def _found(window: Window) -> tuple[Change, ...]:
    record = window.record
    found = (_weighed(record, change) for finder in _FINDERS for change in finder(window))
    return tuple(sorted(found, key=_order))


def _weighed(record: Record, change: Change) -> Change:
    """The change with less weight where all reports that bring it are doubtful."""
    if any(is_sure(record, report) for report in change.reports):
        return change
    return replace(change, weight=change.weight + DOUBTED)


def _order(change: Change) -> tuple[int, int, int, str, int]:
    kinds = list(ChangeKind)
    group = GROUPS.index(change.kind.group)
    return group, change.weight, -change.day.toordinal(), change.item, kinds.index(change.kind)
