"""The watcher as a whole: one at a time on a record, stopped at any moment, started again where it was left."""

from __future__ import annotations

import os
import platform
import signal
import subprocess
import sys
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from newsroom import Making, NewsSite, Story, page, rss, talks

from clocks import TurnedClock
from communique.clock import SystemClock
from communique.errors import InputError, RecordLockedError, SettingsError, UsageError
from communique.model.watching import SourceKind
from communique.record.store import Store
from communique.settings import Settings
from communique.watch.lease import Lease, is_alive
from communique.watch.place import named_place
from communique.watch.preview import preview
from communique.watch.rhythm import LONGEST, SHORTEST, after_failure, learned, wait_from
from communique.watch.starting import places_of, watches_of
from communique.watch.status import list_status
from communique.watch.words import read_moment

NOW = datetime(2025, 3, 14, 12, tzinfo=UTC)
SPANS = st.timedeltas(min_value=timedelta(0), max_value=timedelta(days=400))


def publish(site: NewsSite, *numbers: int) -> None:
    stories = [Story(f"/{n}.html", f"Talks {n}", talks(f"2025-04-{n:02}")) for n in numbers]
    for one in stories:
        site.put(one.path, page(one))
    site.put("/feed.xml", rss(site, stories), "application/rss+xml")


@given(SPANS | st.none(), st.booleans(), st.floats(min_value=-1e9, max_value=1e12) | st.none())
def test_a_learned_rhythm_lies_between_ten_minutes_and_a_day(
    rhythm: timedelta | None, changed: bool, said: float | None
) -> None:
    assert SHORTEST <= learned(rhythm, changed=changed, said=said) <= LONGEST


@given(st.integers(1, 10_000), SPANS, st.floats(min_value=0, max_value=1e12) | st.none(), st.integers())
def test_after_failures_one_waits_and_at_most_about_a_day(
    failures: int, usual: timedelta, asked: float | None, seed: int
) -> None:
    assert timedelta(0) <= after_failure(failures, usual, asked, Random(seed)) <= LONGEST * 1.15


@given(st.datetimes(timezones=st.just(UTC)), st.datetimes(timezones=st.just(UTC)), SPANS)
def test_whatever_the_clock_did_no_place_waits_longer_than_it_was_put_off(
    last: datetime, now: datetime, wait: timedelta
) -> None:
    try:
        upcoming = last + wait
    except OverflowError:
        return
    assert timedelta(0) <= wait_from(last, upcoming, now) <= wait


def test_two_watchers_do_not_poll_one_record(site: NewsSite, desk: Making, monkeypatch: pytest.MonkeyPatch) -> None:
    publish(site, 1)
    here = desk("/feed.xml")
    first = here.start("process 1 on one")
    first._work.lease.renew()
    with pytest.raises(RecordLockedError, match="process 1 on one"):
        here.start("process 2 on two").run(once=True)
    assert site.asked == []
    here.clock.turn(61 * 60)
    here.start("process 2 on two").run(once=True)
    assert site.count("/feed.xml") == 1
    second = here.start("process 2 on two")
    second._work.lease.renew()
    here.clock.turn(301)
    with pytest.raises(RecordLockedError, match="process 2 on two"):
        first.step()


def test_a_holder_that_is_dead_holds_nothing() -> None:
    node = platform.node() or "this machine"
    child = subprocess.Popen([sys.executable, "-c", "pass"])
    child.wait(10)
    assert not is_alive(f"process {child.pid} on {node}")
    assert is_alive(f"process {os.getppid()} on {node}")
    assert is_alive("process 1 on another machine")
    assert is_alive("somebody")


def test_a_lease_is_renewed_now_and_then_and_given_back(tmp_path: Path) -> None:
    clock = TurnedClock()
    with Store.open(tmp_path / "r.db") as store:
        one, two = (Lease(store, clock, f"process {n} on nowhere") for n in (1, 2))
        one.renew()
        clock.turn(14 * 60)
        one.renew()
        clock.turn(14 * 60)
        with pytest.raises(RecordLockedError):
            two.renew()
        one.release()
        two.renew()


