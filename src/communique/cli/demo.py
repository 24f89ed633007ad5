"""`communique demo`: the example dossier, read and reported."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Annotated

import typer

DOSSIER = "us-russia-early-2025.jsonl"


def demo(
    record: Annotated[
        str | None,
        typer.Option("--record", "-r", metavar="PLACE", help="Keep the record there.", show_default=False),
    ] = None,
) -> None:
    """Read the example dossier, print its brief, and say what to try next.

    [bold]Example[/bold]

    communique demo --record demo.db
    """
    from communique.cli.consoles import draw, progress, say
    from communique.cli.opening import count_items, load, open_settings, open_store
    from communique.cli.read import summary_lines
    from communique.equipment import load_model, reading_options
    from communique.model.reader import ReaderKind
    from communique.pipeline import read_into
    from communique.record.select import Selection
    from communique.reports.brief_terminal import print_report
    from communique.reports.forms import make_report
    from communique.settings import command

    dossier = find_dossier()
    place = record or str(Path(tempfile.mkdtemp(prefix="communique-")) / "demo.db")
    settings = open_settings(place, reader={"kind": ReaderKind.RULES})
    say(command(f"read {dossier}"))
    with open_store(settings, write=True) as store, progress(count_items([str(dossier)]), "reading") as step:
        summary = read_into(store, [str(dossier)], load_model(settings), reading_options(settings, step))
    for row in summary_lines(summary):
        say(row)
    say(command("brief") + "\n")
    document = make_report("brief", load(place, Selection()))
    draw(lambda console: print_report(document, console))
    say(f"\nThe record is in {settings.record}. Try next:")
    for verb in ("contacts", "positions --issue ceasefire", "brief -o brief.html", "search embassy"):
        say(f"  {command(verb)}")


def find_dossier() -> Path:
    """The example dossier: in the package, or in the checkout's `examples/`.

    Raises InputError when this installation lacks it.
    """
    from communique.errors import InputError

    package = Path(__file__).resolve().parents[1]
    for place in (package / "data" / "demo.jsonl", package.parents[1] / "examples" / DOSSIER):
        if place.is_file():
            return place
    raise InputError("the example dossier is not installed", hint="read articles of your own: communique read FOLDER")
