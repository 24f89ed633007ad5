"""Options of what is left unread as it does not concern the parties of interest, and how a run tells of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any

import typer

from communique.cli.options import bundled
from communique.errors import UsageError

if TYPE_CHECKING:
    from communique.model.record import Audit
    from communique.record.screening import Screening
    from communique.settings import Settings

PANEL = "What concerns you"
_OPTIONS: dict[str, tuple[Any, Any]] = {
    "parties": (
        Annotated[
            str | None,
            typer.Option(
                metavar="A,B,...",
                help="Parties of interest: what concerns none of them is kept unread. Else those of the settings.",
                rich_help_panel=PANEL,
            ),
        ],
        None,
    ),
    "everything": (
        Annotated[bool, typer.Option("--all", help="Read everything, whatever it concerns.", rich_help_panel=PANEL)],
        False,
    ),
    "skipped": (
        Annotated[
            bool,
            typer.Option(
                "--skipped", help="Read what earlier runs left unread, if it concerns them now.", rich_help_panel=PANEL
            ),
        ],
        False,
    ),
    "audit": (
        Annotated[
            int | None,
            typer.Option(
                metavar="N",
                min=0,
                help="Read N of the skipped articles as a check; else a share of them.",
                show_default=False,
                rich_help_panel=PANEL,
            ),
        ],
        None,
    ),
}


@dataclass(frozen=True, slots=True)
class ScreenChoice:
    """What the options ask for, as given."""

    parties: str | None = None
    everything: bool = False
    skipped: bool = False
    audit: int | None = None

    def screening(self, settings: Settings) -> Screening | None:
        """How to screen; None where everything is read. Raises UsageError for a name that is no party's."""
        from communique.record.screening import Sample, make_screening

        if self.everything and self.parties:
            raise UsageError("--all and --parties at once", hint="choose one")
        if self.everything:
            return None
        parties = [part for part in (self.parties or "").split(",") if part.strip()]
        return make_screening(settings, parties, None if self.audit is None else Sample(0, self.audit))


def screens() -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Give a verb these options; it receives them as `choice`."""
    return bundled("choice", ScreenChoice, _OPTIONS)


def audit_lines(audit: Audit | None) -> list[str]:
    """What was left unread, and what the check of it found: "skipped 812 of 1,000 as out of scope (81%)"."""
    from communique.reports.wording import count
    from communique.settings import command

    if audit is None or not audit.out:
        return []
    left = audit.out - audit.read
    rows = [f"  skipped {left:,} of {audit.seen:,} as out of scope ({left / audit.seen:.0%}): {command('articles')}"]
    if audit.read:
        missed = len(audit.missed)
        held = "concerns them" if missed == 1 else "concern them"
        rows.append(f"  of {count(audit.read, 'skipped article')} read as a check, {missed} {held}")
        rows += [f"    {key}: {command(f'show {key}')}" for key in audit.missed[:5]]
    return rows
