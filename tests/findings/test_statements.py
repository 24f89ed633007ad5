"""Statements: one for each saying, with the full name of the speaker and the sentence it stands in."""

from __future__ import annotations

from collections.abc import Callable

from communique.findings.statements import find_statements
from communique.reading.reading import Reading

Read = Callable[..., Reading]


def test_a_statement_names_the_speaker_in_full_and_the_party(read: Read) -> None:
    text = "Russian Foreign Minister Sergei Lavrov came to Oslo. The talks were useful, Lavrov said on Tuesday."
    (statement,) = find_statements(read(text))
    assert statement.source == "Sergei Lavrov"
    assert statement.party == "RUS"
    assert statement.cue == "said"
    assert statement.content == "The talks were useful"
    assert not statement.direct
    assert statement.evidence == ("The talks were useful, Lavrov said on Tuesday.",)


def test_an_interrupted_quotation_is_one_statement(read: Read) -> None:
    (statement,) = find_statements(read('"We will," Novak said, "talk in May."'))
    assert statement.direct
    assert statement.content == '"We will," ... "talk in May."'
    assert len(statement.content_spans) == 2


def test_attitudes_are_no_statements(read: Read) -> None:
    assert find_statements(read("Moscow wants a new treaty.")) == ()


def test_a_question_put_by_nobody_named_is_no_statement(read: Read) -> None:
    found = find_statements(read('Asked about a summit, Novak said: "There are no plans."'))
    assert [statement.source for statement in found] == ["Novak"]


def test_the_words_stand_where_the_spans_say(read: Read) -> None:
    text = "Novak told reporters that a date had been set.\n\nAccording to the ministry, Berg will come."
    for statement in find_statements(read(text)):
        assert statement.content == " ... ".join(text[start:end] for start, end in statement.content_spans)
        assert statement.evidence == tuple(text[start:end] for start, end in statement.spans)
        assert statement.source_span is not None
        assert text[slice(*statement.source_span)] in text
    assert [s.id for s in find_statements(read(text))] == ["s1", "s2"]


def test_a_thing_said_is_less_sure_than_a_clause(read: Read) -> None:
    (thing,) = find_statements(read("The company reported heavy losses."))
    (clause,) = find_statements(read("The company reported that it had lost money."))
    assert thing.confidence < clause.confidence
