"""Measures how often each rule of agreements, deadlines and proposals is right; these become confidences.

    python -m training.rule_precision ANNOTATED.jsonl... [--out src/communique/data]

Rewrites the `[precision]` tables of `agreements.toml`, `deadlines.toml` and `proposals.toml`: the share of a rule's
findings that an annotator has too, drawn towards the mean of all rules as if WEIGHT more findings had been seen.
Deterministic.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

from evals.scoring import align, sentence_weight, term_weight

from communique.findings import find_all
from communique.findings.jsonl import to_json
from communique.reading.reading import Reading
from training.network_data import DATA, read

WEIGHT = 4
FILES = {"agreements": "agreements", "deadlines": "deadlines", "terms": "proposals"}
HEAD = (
    "# Share of findings right on the training articles, by rule, drawn towards the mean of all rules (as if four\n"
    "# more findings had been seen); `default` is that mean, for rules not seen there.\n"
    "[precision]\n"
)

Row = dict[str, Any]


def judged(pairs: Iterable[tuple[Row, Reading]]) -> Iterator[tuple[str, str, bool]]:
    """Kind, rule and verdict of every finding."""
    for gold, reading in pairs:
        found = to_json(find_all(reading))
        for kind in ("agreements", "deadlines"):
            weight = partial(sentence_weight, gold["text"], kind)
            hits = {j for _, j in align(gold[kind], found[kind], weight)}
            yield from ((kind, item["reason"], j in hits) for j, item in enumerate(found[kind]))
        terms = [(term, proposal["reason"]) for proposal in found["proposals"] for term in proposal["terms"]]
        wanted = [term for proposal in gold["proposals"] for term in proposal["terms"]]
        hits = {j for _, j in align(wanted, [term for term, _ in terms], term_weight)}
        yield from (("terms", rule, j in hits) for j, (_, rule) in enumerate(terms))


def table(right: Counter[str], seen: Counter[str]) -> str:
    """The `[precision]` table as TOML."""
    mean = sum(right.values()) / max(sum(seen.values()), 1)
    rows = [f"default = {mean:.2f}"]
    rows += [f'"{rule}" = {(right[rule] + WEIGHT * mean) / (seen[rule] + WEIGHT):.2f}' for rule in sorted(seen)]
    return HEAD + "\n".join(rows) + "\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("annotated", nargs="+", type=Path)
    parser.add_argument("--out", type=Path, default=DATA)
    options = parser.parse_args()
    right: dict[str, Counter[str]] = {kind: Counter() for kind in FILES}
    seen: dict[str, Counter[str]] = {kind: Counter() for kind in FILES}
    for kind, rule, verdict in judged(read(options.annotated)):
        seen[kind][rule] += 1
        right[kind][rule] += verdict
    for kind, name in FILES.items():
        path = options.out / f"{name}.toml"
        before, _, after = path.read_text(encoding="utf-8").partition(HEAD)
        following = after.find("\n[")
        rest = after[following:] if following >= 0 else ""
        path.write_text(before + table(right[kind], seen[kind]) + rest, encoding="utf-8")
        print(f"{kind}: {sum(right[kind].values())} of {sum(seen[kind].values())} right, {len(seen[kind])} rules")


if __name__ == "__main__":
    main()
