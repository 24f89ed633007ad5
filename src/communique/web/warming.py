"""What most pages ask for, worked out before the first reader waits for it."""

from __future__ import annotations

from collections.abc import Callable

from communique.model.record import Record
from communique.reports.conflict_listing import list_conflicts
from communique.reports.finding_listings import list_agreements, list_deadlines, list_positions, list_proposals
from communique.reports.follow_through_listing import list_follow_through
from communique.reports.forms import FORMS, make_report
from communique.reports.listing import Listing
from communique.reports.people_listing import list_people
from communique.reports.stance_listing import list_stances
from communique.web.contact_page import persons_in
from communique.web.deciding_actors import known_parties
from communique.web.routes.articles import numbers_of_kinds, outlets_of
from communique.web.routes.conflicts import every_conflict
from communique.web.routes.contacts import ORDERS, keys_of
from communique.web.routes.items import ground_for
from communique.web.routes.overview import make_overview
from communique.web.routes.people import network_of, usual_step
from communique.web.routes.positions import matrix_of
from communique.web.shown import Shown

_LISTS: tuple[tuple[str, Callable[[Record], Listing]], ...] = (
    ("proposals", list_proposals),
    ("agreements", list_agreements),
    ("deadlines", list_deadlines),
    ("people", list_people),
    ("statements", list_positions),
    ("stances", list_stances),
    ("follow-through", list_follow_through),
    ("conflicts", list_conflicts),
)
"""Lists that take long to make, by the addresses of their pages."""


def warm(shown: Shown) -> None:
    """Work out what hangs on the whole record and not on what an address asks for."""
    _ = shown.contacts, shown.catalogue.items, shown.findings, shown.item_of, shown.numbers, shown.queue
    _ = shown.disputes, shown.charts, shown.threads, shown.heard
    for name, made in _LISTS:
        shown.texts(name, shown.listing(name, made))
    make_overview(shown, None, None, lambda _: frozenset())
    for form in FORMS:
        make_report(form, shown.record, view=shown.view())
    for order in ORDERS:
        keys_of(shown, order)
    matrix_of(shown), every_conflict(shown), ground_for(shown)
    network_of(shown, usual_step(shown))
    persons_in(shown), known_parties(shown), numbers_of_kinds(shown), outlets_of(shown)
