"""The command itself, killed again and again while it reads real articles from a site that changes: a minute or two."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from random import Random

import pytest
from newsroom import FILLER, NewsSite, Story, page, rss

from clocks import TurnedClock
from communique.record.store import Store

PLACES = ("Lisbon", "Oslo", "Geneva", "Vienna", "Doha", "Muscat", "Cairo", "Rome", "Madrid", "Prague", "Athens", "Bern")
MINISTERS = ("Norwegian Foreign Minister Espen Barth Eide", "Portuguese Foreign Minister Paulo Rangel",
             "Turkish Foreign Minister Hakan Fidan", "German Foreign Minister Johann Wadephul")  # fmt: skip

pytestmark = pytest.mark.slow


def stories(number: int) -> list[Story]:
    found = []
    for n in range(number):
        one, other = MINISTERS[n % 4], MINISTERS[(n + 1 + n // 4 % 3) % 4]
        words = f"{one} will meet {other} in {PLACES[n % 12]} on {n % 27 + 1} {('April', 'May')[n % 2]}, they said."
        found.append(Story(f"/{n}.html", f"Visit {n}", f"{words} {FILLER}"))
    return found


def test_a_watch_that_is_killed_again_and_again_loses_nothing_and_tells_nothing_twice(tmp_path: Path) -> None:
    site = NewsSite(TurnedClock())
    random = Random(3)
    everything = stories(24)
    for story in everything:
        site.put(story.path, page(story))
    site.put("/hook", "")
    (tmp_path / "communique.toml").write_text(
        f'[net]\nallow_private = true\ndelay = "0.1 s"\n[[sources]]\nurl = "{site.url("/feed.xml")}"\nevery = "1 s"\n'
        f'[[watches]]\nname = "all"\nsend = ["{site.url("/hook")}"]\n'
    )
    command = [sys.executable, "-m", "communique", "watch"]
    try:
        for number in range(2, 25, 2):
            site.put("/feed.xml", rss(site, reversed(everything[:number])), "application/rss+xml")
            child = subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            time.sleep(random.uniform(2.0, 9.0))
            child.kill()
            child.wait(10)
        done = subprocess.run([*command, "--once"], cwd=tmp_path, capture_output=True, text=True, timeout=300)
        assert done.returncode == 0, done.stderr
        time.sleep(1.5)
        subprocess.run([*command, "--once"], cwd=tmp_path, capture_output=True, timeout=300, check=True)
    finally:
        site.close()
    with Store.open(tmp_path / "communique.db") as store:
        urls = Counter(article.url for article in store.articles())
        assert store.outbox.unsent() == []
        assert sum(tally.waiting for tally in store.polls.tallies().values()) == 0
    assert urls == {site.url(story.path): 1 for story in everything}
    digests = {headers["idempotency-key"]: json.loads(body) for _, headers, body in site.posted}
    rows = [row for digest in digests.values() for row in digest["changes"]]
    told = Counter((row["kind"], row["report"], str(row["after"] or row["before"])) for row in rows)
    assert all(digest["changes"] for digest in digests.values())
    assert max(told.values()) == 1
