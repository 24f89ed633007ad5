"""Whether a confidence means what it says: of the findings given 70 %, are seven in ten right?

    python -m evals.calibration dev [dev-real own train] [-o reliability.svg]

Prints, for contacts, positions and agreements, how many findings stand in each tenth of confidence, the mean confidence
there, the share that is right (aligned with an annotated item by `scoring.py`), and the expected calibration error: the
mean distance of the two, weighed by number (Naeini et al. 2015). `-o` draws the reliability plot. On `train` network
and weights have seen the articles; `python -m training.settling` prints the error on tracks that they have not.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from evals.gate import SETS, find, load
from evals.scoring import align, contact_weight, position_weight, sentence_weight

Row = dict[str, Any]
BINS = 10
WIDTH = 40
"""Characters of a full bar."""


@dataclass(frozen=True, slots=True)
class Bin:
    """A tenth of confidence: how many findings, their mean confidence, the share of them that is right."""

    number: int
    confidence: float
    right: float


def outcomes(rows: Sequence[Row], found: dict[str, Row], kind: str) -> list[tuple[float, bool]]:
    """The confidence of each finding of a kind, and whether an annotated item answers it."""
    pairs = []
    for row in rows:
        items = found[row["id"]].get(kind) or []
        weight = {
            "contacts": partial(contact_weight, row["text"]),
            "positions": partial(position_weight, row["text"]),
            "agreements": partial(sentence_weight, row["text"], "agreements"),
        }[kind]
        right = {j for _, j in align(row[kind], items, weight)} if items and row[kind] else set()
        pairs += [(float(item["confidence"]), j in right) for j, item in enumerate(items)]
    return pairs


def bins(pairs: Sequence[tuple[float, bool]]) -> list[Bin]:
    """The tenths of confidence that hold any findings."""
    found = []
    for place in range(BINS):
        here = [pair for pair in pairs if min(int(pair[0] * BINS), BINS - 1) == place]
        if here:
            shares = [sum(pair[i] for pair in here) / len(here) for i in (0, 1)]
            found.append(Bin(len(here), *shares))
    return found


def calibration_error(table: Sequence[Bin]) -> float:
    """The expected calibration error, 0 (a confidence means what it says) to 1."""
    total = sum(one.number for one in table)
    return sum(one.number * abs(one.confidence - one.right) for one in table) / total if total else 0.0


def lines(kind: str, table: Sequence[Bin]) -> list[str]:
    """The table of one kind as text, with a bar of the share that is right and a mark at the mean confidence."""
    total = sum(one.number for one in table)
    shown = [f"{kind}: {total} findings, expected calibration error {calibration_error(table):.3f}"]
    for one in table:
        bar = list(("#" * round(one.right * WIDTH)).ljust(WIDTH + 1))
        bar[round(one.confidence * WIDTH)] = "|"
        shown.append(f"  {one.confidence:5.2f} said  {one.right:5.2f} right  {one.number:4}  {''.join(bar).rstrip()}")
    return shown


def draw(tables: dict[str, list[Bin]]) -> str:
    """The reliability plot as SVG: confidence to the right, share right upwards; the diagonal is perfect."""
    size, gap = 220, 40
    parts = []
    for place, (kind, table) in enumerate(tables.items()):
        left = gap + place * (size + gap)
        parts.append(f'<rect x="{left}" y="{gap}" width="{size}" height="{size}" fill="none" stroke="#888"/>')
        parts.append(f'<path d="M{left} {gap + size}L{left + size} {gap}" stroke="#bbb" stroke-dasharray="4"/>')
        for one in table:
            x, y = left + one.confidence * size, gap + (1 - one.right) * size
            parts.append(
                f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{2 + one.number**0.5 / 2:.1f}" fill="#246" opacity="0.7"/>'
            )
        title = f"{kind}, ECE {calibration_error(table):.3f}"
        parts.append(f'<text x="{left}" y="{gap - 10}" font-family="sans-serif" font-size="14">{title}</text>')
    width = gap + len(tables) * (size + gap)
    return f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{size + 2 * gap}">{"".join(parts)}</svg>\n'


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sets", nargs="+", choices=list(SETS))
    parser.add_argument("-o", "--out", type=Path)
    options = parser.parse_args(arguments)
    rows = [row for name in options.sets for row in load(name)]
    found = find(rows)
    tables = {kind: bins(outcomes(rows, found, kind)) for kind in ("contacts", "positions", "agreements")}
    for kind, table in tables.items():
        print("\n".join(lines(kind, table)))
    if options.out:
        options.out.write_text(draw(tables), encoding="utf-8")


if __name__ == "__main__":
    main()
