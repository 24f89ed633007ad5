"""Long lists in pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, TypeVar

from fastapi import Depends, Query

T = TypeVar("T")
PER_PAGE, MOST = 50, 1000


@dataclass(frozen=True, slots=True)
class Paging:
    """The page asked for, from 1, and how many rows it has."""

    page: int = 1
    per: int = PER_PAGE

    def part(self, rows: Sequence[T]) -> Sequence[T]:
        """The rows of this page."""
        return rows[(self.page - 1) * self.per : self.page * self.per]

    def among(self, total: int) -> Pages:
        """This page among all of them."""
        return Pages(self.page, max(1, -(-total // self.per)), self.per, total)


@dataclass(frozen=True, slots=True)
class Pages:
    """Which page of how many; `total` counts the rows of all."""

    page: int
    last: int
    per: int
    total: int

    @property
    def first_row(self) -> int:
        return min(self.total, (self.page - 1) * self.per + 1)

    @property
    def last_row(self) -> int:
        return min(self.total, self.page * self.per)


def paging_of(
    page: Annotated[int, Query(ge=1, le=1_000_000)] = 1, per: Annotated[int, Query(ge=1, le=MOST)] = PER_PAGE
) -> Paging:
    """The page asked for in the address."""
    return Paging(page, per)


PagingNow = Annotated[Paging, Depends(paging_of)]
