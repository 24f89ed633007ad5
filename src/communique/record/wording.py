"""What the words of the evidence say beyond the fields: how far preparations are, whether talks were direct."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files


def stage_of(evidence: str) -> str | None:
    """`early` or `advanced`, as preparations are said to be; None where nothing or both are said.

    >>> stage_of("Preparations are at an advanced stage.")
    'advanced'
    """
    stages, _ = _patterns()
    found = [name for name, pattern in stages.items() if pattern.search(evidence)]
    return found[0] if len(found) == 1 else None


def calls_direct(evidence: str) -> bool:
    """True where a contact is called direct, without a denial before it.

    >>> calls_direct("There will be no direct talks."), calls_direct("The talks were direct.")
    (False, True)
    """
    _, direct = _patterns()
    return any(match["denied"] is None for match in direct.finditer(evidence))


@cache
def _patterns() -> tuple[dict[str, re.Pattern[str]], re.Pattern[str]]:
    data = tomllib.loads(files("communique.data").joinpath("merging.toml").read_text("utf-8"))
    stages = {name: re.compile(rf"\b(?:{'|'.join(parts)})\b", re.IGNORECASE) for name, parts in data["stage"].items()}
    denied, words = "|".join(data["direct"]["denied"]), "|".join(data["direct"]["words"])
    direct = re.compile(rf"(?:\b(?P<denied>{denied})\s+(?:\w+\s+){{0,3}})?\b(?:{words})\b", re.IGNORECASE)
    return stages, direct
