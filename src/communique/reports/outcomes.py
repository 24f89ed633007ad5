"""What is on the table, what is agreed, and by when: proposals, agreements, deadlines."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from communique.model.findings import AgreementReport, AgreementStatus, DeadlineReport, ProposalReport
from communique.model.when import parse_when
from communique.reports.document import (
    Block,
    Bullets,
    Item,
    Line,
    Paragraph,
    code,
    join_lines,
    line,
    quote,
    soft,
    strong,
)
from communique.reports.doubt import doubt
from communique.reports.references import report_count
from communique.reports.view import View
from communique.reports.wording import agreement_label, capital, parties_label, party_name, shorten

SHOWN = 10
TERMS = 8
WIDTH = 160


def proposal_blocks(view: View) -> tuple[Block, ...]:
    """Plans and offers with their terms, the latest first, reports of one proposal together."""
    grouped: dict[tuple[str | None, str], list[ProposalReport]] = {}
    for proposal in view.newest(view.record.proposals):
        grouped.setdefault((proposal.proposer, proposal.name.casefold()), []).append(proposal)
    items = [_proposal_item(view, group) for group in list(grouped.values())[:SHOWN]]
    return _listed(items, len(grouped), "proposals", "No proposal is reported.")


def agreement_blocks(view: View) -> tuple[Block, ...]:
    """What is reported as agreed, by parties and day, the latest first, each point once."""
    bundles = agreement_bundles(view)
    items = []
    for bundle in bundles[:SHOWN]:
        points = tuple(agreement_point(view, group) for group in bundle[:TERMS])
        if len(bundle) > TERMS:
            points = (*points, line(soft(f"and {len(bundle) - TERMS} more points")))
        items.append(Item(bundle_head(view, bundle), points))
    return _listed(items, len(bundles), "agreements", "No agreement is reported.")


def deadline_blocks(view: View) -> tuple[Block, ...]:
    """Time limits, those to come first, then those without a date, then those that have passed."""
    deadlines = grouped_deadlines(view)
    items = [Item(deadline_line(view, group)) for group in deadlines[:SHOWN]]
    return _listed(items, len(deadlines), "deadlines", "No deadline is reported.")


def grouped_agreements(view: View) -> list[list[AgreementReport]]:
    """Reports of one agreement together (same parties, same words), the latest first."""
    grouped: dict[tuple[tuple[str, ...], str], list[AgreementReport]] = {}
    for agreement in view.newest(view.record.agreements):
        grouped.setdefault((agreement.parties, _key(agreement.what)), []).append(agreement)
    return list(grouped.values())


def grouped_deadlines(view: View) -> list[list[DeadlineReport]]:
    """Reports of one time limit together, in the order of a diary: to come, no date, passed."""
    grouped: dict[tuple[str | None, str], list[DeadlineReport]] = {}
    for deadline in view.newest(view.record.deadlines):
        key = (deadline.date, _key(deadline.what))
        grouped.setdefault(key, []).append(deadline)
    return sorted(grouped.values(), key=lambda group: _diary(view, group[0]))


def agreement_bundles(view: View) -> list[list[list[AgreementReport]]]:
    """The agreements of the same parties on the same day together, the latest reported first."""
    bundles: dict[tuple[tuple[str, ...], str], list[list[AgreementReport]]] = {}
    for group in grouped_agreements(view):
        day = next((agreement.date for agreement in group if agreement.date), None)
        key = day or f"reported {view.published(group[0])}"
        bundles.setdefault((group[0].parties, key), []).append(group)
    return list(bundles.values())


def bundle_head(view: View, bundle: Sequence[Sequence[AgreementReport]]) -> Line:
    """ "Ukraine – United States, 11 Mar"; where no day is given, the day it was reported."""
    everything = [agreement for group in bundle for agreement in group]
    dated = next((agreement.date for agreement in everything if agreement.date), None)
    said = view.said_on(everything[0])
    day = view.day(dated) if dated else f"reported {said}" if said else "undated"
    return line(strong(parties_label(everything[0].parties)), soft(f", {day}"))


def agreement_point(view: View, group: Sequence[AgreementReport]) -> Line:
    """One point in its words, with its status unless it is simply reached: "a 30-day halt", signed · 2 reports [3]."""
    latest = group[0]
    status = "" if latest.status is AgreementStatus.REACHED else f", {agreement_label(latest.status)}"
    told = report_count(group, view.record)
    number = "" if told == "1 report" else f" · {told}"
    words = line(quote(shorten(latest.what, WIDTH)), strong(status), doubt(*group))
    return line(words, soft(number), " ", view.cite(*group))


def bundle_line(view: View, bundle: Sequence[Sequence[AgreementReport]], limit: int = 3) -> Line:
    """Parties, day and the first points in one line."""
    points = [agreement_point(view, group) for group in bundle[:limit]]
    if len(bundle) > limit:
        points.append(line(soft(f"and {len(bundle) - limit} more")))
    return line(bundle_head(view, bundle), ": ", join_lines(points))


def deadline_line(view: View, group: Sequence[DeadlineReport]) -> Line:
    """ "by 31 Mar: reply to the offer [5]", with a word when it has passed."""
    deadline = group[0]
    when = parse_when(deadline.date) if deadline.date else None
    passed = bool(when and when.latest and view.as_of and when.latest < view.as_of)
    words = view.day(deadline.date) if deadline.date else "date not known"
    return line(
        strong(capital(words)),
        strong(", passed") if passed else "",
        ": ",
        _due(deadline),
        doubt(*group),
        soft(f" · reported {view.said_on(deadline)}" if view.said_on(deadline) else ""),
        " ",
        view.cite(*group),
    )


def proposal_name(proposal: ProposalReport) -> str:
    """The proposal's own name, or how many terms it has where it is only known by their words."""
    unnamed = any(_key(term).startswith(_key(proposal.name)) for term in proposal.terms)
    if unnamed and len(proposal.terms) > 1:
        return f"proposal in {len(proposal.terms)} points"
    return shorten(proposal.terms[0] if unnamed else proposal.name, WIDTH)


