"""Where each party stands on each issue, and since when: its positions as one thread for each matter, in time.

Reading is fallible, and so are reports: one report that stands alone against others of the time before and after it is
counted as a deviating one, and a doubtful report alone never turns a thread, unless a person has confirmed it.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import groupby, pairwise

from communique.analysis.days import day_of, independent, last_day
from communique.analysis.doubt import is_sure
from communique.analysis.matters import Likeness, Matter, compare
from communique.analysis.per_record import per_record
from communique.analysis.sides import Side, alike, matter_named, side_of
from communique.model.findings import Issue, Position
from communique.model.record import Record
from communique.record.items import item_id
from communique.record.memory import NO_MEMORY, Memory

APART = timedelta(days=365)
"""Positions further apart than this belong to different negotiations: between them nothing has turned."""


class Sureness(StrEnum):
    """How sure a turn, or a current stance, is.

    `confirmed`: two or more independent reports, and none since that says otherwise. `single`: one report, and none
    that says otherwise. `contested`: reports of the same time say otherwise. `doubtful`: all that says so is doubtful.
    """

    CONFIRMED = "confirmed"
    SINGLE = "single"
    CONTESTED = "contested"
    DOUBTFUL = "doubtful"


@dataclass(frozen=True, slots=True)
class Run:
    """Positions that follow each other on one side; `deviating` are others, which stand alone among them."""

    side: Side
    positions: tuple[Position, ...]
    deviating: tuple[Position, ...] = ()


@dataclass(frozen=True, slots=True)
class Turn:
    """A change of side: the last position before and the first after, published on `day`.

    `reports` are the positions of the side now taken, `after` first; `independent` counts the articles on both sides
    that copy none of the others. `wider` is True where the two are not about the very same matter, one being the wider.
    """

    party: str
    issue: Issue
    before: Position
    after: Position
    sides: tuple[Side, Side]
    day: date
    reports: tuple[Position, ...]
    independent: tuple[int, int]
    sureness: Sureness
    wider: bool

    @property
    def is_reversal(self) -> bool:
        """True from for to against or back; False where a condition came or went."""
        return Side.CONDITIONAL not in self.sides


@dataclass(frozen=True, slots=True)
class Thread:
    """All positions of one party on one matter, in the order of publication; `runs` are those that take a side.

    `warnings` take no side, `undated` stand nowhere in time. `latest` stands for where the party is now: the last
    position of the current side that is not doubtful.
    """

    party: str
    issue: Issue
    runs: tuple[Run, ...]
    turns: tuple[Turn, ...]
    warnings: tuple[Position, ...]
    undated: tuple[Position, ...]
    latest: Position
    sureness: Sureness
    independent: int
    last: date | None

    @property
    def id(self) -> str:
        """What `history` takes: party and issue ("RUS/ceasefire")."""
        return f"{self.party}/{self.issue.value}"

    @property
    def current(self) -> Run | None:
        """Where the party stands by the latest reports."""
        return self.runs[-1] if self.runs else None

    @property
    def positions(self) -> tuple[Position, ...]:
        """Every position of the thread, those without a date last."""
        return (*(p for run in self.runs for p in (*run.positions, *run.deviating)), *self.warnings, *self.undated)


def stance_threads(record: Record, wanted: Container[tuple[str, Issue]] | None = None) -> tuple[Thread, ...]:
    """Every party's stances, by party and issue, the matter last spoken of first; only those `wanted` if given."""
    if wanted is None:
        return _every_thread(record)
    known = _every_thread.known(record)
    return _threads(record, wanted) if known is None else tuple(t for t in known if (t.party, t.issue) in wanted)


@per_record
def _every_thread(record: Record) -> tuple[Thread, ...]:
    threads = _threads(record, None, _LATEST)
    _LATEST.turn()
    return threads


_LATEST = Memory()
"""Of the record that was last asked for all its threads: the next one is mostly the same."""


