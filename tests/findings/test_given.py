"""What `communique findings` writes can be read back, to the letter."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from communique.findings.given import from_json
from communique.findings.jsonl import to_json
from communique.model.article import Article
from communique.model.findings import (
    ContactKind,
    ContactReport,
    DeadlineReport,
    Findings,
    Issue,
    Position,
    Stance,
    Statement,
    Status,
    TimeExpression,
)

TEXT = "Envoys of Chad and Sudan met in Geneva on Tuesday. They want a truce, Chad said. They met."


def test_findings_come_back_as_they_were() -> None:
    basis: dict[str, Any] = {"article": "a", "evidence": (TEXT[:50],), "spans": ((0, 50),), "confidence": 0.75}
    found = Findings(
        "a",
        "2025-03-05",
        contacts=(
            ContactReport(id="c1", kind=ContactKind.TALKS, parties=("SDN", "TCD"), status=Status.HELD,
                          status_cue=(25, 28), reason="rule", **basis),
        ),
        positions=(
            Position(id="p7", party="TCD", issue=Issue.CEASEFIRE, stance=Stance.DEMANDS, about="truce", **basis),
        ),
        deadlines=(DeadlineReport(id="d1", what="reply", **basis),),
        statements=(
            Statement(id="s1", source="Chad", party="TCD", cue="said", content="They want a truce", direct=False,
                      source_span=(70, 74), cue_span=(75, 79), content_spans=((51, 68),), **basis),
        ),
        times=(TimeExpression(42, 49, "Tuesday", "DATE", "2025-03-04", "2025-03-04"),),
    )  # fmt: skip
    row = json.loads(json.dumps(to_json(found, times=True)))
    assert from_json(row, Article("a", TEXT, published="2025-03-05")) == (found, ())


def test_the_second_of_two_equal_sentences_stays_the_second() -> None:
    text = "They met. They met."
    item = {"what": "x", "evidence": "They met.", "spans": [[10, 19]]}
    found, _ = from_json({"deadlines": [item, {**item, "spans": [[3, 12]]}]}, Article("a", text))
    assert [d.spans for d in found.deadlines] == [((10, 19),), ((0, 9),)]
    assert replace(found.deadlines[1], id="d1", spans=found.deadlines[0].spans) == found.deadlines[0]


_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.sampled_from([TEXT[:50], "held", "c1", "2025-03"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["id", "evidence", "spans", "kind", "parties", "status", "what", "date"]), inner
        )
    ),
    max_leaves=12,
)


@given(st.dictionaries(st.sampled_from(["contacts", "deadlines", "statements", "times", "id"]), _values))
def test_no_object_is_too_odd(row: dict[str, Any]) -> None:
    found, _ = from_json(row, Article("a", TEXT))
    for item in (*found.contacts, *found.deadlines):
        assert tuple(TEXT[start:end] for start, end in item.spans) == item.evidence
