"""`communique backup`: a copy of the record, made while it is in use."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from communique.cli.options import RecordPath


def backup(
    place: Annotated[
        str | None,
        typer.Argument(
            metavar="[PLACE]",
            help="The copy: a new file or an empty database; else a name with the time, beside the record.",
            show_default=False,
        ),
    ] = None,
    record: RecordPath = None,
) -> None:
    """Copy the record into a new file or an empty database, as of one moment, while others read and write.

    The copy is a record file like any other, also where the record lies in PostgreSQL. It is looked through before it
    gets its name; no file is ever written over.

    [bold]Examples[/bold]

    communique backup --record talks.db

    communique backup /media/stick/talks.db --record postgresql://desk@server/talks

    communique backup postgresql://desk@server/talks --record talks.db
    """
    from communique.cli.consoles import say
    from communique.cli.opening import open_settings, open_store
    from communique.record.store import Store
    from communique.reports.wording import count
    from communique.settings import read_record

    with open_store(open_settings(record)) as store:
        path = read_record(place) if place else _name(store.place)
        store.copy_to(path)
    with Store.open(path, readonly=True, create=False) as copy:
        held = copy.count()
    say(f"{count(held.articles, 'article')} and all that was found in them copied to {path}")


def _name(place: object) -> Path:
    from communique.clock import SystemClock

    stamp = f"{SystemClock().now():%Y-%m-%dT%H%M%S}"
    if isinstance(place, Path):
        return place.with_name(f"{place.stem}-{stamp}{place.suffix or '.db'}")
    return Path(f"communique-{stamp}.db")
