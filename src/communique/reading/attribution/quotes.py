"""Quotations and the cues they belong to: before, after, around, or in the sentence or paragraph before."""

from __future__ import annotations

from bisect import bisect_right

from communique.reading.attribution.content import Draft
from communique.reading.attribution.cues import Cue
from communique.reading.attribution.extents import Extents
from communique.reading.attribution.quotations import Quotation
from communique.reading.attribution.sources import nearest_subject, noun_range, source_beside
from communique.reading.parse import Parse, Token

_REACH = 16
_SUBJECT = 6
_RELATIVE = {"WDT", "WP"}
_FINITE = {"VBD", "VBZ", "VBP", "MD"}
_ASIDE = {"relcl", "aux", "auxpass"}
_QUOTING = {"quote", "cite"}
_INTRODUCED = {":", "—", "–", "-", "--"}


def attach_quotations(parse: Parse, quotations: list[Quotation], drafts: list[Draft], extents: Extents) -> list[Draft]:
    """Give each full quotation to the draft of its cue; returns new drafts for those without a cue of their own."""
    by_verb = {
        draft.cue.token.i: draft
        for draft in drafts
        if draft.cue is not None and draft.cue.quotable and extents.quoted[draft.cue.token.i] is None
    }
    told = _sayings(drafts)
    new: list[Draft] = []
    waiting: list[Quotation] = []
    before: tuple[Quotation, Draft] | None = None
    for quote in quotations:
        if not quote.full:
            continue
        draft = _beside(parse, quote, by_verb, extents)
        if draft is None:
            draft = _retorted(parse, quote, extents)
            new += [draft] if draft is not None else []
        if draft is None and _is_told(quote, told, extents):
            continue
        if draft is None:
            draft = _spoken_before(parse, quote, by_verb, before)
        if draft is None and before is not None:
            draft = _carried(quote, _opens_paragraph(parse, quote), before)
        if draft is None:
            # a quotation over several paragraphs may name its speaker in the last one
            waiting = [*waiting, quote] if quote.continued else []
            continue
        for part in [*waiting, quote]:
            _give(parse, draft, part)
        waiting = []
        before = (quote, draft)
    for draft in by_verb.values():
        if draft.direct and draft.cue is not None:
            head = draft.source_head
            if head is None or extents.quoted[head.i] is not None or any(a <= head.i < b for a, b in draft.content):
                draft.source, draft.source_head = source_beside(draft.cue, draft.content, extents)
    return new


def _sayings(drafts: list[Draft]) -> dict[int, list[Draft]]:
    """The sayings of each sentence."""
    found: dict[int, list[Draft]] = {}
    for draft in drafts:
        if draft.cue is not None and draft.kind == "speech":
            found.setdefault(draft.cue.token.sent, []).append(draft)
    return found


def _beside(parse: Parse, quote: Quotation, by_verb: dict[int, Draft], extents: Extents) -> Draft | None:
    """The draft of the cue that follows the quotation or leads in."""
    introduced = _is_introduced(parse, quote)
    draft = None if introduced else _after(parse, quote, by_verb, extents)
    if draft is not None:
        _follow(draft, quote, parse)
        return draft
    draft = _before(parse, quote, by_verb, extents)
    if draft is not None:
        _lead_in(draft, quote, parse)
        return draft
    return _after(parse, quote, by_verb, extents) if introduced else None


def _is_introduced(parse: Parse, quote: Quotation) -> bool:
    """Whether a colon or comma leads in and a full stop or question mark ends the quotation."""
    ending = parse.text[quote.start : quote.end].rstrip("\"”’'»“").rstrip()[-1:]
    return quote.first > 0 and parse.tokens[quote.first - 1].text in {",", ":"} and ending in set(".?!")


def _follow(draft: Draft, quote: Quotation, parse: Parse) -> None:
    """Before a quotation that a colon or dash introduces, the reporter still speaks."""
    if parse.tokens[quote.first - 1].text in _INTRODUCED:
        draft.content = [span for span in draft.content if span[0] >= quote.first]


