"""Renaming: the same article with its states exchanged for others, so that the network learns no state's habits.

"Norway and Chad held talks in Oslo" may become "Peru and Laos held talks in Lima": who mediates, who refuses, who meets
whom must be read from the words, for the network will be asked about negotiations that it has never seen.
"""

from __future__ import annotations

import random
import re
from bisect import bisect_right
from functools import cache
from typing import Any

from communique.model.findings import Span
from communique.reading.actors.gazetteer import load_gazetteer

SORTS = ("name", "adjective", "capital")
Example = dict[str, Any]


@cache
def _surfaces() -> tuple[dict[str, tuple[str, str]], dict[str, dict[str, str]]]:
    """Code and sort of each name of a state, and the first name of each sort for states that have all."""
    of: dict[str, tuple[str, str]] = {}
    forms: dict[str, dict[str, str]] = {}
    for name, entry in load_gazetteer().entries.items():
        if entry.kind == "state" and entry.sort in SORTS and name[:1].isupper():
            of[name] = entry.code, entry.sort
            forms.setdefault(entry.code, {}).setdefault(entry.sort, name)
    return of, {code: names for code, names in forms.items() if len(names) == len(SORTS)}


@cache
def _pattern() -> re.Pattern[str]:
    names = sorted(_surfaces()[0], key=lambda name: (-len(name), name))
    return re.compile(r"\b(?:" + "|".join(map(re.escape, names)) + r")(?!\w)")


def rename(row: dict[str, Any], examples: list[Example], seed: int) -> tuple[dict[str, Any], list[Example]]:
    """The article and its examples with every state named in it exchanged for another; answers and features stay."""
    of, forms = _surfaces()
    generator = random.Random(f"{seed}/{row['id']}")
    found = [match for match in _pattern().finditer(row["text"]) if of[match[0]][0] in forms]
    codes = sorted({of[match[0]][0] for match in found})
    others = generator.sample(sorted(set(forms) - set(codes)), len(codes))
    exchanged = dict(zip(codes, others, strict=True))
    parts: list[str] = []
    old, new, at, length = [0], [0], 0, 0
    for match in found:
        code, sort = of[match[0]]
        name = forms[exchanged[code]][sort]
        parts += [row["text"][at : match.start()], name]
        length += match.start() - at + len(name)
        at = match.end()
        old.append(at)
        new.append(length)
    parts.append(row["text"][at:])

    def move(span: Span) -> Span:
        ends = []
        for place in span:
            i = bisect_right(old, place) - 1
            ends.append(new[i] + place - old[i])
        return ends[0], max(ends[1], ends[0] + 1)

    return {**row, "text": "".join(parts)}, [_moved(example, move) for example in examples]


def _moved(example: Example, move: Any) -> Example:
    options = [(key, tuple(move(span) for span in spans), features) for key, spans, features in example["options"]]
    return {**example, "anchor": move(example["anchor"]), "options": options}
