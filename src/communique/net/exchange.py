"""One request and its answer over one connection, which is closed afterwards."""

from __future__ import annotations

import ssl
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from tempfile import SpooledTemporaryFile
from typing import IO

import httpcore2

from communique.errors import FailureKind, FetchError
from communique.net.compression import DamagedError, decoders_of, unpacked
from communique.net.connecting import CheckedBackend, Resolve, unreachable
from communique.net.deadline import Deadline, timed_out
from communique.net.manners import Manners
from communique.net.proxy import Proxy, proxy_for
from communique.net.urls import Url

IN_MEMORY = 2_000_000
"""Bytes of a body that are kept in memory; a larger one lies in a temporary file."""
_BEFORE_RATIO = 1_000_000
"""Bytes from which on an answer that grows too much in unpacking is refused; below that it does no harm."""


@dataclass(frozen=True, slots=True)
class Question:
    """A GET, or a POST where there is a `body`; `cut` takes the beginning of an answer that is too long."""

    url: Url
    headers: Mapping[str, str]
    body: bytes | None = None
    cut: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """The status, the headers by name in lower case (the first of each), and the body, unpacked."""

    status: int
    headers: Mapping[str, str]
    body: IO[bytes]
    size: int


class Exchange:
    """Asks servers, each time over a new connection to an address that was checked."""

    def __init__(self, resolver: Resolve, tls: ssl.SSLContext | None) -> None:
        self._resolver = resolver
        self._tls = tls

    def ask(self, question: Question, manners: Manners, deadline: Deadline) -> Answer:
        """The answer; FetchError for whatever kept it from coming. Only an answer of success has a body."""
        url = question.url
        proxy = proxy_for(url, manners)
        trusted = (proxy.host, proxy.port) if proxy else None
        backend = CheckedBackend(manners, deadline, self._resolver, url.text, trusted)
        place = httpcore2.URL(
            scheme=url.scheme.encode(), host=url.host.encode(), port=url.stated_port, target=url.target.encode()
        )
        headers = [("Host", url.authority), *question.headers.items()]
        with (
            _explained(url.text),
            self._connection(place, url, backend, proxy) as connection,
            connection.stream(
                "GET" if question.body is None else "POST",
                place,
                headers=[(name.encode("ascii"), value.encode("utf-8")) for name, value in headers],
                content=question.body,
                extensions={"timeout": {"connect": manners.connect_s, "read": manners.read_s, "write": manners.read_s}},
            ) as response,
        ):
            return _taken(response, question, manners, deadline)

    def _connection(
        self, place: httpcore2.URL, url: Url, backend: CheckedBackend, proxy: Proxy | None
    ) -> httpcore2.HTTPConnection | httpcore2.HTTPProxy:
        if proxy is None:
            return httpcore2.HTTPConnection(place.origin, self._context(url), network_backend=backend)
        return httpcore2.HTTPProxy(
            proxy.url, proxy.auth, ssl_context=self._context(url), max_connections=1, network_backend=backend
        )

    def _context(self, url: Url) -> ssl.SSLContext | None:
        if url.scheme == "https" and self._tls is None:
            self._tls = httpcore2.default_ssl_context()
        return self._tls


def _taken(response: httpcore2.Response, question: Question, manners: Manners, deadline: Deadline) -> Answer:
    headers: dict[str, str] = {}
    for name, value in response.headers:
        headers.setdefault(name.decode("latin-1").lower(), _decoded(value))
    body, size = SpooledTemporaryFile(max_size=IN_MEMORY), 0  # noqa: SIM115 (the answer owns it)
    try:
        if 200 <= response.status < 300:
            _refuse_stated(headers, question, manners)
            for piece in _pieces(response, headers, question.url.text, manners):
                deadline.left()
                left = manners.max_bytes - size
                if len(piece) > left and not question.cut:
                    raise _too_large(question.url.text, manners)
                size += body.write(piece[:left])
                if len(piece) >= left and question.cut:
                    break
        body.seek(0)
    except BaseException:
        body.close()
        raise
    return Answer(response.status, headers, body, size)


