"""The search that prunes gives what listing every package gives: numbers, best, efficient, changes, unknowns."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from settlement_samples import cell, questions, supposed, table, tables

from communique.analysis.settlement.blockers import find_blockers, hanging, unblocking
from communique.analysis.settlement.conditions import Verdict, circles, verdict
from communique.analysis.settlement.efficient import (
    best_efficient,
    count_efficient,
    efficient_packages,
    is_left_behind,
    together,
)
from communique.analysis.settlement.packages import find_packages, keys, unsure
from communique.analysis.settlement.scores import Scores, worth
from communique.analysis.settlement.search import prepare
from communique.analysis.settlement.table import Atom, Cell, Package, Place, Standing, Table
from communique.analysis.settlement.trades import find_trades, stated_trades
from communique.errors import UsageError


def every(made: Table) -> Iterator[Package]:
    yield from product(*([option.key for option in question.options] for question in made.questions))


def blocked(made: Table, package: Package) -> frozenset[Place]:
    """The cells that block a package, by definition: red lines, and conditions none of whose alternatives is met.

    That another party accepts an option of the package is looked at in that party's own cell.
    """
    held = {q.key: o for q, o in zip(made.questions, package, strict=True)}
    found = set()
    for question, option in held.items():
        for party in made.parties:
            here = made.cell(party, question, option)
            if here.standing is Standing.RED_LINE:
                found.add((party, question, option))
            elif here.standing is Standing.CONDITIONAL and here.condition and here.condition.alternatives:
                met = [
                    all((held[a.question] == a.option) is not a.negated for a in atoms)
                    for atoms in here.condition.alternatives
                ]
                if not any(met):
                    found.add((party, question, option))
    return frozenset(found)


@settings(max_examples=60)
@given(tables())
def test_open_packages_are_those_that_nobody_blocks(made: Table) -> None:
    expected = [package for package in every(made) if not blocked(made, package)]
    found = find_packages(made, best=1000)
    assert (found.total, found.open) == (made.combinations, len(expected))
    assert sorted(one.package for one in found.best) == sorted(expected)
    for one in found.best:
        # A package that nobody blocks is one in which no cell's verdict is to block, and the reverse.
        assert not one.of(Verdict.BLOCKS)
    for package in every(made):
        held = {q.key: o for q, o in zip(made.questions, package, strict=True)}
        verdicts = [verdict(made, held, (p, q, o)) for q, o in held.items() for p in made.parties]
        assert (Verdict.BLOCKS in verdicts) == bool(blocked(made, package))


@settings(max_examples=50)
@given(tables())
def test_agreed_packages_are_those_that_everybody_accepts_by_the_record(made: Table) -> None:
    doubts = unsure(made)
    agreed = [
        package for package in every(made)
        if not blocked(made, package) and not any(
            (p, q.key, o) in doubts or made.cell(p, q.key, o).standing is Standing.OPPOSES
            for q, o in zip(made.questions, package, strict=True) for p in made.parties
        )
    ]  # fmt: skip
    assert find_packages(made).agreed == len(agreed)


@settings(max_examples=50)
@given(tables(), st.integers(0, 3))
def test_the_best_are_the_first_of_all_in_order(made: Table, number: int) -> None:
    all_of_them = find_packages(made, best=1000).best
    few = find_packages(made, best=number + 1).best
    assert [cost(one) for one in few] == [cost(one) for one in all_of_them[: number + 1]]


def cost(one: object) -> tuple[int, int]:
    places = one.verdicts  # type: ignore[attr-defined]
    return sum(v is Verdict.OBJECTS for v in places.values()), 0


@settings(max_examples=50)
@given(tables(3), st.sampled_from(["indifferent", "unknown"]), st.sampled_from([0.0, 1.0, 3.0]))
def test_efficient_packages_are_those_that_no_other_leaves_behind_for_certain(
    made: Table, silent: str, weight: float
) -> None:
    values = worth(made, Scores(silent=silent, weights={"A": {"q0": weight}}))
    every_row = product(*(range(len(q.options)) for q in made.questions))
    rows = [row for row in every_row if not blocked(made, keys(made, row))]

    def least_gain(one: tuple[int, ...], other: tuple[int, ...], party: int) -> float:
        return sum(
            0.0 if a == b or values.silent[q, party] else values.low[q, party, a] - values.high[q, party, b]
            for q, (a, b) in enumerate(zip(one, other, strict=True))
        )

    def beats(one: tuple[int, ...], other: tuple[int, ...]) -> bool:
        gains = [least_gain(one, other, p) for p in range(len(made.parties))]
        return min(gains) >= -1e-9 and max(gains) > 1e-9

    expected = [row for row in rows if not any(beats(other, row) for other in rows)]
    found = efficient_packages(prepare(made), values)
    assert found is not None
    assert [tuple(row) for row in found.tolist()] == sorted(expected)


@settings(max_examples=50)
@given(tables(3))
def test_sets_of_changes_are_minimal_and_all_there(made: Table) -> None:
    sets = {blocked(made, package) for package in every(made)}
    minimal = {one for one in sets if not any(other < one for other in sets)}
    found, complete = unblocking(prepare(made), most=99)
    assert complete
    assert {frozenset(change.cells) for change in found} == minimal
    for change in found:
        assert blocked(made, change.package) == frozenset(change.cells)


@settings(max_examples=50)
@given(tables(3))
def test_collisions_are_the_minimal_sets_that_no_package_satisfies(made: Table) -> None:
    sets = [blocked(made, package) for package in every(made)]
    if not all(sets):
        assert find_blockers(made).collisions == ()
        return
    cells = sorted(frozenset().union(*sets))
    impossible = [
        frozenset(chosen) for size in range(1, min(len(cells), 5) + 1) for chosen in combinations(cells, size)
        if all(one & frozenset(chosen) for one in sets)
    ]  # fmt: skip
    minimal = {one for one in impossible if not any(other < one for other in impossible)}
    found = {frozenset(one) for one in find_blockers(made).collisions}
    assert {one for one in found if len(one) <= 5} == minimal


@settings(max_examples=40)
@given(tables(3))
def test_what_hangs_on_an_unknown_is_counted_exactly(made: Table) -> None:
    doubts = unsure(made)
    packages = [package for package in every(made) if not blocked(made, package)]
    for found in hanging(prepare(made)):
        party, question, option = found.place
        place = next(n for n, q in enumerate(made.questions) if q.key == question)
        holding = [package for package in packages if package[place] == option]
        assert found.packages == len(holding)
        unknown = [
            {(p, q.key, o) for q, o in zip(made.questions, package, strict=True) for p in made.parties} & doubts
            for package in holding
        ]
        assert found.alone == sum(those == {(party, question, option)} for those in unknown)


def by_sets(made: Table, held: dict[str, str], maybe: bool) -> set[Place]:
    """The cells that accept, or may: the largest set of conditional ones each of whose conditions the rest meets.

    Straight from what a condition says, by trying every set; nothing of the program's own way is in it.
    """
    told = {(p, q, o): made.cell(p, q, o) for q, o in held.items() for p in made.parties}
    for atoms in [a for c in made.cells.values() if c.condition for a in c.condition.alternatives]:
        told |= {(a.party, a.question, a.option): made.cell(a.party, a.question, a.option) for a in atoms if a.party}
    plain = {Standing.PREFERS, Standing.ACCEPTS, Standing.OPEN}
    if maybe:
        plain |= {Standing.UNKNOWN, Standing.CONTRADICTORY, Standing.OPPOSES}
    sure = {place for place, here in told.items() if here.standing in plain}
    waiting = [p for p, here in told.items() if here.standing is Standing.CONDITIONAL and here.condition is not None]
    if maybe:
        sure |= {p for p, here in told.items() if here.standing is Standing.CONDITIONAL and here.condition is None}

    def met(place: Place, accepting: set[Place]) -> bool:
        condition = told[place].condition
        assert condition is not None
        if condition.unlinked and not maybe:
            return False
        return any(
            all(
                (held.get(a.question) == a.option) is not a.negated
                and (a.party is None or (a.party, a.question, a.option) in accepting)
                for a in atoms
            )
            for atoms in condition.alternatives or ((),)
        )

    best: set[Place] = set()
    for size in range(len(waiting) + 1):
        for chosen in combinations(waiting, size):
            if all(met(place, sure | set(chosen)) for place in chosen):
                best |= set(chosen)
    return sure | best


@settings(max_examples=60)
@given(tables(2))
def test_what_a_stand_comes_to_is_what_the_largest_set_that_holds_itself_up_says(made: Table) -> None:
    for package in product(*([o.key for o in q.options] for q in made.questions)):
        held = {q.key: o for q, o in zip(made.questions, package, strict=True)}
        if sum(c.standing is Standing.CONDITIONAL for c in made.cells.values()) > 9:
            return
        certain, possible = by_sets(made, held, False), by_sets(made, held, True)
        for place in [(p, q, o) for q, o in held.items() for p in made.parties]:
            found = verdict(made, held, place)
            assert (found is Verdict.YES) == (place in certain)
            assert (found is Verdict.BLOCKS) == (place not in possible)


def test_ten_parties_that_all_wait_for_each_other_are_settled_at_once() -> None:
    names = "ABCDEFGHIJ"
    cells: dict[str, Cell | str] = {
        f"{p} q0=o0": cell("conditional", tuple(Atom("q0", "o0", other) for other in names if other != p))
        for p in names
    }
    made = table((2,), " ".join(names), cells)
    assert verdict(made, {"q0": "o0"}, ("A", "q0", "o0")) is Verdict.YES
    assert find_packages(made).agreed == 1
    (circle,) = circles(made)
    assert len(circle) == 10
    refused = supposed(made, "J q0=o0 red line")
    assert verdict(refused, {"q0": "o0"}, ("A", "q0", "o0")) is Verdict.BLOCKS


def test_a_condition_is_kept_exactly() -> None:
    made = table((2, 2), "A B", {
        "A q0=o0": cell("conditional", (Atom("q1", "o1"),)), "A q0=o1": "red line", "B q1=o0": "prefers",
    })  # fmt: skip
    assert [one.package for one in find_packages(made).best] == [("o0", "o1")]
    assert find_packages(supposed(made, "B q1=o1 red line")).open == 0


def test_parties_that_wait_for_each_other_can_move_together() -> None:
    made = table((2,), "A B", {
        "A q0=o0": cell("conditional", (Atom("q0", "o0", "B"),)),
        "B q0=o0": cell("conditional", (Atom("q0", "o0", "A"),)),
    })  # fmt: skip
    assert verdict(made, {"q0": "o0"}, ("A", "q0", "o0")) is Verdict.YES
    assert verdict(supposed(made, "B q0=o0 red line"), {"q0": "o0"}, ("A", "q0", "o0")) is Verdict.BLOCKS
    assert verdict(supposed(made, "B q0=o0 unknown"), {"q0": "o0"}, ("A", "q0", "o0")) is Verdict.UNKNOWN


def test_a_condition_in_words_alone_is_unknown_and_blocks_nothing() -> None:
    made = table((2,), "A B", {"A q0=o0": cell("conditional", unlinked=("the weather holds",)), "B q0=o0": "accepts"})
    found = find_packages(made)
    assert found.open == 2
    assert found.agreed == 0


def test_contradictory_red_lines_collide_by_name_and_each_change_opens() -> None:
    made = table((2, 2), "A B", {"A q0=o0": "red line", "B q0=o1": "red line", "A q1=o0": "prefers"})
    found = find_blockers(made)
    assert found.open == 0
    assert found.collisions == ((("A", "q0", "o0"), ("B", "q0", "o1")),)
    assert [change.cells for change in found.changes] == [(("A", "q0", "o0"),), (("B", "q0", "o1"),)]


def test_an_option_that_is_wanted_and_refused_has_its_price_named() -> None:
    made = table((2,), "A B", {"A q0=o0": "prefers", "B q0=o0": "red line"})
    assert [change.cells for change in find_blockers(made).changes] == [(("B", "q0", "o0"),)]


def test_a_trade_helps_both_and_each_half_alone_hurts_one() -> None:
    made = table((2, 2), "A B", {
        "A q0=o0": "prefers", "A q0=o1": "open", "B q0=o0": "opposes", "B q0=o1": "prefers",
        "A q1=o0": "opposes", "A q1=o1": "prefers", "B q1=o0": "prefers", "B q1=o1": "open",
    })  # fmt: skip
    trade = find_trades(made)[0]
    assert trade.certain
    assert min(low for low, _ in trade.gains) > 0
    after = {move.question: move.after for move in trade.moves}
    assert after == {"q0": "o1", "q1": "o1"}
    assert not find_trades(table((2, 2), "A B", {"A q0=o0": "prefers", "B q0=o0": "red line"}))


def test_weights_make_trades() -> None:
    made = table((2, 2), "A B", {
        "A q0=o0": "prefers", "A q0=o1": "opposes", "B q0=o0": "opposes", "B q0=o1": "prefers",
        "A q1=o0": "prefers", "A q1=o1": "opposes", "B q1=o0": "opposes", "B q1=o1": "prefers",
    })  # fmt: skip
    assert not find_trades(made)
    trade = find_trades(made, Scores(weights={"A": {"q0": 3}, "B": {"q1": 3}}))[0]
    assert {(move.question, move.after) for move in trade.moves} == {("q0", "o0"), ("q1", "o1")}


@settings(max_examples=40)
@given(tables(3))
def test_every_trade_is_one(made: Table) -> None:
    values = worth(made)
    for trade in find_trades(made):
        for n, party in enumerate(trade.parties):
            p = made.parties.index(party)
            gains = []
            for move in trade.moves:
                q = next(k for k, question in enumerate(made.questions) if question.key == move.question)
                keys = [option.key for option in made.questions[q].options]
                i, j = keys.index(move.before), keys.index(move.after)
                gains.append((values.low[q, p, j] - values.high[q, p, i], values.high[q, p, j] - values.low[q, p, i]))
            assert min(high for _, high in gains) < 0 < max(low for low, _ in gains)
            assert trade.gains[n] == pytest.approx((sum(g[0] for g in gains), sum(g[1] for g in gains)))
        for move in trade.moves:
            assert all(made.cell(p, move.question, move.after).standing is not Standing.RED_LINE for p in made.parties)


def test_a_stated_trade_is_what_a_condition_asks_for() -> None:
    made = table((2, 2), "A B", {"A q0=o0": cell("conditional", (Atom("q1", "o1"),))})
    (offer,) = stated_trades(made)
    assert (offer.place, offer.wants) == (("A", "q0", "o0"), (Atom("q1", "o1"),))


def test_the_largest_table_is_searched_without_listing_its_packages() -> None:
    chance = np.random.default_rng(7)
    made = Table(tuple("ABCDEFGHIJ"), questions(*[6] * 12))
    cells = {}
    for place in made.places():
        drawn = chance.random()
        if drawn < 0.08:
            cells[place] = Cell(Standing.RED_LINE)
        elif drawn < 0.3:
            cells[place] = Cell(Standing.PREFERS if drawn < 0.2 else Standing.OPPOSES)
    made = replace(made, cells=cells)
    found = find_packages(made)
    refused = {place[1:] for place, here in cells.items() if here.standing is Standing.RED_LINE}
    free = [sum((q.key, option.key) not in refused for option in q.options) for q in made.questions]
    assert found.total == 6**12
    assert found.open == int(np.prod(free))


@pytest.mark.parametrize(
    ("made", "message", "hint"),
    [
        (Table(("A", "B"), ()), "nobody has taken a stand", "outlook file"),
        (Table(("A", "B"), questions(2, 2)), "nobody has taken a stand", "outlook file"),
        (table((2,), "A", {"A q0=o0": "prefers"}), "only one party takes a stand: A", "needs two"),
        (table((2,) * 40, "A B", {"A q0=o0": "prefers"}), "40 issues make 1,099,511,627,776 combinations", "leave out"),
        (table((7,), "A B", {"A q0=o0": "prefers"}), "7 combinations", "merge options of q0"),
        (table((2,), " ".join("ABCDEFGHIJK"), {"A q0=o0": "prefers"}), "11 parties", "name the parties"),
    ],
)
def test_what_cannot_be_searched_is_refused_with_what_to_do(made: Table, message: str, hint: str) -> None:
    with pytest.raises(UsageError) as caught:
        prepare(made)
    assert message in caught.value.message
    assert hint in caught.value.hint


@settings(max_examples=40)
@given(tables(3), st.sampled_from(["indifferent", "unknown"]))
def test_too_many_efficient_packages_are_counted_and_the_best_of_them_listed(made: Table, silent: str) -> None:
    search, values = prepare(made), worth(made, Scores(silent=silent))
    every_one = efficient_packages(search, values)
    assert every_one is not None
    rows = {tuple(row) for row in every_one.tolist()}
    assert count_efficient(search, values) == len(rows)
    for row in product(*(range(len(q.options)) for q in made.questions)):
        if not blocked(made, keys(made, row)):
            assert is_left_behind(search, values, row) is (row not in rows)
    few = best_efficient(search, values, 2)
    assert set(few) <= rows
    assert len(few) == min(2, len(rows))
    weighed = {row: sum(together(values)[q, o] for q, o in enumerate(row)) for row in rows}
    assert [round(weighed[row], 6) for row in few] == sorted((round(w, 6) for w in weighed.values()), reverse=True)[:2]


def test_where_nearly_all_is_unknown_the_best_efficient_packages_are_listed_all_the_same() -> None:
    cells: dict[str, Cell | str] = {f"{party} q{n}=o0": "prefers" for n in range(12) for party in "AB"}
    made = table((4,) * 12, "A B", cells)
    found = find_packages(supposed(made, "A q0=o1 opposes"), best=5)
    assert found.frontier is None
    assert len(found.efficient) == 5
    assert all(one.efficient for one in found.efficient)
    assert found.efficient[0].package == ("o0",) * 12
    assert not any(one.efficient is None for one in found.best)
