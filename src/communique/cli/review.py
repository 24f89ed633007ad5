"""`communique review`: the record one item at a time, the most doubtful and important first, with keys to decide."""

from __future__ import annotations

from typing import Annotated

import typer

from communique.cli.decide import By
from communique.cli.options import Query, asks


@asks(output=False)
def review(
    *,
    query: Query,
    by: By = None,
    limit: Annotated[
        int, typer.Option("--limit", metavar="N", min=1, help="Look at the first N items only.", show_default=False)
    ] = 1_000_000,
) -> None:
    """Go through the record, the most doubtful and most important first, and decide with one key.

    c confirm, x reject, e edit, m merge, s split, u undo, j next, k previous, ? help, q quit. Where input is no
    terminal, each line of it is a key and what belongs to it: `e date=2025-03-04`, `m c-91d0e4`.

    [bold]Examples[/bold]

    communique review --record talks.db

    communique review --party Russia --by ada
    """
    from communique.cli.opening import open_settings, open_store
    from communique.cli.review_loop import ReviewLoop
    from communique.record.build import load_record
    from communique.record.select import select
    from communique.settings import name_of_reviewer

    settings = open_settings(query.record)
    selection = query.selection()
    who = name_of_reviewer(settings, by)
    with open_store(settings, write=True, create=False) as store:
        loop = ReviewLoop(store, lambda: select(load_record(store, selection.as_of), selection), who)
        loop.run(limit, settings.own_names)
