"""Connections to addresses that were looked at first, and streams that end in time.

A name is resolved once, every address that it has is checked, and the connection goes to one of exactly these: a name
that means something else a moment later leads nowhere. TLS still asks for the certificate of the name.
"""

from __future__ import annotations

import queue
import socket
import ssl
import threading
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import httpcore2

from communique.errors import FailureKind, FetchError
from communique.net.addresses import refusal_of
from communique.net.deadline import Deadline, timed_out
from communique.net.manners import Manners

Resolve = Callable[[str, int], Sequence[str]]
"""The IP addresses of a host, in the order in which they are to be tried; OSError where it has none."""
_TRIED = 4
"""Addresses of one host that are tried before it counts as unreachable."""
_OVERHEAD = 2_000_000
"""Bytes over the wire beyond the body: headers, the marks of chunks."""


def resolve(host: str, port: int) -> list[str]:
    """The addresses that the system knows for a host, each once."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


class CheckedBackend(httpcore2.NetworkBackend):
    """Connects for one request; refuses addresses that may not be visited (FORBIDDEN), save `trusted`, the proxy."""

    def __init__(
        self, manners: Manners, deadline: Deadline, resolver: Resolve, url: str, trusted: tuple[str, int] | None = None
    ) -> None:
        self._trusted = trusted
        self._manners = manners
        self._deadline = deadline
        self._resolver = resolver
        self._url = url
        self._plain = httpcore2.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore2.NetworkStream:
        addresses = self.addresses(host, port)
        for number, address in enumerate(addresses[:_TRIED], 1):
            try:
                limit = min(timeout or self._manners.connect_s, self._deadline.left())
                stream = self._plain.connect_tcp(address, port, limit, local_address, socket_options)
                return BoundedStream(stream, self._deadline, self._manners.max_bytes + _OVERHEAD, self._url)
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout):
                if number == min(len(addresses), _TRIED):
                    raise
        raise unreachable(self._url, f"the host {host} has no address", "check the address")

    def connect_unix_socket(self, *args: Any, **kwargs: Any) -> httpcore2.NetworkStream:
        raise FetchError("sockets of files are not visited", kind=FailureKind.FORBIDDEN, url=self._url)

    def addresses(self, host: str, port: int) -> Sequence[str]:
        """The addresses of a host, all of them checked: one that may not be visited condemns the host."""
        found = self._resolved(host, port)
        if (host, port) != self._trusted and not self._manners.allows(host, port):
            for address in found:
                if reason := refusal_of(address.split("%")[0]):
                    raise _forbidden(self._url, host, address, reason)
        return found

    def _resolved(self, host: str, port: int) -> Sequence[str]:
        """Resolve in a thread of its own: the system's resolver knows no time limit."""
        answers: queue.SimpleQueue[Sequence[str] | Exception] = queue.SimpleQueue()

        def ask() -> None:
            try:
                answers.put(self._resolver(host, port))
            except (OSError, UnicodeError) as error:
                answers.put(error)

        threading.Thread(target=ask, name=f"resolve {host[:40]}", daemon=True).start()
        try:
            answer = answers.get(timeout=min(self._manners.connect_s, self._deadline.left()))
        except queue.Empty:
            raise timed_out(self._url, f"the host {host} could not be looked up in time") from None
        if isinstance(answer, Exception):
            hint = "check the address and the connection of this machine to the network"
            raise unreachable(self._url, f"there is no host {host}, or it cannot be looked up", hint) from answer
        return answer


class BoundedStream(httpcore2.NetworkStream):
    """A connection of which every read and write ends by the deadline, and that gives no more bytes than `most`."""

    def __init__(self, stream: httpcore2.NetworkStream, deadline: Deadline, most: int, url: str) -> None:
        self._stream = stream
        self._deadline = deadline
        self._left = most
        self._url = url

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        try:
            data = self._stream.read(max_bytes, self._within(timeout))
        except httpcore2.ReadTimeout:
            self._deadline.left()
            raise
        self._left -= len(data)
        if self._left < 0:
            reason, hint = (
                "the answer does not end",
                "raise `max_document_mb` in communique.toml if it should be that long",
            )
            raise FetchError(reason, kind=FailureKind.TOO_LARGE, hint=hint, url=self._url)
        return data

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._within(timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore2.NetworkStream:
        stream = self._stream.start_tls(ssl_context, server_hostname, self._within(timeout))
        return BoundedStream(stream, self._deadline, self._left, self._url)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)

    def _within(self, timeout: float | None) -> float:
        left = self._deadline.left()
        return left if timeout is None else min(timeout, left)


def unreachable(url: str, reason: str, hint: str) -> FetchError:
    """The failure of a host that does not answer, or not to the end."""
    return FetchError(reason, kind=FailureKind.UNREACHABLE, hint=hint, url=url)


def _forbidden(url: str, host: str, address: str, reason: str) -> FetchError:
    where = f"{host} is" if host == address else f"{host} leads to {address},"
    hint = f"if you trust it, add {host!r} to `allow_hosts` under [net] in communique.toml"
    return FetchError(f"{where} {reason}; such are not visited", kind=FailureKind.FORBIDDEN, hint=hint, url=url)
