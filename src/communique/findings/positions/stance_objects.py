"""The words that name what a stance is on, and those of its condition: unbroken stretches of tokens."""

from __future__ import annotations

from collections.abc import Sequence

from communique.findings.positions.stance_cues import Cue
from communique.findings.positions.stance_lexicon import lexicon
from communique.reading.parse import Token

_REPORTED = frozenset({"obligation", "undertaking", "condition"})
_MAX_WORDS = 24
_MARKER = 6
"""Tokens that the words of a condition may take: "on the condition that"."""
_ENOUGH = frozenset({"possible", "practicable", "feasible", "necessary", "needed", "required", "take", "need", "like"})
_PROVIDED = frozenset({"provided", "providing"})
_NO_IF = frozenset({"as", "even"})
"""Before "if" these make no condition: "as if it were signed", "even if they come"."""
_GAP = 3
"""Tokens that may be missing inside a phrase: quotation marks, which the parser hangs elsewhere."""


def about_tokens(cue: Cue) -> list[Token]:
    """The tokens of what a cue bears on; the cue itself where the parse shows nothing.

    "insists on a ceasefire along the front" gives "a ceasefire along the front".
    """
    target = cue.target
    if target is None:
        return _predicate(cue)
    if cue.negated and cue.kind in ("obligation", "undertaking"):
        return _denied(target)
    if cue.kind in _REPORTED:
        if cue.kind == "obligation" and target.dep == "xcomp" and target.child("nsubj", "nsubjpass") is None:
            target = target.head  # "The embargo has to be lifted": the subject stands with "has"
        subject = target.child("nsubj", "nsubjpass")
        return _clip(_clause(target, keep_subject=subject is None or subject.pos != "PRON"), target)
    if target.pos in ("VERB", "AUX") or target.dep in ("xcomp", "ccomp"):
        return _clip(_clause(target, keep_subject=target.dep != "xcomp"), target)
    words = [t for t in target.subtree() if not _in_tail(t, target)]
    if cue.negated:
        words = [
            t for t in words if t.head is not target or t.lower not in ("no", "not")
        ]  # rejects "a deal", not "no deal"
    return _clip(words, target)


def in_words(cue: Cue, about: Sequence[Token]) -> Sequence[Token]:
    """What a stance is on, as it is shown: for a mere pronoun, or "he said", the clause of the cue.

    "The president had turned him down flat" gives "turned him down flat".
    """
    if not _says_nothing(about) or cue.clause.pos not in ("VERB", "AUX"):
        return about
    words = _clip(_clause(cue.clause, keep_subject=False), cue.clause)
    return about if _says_nothing(words) else words


def _says_nothing(words: Sequence[Token]) -> bool:
    return all(
        t.pos in ("PRON", "DET", "PART", "ADP", "PUNCT", "AUX") or (t.lemma in lexicon().speech and len(words) < 3)
        for t in words
    )


def _predicate(cue: Cue) -> list[Token]:
    """Where nothing is named: the phrase of the noun, or the clause of the cue, so that the words say something."""
    if cue.kind == "statement" or cue.clause.pos not in ("VERB", "AUX"):
        return [cue.token]
    if (noun := _antecedent(cue.clause)) is not None:
        return noun
    words = _clip(_clause(cue.clause, keep_subject=True), cue.clause)
    return words if cue.token in words else [cue.token]


def _antecedent(verb: Token) -> list[Token] | None:
    """What a relative clause is about: "the truce that A proposed and B had accepted" gives "the truce"."""
    while verb.dep == "conj" and verb.head.pos in ("VERB", "AUX"):
        verb = verb.head
    thing = verb.child("dobj")
    if verb.dep != "relcl" or (thing is not None and thing.lower not in ("that", "which", "whom")):
        return None
    clause = {token.i for token in verb.subtree()}
    return _clip([token for token in verb.head.subtree() if token.i not in clause], verb.head)


def _denied(verb: Token) -> list[Token]:
    """What is denied, without the denial: "will not meet them" gives "meet them", "no troops would go" the troops."""
    if verb.dep == "xcomp" and verb.child("nsubj", "nsubjpass") is None and verb.child("auxpass") is not None:
        verb = verb.head
    subject = verb.child("nsubj", "nsubjpass")
    if subject is not None and (verb.child("auxpass") or verb.child("nsubjpass")) and subject.pos != "PRON":
        return _clip(
            [t for t in subject.subtree() if t.dep not in ("det", "neg") or t.lower not in ("no", "not")], subject
        )
    return _clip(_clause(verb, keep_subject=False), verb)


def _clause(verb: Token, *, keep_subject: bool) -> list[Token]:
    kept: list[Token] = [verb]
    for child in verb.children:
        if child.dep in ("punct", "mark", "cc", "advcl", "parataxis", "conj") or _in_return(child):
            continue
        if child.dep in ("aux", "neg", "nsubj", "nsubjpass") and not keep_subject:
            continue
        if child.dep == "ccomp" and child.i < verb.i:
            continue
        kept.extend(t for t in child.subtree() if not _beside(t, child))
    kept.sort(key=lambda t: t.i)
    return kept


