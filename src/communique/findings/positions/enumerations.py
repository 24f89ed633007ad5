"""What a sentence with a colon announces, item by item: "What Oman demands is this: - a truce - free elections"."""

from __future__ import annotations

from collections.abc import Sequence

from communique.findings.positions.holders import Holder, holder_of
from communique.findings.positions.stance_cues import Cue
from communique.findings.positions.stance_lexicon import lexicon
from communique.reading.parse import Token
from communique.reading.reading import Reading

_ANNOUNCING = frozenset({"demands", "offers"})
_BULLETS = frozenset({"-", "–", "—", "•", "*", "·", "‣"})
_MOST_MARK = 3
"""Tokens that the number of an item may take: "(1)"."""


def heading(tokens: Sequence[Token], cues: Sequence[Cue], reading: Reading) -> tuple[Cue, Holder] | None:
    """The demand or offer, and its holder, that a sentence before a list announces; None where it announces none."""
    words = [t for t in tokens if t.pos != "SPACE"]
    if not words or words[-1].text != ":":
        return None
    nouns = lexicon().nouns
    announced = [Cue(t, "noun", t.lemma, nouns[t.lemma], t.head) for t in words if t.pos == "NOUN" and t.lemma in nouns]
    for cue in (*cues, *announced):
        if cue.stance in _ANNOUNCING and cue.kind in ("verb", "noun") and not cue.negated:
            holder = holder_of(cue, reading)
            if holder is not None and holder.parties:
                return cue, holder
    return None


def item_cue(tokens: Sequence[Token], announced: Cue) -> Cue | None:
    """The announced stance on what this sentence names, None where it is no item of a list."""
    words = [t for t in tokens if t.pos != "SPACE"]
    rest = words[_mark(words) :] if words else []
    if not rest or len(rest) == len(words):
        return None
    inside = {t.i for t in rest}
    top = min(rest, key=lambda t: (sum(a.i in inside for a in t.ancestors()), t.pos == "PUNCT", t.i))
    return Cue(top, announced.kind, announced.key, announced.stance, top, top)


def _mark(words: Sequence[Token]) -> int:
    """How many tokens the bullet or number of an item takes, 0 for a sentence without one."""
    if words[0].text in _BULLETS:
        return 1
    for place, token in enumerate(words[:_MOST_MARK]):
        if token.text in (".", ")") and any(
            t.text.isdigit() or len(t.text) == 1 for t in words[:place] if t.text.isalnum()
        ):
            return place + 1
    return 0
