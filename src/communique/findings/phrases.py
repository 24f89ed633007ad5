"""The words that name what a stance is on, and those of its condition: exact spans of the text."""

from __future__ import annotations

from communique.findings.stances import Cue, lexicon
from communique.reading.parse import Token

_OUTER = frozenset({"punct", "cc", "mark", "aux", "neg"})
_TAIL = frozenset({"advcl", "relcl", "parataxis", "ccomp"})
_MAX_WORDS = 24


def about_tokens(cue: Cue) -> list[Token]:
    """The tokens of what a cue bears on; the clause without the cue where the parse shows nothing."""
    target = cue.target
    if target is None:
        return [cue.token]
    if cue.kind in ("obligation", "undertaking", "condition"):
        return _clip(_clause(target, keep_subject=True), target)
    if target.pos in ("VERB", "AUX") or target.dep in ("xcomp", "ccomp"):
        return _clip(_clause(target, keep_subject=target.dep != "xcomp"), target)
    return _clip([t for t in target.subtree() if not _in_tail(t, target)], target)


def _clause(verb: Token, *, keep_subject: bool) -> list[Token]:
    kept: list[Token] = [verb]
    for child in verb.children:
        if child.dep in ("punct", "mark", "cc", "advcl", "parataxis"):
            continue
        if child.dep in ("aux", "neg") and not keep_subject:
            continue
        if child.dep == "conj" or (child.dep in ("nsubj", "nsubjpass") and not keep_subject):
            continue
        if child.dep == "ccomp" and child.i < verb.i:
            continue
        kept.extend(child.subtree())
    kept.sort(key=lambda t: t.i)
    return kept


def _in_tail(token: Token, top: Token) -> bool:
    while token is not top:
        if token.dep in ("conj", "cc", "appos", "advcl") or (token.dep in ("relcl", "punct") and token.head is top):
            return True
        token = token.head
    return False


def _clip(tokens: list[Token], centre: Token) -> list[Token]:
    """One unbroken stretch around the centre, in one paragraph, without blanks and outer punctuation."""
    if not tokens:
        return [centre]
    place = next((k for k, t in enumerate(tokens) if t is centre), 0)
    first = last = place
    while first > 0 and tokens[first].i - tokens[first - 1].i <= 2 and place - first < _MAX_WORDS:
        first -= 1
    while last + 1 < len(tokens) and tokens[last + 1].i - tokens[last].i <= 2 and last - place < _MAX_WORDS:
        last += 1
    run = tokens[first : last + 1]
    while len(run) > 1 and (run[0].pos == "PUNCT" or run[0].text.isspace()):
        run = run[1:]
    while len(run) > 1 and (run[-1].pos == "PUNCT" or run[-1].text.isspace()):
        run = run[:-1]
    return run


def coordinated_targets(cue: Cue) -> list[Token]:
    """The further things a cue bears on: "demands a truce and the release of prisoners" gives "release"."""
    if cue.target is None or cue.kind not in ("verb", "noun"):
        return []
    return [t for t in cue.target.conjuncts()[1:] if t.sent == cue.token.sent]


def condition_tokens(cue: Cue) -> list[Token] | None:
    """The words of the condition that bears on a cue, None where there is none.

    "will not negotiate until sanctions are lifted" gives "sanctions are lifted".
    """
    lex = lexicon()
    seen: list[Token] = []
    node = cue.clause
    for _ in range(3):
        seen.append(node)
        if node.dep not in ("xcomp", "ccomp", "acomp", "conj") or node.head is node:
            break
        node = node.head
    if cue.target is not None:
        seen.append(cue.target)
    for top in seen:
        for child in top.children:
            if child.dep not in ("advcl", "prep"):
                continue
            marker = next((c for c in (child, *child.children) if c.lower in lex.markers), None)
            if marker is None:
                continue
            strict = marker.lower in lex.strict_markers or any(c.lower == "only" for c in (*marker.children, *child.children))
            refusing = cue.negated or cue.stance in ("rejects", "opposes")
            if marker.lower in lex.negative_markers:
                if not refusing:
                    continue
                strict = True
            if not strict and cue.stance not in ("open", "offers", "accepts", "supports"):
                continue
            if child.dep == "prep" and not refusing:
                continue
            words = [t for t in child.subtree() if t is not marker]
            centre = child if child is not marker else (child.child("pobj", "pcomp") or child)
            if words:
                return _clip(words, centre if centre in words else words[0])
    return None
