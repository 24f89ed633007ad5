"""Attributions without a verb of saying: "according to", "in the words of", "reportedly", "the claim that"."""

from __future__ import annotations

from communique.reading.attribution.content import Draft
from communique.reading.attribution.cues import Cue, load_words
from communique.reading.attribution.extents import Extents, Range, trim
from communique.reading.attribution.sources import noun_range, subject_of
from communique.reading.parse import Parse, Token

_TRANSCRIPT = 3
_CLAUSES = {"ROOT", "ccomp", "conj", "advcl", "relcl", "parataxis", "acl", "xcomp"}


def find_according(parse: Parse, extents: Extents) -> list[Draft]:
    """ "According to X, Y" and its like: X is the source, the rest of its clause the content."""
    found = []
    openings: dict[str, list[tuple[str, ...]]] = {phrase[0]: [] for phrase in load_words().according}
    for phrase in load_words().according:
        openings[phrase[0]].append(phrase)
    for token in parse.tokens:
        if token.lower in {"in", "by"}:
            draft = _in_the_view(token, extents)
            if draft is not None:
                found.append(draft)
        for phrase in openings.get(token.lower, ()):
            words = parse.tokens[token.i : token.i + len(phrase)]
            if tuple(w.lower for w in words) == phrase:
                draft = _according(words, extents)
                if draft is not None:
                    found.append(draft)
    return found


def _in_the_view(token: Token, extents: Extents) -> Draft | None:
    """ "In Lavrov's view", "in their words", "by his own account"."""
    inner = token.child("pobj")
    owner = inner.child("poss") if inner is not None and inner.lemma in load_words().views else None
    return _according([token], extents, owner) if owner is not None else None


def _according(words: list[Token], extents: Extents, source_head: Token | None = None) -> Draft | None:
    parse = extents.parse
    inner = source_head or words[-1].child("pobj") or words[0].child("pobj")
    if inner is None:
        return None
    first = words[0].i
    source = noun_range(inner, extents)
    begin, end = extents.bounds(words[0])
    own_end = max(extents.right[words[0].i], extents.right[words[-1].i], source[1])
    if own_end >= end - 2:
        own_end = end
    clause = words[0].head
    while clause.dep not in _CLAUSES and clause.head is not clause:
        clause = clause.head
    if clause.dep in {"ccomp", "relcl", "advcl"} and extents.left[clause.i] <= first:
        begin, end = extents.left[clause.i], max(extents.right[clause.i], own_end)
    left, right = trim(parse, begin, first), trim(parse, own_end, end)
    content = [
        span
        for span in (left, right)
        if span[1] - span[0] > 1
        or (span[1] - span[0] == 1 and parse.tokens[span[0]].pos not in {"PUNCT", "CCONJ", "ADV"})
    ]
    cue = Cue(words[0], "speech", frozenset(), list(words))
    return Draft(cue, "speech", source, inner, content)


def find_reportedly(parse: Parse, extents: Extents) -> list[Draft]:
    """ "Reportedly": hearsay without a source; the clause is the content."""
    found = []
    words = load_words()
    for token in parse.tokens:
        if token.lower in words.reportedly and token.dep == "advmod":
            clause = token.head
            if "speech" in words.verbs.get(clause.lemma, ()):
                # "reportedly said" hedges a saying that has a source
                continue
            while clause.pos not in {"VERB", "AUX"} and clause.head is not clause:
                clause = clause.head
            first, last = extents.of(clause)
            content = [trim(parse, first, token.i), trim(parse, token.i + 1, last)]
            cue = Cue(token, "speech", frozenset(), [token])
            found.append(Draft(cue, "speech", None, None, [span for span in content if span[0] < span[1]]))
    return found


def find_nominal(parse: Parse, extents: Extents) -> list[Draft]:
    """ "Moscow's claim that ...", "the announcement by X that ...", "made the threat to ..."."""
    words = load_words()
    found = []
    for token in parse.tokens:
        kind = words.nouns.get(token.lemma) if token.pos == "NOUN" else None
        if kind is None:
            continue
        clause = next(
            (c for c in token.children if c.dep in {"acl", "ccomp", "relcl"} and c.i > token.i and _complement(c)), None
        )
        head = _holder(token, words.light)
        if clause is None and head is not None:
            clause = _about(token, head)
        if clause is None:
            continue
        source = noun_range(head, extents) if head is not None else None
        cue = Cue(token, kind, frozenset(), [token])
        found.append(Draft(cue, kind, source, head, [_with_infinitive(clause, extents)]))
    return found


