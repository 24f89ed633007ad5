"""Sourcing: to whom a contact's report is attributed, also where the source is only somebody's office or spokesman."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from communique.findings.contacts import find_contacts
from communique.findings.contacts.sourcing import plain_source, said_by, unnamed_source
from communique.findings.contacts.triggers import find_triggers
from communique.reading.reading import Reading

Read = Callable[..., Reading]

UNNAMED = [
    ("Chad's President Idris Amane met Anna Lund on Friday, Amane's office said.", "TCD"),
    ("President Idris Amane of Chad telephoned Norway's prime minister on Friday, his office said.", "TCD"),
    ("Amane met Lund on Friday, according to one of the Norwegians.", "NOR"),
    ("OSLO - No new talks with Chad are planned, a government spokesman said on Friday.", "NOR"),
    ("OSLO - New talks with Chad are planned, a government source said on Friday.", None),
    ("OSLO - New talks with Chad are planned, a diplomat said on Friday.", None),
    ("The ministers met on Friday, a traveller in Oslo said.", None),
    ("Norway's foreign minister met Chad's foreign minister on Friday, state radio said.", None),
]


@pytest.mark.parametrize(("text", "party"), UNNAMED, ids=[text for text, _ in UNNAMED])
def test_an_office_speaks_for_the_party_that_it_serves(read: Read, text: str, party: str | None) -> None:
    reading = read(text)
    assert {unnamed_source(reading, trigger) for trigger in find_triggers(reading.parse)} == {party}


PLAIN = [
    ("The ministers of Norway and Chad will meet on Monday, President Idris Amane told reporters.", True),
    ("President Idris Amane said that the summit with Norway would be put off.", True),
    ("President Idris Amane said that the talks with Norway were useful.", False),
    ("President Idris Amane said that much was left to do in the talks with Norway.", False),
    ("President Idris Amane met Norway's minister on Monday.", False),
]


@pytest.mark.parametrize(("text", "told"), PLAIN, ids=[text for text, _ in PLAIN])
def test_who_tells_of_the_contact_itself_is_its_source(read: Read, text: str, told: bool) -> None:
    reading = read(text)
    assert [plain_source(reading, t) for t in find_triggers(reading.parse)] == ["Idris Amane" if told else None]


def test_nobody_is_the_source_of_what_the_reporter_tells(read: Read) -> None:
    reading = read("Norway's minister Anna Lund met Chad's minister Idris Amane in Doha on Monday.")
    assert [said_by(reading, trigger) for trigger in find_triggers(reading.parse)] == [None]
    assert [contact.said_by for contact in find_contacts(reading)] == [None]
