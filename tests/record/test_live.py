"""A record that takes in what comes is at each moment what building it from nothing gives."""

from __future__ import annotations

import importlib
import random
from dataclasses import fields, replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from communique.analysis.stances import stance_threads
from communique.model.article import Article
from communique.model.decisions import Action, Decision, sign
from communique.model.findings import Findings
from communique.model.record import Record
from communique.record.build import build_record
from communique.record.copies.fingerprints import fingerprint
from communique.record.decisions.anchors import Ground
from communique.record.live import LiveRecord
from communique.record.rows import KINDS
from communique.record.store import Contents

BENCHMARKS = Path(__file__).resolve().parents[2] / "benchmarks"
BONDS = (Action.MERGE, Action.SPLIT)


@pytest.fixture(scope="module")
def made() -> list[tuple[Article, Findings]]:
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(BENCHMARKS)
        return list(importlib.import_module("synthetic").generate(240, 11))


class Desk:
    """Somebody who takes in articles, has them edited, dated and read anew, and decides, all by chance."""

    def __init__(self, made: list[tuple[Article, Findings]], rng: random.Random) -> None:
        self.rng = rng
        self.waiting = rng.sample(made, rng.randint(20, 90))
        self.articles: dict[str, Article] = {}
        self.findings: dict[str, Findings] = {}
        self.decisions: list[Decision] = []

    def step(self) -> Contents:
        """What one step changes."""
        changed: list[tuple[Article, Findings | None]] = []
        if self.waiting:
            count = self.rng.randint(1, len(self.waiting))
            changed += [self.waiting.pop() for _ in range(count)]
        if self.articles:
            again = self.rng.sample(sorted(self.articles), min(len(self.articles), self.rng.randint(0, 4)))
            changed += [self.another(key) for key in again]
        for article, found in changed:
            self.articles[article.id] = article
            self.findings.pop(article.id, None)
            if found is not None:
                self.findings[article.id] = found
        decided = [made for _ in range(self.rng.randint(0, 2)) if (made := self.decision()) is not None]
        self.decisions += decided
        known = {a.id: fingerprint(a) for a, _ in changed if self.rng.random() < 0.5}
        return Contents([a for a, _ in changed], [f for _, f in changed if f], [], decided, known)

    def another(self, key: str) -> tuple[Article, Findings | None]:
        """An article that was read anew, and found otherwise."""
        article, found = self.articles[key], self.findings.get(key)
        way = self.rng.randrange(4)
        if found is None or way == 0:
            return article, None
        if way == 1:
            day = f"20{self.rng.randint(8, 12):02}-0{self.rng.randint(1, 9)}-11"
            return replace(article, published=day), replace(found, published=day)
        kept: dict[str, Any] = {kind: tuple(getattr(found, kind))[way - 2 :] for kind in KINDS}
        return article, replace(found, **kept)

    def decision(self) -> Decision | None:
        ground = Ground(self.articles, self.findings, {})
        told = [item for found in self.findings.values() for kind in KINDS for item in getattr(found, kind)]
        if not told:
            return None
        action = self.rng.choice([*BONDS, Action.REJECT, Action.CONFIRM, Action.EDIT, Action.ALIAS, Action.UNDO])
        item = self.rng.choice(told)
        values: dict[str, Any] = {}
        against: tuple[Any, ...] = ()
        if action in BONDS:
            others = [one for one in told if type(one) is type(item) and one is not item]
            if not others or type(item).__name__ in ("Position", "Statement", "PersonReport"):
                return None
            against = (ground.anchor(self.rng.choice(others)),)
        elif action is Action.EDIT:
            values = {"date": "2009-05-06"} if hasattr(item, "date") else {"about": "a truce"}
        elif action is Action.ALIAS:
            values = {"of": "party", "names": [self.rng.choice(["TCD", "SDN", "ETH"])], "stands_for": "KEN"}
        elif action is Action.UNDO:
            if not self.decisions:
                return None
            values = {"decision": self.rng.choice(self.decisions).id}
        about = () if action in (Action.ALIAS, Action.UNDO) else (ground.anchor(item),)
        at = f"2025-04-01T08:{len(self.decisions) % 60:02}:{self.rng.randrange(60):02}.000000+00:00"
        return sign(Decision(action, about=about, against=against, values=values), by="ada", at=at)

    def expected(self, as_of: date | None = None) -> Record:
        return build_record(self.articles.values(), self.findings.values(), decisions=self.decisions, as_of=as_of)


@given(st.randoms(use_true_random=False))
@settings(max_examples=20, phases=[Phase.generate], print_blob=True)
def test_it_is_what_building_it_from_nothing_gives(made: list[tuple[Article, Findings]], rng: random.Random) -> None:
    desk, live = Desk(made, rng), LiveRecord()
    for _ in range(5):
        live.take_in(desk.step())
        found, expected = live.record(), desk.expected()
        for field in fields(Record):
            assert getattr(found, field.name) == getattr(expected, field.name), field.name
        wanted = {(position.party, position.issue) for position in found.positions}
        assert stance_threads(found) == stance_threads(expected, wanted)
    day = date(2009, 1, 1)
    assert live.record(day) == desk.expected(day)


def test_what_has_not_changed_is_not_made_again(made: list[tuple[Article, Findings]]) -> None:
    live = LiveRecord()
    live.take_in(Contents([a for a, _ in made[1:]], [f for _, f in made[1:]], [], []))
    before = {contact.id: contact for contact in live.record().contacts}
    live.take_in(Contents([made[0][0]], [made[0][1]], [], []))
    after = live.record().contacts
    assert sum(before.get(contact.id) is contact for contact in after) > 0.9 * len(after)
