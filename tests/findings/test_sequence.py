"""Sequence: what is told in a row shares its day."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from communique.findings.contacts.enquiry import Enquiry
from communique.findings.contacts.folding import fold_mentions
from communique.findings.contacts.judgement import judge
from communique.findings.contacts.mentions import find_mentions
from communique.findings.contacts.sequence import share_days
from communique.findings.network import load_network
from communique.reading.reading import Reading

Read = Callable[..., Reading]

FIRST = "President Kari Holm of Norway met Chadian President Idris Amane in N'Djamena on Monday."
AFTER = [
    ("Holm also met with Niger's Prime Minister Ali Seydou.", "2025-03-10"),
    ("She later sat down with Niger's Prime Minister Ali Seydou.", "2025-03-10"),
    ("Holm met with Niger's Prime Minister Ali Seydou.", None),
    ("Holm also met with Niger's Prime Minister Ali Seydou in May.", None),
    ("Holm will also meet Niger's Prime Minister Ali Seydou.", None),
    ("Holm had also met with Niger's Prime Minister Ali Seydou.", None),
]


@pytest.mark.parametrize(("after", "day"), AFTER, ids=[after for after, _ in AFTER])
def test_what_somebody_also_did_was_on_the_day_of_what_was_told_before(read: Read, after: str, day: str | None) -> None:
    reading = read(f"{FIRST} {after}", published="2025-03-12")
    mentions = find_mentions(reading)
    answers = load_network().answer(reading.article.text, Enquiry(reading, mentions).questions())
    folds = fold_mentions(judge(reading, mentions, answers))
    (later,) = [fold for fold in folds if "NER" in fold.parties]
    later.date = None  # as where the network sees none
    share_days(reading, folds)
    assert later.date == day
