"""Terms: what the plans and offers of an article contain, in its exact words."""

from __future__ import annotations

from collections.abc import Iterator

from communique.findings.arguments import VERBS
from communique.findings.clauses import SUBJECTS, Reality, reality
from communique.findings.lists import OPENERS, bullet_items, inline_items
from communique.findings.proposals.contents import Term, is_generic, is_matter, lexicon, of_contents, spans_of, tells_of
from communique.findings.proposals.headings import further, heading, rest_below, under
from communique.findings.proposals.offering import is_offering, of_verb
from communique.findings.proposals.stretches import both_prices, matters_behind, row
from communique.findings.spans import clause_items, items, trimmed
from communique.findings.stretches import stretch
from communique.reading.parse import Token
from communique.reading.reading import Reading

__all__ = ["Term", "find_terms", "lexicon"]

_NEAR = 3
_OPENING = 25
_BY = 12


def find_terms(reading: Reading) -> Iterator[Term]:
    """Every term in the text, before overlaps are settled.

    "Under the plan the troops would leave" gives `the troops would leave`, rule `under`.
    """
    words = lexicon()
    told = agreed = named = -_NEAR
    anchors: dict[int, Token] = {}
    for token in reading.parse.tokens:
        found: list[Term] = []
        if token.lemma in words["agreed"]["verbs"] and token.pos in VERBS and reality(token) is Reality.DONE:
            agreed = token.sent
        if token.sent - agreed < _NEAR and token.lemma in words["agreed"]["nouns"]:
            continue
        if token.pos in {"NOUN", "PROPN"} and (strength := words["nouns"].get(token.lemma)):
            if not _is_supposed(token):
                found, named = list(_of_noun(reading, token, strength)), token.sent
        elif token.pos in VERBS and token.lemma in words["verbs"] and is_offering(token):
            found = list(of_verb(reading, token))
        elif token.text in OPENERS:
            found = list(_behind(reading, token))
        elif _is_the_plan(token, told, named):
            found = list(of_contents(reading.parse.tokens, token.head, token, "it"))
        if found:
            anchors[token.sent] = found[0].anchor
            told = token.sent
            yield from found
    yield from further(reading, anchors)


def _is_the_plan(token: Token, told: int, named: int) -> bool:
    """True for "it" behind a sentence that told terms, or named a plan where only a plan does so ("it foresees")."""
    if token.lower != "it" or token.dep not in SUBJECTS or token.head.pos not in VERBS:
        return False
    return token.sent - told == 1 or (token.sent - named == 1 and token.head.lemma in lexicon()["paper"]["verbs"])


def _of_noun(reading: Reading, noun: Token, strength: int) -> Iterator[Term]:
    tokens = reading.parse.tokens
    for child in (*noun.children, *_on_the_table(noun)):
        if child.i < noun.i:
            continue
        if child.dep in {"acl", "relcl", "ccomp"} and child.pos in VERBS:
            before = {c.lower for c in child.children if c.i < child.i}
            if "to" in before and strength > 1 and not before & {"how", "where", "what", "be"} and _is_term(child):
                yield from spans_of(clause_items(child), noun, "noun-to")
            elif opener := _opener(child):
                yield from under(tokens, child, noun, opener)
            elif child.tag == "VBG" or (child.dep == "relcl" and tells_of(child)):
                yield from of_contents(tokens, child, noun, "relcl")
        elif child.dep == "prep" and noun.lemma in lexicon()["matter"]["nouns"]:
            yield from _matters(reading, noun, child)
    yield from _behind_day(reading, noun)
    if noun.lemma in lexicon()["matter"]["nouns"] and not any(c.dep == "prep" for c in noun.children):
        behind = matters_behind(tokens, noun, frozenset(lexicon()["matter"]["prepositions"]))
        yield from (Term(span, noun, "noun-on") for span in behind)
    yield from _put_forward(reading, noun)
    if strength > 1 and (task := _right_behind(tokens, noun)) is not None and _is_term(task):
        yield from spans_of(clause_items(task), noun, "noun-to")
    if strength > 2:
        yield from _that_clause(reading, noun)
    yield from _after_noun(tokens, noun)
    bearer = _bearer(noun)
    head = bearer.head
    if bearer.dep in SUBJECTS and head.pos in VERBS:
        yield from of_contents(tokens, head, noun, "subject")
    elif noun.dep == "compound" and head.head.lower == "under" and noun.lemma in lexicon()["heading"]["nouns"]:
        yield from rest_below(reading, noun)
    elif (found := heading(tokens, noun)) is not None:
        main, preposition = found
        yield from under(tokens, main, noun, preposition)


def _bearer(noun: Token) -> Token:
    """The word that stands for a proposal in its sentence: of "the first phase of the plan" the phase."""
    above = noun.head.head
    part = noun.dep == "pobj" and noun.head.lower == "of" and above.lemma in lexicon()["portions"]["nouns"]
    return above if part else noun


def _on_the_table(noun: Token) -> list[Token]:
    """Clauses of "put an offer on the table that holds X", which parsers hang on the table."""
    if noun.dep != "dobj":
        return []
    places = (
        b for c in (*noun.children, *noun.head.children) if c.dep == "prep" and c.lower == "on" for b in c.children
    )
    return [c for place in places if place.lower == "table" and place.i > noun.i for c in place.children]


