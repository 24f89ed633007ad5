"""How long changes, stances and follow-through take on a record of N articles: `python benchmarks/changes.py [N]`.

Makes a synthetic record in memory, times its building, then each question asked of it. Prints readable lines and one
line of JSON with seconds of processor time.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Callable
from datetime import timedelta
from typing import TypeVar

from synthetic import generate

from communique.analysis.changes import find_changes
from communique.analysis.days import last_day
from communique.analysis.follow_through import announcements
from communique.analysis.stances import stance_threads
from communique.record.build import build_record

T = TypeVar("T")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", nargs="?", type=int, default=10_000)
    number = parser.parse_args().articles
    rows = list(generate(number))
    built, record = timed(lambda: build_record([article for article, _ in rows], [found for _, found in rows]))
    print(f"{number} articles, {len(record.contacts)} contacts: built in {built:.2f} s")
    last = last_day(record)
    assert last is not None
    figures: dict[str, float] = {"articles": number, "build_s": round(built, 3)}
    for name, days in (("week", 7), ("quarter", 91), ("everything", 10_000)):
        taken, found = timed(lambda days=days: find_changes(record, last - timedelta(days=days)))  # type: ignore[misc]
        print(f"changes of the last {days} days: {len(found)} in {taken:.2f} s")
        figures[f"changes_{name}_s"] = round(taken, 3)
    taken, threads = timed(lambda: stance_threads(record))
    print(f"stances: {len(threads)} matters in {taken:.2f} s")
    figures["stances_s"] = round(taken, 3)
    taken, told = timed(lambda: announcements(record))
    print(f"follow-through: {len(told)} announcements in {taken:.2f} s")
    figures["follow_through_s"] = round(taken, 3)
    print(json.dumps(figures))


def timed(work: Callable[[], T]) -> tuple[float, T]:
    """Seconds of processor time, and what came out."""
    start = time.process_time()
    found = work()
    return time.process_time() - start, found


if __name__ == "__main__":
    main()
