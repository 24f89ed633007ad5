"""`communique editions`: articles that their outlets edited, and what each edit changed."""

from __future__ import annotations

from typing import Annotated

import typer

from communique.cli.options import AsCsv, AsJson, AsOf, OutputFile, RecordPath

Which = Annotated[
    str | None,
    typer.Argument(metavar="[ARTICLE]", show_default=False, help="An article, by the id of any of its editions."),
]


def editions(
    article: Which = None,
    record: RecordPath = None,
    as_of: AsOf = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
    output: OutputFile = None,
) -> None:
    """List the articles that their outlets edited; of one article, each edition and the words that changed.

    The record uses the latest edition, on any day the latest that was out. Every edition is kept.

    [bold]Examples[/bold]

    communique editions

    communique editions fe83baf4dd36

    communique editions fe83baf4dd36 -o edits.html
    """
    from communique.cli.consoles import draw, print_listing, write, write_report
    from communique.cli.opening import load
    from communique.cli.options import Query
    from communique.reports.brief_terminal import print_report
    from communique.reports.editions import find_chain, list_differences, list_editions, make_editions
    from communique.reports.forms import format_of
    from communique.reports.listing import to_csv, to_json

    query = Query(record, as_of=as_of, as_json=as_json, as_csv=as_csv)
    chosen = query.format
    if chosen == "table" and output is not None:
        chosen = "csv" if output.suffix.lower() == ".csv" else format_of(output)
    found = load(record, query.selection())
    chain = find_chain(found, article) if article else ()
    listing = list_differences(found, chain) if chain else list_editions(found)
    if chosen in ("json", "csv"):
        write(to_json(listing) if chosen == "json" else to_csv(listing), output)
    elif not chain:
        print_listing(listing, chosen)
    elif chosen == "table":
        draw(lambda console: print_report(make_editions(found, chain), console))
    else:
        write_report(make_editions(found, chain), chosen, output)