def _behind_day(reading: Reading, noun: Token) -> Iterator[Term]:
    """What a proposal is for where its day stands between: "offered a plan on Monday for a truce of ten days"."""
    tokens, verb = reading.parse.tokens, noun.head
    if noun.dep != "dobj" or noun.lemma not in lexicon()["matter"]["nouns"]:
        return
    for child in (*verb.children, *(c for t in verb.children for c in t.children)):
        between = tokens[noun.i + 1 : child.i] if child.dep == "prep" and child.lower == "for" else []
        if between and all(t.ent in {"DATE", "TIME"} or t.lower in {"on", "late", "early"} for t in between):
            yield from _matters(reading, noun, child)


def _right_behind(tokens: list[Token], noun: Token) -> Token | None:
    """The verb of "an offer to lower the toll" where the parser hung it on a verb above."""
    if noun.i + 2 >= len(tokens) or tokens[noun.i + 1].lower != "to":
        return None
    verb = tokens[noun.i + 2]
    return verb if verb.tag == "VB" and verb.dep == "advcl" and verb.head is not noun else None


def _is_supposed(noun: Token) -> bool:
    """True where there is no such proposal (any more): "no plan", "unless they make an offer", "a plan they signed"."""
    if any(c.lower == "no" and c.dep in {"det", "neg"} for c in noun.children):
        return True
    agreed = lexicon()["agreed"]["verbs"]
    above = [noun.head] if noun.dep in {"dobj", "nsubjpass"} else []
    signed = above + [c for c in noun.children if c.dep in {"relcl", "acl"} and c.tag in {"VBD", "VBN"}]
    if any(v.lemma in agreed and reality(v) is Reality.DONE for v in signed):
        return True
    verb = next((t for t in noun.ancestors() if t.pos in VERBS), None)
    return verb is not None and any(c.dep == "mark" and c.lower in {"unless", "if"} for c in verb.children)


def _is_term(verb: Token) -> bool:
    """False where an infinitive says what a proposal is for: "proposals to close the gap"."""
    return verb.lemma not in lexicon()["aims"]["verbs"]


def _opener(clause: Token) -> Token | None:
    """The preposition of "under which", "by which" that opens a relative clause."""
    for child in clause.children:
        if child.dep == "prep" and child.lower in {"under", "by"} and any(c.lower == "which" for c in child.children):
            return child
    return None


def _matters(reading: Reading, noun: Token, preposition: Token) -> Iterator[Term]:
    """What a proposal is for or on, where that is particular: several things, one with a figure, or something to do."""
    if preposition.lower not in lexicon()["matter"]["prepositions"]:
        return
    if bargain := both_prices(reading.parse.tokens, preposition):
        yield from (Term(span, noun, f"noun-{preposition.lower}") for span in bargain)
        return
    for below in preposition.children:
        if below.dep in {"pobj", "pcomp"} and is_matter(reading, below):
            heads = items(below)
            in_a_row = row(reading.parse.tokens, below) if len(heads) == 1 else []
            if in_a_row:
                yield from (Term(span, noun, f"noun-{preposition.lower}") for span in in_a_row)
            elif len(heads) > 1 or _is_particular(below):
                yield from spans_of(heads, noun, f"noun-{preposition.lower}")


def _is_particular(token: Token) -> bool:
    """True for a thing with a figure ("a truce of three weeks") and for something to be done ("holding a vote")."""
    if token.tag == "VBG" and token.dep == "pcomp":
        thing = token.child("dobj")
        return thing is not None and any(c.dep == "det" for c in thing.children) and not is_generic(thing)
    return any(t.pos == "NUM" for t in token.subtree() if t.i < token.i)


def _put_forward(reading: Reading, noun: Token) -> Iterator[Term]:
    """What a vision or plan "of X and Y put forward by Z" is about."""
    if not any(c.dep == "acl" and c.lemma in lexicon()["verbs"] and c.tag == "VBN" for c in noun.children):
        return
    for child in noun.children:
        matter = child.child("pobj") if child.dep == "prep" and child.lower == "of" else None
        if matter is not None and is_matter(reading, matter):
            yield from spans_of(items(matter), noun, "noun-of")


def _that_clause(reading: Reading, noun: Token) -> Iterator[Term]:
    """The clause behind "proposal (by somebody) that", read off the text, since parsers hang it in many ways."""
    tokens, at = reading.parse.tokens, noun.i + 1
    if at < len(tokens) and tokens[at].lower in {"by", "from", "of"}:
        maker = next((n for n in range(at + 1, min(at + _BY, len(tokens))) if tokens[n].lower == "that"), at)
        plain = all(t.pos in {"DET", "ADJ", "NOUN", "PROPN", "PART", "ADP", "CCONJ"} for t in tokens[at:maker])
        at = maker if plain and tokens[maker].dep == "mark" else at
    if at >= len(tokens) or tokens[at].lower != "that" or tokens[at].sent != noun.sent:
        return
    clause = stretch(tokens, at + 1)
    wish = any(t.lower in lexicon()["stretch"]["wish"] or t.tag == "VB" for t in clause[:_OPENING])
    span = trimmed(clause) if wish else None
    if span:
        yield Term(span, noun, "noun-that")


def _after_noun(tokens: list[Token], noun: Token) -> Iterator[Term]:
    """Terms behind a participle right after the noun ("a draft, providing for X")."""
    if noun.i + 2 >= len(tokens):
        return
    following = tokens[noun.i + 2]
    if tokens[noun.i + 1].text == "," and following.tag == "VBG" and following.lemma in lexicon()["contents"]:
        yield from of_contents(tokens, following, noun, "participle")


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
    found = inline_items(parse.tokens[mark.i + 1 : sentence.last])
    if all(first.ent != "PERSON" for first, _ in found):
        yield from (Term(span, noun, "listed") for _, span in found)
