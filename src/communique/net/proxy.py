"""Through whom pages are fetched, where the settings name a proxy: it looks up the names of hosts, not this machine."""

from __future__ import annotations

import os
import re
import socket
from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit

from communique.errors import FailureKind, FetchError
from communique.net.addresses import refusal_of
from communique.net.manners import Manners
from communique.net.urls import Url

ENVIRONMENT = "environment"
"""The setting that leaves it to HTTP_PROXY, HTTPS_PROXY, ALL_PROXY and NO_PROXY."""
_PORTS = {"http": 80, "https": 443}
_HERE = re.compile(r"(?:.+\.)?(?:localhost|local|internal|localdomain)")


@dataclass(frozen=True, slots=True)
class Proxy:
    """A proxy that speaks HTTP: `url` without what is secret of it."""

    url: str
    host: str
    port: int
    auth: tuple[str, str] | None = field(default=None, repr=False)


def proxy_for(url: Url, manners: Manners) -> Proxy | None:
    """The proxy through which an address is fetched; None where it is asked itself, as hosts in `allow_hosts` are.

    FetchError (FORBIDDEN) for addresses that name this machine or a private network, as far as their words show it; to
    what a name leads is known to the proxy alone. FetchError (OFFLINE) where the proxy itself cannot be understood.
    """
    stated = _stated(url, manners.proxy)
    if not stated or url.host in manners.allow_hosts or f"{url.host}:{url.port}" in manners.allow_hosts:
        return None
    if not manners.allow_private and (reason := _refused(url.host)):
        hint = f"if you trust it, add {url.host!r} to `allow_hosts` under [net]; it is then asked without the proxy"
        reason = f"{url.host} is {reason}; such are not visited"
        raise FetchError(reason, kind=FailureKind.FORBIDDEN, hint=hint, url=url.text)
    return _read(stated, url)


def _stated(url: Url, setting: str) -> str | None:
    if setting == ENVIRONMENT:
        return None if _is_excepted(url) else _variable(f"{url.scheme}_proxy") or _variable("all_proxy")
    return os.environ.get(setting[1:], "") if setting.startswith("$") else setting


def _variable(name: str) -> str:
    return os.environ.get(name) or os.environ.get(name.upper(), "")


def _is_excepted(url: Url) -> bool:
    """True for a host that NO_PROXY names, or that lies within one that it names."""
    for name in (entry.strip().lower().lstrip(".") for entry in _variable("no_proxy").split(",")):
        if name and (name == "*" or url.host == name or url.host.endswith(f".{name}") or url.authority == name):
            return True
    return False


def _read(stated: str, url: Url) -> Proxy:
    try:
        parts = urlsplit(stated if "://" in stated else f"http://{stated}")
        host, port = parts.hostname or "", parts.port
    except ValueError:
        parts, host, port = urlsplit(""), "", None
    if parts.scheme not in _PORTS or not host:
        hint = "set `proxy` under [net] to an address such as http://proxy.example:3128"
        raise FetchError("the proxy is no address of HTTP", kind=FailureKind.OFFLINE, hint=hint, url=url.text)
    port = port or _PORTS[parts.scheme]
    auth = (unquote(parts.username), unquote(parts.password or "")) if parts.username else None
    shown = f"[{host}]" if ":" in host else host
    return Proxy(f"{parts.scheme}://{shown}:{port}", host, port, auth)


def _refused(host: str) -> str | None:
    """Why a host is not visited, by its words: a name of this machine, or an IP address in whatever notation."""
    if _HERE.fullmatch(host):
        return "a name of this machine or its network"
    try:
        address = host if ":" in host else socket.inet_ntoa(socket.inet_aton(host))
    except OSError:
        return None  # A name: where it leads to is known to the proxy.
    return refusal_of(address)
