"""Content that goes on past a colon: in the same sentence, in the next one, or in the paragraph that it introduces."""

from __future__ import annotations

from communique.reading.attribution.content import Draft
from communique.reading.attribution.extents import Extents, Range, trim
from communique.reading.parse import Sentence

_REACH = 24
_FINITE = {"VBD", "VBZ", "VBP", "MD"}


def follow_colons(drafts: list[Draft], extents: Extents) -> None:
    """Give a saying what its colon introduces: "warned of one thing: the bridge is gone", "He added:" and a paragraph.

    Only what is not quoted; quotations find their cues by themselves.
    """
    for draft in drafts:
        cue = draft.cue
        if cue is None or draft.kind != "speech" or draft.source is None or draft.direct:
            continue
        if draft.content:
            _lengthen(draft, extents)
        elif (
            "clause" in cue.frames
            and cue.quotable
            and cue.token.tag in _FINITE | {"VBG", "VBN"}
            and extents.quoted[cue.token.i] is None
        ):
            introduced = _introduced(cue.tokens[-1].i + 1, extents)
            if introduced is not None:
                draft.content = [introduced]


def _lengthen(draft: Draft, extents: Extents) -> None:
    first, last = draft.content[-1]
    tokens = extents.parse.tokens
    if draft.cue is None or first < draft.cue.token.i or last >= len(tokens) or tokens[last].text != ":":
        return
    if extents.quoted[last] is extents.quoted[first]:
        after = _after_colon(last, extents)
        sentences = extents.parse.sentences
        if (
            after is not None
            and sentences[tokens[after[0]].sent].paragraph == sentences[tokens[last].sent].paragraph
            and any(t.tag in _FINITE for t in tokens[first:last])
        ):
            draft.content[-1] = (first, after[1])


def _introduced(at: int, extents: Extents) -> Range | None:
    """What stands after the colon that follows a cue without content."""
    tokens = extents.parse.tokens
    end = extents.parse.sentence_of(tokens[at - 1]).last
    for i in range(at, min(at + _REACH, end)):
        if extents.quoted[i] is not None or tokens[i].tag in _FINITE:
            return None
        if tokens[i].text == ":":
            return _after_colon(i, extents)
    return None


def _after_colon(colon: int, extents: Extents) -> Range | None:
    """The rest of the sentence after a colon; the next sentence or paragraph where the colon ends its own."""
    parse = extents.parse
    tokens, sentences = parse.tokens, parse.sentences
    sentence = parse.sentence_of(tokens[colon])
    start, last = colon + 1, sentence.last
    while start < last and tokens[start].pos == "SPACE":
        start += 1
    if start >= last:
        if sentence.index + 1 >= len(sentences):
            return None
        following = sentences[sentence.index + 1]
        start = following.first
        last = following.last if following.paragraph == sentence.paragraph else _paragraph_end(following, sentences)
    if start >= last or extents.quoted[start] is not None:
        return None
    start, last = trim(parse, start, last)
    return (start, last) if start < last else None


def _paragraph_end(sentence: Sentence, sentences: list[Sentence]) -> int:
    at = sentence.index
    while at + 1 < len(sentences) and sentences[at + 1].paragraph == sentence.paragraph:
        at += 1
    return sentences[at].last
