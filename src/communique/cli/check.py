"""`communique check`: is the record sound?"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated, Any

import typer

from communique.cli.options import OUTPUT_PANEL, RecordPath

if TYPE_CHECKING:
    from rich.console import Console

    from communique.record.soundness import Soundness

_SHOWN = 20


def check(
    record: RecordPath = None,
    as_json: Annotated[bool, typer.Option("--json", help="As JSON.", rich_help_panel=OUTPUT_PANEL)] = False,
) -> None:
    """Look at every row of the record: is it whole, do its findings rest on words that are there?

    Decisions whose findings are gone are listed too; they are kept, and change nothing. With damage the command ends
    with 1. A record that is in use can be checked.

    [bold]Examples[/bold]

    communique check --record talks.db

    communique check --json
    """
    from communique.cli.consoles import draw, write
    from communique.cli.opening import open_settings, open_store
    from communique.record.soundness import check_record

    with open_store(open_settings(record)) as store:
        found, place = check_record(store), str(store.place)
    if as_json:
        write(json.dumps(_data(found, place), ensure_ascii=False, indent=1) + "\n", None)
    else:
        draw(lambda console: _print(found, place, console))
    if not found.is_sound:
        raise typer.Exit(1)


def _data(found: Soundness, place: str) -> dict[str, Any]:
    from dataclasses import asdict

    return {
        "record": place,
        "sound": found.is_sound,
        "held": asdict(found.held),
        "decisions": found.decisions,
        "flaws": [asdict(flaw) for flaw in found.flaws],
        "unanchored": [decision.id for decision in found.unanchored],
    }


def _print(found: Soundness, place: str, console: Console) -> None:
    from communique.reports.wording import count
    from communique.settings import command

    held = found.held
    kinds = (held.contacts, held.positions, held.agreements, held.proposals, held.deadlines, held.statements)
    told = f"{place}: {count(held.articles, 'article')}, {count(sum(kinds), 'finding')}"
    if found.is_sound:
        console.print(f"{told}, {count(found.decisions, 'decision')}: all is sound", soft_wrap=True)
        if found.unanchored:
            said = f"{count(len(found.unanchored), 'decision')} unanchored, kept without effect"
            console.print(f"{said}: see `{command('decisions --unanchored')}`", soft_wrap=True, markup=False)
        return
    console.print(f"{told}: {count(len(found.flaws), 'fault')}", soft_wrap=True)
    for flaw in found.flaws[:_SHOWN]:
        console.print(f"  {flaw.where}: {flaw.said}", soft_wrap=True, markup=False)
    if len(found.flaws) > _SHOWN:
        console.print(f"  and {len(found.flaws) - _SHOWN:,} more, all of them with --json")
    console.print("put a backup in its place, or read the articles into a new record", soft_wrap=True)
