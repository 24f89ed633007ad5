"""Sequence: what somebody "also" or "later" did, told without a day, was on the day of what is told just before."""

from __future__ import annotations

from collections.abc import Sequence

from communique.findings.contacts.folds import Fold
from communique.findings.contacts.mentions import Mention
from communique.model.findings import Status
from communique.model.when import parse_when
from communique.reading.reading import Reading

GOING_ON = frozenset({"also", "later", "then", "afterwards", "afterward", "subsequently", "separately", "next"})
NEAR = 2
"""How many sentences after a contact the next of the same day is told."""


def share_days(reading: Reading, folds: Sequence[Fold]) -> None:
    """Give what goes on in a row the day of what is told before it.

    "A met B on Tuesday. A also saw C": on Tuesday. Not where the sentence tells a time of its own, nor after "had".
    """
    for number, fold in enumerate(folds):
        if fold.date is not None or fold.status is not Status.HELD or number == 0:
            continue
        mention = fold.mentions[0].mention
        if not _goes_on(mention) or any(time.edtf for time in reading.times_in(mention.sentence)):
            continue
        day = _day_before(mention, folds[:number])
        if day is not None:
            fold.date = day


def _goes_on(mention: Mention) -> bool:
    """True for a plain past with a word that goes on from what was told: "he also met", "later they dined"."""
    verb = mention.trigger.predicate
    verb = verb if verb.tag == "VBD" else verb.head
    return verb.tag == "VBD" and any(child.lower in GOING_ON for child in verb.children)


def _day_before(mention: Mention, folds: Sequence[Fold]) -> str | None:
    """The day of the contact told last before a mention, where it was held and has one."""
    here = mention.sentence.index
    told = [(one.mention.sentence.index, fold) for fold in folds for one in fold.mentions]
    near = [(index, fold) for index, fold in told if 0 <= here - index <= NEAR]
    if not near:
        return None
    last = max(near, key=lambda pair: pair[0])[1]
    when = parse_when(last.date or "")
    return last.date if last.status is Status.HELD and when is not None and when.is_day else None
