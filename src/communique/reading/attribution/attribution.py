"""Who says what: direct and indirect attributions with their source, cue and content."""

from __future__ import annotations

from communique.model.actors import Actor
from communique.model.findings import Span
from communique.reading.attribution.asides import cut_asides
from communique.reading.attribution.content import Draft, draft_of
from communique.reading.attribution.continuations import follow_colons
from communique.reading.attribution.cues import find_cues
from communique.reading.attribution.extents import Extents
from communique.reading.attribution.layers import cut_at_later_cues, cut_before_sayings, mark_nested, set_apart
from communique.reading.attribution.phrases import (
    find_according,
    find_colons,
    find_nominal,
    find_reportedly,
    is_nominal,
)
from communique.reading.attribution.quotations import find_quotations
from communique.reading.attribution.quotes import attach_quotations, keep_quotations_whole
from communique.reading.attribution.sources import speaker_behind
from communique.reading.parse import Parse
from communique.reading.reading import Attribution


def find_attributions(parse: Parse, actors: tuple[Actor, ...]) -> tuple[Attribution, ...]:
    """Every attribution in the order of the text; those inside the content of another one are marked `nested`.

    "The talks were useful, Lavrov said on Tuesday" gives the source "Lavrov", the cue "said" and the content
    "The talks were useful". Never raises on odd quotation marks or empty texts.
    """
    if not parse.tokens:
        return ()
    quotations = find_quotations(parse)
    extents = Extents(parse, quotations)
    cues = find_cues(parse)
    drafts = [draft_of(cue, extents) for cue in cues]
    drafts += attach_quotations(parse, quotations, drafts, extents)
    follow_colons(drafts, extents)
    drafts += find_according(parse, extents)
    drafts += find_nominal(parse, extents)
    drafts += find_reportedly(parse, extents)
    drafts += find_colons(parse, drafts, extents)
    drafts = [draft for draft in drafts if draft.content]
    set_apart(drafts, extents)
    cut_at_later_cues(drafts, extents)
    cut_before_sayings(drafts, extents)
    cut_asides(drafts, extents)
    keep_quotations_whole(drafts, quotations)
    drafts = [draft for draft in drafts if draft.content]
    mark_nested(drafts)
    # in "denied reports that ..." the reports are nobody's; the denial is what the article tells
    drafts = [draft for draft in drafts if not (draft.nested and draft.source is None and is_nominal(draft))]
    heads = {actor.head: actor for actor in actors}
    covered = {i: actor for actor in actors for i in range(actor.first, actor.last)}
    found = [_attribution(draft, parse, heads, covered) for draft in drafts]
    kept = [item for item in found if item is not None]
    kept.sort(key=lambda a: (min(a.content[0][0], a.cue[0] if a.cue else a.content[0][0]), a.content[0][0]))
    return tuple(kept)


def _attribution(draft: Draft, parse: Parse, heads: dict[int, Actor], covered: dict[int, Actor]) -> Attribution | None:
    tokens = parse.tokens

    def characters(first: int, last: int) -> Span:
        return tokens[first].start, tokens[last - 1].end

    content = tuple(characters(first, last) for first, last in sorted(draft.content) if first < last)
    if not content:
        return None
    # A source that is nothing but a stop, as in a broken text, is no source.
    source = characters(*draft.source) if draft.source and draft.source[0] < draft.source[1] else None
    cue = draft.cue.tokens if draft.cue else []
    actor = None
    if draft.source_head is not None:
        behind = speaker_behind(draft.source_head)
        own = heads.get(draft.source_head.i) or covered.get(draft.source_head.i)
        actor = own if own and own.person else covered.get(behind.i) or own
    return Attribution(
        source=source,
        cue=(cue[0].start, cue[-1].end) if cue else None,
        content=content,
        direct=draft.direct,
        actor=actor,
        cue_token=draft.cue.token.i if draft.cue else None,
        speech=draft.kind == "speech",
        negated=draft.negated,
        nested=draft.nested,
        kind=draft.kind,
    )
