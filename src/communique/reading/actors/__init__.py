"""Actors: parties, persons with their offices, groups and pronouns; the gazetteer and the roster behind them."""

from communique.reading.actors.actors import find_actors

__all__ = ["find_actors"]
