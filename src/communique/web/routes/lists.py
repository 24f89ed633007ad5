"""Lists of one kind each: proposals, agreements, deadlines, positions, decisions, failures, editions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from fastapi import APIRouter, Request, Response

from communique.model.record import Record
from communique.reports.article_listing import list_failures
from communique.reports.decision_listing import list_decisions
from communique.reports.editions import list_editions
from communique.reports.finding_listings import list_agreements, list_deadlines, list_positions, list_proposals
from communique.reports.follow_through_listing import list_follow_through
from communique.reports.listing import Listing
from communique.reports.stance_listing import list_stances
from communique.web.answers import Page, answer, format_asked
from communique.web.desk import ShownNow
from communique.web.paging import PagingNow

router = APIRouter()


@dataclass(frozen=True, slots=True)
class Kind:
    """One list: its address, its title, what makes it, and what its page says when it is empty."""

    address: str
    title: str
    made: Callable[[Record], Listing]
    empty: str
    note: str | None = None
    """In place of that of the command line."""


KINDS = (
    Kind("proposals", "Proposals", list_proposals, "No plan or offer is on record."),
    Kind("agreements", "Agreements", list_agreements, "Nothing is reported as agreed."),
    Kind("deadlines", "Deadlines", list_deadlines, "No time limit is on record."),
    Kind("statements", "Positions, one by one", list_positions, "No party has taken a position."),
    Kind(
        "stances",
        "Stances",
        list_stances,
        "No party has taken a position.",
        "The weightiest matter of each issue; the issue opens all of them.",
    ),
    Kind("follow-through", "Follow-through", list_follow_through, "Nobody has announced a contact."),
    Kind("decisions", "Decisions", list_decisions, "Nobody has decided anything yet."),
    Kind("failures", "Failures", list_failures, "Everything could be read."),
    Kind("editions", "Edited articles", list_editions, "No outlet edited an article that was read."),
)


def _routed(kind: Kind) -> Callable[..., Response]:
    def page(request: Request, shown: ShownNow, paging: PagingNow, words: str | None = None) -> Response:
        whole = shown.listing(kind.address, kind.made)
        found = shown.rows_with(kind.address, whole, words) if words else range(len(whole.entries))
        part = found if format_asked(request) == "csv" else paging.part(found)
        listing = replace(whole, entries=tuple(whole.entries[place] for place in part))
        values = {
            "kind": kind,
            "words": words or "",
            "note": whole.note if kind.note is None else kind.note,
            "paging": paging.among(len(found)),
            "until": shown.until,
        }
        return answer(request, Page("list.html", kind.title, values, listing, total=len(found)))

    page.__name__ = kind.address.replace("-", "_")
    page.__doc__ = f"{kind.title}; `words` keeps the rows that hold them all."
    return page


for _kind in KINDS:
    router.get(f"/{_kind.address}", response_class=Response)(_routed(_kind))
