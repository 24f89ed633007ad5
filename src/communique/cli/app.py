"""The verbs of the command line, in the order in which `--help` shows them."""

from __future__ import annotations

from typing import Annotated

import typer

from communique import __version__
from communique.cli import (
    articles,
    backup,
    brief,
    changes,
    check,
    conflicts,
    decide,
    decisions,
    demo,
    doctor,
    editions,
    export,
    findings,
    follow_through,
    history,
    init,
    lists,
    merge,
    outlook,
    read,
    review,
    search,
    serve,
    show,
    stances,
    users,
    watch,
)

READ = "Read"
SET_UP = "Set up"
REPORT = "Report"
LIST = "List"
LOOK = "Look up"
DECIDE = "Decide"

app = typer.Typer(
    name="communique",
    help="Reads the reporting on a negotiation and keeps its record, every line linked to the words it rests on.",
    epilog="Start with: communique demo",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(asked: bool) -> None:
    if asked:
        print(f"communique {__version__}")
        raise typer.Exit


@app.callback()
def options(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and stop.")
    ] = False,
) -> None:
    """Reads the reporting on a negotiation and keeps its record, every line linked to the words it rests on."""


app.command("demo", rich_help_panel=READ)(demo.demo)
app.command("init", rich_help_panel=SET_UP)(init.init)
app.command("doctor", rich_help_panel=SET_UP)(doctor.doctor)
app.command("check", rich_help_panel=SET_UP)(check.check)
app.command("backup", rich_help_panel=SET_UP)(backup.backup)
app.command("read", rich_help_panel=READ)(read.read)
app.command("findings", rich_help_panel=READ)(findings.findings)
app.command("merge", rich_help_panel=READ)(merge.merge)
app.command("watch", rich_help_panel=READ)(watch.watch)
app.command("serve", rich_help_panel=REPORT)(serve.serve)
app.command("brief", rich_help_panel=REPORT)(brief.brief)
app.command("changes", rich_help_panel=REPORT)(changes.changes)
app.command("follow-through", rich_help_panel=REPORT)(follow_through.follow_through)
app.add_typer(outlook.app, name="outlook", rich_help_panel=REPORT)
app.add_typer(export.app, name="export", rich_help_panel=REPORT)
app.add_typer(users.app, name="users", rich_help_panel=SET_UP)
app.command("review", rich_help_panel=DECIDE)(review.review)
app.add_typer(decide.app, name="decide", rich_help_panel=DECIDE)
app.add_typer(decisions.app, name="decisions", rich_help_panel=DECIDE)
app.command("contacts", rich_help_panel=LIST)(lists.contacts)
app.command("positions", rich_help_panel=LIST)(lists.positions)
app.command("stances", rich_help_panel=LIST)(stances.stances)
app.command("proposals", rich_help_panel=LIST)(lists.proposals)
app.command("agreements", rich_help_panel=LIST)(lists.agreements)
app.command("deadlines", rich_help_panel=LIST)(lists.deadlines)
app.command("conflicts", rich_help_panel=LIST)(conflicts.conflicts)
app.command("timeline", rich_help_panel=LIST)(lists.timeline)
app.command("people", rich_help_panel=LIST)(lists.people)
app.command("articles", rich_help_panel=LIST)(articles.articles)
app.command("editions", rich_help_panel=LIST)(editions.editions)
app.command("search", rich_help_panel=LOOK)(search.search)
app.command("show", rich_help_panel=LOOK)(show.show)
app.command("history", rich_help_panel=LOOK)(history.history)
