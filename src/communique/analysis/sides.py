"""Which side a position takes, and whether two of them can be held against each other.

Three sides are told apart. *For*: demands, offers, accepts, supports, is open to. *Conditional*: is for it under a
condition. *Against*: opposes, rejects. A warning says what would follow and takes no side.
"""

from __future__ import annotations

from enum import StrEnum

from communique.analysis.matters import Likeness, Matter, compare, matter_of
from communique.model.findings import Position, Stance


class Side(StrEnum):
    FOR = "for"
    CONDITIONAL = "conditional"
    AGAINST = "against"


_SIDES = {
    Stance.DEMANDS: Side.FOR,
    Stance.OFFERS: Side.FOR,
    Stance.ACCEPTS: Side.FOR,
    Stance.SUPPORTS: Side.FOR,
    Stance.OPEN: Side.FOR,
    Stance.CONDITIONAL: Side.CONDITIONAL,
    Stance.OPPOSES: Side.AGAINST,
    Stance.REJECTS: Side.AGAINST,
}


def side_of(position: Position) -> Side | None:
    """The side that a position takes; None for a warning.

    "Rejects a ceasefire without a withdrawal" is conditional, as is everything that comes with a condition.
    """
    side = _SIDES.get(position.stance)
    limited = position.condition is not None or matter_named(position).limited
    return Side.CONDITIONAL if side is not None and limited else side


def alike(one: Position, other: Position) -> Likeness:
    """Whether two positions can be held against each other: the same issue, and words that name one matter."""
    if one.issue is not other.issue:
        return Likeness.OTHER
    return compare(matter_named(one), matter_named(other))


def opposed(one: Position, other: Position) -> bool:
    """True when one position is for and the other against one matter."""
    return {side_of(one), side_of(other)} == {Side.FOR, Side.AGAINST} and alike(one, other) is not Likeness.OTHER


def matter_named(position: Position) -> Matter:
    """The matter that the words of a position name."""
    return matter_of(position.about, position.issue.value)
