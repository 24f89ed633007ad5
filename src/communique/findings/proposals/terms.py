"""Terms: what the plans and offers of an article contain, in its exact words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from communique.data import load_toml
from communique.findings.arguments import subject_tokens
from communique.findings.clauses import SUBJECTS, VERBAL, Reality, reality
from communique.findings.lists import OPENERS, bullet_items, inline_items
from communique.findings.spans import clause_items, complements, extent, item_spans, items, trimmed
from communique.model.findings import Span
from communique.reading.parse import Token
from communique.reading.reading import Reading

_NEAR = 3
_LEFT = frozenset({"det", "amod", "poss", "compound", "nummod"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_OPENING = 25
_ENDING = frozenset({"as", "said", "says", "which", "but", "while", "although", "though", "according"})


@dataclass(frozen=True, slots=True)
class Term:
    """One term: its words, the word that names the proposal (or the verb that makes it), and the rule."""

    span: Span
    anchor: Token
    rule: str


@cache
def lexicon() -> dict[str, Any]:
    """The words of data/proposals.toml."""
    return load_toml("proposals")


def find_terms(reading: Reading) -> Iterator[Term]:
    """Every term in the text, before overlaps are settled.

    "Under the plan the troops would leave" gives `the troops would leave`, rule `under`.
    """
    words = lexicon()
    told = agreed = -_NEAR
    for token in reading.parse.tokens:
        found: list[Term] = []
        if token.lemma in words["agreed"]["verbs"] and token.pos in VERBAL and reality(token) is Reality.DONE:
            agreed = token.sent
        if token.sent - agreed < _NEAR and token.lemma in words["agreed"]["nouns"]:
            continue
        if token.pos in {"NOUN", "PROPN"} and (strength := words["nouns"].get(token.lemma)):
            found = list(_of_noun(reading, token, strength))
        elif token.pos in VERBAL and token.lemma in words["verbs"] and _is_offering(token):
            found = list(_of_verb(reading, token))
        elif token.text in OPENERS:
            found = list(_behind(reading, token))
        elif token.lower == "it" and token.dep in SUBJECTS and 0 < token.sent - told <= 1 and token.head.pos in VERBAL:
            found = list(_of_contents(reading.parse.tokens, token.head, token, "it"))
        if found:
            told = token.sent
            yield from found


def _of_noun(reading: Reading, noun: Token, strength: int) -> Iterator[Term]:
    tokens = reading.parse.tokens
    for child in noun.children:
        if child.i < noun.i:
            continue
        if child.dep in {"acl", "relcl", "ccomp"} and child.pos in VERBAL:
            before = {c.lower for c in child.children if c.i < child.i}
            if "to" in before and strength > 1 and not before & {"how", "where", "what", "be"}:
                yield from _spans(clause_items(child), noun, "noun-to")
            elif heading := _heading(child):
                yield from _under(child, noun, heading)
            elif child.dep == "relcl" or child.tag == "VBG":
                yield from _of_contents(tokens, child, noun, "relcl")
        elif child.dep == "prep" and noun.lemma in lexicon()["matter"]["nouns"]:
            yield from _matters(reading, noun, child)
    if strength > 2:
        yield from _that_clause(reading, noun)
    yield from _after_noun(tokens, noun)
    head = noun.head
    if noun.dep in SUBJECTS and head.pos in VERBAL:
        yield from _of_contents(tokens, head, noun, "subject")
    elif noun.dep == "compound" and head.head.lower == "under" and noun.lemma in lexicon()["heading"]["nouns"]:
        yield from _rest(reading, noun)
    elif noun.dep == "pobj" and head.lower == "under" and noun.lemma in lexicon()["heading"]["nouns"]:
        opens = head.i == 0 or tokens[head.i - 1].sent != head.sent or tokens[head.i - 1].text in {",", ";", '"', "“"}
        if opens and head.head.pos in VERBAL:
            yield from _under(head.head, noun, head)


def _heading(clause: Token) -> Token | None:
    """The preposition of "under which", "by which" that opens a relative clause."""
    for child in clause.children:
        if child.dep == "prep" and child.lower in {"under", "by"} and any(c.lower == "which" for c in child.children):
            return child
    return None


def _matters(reading: Reading, noun: Token, preposition: Token) -> Iterator[Term]:
    """What a proposal is for or on, where that is particular: several things, or one with a figure."""
    if preposition.lower not in lexicon()["matter"]["prepositions"]:
        return
    for below in preposition.children:
        if below.dep in {"pobj", "pcomp"} and _is_matter(reading, below):
            heads = items(below)
            row = _row(reading.parse.tokens, below) if len(heads) == 1 else []
            if row:
                yield from (Term(span, noun, f"noun-{preposition.lower}") for span in row)
            elif len(heads) > 1 or any(t.pos == "NUM" for t in below.subtree() if t.i < below.i):
                yield from _spans(heads, noun, f"noun-{preposition.lower}")


def _is_matter(reading: Reading, token: Token) -> bool:
    """False where the words after "of" or "for" name a party or nothing in particular ("a plan for peace")."""
    actor = reading.actor_at(token)
    return (
        token.pos != "PRON"
        and (actor is None or not actor.parties)
        and token.lemma not in lexicon()["generic"]["objects"]
        and token.lower not in {"own", "three", "two"}
    )


def _is_wish(verb: Token) -> bool:
    """True where a clause says what should be: "should meet", "be resumed", "would rule"; not what is."""
    auxiliaries = {c.lower for c in verb.children if c.dep in {"aux", "auxpass"}}
    if auxiliaries & {"should", "be", "would", "shall"}:
        return not auxiliaries & {"is", "was", "are", "were", "has", "had", "have"}
    return verb.tag in {"VB", "VBP"} and not auxiliaries


def _that_clause(reading: Reading, noun: Token) -> Iterator[Term]:
    """The clause right behind "proposal that", read off the text, since parsers hang it in many ways."""
    tokens, at = reading.parse.tokens, noun.i + 1
    if at >= len(tokens) or tokens[at].lower != "that":
        return
    clause = tokens[at + 1 : reading.parse.sentence_of(noun).last]
    for n in range(1, len(clause) - 1):
        spoken = clause[n].lemma == "say" and clause[n - 1].text in {",", '"', "”"}
        if spoken or (clause[n].text == "," and clause[n + 1].lower in _ENDING):
            clause = clause[:n]
            break
    wish = any(t.lower in {"should", "be", "would", "shall"} or t.tag == "VB" for t in clause[:_OPENING])
    span = trimmed(clause) if wish else None
    if span:
        yield Term(span, noun, "noun-that")


def _after_noun(tokens: list[Token], noun: Token) -> Iterator[Term]:
    """Terms behind a participle right after the noun ("a draft, providing for X")."""
    if noun.i + 2 >= len(tokens):
        return
    following = tokens[noun.i + 2]
    if tokens[noun.i + 1].text == "," and following.tag == "VBG" and following.lemma in lexicon()["contents"]:
        yield from _of_contents(tokens, following, noun, "participle")


def _behind(reading: Reading, mark: Token) -> Iterator[Term]:
    """A list behind a colon or a dash, or in the paragraphs below, where a proposal stands before the mark."""
    parse = reading.parse
    sentence = parse.sentence_of(mark)
    before = parse.tokens[sentence.first : mark.i]
    noun = next((t for t in reversed(before) if t.lemma in lexicon()["nouns"] and t.pos in {"NOUN", "PROPN"}), None)
    if noun is None or any(t.dep == "neg" for t in before):
        return
    if mark.text == ":" and mark.end == sentence.end:
        for below, span in bullet_items(parse, sentence):
            yield Term(span, parse.tokens[below.first], "bullets")
        return
    if mark.text != ":" and noun.i != mark.i - 1:
        return
    for _, span in inline_items(parse.tokens[mark.i + 1 : sentence.last]):
        yield Term(span, noun, "listed")


def _of_contents(tokens: list[Token], verb: Token, noun: Token, rule: str) -> Iterator[Term]:
    """Terms named by a verb of which the proposal is the subject ("calls for", "would let")."""
    for each in items(verb):
        if each.pos not in VERBAL or any(c.dep == "neg" for c in each.children):
            continue
        places = lexicon()["contents"].get(each.lemma)
        auxiliaries = {c.lower for c in each.children if c.dep in {"aux", "auxpass"}}
        if places:
            for complement, kind in complements(each):
                if (
                    kind in places
                    and complement.pos != "PRON"
                    and complement.lemma not in lexicon()["generic"]["objects"]
                ):
                    name = f"{rule}-{kind if kind in {'np', 'to', 'that'} else 'prep'}"
                    heads = clause_items(complement) if kind in {"to", "that"} else items(complement)
                    row = _row(tokens, complement) if len(heads) == 1 and kind not in {"to", "that"} else []
                    yield from ([Term(span, noun, name) for span in row] or _spans(heads, noun, name))
        elif "would" in auxiliaries and each.lemma not in lexicon()["empty"]["verbs"] and "be" not in auxiliaries:
            span = extent(each, drop=("nsubj", "aux", "advcl"))
            if span:
                yield Term((each.start, span[1]), noun, f"{rule}-would")


def _rest(reading: Reading, noun: Token) -> Iterator[Term]:
    """All that follows "Under the plan" where the parser took the plan for a part of the next name."""
    tokens = reading.parse.tokens
    if tokens[noun.i - 2].lower != "under" or tokens[noun.i - 2].i != reading.parse.sentence_of(noun).first:
        return
    span = trimmed(tokens[noun.i + 1 : reading.parse.sentence_of(noun).last])
    if span and any(t.tag == "MD" and t.sent == noun.sent for t in tokens[noun.i : noun.i + 40]):
        yield Term(span, noun, "under")


def _row(tokens: list[Token], first: Token) -> list[Span]:
    """Three or more items read off the text from this noun on, where the parser saw only the first."""
    start = min((c.i for c in first.children if c.dep in _LEFT), default=first.i)
    stop, comma = start, start
    while stop < len(tokens) and tokens[stop].sent == first.sent and tokens[stop].tag not in _FINITE:
        comma = stop if tokens[stop].text == "," else comma
        stop += 1
    if stop < len(tokens) and tokens[stop].sent == first.sent:
        stop = comma
    found = [span for _, span in inline_items(tokens[start:stop])]
    return found if len(found) > 2 else []


def _under(verb: Token, noun: Token, preposition: Token) -> Iterator[Term]:
    """Terms told as clauses under a heading: "Under the plan the troops would leave and the road would open"."""
    while verb.dep == "ccomp" and verb.head.i > verb.i and verb.head.lemma not in lexicon()["speech"]["verbs"]:
        verb = verb.head
    if verb.lemma in lexicon()["speech"]["verbs"]:
        verb = verb.child("ccomp") or verb
    heads = clause_items(verb)
    heads += [c for c in verb.children if c.dep == "ccomp" and c.i < verb.i and c not in heads]
    skip = {t.i for t in preposition.subtree()}
    for each in heads:
        skip |= {t.i for c in each.children if c.dep == "parataxis" for t in c.subtree()}
    for each in sorted(heads, key=lambda t: t.i):
        others = {o.i for o in heads if o is not each}
        first = min((c for c in each.children if c.dep in SUBJECTS), key=lambda c: c.i, default=None)
        span = extent(each, drop=("cc",), skip=frozenset(skip | others))
        if span and first is not None and each.lemma != "agree" and (each.lemma != "be" or each.child("xcomp")):
            yield Term((max(span[0], min(t.start for t in first.subtree())), span[1]), noun, "under")


def _is_offering(verb: Token) -> bool:
    """False for a verb that only offers together with a particle it lacks ("put" without "forward")."""
    particle = lexicon()["particles"].get(verb.lemma)
    return particle is None or any(c.lower == particle for c in verb.children)


def _of_verb(reading: Reading, verb: Token) -> Iterator[Term]:
    if reality(verb) is not Reality.DONE or any(c.dep == "auxpass" for c in verb.children):
        return
    subjects = subject_tokens(verb)
    if any(s.lemma in lexicon()["nouns"] for s in subjects):
        return
    takes = lexicon()["verbs"][verb.lemma]
    for complement, kind in complements(verb):
        if kind not in takes or complement.lemma in lexicon()["contact"]["verbs"]:
            continue
        if kind == "np" and (
            not _is_matter(reading, complement) or not any(c.i < complement.i for c in complement.children)
        ):
            continue
        if kind == "that" and verb.lemma != "propose":
            named = any(reading.actor_at(s) is not None or s.pos == "PRON" for s in subjects)
            if not named or not _is_wish(complement):
                continue
        heads = clause_items(complement) if kind in {"to", "that"} else items(complement)
        yield from _spans(heads, verb, f"{verb.lemma}-{kind}")


def _spans(heads: list[Token], anchor: Token, rule: str) -> Iterator[Term]:
    for _, span in item_spans(heads):
        yield Term(span, anchor, rule)
