"""Reading -> statements: one for each saying, with its source, its words and the sentences they stand in."""

from __future__ import annotations

from bisect import bisect_left

from communique.model.findings import Span, Statement
from communique.reading.reading import Attribution, Reading

_NAMED, _WORDS_ONLY, _UNNAMED, _NO_CLAUSE = 0.9, 0.8, 0.6, 0.5
_LONG = 1200
"""Characters above which a content is rather an unclosed quotation than a statement."""


def find_statements(reading: Reading) -> tuple[Statement, ...]:
    """One statement for each attribution of speech, in the order of the text.

    "The talks were useful, Lavrov said on Tuesday" gives source "Sergei Lavrov" where the article names him in
    full, party RUS, cue "said", content "The talks were useful", direct False.
    """
    said = [a for a in reading.attributions if a.speech and a.content and not _is_question(reading, a)]
    return tuple(_statement(reading, attribution, f"s{n}") for n, attribution in enumerate(said, 1))


def _statement(reading: Reading, attribution: Attribution, number: str) -> Statement:
    text = reading.parse.text
    spans = _sentences(reading, attribution)
    return Statement(
        id=number,
        article=reading.article.id,
        evidence=tuple(text[start:end] for start, end in spans),
        spans=spans,
        confidence=_confidence(reading, attribution),
        reason=f"attribution:{_words(text, attribution.cue) or 'quotation'}",
        source=_source(text, attribution),
        party=_party(attribution),
        cue=_words(text, attribution.cue),
        content=" ... ".join(text[start:end] for start, end in attribution.content),
        direct=attribution.direct,
        source_span=attribution.source,
        cue_span=attribution.cue,
        content_spans=attribution.content,
    )


def _is_question(reading: Reading, attribution: Attribution) -> bool:
    """Whether nobody named asks: "asked about a summit, he said ..."."""
    token = reading.parse.tokens[attribution.cue_token] if attribution.cue_token is not None else None
    return attribution.source is None and token is not None and token.lemma == "ask"


def _source(text: str, attribution: Attribution) -> str | None:
    person = attribution.actor.person if attribution.actor else None
    return person.name if person else _words(text, attribution.source)


def _party(attribution: Attribution) -> str | None:
    """The one party that speaks; none where the source stands for several, or for nobody known."""
    actor = attribution.actor
    if actor is None:
        return None
    if actor.person is not None and actor.person.party:
        return actor.person.party
    return actor.parties[0] if len(actor.parties) == 1 else None


def _confidence(reading: Reading, attribution: Attribution) -> float:
    if sum(end - start for start, end in attribution.content) > _LONG:
        return _NO_CLAUSE
    if not attribution.direct and not _has_verb(reading, attribution):
        return _NO_CLAUSE
    if attribution.source is None:
        return _UNNAMED
    return _NAMED if attribution.actor else _WORDS_ONLY


def _has_verb(reading: Reading, attribution: Attribution) -> bool:
    """Whether a clause is said, not just a thing: "reported losses" says less than "reported that it had losses"."""
    tokens = reading.parse.tokens
    for start, end in attribution.content:
        at = bisect_left(tokens, start, key=lambda token: token.start)
        while at < len(tokens) and tokens[at].start < end:
            if tokens[at].pos in {"VERB", "AUX"}:
                return True
            at += 1
    return False


def _words(text: str, span: Span | None) -> str | None:
    return text[span[0] : span[1]] if span else None


def _sentences(reading: Reading, attribution: Attribution) -> tuple[Span, ...]:
    """The sentences over which source, cue and content extend, those that touch joined into one passage."""
    parts = [*attribution.content, *(span for span in (attribution.source, attribution.cue) if span)]
    spans: list[Span] = []
    last_index = -2
    for sentence in reading.parse.sentences:
        if not any(start < sentence.end and sentence.start < end for start, end in parts):
            continue
        if spans and last_index == sentence.index - 1:
            spans[-1] = (spans[-1][0], sentence.end)
        else:
            spans.append((sentence.start, sentence.end))
        last_index = sentence.index
    return tuple(spans)
