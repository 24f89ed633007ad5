"""The gate of accuracy: scores the reader on annotated articles and fails below the floors.

    python -m evals.gate                     every set that is here, against evals/floors.json
    python -m evals.gate --set own           one set
    python -m evals.gate --raise-floors      write what was reached as the new floors; floors only rise
    python -m evals.gate --allow-lower       with --raise-floors: lower them too, and say why in the commit
    python -m evals.gate --reader large      the large model of communique.toml; no floors, and answers may cost money
    python -m evals.gate --articles 5        the first five of each set; no floors

`own` is evals/articles/*.jsonl, in the checkout, and `later` the articles of training/ that no shipped weight has seen.
`linked` is evals/linked/, negotiations reported densely, with links between their articles: the gate merges the
annotators' findings there and reads nothing (`python -m evals.links linked` reads).
`dev` and `dev-real` are ../shared/gold/..., skipped where absent.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

from communique.cli.reader import reader_lines
from communique.equipment import load_finder
from communique.errors import SettingsError
from communique.findings.batch import SHIPPED, find_in_part
from communique.findings.finder import RULES, Finder
from communique.findings.jsonl import to_json
from communique.model.article import Article
from communique.model.reader import ReaderKind
from communique.reading.spacy_model import SpacyModel
from communique.settings import load_settings
from evals.linking import link_figures, load_tracks
from evals.scoring import score

HERE = Path(__file__).resolve().parent
FLOORS = HERE / "floors.json"
SHARED = HERE.parents[1] / "shared" / "gold"
SETS = {
    "own": HERE / "articles",
    "dev": SHARED / "dev",
    "dev-real": SHARED / "dev-real",
    "train": SHARED / "train",
    "linked": HERE / "linked",
    "later": HERE.parent / "training" / "articles" / "later",
}
GATED = ("own", "dev", "dev-real", "linked")
GIVEN = frozenset({"linked"})
"""Sets of which only the record made of the annotators' findings is measured."""
FLOORED = (
    "contacts.found",
    "contacts.strict",
    "positions.found",
    "positions.strict",
    "agreements",
    "deadlines",
    "proposal_terms",
    "given.merge",
    "given.conflicts",
    "read.merge",
)
"""The figures that may not fall; `given` is the record made of the annotators' findings, `read` that of the
reader's. The shares of fields are printed beside them: they are taken over what was found, so they can fall when
more is found."""
SLACK = 0.005
"""The parser's sums differ in their last digits between processors, which can turn a close decision."""


def load(name: str) -> list[dict[str, Any]]:
    """The annotated articles of a set, in the order of the files; empty when the set is not here."""
    rows = []
    for path in sorted(SETS[name].glob("*.jsonl")):
        with path.open(encoding="utf-8") as lines:
            rows += [json.loads(line) for line in lines if line.strip()]
    return rows


def find(rows: Sequence[dict[str, Any]], finder: Finder = RULES) -> dict[str, dict[str, Any]]:
    """What the reader finds in these articles, by article."""
    articles = [
        Article(
            id=r["id"], text=r["text"], published=r["published"], title=r.get("title"), publisher=r.get("publisher")
        )
        for r in rows
    ]
    found = list(find_in_part(articles, _model(), SHIPPED, sys.maxsize, finder))
    for failure in (failure for one in found for failure in one.failures):
        print(f"{failure.article}: {failure.reason}", file=sys.stderr)
    return {one.article: to_json(one) for one in found}


@cache
def _model() -> SpacyModel:
    return SpacyModel()


def measure(name: str, finder: Finder = RULES, articles: int | None = None) -> dict[str, float]:
    """The figures of one set; those of its records where the links between its articles are annotated."""
    rows = load(name)[:articles]
    tracks = load_tracks(SETS[name]) if articles is None else []
    golds = {row["id"]: row for row in rows}
    given = {f"given.{key}": value for key, value in link_figures(tracks, golds).items()}
    if name in GIVEN:
        return given
    found = find(rows, finder)
    read = {f"read.{key}": value for key, value in link_figures(tracks, found).items()}
    return score(rows, found) | given | read


def below(figures: dict[str, float], floors: dict[str, float]) -> list[str]:
    """A line for each figure that fell below its floor."""
    return [
        f"{name}: {figures.get(name, 0.0):.4f} is below the floor {floor:.4f}"
        for name, floor in floors.items()
        if figures.get(name, 0.0) < floor - SLACK
    ]


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--set", choices=list(SETS), action="append")
    parser.add_argument("--raise-floors", action="store_true")
    parser.add_argument("--allow-lower", action="store_true")
    parser.add_argument("--reader", type=ReaderKind, default=ReaderKind.RULES, choices=list(ReaderKind))
    parser.add_argument("--articles", type=int, metavar="N")
    options = parser.parse_args(arguments)
    usual = options.reader is ReaderKind.RULES and options.articles is None
    if options.raise_floors and not usual:
        parser.error("floors are those of the rules on all articles")
    try:
        finder = load_finder(load_settings(reader={"kind": options.reader}))
    except SettingsError as error:
        parser.error(str(error))
    floors = json.loads(FLOORS.read_text()) if FLOORS.exists() else {}
    failed = []
    for name in options.set or GATED:
        if not load(name):
            print(f"{name}: skipped, no annotated articles here")
            continue
        figures = measure(name, finder, options.articles)
        known = floors.get(name, {}) if usual else {}
        print(f"{name}: {len(load(name)[: options.articles])} articles")
        for key, value in figures.items():
            print(f"  {key:24} {value:.4f}" + (f"  (floor {known[key]:.4f})" if key in known else ""))
        failed += [f"{name} {line}" for line in below(figures, known)]
        if options.raise_floors and name in GATED:
            reached = {key: figures[key] for key in FLOORED if key in figures}
            floors[name] = {k: v if options.allow_lower else max(v, known.get(k, 0.0)) for k, v in reached.items()}
    for line in reader_lines(finder):
        print(line)
    if options.raise_floors:
        FLOORS.write_text(json.dumps(floors, indent=2) + "\n")
        return 0
    for line in failed:
        print(f"FELL: {line}", file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
