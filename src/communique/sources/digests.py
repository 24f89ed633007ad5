"""What was met before, in a few bytes for each: for files of millions of addresses."""

from __future__ import annotations

import hashlib
from array import array

_FREE = 0


class Digests:
    """For each key the digest of the value that came first with it: 16 to 48 bytes a key, whatever its length.

    >>> seen = Digests()
    >>> seen.is_first("https://example.org/a"), seen.is_first("https://example.org/a")
    (True, False)
    """

    def __init__(self) -> None:
        self._keys = array("Q", bytes(8 * 1024))
        self._values = array("Q", bytes(8 * 1024))
        self._count = 0

    def is_first(self, key: str) -> bool:
        """True when this key was not met before."""
        count = self._count
        self._place(_digest(key.encode("utf-8", "surrogatepass")), 0)
        return self._count > count

    def is_other(self, key: str, value: bytes) -> bool:
        """True when this key came first with another value."""
        digest = _digest(value)
        return self._place(_digest(key.encode("utf-8", "surrogatepass")), digest) != digest

    def _place(self, key: int, value: int) -> int:
        """The value kept for the key; kept from now on where there was none."""
        keys, mask = self._keys, len(self._keys) - 1
        at = key & mask
        while keys[at] != _FREE:
            if keys[at] == key:
                return self._values[at]
            at = (at + 1) & mask
        keys[at], self._values[at] = key, value
        self._count += 1
        if self._count * 3 > len(keys) * 2:
            self._grow()
        return value

    def _grow(self) -> None:
        pairs = zip(self._keys, self._values, strict=True)
        size = 8 * 2 * len(self._keys)
        self._keys, self._values, self._count = array("Q", bytes(size)), array("Q", bytes(size)), 0
        for key, value in pairs:
            if key != _FREE:
                self._place(key, value)


def _digest(value: bytes) -> int:
    return int.from_bytes(hashlib.blake2b(value, digest_size=8).digest(), "little") or 1
