"""Edits as changes of a record: what outlets changed of what they had reported."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from communique.analysis.change import Change, ChangeKind, Subject
from communique.analysis.edits import FieldEdit, FindingEdit, edits_of
from communique.analysis.window import Window
from communique.model.findings import ContactReport, Finding
from communique.model.record import Edition, Record
from communique.model.when import publication_day
from communique.record.items import all_merged, item_id

_WEIGHTS = {"status": 0, "parties": 5, "stance": 5, "party": 5, "proposer": 5, "wording": 5, "date": 10, "level": 20,
            "place": 30}  # fmt: skip
_WENT, _CAME = 0, 10


def edit_changes(window: Window) -> Iterator[Change]:
    """What edits changed of what is in the record, one change for each field, and what they took away or brought."""
    if not window.record.editions:
        return
    subjects = _subjects(window.record)
    for chain in window.record.editions.values():
        if not any(_day(window, edition) for edition in chain[1:]):
            continue
        for after, edit, now in edits_of(chain):
            day = _day(window, after)
            subject = subjects.get((now.article, now.id)) if now is not None else edit.old
            # What a person rejected, or was not asked for, is not in the record.
            if day is not None and subject is not None and (now is not None or edit.new is None):
                yield from _changes(edit, subject, day, after)


def _changes(edit: FindingEdit, subject: Subject, day: date, after: Edition) -> Iterator[Change]:
    told = edit.new or edit.old
    assert told is not None
    rank = told.level.rank if isinstance(told, ContactReport) else 0
    earlier = (edit.old,) if edit.old else ()
    whole = Change(ChangeKind.EDITED, _id(subject), subject, day, rank, (told,), earlier=earlier, edition=after)
    if edit.old is None or edit.new is None:
        yield replace(whole, weight=rank + (_CAME if edit.new else _WENT))
    for field in edit.fields:
        yield _of_field(whole, field, rank)


def _of_field(whole: Change, edit: FieldEdit, rank: int) -> Change:
    weight = rank + _WEIGHTS[edit.field]
    return replace(whole, weight=weight, before=edit.before, after=edit.after, field=edit.field, words=edit.words)


def _day(window: Window, edition: Edition) -> date | None:
    """The day on which an edition counts as news in the window; None where it is none in it.

    An edition that was had after the record's last publication is the latest that is known.
    """
    day = publication_day(edition.day)
    if window.known is not None:
        return (day or window.until) if edition.article.id in window.edited else None
    if day is None or day < window.since:
        return None
    return min(day, window.until)


def _subjects(record: Record) -> dict[tuple[str, str], Subject]:
    """What in the record each finding belongs to, by its article and its own id."""
    found: dict[tuple[str, str], Subject] = {(p.article, p.id): p for p in record.positions}
    found.update(((r.article, r.id), item) for item in all_merged(record) for r in item.reports)
    return found


def _id(subject: Subject) -> str:
    return item_id(subject) if isinstance(subject, Finding) else subject.id
