"""`communique read`: articles into the record."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Annotated

import typer

from communique.cli.options import RecordPath

if TYPE_CHECKING:
    from communique.pipeline import Summary

SHOWN = 20
"""How many failures the end of a run lists."""

Inputs = Annotated[
    list[str],
    typer.Argument(metavar="INPUT", help="Folders, files, JSONL, or - for standard input.", show_default=False),
]


def read(inputs: Inputs, record: RecordPath = None) -> None:
    """Read articles into the record.

    Folders and files of text, Markdown, HTML and JSONL. Reading the same article twice changes nothing;
    what cannot be read is kept as a failure with its reason and listed at the end.

    [bold]Examples[/bold]

    communique read articles/ --record talks.db

    cat articles.jsonl | communique read - --record talks.db
    """
    from communique.cli.consoles import progress, say
    from communique.cli.opening import count_items, load_model, open_settings, open_store, reading_options
    from communique.pipeline import read_into
    from communique.reports.wording import count

    started = time.monotonic()
    settings = open_settings(record)
    with open_store(settings, write=True) as store, progress(count_items(inputs), "reading") as step:
        summary = read_into(store, inputs, load_model(settings), reading_options(settings, step))
        held = store.count()
    for row in summary_lines(summary, time.monotonic() - started):
        say(row)
    kinds = ("agreements", "proposals", "deadlines")
    told = [f"{count(held.contacts, 'report')} of contacts", *(f"{getattr(held, kind)} of {kind}" for kind in kinds)]
    whole = [count(held.articles, "article"), count(held.positions, "position")]
    say(f"{settings.record} holds {', '.join([*whole, *told])}")
    if summary.failures and not summary.read and not summary.unchanged and not summary.skipped_language:
        raise typer.Exit(3)


def summary_lines(summary: Summary, seconds: float | None = None) -> list[str]:
    """The end of a run in words: what was read, what was not, and why."""
    from communique.reports.wording import count
    from communique.settings import command

    took = f" in {seconds:.1f} s" if seconds is not None and summary.read else ""
    head = f"read {summary.read}{took}, unchanged {summary.unchanged}"
    reasons = []
    if summary.skipped_language:
        reasons.append(f"{summary.skipped_language} not in English (kept, not read)")
    unread = [failure for failure in summary.failures if not failure.is_partial and not failure.is_other_date]
    if unread:
        reasons.append(f"{len(unread)} could not be read")
    skipped = summary.skipped_language + len(unread)
    head += f", skipped {skipped} because {' and '.join(reasons)}" if reasons else ", skipped 0"
    rows = [head]
    if summary.doubtful_dates:
        dates = f"the date of {count(summary.doubtful_dates, 'article')} can hardly be right"
        rows.append(f"  {dates}: {command('articles')}")
    for failure in summary.failures[:SHOWN]:
        hint = f" ({failure.hint})" if failure.hint else ""
        where = "standard input" if failure.origin == "-" else failure.origin
        rows.append(f"  {where}: {failure.reason}{hint}")
    if len(summary.failures) > SHOWN:
        rows.append(f"  and {len(summary.failures) - SHOWN} more: {command('articles --failures')}")
    return rows
