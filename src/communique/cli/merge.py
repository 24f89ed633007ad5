"""`communique merge`: findings made elsewhere into the record."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from communique.cli.options import RecordPath

if TYPE_CHECKING:
    from communique.given import Merged

SHOWN = 20
"""How many failures the end of a run lists."""

Findings = Annotated[
    Path,
    typer.Argument(
        metavar="FINDINGS", help="Findings as JSONL, one object for each article, or Parquet.", show_default=False
    ),
]
Articles = Annotated[
    list[str] | None,
    typer.Option("--articles", metavar="ARTICLES", show_default=False,
                 help="Their articles: JSONL, files or folders; without it, those of the record. May be repeated."),
]  # fmt: skip


def merge(findings: Findings, articles: Articles = None, record: RecordPath = None) -> None:
    """Take findings made elsewhere into the record.

    For annotations, and for findings written by `communique findings`, here or on another machine. Evidence without
    offsets is looked up in the article. Lines that cannot be used are listed with their numbers; the rest goes in.
    Findings that were given stay when their article is read again.

    [bold]Examples[/bold]

    communique merge findings.jsonl --articles articles.jsonl --record talks.db

    communique merge annotated.jsonl --articles annotated.jsonl --record talks.db

    communique merge findings.parquet --record talks.db
    """
    from communique.cli.consoles import progress, say
    from communique.cli.opening import count_items, open_settings, open_store
    from communique.given import merge_into
    from communique.pipeline import Options
    from communique.sources import Limits

    settings = open_settings(record)
    with open_store(settings, write=True) as store, progress(count_items([str(findings)]), "merging") as step:
        options = Options(limits=Limits(settings.max_document_bytes), progress=step)
        merged = merge_into(store, findings, articles or (), options)
    for row in summary_lines(merged):
        say(row)
    if merged.failures and not merged.taken and not merged.unchanged:
        raise typer.Exit(3)


def summary_lines(merged: Merged) -> list[str]:
    """The end of a run in words: what went in, what did not, and why."""
    from communique.reports.wording import count
    from communique.settings import command

    head = f"took in the findings of {count(merged.taken, 'article')}, unchanged {merged.unchanged}"
    if merged.unmentioned:
        head += f", {count(merged.unmentioned, 'article')} left out because no line has findings of it"
    rows = [head + (f", failures {len(merged.failures)}:" if merged.failures else "")]
    rows += [f"  {f.origin}: {f.reason}{f' ({f.hint})' if f.hint else ''}" for f in merged.failures[:SHOWN]]
    if len(merged.failures) > SHOWN:
        rows.append(f"  and {len(merged.failures) - SHOWN} more: {command('articles --failures')}")
    return rows
