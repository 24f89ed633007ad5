"""How fast a record is written and opened: `python benchmarks/store.py [N] [--keep FILE] [--server ADDRESS]`.

Writes N made-up articles with their findings in batches of 500, as `communique merge` does, beside a baseline in
turns: the same rows by bare `executemany` into a second file with the same tables. The rates are of the wall clock and
of the processor, since other programs may run beside. Then runs `communique brief` as a user would: once, when all is
merged, and again, when the record opens as it was merged. Prints readable lines and, last, one line of JSON.

With `--server postgresql://...`, an empty database, the record is written there, in turns with a file, which is then
the baseline; words are searched for in both.
"""

from __future__ import annotations

import argparse
import json
import os
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from synthetic import generate

from communique.record.store import Entry, Store, portions

BATCH = 500
TURN = 2000
"""So many articles are written, then the same rows by the baseline."""
SEARCHED = ("consultations", "border crossing", "ceasefire talks", "negoti*", "private")
TABLES = {"articles": "seq", "findings": "article", "fingerprints": "article", "marks": "article"}
"""The tables that an article goes to, and the column with its number."""
OPEN = """
import sys, time
from communique.record.build import load_record
from communique.record.store import Store
start = time.perf_counter()
with Store.open(sys.argv[1], readonly=True) as store:
    record = load_record(store)
print(time.perf_counter() - start)
"""


@dataclass(slots=True)
class Spent:
    """Seconds of the wall clock and of the processor."""

    wall: float = 0.0
    processor: float = 0.0

    @contextmanager
    def counted(self) -> Iterator[None]:
        wall, processor = time.perf_counter(), time.process_time()
        yield
        self.wall += time.perf_counter() - wall
        self.processor += time.process_time() - processor


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", nargs="?", type=int, default=20_000)
    parser.add_argument("--keep", type=Path, help="write the record to this new file, and leave it there")
    parser.add_argument("--server", help="the address of an empty database, to be compared with a file")
    parser.add_argument("--runs", type=int, default=3, help="how often the brief is made")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="communique-bench-") as folder:
        path = arguments.keep or Path(folder) / "record.db"
        if arguments.server:
            print(json.dumps(compare(arguments.server, path, arguments.articles, arguments.runs)))
            return
        figures = {"articles": arguments.articles, **write(path, arguments.articles, Path(folder) / "bare.db")}
        figures |= open_and_brief(str(path), arguments.runs)
    print(json.dumps(figures))


def write(path: Path, number: int, bare: Path) -> dict[str, float]:
    """Articles a second, here and by the baseline; kilobytes of the file for 1,000 articles."""
    ours, theirs = Spent(), Spent()
    with Store.open(path) as store, Store.open(bare), sqlite3.connect(bare, isolation_level=None) as baseline:
        baseline.execute("PRAGMA foreign_keys = ON")
        baseline.execute("PRAGMA synchronous = NORMAL")
        last = 0
        for turn in portions(generate(number), TURN, float("inf")):
            with ours.counted():
                for batch in portions(turn, BATCH):
                    store.add_all(Entry(article, findings, "benchmark 1") for article, findings in batch)
            last = _again(path, baseline, last, theirs)
    baseline.close()
    rate, least = number / ours.wall, number / theirs.wall
    figures = {
        "written_per_s": round(rate, 1),
        "written_per_cpu_s": round(number / ours.processor, 1),
        "bare_per_s": round(least, 1),
        "bare_per_cpu_s": round(number / theirs.processor, 1),
        "ratio": round(theirs.processor / ours.processor, 3),
        "kb_per_1000": round(path.stat().st_size / number, 1),
    }
    print(
        f"{number:,} articles with findings: {rate:,.0f} a second written ({figures['written_per_cpu_s']:,.0f} a second"
        f" of the processor), bare executemany {least:,.0f} ({figures['bare_per_cpu_s']:,.0f}), ratio"
        f" {figures['ratio']:.2f}; {figures['kb_per_1000']:,.0f} kB for 1,000 articles"
    )
    return figures


