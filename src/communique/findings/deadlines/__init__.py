"""Reading -> deadlines: time limits and what is due by them."""

from communique.findings.deadlines.deadlines import find_deadlines

__all__ = ["find_deadlines"]
