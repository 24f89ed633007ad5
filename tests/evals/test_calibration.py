"""The reliability of confidences is measured as its definition says."""

from pathlib import Path

import pytest
from evals.calibration import Bin, bins, calibration_error, draw, lines, main


def test_a_confidence_that_means_what_it_says_has_no_error() -> None:
    pairs = [(0.75, True)] * 3 + [(0.75, False)] + [(0.25, True)] + [(0.25, False)] * 3
    assert bins(pairs) == [Bin(4, 0.25, 0.25), Bin(4, 0.75, 0.75)]
    assert calibration_error(bins(pairs)) == 0.0


def test_the_error_weighs_each_tenth_by_its_number() -> None:
    pairs = [(0.95, False)] + [(0.55, True)] * 3
    assert calibration_error(bins(pairs)) == pytest.approx((0.95 + 3 * 0.45) / 4)


def test_certainty_falls_into_the_last_tenth() -> None:
    assert bins([(1.0, True)]) == [Bin(1, 1.0, 1.0)]
    assert calibration_error([]) == 0.0


def test_the_table_shows_what_is_said_against_what_is_right() -> None:
    head, row = lines("contacts", [Bin(10, 0.9, 0.5)])
    assert head == "contacts: 10 findings, expected calibration error 0.400"
    assert "0.90 said   0.50 right" in row


@pytest.mark.xdist_group("own")
def test_the_command_prints_every_kind_and_draws_the_plot(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["own", "-o", str(tmp_path / "plot.svg")])
    printed = capsys.readouterr().out
    assert [kind for kind in ("contacts", "positions", "agreements") if f"{kind}: " in printed] == [
        "contacts",
        "positions",
        "agreements",
    ]
    assert (tmp_path / "plot.svg").read_text(encoding="utf-8").count("<rect") == 3
    assert draw({}).startswith("<svg")
