"""Long sequences in blocks: packed, and unpacked when one of their items is asked for."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from operator import index
from typing import Any, TypeVar, overload

import msgspec

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

T = TypeVar("T")
SIZE = 256
"""Items in a block: few enough to be unpacked in a millisecond, and enough to be packed well."""
LARGEST = 2**28
"""Bytes of a block when unpacked, so that a small one cannot become a huge one."""
_HOW: dict[int, int] = {zstd.CompressionParameter.compression_level: 1, zstd.CompressionParameter.checksum_flag: 1}
_encode = msgspec.msgpack.Encoder().encode

Blocks = dict[str, list[bytes]]
"""The packed blocks of each sequence, in their order."""


class UnfitError(Exception):
    """What was kept is not what this program keeps."""


def pack(value: Any) -> bytes:
    """A value as a block."""
    return zstd.compress(_encode(value), options=_HOW)


def unpack(body: bytes, decoder: msgspec.msgpack.Decoder[T]) -> T:
    """The value of a block. Raises UnfitError."""
    opened = zstd.ZstdDecompressor()
    try:
        plain = opened.decompress(body, LARGEST)
        if not opened.eof:
            raise UnfitError("a block is cut short, or too large")
        return decoder.decode(plain)
    except (zstd.ZstdError, msgspec.MsgspecError, ValueError, RecursionError) as error:
        raise UnfitError(str(error)) from error


def pack_all(items: Sequence[Any], encoded: Callable[[Sequence[Any]], Any] = list) -> list[bytes]:
    """A sequence as blocks; `encoded` says how the items of one are written."""
    return [pack(encoded(items[start : start + SIZE])) for start in range(0, len(items), SIZE)]


class BlockSequence(Sequence[T]):
    """A sequence of which `load` makes a block when it is first asked for, by its number; equal to any with its items.

    >>> some = BlockSequence(300, lambda number: tuple(range(number * 256, min(number * 256 + 256, 300))))
    >>> some[299], some[-1], some[:2], some == tuple(range(300))
    (299, 299, (0, 1), True)
    """

    def __init__(self, length: int, load: Callable[[int], Sequence[T]]) -> None:
        self._length, self._load = length, load
        self._blocks: dict[int, Sequence[T]] = {}

    def __len__(self) -> int:
        return self._length

    @overload
    def __getitem__(self, place: int) -> T: ...

    @overload
    def __getitem__(self, place: slice) -> Sequence[T]: ...

    def __getitem__(self, place: int | slice) -> T | Sequence[T]:
        if place.__class__ is int and 0 <= place < self._length:
            # Asked hundreds of thousands of times.
            known = self._blocks.get(place // SIZE)
            return (self.block(place // SIZE) if known is None else known)[place % SIZE]
        if isinstance(place, slice):
            return tuple(self[i] for i in range(*place.indices(self._length)))
        number = index(place)
        if not -self._length <= number < self._length:
            raise IndexError(place)
        block, within = divmod(number % self._length, SIZE)
        return self.block(block)[within]

    def __iter__(self) -> Iterator[T]:
        for number in range(-(-self._length // SIZE)):
            yield from self.block(number)

    def __eq__(self, other: object) -> bool:
        if other is self:
            return True
        if not isinstance(other, Sequence) or isinstance(other, str | bytes):
            return NotImplemented
        return len(self) == len(other) and all(a == b for a, b in zip(self, other, strict=True))

    __hash__ = None  # type: ignore[assignment]

    def block(self, number: int) -> Sequence[T]:
        """One block by its number."""
        found = self._blocks.get(number)
        if found is None:
            found = self._load(number)
            # Who asks at the same moment gets the same objects.
            found = self._blocks.setdefault(number, found)
        return found


class BlockMapping(Mapping[str, T]):
    """The items of a sequence by their keys, in its order."""

    def __init__(self, keys: Sequence[str], items: Sequence[T]) -> None:
        self._places = {key: place for place, key in enumerate(keys)}
        self._items = items

    def __len__(self) -> int:
        return len(self._places)

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __contains__(self, key: object) -> bool:
        return key in self._places

    def __getitem__(self, key: str) -> T:
        return self._items[self._places[key]]

    def get(self, key: str, default: Any = None) -> Any:
        place = self._places.get(key)
        return default if place is None else self._items[place]
