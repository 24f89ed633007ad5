"""Conflicts with published analyses come out as published."""

from __future__ import annotations

import numpy as np
import pytest

from communique.analysis.settlement.graph.coalitions import find_coalition_stability
from communique.analysis.settlement.graph.conflict import Choice, Conflict, Preference
from communique.analysis.settlement.graph.game import Game
from communique.analysis.settlement.graph.holding import would_hold
from communique.analysis.settlement.graph.paths import status_quo
from communique.analysis.settlement.graph.stability import Concept, find_stability
from communique.errors import UsageError


def ranked(*states: str) -> Preference:
    return Preference(ranking=tuple((state,) for state in states))


COOPERATE = (Choice("row", "Row", "cooperates"), Choice("column", "Column", "cooperates"))
DILEMMA = Conflict(COOPERATE, {"Row": ranked("NY", "YY", "NN", "YN"), "Column": ranked("YN", "YY", "NN", "NY")})
"""Prisoner's Dilemma (Fang, Hipel and Kilgour 1993, chapter 3): each would rather defect, whatever the other does."""

CHICKEN = Conflict(COOPERATE, {"Row": ranked("NY", "YY", "YN", "NN"), "Column": ranked("YN", "YY", "NY", "NN")})
"""Chicken (the same): to be the only one who swerves is bad, a collision is worse."""

ELMIRA = Conflict(
    options=(
        Choice("modify", "MoE", "modifies the control order", once="taken"),
        Choice("delay", "Uniroyal", "delays", once="dropped"),
        Choice("accept", "Uniroyal", "accepts the order"),
        Choice("abandon", "Uniroyal", "abandons its plant", once="taken"),
        Choice("insist", "Local", "insists on the original order"),
    ),
    preferences={
        "MoE": ranked(*"734851269"),
        "Uniroyal": ranked(*"148593726"),
        "Local": ranked(*"735186429"),
    },
    # Uniroyal does just one of its three.
    infeasible=("-YY--", "-Y-Y-", "--YY-", "-NNN-"),
    states={
        "1": "NYNNN", "2": "YYNNN", "3": "NNYNN", "4": "YNYNN", "5": "NYNNY", "6": "YYNNY", "7": "NNYNY", "8": "YNYNY",
        "9": "-NNY-",
    },
    start="1",
)  # fmt: skip
"""The Elmira groundwater contamination conflict, Ontario 1989-1991: states, moves and rankings of Hipel, Fang, Kilgour
and Haight, Environmental conflict resolution using the graph model, IEEE conference on Systems, Man and Cybernetics
1993; and Kilgour, Hipel, Fang and Peng, Coalition analysis in group decision support, Group Decision and Negotiation
2001."""


HUNT = Conflict(COOPERATE, {"Row": ranked("YY", "NY", "NN", "YN"), "Column": ranked("YY", "YN", "NN", "NY")})
"""Stag Hunt (M. J. Osborne, An Introduction to Game Theory, Oxford 2004, chapter 2): the stag takes both."""

CONCERT = Conflict(COOPERATE, {"Row": Preference(ranking=(("YY",), ("NN",), ("NY", "YN"))),
                               "Column": Preference(ranking=(("NN",), ("YY",), ("NY", "YN")))})  # fmt: skip
"""Bach or Stravinsky (the same): each would rather hear its own composer, and above all hear it together."""

PENNIES = Conflict(COOPERATE, {"Row": Preference(ranking=(("YY", "NN"), ("YN", "NY"))),
                               "Column": Preference(ranking=(("YN", "NY"), ("YY", "NN")))})  # fmt: skip
"""Matching Pennies (the same): what the one wins the other loses."""


def names(conflict: Conflict) -> dict[str, list[str]]:
    found = find_stability(Game.of(conflict))
    return {concept.value: found.names(concept) for concept in Concept}


def test_in_the_prisoners_dilemma_defection_is_nash_and_cooperation_holds_by_foresight() -> None:
    assert names(DILEMMA) == {"Nash": ["NN"], "GMR": ["NN", "YY"], "SMR": ["NN", "YY"], "SEQ": ["NN", "YY"]}


def test_in_chicken_one_yields_by_nash_and_both_hold_out_for_each_other_only_by_threats_that_hurt() -> None:
    """Cooperation is GMR and SMR, but not SEQ: to answer by defecting as well is worst for the one who answers."""
    assert names(CHICKEN) == {
        "Nash": ["NY", "YN"],
        "GMR": ["NY", "YN", "YY"],
        "SMR": ["NY", "YN", "YY"],
        "SEQ": ["NY", "YN"],
    }


def test_two_by_two_games_have_their_textbook_nash_equilibria() -> None:
    assert names(HUNT)["Nash"] == ["NN", "YY"]
    assert names(CONCERT)["Nash"] == ["NN", "YY"]
    assert names(PENNIES)["Nash"] == []


def test_the_two_hunters_leave_the_hares_together() -> None:
    """A coalition of both improves on two hares, so that only the stag withstands it."""
    for concept in Concept:
        assert find_coalition_stability(Game.of(HUNT)).names(concept) == ["YY"]


