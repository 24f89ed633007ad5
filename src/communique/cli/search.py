"""`communique search`: articles by their words."""

from __future__ import annotations

from typing import Annotated

import typer

from communique.cli.options import AsCsv, AsJson, AsOf, Query, RecordPath


def search(
    words: Annotated[list[str], typer.Argument(metavar="WORDS", help="All of them must occur.", show_default=False)],
    limit: Annotated[int, typer.Option("--limit", min=1, max=10_000, help="At most so many articles.")] = 20,
    record: RecordPath = None,
    as_of: AsOf = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """Search the articles' text and titles; the passages that match, best first.

    [bold]Examples[/bold]

    communique search embassy staff

    communique search '"consultation mechanism"' --as-of 2025-03-01 --json
    """
    from communique.cli.consoles import print_listing
    from communique.cli.opening import open_settings, open_store
    from communique.reports.article_listing import list_hits

    query = Query(record, as_of=as_of, as_json=as_json, as_csv=as_csv)
    chosen, day = query.format, query.selection().as_of
    with open_store(open_settings(record)) as store:
        hits = store.search(" ".join(words), limit, day)
    print_listing(list_hits(hits), chosen)
