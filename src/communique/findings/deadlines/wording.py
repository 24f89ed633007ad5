"""Wording: what has to be done within a time limit, in a few words as they stand in the text."""

from __future__ import annotations

from functools import cache

from communique.data import load_toml
from communique.findings.arguments import VERBS
from communique.findings.clauses import SUBJECTS
from communique.findings.deadlines.due import Limit, governor
from communique.findings.spans import extent
from communique.reading.parse import Token
from communique.reading.reading import Reading

_WORDS = 14
_REACH = 12
_LINKS = frozenset({"ADP", "DET", "CCONJ", "SCONJ", "PART", "PUNCT", "SPACE"})
_BY_NOUN = ("noun", "undated", "left-", "clock")
_RELATIVE = frozenset({"who", "which", "that"})


def what_is_due(reading: Reading, limit: Limit) -> str:
    """A few words for what is due, as they stand in the text: the clause that holds the limit, without its date.

    Of "gave both a week to pull back" what is due is "pull back"; of "hopes for a truce by Easter" it is "a truce"; of
    "the May 1 deadline for a ceasefire" it is "a ceasefire".
    """
    tokens = reading.parse.tokens
    verb: Token | None = _verb_of(limit)
    if limit.rule.startswith(_BY_NOUN):
        named = _by_noun(tokens, limit)
        if named:
            return _quoted(reading, named)
        verb = _verb_before(limit) or verb
    if verb is None:
        sentence = reading.parse.sentence_of(limit.anchor)
        cut = limit.time.start if limit.time else sentence.end
        return _quoted(reading, [t for t in reading.parse.tokens_of(sentence) if t.end <= cut])
    if limit.rule == "set" and (named := _date_for(tokens, limit)):
        return _quoted(reading, named)
    if verb.lemma in _words()["light"]:
        verb = _task_after(tokens, limit) or verb
    return _quoted(reading, _clause(tokens, limit, verb)) or verb.text


@cache
def _words() -> dict[str, frozenset[str]]:
    lists: dict[str, list[str]] = load_toml("deadlines")["due"]
    return {name: frozenset(lemmas) for name, lemmas in lists.items()}


def _verb_of(limit: Limit) -> Token | None:
    """The verb of what is due; of "before the vote which is due in May" the one above."""
    verb = governor(limit.anchor)
    while verb is not None and verb.dep == "relcl" and verb.lemma == "be" and limit.rule == "before-event":
        verb = governor(verb)
    return verb


def _verb_before(limit: Limit) -> Token | None:
    """The verb of "strike a deal before the May deadline"; None where the limit stands in no such place."""
    above = limit.anchor.head
    return above.head if above.lower in {"before", "by"} and above.head.pos in VERBS else None


def _by_noun(tokens: list[Token], limit: Limit) -> list[Token]:
    """What a deadline is for or of, what is to be done by it, or the words that name it."""
    noun = limit.anchor
    if _verb_before(limit) is not None and not limit.rule.startswith("left-"):
        return []
    for child in noun.children:
        if child.dep == "prep" and child.lower in {"for", "of", "on"} and child.i > noun.i:
            thing = child.child("pobj", "pcomp")
            if thing is not None and thing.ent not in {"DATE", "TIME"}:
                return _spread(tokens, thing)
    task = _task_after(tokens, limit)
    if task is not None:
        return _spread(tokens, task)
    if (named := _noun_phrase(tokens, noun.i + 1)) and tokens[noun.i + 1].lower == "for":
        return named
    before = [c for c in noun.children if c.i < noun.i and c.dep in {"amod", "compound", "poss", "nmod", "nummod"}]
    if not before:
        return [noun]
    first = min(t.i for c in before for t in c.subtree())
    return tokens[first : noun.i + 1] if noun.i - first < _REACH else [noun]


def _date_for(tokens: list[Token], limit: Limit) -> list[Token]:
    """What a date was set for: "set May 5 as the date for an accord", "as the day by which the army must leave"."""
    for token in tokens[limit.anchor.i : limit.anchor.i + _REACH]:
        if token.lower == "which" and token.dep == "pobj" and token.head.head.pos in VERBS:
            return [t for t in token.head.head.subtree() if t.i > token.i]
        thing = token.child("pobj", "pcomp") if token.lower == "for" and token.sent == limit.anchor.sent else None
        if thing is not None:
            return _spread(tokens, thing)
    return []


def _noun_phrase(tokens: list[Token], at: int) -> list[Token]:
    """The plain noun phrase behind the word at this place."""
    last = at + 1
    while last < len(tokens) and tokens[last].pos in {"DET", "ADJ", "NOUN", "PROPN", "NUM"}:
        last += 1
    return tokens[at + 1 : last]


