"""Letters to where they go: the terminal, mail, a webhook, a feed of the watch's own; tried again where it may help."""

from __future__ import annotations

import hashlib
import hmac
import json
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from communique.clock import Clock
from communique.errors import DeliveryError, FetchError
from communique.model.watching import Letter
from communique.net.client import Client
from communique.net.mail import Message, send_mail
from communique.new_file import new_file
from communique.record.store import Store
from communique.settings import Mail, Target
from communique.watch.atom import ENTRIES, to_atom
from communique.watch.words import is_same_trouble, say_wait

TRIES = 20
_FIRST = timedelta(minutes=2)
_LONGEST = timedelta(hours=6)


@dataclass(frozen=True, slots=True)
class Ways:
    """What it takes to send: where to print, the client, the mail server, the variable with the webhooks' secret.

    `targets` are those of the settings by the keys under which letters name them.
    """

    out: Callable[[str], None]
    client: Client
    targets: Mapping[str, Target]
    mail: Mail | None = None
    secret_env: str = "COMMUNIQUE_WEBHOOK_SECRET"


def deliver(store: Store, ways: Ways, clock: Clock) -> list[str]:
    """Send every letter that is due; what to say of those that could not be sent."""
    told = []
    for letter in store.outbox.letters(clock.now()):
        try:
            _send(store, ways, letter)
        except DeliveryError as error:
            told += _put_off(store, letter, error, clock)
        else:
            store.outbox.sent(letter, clock.now())
    return told


def _put_off(store: Store, letter: Letter, error: DeliveryError, clock: Clock) -> list[str]:
    again = error.is_passing and letter.tries + 1 < TRIES
    wait = min(_FIRST * 2**letter.tries, _LONGEST)
    store.outbox.put_off(letter, clock.now() + wait if again else None, error.message)
    if again and is_same_trouble(letter.error, error.message):
        return []
    where = letter.target.partition(" #")[0]
    then = f"again in {say_wait(wait)}" if again else "given up; `communique watch --status` lists it"
    hint = f" ({error.hint})" if error.hint else ""
    return [f"{letter.watch}: not sent to {where}: {error.message}{hint}; {then}"]


def _send(store: Store, ways: Ways, letter: Letter) -> None:
    body: dict[str, Any] = json.loads(letter.body)
    target = ways.targets.get(letter.target)
    if target is None:
        hint = "put it back into `send` of the watch"
        raise DeliveryError("the settings no longer send there", hint=hint, is_passing=True)
    if target.kind == "print":
        ways.out(f"{body['text']}\n")
    elif target.kind == "mail":
        _mail(ways, target, letter, body)
    elif target.kind == "feed":
        _write_feed(Path(target.address or "watch.xml"), letter.watch, store.outbox.latest(letter.target, ENTRIES))
    else:
        _post(ways, target, letter)


def _mail(ways: Ways, target: Target, letter: Letter, body: dict[str, Any]) -> None:
    if ways.mail is None:
        hint = "name the mail server under [mail] in communique.toml"
        raise DeliveryError("no mail server is set", hint=hint, is_passing=True)
    to = [target.address] if target.address else list(ways.mail.to)
    if not to:
        raise DeliveryError("nobody is named to mail to", hint="set `to` in [mail]", is_passing=True)
    send_mail(ways.mail, to, Message(letter.key, body["title"], body["text"], body["html"], letter.made))


def _post(ways: Ways, target: Target, letter: Letter) -> None:
    address = os.environ.get(target.variable, "") if target.variable else target.address or ""
    if not address:
        hint = f"set the environment variable {target.variable}"
        raise DeliveryError("the webhook has no address", hint=hint, is_passing=True)
    sent = letter.body.encode("utf-8", "replace")
    headers = {"Idempotency-Key": letter.key} | signature(sent, os.environ.get(ways.secret_env))
    try:
        ways.client.post(address, sent, "application/json", headers)
    except FetchError as error:
        raise DeliveryError(error.message, hint=error.hint, is_passing=error.is_passing) from error


def signature(body: bytes, secret: str | None) -> dict[str, str]:
    """The header that proves who sent a body: its HMAC-SHA-256 under the secret; none without a secret.

    >>> signature(b"{}", "a")["X-Communique-Signature"][:14]
    'sha256=d5e52c3'
    """
    if not secret:
        return {}
    return {"X-Communique-Signature": "sha256=" + hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()}


def _write_feed(path: Path, watch: str, letters: list[Letter]) -> None:
    try:
        with new_file(path) as part:
            part.write_text(to_atom(watch, letters), encoding="utf-8")
    except OSError as error:
        reason = f"{path} cannot be written: {error.strerror or error}"
        raise DeliveryError(reason, hint="look at the rights of its folder", is_passing=True) from error