def _threads(
    record: Record, wanted: Container[tuple[str, Issue]] | None, memory: Memory = NO_MEMORY
) -> tuple[Thread, ...]:
    grouped: dict[tuple[str, Issue], list[Position]] = {}
    for position in record.positions:
        if wanted is None or (position.party, position.issue) in wanted:
            grouped.setdefault((position.party, position.issue), []).append(position)
    reach = last_day(record)
    threads = [thread for key, found in grouped.items() for thread in _of_issue(record, key, found, memory)]
    oldest = date.min if reach is None else reach
    return tuple(
        sorted(threads, key=lambda t: (t.party, t.issue.value, (oldest - (t.last or date.min)).days, -t.independent))
    )


def _of_issue(record: Record, key: tuple[str, Issue], found: Sequence[Position], memory: Memory) -> list[Thread]:
    """The threads of one party on one issue, made anew where its positions, or what is known of them, changed."""
    articles = dict.fromkeys(position.article for position in found)
    copied = tuple(record.duplicates.get(article) for article in articles)
    confirmed = tuple(told for p in found if (told := item_id(p)) in record.judgements.confirmed)
    parts = *found, *(record.articles.get(article) for article in (*articles, *filter(None, copied)))
    return memory.recall(
        (*key, copied, confirmed),
        parts,
        lambda: [_thread(record, positions) for positions in _by_matter(record, found)],
    )


def _by_matter(record: Record, positions: Iterable[Position]) -> list[list[Position]]:
    """Positions of one party on one issue, those on one matter together."""
    distinct: dict[Matter, list[Position]] = {}
    ordered = sorted(positions, key=lambda p: (day_of(record, p) or date.max, p.article, p.spans, p.id))
    threads: list[tuple[list[Matter], list[Position]]] = []
    for position in ordered:
        matter = matter_named(position)
        if matter.content or matter.names:
            distinct.setdefault(matter, []).append(position)
        else:
            # "It", "the proposal": nobody can say whether two of them are about one matter.
            threads.append(([matter], [position]))
    # The matters that are named most often first, so that they are what others join.
    for matter, found in sorted(distinct.items(), key=lambda pair: -len(pair[1])):
        for matters, members in threads:
            kinds = [compare(matter, other) for other in matters]
            if Likeness.OTHER not in kinds:
                matters.append(matter)
                members.extend(found)
                break
        else:
            threads.append(([matter], list(found)))
    order = {id(position): place for place, position in enumerate(ordered)}
    return [sorted(members, key=lambda p: order[id(p)]) for _, members in threads]


def _thread(record: Record, positions: Sequence[Position]) -> Thread:
    dated = [p for p in positions if day_of(record, p) is not None]
    runs = _settle(record, _runs(record, [p for p in dated if side_of(p) is not None]))
    turns = [_turn(record, before, after) for before, after in pairwise(runs)]
    days = [day for p in dated if (day := day_of(record, p))]
    current = runs[-1] if runs else None
    telling = current.positions if current else positions
    return Thread(
        party=positions[0].party,
        issue=positions[0].issue,
        runs=tuple(runs),
        turns=tuple(turn for turn in turns if turn.day - (day_of(record, turn.before) or turn.day) <= APART),
        warnings=tuple(p for p in dated if side_of(p) is None),
        undated=tuple(p for p in positions if day_of(record, p) is None),
        latest=_nearest(record, telling[::-1]),
        sureness=_sureness(record, current) if current else _alone(record, telling),
        independent=independent(record, telling),
        last=max(days, default=None),
    )


