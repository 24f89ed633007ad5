"""Real servers on loopback: one that answers as told, and one that sends exactly the bytes it is given."""

from __future__ import annotations

import contextlib
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Script = Callable[[socket.socket], None]


class Site:
    """A web site: `pages` maps paths to (status, headers, body) or to what makes it of the request; `asked` remembers.

    A path that is not known is answered with 404, /robots.txt too; an answer of None hangs up.
    """

    def __init__(self, tls: ssl.SSLContext | None = None) -> None:
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                site.hear(self)
                page = site.pages.get(self.path, (404, {}, b"nothing here"))
                answer = page(site.said_to(self)) if callable(page) else page
                if answer is None:
                    self.connection.close()  # A reset, or an end without an answer.
                    return
                self._answer(*answer)

            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
                site.posted.append((self.path, site.headers_of(self), body))
                page = site.pages.get(self.path, (404, {}, b""))
                self._answer(*(page(self) if callable(page) else page))

            def _answer(self, status: int, headers: dict[str, str], body: bytes) -> None:
                self.send_response(status)
                for name, value in {"Content-Length": str(len(body)), **headers}.items():
                    self.send_header(name, value)
                self.end_headers()
                with contextlib.suppress(OSError):
                    self.wfile.write(body)

            def log_message(self, *args: Any) -> None:
                """Nothing is logged."""

        self.pages: dict[str, Any] = {}
        self.asked: list[Any] = []
        self.posted: list[tuple[str, dict[str, str], bytes]] = []
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        if tls is not None:
            self._server.socket = tls.wrap_socket(self._server.socket, server_side=True)
        self.port = self._server.server_address[1]
        self.host = f"127.0.0.1:{self.port}"
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()

    def hear(self, request: BaseHTTPRequestHandler) -> None:
        """Remember what was asked for."""
        self.asked.append((request.path, self.headers_of(request)))

    def said_to(self, request: BaseHTTPRequestHandler) -> Any:
        """What of a request is told to those of `pages` that make their answers of it."""
        return request

    def headers_of(self, request: BaseHTTPRequestHandler) -> dict[str, str]:
        return dict(request.headers.items())

    def url(self, path: str) -> str:
        return f"http://{self.host}{path}"

    def paths(self) -> list[str]:
        """What was asked for, robots.txt apart."""
        return [path for path, _ in self.asked if path != "/robots.txt"]

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()


@contextlib.contextmanager
def raw_server(script: Script) -> Iterator[int]:
    """A port at which every connection is handled by `script`, once the request has been read; ends within seconds."""
    listener = socket.create_server(("127.0.0.1", 0))
    over = threading.Event()

    def serve() -> None:
        while not over.is_set():
            try:
                connection, _ = listener.accept()
            except OSError:
                return
            threading.Thread(target=_handle, args=(connection, script), daemon=True).start()

    threading.Thread(target=serve, daemon=True).start()
    try:
        yield int(listener.getsockname()[1])
    finally:
        over.set()
        listener.close()


def _handle(connection: socket.socket, script: Script) -> None:
    with connection, contextlib.suppress(OSError):
        connection.settimeout(10)
        request = b""
        while b"\r\n\r\n" not in request:
            more = connection.recv(65_536)
            if not more:
                return
            request += more
        script(connection)
