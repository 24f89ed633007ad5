"""The option of which reader finds what articles report, and how a run of a large model is told of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from communique.model.reader import ReaderKind

if TYPE_CHECKING:
    from collections import Counter

    from communique.findings.finder import Finder
    from communique.findings.large.finder import LargeModel

ReaderChoice = Annotated[
    ReaderKind | None,
    typer.Option(
        "--reader",
        help="What finds contacts, positions and the rest: the rules, or a large language model behind an API, to "
        "which the articles are sent (docs/large-models.md). Else that of the settings.",
        show_default=False,
    ),
]


def set_reader(choice: ReaderChoice) -> dict[str, str] | None:
    """What the flag --reader sets."""
    return {"kind": choice.value} if choice else None


def reader_lines(finder: Finder) -> list[str]:
    """What a large model was asked, what that took, and what of its answers did not hold; nothing of the rules."""
    from communique.findings.large.finder import LargeModel

    return _lines(finder) if isinstance(finder, LargeModel) else []


def _lines(finder: LargeModel) -> list[str]:
    from communique.reports.wording import count

    spent, settings, tally = finder.budget.total, finder.settings, finder.tally
    kept = f", {count(finder.from_kept, 'answer')} from earlier runs" if finder.from_kept else ""
    took = f"{spent.tokens_in:,} tokens sent, {spent.tokens_out:,} received"
    priced = f", cost {spent.cost(settings):.4g}" if settings.price_in or settings.price_out else ""
    rows = [f"asked {settings.model} {count(spent.requests, 'time')}{kept}: {took}{priced}"]
    dropped = sum(tally.dropped.values())
    if dropped:
        rows.append(f"  dropped {dropped} of {count(tally.items, 'item')} of its answers: {_listed(tally.dropped)}")
    if sum(tally.emptied.values()):
        rows.append(f"  left out of the others what the articles do not bear: {_listed(tally.emptied)}")
    if finder.unkept:
        where = f"in {settings.answers}"
        rows.append(f"  {count(finder.unkept, 'answer')} could not be kept {where}: make room, or allow writing there")
    return rows


def _listed(counts: Counter[str]) -> str:
    return ", ".join(f"{number} {what}" for what, number in counts.most_common() if number)
