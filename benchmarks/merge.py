"""How long merging takes as a record grows: `python benchmarks/merge.py [--sizes 1000 10000 100000] [--record]`.

For each size, in a process of its own: the time and memory of a full merge of the contacts of so many synthetic
articles, then of taking in one more article and of giving the record's contacts after it (median and worst of
several, which were held back). With `--record` the time and memory of the whole record instead, with everything that
is merged in it. Times are the processor's, so that other work on the machine hardly counts; the wall clock's are in
the JSON too. Prints a line for each size and, last, one line of JSON.
"""

from __future__ import annotations

import argparse
import gc
import itertools
import json
import math
import resource
import statistics
import subprocess
import sys
import time
from collections import Counter

from synthetic import World, generate

from communique.articles.identity import content_key
from communique.record.build import build_record
from communique.record.merging.groups import Source
from communique.record.merging.merge import Merging

SIZES = (1_000, 10_000)
ADDED = 25
_LINE = (
    "{articles:,} articles, {reports:,} reports, {contacts:,} contacts, the largest of {largest} reports, pairs F1 "
    "{f1:.3f}: merge {merge_s:.2f} s, one more article {add_s:.4f} s (worst {add_worst_s:.4f} s), with a new list of "
    "all contacts {add_and_list_s:.4f} s, peak {peak_rss_mb:.0f} MB"
)
_RECORD_LINE = "{articles:,} articles: the whole record in {merge_s:.2f} s, peak {peak_rss_mb:.0f} MB"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, help="how many articles")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--one", action="store_true", help="measure in this process, and print JSON alone")
    parser.add_argument("--record", action="store_true", help="measure the whole record, with all that is merged in it")
    arguments = parser.parse_args()
    measured = measure_record if arguments.record else measure
    if arguments.one:
        print(json.dumps(measured(arguments.sizes[0], arguments.seed)))
        return
    line = _RECORD_LINE if arguments.record else _LINE
    rows = []
    for size in arguments.sizes:
        command = [sys.executable, __file__, "--one", "--sizes", str(size), "--seed", str(arguments.seed)]
        command += ["--record"] if arguments.record else []
        rows.append(json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout))
        print(line.format(**rows[-1]), flush=True)
    growth = []
    for before, after in itertools.pairwise(rows):
        steps = math.log10(after["articles"] / before["articles"])
        growth.append(round((after["merge_s"] / before["merge_s"]) ** (1 / steps), 2))
        print(f"{before['articles']:,} to {after['articles']:,}: 10 times the articles, {growth[-1]} times the time")
    print(json.dumps({"sizes": rows, "time_for_10_times": growth}))


def measure(size: int, seed: int) -> dict[str, float]:
    """The figures of one size."""
    world = World()
    sources = [
        Source(article.id, findings.contacts, article.published, content_key(article.text))
        for article, findings in generate(size + ADDED, seed, world)
    ]
    held_back = [sources.pop(number) for number in sorted(_spread(len(sources)), reverse=True)]
    _pause_collector()
    wall, start = time.perf_counter(), time.process_time()
    merging = Merging()
    merging.update(sources)
    contacts = merging.contacts()
    merged, wall = time.process_time() - start, time.perf_counter() - wall
    gc.enable()
    added, listed = [], []
    for source in held_back:
        start = time.process_time()
        merging.update([source])
        added.append(time.process_time() - start)
        merging.contacts()
        listed.append(time.process_time() - start)
    return {
        "articles": size,
        "reports": sum(len(source.reports) for source in sources),
        "contacts": len(contacts),
        "largest": max(len(contact.reports) for contact in contacts),
        "f1": _f1([[world.truth[r.article, r.id] for r in contact.reports] for contact in contacts]),
        "merge_s": round(merged, 3),
        "merge_wall_s": round(wall, 3),
        "add_s": round(statistics.median(added), 5),
        "add_worst_s": round(max(added), 5),
        "add_and_list_s": round(statistics.median(listed), 5),
        "peak_rss_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1),
    }


def measure_record(size: int, seed: int) -> dict[str, float]:
    """Time and memory of a record with everything in it: contacts, agreements, persons, copies, conflicts."""
    made = list(generate(size, seed))
    _pause_collector()
    wall, start = time.perf_counter(), time.process_time()
    record = build_record((article for article, _ in made), (findings for _, findings in made))
    merged, wall = time.process_time() - start, time.perf_counter() - wall
    return {
        "articles": size,
        "contacts": len(record.contacts),
        "merge_s": round(merged, 3),
        "merge_wall_s": round(wall, 3),
        "peak_rss_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1),
    }


def _pause_collector() -> None:
    """As the program does where it loads a record."""
    gc.collect()
    gc.freeze()
    gc.disable()


def _spread(articles: int) -> list[int]:
    """ADDED places from all over the record."""
    return [articles * (2 * number + 1) // (2 * ADDED) for number in range(ADDED)]


def _f1(contacts: list[list[int]]) -> float:
    """How well pairs of reports are put together, against what really was one contact."""
    right = sum(_pairs(members.count(real)) for members in contacts for real in set(members))
    found = sum(_pairs(len(members)) for members in contacts)
    real_counts = Counter(real for members in contacts for real in members)
    return round(2 * right / (found + sum(map(_pairs, real_counts.values()))), 4)


def _pairs(count: int) -> int:
    return count * (count - 1) // 2


if __name__ == "__main__":
    main()
