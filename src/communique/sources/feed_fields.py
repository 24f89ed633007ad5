"""The fields of an entry of RSS, RDF or Atom, under whichever of their names the feed gives them."""

from __future__ import annotations

import html
import re
from functools import cache, lru_cache
from typing import Any

from communique.data import load_toml
from communique.sources.entries import absolute, plain_text
from communique.sources.xml_stream import inner_text, local

_TAG = re.compile(r"\{([^}]{0,200})\}(.{1,100})")
_BASE = "{http://www.w3.org/XML/1998/namespace}base"
_ABOUT = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}about"
_MAIL = re.compile(r"[^\s@]{1,80}@[^\s@]{1,80}\s*\(([^()]{1,100})\)")
_AUTHORS = 5
_END = 400
"""So many of the last characters of a text tell whether it goes on elsewhere."""


class Fields:
    """The children of an entry by their names, in small letters and with the short form of their namespace."""

    def __init__(self, entry: Any) -> None:
        self._entry = entry
        self._found: dict[str, list[tuple[int, Any]]] = {}
        roles = _roles()
        for child in entry:
            for field, rank in roles.get(_name(child), ()):
                self._found.setdefault(field, []).append((rank, child))

    def all(self, field: str) -> list[Any]:
        """The children that give a field, the most telling first."""
        found = self._found.get(field, [])
        return [child for _, child in sorted(found, key=_rank)] if len(found) > 1 else [child for _, child in found]

    def text(self, field: str) -> str | None:
        """The text of the first child that gives the field."""
        for child in self.all(field):
            if text := inner_text(child).strip():
                return text
        return None

    def title(self) -> str | None:
        """The title on one line, without markup."""
        for child in self.all("title"):
            if text := plain_text(inner_text(child), is_html=child.get("type") != "text"):
                return text
        return None

    def author(self) -> str | None:
        """The names of the authors."""
        names: list[str] = []
        for child in self.all("author")[:_AUTHORS]:
            inner = next((part for part in child if local(part) == "name"), child)
            text = plain_text(inner_text(inner)) or ""
            mail = _MAIL.fullmatch(text)
            name = mail[1].strip() if mail else text
            if name and name not in names:
                names.append(name)
        return ", ".join(names) or None

    def outlet(self) -> str | None:
        """The outlet that an aggregator took the entry from."""
        for child in self.all("source"):
            inner = next((part for part in child if local(part) == "title"), child)
            if text := plain_text(inner_text(inner)):
                return text
        return None

    def address(self, base: str | None) -> tuple[str | None, str | None]:
        """The address of the page in full, and the id that the feed gives the entry."""
        within = self._base(base)
        ids = self.all("guid")
        guid = inner_text(ids[0]).strip() if ids else None
        is_address = bool(ids) and ids[0].get("isPermaLink", "true").strip().lower() != "false"
        stated = [inner_text(child) for child in self.all("original")]
        stated += [link for child in self.all("link") if (link := _link(child))]
        if is_address and guid and absolute(guid, None):
            stated.append(guid)
        stated += [self._entry.get(_ABOUT, "")]
        enclosed = [child for child in self.all("link") if child.get("rel") == "enclosure"]
        stated += [child.get("url", "") for child in self.all("enclosure") if _is_text(child)]
        stated += [child.get("href", "") for child in enclosed if _is_text(child)]
        found = (absolute(text, within) for text in stated)
        return next((url for url in found if url), None), guid

    def own_text(self) -> tuple[str | None, bool]:
        """The article as HTML where the feed holds it, and whether that is but a summary."""
        for field in ("content", "summary"):
            for child in self.all(field):
                text = _markup(child)
                if text and (end := plain_text(text[-_END:])):
                    return text, end.lower().endswith(_cuts()) or (field == "summary" and _is_short(text))
        return None, False

    def _base(self, base: str | None) -> str | None:
        """What the entry's addresses are relative to: `xml:base` where there is one."""
        stated = [element.get(_BASE) for element in (self._entry, *self._entry.iterancestors())]
        for text in reversed(stated):
            base = absolute(text, base) or base
        return base


def _link(child: Any) -> str | None:
    if (href := child.get("href")) is None:
        return inner_text(child).strip() or None
    return str(href) if child.get("rel", "alternate") == "alternate" else None


def _is_text(child: Any) -> bool:
    return (child.get("type") or "").split(";")[0].strip().lower() in load_toml("feeds")["enclosures"]["types"]


def _markup(child: Any) -> str | None:
    """The HTML of a content element; None for what is elsewhere or no text."""
    kind = (child.get("type") or "html").split(";")[0].strip().lower()
    if child.get("src") or child.get("mode") == "base64":
        return None
    if kind in ("text", "text/plain") and child.get("mode") != "escaped":
        paragraphs = re.split(r"\n\s*\n", inner_text(child).strip())
        return "".join(f"<p>{html.escape(text)}</p>" for text in paragraphs if text.strip()) or None
    return inner_text(child).strip() or None if kind in _KINDS else None


_KINDS = frozenset({"html", "text/html", "xhtml", "application/xhtml+xml", "text", "text/plain", "application/xml"})


def _name(child: Any) -> str:
    return _named(child.tag, child.prefix or "") if isinstance(child.tag, str) else ""


@lru_cache(maxsize=1024)
def _named(tag: str, prefix: str) -> str:
    """The name of an element with the short form of its namespace, in small letters."""
    found = _TAG.fullmatch(tag)
    if not found:
        return tag.lower()
    short = load_toml("feeds")["namespaces"].get(found[1].lower(), prefix)
    return f"{short}:{found[2]}".lower() if short else found[2].lower()


def _is_short(text: str) -> bool:
    least: int = load_toml("feeds")["summary"]["characters"]
    return len(text) < least or len(plain_text(text) or "") < least


@cache
def _cuts() -> tuple[str, ...]:
    return tuple(load_toml("feeds")["summary"]["ends"])


def _rank(found: tuple[int, Any]) -> int:
    return found[0]


@cache
def _roles() -> dict[str, list[tuple[str, int]]]:
    """For each name the fields that it gives, and how telling it is for each."""
    roles: dict[str, list[tuple[str, int]]] = {}
    for field, names in load_toml("feeds")["fields"].items():
        for rank, name in enumerate(names):
            roles.setdefault(name, []).append((field, rank))
    return roles