def compare(server: str, path: Path, number: int, runs: int) -> dict[str, float]:
    """Articles a second and seconds of a search, on a server and in a file, in turns; the server's brief."""
    spent = {server: Spent(), str(path): Spent()}
    searching: dict[str, list[float]] = {server: [], str(path): []}
    with Store.open(server) as there, Store.open(path) as here:
        stores = {server: there, str(path): here}
        for turn in portions(generate(number), TURN, float("inf")):
            for place, store in stores.items():
                with spent[place].counted():
                    for batch in portions(turn, BATCH):
                        store.add_all(Entry(article, findings, "benchmark 1") for article, findings in batch)
        for words in SEARCHED * runs:
            for place, store in stores.items():
                began = time.perf_counter()
                store.search(words)
                searching[place].append(time.perf_counter() - began)
    rate, least = (number / spent[place].wall for place in spent)
    found = {place: statistics.median(seconds) for place, seconds in searching.items()}
    figures = {
        "articles": number,
        "written_per_s": round(rate, 1),
        "file_written_per_s": round(least, 1),
        "ratio": round(rate / least, 3),
        "search_s": round(found[server], 4),
        "file_search_s": round(found[str(path)], 4),
    }
    print(f"{number:,} articles with findings: {rate:,.0f} a second on the server, {least:,.0f} in a file")
    print(f"a search: {found[server] * 1000:,.1f} ms on the server, {found[str(path)] * 1000:,.1f} ms in a file")
    figures |= open_and_brief(server, runs)
    return figures | {f"file_{name}": value for name, value in open_and_brief(str(path), runs).items()}


def _again(path: Path, baseline: sqlite3.Connection, last: int, spent: Spent) -> int:
    """Write the rows that came after the article numbered `last` once more, by statements alone."""
    with sqlite3.connect(path) as reading:
        rows = {
            table: reading.execute(f"SELECT * FROM {table} WHERE {number} > ?", (last,)).fetchall()
            for table, number in TABLES.items()
        }
    reading.close()
    batches = []
    for batch in portions(rows["articles"], BATCH, float("inf")):
        numbers = {row[0] for row in batch}
        parts = {name: [row for row in some if row[name == "marks"] in numbers] for name, some in rows.items()}
        batches.append({name: part for name, part in parts.items() if part})
    with spent.counted():
        for parts in batches:
            baseline.execute("BEGIN IMMEDIATE")
            for table, part in parts.items():
                baseline.executemany(f"INSERT INTO {table} VALUES ({','.join('?' * len(part[0]))})", part)
            baseline.execute("COMMIT")
    return max((row[0] for row in rows["articles"]), default=last)


def open_and_brief(place: str, runs: int) -> dict[str, float]:
    """Seconds to open the record and to make its brief, each in a process of its own, and their peak memory."""
    brief = [sys.executable, "-m", "communique", "brief", "--record", place, "-o", os.devnull, "--format", "text"]
    _, merged, memory = run(brief)
    opening = [run([sys.executable, "-c", OPEN, place]) for _ in range(runs)]
    briefs = [run(brief) for _ in range(runs)]
    figures = {
        "first_brief_s": round(merged, 3),
        "first_brief_rss_mb": round(memory, 1),
        "open_s": round(statistics.median(float(output) for output, _, _ in opening), 3),
        "open_rss_mb": round(max(memory for _, _, memory in opening), 1),
        "brief_s": round(statistics.median(seconds for _, seconds, _ in briefs), 3),
        "brief_rss_mb": round(max(memory for _, _, memory in briefs), 1),
    }
    print(f"the first brief, for which all is merged, in {merged:.1f} s (peak {memory:.0f} MB); after that:")
    print(
        f"opened in {figures['open_s']:.2f} s (peak {figures['open_rss_mb']:.0f} MB), `communique brief` in"
        f" {figures['brief_s']:.2f} s with its start (peak {figures['brief_rss_mb']:.0f} MB)"
    )
    return figures


def run(command: list[str]) -> tuple[str, float, float]:
    """What a command prints, its seconds and its peak memory in MB."""
    start = time.perf_counter()
    with tempfile.TemporaryFile("w+") as output:
        process = subprocess.Popen(command, stdout=output, stderr=output)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
        output.seek(0)
        said = output.read()
    if status:
        raise SystemExit(f"{' '.join(command)} failed:\n{said}")
    return said.strip(), seconds, usage.ru_maxrss / 1024


if __name__ == "__main__":
    main()
