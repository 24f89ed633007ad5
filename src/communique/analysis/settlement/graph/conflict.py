"""A conflict as the Graph Model sees it: options that parties take or leave, what is infeasible, what cannot be undone.

A state is a bit mask: bit k is set where option k is taken. A party moves by changing any of its own options at once.
After L. Fang, K. W. Hipel and D. M. Kilgour, Interactive Decision Making: The Graph Model for Conflict Resolution,
New York: Wiley, 1993.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from communique.analysis.settlement.graph.statements import Bools, holds
from communique.analysis.settlement.names import unknown
from communique.errors import UsageError

States = NDArray[np.int64]
MOST = 16
"""Options of the largest model: 65,536 states."""


@dataclass(frozen=True, slots=True)
class Choice:
    """An option that one party takes or leaves. `once`: "taken" cannot be undone, "dropped" cannot be taken again."""

    key: str
    party: str
    name: str = ""
    once: str = ""


@dataclass(frozen=True, slots=True)
class Preference:
    """What a party prefers, in one of three forms.

    `statements`, the most important first (option prioritisation: of two states the one is better that fulfils the
    first statement on which they differ). `ranking`: states, best first, each a name or a string of Y, N and - (either)
    over all options; a tuple of several ranks them equally. `order`: chains such as "s1 > s2 = s3", which may leave
    pairs undecided.
    """

    statements: tuple[str, ...] = ()
    ranking: tuple[tuple[str, ...], ...] = ()
    order: tuple[str, ...] = ()


@dataclass(frozen=True)
class Conflict:
    """Options, preferences, what is infeasible (patterns of Y, N, - or statements), names of states, the start."""

    options: tuple[Choice, ...]
    preferences: Mapping[str, Preference]
    infeasible: tuple[str, ...] = ()
    states: Mapping[str, str] = field(default_factory=dict)
    start: str = ""

    def __post_init__(self) -> None:
        keys = [option.key for option in self.options]
        if len(keys) > MOST:
            fewest = ", ".join(keys[MOST:][:4])
            raise UsageError(
                f"{len(keys)} options make 2^{len(keys)} = {2 ** len(keys):,} states",
                hint=f"at most {MOST} options; join options that go together, or leave out {fewest}",
            )
        if len(set(keys)) < len(keys):
            raise UsageError("two options of the conflict have one key", hint="give each a key of its own")
        for option in self.options:
            if option.once not in ("", "taken", "dropped"):
                raise UsageError(f"{option.key}: once = {option.once!r}", hint='"taken" or "dropped"')
        for party in self.preferences:
            if party not in self.parties:
                raise unknown(party, "party of the conflict", self.parties)

    @cached_property
    def parties(self) -> tuple[str, ...]:
        """The parties, in the order of their first options."""
        return tuple(dict.fromkeys(option.party for option in self.options))

    @property
    def size(self) -> int:
        return 1 << len(self.options)

    @cached_property
    def index(self) -> States:
        return np.arange(self.size, dtype=np.int64)

    @cached_property
    def taken(self) -> dict[str, Bools]:
        """For each option, in which states it is taken."""
        return {option.key: (self.index >> k) & 1 == 1 for k, option in enumerate(self.options)}

    @cached_property
    def feasible(self) -> Bools:
        """Which states can be. Raises UsageError where none can."""
        found = np.ones(self.size, dtype=bool)
        for pattern in self.infeasible:
            found &= ~self.matching(pattern)
        if not found.any():
            raise UsageError("no state of the conflict is feasible", hint="look at `infeasible`")
        return found

    def mask(self, party: str) -> int:
        """The bits of a party's own options."""
        return sum(1 << k for k, option in enumerate(self.options) if option.party == party)

    def fixed(self, once: str) -> int:
        """The bits of the options that, once taken or once dropped, stay so."""
        return sum(1 << k for k, option in enumerate(self.options) if option.once == once)

    def matching(self, pattern: str) -> Bools:
        """The states of a name, of a pattern of Y, N and -, or in which a statement holds."""
        text = self.states.get(pattern.strip(), pattern).replace(" ", "")
        if len(text) == len(self.options) and set(text) <= set("YN-"):
            found = np.ones(self.size, dtype=bool)
            for key, wanted in zip(self.taken, text, strict=True):
                if wanted != "-":
                    found &= self.taken[key] == (wanted == "Y")
            return found
        if set(text) <= set("YN-"):
            raise UsageError(f"{pattern!r} has {len(text)} places for {len(self.options)} options",
                             hint="one of Y, N and - for each option, in their order")  # fmt: skip
        return holds(self.states.get(pattern.strip(), pattern), self.taken)

    def state(self, pattern: str) -> int:
        """The first feasible state of a pattern. Raises UsageError where there is none."""
        found = np.flatnonzero(self.matching(pattern) & self.feasible)
        if not len(found):
            raise UsageError(f"no feasible state is {pattern!r}", hint="look at `infeasible`")
        return int(found[0])

    def label(self, state: int) -> str:
        """The name of a state where it has one, else its pattern."""
        for name in self.states:
            if self.matching(name)[state]:
                return name
        return "".join("Y" if state >> k & 1 else "N" for k in range(len(self.options)))

    def choices(self, state: int) -> tuple[Choice, ...]:
        """The options taken in a state."""
        return tuple(option for k, option in enumerate(self.options) if state >> k & 1)
