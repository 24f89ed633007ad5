"""Changes of stance: a party's first word on an issue, and turns."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from communique.analysis.change import Change, ChangeKind
from communique.analysis.days import days
from communique.analysis.doubt import is_sure
from communique.analysis.per_record import per_record
from communique.analysis.sides import side_of
from communique.analysis.stances import Sureness, Thread, Turn, stance_threads
from communique.analysis.window import Window
from communique.model.findings import Issue, Position
from communique.model.record import Record

_TURNS = {Sureness.CONFIRMED: 0, Sureness.SINGLE: 10, Sureness.CONTESTED: 20, Sureness.DOUBTFUL: 30}
_NEW = 40


@per_record
def _first_heard(record: Record) -> dict[tuple[str, Issue], date]:
    """The day of the first position of each party on each issue, where one has a day."""
    found: dict[tuple[str, Issue], date] = {}
    known = days(record)
    for position in record.positions:
        day, key = known.get(position.article), (position.party, position.issue)
        if day and day <= found.get(key, day):
            found[key] = day
    return found


def stance_changes(window: Window) -> Iterator[Change]:
    """Turns of stance within the window, and the first positions of a party on an issue."""
    heard = {(position.party, position.issue) for position in window.new_positions()}
    grouped: dict[tuple[str, Issue], list[Thread]] = {}
    for thread in stance_threads(window.record, heard):
        grouped.setdefault((thread.party, thread.issue), []).append(thread)
        for turn in thread.turns:
            if _is_news(window, turn):
                yield Change(
                    ChangeKind.TURN,
                    thread.id,
                    turn.after,
                    turn.day,
                    _TURNS[turn.sureness] + (0 if turn.is_reversal else 5),
                    turn.reports,
                    turn.sides[0],
                    turn.sides[1],
                    (turn.before,),
                    turn=turn,
                )
    for threads in grouped.values():
        yield from _first(window, threads)


def _is_news(window: Window, turn: Turn) -> bool:
    """True for a turn within the window; of reports that came in late, only where none told of the turn before."""
    if window.known is None:
        return turn.day >= window.since
    return all(window.is_new(report) for report in turn.reports)


def _first(window: Window, threads: list[Thread]) -> Iterator[Change]:
    """The surest of the positions with which a party is heard on an issue for the first time."""
    heard = _first_heard(window.record).get((threads[0].party, threads[0].issue))
    if window.known is None and heard and heard < window.since:
        return
    everything = [position for thread in threads for position in thread.positions]
    old, new = window.split(everything)
    telling = [p for p in new if is_sure(window.record, p) and len(p.about.split()) > 1]
    if old or not telling or len(new) < len(everything):
        return
    first = min(telling, key=lambda p: (side_of(p) is None, -p.confidence, window.day(p), p.article, p.id))
    thread = next(thread for thread in threads if first in thread.positions)
    rest: list[Position] = [p for p in telling if p is not first and p in thread.positions]
    day = window.day(first)
    yield Change(ChangeKind.STANCE, thread.id, first, day, _NEW, (first, *rest), after=side_of(first))
