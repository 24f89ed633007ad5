"""A contact from its reports: what holds of it by the latest and strongest of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Hashable, Mapping, Sequence
from datetime import date, timedelta
from functools import partial
from typing import TypeVar

from communique.model.actors import Level
from communique.model.findings import DOUBTFUL, ContactReport, Directness, Status
from communique.model.record import Contact
from communique.model.when import When, parse_when, publication_day, uncertain
from communique.record.merging.profile import CALLED_OFF, COMING, TOOK_PLACE
from communique.record.names import fold_names
from communique.record.places import find_place, fit, is_city

# Among reports of the last days, an announcement outweighs a hope.
_STRENGTH = tuple(Status)
_RECENT = timedelta(days=3)
_OFF = CALLED_OFF | {Status.REFUSED, Status.RULED_OUT}

T = TypeVar("T", bound=Hashable)


def make_contact(
    identifier: str,
    reports: Sequence[ContactReport],
    published: Mapping[str, str | None],
    echoes: Collection[int] = (),
) -> Contact:
    """The contact that these reports, in the order of publication, have in common.

    `echoes` are the places in the row of those that copy an earlier one: where such a copy has another date of
    publication, its days are counted from there and mean nothing.
    """
    status = joint_status(reports, published)
    # Where and when is taken from those who report what came of it, not from what was planned before.
    voices = [report for place, report in enumerate(reports) if place not in echoes]
    telling = [report for report in _since_called_off(voices, status) if _side(report.status) == _side(status)]
    # What was only hoped for says nothing of where and when it was in the end.
    hoped = (Status.PROPOSED, Status.POSSIBLE)
    firm = [r for r in voices if status not in TOOK_PLACE or r.status not in hoped]
    ahead = partial(_still_ahead, status=status, published=published)
    parties = _most_common([report.parties for report in reports], prefer=len)
    levels = [r.level for r in _sure([r for r in reports if r.level is not Level.UNKNOWN], "level")]
    mediators = {code for report in reports for code in report.mediators} - set(parties)
    return Contact(
        id=identifier,
        kind=_most_common([report.kind for report in _sure(reports, "kind")]),
        parties=parties,
        mediators=tuple(sorted(mediators)),
        participants=_people(reports),
        level=min(levels, key=lambda level: level.rank) if levels else Level.UNKNOWN,
        directness=_directness(reports),
        date=_date(ahead(telling), voices) or _date(ahead(_since_called_off(firm, status)), voices),
        place=_place(_placed(telling)) or _place(_placed(firm)) or _place(telling) or _place(firm),
        status=status,
        reports=tuple(reports),
    )


def joint_status(reports: Sequence[ContactReport], published: Mapping[str, str | None]) -> Status:
    """What the reports say together: that it took place, else the latest news of it, the strongest of the last days.

    A contact reported as held stays held when a later report speaks of the plan; called off wins over an earlier
    plan, a new plan over an earlier calling off. Reports that may well be no report of it, or whose status may be
    misread, count where there are no others.
    """
    reports = _sure([report for report in reports if not _is_doubtful(report)] or reports, "status")
    if any(report.status is Status.HELD for report in reports):
        return Status.HELD
    if any(report.status is Status.UNDER_WAY for report in reports):
        return Status.UNDER_WAY
    days = [(publication_day(published.get(report.article)) or date.min, report) for report in reports]
    latest = max(day for day, _ in days)
    off = [(day, report) for day, report in days if report.status in _OFF]
    coming = [(day, report) for day, report in days if report.status in COMING]
    if off and (not coming or max(d for d, _ in off) >= max(d for d, _ in coming)):
        last = max(d for d, _ in off)
        return min((r.status for d, r in off if d == last), key=_STRENGTH.index)
    recent = [r.status for d, r in coming if latest == date.min or d >= latest - _RECENT]
    return min(recent or [r.status for _, r in coming], key=_STRENGTH.index)


def _sure(reports: Sequence[ContactReport], field: str) -> Sequence[ContactReport]:
    """The reports that are hardly misread in a field; all of them where each may be."""
    return [report for report in reports if field not in report.unsure] or reports


def _is_doubtful(report: ContactReport) -> bool:
    """True where the reader is not sure of a report; of one that a person confirmed nothing is unsure."""
    return report.confidence < DOUBTFUL and bool(report.unsure)


def _since_called_off(reports: Sequence[ContactReport], status: Status) -> Sequence[ContactReport]:
    """Of a contact that is to come again after it was called off, the reports since then: its old day is void."""
    off = max((place for place, report in enumerate(reports) if report.status in CALLED_OFF), default=None)
    return reports if off is None or status not in COMING else reports[off + 1 :] or reports


def _still_ahead(
    reports: Sequence[ContactReport], *, status: Status, published: Mapping[str, str | None]
) -> Sequence[ContactReport]:
    """Of what is to come, the reports whose day was not over when it was last said to be to come.

    Nor do those count whose wider date a later report had narrowed to days that are over: "in February or March", then
    "by the end of February", and in the middle of March still to come.
    """
    if status not in COMING:
        return reports
    coming = _sure([report for report in reports if report.status in COMING], "status")
    last = max((publication_day(published.get(report.article)) or date.min for report in coming), default=date.min)
    kept: list[ContactReport] = []
    over: list[When] = []
    for report in reversed(reports):
        when = parse_when(report.date) if report.date else None
        if when is not None and when.latest is not None and when.latest < last:
            over.append(when)
        elif when is None or not any(when.overlaps(one) for one in over):
            kept.append(report)
    return kept[::-1]


def _people(reports: Sequence[ContactReport]) -> tuple[str, ...]:
    """Each person who takes part once, by the fullest name; a name that is a place's is nobody's."""
    return fold_names(name for r in reports for name in r.participants if find_place(name).country is None)


def _directness(reports: Sequence[ContactReport]) -> Directness:
    said = {report.directness for report in reports} - {Directness.UNKNOWN}
    return said.pop() if len(said) == 1 else Directness.UNKNOWN


def _date(reports: Sequence[ContactReport], every: Sequence[ContactReport]) -> str | None:
    """The most precise date; of those as precise the more frequent, also among `every` report, and the later.

    Uncertain where a single report gives it, and may have it wrong.
    """
    dated = [(parse_when(r.date), r.date) for r in _sure([r for r in reports if r.date], "date") if r.date]
    counts, others = Counter(text for _, text in dated), Counter(report.date for report in every)
    best = None
    for place, (when, text) in enumerate(dated):
        if when is None:
            continue
        rank = (-(when.days or 10**6), counts[text], others[text], place)
        if best is None or rank > best[0]:
            best = (rank, text)
    if best is None:
        return None
    guessed = others[best[1]] == 1 and all("date" in r.unsure for r in reports if r.date == best[1])
    return uncertain(best[1]) if guessed else best[1]


def _placed(reports: Sequence[ContactReport]) -> list[ContactReport]:
    """The reports of whose place the reader is sure."""
    return [report for report in reports if report.place and "place" not in report.unsure]


def _place(reports: Sequence[ContactReport]) -> str | None:
    """The place that most reports bear out, a city rather than its country; of those as often told the earlier.

    A city is borne out by those who name its country alone, and so is a country by those who name a city of it. None
    where each may be misread and another is told as often.
    """
    places = [r.place for r in _sure([r for r in reports if r.place], "place") if r.place]
    told = Counter(places)
    borne_out = {
        one: sum(told[other] for other in told if one == other or fit(one, other) in ("same", "within")) for one in told
    }
    best = max(places, key=lambda p: (borne_out[p], is_city(p), told[p], -places.index(p)), default=None)
    if best is None or not all("place" in report.unsure for report in reports if report.place):
        return best
    elsewhere = (p for p in told if fit(best, p) not in ("same", "within"))
    return None if any(borne_out[p] >= borne_out[best] for p in elsewhere) else best


def _side(status: Status) -> str:
    if status in TOOK_PLACE:
        return "took place"
    return "coming" if status in COMING else "off"


def _most_common(values: Sequence[T], prefer: object = None) -> T:
    counts = Counter(values)
    size = prefer if callable(prefer) else lambda _: 0
    return max(values, key=lambda value: (counts[value], size(value), -values.index(value)))
