"""`communique watch`: sources polled on their own rhythm, and word of what they change in the record."""

from __future__ import annotations

import signal
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, Any

import typer

from communique.cli.options import OUTPUT_PANEL, RecordPath
from communique.errors import UsageError

if TYPE_CHECKING:
    from communique.settings import Settings
    from communique.watch.loop import Watcher
    from communique.watch.place import Place

Sources = Annotated[
    list[str] | None,
    typer.Argument(metavar="[SOURCE]", help="Feeds, pages, sitemaps, folders; else the sources of communique.toml.",
                   show_default=False),
]  # fmt: skip
Once = Annotated[bool, typer.Option("--once", help="Do what is due now, and stop.")]
Until = Annotated[str | None, typer.Option(metavar="TIME", help="Stop then: 18:30, or a date with or without a time.")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Only say what would be read; nothing is kept or sent.")]
Status = Annotated[
    bool, typer.Option("--status", help="List the sources: last and next poll, items, and what is wrong.")
]
AsJson = Annotated[bool, typer.Option("--json", help="With --status, as JSON.", rich_help_panel=OUTPUT_PANEL)]


def watch(
    sources: Sources = None,
    once: Once = False,
    until: Until = None,
    dry_run: DryRun = False,
    status: Status = False,
    as_json: AsJson = False,
    record: RecordPath = None,
) -> None:
    """Poll sources on their own rhythm, read what is new into the record, and tell what that changed.

    Where communique.toml has watches, each is told what it asks for, where and when it says; else every change is
    printed. Nothing is sent where nothing changed. Ctrl-C stops; all that was read is kept, and the next run goes on
    from there.

    [bold]Examples[/bold]

    communique watch

    communique watch https://news.example/feed.xml --record talks.db

    communique watch --once

    communique watch --status
    """
    from communique.cli.opening import open_settings
    from communique.watch.starting import places_of

    if as_json and not status:
        raise UsageError("--json goes with --status", hint="digests come as JSON through a webhook")
    settings = open_settings(record)
    if status:
        places = places_of(settings, sources or ()) if sources or settings.sources else []
        _show_status(settings, places, as_json=as_json)
        return
    places = places_of(settings, sources or ())
    if dry_run:
        _preview(settings, places)
        return
    _run(settings, places, once=once, until=until)


def _run(settings: Settings, places: list[Place], *, once: bool, until: str | None) -> None:

    from communique.cli.consoles import say
    from communique.cli.opening import open_store
    from communique.clock import SystemClock
    from communique.equipment import load_model, reading_options
    from communique.net.client import Client
    from communique.net.manners import manners_of
    from communique.record.screening import passing_screening
    from communique.reports.wording import count
    from communique.watch.starting import Needs, make_watcher
    from communique.watch.words import read_moment

    clock = SystemClock()
    end = read_moment(until, clock.now()) if until else None
    with open_store(settings, write=True) as store, Client(manners_of(settings), clock=clock) as client:
        options = replace(reading_options(settings, lambda: None), screening=passing_screening(settings))
        needs = Needs(store, client, clock, lambda: load_model(settings), options, _stamped, _print)
        watcher = make_watcher(settings, places, needs)
        _stop_by_signals(watcher)
        if not once:
            say(f"watching {count(len(places), 'source')}; Ctrl-C stops, and all that was read is kept")
        with suppress(_Stop):
            watcher.run(once=once, until=end)
        if watcher.is_stopped:
            say("stopped; all that was read is kept")


def _preview(settings: Settings, places: list[Place]) -> None:
    from communique.cli.opening import open_kept
    from communique.equipment import reading_options
    from communique.net.client import Client
    from communique.net.manners import manners_of
    from communique.watch.preview import preview

    limits = reading_options(settings, lambda: None).limits
    kept = open_kept(settings)
    with kept as store, Client(manners_of(settings)) as client:
        for place in places:
            for row in preview(client, store, place, limits):
                print(row)


def _show_status(settings: Settings, places: list[Place], *, as_json: bool) -> None:
    from communique.cli.consoles import print_listing
    from communique.cli.opening import open_kept
    from communique.clock import SystemClock
    from communique.watch.status import list_status

    kept = open_kept(settings)
    with kept as store:
        print_listing(list_status(store, places, SystemClock().now()), "json" if as_json else "table")


def _stamped(text: str) -> None:
    """A line about the work, with the time of this machine."""
    from datetime import datetime

    from communique.cli.consoles import say

    say(f"{datetime.now():%H:%M}  {text}")


def _print(text: str) -> None:
    """A digest on standard output; on a terminal with its title and headings set off."""
    from communique.cli.consoles import out, write

    console = out()
    if not console.is_terminal:
        write(f"{text}\n", None)
        return
    for number, row in enumerate(f"{text}\n".split("\n")):
        heading = not number or (row.isupper() and not row.startswith(("·", " ", "[")))
        console.print(row, style="bold" if heading else None, markup=False, soft_wrap=True)


class _Stop(KeyboardInterrupt):
    """One of its own: Python ends with the code of a broken-off program once the plain one came out of an `eval`."""


def _stop_by_signals(watcher: Watcher) -> None:
    """End the watch at once at Ctrl-C and SIGTERM.

    An exception that comes up where Python drops it, as in a destructor, is not the end of it: the watcher knows.
    """

    def stop(*_: Any) -> None:
        watcher.stop()
        raise _Stop

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, stop)
