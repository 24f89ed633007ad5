"""Markdown: front matter, a heading that is the title, and the text without its marks."""

from __future__ import annotations

import html
import re

from communique.articles.plain import headers
from communique.articles.text import Parts, normalise, one_line

_FENCE = "---"
_PAIR = re.compile(r"([A-Za-z][\w -]{0,40}?)[ \t]*:(?:[ \t]+(.*))?")
_HEADING = re.compile(r" {0,3}#{1,6}[ \t]+(.*?)[ \t]*#*")
_RULE = re.compile(r" {0,3}(?:[-*_][ \t]*){3,}|=+|-{2,}|\|?[ \t:|-]*-{3,}[ \t:|-]*")
_ITEM = re.compile(r"[ \t]*(?:[-*+]|\d{1,3}[.)])[ \t]+(?=\S)")
_QUOTE = re.compile(r"[ \t]*(?:>[ \t]?)+")
_DEFINITION = re.compile(r" {0,3}\[[^\]\n]{1,200}\]:[ \t]*\S+.*")
_CODE = re.compile(r"[ \t]*(?:```|~~~)")
_INLINE = (
    (re.compile(r"<!--[^<>]{0,5000}-->"), ""),
    (re.compile(r"!\[[^\]\[\n]{0,500}\](?:\([^)\n]{0,2000}\)|\[[^\]\n]{0,200}\])"), ""),
    (re.compile(r"\[([^\]\[\n]{1,500})\]\([^)\n]{0,2000}\)"), r"\1"),
    (re.compile(r"\[([^\]\[\n]{1,500})\]\[[^\]\n]{0,200}\]"), r"\1"),
    (re.compile(r"\[\^[^\]\n]{1,50}\]"), ""),
    (re.compile(r"<(https?://[^>\s]{1,2000})>"), r"\1"),
    (re.compile(r"</?[A-Za-z][^<>\n]{0,500}>"), ""),
    (re.compile(r"(\*{1,3}|(?<!\w)_{1,3})(?=\S)([^*_\n]{1,1000}?)(?<=\S)\1(?!\w)"), r"\2"),
    (re.compile(r"~~([^~\n]{1,1000})~~"), r"\1"),
    (re.compile(r"`([^`\n]{1,1000})`"), r"\1"),
    (re.compile(r"\\([\\`*_{}\[\]()#+.!>~|-])"), r"\1"),
)


def read_markdown(text: str) -> Parts:
    """A Markdown text: its front matter between `---` lines, its first heading as title, its prose without marks.

    >>> read_markdown("---\\npublished: 2025-03-14\\n---\\n# Talks *end*\\n\\nDelegations left [Oslo](x.html).").text
    'Delegations left Oslo.'
    """
    known, body = take_front_matter(normalise(text))
    title = one_line(known.pop("title", None))
    blocks = _blocks(body)
    if len(blocks) > 1 and blocks[0].startswith("\0"):
        heading = blocks[0][1:]
        if title is None or heading.casefold() == title.casefold():
            title = heading
            blocks = blocks[1:]
    given = {key: known.pop(key, None) for key in ("id", "url", "publisher", "published")}
    return Parts(
        text=normalise("\n\n".join(block.removeprefix("\0") for block in blocks)),
        title=title,
        url=given["url"],
        publisher=given["publisher"],
        published=given["published"],
        id=given["id"],
        published_basis="given" if given["published"] else None,
        notes=known,
    )


def take_front_matter(text: str) -> tuple[dict[str, str], str]:
    """Front matter's plain `key: value` lines, by what they give (other keys under their own name), and the rest."""
    if not text.startswith(_FENCE + "\n"):
        return {}, text
    head, fence, body = text[len(_FENCE) :].partition("\n" + _FENCE + "\n")
    if not fence:
        head, fence, body = text[len(_FENCE) :].partition("\n...\n")
    if not fence:
        return {}, text
    known: dict[str, str] = {}
    for line in head.split("\n"):
        match = _PAIR.fullmatch(line)
        value = _unquote((match[2] or "").strip()) if match else ""
        if match and value:
            known.setdefault(headers().get(match[1].lower(), match[1]), value)
    return known, body.strip("\n")


def _unquote(value: str) -> str:
    if len(value) >= 2 and value[0] == value[-1] and value[0] in "'\"":
        return value[1:-1]
    return value if value not in ("null", "~", "none", "None") else ""


def _blocks(text: str) -> list[str]:
    """Headings (marked by a leading NUL), paragraphs and list items, each on one line, without their marks."""
    blocks: list[str] = []
    waiting: list[str] = []
    in_code = False

    def close(mark: str = "") -> None:
        joined = _inline(" ".join(part.strip() for part in waiting)).strip()
        if joined:
            blocks.append(mark + joined)
        waiting.clear()

    for raw in text.split("\n"):
        if _CODE.match(raw):
            in_code = not in_code
            close()
            continue
        if in_code:
            continue
        line = _QUOTE.sub("", raw, count=1) if raw.lstrip().startswith(">") else raw
        heading = _HEADING.fullmatch(line)
        if heading or not line.strip() or _DEFINITION.fullmatch(line):
            close()
            if heading:
                waiting.append(heading[1])
                close("\0")
        elif _RULE.fullmatch(line):
            close("\0" if _underlines(line, waiting) else "")
        else:
            item = _ITEM.match(line)
            if item:
                close()
            waiting.append(line[item.end() :] if item else line)
    close()
    return blocks


def _underlines(line: str, waiting: list[str]) -> bool:
    """True for a line of `=` or `-` under one line of text, which makes that a heading."""
    return len(waiting) == 1 and set(line.strip()) in ({"="}, {"-"})


def _inline(text: str) -> str:
    for pattern, replacement in _INLINE:
        text = pattern.sub(replacement, text)
    return html.unescape(text)
