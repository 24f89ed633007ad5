"""What a person should look at first."""

from __future__ import annotations

from typing import Any

from communique.analysis.review_queue import alike, review_queue
from communique.model.actors import Level
from communique.model.article import Article
from communique.model.decisions import Action, Decision, sign
from communique.model.findings import ContactKind, ContactReport, Findings, Issue, Position, Stance, Status
from communique.model.record import Record
from communique.record.build import build_record
from communique.record.decisions.anchors import Ground

TEXT = "Delegates met in the capital. " * 20


def report(number: int, **fields: Any) -> ContactReport:
    start = 30 * (number - 1)
    defaults: dict[str, Any] = {
        "kind": ContactKind.TALKS,
        "parties": ("NOR", "PRT"),
        "confidence": 0.9,
        "date": f"2025-03-{number:02}",
    }
    return ContactReport(
        id=f"c{number}", article="one", evidence=(TEXT[start : start + 29],), spans=((start, start + 29),),
        **(defaults | fields),
    )  # fmt: skip


def record_of(*contacts: ContactReport, positions: tuple[Position, ...] = (), confirm: str = "") -> Record:
    article = Article(id="one", text=TEXT, published="2025-03-02")
    found = Findings("one", "2025-03-02", contacts=contacts, positions=positions)
    ground = Ground({"one": article}, {"one": found}, {})
    anchors = tuple(ground.anchor(c) for c in contacts if c.id == confirm)
    made = [sign(Decision(Action.CONFIRM, anchors), by="ada", at="2025-04-01T08:00:00+00:00")] if anchors else []
    return build_record([article], [found], decisions=made)


def order(record: Record) -> list[str]:
    return [w.item.id if isinstance(w.item, Position) else w.item.reports[0].id for w in review_queue(record)]


def test_doubt_comes_before_certainty_and_leaders_before_officials() -> None:
    made = record_of(
        report(1),
        report(2, confidence=0.3, parties=("EGY", "TCD")),
        report(3, level=Level.LEADER, parties=("KEN", "UGA")),
        report(4, level=Level.OFFICIAL, parties=("ESP", "MAR")),
    )
    places = order(made)
    assert places[0] == "c2"
    assert places.index("c3") < places.index("c4")
    reasons = {w.item.reports[0].id: w.reasons for w in review_queue(made) if not isinstance(w.item, Position)}
    assert reasons["c2"] == ("30% sure",)
    assert reasons["c3"] == ("leaders take part",)
    assert reasons["c4"] == ()


def test_what_is_to_come_matters_more_than_what_was() -> None:
    made = record_of(report(1, status=Status.HELD), report(2, status=Status.SCHEDULED, parties=("EGY", "TCD")))
    assert order(made) == ["c2", "c1"]


def test_what_is_confirmed_waits_no_more() -> None:
    position = Position(
        id="p1", article="one", evidence=(TEXT[:29],), spans=((0, 29),), party="NOR", issue=Issue.TALKS,
        stance=Stance.OPEN, about="talks",
    )  # fmt: skip
    assert set(order(record_of(report(1), positions=(position,)))) == {"c1", "p1"}
    assert order(record_of(report(1), positions=(position,), confirm="c1")) == ["p1"]


def test_contacts_to_merge_with_are_those_of_the_same_parties_the_nearest_first() -> None:
    made = record_of(
        report(1), report(9), report(5), report(7, date=None), report(3, parties=("EGY", "TCD")),
        report(4, parties=("NOR", "PRT", "SWE")),
    )  # fmt: skip
    first = next(c for c in made.contacts if c.date == "2025-03-01")
    assert [c.date for c in alike(made, first)] == ["2025-03-04", "2025-03-05", "2025-03-09", None]
