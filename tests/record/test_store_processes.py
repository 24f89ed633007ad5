"""Several processes on one record, in either database: nothing is lost, nothing doubled, and readers see one moment."""

from __future__ import annotations

import signal
import sqlite3
import subprocess
import sys
import textwrap
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from record_samples import all_kinds, article
from sqlalchemy import func, select

from communique.errors import RecordError
from communique.model.watching import Letter, Standing
from communique.record.store import Store
from communique.record.store.schema import articles

HERE = Path(__file__).parent
WRITER = """
    import sys
    sys.path.insert(0, sys.argv[1])
    from record_samples import all_kinds, article
    from communique.record.store import Store
    _, _, place, name, count = sys.argv
    with Store.open(place) as store:
        print("open", flush=True)
        for number in range(int(count)):
            key = f"{name}-{number}"
            store.add(article(key), all_kinds(key), reader="1")
            store.add(article(f"both-{number}"), all_kinds(f"both-{number}"), reader="1")
            print(key, flush=True)
"""


def writer(place: str, name: str, count: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", textwrap.dedent(WRITER), str(HERE), place, name, str(count)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def filled(place: str, count: int = 3) -> str:
    with Store.open(place) as store:
        for number in range(count):
            store.add(article(f"a-{number}"), all_kinds(f"a-{number}"), reader="1")
    return place


def test_a_record_opened_for_reading_cannot_be_written(place: str) -> None:
    with (
        Store.open(filled(place), readonly=True) as store,
        pytest.raises(RecordError, match="reading only"),
    ):
        store.add(article("new"), None, reader="1")


def test_two_processes_on_one_record_lose_nothing(place: str) -> None:
    running = [writer(place, name, 20) for name in ("left", "right")]
    for process in running:
        _, errors = process.communicate(timeout=60)
        assert process.returncode == 0, errors
    with Store.open(place) as store:
        expected = {f"{name}-{n}" for name in ("left", "right", "both") for n in range(20)}
        assert {a.id for a in store.articles()} == expected
        assert store.count().contacts == 60
        assert len(list(store.findings())) == 60


def test_a_killed_writer_leaves_a_whole_record(place: str) -> None:
    process = writer(place, "k", 10_000)
    assert process.stdout is not None
    reported = []
    for line in process.stdout:
        reported.append(line.strip())
        if len(reported) > 15:
            process.send_signal(signal.SIGKILL)
            break
    process.communicate()
    with Store.open(place, readonly=True) as store:
        assert {f"k-{n}" for n in range(10)} <= {a.id for a in store.articles()}
    with Store.open(place) as store:
        kept = {a.id for a in store.articles()}
        assert set(reported[1:]) <= kept
        assert all(store.findings_of(key) == all_kinds(key) for key in kept)
        assert store.count().contacts == len(kept)
        assert store.add(article("after"), all_kinds("after"), reader="1")
    if "://" not in place:
        with sqlite3.connect(place) as raw:
            assert raw.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            assert raw.execute("PRAGMA foreign_key_check").fetchall() == []
            raw.execute("INSERT INTO article_words(article_words) VALUES ('integrity-check')")
        raw.close()


def test_a_reader_sees_one_moment_while_another_writes(place: str) -> None:
    filled(place)
    with Store.open(place) as store, Store.open(place, readonly=True) as reading:
        seen = reading.articles()
        next(seen)
        store.add(article("new"), None, reader="1")
        assert len(list(seen)) == 2
        assert reading.has("new")


def test_a_question_with_two_parts_is_answered_as_of_one_moment(place: str) -> None:
    with Store.open(filled(place)) as store, store._database.reading() as db:
        number = select(func.count()).select_from(articles)
        before = db.execute(number).scalar()
        store.add(article("new"), None, reader="1")
        assert db.execute(number).scalar() == before == 3


def test_what_comes_in_after_an_article_has_a_higher_number(place: str) -> None:
    """A watch remembers how far it has told by the number of an article: none may turn up below it later."""
    with Store.open(place, readonly=False) as store:
        running = [writer(place, name, 15) for name in ("left", "right")]
        seen: frozenset[str] = frozenset()
        told = 0
        while any(process.poll() is None for process in running):
            latest = store.outbox.last_article()
            until = store.outbox.articles_until(latest)
            assert seen <= until
            assert seen == store.outbox.articles_until(told)
            seen, told = until, latest
        assert [process.communicate()[1] for process in running] == ["", ""]


def test_of_many_who_want_a_lease_at_once_one_gets_it(place: str) -> None:
    now = datetime(2025, 3, 14, 12, tzinfo=UTC)
    with Store.open(place) as store, ThreadPoolExecutor(6) as pool:
        asked = [
            pool.submit(store.outbox.lease, "watch", f"{n}", now, length=timedelta(hours=1), is_alive=lambda _: True)
            for n in range(6)
        ]
        others = [future.result() for future in asked]
    assert others.count(None) == 1
    assert {other for other in others if other is not None} == {f"{others.index(None)}"}


def test_of_two_who_tell_the_same_at_once_one_letter_is_left(place: str) -> None:
    now = datetime(2025, 3, 14, 12, tzinfo=UTC)
    with Store.open(place) as store, ThreadPoolExecutor(4) as pool:
        for number in range(5):
            letter = Letter(f"k-{number}", "talks", "print", "{}", now)
            standing = Standing("talks", number)
            for future in [pool.submit(store.outbox.tell, standing, [f"c-{number}"], [letter], now=now) for _ in "ab"]:
                future.result()
        assert [letter.key for letter in store.outbox.unsent()] == [f"k-{n}" for n in range(5)]
        assert store.outbox.untold("talks", [f"c-{n}" for n in range(6)]) == {"c-5"}
