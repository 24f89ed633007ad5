"""Traits of a candidate position that bear weights: its cue, its holder, what it is about, and where it stands."""

from __future__ import annotations

from collections.abc import Iterator

from communique.findings.positions.candidates import Candidate
from communique.findings.positions.stance_lexicon import lexicon
from communique.reading.parse import Token
from communique.reading.reading import Reading

_AUXILIARIES = ("aux", "auxpass")
_CLAUSES = frozenset({"ccomp", "advcl", "relcl", "acl", "xcomp"})
_DETERMINERS = frozenset({"the", "a", "an", "this", "that", "these", "its", "their", "any", "no", "such"})
_MAX_CLIMB = 4


def traits(candidate: Candidate, reading: Reading) -> set[str]:
    """The traits of a candidate: `cue=verb:demand`, `how=subject`, `negated=verb`, `tense=verb:past` ..."""
    if not candidate.noted:
        words = reading.parse.tokens_of(candidate.sentence)
        candidate.noted.update(_cue_traits(candidate), _setting_traits(candidate, reading, words))
        candidate.noted.update(_clause_traits(candidate), _matter_traits(candidate), _holder_traits(candidate, reading))
    return candidate.noted


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
        f"saying={cue.key}:{how}:{candidate.stance}",
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
    found.update(f"aux={c.lower}" for c in cue.clause.children if c.dep in _AUXILIARIES)
    return found


def _setting_traits(candidate: Candidate, reading: Reading, words: list[Token]) -> set[str]:
    holder = candidate.holder
    found = {
        f"issue={candidate.issue}",
        f"where={candidate.where}",
        f"actor={holder.actors[0].kind}",
        f"parties={min(3, len(holder.actors[0].parties if holder.how == 'source' else holder.parties))}",
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
        elif candidate.source.actor is not None and candidate.source.actor.parties:
            found.add("attributed=other")
    else:
        found.add("attributed=no")
    return found


def _clause_traits(candidate: Candidate) -> Iterator[str]:
    """The tense of the clause, and how it hangs on the one above."""
    kind, clause = candidate.cue.kind, candidate.cue.clause
    yield f"tense={kind}:{_tense(clause)}"
    for _ in range(_MAX_CLIMB):
        if clause.dep in _CLAUSES:
            yield f"under={clause.dep}"
            return
        clause = clause.head


def _tense(verb: Token) -> str:
    """ "pluperfect" for "had demanded", "modal" for "may demand", "progressive" for "is demanding" ..."""
    words = [verb, *(c for c in verb.children if c.dep in _AUXILIARIES)]
    tags, lower = {w.tag for w in words}, {w.lower for w in words}
    if verb.tag == "VBN" and lower & {"had", "has", "have", "'ve", "’ve"}:
        return "pluperfect" if "had" in lower else "perfect"
    if "MD" in tags:
        return "modal"
    if verb.tag == "VBG":
        return "progressive" if any(w.lemma == "be" for w in words) else "participle"
    return "past" if "VBD" in tags else "present" if tags & {"VBZ", "VBP"} else verb.tag


def _matter_traits(candidate: Candidate) -> Iterator[str]:
    """What kind of phrase names the matter, and how long it is."""
    target = candidate.cue.target
    yield f"matter-length={min(5, len(candidate.about) // 3)}"
    if candidate.about and all(t.pos in ("PRON", "DET") for t in candidate.about):
        yield "matter=pronoun"
    if target is None:
        return
    if target.pos in ("NOUN", "VERB"):
        yield f"matter={candidate.cue.kind}:{target.tag}"
    if target.pos in ("NOUN", "VERB", "ADJ", "AUX"):
        yield f"deed={target.lemma}"
        yield f"deed={candidate.cue.kind}:{target.lemma}"
        if candidate.cue.negated:
            yield f"deed=not:{target.lemma}"
    if any(t.ent in ("DATE", "TIME") for t in target.subtree()):
        yield f"dated={candidate.cue.kind}"
    for child in target.children:
        if child.dep in ("det", "poss") and child.lower in _DETERMINERS:
            yield f"matter-opens={child.lower}"


def _holder_traits(candidate: Candidate, reading: Reading) -> Iterator[str]:
    """How the holder is named, how often the article names the party, and in which quarter of it this stands."""
    holder, actor = candidate.holder, candidate.holder.actors[0]
    head = reading.parse.tokens[actor.head]
    yield f"holder={head.pos}:{holder.how}"
    yield f"holder-role={head.dep}"
    yield f"holder-kind={actor.kind}:{actor.person is not None}"
    if head.sent != candidate.sentence.index:
        yield "holder=elsewhere"
    parties = set(holder.parties)
    yield f"salient={min(12, sum(not parties.isdisjoint(a.parties) for a in reading.actors)) // 3}"
    yield f"quarter={min(3, 4 * candidate.sentence.index // max(1, len(reading.parse.sentences)))}"


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
