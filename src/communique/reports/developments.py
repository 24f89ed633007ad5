"""What is new since a day, why it matters for the record, and what it leaves open; all derived from the record."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from communique.analysis.change import FIRST, GROUPS, Change, ChangeKind
from communique.model.findings import AgreementStatus, Status
from communique.model.record import Agreement, Contact
from communique.model.when import parse_when
from communique.reports.change_lines import change_line, sentence, subject_line
from communique.reports.dates import say_day
from communique.reports.document import Line, join_lines, line, soft
from communique.reports.doubt import doubt
from communique.reports.outcomes import bundle_line
from communique.reports.references import report_count
from communique.reports.view import View
from communique.reports.wording import parties_in_sentence

PAUSE = timedelta(days=14)
"""After less than this a contact is not the first since anything."""
AGREED = frozenset({ChangeKind.AGREEMENT, ChangeKind.AGREEMENT_RECALLED})


@dataclass(frozen=True, slots=True)
class Development:
    """All that changed of one item: what, why it matters for the record, what it leaves open.

    `group` is one of the groups of changes, `changes` are what it tells, the weightiest first. `weight` orders
    developments of one report, the weightiest first; `day` is the latest publication.
    """

    group: str
    day: date
    weight: int
    what: Line
    why: tuple[Line, ...]
    left_open: tuple[Line, ...]
    changes: tuple[Change, ...]


def developments(view: View, changes: Sequence[Change] | None = None, most: int | None = None) -> list[Development]:
    """Everything that changed since the view's day, or the changes that are given; the weightiest first.

    With `most` only so many of each group, which of a long time takes a hundredth of all.
    """
    grouped = _grouped(view.changes if changes is None else changes)
    numbers = Counter[str]()
    found = []
    for (group, _), of_one in sorted(grouped.items(), key=lambda told: _place(told[0][0], told[1])):
        numbers[group] += 1
        if most is None or numbers[group] <= most:
            found.append(_development(view, group, of_one))
    return found


def count_developments(view: View) -> Counter[str]:
    """How many developments there are of each group."""
    return Counter(group for group, _ in _grouped(view.changes))


def _grouped(changes: Iterable[Change]) -> dict[tuple[str, str], list[Change]]:
    grouped: dict[tuple[str, str], list[Change]] = {}
    for change in changes:
        grouped.setdefault((_home(change), _item(change)), []).append(change)
    return grouped


def _place(group: str, changes: Sequence[Change]) -> tuple[int, int, int]:
    """The weightiest first, then the latest."""
    weight, day = min(change.weight for change in changes), max(change.day for change in changes)
    return weight, -day.toordinal(), GROUPS.index(group)


def since_words(view: View) -> str:
    """ "since 3 Mar", with a word when that day was not asked for but is the usual week."""
    if view.since is None:
        return "undated"
    return f"since {say_day(view.since, view.year)}{'' if view.since_given else ', the last 7 days of the record'}"


def _home(change: Change) -> str:
    """The group in which a change is told; disputes go with the contact that they are about."""
    own = change.kind.group
    return "contacts" if isinstance(change.subject, Contact) and own != "edits" else own


def _item(change: Change) -> str:
    """What is told in one line: an item, or the points that the same parties agreed on one day."""
    item = change.subject
    if change.kind in AGREED and isinstance(item, Agreement):
        return f"{change.kind} {' '.join(item.parties)} {item.date or change.day}"
    if change.kind is ChangeKind.TURN and change.turn is not None:
        return f"{change.item} {change.turn.after.article}:{change.turn.after.id}"
    return change.item


def _development(view: View, group: str, changes: Sequence[Change]) -> Development:
    # That something is new comes before what else there is to say of it.
    ordered = sorted(changes, key=lambda change: (change.kind not in FIRST, change.weight))
    first = ordered[0]
    day = max(change.day for change in ordered)
    why: list[Line] = []
    left: list[Line] = []
    if first.kind is ChangeKind.EDITED:
        what = sentence(view, ordered)
    elif isinstance(first.subject, Contact):
        what = _contact(view, ordered)
        why += _first_of_level(view, first.subject)
        left += _open(view, first.subject)
    elif first.kind in AGREED:
        agreements = [change.subject for change in ordered if isinstance(change.subject, Agreement)]
        recalled = first.kind is ChangeKind.AGREEMENT_RECALLED
        what = line("Recalled: agreed " if recalled else "Agreed: ", bundle_line(view, agreements))
        why += [] if recalled else _first_agreement(view, agreements)
        settled = {AgreementStatus.SIGNED, AgreementStatus.IN_FORCE} & {a.status for a in agreements}
        left += [] if settled or recalled else [line("No report that it is signed or in force")]
    else:
        what = sentence(view, ordered)
    weight = min(change.weight for change in ordered)
    return Development(group, day, weight, what, tuple(why), tuple(left), tuple(ordered))


def _contact(view: View, changes: Sequence[Change]) -> Line:
    """One contact with everything that changed of it, and how many reports in the time in question say so."""
    first = changes[0]
    lasts = (None, *changes)
    told = join_lines([change_line(view, change, last) for change, last in zip(changes, lasts, strict=False)], "; ")
    reports = first.subject.reports if isinstance(first.subject, Contact) else ()
    new = [report for report in reports if view.is_new(report)]
    number = soft(f" · {report_count(new, view.record)}") if len(new) > 1 else ""
    return line(subject_line(view, first), ": ", told, doubt(*first.reports), number)


def _first_of_level(view: View, contact: Contact) -> list[Line]:
    """Whether it is the first held contact of its level between its parties, or the first since when."""
    if contact.status is not Status.HELD or contact.level.rank > 1 or not contact.date:
        return []
    earlier = [
        other
        for other in view.record.contacts
        if other is not contact
        and other.status is Status.HELD
        and other.level is contact.level
        and set(contact.parties) <= set(other.parties)
        and _held_on(other) <= _held_on(contact)
    ]
    noun = f"{contact.level.value}-level contact of {parties_in_sentence(contact.parties)}"
    if not earlier:
        return [line(f"First {noun} in the record")]
    last = max(earlier, key=_held_on)
    if not last.date or _held_on(contact) - _held_on(last) < PAUSE:
        return []
    return [line(f"First {noun} since {view.day(last.date)} ", view.cite(*last.reports))]


def _first_agreement(view: View, agreements: Sequence[Agreement]) -> list[Line]:
    """Whether the same parties had agreed on anything before."""
    parties = set(agreements[0].parties)
    others = (a for a in view.record.agreements if a not in agreements and parties <= set(a.parties))
    before = any(not view.is_new(report) for other in others for report in other.reports)
    return [] if before else [line(f"First agreement of {parties_in_sentence(agreements[0].parties)} in the record")]


def _open(view: View, contact: Contact) -> list[Line]:
    lacking = [word for word, value in (("date", contact.date), ("place", contact.place)) if not value]
    if contact.kind.value in ("call", "message") and "place" in lacking:
        lacking.remove("place")
    found = [line(f"No {' and no '.join(lacking)} given")] if lacking else []
    if contact.status is Status.HELD and not _outcome(view, contact):
        found.append(line("No agreement is reported from it"))
    return found


def _outcome(view: View, contact: Contact) -> bool:
    """Whether an agreement of the same parties appears in any article that reports the contact."""
    articles = {report.article for report in contact.reports}
    return any(
        set(agreement.parties) & set(contact.parties)
        and any(report.article in articles for report in agreement.reports)
        for agreement in view.record.agreements
    )


def _held_on(contact: Contact) -> date:
    when = parse_when(contact.date) if contact.date else None
    return (when.latest or when.earliest or date.min) if when else date.min
