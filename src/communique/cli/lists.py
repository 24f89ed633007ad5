"""The verbs that list one kind of thing: contacts, positions, proposals, agreements, deadlines, timeline, people."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated

import typer

from communique.cli.options import CHOICE_PANEL, Query, asks

if TYPE_CHECKING:
    from communique.model.record import Record
    from communique.reports.listing import Listing

StatusOption = Annotated[
    str | None,
    typer.Option("--status", metavar="STATUS", show_default=False, rich_help_panel=CHOICE_PANEL,
                 help="Only contacts of this status, or several with commas: held,planned."),
]  # fmt: skip


@asks()
def contacts(*, query: Query, status: StatusOption = None) -> None:
    """List the contacts: who met or is to meet whom, when, where, and how firmly it is reported.

    [bold]Examples[/bold]

    communique contacts --record talks.db

    communique contacts --between USA,Russia --status scheduled,planned

    communique contacts --csv > contacts.csv
    """
    from communique.record.typed import read_statuses
    from communique.reports.contact_listing import list_contacts

    wanted = read_statuses(status) if status else None
    _print(query, lambda record: list_contacts(record, wanted))


@asks()
def positions(*, query: Query) -> None:
    """List who demands, offers, accepts or rejects what.

    [bold]Examples[/bold]

    communique positions --party Russia --issue ceasefire

    communique positions --since 2025-03-01 --json
    """
    from communique.reports.finding_listings import list_positions

    _print(query, list_positions)


@asks()
def proposals(*, query: Query) -> None:
    """List the plans and offers on the table, each once, with the terms of all reports.

    [bold]Example[/bold]

    communique proposals --record talks.db
    """
    from communique.reports.finding_listings import list_proposals

    _print(query, list_proposals)


@asks()
def agreements(*, query: Query) -> None:
    """List what parties are reported to have agreed, each agreement once with what has become of it.

    [bold]Example[/bold]

    communique agreements --between USA,Russia --csv
    """
    from communique.reports.finding_listings import list_agreements

    _print(query, list_agreements)


@asks()
def deadlines(*, query: Query) -> None:
    """List the time limits, which have passed as of the record's day, and which were moved.

    [bold]Example[/bold]

    communique deadlines --as-of 2025-03-31
    """
    from communique.reports.finding_listings import list_deadlines

    _print(query, list_deadlines)


@asks()
def timeline(*, query: Query) -> None:
    """List contacts, agreements and deadlines in the order of their dates, those without a date last.

    [bold]Example[/bold]

    communique timeline --since 2025-02-01
    """
    from communique.reports.timeline_listing import list_timeline

    _print(query, list_timeline)


@asks()
def people(*, query: Query) -> None:
    """List the persons of the record: office and party, where they take part, how often they are quoted.

    [bold]Example[/bold]

    communique people --party Russia
    """
    from communique.reports.people_listing import list_people

    _print(query, list_people)


def _print(query: Query, listing: Callable[[Record], Listing]) -> None:
    from communique.cli.consoles import print_listing
    from communique.cli.opening import load

    chosen = query.format
    print_listing(listing(load(query.record, query.selection())), chosen)
