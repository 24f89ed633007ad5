"""The status-quo tree as a drawing: from left to right, who moves, and what is reached in how many draws."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

from communique.analysis.settlement.graph.holding import Holding
from communique.analysis.settlement.graph.paths import Step
from communique.reports.outlook.drawing import svg, text
from communique.reports.wording import count, party_name

BOX, GAP, HIGH, ROW = 210.0, 92.0, 62.0, 84.0
LINES, LETTERS = 3, 33


def draw_tree(found: Holding, words: Callable[[int], str]) -> tuple[str, str] | None:
    """The drawing and what it shows; None where improvements lead nowhere from the status quo."""
    steps: dict[int, Step] = {}
    for reached in found.reached.values():
        for step in reached.path:
            steps.setdefault(step.after, step)
    if not steps:
        return None
    depth = {found.start: 0}
    order: list[int] = []
    _lay_out(found.start, steps, depth, order)
    rows = _rows(found.start, steps, order)
    outcomes = {outcome.state for outcome in found.sampled.outcomes}
    parts = []
    for state in order:
        if state != found.start:
            parts.append(_arrow(depth[state], rows[steps[state].before], rows[state], party_name(steps[state].party)))
    for state in order:
        reached_in = found.reached.get(state)
        below = f"in {reached_in.times} of {found.sampled.samples}" if reached_in and state in outcomes else ""
        parts.append(_box(depth[state], rows[state], words(state), below, state in outcomes))
    width = (max(depth.values()) + 1) * (BOX + GAP) - GAP + 8
    height = (max(rows.values()) + 1) * ROW + 4
    said = (
        f"Improvements lead from the status quo to these outcomes over {count(len(steps), 'state')}. Each arrow is a "
        "move that pays for the party named on it; thick frames are outcomes that hold in some draw, with the number "
        "of draws in which they are reached."
    )
    return svg(width, height, "From the status quo", said, parts), said


def _lay_out(state: int, steps: dict[int, Step], depth: dict[int, int], order: list[int]) -> None:
    order.append(state)
    for after, step in sorted(steps.items()):
        if step.before == state and after not in depth:
            depth[after] = depth[state] + 1
            _lay_out(after, steps, depth, order)


def _rows(start: int, steps: dict[int, Step], order: list[int]) -> dict[int, float]:
    """A row for each leaf, and for each other state the middle of those that follow it."""
    follow = {state: [after for after in order if after in steps and steps[after].before == state] for state in order}
    rows: dict[int, float] = {}
    number = 0.0
    for state in order:
        if not follow[state]:
            rows[state] = number
            number += 1
    for state in reversed(order):
        if follow[state]:
            rows[state] = sum(rows[after] for after in follow[state]) / len(follow[state])
    return rows


def _box(depth: int, row: float, words: str, below: str, holds: bool) -> str:
    x, y = depth * (BOX + GAP) + 4, row * ROW + 4
    weight = 2.4 if holds else 1
    kind = "s-accepts" if holds else "s-unknown"
    rows = wrapped(words)
    lines = "".join(text(x + 9, y + 17 + 14 * n, part, "small") for n, part in enumerate(rows))
    told = text(x + BOX - 9, y + HIGH - 6, below, "soft small", "end") if below else ""
    frame = f'<rect x="{x:g}" y="{y:g}" width="{BOX:g}" height="{HIGH:g}" rx="3" fill="var(--c-paper)"'
    drawn = f'{frame} stroke="currentColor" stroke-width="{weight:g}"/>'
    return f'<g class="{kind}"><title>{escape(words)}</title>{drawn}</g>{lines}{told}'


def _arrow(depth: int, before: float, after: float, party: str) -> str:
    x1, y1 = depth * (BOX + GAP) - GAP + 4, before * ROW + 4 + HIGH / 2
    x2, y2 = depth * (BOX + GAP) + 2, after * ROW + 4 + HIGH / 2
    middle = (x1 + x2) / 2
    curve = f'<path class="axis" d="M{x1:g} {y1:g}C{middle:g} {y1:g} {middle:g} {y2:g} {x2 - 6:g} {y2:g}"/>'
    head = f'<path fill="var(--c-soft)" d="M{x2:g} {y2:g}l-8 -4v8z"/>'
    if abs(y1 - y2) < 1:
        return curve + head + text(middle, y2 - 7, party, "soft small", "middle")
    return curve + head + text(x2 - 10, y2 + (-7 if y2 < y1 else 16), party, "soft small", "end")


def wrapped(words: str) -> list[str]:
    """Words in at most a few lines; what does not fit ends in "…"."""
    rows: list[str] = [""]
    for word in words.split():
        longer = f"{rows[-1]} {word}".strip()
        if len(longer) <= LETTERS or not rows[-1]:
            rows[-1] = longer
        elif len(rows) < LINES:
            rows.append(word)
        else:
            rows[-1] = rows[-1][: LETTERS - 1].rstrip(" ,;:") + "…"
            break
    return rows
