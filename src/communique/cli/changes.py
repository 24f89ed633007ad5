"""`communique changes`: what changed in the record since a day."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

import typer

from communique.cli.options import CHOICE_PANEL, OutputFile, Query, asks
from communique.errors import UsageError

Until = Annotated[
    str | None,
    typer.Option(metavar="DATE", rich_help_panel=CHOICE_PANEL, show_default=False,
                 help="Only up to that day; the same as --as-of."),
]  # fmt: skip


@asks()
def changes(*, query: Query, until: Until = None, output: OutputFile = None) -> None:
    """Say what changed since a day: the record as it could be known the day before, against the record now.

    New contacts and what became of those known, dates that moved, agreements made and broken, new plans and terms,
    days and deadlines that passed, stances that turned, disputes, offices. Without --since the last seven days.

    [bold]Examples[/bold]

    communique changes --since 2025-03-01

    communique changes --since 2025-02-18 --until 2025-02-28 --party Russia -o changes.md

    communique changes --since 2025-03-01 --csv > changes.csv
    """
    from communique.cli.consoles import draw, write, write_report
    from communique.cli.opening import load_whole
    from communique.reports.brief_terminal import print_report
    from communique.reports.changes import list_changes, make_changes
    from communique.reports.forms import format_of
    from communique.reports.listing import to_csv, to_json
    from communique.settings import use_record

    if until and query.as_of and until != query.as_of:
        raise UsageError("--until and --as-of with different days", hint="give one of them; they mean the same")
    selection = replace(query, as_of=query.as_of or until).selection()
    chosen = query.format
    if chosen == "table" and output is not None:
        chosen = "csv" if output.suffix.lower() == ".csv" else format_of(output)
    _, record = load_whole(query.record, replace(selection, since=None))
    if chosen in ("json", "csv"):
        listing = list_changes(record, selection.since)
        write(to_json(listing) if chosen == "json" else to_csv(listing), output)
        return
    if output:
        use_record(None)  # whoever is sent the file has no use for where the record lies here
    document = make_changes(record, since=selection.since, between=selection.between)
    if chosen == "table":
        draw(lambda console: print_report(document, console))
    else:
        write_report(document, chosen, output)
