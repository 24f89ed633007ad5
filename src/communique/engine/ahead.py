"""Reading ahead: items in their order with the findings of their articles, while later ones are read already."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

from communique.engine.engine import Engine, Part
from communique.model.article import Article
from communique.model.findings import Findings

T = TypeVar("T")
MOST = 1000
"""Items held at once, so that memory stays flat however long the first of them takes."""
PATIENCE_S = 10.0
"""Seconds that an article waits for others to be read with; where they come slowly, it is read here and now."""


@dataclass(slots=True, eq=False)
class _Slot(Generic[T]):
    """An item and the place of its article in a partition; none where nothing is to be read."""

    item: T
    article: Article | None
    taken: float
    part: Part | None = None
    place: int = 0
    first: _Slot[T] | None = None
    """The slot before it that holds the same words, whose findings it shares."""

    @property
    def is_ready(self) -> bool:
        shown = self.first or self
        return shown.article is None or (shown.part is not None and shown.part.is_ready)


class ReadAhead(Generic[T]):
    """Iterates over items with the findings of their articles, in order; None for an item without an article.

    The same words by the same title and day are read once among the items that are held at a time; the findings then
    are those of the first article.
    """

    def __init__(self, items: Iterable[tuple[T, Article | None]], engine: Engine) -> None:
        self._items, self._engine = iter(items), engine
        self._slots: deque[_Slot[T]] = deque()
        self._filling: list[_Slot[T]] = []
        self._said: dict[tuple[str | None, ...], _Slot[T]] = {}
        self._last: tuple[T, Findings | None] | None = None
        self._given = 0
        self._ended = False

    def __iter__(self) -> Iterator[tuple[T, Findings | None]]:
        return self

    def __next__(self) -> tuple[T, Findings | None]:
        while not self._ended and not self._is_due():
            try:
                self._take(*next(self._items))
            except StopIteration:
                self._ended = True
        if not self._slots:
            raise StopIteration
        return self._pop()

    def ready(self) -> Iterator[tuple[T, Findings | None]]:
        """What can be had without waiting and without taking in more."""
        while self._slots and self._slots[0].is_ready:
            yield self._pop()

    def broken_off(self) -> Iterator[tuple[T, Findings | None]]:
        """What is to be kept of a run that is broken off: what was given out last, perhaps in vain; what is ready."""
        if self._last is not None:
            yield self._last
        yield from self.ready()

    def _is_due(self) -> bool:
        if not self._slots:
            return False
        if self._slots[0].is_ready or self._given > self._engine.ahead or len(self._slots) >= MOST:
            return True
        shown = self._slots[0].first or self._slots[0]
        waits = shown.part is None or not shown.part.is_handed_on
        return waits and time.monotonic() - shown.taken > PATIENCE_S

    def _take(self, item: T, article: Article | None) -> None:
        slot = _Slot(item, article, time.monotonic())
        self._slots.append(slot)
        if article is None:
            return
        slot.first = self._said.setdefault(said(article), slot)
        if slot.first is not slot:
            return
        self._filling.append(slot)
        if len(self._filling) >= self._engine.partition:
            self._submit()

    def _submit(self) -> None:
        part = self._engine.submit([slot.article for slot in self._filling if slot.article is not None])
        for place, slot in enumerate(self._filling):
            slot.part, slot.place = part, place
        self._given += len(self._filling)
        self._filling = []

    def _pop(self) -> tuple[T, Findings | None]:
        slot = self._slots[0]
        shown = slot.first or slot
        if shown.article is not None and shown.part is None:
            self._submit()
        found = shown.part.findings()[shown.place] if shown.part is not None else None
        self._last = slot.item, found
        self._slots.popleft()
        if slot is slot.first and slot.article is not None:
            del self._said[said(slot.article)]
            self._given -= 1
        return self._last


def said(article: Article) -> tuple[str | None, ...]:
    """What the findings of an article depend on, apart from the reader."""
    return article.text, article.title, article.published_day
