"""Who says what, measured on PolNeAR: runs the attribution component over its texts and writes predictions.

    python evals/attribution.py CORPUS.jsonl --split dev -o predictions.jsonl

CORPUS.jsonl has one document a line with `doc`, `text` and `split`; each output line is
`{"doc", "attributions": [{"source", "cue", "content"}]}` with character spans (`content` a list of them), as the
attribution scorer reads. PolNeAR gives each token to one attribution at most, so only outer ones are written.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from pathlib import Path

from communique.reading.attribution.attribution import find_attributions
from communique.reading.spacy_model import SpacyModel


def main() -> None:
    options = _options()
    lines = Path(options.corpus).read_text(encoding="utf-8").splitlines()
    rows = [row for row in map(json.loads, filter(None, lines)) if row.get("split", options.split) == options.split]
    spent = 0.0
    with Path(options.output).open("w", encoding="utf-8") as out:
        for row, parse in zip(rows, SpacyModel().parse(row["text"] for row in rows), strict=True):
            begin = time.perf_counter()
            found = find_attributions(parse, ())
            spent += time.perf_counter() - begin
            outer = [{"source": a.source, "cue": a.cue, "content": a.content} for a in found if not a.nested]
            out.write(json.dumps({"doc": row["doc"], "attributions": outer}) + "\n")
    characters = sum(len(row["text"]) for row in rows)
    per_article = 1000 * 1350 * spent / max(characters, 1)
    print(f"{len(rows)} documents, {per_article:.2f} ms per 1,350 characters without the parse", file=sys.stderr)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus")
    parser.add_argument("--split", default="dev", choices=["train", "dev", "test"])
    parser.add_argument("-o", "--output", default="attribution-predictions.jsonl")
    return parser.parse_args()


if __name__ == "__main__":
    main()
