"""Proposals and drafts side by side, term by term, with what each party answered and how far they are from its line."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count as count_from
from itertools import product
from string import ascii_uppercase

from communique.analysis.settlement.proposals import Comparison, Distance, Plan
from communique.reports.document import (
    Bullets,
    Group,
    Item,
    Line,
    Paragraph,
    Row,
    Section,
    Table,
    join_lines,
    line,
    quote,
    soft,
    strong,
)
from communique.reports.outlook.words import MARKS, Sayer
from communique.reports.position_matrix import stance_words
from communique.reports.wording import capital, count, party_name, shorten, speaker

WIDTH = 46
PLANS = 6


def proposal_sections(sayer: Sayer, found: Comparison) -> list[Section]:
    """Terms by issue and plan, then for each plan the answers to it and its distance from every party."""
    if not found.plans:
        words = "No proposal is recorded, and there is no draft; write one as [[draft]] into the outlook file."
        return [Section("proposals", "Proposals side by side", (Paragraph(line(words)),))]
    shown = sorted(found.plans, key=lambda plan: (not plan.draft, -len({t.question for t in plan.terms if t.question})))
    blocks = [_grid(sayer, found, shown[:PLANS])]
    rest = [Paragraph(line(soft(f"and {len(shown) - PLANS} more, below")))] if len(shown) > PLANS else []
    return [
        Section("proposals", "Proposals side by side", (*blocks, *rest)),
        Section(
            "answers",
            "Answers and distances",
            (
                _how(),
                Bullets(tuple(_plan(sayer, plan, letter) for letter, plan in zip(_letters(), shown, strict=False))),
            ),
        ),
    ]


def _grid(sayer: Sayer, found: Comparison, plans: list[Plan]) -> Table:
    rows = []
    for key in found.questions:
        cells = [
            join_lines([_term(sayer, plan, t.words, t.option) for t in plan.terms_on(key)], "\n") for plan in plans
        ]
        rows.append(Row((line(sayer.table.question(key).name), *cells), key))
    other = [
        join_lines([line(quote(shorten(t.words, WIDTH))) for t in plan.terms if not t.question], "\n") for plan in plans
    ]
    if any(other):
        rows.append(Row((line("Other terms"), *other), "other"))
    names = [f"{letter}. {party_name(plan.by) if plan.by else 'draft' if plan.draft else 'not given'}"
             for letter, plan in zip(ascii_uppercase, plans, strict=False)]  # fmt: skip
    return Table(("", *names), (Group("", tuple(rows)),), matrix=True)


def _term(sayer: Sayer, plan: Plan, words: str, option: str | None) -> Line:
    term = next(t for t in plan.terms if t.words == words)
    if plan.draft:
        return line(sayer.table.question(term.question or "").option(option or "").name)
    meant = ""
    if term.question and option:
        meant = f" = {sayer.table.question(term.question).option(option).name}"
    return line(quote(shorten(words, WIDTH)), soft(meant), " ", sayer.view.cite(*term.reports[:1]))


def _name(plan: Plan) -> str:
    by = f"{party_name(plan.by)}: " if plan.by else ""
    return f"{'draft, ' if plan.draft else ''}{by}{shorten(plan.name, WIDTH)}"


def _how() -> Paragraph:
    words = (
        "Distance: the share of what the plan's issues could bring a party at best, from its stated line; from least "
        "to most where something is unknown. Issues on which a party said nothing do not count."
    )
    return Paragraph(line(soft(words)))


def _letters() -> Iterator[str]:
    """A, B ... Z, then AA, AB ..."""
    for size in count_from(1):
        yield from ("".join(letters) for letters in product(ascii_uppercase, repeat=size))


def _plan(sayer: Sayer, plan: Plan, letter: str) -> Item:
    details: list[Line] = []
    for response in plan.responses:
        who = f"{speaker(response.holder)}, " if response.holder else ""
        told = soft(f" ({who}{sayer.view.said_on(response) or 'undated'})")
        details.append(
            line(
                "answered: ",
                strong(party_name(response.party)),
                " ",
                stance_words(response),
                told,
                " ",
                sayer.view.cite(response),
            )
        )
    if not plan.responses and not plan.draft:
        details.append(line(soft("No answer to it as a whole is recorded.")))
    held = [term for term in plan.terms if term.question and term.option]
    if not held:
        details.append(line(soft("None of its terms names an option of the table.")))
    else:
        details += [_distance(sayer, party, found) for party, found in plan.distances.items() if found.low is not None]
        silent = [party_name(party) for party, found in plan.distances.items() if found.low is None]
        if silent:
            details.append(line(soft(f"no stated line on its issues: {', '.join(silent)}")))
    return Item(
        line(strong(f"{letter}. {capital(_name(plan))}"), soft(f"  {count(len(plan.terms), 'term')}")), tuple(details)
    )


def _distance(sayer: Sayer, party: str, found: Distance) -> Line:
    low, high = found.low or 0.0, found.high or 0.0
    share = f"{low:.0%}" if low == high else f"{low:.0%} to {high:.0%}"
    parts: list[Line] = []
    for places, word in ((found.crosses, "blocks"), (found.objects, "is against"), (found.meets, "accepts")):
        parts += [
            line(f"{MARKS[sayer.table.cell(*place).standing]} {word} {sayer.option(*place[1:])} ",
                 sayer.view.cite(*sayer.table.cell(*place).statements[-1:]))
            for place in places
        ]  # fmt: skip
    if found.unknown:
        told = [f"{MARKS[sayer.table.cell(*place).standing]} {sayer.option(*place[1:])}" for place in found.unknown]
        parts.append(line(soft(f"not known: {', '.join(told)}")))
    return line(strong(party_name(party)), f" {share}: ", join_lines(parts))
