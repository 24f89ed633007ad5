"""`communique outlook`: what could be agreed, what stands in the way, and what would hold."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from communique.cli.options import CHOICE_PANEL, OUTPUT_PANEL, AsOf, RecordPath

if TYPE_CHECKING:
    from communique.analysis.settlement.graph.holding import Draws
    from communique.analysis.settlement.outlook import Outlook

OUTLOOK = "outlook.toml"
SETTINGS_PANEL = "What the analyst adds"

app = typer.Typer(
    help="What could be agreed: options and stands, packages, blockers, trades, what would hold.",
    no_args_is_help=True,
)

OutlookFile = Annotated[
    Path | None,
    typer.Option("--outlook", metavar="FILE", show_default=False, rich_help_panel=SETTINGS_PANEL,
                 help="TOML file with edits, weights, scenarios and drafts; else outlook.toml, if there is one."),
]  # fmt: skip
ScenarioName = Annotated[
    str | None,
    typer.Option("--scenario", metavar="NAME", show_default=False, rich_help_panel=SETTINGS_PANEL,
                 help="Suppose what this scenario of the outlook file says."),
]  # fmt: skip
Suppose = Annotated[
    list[str] | None,
    typer.Option("--suppose", metavar="CELL", show_default=False, rich_help_panel=SETTINGS_PANEL,
                 help='What if: "UKR alliance=delayed accepts". May be repeated.'),
]  # fmt: skip
Between = Annotated[
    str | None,
    typer.Option("--between", metavar="A,B", rich_help_panel=CHOICE_PANEL, show_default=False,
                 help="Only these parties; the others count as if they had no say."),
]  # fmt: skip
Output = Annotated[
    Path | None,
    typer.Option("--output", "-o", metavar="FILE", rich_help_panel=OUTPUT_PANEL, show_default=False,
                 help="Write to a file; .md, .html, .txt and .json choose the format."),
]  # fmt: skip
AsJson = Annotated[bool, typer.Option("--json", help="As JSON, complete.", rich_help_panel=OUTPUT_PANEL)]


@app.command("table")
def table(
    record: RecordPath = None, as_of: AsOf = None, between: Between = None, outlook: OutlookFile = None,
    scenario: ScenarioName = None, suppose: Suppose = None, output: Output = None, as_json: AsJson = False,
    write: Annotated[
        Path | None, typer.Option("--write", metavar="FILE", show_default=False, rich_help_panel=SETTINGS_PANEL,
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
        _write_start(record, as_of, between, write)
        return
    _show("table", record, as_of, between, (outlook, scenario, suppose), output, as_json)


@app.command("packages")
def packages(
    record: RecordPath = None, as_of: AsOf = None, between: Between = None, outlook: OutlookFile = None,
    scenario: ScenarioName = None, suppose: Suppose = None, output: Output = None, as_json: AsJson = False,
) -> None:  # fmt: skip
    """Find the packages that cross nobody's red line, and say who accepts, who objects, and what is not known.

    Conditions are kept exactly. Efficient are those that no other package leaves behind for certain, under weights
    that the outlook file sets.

    [bold]Example[/bold]

    communique outlook packages --outlook outlook.toml
    """
    _show("packages", record, as_of, between, (outlook, scenario, suppose), output, as_json)


@app.command("blockers")
def blockers(
    record: RecordPath = None, as_of: AsOf = None, between: Between = None, outlook: OutlookFile = None,
    scenario: ScenarioName = None, suppose: Suppose = None, output: Output = None, as_json: AsJson = False,
) -> None:  # fmt: skip
    """Say what stands in the way: positions that collide, the smallest changes that open a package, trades, unknowns.

    [bold]Example[/bold]

    communique outlook blockers --between Iran,USA
    """
    _show("blockers", record, as_of, between, (outlook, scenario, suppose), output, as_json)


@app.command("proposals")
def proposals(
    record: RecordPath = None, as_of: AsOf = None, between: Between = None, outlook: OutlookFile = None,
    scenario: ScenarioName = None, suppose: Suppose = None, output: Output = None, as_json: AsJson = False,
) -> None:  # fmt: skip
    """Put recorded proposals and drafts side by side, term by term, with answers and distances from each party's line.

    [bold]Example[/bold]

    communique outlook proposals --outlook outlook.toml -o proposals.html
    """
    _show("proposals", record, as_of, between, (outlook, scenario, suppose), output, as_json)


@app.command("stability")
def stability(
    record: RecordPath = None, as_of: AsOf = None, between: Between = None, outlook: OutlookFile = None,
    scenario: ScenarioName = None, suppose: Suppose = None, output: Output = None, as_json: AsJson = False,
    samples: Annotated[
        int, typer.Option("--samples", min=1, max=5000, rich_help_panel=SETTINGS_PANEL,
                          help="How many orders of preference are drawn.")
    ] = 200,
    seed: Annotated[
        int, typer.Option("--seed", min=0, rich_help_panel=SETTINGS_PANEL, help="Another seed, other draws.")
    ] = 1,
    bend: Annotated[
        bool, typer.Option("--bend", rich_help_panel=SETTINGS_PANEL,
                           help="Red lines do not come before all else: each is drawn among the demands.")
    ] = False,
    outcome: Annotated[
        str | None, typer.Option("--outcome", metavar="STATE", show_default=False, rich_help_panel=SETTINGS_PANEL,
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

    draws = Draws(samples, seed, not bend)
    _show("stability", record, as_of, between, (outlook, scenario, suppose), output, as_json, draws, outcome)


@app.command("scenarios")
def scenarios(
    names: Annotated[
        list[str] | None, typer.Argument(metavar="NAME", show_default=False, help="Only these scenarios.")
    ] = None,
    record: RecordPath = None, as_of: AsOf = None, between: Between = None, outlook: OutlookFile = None,
    suppose: Suppose = None, output: Output = None, as_json: AsJson = False,
) -> None:  # fmt: skip
    """Compare the scenarios of the outlook file with the record as it stands.

    [bold]Examples[/bold]

    communique outlook scenarios --outlook outlook.toml

    communique outlook scenarios --suppose "UKR alliance=stays-out accepts"
    """
    _show("scenarios", record, as_of, between, (outlook, None, suppose), output, as_json, names=tuple(names or ()))


@app.command("report")
def report(
    record: RecordPath = None, as_of: AsOf = None, between: Between = None, outlook: OutlookFile = None,
    scenario: ScenarioName = None, suppose: Suppose = None, output: Output = None, as_json: AsJson = False,
) -> None:  # fmt: skip
    """All of it in one document, with pictures where the format shows them.

    [bold]Example[/bold]

    communique outlook report -o outlook.html
    """
    _show("report", record, as_of, between, (outlook, scenario, suppose), output, as_json)


def _show(
    kind: str, record: Path | None, as_of: str | None, between: str | None,
    added: tuple[Path | None, str | None, list[str] | None], output: Path | None, as_json: bool,
    draws: Draws | None = None, target: str | None = None, names: tuple[str, ...] = (),
) -> None:  # fmt: skip
    from communique.analysis.settlement.graph.holding import USUAL
    from communique.cli.consoles import draw, write
    from communique.reports.brief_terminal import print_report
    from communique.reports.forms import format_of, render
    from communique.reports.outlook.data import to_json
    from communique.reports.outlook.making import Asked, make_outlook, with_pictures
    from communique.settings import use_record

    given, scenario = _outlook(record, added, between, kind)
    asked = Asked(_record(record, as_of), given, scenario, draws or USUAL, target, names)
    chosen = "json" if as_json else format_of(output) if output else "terminal"
    if chosen == "json":
        write(to_json(asked, kind), output)
        return
    if output:
        use_record(None)
    document = make_outlook(asked, kind)
    if chosen == "terminal":
        draw(lambda console: print_report(document, console))
        return
    if chosen == "markdown" and output is not None and str(output) != "-":
        document, pictures = with_pictures(document, output)
        for path, drawing in pictures.items():
            write(drawing, path)
    write(render(document, chosen), output)


def _record(record: Path | None, as_of: str | None):  # type: ignore[no-untyped-def]
    from communique.cli.opening import load
    from communique.record.select import Selection
    from communique.record.typed import read_day

    return load(record, Selection(as_of=read_day(as_of, "--as-of", end=True) if as_of else None))


def _outlook(
    record: Path | None, added: tuple[Path | None, str | None, list[str] | None], between: str | None, kind: str
) -> tuple[Outlook, str | None]:
    """The outlook file, with what the command supposes as a scenario, and the name of the scenario that holds."""
    from dataclasses import replace

    from communique.analysis.settlement.outlook import NOTHING, Scenario, named, save_scenario
    from communique.analysis.settlement.outlook_file import load_outlook
    from communique.analysis.settlement.outlook_text import read_cell
    from communique.cli.opening import open_settings
    from communique.record.typed import read_parties

    file, scenario, supposed = added
    path = file or (Path(OUTLOOK) if Path(OUTLOOK).is_file() else None)
    outlook = load_outlook(path) if path else NOTHING
    if between:
        parties = read_parties(between, open_settings(record).own_names)
        outlook = replace(outlook, extent=replace(outlook.extent, parties=parties))
    if not supposed:
        return outlook, scenario
    cells = tuple(read_cell(text) for text in supposed)
    base = named(outlook.scenarios, scenario, "scenario").cells if scenario else ()
    name = "; ".join(supposed)
    outlook = save_scenario(outlook, Scenario(name, (*base, *cells)))
    return outlook, None if kind == "scenarios" else name


def _write_start(record: Path | None, as_of: str | None, between: str | None, path: Path) -> None:
    from communique.analysis.settlement.outlook import make_table
    from communique.analysis.settlement.outlook_text import starting_text
    from communique.cli.consoles import say, write
    from communique.errors import UsageError

    if path.exists():
        raise UsageError(f"{path} is there already", hint="choose another name, or edit it")
    given, _ = _outlook(record, (None, None, None), between, "table")
    write(starting_text(make_table(_record(record, as_of), given)), path)
    say(f"wrote {path}; edit it, then: communique outlook report --outlook {path} -o outlook.html")
