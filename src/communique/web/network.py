"""Who met whom as a picture: persons as marks, linked where they took part in the same contacts, reported as held.

Parties stand around a circle, the persons of each beside each other, so that where a mark stands says for whom he or
she speaks. Those who met many stand further in. The places are worked out here, and are the same every time.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from communique.model.record import Person
from communique.reports.wording import count, party_name
from communique.web.labels import Room, box, short_name, spots
from communique.web.meetings import Circle, Meetings, find_circles

WIDTH, HEIGHT = 1120.0, 860.0
MOST = 200
"""So many persons are shown, those who took part in most contacts."""
LABELLED = 110
"""So many of them are named at most, where there is room; the others when the pointer or the focus is on them."""
PARTIES = 14
"""So many parties have a place of their own; the persons of all others stand together."""
WIDE, HIGH = 400.0, 370.0
"""Half the width and half the height of the outermost ring."""
RINGS = (0.36, 0.52, 0.68, 0.84, 1.0)
OTHERS = "others"
LINKS = 900
"""So many links are drawn, the strongest."""
_SHAPES = ("circle", "square", "diamond", "triangle", "down", "hexagon", "cross", "ring")
Places = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Node:
    """One person on the picture: `shape` is that of the party, `r` grows with the number of contacts.

    `label` is what is written beside the mark, at `x + dx`, `y + dy`; "" where there is no room.
    """

    id: str
    name: str
    words: str
    x: float
    y: float
    r: float
    shape: str
    label: str
    dx: float
    dy: float
    anchor: str


@dataclass(frozen=True, slots=True)
class Link:
    """Two persons who took part in the same contacts: a line of this width, bent towards the middle."""

    path: str
    width: float
    strong: bool


@dataclass(frozen=True, slots=True)
class Sector:
    """One party: its name where its persons stand, and their shape."""

    party: str
    name: str
    shape: str
    x: float
    y: float
    anchor: str
    count: int


@dataclass(frozen=True, slots=True)
class Picture:
    """The whole picture; `left_out` counts persons who met somebody and are not shown.

    `circles` say the same in words, for a screen on which it has no room.
    """

    nodes: tuple[Node, ...]
    links: tuple[Link, ...]
    sectors: tuple[Sector, ...]
    words: str
    left_out: int
    pairs: tuple[tuple[str, str, str, str, int], ...]
    circles: tuple[Circle, ...]


def draw_network(met: Meetings, least: int = 1) -> Picture | None:
    """Those linked by at least so many contacts; None where nobody is."""
    strong = {pair: number for pair, number in met.times.items() if number >= least}
    linked = {place for pair in strong for place in pair}
    if not linked:
        return None
    order = sorted(linked, key=lambda place: (-met.contacts[place], met.persons[place].name, met.persons[place].id))
    shown = order[:MOST]
    persons = [met.persons[place] for place in shown]
    at = {place: number for number, place in enumerate(shown)}
    pairs = sorted(((at[a], at[b], number) for (a, b), number in strong.items() if a in at and b in at),
                   key=lambda row: (-row[2], row[0], row[1]))  # fmt: skip
    numbers = np.array([met.contacts[place] for place in shown], dtype=float)
    sectors = _sectors(persons, numbers)
    places = _places(persons, numbers, sectors, pairs)
    nodes = _nodes(persons, numbers, places, sectors)
    told = tuple((persons[a].id, persons[a].name, persons[b].id, persons[b].name, n) for a, b, n in pairs[:30])
    return Picture(
        nodes, tuple(_links(places, pairs[:LINKS])), tuple(_named(sectors)), _words(told, len(shown)),
        len(order) - len(shown), told, find_circles(persons, pairs),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Sector:
    party: str
    members: tuple[int, ...]
    first: float
    last: float
    shape: str


def _sectors(persons: Sequence[Person], numbers: Places) -> list[_Sector]:
    """The parties around the circle, each with room for its persons, those with most persons first."""
    groups: dict[str, list[int]] = {}
    for number, person in enumerate(persons):
        groups.setdefault(person.party or "", []).append(number)
    ranked = sorted(groups.items(), key=lambda row: (row[0] == "", -sum(numbers[row[1]]), row[0]))
    if len(ranked) > PARTIES:
        rest = [number for _, members in ranked[PARTIES - 1 :] for number in members]
        ranked = [*ranked[: PARTIES - 1], (OTHERS, rest)]
    weights = np.array([len(members) + 1.5 for _, members in ranked])
    ends = np.concatenate(([0.0], np.cumsum(weights / weights.sum()))) * 2 * np.pi - np.pi / 2
    last = len(_SHAPES) - 1  # those without a party, and all further ones, are rings
    return [
        _Sector(party, tuple(members), float(ends[n]), float(ends[n + 1]), _SHAPES[min(n, last)])
        for n, (party, members) in enumerate(ranked)
    ]


def _places(
    persons: Sequence[Person], numbers: Places, sectors: Sequence[_Sector], pairs: Sequence[tuple[int, int, int]]
) -> Places:
    """Where each person stands: within the sector of the party, on rings, near those he or she met most."""
    places = np.zeros((len(persons), 2))
    pull = np.zeros((len(persons), 2))
    middles = {n: (s.first + s.last) / 2 for s in sectors for n in s.members}
    for a, b, number in pairs:
        pull[a] += number * np.array([np.cos(middles[b]), np.sin(middles[b])])
        pull[b] += number * np.array([np.cos(middles[a]), np.sin(middles[a])])
    for sector in sectors:
        _arrange(sector, numbers, pull, places)
    return places


def _arrange(sector: _Sector, numbers: Places, pull: Places, places: Places) -> None:
    """The persons of one party on rings: those with most contacts inside, each ring in the order of whom they met."""
    middle, span = (sector.first + sector.last) / 2, sector.last - sector.first
    members = sorted(sector.members, key=lambda n: (-numbers[n], n))
    room = [max(1, int(span * radius * 10)) for radius in RINGS]
    rings: list[list[int]] = [[] for _ in RINGS]
    wanted = _shares(len(members), room)
    taken = 0
    for ring, number in enumerate(wanted):
        rings[ring] = members[taken : taken + number]
        taken += number
    for ring, inside in enumerate(rings):
        # In the order of the direction in which those stand whom they met, seen from the middle of the sector.
        inside.sort(key=lambda n: (float(np.arctan2(*_turned(pull[n], middle)[::-1])), n))
        for step, n in enumerate(inside):
            angle = sector.first + span * (step + 1) / (len(inside) + 1)
            # Every other ring is turned a little, so that names have room.
            angle += (span / (len(inside) + 1)) * (0.25 if ring % 2 else -0.25) * (len(inside) > 1)
            places[n] = WIDTH / 2 + WIDE * RINGS[ring] * np.cos(angle), HEIGHT / 2 + HIGH * RINGS[ring] * np.sin(angle)


def _shares(total: int, room: Sequence[int]) -> list[int]:
    """How many stand on each ring: as the rings have room, the outer ones first where there are few."""
    if total <= room[-1]:
        return [0, 0, 0, 0, total]
    whole = sum(room)
    shares = [min(total, round(total * part / whole)) for part in room]
    shares[-1] += total - sum(shares)
    return shares


def _turned(vector: Places, angle: float) -> Places:
    """A vector seen from a direction."""
    back = np.array([[np.cos(angle), np.sin(angle)], [-np.sin(angle), np.cos(angle)]])
    turned: Places = back @ vector
    return turned


def _nodes(persons: Sequence[Person], numbers: Places, places: Places, sectors: Sequence[_Sector]) -> tuple[Node, ...]:
    shapes = {n: sector.shape for sector in sectors for n in sector.members}
    largest = float(numbers.max())
    sizes = 3.5 + 6.5 * np.sqrt(numbers / largest)
    boxes = Room([(x - r, y - r, x + r, y + r) for (x, y), r in zip(places, sizes, strict=True)], (WIDTH, HEIGHT))
    for sector in _named(sectors):
        boxes.take(box(sector.x, sector.y, sector.name, sector.anchor, 7.0))
    found = []
    labels = 0
    for n, person in enumerate(persons):
        x, y, r = float(places[n, 0]), float(places[n, 1]), float(sizes[n])
        name = short_name(person)
        label, spot = "", (0.0, 0.0, "start")
        if labels < LABELLED:
            room = next(
                (s for s in spots(x, y, r, (WIDTH, HEIGHT)) if boxes.is_free(box(x + s[0], y + s[1], name, s[2]))), None
            )
            if room:
                boxes.take(box(x + room[0], y + room[1], name, room[2]))
                label, spot, labels = name, room, labels + 1
        party = f", {party_name(person.party)}" if person.party else ""
        words = f"{person.name}{party}: {count(int(numbers[n]), 'contact')} held with others"
        found.append(Node(person.id, person.name, words, round(x, 1), round(y, 1), round(r, 1), shapes[n], label,
                          round(spot[0], 1), round(spot[1], 1), spot[2]))  # fmt: skip
    return tuple(found)


def _links(places: Places, pairs: Sequence[tuple[int, int, int]]) -> list[Link]:
    """Lines bent towards the middle, the weakest first, so that the strong ones lie on top."""
    most = max(number for _, _, number in pairs)
    found = []
    for a, b, number in reversed(pairs):
        (x1, y1), (x2, y2) = places[a], places[b]
        cx, cy = (x1 + x2) / 2 * 0.6 + WIDTH / 2 * 0.4, (y1 + y2) / 2 * 0.6 + HEIGHT / 2 * 0.4
        path = f"M{x1:.0f} {y1:.0f}Q{cx:.0f} {cy:.0f} {x2:.0f} {y2:.0f}"
        found.append(Link(path, round(0.5 + 3.5 * (number / most) ** 0.5, 1), number * 3 >= most))
    return found


def _named(sectors: Sequence[_Sector]) -> list[Sector]:
    """The names of the parties outside of their persons."""
    found = []
    for sector in sectors:
        middle = (sector.first + sector.last) / 2
        known = party_name(sector.party) if sector.party else "party not given"
        name = "other parties" if sector.party == OTHERS else known
        half = len(name) * 7.0 / 2 + 4
        x = min(max(WIDTH / 2 + (WIDE + 90) * np.cos(middle), half), WIDTH - half)
        y = HEIGHT / 2 + (HIGH + 36) * np.sin(middle) + 4
        found.append(Sector(sector.party, name, sector.shape, round(float(x), 1), round(float(y), 1), "middle",
                            len(sector.members)))  # fmt: skip
    return found


def _words(pairs: Sequence[tuple[str, str, str, str, int]], number: int) -> str:
    told = "; ".join(f"{one} and {other}, {count(times, 'contact')}" for _, one, _, other, times in pairs[:5])
    return f"{count(number, 'person', 'persons')}; met most: {told}"
