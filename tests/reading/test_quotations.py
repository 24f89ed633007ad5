"""Quotation marks of every kind, nested, unclosed and carried over paragraphs."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.reading.attribution.quotations import find_quotations
from communique.reading.parse import Parse, Sentence, Token


def parse_of(text: str) -> Parse:
    """A parse with blanks as token borders and a sentence for each paragraph; enough for quotation marks."""
    tokens: list[Token] = []
    sentences: list[Sentence] = []
    start = 0
    for paragraph, line in enumerate(text.split("\n")):
        first, at = len(tokens), start
        for word in line.split():
            at = text.index(word, at)
            token = Token(len(tokens), word, at)
            token.sent, token.pos, token.tag = paragraph, "VERB", "VBD"
            tokens.append(token)
            at += len(word)
        if len(tokens) > first:
            sentences.append(
                Sentence(len(sentences), first, len(tokens), tokens[first].start, tokens[-1].end, paragraph)
            )
        start += len(line) + 1
    return Parse(text, tokens, sentences)


def quoted(text: str) -> list[str]:
    return [text[q.start : q.end] for q in find_quotations(parse_of(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"We will talk," he said. "Soon."', ['"We will talk,"', '"Soon."']),
        ("“We will talk,” he said.", ["“We will talk,”"]),
        ("”We will talk,” he said.", ["”We will talk,”"]),
        ("»We will talk«, he said.", ["»We will talk«"]),
        ("''We will talk,'' he said.", ["''We will talk,''"]),
        ("‘We will not,’ the envoys’ spokesman said.", ["‘We will not,’"]),
        ("'The sides' talks failed,' he said.", ["'The sides' talks failed,'"]),
        ("“He told me ‘never’ and left,” she said.", ["“He told me ‘never’ and left,”"]),
        ("The envoy's plane landed; the ministers' talks began.", []),
        ("The class of ’08 and the summit of '94 were different.", []),
        ('A 6" gauge is no quotation.', []),
    ],
)
def test_marks_are_paired_by_their_kind(text: str, expected: list[str]) -> None:
    assert quoted(text) == expected


def test_an_unclosed_quotation_ends_with_its_paragraph() -> None:
    text = 'He said: "We will talk.\nThe minister left.'
    (quote,) = find_quotations(parse_of(text))
    assert text[quote.start : quote.end] == '"We will talk.'
    assert not quote.closed
    assert not quote.continued


def test_a_mark_that_opens_again_carries_the_quotation_over_paragraphs() -> None:
    text = "“We have agreed on this.\n“We will meet again,” he said."
    first, second = find_quotations(parse_of(text))
    assert first.continued
    assert second.closed


@settings(max_examples=80, deadline=None)
@given(st.text(alphabet="ab .,\"“”‘’'`«»„\n?", max_size=80))
def test_no_sequence_of_marks_breaks_it(text: str) -> None:
    for quote in find_quotations(parse_of(text)):
        assert 0 <= quote.start < quote.end <= len(text)
        assert quote.first < quote.last
