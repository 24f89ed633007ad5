"""What concerns the parties of interest is told by their names in the raw text, before anything is parsed."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.model.article import Article
from communique.reading.scope import Scope, make_scope
from communique.settings import Aliases, OfficeHolder, OwnNames, Settings

ANDES = make_scope(("PER", "ECU"))


def concerns(text: str, scope: Scope = ANDES, title: str | None = None) -> bool:
    return scope.judge(Article("a", text, title=title)).concerns


@pytest.mark.parametrize(
    "text",
    [
        "Peru and Ecuador will speak about the border.",
        "The Peruvian president received his Ecuadorian guest.",
        "Lima has answered the note from Quito.",
        "PERU'S envoy waits.\nEcuador-based groups object.",
        "The Peru-Ecuador commission met.",
    ],
)
def test_two_parties_concern_however_they_are_named(text: str) -> None:
    assert concerns(text.replace("PERU'S", "Peru's"))


@pytest.mark.parametrize(
    "text",
    [
        "Lima hotels are full.",
        "The match between Chile and Brazil ended without a goal.",
        "Nothing is named here.",
        "",
        "Exports of copper rose.\nPrices in Peru fell, then rose again in Peru.",
    ],
)
def test_what_names_at_most_one_of_them_in_passing_does_not(text: str) -> None:
    assert not concerns(text)


def test_a_longer_name_of_another_party_is_not_taken_for_one() -> None:
    sudan = make_scope(("SDN", "EGY"))
    assert not concerns("South Sudan and Egypt Lake growers.".replace("Egypt Lake", "Kenyan"), sudan)
    assert concerns("Sudan and Egypt.", sudan)


def test_a_headline_of_negotiating_concerns_with_one_party_alone() -> None:
    text = "Talks with Peru go on.\nThe Peruvian delegation stays for another round of talks."
    assert concerns(text, title="Peru holds talks with its neighbours")
    assert not concerns(text, title="Llamas cross a river")


def test_a_list_of_many_countries_does_not_concern_unless_it_is_one_of_negotiating() -> None:
    countries = "Argentina, Bolivia, Brazil, Chile, Colombia, Ecuador, Peru and Uruguay"
    assert not concerns(f"Rain fell on {countries}.\nIt was a wet week.")
    assert concerns(f"Delegations from {countries} signed.")
    assert concerns("Nothing else.", title=f"Rain in {countries}")


def test_a_group_counts_for_its_members() -> None:
    assert concerns("The six-party talks began.", make_scope(("KOR", "PRK")))
    assert concerns("The six-party talks began in Moscow.", make_scope(("KOR", "RUS")))


def test_parties_within_one_state_are_meant_by_its_name() -> None:
    libya = make_scope(("LBY", "LNA"))
    assert concerns("The rivals met.", libya, title="Libyan rivals meet")
    assert concerns("Libya waits.\nLibya hopes.", libya)
    assert not concerns("Oil from Libya is cheap.", libya)


def test_a_single_party_of_interest_is_named_twice_or_in_the_headline() -> None:
    peru = make_scope(("PER",))
    assert concerns("Peru waits.\nPeru hopes.", peru)
    assert concerns("It waits.", peru, title="Peru waits")
    assert not concerns("Copper comes from Peru.\nIt is red.", peru)


def test_office_holders_stand_for_their_parties() -> None:
    assert concerns("Lavrov spoke with Rubio.", make_scope(("RUS", "USA")))
    assert not concerns("Baker spoke with Hunt.", make_scope(("GBR", "USA")))


def test_names_of_ones_own_count(tmp_path: Path) -> None:
    settings = Settings(
        aliases=Aliases(parties={"the Condor": "PER"}),
        persons=(OfficeHolder(name="Zoila Quispe", party="Ecuador", office="foreign minister"),),  # type: ignore[call-arg, arg-type]
    )
    assert concerns("In the Condor they wait for Quispe.", make_scope(("PER", "ECU"), settings.own_names))
    assert not concerns("In the Condor they wait for Quispe.")


def test_what_is_named_is_told_most_named_first() -> None:
    verdict = ANDES.judge(Article("a", "Rain in Peru, snow in Peru.\nSun elsewhere."))
    assert (verdict.concerns, verdict.named) == (False, ("PER",))


def test_only_the_beginning_of_a_long_article_is_looked_at() -> None:
    article = Article("a", "x " * 1000 + "\nPeru and Ecuador.")
    assert ANDES.judge(article).concerns
    assert not ANDES.judge(article, most=500).concerns


def test_accents_do_not_matter() -> None:
    assert concerns("Türkiye and Côte d’Ivoire.", make_scope(("TUR", "CIV")))


@given(st.text(max_size=300), st.text(max_size=40) | st.none())
def test_any_text_has_a_verdict(text: str, title: str | None) -> None:
    verdict = ANDES.judge(Article("a", text, title=title))
    assert set(verdict.named) <= {"PER", "ECU"}


@given(st.text(max_size=200))
def test_what_names_both_concerns_whatever_else_it_says(text: str) -> None:
    assert concerns(f"{text}\nPeru and Ecuador have agreed.")


def test_scopes_of_the_same_parties_are_one() -> None:
    assert make_scope(("PER", "ECU"), OwnNames()) == ANDES