def _lead_in(draft: Draft, quote: Quotation, parse: Parse) -> None:
    """Where the quotation follows its cue, unquoted words before the cue are not content, but their clause may be."""
    cue = draft.cue
    begins = next((t for t in parse.tokens[quote.first : quote.last] if t.pos != "PUNCT"), None)
    if begins is not None and begins.tag in _FINITE and begins.text.islower():
        # "The plan, he said, 'is dead'": the quotation has its subject before the cue
        return
    if cue is not None and not draft.direct:
        draft.content = [span for span in draft.content if span[0] > cue.token.i]


def _give(parse: Parse, draft: Draft, quote: Quotation) -> None:
    merged: list[tuple[int, int]] = []
    for first, last in sorted([*draft.content, (quote.first, quote.last)]):
        touches = merged and first == merged[-1][1] and parse.tokens[first - 1].sent == parse.tokens[first].sent
        if merged and (first < merged[-1][1] or touches):
            merged[-1] = (merged[-1][0], max(last, merged[-1][1]))
        else:
            merged.append((first, last))
    cue = draft.cue.token.i if draft.cue else -1
    draft.content = [span for span in merged if not span[0] <= cue < span[1]] or [(quote.first, quote.last)]
    draft.direct, draft.kind = True, "speech"


def _after(parse: Parse, quote: Quotation, by_verb: dict[int, Draft], extents: Extents) -> Draft | None:
    """The cue that follows: `"...," he said`."""
    text = parse.text[quote.start : quote.end].rstrip("\"”’'»“").rstrip()
    tokens = parse.tokens
    at = quote.last
    comma = at < len(tokens) and tokens[at].text in {",", "—", "–"}
    lower = at < len(tokens) and tokens[at].text[:1].islower()
    if text[-1:] in {".", ":", ";"} and not comma and not lower:
        return None
    for i in range(at, min(at + _REACH, len(tokens))):
        token = tokens[i]
        if _apart(parse, token, quote, extents) or (token.text in {".", ";", ":"} and i > at):
            return None
        if i in by_verb:
            return by_verb[i]
        if (
            token.tag in _FINITE
            and token.dep not in _ASIDE
            and token.head.dep != "relcl"
            and token.lemma not in _QUOTING
        ):
            return None
    return None


def _before(parse: Parse, quote: Quotation, by_verb: dict[int, Draft], extents: Extents) -> Draft | None:
    """The cue that leads in: `he said: "..."`, `he said that "..."`; a colon may end the paragraph before."""
    tokens = parse.tokens
    at = quote.first - 1
    while at > 0 and tokens[at].pos == "SPACE":
        at -= 1
    carried_over = at >= 0 and tokens[at].text == ":"
    for i in range(quote.first - 1, max(quote.first - 1 - _REACH, -1), -1):
        token = tokens[i]
        if _apart(parse, token, quote, extents) and (not carried_over or extents.quoted[i] is not None):
            return None
        if token.text in {".", ";", "?", "!"}:
            return None
        if i in by_verb:
            return by_verb[i]
        if token.tag in _FINITE and token.dep not in _ASIDE:
            return None
    return None


def _apart(parse: Parse, token: Token, quote: Quotation, extents: Extents) -> bool:
    return parse.sentences[token.sent].paragraph != quote.paragraph or extents.quoted[token.i] is not None


