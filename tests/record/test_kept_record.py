"""The kept record: what opens at once is in every field what would be built."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace
from typing import Any

import pytest
from decision_samples import decided, record_of, undo
from hypothesis import given, settings
from hypothesis import strategies as st
from record_samples import FAILURE, all_kinds, any_finding, article

from communique.errors import NotARecordError
from communique.model.decisions import Action
from communique.model.findings import Finding, Findings
from communique.model.record import Record
from communique.record.build import build_record
from communique.record.kept import open_record, pack_record
from communique.record.kept.blocks import BlockSequence

KEYS = ("a", "b", "c", "b~0fe21c", "d")
WORDS = "Envoys of Chad and Sudan met in Geneva on Tuesday and agreed to meet again in May, officials of both said. "


class Library:
    """Texts by the ids of their articles."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self.texts = dict(texts)
        self.asked: list[str] = []

    def text(self, article: str) -> str:
        self.asked.append(article)
        return self.texts[article]


def library(record: Record) -> Library:
    texts = {edition.article.id: edition.article.text for chain in record.editions.values() for edition in chain}
    return Library(texts | {key: kept.text for key, kept in record.articles.items()})


def kept(record: Record, texts: Library | None = None) -> Record:
    """The record after it was kept and opened."""
    blocks = pack_record(record, 7)
    assert blocks is not None
    opened = open_record(blocks, 7, texts or library(record))
    assert opened is not None
    return opened


def assert_same(opened: Record, record: Record) -> None:
    for field in fields(Record):
        assert getattr(opened, field.name) == getattr(record, field.name), field.name
        assert getattr(record, field.name) == getattr(opened, field.name), field.name
    assert opened == record
    assert repr([*opened.contacts, *opened.persons]) == repr([*record.contacts, *record.persons])


ARTICLES = st.builds(
    lambda key, more, url, day, meta: article(key, text=WORDS + more, url=url, published=day, meta=meta),
    st.sampled_from(KEYS),
    st.sampled_from(("", "No truce.", WORDS)),
    st.sampled_from((None, "https://example.org/x", "https://example.org/y")),
    st.sampled_from((None, "2025-03-01", "2025-03-02")),
    st.sampled_from(({}, {"desk": "a"})),
)


def found_in(key: str, some: list[tuple[str, Finding]]) -> Findings:
    kinds: dict[str, list[Any]] = {}
    for number, (kind, item) in enumerate(some):
        kinds.setdefault(kind, []).append(replace(item, article=key, id=f"x{number}"))
    return Findings(key, "2025-03-01", **{kind: tuple(items) for kind, items in kinds.items()})  # type: ignore[arg-type]


@settings(max_examples=80, deadline=None)
@given(st.lists(ARTICLES, max_size=5, unique_by=lambda a: a.id), st.data())
def test_a_kept_record_equals_the_built_one_in_every_field(some: list[Any], data: st.DataObject) -> None:
    findings = [found_in(one.id, data.draw(st.lists(any_finding, max_size=6))) for one in some]
    record = replace(build_record(some, findings), failures=(FAILURE,))
    assert_same(kept(record), record)


def test_decisions_and_what_they_changed_are_kept() -> None:
    rejected = decided(Action.REJECT, ("one", "c2"))
    office = {"person": "ali moussa", "office": "Foreign Minister", "level": "ministerial", "since": "2025-03-01"}
    record = record_of(
        [
            decided(Action.EDIT, ("three", "c1"), values={"place": "Giza", "status": "planned", "parties": ["SDN"]}),
            decided(Action.EDIT, ("one", "c1"), ("two", "c1"), values={"date": "2025-03-03"}, whole=True, at=1),
            decided(Action.CONFIRM, ("one", "c1"), at=2),
            decided(Action.OFFICE, values=office, at=3),
            rejected,
            undo(rejected, at=4),
            decided(Action.REJECT, ("one", "p1"), at=5),
        ]
    )
    assert record.judgements.edits
    assert record.judgements.found
    assert record.judgements.rejected
    assert_same(kept(record), record)


def test_of_many_items_each_is_in_its_place_and_the_same_finding_everywhere() -> None:
    keys = [f"a-{n:03}" for n in range(600)]
    record = build_record(
        [article(key, text=f"{WORDS} {key}", published=f"2025-0{1 + n % 9}-05") for n, key in enumerate(keys)],
        [all_kinds(key) for key in keys],
    )
    opened = kept(record)
    assert_same(opened, record)
    assert isinstance(opened.positions, BlockSequence)
    person = opened.persons[0]
    assert person.offices[0].reports[0] is person.reports[0]
    assert opened.positions[3] is next(position for position in opened.positions if position.article == "a-027")
    assert opened.statements[599] == record.statements[599]
    assert opened.statements[-1] is opened.statements[599]
    assert [*opened.statements[254:258]] == [*record.statements[254:258]]
    with pytest.raises(IndexError):
        opened.statements[600]


def test_nothing_is_fetched_before_it_is_asked_for() -> None:
    record = build_record([article("a"), article("b", text="No truce.")], [all_kinds("a")])
    texts = library(record)
    opened = kept(record, texts)
    assert [(kept.title, kept.published) for kept in opened.articles.values()] == [(None, "2025-03-05")] * 2
    assert texts.asked == []
    assert opened.articles["b"].text == opened.articles["b"].text == "No truce."
    assert texts.asked == ["b"]
    assert not hasattr(opened.articles["b"], "words")


def test_a_kept_record_of_another_revision_or_program_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    record = build_record([article("a")], [all_kinds("a")])
    blocks = pack_record(record, 7)
    assert blocks is not None
    assert open_record(blocks, 8, library(record)) is None
    monkeypatch.setattr("communique.record.kept.opening.made_by", lambda: "another")
    assert open_record(blocks, 7, library(record)) is None


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_a_damaged_one_is_none_or_says_that_it_is_damaged(data: st.DataObject) -> None:
    record = build_record([article("a")], [all_kinds("a")])
    blocks = pack_record(record, 7)
    assert blocks is not None
    name = data.draw(st.sampled_from([name for name, parts in blocks.items() if parts]))
    body = bytearray(blocks[name][0])
    how = data.draw(st.sampled_from(("gone", "short", "other")))
    if how == "gone":
        blocks[name] = []
    elif how == "short":
        blocks[name] = [bytes(body[: data.draw(st.integers(0, len(body) - 1))])]
    else:
        body[data.draw(st.integers(0, len(body) - 1))] ^= data.draw(st.integers(1, 255))
        blocks[name] = [bytes(body)]
    opened = open_record(blocks, 7, library(record))
    if opened is not None:
        try:
            assert repr(opened) or True
            assert opened == record
        except NotARecordError as error:
            assert "damaged" in error.message  # noqa: PT017
