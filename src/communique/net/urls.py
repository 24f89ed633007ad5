"""Addresses on the web as they are visited: http and https alone, without names and passwords, in ASCII."""

from __future__ import annotations

import re
from dataclasses import dataclass
from ipaddress import AddressValueError, IPv6Address
from urllib.parse import quote, urljoin, urlsplit

from communique.errors import FailureKind, FetchError

LONGEST = 8_000
"""Characters of an address; servers refuse longer ones, and no article has one."""
_PORTS = {"http": 80, "https": 443}
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_HOST = re.compile(r"(?=.{1,253}\Z)[a-z0-9_](?:[a-z0-9_-]{0,62})(?:\.[a-z0-9_][a-z0-9_-]{0,62})*")
_SAFE = "!#$%&'()*+,-./:;=?@[]_|~"


@dataclass(frozen=True, slots=True)
class Url:
    """An address taken apart: `host` in lower-case ASCII (IPv6 without brackets), `target` is path and query.

    >>> parse_url("HTTPS://Süd.example:443/á b?q=1#top").text
    'https://xn--sd-xka.example/%C3%A1%20b?q=1'
    """

    scheme: str
    host: str
    port: int
    target: str

    @property
    def stated_port(self) -> int | None:
        """The port where it is not that of the scheme."""
        return None if self.port == _PORTS[self.scheme] else self.port

    @property
    def authority(self) -> str:
        """Host and port as they stand in an address; the port only where it is not that of the scheme."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def origin(self) -> str:
        """Scheme, host and port: what has one robots.txt."""
        return f"{self.scheme}://{self.authority}"

    @property
    def text(self) -> str:
        """The address as text."""
        return self.origin + self.target


def parse_url(text: str, base: Url | None = None) -> Url:
    """The parts of an address, or of one that is relative to `base`; FetchError (FORBIDDEN) for what is not visited."""
    stripped = _SURROGATE.sub("\ufffd", text.strip())
    if len(stripped) > LONGEST:
        raise _refused(stripped, f"the address is {len(stripped):,} characters long", "no page has such an address")
    if not stripped or _CONTROL.search(stripped):
        raise _refused(stripped, "it is no address of a page", "an address begins with https://")
    try:
        parts = urlsplit(urljoin(base.text, stripped) if base else stripped)
        port = parts.port
    except ValueError as error:
        raise _refused(stripped, f"the address cannot be read: {error}", "mend the address") from error
    scheme = parts.scheme.lower()
    if scheme not in _PORTS:
        stated = f"{scheme[:20]}: addresses are not visited" if scheme else "it is no address of a page"
        raise _refused(stripped, stated, "only http:// and https:// are fetched; save the file and read it from disk")
    if "@" in parts.netloc:
        raise _refused(stripped, "the address holds a name or a password", "leave out what stands before the @")
    if port == 0 or ("[" in parts.netloc and ":" not in (parts.hostname or "")):
        raise _refused(stripped, "the address cannot be read", "mend the address")
    path = quote(parts.path or "/", safe=_SAFE)
    query = f"?{quote(parts.query, safe=_SAFE)}" if parts.query else ""
    return Url(scheme, _host(parts.hostname or "", stripped), port or _PORTS[scheme], path + query)


def is_url(text: str) -> bool:
    """True for what is meant as an address on the web, sound or not.

    >>> is_url("https://news.example/"), is_url("news.html")
    (True, False)
    """
    return text[:8].lower().startswith(("http://", "https://"))


def _host(host: str, text: str) -> str:
    if ":" in host:
        try:
            return IPv6Address(host if "%" not in host else "").compressed
        except AddressValueError as error:
            raise _refused(text, f"there is no host {host[:80]!r}", "mend the address") from error
    ascii_host = host if host.isascii() else _idna(host, text)
    ascii_host = ascii_host.lower().removesuffix(".")
    if not _HOST.fullmatch(ascii_host):
        raise _refused(text, f"there is no host {host[:80]!r}", "mend the address")
    return ascii_host


def _idna(host: str, text: str) -> str:
    import idna

    try:
        return idna.encode(host[:300], uts46=True).decode("ascii")
    except (UnicodeError, IndexError) as error:
        raise _refused(text, f"there is no host {host[:80]!r}", "mend the address") from error


def _refused(url: str, reason: str, hint: str) -> FetchError:
    return FetchError(reason, kind=FailureKind.FORBIDDEN, hint=hint, url=url[:200])
