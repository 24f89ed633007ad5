"""Two words that are one but for a slip of the pen."""

from __future__ import annotations

LONG = 6
"""In shorter words one letter is as often a difference as a slip."""


def one_letter_apart(one: str, other: str) -> bool:
    """True where one letter inside a long word is wrong, missing or too much.

    >>> one_letter_apart("geneva", "ganeva"), one_letter_apart("petrov", "petrova"), one_letter_apart("bern", "born")
    (True, False, False)
    """
    short, long = sorted((one, other), key=len)
    if len(short) < LONG - 1 or len(long) < LONG or len(long) - len(short) > 1 or short == long:
        return False
    same = next((place for place, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    rest, longer = short[same:], long[same + 1 :]
    inside = 0 < same < len(short) and bool(longer)
    return inside and longer == (rest if len(short) < len(long) else rest[1:])
