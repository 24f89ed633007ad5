"""A desk, and a sitting of review, killed while people decide: what they were told is kept is kept, and kept once."""

from __future__ import annotations

import shutil
import socket
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from random import Random
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from crash_stories import merged, on_record
from killing import KILLED, RECORD, Doomed, begin, check, contents, doomed, quick_folder, state

from communique.cli import run
from communique.record.store import Store

sys.path.insert(0, str(Path(__file__).parents[1] / "web"))
from desk_records import fields_of

ARTICLES = 12
LONGEST_S = 20.0
"""So long a desk lives that is killed neither at a moment nor by the time that was drawn for it."""


@pytest.fixture(scope="module")
def doom() -> Iterator[Doomed]:
    with doomed("kept", "desk") as one:
        yield one


class Person:
    """Somebody at a browser who edits one item after the other, and remembers what the desk said of it."""

    def __init__(self, name: str, places: Iterator[int], random: Random) -> None:
        self.name, self._places, self._random = name, places, random
        self.sent: set[str] = set()
        self.told: dict[str, str] = {}
        """What was sent and is said to be kept, with the id of the decision that the desk gave it."""

    def decide(self, address: str, over: threading.Event) -> None:
        """Go on until the desk is gone."""
        with httpx.Client(base_url=address, timeout=30, trust_env=False) as browser:
            while not over.is_set():
                try:
                    self._edit(browser)
                except httpx.TransportError:
                    time.sleep(0.02)

    def _edit(self, browser: httpx.Client) -> None:
        rows = browser.get("/contacts?format=json&per=1000")
        if rows.status_code != 200:
            time.sleep(0.02)
            return
        mine = [row["id"] for n, row in enumerate(rows.json()["items"]) if n % 2 == len(self.name) % 2]
        page = browser.get(f"/items/{self._random.choice(mine)}")
        place = f"Place {next(self._places)} of {self.name}"
        form = fields_of(page.text, "edit") | {"set.place": place, "note": place}
        self.sent.add(place)
        answer = browser.post("/decisions", data=form)
        assert answer.status_code == 303, answer.text[-800:]
        self.told[place] = parse_qs(urlsplit(answer.headers["location"]).query)["done"][0]


@pytest.mark.parametrize("lives", [3, pytest.param(50, marks=pytest.mark.slow)])
def test_a_desk_killed_while_two_people_decide(lives: int, doom: Doomed) -> None:
    random = Random(lives)
    with quick_folder() as folder:
        start, used = folder / "start", folder / "used"
        start.mkdir()
        merged(start, ARTICLES)
        begin(start, used)
        people = [Person(name, iter(range(10**6)), random) for name in ("Ada", "Benn")]
        for life in range(lives):
            # By turns in the midst of a statement, of a commit, of nothing in particular.
            moment = {"at": random.randint(1, 400)} if life % 2 else {"after": random.uniform(0.3, 3)}
            live_once(doom, used, people, moment)
            check_kept(used / RECORD, people)
        if not any(one.told for one in people):  # Each was killed before it was up: the machine is busy.
            live_once(doom, used, people, {"after": LONGEST_S})
            check_kept(used / RECORD, people)
        assert any(one.told for one in people)
        assert_equal_to_undisturbed(start, used, folder / "other")


def live_once(doom: Doomed, folder: Path, people: list[Person], moment: dict[str, float]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    over = threading.Event()
    threads = [threading.Thread(target=one.decide, args=(f"http://127.0.0.1:{port}", over)) for one in people]
    for thread in threads:
        thread.start()
    try:
        life = doom.run(folder, on_record("serve", "--port", str(port)), **{"after": LONGEST_S} | moment)  # type: ignore[arg-type]
    finally:
        over.set()
        for thread in threads:
            thread.join()
    assert life.code == KILLED, life
    assert "Traceback" not in life.said, life.said


def check_kept(record: Path, people: list[Person]) -> None:
    check(record)
    with Store.open(record, readonly=True) as store:
        kept = [(made.note, made.id) for made in store.decisions()]
    assert len({note for note, _ in kept}) == len(kept), "a decision is there twice"
    for one in people:
        mine = {note: made for note, made in kept if note.endswith(one.name)}
        assert mine.keys() <= one.sent
        assert one.told.items() <= mine.items(), "what was said to be kept is lost"


def assert_equal_to_undisturbed(start: Path, used: Path, other: Path) -> None:
    """The same decisions on a record that nobody has killed anything on give the same."""
    begin(start, other)
    assert run(on_record("decisions", "export", str(other / "d.jsonl"), folder=used)) == 0
    assert run(on_record("decisions", "import", str(other / "d.jsonl"), folder=other)) == 0
    assert contents(used / RECORD) == contents(other / RECORD)


@pytest.mark.parametrize("every", [131, pytest.param(9, marks=pytest.mark.slow)])
def test_a_sitting_killed_at_its_steps(every: int, doom: Doomed) -> None:
    review, typed = on_record("review", "--by", "Ada"), "c\nx\n" + "c\n" * 50
    with quick_folder() as folder:
        start, used = folder / "start", folder / "used"
        start.mkdir()
        merged(start, 4)
        begin(start, used)
        life = doom.run(used, review, typed=typed)
        assert life.code == 0, life
        everything = said_in(life.said)
        assert everything > 3
        seen: set[str] = set()
        for at in range(1, life.moments + 1, every):
            begin(start, used)
            cut = doom.run(used, review, at=at, typed=typed)
            assert cut.code == KILLED
            check(used / RECORD)
            with Store.open(used / RECORD, readonly=True) as store:
                kept = len(store.decisions())
            assert said_in(cut.said) <= kept <= said_in(cut.said) + 1, f"killed at {at}"
            if (left := state(used)) in seen:
                continue
            seen.add(left)
            # Who sits down again sees what is left; what was rejected is second in any case.
            again = doom.run(used, review, typed=typed if kept == 0 else typed[2:] if kept == 1 else typed[4:])
            assert again.code == 0, again
            assert said_in(again.said) + kept == everything, f"killed at {at}"
            check(used / RECORD)
        shutil.rmtree(used)


def said_in(words: str) -> int:
    """How many decisions a sitting said it had kept."""
    return words.count("u takes it back")
