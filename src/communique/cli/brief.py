"""`communique brief`: the record on a page or two."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from communique.cli.options import OUTPUT_PANEL, Query, asks


class Form(StrEnum):
    BRIEF = "brief"
    KEYPOINTS = "keypoints"
    FAQ = "faq"
    DIGEST = "digest"


class Format(StrEnum):
    TEXT = "text"
    MARKDOWN = "markdown"
    HTML = "html"
    PDF = "pdf"
    JSON = "json"


@asks(output=False)
def brief(
    *,
    query: Query,
    form: Annotated[
        Form, typer.Option("--form", help="A full brief, a table, questions and answers, or what is new.",
                           rich_help_panel=OUTPUT_PANEL)
    ] = Form.BRIEF,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", rich_help_panel=OUTPUT_PANEL, show_default=False,
                                  help="Write to a file; .md, .html, .pdf, .txt and .json choose the format.")
    ] = None,
    format: Annotated[
        Format | None, typer.Option("--format", help="The format, whatever the file's name.", show_default=False,
                                    rich_help_panel=OUTPUT_PANEL)
    ] = None,
) -> None:  # fmt: skip
    """Print or write the brief of the record, every line with its references.

    --since says from when on something counts as new; the rest of the brief stays whole.

    [bold]Examples[/bold]

    communique brief --record talks.db

    communique brief --between USA,Russia --as-of 2025-03-01 -o brief.html

    communique brief -o brief.pdf

    communique brief --form digest --since 2025-03-01
    """
    from communique.cli.consoles import draw, write_report
    from communique.cli.opening import load
    from communique.reports.forms import format_of, make_report
    from communique.settings import use_record

    selection = query.selection()
    record = load(query.record, replace(selection, since=None))
    if output:
        use_record(None)  # whoever is sent the file has no use for where the record lies here
    document = make_report(form.value, record, since=selection.since, between=selection.between)
    chosen = format.value if format else format_of(output) if output else "terminal"
    if chosen == "terminal":
        from communique.reports.brief_terminal import print_report

        draw(lambda console: print_report(document, console))
    else:
        write_report(document, chosen, output)
