"""The pages of the desk, one module for each kind of thing."""

from __future__ import annotations

from fastapi import APIRouter

from communique.web.routes.articles import router as articles
from communique.web.routes.contacts import router as contacts
from communique.web.routes.overview import router as overview

ROUTERS: tuple[APIRouter, ...] = (overview, contacts, articles)
