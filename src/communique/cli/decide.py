"""`communique decide`: one decision at a time, for scripts and for those who know what they want."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Annotated

import typer

from communique.cli.options import RecordPath
from communique.errors import UsageError

if TYPE_CHECKING:
    from communique.record.decisions.reviewing import Request
    from communique.settings import OwnNames

app = typer.Typer(
    help="Decide on what the record holds: confirm, reject, edit, merge, split; names, offices; undo.",
    no_args_is_help=True,
    rich_markup_mode="rich",
)

Ids = Annotated[
    list[str],
    typer.Argument(metavar="ID", help="A contact or another item, or a finding (ARTICLE:p3).", show_default=False),
]
Id = Annotated[
    str, typer.Argument(metavar="ID", help="A contact or another item, or a finding (ARTICLE:p3).", show_default=False)
]
By = Annotated[
    str | None,
    typer.Option("--by", metavar="NAME", help="Who decides; else `reviewer` of the settings, else your login name.",
                 show_default=False),
]  # fmt: skip
New = Annotated[bool, typer.Option("--new", help="The name may be one that no article of the record has.")]
Note = Annotated[str, typer.Option("--note", metavar="TEXT", help="Why, for those who read it later.")]


@app.callback()
def actions() -> None:
    """Decide on what the record holds: confirm, reject, edit, merge, split; names, offices; undo."""


@app.command()
def confirm(ids: Ids, record: RecordPath = None, by: By = None, note: Note = "") -> None:
    """Confirm items: each of their reports says what the record says it does.

    [bold]Example[/bold]

    communique decide confirm c-7f3a2b
    """
    _decide("confirm", ids, _Given(record, by, note))


@app.command()
def reject(ids: Ids, record: RecordPath = None, by: By = None, note: Note = "") -> None:
    """Reject items or findings: they leave the record, and no newer reader brings them back.

    [bold]Example[/bold]

    communique decide reject baltic-wire-1:p2 --note "irony"
    """
    _decide("reject", ids, _Given(record, by, note))


@app.command()
def edit(
    item: Id,
    changes: Annotated[
        list[str], typer.Argument(metavar="FIELD=VALUE", help="What to set; nothing after = is unknown.",
                                  show_default=False)
    ],
    record: RecordPath = None,
    by: By = None,
    note: Note = "",
) -> None:  # fmt: skip
    """Set fields of a finding, where the reader misread it, or of an item as a whole, whatever its reports say.

    [bold]Examples[/bold]

    communique decide edit c-7f3a2b date=2025-03-04 place=Geneva

    communique decide edit baltic-wire-1:c2 status=planned participants="Ana Costa, Rui Vaz"
    """
    _decide("edit", [item], _Given(record, by, note), read_changes(changes))


@app.command()
def merge(ids: Ids, record: RecordPath = None, by: By = None, note: Note = "") -> None:
    """Put two or more items together: their reports tell of one.

    [bold]Example[/bold]

    communique decide merge c-7f3a2b c-91d0e4
    """
    _decide("merge", ids, _Given(record, by, note))


@app.command()
def split(
    item: Id,
    reports: Annotated[
        list[str], typer.Argument(metavar="REPORT", help="The reports that leave: ARTICLE:c2, or their numbers.",
                                  show_default=False)
    ],
    record: RecordPath = None,
    by: By = None,
    note: Note = "",
) -> None:  # fmt: skip
    """Take reports out of an item: they tell of another one, together.

    [bold]Example[/bold]

    communique decide split c-7f3a2b baltic-wire-1:c2
    """
    _decide("split", [item, *reports], _Given(record, by, note))


@app.command()
def alias(
    name: Annotated[str, typer.Argument(metavar="NAME", help="The name or code that goes.", show_default=False)],
    stands_for: Annotated[str, typer.Argument(metavar="NAME", help="The one that stays.", show_default=False)],
    record: RecordPath = None,
    by: By = None,
    note: Note = "",
    new: New = False,
) -> None:
    """Say that two persons, or two parties by their codes, are one.

    [bold]Example[/bold]

    communique decide alias "Ana da Costa" "Ana Costa"
    """
    _decide("alias", [name, stands_for], _Given(record, by, note, new))


@app.command()
def office(
    person: Annotated[str, typer.Argument(metavar="PERSON", help="A name as in the record.", show_default=False)],
    changes: Annotated[
        list[str], typer.Argument(metavar="FIELD=VALUE", help="office, party, level, since and until.",
                                  show_default=False)
    ],
    record: RecordPath = None,
    by: By = None,
    note: Note = "",
    new: New = False,
) -> None:  # fmt: skip
    """Say which office a person holds, for whom, at which level, and from when to when.

    [bold]Example[/bold]

    communique decide office "Ana Costa" office="Foreign Minister" party=PRT level=ministerial since=2025-03-01
    """
    _decide("office", [person], _Given(record, by, note, new), read_changes(changes))


@app.command()
def undo(
    decision: Annotated[
        str, typer.Argument(metavar="DECISION", help="Its id, or `last` for the last one of yours.", show_default=False)
    ] = "",
    record: RecordPath = None,
    by: By = None,
    note: Note = "",
) -> None:
    """Take a decision back; to bring it back in turn, undo the undoing.

    [bold]Examples[/bold]

    communique decide undo last

    communique decide undo 4be2a9
    """
    _decide("undo", [decision], _Given(record, by, note))


def read_changes(changes: list[str]) -> dict[str, str]:
    """Fields and values from `field=value`; blanks and hyphens in a field are underscores."""
    found: dict[str, str] = {}
    for change in changes:
        name, sign, value = change.partition("=")
        if not sign or not name.strip():
            raise UsageError(f"{change!r} sets nothing", hint="write field=value, such as date=2025-03-04")
        found[name.strip().casefold().replace(" ", "_").replace("-", "_")] = value
    return found


def make_request(action: str, about: list[str], values: Mapping[str, str], note: str, own: OwnNames) -> Request:
    """The request, with parties given by name as their codes; `own` are names of the user's own."""
    from communique.model.decisions import Action
    from communique.record.decisions.reviewing import Request
    from communique.record.typed import with_codes

    return Request(Action(action), tuple(about), with_codes(values, own), note)


@dataclass(frozen=True, slots=True)
class _Given:
    record: str | None
    by: str | None
    note: str
    new: bool = False


def _decide(action: str, about: list[str], given: _Given, values: Mapping[str, str] | None = None) -> None:
    from communique.cli.consoles import write
    from communique.cli.opening import open_settings, open_store, say_merging
    from communique.record.decisions.deciding import decide_in
    from communique.reports.decision_listing import say_decision
    from communique.settings import command, name_of_reviewer

    settings = open_settings(given.record)
    who = name_of_reviewer(settings, given.by)
    request = make_request(action, about, values or {}, given.note, settings.own_names)
    request = replace(request, new=given.new)
    with open_store(settings, write=True, create=False) as store:
        made, known = decide_in(store, request, by=who, merging=lambda: say_merging(store))
        said = say_decision(known, made)
    write(f"{made.made_by} {said}; take back with `{command(f'decide undo {made.id[:6]}')}`\n", None)
