"""Positions, proposals, agreements and deadlines as lists."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from communique.findings.jsonl import finding_to_json
from communique.model.findings import Finding, Position
from communique.model.record import Record
from communique.reports.document import Line, join_lines, line, quote, soft, strong
from communique.reports.doubt import doubt, doubt_note
from communique.reports.listing import Column, Entry, Listing
from communique.reports.outcomes import has_passed, proposal_name
from communique.reports.references import outlet
from communique.reports.view import View, make_view
from communique.reports.wording import DASH, agreement_label, issue_label, shorten, stance_label

_SOURCE = ("id", "article", "publisher", "published", "url")
_WIDTH = 120


def list_positions(record: Record) -> Listing:
    """Every position, by party and issue, the latest first."""
    view = make_view(record)
    found = sorted(view.newest(record.positions), key=lambda p: (p.party, p.issue.value))
    columns = (Column("party"), Column("issue", 2), Column("stance", 6), Column("holder", 3, 90), Column("reported"),
               Column("outlet", 2, 110), Column("id", 2, 130))  # fmt: skip
    keys = ("party", "issue", "stance", "about", "condition", "holder", *_SOURCE, "confidence", "evidence")
    rows = [
        (
            p,
            (
                line(strong(p.party)),
                line(issue_label(p.issue)),
                _stance(p),
                line(soft(p.holder or "")),
                line(view.said_on(p) or "undated"),
            ),
        )
        for p in found
    ]
    return Listing("positions", keys, columns, _entries(view, "positions", rows), doubt_note(found))


def list_proposals(record: Record) -> Listing:
    """Every proposal with its terms, the latest first."""
    view = make_view(record)
    columns = (Column("proposer"), Column("proposal", 3), Column("terms", 6), Column("reported"),
               Column("outlet", 2, 110), Column("id", 2, 130))  # fmt: skip
    keys = ("proposer", "name", "terms", *_SOURCE, "confidence", "evidence")
    rows = [
        (
            p,
            (
                line(strong(p.proposer or "not given")),
                line(shorten(proposal_name(p), _WIDTH), doubt(p)),
                join_lines([line("· ", quote(shorten(term, _WIDTH))) for term in p.terms], "\n"),
                line(view.said_on(p) or "undated"),
            ),
        )
        for p in view.newest(record.proposals)
    ]
    return Listing("proposals", keys, columns, _entries(view, "proposals", rows), doubt_note(record.proposals))


def list_agreements(record: Record) -> Listing:
    """Every report of an agreement, the latest first."""
    view = make_view(record)
    columns = (Column("parties", 2), Column("what", 6), Column("status"), Column("date"), Column("reported"),
               Column("outlet", 2, 110), Column("id", 2, 130))  # fmt: skip
    keys = ("parties", "what", "status", "date", *_SOURCE, "confidence", "evidence")
    rows = [
        (
            a,
            (
                line(strong(DASH.join(a.parties))),
                line(quote(shorten(a.what, 2 * _WIDTH)), doubt(a)),
                line(agreement_label(a.status)),
                line(view.day(a.date)),
                line(view.said_on(a) or "undated"),
            ),
        )
        for a in view.newest(record.agreements)
    ]
    return Listing("agreements", keys, columns, _entries(view, "agreements", rows), doubt_note(record.agreements))


def list_deadlines(record: Record) -> Listing:
    """Every time limit in the order of its date, those without one last; passed ones are marked."""
    view = make_view(record)
    columns = (Column("date"), Column("what", 6), Column("", 0), Column("reported"), Column("outlet", 2, 110),
               Column("id", 2, 130))  # fmt: skip
    keys = ("date", "what", "passed", *_SOURCE, "confidence", "evidence")
    rows = [
        (
            d,
            (
                line(strong(view.day(d.date))),
                line(shorten(d.what, 2 * _WIDTH), doubt(d)),
                line("passed" if has_passed(d.date, view.as_of) else ""),
                line(view.said_on(d) or "undated"),
            ),
        )
        for d in sorted(record.deadlines, key=lambda d: (d.date is None, d.date or ""))
    ]
    entries = _entries(view, "deadlines", rows)
    for (deadline, _), entry in zip(rows, entries, strict=True):
        entry.data["passed"] = has_passed(deadline.date, view.as_of)
    return Listing("deadlines", keys, columns, entries, doubt_note(record.deadlines))


def finding_data(view: View, finding: Finding, kind: str) -> dict[str, Any]:
    """One finding with the id that `show` takes and its source."""
    article = view.record.articles.get(finding.article)
    row = finding_to_json(finding, kind)
    row["id"] = f"{finding.article}:{finding.id}"
    row |= {
        "article": finding.article,
        "publisher": article.publisher if article else None,
        "published": article.published if article else None,
        "url": article.url if article else None,
    }
    return row


def _entries(view: View, kind: str, rows: Iterable[tuple[Finding, tuple[Line, ...]]]) -> tuple[Entry, ...]:
    """Rows with the outlet and the id as their last cells."""
    return tuple(
        Entry(
            finding_data(view, finding, kind),
            (
                *cells,
                line(outlet(view.record.articles.get(finding.article))),
                line(soft(f"{finding.article}:{finding.id}")),
            ),
        )
        for finding, cells in rows
    )


def _stance(position: Position) -> Line:
    condition = line(soft(" if "), quote(shorten(position.condition, _WIDTH))) if position.condition else ()
    return line(f"{stance_label(position.stance)} ", quote(shorten(position.about, _WIDTH)), condition, doubt(position))
