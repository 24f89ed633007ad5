"""Would it hold: outcomes with the share of draws in which they are stable, and the moves and answers behind that."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeVar

from communique.analysis.settlement.graph.conflict import Choice
from communique.analysis.settlement.graph.holding import Holding
from communique.analysis.settlement.graph.sampling import Outcome
from communique.analysis.settlement.graph.stability import Concept
from communique.reports.document import (
    Bullets,
    Item,
    Line,
    Paragraph,
    Picture,
    Section,
    join_lines,
    line,
    soft,
    strong,
)
from communique.reports.outlook.tree_picture import draw_tree
from communique.reports.outlook.words import Sayer
from communique.reports.wording import count, enumerate_words, party_name

REASONS = 3
NEEDS = 12
V = TypeVar("V")


def stability_sections(sayer: Sayer, found: Holding) -> list[Section]:
    """The model, the outcomes, the ways to them from the status quo, and what one outcome would take."""
    sections = [
        Section("model", "The conflict in its coarse form", (Paragraph(_how(found)), _options(sayer, found))),
        Section(
            "outcomes", "What would hold, and why", (_outcomes(sayer, found), Paragraph(line(soft(_legend(found)))))
        ),
    ]
    drawing = draw_tree(found, lambda state: state_words(found, state))
    if drawing is not None:
        svg, words = drawing
        shown = Picture(svg, "From the status quo", (_paths(found),), "tree")
        sections.append(Section("paths", "From the status quo", (shown, Paragraph(line(soft(words))))))
    if found.target is not None:
        sections.append(_inverse(found))
    return sections


def state_words(found: Holding, state: int) -> str:
    """A state in words: who goes along with what; or the analyst's own name for it and the options taken."""
    conflict = found.sampled.conflict
    taken = conflict.choices(state)
    if not taken:
        return "nobody gives way" if found.places else f"{conflict.label(state)}: nothing taken"
    if not found.places:
        label = conflict.label(state)
        return f"{label}: {', '.join(option.name or option.key for option in taken)}"
    grouped: dict[str, list[str]] = {}
    for option in taken:
        grouped.setdefault(_short(option), []).append(party_name(option.party))
    return "; ".join(f"{name} ({enumerate_words(parties)})" for name, parties in grouped.items())


def _short(option: Choice) -> str:
    return option.name or option.key


def _how(found: Holding) -> Line:
    number = len(found.sampled.conflict.options)
    if not found.places:
        parties = count(len(found.sampled.conflict.parties), "party", "parties")
        return line(f"{count(number, 'option')} of {parties}, as written in the outlook file.")
    drawn = (
        "What each party wants follows from its cells: red lines and conditions first, then demands, then what it "
        "accepts. Which of them matters more within that, and what it wants where it is not known, is drawn."
    )
    left = f" {count(len(found.left_out), 'further dispute')} did not fit in." if found.left_out else ""
    head = "each party that stands in the way of what another wants may go along with it or not. "
    return line(f"{count(number, 'option')}: {head}", soft(drawn + left))


def _options(sayer: Sayer, found: Holding) -> Bullets:
    items = []
    for option in found.sampled.conflict.options:
        once = {"taken": " (cannot be undone)", "dropped": " (cannot be taken again)"}.get(option.once, "")
        head = line(strong(party_name(option.party)), f": {_short(option)}", soft(once))
        place = found.places.get(option.key)
        items.append(Item(head, (sayer.standing(place),) if place else ()))
    return Bullets(tuple(items))


def _outcomes(sayer: Sayer, found: Holding) -> Bullets:
    """Each outcome with the draws in which it is stable, and the moves that speak against it or are held back."""
    items = []
    for n, outcome in enumerate(found.sampled.outcomes, 1):
        quo = soft(" (the status quo)") if outcome.state == found.start else None
        head = line(strong(f"{n}. "), strong(state_words(found, outcome.state)), quo)
        items.append(Item(head, (_counts(found, outcome), *_reasons(sayer, found, outcome))))
    return Bullets(tuple(items))


def _counts(found: Holding, outcome: Outcome) -> Line:
    number = found.sampled.samples
    parts = [f"{concept.value} {outcome.stable[concept]}" for concept in Concept]
    words = f"stable in so many of {number}: {', '.join(parts)}"
    together = found.together.get(outcome.state)
    if together:
        words += f"; against coalitions too in {together[1]} of {found.coalition_draws}"
    reached = found.reached.get(outcome.state)
    return line(words, f"; reached in {reached.times if reached else 0}")


def _legend(found: Holding) -> str:
    given = "the record" if found.places else "what the outlook file says"
    draws = f"drawn orders of preference that agree with {given}" if found.drawn else "the preferences given"
    return (
        f"Counts of {draws}, not probabilities of events (seed {found.sampled.seed}). "
        "Nash: nobody can do better by moving. "
        "GMR: whoever moves can be answered so that it gains nothing; SMR: and cannot mend that by moving again; SEQ: "
        "and the answer pays for those who give it. Answers are any legal sequence of the others' moves (Fang, Hipel "
        f"and Kilgour 1993). {_coalitions(found)} Reached: improvements lead there from the status quo."
    )


