"""How attributions of one sentence stand to each other: side by side, or one inside the content of another."""

from __future__ import annotations

from collections import defaultdict

from communique.reading.attribution.content import Draft
from communique.reading.attribution.cues import Cue
from communique.reading.attribution.extents import Extents, trim

_BESIDES = {"after", "before", "when", "since", "while", "until", "by", "without", "as"}
_TENSES = {"VBD", "VBZ", "VBP"}


def _by_sentence(drafts: list[Draft]) -> dict[int, list[Draft]]:
    found: dict[int, list[Draft]] = defaultdict(list)
    for draft in drafts:
        if draft.cue is not None:
            found[draft.cue.token.sent].append(draft)
    return found


def set_apart(drafts: list[Draft], extents: Extents) -> None:
    """A saying that stands apart, ", he said", is no part of what a cue before it covers."""
    neighbours = _by_sentence(drafts)
    for draft in drafts:
        cue = draft.cue
        if cue is None or draft.kind != "speech" or draft.source is None or draft.content[0][0] > cue.token.i:
            continue
        own = min(draft.source[0], cue.tokens[0].i)
        for other in neighbours[cue.token.sent]:
            if other is draft or other.cue is None or other.cue.token.i > own:
                continue
            if any(first <= other.cue.token.i < last for first, last in draft.content):
                other.content = [
                    trim(extents.parse, first, own) if first < own < last else (first, last)
                    for first, last in other.content
                ]


def cut_at_later_cues(drafts: list[Draft], extents: Extents) -> None:
    """End a content where the same source speaks on: ", adding that ...", "and said ..."; or another one does."""
    neighbours = _by_sentence(drafts)
    for draft in drafts:
        if draft.cue is None or not _may_speak_on(draft.cue):
            continue
        at = _speaks_on(draft.cue, extents)
        if at is None:
            continue
        adds = (draft.kind == "speech" and draft.cue.token.tag == "VBG") or draft.cue.token.dep == "relcl"
        for other in neighbours[draft.cue.token.sent]:
            if other is draft or other.cue is None or (other.kind != "speech" and not adds):
                continue
            inside = [n for n, (first, last) in enumerate(other.content) if first <= at < last]
            if not inside or extents.quoted[at] is not None or other.cue.token.i > at:
                continue
            if _tense(draft.cue) not in {"VBG", _tense(other.cue)}:
                continue
            other.content = [
                trim(extents.parse, first, at) if n == inside[0] else (first, last)
                for n, (first, last) in enumerate(other.content)
                if n <= inside[0]
            ]
            own = draft.cue.token.child("nsubj")
            if own is None:
                draft.source, draft.source_head = other.source, other.source_head


def cut_before_sayings(drafts: list[Draft], extents: Extents) -> None:
    """End what is done or held where somebody speaks besides: "refused a visit before saying that ..."."""
    neighbours = _by_sentence(drafts)
    for draft in drafts:
        at = _speaks_besides(draft.cue) if draft.cue is not None and draft.kind == "speech" else None
        if at is None or draft.cue is None or extents.quoted[at] is not None:
            continue
        for other in neighbours[draft.cue.token.sent]:
            if other.cue is None or other.kind != "attitude" or other.cue.token.i >= at:
                continue
            other.content = [
                trim(extents.parse, first, at) if first + 1 < at < last else (first, last)
                for first, last in other.content
            ]


def _speaks_besides(cue: Cue) -> int | None:
    """The preposition or conjunction that begins a saying beside another act: "before saying", "after X said"."""
    verb = cue.token
    if verb.dep == "pcomp" and verb.head.lower in _BESIDES:
        return verb.head.i
    mark = verb.child("mark", "advmod") if verb.dep == "advcl" else None
    return mark.i if mark is not None and mark.lower in _BESIDES and mark.i < verb.i else None


def _speaks_on(cue: Cue, extents: Extents) -> int | None:
    """Where an attribution begins that stands beside the one before, not inside it."""
    verb, tokens = cue.token, extents.parse.tokens
    if verb.dep == "relcl" and _says_of_it(cue):
        return next((i for i in range(verb.i - 1, verb.head.i, -1) if tokens[i].text == ","), None)
    setting = next(
        (c for c in verb.children if c.dep == "mark" and c.lower in {"while", "though", "although", "as"}), None
    )
    if setting is not None and verb.dep == "advcl":
        return setting.i - (tokens[setting.i - 1].lower in {"even", "just"})
    if verb.tag == "VBG":
        at = verb.i - 1
        while at > 0 and tokens[at].text in {"”", '"', "''", "’"}:
            at -= 1
        return verb.i if at > 0 and tokens[at].text in {",", "—", "–"} else None
    if verb.dep != "conj" or _tense(cue) not in _TENSES:
        return None
    if verb.child("ccomp", "oprd", "xcomp") is None and not _breaks_tense(cue):
        return None
    first = min([t.i for t in cue.tokens])
    subject = verb.child("nsubj")
    if subject is not None:
        first = min(first, extents.left[subject.i])
    while first > 0 and tokens[first - 1].pos == "ADV":
        first -= 1
    return first - 1 if first > 1 and tokens[first - 1].pos in {"CCONJ", "SCONJ"} else None


def _may_speak_on(cue: Cue) -> bool:
    return cue.token.tag == "VBG" or cue.quotable or "predicate" in cue.frames or _breaks_tense(cue)


def _says_of_it(cue: Cue) -> bool:
    """Whether a relative clause tells what somebody said of its noun: ", which he said was ..."."""
    subject = cue.token.child("nsubj")
    told = cue.kind == "speech" or (cue.kind == "attitude" and "predicate" in cue.frames)
    return told and subject is not None and subject.tag not in {"WP", "WDT"} and cue.token.tag in _TENSES


def _breaks_tense(cue: Cue) -> bool:
    """Whether a coordinated verb is in another tense than its neighbour: "said it would wait and criticised X"."""
    verb, first = cue.token, cue.token.head
    if verb.child("nsubj", "nsubjpass") is not None or any(t.dep == "aux" for t in cue.tokens):
        return False
    finite = next((c for c in first.children if c.dep in {"aux", "auxpass"} and c.tag in _TENSES | {"MD"}), first)
    return verb.tag in _TENSES and finite.tag != verb.tag and finite.tag in _TENSES | {"MD"}


def _tense(cue: Cue) -> str:
    """The tag of the finite verb: of the auxiliary in "did not say"."""
    finite = next((t for t in cue.tokens if t.dep == "aux" and t.tag in {"VBD", "VBZ", "VBP"}), cue.token)
    return finite.tag


def mark_nested(drafts: list[Draft]) -> None:
    """Mark the drafts whose cue, or whole content, stands inside the larger content of another one."""
    size = {id(draft): sum(last - first for first, last in draft.content) for draft in drafts}
    spans = [(first, last, draft) for draft in drafts for first, last in draft.content]
    spans.sort(key=lambda span: span[0])
    places = [(draft.cue.token.i if draft.cue else draft.content[0][0], draft) for draft in drafts]
    places.sort(key=lambda place: place[0])
    open_spans: list[tuple[int, int, Draft]] = []
    at = 0
    for place, draft in places:
        while at < len(spans) and spans[at][0] <= place:
            open_spans.append(spans[at])
            at += 1
        open_spans = [span for span in open_spans if span[1] > place]
        draft.nested = any(other is not draft and size[id(other)] > size[id(draft)] for _, _, other in open_spans)
