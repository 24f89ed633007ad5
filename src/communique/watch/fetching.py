"""Several addresses fetched together: hosts side by side, of each host one address after the other."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from communique.errors import FetchError
from communique.net.client import Client
from communique.net.fetched import Fetched

TOGETHER = 8
"""So many hosts are asked at the same time."""


@dataclass(frozen=True, slots=True)
class Asking:
    """What is asked for, with the validators of the last answer."""

    url: str
    etag: str | None = None
    modified: str | None = None
    accept: str | None = None

    @property
    def host(self) -> str:
        """The host that is asked first, by the words of the address; "" where these name none."""
        try:
            return urlsplit(self.url).netloc.lower()
        except ValueError:
            return ""


Got = Fetched | Exception


def fetch_all(client: Client, askings: Sequence[Asking]) -> list[Got]:
    """What each address gave, or why it gave nothing, in their order.

    A host that does not answer, or asks to be left alone, is not asked for the rest: these fail as the first did. A
    process that ends does not wait for what is still on its way.
    """
    found: dict[int, Got] = {}
    hosts: dict[str, list[int]] = {}
    for number, asking in enumerate(askings):
        hosts.setdefault(asking.host, []).append(number)
    waiting = list(hosts.values())
    lock = threading.Lock()

    def work() -> None:
        while True:
            with lock:
                numbers = waiting.pop(0) if waiting else []
            if not numbers:
                return
            _ask_host(client, askings, numbers, found)

    if len(hosts) < 2:
        work()
    else:
        threads = [threading.Thread(target=work, daemon=True) for _ in range(min(len(hosts), TOGETHER))]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    return [found[number] for number in range(len(askings))]


def is_of_host(error: FetchError) -> bool:
    """True where it is the host that cannot be asked, and not the one page."""
    return error.is_passing and (error.status in (None, 429) or bool(error.retry_after))


def _ask_host(client: Client, askings: Sequence[Asking], numbers: Sequence[int], found: dict[int, Got]) -> None:
    held: FetchError | None = None
    for number in numbers:
        if held is not None:
            found[number] = held
            continue
        asking = askings[number]
        try:
            found[number] = client.fetch(asking.url, etag=asking.etag, modified=asking.modified, accept=asking.accept)
        except FetchError as error:
            found[number] = error
            held = error if is_of_host(error) else None
        except Exception as error:  # a defect is that of this one address
            found[number] = error
