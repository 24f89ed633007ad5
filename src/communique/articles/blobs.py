"""Articles that stand only in a page's scripts, as pages have them that are put together in the browser."""

from __future__ import annotations

import json
import re
from itertools import islice
from typing import Any

from communique.articles.blocks import blocks_of, is_chrome, key_of, same_words
from communique.articles.markup import Element, named, parse, strip
from communique.articles.stated import NODES, Stated, load_json
from communique.articles.text import normalise
from communique.data import load_toml

_MARKUP = re.compile(r"</?(?:p|br|div|span|b|i|em|strong|a|h[1-6]|ul|li|blockquote)\b[^<>]{0,500}>", re.IGNORECASE)
_PROSE = re.compile(r"[^\W\d_]{2,}[^\n]{30,}[.!?][\"”’')]*\s*(?:$|<|\n)")
_LEADS = frozenset(
    ("standfirst", "deck", "dek", "subtitle", "summary", "lead", "lede", "excerpt", "description", "subheadline")
)
_ASSIGNED = re.compile(
    r"(?:^|[;\n])\s{0,20}(?:(?:var|let|const)\s)?[\w.$]{1,60}(?:\[[\w\"']{1,40}\]\s?=\s?|\s?=\s?|\.push\(\s?)(?:JSON\.parse\(\s?(?=[\"'])|(?=[\[{]))"
)
_QUOTED = re.compile(r"'((?:[^'\\]|\\.)*+)'", re.DOTALL)
_SIGN = re.compile(r"\\.|\"", re.DOTALL)
"""A string of a script between single quotes, as JSON.parse is given data; what of it JSON writes otherwise."""
_GIVEN = 5
"""Data that a script gives to names is looked at so many times in each."""
_DAY = 60
_LARGEST = 5_000_000


def prose_of_scripts(tree: Element, stated: Stated) -> str:
    """The longest run of prose under one key of a page's JSON scripts, with the standfirst; empty where none is."""
    best = ""
    for script in tree.iter("script"):
        kind = (script.get("type") or "").lower()
        if kind != "application/json" or not script.text or len(script.text) > _LARGEST:
            continue
        groups: dict[tuple[str, ...], list[str]] = {}
        leads: list[str] = []
        _gather(load_json(script.text), groups, leads)
        for path, texts in groups.items():
            if path and path[-1] in _LEADS:
                continue
            lines = [line for text in dict.fromkeys(texts) for line in text_of_markup(text).split("\n")]
            body = normalise("\n".join(line for line in lines if line and not is_chrome(line)))
            if len(body) > len(best):
                lead = next((text for text in leads if 20 < len(text) < 1000), "")
                best = body if not lead or lead in body else f"{normalise(text_of_markup(lead))}\n{body}"
    return best


def days_of_scripts(tree: Element, title: str | None) -> list[str]:
    """Days of publication that a page's data in scripts gives beside its own headline, as they are written."""
    told, same = load_toml("pages")["dates"], key_of(title)
    found: list[str] = []
    for script in tree.iter("script") if same else ():
        waiting, seen = [_data(script)], 0
        while waiting and seen < 5 * NODES:
            item = waiting.pop()
            seen += 1
            if isinstance(item, dict):
                plain = {str(key).lower().replace("_", "").replace("-", ""): value for key, value in item.items()}
                if any(isinstance(plain.get(name), str) and same_words(plain[name], same) for name in told["titles"]):
                    said = [str(plain[key]) for key in told["keys"] if isinstance(plain.get(key), str | int)]
                    found += [value for value in said if len(value) <= _DAY]
                waiting += [value for value in item.values() if isinstance(value, dict | list)]
            elif isinstance(item, list):
                waiting += [value for value in item[:NODES] if isinstance(value, dict | list)]
    return found


def _data(script: Element) -> Any:
    """The data of a script of JSON, or what another gives to names; None where there is none."""
    text = script.text or ""
    if len(text) > _LARGEST or "ld+json" in (script.get("type") or "").lower():
        return None
    if "json" in (script.get("type") or "").lower():
        return load_json(text)
    return [_decoded(text, begun.end()) for begun in islice(_ASSIGNED.finditer(text), _GIVEN)]


def _decoded(text: str, at: int) -> Any:
    quoted = _QUOTED.match(text, at) if text.startswith("'", at) else None
    if quoted:
        text, at = '"' + _SIGN.sub(lambda m: {"\\'": "'", '"': '\\"'}.get(m[0], m[0]), quoted[1]) + '"', 0
    try:
        found = json.JSONDecoder(strict=False).raw_decode(text, at)[0]
    except (ValueError, RecursionError):
        return None
    return load_json(found) if isinstance(found, str) else found


def text_of_markup(text: str) -> str:
    """A value that may be a fragment of HTML as plain text, a block a line.

    >>> text_of_markup("<p>Talks <b>ended</b>.</p><p>No date.</p>")
    'Talks ended.\\nNo date.'
    """
    if not _MARKUP.search(text):
        return text
    tree = parse(f"<html><body><div>{text}</div></body></html>")
    if tree is None:
        return text
    strip(tree, named("tags_never"))
    return "\n".join(block.text for block in blocks_of(tree) if block.text)


def _gather(data: Any, groups: dict[tuple[str, ...], list[str]], leads: list[str]) -> None:
    """Strings of prose by the path of keys that leads to them, in order; standfirsts beside."""
    waiting: list[tuple[tuple[str, ...], Any]] = [((), data)]
    seen = 0
    while waiting and seen < 5 * NODES:
        path, item = waiting.pop()
        seen += 1
        if isinstance(item, dict):
            waiting += [((*path, str(key)[:40])[-12:], value) for key, value in reversed(list(item.items())[:NODES])]
        elif isinstance(item, list):
            waiting += [(path, value) for value in reversed(item[:NODES])]
        elif isinstance(item, str) and len(item) >= 40 and _PROSE.search(item[:20_000]):
            groups.setdefault(path, []).append(item)
            if path and path[-1].lower() in _LEADS:
                leads.append(item)