def test_elmira_asked_whether_it_would_hold_tells_each_outcome_once() -> None:
    found = would_hold(None, ELMIRA, target="3")
    conflict = found.sampled.conflict
    assert not found.drawn
    assert sorted(conflict.label(outcome.state) for outcome in found.sampled.outcomes) == ["5", "8", "9"]
    together = {conflict.label(state): pair for state, pair in found.together.items()}
    assert together == {"5": (0, 0), "8": (1, 1), "9": (1, 1)}
    assert {conflict.label(state) for state in found.reached} == {"5"}
    assert [(need.party, conflict.label(need.escape), n) for need, n in found.missing] == [("Uniroyal", "9", 1)]


def test_statements_of_preference_give_the_same_dilemma() -> None:
    by_statements = Conflict(
        COOPERATE,
        {"Row": Preference(statements=("column", "!row")), "Column": Preference(statements=("row", "!column"))},
    )
    assert names(by_statements) == names(DILEMMA)


def test_elmira_has_the_published_equilibria() -> None:
    found = names(ELMIRA)
    assert found["Nash"] == ["5", "8", "9"]
    assert found["SEQ"] == ["5", "8", "9"]
    assert found["GMR"] == ["1", "4", "5", "8", "9"]
    assert found["SMR"] == ["1", "4", "5", "8", "9"]


def test_in_elmira_the_ministry_and_the_company_together_leave_state_5_for_state_8() -> None:
    """That is what happened in October 1991, and why state 5 is no equilibrium once coalitions are looked at."""
    found = find_coalition_stability(Game.of(ELMIRA))
    for concept in (Concept.NASH, Concept.SEQ):
        assert found.names(concept) == ["8", "9"]
    stable = found.stable["MoE", "Uniroyal"][Concept.NASH]
    assert not stable[ELMIRA.state("5")]
    assert stable[ELMIRA.state("8")]


def test_in_elmira_single_improvements_lead_from_the_status_quo_to_state_5_alone() -> None:
    tree = status_quo(Game.of(ELMIRA), ELMIRA.state("1"))
    assert sorted(ELMIRA.label(state) for state in tree.depth) == ["1", "5"]
    path = tree.path(ELMIRA.state("5"))
    assert path is not None
    assert [step.party for step in path] == ["Local"]


def test_two_to_the_sixteen_states_of_five_parties_are_solved() -> None:
    chance = np.random.default_rng(1)
    options = tuple(Choice(f"o{k}", "ABCDE"[k % 5]) for k in range(16))
    ranks = np.stack([chance.permutation(1 << 16).astype(np.int32) for _ in range(5)])
    found = find_stability(Game(Conflict(options, {}), ranks))
    assert not (found.stable[Concept.NASH] & ~found.stable[Concept.SEQ]).any()


@pytest.mark.parametrize(
    ("order", "circle"),
    [
        (("YN > NN", "NN > YY", "YY > YN"), "NN > YY > YN > NN"),
        (("YN > NN", "NN = YY", "YY > YN"), ">"),
        (("YN > YN",), "YN > YN"),
    ],
)
def test_cyclic_preferences_are_refused_with_the_circle(order: tuple[str, ...], circle: str) -> None:
    conflict = Conflict(COOPERATE, {"Row": Preference(order=order)})
    with pytest.raises(UsageError) as caught:
        Game.of(conflict)
    assert "go round in a circle" in caught.value.message
    assert circle in caught.value.message
    assert "take one of these comparisons out" in caught.value.hint


@pytest.mark.parametrize(
    ("build", "message"),
    [
        (lambda: Conflict(tuple(Choice(f"o{k}", "A") for k in range(40)), {}), "2^40 = 1,099,511,627,776 states"),
        (lambda: Conflict(COOPERATE, {"Rwo": Preference()}), "no such party of the conflict: Rwo (did you mean Row?)"),
        (lambda: Conflict((*COOPERATE, COOPERATE[0]), {}), "two options of the conflict have one key"),
        (lambda: Conflict((Choice("a", "A", once="never"),), {}), "once = 'never'"),
        (lambda: Conflict(COOPERATE, {}, ("--",)).feasible, "no state of the conflict is feasible"),
        (lambda: Conflict(COOPERATE, {}, ("Y",)).feasible, "has 1 places for 2 options"),
        (lambda: Conflict(COOPERATE, {}, ("rwo & column",)).feasible, "no such option: rwo (did you mean row?)"),
        (lambda: Conflict(COOPERATE, {}, ("row &",)).feasible, "ends too early"),
        (lambda: Conflict(COOPERATE, {}, ("(row",)).feasible, "a bracket is not closed"),
        (lambda: Conflict(COOPERATE, {}, ("row column",)).feasible, "unexpected 'column'"),
        (lambda: Conflict(COOPERATE, {}, ("YY",)).state("YY"), "no feasible state is 'YY'"),
        (lambda: Game.of(Conflict(COOPERATE, {"Row": ranked("YY", "NN")})), "leaves out 2 feasible states"),
        (lambda: Game.of(Conflict(COOPERATE, {"Row": Preference(("row",), (("YY",),))})), "in two forms"),
        (lambda: Game.of(Conflict(COOPERATE, {"Row": Preference(order=("YY",))})), "no comparison"),
    ],
)  # fmt: skip
def test_a_conflict_that_is_none_is_refused_with_what_is_wrong(build: object, message: str) -> None:
    with pytest.raises(UsageError) as caught:
        build()  # type: ignore[operator]
    assert message in str(caught.value)
