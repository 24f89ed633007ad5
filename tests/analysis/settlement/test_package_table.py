"""The package table of a record: options from what is said and proposed, cells on dated words, unknown kept unknown."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from settlement_samples import plan, record, said

from communique.analysis.settlement.building import Extent, build_table
from communique.analysis.settlement.conditions import circles
from communique.analysis.settlement.lexicon import answer, named_parties, words_of
from communique.analysis.settlement.table import Atom, Standing
from communique.model.findings import Issue, Stance
from communique.model.record import Record


def standing(made: Record, party: str, question: str, option: str) -> str:
    return build_table(made).cell(party, question, option).standing.value


@pytest.mark.parametrize(
    ("words", "question", "option"),
    [
        ("sanctions to be lifted", "sanctions", "lifted"),
        ("easing the sanctions", "sanctions", "eased"),
        ("new sanctions", "sanctions", "kept"),
        ("an end to foreign military aid", "military-aid", "ends"),
        ("military aid would continue", "military-aid", "continues"),
        ("a 30-day ceasefire", "ceasefire", "for-30-days"),
        ("an immediate ceasefire of 30 days", "ceasefire", "for-30-days"),
        ("a full truce", "ceasefire", "full"),
        ("a quick ceasefire", "ceasefire", None),
        ("a halt to strikes on energy sites", "energy-strikes", "halt"),
        ("any peacekeeping force", "foreign-force", "deployed"),
        ("a withdrawal of all troops", "withdrawal", "withdrawn"),
        ("give up enrichment", "enrichment", "ends"),
        ("enriching uranium at home", "enrichment", "continues"),
        ("a ten-year delay of membership of the alliance", "alliance", "delayed"),
        ("stay neutral", "alliance", "stays-out"),
        ("the last soldiers would leave in stages", "withdrawal", "withdrawn"),
        ("further cuts in troops", "withdrawal", "withdrawn"),
        ("a freeze of uranium enrichment", "enrichment", "ends"),
        ("humanitarian relief to all who need it", "humanitarian-access", "open"),
        ("mutual recognition in the end", "recognition", "recognised"),
        ("recognition of each other's territorial integrity", "mutual-recognition", "recognised"),
        ("the territorial integrity of the neighbour", "mutual-recognition", "recognised"),
        ("its territorial integrity", "recognition", "not-recognised"),
        ("a buffer zone patrolled by peacekeepers", "zone", "zone"),
    ],
)
def test_words_lead_to_questions_and_options(words: str, question: str, option: str | None) -> None:
    found = answer(words)
    assert found is not None
    assert (found.question, found.option) == (question, option)


@given(st.text(max_size=80), st.sampled_from([None, *Issue]))
def test_any_words_are_read_without_failing(words: str, issue: Issue | None) -> None:
    answer(words, issue, "NOR", against=True)
    named_parties(words)


@pytest.mark.parametrize(
    "words",
    ["tariff-free imports", "wages that are paid by the military", "major concessions", "the talks on disarmament"],
)
def test_words_that_only_look_like_a_question_are_none(words: str) -> None:
    assert answer(words, Issue.OTHER) is None


def test_who_has_a_seat_is_who_is_named_or_who_speaks_of_itself() -> None:
    assert answer("a seat at the table for Portugal", Issue.INCLUSION, "NOR").question == "at-the-table:PRT"  # type: ignore[union-attr]
    assert answer("being sidelined", Issue.INCLUSION, "NOR").question == "at-the-table:NOR"  # type: ignore[union-attr]
    assert answer("sidelining the generals", Issue.INCLUSION, "NOR") is None


def test_a_party_that_refuses_troops_of_its_own_refuses_no_others() -> None:
    own = answer("Norwegian troops", Issue.TROOPS, "NOR", against=True)
    foreign = answer("peacekeepers who come to Norway", Issue.TROOPS, "NOR", against=True)
    assert own is not None
    assert foreign is not None
    assert (own.question, foreign.question) == ("foreign-force:NOR", "foreign-force")


def test_words_before_and_behind_what_is_named_make_its_sense() -> None:
    turned = said("NOR", "accepts", "attacks on energy sites", Issue.ENERGY, lead="a halt to ")
    assert words_of(turned).startswith("halt to attacks")
    assert standing(record(turned, said("PRT", "rejects", "the fish")), "NOR", "energy-strikes", "halt") == "accepts"


def test_each_stance_has_its_standing_and_its_words() -> None:
    expected = {
        Stance.DEMANDS: "prefers", Stance.SUPPORTS: "prefers", Stance.OFFERS: "accepts", Stance.ACCEPTS: "accepts",
        Stance.OPEN: "open", Stance.OPPOSES: "opposes", Stance.REJECTS: "red line",
    }  # fmt: skip
    for stance, wanted in expected.items():
        position = said("NOR", stance.value, "a buffer zone")
        cell = build_table(record(position)).cell("NOR", "zone", "zone")
        assert cell.standing.value == wanted
        assert cell.statements == (position,)
    assert build_table(record(said("NOR", "warns", "a buffer zone"))).questions == ()


def test_what_nobody_said_is_unknown() -> None:
    made = build_table(record(said("NOR", "demands", "a buffer zone"), said("PRT", "accepts", "elections")))
    assert made.cell("PRT", "zone", "zone").standing is Standing.UNKNOWN
    assert not made.cell("PRT", "zone", "zone").statements


def test_a_demand_is_against_the_plain_opposite_and_a_refusal_accepts_it() -> None:
    made = record(said("NOR", "demands", "a buffer zone"), said("PRT", "rejects", "a buffer zone"))
    table = build_table(made)
    assert table.cell("NOR", "zone", "no-zone").standing is Standing.OPPOSES
    assert table.cell("PRT", "zone", "no-zone").standing is Standing.ACCEPTS
    assert table.cell("PRT", "zone", "no-zone").implied
    supports = build_table(record(said("NOR", "supports", "a buffer zone"), said("PRT", "open", "a buffer zone")))
    assert supports.cell("NOR", "zone", "no-zone").standing is Standing.UNKNOWN


def test_the_latest_day_counts_and_what_was_left_stays_visible() -> None:
    before, after = said("NOR", "rejects", "a buffer zone"), said("NOR", "accepts", "a buffer zone")
    made = record(before, after, days={before.article: "2025-02-01"})
    cell = build_table(made).cell("NOR", "zone", "zone")
    assert (cell.standing, cell.statements, cell.earlier) == (Standing.ACCEPTS, (after,), (before,))


def test_both_ways_on_one_day_is_contradictory() -> None:
    one, other = said("NOR", "rejects", "a buffer zone"), said("NOR", "accepts", "a buffer zone")
    cell = build_table(record(one, other)).cell("NOR", "zone", "zone")
    assert cell.standing is Standing.CONTRADICTORY
    assert (cell.statements, cell.contrary) == ((other,), (one,))


def test_a_doubtful_statement_does_not_stand_against_a_sure_one() -> None:
    sure, doubtful = said("NOR", "rejects", "a buffer zone"), said("NOR", "accepts", "a buffer zone", confidence=0.2)
    made = record(sure, doubtful, days={sure.article: "2025-02-01"})
    assert standing(made, "NOR", "zone", "zone") == "red line"


def test_a_red_line_is_not_softened_by_milder_words_on_the_same_side() -> None:
    hard, mild = said("NOR", "rejects", "a buffer zone"), said("NOR", "opposes", "a buffer zone")
    assert standing(record(hard, mild, days={hard.article: "2025-02-01"}), "NOR", "zone", "zone") == "red line"


def test_kinds_of_one_thing_are_options_of_one_issue() -> None:
    made = build_table(
        record(
            said("NOR", "accepts", "a 30-day ceasefire", Issue.CEASEFIRE),
            said("PRT", "demands", "a full ceasefire", Issue.CEASEFIRE),
            said("ISL", "rejects", "a ceasefire", Issue.CEASEFIRE),
        )
    )
    (question,) = made.questions
    assert {o.key for o in question.options} == {"for-30-days", "full", "no-ceasefire"}
    assert made.cell("NOR", "ceasefire", "full").standing is Standing.UNKNOWN
    # Who refuses a ceasefire refuses each kind of it.
    assert made.cell("ISL", "ceasefire", "for-30-days").standing is Standing.RED_LINE
    assert made.cell("ISL", "ceasefire", "full").implied


def test_a_condition_leads_to_the_option_or_the_party_it_names() -> None:
    made = build_table(
        record(
            said("NOR", "conditional", "a buffer zone", condition="Portugal does the same"),
            said("PRT", "conditional", "a buffer zone", condition="an end to foreign military aid and good weather"),
            said("ISL", "demands", "an end to foreign military aid", Issue.AID),
        )
    )
    first = made.cell("NOR", "zone", "zone").condition
    second = made.cell("PRT", "zone", "zone").condition
    assert first is not None
    assert second is not None
    assert first.alternatives == ((Atom("zone", "zone", "PRT"),),)
    # "And" stands between parts only where a new noun or name begins, so the weather belongs to the aid here.
    assert [atom for atoms in second.alternatives for atom in atoms] == [Atom("military-aid", "ends")]


def test_a_condition_that_names_nothing_in_the_table_is_kept_as_words() -> None:
    made = build_table(record(said("NOR", "conditional", "a buffer zone", condition="the weather holds")))
    condition = made.cell("NOR", "zone", "zone").condition
    assert condition is not None
    assert (condition.alternatives, condition.unlinked) == ((), ("the weather holds",))


def test_refusing_something_without_something_else_asks_for_it() -> None:
    made = build_table(
        record(
            said("NOR", "rejects", "a buffer zone without a withdrawal of troops"),
            said("PRT", "demands", "a withdrawal of troops"),
        )
    )
    cell = made.cell("NOR", "zone", "zone")
    assert cell.standing is Standing.CONDITIONAL
    assert cell.condition is not None
    assert cell.condition.alternatives == ((Atom("withdrawal", "withdrawn"),),)


def test_conditions_in_a_circle_are_reported_once() -> None:
    made = build_table(
        record(
            said("NOR", "conditional", "a buffer zone", condition="Portugal does the same"),
            said("PRT", "conditional", "a buffer zone", condition="Norway does the same"),
        )
    )
    assert circles(made) == ((("NOR", "zone", "zone"), ("PRT", "zone", "zone")),)


def test_terms_of_proposals_are_options_and_the_proposer_accepts_them() -> None:
    made = build_table(
        record(said("PRT", "rejects", "a buffer zone"), proposals=(plan("calm plan", "a buffer zone", "elections"),))
    )
    assert made.cell("NOR", "zone", "zone").standing is Standing.ACCEPTS
    assert made.cell("NOR", "elections", "held").statements[0].article == "plan-calm plan"


def test_a_matter_of_one_party_in_its_own_words_is_left_out_unless_asked_for() -> None:
    lone = said("NOR", "demands", "a herring festival", Issue.OTHER)
    made = record(lone, said("PRT", "accepts", "a buffer zone"))
    (left,) = [one for one in build_table(made).left_out if one.parties == ("NOR",)]
    assert left.statements == (lone,)
    with_it = build_table(made, Extent(include=(left.key,)))
    question = with_it.question(left.key)
    assert [option.key for option in question.options] == ["yes", "no"]
    assert with_it.cell("NOR", left.key, "yes").standing is Standing.PREFERS


def test_two_parties_on_one_matter_make_a_yes_or_no_question_turned_words_included() -> None:
    made = build_table(
        record(
            said("NOR", "demands", "an end to the herring quota", Issue.OTHER),
            said("PRT", "rejects", "the herring quota", Issue.OTHER),
        )
    )
    (question,) = made.questions
    assert made.cell("NOR", question.key, "yes").standing is Standing.PREFERS
    assert made.cell("PRT", question.key, "no").standing is Standing.RED_LINE


def test_whether_to_talk_is_no_term_and_is_said_to_be_left_out() -> None:
    made = build_table(
        record(said("NOR", "rejects", "direct talks", Issue.TALKS), said("PRT", "open", "a buffer zone"))
    )
    assert [left.key for left in made.left_out] == ["talks"]


def test_nobody_asks_for_what_is_aimed_at_itself() -> None:
    made = build_table(
        record(
            said("NOR", "demands", "more sanctions on Norway", Issue.SANCTIONS), said("PRT", "demands", "a buffer zone")
        )
    )
    assert [question.key for question in made.questions] == ["zone"]


def test_a_copy_counts_once() -> None:
    from dataclasses import replace

    one = said("NOR", "accepts", "a buffer zone")
    copy = replace(one, article="copy")
    made = replace(record(one, copy), duplicates={"copy": one.article})
    assert build_table(made).cell("NOR", "zone", "zone").statements == (one,)


def test_an_empty_record_has_an_empty_table() -> None:
    assert build_table(record()).questions == ()


_ABOUTS = ["a buffer zone", "an end to sanctions", "new sanctions", "a 30-day ceasefire", "a ceasefire", "it",
           "an end to the quota", "the quota", "a full truce without a withdrawal", "stay neutral"]  # fmt: skip


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["NOR", "PRT", "ISL"]), st.sampled_from(list(Stance)), st.sampled_from(_ABOUTS),
            st.sampled_from([Issue.CEASEFIRE, Issue.SANCTIONS, Issue.OTHER]), st.integers(0, 3),
            st.sampled_from([None, "Portugal does the same", "sanctions are lifted"]),
        ), max_size=12,
    )
)  # fmt: skip
def test_every_cell_of_any_record_rests_on_statements_of_its_party(
    rows: list[tuple[str, Stance, str, Issue, int, str | None]],
) -> None:
    told = [
        said(party, stance.value, about, issue, condition=condition, article=f"a{n}-{day}")
        for n, (party, stance, about, issue, day, condition) in enumerate(rows)
    ]
    made = build_table(
        record(*told, days={p.article: f"2025-03-0{p.article[-1]}" if p.article[-1] != "0" else "" for p in told})
    )
    for (party, question, option), cell in made.cells.items():
        assert option in {o.key for o in made.question(question).options}
        assert cell.standing is not Standing.UNKNOWN
        assert cell.statements
        assert all(position.party == party for position in cell.statements)  # type: ignore[attr-defined]
    assert len({q.key for q in made.questions}) == len(made.questions)
    circles(made)


def test_what_no_party_of_the_table_is_heard_on_has_no_row() -> None:
    made = record(
        said("NOR", "demands", "a buffer zone"),
        said("PRT", "rejects", "a buffer zone"),
        said("ISL", "demands", "elections"),
        proposals=(plan("calm plan", "direct flights", by=None),),
    )
    table = build_table(made, Extent(parties=("NOR", "PRT")))
    assert [question.key for question in table.questions] == ["zone"]
    assert {left.key: left.why for left in table.left_out} == {
        "elections": "none of these parties is heard on it", "air-links": "proposed, but no party is heard on it",
    }  # fmt: skip


def test_what_the_analyst_includes_takes_its_place_before_the_table_is_full() -> None:
    made = record(
        said("NOR", "demands", "a buffer zone"),
        said("PRT", "rejects", "a buffer zone"),
        said("PRT", "demands", "elections"),
    )
    assert [q.key for q in build_table(made, Extent(most=1)).questions] == ["zone"]
    assert [q.key for q in build_table(made, Extent(most=1, include=("elections",))).questions] == ["elections"]


def test_what_a_condition_asks_for_has_a_row_before_what_is_merely_said() -> None:
    made = record(
        said("NOR", "conditional", "a buffer zone", condition="an end to new mobilisation"),
        said("PRT", "accepts", "a buffer zone"),
        said("PRT", "demands", "elections"),
        said("PRT", "demands", "an end to new mobilisation"),
    )
    table = build_table(made, Extent(most=2))
    assert [question.key for question in table.questions] == ["zone", "mobilisation"]
    condition = table.cell("NOR", "zone", "zone").condition
    assert condition is not None
    assert condition.alternatives == ((Atom("mobilisation", "ends"),),)
