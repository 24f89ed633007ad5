"""`communique doctor`: is everything as it should be?"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from communique.cli.options import OUTPUT_PANEL, RecordPath

if TYPE_CHECKING:
    from rich.console import Console

    from communique.doctor import Note


def doctor(
    record: RecordPath = None,
    online: Annotated[
        bool, typer.Option("--online", help="Ask the sources, the mail server and the large model as well.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="As JSON.", rich_help_panel=OUTPUT_PANEL)] = False,
) -> None:
    """Check the settings, the installation and the record, and say what to mend.

    Each line is ok, a warning or a fault. With a fault the command ends with 1. Without --online nothing is asked of
    the network.

    [bold]Examples[/bold]

    communique doctor

    communique doctor --online --json
    """
    from dataclasses import asdict

    from communique.cli.consoles import draw, write
    from communique.doctor import Grade, examine

    notes = list(examine(record, online=online))
    if as_json:
        write(json.dumps([asdict(note) for note in notes], ensure_ascii=False, indent=1) + "\n", None)
    else:
        draw(lambda console: _print(notes, console))
    if any(note.grade is Grade.FAULT for note in notes):
        raise typer.Exit(1)


def _print(notes: Sequence[Note], console: Console) -> None:
    from collections import Counter

    from rich.text import Text

    from communique.doctor import Grade

    styles = {Grade.OK: "green", Grade.WARNING: "yellow", Grade.FAULT: "bold red"}
    for note in notes:
        row = Text(f"{note.grade:<8}", styles[note.grade])
        row.append(f" {note.said}", "default")
        if note.hint:
            row.append(f" ({note.hint})", "dim")
        console.print(row, soft_wrap=True)
    counts = Counter(note.grade for note in notes)
    told = [f"{counts[grade]} {grade}{'s' if counts[grade] != 1 else ''}" for grade in (Grade.FAULT, Grade.WARNING)]
    troubled = counts[Grade.FAULT] or counts[Grade.WARNING]
    console.print("", ", ".join(told) if troubled else "all is well", sep="\n")
