"""The gazetteer knows every state, and a user can teach it more."""

from __future__ import annotations

from pathlib import Path

import pytest

from communique.data import load_toml
from communique.errors import SettingsError
from communique.reading.actors.gazetteer import Gazetteer, load_gazetteer
from communique.reading.parse import Token
from communique.settings import OwnNames


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return load_gazetteer()


@pytest.mark.parametrize(
    ("name", "code", "sort"),
    [
        ("Türkiye", "TUR", "name"),
        ("Turkey", "TUR", "name"),
        ("Burma", "MMR", "name"),
        ("Côte d’Ivoire", "CIV", "name"),
        ("U.S.", "USA", "name"),
        ("the Kremlin", "RUS", "seat"),
        ("Élysée", "FRA", "seat"),
        ("Downing Street", "GBR", "seat"),
        ("Kiev", "UKR", "capital"),
        ("Kyiv", "UKR", "capital"),
        ("Emirati", "ARE", "adjective"),
        ("Lao", "LAO", "adjective"),
        ("Danes", "DNK", "people"),
        ("Peruvians", "PER", "people"),
        ("Palestinian Authority", "PSE", "name"),
        ("Taiwan", "TWN", "name"),
        ("Kosovo", "XKX", "name"),
        ("Security Council", "UN", "name"),
        ("European Commission", "EU", "name"),
        ("the West", "WEST", "name"),
        ("Polisario Front", "POLISARIO", "name"),
        ("SPLM-IO", "SPLM-IO", "name"),
        ("Movement for Democracy in Liberia", "MODEL", "name"),
        ("Czechoslovak", "CSK", "adjective"),
        ("Bosnian Serbs", "BIH-OPP", "name"),
        ("Paris Club", "PARIS-CLUB", "name"),
        ("Common Market", "EU", "name"),
        ("Common Market for Eastern and Southern Africa", "COMESA", "name"),
    ],
)
def test_names_lead_to_codes(gazetteer: Gazetteer, name: str, code: str, sort: str) -> None:
    entry = gazetteer.lookup(name)
    assert entry is not None
    assert (entry.code, entry.sort) == (code, sort)


@pytest.mark.parametrize(
    ("name", "members"),
    [
        ("permanent members of the Security Council", {"CHN", "FRA", "GBR", "RUS", "USA"}),
        ("Baltic", {"EST", "LTU", "LVA"}),
        ("two-plus-four", {"DDR", "DEU", "FRA", "GBR", "RUS", "USA"}),
    ],
)
def test_a_group_of_states_is_its_members(gazetteer: Gazetteer, name: str, members: set[str]) -> None:
    entry = gazetteer.lookup(name)
    assert entry is not None
    assert set(gazetteer.expanded([entry.code])) == members


def test_all_states_of_iso_3166_have_a_name(gazetteer: Gazetteer) -> None:
    from babel.core import get_global

    alpha3 = {
        code
        for code, territories in get_global("territory_aliases").items()
        if len(code) == 3 and code.isalpha() and code[0] not in "QX" and len(territories) == 1
    }
    retired = {"AAA", "ATA", "BUR", "CCK", "FXX", "TMP", "ZAR", "ZZZ"}
    named = {entry.code for entry in gazetteer.entries.values()}
    assert not alpha3 - retired - named


def test_adjectives_and_capitals_are_known_for_almost_all_states() -> None:
    rows = load_toml("states")["states"]
    assert len(rows) > 195
    assert sum("adjective" in row for row in rows.values()) > 180
    assert sum("capital" in row for row in rows.values()) > 165


def test_capitals_tell_their_state(gazetteer: Gazetteer) -> None:
    assert gazetteer.capitals["Doha"] == "QAT"
    assert "Geneva" not in gazetteer.capitals
    assert gazetteer.capitals["Vienna"] == "AUT"


def test_the_opposition_of_a_state_is_a_party(gazetteer: Gazetteer) -> None:
    party = gazetteer.party("GEO-OPP")
    assert party.kind == "opposition"
    assert "Georgia" in party.name
    assert gazetteer.party("NOBODY").name == "NOBODY"


def test_the_longest_name_wins(gazetteer: Gazetteer) -> None:
    text = "Papua New Guinea and Equatorial Guinea"
    tokens, place = [], 0
    for i, word in enumerate(text.split()):
        tokens.append(Token(i, word, text.index(word, place)))
        place = tokens[-1].end
    assert [naming.code for naming in gazetteer.namings(text, tokens)] == ["PNG", "GNQ"]


def test_a_users_file_adds_and_replaces_names(tmp_path: Path) -> None:
    extra = tmp_path / "parties.toml"
    extra.write_text(
        '[movements]\nBLUE = { title = "Blue Front", state = "PER", name = ["Blue Front", "the Blues"] }\n'
        '[states]\nPER = { seat = ["Bluehouse"] }\n[organisations]\nLAKES = { name = ["AU"] }\n',
        encoding="utf-8",
    )
    gazetteer = load_gazetteer(OwnNames(gazetteer=extra))
    assert gazetteer.lookup("Blue Front").code == "BLUE"  # type: ignore[union-attr]
    assert gazetteer.party("BLUE").kind == "movement"
    assert gazetteer.states["BLUE"] == "PER"
    assert gazetteer.lookup("Bluehouse").code == "PER"  # type: ignore[union-attr]
    assert gazetteer.lookup("AU").code == "LAKES"  # type: ignore[union-attr]
    assert load_gazetteer().lookup("AU").code == "AU"  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "content",
    [
        "[states\n",
        "[planets]\nMARS = {}\n",
        '[states]\nPER = { colour = "blue" }\n',
        '[states]\nPER = { name = "Peru" }\n',
        '[states]\nper = { name = ["Peru"] }\n',
        "[states]\nPER = 3\n",
        "states = 1\n",
    ],
)
def test_a_bad_file_is_refused_with_a_hint(tmp_path: Path, content: str) -> None:
    extra = tmp_path / "bad.toml"
    extra.write_text(content, encoding="utf-8")
    with pytest.raises(SettingsError) as caught:
        load_gazetteer(OwnNames(gazetteer=extra))
    assert caught.value.hint


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SettingsError):
        load_gazetteer(OwnNames(gazetteer=tmp_path / "none.toml"))
