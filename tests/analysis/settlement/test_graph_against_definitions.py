"""The solver on bit masks agrees with the definitions on random small conflicts, for every party, state and concept."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from graph_oracle import Oracle
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.analysis.settlement.graph.coalitions import find_coalition_stability
from communique.analysis.settlement.graph.conflict import Choice, Conflict, Preference
from communique.analysis.settlement.graph.game import Game
from communique.analysis.settlement.graph.inverse import is_stable, needs, unmet
from communique.analysis.settlement.graph.paths import status_quo
from communique.analysis.settlement.graph.preferences import prioritised, ranks
from communique.analysis.settlement.graph.sampling import Wish, drawn, sample
from communique.analysis.settlement.graph.stability import Concept, find_stability
from communique.errors import UsageError


@st.composite
def games(draw: st.DrawFn, most: int = 5) -> Game:
    """Conflicts of two or three parties with ties, infeasible patterns and moves that cannot be undone."""
    number = draw(st.integers(2, most))
    parties = ["A", "B", "C"][: draw(st.integers(2, 3))]
    options = tuple(
        Choice(f"o{k}", draw(st.sampled_from(parties)), once=draw(st.sampled_from(["", "", "", "taken", "dropped"])))
        for k in range(number)
    )
    pattern = st.text("YN-", min_size=number, max_size=number)
    infeasible = tuple(draw(st.lists(pattern.filter(lambda text: text.count("-") < len(text)), max_size=2)))
    conflict = Conflict(options, {}, infeasible)
    if not any(
        not all(p in ("-", "YN"[not s >> k & 1]) for k, p in enumerate(text))
        for text in infeasible
        for s in range(1 << number)
    ):
        conflict = Conflict(options, {})
    try:
        _ = conflict.feasible
    except UsageError:
        conflict = Conflict(options, {})
    rows = [draw(st.lists(st.integers(0, 6), min_size=1 << number, max_size=1 << number)) for _ in conflict.parties]
    return Game(conflict, np.asarray(rows, dtype=np.int32))


@settings(max_examples=100)
@given(games(4))
def test_stability_agrees_with_the_definitions(game: Game) -> None:
    oracle, found = Oracle(game), find_stability(game)
    for concept in Concept:
        for party in game.parties:
            expected = [oracle.stable(party, state, concept) for state in oracle.feasible]
            assert found.stable[concept][party][oracle.feasible].tolist() == expected
    assert not found.equilibria(Concept.GMR)[~game.feasible].any()


@pytest.mark.slow
@settings(max_examples=3000)
@given(games())
def test_stability_agrees_with_the_definitions_on_thousands(game: Game) -> None:
    oracle, found = Oracle(game), find_stability(game)
    for concept in Concept:
        for party in game.parties:
            expected = [oracle.stable(party, state, concept) for state in oracle.feasible]
            assert found.stable[concept][party][oracle.feasible].tolist() == expected


@settings(max_examples=30)
@given(games(4))
def test_coalitions_agree_with_the_definitions(game: Game) -> None:
    oracle, found = Oracle(game), find_coalition_stability(game)
    for size in range(1, len(game.parties) + 1):
        for members in combinations(game.parties, size):
            rows = found.stable[tuple(game.conflict.parties[m] for m in members)]
            for concept in Concept:
                expected = [oracle.coalition_stable(members, state, concept) for state in oracle.feasible]
                assert rows[concept][oracle.feasible].tolist() == expected


@settings(max_examples=50)
@given(games(4))
def test_the_concepts_contain_each_other(game: Game) -> None:
    found = find_stability(game).stable
    for narrow, wide in (
        (Concept.NASH, Concept.SMR),
        (Concept.SMR, Concept.GMR),
        (Concept.NASH, Concept.SEQ),
        (Concept.SEQ, Concept.GMR),
    ):
        assert not (found[narrow] & ~found[wide]).any()


@settings(max_examples=50)
@given(games(4), st.sampled_from(list(Concept)))
def test_what_is_missing_for_stability_is_missing_exactly_where_a_state_is_unstable(
    game: Game, concept: Concept
) -> None:
    stable = find_stability(game).equilibria(concept)
    for state in np.flatnonzero(game.feasible):
        assert is_stable(game, int(state), concept) == bool(stable[state])


@settings(max_examples=50)
@given(games(4))
def test_preferences_changed_as_the_inverse_analysis_says_make_a_state_stable(game: Game) -> None:
    state = int(np.flatnonzero(game.feasible)[0])
    changed = game.ranks.copy()
    for need in unmet(game, state, Concept.NASH):
        party = game.conflict.parties.index(need.party)
        changed[party, need.escape] = changed[party, state]
    assert is_stable(Game(game.conflict, changed), state, Concept.NASH)
    assert all(need.any_of[0] == (need.escape,) for need in needs(game, state, Concept.SMR))


@settings(max_examples=50)
@given(games(4))
def test_the_tree_reaches_what_improvements_reach_by_shortest_legal_paths(game: Game) -> None:
    oracle = Oracle(game)
    start = oracle.feasible[0]
    tree = status_quo(game, start)
    assert set(tree.depth) - {start} == oracle.reached(list(game.parties), start, True) - {start}
    for state in tree.depth:
        path = tree.path(state)
        assert path is not None
        assert len(path) == tree.depth[state]
        here = start
        for step, before in zip(path, [None, *path], strict=False):
            party = game.conflict.parties.index(step.party)
            assert step.before == here
            assert step.after in oracle.better(party, here)
            assert before is None or before.party != step.party
            here = step.after


@given(st.lists(st.lists(st.booleans(), min_size=8, max_size=8), max_size=5))
def test_option_prioritisation_orders_by_the_first_statement_that_differs(columns: list[list[bool]]) -> None:
    found = prioritised([np.array(column) for column in columns], 8)
    for one in range(8):
        for other in range(8):
            key = [column[one] for column in columns], [column[other] for column in columns]
            assert (found[one] > found[other]) == (key[0] > key[1])


def test_draws_agree_with_the_record_and_repeat_with_their_seed() -> None:
    conflict = Conflict((Choice("a", "A"), Choice("b", "B")), {})
    wishes = {"A": (Wish("!a", 0), Wish("b", 1)), "B": (Wish("a", 1, either=True), Wish("!b", 1))}
    for seed in range(20):
        made = drawn(conflict, wishes, np.random.default_rng(seed))
        assert made.preferences["A"].statements == ("!a", "b")
        assert sorted(made.preferences["B"].statements) in (["!b", "a"], ["!(a)", "!b"])
    assert sample(conflict, wishes, 30, 3).outcomes == sample(conflict, wishes, 30, 3).outcomes
    first = sample(conflict, wishes, 30, 3).outcomes[0]
    assert first.stable[Concept.NASH] <= 30


@settings(max_examples=50)
@given(st.integers(0, 1000))
def test_an_order_that_leaves_pairs_open_is_drawn_consistently(seed: int) -> None:
    conflict = Conflict((Choice("a", "A"), Choice("b", "B")), {"A": Preference(order=("YN > NN", "NY > NN = YY"))})
    rows = ranks(conflict, np.random.default_rng(seed))
    state = {name: conflict.state(name) for name in ("YN", "NN", "NY", "YY")}
    a = rows[0]
    assert a[state["YN"]] > a[state["NN"]]
    assert a[state["NY"]] > a[state["NN"]] == a[state["YY"]]
