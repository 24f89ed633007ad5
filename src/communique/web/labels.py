"""Names beside marks on a picture: where there is room for them, so that none lies on another."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from communique.model.record import Person

LETTER, TALL = 5.9, 13.0
"""How wide a letter of a name is, about, and how tall a line."""
Box = tuple[float, float, float, float]
"""Left, top, right, bottom."""


class Room:
    """Room that is taken on the picture, by marks and by names."""

    def __init__(self, boxes: Sequence[Box], size: tuple[float, float]) -> None:
        self._size = size
        self._taken = np.array(boxes, dtype=float).reshape(-1, 4)

    def is_free(self, box: Box) -> bool:
        """True where nothing lies on a box, and it lies on the picture."""
        left, top, right, bottom = box
        if left < 2 or right > self._size[0] - 2 or top < 2 or bottom > self._size[1] - 2:
            return False
        t = self._taken
        return not bool(np.any((t[:, 0] < right) & (t[:, 2] > left) & (t[:, 1] < bottom) & (t[:, 3] > top)))

    def take(self, box: Box) -> None:
        """From now on nothing else may lie there."""
        self._taken = np.vstack((self._taken, box))


def spots(x: float, y: float, r: float, size: tuple[float, float]) -> list[tuple[float, float, str]]:
    """Where a name may stand beside a mark of radius `r` on a picture of this size: outwards first."""
    right, left = (r + 4, 4.0, "start"), (-r - 4, 4.0, "end")
    above, below = (0.0, -r - 5, "middle"), (0.0, r + 12, "middle")
    sides = [right, left] if x >= size[0] / 2 else [left, right]
    return [*sides, above, below] if y < size[1] / 2 else [*sides, below, above]


def box(x: float, y: float, words: str, anchor: str, letter: float = LETTER) -> Box:
    """The room that words take, whose baseline begins, ends or has its middle at a place."""
    wide = len(words) * letter
    left = x if anchor == "start" else x - wide if anchor == "end" else x - wide / 2
    return left - 1, y - TALL + 3, left + wide + 1, y + 3


def short_name(person: Person) -> str:
    """The last name; more of it where that is only a letter or two."""
    words = person.name.split()
    return words[-1] if words and len(words[-1]) > 2 else " ".join(words[-2:])
