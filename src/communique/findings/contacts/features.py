"""Features of a mention for the linear classifiers: words of the language and places in the parse, never names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from communique.findings.contacts.modality import Cue
from communique.findings.contacts.triggers import Trigger
from communique.reading.parse import Token

OPEN = frozenset({"VERB", "AUX", "ADJ", "ADV", "ADP", "SCONJ", "DET", "PART"})
STEPS = 6
NEAR = 5


def status_features(trigger: Trigger, cue: Cue, cues: Sequence[Cue], tense: str) -> list[str]:
    """What may tell the status of a mention; `tense` relates its date to publication (past, today, future, none)."""
    found = [
        f"rule={cue.status}",
        f"rule={cue.status}/{cue.rule}",
        f"lemma={trigger.lemma}",
        f"frame={trigger.frame}/{trigger.relation}",
        f"date={tense}",
        f"date={tense}+rule={cue.status}",
        f"cue={cue.token.lemma}",
    ]
    for other in cues:
        found.append(f"also={other.status}/{other.rule}")
        found.append(f"word={other.token.lemma}")
    found += _modifiers(trigger.token)
    found += _predicate(trigger.predicate)
    found += _chain(trigger.token)
    found += _window(trigger.token)
    return list(dict.fromkeys(found))


def _modifiers(token: Token) -> Iterator[str]:
    for child in token.children:
        if child.pos == "PROPN" or child.ent:
            continue
        side = "left" if child.i < token.i else "right"
        yield f"{side}:{child.dep}={child.lemma}"
        if child.dep in {"relcl", "acl"}:
            yield f"clause={child.tag}"
            for below in child.children:
                if below.dep in {"aux", "auxpass", "neg", "prt"}:
                    yield f"clause:{below.dep}={below.lower}"


def _predicate(verb: Token) -> Iterator[str]:
    yield f"tag={verb.tag}"
    yield f"verb={verb.lemma}"
    words = [c.lower for c in verb.children if c.dep in {"aux", "auxpass", "neg"}]
    yield "aux=" + "+".join(words)
    yield f"aux={'+'.join(words)}/{verb.tag}"


def _chain(token: Token) -> Iterator[str]:
    """The governors on the way up, with their own auxiliaries; stops at the root."""
    node = token
    path = []
    for step in range(STEPS):
        head = node.head
        if head is node:
            break
        path.append(node.dep)
        if head.pos != "PROPN":
            yield f"up={head.lemma}"
            if step < 3:
                yield f"up{step}:{node.dep}={head.lemma}"
            if head.pos in {"VERB", "AUX"}:
                yield f"up:tag={head.tag}"
                for child in head.children:
                    if child.dep in {"aux", "auxpass", "neg", "prt", "mark"}:
                        yield f"up:{child.dep}={child.lower}"
                        if step < 3:
                            yield f"up{step}:{child.dep}={child.lower}"
        node = head
    yield "path=" + ">".join(path[:4])
    yield f"root={node.lemma if node.pos != 'PROPN' else '-'}"


def _window(token: Token) -> Iterator[str]:
    """Words of the language near the trigger."""
    left = right = token
    for child in token.head.children:
        if child.pos in OPEN and child.i != token.i and abs(child.i - token.i) <= NEAR:
            yield f"near={child.lemma}"
    for child in (*left.head.children, *right.children):
        if child.pos == "ADV":
            yield f"adverb={child.lemma}"
