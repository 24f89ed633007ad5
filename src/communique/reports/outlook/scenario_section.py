"""Scenarios beside the record as it stands: what was supposed, and what that changes."""

from __future__ import annotations

from communique.analysis.settlement.conditions import Verdict
from communique.analysis.settlement.scenarios import Outcome
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
    soft,
    strong,
)
from communique.reports.outlook.words import Sayer, package_words
from communique.reports.view import View
from communique.reports.wording import count, party_name

PACKAGES = 3


def scenario_sections(view: View, outcomes: tuple[Outcome, ...]) -> list[Section]:
    """A table of all scenarios, then what each supposes and which packages it brings up."""
    rows = [_row(outcome) for outcome in outcomes]
    columns = ("", "packages open", "accepted by all", "efficient", "collisions", "fewest changes")
    found = [Section("scenarios", "Scenarios", (Table(columns, (Group("", tuple(rows)),)), _note()))]
    if len(outcomes) == 1:
        words = "There is no scenario yet: write [[scenario]] with its cells into the outlook file, or use --suppose."
        return [*found, Section("suppose", "What if", (Paragraph(line(words)),))]
    found += [_section(view, outcomes[0], outcome, number) for number, outcome in enumerate(outcomes[1:], 1)]
    return found


def _note() -> Paragraph:
    words = (
        "Counts of combinations that agree with what is known and supposed; how likely any of them is, they do not say."
    )
    return Paragraph(line(soft(words)))


def _row(outcome: Outcome) -> Row:
    changes = outcome.blockers.changes
    fewest = "none needed" if outcome.packages.open else str(len(changes[0].cells)) if changes else "–"
    efficient = "too many" if outcome.packages.frontier is None else f"{outcome.packages.frontier:,}"
    numbers = (f"{outcome.packages.open:,} of {outcome.packages.total:,}", str(outcome.packages.agreed), efficient,
               str(len(outcome.blockers.collisions)), fewest)  # fmt: skip
    return Row((line(strong(outcome.name)), *(line(number) for number in numbers)))


def _section(view: View, base: Outcome, outcome: Outcome, number: int) -> Section:
    sayer = Sayer(view, outcome.table)
    items = []
    for supposed in outcome.supposed:
        edit = supposed.edit
        told = line(soft("the record: "), f"{supposed.before.standing.value}", sayer.grounds(supposed.before))
        note = soft(f" {edit.note}") if edit.note else None
        head = line(strong(party_name(edit.party)), f", {sayer.option(edit.issue, edit.option)}: ")
        items.append(Item(line(head, strong(edit.standing.value), note), (told,)))
    blocks: list[Paragraph | Bullets] = [Paragraph(line(soft(outcome.note)))] if outcome.note else []
    blocks += [Paragraph(line("Supposed:")), Bullets(tuple(items))]
    if outcome.opened:
        blocks.append(Paragraph(line("New among the best packages:")))
        told_packages = [_against(sayer, base, package) for package in outcome.opened[:PACKAGES]]
        blocks.append(Bullets(tuple(Item(told) for told in told_packages)))
    else:
        blocks.append(Paragraph(line(f"The best packages stay the same{_against_the_first(base, outcome)}.")))
    return Section(f"scenario-{number}", outcome.name, tuple(blocks))


def _against_the_first(base: Outcome, outcome: Outcome) -> str:
    """How many objections the first package meets now, where that changed."""
    if not base.packages.best or not outcome.packages.best:
        return ""
    before, after = (len(one.packages.best[0].of(Verdict.OBJECTS)) for one in (base, outcome))
    told = count(after, "objection") if after else "no objection"
    return f"; the first now meets {told} in place of {before}" if before != after else ""


def _against(sayer: Sayer, base: Outcome, package: tuple[str, ...]) -> Line:
    """A package in what it differs from the best one as the record stands; in full where there is none."""
    if not base.packages.best:
        return package_words(sayer, package)
    first = dict(zip((q.key for q in base.table.questions), base.packages.best[0].package, strict=True))
    parts = [
        line(soft(f"{question.name}: "), strong(question.option(key).name))
        for question, key in zip(sayer.table.questions, package, strict=True)
        if first.get(question.key) != key
    ]
    return line("as the best package of the record, but ", join_lines(parts, " · ")) if parts else line("the best one")
