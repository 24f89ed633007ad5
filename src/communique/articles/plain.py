"""Plain text: header lines or a title at its head, and paragraphs that were broken into lines."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

from communique.articles.stamps import is_about
from communique.articles.text import Parts, normalise, one_line
from communique.data import load_toml

_HEADER = re.compile(r"([A-Za-z][A-Za-z _]{0,30}?)[ \t]*:[ \t]*(.{0,500})")
_TITLE_LENGTH, _TITLE_WORDS = 150, 25
_SENTENCE_END = tuple(".!?:;,”\"’'…)-–—")
_WIDTH = range(50, 101)
"""Widths at which typists and mailers break lines."""


def read_plain(text: str) -> Parts:
    """A plain text: `Title:`, `Date:`, `Publisher:`, `URL:` lines at its head, else a first line that is its title.

    >>> read_plain("Title: Talks end\\nDate: 14 March 2025\\n\\nDelegations left Oslo.").title
    'Talks end'
    """
    known, body = take_headers(normalise(text))
    title = one_line(known.pop("title", None))
    if title is None:
        title, body = take_title(body)
    given = {key: known.pop(key, None) for key in ("id", "url", "publisher", "published")}
    return Parts(
        text=unwrap(body),
        title=title,
        url=given["url"],
        publisher=given["publisher"],
        published=given["published"],
        id=given["id"],
        published_basis="given" if given["published"] else None,
        notes=known,
    )


def take_headers(text: str) -> tuple[dict[str, str], str]:
    """The header lines at the head of a text, by what they give, and the text after them.

    A single one counts only when a blank line or the end of the text follows, so that a sentence with a colon is none.
    """
    known: dict[str, str] = {}
    rest = text
    while rest:
        line, _, after = rest.partition("\n")
        match = _HEADER.fullmatch(line)
        key = headers().get(match[1].lower()) if match else None
        if match is None or key is None or not match[2].strip():
            break
        known.setdefault(key, match[2].strip())
        rest = after
    if not known or (len(known) == 1 and rest and not rest.startswith("\n")):
        return {}, text
    return known, rest.lstrip("\n")


def take_title(text: str) -> tuple[str | None, str]:
    """The first line, where it stands apart and is no sentence, and the text after it."""
    line, _, rest = text.partition("\n")
    words = line.split()
    if (
        rest.startswith("\n")
        and rest.strip()
        and 2 <= len(words) <= _TITLE_WORDS
        and len(line) <= _TITLE_LENGTH
        and not line.endswith(_SENTENCE_END)
        and not line[0].islower()
        and not is_about(line)
    ):
        return " ".join(words), rest.lstrip("\n")
    return None, text


def unwrap(text: str) -> str:
    """Join the lines of paragraphs that were broken at a fixed width: each such line end becomes a blank.

    A text counts as broken at a fixed width when its longest line inside a paragraph has 50 to 100 characters and
    the first word of the next line would have made four of five such lines longer than that.
    """
    paragraphs = text.split("\n\n")
    broken = [lines for lines in (p.split("\n") for p in paragraphs) if len(lines) > 1]
    inner = [(line, after) for lines in broken for line, after in pairwise(lines)]
    longest = max((len(line) for line, _ in inner), default=0)
    if len(inner) < 3 or longest not in _WIDTH:
        return text
    full = sum(len(line) + 1 + len(after.split(" ", 1)[0]) > longest - 2 for line, after in inner)
    if full < 0.8 * len(inner):
        return text
    return "\n\n".join(paragraph.replace("\n", " ") for paragraph in paragraphs)


@cache
def headers() -> dict[str, str]:
    """Names of header lines and front matter keys, lower case, to what they give."""
    table: dict[str, list[str]] = load_toml("articles")["headers"]
    return {name: key for key, names in table.items() for name in names}