def test_a_record_that_somebody_else_writes_to_is_waited_for(
    site: NewsSite, desk: Making, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(site, 1)
    here = desk("/feed.xml")
    real, calls = here.store.polls.__class__.keep, []

    def locked(*arguments: object, **values: object) -> object:
        calls.append(1)
        if len(calls) < 3:
            raise RecordLockedError("another process is writing to the record")
        return real(*arguments, **values)  # type: ignore[arg-type]

    monkeypatch.setattr("communique.record.store.polls.Polls.keep", locked)
    here.wait(hours=1)
    assert here.texts() == [talks("2025-04-01")]
    assert sum("waiting" in line for line in here.lines) == 1


def test_until_ends_on_time_whatever_the_clock_says(site: NewsSite, desk: Making) -> None:
    publish(site, 1)
    here = desk("/feed.xml")
    start = here.clock.monotonic()
    here.wait(hours=7)
    assert here.clock.monotonic() - start == pytest.approx(7 * 3600, abs=5)


def test_the_status_lists_each_place_and_what_is_wrong(site: NewsSite, desk: Making) -> None:
    publish(site, 1, 2)
    site.fail("/2.html", 503)
    site.fail("/gone.xml", 410)
    here = desk("/feed.xml", "/dead.xml", "/gone.xml")
    here.once()
    here.clock.turn(60)
    rows = {row.data["name"]: row.data for row in list_status(here.store, here.places, here.clock.now()).entries}
    assert rows["feed.xml"]["state"] == "feed"
    assert (rows["feed.xml"]["read"], rows["feed.xml"]["waiting"]) == (1, 1)
    assert "503" in rows["feed.xml"]["item_error"]
    assert rows["dead.xml"]["state"] == "failing, 1 time"
    assert "404" in rows["dead.xml"]["error"]
    assert rows["gone.xml"]["state"] == "gone (410)"
    left = list_status(here.store, here.places[:1], here.clock.now()).entries
    assert [row.data["state"] for row in left[1:]] == ["not watched", "gone (410)"]
    assert list_status(None, here.places, here.clock.now()).entries[0].data["state"] == "new"


def test_a_preview_keeps_nothing(site: NewsSite, desk: Making) -> None:
    publish(site, 1, 2)
    here = desk("/feed.xml", "/nowhere")
    told = [row for place in here.places for row in preview(here.tools.client, here.store, place, here.tools.limits)]
    assert told[0] == "feed.xml: 2 entries in the feed, 2 would be read"
    assert "Talks 1" in told[1]
    assert "404" in told[3]
    assert here.store.polls.all() == []
    here.once()
    again = list(preview(here.tools.client, here.store, here.places[0], here.tools.limits))
    assert again == ["feed.xml: 2 entries in the feed, 0 would be read"]


def test_places_come_from_the_command_else_from_the_settings(tmp_path: Path) -> None:
    sources = [{"url": "https://a.example/feed", "name": "A", "every": "2 h"}, {"path": str(tmp_path)},
               {"url": "https://b.example/", "enabled": False}]  # fmt: skip
    settings = Settings(sources=sources)
    assert [place.name for place in places_of(settings)] == ["A", str(tmp_path)]
    assert places_of(settings)[0].every == timedelta(hours=2)
    named = places_of(settings, ["https://c.example/x.xml", "https://a.example/feed"])
    assert [place.name for place in named] == ["c.example/x.xml", "A"]
    assert named_place(str(tmp_path)).kind is SourceKind.FILES
    with pytest.raises(InputError):
        named_place("no/such/file")
    with pytest.raises(UsageError):
        places_of(Settings())
    with pytest.raises(SettingsError):
        places_of(Settings(net={"offline": True}, sources=sources))


def test_watches_have_the_codes_of_their_parties() -> None:
    settings = Settings(watches=[{"name": "north", "parties": ["Norway", "PRT"]}, {"name": "off", "enabled": False}])
    (watch,) = watches_of(settings)
    assert watch.parties == {"NOR", "PRT"}
    assert watches_of(Settings())[0].name == "everything"
    with pytest.raises(SettingsError):
        watches_of(Settings(watches=[{"name": "x", "parties": ["Nowhereland"]}]))


def test_a_moment_is_read_as_people_type_it() -> None:
    assert read_moment("2025-03-14T18:00+01:00", NOW) == datetime(2025, 3, 14, 17, tzinfo=UTC)
    assert timedelta(0) < read_moment("18:30", NOW) - NOW <= timedelta(days=1)
    for wrong in ("tomorrow", "25:00", "", "9" * 400):
        with pytest.raises(UsageError):
            read_moment(wrong, NOW)


def watching(folder: Path, *arguments: str, before: str = "") -> subprocess.Popen[str]:
    """A process that watches, in a folder with its record and settings; `before` is Python that it runs first."""
    (folder / "communique.toml").write_text('[net]\nallow_private = true\ndelay = "0 s"\n')
    code = f"import sys; from communique.cli import run\n{before}\nsys.exit(run(['watch', *sys.argv[1:]]))"
    command = [sys.executable, "-c", code, *arguments]
    return subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


STOPPED = ["watching 1 source; Ctrl-C stops, and all that was read is kept", "stopped; all that was read is kept"]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_the_command_at_once_and_all_is_kept(
    site: NewsSite, tmp_path: Path, number: signal.Signals
) -> None:
    publish(site)
    is_asked, may_answer = threading.Event(), threading.Event()

    def late(_: dict[str, str]) -> None:
        is_asked.set()
        may_answer.wait()

    site.pages["/late.xml"] = late
    child = watching(tmp_path, site.url("/feed.xml"), site.url("/late.xml"))
    try:
        while not is_asked.wait(1):
            assert child.poll() is None
        child.send_signal(number)
        _, told = child.communicate(timeout=300)  # The site says nothing until that has come back.
    finally:
        may_answer.set()
        child.kill()
    assert child.returncode == 0
    assert told.splitlines() == [line.replace("1 source;", "2 sources;") for line in STOPPED]
    with Store.open(tmp_path / "communique.db") as store:
        assert [poll.name for poll in store.polls.all() if poll.last_poll] == [named_place(site.url("/feed.xml")).name]
        Lease(store, SystemClock(), "process 1 on another").renew()


@pytest.mark.parametrize(
    "step",
    [
        "exec('signal.raise_signal(signal.SIGTERM)', globals())",  # as while a module is loaded that makes dataclasses
        "Dropped()",  # what is raised there, Python only prints
    ],
)
def test_a_signal_ends_the_command_wherever_it_comes_upon_it(site: NewsSite, tmp_path: Path, step: str) -> None:
    before = f"""
import signal
from communique.watch.loop import Watcher

class Dropped:
    def __del__(self):
        signal.raise_signal(signal.SIGTERM)

def step(watcher, once=False):
    {step}
    return True

Watcher.step = step
sys.unraisablehook = lambda _: None
"""
    child = watching(tmp_path, site.url("/feed.xml"), before=before)
    _, told = child.communicate(timeout=300)
    assert (child.returncode, told.splitlines()) == (0, STOPPED)
