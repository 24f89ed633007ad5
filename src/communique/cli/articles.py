"""`communique articles`: what was read, and what could not be."""

from __future__ import annotations

from typing import Annotated

import typer

from communique.cli.options import Query, asks


@asks()
def articles(
    *,
    query: Query,
    failures: Annotated[bool, typer.Option("--failures", help="List what could not be read, and why.")] = False,
) -> None:
    """List the articles of the record with what each reports, copies marked.

    [bold]Examples[/bold]

    communique articles --record talks.db

    communique articles --failures
    """
    from communique.cli.consoles import print_listing
    from communique.cli.opening import load
    from communique.reports.article_listing import list_articles, list_failures

    record = load(query.record, query.selection())
    print_listing(list_failures(record) if failures else list_articles(record), query.format)
