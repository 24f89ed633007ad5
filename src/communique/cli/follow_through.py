"""`communique follow-through`: what came of what was announced."""

from __future__ import annotations

from typing import Annotated

import typer

from communique.cli.options import CHOICE_PANEL, OUTPUT_PANEL, Query, asks

Persons = Annotated[
    bool, typer.Option("--by-person", rich_help_panel=OUTPUT_PANEL, help="By person instead of by party.")
]
Listed = Annotated[
    bool, typer.Option("--list", rich_help_panel=OUTPUT_PANEL, help="Each announcement, with what came of it.")
]
AnnouncedBy = Annotated[
    str | None,
    typer.Option("--announced-by", metavar="PARTY", show_default=False, rich_help_panel=CHOICE_PANEL,
                 help="Only what this party announced."),
]  # fmt: skip


@asks()
def follow_through(
    *, query: Query, by_person: Persons = False, listed: Listed = False, announced_by: AnnouncedBy = None
) -> None:
    """Count what became of announced contacts: held, when against when they were announced for, open, overdue, off.

    An announcement is a report that a contact is planned or scheduled, before it took place; it counts for the party
    to whom the article attributes it. Slip is counted in days from the days announced first; where the day is not
    known exactly it is a range.

    [bold]Examples[/bold]

    communique follow-through --between USA,Russia

    communique follow-through --announced-by Russia --list
    """
    from communique.cli.consoles import print_listing
    from communique.cli.opening import load_whole, open_settings
    from communique.record.typed import read_party
    from communique.reports.follow_through_listing import Choice, list_announcements, list_follow_through

    chosen = query.format
    party = read_party(announced_by, open_settings(query.record).own_names) if announced_by else None
    # Who speaks for whom is told by the whole record, whatever part of it is asked for.
    whole, part = load_whole(query.record, query.selection())
    contacts = frozenset(contact.id for contact in part.contacts)
    make = list_announcements if listed else list_follow_through
    print_listing(make(whole, persons=by_person, of=Choice(party, contacts)), chosen)