def _decoded(value: bytes) -> str:
    try:
        return value.decode("utf-8")
    except UnicodeDecodeError:
        return value.decode("latin-1")


def _pieces(response: httpcore2.Response, headers: Mapping[str, str], url: str, manners: Manners) -> Iterator[bytes]:
    """The body, unpacked; FetchError where it grows too much in unpacking, or breaks off."""
    decoders = decoders_of(headers.get("content-encoding", ""), url)
    taken = given = 0
    for chunk in response.iter_stream():
        taken += len(chunk)
        for piece in unpacked(chunk, decoders):
            given += len(piece)
            if given > _BEFORE_RATIO and given > manners.max_ratio * taken:
                reason = f"{taken:,} bytes of it unpack to more than {given:,}"
                hint = "this is how machines are attacked; leave it alone"
                raise FetchError(reason, kind=FailureKind.TOO_LARGE, hint=hint, url=url)
            yield piece
    if taken and not all(decoder.ended for decoder in decoders):
        raise _broken_off(url)


@contextmanager
def _explained(url: str) -> Iterator[None]:
    """What goes wrong on the way, in words, and with what to do."""
    try:
        yield
    except httpcore2.TimeoutException as error:
        raise timed_out(url, "the host does not answer in time") from error
    except httpcore2.ConnectError as error:
        raise _no_connection(url, error.__cause__ or error.__context__) from error
    except httpcore2.NetworkError as error:
        raise _broken_off(url) from error
    except httpcore2.ProxyError as error:
        reason = f"the proxy does not lead there: {str(error)[:200]}"
        raise unreachable(url, reason, "look at `proxy` under [net], or ask who runs it") from error
    except httpcore2.ProtocolError as error:
        raise _no_http(url, str(error)) from error
    except DamagedError as error:
        raise _no_http(url, f"it cannot be unpacked: {error}") from error
    except OSError as error:
        reason = f"what came cannot be kept: {error.strerror or error}"
        hint = "make room where temporary files are kept"
        raise FetchError(reason, kind=FailureKind.UNREADABLE, hint=hint, url=url) from error


def _no_connection(url: str, cause: BaseException | None) -> FetchError:
    if isinstance(cause, ssl.SSLCertVerificationError):
        reason = f"its certificate does not hold: {cause.verify_message}"
        return unreachable(url, reason, "look whether the address and the clock of this machine are right")
    if isinstance(cause, ssl.SSLError):
        reason = f"no secure connection comes about: {(cause.reason or str(cause)).replace('_', ' ').lower()}"
        return unreachable(url, reason, "try the address with http://, if the site is known to have no https")
    if isinstance(cause, ConnectionRefusedError):
        return unreachable(url, "nothing answers there", "look whether the address is right, or try again later")
    said = cause.strerror if isinstance(cause, OSError) and cause.strerror else str(cause or "no connection")
    return unreachable(url, f"no connection comes about: {said.lower()}", "try again later")


def _broken_off(url: str) -> FetchError:
    return unreachable(url, "the answer broke off", "try again later")


def _no_http(url: str, said: str) -> FetchError:
    if "disconnected" in said:
        return unreachable(url, "the host hung up without an answer", "try again later")
    if "incomplete" in said or "without sending complete" in said or "peer closed" in said:
        return _broken_off(url)
    reason = f"the answer is not sound: {said[:200]}"
    return FetchError(reason, kind=FailureKind.MALFORMED, hint="look at the address in a browser", url=url)


def _refuse_stated(headers: Mapping[str, str], question: Question, manners: Manners) -> None:
    """Refuse at once what says itself that it is too long."""
    stated = headers.get("content-length", "").strip()[:20]
    if stated.isdecimal() and int(stated) > manners.max_bytes and not question.cut:
        raise _too_large(question.url.text, manners)


def _too_large(url: str, manners: Manners) -> FetchError:
    reason = f"it is larger than {manners.max_bytes / 1e6:g} MB"
    hint = "raise `max_document_mb` in communique.toml"
    return FetchError(reason, kind=FailureKind.TOO_LARGE, hint=hint, url=url)