def _runs(record: Record, positions: Iterable[Position]) -> list[Run]:
    """Positions as runs of one side. Nothing turns within a day: what is said both ways on one day stays as it was."""
    runs: list[Run] = []
    for _, of_day in groupby(positions, key=lambda position: day_of(record, position)):
        told = list(of_day)
        side = _side_of_day(record, told, runs[-1].side if runs else None)
        here = tuple(position for position in told if side_of(position) is side)
        strays = tuple(position for position in told if side_of(position) is not side)
        if runs and runs[-1].side is side:
            runs[-1] = Run(side, (*runs[-1].positions, *here), (*runs[-1].deviating, *strays))
        else:
            runs.append(Run(side, here, strays))
    return runs


def _side_of_day(record: Record, told: Sequence[Position], before: Side | None) -> Side:
    """The side of one day: of several the one taken before, a condition before none, else that of most voices."""
    sure = [position for position in told if is_sure(record, position)] or told
    sides = {side for position in sure if (side := side_of(position))}
    if len(sides) == 1:
        return sides.pop()
    if before in sides and Side.AGAINST in sides:
        return before
    if sides == {Side.FOR, Side.CONDITIONAL}:
        return Side.CONDITIONAL
    voices = {side: independent(record, [p for p in sure if side_of(p) is side]) for side in sides}
    return max(sorted(sides), key=lambda side: voices[side])


def _settle(record: Record, runs: list[Run]) -> list[Run]:
    """Runs with what stands alone folded into what surrounds it, until nothing changes."""
    while len(runs) > 1:
        lone = next((i for i in range(len(runs)) if _stands_alone(record, runs, i)), None)
        if lone is None:
            break
        runs = _folded(runs, lone)
    return runs


def _stands_alone(record: Record, runs: Sequence[Run], place: int) -> bool:
    """True for a run that is all doubtful, or a single voice between two runs of one side."""
    run = runs[place]
    if not any(is_sure(record, position) for position in run.positions):
        return any(is_sure(record, p) for other in runs if other is not run for p in other.positions)
    between = 0 < place < len(runs) - 1 and runs[place - 1].side is runs[place + 1].side
    return between and independent(record, run.positions) == 1 and independent(record, runs[place + 1].positions) > 1


def _folded(runs: Sequence[Run], place: int) -> list[Run]:
    lone = runs[place]
    into = place - 1 if place else 1
    strays = (*lone.deviating, *lone.positions)
    kept = list(runs)
    kept[into] = Run(kept[into].side, kept[into].positions, (*kept[into].deviating, *strays))
    del kept[place]
    joined: list[Run] = []
    for run in kept:
        if joined and joined[-1].side is run.side:
            last = joined[-1]
            joined[-1] = Run(run.side, (*last.positions, *run.positions), (*last.deviating, *run.deviating))
        else:
            joined.append(run)
    return joined


def _turn(record: Record, before: Run, after: Run) -> Turn:
    """The turn from one run to the next, between the surest positions next to it."""
    earlier, later = _nearest(record, before.positions[::-1]), _nearest(record, after.positions)
    day = day_of(record, later) or date.max
    voices = (independent(record, before.positions), independent(record, after.positions))
    return Turn(
        later.party,
        later.issue,
        earlier,
        later,
        (before.side, after.side),
        day,
        (later, *(position for position in after.positions if position is not later)),
        voices,
        Sureness.CONTESTED if day_of(record, earlier) == day else _sureness(record, after),
        alike(earlier, later) is not Likeness.SAME,
    )


def _nearest(record: Record, positions: Sequence[Position]) -> Position:
    """The first that is not doubtful, else the first."""
    return next((position for position in positions if is_sure(record, position)), positions[0])


def _sureness(record: Record, run: Run) -> Sureness:
    if run.deviating and any(is_sure(record, p) for p in run.deviating):
        return Sureness.CONTESTED
    return _alone(record, run.positions)


def _alone(record: Record, positions: Sequence[Position]) -> Sureness:
    sure = [position for position in positions if is_sure(record, position)]
    if not sure:
        return Sureness.DOUBTFUL
    return Sureness.CONFIRMED if independent(record, sure) > 1 else Sureness.SINGLE
