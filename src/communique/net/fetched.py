"""What an address gave: the bytes, where they came from in the end, and what the server said of them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import IO

LONGEST_RETRY_S = 86_400.0
"""A day: a server that asks to wait for longer is asked again after that."""
_MEDIA = re.compile(r"\s*([a-z0-9!#$&^_.+-]{1,80}/[a-z0-9!#$&^_.+-]{1,80})", re.IGNORECASE)
_CHARSET = re.compile(r""";\s*charset\s*=\s*["']?([a-z0-9_:.+-]{1,40})""", re.IGNORECASE)
_MAX_AGE = re.compile(r"(?:^|[\s,])max-age\s*=\s*\"?([0-9]{1,12})", re.IGNORECASE)
_TAG = re.compile(r"[\x20-\x7e]{1,1000}")


@dataclass(frozen=True, slots=True)
class Fetched:
    """One answer. `url` is the final address, `asked` the one that was asked for; `fetched_at` is ISO, in UTC.

    `moved` is the final address where every redirect to it was for good. `max_age` (Cache-Control) and `retry_after`
    are seconds. `stream` is the body, decompressed, of `size` bytes, at its beginning; it lies in memory where it is
    small, else in a file that goes with it. `media_type` and `charset` are what the server states, true or not.
    `last_modified` is None where a redirect led elsewhere for the time being: it is that of another page. After a
    conditional request `not_modified` may be True; the body is then empty.
    """

    url: str
    asked: str
    status: int
    stream: IO[bytes]
    size: int
    fetched_at: str
    media_type: str | None = None
    charset: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    retry_after: float | None = None
    max_age: float | None = None
    moved: str | None = None

    @property
    def not_modified(self) -> bool:
        """True where what was fetched before still holds."""
        return self.status == 304

    @property
    def content(self) -> bytes:
        """The whole body as bytes."""
        self.stream.seek(0)
        return self.stream.read()


def stated_media(headers: Mapping[str, str]) -> tuple[str | None, str | None]:
    """The media type and the charset that the headers state.

    >>> stated_media({"content-type": 'text/HTML; Charset="UTF-8"'})
    ('text/html', 'utf-8')
    """
    stated = headers.get("content-type", "")[:500]
    media, charset = _MEDIA.match(stated), _CHARSET.search(stated)
    return media[1].lower() if media else None, charset[1].lower() if charset else None


def retry_after(headers: Mapping[str, str], now: datetime) -> float | None:
    """How many seconds the headers ask to wait, at most a day; None where they ask for none that can be understood.

    >>> retry_after({"retry-after": "120"}, datetime.now(UTC))
    120.0
    """
    stated = headers.get("retry-after", "").strip()[:80]
    if stated.isascii() and stated.isdigit():
        return min(float(stated), LONGEST_RETRY_S)
    try:
        moment = parsedate_to_datetime(stated)
        aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        return min(max((aware - now).total_seconds(), 0.0), LONGEST_RETRY_S)
    except (ValueError, TypeError, OverflowError, IndexError):
        return None


def max_age(headers: Mapping[str, str]) -> float | None:
    """For how many seconds the answer holds by its Cache-Control, at most a day; None where that is not said.

    >>> max_age({"cache-control": "public, max-age=600"})
    600.0
    """
    stated = _MAX_AGE.search(headers.get("cache-control", "")[:500])
    return min(float(stated[1]), LONGEST_RETRY_S) if stated else None


def validator(text: str | None) -> str | None:
    """An ETag or a Last-Modified as it may be kept and sent back, None where it is none.

    >>> validator('W/"a1"'), validator('"a' + chr(10) + '1"')
    ('W/"a1"', None)
    """
    return text if text and _TAG.fullmatch(text) else None
