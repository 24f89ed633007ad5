"""A mail server on loopback that keeps what it gets: plain, STARTTLS or TLS, with a login, and refusals on demand."""

from __future__ import annotations

import base64
import socketserver
import ssl
import threading
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any


class MailServer:
    """`refusals` maps a command or a recipient to the answers it gets first ("DATA": ["451 later"])."""

    def __init__(self, tls: ssl.SSLContext | None = None, *, at_once: bool = False, login: Any = None) -> None:
        server = self
        self.refusals: dict[str, list[str]] = {}
        self.messages: list[EmailMessage] = []
        self.recipients: list[list[str]] = []
        self.logins: list[tuple[str, str]] = []
        self.encrypted: list[bool] = []

        class Handler(socketserver.StreamRequestHandler):
            timeout = 5

            def handle(self) -> None:
                self._secure = False
                if tls and at_once:
                    self._wrap(tls)
                self._say("220 ready")
                to: list[str] = []
                while line := self.rfile.readline():
                    words = line.decode().strip()
                    verb = words.split(" ")[0].upper()
                    waiting = server.refusals.get(verb if verb != "RCPT" else words.split(":")[0].upper(), [])
                    refused = server.refusals.get(words.partition("<")[2].partition(">")[0] or verb, waiting)
                    if refused:
                        self._say(refused.pop(0))
                    elif verb == "EHLO":
                        offers = ["STARTTLS"] if tls and not self._secure else []
                        offers += ["AUTH PLAIN"] if login else []
                        rows = ["here", *offers, "8BITMIME"]
                        self._say("\r\n".join(f"250{'-' if n < len(rows) else ' '}{r}" for n, r in enumerate(rows, 1)))
                    elif verb == "STARTTLS" and tls:
                        self._say("220 go")
                        self._wrap(tls)
                    elif verb == "AUTH":
                        _, user, password = base64.b64decode(words.split(" ")[2]).decode().split("\0")
                        server.logins.append((user, password))
                        self._say("235 fine" if (user, password) == login else "535 wrong name or password")
                    elif verb == "RCPT":
                        to.append(words.partition("<")[2].partition(">")[0])
                        self._say("250 ok")
                    elif verb == "DATA":
                        self._say("354 go on")
                        server.take(self._body(), to, self._secure)
                        to = []
                        self._say("250 taken")
                    elif verb == "QUIT":
                        self._say("221 bye")
                        return
                    else:
                        self._say("250 ok")

            def _body(self) -> bytes:
                rows = []
                while (row := self.rfile.readline()) not in (b".\r\n", b""):
                    rows.append(row[1:] if row.startswith(b"..") else row)
                return b"".join(rows)

            def _wrap(self, context: ssl.SSLContext) -> None:
                self.connection = context.wrap_socket(self.connection, server_side=True)
                self.rfile, self.wfile = self.connection.makefile("rb"), self.connection.makefile("wb", 0)  # type: ignore[assignment]
                self._secure = True

            def _say(self, text: str) -> None:
                self.wfile.write(f"{text}\r\n".encode())

        class Server(socketserver.ThreadingTCPServer):
            daemon_threads = True

            def handle_error(self, *_: Any) -> None:
                """A client that hangs up is no news."""

        self._server = Server(("127.0.0.1", 0), Handler)
        self.port = int(self._server.server_address[1])
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()

    def take(self, body: bytes, to: list[str], secure: bool) -> None:
        found = message_from_bytes(body, policy=policy.default)
        assert isinstance(found, EmailMessage)
        self.messages.append(found)
        self.recipients.append(to)
        self.encrypted.append(secure)

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()
