"""What two parties get out of each package: a bar where unknowns leave it open, a mark where nobody is worse off."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from communique.analysis.settlement.packages import Assessed, Packages
from communique.reports.outlook.drawing import rule, svg, text
from communique.reports.wording import count, party_name

WIDTH, HEIGHT, LEFT, TOP, RIGHT, BOTTOM = 640.0, 400.0, 62.0, 34.0, 24.0, 76.0
SHOWN = 150
STEPS = 4
NEAR = 14.0
"""Pixels within which two points share a label."""


@dataclass(frozen=True, slots=True)
class _Axis:
    """From the least to the most that packages are worth to a party, laid out between two pixels."""

    party: str
    low: float
    high: float
    start: float
    end: float

    def at(self, value: float) -> float:
        return self.start + (value - self.low) / (self.high - self.low) * (self.end - self.start)

    @property
    def ticks(self) -> list[float]:
        """Round numbers between the ends, at most about twice `STEPS`."""
        rough = (self.high - self.low) / STEPS
        size = 10.0 ** math.floor(math.log10(rough))
        step = next(size * n for n in (1, 2, 5, 10) if size * n >= rough * 0.999)
        first = math.ceil(self.low / step - 1e-9)
        return [n * step for n in range(first, math.floor(self.high / step + 1e-9) + 1)]


def draw_frontier(packages: Packages) -> tuple[str, str] | None:
    """The drawing and what it shows in words, for the two parties that are furthest apart; None without packages."""
    shown = _shown(packages)
    pair = _pair(packages, shown)
    if pair is None:
        return None
    across = _axis(shown, pair[0], LEFT, WIDTH - RIGHT)
    up = _axis(shown, pair[1], HEIGHT - BOTTOM, TOP)
    numbers = {found.package: n for n, found in enumerate(packages.best, 1)}
    listed = [found for found in shown if found.package in numbers]
    parts = [*_frame(across, up), *(part for found in listed for part in _bars(across, up, found))]
    points = {(_middle(across, found), _middle(up, found), found.efficient is True) for found in shown}
    parts += [_dot(x, y, efficient) for x, y, efficient in sorted(points)]
    parts += _labels({numbers[f.package]: (_middle(across, f), _middle(up, f)) for f in listed})
    parts += _legend(bool(packages.efficient))
    words = (
        f"{count(len(shown), 'package')} by their worth to {party_name(pair[0])} and {party_name(pair[1])} under the "
        f"weights above. {'Those that no other leaves behind are filled. ' if packages.efficient else ''}"
        "Numbers are those of the list, and lines show how far unknown positions leave the worth of these open."
    )
    return svg(WIDTH, HEIGHT, "What two parties get out of each package", words, parts), words


def _axis(shown: Sequence[Assessed], party: str, start: float, end: float) -> _Axis:
    low = min(found.worth[party][0] for found in shown)
    high = max(found.worth[party][1] for found in shown)
    return _Axis(party, low, high if high > low else low + 1, start, end)


def _middle(axis: _Axis, found: Assessed) -> float:
    return round(axis.at(sum(found.worth[axis.party]) / 2), 1)


def _frame(across: _Axis, up: _Axis) -> list[str]:
    base = HEIGHT - BOTTOM
    parts = [rule(LEFT, base, WIDTH - RIGHT, base, "axis"), rule(LEFT, TOP, LEFT, base, "axis")]
    for value in across.ticks:
        parts.append(text(across.at(value), base + 17, f"{value:.3g}", "soft small", "middle"))
    for value in up.ticks:
        parts.append(text(LEFT - 8, up.at(value) + 4, f"{value:.3g}", "soft small", "end"))
        parts.append(rule(LEFT, up.at(value), WIDTH - RIGHT, up.at(value)) if value > up.low + 1e-9 else "")
    parts.append(text((LEFT + WIDTH - RIGHT) / 2, base + 36, f"worth to {party_name(across.party)}", "", "middle"))
    parts.append(text(LEFT, TOP - 14, f"worth to {party_name(up.party)}"))
    return parts


def _bars(across: _Axis, up: _Axis, found: Assessed) -> list[str]:
    """How far unknown positions leave the worth of a package open."""
    (a_low, a_high), (b_low, b_high) = found.worth[across.party], found.worth[up.party]
    x, y = _middle(across, found), _middle(up, found)
    flat = [rule(across.at(a_low), y, across.at(a_high), y, "axis")] if a_low < a_high else []
    tall = [rule(x, up.at(b_low), x, up.at(b_high), "axis")] if b_low < b_high else []
    return flat + tall


def _dot(x: float, y: float, efficient: bool) -> str:
    fill = "currentColor" if efficient else "var(--c-paper)"
    circle = f'<circle cx="{x:g}" cy="{y:g}" r="4.5" fill="{fill}" stroke="currentColor" stroke-width="1.6"/>'
    return f'<g class="s-open">{circle}</g>'


def _labels(places: dict[int, tuple[float, float]]) -> list[str]:
    """The numbers of packages beside their points, those of near points in one label."""
    groups: list[tuple[float, float, list[int]]] = []
    for number, (x, y) in sorted(places.items()):
        near = next((g for g in groups if abs(g[0] - x) < 3 * NEAR and abs(g[1] - y) < NEAR), None)
        if near:
            near[2].append(number)
        else:
            groups.append((x, y, [number]))
    return [text(x, y - 9, ", ".join(map(str, those)), "small bold halo", "middle") for x, y, those in groups]


def _legend(efficient: bool) -> list[str]:
    base = HEIGHT - 12
    parts = [text(LEFT, base, "lines: what unknown positions leave open", "soft small")]
    if efficient:
        parts.append(f'<g class="s-open"><circle cx="{LEFT + 262:g}" cy="{base - 4:g}" r="5" fill="currentColor"/></g>')
        parts.append(text(LEFT + 273, base, "nobody can be better off without another worse off", "soft small"))
    return parts


def _shown(packages: Packages) -> list[Assessed]:
    found = {assessed.package: assessed for assessed in (*packages.best, *packages.efficient[:SHOWN])}
    return list(found.values())


def _pair(packages: Packages, shown: list[Assessed]) -> tuple[str, str] | None:
    """The two parties whose worth varies most, in opposite directions if there are such."""
    if len(shown) < 2:
        return None
    middle = {party: [sum(found.worth[party]) / 2 for found in shown] for party in packages.table.parties}
    spread = {party: max(values) - min(values) for party, values in middle.items()}
    moving = [party for party in packages.table.parties if spread[party] > 1e-9]
    if len(moving) < 2:
        return None

    def apart(pair: tuple[str, str]) -> float:
        one, other = (middle[party] for party in pair)
        mean = [sum(values) / len(values) for values in (one, other)]
        return sum((u - mean[0]) * (v - mean[1]) for u, v in zip(one, other, strict=True)) / len(one)

    return min(combinations(moving, 2), key=lambda pair: (apart(pair), pair))
