"""The package table: what is to be settled, with which options, and where each party stands on each of them.

Every cell rests on dated statements of the record, or says that an analyst set it. What nobody said is unknown.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from communique.model.findings import Finding, Issue


class Standing(StrEnum):
    """Where a party stands on one option.

    `contradictory`: statements of one day say both; for the search it is as good as unknown. `opposes` is against
    without a refusal, and blocks nothing; only a red line and an unmet condition do.
    """

    PREFERS = "prefers"
    ACCEPTS = "accepts"
    OPEN = "open"
    CONDITIONAL = "conditional"
    OPPOSES = "opposes"
    RED_LINE = "red line"
    CONTRADICTORY = "contradictory"
    UNKNOWN = "unknown"

    @property
    def is_known(self) -> bool:
        return self not in (Standing.UNKNOWN, Standing.CONTRADICTORY)


@dataclass(frozen=True, slots=True)
class Atom:
    """One thing that a condition asks for: that an option is in the package, or that a party accepts it.

    `negated` asks for the contrary, and stands only where no party is named.
    """

    question: str
    option: str
    party: str | None = None
    negated: bool = False

    def __str__(self) -> str:
        words = f"{self.question}={self.option}"
        return f"{self.party} accepts {words}" if self.party else f"not {words}" if self.negated else words


@dataclass(frozen=True, slots=True)
class Condition:
    """What an acceptance depends on: one of the `alternatives`, each of which asks for all of its atoms.

    `words` as they stand in the record or as the analyst put it; `unlinked` are those of its parts that name nothing
    in the table: whether they are met, the table cannot say.
    """

    words: str
    alternatives: tuple[tuple[Atom, ...], ...] = ()
    unlinked: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Option:
    """One answer to a question; `sources` are the positions and proposals that it was taken from."""

    key: str
    name: str
    sources: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """One issue to settle; of its options a package holds exactly one. `none` is the key of the plain opposite."""

    key: str
    name: str
    options: tuple[Option, ...]
    topic: Issue | None = None
    none: str | None = None

    def option(self, key: str) -> Option:
        return next(option for option in self.options if option.key == key)


@dataclass(frozen=True, slots=True)
class Cell:
    """Where a party stands on an option, and why.

    `statements` are those that say so, `contrary` those that say otherwise on the same day, `earlier` those that the
    party has since left; each in the order of time. `implied` is True where they speak of the opposite option, or of
    the question in general. `note` and `by` are those of an analyst who set the cell.
    """

    standing: Standing = Standing.UNKNOWN
    statements: tuple[Finding, ...] = ()
    contrary: tuple[Finding, ...] = ()
    earlier: tuple[Finding, ...] = ()
    condition: Condition | None = None
    implied: bool = False
    edited: bool = False
    note: str = ""
    by: str = ""


Place = tuple[str, str, str]
"""A party, the key of a question and that of one of its options."""
NOTHING = Cell()


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A matter of the record that has no row: what it is called, who speaks of it, and why it is left out."""

    key: str
    name: str
    parties: tuple[str, ...]
    why: str
    statements: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """Parties, questions and cells; a cell that is not there is unknown."""

    parties: tuple[str, ...]
    questions: tuple[Question, ...]
    cells: Mapping[Place, Cell] = field(default_factory=dict)
    left_out: tuple[LeftOut, ...] = ()

    def cell(self, party: str, question: str, option: str) -> Cell:
        return self.cells.get((party, question, option), NOTHING)

    def question(self, key: str) -> Question:
        return next(question for question in self.questions if question.key == key)

    def places(self) -> Iterator[Place]:
        """Every cell's place, by question, option and party."""
        for question in self.questions:
            for option in question.options:
                for party in self.parties:
                    yield party, question.key, option.key

    @property
    def combinations(self) -> int:
        """How many packages there are before anybody excludes one."""
        number = 1
        for question in self.questions:
            number *= len(question.options)
        return number


Package = tuple[str, ...]
"""The key of one option for each question, in the order of the table."""
