"""`communique conflicts`: where reports contradict each other."""

from __future__ import annotations

from communique.cli.options import Query, asks


@asks()
def conflicts(*, query: Query) -> None:
    """List where reports of one contact or agreement cannot both be right: two quotations against each other.

    News that overtakes older news is no conflict, and a copy contradicts nobody.

    [bold]Examples[/bold]

    communique conflicts --record talks.db

    communique conflicts --between Iran,USA --since 2025-04-01 --csv > conflicts.csv
    """
    from communique.cli.consoles import print_listing
    from communique.cli.opening import load
    from communique.reports.conflict_listing import list_conflicts

    chosen = query.format
    print_listing(list_conflicts(load(query.record, query.selection())), chosen)
