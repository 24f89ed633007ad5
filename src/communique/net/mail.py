"""Mail: one message to a server over SMTP, encrypted unless the server is this machine."""

from __future__ import annotations

import ipaddress
import os
import smtplib
import ssl
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime, parseaddr

from communique.errors import DeliveryError
from communique.settings import Mail

_MENDABLE = frozenset({530, 534, 535})
"""Answers that stand for a wrong name or password, which somebody can put right."""


@dataclass(frozen=True, slots=True)
class Message:
    """What is mailed: a subject on one line, plain text, the same as HTML; `key` makes its lasting Message-ID."""

    key: str
    subject: str
    text: str
    html: str
    made: datetime


def send_mail(settings: Mail, to: Sequence[str], message: Message, tls: ssl.SSLContext | None = None) -> None:
    """Send a message through the server of the settings; its password comes from the environment.

    Raises DeliveryError with the server's reason, which never holds the password. A message of the same key has
    the same Message-ID, so that one sent twice can be told.
    """
    if settings.tls == "none" and not _is_here(settings.host):
        hint = "set `tls` in [mail] to starttls or tls"
        raise DeliveryError("mail is sent without encryption only on this machine", hint=hint, is_passing=True)
    mail = compose(settings.sender, to, message)
    context = tls or ssl.create_default_context()
    seconds = settings.timeout.total_seconds()
    try:
        with _connected(settings, context, seconds) as server:
            if settings.user:
                server.login(settings.user, _password(settings))
            refused = server.send_message(mail, settings.sender, list(to))
    except smtplib.SMTPRecipientsRefused as error:
        raise _refused(error.recipients) from None
    except smtplib.SMTPNotSupportedError as error:
        raise DeliveryError(
            f"the mail server cannot do that: {error}", hint="look at [mail]", is_passing=True
        ) from None
    except smtplib.SMTPResponseException as error:
        raise _answered(error) from None
    except (smtplib.SMTPException, OSError) as error:
        reason = f"the mail server was not reached: {error or type(error).__name__}"
        raise DeliveryError(reason, hint="look at `host` and `port` in [mail]", is_passing=True) from None
    if refused:
        # The others have it; sent again, they would have it twice.
        raise _refused(refused, partly=True)


def compose(sender: str, to: Sequence[str], message: Message) -> EmailMessage:
    """The message with its headers, none of which can hold another line.

    >>> compose("a@x.eu", ["b@x.eu"], Message("k", "New\\nBcc: c@x.eu", "", "", datetime.now()))["Subject"]
    'New Bcc: c@x.eu'
    """
    mail = EmailMessage()
    mail["From"] = sender
    mail["To"] = ", ".join(to)
    mail["Subject"] = " ".join("".join(c if c.isprintable() else " " for c in message.subject).split())[:200]
    mail["Date"] = format_datetime(message.made)
    domain = parseaddr(sender)[1].rpartition("@")[2] or "localhost"
    mail["Message-ID"] = f"<{message.key}@{domain}>"
    mail["Auto-Submitted"] = "auto-generated"
    mail.set_content(message.text)
    if message.html:
        mail.add_alternative(message.html, subtype="html")
    return mail


def reach_mail(settings: Mail, tls: ssl.SSLContext | None = None) -> None:
    """Greet the server of the settings and log in, and send nothing. Raises DeliveryError with what it says."""
    seconds = settings.timeout.total_seconds()
    try:
        with _connected(settings, tls or ssl.create_default_context(), seconds) as server:
            if settings.user:
                server.login(settings.user, _password(settings))
    except smtplib.SMTPResponseException as error:
        raise _answered(error) from None
    except (smtplib.SMTPException, OSError) as error:
        reason = f"the mail server was not reached: {error or type(error).__name__}"
        raise DeliveryError(reason, hint="look at `host` and `port` in [mail]", is_passing=True) from None


def _connected(settings: Mail, context: ssl.SSLContext, seconds: float) -> smtplib.SMTP:
    if settings.tls == "tls":
        return smtplib.SMTP_SSL(settings.host, settings.port, timeout=seconds, context=context)
    server = smtplib.SMTP(settings.host, settings.port, timeout=seconds)
    try:
        if settings.tls == "starttls":
            server.starttls(context=context)
    except BaseException:
        server.close()
        raise
    return server


def _password(settings: Mail) -> str:
    found = os.environ.get(settings.password_env)
    if not found:
        hint = f"set the environment variable {settings.password_env}"
        raise DeliveryError("there is no password for the mail server", hint=hint, is_passing=True)
    return found


def _is_here(host: str) -> bool:
    try:
        return host == "localhost" or ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def _answered(error: smtplib.SMTPResponseException) -> DeliveryError:
    said = error.smtp_error.decode("utf-8", "replace") if isinstance(error.smtp_error, bytes) else str(error.smtp_error)
    reason = f"the mail server refused: {error.smtp_code} {' '.join(said.split())[:200]}"
    hint = "look at [mail] and at what the server says"
    return DeliveryError(reason, hint=hint, is_passing=_may_pass(error.smtp_code))


def _refused(refused: Mapping[str, tuple[int, bytes]], *, partly: bool = False) -> DeliveryError:
    codes = sorted({code for code, _ in refused.values()})
    reason = f"the mail server refused {', '.join(sorted(refused))[:200]} ({', '.join(map(str, codes))})"
    passing = not partly and all(_may_pass(code) for code in codes)
    return DeliveryError(reason, hint="look at the addresses", is_passing=passing)


def _may_pass(code: int) -> bool:
    return 400 <= code < 500 or code in _MENDABLE
