"""Merges and splits of any record, whatever is merged: contacts, agreements, proposals and deadlines."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from decision_samples import anchor, record_of, told, undo, without_judgements
from hypothesis import given, settings
from hypothesis import strategies as st
from outcome_samples import agreed, due, proposed
from record_samples import article

from communique.model.decisions import Action, Decision, sign
from communique.model.findings import AgreementStatus, Findings, Status

World = tuple[list[Any], list[Findings]]
KINDS = {"contacts": "c", "agreements": "a", "proposals": "o", "deadlines": "d"}
_PARTIES = st.sampled_from([("SDN", "TCD"), ("EGY", "SDN"), ("EGY", "SDN", "TCD")])
_DATES = st.sampled_from([None, "2025-03-04", "2025-03-05", "2025-03", "2025-03-18"])
_THINGS = st.sampled_from(["open the bridge", "the bridge is opened", "free the fishermen", "the accord", ""])


def found(kind: str, draw: Callable[[Any], Any], key: str, number: int, sentence: str, text: str) -> Any:
    """A finding of that kind; of two, it can well be that they tell of the same."""
    local = f"{KINDS[kind]}{number}"
    start = text.index(sentence)
    basis = {"evidence": (sentence,), "spans": ((start, start + len(sentence)),)}
    if kind == "contacts":
        statuses = st.sampled_from([Status.HELD, Status.SCHEDULED, Status.PLANNED])
        return told(key, local, sentence, text, parties=draw(_PARTIES), status=draw(statuses), date=draw(_DATES))
    if kind == "agreements":
        status = draw(st.sampled_from(AgreementStatus))
        return agreed(key, draw(_THINGS), local, parties=draw(_PARTIES), status=status, date=draw(_DATES), **basis)
    if kind == "proposals":
        terms = draw(st.lists(_THINGS, max_size=2))
        name = draw(st.sampled_from(["bridge plan", "plan for the bridge", "plan", "lake plan"]))
        proposer = draw(st.sampled_from(["TCD", "SDN", None]))
        return proposed(key, name, *terms, local_id=local, proposer=proposer, **basis)
    return due(key, draw(_THINGS), draw(_DATES), local, **basis)


@st.composite
def worlds(draw: Any, kind: str) -> World:
    """A dozen reports at most, of what can well be the same.

    Each rests on a sentence of its own: two of one article that agree in everything, the sentence too, are for a
    decision the same, so that one of them cannot be split from what the other belongs to.
    """
    articles, findings = [], []
    for number in range(draw(st.integers(2, 6))):
        key, day = f"a{number}", f"2025-03-{draw(st.integers(1, 9)):02}"
        moved = draw(st.sampled_from(["", " It was extended."])) if kind == "deadlines" else ""
        words = [f"Report {number} tells of talk {place}.{moved}" for place in range(draw(st.integers(1, 2)))]
        articles.append(article(key, published=day, text=" ".join(words)))
        made = tuple(found(kind, draw, key, place + 1, one, " ".join(words)) for place, one in enumerate(words))
        findings.append(Findings(key, day, **{kind: made}))
    return articles, findings


def keys_of(item: Any) -> list[tuple[str, str]]:
    return [(report.article, report.id) for report in item.reports]


def groups(record: Any, kind: str) -> list[set[tuple[str, str]]]:
    return [set(keys_of(item)) for item in getattr(record, kind)]


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_merge_then_split_restores_any_record(kind: str, data: Any) -> None:
    made = data.draw(worlds(kind))
    before = record_of((), made)
    if len(getattr(before, kind)) < 2:
        return
    one, other = data.draw(st.permutations(list(getattr(before, kind))))[:2]
    sides = [tuple(anchor(key, made) for key in keys_of(item)) for item in (one, other)]
    merge = sign(Decision(Action.MERGE, sides[0], sides[1]), by="ada", at="2025-04-01T08:00:00+00:00")
    split = sign(Decision(Action.SPLIT, sides[1], sides[0]), by="ada", at="2025-04-01T08:01:00+00:00")
    together = {*keys_of(one), *keys_of(other)}
    assert any(together <= group for group in groups(record_of([merge], made), kind))
    assert without_judgements(record_of([merge, split], made)) == without_judgements(before)
    assert without_judgements(record_of([merge, undo(merge, 59)], made)) == without_judgements(before)


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_what_is_split_off_leaves_and_stays_together(kind: str, data: Any) -> None:
    made = data.draw(worlds(kind))
    large = [item for item in getattr(record_of((), made), kind) if len(item.reports) > 1]
    if not large:
        return
    keys = keys_of(data.draw(st.sampled_from(large)))
    leaving = keys[: data.draw(st.integers(1, len(keys) - 1))]
    staying = keys[len(leaving) :]
    split = Decision(Action.SPLIT, tuple(anchor(k, made) for k in leaving), tuple(anchor(k, made) for k in staying))
    after = groups(record_of([sign(split, by="ada", at="2025-04-01T08:00:00+00:00")], made), kind)
    assert any(set(leaving) <= group for group in after)
    assert not any(group & set(leaving) and group & set(staying) for group in after)
