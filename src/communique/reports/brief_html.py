"""A report as one self-contained HTML page: no scripts, nothing loaded, light and dark, fit to print."""

from __future__ import annotations

import re
from functools import cache

from jinja2 import Environment, PackageLoader
from markupsafe import Markup

from communique.reports.brief_markdown import legend
from communique.reports.document import Block, Bullets, Document, Paragraph, Picture, unquoted
from communique.reports.html_lines import HtmlLines
from communique.reports.status_colours import DARK, LIGHT

_NOT_ANCHOR = re.compile(r"[^A-Za-z0-9_.:-]")


def to_html(document: Document, *, styles: str = "") -> str:
    """The whole page; each reference shows its words on hover or focus and leads to its source, and back.

    `styles` are rules of a style sheet that come after the page's own.
    """
    page = HtmlLines(document.sources)
    filters = {"line": page.line, "lines": page.lines}
    environment = _environment().overlay()
    environment.filters = {**environment.filters, **filters}
    return environment.get_template("report.html").render(
        document=document,
        backs=page.backs,
        legend=legend(document),
        styles=Markup(styles),  # of our own making
        light=[(status.value, colour) for status, colour in LIGHT.items()],
        dark=[(status.value, colour) for status, colour in DARK.items()],
    )


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("communique.reports"), autoescape=True, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters |= {
        "kind": _kind,
        "anchor": lambda text: _NOT_ANCHOR.sub("-", text),
        "inner": unquoted,
        "drawing": lambda block: Markup(block.svg),  # made by our own writers, which escape what they show
        "address": lambda link: link.partition("#:~:")[0],
    }
    return environment


def _kind(block: Block) -> str:
    if isinstance(block, Picture):
        return "picture"
    return "paragraph" if isinstance(block, Paragraph) else "bullets" if isinstance(block, Bullets) else "table"
