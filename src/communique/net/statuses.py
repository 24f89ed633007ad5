"""What the answers of servers mean for somebody who wanted to read the page."""

from __future__ import annotations

from communique.data import load_toml
from communique.errors import FailureKind, FetchError


def status_error(url: str, status: int, retry_after: float | None = None) -> FetchError:
    """The failure of an answer that is none; the words stand in `data/net.toml`.

    >>> status_error("https://a.example/", 404).message
    'there is no such page (404)'
    """
    entries = load_toml("net")["statuses"]
    entry = entries.get(str(status)) or entries.get(f"{status // 100}xx") or entries["other"]
    return FetchError(
        f"{entry['reason']} ({status})",
        kind=FailureKind.HTTP_STATUS,
        hint=entry["hint"],
        url=url,
        status=status,
        retry_after=retry_after,
    )
