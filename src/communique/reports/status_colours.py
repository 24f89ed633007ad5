"""Colours of the statuses, from the palette of Okabe and Ito (2008), safe for colour-blind readers."""

from __future__ import annotations

from communique.model.findings import Status

LIGHT = {
    Status.HELD: "#00684d",
    Status.UNDER_WAY: "#0b6a9c",
    Status.SCHEDULED: "#0b5fa5",
    Status.PLANNED: "#0b5fa5",
    Status.PROPOSED: "#8a5a00",
    Status.POSSIBLE: "#6b6b6b",
    Status.POSTPONED: "#a14a00",
    Status.CANCELLED: "#a14a00",
    Status.REFUSED: "#93396d",
    Status.RULED_OUT: "#93396d",
}
"""On white, each with a contrast of 4.5 or more."""

DARK = {
    Status.HELD: "#35c49a",
    Status.UNDER_WAY: "#56b4e9",
    Status.SCHEDULED: "#6fb7ee",
    Status.PLANNED: "#6fb7ee",
    Status.PROPOSED: "#e6a93a",
    Status.POSSIBLE: "#a9a9a9",
    Status.POSTPONED: "#f0894a",
    Status.CANCELLED: "#f0894a",
    Status.REFUSED: "#dc8fbd",
    Status.RULED_OUT: "#dc8fbd",
}
"""The same hues, lighter, on near-black."""

TERMINAL = {
    Status.HELD: "green",
    Status.UNDER_WAY: "cyan",
    Status.SCHEDULED: "blue",
    Status.PLANNED: "blue",
    Status.PROPOSED: "yellow",
    Status.POSSIBLE: "dim",
    Status.POSTPONED: "red",
    Status.CANCELLED: "red",
    Status.REFUSED: "magenta",
    Status.RULED_OUT: "magenta",
}
"""Names of the terminal's own colours, so that they fit its theme."""
