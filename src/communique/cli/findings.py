"""`communique findings`: what each article reports, without a record."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from communique.cli.read import Inputs
from communique.cli.reader import reader_lines
from communique.cli.ways import Way, ways

if TYPE_CHECKING:
    from communique.model.article import Article, Failure
    from communique.model.findings import Findings


@ways()
def findings(
    inputs: Inputs,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write to a file.", show_default=False)
    ] = None,
    times: Annotated[bool, typer.Option("--times", help="Add each article's time expressions (TIMEX3).")] = False,
    *,
    way: Way,
) -> None:
    """Read articles and write what each reports as JSONL, without keeping a record.

    One JSON object for each article, in the order of the inputs; as .parquet, one row for each article with its text,
    which `communique merge` takes into a record.

    [bold]Examples[/bold]

    communique findings articles.jsonl -o findings.jsonl

    communique findings article.txt --times | jq .contacts

    communique findings archive.warc.gz --engine ray --cluster auto -o findings.parquet
    """
    from communique.cli.consoles import progress, say
    from communique.cli.opening import count_items
    from communique.equipment import load_model, reading_options
    from communique.model.article import Failure
    from communique.pipeline import findings_of

    failures: list[Failure] = []
    written = 0
    settings = way.settings()
    with progress(count_items(inputs), "reading") as step:
        options = reading_options(settings, step)
        found = findings_of(inputs, load_model(settings), options)

        def read() -> Iterator[tuple[Article, Findings]]:
            nonlocal written
            for item in found:
                if isinstance(item, Failure):
                    failures.append(item)
                else:
                    failures.extend(item[1].failures)
                    written += not item[1].failures
                    yield item

        _write(read(), output, times=times)
    for line in reader_lines(options.finder):
        say(line)
    if failures:
        say(f"read {written}, skipped {len(failures)} because:")
        for failure in failures[:20]:
            say(f"  {failure.origin}: {failure.reason}{f' ({failure.hint})' if failure.hint else ''}")
        if not written:
            raise typer.Exit(3)


def _write(found: Iterable[tuple[Article, Findings]], output: Path | None, *, times: bool) -> None:
    from communique.cli.consoles import write_lines
    from communique.findings.jsonl import to_json
    from communique.findings.parquet import FindingsFile, is_parquet

    if output is not None and is_parquet(output):
        with FindingsFile(output) as file:
            for article, one in found:
                file.add(article, one, times=times)
        return
    rows = (to_json(one, times=times) for _, one in found)
    write_lines((json.dumps(row, ensure_ascii=False) + "\n" for row in rows), output)
