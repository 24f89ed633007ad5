"""Pages: templates, and the lines of reports in them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Any
from urllib.parse import quote, urlencode

from fastapi import Request
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from communique import __version__
from communique.model.record import Hit
from communique.reports.dates import say_published
from communique.reports.document import Block, Bullets, Paragraph, Picture, Source, unquoted
from communique.reports.html_lines import HtmlLines
from communique.reports.wording import level_label, party_name, shorten, status_label

_STYLE = re.compile(r"<style>.*?</style>", re.DOTALL)
_ID = re.compile(r"(?P<finding>[\w.-]+:[acdnops]\d+)(?![\w:])|\b[acdno]-[0-9a-f]{6,}\b")
"""A finding of an article, or an item."""
PAGES = (
    ("/", "Overview"),
    ("/timeline", "Timeline"),
    ("/contacts", "Contacts"),
    ("/positions", "Positions"),
    ("/proposals", "Proposals"),
    ("/agreements", "Agreements"),
    ("/deadlines", "Deadlines"),
    ("/conflicts", "Conflicts"),
    ("/outlook", "Outlook"),
    ("/people", "People"),
    ("/articles", "Articles"),
    ("/brief", "Brief"),
    ("/review", "Review"),
)
"""The pages that every page leads to."""


MORE = {"/changes": "Changes"}
"""Pages that others lead to."""
KEYS = (
    ("j", "next"),
    ("k", "previous"),
    ("c", "confirm"),
    ("x", "reject"),
    ("e", "edit"),
    ("m", "merge with another"),
    ("s", "split reports off"),
    ("u", "undo the last decision"),
    ("/", "search"),
    ("?", "these keys"),
)
"""What the keyboard does."""


def to_passage(source: Source) -> str:
    """Where a reference leads on the desk: the article, at the words."""
    return passage_address(source.finding)


def page_of(command: str) -> tuple[str, str] | None:
    """The page that shows what a command would list, with its name; None where there is none."""
    words = command.split()[1:]
    address = f"/{words[0]}" if words else ""
    names = dict(PAGES) | MORE
    if address not in names:
        return None
    options = dict(zip(words[1::2], words[2::2], strict=False))
    query = {key.removeprefix("--"): value for key, value in options.items() if key in ("--since", "--between")}
    return (f"{address}?{urlencode(query)}" if query else address), names[address].lower()


def passage_address(finding: str) -> str:
    """The page of the article that holds a finding (`ARTICLE:c1`), at its words."""
    article, _, local = finding.rpartition(":")
    return f"/articles/{quote(article, safe='')}?finding={quote(local)}#{quote(local)}"


def with_links(words: str) -> Markup:
    """Words in which the ids of items and findings lead to them."""
    found, at = Markup(""), 0
    for match in _ID.finditer(words):
        key = match[0]
        address = passage_address(key) if match["finding"] else f"/items/{quote(key, safe='')}"
        found += escape(words[at : match.start()]) + Markup('<a href="{}">{}</a>').format(address, key)
        at = match.end()
    return found + escape(words[at:])


def with_commands(hint: str) -> Markup:
    """A hint as a sentence; the commands in it lead to the pages that show the same, where there are any."""
    parts = f"{hint[:1].upper()}{hint[1:]}".split("`")
    if len(parts) % 2 == 0:
        return escape(hint)
    found = Markup("")
    for place, part in enumerate(parts):
        page = page_of(part) if place % 2 else None
        found += (
            Markup('<a href="{}">{}</a>').format(*page)
            if page
            else Markup("<code>{}</code>").format(part)
            if place % 2
            else escape(part)
        )
    return found


def address_with(request: Request, **changes: object) -> str:
    """The address of this page with other values in it; None takes one away."""
    kept = [(key, value) for key, value in request.query_params.multi_items() if key not in changes]
    added = [(key, str(value)) for key, value in changes.items() if value is not None]
    query = urlencode(kept + added)
    return f"{request.url.path}?{query}" if query else request.url.path


def render(request: Request, template: str, values: dict[str, Any], sources: Sequence[Source] = ()) -> str:
    """A page as HTML; `sources` are those that its lines refer to, and are asked for after the lines were made."""
    lines = HtmlLines(sources, to_passage, page_of, with_links)
    own = {
        "line": lines.line,
        "lines": lines.lines,
        "linked": lines.linked,
        "request": request,
        "here": lambda **changes: address_with(request, **changes),
    }
    return _environment().get_template(template).render(own | values)


def marked_snippet(hit: Hit) -> Markup:
    """The passage that a search found, its words marked."""
    parts, at = [], 0
    for start, end in hit.marks:
        parts += [escape(hit.snippet[at:start]), Markup("<mark>{}</mark>").format(hit.snippet[start:end])]
        at = end
    return Markup("").join([*parts, escape(hit.snippet[at:])])


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("communique.web"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    environment.filters |= {
        "kind": _kind,
        "party": party_name,
        "level": level_label,
        "status": status_label,
        "passage": passage_address,
        "drawing": _drawing,
        "inner": unquoted,
        "short": shorten,
        "commands": with_commands,
        "published": say_published,
        "segment": lambda text: quote(str(text), safe=""),
    }
    environment.globals |= {"marked_snippet": marked_snippet, "version": __version__, "pages": PAGES, "keys": KEYS}
    return environment


def _drawing(block: Picture) -> Markup:
    """A drawing of a report without its own styles, which the policy of our pages forbids: the style sheet has them."""
    return Markup(_STYLE.sub("", block.svg))  # made by our own writers, which escape what they show


def _kind(block: Block) -> str:
    if isinstance(block, Picture):
        return "picture"
    return "paragraph" if isinstance(block, Paragraph) else "bullets" if isinstance(block, Bullets) else "table"
