"""Words in the evidence that say which one of several contacts is meant: numbered rounds, the next of a row."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from communique.model.findings import ContactReport, Status


@dataclass(frozen=True, slots=True)
class Cues:
    """What one report's words say: the number of its round, and whether it is the next of a row."""

    round: int | None = None
    sequel: bool = False


NO_CUES = Cues()


@dataclass(frozen=True, slots=True)
class _Patterns:
    numbered: re.Pattern[str]
    numeral: re.Pattern[str]
    sequel: re.Pattern[str]
    ordinals: dict[str, int]


def find_cues(reports: Iterable[ContactReport]) -> dict[tuple[str, str], Cues]:
    """The cues of each report, by article and local id.

    A sentence that several reports of an article rest on numbers none of them, since it is not said which.
    """
    known = list(reports)
    shared = Counter((report.article, sentence) for report in known for sentence in set(report.evidence))
    return {
        (report.article, report.id): _cues(tuple(s for s in report.evidence if shared[report.article, s] == 1), report)
        for report in known
    }


def _cues(own: tuple[str, ...], report: ContactReport) -> Cues:
    patterns = _patterns()
    # "The next one will follow the fourth round": the number is that of the round before.
    coming = report.status not in (Status.HELD, Status.UNDER_WAY)
    clear = [sentence for sentence in own if not (coming and patterns.sequel.search(sentence))]
    rounds = {number for sentence in clear for number in round_numbers(sentence)}
    sequel = any(patterns.sequel.search(sentence) for sentence in report.evidence)
    return Cues(rounds.pop() if len(rounds) == 1 else None, sequel)


def round_numbers(sentence: str) -> set[int]:
    """The numbers of the rounds that a sentence names.

    >>> round_numbers("The fourth round of talks was put off.")
    {4}
    """
    patterns = _patterns()
    found = {_number(m["ordinal"], patterns) for m in patterns.numbered.finditer(sentence)}
    return found | {int(m[1]) for m in patterns.numeral.finditer(sentence)}


def _number(ordinal: str, patterns: _Patterns) -> int:
    digits = re.match(r"\d+", ordinal)
    return int(digits[0]) if digits else patterns.ordinals[ordinal.casefold()]


@cache
def _patterns() -> _Patterns:
    data = tomllib.loads(files("communique.data").joinpath("merging.toml").read_text("utf-8"))
    ordinals = "|".join(data["ordinals"])
    nouns = "|".join(data["rounds"]["nouns"])
    never = "|".join(data["rounds"]["never"])
    return _Patterns(
        re.compile(
            rf"\b(?P<ordinal>{ordinals}|\d{{1,2}}(?:st|nd|rd|th))\s+(?!(?:{never})s?\b)"
            rf"(?:[\w-]+\s+){{0,2}}?(?:{nouns})s?\b",
            re.IGNORECASE,
        ),
        re.compile(r"\bround\s+(\d{1,2})\b", re.IGNORECASE),
        re.compile(rf"\b(?:{'|'.join(data['sequel']['words'])})\b", re.IGNORECASE),
        dict(data["ordinals"]),
    )
