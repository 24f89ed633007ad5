"""Positions: where each party stands on each issue, and each stance with the quotes in the order of time."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from fastapi import APIRouter, Request, Response

from communique.analysis.stances import Thread
from communique.model.findings import Position
from communique.record.typed import read_issue, read_party
from communique.reports.document import Document, Line, Source, line, soft
from communique.reports.export import item_data
from communique.reports.history import make_history
from communique.reports.line_listing import list_lines
from communique.reports.moments import Stances
from communique.reports.position_matrix import latest_stances, leading_issues, leading_parties, stance_line
from communique.reports.stance_listing import list_stances
from communique.reports.view import View
from communique.reports.wording import capital, issue_label, party_name
from communique.web.answers import Page, answer, format_asked
from communique.web.desk import DeskNow, ShownNow
from communique.web.shown import NotHereError, Shown

router = APIRouter()
PARTIES, LINES = 6, 2
"""How many parties the matrix has, and how many stances one cell."""


@router.get("/positions", response_class=Response)
def matrix(request: Request, shown: ShownNow) -> Response:
    """Parties by issue, each cell with the current stance; it opens the quotes in the order of time."""
    if format_asked(request) != "html":
        return answer(request, Page("", "Positions", listing=shown.listing("stances", list_stances)))
    values, sources = matrix_of(shown)
    return answer(request, Page("positions.html", "Positions", values, sources=lambda: sources))


def matrix_of(shown: Shown) -> tuple[dict[str, Any], Sequence[Source]]:
    """What the page of all parties and issues shows, made once, with its sources."""
    return shown.kept("positions", lambda: _matrix(shown))


def _matrix(shown: Shown) -> tuple[dict[str, Any], Sequence[Source]]:
    view = shown.view()
    cells = latest_stances(view)
    heard = {party for _, party in cells}
    parties = [party for party in leading_parties(view) if party in heard]
    rows = [
        (
            issue.value,
            capital(issue_label(issue)),
            [_cell(view, cells.get((issue, party), [])) for party in parties[:PARTIES]],
        )
        for issue in leading_issues(cells, parties)
    ]
    turns = [thread for thread in shown.threads if thread.turns]
    values = {
        "parties": [(party, party_name(party)) for party in parties],
        "shown": PARTIES,
        "rows": rows,
        "turns": [_turned(view, thread) for thread in turns[:12]],
        "until": shown.until,
        "as_csv": True,
    }
    return values, view.refs.sources()


@router.get("/positions/{party}/{issue}", response_class=Response)
def stance(request: Request, shown: ShownNow, desk: DeskNow, party: str, issue: str) -> Response:
    """One party on one issue: its positions in the order of time, and where it turned."""
    # A party that the record has is there by its code, whether or not the gazetteer knows it.
    code = party if party in shown.heard else read_party(party, desk.options.own)
    asked = read_issue(issue)
    threads = tuple(thread for thread in shown.heard.get(code, ()) if thread.issue == asked)
    if not threads:
        raise NotHereError(f"{party_name(code)} has no position on {asked}", hint="the matrix of positions has those")
    document: Document = make_history(shown.record, Stances(code, threads[0].issue, threads))
    values = {"document": document, "history": None, "offer": None, "done": None, "kept": None, "until": shown.until}
    rows = [item_data(position, shown.record) for thread in threads for position in thread.positions]
    page = Page("item.html", document.title, values, data={"positions": rows}, table=lambda: list_lines(document))
    return answer(request, page)


def _cell(view: View, positions: Sequence[Position]) -> list[Line]:
    lines = [stance_line(view, position) for position in positions[:LINES]]
    return [*lines, line(soft(f"and {len(positions) - LINES} more"))] if len(positions) > LINES else lines


def _turned(view: View, thread: Thread) -> tuple[str, str, Line]:
    turn = thread.turns[-1]
    return (
        thread.party,
        thread.issue.value,
        line(
            f"{party_name(thread.party)}, {issue_label(thread.issue)}: ",
            stance_line(view, turn.before),
            " → ",
            stance_line(view, turn.after),
        ),
    )
