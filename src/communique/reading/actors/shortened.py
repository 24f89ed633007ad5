"""Movements by the last word of their name: "the Tigers" of the Tamil Tigers, "the Front"."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from communique.reading.actors.gazetteer import Entry, Gazetteer, Naming
from communique.reading.parse import Token

_BODIES = frozenset({"front", "movement", "league"})
_LOOSE = frozenset({
    "forces", "authorities", "rebels", "courts", "committees", "units", "peoples", "workers", "states", "congress",
    "groups", "fighters", "students", "movements", "nouvelles",
})  # fmt: skip


def shortened(tokens: Sequence[Token], known: Sequence[Naming], gazetteer: Gazetteer) -> list[Naming]:
    """Namings of "the" and such a word in capitals, where but one movement of the article can be meant by it."""
    at = {i: naming for naming in known for i in range(naming.first, naming.last)}
    movements = {naming.code for naming in known if naming.entry.kind == "movement"}
    meant: dict[str, set[str]] = defaultdict(set)
    for name, entry in gazetteer.entries.items() if movements else ():
        if entry.code in movements and " " in name and _can_stand(last := name.rpartition(" ")[2], gazetteer):
            meant[last].add(entry.code)
    for naming in known:  # what only this article names
        if naming.code in movements and naming.last - naming.first > 1:
            last = tokens[naming.last - 1].text
            if _can_stand(last, gazetteer):
                meant[last].add(naming.code)
    found = []
    for before, token, after in zip(tokens, tokens[1:], [*tokens[2:], None], strict=False):
        codes = meant.get(token.text, set())
        alone = after is None or not (after.text[0].isupper() or after.text in {"-", "–", "of"})
        if len(codes) == 1 and before.lower == "the" and alone and token.i not in at:
            found.append(Naming(token.i, token.i + 1, Entry(next(iter(codes)), "name", "movement")))
    return found


def _can_stand(word: str, gazetteer: Gazetteer) -> bool:
    """True for a word that is no name by itself: a body, or a plural, in capitals but not in capitals alone."""
    plain = word[0].isupper() and not word.isupper() and gazetteer.lookup(word) is None
    return plain and (word.lower() in _BODIES or (word.endswith("s") and word.lower() not in _LOOSE))
