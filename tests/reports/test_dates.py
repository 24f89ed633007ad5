"""Dates in words, exactly as exact as they are."""

from __future__ import annotations

import pytest

from communique.reports.dates import on_date, say_date


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        ("2025-02-18", "18 Feb 2025"),
        ("2025-02-22/2025-03-08", "22 Feb – 8 Mar 2025"),
        ("2025-03-01/2025-03-10", "1–10 Mar 2025"),
        ("2024-12-30/2025-01-03", "30 Dec 2024 – 3 Jan 2025"),
        ("2025-04-12/..", "from 12 Apr 2025"),
        ("../2025-04-12", "by 12 Apr 2025"),
        ("2025-03", "Mar 2025"),
        ("2025", "2025"),
        ("2025-21", "spring 2025"),
        ("202X", "2020s"),
        ("2025-02-18~", "about 18 Feb 2025"),
        ("2025-02-18?", "perhaps 18 Feb 2025"),
        ("2025-03-01?/2025-03-10?", "perhaps 1–10 Mar 2025"),
        ("2025-02%", "perhaps about Feb 2025"),
        (None, "no date"),
        ("whenever", "whenever"),
    ],
)
def test_a_date_is_said_as_exactly_as_it_is_known(edtf: str | None, words: str) -> None:
    assert say_date(edtf) == words


def test_the_reports_own_year_is_left_out() -> None:
    assert say_date("2025-02-18", 2025) == "18 Feb"
    assert say_date("2024-02-18", 2025) == "18 Feb 2024"
    assert say_date("2024-12-30/2025-01-03", 2025) == "30 Dec 2024 – 3 Jan"


def test_a_sentence_gets_its_preposition() -> None:
    assert on_date("2025-02-18", 2025) == "on 18 Feb"
    assert on_date("2025-02", 2025) == "in Feb 2025"
    assert on_date("2025-03-01/2025-03-05", 2025) == "between 1 and 5 Mar"
    assert on_date("2025-02-18?", 2025) == "perhaps on 18 Feb"
    assert on_date(None) == ""