def _retorted(parse: Parse, quote: Quotation, extents: Extents) -> Draft | None:
    """A draft for a verb that is a saying only by its place: '"Never again," an angry Novak shot across the table.'"""
    tokens = parse.tokens
    text = parse.text[quote.start : quote.end].rstrip("\"”’'»“").rstrip()
    led_in = quote.first > parse.sentence_of(tokens[quote.first]).first and tokens[quote.first - 1].pos != "PUNCT"
    if text[-1:] not in {",", "?", "!"} or not quote.closed or led_in or _is_introduced(parse, quote):
        return None
    for i in range(quote.last, min(quote.last + _SUBJECT, len(tokens))):
        token = tokens[i]
        if _apart(parse, token, quote, extents):
            return None
        if token.tag in {"VBD", "VBZ"}:
            subject = nearest_subject(token)
            if token.pos != "VERB" or subject is None or not quote.last <= subject.i < i or subject.tag in _RELATIVE:
                return None
            cue = Cue(token, "speech", frozenset({"clause"}), [token], quotable=True)
            return Draft(cue, "speech", noun_range(subject, extents), subject)
        if token.pos not in {"PROPN", "NOUN", "PRON", "DET", "ADJ"}:
            return None
    return None


def _is_told(quote: Quotation, told: dict[int, list[Draft]], extents: Extents) -> bool:
    """Whether the quotation goes on with the reporter's words inside a content: 'adding that it was "a poor deal."'"""
    tokens = extents.parse.tokens
    if quote.first == 0 or tokens[quote.first - 1].pos in {"PUNCT", "SPACE"}:
        return False
    beside = told.get(tokens[quote.first].sent, [])
    return any(first < quote.first < last for draft in beside for first, last in draft.content)


def _spoken_before(
    parse: Parse, quote: Quotation, by_verb: dict[int, Draft], before: tuple[Quotation, Draft] | None
) -> Draft | None:
    """The saying of the sentence before, in the same paragraph: `Novak said he was ready. "We will talk."`"""
    sentence = parse.sentence_of(parse.tokens[quote.first])
    if sentence.index == 0 or any(t.pos not in {"PUNCT", "SPACE"} for t in parse.tokens[sentence.first : quote.first]):
        return None
    previous = parse.sentences[sentence.index - 1]
    if previous.paragraph != sentence.paragraph or (before is not None and before[0].last > previous.first):
        return None
    outer: Draft | None = None
    for i in range(previous.first, previous.last):
        draft = by_verb.get(i)
        if draft is None or draft.kind != "speech" or draft.negated or draft.source is None or not draft.content:
            continue
        inside = outer is not None and any(first <= i < last for first, last in outer.content)
        if not inside:
            outer = draft
    return outer


def _carried(quote: Quotation, opens: bool, before: tuple[Quotation, Draft]) -> Draft | None:
    """A quotation without a cue of its own goes on with the speaker of the one before."""
    previous, draft = before
    if previous.paragraph == quote.paragraph or previous.continued:
        return draft
    if previous.paragraph == quote.paragraph - 1 and opens:
        return draft
    return None


def _opens_paragraph(parse: Parse, quote: Quotation) -> bool:
    first = parse.sentence_of(parse.tokens[quote.first]).first
    return all(t.pos in {"PUNCT", "SPACE"} for t in parse.tokens[first : quote.first]) and (
        first == 0 or parse.sentences[parse.tokens[first - 1].sent].paragraph != quote.paragraph
    )


def keep_quotations_whole(drafts: list[Draft], quotations: list[Quotation]) -> None:
    """Content whose end cuts a quotation is extended to its closing mark."""
    starts = [quote.first for quote in quotations]
    for draft in drafts:
        at = draft.cue.token.i if draft.cue is not None else -1
        for n, (first, last) in enumerate(draft.content):
            place = bisect_right(starts, last) - 1
            if place >= 0 and quotations[place].first == last:
                # 'called the plan "a gift"', where the parse takes the plan alone for the object
                if quotations[place].closed and _takes_name(draft, first):
                    draft.content[n] = (first, quotations[place].last)
                place -= 1
            if place < 0:
                continue
            quote = quotations[place]
            if first <= quote.first < last < quote.last and quote.closed and not quote.first <= at < quote.last:
                draft.content[n] = (first, quote.last)


def _takes_name(draft: Draft, first: int) -> bool:
    return draft.cue is not None and "predicate" in draft.cue.frames and first > draft.cue.token.i
