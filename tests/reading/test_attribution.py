"""Who says what: each rule with the sentence that made it necessary."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from communique.reading.attribution.attribution import find_attributions
from communique.reading.reading import Attribution, Reading
from communique.reading.spacy_model import SpacyModel

Read = Callable[..., Reading]


def outer(reading: Reading) -> list[tuple[str | None, str | None, list[str]]]:
    """Source, cue and contents of the attributions that are in no other one."""
    return [plain(reading, a) for a in reading.attributions if not a.nested]


def plain(reading: Reading, a: Attribution) -> tuple[str | None, str | None, list[str]]:
    text = reading.parse.text
    return (
        text[slice(*a.source)] if a.source else None,
        text[slice(*a.cue)] if a.cue else None,
        [text[slice(*span)] for span in a.content],
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Novak said that the talks had failed.", ("Novak", "said", ["that the talks had failed"])),
        ("The talks had failed, Novak said on Monday.", ("Novak", "said", ["The talks had failed"])),
        ("The talks had failed, said Ivan Novak.", ("Ivan Novak", "said", ["The talks had failed"])),
        (
            "The talks, he added, would be held in Oslo.",
            ("he", "added", ["The talks", "would be held in Oslo"]),
        ),
        (
            "According to the ministry, both sides will meet in May.",
            ("the ministry", "According to", ["both sides will meet in May"]),
        ),
        (
            "As the foreign ministry noted, the talks have not begun.",
            ("the foreign ministry", "noted", ["the talks have not begun"]),
        ),
        ("Novak told reporters that a date had been set.", ("Novak", "told", ["that a date had been set"])),
        ("Novak was told by Berg that the road was closed.", ("Berg", "was told", ["that the road was closed"])),
        (
            "It was announced on Monday that the talks would resume in May.",
            (None, "was announced", ["that the talks would resume in May"]),
        ),
        (
            "Novak was quoted as saying that the summit was off.",
            ("Novak", "saying", ["that the summit was off"]),
        ),
        (
            "Sources familiar with the matter said no date was set.",
            ("Sources familiar with the matter", "said", ["no date was set"]),
        ),
        (
            "The announcement by Norway that the parties would meet in Oslo was welcomed.",
            ("Norway", "announcement", ["that the parties would meet in Oslo"]),
        ),
        ("In Novak's view, the deal is dead.", ("Novak's", "In", ["the deal is dead"])),
        ("Moscow urged Kiev to sign the deal.", ("Moscow", "urged", ["Kiev to sign the deal"])),
        ("Berg called for an end to the blockade.", ("Berg", "called for", ["an end to the blockade"])),
        ("Berg called for Norway to end the blockade.", ("Berg", "called for", ["Norway to end the blockade"])),
        (
            "The union, which supported the plan, went home.",
            ("The union, which", "supported", ["the plan"]),
        ),
        (
            "KIEV — The two sides will meet on Monday, the press service of Pavlo Novak said.",
            ("the press service of Pavlo Novak", "said", ["The two sides will meet on Monday"]),
        ),
        (
            "The road stayed closed, the governor, Ivan Novak, said on Monday.",
            ("the governor, Ivan Novak", "said", ["The road stayed closed"]),
        ),
        (
            "The road was closed, the agency quoted Novak as saying.",
            ("Novak", "saying", ["The road was closed"]),
        ),
        (
            "Novak said during an interview with the paper that the road had been closed.",
            ("Novak", "said", ["that the road had been closed"]),
        ),
        (
            "The truce, the ministry stressed, holds; the guns, it added, are silent.",
            ("it", "added", ["the guns", "are silent"]),
        ),
        (
            "Berg called the plan dangerous; the talks go on.",
            ("Berg", "called", ["the plan dangerous"]),
        ),
        (
            "If the truce breaks down, we will leave, Novak declared.",
            ("Novak", "declared", ["If the truce breaks down, we will leave"]),
        ),
    ],
)
def test_source_cue_and_content(read: Read, text: str, expected: tuple[str | None, str | None, list[str]]) -> None:
    assert expected in outer(read(text))


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        ('"We will talk," Novak said.', "Novak", ['"We will talk,"']),
        ('"We will," he said, "talk in May."', "he", ['"We will,"', '"talk in May."']),
        ('"We met," Novak said. "We will meet again."', "Novak", ['"We met,"', '"We will meet again."']),
        ('Novak: "We will not sign."', "Novak", ['"We will not sign."']),
        ("‘We are ready,’ Novak’s spokesman told reporters.", "Novak’s spokesman", ["‘We are ready,’"]),
        (
            "“We have agreed on this.\n“We will meet in Oslo,” Novak said.",
            "Novak",
            ["“We have agreed on this.", "“We will meet in Oslo,”"],
        ),
        ('Novak said:\n"We will not sign this."', "Novak", ['"We will not sign this."']),
        (
            '"We are tired," Novak said.\n"Nobody wants another winter of this."',
            "Novak",
            ['"We are tired,"', '"Nobody wants another winter of this."'],
        ),
    ],
)
def test_quotations_go_to_their_speaker(read: Read, text: str, source: str, content: list[str]) -> None:
    reading = read(text)
    direct = [plain(reading, a) for a in reading.attributions if a.direct]
    assert [(s, c) for s, _, c in direct] == [(source, content)]


def test_the_reporter_speaks_before_the_colon(read: Read) -> None:
    reading = read('Novak was blunt about the plan: "It is dead," he said.')
    assert (("he", "said", ['"It is dead,"'])) in outer(reading)


def test_adding_begins_an_attribution_of_its_own(read: Read) -> None:
    found = outer(read("Novak said the talks would go on, adding that Berg had been invited."))
    assert ("Novak", "said", ["the talks would go on"]) in found
    assert ("Novak", "adding", ["that Berg had been invited"]) in found


def test_what_is_said_inside_a_content_is_nested(read: Read) -> None:
    reading = read("Novak said that Berg had warned that the bridge was closed.")
    assert [a.nested for a in reading.attributions] == [False, True]


def test_the_innermost_attribution_covers_its_words(read: Read) -> None:
    text = "Novak said that Berg had warned that the bridge was closed."
    reading = read(text)
    at = text.index("bridge")
    covering = reading.attribution_over(at, at + 6)
    assert covering is not None
    assert covering.source is not None
    assert text[slice(*covering.source)] == "Berg"


@pytest.mark.parametrize(
    ("text", "negated"),
    [
        ("Novak denied that talks had taken place.", True),
        ("Novak did not say that talks had taken place.", True),
        ("Novak said that talks had taken place.", False),
        ("Novak did not deny that talks had taken place.", False),
        ("Nobody confirmed that talks had taken place.", True),
    ],
)
def test_denials_are_negated(read: Read, text: str, negated: bool) -> None:
    assert [a.negated for a in read(text).attributions if not a.nested] == [negated]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Moscow wants a new treaty.", "attitude"),
        ("Berg criticised the plan for its silence on prisoners.", "attitude"),
        ("The survey shows that most people want peace.", "finding"),
        ("The talks appear to have failed.", "seeming"),
        ("Berg warned that the truce was over.", "speech"),
    ],
)
def test_only_sayings_are_speech(read: Read, text: str, kind: str) -> None:
    (found,) = [a for a in read(text).attributions if not a.nested]
    assert found.kind == kind
    assert found.speech == (kind == "speech")


def test_the_source_is_linked_to_the_person(read: Read) -> None:
    reading = read(
        "Russian Foreign Minister Sergei Lavrov arrived in Oslo on Monday. Lavrov said the talks would be short."
    )
    said = [a for a in reading.attributions if a.speech]
    assert [a.actor.person.name for a in said if a.actor and a.actor.person] == ["Sergei Lavrov"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n\n",
        '"',
        "“",
        '"He said',
        "said",
        "said said said",
        ": :",
        '" " " "',
        "'''''",
        "According to",
        "as he said ,",
        "\u200b",
    ],
)
def test_odd_texts_cost_nothing(model: SpacyModel, text: str) -> None:
    parse = next(model.parse([text]))
    for found in find_attributions(parse, ()):
        assert all(0 <= start < end <= len(text) for start, end in found.content)


@example(words=[".", "said", "as", ".", "said", "that"])
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.sampled_from(['"', "“", "”", "Novak", "said", "that", "talks", "failed", ",", ".", "\n", "’", "as"]),
        max_size=25,
    )
)
def test_spans_lie_within_any_text(model: SpacyModel, words: list[str]) -> None:
    text = " ".join(words)
    for found in find_attributions(next(model.parse([text])), ()):
        spans = [*found.content, *(span for span in (found.source, found.cue) if span)]
        assert all(0 <= start < end <= len(text) for start, end in spans)
        assert list(found.content) == sorted(found.content)
