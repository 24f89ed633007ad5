"""Positions that the word list does not know stand together where they are on one thing, and only there."""

from __future__ import annotations

from settlement_samples import record, said

from communique.analysis.settlement.building import build_table
from communique.analysis.settlement.families import families, quantity_of
from communique.analysis.settlement.table import Standing
from communique.analysis.settlement.told import gather
from communique.model.findings import Issue, Position
from communique.model.record import Record

OTHER = Issue.OTHER


def together(*positions: Position) -> list[list[str]]:
    """Which words stand together."""
    return [[member.position.about for member in family.members] for family in families(positions, positions)]


def keys(made: Record) -> list[str]:
    return sorted(gather(made).matters)


def test_what_parties_call_by_other_words_stands_together() -> None:
    one = said("NOR", "demands", "an extension of the herring quota", OTHER, article="a")
    other = said("PRT", "rejects", "prolong the quota for herring", OTHER, article="a")
    assert together(one, other) == [[one.about, other.about]]


def test_quantities_are_options_where_they_differ() -> None:
    made = build_table(
        record(
            said("NOR", "demands", "a herring catch of 24,000 tonnes", OTHER, article="a"),
            said("PRT", "offers", "a herring catch of 18,000 tonnes", OTHER, article="a"),
            said("ISL", "rejects", "any herring catch", OTHER, article="a"),
        )
    )
    (question,) = made.questions
    assert [option.name for option in question.options] == ["18,000 tonnes", "24,000 tonnes", "not"]
    assert made.cell("NOR", question.key, "24,000-tonnes").standing is Standing.PREFERS
    assert made.cell("PRT", question.key, "18,000-tonnes").standing is Standing.ACCEPTS
    # Who refuses the thing refuses each size of it.
    assert made.cell("ISL", question.key, "18,000-tonnes").standing is Standing.RED_LINE
    assert made.cell("PRT", question.key, "24,000-tonnes").standing is Standing.UNKNOWN


def test_one_quantity_alone_makes_a_yes_or_no_question() -> None:
    made = build_table(
        record(
            said("NOR", "demands", "a herring catch of 24,000 tonnes", OTHER, article="a"),
            said("PRT", "rejects", "such a catch", OTHER, article="a"),
        )
    )
    (question,) = made.questions
    assert [option.key for option in question.options] == ["yes", "no"]
    assert made.cell("PRT", question.key, "yes").standing is Standing.RED_LINE


def test_an_offer_of_the_same_quantity_is_on_the_same_thing() -> None:
    one = said("NOR", "offers", "limit its catch to 85,000 tons", OTHER, article="a")
    other = said("ISL", "rejects", "an offer of 85,000 tons", OTHER, article="a")
    assert together(one, other) == [[one.about, other.about]]


def test_one_word_joins_nothing_between_negotiations_that_share_no_party() -> None:
    one = said("NOR", "demands", "closer cooperation", OTHER, article="a")
    other = said("CHN", "supports", "cooperation", OTHER, article="b")
    assert together(one, other) == [[one.about], [other.about]]
    third = said("NOR", "supports", "cooperation", OTHER, article="b")
    assert len(together(one, other, third)) == 1


def test_words_of_much_of_the_record_join_nothing_by_themselves() -> None:
    rare = said("NOR", "demands", "a herring festival committee", OTHER, article="a")
    fits = said("PRT", "rejects", "the herring festival", OTHER, article="b")
    often = [said("NOR", "supports", f"a committee on {what}", OTHER, article=what) for what in ("salt", "ice", "nets")]
    groups = together(rare, fits, *often, said("PRT", "opposes", "salt", OTHER, article="salt"))
    assert [rare.about, fits.about] in groups
    assert not any(rare.about in group and often[0].about in group for group in groups)


def test_two_that_name_but_the_plan_mean_one_in_one_article() -> None:
    one, other = (said(party, stance, about, OTHER, article="a") for party, stance, about in
                  (("NOR", "rejects", "the initiative"), ("PRT", "supports", "the plan")))  # fmt: skip
    elsewhere = said("PRT", "supports", "the plan", OTHER, article="b")
    assert together(one, other, elsewhere) == [[one.about, other.about], [elsewhere.about]]


def test_troops_of_two_parties_are_two_things() -> None:
    one = said("NOR", "rejects", "the Portuguese fleet of trawlers", OTHER, article="a")
    other = said("PRT", "rejects", "the Icelandic fleet of trawlers", OTHER, article="a")
    assert len(together(one, other)) == 2


def test_every_position_on_terms_has_a_place() -> None:
    made = record(said("NOR", "accepts", "it", OTHER), said("PRT", "rejects", "the offer", OTHER))
    assert len(keys(made)) == 2


def test_quantities_are_read_with_their_units() -> None:
    assert quantity_of("a six-month extension") == quantity_of("an extension of 6 months") == "6 months"
    assert quantity_of("one year") == "1 year"
    assert quantity_of("70,000 tonnes of beef and 600,000 tonnes of ethanol") == ""
    assert quantity_of("Resolution 1559 of 2004") == ""
