"""What was met before, in a few bytes for each: for files of millions of addresses."""

from __future__ import annotations

import hashlib
from array import array

_FREE = 0
_FULL = 0.8


class Digests:
    """For each key the digest of the value that came first with it: 10 to 30 bytes a key, whatever its length.

    >>> seen = Digests()
    >>> seen.is_first("https://example.org/a"), seen.is_first("https://example.org/a")
    (True, False)
    """

    def __init__(self) -> None:
        self._keys = array("Q", bytes(8 * 1024))
        self._values = array("I")  # as long as the keys, once there is a value to keep
        self._count = 0

    def is_first(self, key: str) -> bool:
        """True when this key was not met before."""
        count = self._count
        self._place(_digest(key.encode("utf-8", "surrogatepass")), 0)
        return self._count > count

    def is_other(self, key: str, value: bytes) -> bool:
        """True when this key came first with another value."""
        self._values = self._values or array("I", bytes(4 * len(self._keys)))
        digest = _digest(value) & 0xFFFFFFFF
        return self._place(_digest(key.encode("utf-8", "surrogatepass")), digest) != digest

    def _place(self, key: int, value: int) -> int:
        """The value kept for the key; kept from now on where there was none."""
        keys, mask = self._keys, len(self._keys) - 1
        at = key & mask
        while keys[at] != _FREE:
            if keys[at] == key:
                return self._values[at] if self._values else 0
            at = (at + 1) & mask
        keys[at] = key
        if self._values:
            self._values[at] = value
        self._count += 1
        if self._count > _FULL * len(keys):
            self._grow()
        return value

    def _grow(self) -> None:
        keys, values = self._keys, self._values
        self._keys, self._count = array("Q", bytes(2 * 8 * len(keys))), 0
        self._values = array("I", bytes(2 * 4 * len(keys))) if values else values
        for at, key in enumerate(keys):
            if key != _FREE:
                self._place(key, values[at] if values else 0)


def _digest(value: bytes) -> int:
    return int.from_bytes(hashlib.blake2b(value, digest_size=8).digest(), "little") or 1
