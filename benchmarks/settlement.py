"""Package search and stability at growing size: seconds and peak memory, each size in a process of its own.

python benchmarks/settlement.py            # all
python benchmarks/settlement.py packages   # or: blockers, stability, coalitions
"""

from __future__ import annotations

import resource
import subprocess
import sys
import time
from dataclasses import replace

SIZES = {
    "packages": [(4, 3, 3), (8, 4, 5), (12, 3, 5), (12, 6, 5), (12, 6, 10)],
    "blockers": [(4, 3, 3), (8, 4, 5), (12, 3, 5), (12, 6, 10)],
    "stability": [(8, 2), (10, 3), (12, 5), (14, 5), (16, 5), (16, 2)],
    "coalitions": [(6, 3), (8, 4), (10, 5), (12, 5), (11, 7)],
}


def table(issues: int, options: int, parties: int, seed: int, closed: bool):  # type: ignore[no-untyped-def]
    """A table with a third of its cells known, some of them conditions; `closed`: no package is open."""
    import numpy as np

    from communique.analysis.settlement.table import Atom, Cell, Condition, Option, Question, Standing, Table

    chance = np.random.default_rng(seed)
    questions = tuple(
        Question(f"q{n}", f"Question {n}", tuple(Option(f"o{k}", f"option {k}") for k in range(options)))
        for n in range(issues)
    )
    made = Table(tuple(f"P{n}" for n in range(parties)), questions)
    kinds = [Standing.PREFERS, Standing.ACCEPTS, Standing.OPEN, Standing.OPPOSES, Standing.RED_LINE]
    cells = {}
    for place in made.places():
        drawn = chance.random()
        if drawn < 0.3:
            cells[place] = Cell(kinds[int(chance.choice(5, p=[0.3, 0.3, 0.1, 0.2, 0.1]))])
        elif drawn < 0.33:
            other = questions[(int(place[1][1:]) + int(chance.integers(1, 3))) % issues]
            atom = Atom(other.key, other.options[int(chance.integers(options))].key)
            cells[place] = Cell(Standing.CONDITIONAL, condition=Condition("if", ((atom,),)))
    if closed:
        for k, option in enumerate(questions[0].options):
            cells[made.parties[k % parties], "q0", option.key] = Cell(Standing.RED_LINE)
    return replace(made, cells=cells)


def game(options: int, parties: int, seed: int):  # type: ignore[no-untyped-def]
    import numpy as np

    from communique.analysis.settlement.graph.conflict import Choice, Conflict
    from communique.analysis.settlement.graph.game import Game

    chance = np.random.default_rng(seed)
    choices = tuple(Choice(f"o{k}", f"P{k % parties}") for k in range(options))
    ranks = np.stack([chance.permutation(1 << options).astype(np.int32) for _ in range(parties)])
    return Game(Conflict(choices, {}), ranks)


def measure(kind: str, size: tuple[int, ...]) -> str:
    """One line: the size, what came out, seconds and peak RSS."""
    if kind in ("packages", "blockers"):
        from communique.analysis.settlement.blockers import find_blockers
        from communique.analysis.settlement.packages import find_packages

        made = table(*size, seed=1, closed=kind == "blockers")
        start = time.perf_counter()
        if kind == "packages":
            found = find_packages(made)
            efficient = "too many" if found.frontier is None else f"{found.frontier}"
            out = f"{found.total:.2e} combinations, {found.open:.3g} open, {efficient} efficient"
        else:
            blocked = find_blockers(made)
            out = f"{len(blocked.changes)} sets of changes, {len(blocked.collisions)} collisions"
    elif kind == "stability":
        from communique.analysis.settlement.graph.stability import Concept, find_stability

        model = game(*size, seed=1)
        start = time.perf_counter()
        stability = find_stability(model)
        out = ", ".join(f"{c.value} {int(stability.equilibria(c).sum())}" for c in Concept)
    else:
        from communique.analysis.settlement.graph.coalitions import find_coalition_stability

        model = game(*size, seed=1)
        start = time.perf_counter()
        out = f"{len(find_coalition_stability(model).stable)} coalitions"
    seconds = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return f"{kind:10} {'x'.join(map(str, size)):9} {seconds:7.2f} s  {peak:6.0f} MiB  {out}"


def main() -> None:
    if len(sys.argv) == 3 and sys.argv[2][:1].isdigit():
        print(measure(sys.argv[1], tuple(int(part) for part in sys.argv[2].split("x"))), flush=True)
        return
    print("packages and blockers: issues x options x parties; stability and coalitions: binary options x parties")
    for kind in sys.argv[1:] or SIZES:
        for size in SIZES[kind]:
            subprocess.run([sys.executable, __file__, kind, "x".join(map(str, size))], check=True)


if __name__ == "__main__":
    main()
