"""Predict the time expressions of an annotated corpus, for a TIMEX3 scorer.

Usage: python evals/time.py CORPUS.jsonl PREDICTIONS.jsonl

CORPUS holds one document on each line: {"doc", "dct", "text"} ("dct": the publication date, ISO). PREDICTIONS gets
{"doc", "timexes": [{"start", "end", "type", "value", "edtf"}]} in the same order. Prints the documents per second of
the time component alone, the parse being given.
"""

from __future__ import annotations

import argparse
import json
import time
from pathlib import Path

from communique.reading.spacy_model import SpacyModel
from communique.reading.times import find_times


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("predictions", type=Path)
    options = parser.parse_args()
    rows = [json.loads(line) for line in options.corpus.read_text(encoding="utf-8").splitlines() if line.strip()]
    spent = 0.0
    with options.predictions.open("w", encoding="utf-8") as out:
        for row, parse in zip(rows, SpacyModel().parse(row["text"] for row in rows), strict=True):
            start = time.perf_counter()
            found = find_times(parse, row["dct"])
            spent += time.perf_counter() - start
            timexes = [
                {"start": t.start, "end": t.end, "type": t.type, "value": t.value, "edtf": t.edtf} for t in found
            ]
            print(json.dumps({"doc": row["doc"], "timexes": timexes}), file=out)
    print(f"{len(rows)} documents, {len(rows) / max(spent, 1e-9):.0f} documents/s for time expressions alone")


if __name__ == "__main__":
    main()
