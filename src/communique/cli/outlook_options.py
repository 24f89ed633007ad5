"""The options that all questions of `communique outlook` share."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Annotated, Any

import typer

from communique.cli.options import CHOICE_PANEL, OUTPUT_PANEL, AsOf, RecordPath

ADDED_PANEL = "What the analyst adds"
OutlookFile = Annotated[
    Path | None,
    typer.Option("--outlook", metavar="FILE", show_default=False, rich_help_panel=ADDED_PANEL,
                 help="TOML file with edits, weights, scenarios and drafts; else outlook.toml, if there is one."),
]  # fmt: skip
ScenarioName = Annotated[
    str | None,
    typer.Option("--scenario", metavar="NAME", show_default=False, rich_help_panel=ADDED_PANEL,
                 help="Suppose what this scenario of the outlook file says."),
]  # fmt: skip
Suppose = Annotated[
    list[str] | None,
    typer.Option("--suppose", metavar="CELL", show_default=False, rich_help_panel=ADDED_PANEL,
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
                 help="Write to a file; .md, .html, .pdf, .txt and .json choose the format."),
]  # fmt: skip
AsJson = Annotated[bool, typer.Option("--json", help="As JSON, complete.", rich_help_panel=OUTPUT_PANEL)]
_SHARED: dict[str, Any] = {
    "record": RecordPath, "as_of": AsOf, "between": Between, "outlook": OutlookFile, "scenario": ScenarioName,
    "suppose": Suppose, "output": Output, "as_json": AsJson,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the options shared by all these verbs ask for, as given."""

    record: str | None = None
    as_of: str | None = None
    between: str | None = None
    outlook: Path | None = None
    scenario: str | None = None
    suppose: list[str] | None = None
    output: Path | None = None
    as_json: bool = False


def shares(verb: Callable[..., None]) -> Callable[..., None]:
    """Give a verb the shared options: it receives them as `wanted`, its own parameters stay its own."""
    own = [p for p in inspect.signature(verb, eval_str=True).parameters.values() if p.name != "wanted"]
    defaults = {field.name: field.default for field in fields(Wanted)}
    added = [
        inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=defaults[name], annotation=annotation)
        for name, annotation in _SHARED.items()
    ]

    @functools.wraps(verb)
    def command(**values: Any) -> None:
        wanted = Wanted(**{name: values.pop(name) for name in _SHARED})
        verb(wanted=wanted, **values)

    everything = [p.replace(kind=inspect.Parameter.KEYWORD_ONLY) for p in own] + added
    command.__signature__ = inspect.Signature(everything)  # type: ignore[attr-defined]
    command.__annotations__ = {p.name: p.annotation for p in everything}
    return command
