"""A disk that fills up while articles are read, sources watched, decisions posted: told with what to do, nothing lost,
and work goes on once there is room."""

from __future__ import annotations

import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
from crash_stories import on_record, write_given
from killing import KILLED, RECORD, Doomed, check, contents, doomed, is_record
from small_disk import disk as disk
from small_disk import fill

from clocks import TurnedClock
from communique.record.store import Store

sys.path.insert(0, str(Path(__file__).parents[1] / "watch"))
sys.path.insert(0, str(Path(__file__).parents[1] / "web"))
from desk_records import fields_of
from newsroom import Desk, NewsSite, Story, page, rss, talks

from communique.watch.place import Place

ROOM = "free some space"


@pytest.fixture(scope="module")
def doom() -> Iterator[Doomed]:
    with doomed("kept", "desk", "model") as one:
        yield one


@pytest.fixture
def site() -> Iterator[NewsSite]:
    made = NewsSite(TurnedClock())
    yield made
    made.close()


@pytest.mark.slow
@pytest.mark.parametrize(("count", "workers", "step"), [(6, "1", 60_000), (100, "2", 300_000)])
def test_reading_onto_a_disk_that_fills_up(
    count: int, workers: str, step: int, disk: Path, tmp_path: Path, doom: Doomed
) -> None:
    read = on_record("read", "given.jsonl", "--workers", workers)
    write_given(tmp_path, count)
    assert doom.run(tmp_path, read).code == 0
    expected = contents(tmp_path / RECORD)
    used, refused, kept = disk / "used", 0, set()
    for left in range(0, 4 * step, step):
        used.mkdir()
        write_given(used, count)
        filler = fill(disk, left)
        life = doom.run(used, read)
        assert life.code in (0, 4), life
        if life.code:
            refused += 1
            assert ROOM in life.said, life
            assert "defect" not in life.said
        if is_record(used / RECORD):
            check(used / RECORD)
            with Store.open(used / RECORD, readonly=True) as store:
                kept.add(store.count().articles)
        filler.unlink()
        assert doom.run(used, read).code == 0
        check(used / RECORD)
        assert contents(used / RECORD) == expected
        subprocess.run(["rm", "-r", used], check=True)
    assert refused > 0
    assert workers == "1" or len(kept) > 1


def publish(site: NewsSite, number: int) -> list[Story]:
    stories = [Story(f"/{n}.html", f"Visit {n}", talks(f"2025-04-{n + 1:02}")) for n in range(number)]
    for story in stories:
        site.put(story.path, page(story))
    site.put("/feed.xml", rss(site, stories), "application/rss+xml")
    return stories


@pytest.mark.slow
def test_a_watch_that_ends_after_a_round_says_that_the_disk_is_full(disk: Path, site: NewsSite, doom: Doomed) -> None:
    publish(site, 2)
    (disk / "communique.toml").write_text(
        f'[net]\nallow_private = true\ndelay = "0 s"\n[[sources]]\nurl = "{site.url("/feed.xml")}"\nevery = "1 s"\n'
    )
    once = ["watch", "--once", "--record", RECORD]
    assert doom.run(disk, ["search", "x", "--record", RECORD]).code == 4
    for left in (0, 40_000, 230_000):
        filler = fill(disk, left)
        life = doom.run(disk, once)
        assert life.code == 4, (left, life)
        assert ROOM in life.said
        filler.unlink()
    time.sleep(1)
    life = doom.run(disk, once)
    assert life.code == 0, life
    check(disk / RECORD)
    with Store.open(disk / RECORD, readonly=True) as store:
        assert store.count().articles == 2


class Hours(TurnedClock):
    """A clock on which something happens after so many seconds; `to_come` holds what, in the order of time."""

    def __init__(self) -> None:
        super().__init__()
        self.to_come: list[tuple[float, Callable[[], object]]] = []

    def turn(self, seconds: float) -> None:
        super().turn(seconds)
        while self.to_come and self.to_come[0][0] <= self.monotonic():
            self.to_come.pop(0)[1]()


def test_a_watch_that_goes_on_waits_for_room(disk: Path, site: NewsSite) -> None:
    clock = Hours()
    publish(site, 2)
    desk = Desk(disk, site, clock, [Place(site.url("/feed.xml"), "Feed")])
    clock.to_come = [
        (3600.0, lambda: (publish(site, 12), fill(disk, 0))),
        (4 * 3600.0, (disk / "filler").unlink),
    ]
    try:
        desk.wait(hours=9)
        assert not clock.to_come
        assert any("the disk is full" in line and ROOM in line for line in desk.lines), desk.lines
        assert len(desk.lines) < 8, "it says so once, not at each try"
        assert desk.texts() == sorted({talks(f"2025-04-{n + 1:02}") for n in range(12)})
    finally:
        desk.close()
    check(disk / "r.db")


@contextmanager
def serving(doom: Doomed, folder: Path) -> Iterator[httpx.Client]:
    """A desk on the record of a folder, and somebody at a browser; killed at the end."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    lives: list[Any] = []
    serve = on_record("serve", "--port", str(port))
    thread = threading.Thread(target=lambda: lives.append(doom.run(folder, serve, after=12)))
    thread.start()
    try:
        with httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=30, trust_env=False) as browser:
            until = time.monotonic() + 10
            while not is_up(browser) and time.monotonic() < until:
                time.sleep(0.05)
            yield browser
    finally:
        thread.join()
    assert lives[0].code == KILLED
    assert "Traceback" not in lives[0].said, lives[0].said


def is_up(browser: httpx.Client) -> bool:
    try:
        return browser.get("/contacts").status_code == 200
    except httpx.TransportError:
        return False


@pytest.mark.slow
def test_a_desk_on_a_full_disk_refuses_keeps_what_was_typed_and_goes_on(disk: Path, doom: Doomed) -> None:
    write_given(disk, 4)
    assert doom.run(disk, on_record("merge", "given.jsonl", "--articles", "given.jsonl")).code == 0
    with serving(doom, disk) as browser:
        contact = browser.get("/contacts?format=json").json()["items"][0]["id"]
        form = fields_of(browser.get(f"/items/{contact}").text, "edit") | {"set.place": "Reykjavik"}
        filler = fill(disk, 0)
        refused = browser.post("/decisions", data=form)
        assert (refused.status_code, "Reykjavik" in refused.text, ROOM in refused.text.lower()) == (507, True, True)
        assert browser.get("/contacts").status_code == 200, "who reads is not held up"
        outlook = browser.post("/outlook", data=form | {"action": "option", "seen": "", "part": "", "issue": "aid",
                                                        "name": "more", "label": "more"})  # fmt: skip
        assert outlook.status_code < 500 or outlook.status_code == 507, outlook.text[-600:]
        filler.unlink()
        assert browser.post("/decisions", data=form).status_code == 303
    check(disk / RECORD)
    with Store.open(disk / RECORD, readonly=True) as store:
        assert [dict(made.values) for made in store.decisions()] == [{"place": "Reykjavik"}]
