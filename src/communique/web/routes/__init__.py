"""The pages of the desk, one module for each kind of thing."""

from __future__ import annotations

from fastapi import APIRouter

from communique.web.routes.articles import router as articles
from communique.web.routes.brief import router as brief
from communique.web.routes.conflicts import router as conflicts
from communique.web.routes.contacts import router as contacts
from communique.web.routes.items import router as items
from communique.web.routes.lists import router as lists
from communique.web.routes.outlook import router as outlook
from communique.web.routes.overview import router as overview
from communique.web.routes.parties import router as parties
from communique.web.routes.people import router as people
from communique.web.routes.positions import router as positions
from communique.web.routes.review import router as review
from communique.web.routes.search import router as search
from communique.web.routes.timeline import router as timeline

ROUTERS: tuple[APIRouter, ...] = (
    overview,
    timeline,
    contacts,
    positions,
    lists,
    conflicts,
    people,
    parties,
    outlook,
    items,
    articles,
    search,
    brief,
    review,
)
