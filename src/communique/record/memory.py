"""What was worked out for a record, kept so that the next one, after a small change, costs little more than the change.

The record is a pure function of findings and decisions. Many of the steps of that function look at a few parts each:
two texts, two reports, one contact. What such a step gave is used again where its parts are the very same objects.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Hashable, Mapping
from functools import partial
from types import MappingProxyType
from typing import Any, TypeVar

from communique.model.article import Article
from communique.record.copies.fingerprints import Fingerprint, fingerprint

T = TypeVar("T")

NO_FINGERPRINTS: Mapping[str, Fingerprint] = MappingProxyType({})


class Memory:
    """Outcomes of pure steps by a key, each with the parts that it was made of.

    It holds what the last building of the record asked for, and nothing older.

    >>> memory, parts = Memory(), (object(),)
    >>> memory.recall("size", parts, lambda: [1]) is memory.recall("size", parts, lambda: [1])
    True
    """

    def __init__(self, fingerprints: Mapping[str, Fingerprint] = NO_FINGERPRINTS) -> None:
        self.fingerprints = fingerprints
        """Those of articles that are kept with them, by the id of the article."""
        self._grown: dict[str, Any] = {}
        self._last: dict[Hashable, tuple[tuple[object, ...], Any]] = {}
        self._now: dict[Hashable, tuple[tuple[object, ...], Any]] = {}

    def fingerprint(self, article: Article) -> Fingerprint:
        """The fingerprint of an article, made where it is not known."""
        known = self.fingerprints.get(article.id)
        return known or self.recall(("fingerprint", article.id), (article,), partial(fingerprint, article))

    def recall(self, key: Hashable, parts: tuple[object, ...], made: Callable[[], T]) -> T:
        """What a step made of these parts; made now unless it was made of the very same ones before.

        Everything that the outcome hangs on must be in the key, by its value, or among the parts, as an object that
        never changes.
        """
        found = self._now.get(key) or self._last.get(key)
        if found is None or not _same(found[0], parts):
            found = parts, made()
        self._now[key] = found
        outcome: T = found[1]
        return outcome

    def grown(self, name: str, made: Callable[[], T]) -> T:
        """What grows with the record, as the last building left it; made empty for the first one."""
        if name not in self._grown:
            self._grown[name] = made()
        found: T = self._grown[name]
        return found

    def turn(self) -> None:
        """Forget what the building that ends here did not ask for."""
        self._last, self._now = self._now, {}


def _same(one: tuple[object, ...], other: tuple[object, ...]) -> bool:
    return len(one) == len(other) and all(map(operator.is_, one, other))


class Once(Memory):
    """For building a record once: each step is done anew, and nothing is held."""

    def recall(self, key: Hashable, parts: tuple[object, ...], made: Callable[[], T]) -> T:
        return made()

    def grown(self, name: str, made: Callable[[], T]) -> T:
        return made()


NO_MEMORY: Memory = Once()
