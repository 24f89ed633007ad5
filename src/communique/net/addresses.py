"""Which addresses may be visited: public ones; not this machine, private networks, or what only looks public."""

from __future__ import annotations

from functools import cache
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

from communique.data import load_toml

_GLOBAL = IPv6Network("2000::/3")


def refusal_of(address: str) -> str | None:
    """Why this IP address is not visited, or None where it is a public one; what is no address is refused.

    >>> refusal_of("::ffff:10.0.0.1")
    'a private address'
    """
    try:
        ip = ip_address(address)
    except ValueError:
        return "no IP address"
    inner = _embedded(ip) if isinstance(ip, IPv6Address) else None
    if inner is not None:
        return _refused(inner)
    reason = _refused(ip)
    if reason is None and isinstance(ip, IPv6Address) and ip not in _GLOBAL:
        return "a reserved address"
    return reason


def _embedded(ip: IPv6Address) -> IPv4Address | None:
    for network, shift in _embeds():
        if ip in network:
            return IPv4Address(int(ip) >> shift & 0xFFFF_FFFF)
    return None


def _refused(ip: IPv4Address | IPv6Address) -> str | None:
    for network, name in _networks():
        if ip.version == network.version and ip in network:
            return name
    return None


@cache
def _networks() -> tuple[tuple[IPv4Network | IPv6Network, str], ...]:
    entries = load_toml("net")["refused"]
    return tuple((ip_network(network), entry["name"]) for entry in entries for network in entry["networks"])


@cache
def _embeds() -> tuple[tuple[IPv6Network, int], ...]:
    return tuple((IPv6Network(entry["network"]), entry["shift"]) for entry in load_toml("net")["embeds"])
