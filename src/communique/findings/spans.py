"""Spans: the exact words of a clause or noun phrase, and the items of a list."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

from communique.findings.arguments import VERBS
from communique.findings.clauses import NOMINAL, SUBJECTS
from communique.model.findings import Span
from communique.reading.parse import Token


def extent(token: Token, *, drop: Iterable[str] = (), skip: frozenset[int] = frozenset()) -> Span | None:
    """The character span of a phrase: the token with its dependents, less those with a label of `drop`.

    Only what stands together counts; punctuation, brackets' tails and blanks at the ends are left off. None when empty.
    """
    dropped = frozenset(drop)
    tokens = [token]
    queue = [c for c in token.children if c.dep not in dropped and c.i not in skip]
    while queue:
        child = queue.pop()
        tokens.append(child)
        queue.extend(c for c in child.children if c.i not in skip)
    tokens.sort(key=lambda t: t.i)
    return trimmed(_without_tail(_together(tokens, token), token))


def _together(tokens: list[Token], head: Token) -> list[Token]:
    """The stretch of neighbouring tokens around the head."""
    at = next(n for n, t in enumerate(tokens) if t is head)
    first = last = at
    while first > 0 and tokens[first - 1].i == tokens[first].i - 1:
        first -= 1
    while last + 1 < len(tokens) and tokens[last + 1].i == tokens[last].i + 1:
        last += 1
    return tokens[first : last + 1]


_TAILS = frozenset({"appos", "relcl", "advcl", "parataxis"})


def _without_tail(tokens: list[Token], head: Token) -> list[Token]:
    """The tokens less a clause or apposition set off by a comma at their end ("..., a move that worries many")."""
    for n in range(len(tokens) - 1, 1, -1):
        token = tokens[n]
        if token.text not in {",", ";", "--", "–", "—"} or token.i < head.i:
            continue
        after = tokens[n + 1 :]
        if any(t.dep in _TAILS and t.head.i < token.i and not _goes_on(t, tokens[-1]) for t in after):
            return tokens[:n]
    return tokens


def _goes_on(token: Token, last: Token) -> bool:
    """True where the phrase of a token ends before the last token, so that more follows it."""
    edge = token
    while edge.children and edge.children[-1].i > edge.i:
        edge = edge.children[-1]
    return edge.i < last.i - 1


_EDGES = frozenset(".,;:!?-–—()[]\"“”'‘’ \n")
_CLOSED = {'"': '"', "”": "“", "’": "‘"}


def trimmed(tokens: list[Token]) -> Span | None:
    """The span of these tokens without punctuation at the ends (a closing quotation mark stays if it was opened)."""
    low, high = 0, len(tokens)
    while low < high and _loose(tokens[low]) and not _opens(tokens[low], tokens[low + 1 : high]):
        low += 1
    while high > low and _loose(tokens[high - 1]) and not _closes(tokens[high - 1], tokens[low : high - 1]):
        high -= 1
    return (tokens[low].start, tokens[high - 1].end) if low < high else None


def _loose(token: Token) -> bool:
    return all(c in _EDGES for c in token.text) or (token.dep == "cc")


def _opens(token: Token, rest: list[Token]) -> bool:
    return token.text in {'"', "“", "‘", "("} and any(
        t.text == {'"': '"', "“": "”", "‘": "’", "(": ")"}[token.text] for t in rest
    )


def _closes(token: Token, rest: list[Token]) -> bool:
    if token.text == ")":
        return any(t.text == "(" for t in rest)
    opener = _CLOSED.get(token.text)
    return opener is not None and sum(t.text == opener for t in rest) % 2 == 1


_PAIRS = (('"', '"'), ("“", "”"), ("(", ")"))
_MORE = 3


def closed(text: str, span: Span) -> Span:
    """The span with a quotation mark or bracket behind it that it opened, and to the end of a word cut at a hyphen.

    >>> closed('a "safe" passage', (2, 7))
    (2, 8)
    """
    start, end = span
    while end + 1 < len(text) and text[end] == "-" and text[end + 1].isalnum():
        end += 1
        while end < len(text) and text[end].isalnum():
            end += 1
    words = text[start:end]
    for opener, closer in _PAIRS:
        open_ = words.count(opener) % 2 if opener == closer else words.count(opener) - words.count(closer)
        if open_ > 0 and (at := text.find(closer, end, end + _MORE)) >= 0 and not text[end:at].strip(".,"):
            return (start, at + 1)
    return (start, end)


def items(token: Token) -> list[Token]:
    """The heads of a list: this token and those coordinated with it, in order ("A, B and C" from A).

    An apposition that itself goes on with "and" is an item too, since parsers often take "A, B and C" for one.
    """
    found = token.conjuncts()
    for head in list(found):
        for child in head.children:
            if child.dep == "appos" and child.i > head.i and any(c.dep == "conj" for c in child.children):
                found.extend(child.conjuncts())
    if len(found) == 1 and token.pos in NOMINAL and _has_article(token):
        found.extend(_hung_deeper(token))
    return sorted({t.i: t for t in found}.values(), key=lambda t: t.i)


def _has_article(noun: Token) -> bool:
    return any(c.dep in {"det", "poss"} and c.i < noun.i for c in noun.children)


def _hung_deeper(noun: Token) -> list[Token]:
    """Items that the parser joined to a word inside the first ("an exchange of land, joint patrols and a road")."""
    for token in noun.subtree():
        if token is noun or token.i < noun.i or token.dep not in {"pobj", "dobj", "conj"}:
            continue
        chain = token.conjuncts()[1:]
        if len(chain) > 1 and _has_article(chain[-1]) and chain[-1].pos == "NOUN" and not _has_article(token):
            return chain
    return []


def item_spans(heads: list[Token], last: int | None = None) -> Iterator[tuple[Token, Span]]:
    """The span of each item of a list, without the items after it."""
    for head in heads:
        others = frozenset(h.i for h in heads if h is not head)
        span = extent(head, skip=others | _trailing(head, others) | {t.i for t in _torn(head)})
        if span:
            yield head, span


def contents_of(verb: Token) -> list[Token]:
    """A verb and those coordinated with it, also where the parser joined one to a word inside the first one's object.

    "creates a region named Lanao and foresees a vote": "foresees" is often joined to "named".
    """
    heads = items(verb)
    return [*heads, *(t for t in _torn(verb) if t not in heads)]


def _torn(head: Token) -> list[Token]:
    """Finite verbs that a parser coordinated with a participle or a noun inside a phrase."""
    return [t for t in head.subtree() if t.dep == "conj" and t.tag in _FINITE and t is not head and _unlike(t.head)]


def _unlike(token: Token) -> bool:
    return token.tag in {"NN", "NNS", "NNP", "NNPS"} or (token.tag in {"VBN", "VBG"} and token.dep == "acl")


_FINITE = frozenset({"VBZ", "VBP", "VBD"})


def _trailing(head: Token, others: frozenset[int]) -> frozenset[int]:
    """Conjunctions before the next item, and clauses at the end behind a comma, which belong to the whole sentence."""
    found = set()
    joined = [c for c in head.children if c.dep == "conj"]
    for child in head.children:
        # What is joined and no item of its own belongs to this one: "reopen and widen the road".
        if child.dep == "cc" and (not joined or any(c.i in others for c in joined)):
            found.add(child.i)
        if child.dep in {"advcl", "relcl", "parataxis"} and child.i > head.i and _after_comma(child):
            found.add(child.i)
        if child.dep == "mark" and child.lower in {"that", "for"}:
            found.add(child.i)
        if child.dep == "aux" and child.lower == "to":
            found.add(child.i)
    return frozenset(found)


def _after_comma(clause: Token) -> bool:
    first = clause
    while True:
        left = next((c for c in first.children if c.i < first.i), None)
        if left is None:
            break
        first = left
    siblings = [c for c in clause.head.children if c.i < first.i]
    return bool(siblings) and siblings[-1].text in {",", ";", "--", "–", "—", "("}


# Verbs whose object does what follows ("obliges both armies to withdraw").
_OBJECT_CONTROL = frozenset({"oblige", "commit", "bind", "require", "ask", "allow", "urge", "call", "force", "permit"})


def complements(verb: Token) -> Iterator[tuple[Token, str]]:
    """What a verb takes after it, by form: `to` do, `that` it is, `how`, `ing`, `np`, or by its preposition."""
    for child in verb.children:
        if child.i < verb.i:
            continue
        if child.dep in {"xcomp", "ccomp"} and child.pos in VERBS:
            before = {c.lower for c in child.children if c.i < child.i}
            if "to" in before:
                yield child, "to"
            elif child.tag == "VBG" and child.dep == "xcomp":
                yield child, "ing"
            elif before & {"how", "what", "where", "when", "whether", "why"}:
                yield child, "how"
            else:
                yield child, "that"
        elif child.dep == "advcl" and verb.lemma in _OBJECT_CONTROL and _is_infinitive(child):
            yield child, "to"
        elif child.dep == "dobj":
            if not (verb.lemma in _OBJECT_CONTROL and any(_is_infinitive(c) for c in verb.children)):
                yield child, "np"
        elif child.dep == "prep":
            for preposition in (child, *(c for c in child.children if c.dep == "conj" and c.lower == child.lower)):
                for below in preposition.children:
                    if below.dep in {"pobj", "pcomp"}:
                        yield below, "to-np" if child.lower == "to" else child.lower
        elif child.dep == "advcl" and any(c.dep == "mark" and c.lower == "for" for c in child.children):
            yield child, "for"


def _is_infinitive(token: Token) -> bool:
    return token.dep in {"xcomp", "advcl", "ccomp"} and any(c.lower == "to" and c.dep == "aux" for c in token.children)


def clause_items(verb: Token) -> list[Token]:
    """Coordinated clauses: lists of three or more, and two where the second has a subject, a `to` or a `that`.

    "reopen and widen the road" stays one; "to reopen the road and to widen it" is two. A participle is no task ("to act
    against those hiding arms and fuelling the war").
    """
    heads = [head for head in items(verb) if head.tag == verb.tag or head.tag != "VBG"]
    found = {verb.i: verb}
    for head in heads:
        own = any(c.dep in SUBJECTS or (c.lower in {"to", "that"} and c.dep in {"aux", "mark"}) for c in head.children)
        if own or len(heads) > 2:
            found[head.i] = head
    for head in _marked(verb):
        found.setdefault(head.i, head)
    return sorted(found.values(), key=lambda t: t.i)


def _marked(verb: Token) -> list[Token]:
    """Clauses of a list that the parser hung elsewhere: each opens with "that" (or "to") after a comma or "and"."""
    mark = next(
        (c for c in verb.children if c.i < verb.i and c.lower in {"that", "to"} and c.dep in {"mark", "aux"}), None
    )
    if mark is None:
        return []
    below = verb.subtree()
    found: list[Token] = []
    closed = False
    for before, token in pairwise(below):
        if token.lower != mark.lower or token.dep != mark.dep or token.head is verb or token.head.pos not in VERBS:
            continue
        if before.lower in {",", ";", "and", "or"} and before.i == token.i - 1:
            found.append(token.head)
            closed = closed or before.lower == "and"
    return found if closed else []
