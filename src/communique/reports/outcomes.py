"""What is on the table, what is agreed, and by when: proposals, agreements, deadlines."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from communique.model.findings import AgreementStatus
from communique.model.record import Agreement, Deadline, Proposal
from communique.model.when import parse_when
from communique.record.merging.agreements import width
from communique.reports.document import (
    Block,
    Bullets,
    Item,
    Line,
    Paragraph,
    Ref,
    balanced,
    code,
    join_lines,
    line,
    quote,
    soft,
    strong,
)
from communique.reports.doubt import doubt
from communique.reports.position_matrix import stance_words
from communique.reports.references import report_count
from communique.reports.settled import settled
from communique.reports.view import View
from communique.reports.wording import (
    agreement_label,
    capital,
    count,
    enumerate_words,
    parties_label,
    party_name,
    shorten,
)

SHOWN = 10
TERMS = 8
WIDTH = 160


@settled
def proposal_blocks(view: View) -> tuple[Block, ...]:
    """Plans and offers with their terms, the latest first."""
    proposals = view.latest(view.record.proposals)
    items = [_proposal_item(view, proposal) for proposal in proposals[:SHOWN]]
    return _listed(items, len(proposals), "proposals", "No proposal is reported.")


@settled
def agreement_blocks(view: View) -> tuple[Block, ...]:
    """What is reported as agreed, by parties and day, the latest first, each point once."""
    bundles = agreement_bundles(view)
    items = []
    for bundle in bundles[:SHOWN]:
        points = tuple(agreement_point(view, agreement) for agreement in bundle[:TERMS])
        if len(bundle) > TERMS:
            points = (*points, line(soft(f"and {len(bundle) - TERMS} more points")))
        items.append(Item(bundle_head(view, bundle), points))
    return _listed(items, len(bundles), "agreements", "No agreement is reported.")


@settled
def deadline_blocks(view: View) -> tuple[Block, ...]:
    """Time limits, those to come first, then those without a date, then those that have passed."""
    deadlines = diary(view)
    items = [Item(deadline_line(view, deadline)) for deadline in deadlines[:SHOWN]]
    return _listed(items, len(deadlines), "deadlines", "No deadline is reported.")


def diary(view: View) -> list[Deadline]:
    """Time limits in the order of a diary: to come, no date, passed."""
    return sorted(view.latest(view.record.deadlines), key=lambda deadline: _place(view, deadline))


def agreement_bundles(view: View) -> list[list[Agreement]]:
    """The agreements of the same parties on the same day together, the latest reported first."""
    bundles: dict[tuple[tuple[str, ...], str], list[Agreement]] = {}
    for agreement in view.news_first(view.record.agreements):
        key = agreement.date or f"reported {view.published(agreement.reports[-1])}"
        bundles.setdefault((agreement.parties, key), []).append(agreement)
    return list(bundles.values())


def bundle_head(view: View, bundle: Sequence[Agreement]) -> Line:
    """ "Ukraine – United States, 11 Mar"; where no day is given, the day it was reported."""
    first = bundle[0]
    said = view.said_on(first.reports[-1])
    day = view.day(first.date) if first.date else f"reported {said}" if said else "undated"
    return line(strong(parties_label(first.parties)), soft(f", {day}"))


def agreement_point(view: View, agreement: Agreement) -> Line:
    """One point in its words, with what has become of it: "a 30-day halt", signed (draft 2 Mar) · 2 reports [3]."""
    plain = agreement.status is AgreementStatus.REACHED and not stages(view, agreement)
    status = () if plain else line(", ", standing_words(view, agreement))
    told = report_count(agreement.reports, view.record)
    number = "" if told == "1 report" else f" · {told}"
    words = line(quote(shorten(agreement.what, WIDTH)), status, doubt(*agreement.reports))
    return line(words, soft(number), " ", cite_item(view, agreement))


def cite_item(view: View, item: Agreement | Deadline) -> tuple[Ref, ...]:
    """References to its reports: the one whose words stand for it before all, then the newest."""
    quoted = [report for report in item.reports if report.what == item.what][:1]
    return view.cite(*quoted, *(report for report in view.newest(item.reports) if report not in quoted))


def standing_words(view: View, agreement: Agreement) -> Line:
    """Its status, and what other reports say of it: "signed (draft 2 Mar)", "reached (denied, reported 3 Mar)"."""
    before = stages(view, agreement)
    return line(strong(agreement_label(agreement.status)), soft(f" ({', '.join(before)})") if before else "")


def stages(view: View, agreement: Agreement) -> list[str]:
    """The other statuses that its reports give, with their day or that of the first report: "signed 22 Jul"."""
    found: dict[AgreementStatus, str] = {}
    for status in dict.fromkeys(report.status for report in agreement.reports):
        if status is agreement.status:
            continue
        told = [report for report in agreement.reports if report.status is status]
        days = (report.date for report in told if report.date)
        # A denial names the day of what it denies, not its own.
        dated = None if status is AgreementStatus.DENIED else min(days, key=width, default=None)
        said = view.said_on(told[0])
        found[status] = f" {view.day(dated)}" if dated else f", reported {said}" if said else ""
    return [f"{agreement_label(status)}{day}" for status, day in found.items()]


def bundle_line(view: View, bundle: Sequence[Agreement], limit: int = 3) -> Line:
    """Parties, day and the first points in one line."""
    points = [agreement_point(view, agreement) for agreement in bundle[:limit]]
    if len(bundle) > limit:
        points.append(line(soft(f"and {len(bundle) - limit} more")))
    return line(bundle_head(view, bundle), ": ", join_lines(points))


def deadline_line(view: View, deadline: Deadline) -> Line:
    """ "by 31 Mar: reply to the offer [5]", with a word when it has passed, and the days it was set for before."""
    passed = has_passed(deadline.date, view.as_of)
    words = view.day(deadline.date) if deadline.date else "date not known"
    said = view.said_on(deadline.reports[-1])
    told = report_count(deadline.reports, view.record)
    return line(
        strong(capital(words)),
        strong(", passed") if passed else "",
        soft(f" ({before_words(view, deadline)})") if deadline.earlier else "",
        ": ",
        due(deadline),
        doubt(*deadline.reports),
        soft(f" · reported {said}" if said else ""),
        soft("" if told == "1 report" else f" · {told}"),
        " ",
        cite_item(view, deadline),
    )


def before_words(view: View, deadline: Deadline) -> str:
    """The days for which it was set before: "before: 1 May and 15 May"; "" where it was never moved."""
    days = [view.day(day) for day in deadline.earlier]
    return f"before: {enumerate_words(days)}" if days else ""


def proposal_name(proposal: Proposal) -> str:
    """The proposal's own name, or how many terms it has where it is only known by their words."""
    terms = [term.words for term in proposal.terms]
    unnamed = any(_key(term).startswith(_key(proposal.name)) for term in terms)
    if unnamed and len(terms) > 1:
        return f"proposal in {len(terms)} points"
    return balanced(shorten(terms[0] if unnamed else proposal.name, WIDTH))