def is_nominal(draft: Draft) -> bool:
    """Whether the cue is a noun of saying."""
    return draft.cue is not None and draft.cue.token.pos == "NOUN"


def _with_infinitive(clause: Token, extents: Extents) -> Range:
    """What the noun takes, with the infinitive that follows: "its call for Oslo to act"."""
    first, last = extents.of(clause)
    tokens = extents.parse.tokens
    begins = tokens[last] if last < len(tokens) else None
    if begins is None or clause.dep != "pobj" or clause.head.lower != "for":
        return first, last
    follows = (begins.lower, begins.dep, begins.head.tag) == ("to", "aux", "VB")
    return first, max(last, extents.right[begins.head.i]) if follows else last


def _about(noun: Token, holder: Token) -> Token | None:
    """What a noun of saying is of or about: "its criticism of the plan", "issued a warning about mines"."""
    for child in noun.children:
        if (
            child.dep == "prep"
            and child.i > noun.i
            and child.lower in {"of", "for", "about", "on", "against", "over", "to"}
        ):
            inner = child.child("pobj", "pcomp")
            if inner is not None and inner is not holder:
                return inner
    return None


def _complement(clause: Token) -> bool:
    if clause.tag in {"VBG", "VBN"} and clause.child("aux", "auxpass") is None:
        return False
    if any(c.lower == "that" and c.dep == "mark" for c in clause.children):
        return True
    return any(c.lower == "to" and c.dep == "aux" for c in clause.children)


def _holder(noun: Token, light: frozenset[str]) -> Token | None:
    for child in noun.children:
        if child.dep == "poss":
            return child
        if child.dep == "prep" and child.lower in {"by", "from", "of"}:
            inner = child.child("pobj")
            if inner is not None:
                return inner
    verb = noun.head
    if noun.dep in {"dobj", "pobj"} and verb.lemma in light:
        return subject_of(verb) if verb.child("auxpass") is None else None
    return None


def find_colons(parse: Parse, drafts: list[Draft], extents: Extents) -> list[Draft]:
    """A speaker before a colon at the head of a paragraph: `Lavrov: "We are ready"`, as in transcripts and captions."""
    found = []
    tokens = parse.tokens
    taken = {n for draft in drafts if draft.cue for first, last in draft.content for n in (first, last - 1)}
    paragraphs = []
    for first, last, end in _paragraphs(parse):
        at = next((i for i in range(first, min(first + 9, last)) if tokens[i].text == ":"), first)
        kind = _speaker(parse, first, at) if at > first else ""
        if kind:
            paragraphs.append((first, at, end, kind))
    in_capitals = sum(kind == "capitals" for _, _, _, kind in paragraphs)
    for first, at, end, kind in paragraphs:
        # one word in capitals may be a dateline or "UPDATE"; several make a transcript
        if kind == "capitals" and in_capitals < _TRANSCRIPT:
            continue
        content = trim(parse, at + 1, end)
        if content[0] >= content[1] or content[0] in taken or first in taken:
            continue
        source = trim(parse, first, at)
        cue = Cue(tokens[at], "speech", frozenset(), [tokens[at]])
        direct = extents.quoted[content[0]] is not None
        found.append(Draft(cue, "speech", source, tokens[source[1] - 1], [content], direct=direct))
    return found


def _paragraphs(parse: Parse) -> list[tuple[int, int, int]]:
    """First token of each paragraph, last of its first sentence, last of the paragraph."""
    found: list[tuple[int, int, int]] = []
    previous = -1
    for sentence in parse.sentences:
        if sentence.paragraph == previous:
            first, last, _ = found[-1]
            found[-1] = (first, last, sentence.last)
        else:
            found.append((sentence.first, sentence.last, sentence.last))
        previous = sentence.paragraph
    return found


def _speaker(parse: Parse, first: int, at: int) -> str:
    """What makes the words before a colon a speaker: `name`, `quotation` or `capitals`; "" if nothing does."""
    words = [t for t in parse.tokens[first:at] if t.pos not in {"PUNCT", "SPACE"}]
    if not words or any(t.tag.startswith("V") or t.pos in {"NUM", "ADP"} for t in words):
        return ""
    if at + 1 < len(parse.tokens) and parse.tokens[at + 1].text in {'"', "“", "''", "‘"} and words[-1].pos == "PROPN":
        return "quotation"
    if all(t.text.isupper() and len(t.text) > 2 for t in words) and not any(t.ent == "GPE" for t in words):
        return "capitals"
    return "name" if any(t.ent == "PERSON" for t in words) else ""
