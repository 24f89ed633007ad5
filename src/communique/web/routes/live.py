"""Word to an open page that the record has changed since it was made."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import HTMLResponse

from communique.web.deciding import own_path
from communique.web.desk import DeskNow
from communique.web.rendering import render

router = APIRouter(include_in_schema=False)


@router.get("/live", response_class=Response)
def live(
    request: Request,
    desk: DeskNow,
    revision: Annotated[int, Query(ge=-1, le=2**62)] = -1,
    articles: Annotated[int, Query(ge=0, le=2**62)] = 0,
    back: Annotated[str, Query(max_length=2000)] = "/",
) -> Response:
    """Nothing (204) while a page of that revision is still as it would be made now, else a line that says so."""
    shown = desk.keeper.shown()
    if shown.revision <= revision:
        return Response(status_code=204)
    came = max(0, len(shown.record.articles) - articles)
    return HTMLResponse(render(request, "live.html", {"came": came, "back": own_path(back, "/")}))
