"""The measure of the check of scope on invented articles, and its floor on the annotated ones."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from evals.gate import SETS, load
from evals.scope import interest, main, measure


def row(key: str, track: str, text: str, *parties: str) -> dict[str, Any]:
    contact = {"parties": list(parties), "mediators": []}
    empty: dict[str, list[Any]] = {"positions": [], "agreements": [], "proposals": [], "deadlines": []}
    return {"id": key, "track": track, "text": text, "title": None, "contacts": [contact] if parties else [], **empty}


ROWS = [
    row("a", "andes", "Peru and Ecuador met.", "PER", "ECU"),
    row("b", "andes", "The two sides met.", "PER", "ECU"),
    row("c", "andes", "Peru spoke with Chile.", "PER", "CHL"),
    row("f", "andes", "Lima and Quito have agreed.", "PER", "ECU"),
    row("g", "andes", "Peruvians and Ecuadorians met.", "PER", "ECU"),
    row("d", "fish", "Norway and Portugal met.", "NOR", "PRT"),
    row("e", "fish", "Nothing happened."),
]


def test_the_parties_of_interest_are_those_of_most_articles() -> None:
    assert interest(ROWS[:5]) == ("PER", "ECU")
    assert interest(ROWS[5:]) == ("NOR", "PRT")


def test_what_is_skipped_is_counted_by_sort() -> None:
    figures = measure(ROWS)
    assert (figures.own.number, figures.own.skipped) == (6, ["b", "c"])
    assert (figures.own_concerning.number, figures.own_concerning.skipped) == (5, ["b"])
    assert (figures.others.number, len(figures.others.skipped)) == (6, 6)
    assert figures.others_concerning.number == 0


def test_the_figures_are_printed(capsys: pytest.CaptureFixture[str]) -> None:
    main(["own", "--missed"])
    assert "with findings between two of the parties" in capsys.readouterr().out


@pytest.mark.parametrize("name", ["own", "dev", pytest.param("train", marks=pytest.mark.slow)])
def test_hardly_anything_that_concerns_the_parties_is_skipped(name: str) -> None:
    if not Path(SETS[name]).is_dir():
        pytest.skip("the annotated articles are not here")
    figures = measure(load(name))
    assert len(figures.own_concerning.skipped) <= max(1, figures.own_concerning.number // 100)
    assert len(figures.own.skipped) <= max(1, figures.own.number // 40)
    assert not figures.others.number or len(figures.others.skipped) >= 0.8 * figures.others.number
