"""How much may be unpacked from one input, so that no archive grows without end, however archives lie in archives."""

from __future__ import annotations

from dataclasses import dataclass

from communique.errors import ArticleError, FailureKind


@dataclass(slots=True)
class Budget:
    """What may still be unpacked from one input: `most` bytes, and `ratio` times the packed bytes that were read.

    >>> budget = Budget(most=10, ratio=2)
    >>> budget.put(5)
    >>> budget.take(20)
    >>> budget.is_spent
    False
    """

    most: int
    ratio: int
    packed: int = 0
    unpacked: int = 0

    @property
    def is_spent(self) -> bool:
        """True when more was unpacked than is allowed: nothing more is to be asked of the input."""
        return self.unpacked > self.most + self.ratio * self.packed

    def put(self, count: int) -> None:
        """Count packed bytes of the outermost container."""
        self.packed += count

    def take(self, count: int) -> None:
        """Count unpacked bytes, at whatever depth. Raises ArticleError when they are more than is allowed."""
        self.unpacked += count
        if self.is_spent:
            reason = f"it unpacks to more than {self.unpacked / 1e6:,.0f} MB, far more than text does"
            raise ArticleError(reason, kind=FailureKind.TOO_LARGE, hint="unpack it yourself if you trust it")
