"""What an outlet is called: by its host where that is listed, else by what its pages call it, else by its host."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from urllib.parse import urlsplit

from communique.articles.text import one_line
from communique.data import load_toml

_PARTS = re.compile(r"\s+[|–—•·»:/-]+\s+|\s*[|»•]\s*|:\s+")
_LONGEST = 60
_ALIKE = 4


@dataclass(frozen=True, slots=True)
class Outlet:
    """A listed outlet: its name, its country (ISO 3166 alpha-3, or None), and its kind (`agency`, `newspaper`, ...)."""

    name: str
    country: str | None
    kind: str


def outlet_of(url: str | None) -> Outlet | None:
    """The listed outlet under whose host an address is.

    >>> outlet_of("https://edition.cnn.com/world/talks").name
    'CNN'
    """
    labels = host_of(url).split(".") if url else []
    for start in range(len(labels) - 1):
        found = _outlets().get(".".join(labels[start:]))
        if found:
            return found
    return None


def outlet_name(
    stated: str | None, url: str | None, window: str | None = None, *, aliases: Mapping[str, str] | None = None
) -> str | None:
    """The name of the outlet of a page: `stated` by its metadata, or at the end of the title of its `window`.

    A listed host goes before what the page says, so that one outlet has one name. A name at the end of the title counts
    only where the host has it too. None where nothing but the host is known. `aliases` are a user's own: spelling to
    usual name.

    >>> outlet_name("Kast Courier | Breaking news", "https://courier.example.org/x")
    'Kast Courier'
    """
    listed = outlet_of(url)
    host = host_of(url)
    name = listed.name if listed else _cleaned(stated, host) or _in_title(window, host)
    return usual_name(name, aliases)


def usual_name(name: str | None, aliases: Mapping[str, str] | None = None) -> str | None:
    """The name as a user's aliases have it, else as the lists of outlets and agencies have it, else as it is.

    >>> usual_name("the reuters"), usual_name("Kast Courier", {"kast courier": "The Courier"})
    ('Reuters', 'The Courier')
    """
    own = aliased(name, aliases)
    return own if own is None or own != name else _names().get(_plain(name), name)


def aliased(name: str | None, aliases: Mapping[str, str] | None) -> str | None:
    """The name as a user's aliases have it, else as it is."""
    if not name or not aliases:
        return name
    same = _plain(name)
    return next((usual for spelling, usual in aliases.items() if _plain(spelling) == same), name)


def host_of(url: str | None) -> str:
    """The host of an address without `www.`; empty for what is no address of the web."""
    try:
        parts = urlsplit((url or "").strip())
        host = (parts.hostname or "") if parts.scheme.lower() in ("http", "https") else ""
    except ValueError:
        return ""
    return host.lower().removeprefix("www.").rstrip(".")


@lru_cache(maxsize=4096)
def _cleaned(stated: str | None, host: str) -> str | None:
    """A site's name without its slogans: the part that is a known name, or like the host, or the first that is none."""
    plain = (one_line(stated) or "").lstrip("@")
    if not plain or plain.startswith(("http://", "https://")):
        return None
    parts = [part.strip() for part in _PARTS.split(plain) if part.strip()]
    parts = [part for part in parts if not _tails().fullmatch(part) and len(part) <= _LONGEST]
    known = [part for part in parts if _plain(part) in _names()]
    alike = [part for part in parts if _alike(part, host)]
    return next(iter(known or alike or parts), None)


def _in_title(window: str | None, host: str) -> str | None:
    """The last or first part of a window's title, where the host is called so too."""
    parts = [part.strip() for part in _PARTS.split(one_line(window) or "") if part.strip()]
    if len(parts) < 2:
        return None
    return next((part for part in (parts[-1], parts[0]) if len(part) <= _LONGEST and _alike(part, host)), None)


def _alike(name: str, host: str) -> bool:
    """True where name and host share a word: "Kast Courier" and courier.example.org."""
    squeezed = _plain(name)
    labels = [label.replace("-", "") for label in host.split(".")[:-1]]
    return any(
        len(label) >= _ALIKE and (label in squeezed or (len(squeezed) >= _ALIKE and squeezed in label))
        for label in labels
    )


def _plain(name: str) -> str:
    words = re.findall(r"\w+", name.casefold())
    return "".join(words[1:] if len(words) > 1 and words[0] == "the" else words)


@cache
def _outlets() -> dict[str, Outlet]:
    rows: list[list[str]] = load_toml("outlets")["outlets"]
    return {host: Outlet(name, country or None, kind) for host, name, country, kind in rows}


@cache
def _names() -> dict[str, str]:
    """Every listed name, plain, to the one name of its outlet: the first of those that agencies.toml gives a medium."""
    agencies = load_toml("agencies")
    found = {_plain(outlet.name): outlet.name for outlet in _outlets().values()}
    for part in ("agencies", "media"):
        for names in agencies[part].values():
            listed = next((name for name in names if _plain(name) in found), names[0])
            found |= {_plain(name): found.get(_plain(listed), listed) for name in names if len(_plain(name)) >= _ALIKE}
    return found


@cache
def _tails() -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{tail})" for tail in load_toml("outlets")["names"]["tails"]), re.IGNORECASE)
