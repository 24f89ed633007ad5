"""Options that several verbs share, defined once, and what a verb receives for them."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from communique.errors import UsageError

if TYPE_CHECKING:
    from communique.record.select import Selection

RECORD_PANEL = "Which record"
CHOICE_PANEL = "Which part of it"
OUTPUT_PANEL = "Output"

RecordPath = Annotated[
    str | None,
    typer.Option(
        "--record",
        "-r",
        metavar="PLACE",
        help="The record: a file, or postgresql://USER@HOST/DATABASE; else that of the settings, else communique.db.",
        show_default=False,
        rich_help_panel=RECORD_PANEL,
    ),
]
OutputFile = Annotated[
    Path | None,
    typer.Option(
        "--output",
        "-o",
        metavar="FILE",
        help="Write to a file; .md, .html, .pdf, .txt, .json and .csv choose the format.",
        show_default=False,
        rich_help_panel=OUTPUT_PANEL,
    ),
]
AsOf = Annotated[
    str | None,
    typer.Option(metavar="DATE", help="The record as it could be known on that day.", rich_help_panel=CHOICE_PANEL),
]
Since = Annotated[
    str | None,
    typer.Option(metavar="DATE", help="Only what is new since that day.", rich_help_panel=CHOICE_PANEL),
]
Between = Annotated[
    str | None,
    typer.Option(metavar="A,B", help="Only what concerns all of these parties.", rich_help_panel=CHOICE_PANEL),
]
PartyOption = Annotated[
    str | None,
    typer.Option("--party", metavar="PARTY", help="Only what concerns this party.", rich_help_panel=CHOICE_PANEL),
]
IssueOption = Annotated[
    str | None,
    typer.Option("--issue", metavar="ISSUE", help="Only positions on this issue.", rich_help_panel=CHOICE_PANEL),
]
AsJson = Annotated[bool, typer.Option("--json", help="As JSON.", rich_help_panel=OUTPUT_PANEL)]
AsCsv = Annotated[bool, typer.Option("--csv", help="As CSV.", rich_help_panel=OUTPUT_PANEL)]

_CHOICES: dict[str, tuple[Any, Any]] = {
    "record": (RecordPath, None),
    "as_of": (AsOf, None),
    "since": (Since, None),
    "between": (Between, None),
    "party": (PartyOption, None),
    "issue": (IssueOption, None),
}
_OUTPUT: dict[str, tuple[Any, Any]] = {"as_json": (AsJson, False), "as_csv": (AsCsv, False)}


@dataclass(frozen=True, slots=True)
class Query:
    """What the shared options ask for, as given; `selection` understands dates, parties and the issue."""

    record: str | None = None
    as_of: str | None = None
    since: str | None = None
    between: str | None = None
    party: str | None = None
    issue: str | None = None
    as_json: bool = False
    as_csv: bool = False

    @property
    def format(self) -> str:
        """`json`, `csv` or `table`. Raises UsageError for both at once."""
        if self.as_json and self.as_csv:
            raise UsageError("--json and --csv at once", hint="choose one")
        return "json" if self.as_json else "csv" if self.as_csv else "table"

    def selection(self) -> Selection:
        """The selection, with days as dates and parties as codes. Raises UsageError for what is neither."""
        from communique.cli.opening import open_settings
        from communique.record.select import Selection
        from communique.record.typed import read_day, read_issue, read_parties, read_party

        own = open_settings(self.record).own_names
        return Selection(
            since=read_day(self.since, "--since") if self.since else None,
            as_of=read_day(self.as_of, "--as-of", end=True) if self.as_of else None,
            between=read_parties(self.between, own) if self.between else (),
            party=read_party(self.party, own) if self.party else None,
            issue=read_issue(self.issue) if self.issue else None,
        )


def asks(*, output: bool = True) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Give a verb the shared options: it receives them as `query`, its own parameters stay its own."""
    return bundled("query", Query, _CHOICES | (_OUTPUT if output else {}))


def bundled(
    bundle: str, make: Callable[..., object], shared: dict[str, tuple[Any, Any]]
) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Give a verb options, by name with annotation and default, that it receives as one object named `bundle`."""

    def decorate(verb: Callable[..., None]) -> Callable[..., None]:
        own = [p for p in inspect.signature(verb, eval_str=True).parameters.values() if p.name != bundle]
        added = [
            inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=annotation)
            for name, (annotation, default) in shared.items()
        ]

        @functools.wraps(verb)
        def command(**values: Any) -> None:
            made = make(**{name: values.pop(name) for name in shared})
            verb(**{bundle: made}, **values)

        everything = [p.replace(kind=inspect.Parameter.KEYWORD_ONLY) for p in own] + added
        command.__signature__ = inspect.Signature(everything)  # type: ignore[attr-defined]
        command.__annotations__ = {p.name: p.annotation for p in everything}
        return command

    return decorate
