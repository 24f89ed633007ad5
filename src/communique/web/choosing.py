"""Which contacts the address of a page asks for: the facets, and the days."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Request

from communique.record.typed import read_day
from communique.web.contact_index import FACETS, Wanted


def wanted_of(request: Request, first: str | None = None, last: str | None = None) -> Wanted:
    """The facets and days in an address. Raises UsageError for what is no day."""
    asked = {facet: tuple(filter(None, request.query_params.getlist(facet))) for facet in FACETS}
    return Wanted(
        {facet: values for facet, values in asked.items() if values},
        read_day(first, "first") if first else None,
        read_day(last, "last", end=True) if last else None,
    )


WantedNow = Annotated[Wanted, Depends(wanted_of)]
