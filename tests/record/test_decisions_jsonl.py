"""Decisions as JSON lines: what goes out comes in again, and what cannot be taken in is refused whole."""

from __future__ import annotations

import json
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any

import pytest
from decision_samples import decided, record_of, undo
from hypothesis import given
from hypothesis import strategies as st

from communique.errors import InputError
from communique.model.decisions import Action, Anchor, Decision, sign
from communique.record.decisions.jsonl import VERSION, read_lines, to_line
from communique.record.rows import KINDS

A, E = ("one", "c1"), ("three", "c1")
SAMPLES = [
    decided(Action.CONFIRM, A, note="both agree"),
    decided(Action.CONFIRM, A, E, values={"fields": [{"status": "held"}, {"participants": ["Ana Costa"]}]}),
    decided(Action.REJECT, A, E),
    decided(Action.EDIT, A, values={"date": "2025-03", "participants": ["Ana Costa"], "place": None}),
    decided(Action.EDIT, A, values={"status": "held"}, whole=True),
    decided(Action.MERGE, A, against=(E,)),
    decided(Action.SPLIT, A, against=(E,)),
    decided(Action.ALIAS, values={"of": "person", "names": ["A. Said"], "stands_for": "Ahmed Said"}),
    decided(Action.OFFICE, values={"person": "Ana Costa", "office": "Minister", "level": "ministerial"}),
]
SAMPLES.append(undo(SAMPLES[0], 9))

_words = st.text(min_size=1, max_size=9).filter(str.strip)
_pairs = st.lists(st.tuples(_words, _words), max_size=3).map(tuple)
_anchors = st.builds(
    Anchor,
    content=_words,
    article=_words,
    kind=st.sampled_from(sorted(KINDS)),
    words=st.lists(st.tuples(st.integers(0, 9), st.integers(9, 99)), max_size=3).map(tuple),
    parties=st.lists(_words, max_size=3).map(tuple),
    traits=_pairs,
    beside=st.lists(_pairs, max_size=2).map(tuple),
    quote=st.text(max_size=9),
)


@pytest.mark.parametrize("decision", SAMPLES, ids=lambda d: d.action.value)
def test_a_decision_comes_in_as_it_went_out(decision: Decision) -> None:
    assert read_lines([to_line(decision)], "x.jsonl") == [decision]


@given(st.lists(_anchors, min_size=1, max_size=3), _words, st.datetimes(max_value=datetime(2026, 1, 1)), st.text())
def test_any_confirmation_comes_in_as_it_went_out(anchors: list[Anchor], by: str, at: datetime, note: str) -> None:
    made = sign(
        Decision(Action.CONFIRM, tuple(anchors), note=note), by=by, at=f"{at.isoformat('T', 'microseconds')}+00:00"
    )
    line = to_line(made)
    assert "\n" not in line
    assert read_lines([line], "x.jsonl") == [made]


def test_files_are_joined_by_writing_one_after_the_other() -> None:
    lines = [f"{to_line(decision)}\n" for decision in SAMPLES]
    assert read_lines(["\ufeff" + lines[0], "\n", *lines[1:], *lines], "x.jsonl") == SAMPLES + SAMPLES
    assert record_of(read_lines(lines * 2, "x.jsonl")) == record_of(SAMPLES)


def test_a_line_without_an_id_gets_the_one_of_its_content() -> None:
    row = json.loads(to_line(SAMPLES[0]))
    del row["id"]
    assert read_lines([json.dumps(row)], "x.jsonl") == [SAMPLES[0]]


def test_moments_are_compared_in_utc() -> None:
    row = json.loads(to_line(SAMPLES[0]))
    del row["id"]
    row["made_at"] = "2025-04-01T10:00:00+02:00"
    assert read_lines([json.dumps(row)], "x.jsonl") == [SAMPLES[0]]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"format": f"communique-decision/{VERSION + 1}"}, "newer version"),
        ({"format": "something/1"}, "no format"),
        ({"action": "applaud"}, "no such action"),
        ({"about": "c-7f3a2b"}, "about is no list"),
        ({"about": []}, "does not say what it is about"),
        ({"about": [{"kind": "contacts"}]}, "content is missing"),
        ({"about": [{"kind": "rumours", "content": "x", "article": "a"}]}, "no such kind"),
        ({"made_at": "yesterday"}, "no moment"),
        ({"made_at": "2025-04-01T08:00:00"}, "no moment"),
        ({"made_at": "2999-04-01T08:00:00+00:00", "id": None}, "in the future"),
        ({"made_by": " "}, "made_by is missing"),
        ({"values": []}, "values are no object"),
        ({"note": "another"}, "not what its id says"),
        ({"action": "edit", "values": {}}, "without a field"),
        ({"action": "edit", "values": {"colour": "red"}}, "no field 'colour'"),
        ({"action": "edit", "values": {"status": "hold"}}, "cannot be 'hold'"),
        ({"action": "edit", "values": {"parties": "RUS"}}, "takes a list"),
        ({"action": "edit", "values": {"date": 5}}, "takes words"),
        ({"action": "alias", "values": {"names": "x"}}, "without its names"),
        ({"action": "office", "values": {"person": "Ana", "level": "king"}}, "no such level"),
        ({"action": "undo", "values": {}}, "undo of nothing"),
        ({"values": {"fields": [{"status": "hold"}]}}, "cannot be 'hold'"),
        ({"values": {"fields": [{}, {}]}}, "does not fit"),
        ({"values": {"fields": ["held"]}}, "no object"),
    ],
)
def test_a_wrong_line_is_named_and_nothing_is_taken_in(change: dict[str, Any], said: str) -> None:
    lines = [to_line(decision) for decision in SAMPLES]
    lines[1] = json.dumps({**json.loads(to_line(SAMPLES[0])), **change})
    with pytest.raises(InputError, match=said) as caught:
        read_lines(lines, "x.jsonl", now=datetime(2026, 1, 1, tzinfo=UTC))
    assert "x.jsonl:2" in str(caught.value)
    assert "nothing was taken in" in caught.value.hint


@pytest.mark.parametrize("line", ["not json", "[1]", "[" * 100_000, '"x"', "{}", "null"])
def test_what_is_no_decision_is_refused(line: str) -> None:
    with pytest.raises(InputError):
        read_lines([line], "x.jsonl")


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=5),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(["content", "kind", "words", "traits", "beside", "parties"]), inner, max_size=4
            )
        ),
        max_leaves=8,
    )
)
def test_odd_values_are_refused_and_never_crash(value: Any) -> None:
    for name in ("about", "against", "values", "made_by", "made_at", "note", "action", "format", "id"):
        row = {**json.loads(to_line(SAMPLES[2])), name: value}
        with suppress(InputError):
            read_lines([json.dumps(row)], "x.jsonl")
