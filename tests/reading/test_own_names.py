"""Aliases and persons of the settings reach the gazetteer and the roster, and go before the files."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from communique.errors import SettingsError, UsageError
from communique.reading.actors.gazetteer import load_gazetteer
from communique.reading.actors.roster import load_roster
from communique.settings import OwnNames, Settings


def own(**tables: Any) -> OwnNames:
    return Settings.model_validate(tables).own_names


def test_an_alias_of_a_party_is_a_name_of_it() -> None:
    gazetteer = load_gazetteer(own(aliases={"parties": {"the Condor": "Peru"}}))
    entry = gazetteer.lookup("the Condor")
    assert entry
    assert (entry.code, entry.sort, entry.kind) == ("PER", "name", "state")
    assert load_gazetteer().lookup("the Condor") is None


def test_an_alias_goes_before_the_file_of_names(tmp_path: Path) -> None:
    file = tmp_path / "parties.toml"
    file.write_text('[states]\nECU = { name = ["the Condor"] }\n', encoding="utf-8")
    names = own(gazetteer=file, aliases={"parties": {"the Condor": "PER"}})
    assert load_gazetteer(names).code_of("the Condor") == "PER"


def test_an_alias_of_nobody_names_the_nearest() -> None:
    with pytest.raises(SettingsError, match=r"the Condor.*Perru") as caught:
        load_gazetteer(own(aliases={"parties": {"the Condor": "Perru"}}))
    assert "Peru" in caught.value.hint


def test_a_person_of_the_settings_holds_the_office_in_those_years() -> None:
    row = {
        "name": ["Zoila Quispe", "Zoyla Quispe"],
        "party": "Peru",
        "office": "foreign minister",
        "from": "2020-03",
        "until": 2022,
    }
    (holding,) = load_roster(own(persons=[row])).named(("Zoyla", "Quispe"))
    assert (holding.party, holding.office, holding.first, holding.last) == ("PER", "foreign minister", 2020, 2022)


def test_a_person_without_years_holds_it_always() -> None:
    row = {"name": "Zoila Quispe", "party": "PER", "office": "envoy"}
    (holding,) = load_roster(own(persons=[row])).named(("Zoila", "Quispe"))
    assert holding.covers(1900)
    assert holding.covers(2100)


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ({"name": "Zoila Quispe", "party": "Perru", "office": "envoy"}, "no such party: Perru"),
        ({"name": "--", "party": "PER", "office": "envoy"}, "no name that a text could have"),
    ],
)
def test_a_person_who_cannot_be_is_refused_by_name(row: dict[str, str], message: str) -> None:
    with pytest.raises(SettingsError, match=message):
        load_roster(own(persons=[row]))


def test_a_spelling_is_one_more_name_of_the_person() -> None:
    roster = load_roster(own(aliases={"persons": {"Sergej Lawrow": "Sergey Lavrov"}}))
    assert {holding.party for holding in roster.named(("Sergej", "Lawrow"))} == {"RUS"}
    assert roster.bearing("Lawrow")


def test_a_spelling_of_nobody_is_refused() -> None:
    with pytest.raises(SettingsError, match="nobody on the roster is called Zoila Quispe"):
        load_roster(own(aliases={"persons": {"Quispe": "Zoila Quispe"}}))


def test_codes_are_told_from_names_with_the_nearest_for_what_is_none() -> None:
    gazetteer = load_gazetteer()
    assert gazetteer.codes_of(["Russia", "RUS", "ven-opp"], "`parties`") == ("RUS", "VEN-OPP")
    with pytest.raises(SettingsError, match="`parties`: no such party"):
        gazetteer.codes_of(["Rusia "], "`parties`")
    with pytest.raises(UsageError, match="nothing given"):
        gazetteer.code_of("  ")
