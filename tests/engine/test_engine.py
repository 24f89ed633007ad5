"""Reading by several processes: nothing lost, order kept, whoever dies; few articles need none."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from odd_parsers import OddParser, Unloadable

from communique.engine import BATCH, Engine, ReadAhead, Reader, ahead, read_partition
from communique.engine.ahead import MOST
from communique.engine.engine import FEW, SHARE, usual_workers
from communique.engine.worker import pack_articles, pack_findings, unpack_articles, unpack_findings
from communique.errors import CommuniqueError, FailureKind
from communique.model.article import Article
from communique.model.findings import Findings
from communique.pipeline import Options, findings_of, read_into
from communique.reading.spacy_model import SpacyModel
from communique.record.store import Store

STORY = "{}. The two ministers spoke about the border on Monday, and both of them said that they would speak again."


@pytest.fixture
def parser(tmp_path: Path) -> OddParser:
    notes = tmp_path / "notes"
    notes.mkdir()
    return OddParser(notes)


def articles(number: int, **odd: str) -> list[Article]:
    """Articles a-0, a-1 ...; `odd` says which of them begin with which word: a_3="KILL"."""
    words = {key.replace("_", "-"): word for key, word in odd.items()}
    return [Article(f"a-{n}", STORY.format(f"{words.get(f'a-{n}', 'Talks')} {n}")) for n in range(number)]


def read_all(made: list[Article], parser: OddParser, workers: int) -> list[tuple[str, Findings]]:
    with Engine(Reader(parser), workers) as engine:
        found = [(one.id, found) for one, found in ReadAhead(((one, one) for one in made), engine)]
    return [(key, one) for key, one in found if one is not None]


# Reading ahead


@pytest.mark.parametrize("number", [0, 1, BATCH, BATCH + 1, 3 * BATCH])
def test_one_process_reads_all_in_their_order(parser: OddParser, number: int) -> None:
    found = read_all(articles(number), parser, 1)
    assert [(key, one.article) for key, one in found] == [(f"a-{n}", f"a-{n}") for n in range(number)]
    assert parser.processes() <= {os.getpid()}


def test_what_needs_no_reading_comes_at_once_and_in_its_place(parser: OddParser) -> None:
    made = articles(5)
    items = [("before", None), ("first", made[0]), ("between", None), ("second", made[1]), ("after", None)]
    with Engine(Reader(parser)) as engine:
        reading = ReadAhead(items, engine)
        assert next(reading) == ("before", None)
        assert not parser.processes()
        assert [name for name, _ in reading] == ["first", "between", "second", "after"]


def test_the_same_words_are_read_once_while_they_are_held(parser: OddParser) -> None:
    twice = [Article(key, STORY.format("Talks")) for key in "abc"]
    found = read_all([*twice, Article("d", twice[0].text, title="Another")], parser, 1)
    assert [(key, one.article) for key, one in found] == [("a", "a"), ("b", "a"), ("c", "a"), ("d", "d")]


def test_an_endless_source_is_taken_in_as_it_is_needed(parser: OddParser) -> None:
    taken = 0

    def endless() -> Iterator[tuple[int, Article | None]]:
        nonlocal taken
        for taken in count():
            yield taken, Article(f"a-{taken}", STORY.format(taken)) if taken % 100 == 1 else None

    with Engine(Reader(parser)) as engine:
        reading = ReadAhead(endless(), engine)
        assert [next(reading)[0] for _ in range(50)] == list(range(50))
    assert taken <= MOST + 50


def test_an_article_does_not_wait_for_others_that_come_slowly(
    parser: OddParser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ahead, "PATIENCE_S", 0.0)
    made = articles(5)
    taken: list[str] = []

    def slowly() -> Iterator[tuple[str, Article | None]]:
        for one in made:
            taken.append(one.id)
            yield one.id, one

    with Engine(Reader(parser), 4) as engine:
        reading = ReadAhead(slowly(), engine)
        assert next(reading)[0] == "a-0"
        assert len(taken) < len(made)
        assert [key for key, _ in reading] == [one.id for one in made[1:]]


# Workers


def test_few_articles_start_no_workers(parser: OddParser) -> None:
    assert len(read_all(articles(FEW - 1), parser, 4)) == FEW - 1
    assert parser.processes() == {os.getpid()}


def test_many_articles_are_read_by_workers_alone_and_come_in_order(parser: OddParser) -> None:
    made = articles(FEW + 3 * SHARE + 5, a_3="SLOW", a_7="CRASH", a_60="SLOW")
    found = read_all(made, parser, 2)
    assert [key for key, _ in found] == [one.id for one in made]
    assert [key for key, one in found if one.failures] == ["a-7"]
    assert os.getpid() not in parser.processes()
    assert [one for _, one in found] == [one for _, one in read_all(made, parser, 1)]


def test_a_worker_that_dies_is_replaced_and_nothing_is_lost(parser: OddParser) -> None:
    found = read_all(articles(FEW, a_20="ONCE"), parser, 2)
    assert len(found) == FEW
    assert not [one for _, one in found if one.failures]
    assert len(parser.processes()) >= 2


def test_the_article_that_kills_twice_is_a_failure_and_costs_no_other(parser: OddParser) -> None:
    found = dict(read_all(articles(FEW, a_20="KILL", a_21="KILL"), parser, 2))
    failures = {key: one.failures for key, one in found.items() if one.failures}
    assert len(found) == FEW
    assert list(failures) == ["a-20", "a-21"]
    assert [(f.kind, f.article) for f in failures["a-20"]] == [(FailureKind.READER, "a-20")]
    assert "died twice (SIGKILL)" in failures["a-20"][0].reason
    assert "--workers 1" in failures["a-20"][0].hint


def test_a_worker_that_cannot_be_started_ends_the_run_with_a_hint(parser: OddParser) -> None:
    with pytest.raises(CommuniqueError, match="could not be started") as caught:
        read_all(articles(FEW), Unloadable(parser.notes), 2)
    assert "--workers 1" in str(caught.value)


def test_no_worker_outlives_its_engine(parser: OddParser) -> None:
    made = articles(FEW, **{f"a_{n}": "SLOW" for n in range(FEW)})
    with Engine(Reader(parser), 2) as engine:
        assert next(ReadAhead(((one, one) for one in made), engine))[0].id == "a-0"
    for number in parser.processes():
        with pytest.raises(ProcessLookupError):
            os.kill(number, 0)


def test_there_is_at_least_one_worker() -> None:
    assert 1 <= usual_workers() <= (os.cpu_count() or 1)


# Frames


def test_articles_and_findings_go_there_and_back_unchanged(model: SpacyModel) -> None:
    text = "Lavrov met Rubio in Riyadh on Tuesday. “Good,” he said."
    made, odd = (Article("a", text + more, title="T", published="2025-03-01", origin="-") for more in ("", "\udc80"))
    assert unpack_articles(pack_articles([made, odd])) == [made, odd]
    (sent,) = unpack_articles(pack_articles([made]))
    found = read_partition([made], Reader(model))
    assert found[0].contacts
    assert unpack_findings(pack_findings(found)) == found == read_partition([sent], Reader(model))


# Records


def dossier(path: Path, made: list[Article]) -> Path:
    rows = [{"id": one.id, "published": "2025-03-01", "text": one.text} for one in made]
    path.write_text("\n".join(map(json.dumps, rows)) + "\n", encoding="utf-8")
    return path


def contents(store: Store) -> list[object]:
    """All that a record holds, but for when it came in."""
    kept = [(one.id, one.text, one.published, store.reader_of(one.id)) for one in store.articles()]
    return [kept, list(store.findings()), store.failures()]


def test_a_record_is_the_same_however_many_workers_read(tmp_path: Path, parser: OddParser) -> None:
    made = articles(FEW + 40, a_7="CRASH", a_50="KOMMT")
    made += [Article("again", made[3].text), Article("a-9", STORY.format("Other words")), made[12]]
    path = dossier(tmp_path / "in.jsonl", made)
    path.write_text(path.read_text() + "{broken\n" + path.read_text(), encoding="utf-8")
    found, summaries = [], []
    for workers in (1, 2):
        with Store.open(tmp_path / f"{workers}.db") as store:
            summaries.append(read_into(store, [path], parser, Options(workers=workers)))
            found.append(contents(store))
    assert summaries[0] == summaries[1]
    assert found[0] == found[1]
    assert len(found[0][0]) == len({one.text for one in made}) + 1  # type: ignore[arg-type]


def test_findings_are_the_same_however_many_workers_read(tmp_path: Path, parser: OddParser) -> None:
    path = dossier(tmp_path / "in.jsonl", articles(FEW + 10, a_7="CRASH"))
    one, three = (list(findings_of([path], parser, Options(workers=workers))) for workers in (1, 3))
    assert one == three


RUN = """
import sys
from pathlib import Path
from odd_parsers import OddParser
from communique.pipeline import Options, read_into
from communique.record.store import Store
folder = Path(sys.argv[1])
with Store.open(folder / "r.db") as store:
    try:
        read_into(store, [folder / "in.jsonl"], OddParser(folder / "notes"), Options(workers=2))
    except KeyboardInterrupt:
        sys.exit(130)
