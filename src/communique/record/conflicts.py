"""Where reports of one contact cannot both be right at the time they were published. Updates are no conflicts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from communique.model.actors import Level
from communique.model.findings import ContactReport, Directness, Status
from communique.model.record import Conflict, Contact
from communique.model.when import When, parse_when
from communique.record.names import last_names
from communique.record.places import fit, is_city
from communique.record.profile import COMING, TOOK_PLACE
from communique.record.wording import calls_direct, stage_of

# Reports this many days apart speak of the same state of things.
SAME_DAYS = 3
# Preparations do not go backwards unannounced within this many days.
STAGE_DAYS = 14


@dataclass(frozen=True, slots=True)
class _Report:
    """A report with what is compared, worked out once."""

    report: ContactReport
    side: str
    day: int | None
    date: str
    when: When | None
    stage: str | None
    direct: bool


_Check = Callable[[_Report, _Report], tuple[str, str] | None]


def find_conflicts(
    contacts: Iterable[Contact], published: Mapping[str, str | None], copies: Mapping[str, str] | None = None
) -> tuple[Conflict, ...]:
    """The conflicts between reports of each contact, each way of disagreeing told once.

    `published` gives the publication date of each article, `copies` the articles that only repeat another, which
    are passed over. "The two leaders will meet on 4 May" against "no such meeting is planned" on the same day
    gives a conflict about status.
    """
    found: list[Conflict] = []
    for contact in contacts:
        if len(contact.reports) > 1:
            reports = [_look(r, published.get(r.article)) for r in contact.reports if r.article not in (copies or {})]
            for about, check in _CHECKS.items():
                found.extend(_conflict(contact.id, about, *pair) for pair in _pairs(reports, check))
    return tuple(found)


def _look(report: ContactReport, published: str | None) -> _Report:
    day = parse_when(published[:10]) if published else None
    evidence = " ".join(report.evidence)
    status = report.status
    return _Report(
        report,
        "took place" if status in TOOK_PLACE else "coming" if status in COMING else "off",
        day.earliest.toordinal() if day and day.earliest else None,
        published[:10] if published else "undated",
        parse_when(report.date) if report.date else None,
        stage_of(evidence),
        report.directness is not Directness.INDIRECT and calls_direct(evidence),
    )


def _pairs(reports: Sequence[_Report], check: _Check) -> Iterator[tuple[_Report, _Report, tuple[str, str]]]:
    """The nearest two of those that contradict each other in the same way; one against twenty is one conflict."""
    nearest: dict[tuple[str, ...], tuple[tuple[int, int, int, int], tuple[str, str]]] = {}
    for i, one in enumerate(reports):
        for j in range(i + 1, len(reports)):
            values = check(one, reports[j])
            if values and one.report.article != reports[j].report.article:
                rank = (int(one.side != reports[j].side), _apart(one, reports[j]), i, j)
                way = tuple(sorted(values))
                if way not in nearest or rank < nearest[way][0]:
                    nearest[way] = rank, values
    for (_, _, i, j), values in sorted(nearest.values()):
        yield reports[i], reports[j], values


def _conflict(contact: str, about: str, one: _Report, other: _Report, values: tuple[str, str]) -> Conflict:
    note = f"{one.date}: {values[0]}; {other.date}: {values[1]}"
    return Conflict(contact, about, (one.report, other.report), note)


def _apart(one: _Report, other: _Report) -> int:
    return 10**6 if one.day is None or other.day is None else abs(one.day - other.day)


def _status(one: _Report, other: _Report) -> tuple[str, str] | None:
    first, second = one.report.status, other.report.status
    if one.stage and other.stage and one.stage != other.stage and one.side == other.side == "coming":
        backwards = one.stage == "advanced" and _apart(one, other) <= STAGE_DAYS
        return (one.stage, other.stage) if backwards or _apart(one, other) <= SAME_DAYS else None
    values = (first.value.replace("_", " "), second.value.replace("_", " "))
    if one.side == "took place" and other.side == "off" and one.day is not None and other.day is not None:
        return values
    if {one.side, other.side} == {"took place", "off"}:
        return values if _apart(one, other) == 0 else None
    denied = Status.RULED_OUT in (first, second) and Status.SCHEDULED in (first, second)
    return values if denied and _apart(one, other) <= 1 else None


def _date(one: _Report, other: _Report) -> tuple[str, str] | None:
    if not (one.when and other.when and one.when.days and other.when.days) or one.side != other.side:
        return None
    if Status.POSTPONED in (one.report.status, other.report.status) or one.when.overlaps(other.when):
        return None
    if max(one.when.days, other.when.days) > 7 or (one.side == "coming" and _apart(one, other) > 1):
        return None
    return one.when.edtf, other.when.edtf


def _level(one: _Report, other: _Report) -> tuple[str, str] | None:
    levels = {one.report.level, other.report.level}
    if one.side != other.side or Level.LEADER not in levels or len(levels) == 1 or Level.UNKNOWN in levels:
        return None
    # Of a delegation one report names the minister, another the president who joined: both can be right.
    if _apart(one, other) > SAME_DAYS or last_names(one.report.participants) != last_names(other.report.participants):
        return None
    return one.report.level.value, other.report.level.value


def _directness(one: _Report, other: _Report) -> tuple[str, str] | None:
    indirect = Directness.INDIRECT
    if one.side != other.side:
        return None
    if one.direct and other.report.directness is indirect:
        return "direct", "indirect"
    return ("indirect", "direct") if other.direct and one.report.directness is indirect else None


def _place(one: _Report, other: _Report) -> tuple[str, str] | None:
    a, b = one.report.place, other.report.place
    if not a or not b or one.side != other.side or fit(a, b) != "other":
        return None
    if one.side == "coming" and _apart(one, other) > 1:
        return None
    # A city of unknown country does not contradict a venue named within it.
    return (a, b) if is_city(a) == is_city(b) else None


_CHECKS: dict[str, _Check] = {
    "status": _status,
    "date": _date,
    "level": _level,
    "directness": _directness,
    "place": _place,
}
