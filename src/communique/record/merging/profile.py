"""What a group of reports says together: the ground on which two groups are compared."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from communique.model.actors import Level
from communique.model.findings import ContactKind, ContactReport, Status
from communique.model.when import parse_when, publication_day
from communique.record.conflicts.wording import denies_past
from communique.record.merging.bonds import ReportKey
from communique.record.merging.cues import Cues
from communique.record.names import Person, fold_persons, last_names, persons

REMOTE = {ContactKind.CALL: "call", ContactKind.MESSAGE: "message"}
COMING = frozenset({Status.SCHEDULED, Status.PLANNED, Status.PROPOSED, Status.POSSIBLE})
TOOK_PLACE = frozenset({Status.HELD, Status.UNDER_WAY})
CALLED_OFF = frozenset({Status.POSTPONED, Status.CANCELLED})
NEVER = frozenset({Status.REFUSED, Status.RULED_OUT})
# A date wider than this (a year, a season) says less of when a contact is than its status does.
FIRM_DAYS = 62
# For a contact without a date: how many days before and after its report it can lie, by what is reported of it.
_REACH = {
    Status.HELD: (60, 0),
    Status.UNDER_WAY: (14, 1),
    Status.POSTPONED: (30, 90),
    Status.CANCELLED: (30, 60),
    Status.REFUSED: (30, 60),
    Status.RULED_OUT: (30, 60),
}
_COMING_REACH = (0, 60)
_ALWAYS = (date.min.toordinal(), date.max.toordinal())

# Where none of these is sure, nor is who took part.
_WHAT = frozenset({"kind", "level", "status"})

Key = tuple[str, str, str]
"""Publication, article and local id of a report; of a group, those of its first report."""
UNDATED = "9999"
"""What stands for the publication where it is unknown, so that such reports come last."""


@dataclass(frozen=True, slots=True)
class Profile:
    """A group of reports as one: days are ordinals; `firm` when a date was given, else the days are what can be.

    `seen` is the span of publication days (None when no report has one), `key` the same for the same reports in
    any order. `denies` is True where something of which others tell is said not to have taken place. `foes` are the
    reports that a person put apart from `bonded`, reports of this group. `copy` is what the copies of one report share.
    `unsure` are the fields of the report that may well be misread, the parties always where no person gave or confirmed
    them; of a group, those that all its reports that give them may misread.
    """

    key: Key
    articles: frozenset[str]
    group: str
    kinds: frozenset[ContactKind]
    parties: frozenset[str]
    mediators: frozenset[str]
    first: int
    last: int
    firm: bool
    level: Level
    names: frozenset[Person]
    places: frozenset[str]
    statuses: frozenset[Status]
    rounds: frozenset[int]
    sequel: bool
    denies: bool
    seen: tuple[int, int] | None
    unsure: frozenset[str] = frozenset()
    bonded: frozenset[ReportKey] = frozenset()
    foes: frozenset[ReportKey] = frozenset()
    copy: str = ""

    @property
    def took_place(self) -> bool:
        return bool(self.statuses & TOOK_PLACE)

    @property
    def technical(self) -> bool:
        return self.level is Level.TECHNICAL


def kind_group(kind: ContactKind) -> str:
    """`person` for what happens face to face, else `call` or `message`."""
    return REMOTE.get(kind, "person")


def make_profile(key: Key, report: ContactReport, cues: Cues, foes: frozenset[ReportKey] = frozenset()) -> Profile:
    """The profile of one report; `foes` are the reports that a person put apart from it."""
    published = publication_day(key[0]) if key[0] != UNDATED else None
    day = published.toordinal() if published else None
    denies = report.status in NEVER and any(map(denies_past, report.evidence))
    first, last, firm = _days(report, day, denies)
    doubtful = _is_doubtful(report)
    return Profile(
        key=key,
        articles=frozenset({report.article}),
        group=kind_group(report.kind),
        kinds=frozenset({report.kind}),
        parties=frozenset(report.parties),
        mediators=frozenset(report.mediators),
        first=first,
        last=last,
        firm=firm,
        level=Level.UNKNOWN if doubtful else report.level,
        names=frozenset() if doubtful else persons(report.participants),
        places=frozenset(
            {report.place} if report.place and not last_names([report.place]) <= last_names(report.participants) else ()
        ),
        statuses=frozenset({report.status}),
        rounds=frozenset({cues.round} if cues.round is not None else ()),
        sequel=cues.sequel,
        denies=denies,
        seen=(day, day) if day is not None else None,
        unsure=frozenset((*report.unsure, "parties") if report.confidence < 1 else report.unsure),
        bonded=frozenset({(report.article, report.id)} if foes else ()),
        foes=foes,
    )


def join(profiles: Iterable[Profile]) -> Profile:
    """The profile of several groups together, in any order."""
    parts = sorted(profiles, key=lambda profile: profile.key)
    first, last, firm = _joint_days(parts)
    seen = [profile.seen for profile in parts if profile.seen]
    known = [p for p in parts if p.level is not Level.UNKNOWN]
    levels = [p.level for p in _sure(known, "level")]
    return Profile(
        key=parts[0].key,
        articles=frozenset().union(*(p.articles for p in parts)),
        group=parts[0].group,
        kinds=frozenset().union(*(p.kinds for p in _sure(parts, "kind"))),
        parties=_most_common([p.parties for p in parts]),
        mediators=frozenset().union(*(p.mediators for p in parts)),
        first=first,
        last=last,
        firm=firm,
        level=min(levels, key=lambda level: level.rank) if levels else Level.UNKNOWN,
        names=fold_persons(frozenset().union(*(p.names for p in parts))),
        places=frozenset().union(*(p.places for p in parts)),
        statuses=frozenset().union(*(p.statuses for p in parts)),
        rounds=frozenset().union(*(p.rounds for p in parts)),
        sequel=any(p.sequel for p in parts),
        denies=any(p.denies for p in parts),
        seen=(min(a for a, _ in seen), max(b for _, b in seen)) if seen else None,
        unsure=_joint_doubts(parts),
        bonded=frozenset().union(*(p.bonded for p in parts)),
        foes=frozenset().union(*(p.foes for p in parts)),
    )


def _sure(parts: list[Profile], field: str) -> list[Profile]:
    """Those that are hardly misread in a field; all of them where each may be."""
    return [p for p in parts if field not in p.unsure] or parts


def _joint_doubts(parts: list[Profile]) -> frozenset[str]:
    """The fields that all reports which give them may misread: of a place, those that name one."""
    giving = {
        "date": [p for p in parts if p.firm],
        "level": [p for p in parts if p.level is not Level.UNKNOWN],
        "place": [p for p in parts if p.places],
    }
    doubts = frozenset().union(*(p.unsure for p in parts))
    return frozenset(field for field in doubts if all(field in p.unsure for p in giving.get(field) or parts))


def _is_doubtful(report: ContactReport) -> bool:
    """True for talks of delegations with which one leader alone is named, who need not have been there.

    And where kind, level and status may all be misread: then those named may be anybody whom the article names.
    """
    if _WHAT.issubset(report.unsure):
        return True
    return report.kind is ContactKind.TALKS and report.level is Level.LEADER and len(report.participants) < 2


def _days(report: ContactReport, day: int | None, denies: bool) -> tuple[int, int, bool]:
    when = parse_when(report.date) if report.date else None
    first, last = _ALWAYS
    if day is not None:
        before, after = _REACH.get(report.status, _COMING_REACH)
        first, last = max(day - before, 1), min(day + after, _ALWAYS[1])
    if when is None:
        return first, last, False
    start = when.earliest.toordinal() if when.earliest else None
    end = when.latest.toordinal() if when.latest else None
    if denies and day is not None and start == end and start in (day, day - 1):
        # The day of the denial is not that of what is denied.
        return first, last, False
    if start is not None and end is not None and end - start < FIRM_DAYS:
        return start, end, True
    if (
        start is not None
        and end is None
        and day is not None
        and report.status in TOOK_PLACE
        and 0 <= day - start < FIRM_DAYS
    ):
        # "Since Monday": up to the day of the report, which is as far as it knows.
        return start, day, True
    if start is not None and end is not None and report.status in TOOK_PLACE and (day is None or start <= day):
        # "Last year": what took place can lie anywhere in it, however long ago it is told.
        return start, end if day is None else min(end, day), False
    # An open or wide date narrows what the status allows, if it can.
    if start is not None and end is None:
        first, last = start, max(last, start + _COMING_REACH[1])
    narrowed = max(first, start or first), min(last, end or last)
    return (*narrowed, False) if narrowed[0] <= narrowed[1] else (start or first, end or last, False)


def _joint_days(parts: list[Profile]) -> tuple[int, int, bool]:
    """The days that the dated reports have in common; where they have none, those of what took place, or the latest."""
    dated = [p for p in parts if p.firm]
    # A day that may be misread says nothing against one that is sure.
    firm = _sure(dated, "date")
    used = firm or parts
    first, last = max(p.first for p in used), min(p.last for p in used)
    if first <= last:
        return first, last, bool(firm)
    used = [p for p in used if p.took_place] or used
    best = max(used, key=lambda p: (p.seen or (0, 0), p.key))
    return best.first, best.last, bool(firm)


def _most_common(sets: list[frozenset[str]]) -> frozenset[str]:
    counts: dict[frozenset[str], int] = {}
    for one in sets:
        counts[one] = counts.get(one, 0) + 1
    return max(counts, key=lambda one: (counts[one], len(one), sorted(one)))