"""


def test_what_was_being_kept_when_the_run_was_broken_off_is_kept(
    tmp_path: Path, parser: OddParser, monkeypatch: pytest.MonkeyPatch
) -> None:
    add, names = Store.add, []

    def broken_off(store: Store, article: Article, *rest: Any, **others: Any) -> bool:
        names.append(article.id)
        if names == ["a-0", "a-1", "a-2"]:
            raise KeyboardInterrupt
        return add(store, article, *rest, **others)

    monkeypatch.setattr(Store, "add", broken_off)
    with Store.open(tmp_path / "r.db") as store:
        with pytest.raises(KeyboardInterrupt):
            read_into(store, [dossier(tmp_path / "in.jsonl", articles(5))], parser)
        assert [one.id for one in store.articles()][:3] == ["a-0", "a-1", "a-2"]
        monkeypatch.undo()
        assert read_into(store, [tmp_path / "in.jsonl"], parser).read == 5 - len(set(names))
        assert [one.id for one in store.articles()] == [f"a-{n}" for n in range(5)]


def heed_ctrl_c() -> None:
    """What a shell starts in the background ignores Ctrl-C, and so does all that it starts, unless told otherwise."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def test_ctrl_c_keeps_what_is_finished_and_leaves_no_process(tmp_path: Path, parser: OddParser) -> None:
    made = articles(10 * FEW, **{f"a_{n}": "SLOW" for n in range(10 * FEW)})
    dossier(tmp_path / "in.jsonl", made)
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    run = subprocess.Popen([sys.executable, "-c", RUN, str(tmp_path)], env=environment, preexec_fn=heed_ctrl_c)
    until = time.monotonic() + 60
    while time.monotonic() < until and sum(len(f.read_text().split("\n")) for f in parser.notes.glob("*.txt")) < 40:
        time.sleep(0.05)
    run.send_signal(signal.SIGINT)
    assert run.wait(60) == 130
    for number in parser.processes():
        with pytest.raises(ProcessLookupError):
            os.kill(number, 0)
    with Store.open(tmp_path / "r.db") as store:
        kept = [one.id for one in store.articles()]
        assert kept == [f"a-{n}" for n in range(len(kept))]
        assert SHARE <= len(kept) < len(made)
        assert read_into(store, [dossier(tmp_path / "in.jsonl", articles(len(kept)))], parser).unchanged >= 0


