"""A watch killed at every third step of a round: the next one takes in and tells what is left, and nothing twice."""

from __future__ import annotations

import json
import re
import shutil
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from killing import KILLED, RECORD, check, contents, doomed, is_record, quick_folder

from clocks import TurnedClock
from communique.record.store import Store

sys.path.insert(0, str(Path(__file__).parents[1] / "watch"))
from newsroom import NewsSite, Story, page, rss

pytestmark = pytest.mark.slow
WORDS = (
    "Norwegian Foreign Minister Espen Barth Eide will meet Portuguese Foreign Minister Paulo Rangel in {} on {} April."
)
STORIES = [Story(f"/{n}.html", f"Visit {n}", WORDS.format(place, n + 3)) for n, place in enumerate(("Oslo", "Lisbon"))]
ONCE = ["watch", "--once", "--record", RECORD]


@pytest.fixture
def site() -> Iterator[NewsSite]:
    made = NewsSite(TurnedClock())
    for story in STORIES:
        made.put(story.path, page(story))
    made.put("/feed.xml", rss(made, STORIES), "application/rss+xml")
    made.put("/hook", "")
    yield made
    made.close()


def begin(folder: Path, site: NewsSite) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    site.posted.clear()
    (folder / "communique.toml").write_text(
        f'[net]\nallow_private = true\ndelay = "0 s"\n[[sources]]\nurl = "{site.url("/feed.xml")}"\nevery = "1 s"\n'
        f'[[watches]]\nname = "all"\nsend = ["{site.url("/hook")}"]\n'
    )


def told(site: NewsSite) -> Counter[tuple[str, ...]]:
    """What was told, and how often; a digest that came twice under one key is one to who takes it."""
    digests = {headers["idempotency-key"]: json.loads(body) for _, headers, body in site.posted}
    rows = [row for digest in digests.values() for row in digest["changes"]]
    return Counter((row["kind"], row["report"], str(row["after"] or row["before"])) for row in rows)


def without_times(found: dict[str, Any]) -> dict[str, Any]:
    exported = re.sub(r'"fetched": "[^"]*"', "", found["export"])
    return found | {"export": exported, "articles": [replace(article, fetched=None) for article in found["articles"]]}


def test_a_round_killed_at_its_steps(site: NewsSite) -> None:
    with doomed("kept", "model") as doom, quick_folder() as folder:
        used = folder / "used"
        begin(used, site)
        doom.warm(used, ONCE)
        begin(used, site)
        life = doom.run(used, ONCE)
        assert life.code == 0, life
        expected, digests = without_times(contents(used / RECORD)), told(site)
        assert len(expected["articles"]) == 2
        assert digests
        for at in range(1, life.moments + 1, 3):
            begin(used, site)
            assert doom.run(used, ONCE, at=at).code in (KILLED, 0)
            if is_record(used / RECORD):
                check(used / RECORD)
            for _ in range(3):
                again = doom.run(used, ONCE)
                assert again.code == 0, again
                with Store.open(used / RECORD, readonly=True) as store:
                    waiting = sum(tally.waiting for tally in store.polls.tallies().values())
                    if not waiting and not store.outbox.unsent() and store.count().articles == 2:
                        break
            check(used / RECORD)
            assert without_times(contents(used / RECORD)) == expected, f"killed at {at}"
            assert told(site) == digests, f"killed at {at}"
