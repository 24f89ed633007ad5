"""How likely a candidate is a position: a sum of weights of its words and traits, learned from annotated articles."""

from __future__ import annotations

import math
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources

from communique.findings.positions.candidates import Candidate
from communique.findings.positions.stance_lexicon import lexicon
from communique.reading.parse import Token
from communique.reading.reading import Reading


@cache
def weights() -> Mapping[str, float]:
    """The weights of `positions.toml`, loaded once."""
    data = tomllib.loads(resources.files("communique.data").joinpath("positions.toml").read_text(encoding="utf-8"))
    return {
        f"{group}={word}" if word else group: float(w) for group, words in data.items() for word, w in words.items()
    }


def probability(candidate: Candidate, reading: Reading, table: Mapping[str, float]) -> float:
    """The probability, 0 to 1, that a reader would note this candidate as a position."""
    total = sum(table.get(name, 0.0) for name in traits(candidate, reading))
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, total))))


def traits(candidate: Candidate, reading: Reading) -> set[str]:
    """The traits of a candidate that bear weights: `cue=verb:demand`, `how=subject`, `negated=verb` ..."""
    words = reading.parse.tokens_of(candidate.sentence)
    return _cue_traits(candidate) | _setting_traits(candidate, reading, words)


def _cue_traits(candidate: Candidate) -> set[str]:
    cue, holder = candidate.cue, candidate.holder
    how = holder.how
    found = {
        "bias=all",
        f"kind={cue.kind}:{how}",
        f"cue={cue.kind}:{cue.key}",
        f"how={how}",
        f"stance={candidate.stance}",
        f"dep={cue.kind}:{cue.token.dep}",
        f"tag={cue.token.tag}",
        f"target={cue.kind}:{cue.target.dep if cue.target is not None else 'none'}",
    }
    strength = "weak" if cue.key in lexicon().weak else "strong"
    found.update(
        (
            f"strength={cue.kind}:{strength}",
            f"strength={how}:{strength}",
            f"strength={cue.kind}:{strength}:{candidate.stance}",
        )
    )
    if cue.target is not None:
        found.add(f"object={cue.kind}:{cue.target.pos}")
    for name, value in (
        ("negated", cue.negated),
        ("nested", candidate.nested),
        ("passive", cue.passive),
    ):
        if value:
            found.add(f"{name}={cue.kind}")
    if _hypothetical(cue.clause):
        found.add(f"hypothetical={cue.kind}")
    if candidate.extra:
        found.add("extra=yes")
    if candidate.condition:
        found.add("condition=yes")
    found.update(f"aux={c.lower}" for c in cue.clause.children if c.dep in ("aux", "auxpass"))
    return found


def _setting_traits(candidate: Candidate, reading: Reading, words: list[Token]) -> set[str]:
    holder = candidate.holder
    found = {
        f"issue={candidate.issue}",
        f"where={candidate.where}",
        f"actor={holder.actors[0].kind}",
        f"parties={min(3, len(holder.parties))}",
        f"place={_place(candidate.sentence.index)}",
        f"length={min(4, len(words) // 12)}",
        f"others={min(4, len({p for a in reading.actors_in(candidate.sentence) for p in a.parties}))}",
    }
    if words and any(t.text == "?" for t in words[-2:]):
        found.add("question=yes")
    if any(t.tag in ("``", "''") or t.text in '“”"' for t in words):
        found.add("quoted=yes")
    if candidate.source is not None:
        found.add("attributed=direct" if candidate.source.direct else "attributed=indirect")
        if candidate.source.actor is not None and set(candidate.source.actor.parties) & set(holder.parties):
            found.add("attributed=self")
    else:
        found.add("attributed=no")
    return found


def _hypothetical(clause: Token) -> bool:
    """True inside a condition: "if it refuses to sign"."""
    for node in (clause, *clause.ancestors()):
        if node.dep == "advcl" and any(
            c.dep == "mark" and c.lower in ("if", "unless", "whether") for c in node.children
        ):
            return True
        if node.dep in ("ROOT", "ccomp"):
            return False
    return False


def _place(index: int) -> str:
    return str(index) if index < 3 else "later"