def _beside(token: Token, top: Token) -> bool:
    """True for words of a clause set apart inside this one: ", which ...", "to reach ...", "while ..."."""
    while token is not top:
        if token.dep in ("advcl", "parataxis") or (token.dep == "relcl" and _after_comma(token)):
            return True
        token = token.head
    return token.dep == "relcl" and _after_comma(token)


def _after_comma(clause: Token) -> bool:
    return any(c.dep == "punct" and clause.head.i < c.i < clause.i for c in clause.head.children)


def _in_return(token: Token) -> bool:
    """True for "in return for ...", "in exchange for ...": a condition, not part of the thing."""
    inner = token.child("pobj") if token.dep == "prep" and token.lower == "in" else None
    return inner is not None and inner.lower in lexicon().returns


def _in_tail(token: Token, top: Token) -> bool:
    while token is not top:
        if token.dep in ("appos", "advcl") or (token.dep in ("relcl", "punct", "conj", "cc") and token.head is top):
            return True
        token = token.head
    return False


def _clip(tokens: list[Token], centre: Token) -> list[Token]:
    """One unbroken stretch around the centre, without blanks and punctuation at its ends."""
    place = next((k for k, t in enumerate(tokens) if t is centre), None)
    if place is None:
        return [centre]
    first = last = place
    while first > 0 and tokens[first].i - tokens[first - 1].i <= _GAP and place - first < _MAX_WORDS:
        first -= 1
    while last + 1 < len(tokens) and tokens[last + 1].i - tokens[last].i <= _GAP and last - place < _MAX_WORDS:
        last += 1
    run = tokens[first : last + 1]
    while len(run) > 1 and (run[0].pos == "PUNCT" or run[0].tag == "TO" or run[0].text.isspace()):
        run = run[1:]
    while len(run) > 1 and (run[-1].pos == "PUNCT" or run[-1].text.isspace()):
        run = run[:-1]
    return run


def before_condition(about: list[Token], condition: list[Token] | None) -> list[Token]:
    """What a cue bears on without its condition: "lead a force, provided that ..." gives "lead a force"."""
    if not condition:
        return about
    kept = [t for t in about if t.i < condition[0].i]
    words = lexicon().condition_words
    while kept and kept[-1].i >= condition[0].i - _MARKER and (kept[-1].lower in words or kept[-1].pos == "PUNCT"):
        kept.pop()
    return kept or about


def coordinated_targets(cue: Cue) -> list[Token]:
    """The further things a cue bears on: "demands a truce and the release of prisoners" gives "release"."""
    if cue.target is None or cue.kind not in ("verb", "noun"):
        return []
    listed = [*cue.target.conjuncts()[1:], *_repeated(cue)]
    if any(t.dep == "cc" for t in cue.target.subtree()):
        # A parser takes the middle of "a truce, the release of prisoners and a vote" for an apposition.
        listed += [t for t in cue.target.children if t.dep == "appos" and t.pos == "NOUN"]
    apart = cue.target.tag == "VB"  # "warned that they would pay and arrested two": the arrest is no warning
    return [t for t in listed if t.sent == cue.token.sent and not (apart and t.tag == "VBD")]


def _repeated(cue: Cue) -> list[Token]:
    """What stands after the same preposition again: "asked for a truce, for access and for talks"."""
    if (
        cue.target is None
        or cue.target.dep != "pobj"
        or cue.token not in (cue.target.head.head, cue.target.head.head.head)
    ):
        return []
    first = cue.target.head
    links = [c for c in cue.token.children if c.pos == "ADP" and c.i > first.i and c.dep in ("prep", "conj")]
    links = [link for each in (first, *links) for link in each.conjuncts() if link is not first]
    found = (link.child("pobj", "pcomp") for link in links if link.lower == first.lower)
    return [t for t in found if t is not None and t.ent not in ("DATE", "TIME")]


def condition_tokens(cue: Cue, tokens: list[Token]) -> list[Token] | None:
    """The words of the condition that bears on a cue, None where there is none; `tokens` are those of its sentence.

    "will not negotiate until sanctions are lifted" gives "sanctions are lifted".
    """
    if cue.kind == "condition" and cue.token.lemma in lexicon().depending:
        links = (c.child("pobj", "pcomp") for c in cue.token.children if c.lower in ("on", "upon"))
        return next((_clip(thing.subtree(), thing) for thing in links if thing is not None), None)
    for top in _governors(cue):
        for child in top.children:
            if child.dep in ("advcl", "prep") and (found := _condition(child, cue)):
                return found
    return _worded_condition(cue, tokens)


