"""A coarse conflict from the package table: each party that stands in the way of what others want may give way or not.

An option of the model is "PARTY gives way on ISSUE=OPTION". What each party prefers follows from its cells: its own red
lines stay, others give way on what it wants, a condition is met before it gives way itself. Which of its wishes matters
more, the record rarely says: that is drawn (`sampling`).
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from communique.analysis.settlement.graph.conflict import Choice, Conflict
from communique.analysis.settlement.graph.sampling import Wish
from communique.analysis.settlement.table import Cell, Place, Standing, Table
from communique.errors import UsageError

MOST = 12
_WANTS = (Standing.PREFERS, Standing.ACCEPTS, Standing.OPEN, Standing.CONDITIONAL)
_RESISTS = (Standing.RED_LINE, Standing.OPPOSES, Standing.CONDITIONAL)
# Which wishes come first: red lines and conditions, then demands, then what is accepted, then what nobody knows.
_TIERS = {Standing.RED_LINE: 0, Standing.CONDITIONAL: 0, Standing.PREFERS: 1, Standing.OPPOSES: 1, Standing.ACCEPTS: 2,
          Standing.OPEN: 3}  # fmt: skip
_LAST = 4


@dataclass(frozen=True)
class Coarse:
    """The conflict, the wishes of each party, the cell behind each option, and the cells that did not fit in."""

    conflict: Conflict
    wishes: dict[str, tuple[Wish, ...]]
    places: dict[str, Place]
    left_out: tuple[Place, ...]


def coarse_conflict(table: Table, most: int = MOST, firm: bool = True) -> Coarse:
    """The conflict behind a table. Raises UsageError where nobody resists what another wants.

    At most `most` options, those on which most parties have taken a stand. `firm`: red lines and conditions come before
    all other wishes; else they are drawn among the demands, so that a red line may give way for something else.
    """
    found = [place for place in table.places() if _is_disputed(table, place)]
    if not found:
        raise UsageError(
            "nobody stands in the way of what another party wants, so there is nothing to hold or to break",
            hint="write a [conflict] into the outlook file, or set cells in a scenario",
        )
    stands = {place: sum(table.cell(p, *place[1:]).standing.is_known for p in table.parties) for place in found}
    ranked = sorted(found, key=lambda place: (-stands[place], found.index(place)))
    chosen = sorted(ranked[:most], key=found.index)
    keys = {place: f"{place[0]}:{place[1]}={place[2]}" for place in chosen}
    options = tuple(Choice(keys[place], place[0], _name(table, place)) for place in chosen)
    wishes = {
        party: tuple(_bent(wish, firm) for wish in _wishes(table, party, keys))
        for party in dict.fromkeys(place[0] for place in chosen)
    }
    conflict = Conflict(options, {}, _exclusive(table, keys), start="N" * len(options))
    return Coarse(conflict, wishes, {key: place for place, key in keys.items()}, tuple(ranked[most:]))


def _bent(wish: Wish, firm: bool) -> Wish:
    """The wish of a red line or condition among the demands, where red lines need not come first."""
    return wish if firm or wish.tier > 1 else replace(wish, tier=2 + wish.tier)


def _is_disputed(table: Table, place: Place) -> bool:
    party, question, option = place
    if table.cell(*place).standing not in _RESISTS:
        return False
    if option == table.question(question).none and table.cell(*place).implied:
        return False
    return any(table.cell(other, question, option).standing in _WANTS for other in table.parties if other != party)


def _name(table: Table, place: Place) -> str:
    question = table.question(place[1])
    return f"{question.name}: {question.option(place[2]).name}"


def _wishes(table: Table, party: str, keys: dict[Place, str]) -> list[Wish]:
    """What a party wishes of each disputed option, and of its own going along with it.

    An option is in place when all who stand in its way go along. Its own part a party does not give for nothing: where
    that does not matter to the outcome, it rather keeps to its line.
    """
    found = []
    for question, option in dict.fromkeys(place[1:] for place in keys):
        place = (party, question, option)
        cell = table.cell(*place)
        in_place = " & ".join(key for other, key in keys.items() if other[1:] == place[1:])
        own = keys.get(place)
        tier = 2 * _TIERS.get(cell.standing, _LAST)
        if own and cell.standing is Standing.CONDITIONAL:
            statement = _conditional(cell, own, keys)
            found.append(Wish(statement, tier, place, either=statement == own and not _is_met(table, cell)))
        elif not cell.standing.is_known:
            found.append(Wish(in_place, tier, place, either=True))
        elif cell.standing in (Standing.RED_LINE, Standing.OPPOSES):
            found.append(Wish(f"!({in_place})", tier, place))
        else:
            found.append(Wish(in_place, tier, place))
        if own and cell.standing is not Standing.CONDITIONAL:
            found.append(Wish(f"!{own}", tier + 1, place))
    return found


def _conditional(cell: Cell, key: str, keys: dict[Place, str]) -> str:
    """Goes along just where its condition is met, as far as the options of the model decide that."""
    condition = cell.condition
    if condition is None or not condition.alternatives:
        return key
    alternatives = []
    for atoms in condition.alternatives:
        parts = []
        for atom in atoms:
            gives = [k for place, k in keys.items() if place[1:] == (atom.question, atom.option) and k != key]
            if atom.party:
                gives = [k for place, k in keys.items() if place == (atom.party, atom.question, atom.option)]
            parts += [f"!{k}" if atom.negated else k for k in gives]
        alternatives.append(" & ".join(parts))
    if not all(alternatives):
        return key
    return f"{key} iff ({' | '.join(f'({text})' for text in alternatives)})"


def _is_met(table: Table, cell: Cell) -> bool:
    """Whether all that a condition waits for is known to be accepted; if not, nobody knows whether it will be met."""
    if cell.condition is None or cell.condition.unlinked:
        return False
    waits = [
        (party, atom.question, atom.option)
        for atoms in cell.condition.alternatives for atom in atoms
        for party in ([atom.party] if atom.party else table.parties)
    ]  # fmt: skip
    return bool(waits) and all(table.cell(*place).standing in _WANTS[:3] for place in waits)


def _exclusive(table: Table, keys: dict[Place, str]) -> tuple[str, ...]:
    """Two options of one issue cannot both be in place: not everybody who resists them gives way on both."""
    found = []
    for question in table.questions:
        resisting = {
            option.key: [key for place, key in keys.items() if place[1:] == (question.key, option.key)]
            for option in question.options
        }
        held = [those for those in resisting.values() if those]
        found += [" & ".join([*one, *other]) for n, one in enumerate(held) for other in held[n + 1 :]]
    return tuple(found)
