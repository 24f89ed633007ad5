"""Sayings that stand apart from what is said: ", he said,", "as X noted"."""

from __future__ import annotations

from communique.reading.attribution.cues import Cue, load_words
from communique.reading.attribution.extents import Extents, Range, is_break, trim
from communique.reading.attribution.sources import nearest_subject
from communique.reading.parse import Token

_SUBJECTS = ("nsubj", "csubj")
_SETTING = {
    "while",
    "although",
    "though",
    "when",
    "if",
    "as",
    "after",
    "before",
    "because",
    "since",
    "asked",
    "once",
    "unless",
}
_GOES_ON = {"that", "until", "since", "because", "although", "though", "while", "if", "unless"}
_SPEAKERS = {"PROPN", "DET", "NOUN", "PRON", "ADJ"}
_FINITE = {"VBD", "VBZ", "VBP", "MD"}
_QUOTES = {"”", '"', "’", "''", "'", "»"}


def around_parenthesis(cue: Cue, left: list[Range], extents: Extents) -> list[Range]:
    """Content before a saying that stands apart, and after it: "The talks, he said, were useful"."""
    verb, tokens = cue.token, extents.parse.tokens
    subject = nearest_subject(verb) or verb.child("nsubjpass")
    first, last = _between_semicolons(verb, extents)
    left = [(max(start, first), end) for start, end in left if end > first]
    if not left:
        if cue.kind != "speech" or subject is None:
            return []
        if "told" not in cue.frames and any(c.dep == "dobj" for c in verb.children):
            return []
        if verb.head is not verb and verb.dep not in {"parataxis", "ccomp", "conj", "advcl", "dep"}:
            return []
        own = min(extents.left[subject.i], verb.i)
        if own <= first or not (is_break(extents.parse, own - 1) or tokens[own - 1].text in _QUOTES | {"?", "!"}):
            return []
        left = [trim(extents.parse, first, own)]
        if left[0][0] < left[0][1] and tokens[left[0][0]].lower in _SETTING and verb.head is verb:
            heads = [t for t in tokens[left[0][0] : left[0][1]] if t.head is verb and t.tag.startswith("V")]
            if all(is_setting_clause(t) for t in heads):
                return []
    ends = tokens[left[0][1] - 1]
    # "It was, he said, a failure": a verb that still lacks its complement does not make a whole
    whole = any(t.tag in _FINITE for t in tokens[left[0][0] : left[0][1]]) and not (
        ends.lemma == "be" or (ends.tag in _FINITE and ends.pos == "AUX")
    )
    quote = extents.quoted[left[0][1] - 1]
    if quote is not None and quote.closed and quote.first <= left[0][0] and quote.last <= verb.i:
        # the words are quoted to their end: what follows without marks is the reporter's
        return left
    rest = _rest(max(verb.i + 1, extents.right[subject.i] if subject is not None else 0), last, extents, whole)
    if rest is None:
        return left if whole or any(t.text in _QUOTES for t in tokens[left[0][0] : left[0][1] + 1]) else []
    return [*left, rest]


def before_saying(cue: Cue, extents: Extents, at: int) -> list[Range]:
    """Content by punctuation alone, where the parse has none: "..., said X", "..., X said on Monday".

    `at` is the first token of the cue, or of the words that quote it.
    """
    verb, tokens = cue.token, extents.parse.tokens
    first, _ = _between_semicolons(verb, extents)
    at -= 1
    if at <= first or tokens[at].text in _QUOTES or verb.dep in {"relcl", "advcl", "xcomp"}:
        return []
    inverted = is_inverted(cue, extents)
    if is_break(extents.parse, at) and not inverted:
        # "the envoy, Ivan Novak, said": back to the comma before the aside
        at = _last_break(at - 1, first, extents) - 1
    at = _last_break(at, first, extents)
    if at <= first or tokens[first].lower in _SETTING or tokens[at + 1].pos == "CCONJ" or tokens[at + 1].lower == "as":
        return []
    content = trim(extents.parse, first, at)
    if any(t.tag in _FINITE | {"VBN"} for t in tokens[content[0] : content[1]]):
        return [content]
    return [content] if _is_fragment(content, cue, extents) else []


def _is_fragment(content: Range, cue: Cue, extents: Extents) -> bool:
    """Whether words without a verb are all that was said: "Not before May, he said."; not "In Oslo, he said ..."."""
    tokens = extents.parse.tokens
    after = cue.token.i + 1
    ends = after < len(tokens) and tokens[after].text in {".", "!", "?"}
    return ends and content[0] < content[1] and tokens[content[0]].pos in {"NOUN", "PROPN", "DET", "NUM", "ADJ", "PART"}


def is_inverted(cue: Cue, extents: Extents) -> bool:
    """Whether a noun phrase follows that can only be the speaker: "said Novak", not "told reporters"."""
    tokens = extents.parse.tokens
    after = cue.token.i + 1
    return "told" not in cue.frames and after < len(tokens) and tokens[after].pos in _SPEAKERS


