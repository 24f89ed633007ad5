"""Trades between two issues: each side gives on the one and gets on the other, and both are better off for it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from communique.analysis.settlement.scores import USUAL, Scores, Worth, worth
from communique.analysis.settlement.search import prepare
from communique.analysis.settlement.table import Atom, Place, Standing, Table

MOST = 20


@dataclass(frozen=True, slots=True, order=True)
class Move:
    """On one question from one option to another."""

    question: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Trade:
    """Two moves that together help both parties and of which each alone hurts one of them.

    `gains` are the least and the most that each gains under the weights used; `certain` is True where both gain
    whatever the unknowns are. `rests_on` are the cells that count.
    """

    parties: tuple[str, str]
    moves: tuple[Move, Move]
    gains: tuple[tuple[float, float], tuple[float, float]]
    certain: bool
    rests_on: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Offer:
    """A trade that a party itself has put forward: it accepts an option on condition of others."""

    place: Place
    wants: tuple[Atom, ...]
    words: str


def stated_trades(table: Table) -> tuple[Offer, ...]:
    """The conditional acceptances of a table: what a party gives, and what it asks for in return."""
    found = []
    for place in table.places():
        cell = table.cell(*place)
        if cell.standing is Standing.CONDITIONAL and cell.condition is not None:
            wants = tuple(atom for atoms in cell.condition.alternatives for atom in atoms)
            found.append(Offer(place, wants, cell.condition.words))
    return tuple(found)


def find_trades(table: Table, scores: Scores = USUAL, most: int = MOST) -> tuple[Trade, ...]:
    """Trades of two parties over two issues: certain ones first, then by the gain of the one that gains less.

    No move leads to an option that anybody refuses. A gain that hangs on a position nobody knows is not certain; issues
    on which one of the two has said nothing at all are left out.
    """
    prepare(table)
    values = worth(table, scores)
    refused = {place for place, cell in table.cells.items() if cell.standing is Standing.RED_LINE}
    found: dict[tuple[str, str, str, str, tuple[str, str]], Trade] = {}
    for a, b in combinations(range(len(table.parties)), 2):
        for one, other in combinations(range(len(table.questions)), 2):
            for trade in _trades(table, values, (a, b), (one, other), refused):
                key = (trade.moves[0].question, trade.moves[0].after, trade.moves[1].question, trade.moves[1].after,
                       trade.parties)  # fmt: skip
                if key not in found or _rank(trade) < _rank(found[key]):
                    found[key] = trade
    return tuple(sorted(found.values(), key=_rank)[:most])


def _rank(trade: Trade) -> tuple[bool, float, float, tuple[str, str], tuple[Move, Move]]:
    least = min(low for low, _ in trade.gains)
    return not trade.certain, -least, -sum(low for low, _ in trade.gains), trade.parties, trade.moves


def _trades(
    table: Table, values: Worth, pair: tuple[int, int], issues: tuple[int, int], refused: set[Place]
) -> Iterator[Trade]:
    a, b = pair
    first, second = (list(_moves(table, values, q, pair, refused)) for q in issues)
    for one, (a_low, a_high), (b_low, b_high) in first:
        for other, (a_low2, a_high2), (b_low2, b_high2) in second:
            # Each gives on the one issue and gets on the other.
            if not ((a_high < 0 < a_low2 and b_high2 < 0 < b_low) or (b_high < 0 < b_low2 and a_high2 < 0 < a_low)):
                continue
            gains = ((a_low + a_low2, a_high + a_high2), (b_low + b_low2, b_high + b_high2))
            if min(high for _, high in gains) <= 0:
                continue
            parties = (table.parties[a], table.parties[b])
            cells = tuple(
                (party, move.question, option)
                for party in parties for move in (one, other) for option in (move.before, move.after)
            )  # fmt: skip
            rounded = tuple((round(low, 4), round(high, 4)) for low, high in gains)
            certain = min(low for low, _ in gains) > 0
            yield Trade(parties, (one, other), (rounded[0], rounded[1]), certain, cells)


def _moves(
    table: Table, values: Worth, q: int, pair: tuple[int, int], refused: set[Place]
) -> Iterator[tuple[Move, tuple[float, float], tuple[float, float]]]:
    """The moves on one question that one of the two gains by for certain and the other loses by, with the gains."""
    question = table.questions[q]
    if values.silent[q][list(pair)].any():
        return
    for i, before in enumerate(question.options):
        for j, after in enumerate(question.options):
            closed = any((party, question.key, after.key) in refused for party in table.parties)
            if i == j or closed:
                continue
            gains = [
                (float(values.low[q, p, j] - values.high[q, p, i]), float(values.high[q, p, j] - values.low[q, p, i]))
                for p in pair
            ]
            yield Move(question.key, before.key, after.key), gains[0], gains[1]
