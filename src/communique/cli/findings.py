"""`communique findings`: what each article reports, without a record."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from communique.cli.read import ColumnNames, Inputs, Offline, WorkerCount, network
from communique.cli.reader import ReaderChoice, reader_lines, set_reader

if TYPE_CHECKING:
    from communique.model.article import Article, Failure
    from communique.model.findings import Findings


def findings(
    inputs: Inputs,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write to a file.", show_default=False)
    ] = None,
    times: Annotated[bool, typer.Option("--times", help="Add each article's time expressions (TIMEX3).")] = False,
    columns: ColumnNames = None,
    offline: Offline = False,
    reader: ReaderChoice = None,
    workers: WorkerCount = None,
) -> None:
    """Read articles and write what each reports as JSONL, without keeping a record.

    One JSON object for each article, in the order of the inputs.

    [bold]Examples[/bold]

    communique findings articles.jsonl -o findings.jsonl

    communique findings article.txt --times | jq .contacts
    """
    from communique.cli.consoles import progress, say, write_lines
    from communique.cli.opening import count_items, load_model, open_settings, reading_options
    from communique.model.article import Failure
    from communique.pipeline import findings_of
    from communique.sources.columns import parse_columns

    failures: list[Failure] = []
    written = 0
    named = parse_columns(columns) if columns else None
    settings = open_settings(columns=named, net=network(offline), reader=set_reader(reader), workers=workers)
    with progress(count_items(inputs), "reading") as step:
        options = reading_options(settings, step)
        found = findings_of(inputs, load_model(settings), options)

        def rows() -> Iterator[str]:
            nonlocal written
            for item in found:
                if isinstance(item, Failure):
                    failures.append(item)
                else:
                    failures.extend(item[1].failures)
                    written += not item[1].failures
                    yield json.dumps(_row(*item, times=times), ensure_ascii=False) + "\n"

        write_lines(rows(), output)
    for line in reader_lines(options.finder):
        say(line)
    if failures:
        say(f"read {written}, skipped {len(failures)} because:")
        for failure in failures[:20]:
            say(f"  {failure.origin}: {failure.reason}{f' ({failure.hint})' if failure.hint else ''}")
        if not written:
            raise typer.Exit(3)


def _row(article: Article, found: Findings, *, times: bool) -> dict[str, Any]:
    from communique.findings.jsonl import to_json

    return to_json(found, times=times)
