"""The measure of how much of what parties say stands in shared questions of the package table."""

from __future__ import annotations

import pytest
from evals.gate import load
from evals.placing import across, by_track, main, placed, record_of


def row(number: int, track: str, party: str, stance: str, about: str, issue: str = "trade") -> dict[str, object]:
    words = f"{party} {stance} {about}."
    position = {"party": party, "issue": issue, "stance": stance, "about": about, "evidence": words}
    return {
        "id": f"{track}-{number}", "track": track, "published": "2025-03-01", "title": None, "publisher": "Post",
        "text": words, "contacts": [], "positions": [position], "agreements": [], "proposals": [], "deadlines": [],
    }  # fmt: skip


FISH = [
    row(1, "fish", "NOR", "demands", "a herring quota"),
    row(2, "fish", "PRT", "rejects", "the herring quota"),
    row(3, "fish", "NOR", "demands", "sanctions to be lifted", "sanctions"),
    row(4, "fish", "NOR", "rejects", "direct talks", "talks"),
]


def test_positions_on_terms_are_counted_by_where_they_stand() -> None:
    counts = placed(record_of(FISH))
    assert counts == {"worded": 2, "alone": 1, "terms": 3}


def test_what_joins_two_negotiations_is_counted() -> None:
    other = [row(1, "salt", "CHN", "demands", "a herring quota")]
    assert len(across([*FISH, *other])) == 1
    assert sorted(by_track([*FISH, *other])) == ["fish", "salt"]


def test_the_command_prints_a_line_for_a_set(capsys: pytest.CaptureFixture[str]) -> None:
    main(["own"])
    assert "positions on terms" in capsys.readouterr().out


@pytest.mark.skipif(not load("train"), reason="no annotated articles beside the checkout")
def test_of_forty_negotiations_a_third_finds_a_shared_question() -> None:
    rows = load("train")
    counts = sum((placed(record_of(own)) for own in by_track(rows).values()), start=placed(record_of([])))
    assert (counts["listed"] + counts["worded"]) / counts["terms"] >= 0.37
    assert len(across(rows)) <= 10
