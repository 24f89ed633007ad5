"""Decisions on a large record are made on it as it was merged last, and are those that merging it anew would give."""

from __future__ import annotations

import importlib
import random
from contextlib import suppress
from pathlib import Path

import pytest

from communique.errors import CommuniqueError, UsageError
from communique.model.decisions import Action, Decision
from communique.model.record import Record
from communique.record.build import load_record
from communique.record.decisions import deciding
from communique.record.decisions.deciding import decide_in
from communique.record.decisions.reviewing import Request, decide
from communique.record.items import all_merged, find_item, item_id
from communique.record.store import Entry, Store
from communique.record.store import kept as kept_table
from communique.reports.decision_listing import say_decision

BENCHMARKS = Path(__file__).resolve().parents[2] / "benchmarks"


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Store:
    """A record that counts as large, kept as it was merged."""
    monkeypatch.syspath_prepend(BENCHMARKS)
    monkeypatch.setattr(kept_table, "LEAST", 3)
    made = Store.open(tmp_path / "r.db")
    made.add_all(Entry(article, found, "1") for article, found in importlib.import_module("synthetic").generate(60, 3))
    load_record(made)
    return made


def told(made: Decision) -> tuple[object, ...]:
    return made.action, made.about, made.against, dict(made.values), made.whole


def some_request(record: Record, rng: random.Random) -> Request:
    """Something that a person may ask for, now and then what cannot be."""
    items = list(all_merged(record))
    item = rng.choice(items)
    others = [other for other in items if type(other) is type(item)]
    reports = [item_id(report) for report in item.reports]
    action, one = rng.choice(list(Action)), rng.choice([item.id, reports[0]])
    asked = {
        Action.EDIT: Request(Action.EDIT, (one,), {"date": f"2009-05-{rng.randint(10, 28)}"}),
        Action.MERGE: Request(Action.MERGE, (item.id, rng.choice(others).id)),
        Action.SPLIT: Request(Action.SPLIT, (item.id, rng.choice(reports))),
        Action.ALIAS: Request(Action.ALIAS, (rng.choice(record.persons).name, rng.choice(record.persons).name)),
        Action.OFFICE: Request(Action.OFFICE, (rng.choice(record.persons).name,), {"office": "Envoy"}),
        Action.UNDO: Request(Action.UNDO, ("last",)),
    }  # fmt: skip
    return asked.get(action, Request(action, (one,)))


def is_seen_alike(one: Record, other: Record, request: Request) -> bool:
    """True where what a request names is the same in both records."""
    try:
        return all(find_item(one, name) == find_item(other, name) for name in request.about)
    except CommuniqueError:
        return False


def outcome(store: Store, record: Record, request: Request) -> object:
    """The decision that is made on a record, or that it is refused."""
    try:
        return told(decide(store, record, request, by="ada"))
    except UsageError:
        return "refused"


SEEDS = [0, *(pytest.param(seed, marks=pytest.mark.slow) for seed in range(1, 8))]


@pytest.mark.parametrize("seed", SEEDS)
def test_a_decision_is_the_one_that_a_record_merged_anew_gives(store: Store, seed: int, tmp_path: Path) -> None:
    rng, alike = random.Random(seed), 0
    for step in range(20):
        seen = store.kept_before()
        assert seen is not None
        store.copy_to(tmp_path / f"{step}.db")
        with Store.open(tmp_path / f"{step}.db") as anew:
            fresh = load_record(anew)
            request = some_request(fresh, rng)
            expected = outcome(anew, fresh, request)
        try:
            made, known = decide_in(store, request, by="ada")
        except UsageError:
            assert expected == "refused", request
            continue
        assert say_decision(known, made)
        if is_seen_alike(seen, fresh, request):
            alike += 1
            assert told(made) == expected
        if rng.random() < 0.2:
            load_record(store)  # Somebody looks at the record, which merges it.
    assert alike > 4


def forbid_merging(monkeypatch: pytest.MonkeyPatch) -> None:
    def merge(store: Store) -> Record:
        raise AssertionError("merged anew")

    monkeypatch.setattr(deciding, "load_record", merge)


def test_nothing_is_merged_for_decisions_on_different_items(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    contacts = load_record(store).contacts
    forbid_merging(monkeypatch)
    for contact, action in zip(contacts[:6], [Action.CONFIRM, Action.REJECT] * 3, strict=True):
        made, known = decide_in(store, Request(action, (contact.id,)), by="ada")
        assert say_decision(known, made) == f"{action}s {contact.id}"
    assert len(store.decisions()) == 6
    monkeypatch.undo()
    monkeypatch.setattr(kept_table, "LEAST", 3)
    left = load_record(store)
    assert not {contact.id for contact in contacts[1:6:2]} & {contact.id for contact in left.contacts}
    assert {contact.id for contact in contacts[:6:2]} <= left.judgements.confirmed.keys()


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (Request(Action.REJECT, ("item",)), Request(Action.CONFIRM, ("report",))),
        (Request(Action.CONFIRM, ("item",)), Request(Action.EDIT, ("item",), {"place": "Bergen"})),
        (Request(Action.ALIAS, ("person", "Zo Zoba"), new=True), Request(Action.CONFIRM, ("item",))),
    ],
)
def test_a_decision_that_others_bear_on_is_made_on_the_record_with_them(
    store: Store, first: Request, second: Request, monkeypatch: pytest.MonkeyPatch
) -> None:
    record = load_record(store)
    contact = next(c for c in record.contacts if len(c.reports) == 1)
    names = {"item": contact.id, "report": item_id(contact.reports[0]), "person": record.persons[0].name}

    def named(request: Request) -> Request:
        about = tuple(names.get(name, name) for name in request.about)
        return Request(request.action, about, request.values, new=request.new)

    decide_in(store, named(first), by="ada")
    merged = []

    def noted(where: Store) -> Record:
        merged.append(where)
        return load_record(where)

    monkeypatch.setattr(deciding, "load_record", noted)
    with suppress(UsageError):  # What was rejected is not there any more.
        decide_in(store, named(second), by="ada")
    assert merged == [store]


def test_nothing_is_merged_to_undo_what_was_decided_since(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    one, other = load_record(store).contacts[:2]
    forbid_merging(monkeypatch)
    made, _ = decide_in(store, Request(Action.REJECT, (one.id,)), by="ada")
    undo, known = decide_in(store, Request(Action.UNDO, ("last",)), by="ada")
    assert say_decision(known, undo) == f"undoes {made.id[:6]}"
    with pytest.raises(UsageError, match="decided nothing"):
        decide_in(store, Request(Action.UNDO, ("last",)), by="ben")
    decide_in(store, Request(Action.CONFIRM, (other.id,)), by="ada")
    monkeypatch.undo()
    monkeypatch.setattr(kept_table, "LEAST", 3)
    assert {contact.id for contact in load_record(store).contacts} >= {one.id, other.id}
    decide_in(store, Request(Action.CONFIRM, (one.id,)), by="ada")
    merged: list[str] = []
    decide_in(store, Request(Action.REJECT, (one.id,)), by="ada", merging=lambda: merged.append("merged"))
    assert merged == ["merged"]


def test_a_new_article_has_the_record_merged_before_the_next_decision(store: Store) -> None:
    assert store.kept_before() is not None
    article = next(store.articles())
    store.add_all([Entry(article.__class__("new", "Talks ended."), None, "1")])
    assert store.kept_before() is None
