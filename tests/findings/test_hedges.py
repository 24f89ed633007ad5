"""A plan is never an event: what is hoped for, planned, doubted, refused or denied never comes out as held."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path

from communique.findings.contacts import find_contacts
from communique.model.findings import Status
from communique.reading.reading import Reading

SENTENCES = tomllib.loads((Path(__file__).parent / "hedges.toml").read_text(encoding="utf-8"))
TOOK_PLACE = {Status.HELD, Status.UNDER_WAY}


def told_as_held(read: Callable[..., Reading], sentence: str) -> bool:
    return any(contact.status in TOOK_PLACE for contact in find_contacts(read(sentence)))


def test_what_is_only_ahead_or_denied_is_never_told_as_held(read: Callable[..., Reading]) -> None:
    assert [sentence for sentence in SENTENCES["ahead"] if told_as_held(read, sentence)] == []


def test_what_took_place_is_told_as_held(read: Callable[..., Reading]) -> None:
    assert [sentence for sentence in SENTENCES["held"] if not told_as_held(read, sentence)] == []
