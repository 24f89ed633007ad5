"""How long `communique brief` takes on a record of N articles, and how much memory: `python benchmarks/brief.py [N]`.

Makes a synthetic record, then runs the command as a user would, in a process of its own, once to warm the disk and
then a few times. Prints the best and median time, the parts of it measured within one process, and one line of JSON.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

from synthetic import generate

from communique.record.build import build_record
from communique.record.store import Store


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", nargs="?", type=int, default=1000)
    parser.add_argument("--runs", type=int, default=3)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="communique-bench-") as folder:
        path = Path(folder) / "record.db"
        written = write(path, arguments.articles)
        opened, built, contacts = parts(path)
        print(f"{arguments.articles} articles, {path.stat().st_size / 1e6:.1f} MB, {written:,.0f} articles/s written")
        print(f"open and read {opened:.3f} s, build the record {built:.3f} s, {contacts} contacts")
        runs = [brief(path, Path(folder) / "brief.md") for _ in range(arguments.runs + 1)][1:]
        size = (Path(folder) / "brief.md").stat().st_size
    times = [seconds for seconds, _ in runs]
    peak = max(memory for _, memory in runs)
    print(f"communique brief: best {min(times):.2f} s, median {statistics.median(times):.2f} s, peak {peak:.0f} MB")
    figures = {
        "articles": arguments.articles,
        "contacts": contacts,
        "written_per_s": round(written, 1),
        "open_s": round(opened, 4),
        "build_s": round(built, 4),
        "brief_s": round(statistics.median(times), 4),
        "brief_best_s": round(min(times), 4),
        "brief_bytes": size,
        "peak_rss_mb": round(peak, 1),
    }
    print(json.dumps(figures))


def write(path: Path, articles: int) -> float:
    """Write the synthetic record; articles a second, their making not counted."""
    made = list(generate(articles))
    start = time.perf_counter()
    with Store.open(path) as store:
        for article, findings in made:
            store.add(article, findings, reader="benchmark 1")
    return articles / (time.perf_counter() - start)


def parts(path: Path) -> tuple[float, float, int]:
    """Seconds to read the record from its file, seconds to build it, and how many contacts it has."""
    start = time.perf_counter()
    with Store.open(path, readonly=True) as store:
        kept = store.contents()
    read = time.perf_counter()
    record = replace(build_record(kept.articles, kept.findings), failures=tuple(kept.failures))
    return read - start, time.perf_counter() - read, len(record.contacts)


def brief(path: Path, output: Path) -> tuple[float, float]:
    """Seconds and peak memory in MB of one run of the command."""
    command = [sys.executable, "-m", "communique", "brief", "--record", str(path), "-o", str(output)]
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    assert process.stderr is not None
    errors = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    if status:
        raise SystemExit(f"{' '.join(command)} failed:\n{errors.decode()}")
    return seconds, usage.ru_maxrss / 1024


if __name__ == "__main__":
    main()