def _last_break(at: int, first: int, extents: Extents) -> int:
    """The last comma or dash up to `at`, with no finite verb or other mark in between; else `first`."""
    tokens = extents.parse.tokens
    while at > first and not is_break(extents.parse, at):
        if tokens[at].tag in _FINITE or tokens[at].text in {":", '"', "“"}:
            return first
        at -= 1
    return max(at, first)


def _after_dateline(first: int, last: int, extents: Extents) -> int:
    """Past "KIEV —" or "BRUSSELS (dpa) -" at the head of a paragraph."""
    tokens = extents.parse.tokens
    for i in range(first, min(first + 8, last)):
        if tokens[i].text in {"—", "–", "-", "--"} and tokens[i].start > tokens[i - 1].end:
            return i + 1 if i > first and tokens[first].text.isupper() else first
        if tokens[i].pos not in {"PROPN", "PUNCT", "X", "SYM", "NUM"}:
            return first
    return first


def _between_semicolons(verb: Token, extents: Extents) -> Range:
    """The part of the sentence in which the verb stands; semicolons inside quotations do not count."""
    tokens = extents.parse.tokens
    first, last = extents.bounds(verb)
    first = _after_dateline(first, last, extents)
    marks = [
        i
        for i in range(first, last)
        if (tokens[i].text == ";" or _ends_before_quotation(i, extents)) and extents.quoted[i] is extents.quoted[verb.i]
    ]
    return max([i + 1 for i in marks if i < verb.i], default=first), min([i for i in marks if i > verb.i], default=last)


def _ends_before_quotation(i: int, extents: Extents) -> bool:
    """Whether a stop before a quotation ends a sentence that the parse runs on."""
    quoted = extents.quoted
    return (
        extents.parse.tokens[i].text in {".", "?", "!"}
        and i + 1 < len(quoted)
        and quoted[i + 1] is not None
        and quoted[i + 1] is not quoted[i]
    )


def is_setting_clause(clause: Token) -> bool:
    """Whether the clause itself only says when or why: "While he waited, ..."; not "While in Oslo, he will ..."."""
    mark = next((c for c in clause.children if c.lower in _SETTING and c.dep in {"mark", "advmod"}), None)
    subject = clause.child(*_SUBJECTS)
    if mark is None or mark.i > clause.i:
        return False
    return not any(c.text == "," and subject is not None and mark.i < c.i < subject.i for c in clause.children)


def _rest(at: int, last: int, extents: Extents, whole: bool) -> Range | None:
    """The content that goes on after the parenthesis; `whole` where what stands before it is a clause already."""
    tokens = extents.parse.tokens
    stop = min(at + 12, last)
    while at < stop and not is_break(extents.parse, at):
        at += 1
    if at >= stop or at + 2 >= last:
        return None
    following = tokens[at + 1 + (tokens[at + 1].lower == "not")]
    if following.text in _QUOTES | {"“", "‘", "``"} and (whole or not tokens[at + 2].text[:1].islower()):
        return None
    if whole:
        if following.tag in {"VBG", "VBN", "WP", "WDT", "WRB", "IN"} and following.lower not in _GOES_ON:
            return None
        begins = tokens[at + 2]
        if (
            following.pos == "CCONJ"
            and begins.lower not in {"had", "would", "could", "should"}
            and (begins.pos in {"VERB", "AUX", "ADV"} or begins.tag.startswith("V"))
        ):
            return None
    rest = tokens[at + 1 : last]
    if whole and not any(t.tag in {"VBD", "VBZ", "VBP", "MD", "TO", "VBN"} for t in rest):
        return None
    if following.pos == "CCONJ" and any(_is_saying(t) for t in rest):
        return None
    return trim(extents.parse, at + 1, last)


def _is_saying(token: Token) -> bool:
    """Whether the clause of this verb is a saying of its own: "..., he said, and the envoy announced that ..."."""
    return (
        token.dep in {"ROOT", "conj", "parataxis"}
        and token.tag in _FINITE
        and "speech" in load_words().verbs.get(token.lemma, ())
        and any(c.dep == "ccomp" and c.i > token.i for c in token.children)
    )


def around_as(cue: Cue, as_word: Token, extents: Extents) -> list[Range]:
    """The clause to which "as X noted" is an aside."""
    verb, clause = cue.token, cue.token.head
    if (
        verb.dep not in {"advcl", "parataxis", "ccomp", "prep", "relcl"}
        or clause is verb
        or clause.pos not in {"VERB", "AUX"}
    ):
        return []
    if any(c.dep in {"ccomp", "dobj", "xcomp"} and c.i > verb.i and c is not cue.preposition for c in verb.children):
        return []
    first, last = extents.left[clause.i], extents.right[clause.i]
    own_first, own_last = min(as_word.i, extents.left[verb.i]), extents.right[verb.i]
    parts = [trim(extents.parse, first, own_first), trim(extents.parse, own_last, last)]
    return [span for span in parts if span[1] - span[0] > 1]
