"""What the grammar works on: words with categories, and phrases that have been understood."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date

from communique.reading.time.lexicon import Value
from communique.reading.time.periods import Period

Bounds = tuple[date | None, date | None]


@dataclass(frozen=True, slots=True)
class Phrase:
    """A time expression understood: its characters, TIMEX3 type and value, and the days it can mean.

    `period` is the calendar period it names, the base for "a week after that"; `bounds` are the days for EDTF where
    they differ from the period's. `count` and `unit` are those of an amount of time. `named` is True where the text
    gives the year.
    """

    start: int
    end: int
    type: str
    value: str
    period: Period | None = None
    bounds: Bounds | None = None
    count: float | None = None
    unit: str = ""
    named: bool = False

    @property
    def category(self) -> str:
        """The category by which patterns of later passes see the phrase."""
        if self.type in ("DATE", "TIME") and self.period is not None:
            return "XDATE"
        if self.type == "TIME":
            return "XCLOCK"
        if self.type == "DURATION" and self.unit:
            return "XAMOUNT"
        return "XOTHER"

    @property
    def days(self) -> Bounds | None:
        """First and last day, None where the phrase is no calendar date."""
        if self.bounds is not None:
            return self.bounds
        return (self.period.first, self.period.last) if self.period else None

    def over(self, start: int, end: int) -> Phrase:
        """The same meaning over other characters."""
        return replace(self, start=start, end=end)


@dataclass(slots=True)
class Word:
    """One word, number or mark of the text, or a phrase that an earlier pass has understood."""

    text: str
    start: int
    end: int
    values: dict[str, Value] = field(default_factory=dict)
    phrase: Phrase | None = None

    @property
    def lower(self) -> str:
        return self.text.lower()
