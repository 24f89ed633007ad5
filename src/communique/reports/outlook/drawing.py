"""SVG by hand: escaped text, marks that differ in shape as well as in colour, light and dark."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from communique.analysis.settlement.table import Standing

COLOURS = {
    Standing.PREFERS: ("#00684d", "#35c49a"), Standing.ACCEPTS: ("#00684d", "#35c49a"),
    Standing.CONDITIONAL: ("#0b5fa5", "#6fb7ee"), Standing.OPEN: ("#0b5fa5", "#6fb7ee"),
    Standing.OPPOSES: ("#a14a00", "#f0894a"), Standing.RED_LINE: ("#93396d", "#dc8fbd"),
    Standing.CONTRADICTORY: ("#8a5a00", "#e6a93a"), Standing.UNKNOWN: ("#6b6b6b", "#a9a9a9"),
}  # fmt: skip
"""For light and for dark, from the palette of Okabe and Ito (2008); shape says the same."""
FONT = "Charter, 'Bitstream Charter', Georgia, serif"


def svg(width: float, height: float, title: str, words: str, parts: Iterable[str]) -> str:
    """A whole drawing; `title` names it and `words` say what it shows, for those who do not see it."""
    name = "".join(c if c.isalnum() else "-" for c in title.casefold())
    light = "".join(f".{css(s)} {{ color: {pair[0]}; }}" for s, pair in COLOURS.items())
    dark = "".join(f".{css(s)} {{ color: {pair[1]}; }}" for s, pair in COLOURS.items())
    style = (
        f"#{name} {{ --c-ink: #1b1b18; --c-soft: #5f5f58; --c-line: #d9d6cc; --c-paper: #fdfcf9; }}"
        f"#{name} text {{ font-family: {FONT}; fill: var(--c-ink); font-size: 13px; }}"
        f"#{name} .soft {{ fill: var(--c-soft); }} #{name} .small {{ font-size: 11.5px; }}"
        f"#{name} .bold {{ font-weight: 600; }}"
        f"#{name} .halo {{ paint-order: stroke; stroke: var(--c-paper); stroke-width: 3px; }}"
        f"#{name} .rule {{ stroke: var(--c-line); stroke-width: 1; fill: none; }}"
        f"#{name} .axis {{ stroke: var(--c-soft); stroke-width: 1; fill: none; }}"
        + scoped(name, light)
        + "@media screen and (prefers-color-scheme: dark) {"
        + f"#{name} {{ --c-ink: #e6e4dd; --c-soft: #a5a39a; --c-line: #3a3934; --c-paper: #171714; }}"
        + f"{scoped(name, dark)}}}@media print {{"
        + f"#{name} {{ --c-ink: #000; --c-soft: #444; --c-line: #bbb; --c-paper: #fff; }}{scoped(name, light)}}}"
    )
    head = f'<title id="{name}-title">{escape(title)}</title><desc id="{name}-desc">{escape(words)}</desc>'
    return (
        f'<svg id="{name}" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}" width="{width:g}" '
        f'height="{height:g}" role="img" aria-labelledby="{name}-title {name}-desc">{head}<style>{style}</style>'
        f"{''.join(parts)}</svg>"
    )


def scoped(name: str, rules: str) -> str:
    return rules.replace(".s-", f"#{name} .s-")


def css(standing: Standing) -> str:
    return f"s-{standing.name.lower().replace('_', '-')}"


def text(x: float, y: float, words: str, kind: str = "", anchor: str = "start") -> str:
    """Words at a place; `kind` are classes, `anchor` start, middle or end."""
    shown = f' class="{kind}"' if kind else ""
    return f'<text x="{x:g}" y="{y:g}"{shown} text-anchor="{anchor}">{escape(words)}</text>'


def rule(x1: float, y1: float, x2: float, y2: float, kind: str = "rule") -> str:
    return f'<path class="{kind}" d="M{x1:g} {y1:g}L{x2:g} {y2:g}"/>'


def mark(x: float, y: float, standing: Standing, words: str, size: float = 7) -> str:
    """The mark of a standing around a point; `words` show when the pointer rests on it."""
    s = size
    stroke = 'stroke="currentColor" stroke-width="1.8"'
    hollow = f'fill="none" {stroke}'
    shapes = {
        Standing.PREFERS: f'<path fill="currentColor" d="{star(x, y, s + 1.5)}"/>',
        Standing.ACCEPTS: f'<circle cx="{x:g}" cy="{y:g}" r="{s - 1:g}" fill="currentColor"/>',
        Standing.OPEN: f'<circle cx="{x:g}" cy="{y:g}" r="{s - 1:g}" {hollow}/>',
        Standing.CONDITIONAL: f'<circle cx="{x:g}" cy="{y:g}" r="{s - 1:g}" {hollow}/><path fill="currentColor" '
        f'd="M{x:g} {y - s + 1:g}a{s - 1:g} {s - 1:g} 0 0 0 0 {2 * s - 2:g}z"/>',
        Standing.OPPOSES: f'<path {hollow} d="M{x - s + 1:g} {y - s + 2:g}h{2 * s - 2:g}L{x:g} {y + s - 1:g}z"/>',
        Standing.RED_LINE: f'<path stroke="currentColor" stroke-width="3" d="M{x - s + 1.5:g} {y - s + 1.5:g}'
        f'l{2 * s - 3:g} {2 * s - 3:g}m0 {-2 * s + 3:g}l{-2 * s + 3:g} {2 * s - 3:g}"/>',
        Standing.CONTRADICTORY: f'<path {stroke} d="M{x - s + 1:g} {y - 2.5:g}h{2 * s - 2:g}M{x - s + 1:g} {y + 2.5:g}'
        f'h{2 * s - 2:g}M{x - 3:g} {y + s - 1:g}l6 {-2 * s + 2:g}"/>',
        Standing.UNKNOWN: f'<circle cx="{x:g}" cy="{y:g}" r="1.6" fill="currentColor"/>',
    }  # fmt: skip
    return f'<g class="{css(standing)}"><title>{escape(words)}</title>{shapes[standing]}</g>'


def star(x: float, y: float, r: float) -> str:
    from math import cos, pi, sin

    points = [
        (x + (r if n % 2 == 0 else r * 0.42) * sin(n * pi / 5), y - (r if n % 2 == 0 else r * 0.42) * cos(n * pi / 5))
        for n in range(10)
    ]
    return "M" + "L".join(f"{a:.1f} {b:.1f}" for a, b in points) + "z"


def clipped(words: str, width: float, size: float = 6.4) -> str:
    """Words cut to about a width in pixels."""
    most = max(4, int(width / size))
    return words if len(words) <= most else words[: most - 1].rstrip(" ,;:") + "…"
