"""The roster knows who holds which office when, and fills only what an article leaves out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from communique.data import load_toml
from communique.errors import SettingsError
from communique.model.actors import Level, Person
from communique.model.article import Article
from communique.reading.actors.actors import find_actors
from communique.reading.actors.gazetteer import load_gazetteer
from communique.reading.actors.roster import _FILES, Roster, _holdings, load_roster
from communique.reading.spacy_model import SpacyModel
from communique.settings import OwnNames

Find = Callable[..., dict[str, Person]]


@pytest.fixture(scope="module")
def find(model: SpacyModel) -> Find:
    def finder(text: str, published: str | None = None, roster: Roster | None = None) -> dict[str, Person]:
        parse = next(model.parse([text]))
        actors = find_actors(Article(id="t", text=text, published=published), parse, roster=roster)
        return {person.name: person for actor in actors for person in actor.persons}

    return finder


def write(folder: Path, rows: str) -> Path:
    path = folder / "own.toml"
    path.write_text(f"[persons]\n{rows}\n", encoding="utf-8")
    return path


def test_every_row_has_a_party_of_the_gazetteer_and_years_in_order() -> None:
    gazetteer = load_gazetteer()
    holdings = [h for name in _FILES for h in _holdings(load_toml(name), name)]
    assert len(holdings) > 2000
    for holding in holdings:
        assert holding.party in gazetteer.parties or holding.party.endswith("-OPP"), holding
        assert 1900 < holding.first <= holding.last, holding


def test_no_row_stands_twice() -> None:
    rows = [(h.names, h.party, h.office, h.first) for name in _FILES for h in _holdings(load_toml(name), name)]
    assert len(rows) == len(set(rows))


def test_a_surname_is_completed_by_the_year(find: Find) -> None:
    text = "Merkel called Macron on Monday about the budget."
    persons = find(text, "2019-05-02")
    assert persons["Angela Merkel"] == Person("Angela Merkel", "DEU", "chancellor", Level.LEADER)
    assert persons["Emmanuel Macron"].party == "FRA"


def test_a_name_out_of_its_time_means_nobody_on_the_roster(find: Find) -> None:
    persons = find("Merkel said on Monday that the shop would close.", "1975-05-02")
    assert persons["Merkel"].party is None


def test_without_a_date_one_who_is_alone_is_known_but_not_the_office(find: Find) -> None:
    persons = find("Lavrov said on Monday that he would travel.")
    assert (persons["Sergei Lavrov"].party, persons["Sergei Lavrov"].office) == ("RUS", None)


def test_the_text_wins_over_the_roster(find: Find) -> None:
    persons = find("Norwegian Foreign Minister Emmanuel Macron arrived in Oslo on Monday.", "2019-05-02")
    assert persons["Emmanuel Macron"].party == "NOR"


def test_another_first_name_is_another_person(find: Find) -> None:
    persons = find("Hilda Merkel, a teacher, said on Monday that the school would close.", "2019-05-02")
    assert persons["Hilda Merkel"].party is None


def test_an_office_of_another_level_is_another_person(find: Find) -> None:
    persons = find("Ambassador Merkel said on Monday that she would leave.", "2019-05-02")
    assert "Angela Merkel" not in persons


def test_a_common_surname_needs_its_state_in_the_article(find: Find) -> None:
    assert "Kim Jong Un" in find("Kim met reporters in Pyongyang on Monday, North Korea said.", "2018-05-02")
    assert "Kim Jong Un" not in find("Kim told reporters on Monday that the shop would close.", "2018-05-02")


def test_offices_change_with_the_years(find: Find) -> None:
    text = "Steinmeier said in Berlin on Monday that he would travel."
    assert find(text, "2015-06-01")["Frank-Walter Steinmeier"].office == "foreign minister"
    assert find(text, "2020-06-01")["Frank-Walter Steinmeier"].level is Level.LEADER


def test_soon_after_office_a_person_keeps_the_party_without_the_level(find: Find) -> None:
    person = find("Angela Merkel said on Monday that she would travel.", "2023-05-02")["Angela Merkel"]
    assert (person.party, person.level) == ("DEU", Level.UNKNOWN)


def test_other_transcriptions_of_a_full_name_are_known(find: Find) -> None:
    assert find("Hasan Rohani said no on Monday.", "2016-02-03")["Hasan Rohani"].party == "IRN"
    assert find("Kim Jong-un left on Monday.", "2016-02-03")["Kim Jong-un"].party == "PRK"


@pytest.mark.parametrize(
    ("name", "party", "year"),
    [
        ("Atal Behari Vajpayee", "IND", 2000),
        ("Serzh Sarkisian", "ARM", 2010),
        ("Emomali Rakhmonov", "TJK", 1997),
        ("Moammar Kadhafi", "LBY", 1999),
        ("Hassan Rowhani", "IRN", 2004),
    ],
)
def test_older_spellings_are_known(find: Find, name: str, party: str, year: int) -> None:
    assert find(f"{name} agreed.", f"{year}-06-05")[name].party == party


def test_the_spelling_of_the_text_is_kept(find: Find) -> None:
    assert "Volodymyr Zelenskyy" in find("Zelenskyy said in Kyiv on Monday that he agreed.", "2023-02-03")


def test_another_name_of_the_person_is_completed_in_its_own_way(find: Find, tmp_path: Path) -> None:
    path = write(tmp_path, 'COL = [[["Alejo Ramírez", "Jorge Baena"], "chief negotiator", 2012, 2016]]')
    assert "Jorge Baena" in find(
        "Baena said in Havana on Monday that he agreed.", "2014-02-03", load_roster(OwnNames(roster=path))
    )


def test_a_foreign_secretary_of_the_roster_is_no_minister_everywhere(find: Find) -> None:
    assert find("Delhi sent Vikram Misri on Monday.", "2025-02-03")["Vikram Misri"].level is Level.OFFICIAL


def test_a_rank_says_nothing_of_who_governs(find: Find) -> None:
    text = "Tripoli sent for Colonel Muammar Gaddafi on Monday."
    assert find(text, "1990-02-03")["Muammar Gaddafi"].level is Level.LEADER
    assert find(text, "2019-02-03")["Muammar Gaddafi"].level is Level.OFFICIAL


def test_an_unnamed_office_holder_is_the_one_whom_the_roster_knows(find: Find) -> None:
    text = "Merkel and Macron spoke on Monday. The German chancellor had asked for the call."
    assert find(text, "2018-03-01").keys() == {"Angela Merkel", "Emmanuel Macron"}


def test_a_pair_of_known_surnames_is_two_persons(find: Find) -> None:
    persons = find("The Rubio-Lavrov call on Monday was short.", "2025-03-03")
    assert {"Marco Rubio", "Sergei Lavrov"} <= set(persons)


def test_a_roster_of_ones_own_is_added(find: Find, tmp_path: Path) -> None:
    path = write(tmp_path, 'PER = [[["Ana Quispe", "Anita Quispe"], "chief negotiator", 2020, 2026]]')
    person = find("Quispe said on Monday that she would travel.", "2022-02-03", load_roster(OwnNames(roster=path)))[
        "Ana Quispe"
    ]
    assert (person.party, person.level) == ("PER", Level.ENVOY)


@pytest.mark.parametrize(
    "rows",
    [
        'PER = [["Ana Quispe", "envoy"]]',
        'PER = [["Ana Quispe", "envoy", 2022, 2020]]',
        "PER = 3",
        'PER = [["--", "x", 1, 2]]',
    ],
)
def test_a_row_of_another_form_is_refused_with_its_place(tmp_path: Path, rows: str) -> None:
    with pytest.raises(SettingsError, match="PER"):
        load_roster(OwnNames(roster=write(tmp_path, rows)))


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="cannot be read"):
        load_roster(OwnNames(roster=tmp_path / "none.toml"))
