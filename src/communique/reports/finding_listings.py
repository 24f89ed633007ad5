"""Positions, proposals, agreements and deadlines as lists."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from communique.findings.jsonl import finding_to_json
from communique.model.findings import Finding, Position
from communique.model.record import Agreement, Deadline, Proposal, Record
from communique.record.items import item_id
from communique.reports.document import Line, join_lines, line, plain, quote, soft, strong
from communique.reports.doubt import LEGEND, doubt, doubt_note, is_doubtful
from communique.reports.export import agreement_fields, deadline_fields, proposal_fields
from communique.reports.judged import KEYS as JUDGED
from communique.reports.judged import judged, judged_row
from communique.reports.listing import Column, Entry, Listing, Rows
from communique.reports.outcomes import before_words, due, has_passed, proposal_name, standing_words
from communique.reports.references import outlet, report_count, voices
from communique.reports.view import View, make_view
from communique.reports.wording import DASH, issue_label, shorten, stance_label

_SOURCE = ("id", "article", "publisher", "published", "url")
_MERGED = ("reports", "independent", "outlets", "first_reported", "last_reported", "id", "evidence", *JUDGED)
_WIDTH = 120


def list_positions(record: Record) -> Listing:
    """Every position, by party and issue, the latest first."""
    view = make_view(record)
    found = sorted(view.newest(record.positions), key=lambda p: (p.party, p.issue.value))
    columns = (Column("party"), Column("issue", 2), Column("stance", 6), Column("holder", 3, 90), Column("reported"),
               Column("outlet", 2, 110), Column("id", 2, 130))  # fmt: skip
    keys = ("party", "issue", "stance", "about", "condition", "holder", *_SOURCE, "confidence", "evidence", *JUDGED)

    def cells(p: Position) -> tuple[Line, ...]:
        return (
            line(strong(p.party)),
            line(issue_label(p.issue)),
            line(_stance(p), judged(record.judgements, p)),
            line(soft(p.holder or "")),
            line(view.said_on(p) or "undated"),
            line(outlet(record.articles.get(p.article))),
            line(soft(item_id(p))),
        )

    rows = Rows(found, lambda p: Entry(finding_data(view, p, "positions"), cells(p)), cells)
    return Listing("positions", keys, columns, rows, doubt_note(found))


def list_proposals(record: Record) -> Listing:
    """Every proposal with its terms, the latest first."""
    view = make_view(record)
    columns = (Column("proposer"), Column("proposal", 3), Column("terms", 6), Column("reported"),
               Column("reports", 2, 90), Column("id", 0, 70))  # fmt: skip
    keys = ("proposer", "name", "terms", "responses", *_MERGED)
    entries = []
    for p in view.latest(record.proposals):
        data = proposal_fields(p) | {"responses": [item_id(position) for position in p.responses]}
        cells = (
            line(strong(p.proposer or "not given")),
            line(shorten(proposal_name(p), _WIDTH), doubt(*p.reports), judged(record.judgements, p)),
            join_lines([line("· ", quote(shorten(term.words, _WIDTH))) for term in p.terms], "\n"),
        )
        entries.append(_merged(view, "proposals", data | judged_row(record.judgements, p), cells, p.reports))
    return Listing("proposals", keys, columns, tuple(entries), _note(record.proposals))


def list_agreements(record: Record) -> Listing:
    """Every agreement with what has become of it, the latest first."""
    view = make_view(record)
    columns = (Column("parties", 2), Column("what", 6), Column("status", 2), Column("date"), Column("reported"),
               Column("reports", 2, 90), Column("id", 0, 70))  # fmt: skip
    keys = ("parties", "what", "status", "date", *_MERGED)

    def entry(a: Agreement) -> Entry:
        cells = (
            line(strong(DASH.join(a.parties))),
            line(quote(shorten(a.what, 2 * _WIDTH)), doubt(*a.reports), judged(record.judgements, a)),
            standing_words(view, a),
            line(view.day(a.date)),
        )
        data = agreement_fields(a) | judged_row(record.judgements, a)
        return _merged(view, "agreements", data, cells, a.reports)

    return Listing(
        "agreements", keys, columns, tuple(map(entry, view.latest(record.agreements))), _note(record.agreements)
    )


def list_deadlines(record: Record) -> Listing:
    """Every time limit in the order of its date, those without one last; passed and moved ones are marked."""
    view = make_view(record)
    columns = (Column("date"), Column("what", 6), Column("", 2), Column("reported"), Column("reports", 2, 90),
               Column("id", 0, 70))  # fmt: skip
    keys = ("date", "earlier", "what", "passed", *_MERGED)

    def entry(d: Deadline) -> Entry:
        passed = has_passed(d.date, view.as_of)
        words = [*(["passed"] if passed else []), *([before_words(view, d)] if d.earlier else [])]
        cells = (
            line(strong(view.day(d.date))),
            line(shorten(plain(due(d)), 2 * _WIDTH), doubt(*d.reports), judged(record.judgements, d)),
            line(", ".join(words)),
        )
        data = deadline_fields(d) | {"passed": passed} | judged_row(record.judgements, d)
        return _merged(view, "deadlines", data, cells, d.reports)

    found = sorted(record.deadlines, key=lambda d: (d.date is None, d.date or ""))
    return Listing("deadlines", keys, columns, tuple(map(entry, found)), _note(record.deadlines))


def _merged(view: View, kind: str, data: dict[str, Any], cells: tuple[Line, ...], reports: Sequence[Finding]) -> Entry:
    """A row of what several reports tell of: when it was last reported, by how many, its id."""
    articles = [view.record.articles.get(report.article) for report in reports]
    days = [day.isoformat() for report in reports if (day := view.published(report))]
    last = view.newest(reports)[0]
    told = {
        "reports": len({report.article for report in reports}),
        "independent": len(voices(reports, view.record)),
        "outlets": sorted({article.publisher for article in articles if article and article.publisher}),
        "first_reported": min(days, default=None),
        "last_reported": max(days, default=None),
        "evidence": last.evidence[0] if last.evidence else None,
        "said": [finding_data(view, report, kind) for report in reports],
    }
    source = outlet(view.record.articles.get(last.article))
    number = report_count(reports, view.record)
    return Entry(
        data | told,
        (*cells, line(view.said_on(last) or "undated"), line(source if len(reports) == 1 else number),
         line(soft(str(data["id"])))),
    )  # fmt: skip


def _note(items: Iterable[Agreement | Deadline | Proposal]) -> str:
    """What the mark of doubt means, where one stands: where the reader is not sure of any report."""
    return LEGEND if any(is_doubtful(item.reports) for item in items) else ""


def finding_data(view: View, finding: Finding, kind: str) -> dict[str, Any]:
    """One finding with the id that `show` takes and its source."""
    article = view.record.articles.get(finding.article)
    row = finding_to_json(finding, kind)
    row["id"] = f"{finding.article}:{finding.id}"
    row |= judged_row(view.record.judgements, finding) | {
        "article": finding.article,
        "publisher": article.publisher if article else None,
        "published": article.published if article else None,
        "url": article.url if article else None,
    }
    return row


def _stance(position: Position) -> Line:
    condition = line(soft(" if "), quote(shorten(position.condition, _WIDTH))) if position.condition else ()
    return line(f"{stance_label(position.stance)} ", quote(shorten(position.about, _WIDTH)), condition, doubt(position))
