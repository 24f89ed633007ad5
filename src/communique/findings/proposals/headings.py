"""Headings: the terms that clauses tell under a proposal ("under the plan ...") and in the sentence after it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from communique.findings.arguments import VERBS
from communique.findings.clauses import SUBJECTS, Reality, reality
from communique.findings.proposals.contents import Term, lexicon, parts
from communique.findings.spans import clause_items, extent, item_spans, items, trimmed
from communique.findings.stretches import stretch
from communique.model.findings import Span
from communique.reading.parse import Token
from communique.reading.reading import Reading

_OPENING = frozenset({",", ";", '"', "“"})


def heading(tokens: list[Token], noun: Token) -> tuple[Token, Token] | None:
    """The verb below "under the plan", "according to the draft", and that preposition: clauses say what a plan holds.

    "In the package", a mere "text" or "document", and a heading behind its clause count only where that tells what
    would be.
    """
    words, preposition = lexicon()["heading"], noun.head
    if noun.dep != "pobj" or noun.lemma not in words["nouns"] + words["papers"]:
        return None
    if preposition.lower == "to" and preposition.head.lower == "according":
        preposition = preposition.head
    main = preposition.head
    if main.dep in SUBJECTS and preposition.i < main.i:
        main = main.head  # hung on the subject, which follows without a comma
    if preposition.lower not in words["prepositions"] or main.pos not in VERBS:
        return None
    if preposition.i > main.i:
        while main.dep == "conj" and main.head.pos in VERBS:
            main = main.head
        return (main, preposition) if _would(main) and main.dep in {"ROOT", "ccomp"} else None
    before = tokens[preposition.i - 1] if preposition.i else preposition
    if before is not preposition and before.sent == noun.sent and before.text not in _OPENING:
        return None
    strict = preposition.lower not in {"under", "according"} or noun.lemma in words["papers"]
    return (main, preposition) if _would(main) or not strict else None


def rest_below(reading: Reading, noun: Token) -> Iterator[Term]:
    """All that follows "Under the plan" where the parser took the plan for a part of the next name."""
    tokens = reading.parse.tokens
    if tokens[noun.i - 2].lower != "under" or tokens[noun.i - 2].i != reading.parse.sentence_of(noun).first:
        return
    span = trimmed(tokens[noun.i + 1 : reading.parse.sentence_of(noun).last])
    if span and any(t.tag == "MD" and t.sent == noun.sent for t in tokens[noun.i : noun.i + 40]):
        yield Term(span, noun, "under")


def _would(verb: Token) -> bool:
    """True for "would leave" and "were to leave"."""
    if any(c.dep == "aux" and c.lower == "would" for c in verb.children):
        return True
    return verb.lemma == "be" and verb.child("xcomp") is not None


def further(reading: Reading, told: Mapping[int, Token]) -> Iterator[Term]:
    """What would be done, in the sentence after a proposal: "Its camps would be closed and the army would leave".

    `told` holds the word that names the proposal, by sentence.
    """
    for sentence in reading.parse.sentences:
        anchor = told.get(sentence.index - 1)
        tokens = reading.parse.tokens_of(sentence)
        root = next((t for t in tokens if t.head is t), None)
        if anchor is None or sentence.index in told or root is None:
            continue
        if tokens[0].lower in lexicon()["further"]["conditions"]:
            continue
        heads = clause_items(root)
        for each in heads:
            if _is_further(reading, each):
                skip = frozenset(t.i for t in heads if t is not each)
                span = extent(each, drop=("cc",), skip=skip | _price_before(each))
                if span:
                    yield Term(span, anchor, "further")


def _price_before(verb: Token) -> set[int]:
    """The words of "for that" and "in return" before a clause, which say nothing by themselves."""
    words = lexicon()["further"]["returns"]
    subject = verb.child(*SUBJECTS) or verb
    led = [c for c in verb.children if c.dep == "prep" and c.i < subject.i]
    return {t.i for c in led if " ".join(t.lower for t in c.subtree()) in words for t in c.subtree()}


def _is_further(reading: Reading, verb: Token) -> bool:
    """True for what would be done by a party or with a thing, not for what one person would say or like."""
    subject = verb.child(*SUBJECTS)
    if subject is None or subject.pos == "PRON" or not _would(verb) or reality(verb) is Reality.NOT:
        return False
    if verb.lemma in lexicon()["stretch"]["speech"] or verb.lemma in lexicon()["further"]["idle"]:
        return False
    actor = reading.actor_at(subject)
    return subject.lemma not in lexicon()["nouns"] and (actor is None or actor.person is None)


def under(tokens: list[Token], verb: Token, noun: Token, preposition: Token) -> Iterator[Term]:
    """Terms told as clauses under a heading: "Under the plan the troops would leave and the road would open"."""
    speech = lexicon()["stretch"]["speech"]
    while verb.dep == "ccomp" and verb.head.i > verb.i and verb.head.lemma not in speech:
        verb = verb.head
    if verb.lemma in speech:
        verb = verb.child("ccomp") or verb
    heads = clause_items(verb)
    heads += [c for c in verb.children if c.dep == "ccomp" and c.i < verb.i and c not in heads]
    skip = {t.i for t in preposition.subtree()}
    for each in heads:
        skip |= {t.i for c in each.children if c.dep == "parataxis" for t in c.subtree()}
    for each in sorted(heads, key=lambda t: t.i):
        others = {o.i for o in heads if o is not each}
        first = min((c for c in each.children if c.dep in SUBJECTS), key=lambda c: c.i, default=None)
        span = extent(each, drop=("cc",), skip=frozenset(skip | others | _afterthought(each)))
        if span and first is not None and _holds(each):
            whole = (max(span[0], min(t.start for t in first.subtree())), span[1])
            for part in _in_turn(each) or parts(each.subtree(), each, whole):
                yield from (Term(piece, noun, "under") for piece in _parted(tokens, each, part))


def _holds(clause: Token) -> bool:
    """True for a clause that a plan can hold: not what somebody agreed or has done, not how something is."""
    if clause.lemma == "agree" or any(c.dep == "aux" and c.lower in {"has", "have"} for c in clause.children):
        return any(c.tag == "MD" for c in clause.children)
    return clause.lemma != "be" or clause.child("xcomp") is not None or any(c.tag == "MD" for c in clause.children)


def _parted(tokens: list[Token], verb: Token, span: Span) -> list[Span]:
    """Both clauses of "troops would leave the canal and a force would come" where the parser left the second's verb."""
    last = next((n for n in range(verb.i, len(tokens)) if tokens[n].end >= span[1]), len(tokens) - 1)
    if last + 1 >= len(tokens) or tokens[last + 1].tag != "MD" or tokens[last + 1].sent != verb.sent:
        return [span]
    cut = next((n for n in range(last, verb.i, -1) if tokens[n].lower == "and"), None)
    if cut is None:
        return [span]
    first = next((t.start for t in tokens if t.start >= span[0]), span[0])
    found = [(first, tokens[cut - 1].end), trimmed(stretch(tokens, cut + 1))]
    return [part for part in found if part]


def _in_turn(verb: Token) -> list[Span]:
    """Both things of "talks would be followed by an election"."""
    subject, agent = verb.child("nsubjpass"), verb.child("agent")
    if verb.lemma != "follow" or subject is None or agent is None or (second := agent.child("pobj")) is None:
        return []
    return [span for _, span in (*item_spans(items(subject)), *item_spans(items(second)))]


def _afterthought(verb: Token) -> set[int]:
    """What follows a comma and "as" behind the object ("..., as far as the line"), which says no more of the term."""
    for child in verb.children:
        if child.i > verb.i and child.dep in {"advmod", "prep"}:
            below = child.subtree()
            if below[0].lower == "as" and any(
                c.text == "," and c.i == below[0].i - 1 for c in verb.subtree() if c.dep == "punct"
            ):
                return {t.i for t in below}
    return set()