@pytest.mark.slow
def test_the_program_reads_the_same_with_one_and_with_two_workers(tmp_path: Path, shared: Path) -> None:
    """The whole program with the parser and network that ship, stopped once by Ctrl-C on the way."""
    source = shared / "gold" / "train" / "a.jsonl"
    rows = [json.loads(line) for name in "abc" for line in source.with_name(f"{name}.jsonl").open(encoding="utf-8")]
    path = dossier(tmp_path / "in.jsonl", [Article(row["id"], row["text"]) for row in rows])
    command = [sys.executable, "-m", "communique", "read", str(path), "--record"]
    first = subprocess.Popen(
        [*command, str(tmp_path / "2.db"), "--workers", "2"], stderr=subprocess.PIPE, text=True, preexec_fn=heed_ctrl_c
    )
    until = time.monotonic() + 120
    while time.monotonic() < until:
        time.sleep(0.5)
        if (tmp_path / "2.db").exists():
            with Store.open(tmp_path / "2.db", readonly=True) as store:
                if store.count().articles:
                    break
    first.send_signal(signal.SIGINT)
    assert "stopped" in first.communicate(timeout=60)[1]
    assert first.returncode == 130
    for workers in (1, 2):
        subprocess.run([*command, str(tmp_path / f"{workers}.db"), "--workers", str(workers)], check=True)
    with Store.open(tmp_path / "1.db") as one, Store.open(tmp_path / "2.db") as two:
        assert contents(one) == contents(two)
        assert one.count().articles == len(rows)