def due(deadline: Deadline) -> Line:
    """What is due; where the words for it say nothing by themselves ("do so"), the sentence they stand in."""
    if all(word in ("do", "have", "be", "it", "so", "that", "this") for word in deadline.what.casefold().split()):
        return line(quote(shorten(" ".join(deadline.reports[-1].evidence[:1]), WIDTH)))
    return line(balanced(shorten(deadline.what, WIDTH)))


def has_passed(deadline_date: str | None, as_of: date | None) -> bool:
    when = parse_when(deadline_date) if deadline_date else None
    return bool(when and when.latest and as_of and when.latest < as_of)


def _proposal_item(view: View, proposal: Proposal) -> Item:
    reports = proposal.reports
    by = party_name(proposal.proposer) if proposal.proposer else "Proposer not given"
    said = view.said_on(reports[-1])
    day = f" · reported {said}" if said else ""
    told = soft(f"{day} · {report_count(reports, view.record)} ")
    cited = view.cite(*view.newest(reports))
    answers = tuple(response_line(view, proposal))
    terms = proposal.terms
    if len(terms) == 1 and _key(terms[0].words).startswith(_key(proposal.name)):
        words = line(strong(by), ": ", quote(shorten(terms[0].words, WIDTH)), doubt(*reports), told, cited)
        return Item(words, answers)
    head = line(strong(by), f": {proposal_name(proposal)}", doubt(*reports), told, cited)
    shown = [line(quote(shorten(term.words, WIDTH)), _only(view, proposal, term.reports)) for term in terms[:TERMS]]
    if len(terms) > TERMS:
        shown.append(line(soft(f"and {count(len(terms) - TERMS, 'more term')}")))
    return Item(head, (*shown, *answers))


def response_line(view: View, proposal: Proposal) -> list[Line]:
    """Positions of other parties that name the plan, the latest of each: "Answers: Norway rejects ... [4]"."""
    latest = {position.party: position for position in reversed(view.newest(proposal.responses))}
    found = [line(strong(party_name(party)), " ", stance_words(p), " ", view.cite(p)) for party, p in latest.items()]
    return [line(soft("answers: "), join_lines(found))] if found else []


def _only(view: View, proposal: Proposal, told: Sequence[object]) -> Line:
    """Where not every report names a term, the references of those that do."""
    if len(told) == len(proposal.reports):
        return ()
    return line(" ", view.cite(*(report for report in proposal.reports if report in told)))


def _listed(items: list[Item], total: int, verb: str, nothing: str) -> tuple[Block, ...]:
    if not items:
        return (Paragraph(line(soft(nothing))),)
    bullets = Bullets(tuple(items))
    if total <= len(items):
        return (bullets,)
    return bullets, Paragraph(line(soft(f"{total - len(items)} more: "), code(verb)))


def _place(view: View, deadline: Deadline) -> tuple[int, int]:
    when = parse_when(deadline.date) if deadline.date else None
    if when is None or when.latest is None:
        return 1, 0
    passed = has_passed(deadline.date, view.as_of)
    return (2, -when.latest.toordinal()) if passed else (0, when.latest.toordinal())


def _key(words: str) -> str:
    return " ".join(words.casefold().split()).strip(" .,;:")
