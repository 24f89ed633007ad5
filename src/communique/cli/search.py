"""`communique search`: articles by their words."""

from __future__ import annotations

from typing import Annotated

import typer

from communique.cli.options import AsCsv, AsJson, Query, RecordPath


def search(
    words: Annotated[list[str], typer.Argument(metavar="WORDS", help="All of them must occur.", show_default=False)],
    limit: Annotated[int, typer.Option("--limit", min=1, help="At most so many articles.")] = 20,
    record: RecordPath = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """Search the articles' text and titles; the passages that match, best first.

    [bold]Examples[/bold]

    communique search embassy staff

    communique search '"consultation mechanism"' --json
    """
    from communique.cli.consoles import print_listing
    from communique.cli.opening import open_settings, open_store
    from communique.reports.article_listing import list_hits

    chosen = Query(record, as_json=as_json, as_csv=as_csv).format
    with open_store(open_settings(record)) as store:
        hits = store.search(" ".join(words), limit)
    print_listing(list_hits(hits), chosen)