def _coalitions(found: Holding) -> str:
    """What "against coalitions too" says, or why nothing is said of them."""
    conflict = found.sampled.conflict
    if found.coalition_draws:
        return (
            "Coalitions: SEQ for every group of parties as well, whose joint gains may be answered by any groups of "
            "the others that gain by it (Inohara and Hipel 2008)."
        )
    number = count(2 ** len(conflict.parties) - 1, "coalition")
    return f"Coalitions are not looked at: {number} over {conflict.size:,} states are too many."


def _reasons(sayer: Sayer, found: Holding, outcome: Outcome) -> list[Line]:
    """Who would leave an outcome and where to, and which answers keep others from leaving."""
    number = found.sampled.samples
    details: list[Line] = []
    leaves = _simplest(outcome.state, outcome.leaves, lambda times: times)
    for (party, to), times in leaves[:REASONS]:
        details.append(
            line(
                f"{party_name(party)} would leave it in {times} of {number}, unanswered: ",
                _change(sayer, found, outcome.state, to),
            )
        )
    held = _simplest(outcome.state, outcome.answered, lambda told: told[0])
    for (party, to), (times, answer) in held[:REASONS]:
        move, then = _change(sayer, found, outcome.state, to), _change(sayer, found, to, answer)
        details.append(
            line(f"{party_name(party)} is kept from leaving in {times} of {number}: ", move, ", but then ", then)
        )
    if not details:
        details.append(line(soft("Nobody gains by moving away from it, in any draw.")))
    return details


def _simplest(
    state: int, moves: Mapping[tuple[str, int], V], times: Callable[[V], int]
) -> list[tuple[tuple[str, int], V]]:
    """The moves that pay most often; of two of which one does more than the other, only the simpler one."""
    ordered = sorted(moves.items(), key=lambda pair: ((state ^ pair[0][1]).bit_count(), -times(pair[1]), pair[0]))
    kept: list[tuple[tuple[str, int], V]] = []
    for (party, to), told in ordered:
        change = state ^ to
        if not any(other == party and (state ^ there) & change == state ^ there for (other, there), _ in kept):
            kept.append(((party, to), told))
    return sorted(kept, key=lambda pair: (-times(pair[1]), pair[0]))


def _change(sayer: Sayer, found: Holding, before: int, after: int) -> Line:
    """A move in words: "Norway goes along with ...", "Norway goes back on ...", with the statement behind it."""
    parts = []
    for k, option in enumerate(found.sampled.conflict.options):
        if (before ^ after) >> k & 1:
            taken = bool(after >> k & 1)
            verb = ("goes along with" if taken else "goes back on") if found.places else ("takes" if taken else "drops")
            place = found.places.get(option.key)
            cited = sayer.view.cite(*sayer.table.cell(*place).statements[-1:]) if place else ()
            parts.append(line(f"{party_name(option.party)} {verb} {_short(option)} ", cited))
    return join_lines(parts, " and ")


def _paths(found: Holding) -> Bullets:
    items = []
    for state, reached in found.reached.items():
        steps = " → ".join(
            [
                state_words(found, found.start),
                *(f"{party_name(s.party)} moves: {state_words(found, s.after)}" for s in reached.path),
            ]
        )
        items.append(
            Item(
                line(strong(state_words(found, state)), soft(f"  in {reached.times} of {found.sampled.samples}")),
                (line(steps),),
            )
        )
    return Bullets(tuple(items))


def _inverse(found: Holding) -> Section:
    """What one outcome would take: for each move that pays in some draw, which states its party must hold no better."""
    target = found.target or 0
    name, number = strong(state_words(found, target)), found.sampled.samples
    if not found.missing:
        words = line(name, " is stable (SEQ) ", "in every draw." if found.drawn else "as it is.")
        return Section("inverse", "What it would take", (Paragraph(words),))
    head = line("For ", name, " to be stable (SEQ), all of these would have to hold:")
    items = []
    for need, times in found.missing[:NEEDS]:
        ways = [" and ".join(state_words(found, s) for s in one) for one in need.any_of[:REASONS]]
        more = f", or {len(need.any_of) - REASONS} others" if len(need.any_of) > REASONS else ""
        told = soft(f"  (does not hold in {times} of {number})") if found.drawn else None
        asked = f" must hold it at least as good as {'; or as '.join(ways)}{more}"
        items.append(Item(line(strong(party_name(need.party)), asked, told)))
    blocks: list[Paragraph | Bullets] = [Paragraph(head), Bullets(tuple(items))]
    if len(found.missing) > NEEDS:
        blocks.append(Paragraph(line(soft(f"and {len(found.missing) - NEEDS} more"))))
    return Section("inverse", "What it would take", tuple(blocks))