def _worded_condition(cue: Cue, tokens: list[Token]) -> list[Token] | None:
    """A condition that follows the cue after fixed words: "as long as ...", "only if ..."."""
    table = lexicon().condition_phrases
    for place, token in enumerate(tokens):
        if token.i <= cue.token.i:
            continue
        phrases = table.get(token.lower, [])
        for words in (*phrases, (token.lower,)) if _is_provided(tokens, place) else phrases:
            end = place + len(words)
            if tuple(t.lower for t in tokens[place:end]) != words:
                continue
            run: list[Token] = []
            inner = next((k for k in range(end, min(end + 3, len(tokens))) if tokens[k].lower == "if"), None)
            for following in tokens[end if inner is None else inner + 1 :]:
                if following.pos == "PUNCT" and (following.text != "," or any(t.pos in ("VERB", "AUX") for t in run)):
                    break
                run.append(following)
            return run if len(run) > 1 and (words[0] in _PROVIDED or not _enough(run)) else None
    return None


def _is_provided(tokens: list[Token], place: int) -> bool:
    """True for ", provided the aid is paid"; what somebody provided is no condition."""
    before, after = tokens[place - 1 : place], tokens[place + 1 : place + 2]
    apart = all(t.lower == "," for t in before) and all(t.pos in ("DET", "PRON", "PROPN", "NOUN") for t in after)
    return tokens[place].lower in _PROVIDED and apart and bool(before and after)


def _enough(run: list[Token]) -> bool:
    """True for what makes nothing a condition: "as soon as possible", "as long as it takes"."""
    return any(t.lemma in _ENOUGH and t.dep != "amod" for t in run[:2])


def _governors(cue: Cue) -> list[Token]:
    """The predicates on which a condition of this cue may hang."""
    found = [cue.clause]
    node = cue.clause
    for _ in range(2):
        if node.dep not in ("xcomp", "ccomp", "acomp", "conj") or node.head is node:
            break
        node = node.head
        found.append(node)
    if cue.target is not None:
        # "would let them go once ...": the parser hangs the clause on the last verb.
        found += [cue.target, *(c for c in cue.target.children if c.dep in ("xcomp", "ccomp") and c.i > cue.token.i)]
    return found


def _condition(child: Token, cue: Cue) -> list[Token] | None:
    """The condition that this clause or phrase states for the cue."""
    lex = lexicon()
    if _in_return(child):
        return _returned(child) if cue.target is None or cue.target.tag not in ("VBD", "VBN") else None
    opening = (child, *(c for c in child.children if c.i < child.i))  # not "speaking a day before the talks, he ..."
    refusing = cue.negated or cue.stance in ("rejects", "opposes")
    if (timed := _timed(child, cue, refusing)) is not None:
        return timed
    marker = next((c for c in opening if c.lower in lex.markers), None)
    if marker is None or any(c.i == marker.i - 1 and c.lower in _NO_IF for c in (*opening, *marker.children)):
        return None
    strict = marker.lower in lex.strict_markers or any(c.lower == "only" for c in (*marker.children, *child.children))
    if marker.lower in lex.negative_markers:
        strict = refusing
        if not refusing:
            return None
    if not strict and cue.stance not in ("open", "offers", "accepts", "supports"):
        return None
    if (child.dep == "prep" or marker.lower in lex.lasting) and not refusing and not (strict and stands(cue)):
        return None
    if child.dep == "prep" and _no_condition(child):
        return None
    words = [t for t in child.subtree() if t is not marker]
    centre = child if child is not marker else (child.child("pobj", "pcomp") or child)
    return _clip(words, centre if centre in words else words[0]) if words else None


def stands(cue: Cue) -> bool:
    """True for what will or must stay as it is: "the gates would stay shut until the fees are paid"."""
    return cue.kind in ("undertaking", "obligation") and cue.clause.lemma in lexicon().standing


def _timed(child: Token, cue: Cue, refusing: bool) -> list[Token] | None:
    """What must come first or stop, told as a time: "will sign when they have left", "no talks while it goes on"."""
    link = next((c for c in child.children if c.i < child.i and c.lower in ("when", "while")), None)
    if link is None or child.dep != "advcl" or child.i < cue.token.i:
        return None
    if link.lower == "when":
        auxiliary = any(c.dep in ("aux", "auxpass") and c.lemma in ("have", "be") for c in child.children)
        holds = cue.kind in ("undertaking", "adjective") and child.tag == "VBN" and auxiliary and not refusing
    else:
        apart = any(c.dep == "punct" and c.i == link.i - 1 for c in (*child.head.children, *child.children))
        holds = refusing and not apart and (cue.kind == "undertaking" or cue.key in lexicon().firm)
    return _clip([t for t in child.subtree() if t is not link], child) if holds else None


def _returned(prep: Token) -> list[Token] | None:
    """What is asked in return: "in exchange for relief" gives "relief"."""
    words = prep.subtree()
    place = next((k for k, t in enumerate(words) if t.lower == "for"), None)
    rest = [] if place is None else words[place + 1 :]
    return _clip(rest, rest[-1]) if rest else None


def _no_condition(prep: Token) -> bool:
    """True for a mere date or a mere name: "until Friday", "without them"."""
    inner = prep.child("pobj")
    return inner is not None and (inner.ent in ("DATE", "TIME") or inner.pos in ("PROPN", "PRON"))
