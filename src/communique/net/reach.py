"""Whether anything answers at an address of the user's own, before a library is let wait for it."""

from __future__ import annotations

import socket


def answers(address: str, within_s: float = 10.0) -> bool:
    """True where something takes a connection at HOST:PORT within so many seconds.

    >>> answers("no port")
    False
    """
    host, _, port = address.rpartition(":")
    if not host or not port.isdigit():
        return False
    try:
        socket.create_connection((host.strip("[]"), int(port)), within_s).close()
    except (OSError, OverflowError):
        return False
    return True
