"""The package table from the record: which questions have a row, with which options, and what each cell rests on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from communique.analysis.settlement.conditions import link, parts
from communique.analysis.settlement.lexicon import answer, known_question, named_parties, words_of
from communique.analysis.settlement.table import Cell, LeftOut, Option, Place, Question, Standing, Table
from communique.analysis.settlement.told import NO, YES, Matters, Said, Told, cell_of, gather
from communique.model.findings import Position
from communique.model.record import Record
from communique.reading.actors.gazetteer import load_gazetteer

QUESTIONS, OPTIONS, PARTIES = 12, 6, 10


@dataclass(frozen=True, slots=True)
class Extent:
    """How much of the record the table takes in; () takes what the record says most about.

    `include` are matters that only one party speaks of, which otherwise have no row.
    """

    parties: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    include: tuple[str, ...] = ()
    leave_out: tuple[str, ...] = ()
    most: int = QUESTIONS


USUAL = Extent()


def build_table(record: Record, extent: Extent = USUAL) -> Table:
    """The table of what the parties of a record have said on what could be agreed.

    A question needs two parties that speak on it, or one where it is among those that settlements are mostly about, or
    a proposal. Conditions are linked to the options that they name. An empty record gives an empty table.
    """
    told = gather(record)
    chosen, left = _choose(told, extent)
    questions = tuple(_question(matters) for matters in chosen)
    cells: dict[Place, Cell] = {}
    for matters, question in zip(chosen, questions, strict=True):
        cells |= _cells(record, matters, question)
    parties = extent.parties or _parties(cells, questions)
    kept = {place: cell for place, cell in cells.items() if place[0] in parties}
    table = Table(parties, questions, kept, tuple(left))
    return replace(table, cells={place: _linked(table, place, cell) for place, cell in table.cells.items()})


def _linked(table: Table, place: Place, cell: Cell) -> Cell:
    if cell.standing is not Standing.CONDITIONAL or cell.condition is None:
        return cell
    return replace(cell, condition=link(table, place, cell.condition.words))


def _choose(told: Told, extent: Extent) -> tuple[list[Matters], list[LeftOut]]:
    """The matters that have a row, by how many parties speak, then those that are asked for or proposed."""
    heard = {key: _heard(matters, extent) for key, matters in told.matters.items()}
    asked = _asked_for(told)
    ranked = sorted(
        told.matters.values(),
        key=lambda m: (-len(heard[m.key]), m.key not in asked, not m.proposed, _is_about_seats(m), -len(m.said), m.key),
    )
    chosen = [told.matters[key] for key in extent.questions if key in told.matters]
    left: list[LeftOut] = []
    # What the analyst asked for takes its place before the table is full.
    for matters in sorted(ranked, key=lambda m: m.key not in extent.include):
        if matters in chosen:
            continue
        why = _why_not(matters, len(heard[matters.key]), len(chosen), extent)
        if not why:
            chosen.append(matters)
            continue
        statements = tuple(said.finding for said in matters.said) or tuple(
            source for found in matters.sources.values() for source in found
        )
        left.append(LeftOut(matters.key, _name(matters), matters.parties, why, statements))
    if told.procedure:
        parties = tuple(sorted({position.party for position in told.procedure}))
        left.append(LeftOut("talks", "whether and how to talk", parties, "procedure, no term", told.procedure))
    if told.misread:
        parties = tuple(sorted({position.party for position in told.misread}))
        why = "asked for by the party it is aimed at, so most likely read of the wrong one"
        left.append(LeftOut("misread", "demands against oneself", parties, why, told.misread))
    if not extent.questions:
        chosen.sort(key=ranked.index)
    return chosen, left


def _is_about_seats(matters: Matters) -> bool:
    """Whether a question is asked for each party apart, such as who sits at the table: of less weight than terms."""
    known = known_question(matters.key)
    return known is not None and known.whose


def _asked_for(told: Told) -> frozenset[str]:
    """The questions that conditions name: without a row for them nobody could say whether a condition is met."""
    conditions = {said.condition for matters in told.matters.values() for said in matters.said if said.condition}
    found = [answer(part) for words in conditions for part in parts(words)]
    return frozenset(one.question for one in found if one)


def _heard(matters: Matters, extent: Extent) -> tuple[str, ...]:
    """The parties that speak on a matter, of those that the table is about."""
    return tuple(party for party in matters.parties if not extent.parties or party in extent.parties)


def _why_not(matters: Matters, heard: int, chosen: int, extent: Extent) -> str:
    """Why a matter has no row; "" where it has one."""
    if matters.key in extent.leave_out:
        return "left out by the analyst"
    if matters.key in extent.include:
        return ""
    if extent.questions:
        return "not among the issues asked for"
    if not heard:
        return "none of these parties is heard on it" if matters.said else "proposed, but no party is heard on it"
    if heard < 2 and known_question(matters.key) is None:
        return "only one party speaks of it"
    return f"beyond the {extent.most} issues that most is said about" if chosen >= extent.most else ""


def _question(matters: Matters) -> Question:
    """A question with its options: variants in the order of how much is said of them, then the plain opposite."""
    known = known_question(matters.key)
    main, none = (known.main, known.none) if known else ((YES, matters.options.get(YES, "yes")), (NO, "not"))
    counts = {key: len(matters.sources.get(key, ())) for key in matters.options}
    variants = sorted((key for key in counts if key != none[0]), key=lambda key: (-counts[key], key))
    if not variants:
        variants = [main[0]]
    names = {main[0]: main[1], **matters.options, none[0]: none[1]}
    keys = [*variants[: OPTIONS - 1], none[0]]
    options = tuple(Option(key, names[key], tuple(matters.sources.get(key, ()))) for key in keys)
    return Question(matters.key, _name(matters), options, matters.topic, none[0])


def _name(matters: Matters) -> str:
    """What a question is called: as the list has it, with the one party that it or all its sources name."""
    known = known_question(matters.key)
    if known is None:
        return capitalised(matters.name)
    party = matters.key.partition(":")[2]
    sources = {source for found in matters.sources.values() for source in found if isinstance(source, Position)}
    if not party and known.named and sources:
        named = set.intersection(*(set(named_parties(words_of(source))) for source in sources))
        party = min(named, default="")
    if not party or not known.named:
        return known.name
    return capitalised(known.named.format(party=load_gazetteer().party(party).name))


def capitalised(words: str) -> str:
    """The words with their first letter in upper case."""
    return words[:1].upper() + words[1:]


def _cells(record: Record, matters: Matters, question: Question) -> dict[Place, Cell]:
    cells: dict[Place, Cell] = {}
    for party in matters.parties:
        own = [said for said in matters.said if said.party == party]
        cells |= {(party, question.key, key): cell for key, cell in _row(record, own, question).items()}
    return cells


def _row(record: Record, own: Sequence[Said], question: Question) -> dict[str, Cell]:
    """The cells of one party on one question: what it says of each option, and what that implies for the others."""
    keys = [option.key for option in question.options]
    answers = [key for key in keys if key != question.none]
    grouped: dict[str | None, list[Said]] = {}
    for said in own:
        option = answers[0] if said.option is None and len(answers) == 1 else said.option
        grouped.setdefault(option if option in keys else None, []).append(said)
    row: dict[str, Cell] = {}
    runs: dict[str, Sequence[Said]] = {}
    for key in keys:
        if key in grouped:
            cell, runs[key] = cell_of(record, grouped[key])
            row[key] = _conditioned(cell, runs[key])
    if None in grouped:
        _spread(record, grouped[None], answers, row)
    _imply(row, runs, question)
    return row


def _spread(record: Record, general: Sequence[Said], answers: Sequence[str], row: dict[str, Cell]) -> None:
    """What a party says of the question in general holds for each answer that it does not speak of.

    Who accepts a ceasefire is open to each kind of ceasefire, unless it has named the kind that it means.
    """
    cell, run = cell_of(record, general)
    cell = replace(_conditioned(cell, run), implied=True)
    if cell.standing in (Standing.PREFERS, Standing.ACCEPTS):
        cell = replace(cell, standing=Standing.OPEN)
    if cell.standing is Standing.OPEN and row:
        return
    for key in answers:
        row.setdefault(key, cell)


def _imply(row: dict[str, Cell], runs: Mapping[str, Sequence[Said]], question: Question) -> None:
    """What a stand on one answer says of its plain opposite: a demand is against it, a refusal accepts it."""
    none = question.none
    answers = [option.key for option in question.options if option.key != none]
    if none is None:
        return
    if none not in row:
        demanded = [key for key in answers if any(said.demanded for said in runs.get(key, ()))]
        demanded = [key for key in demanded if row[key].standing is Standing.PREFERS]
        refused = [key for key in answers if key in row and row[key].standing in (Standing.RED_LINE, Standing.OPPOSES)]
        if demanded:
            row[none] = _implied(row[demanded[0]], Standing.OPPOSES)
        elif refused and len(refused) == len(answers):
            row[none] = _implied(row[refused[0]], Standing.ACCEPTS)
    elif none in runs:
        cell = row[none]
        demanded_none = cell.standing is Standing.PREFERS and any(said.demanded for said in runs[none])
        for key in answers:
            if key not in row and demanded_none:
                row[key] = _implied(cell, Standing.OPPOSES)
            elif key not in row and cell.standing in (Standing.RED_LINE, Standing.OPPOSES) and len(answers) == 1:
                row[key] = _implied(cell, Standing.ACCEPTS)


def _implied(cell: Cell, standing: Standing) -> Cell:
    return Cell(standing, cell.statements, implied=True)


def _conditioned(cell: Cell, run: Sequence[Said]) -> Cell:
    if cell.standing is not Standing.CONDITIONAL:
        return cell
    words = [said.condition for said in run if said.condition]
    return replace(cell, condition=link(None, None, words[-1] if words else ""))


def _parties(cells: Mapping[Place, Cell], questions: Sequence[Question]) -> tuple[str, ...]:
    """The parties that take a stand on most questions, at most as many as the table holds."""
    spoken: dict[str, set[str]] = {}
    said: dict[str, int] = {}
    for (party, question, _), cell in cells.items():
        if cell.standing is not Standing.UNKNOWN:
            spoken.setdefault(party, set()).add(question)
            said[party] = said.get(party, 0) + len(cell.statements)
    return tuple(sorted(spoken, key=lambda p: (-len(spoken[p]), -said[p], p))[:PARTIES])
