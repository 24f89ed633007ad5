"""The last step of every layout: the page as bytes in some encoding, with what ought to be read from it."""

from __future__ import annotations

from random import Random

from evals.page_layouts.dating import days_of
from evals.page_layouts.generated import Page
from evals.page_layouts.stories import Story

ENCODINGS = (
    ("utf-8", "utf-8"), ("utf-8", "utf-8"), ("utf-8", "utf-8"), ("utf-8", "utf-8"), ("utf-8", ""), ("cp1252", "windows-1252"),
    ("cp1252", "iso-8859-1"), ("cp1252", "utf-8"), ("cp1252", ""), ("utf-16", "utf-16"), ("utf-8", "iso-8859-1"), ("utf-8-sig", "koi8-r"),
)  # fmt: skip
"""How a page is encoded, and what it declares."""


def main_text(story: Story, standfirst: bool = True) -> str:
    """The text that ought to come out: standfirst and blocks, without title, byline, captions and what stands around."""
    blocks = [text.replace("\t", " ") for _, text in story.blocks]
    return "\n".join(([story.standfirst] if standfirst else []) + blocks)


def dirty(html: str, r: Random) -> str:
    """The same page with entities, soft hyphens, no-break spaces, or as written by a careless hand."""
    if r.random() < 0.2:
        html = html.replace("“", "&ldquo;").replace("”", "&#8221;").replace("’", "&rsquo;")
    if r.random() < 0.15:
        html = html.replace("delegation", "dele\u00adgation").replace("government", "govern&shy;ment")
    if r.random() < 0.2:
        html = html.replace(" of the ", " of&nbsp;the ").replace("prime minister", "prime\u00a0minister")
    if r.random() < 0.1:
        html = html.replace("</li>", "").replace("</p>\n", "\n")
    return html


def finish(
    layout: str, html: str, story: Story, r: Random, *, url: str | None = None, days: frozenset[str] | None = None, main: str | None = None,
    encoding: tuple[str, str] | None = None, clean: bool = False,
) -> Page:  # fmt: skip
    """The page. `{charset}` in the markup becomes the declaration; `days` are those of publication unless given."""
    coded, declared = encoding or r.choice(ENCODINGS)
    html = html if clean else dirty(html, r)
    said = r.choice(
        (f'<meta charset="{declared}">', f'<meta http-equiv="Content-Type" content="text/html; charset={declared}">')
    )
    html = html.replace("{charset}", said if declared else "", 1)
    content = html.encode(coded, "xmlcharrefreplace")
    return Page(
        layout,
        content,
        url,
        main_text(story) if main is None else main,
        days_of(story.published) if days is None else days,
        story.day,
        story.title,
    )
