"""Reading speed against the bare parser: `python benchmarks/read.py [ARTICLES.jsonl ...] [--rounds 3] [--least 96]`.

`bare` is the plain spaCy pipeline, whole, as its package loads it; `communique` the reader with everything on (parse,
actors, times, attribution and all findings). Both run in the same way: one process, then two, each loaded once and
held to one thread, given the same texts a dozen at a time, in turn with each other in every round. `ratio` is of
articles per second, `processor_ratio` of seconds of processor time, which other work on the machine disturbs less;
both are medians of the rounds. Fewer articles than `--least` are taken several times.

The last line is JSON: `{"articles", "articles_per_s", "bare_articles_per_s", "ratio", "processor_ratio",
"peak_rss_mb"}` for one process, then the same of two with `_2` behind the name, and `two_over_one`. `peak_rss_mb` is
that of the largest worker.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor, wait
from dataclasses import dataclass
from itertools import cycle, islice
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from communique.engine import Reader
from communique.engine.engine import SHARE
from communique.engine.workers import Workers
from communique.model.article import Article
from communique.processes import ONE_THREAD
from communique.reading.spacy_model import DEFAULT, SpacyModel

EXAMPLES = Path(__file__).resolve().parents[1] / "examples"
PROCESSES = (1, 2)
Partitions = list[list[Article]]


@dataclass(frozen=True, slots=True)
class Pass:
    """One pass over all articles: seconds by the clock, and of processor time in all processes."""

    seconds: float
    processor: float


def load(paths: list[Path], least: int = 0) -> list[Article]:
    """The articles of these JSONL files that have a text, over again until there are as many as asked for."""
    articles = []
    for path in paths:
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines()):
            row = json.loads(line)
            if row.get("text"):
                name = row.get("id") or f"{path.stem}-{number}"
                articles.append(Article(id=name, text=row["text"], published=row.get("published")))
    return list(islice(cycle(articles), max(least, len(articles))))


_bare: Any = None


def load_bare() -> None:
    """Load the pipeline in a process of its own."""
    global _bare
    import importlib

    _bare = importlib.import_module(DEFAULT).load()


def parse_bare(texts: list[str]) -> int:
    """Parse texts there; gives the number of the process."""
    for _ in _bare.pipe(texts):
        pass
    return os.getpid()


class BareSide:
    """So many processes with the bare pipeline."""

    def __init__(self, processes: int) -> None:
        self._pool = ProcessPoolExecutor(processes, get_context("spawn"), load_bare)
        self.numbers: set[int] = set()

    def read(self, partitions: Partitions) -> None:
        found = self._pool.map(parse_bare, [[article.text for article in part] for part in partitions])
        self.numbers.update(found)

    def close(self) -> None:
        self._pool.shutdown()


class OurSide:
    """So many workers as the program starts them."""

    def __init__(self, processes: int) -> None:
        self._workers = Workers(Reader(SpacyModel()), processes)

    @property
    def numbers(self) -> set[int]:
        return self._workers.numbers

    def read(self, partitions: Partitions) -> None:
        for part in wait([self._workers.read(part) for part in partitions]).done:
            assert not any(found.failures for found in part.result())

    def close(self) -> None:
        self._workers.close()


def processor_s(numbers: Sequence[int] | set[int]) -> float:
    """Seconds of processor time that processes have used (Linux; else 0)."""
    total = 0.0
    for number in numbers:
        stat = Path(f"/proc/{number}/stat")
        if stat.exists():
            fields = stat.read_text().rpartition(")")[2].split()
            total += (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    return total


def peak_rss_mb(numbers: Sequence[int] | set[int]) -> float:
    """The most memory that one of these processes ever held, in megabytes (Linux; else 0)."""
    peaks = [0.0]
    for number in numbers:
        status = Path(f"/proc/{number}/status")
        if status.exists():
            rows = dict(row.split(":", 1) for row in status.read_text().splitlines() if ":" in row)
            peaks.append(int(rows["VmHWM"].split()[0]) / 1024)
    return max(peaks)


def measured(side: BareSide | OurSide, work: Callable[[], None]) -> Pass:
    """One pass of a side."""
    before, start = processor_s(side.numbers), time.perf_counter()
    work()
    return Pass(time.perf_counter() - start, processor_s(side.numbers) - before)


def compare(partitions: Partitions, processes: int, rounds: int) -> dict[str, float]:
    """The figures of so many processes; what is one's own runs in turn with the bare parser."""
    bare, ours = BareSide(processes), OurSide(processes)
    try:
        bare.read(partitions), ours.read(partitions)
        passes = [
            (measured(bare, lambda: bare.read(partitions)), measured(ours, lambda: ours.read(partitions)))
            for _ in range(rounds)
        ]
        peak = peak_rss_mb(ours.numbers)
    finally:
        bare.close(), ours.close()
    number = sum(map(len, partitions))
    return {
        "articles_per_s": round(number / statistics.median(own.seconds for _, own in passes), 2),
        "bare_articles_per_s": round(number / statistics.median(other.seconds for other, _ in passes), 2),
        "ratio": round(statistics.median(other.seconds / own.seconds for other, own in passes), 3),
        "processor_ratio": round(
            statistics.median(other.processor / own.processor if own.processor else 0 for other, own in passes), 3
        ),
        "peak_rss_mb": round(peak, 1),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("inputs", nargs="*", type=Path)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--least", type=int, default=96)
    options = parser.parse_args()
    os.environ.update(dict.fromkeys(ONE_THREAD, "1"))
    articles = load(options.inputs or sorted(EXAMPLES.glob("*.jsonl")), options.least)
    partitions = [articles[first : first + SHARE] for first in range(0, len(articles), SHARE)]
    print(f"{len(articles)} articles, {sum(len(a.text) for a in articles):,} characters, {options.rounds} rounds")
    figures: dict[str, float] = {"articles": len(articles)}
    for processes in PROCESSES:
        found = compare(partitions, processes, options.rounds)
        bare, ours = found["bare_articles_per_s"], found["articles_per_s"]
        print(f"{processes} process{'es' * (processes > 1)}: bare parser {bare} articles/s, communique {ours}")
        print(f"  ratio {found['ratio']}, by processor time {found['processor_ratio']}")
        print(f"  {found['peak_rss_mb']} MB at most in one worker")
        figures |= {name if processes == 1 else f"{name}_{processes}": value for name, value in found.items()}
    figures["two_over_one"] = round(figures["articles_per_s_2"] / figures["articles_per_s"], 2)
    print(f"two workers over one: {figures['two_over_one']}")
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
