"""Who wants what: each party's latest stance on each issue, contradictions shown side by side."""

from __future__ import annotations

from collections import Counter
from datetime import date

from communique.analysis.days import day_of
from communique.analysis.per_record import per_record
from communique.analysis.sides import opposed
from communique.analysis.stances import stance_threads
from communique.model.findings import Issue, Position, Stance
from communique.model.record import Record
from communique.reports.document import Block, Group, Line, Paragraph, Row, Table, code, join_lines, line, quote, soft
from communique.reports.doubt import doubt, is_doubtful
from communique.reports.kept_stances import Cells, pack_stances, read_stances
from communique.reports.settled import settled
from communique.reports.view import View, times_heard
from communique.reports.wording import (
    capital,
    is_thin,
    issue_label,
    party_name,
    shorten,
    speaker,
    stance_label,
)

PARTIES = 5
"""How many parties have a column."""
LINES = 2
"""How many stances one cell shows; the rest is counted."""
WIDTH = 90
"""Characters of the words that name what is wanted."""

COMPARED = 40
"""How many of a party's latest stances on an issue are held against each other."""


@settled
def position_blocks(view: View) -> tuple[Block, ...]:
    """The parties' stances as a matrix of issues and parties."""
    cells = latest_stances(view)
    if not cells:
        return (Paragraph(line(soft("No position is reported."))),)
    heard = {party for _, party in cells}
    parties = [party for party in leading_parties(view) if party in heard]
    shown = parties[:PARTIES]
    rows = []
    for issue in leading_issues(cells, shown):
        found = [_cell(view, cells.get((issue, party), [])) for party in shown]
        if any(found):
            rows.append(Row((line(capital(issue_label(issue))), *found), issue.value))
    table = Table(("", *(party_name(party) for party in shown)), (Group("", tuple(rows)),), matrix=True)
    others = [party_name(party) for party in parties[PARTIES:]]
    if not others:
        return (table,)
    return table, Paragraph(line(soft(f"Also heard: {', '.join(others)}; "), code("positions")))


def latest_stances(view: View) -> Cells:
    """For each issue and party where it stands, one position for each matter: the telling ones first, the latest first.

    Where it turned, or where reports of one time say otherwise, the position on the other side is there as well.
    """
    return _latest(view.record)


@per_record
def _latest(record: Record) -> Cells:
    kept = read_stances(record)
    if kept is not None:
        return kept[0]
    cells: Cells = {}
    for thread in stance_threads(record):
        others = [thread.turns[-1].before] if thread.turns else []
        others += thread.current.deviating[-1:] if thread.current else []
        told = [p for p in (thread.latest, *others) if not is_thin(p.about) and not _says_nothing(p)]
        if told:
            cells.setdefault((thread.issue, thread.party), []).extend(told)
    newest = {
        key: sorted(cell, key=lambda position: day_of(record, position) or date.min, reverse=True)
        for key, cell in cells.items()
    }
    return {key: sorted(cell, key=_weakness) for key, cell in newest.items()}


@per_record
def opposed_stances(record: Record) -> dict[tuple[Issue, str], tuple[Position, Position]]:
    """For each issue and party that points both ways its latest two stances that do, the earlier one last."""
    kept = read_stances(record)
    if kept is not None:
        return kept[1]
    found = {key: both_ways(cell) for key, cell in _latest(record).items()}
    return {key: both for key, both in found.items() if both}


def stances_to_keep(record: Record) -> bytes:
    """Where each party stands, and who points both ways, to be kept beside a large record."""
    return pack_stances(record, _latest(record), opposed_stances(record))


def leading_parties(view: View) -> list[str]:
    """The parties with positions, those heard on most issues and most often first."""
    times, issues = Counter[str](), Counter[str]()
    for (party, _), number in times_heard(view.record).items():
        times[party] += number
        issues[party] += 1
    return sorted(times, key=lambda party: (-issues[party], -times[party], party))


def leading_issues(cells: Cells, parties: list[str]) -> list[Issue]:
    """The issues on which these parties stand: those of most parties and positions first, what is of none last."""
    times = Counter(issue for (issue, party), cell in cells.items() if party in parties for _ in cell)
    breadth = Counter(issue for issue, party in cells if party in parties)
    return sorted(times, key=lambda issue: (issue is Issue.OTHER, -breadth[issue], -times[issue], issue.value))


def stance_line(view: View, position: Position, *, dated: bool = True) -> Line:
    """One stance with who voiced it and when: demands "a full withdrawal" (Ann Lee, 3 Mar) [4]."""
    words = stance_words(position)
    who = [speaker(position.holder)] if position.holder else []
    day = [view.said_on(position) or "undated"] if dated else []
    told = f" ({', '.join(who + day)})" if who or day else ""
    return line(words, soft(told), doubt(position), " ", view.cite(position))


def stance_words(position: Position) -> Line:
    """The stance alone: demands "a full withdrawal"."""
    about = quote(shorten(position.about, WIDTH))
    if position.stance is not Stance.CONDITIONAL:
        words = line(f"{stance_label(position.stance)} ", about)
        return line(words, " if ", quote(shorten(position.condition, WIDTH))) if position.condition else words
    if position.condition:
        return line(about, ", only if ", quote(shorten(position.condition, WIDTH)))
    return line(about, ", under conditions")


def both_ways(cell: list[Position]) -> tuple[Position, Position] | None:
    """The latest two stances of one party on one matter that point in opposite ways, earlier one last."""
    sure = [position for position in cell[:COMPARED] if not is_doubtful([position])]
    for later in sure:
        for earlier in sure:
            if opposed(later, earlier):
                return later, earlier
    return None


def _cell(view: View, positions: list[Position]) -> Line:
    if not positions:
        return ()
    shown = positions[:LINES]
    both = both_ways(positions)
    if both and both[1] not in shown:
        shown = [*shown[: LINES - 1], both[1]]
    lines = [stance_line(view, position) for position in shown]
    more = len(positions) - len(shown)
    if more:
        lines.append(line(soft(f"and {more} more")))
    return join_lines(lines, "\n")


def _says_nothing(position: Position) -> bool:
    return is_doubtful([position]) and len(position.about.split()) < 2


def _weakness(position: Position) -> int:
    """0 for a stance that says something, 1 for a single word, 2 for one that the reader is not sure of."""
    return 2 if is_doubtful([position]) else int(len(position.about.split()) < 2)
