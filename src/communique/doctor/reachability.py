"""Checks that ask the network: whether sources answer, the mail server, and the server of a large model."""

from __future__ import annotations

from collections.abc import Iterator

from communique.doctor.large_model import reach_reader
from communique.doctor.note import Note, fault, ok, warning
from communique.errors import DeliveryError, FetchError
from communique.net.client import Client
from communique.net.mail import reach_mail
from communique.net.manners import manners_of
from communique.settings import Settings

ABOUT = "online"


def check_reachability(settings: Settings) -> Iterator[Note]:
    """Every source on the web is asked once, the mail server whether it is there, a large model which one it is.

    Nothing is sent.
    """
    urls = [source for source in settings.sources if source.enabled and source.url is not None]
    if settings.net.offline:
        yield warning(ABOUT, "`offline` is on: nothing was asked", "take it out of [net]")
        return
    with Client(manners_of(settings)) as client:
        for source in urls:
            try:
                got = client.fetch(source.place)
            except FetchError as error:
                yield fault(ABOUT, f"{source.title}: {error.message}", error.hint)
            else:
                moved = f", by way of {got.url}" if got.url != source.place else ""
                yield ok(
                    ABOUT, f"{source.title} answers with {got.media_type or 'something'} ({got.size:,} bytes){moved}"
                )
    if settings.mail is not None:
        try:
            reach_mail(settings.mail)
            yield ok(ABOUT, f"the mail server {settings.mail.host} lets us in")
        except DeliveryError as error:
            yield fault(ABOUT, error.message, error.hint)
    asked = list(reach_reader(settings))
    yield from asked
    if not urls and settings.mail is None and not asked:
        yield ok(ABOUT, "there is nothing to ask")
