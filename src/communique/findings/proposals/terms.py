"""Terms: what the plans and offers of an article contain, in its exact words."""

from __future__ import annotations

from collections.abc import Iterator

from communique.findings.arguments import VERBS, subject_tokens
from communique.findings.clauses import SUBJECTS, Reality, reality
from communique.findings.lists import OPENERS, bullet_items, inline_items
from communique.findings.proposals.contents import Term, lexicon, of_contents, spans_of
from communique.findings.proposals.headings import further, heading, rest_below, under
from communique.findings.proposals.stretches import both_prices, is_told, matters_behind, row, with_its_tail
from communique.findings.spans import clause_items, complements, items, trimmed
from communique.findings.stretches import stretch
from communique.model.findings import Span
from communique.reading.parse import Token
from communique.reading.reading import Reading

__all__ = ["Term", "find_terms", "lexicon"]

_NEAR = 3
_OPENING = 25
_BY = 12
_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_RELATIVE = frozenset({"who", "which", "that"})


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
        elif token.pos in VERBS and token.lemma in words["verbs"] and _is_offering(token):
            found = list(_of_verb(reading, token))
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
            elif child.tag == "VBG" or (child.dep == "relcl" and _tells_of(child)):
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


def _tells_of(clause: Token) -> bool:
    """True for "which foresees": the proposal is the subject of the clause, not "of which a copy was seen"."""
    subject = clause.child("nsubj")
    return subject is not None and subject.lower in {"which", "that"}


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
        if below.dep in {"pobj", "pcomp"} and _is_matter(reading, below):
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
        return thing is not None and any(c.dep == "det" for c in thing.children) and not _is_generic(thing)
    return any(t.pos == "NUM" for t in token.subtree() if t.i < token.i)


def _is_generic(noun: Token) -> bool:
    return noun.lemma in lexicon()["generic"]["objects"]


def _put_forward(reading: Reading, noun: Token) -> Iterator[Term]:
    """What a vision or plan "of X and Y put forward by Z" is about."""
    if not any(c.dep == "acl" and c.lemma in lexicon()["verbs"] and c.tag == "VBN" for c in noun.children):
        return
    for child in noun.children:
        matter = child.child("pobj") if child.dep == "prep" and child.lower == "of" else None
        if matter is not None and _is_matter(reading, matter):
            yield from spans_of(items(matter), noun, "noun-of")


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


def _is_offering(verb: Token) -> bool:
    """False for a verb that only offers together with a particle it lacks ("put" without "forward")."""
    particle = lexicon()["particles"].get(verb.lemma)
    return particle is None or any(c.lower == particle for c in verb.children)


def _of_verb(reading: Reading, verb: Token) -> Iterator[Term]:
    if not _is_put(verb) or any(c.dep == "auxpass" for c in verb.children):
        return
    subjects = subject_tokens(verb)
    if any(s.lemma in lexicon()["nouns"] for s in subjects):
        return
    takes = lexicon()["verbs"][verb.lemma]
    for complement, kind in complements(verb):
        heads = clause_items(complement) if kind in {"to", "that"} else items(complement)
        if kind not in takes or (kind != "np" and _is_contact(complement)) or _is_own_doing(verb, complement):
            continue
        if kind == "np" and _is_generic(complement):
            yield from _of_generic(reading, verb, complement)
        if kind == "np" and not (_is_matter(reading, complement) and _is_described(complement)):
            continue
        if kind == "that" and verb.lemma != "propose":
            named = any(reading.actor_at(s) is not None or s.pos == "PRON" for s in subjects)
            if not named or not _is_wish(complement):
                continue
        if kind == "that" and complement.lemma in {"include", "comprise"}:
            yield from of_contents(reading.parse.tokens, complement, verb, f"{verb.lemma}-that")
            continue
        in_a_row = row(reading.parse.tokens, complement) if kind == "np" else []
        if len(in_a_row) > len(heads) and _all_determined(reading, in_a_row):
            yield from (Term(span, verb, f"{verb.lemma}-np") for span in in_a_row)
            continue
        for term in spans_of(heads, verb, f"{verb.lemma}-{kind}"):
            if kind == "np" and len(heads) == 1:
                yield Term(with_its_tail(reading.parse.tokens, term.span, complement), verb, term.rule)
            else:
                yield term


def _of_generic(reading: Reading, verb: Token, noun: Token) -> Iterator[Term]:
    """The terms of "proposed a deal that includes a truce", "a settlement providing for a vote"."""
    for child in noun.children:
        if child.i > noun.i and (
            (child.dep == "relcl" and _tells_of(child)) or (child.dep == "acl" and child.tag == "VBG")
        ):
            yield from of_contents(reading.parse.tokens, child, verb, f"{verb.lemma}-np")


def _all_determined(reading: Reading, spans: list[Span]) -> bool:
    """True for "a truce, the release of X and an inquiry", not for the nouns of "access to copper, tin and zinc"."""
    first = {token.start: token for token in reading.parse.tokens}
    return all(span[0] in first and first[span[0]].tag in {"DT", "PRP$", "CD"} for span in spans)


def _is_put(verb: Token) -> bool:
    """True where the proposal is made, or about to be made ("was to propose"), not where it is doubted or denied."""
    if verb.dep == "relcl" and any(c.dep in {"nsubj", "nsubjpass"} and c.lower not in _RELATIVE for c in verb.children):
        return False
    if verb.dep == "conj" and verb.tag in _FINITE and verb.head.tag in {"VBG", "VB"}:
        return not any(c.dep == "neg" for c in verb.children)  # joined to a term of the verb before
    return reality(verb) in {Reality.DONE, Reality.COMING} or is_told(verb)


def _is_contact(complement: Token) -> bool:
    """True for "proposed that they meet": a contact and no term, unless they are to do something else as well."""
    contacts = lexicon()["contact"]["verbs"]
    return all(t.lemma in contacts for t in complement.conjuncts())


def _is_own_doing(verb: Token, complement: Token) -> bool:
    """True for "offered to mediate": what somebody would do for the others is a service, no term between them."""
    return verb.lemma == "offer" and complement.lemma in lexicon()["contact"]["services"]


def _is_described(noun: Token) -> bool:
    before = [c.lower for c in noun.children if c.i < noun.i]
    return bool(before) and "no" not in before
