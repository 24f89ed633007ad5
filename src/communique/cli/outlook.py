"""`communique outlook`: what could be agreed, what stands in the way, and what would hold."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from communique.cli.outlook_options import ADDED_PANEL, Wanted, shares
from communique.errors import UsageError

if TYPE_CHECKING:
    from communique.analysis.settlement.graph.holding import Draws
    from communique.analysis.settlement.outlook import Outlook
    from communique.model.record import Record

OUTLOOK = "outlook.toml"

app = typer.Typer(invoke_without_command=True, rich_markup_mode="rich")


@app.callback()
@shares
def outlook(context: typer.Context, *, wanted: Wanted) -> None:
    """What could be agreed: options and stands, packages, blockers, trades, what would hold.

    All of it in one document, as `outlook report`; each question has a command of its own.

    [bold]Examples[/bold]

    communique outlook --record talks.db

    communique outlook packages --record talks.db
    """
    if context.invoked_subcommand is None:
        _show("report", wanted)
    elif wanted != Wanted():
        raise UsageError("options stand before the question", hint=f"write them after {context.invoked_subcommand}")


@app.command("table")
@shares
def table(
    *,
    wanted: Wanted,
    write: Annotated[
        Path | None, typer.Option("--write", metavar="FILE", show_default=False, rich_help_panel=ADDED_PANEL,
                                  help="Write an outlook file to start from, with the keys of all issues and options.")
    ] = None,
) -> None:  # fmt: skip
    """Show the package table: issues with their options, where each party stands, and on which words that rests.

    Everything is taken from the positions and proposals of the record. What nobody said is unknown and stays so.

    [bold]Examples[/bold]

    communique outlook table --record talks.db

    communique outlook table --between Russia,Ukraine --write outlook.toml
    """
    if write is not None:
        _write_start(wanted, write)
    else:
        _show("table", wanted)


@app.command("packages")
@shares
def packages(*, wanted: Wanted) -> None:
    """Find the packages that cross nobody's red line, and say who accepts, who objects, and what is not known.

    Conditions are kept exactly. Efficient are those that no other package leaves behind for certain, under weights
    that the outlook file sets.

    [bold]Example[/bold]

    communique outlook packages --outlook outlook.toml
    """
    _show("packages", wanted)


@app.command("blockers")
@shares
def blockers(*, wanted: Wanted) -> None:
    """Say what stands in the way: positions that collide, the smallest changes that open a package, trades, unknowns.

    [bold]Example[/bold]

    communique outlook blockers --between Iran,USA
    """
    _show("blockers", wanted)


@app.command("proposals")
@shares
def proposals(*, wanted: Wanted) -> None:
    """Put recorded proposals and drafts side by side, term by term, with answers and distances from each party's line.

    [bold]Example[/bold]

    communique outlook proposals --outlook outlook.toml -o proposals.html
    """
    _show("proposals", wanted)


@app.command("stability")
@shares
def stability(
    *,
    wanted: Wanted,
    samples: Annotated[
        int, typer.Option("--samples", min=1, max=5000, rich_help_panel=ADDED_PANEL,
                          help="How many orders of preference are drawn.")
    ] = 200,
    seed: Annotated[
        int, typer.Option("--seed", min=0, rich_help_panel=ADDED_PANEL, help="Another seed, other draws.")
    ] = 1,
    bend: Annotated[
        bool, typer.Option("--bend", rich_help_panel=ADDED_PANEL,
                           help="Red lines do not come before all else: each is drawn among the demands.")
    ] = False,
    outcome: Annotated[
        str | None, typer.Option("--outcome", metavar="STATE", show_default=False, rich_help_panel=ADDED_PANEL,
                                 help="Which preferences would make this outcome stable: a pattern such as YN-N.")
    ] = None,
) -> None:  # fmt: skip
    """Ask which outcomes would hold, by the Graph Model for Conflict Resolution: moves, answers, coalitions.

    Each outcome comes with the number of drawn preferences in which it is stable. These are no probabilities.

    [bold]Examples[/bold]

    communique outlook stability --samples 500

    communique outlook stability --outlook outlook.toml --outcome YYN
    """
    from communique.analysis.settlement.graph.holding import Draws

    _show("stability", wanted, draws=Draws(samples, seed, not bend), target=outcome)


@app.command("scenarios")
@shares
def scenarios(
    *,
    wanted: Wanted,
    names: Annotated[
        list[str] | None, typer.Argument(metavar="NAME", show_default=False, help="Only these scenarios.")
    ] = None,
) -> None:  # fmt: skip
    """Compare the scenarios of the outlook file with the record as it stands.

    [bold]Examples[/bold]

    communique outlook scenarios --outlook outlook.toml

    communique outlook scenarios --suppose "UKR alliance=stays-out accepts"
    """
    only = [*(names or ()), *([wanted.scenario] if wanted.scenario and not wanted.suppose else [])]
    _show("scenarios", wanted, names=tuple(only))


@app.command("report")
@shares
def report(*, wanted: Wanted) -> None:
    """All of it in one document, with pictures where the format shows them.

    [bold]Example[/bold]

    communique outlook report -o outlook.html
    """
    _show("report", wanted)


def _show(
    kind: str, wanted: Wanted, *, draws: Draws | None = None, target: str | None = None, names: tuple[str, ...] = ()
) -> None:
    """Answer one question in the format asked for; beside a Markdown file stand its pictures."""
    from communique.analysis.settlement.graph.holding import USUAL
    from communique.cli.consoles import draw, write, write_report
    from communique.reports.brief_terminal import print_report
    from communique.reports.forms import format_of
    from communique.reports.outlook.data import to_json
    from communique.reports.outlook.making import Asked, make_outlook, with_pictures
    from communique.settings import use_record

    output = wanted.output
    chosen = "json" if wanted.as_json else format_of(output) if output else "terminal"
    given, scenario = _outlook(wanted, kind)
    asked = Asked(_record(wanted), given, scenario, draws or USUAL, target, names)
    if chosen == "json":
        write(to_json(asked, kind), output)
        return
    if output:
        use_record(None)  # whoever is sent the file has no use for where the record lies here
    document = make_outlook(asked, kind)
    if chosen == "terminal":
        draw(lambda console: print_report(document, console))
        return
    if chosen == "markdown" and output is not None:
        document, pictures = with_pictures(document, output)
        for path, drawing in pictures.items():
            write(drawing, path)
    write_report(document, chosen, output)


def _record(wanted: Wanted) -> Record:
    from communique.cli.opening import load
    from communique.record.select import Selection
    from communique.record.typed import read_day

    day = read_day(wanted.as_of, "--as-of", end=True) if wanted.as_of else None
    return load(wanted.record, Selection(as_of=day))


def _outlook(wanted: Wanted, kind: str) -> tuple[Outlook, str | None]:
    """The outlook file, with what the command supposes as a scenario, and the name of the scenario that holds."""
    from dataclasses import replace

    from communique.analysis.settlement.outlook import NOTHING, Scenario, named, save_scenario
    from communique.analysis.settlement.outlook_file import load_outlook
    from communique.analysis.settlement.outlook_text import read_cell
    from communique.cli.opening import open_settings
    from communique.record.typed import read_parties

    path = wanted.outlook or (Path(OUTLOOK) if Path(OUTLOOK).is_file() else None)
    outlook = load_outlook(path) if path else NOTHING
    if wanted.between:
        parties = read_parties(wanted.between, open_settings(wanted.record).own_names)
        outlook = replace(outlook, extent=replace(outlook.extent, parties=parties))
    scenario = None if kind == "scenarios" else wanted.scenario
    if not wanted.suppose:
        return outlook, scenario
    base = named(outlook.scenarios, wanted.scenario, "scenario").cells if wanted.scenario else ()
    name = "; ".join(wanted.suppose)
    cells = tuple(read_cell(text) for text in wanted.suppose)
    outlook = save_scenario(outlook, Scenario(name, (*base, *cells)))
    return outlook, None if kind == "scenarios" else name


def _write_start(wanted: Wanted, path: Path) -> None:
    from communique.analysis.settlement.outlook import make_table
    from communique.analysis.settlement.outlook_text import starting_text
    from communique.cli.consoles import say, write

    if path.exists():
        raise UsageError(f"{path} is there already", hint="choose another name, or edit it")
    given, _ = _outlook(wanted, "table")
    write(starting_text(make_table(_record(wanted), given)), path)
    say(f"wrote {path}; edit it, then: communique outlook report --outlook {path} -o outlook.html")
