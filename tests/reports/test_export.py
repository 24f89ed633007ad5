from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import Any

from communique.errors import FailureKind
from communique.model.article import Article, Failure
from communique.model.findings import ContactKind, ContactReport, Directness, Findings, Issue, Position, Stance
from communique.record.build import build_record
from communique.reports.export import export_json

TEXT = "Envoys of Chad and Sudan met in Geneva on Tuesday. Chad wants a truce."


def exported(as_of: date | None = None) -> dict[str, Any]:
    articles, findings = [], []
    for key, day, directness in (("a-1", "2025-03-05", "indirect"), ("a-2", "2025-03-06", "direct")):
        articles.append(Article(key, f"{TEXT} {key}", url=f"https://x.example/{key}", publisher="X", published=day))
        contact = ContactReport(
            id="c1",
            article=key,
            evidence=(TEXT[:50] if directness == "indirect" else "The talks were direct.",),
            spans=((0, 50),),
            kind=ContactKind.TALKS,
            parties=("SDN", "TCD"),
            date="2025-03-04",
            place="Geneva",
            directness=Directness(directness),
        )
        position = Position(
            id="p1",
            article=key,
            evidence=(TEXT[51:],),
            spans=((51, 70),),
            party="TCD",
            issue=Issue.CEASEFIRE,
            stance=Stance.DEMANDS,
            about="a truce",
        )
        findings.append(Findings(key, day, contacts=(contact,), positions=(position,)))
    articles.append(Article("copy", f"{TEXT}  A-1", published="2025-03-07"))
    failures = [Failure("x.txt", FailureKind.EMPTY, "the file is empty")]
    return export_json(replace(build_record(articles, findings, as_of=as_of), failures=tuple(failures)))


def test_the_export_has_the_documented_keys_and_is_json() -> None:
    row = json.loads(json.dumps(exported()))
    assert row["format"] == "communique-record/1"
    assert row["as_of"] == "2025-03-07"
    assert row["articles"][2] == {
        "id": "copy",
        "url": None,
        "publisher": None,
        "title": None,
        "published": "2025-03-07",
        "duplicate_of": "a-1",
        "fetched": None,
        "modified": None,
        "earlier_editions": [],
    }
    assert {"contacts", "positions", "agreements", "proposals", "deadlines", "conflicts"} <= row.keys()


def test_a_contact_carries_its_reports_with_evidence() -> None:
    [contact] = exported()["contacts"]
    assert contact["id"].startswith("c-")
    assert (contact["status"], contact["date"], contact["independent"]) == ("held", "2025-03-04", 2)
    assert [report["article"] for report in contact["reports"]] == ["a-1", "a-2"]
    report = contact["reports"][0]
    assert (report["id"], report["evidence"], report["spans"]) == ("a-1:c1", [TEXT[:50]], [[0, 50]])
    assert report["kind"] == "talks"


def test_a_position_has_the_shape_of_the_findings_format() -> None:
    first = exported()["positions"][0]
    assert (first["id"], first["evidence"], first["issue"]) == ("a-1:p1", TEXT[51:], "ceasefire")


def test_a_conflict_carries_both_reports() -> None:
    [conflict] = exported()["conflicts"]
    assert conflict["about"] == "directness"
    assert [report["id"] for report in conflict["reports"]] == ["a-1:c1", "a-2:c1"]


def test_as_of_is_the_day_asked_for() -> None:
    row = exported(date(2025, 3, 5))
    assert row["as_of"] == "2025-03-05"
    assert len(row["contacts"][0]["reports"]) == 1


def test_an_empty_record_exports() -> None:
    row = export_json(build_record([], []))
    assert row["as_of"] is None
    assert row["contacts"] == []
