"""Checks of watches: those that can never speak, and digests that can never arrive."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from communique.doctor.configuration import ABOUT, party_codes
from communique.doctor.note import Note, fault, ok, warning
from communique.settings import Settings, Target, Watch

_HERE = ("localhost", "127.0.0.1", "::1")


def check_watches(settings: Settings) -> Iterator[Note]:
    """Every watch can find something, and what it finds can be sent."""
    used = [watch for watch in settings.watches if watch.enabled]
    interest, _ = party_codes(settings, settings.parties, "`parties`")
    for watch in used:
        where = f"[[watches]] {watch.name}"
        codes, faults = party_codes(settings, watch.parties, where)
        yield from faults
        yield from _never(settings, watch, where)
        unread = [code for code in codes if interest and code not in interest]
        if unread and settings.scope.skip:
            said = f"{where}: articles on {', '.join(unread)} alone are left unread"
            yield warning(ABOUT, said, "add them to `parties`, or take them out of the watch")
        for target in watch.send:
            yield from _check_target(settings, target, where)
    if settings.mail is not None:
        yield from _check_mail(settings)
    if used:
        yield ok(ABOUT, f"{len(used)} {'watch' if len(used) == 1 else 'watches'}: {', '.join(w.name for w in used)}")
        if not any(source.enabled for source in settings.sources):
            yield warning(
                ABOUT, "there are watches, but no sources that `communique watch` could read", "add [[sources]]"
            )


def _never(settings: Settings, watch: Watch, where: str) -> Iterator[Note]:
    """What a watch asks for at once and nothing can be."""
    kinds = set(watch.kinds)
    if watch.issues and kinds and not kinds & {"stances", "disputes"}:
        hint = "add stances to `kinds`, or leave `issues` out"
        yield fault(ABOUT, f"{where} can never speak: only stances have `issues`", hint)
    if watch.places and kinds and not kinds & {"contacts", "disputes"}:
        hint = "add contacts to `kinds`, or leave `places` out"
        yield fault(ABOUT, f"{where} can never speak: only contacts have `places`", hint)
    if watch.issues and watch.places:
        hint = "make two watches of it"
        yield fault(ABOUT, f"{where} can never speak: stances have `issues`, contacts `places`, and nothing both", hint)
    if watch.min_confidence == 1:
        yield warning(
            ABOUT, f"{where} hardly ever speaks: nothing is certain to 1", "write min_confidence = 0.9 or less"
        )


def _check_target(settings: Settings, target: Target, where: str) -> Iterator[Note]:
    """A digest can be sent there."""
    if target.kind == "mail" and settings.mail is None:
        yield fault(ABOUT, f"{where} sends mail, and there is no [mail]", "add [mail] with `host` and `from`")
    elif target.kind == "mail" and target.address is None and settings.mail and not settings.mail.to:
        yield fault(ABOUT, f"{where} sends mail to nobody", 'write to = ["..."] in [mail], or send = ["mail:ADDRESS"]')
    elif target.kind == "webhook" and target.variable and not os.environ.get(target.variable):
        hint = f"set {target.variable} to the address of the webhook"
        yield fault(ABOUT, f"{where} posts to ${target.variable}, which is not set", hint)
    elif target.kind == "webhook" and not os.environ.get(settings.webhook_secret_env):
        hint = f"set {settings.webhook_secret_env} if the receiver is to know that it is you"
        yield warning(ABOUT, f"{where} posts without a signature", hint)
    elif target.kind == "feed" and not os.access(Path(target.address or "").parent, os.W_OK):
        hint = "make the folder, or name another file"
        yield fault(ABOUT, f"{where}: {target.address} cannot be written", hint)


def _check_mail(settings: Settings) -> Iterator[Note]:
    mail = settings.mail
    if mail is None:
        return
    if mail.user and not os.environ.get(mail.password_env):
        hint = f"set the variable {mail.password_env}"
        yield fault(ABOUT, f"[mail] logs in as {mail.user}, and there is no password", hint)
    if mail.tls == "none" and mail.host not in _HERE:
        yield fault(ABOUT, f"[mail] would go to {mail.host} without encryption", "set `tls` to starttls or tls")
    if (mail.port, mail.tls) in ((465, "starttls"), (587, "tls")):
        usual = "tls" if mail.port == 465 else "starttls"
        yield warning(
            ABOUT, f"[mail] uses {mail.tls} on port {mail.port}, where servers expect {usual}", "look at `tls`"
        )
