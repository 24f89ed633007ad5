"""`communique decisions`: what people decided, and the exchange of it between analysts."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from communique.cli.options import OUTPUT_PANEL, AsCsv, AsJson, RecordPath
from communique.errors import UsageError

if TYPE_CHECKING:
    from communique.model.decisions import Decision

app = typer.Typer(
    help="List what people decided, by whom and when; exchange it as JSON lines.",
    invoke_without_command=True,
    rich_markup_mode="rich",
)


@app.callback()
def decisions(
    context: typer.Context,
    record: RecordPath = None,
    unanchored: Annotated[
        bool,
        typer.Option("--unanchored", help="Only those whose article or finding is not in the record.",
                     rich_help_panel=OUTPUT_PANEL),
    ] = False,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:  # fmt: skip
    """List what people decided, by whom and when, and what has become of it; the latest first.

    Decisions are kept apart from what the reader finds. They hold, are undone, or are overruled by a later one; those
    whose article or finding is not in the record are kept as unanchored until it is.

    [bold]Examples[/bold]

    communique decisions --record talks.db

    communique decisions --unanchored --json
    """
    if context.invoked_subcommand is not None:
        if record or unanchored or as_json or as_csv:
            raise UsageError("options stand before the action", hint=f"write them after {context.invoked_subcommand}")
        return
    from communique.cli.consoles import print_listing
    from communique.cli.opening import load
    from communique.cli.options import Query
    from communique.record.select import Selection
    from communique.reports.decision_listing import list_decisions

    chosen = Query(record, as_json=as_json, as_csv=as_csv).format
    print_listing(list_decisions(load(record, Selection()), unanchored=unanchored), chosen)


@app.command("export")
def export_decisions(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A .jsonl file, or - for standard output.")] = Path("-"),
    record: RecordPath = None,
) -> None:
    """Write every decision as a line of JSON, for another analyst or another record of the same articles.

    [bold]Example[/bold]

    communique decisions export ada.jsonl --record talks.db
    """
    from communique.cli.consoles import say, write_lines
    from communique.cli.opening import open_settings, open_store
    from communique.record.decisions.jsonl import to_line
    from communique.reports.wording import count

    with open_store(open_settings(record)) as store:
        made = store.decisions()
    write_lines((f"{to_line(decision)}\n" for decision in made), file)
    say(f"{count(len(made), 'decision')} written")


@app.command("import")
def import_decisions(
    file: Annotated[
        str, typer.Argument(metavar="FILE", help="What export wrote, or - for standard input.", show_default=False)
    ],
    record: RecordPath = None,
) -> None:
    """Take in decisions of another analyst: all of a file or, where a line is wrong, nothing.

    Decisions that are in the record already change nothing. Of contradictory ones the later holds; both are kept.

    [bold]Example[/bold]

    communique decisions import ada.jsonl --record talks.db
    """
    from communique.cli.consoles import say
    from communique.cli.opening import open_settings, open_store
    from communique.model.decisions import State
    from communique.record.build import load_record
    from communique.reports.wording import count
    from communique.settings import command

    made = _read(file)
    with open_store(open_settings(record), write=True, create=False) as store:
        new = store.add_decisions(made)
        states = load_record(store).judgements.states if new else {}
    say(f"{count(len(new), 'decision')} taken in, {len(made) - len(new)} known already")
    lost = sum(states[decision.id] is State.UNANCHORED for decision in new)
    if lost:
        say(f"{lost} of them unanchored: see `{command('decisions --unanchored')}`")


def _read(file: str) -> list[Decision]:
    import sys

    from communique.errors import InputError
    from communique.record.decisions.jsonl import read_lines

    if file == "-":
        return read_lines(sys.stdin, "standard input")
    try:
        with Path(file).open(encoding="utf-8") as stream:
            return read_lines(stream, file)
    except UnicodeDecodeError as error:
        raise InputError(
            f"{file} is not a text in UTF-8", hint="write it with `communique decisions export`"
        ) from error
    except OSError as error:
        raise InputError(f"{file} cannot be read: {error.strerror or error}", hint="check the name") from error
