"""Where what is said begins, ends and goes on: each rule with the sentence that made it necessary."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from communique.reading.attribution.attribution import find_attributions
from communique.reading.reading import Reading
from communique.reading.spacy_model import SpacyModel

Read = Callable[..., Reading]
Plain = tuple[str | None, str | None, list[str]]


def outer(reading: Reading) -> list[Plain]:
    """Source, cue and contents of the attributions that are in no other one."""
    text = reading.parse.text
    return [
        (
            text[slice(*a.source)] if a.source else None,
            text[slice(*a.cue)] if a.cue else None,
            [text[slice(*span)] for span in a.content],
        )
        for a in reading.attributions
        if not a.nested
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Berg called on Norway to open the bridge.", ("Berg", "called on", ["Norway to open the bridge"])),
        (
            "Novak called the dam and the canal a gift to the rich.",
            ("Novak", "called", ["the dam and the canal a gift to the rich"]),
        ),
        ('Novak called him "a poor captain."', ("Novak", "called", ['him "a poor captain."'])),
        ("Berg has not said when the ferry will sail.", ("Berg", "has not said", ["when the ferry will sail"])),
        ("Novak did not say when.", ("Novak", "did not say", ["when"])),
        ("Novak would not say so.", ("Novak", "would not say", ["so"])),
        ("People like us, Novak said.", ("Novak", "said", ["People like us"])),
        ("It was, Novak said, a failure of planning.", ("Novak", "said", ["It was", "a failure of planning"])),
        ("Novak said using the ferry was unwise.", ("Novak", "said", ["using the ferry was unwise"])),
        (
            "He said he would take the road if the bridge fell.",
            ("He", "said", ["he would take the road if the bridge fell"]),
        ),
        (
            "Novak said that the bridge was closed and that the ferry would not sail.",
            ("Novak", "said", ["that the bridge was closed and that the ferry would not sail"]),
        ),
        (
            'The plan, Novak said, "is dead" in every respect.',
            ("Novak", "said", ["The plan", '"is dead" in every respect']),
        ),
        (
            "Novak said there was one problem: the bridge is closed.",
            ("Novak", "said", ["there was one problem: the bridge is closed"]),
        ),
        (
            "Novak added:\nIt is a long road. We will take it together.",
            ("Novak", "added", ["It is a long road. We will take it together"]),
        ),
        (
            'Novak said the bridge was closed. "We will build another one."',
            ("Novak", "said", ["the bridge was closed", '"We will build another one."']),
        ),
        ("“Never again,” an angry Berg shot across the table.", ("an angry Berg", "shot", ["“Never again,”"])),
        ("Novak reportedly said that the ferry was late.", ("Novak", "said", ["that the ferry was late"])),
    ],
)
def test_content_reaches_as_far_as_the_source_speaks(read: Read, text: str, expected: Plain) -> None:
    assert expected in outer(read(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "“The bridge is safe,” Novak said after the visit, and a reason for this was the new pillar.",
            ("Novak", "said", ["“The bridge is safe,”"]),
        ),
        ("Novak said he would wait and criticised the delay.", ("Novak", "said", ["he would wait"])),
        (
            "While Novak said the bridge was safe, the engineers closed it.",
            ("Novak", "said", ["the bridge was safe"]),
        ),
        ("Novak said he will run again, and he opened an office in Oslo.", ("Novak", "said", ["he will run again"])),
        (
            "Novak said that the ferry was sold — a rare admission from the ministry.",
            ("Novak", "said", ["that the ferry was sold"]),
        ),
        ("The harbour was quiet, but Novak said, we are ready.", ("Novak", "said", ["we are ready"])),
    ],
)
def test_content_ends_where_the_reporter_goes_on(read: Read, text: str, expected: Plain) -> None:
    assert expected in outer(read(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Novak said he would wait and criticised the delay.", ("Novak", "criticised", ["the delay"])),
        (
            "Berg refused a visit before saying that the bridge was closed.",
            ("Berg", "saying", ["that the bridge was closed"]),
        ),
        ("Berg declined the offer while Novak said the ferry was late.", ("Novak", "said", ["the ferry was late"])),
        ("Berg mentioned the ferry, which Novak said was too old.", ("Novak", "said", ["which", "was too old"])),
        (
            'Novak said the bridge was closed, adding that the ferry was "a poor answer."',
            ("Novak", "adding", ['that the ferry was "a poor answer."']),
        ),
    ],
)
def test_a_second_saying_stands_beside_the_first(read: Read, text: str, expected: Plain) -> None:
    assert expected in outer(read(text))


def test_a_quotation_inside_the_second_saying_is_not_given_to_the_first(read: Read) -> None:
    found = outer(read('Novak said the bridge was closed, adding that the ferry was "a poor answer."'))
    assert ("Novak", "said", ["the bridge was closed"]) in found


def test_a_no_in_the_quotation_does_not_negate_the_saying(read: Read) -> None:
    (found,) = [a for a in read('"Certainly not," Novak said.').attributions if a.speech]
    assert not found.negated


def test_the_name_of_a_book_is_no_quotation(read: Read) -> None:
    assert not [a for a in read('Berg spoke in his book "The Long Bridge." Then he left.').attributions if a.direct]


def test_reports_of_nobody_do_not_hide_who_denies_them(read: Read) -> None:
    text = "In Oslo a ministry official denied reports that the talks had been broken off."
    reading = read(text)
    at = text.index("broken")
    over = reading.attribution_over(at, at + 6)
    assert over is not None
    assert over.source is not None
    assert text[slice(*over.source)] == "a ministry official"


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.sampled_from(
            [
                "While",
                "Novak",
                "said",
                "called",
                "him",
                '"',
                "“",
                "”",
                ":",
                "—",
                "\n",
                ",",
                "a",
                "which",
                "and",
                "that",
                "is",
                "not",
            ]
        ),
        max_size=25,
    )
)
def test_broken_sentences_cost_nothing(model: SpacyModel, words: list[str]) -> None:
    text = " ".join(words)
    for found in find_attributions(next(model.parse([text])), ()):
        assert all(0 <= start < end <= len(text) for start, end in found.content)
