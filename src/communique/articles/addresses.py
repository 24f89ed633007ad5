"""Addresses under which one page stands: with tracking, as AMP or print view, on a mobile host, in a cache."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from urllib.parse import SplitResult, parse_qsl, unquote, urlencode, urlsplit, urlunsplit

from communique.data import load_toml

_ESCAPE = re.compile("%[0-9A-Fa-f]{2}")
_UNRESERVED = re.compile(r"[A-Za-z0-9._~-]")
_SLASHES = re.compile("/{2,}")
_ROUNDS = 20


@dataclass(frozen=True, slots=True)
class _Rules:
    tracking: frozenset[str]
    beginnings: tuple[str, ...]
    views: frozenset[tuple[str, str]]
    labels: frozenset[str]
    segments: frozenset[str]
    endings: re.Pattern[str]
    index: frozenset[str]
    session: re.Pattern[str]
    wrapped: re.Pattern[str]


def canonical_url(url: str) -> str:
    """The one address of a page: without what says how a reader came there, and which view of it that reader had.

    Tracking and session parameters, fragments, AMP, print and mobile views, caches that hold the address in theirs,
    index files, `www.`, the order of parameters and the scheme of the web play no part. An address of another scheme
    stays as it is. Never fails; to do it twice changes nothing.

    >>> canonical_url("http://m.example.org/talks/amp/?utm_source=x&page=2#top")
    'https://example.org/talks?page=2'
    >>> canonical_url("https://www.google.com/amp/s/www.example.org/talks/index.html")
    'https://example.org/talks'
    """
    found = url.strip()
    for _ in range(_ROUNDS):
        before, found = found, _folded(found).strip()
        if found == before:
            break
    return found


def untracked(url: str) -> str:
    """An address without what says how a reader came there; all else stays as it is written, so that it still leads.

    >>> untracked("http://www.example.org/Talks/?b=2&utm_source=x&a=%20#fbclid=7")
    'http://www.example.org/Talks/?b=2&a=%20'
    """
    if not url[:8].lower().startswith(("http://", "https://")):
        return url
    whole, hash_sign, fragment = url.partition("#")
    path, question, query = whole.partition("?")
    kept = "&".join(pair for pair in query.split("&") if not _tracks(pair))
    tracks = fragment and all(map(_tracks, fragment.split("&")))
    return path + (question + kept if kept or not query else "") + ("" if tracks else hash_sign + fragment)


def site_of(url: str) -> str:
    """The host of an address without the labels of mobile and AMP views; "" where it has none.

    >>> site_of("https://amp.example.org/x"), site_of("talks.html")
    ('example.org', '')
    """
    try:
        parts = urlsplit(canonical_url(url))
        return (parts.hostname or "") if parts.scheme in ("http", "https") else ""
    except ValueError:
        return ""


def own_address(given: str | None, stated: str | None) -> str | None:
    """The address of a page that was had from `given` and states an address of its own.

    What the page states holds on its own site, save where it names no page there: no page can pass for another
    site's, and one that names the front page as its own is mistaken.

    >>> own_address("https://example.org/t?id=7", "https://www.example.org/talks")
    'https://www.example.org/talks'
    >>> own_address("https://example.org/t?id=7", "https://example.net/talks")
    'https://example.org/t?id=7'
    """
    if not given or not stated:
        return given or stated
    same = site_of(given) != "" and site_of(given) == site_of(stated)
    return stated if same and _page(stated) else given


def _page(url: str) -> str:
    return canonical_url(url).partition("://")[2].partition("/")[2]


def _folded(url: str) -> str:
    rules = _rules()
    if inner := rules.wrapped.match(url):
        page = inner["page"]
        return page if page.lower().startswith(("http://", "https://")) else f"https://{page}"
    try:
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            return url
        host = _host(parts, rules)
        pairs = sorted(p for p in parse_qsl(parts.query, keep_blank_values=True) if not _is_view(p, rules))
        return urlunsplit(("https", host, _path(parts.path, rules), urlencode(pairs), ""))
    except ValueError:
        return url


def _host(parts: SplitResult, rules: _Rules) -> str:
    """The host without labels of views, and its port where it is not the usual one."""
    labels = (parts.hostname or "").rstrip(".").split(".")
    if not labels[-1].isdigit():
        kept = [label for label in labels[:-2] if label not in rules.labels]
        labels = [*kept, *labels[-2:]]
    host = ".".join(labels)
    port = parts.port
    shown = f"[{host}]" if ":" in host else host
    return shown if port in (None, 80, 443) else f"{shown}:{port}"


def _path(path: str, rules: _Rules) -> str:
    """The path without views, index files, session ids and a slash at its end."""
    plain = _SLASHES.sub("/", rules.session.sub("", _ESCAPE.sub(_unescaped, path)))
    segments = plain.strip("/").split("/")
    while segments and segments[-1].lower() in rules.index:
        segments.pop()
    while len(segments) > 1 and segments[-1].lower() in rules.segments:
        segments.pop()
    if len(segments) > 1 and segments[0].lower() in rules.segments:
        segments.pop(0)
    if segments:
        last = rules.endings.sub("", segments[-1])
        segments[-1] = last or segments[-1]
    whole = "/".join(segments)
    return f"/{whole}" if whole else ""


def _unescaped(match: re.Match[str]) -> str:
    character = unquote(match[0], errors="replace")
    return character if _UNRESERVED.fullmatch(character) else match[0].upper()


def _is_view(pair: tuple[str, str], rules: _Rules) -> bool:
    """True for a parameter that says where a reader came from, or which view of the page was asked for."""
    name, value = pair[0].lower(), pair[1].lower()
    return _is_tracking(name, rules) or (name, value) in rules.views or (name, "*") in rules.views


def _tracks(written: str) -> bool:
    """True for a parameter of tracking or of a session, as it stands in an address."""
    name, sign, _ = written.partition("=")
    return bool(sign) and _is_tracking(name.lower(), _rules())


def _is_tracking(name: str, rules: _Rules) -> bool:
    return name in rules.tracking or name.startswith(rules.beginnings)


@cache
def _rules() -> _Rules:
    data = load_toml("articles")["addresses"]
    tracking: list[str] = [*data["tracking"], *data["also_tracking"], *data["sessions"]]
    hosts = "|".join(data["caches"])
    endings = "|".join(re.escape(ending) for ending in sorted(data["endings"], key=len, reverse=True))
    return _Rules(
        tracking=frozenset(tracking),
        beginnings=tuple(name.removesuffix("*") for name in tracking if name.endswith("*")),
        views=frozenset((name, value) for name, values in data["views"].items() for value in values),
        labels=frozenset(data["labels"]),
        segments=frozenset(data["segments"]),
        endings=re.compile(rf"(?:{endings})(?=(?:\.s?html?)?$)", re.IGNORECASE),
        index=frozenset(data["index"]),
        session=re.compile(rf";(?:{'|'.join(data['sessions'])})=[^/;?#]*", re.IGNORECASE),
        wrapped=re.compile(rf"https?://(?:{hosts})(?:s/)?(?P<page>[^/?#]+[./:].*)", re.IGNORECASE | re.DOTALL),
    )