def _due(deadline: DeadlineReport) -> Line:
    """What is due; where the words for it say nothing by themselves ("do so"), the sentence they stand in."""
    if all(word in ("do", "have", "be", "it", "so", "that", "this") for word in deadline.what.casefold().split()):
        return line(quote(shorten(" ".join(deadline.evidence[:1]), WIDTH)))
    return line(shorten(deadline.what, WIDTH))


def has_passed(deadline_date: str | None, as_of: date | None) -> bool:
    when = parse_when(deadline_date) if deadline_date else None
    return bool(when and when.latest and as_of and when.latest < as_of)


def _proposal_item(view: View, group: Sequence[ProposalReport]) -> Item:
    latest = group[0]
    terms: list[str] = []
    for proposal in group:
        for term in proposal.terms:
            if _key(term) not in map(_key, terms):
                terms.append(term)
    by = party_name(latest.proposer) if latest.proposer else "Proposer not given"
    day = f" · reported {view.said_on(latest)}" if view.said_on(latest) else ""
    told = soft(f"{day} · {report_count(group, view.record)} ")
    if len(terms) == 1 and _key(terms[0]).startswith(_key(latest.name)):
        return Item(line(strong(by), ": ", quote(shorten(terms[0], WIDTH)), doubt(*group), told, view.cite(*group)))
    head = line(strong(by), f": {proposal_name(latest)}", doubt(*group), told)
    shown = [line(quote(shorten(term, WIDTH))) for term in terms[:TERMS]]
    if len(terms) > TERMS:
        shown.append(line(soft(f"and {len(terms) - TERMS} more terms")))
    return Item(line(head, view.cite(*group)), tuple(shown))


def _listed(items: list[Item], total: int, verb: str, nothing: str) -> tuple[Block, ...]:
    if not items:
        return (Paragraph(line(soft(nothing))),)
    bullets = Bullets(tuple(items))
    if total <= len(items):
        return (bullets,)
    return bullets, Paragraph(line(soft(f"{total - len(items)} more: "), code(f"communique {verb}")))


def _diary(view: View, deadline: DeadlineReport) -> tuple[int, int]:
    when = parse_when(deadline.date) if deadline.date else None
    if when is None or when.latest is None:
        return 1, 0
    passed = has_passed(deadline.date, view.as_of)
    return (2, -when.latest.toordinal()) if passed else (0, when.latest.toordinal())


def _key(words: str) -> str:
    return " ".join(words.casefold().split()).strip(" .,;:")
