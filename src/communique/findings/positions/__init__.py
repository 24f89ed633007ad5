"""Reading -> positions: words of stance, who holds it, what it is about, on which issue."""

from communique.findings.positions.positions import find_positions

__all__ = ["find_positions"]
