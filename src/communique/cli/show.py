"""`communique show`: one item with all its evidence, in context."""

from __future__ import annotations

from typing import Annotated

import typer

from communique.cli.options import AsJson, AsOf, RecordPath


def show(
    item: Annotated[
        str,
        typer.Argument(
            metavar="ID",
            help="A contact, an agreement, a proposal, a deadline or a person, by id; a person by name; a finding "
            "(ARTICLE:p3) or an article.",
            show_default=False,
        ),
    ],
    record: RecordPath = None,
    as_of: AsOf = None,
    as_json: AsJson = False,
) -> None:
    """Show one item with every report of it: the words in their context, who is quoted, who reports, when.

    [bold]Examples[/bold]

    communique show c-7f3a

    communique show baltic-wire-1:p2

    communique show Lavrov
    """
    from communique.cli.consoles import draw, write
    from communique.cli.opening import load
    from communique.cli.options import Query
    from communique.record.items import earlier_item, find_item
    from communique.reports.brief_json import to_json
    from communique.reports.brief_terminal import print_report
    from communique.reports.show import make_page

    found = load(record, Query(record, as_of=as_of).selection())
    earlier = earlier_item(found, item)
    page = make_page(found, earlier or find_item(found, item))
    if as_json:
        write(to_json(page), None)
    else:
        draw(lambda console: print_report(page, console))
