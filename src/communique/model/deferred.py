"""Objects that are there before all of their fields are: the rest is fetched when one of them is first asked for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Protocol

UNTOLD = object()
"""What `told` gives of an object that has all its fields."""


class Origin(Protocol):
    """Where some fields of objects come from."""

    fields: frozenset[str]

    def fetch(self, place: Any) -> Mapping[str, Any]:
        """The values of all these fields of the object that is known there by `place`."""


class Deferred:
    """A frozen dataclass with slots of which some may be empty until they are needed; nobody can tell from outside."""

    __slots__ = ("_pending",)

    if not TYPE_CHECKING:

        def __getattr__(self, name: str) -> Any:
            # Only asked where a slot is empty, or there is no such name.
            try:
                origin, place, _ = object.__getattribute__(self, "_pending")
            except AttributeError:
                origin = None
            if origin is None or name not in origin.fields:
                raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}")
            for field, value in origin.fetch(place).items():
                object.__setattr__(self, field, value)
            return object.__getattribute__(self, name)


def defer(item: Deferred, origin: Origin, place: Any, told: Any = UNTOLD) -> None:
    """Empty the fields of an object that `origin` has, to be fetched from there; `told` is what is known of them.

    >>> from communique.model.article import Article
    >>> class Files:
    ...     fields = frozenset({"text"})
    ...     def fetch(self, place):
    ...         return {"text": f"the words of {place}"}
    >>> article = Article("a", "")
    >>> defer(article, Files(), "a.txt")
    >>> article.text, article == Article("a", "the words of a.txt")
    ('the words of a.txt', True)
    """
    for field in origin.fields:
        object.__delattr__(item, field)
    object.__setattr__(item, "_pending", (origin, place, told))


def told(item: Deferred) -> Any:
    """What is known of an object's deferred fields without fetching them, UNTOLD where nothing is."""
    try:
        return object.__getattribute__(item, "_pending")[2]
    except AttributeError:
        return UNTOLD
