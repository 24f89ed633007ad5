"""A server with many at work on one record, some of them killed: nothing is lost, and nothing is there twice."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest
from record_samples import all_kinds

from communique.record.build import load_record
from communique.record.store import Store
from postgres_server import PostgresServer

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("postgresql")]

HERE = Path(__file__).parent
ARTICLES = 60
WRITER = """
    import sys
    sys.path.insert(0, sys.argv[1])
    from datetime import UTC, datetime
    from decision_samples import decided
    from record_samples import FAILURE, all_kinds, article
    from dataclasses import replace
    from communique.model.decisions import Action
    from communique.model.watching import Letter, Poll, Seen, Standing
    from communique.record.store import Entry, Store
    _, _, place, name, count = sys.argv
    now = datetime(2025, 3, 14, 12, tzinfo=UTC)
    with Store.open(place) as store:
        for number in range(int(count)):
            own, common = f"{name}-{number}", f"both-{number}"
            store.add_all([Entry(article(key), all_kinds(key), "1") for key in (own, common)])
            store.add(article(own), all_kinds(own), reader="2")
            store.add_failure(replace(FAILURE, origin=common))
            made = decided(Action.CONFIRM, ("one", "c1"), at=number % 60, by=f"{name} {number}")
            store.add_decisions([made, decided(Action.REJECT, ("one", "c1"), at=number % 60, by=f"both {number}")])
            seen = [Seen(common, "1", "{}"), Seen(own, "1", "{}")]
            store.polls.keep(Poll("https://news.example/feed", "News"), seen, now=now)
            letter = Letter(common, "talks", "print", "{}", now)
            store.outbox.tell(Standing("talks", number), [common], [letter], now=now)
            print(number, flush=True)
"""
READER = """
    import sys
    from communique.record.build import load_record
    from communique.record.store import Store
    with Store.open(sys.argv[1], readonly=True) as store:
        before, revision, looks = [], 0, 0
        while True:
            now = store.revision()
            assert now >= revision, (now, revision)
            held = store.contents()
            keys = [article.id for article in held.articles]
            assert len(keys) == len(set(keys))
            assert keys[:len(before)] == before, "an article came in between others"
            # Whatever an article came with is there with it.
            assert [found.article for found in held.findings] == keys
            assert not keys or store.search("envoys", limit=10)
            before, revision, looks = keys, now, looks + 1
            print(looks, len(keys), flush=True)
"""


def start(program: str, *arguments: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", textwrap.dedent(program), *arguments]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def test_many_processes_on_one_record_of_a_server(postgres: PostgresServer) -> None:
    place = postgres.new_place()
    with Store.open(place):
        pass
    names = [f"w{number}" for number in range(4)]
    writers = {name: start(WRITER, str(HERE), place, name, str(ARTICLES)) for name in names}
    time.sleep(1)
    readers = [start(READER, place) for _ in range(2)]
    chance = random.Random(7)
    for _ in range(8):
        time.sleep(chance.random() * 2)
        name = chance.choice(names)
        writers[name].send_signal(signal.SIGKILL)
        writers[name].communicate()
        writers[name] = start(WRITER, str(HERE), place, name, str(ARTICLES))
    for name, process in writers.items():
        _, errors = process.communicate(timeout=600)
        assert process.returncode == 0, (name, errors)
    for process in readers:
        assert process.poll() is None, process.communicate()[1]
        process.kill()
        assert process.communicate()[0].count("\n") > 2
    with Store.open(place, readonly=True) as store:
        expected = {f"{name}-{number}" for name in (*names, "both") for number in range(ARTICLES)}
        keys = [kept.id for kept in store.articles()]
        assert len(keys) == len(expected)
        assert set(keys) == expected
        assert all(store.findings_of(key) == all_kinds(key) for key in keys)
        assert len(store.failures()) == ARTICLES
        assert len(store.decisions()) == len({made.id for made in store.decisions()}) == 5 * ARTICLES
        assert len(store.outbox.unsent()) == ARTICLES
        tally = store.polls.tallies()["https://news.example/feed"]
        assert tally.waiting == len(expected)
        assert len(load_record(store).articles) == len(expected)
