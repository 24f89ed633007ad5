"""The solver on bit masks agrees with the definitions on random small conflicts, for every party, state and concept."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from graph_oracle import Formula, Oracle, Plain, State, fits, pattern_of, written
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


@st.composite
def conflicts(draw: st.DrawFn, most: int = 4, parties: int = 3) -> Plain:
    """Conflicts of two or more parties with ties, infeasible patterns and moves that cannot be undone."""
    number = draw(st.integers(2, most))
    names = "ABCD"[: draw(st.integers(2, parties))]
    owners = tuple(draw(st.sampled_from(names)) for _ in range(number))
    once = tuple(draw(st.sampled_from(["", "", "", "taken", "dropped"])) for _ in range(number))
    pattern = st.text("YN-", min_size=number, max_size=number).filter(lambda text: text.count("-") < len(text))
    infeasible = tuple(draw(st.lists(pattern, max_size=2)))
    if not Plain(owners, once, infeasible, {}).states():
        infeasible = ()
    states = Plain(owners, once, infeasible, {}).states()
    levels = st.lists(st.integers(0, 6), min_size=len(states), max_size=len(states))
    wishes: dict[str, tuple[Formula, ...] | dict[State, int]] = {}
    for party in dict.fromkeys(owners):
        if draw(st.booleans()):
            wishes[party] = dict(zip(states, draw(levels), strict=True))
        else:
            wishes[party] = tuple(draw(st.lists(formulas(number), max_size=5)))
    return Plain(owners, once, infeasible, wishes)


def formulas(number: int) -> st.SearchStrategy[Formula]:
    option = st.tuples(st.just("option"), st.integers(0, number - 1))
    return st.recursive(
        option,
        lambda inner: st.one_of(
            st.tuples(st.just("not"), inner),
            st.tuples(st.sampled_from(["and", "or", "if", "iff"]), inner, inner),
        ),
        max_leaves=4,
    )


def game_of(plain: Plain) -> Game:
    """The same conflict as an analyst would write it, as the program reads it."""
    preferences = {}
    for party, wishes in plain.wishes.items():
        if isinstance(wishes, tuple):
            preferences[party] = Preference(statements=tuple(written(formula) for formula in wishes))
        else:
            levels = sorted(set(wishes.values()), reverse=True)
            groups = (tuple(pattern_of(s) for s, value in wishes.items() if value == level) for level in levels)
            preferences[party] = Preference(ranking=tuple(groups))
    options = tuple(
        Choice(f"o{k}", owner, once=once) for k, (owner, once) in enumerate(zip(plain.owners, plain.once, strict=True))
    )
    return Game.of(Conflict(options, preferences, plain.infeasible))


def number_of(state: State) -> int:
    return sum(1 << k for k, taken in enumerate(state) if taken)


def games(most: int = 4) -> st.SearchStrategy[Game]:
    return conflicts(most).map(game_of)


def check_stability(plain: Plain) -> None:
    game, oracle = game_of(plain), Oracle(plain)
    found = find_stability(game)
    assert game.conflict.parties == oracle.parties
    assert sorted(number_of(s) for s in oracle.feasible) == np.flatnonzero(game.feasible).tolist()
    for concept in Concept:
        for n, party in enumerate(oracle.parties):
            expected = {number_of(s) for s in oracle.feasible if oracle.stable(party, s, concept.value)}
            assert set(np.flatnonzero(found.stable[concept][n]).tolist()) == expected, (concept, party)


def check_coalitions(plain: Plain) -> None:
    game, oracle = game_of(plain), Oracle(plain)
    found = find_coalition_stability(game)
    for size in range(1, len(oracle.parties) + 1):
        for members in combinations(oracle.parties, size):
            for concept in Concept:
                expected = {number_of(s) for s in oracle.feasible if oracle.coalition_stable(members, s, concept.value)}
                rows = found.stable[members][concept]
                assert set(np.flatnonzero(rows).tolist()) == expected, (concept, members)


@settings(max_examples=100)
@given(conflicts())
def test_stability_agrees_with_the_definitions(plain: Plain) -> None:
    check_stability(plain)


@pytest.mark.slow
@settings(max_examples=3000)
@given(conflicts(5, 4))
def test_stability_agrees_with_the_definitions_on_thousands(plain: Plain) -> None:
    check_stability(plain)


@settings(max_examples=40)
@given(conflicts())
def test_coalitions_agree_with_the_definitions(plain: Plain) -> None:
    check_coalitions(plain)


@pytest.mark.slow
@settings(max_examples=1000)
@given(conflicts(4, 4))
def test_coalitions_agree_with_the_definitions_on_thousands(plain: Plain) -> None:
    check_coalitions(plain)


@settings(max_examples=50)
@given(conflicts())
def test_a_coalition_of_one_is_a_party_but_for_answers_of_coalitions(plain: Plain) -> None:
    """Nash, GMR and SMR of one party are those without coalitions; CSEQ has more answers than SEQ."""
    game = game_of(plain)
    alone, together = find_stability(game).stable, find_coalition_stability(game).stable
    for n, party in enumerate(game.conflict.parties):
        for concept in (Concept.NASH, Concept.GMR, Concept.SMR):
            assert (alone[concept][n] == together[party,][concept]).all()
        assert not (alone[Concept.SEQ][n] & ~together[party,][Concept.SEQ]).any()


def test_patterns_and_numbers_of_states_are_read_as_written() -> None:
    state = (True, False, True)
    assert (pattern_of(state), number_of(state), fits("Y-Y", state), fits("Y-N", state)) == ("YNY", 5, True, False)


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
@given(conflicts(), st.booleans())
def test_the_tree_reaches_what_moves_reach_by_shortest_legal_paths(plain: Plain, improving: bool) -> None:
    game, oracle = game_of(plain), Oracle(plain)
    states = {number_of(state): state for state in oracle.feasible}
    start = min(states)
    tree = status_quo(game, start, improving)
    steps = oracle.better if improving else oracle.moves
    layers, seen = [{states[start]}], {states[start]}
    while layers[-1]:
        layers.append({to for s in layers[-1] for p in oracle.parties for to in steps(p, s)} - seen)
        seen |= layers[-1]
    assert tree.depth == {number_of(s): n for n, layer in enumerate(layers) for s in layer}
    reached = oracle.reached(oracle.parties, states[start], improving) | {states[start]}
    assert {states[number] for number in tree.depth} == reached
    for state in tree.depth:
        path = tree.path(state)
        assert path is not None
        assert len(path) == tree.depth[state]
        here = start
        for step, before in zip(path, [None, *path], strict=False):
            assert step.before == here
            assert states[step.after] in steps(step.party, states[here])
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