def _spread(tokens: list[Token], head: Token) -> list[Token]:
    """The tokens of a phrase, from its head on where that is a verb."""
    span = extent(head, drop=("aux", "mark", "advcl") if head.pos in VERBS else ())
    if span is None:
        return [head]
    first = head.i
    while first > 0 and tokens[first - 1].start >= span[0]:
        first -= 1
    last = head.i
    while last + 1 < len(tokens) and tokens[last + 1].end <= span[1]:
        last += 1
    return tokens[first : last + 1]


def _clause(tokens: list[Token], limit: Limit, verb: Token) -> list[Token]:
    """The clause of a verb up to its date, with the subject where the verb alone would not say what."""
    cut = limit.time.start if limit.time else limit.anchor.end
    last = max((t.i for t in verb.subtree() if t.end <= cut or cut <= verb.start), default=verb.i)
    first = verb.i
    subject = _subject(verb)
    alone = all(_is_left_over(t, cut_short=False) for t in tokens[first + 1 : last + 1])
    if alone and (thing := _thing_before(tokens, verb)):
        return thing
    told_of_it = verb.lemma == "be" or any(c.dep == "auxpass" for c in verb.children)
    if (alone or told_of_it or limit.rule.startswith(("ends", "effect"))) and subject is not None:
        # "The protocol is to be signed by May": the verb alone would not say what.
        whole_subject = min(first, *(t.i for t in subject.subtree()))
        if subject.pos != "PRON" and first - whole_subject > _REACH:
            return _spread(tokens, subject)
        first = whole_subject if subject.pos != "PRON" else first
    elif verb.lemma in _words()["hollow"] or verb.child("expl") is not None:
        first = min(next((i for i in range(first + 1, last + 1) if tokens[i].pos not in _LINKS), first), last)
    return [t for t in tokens[first : last + 1] if t.sent == verb.sent]


def _thing_before(tokens: list[Token], verb: Token) -> list[Token]:
    """The words for "the annexes which both hope to finish by May", where what is due is told by the noun before."""
    node = verb
    while node.dep == "xcomp" and node.head.pos in VERBS:
        node = node.head
    lost = any(c.lower in _RELATIVE and c.dep == "dobj" for c in (*verb.children, *node.children))
    if node.dep != "relcl" or not lost:
        return []
    noun = node.head
    return tokens[min(t.i for t in noun.subtree()) : noun.i + 1]


def _subject(verb: Token) -> Token | None:
    """The subject of a verb, also where a verb above has it ("is to be signed") or it is relative."""
    node = verb
    for _ in range(3):
        subject = node.child(*SUBJECTS)
        if subject is not None:
            return node.head if subject.lower in _RELATIVE and node.dep == "relcl" else subject
        above = node.head.head if node.head.dep == "acomp" else node.head  # "is due to expire"
        if node.dep not in {"xcomp", "conj"} or above.pos not in VERBS:
            break
        node = above
    return None


def _task_after(tokens: list[Token], limit: Limit) -> Token | None:
    """The infinitive behind the limit: "a week *to reply*", "the deadline *to pay*"."""
    after = limit.time.end if limit.time else limit.anchor.end
    for token in tokens[limit.anchor.i + 1 : limit.anchor.i + 1 + _REACH]:
        if token.sent != limit.anchor.sent or token.text in {";", ":"}:
            break
        marked = any(c.lower == "to" and c.i < token.i for c in token.children)
        if token.start >= after and token.pos in VERBS and marked:
            return token
    return None


def _quoted(reading: Reading, chosen: list[Token]) -> str:
    """The words of these tokens, cut where a phrase can end and before what is said besides."""
    while chosen and _is_mark(chosen[0]):
        chosen = chosen[1:]
    end = next((n for n, t in enumerate(chosen) if n and _breaks(t, chosen[n + 1 : n + 3])), len(chosen))
    chosen = chosen[:end]
    whole = chosen[:_WORDS]
    cut_short = len(whole) < len(chosen)
    while len(whole) > 1 and _is_left_over(whole[-1], cut_short=cut_short):
        whole.pop()
    return " ".join(reading.parse.text[whole[0].start : whole[-1].end].split()) if whole else ""


def _breaks(token: Token, following: list[Token]) -> bool:
    if token.text in {";", "--", "–", "—", ":"}:
        return True
    if token.text != "," or not following:
        return False
    relative = len(following) > 1 and following[0].pos == "ADP" and following[1].lower == "which"
    return relative or following[0].lower in _words()["breaks"] or following[0].tag == "VBN"


def _is_mark(token: Token) -> bool:
    return not any(c.isalnum() for c in token.text)


def _is_left_over(token: Token, *, cut_short: bool) -> bool:
    """True for a word that cannot end a phrase; where words behind it were cut off, for one that leads up to them."""
    if token.dep == "prt":
        return False
    if token.pos in _LINKS or token.text.isspace() or _is_mark(token):
        return True
    return token.lower in _words()["tails"] or (cut_short and token.pos in {"ADJ", "NUM", "AUX", "ADV"})
