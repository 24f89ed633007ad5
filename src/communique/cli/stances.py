"""`communique stances`: where each party stands, and where it turned."""

from __future__ import annotations

from typing import Annotated

import typer

from communique.cli.options import CHOICE_PANEL, Query, asks

TurningPoints = Annotated[
    bool,
    typer.Option("--turning-points", rich_help_panel=CHOICE_PANEL,
                 help="Where a party changed its side, with the words before and after."),
]  # fmt: skip
Every = Annotated[
    bool, typer.Option("--every", rich_help_panel=CHOICE_PANEL, help="Every matter, not one for each issue.")
]


@asks()
def stances(*, query: Query, turning_points: TurningPoints = False, every: Every = False) -> None:
    """List where each party stands on each issue now, since when, and how sure that is; or where it turned.

    Compared over time are only positions about one matter. `communique positions` lists every single report.

    [bold]Examples[/bold]

    communique stances --party Russia

    communique stances --issue ceasefire --turning-points
    """
    from dataclasses import replace

    from communique.cli.consoles import print_listing
    from communique.cli.opening import load_whole
    from communique.reports.stance_listing import list_stances, list_turns

    chosen = query.format
    selection = query.selection()
    # A turn is only seen with what was said before it, so the whole time is looked at.
    _, record = load_whole(query.record, replace(selection, since=None))
    listing = list_turns(record) if turning_points else list_stances(record, every=every)
    if selection.since is not None:
        day, key = selection.since.isoformat(), "day" if turning_points else "last"
        listing = replace(listing, entries=tuple(e for e in listing.entries if (e.data[key] or "") >= day))
    print_listing(listing, chosen)
