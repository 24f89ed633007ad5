"""Whatever a large model answers: no crash, and nothing but findings whose words stand in the article."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.findings.large.checking import LETTERS, Tally, check_answer, read_answer
from communique.findings.large.naming import Naming
from communique.findings.large.question import ITEMS
from communique.model.when import parse_when
from communique.reading.actors.gazetteer import load_gazetteer
from communique.reading.reading import Reading
from large_models import MEETING, TEXT, answer, contact, position

WORDS = st.sampled_from(
    [*TEXT.split(), MEETING, TEXT, "Tuesday", "Peru", "PER", "Russia", "14 April", "", " ", "\ud800"]
)
VOCABULARY = st.sampled_from(
    [w for fields in ITEMS.values() for field in fields.values() for w in field.get("enum", ())]
)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20) | WORDS | VOCABULARY,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)


@st.composite
def items(draw: Callable[[Any], Any], kind: str) -> dict[str, Any]:
    """An item with the keys of its kind, each with a fitting value or any other."""
    row = {"contacts": contact(), "positions": position()}.get(kind, {"evidence": MEETING, "status": "reached"})
    for key in ITEMS[kind]:
        if key not in row or draw(st.booleans()):
            row[key] = draw(VALUES | st.lists(WORDS, max_size=4))
    return row


ANSWERS = st.fixed_dictionaries({kind: st.lists(items(kind), max_size=3) | VALUES for kind in ITEMS})


@pytest.fixture(scope="module")
def naming(read: Callable[..., Reading]) -> tuple[Reading, Naming]:
    reading = read(TEXT, published="2025-04-10")
    return reading, Naming(reading, load_gazetteer())


def check(row: dict[str, Any], reading: Reading, naming: Naming) -> None:
    tally = Tally()
    found = check_answer(row, reading, naming, tally)
    kept = 0
    for kind, letter in LETTERS.items():
        made = getattr(found, kind)
        kept += len(made)
        assert [item.id for item in made] == [f"{letter}{n}" for n in range(1, len(made) + 1)]
        assert [item.spans for item in made] == sorted(item.spans for item in made)
        for item in made:
            assert item.evidence
            assert all(TEXT[a:b] == words for (a, b), words in zip(item.spans, item.evidence, strict=True))
            assert all(
                word in TEXT
                for name in ("place", "about", "condition", "what", "name")
                if (word := getattr(item, name, None))
            )
            assert all(term in TEXT for term in getattr(item, "terms", ()))
            parties = {*getattr(item, "parties", ()), getattr(item, "party", "PER"), getattr(item, "proposer", None)}
            assert parties <= {"PER", "ECU", "BRA", None}
            date = getattr(item, "date", None)
            assert date is None or parse_when(date)
    assert kept + sum(tally.dropped.values()) == tally.items


@settings(max_examples=40)
@given(ANSWERS)
def test_any_answer_gives_sound_findings_or_none(naming: tuple[Reading, Naming], row: dict[str, Any]) -> None:
    check(row, *naming)


@settings(max_examples=40)
@given(st.dictionaries(st.sampled_from(list(ITEMS)) | st.text(max_size=5), VALUES))
def test_any_object_does(naming: tuple[Reading, Naming], row: dict[str, Any]) -> None:
    check(row, *naming)


@given(st.text() | st.text(alphabet='{}[]":,ab \\u0123'))
def test_any_words_are_an_object_or_none(words: str) -> None:
    row, _ = read_answer(words)
    assert row is None or isinstance(row, dict)


@cache
def whole() -> str:
    return json.dumps(answer(contacts=[contact(), contact(kind="talks")], positions=[position()] * 2))


@given(st.data())
def test_an_answer_cut_anywhere_gives_a_part_of_the_whole(naming: tuple[Reading, Naming], data: st.DataObject) -> None:
    reading, names = naming
    cut = data.draw(st.integers(0, len(whole())))
    row, is_whole = read_answer(whole()[:cut])
    assert not is_whole or row is None or cut == len(whole()) or row == {}
    if row is not None:
        part, all_of_it = (check_answer(r, reading, names, Tally()) for r in (row, read_answer(whole())[0] or {}))
        for kind in LETTERS:
            assert set(getattr(part, kind)) <= set(getattr(all_of_it, kind))


@pytest.mark.parametrize("depth", [100, 10_000, 1_000_000])
def test_an_answer_in_an_answer_in_an_answer_is_no_crash(depth: int) -> None:
    row, is_whole = read_answer('{"contacts": ' + "[" * depth)
    assert row is None or not is_whole
