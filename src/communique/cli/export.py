"""`communique export`: the record for other programs."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from communique.cli.options import Query, asks

app = typer.Typer(help="Write the record for other programs.", no_args_is_help=True, rich_markup_mode="rich")

Output = Annotated[
    Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write to a file.", show_default=False)
]


@app.callback()
def formats() -> None:
    """Write the record for other programs."""


@app.command("json")
@asks(output=False)
def as_json(*, query: Query, output: Output = None) -> None:
    """Write the record, or the part asked for, as one JSON object.

    [bold]Examples[/bold]

    communique export json --record talks.db -o talks.json

    communique export json --between USA,RUS --as-of 2025-03-01
    """
    from communique.cli.consoles import write
    from communique.cli.opening import load
    from communique.reports.export import export_json

    record = load(query.record, query.selection())
    write(json.dumps(export_json(record), ensure_ascii=False, indent=1) + "\n", output)
