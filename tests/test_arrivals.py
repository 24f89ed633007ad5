"""What comes in is known again: copies, exact and near, and editions, said at once and not read twice."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

from communique.articles.identity import edition_id
from communique.cli.read import summary_lines
from communique.errors import FailureKind
from communique.model.article import RawDocument
from communique.pipeline import read_into, take_in
from communique.reading.parse import Parse
from communique.record.build import load_record
from communique.record.copies.likeness import Likeness
from communique.record.intake import Repeat, Summary
from communique.record.store import Store
from communique.sources import open_sources

STORY = (
    "Delegations of Norland and Sudria met for six hours on Tuesday in the lakeside town of Brenn, the first time"
    " since the spring that they have sat in one room. Neither side spoke of a breakthrough. Foreign Minister Ana"
    " Vik said afterwards that the two countries had found a way of talking again, and that experts would look at"
    " the fishing dispute next week. Her Sudrian counterpart, Jon Abel, told reporters that the hard part was "
    "still to come."
)
OTHER = (
    "The foreign ministers of Norland and Sudria held their first talks since April, and left Brenn without an "
    "agreement on who may fish where. Ms Vik said that the countries had found a way of talking again. Mr Abel "
    "called the six hours useful, but said that Sudria stood by its claim to the outer banks, over which coast "
    "guards clashed last autumn."
)
URL = "https://example.org/talks"


class CountingModel:
    """A parser that finds no words and remembers what it was given."""

    name = "bare-1"

    def __init__(self) -> None:
        self.parsed: list[str] = []

    def parse(self, texts: Iterable[str]) -> Iterator[Parse]:
        for text in texts:
            self.parsed.append(text)
            yield Parse(text, [], [])


@pytest.fixture
def model() -> CountingModel:
    return CountingModel()


def row(key: str, text: str, **more: Any) -> dict[str, Any]:
    return {"id": key, "text": text, "title": "Talks", "published": "2025-03-04", "publisher": f"Outlet {key}", **more}


def read(tmp_path: Path, model: CountingModel, *rows: dict[str, Any]) -> Summary:
    path = tmp_path / "in.jsonl"
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    with Store.open(tmp_path / "r.db") as store:
        return read_into(store, [path], model)


@pytest.mark.parametrize("at_once", [True, False])
def test_copies_and_editions_are_said_when_they_come_in(tmp_path: Path, model: CountingModel, at_once: bool) -> None:
    rows = [
        row("a", STORY, url=URL),
        row("b", STORY.upper(), url="https://example.net/1"),
        row("c", "BRENN, March 4 (Wire) - " + STORY, url="https://example.net/2"),
        row("d", OTHER, url="https://example.net/3"),
        row("e", STORY.replace("six hours", "two hours"), url=URL + "?utm_source=x", fetched="2025-03-05"),
    ]
    runs = [rows] if at_once else [[one] for one in rows]
    found = [repeat for run in runs for repeat in read(tmp_path, model, *run).repeats]
    assert found == [
        Repeat("b", "a", Likeness.EXACT),
        Repeat("c", "a", Likeness.NEAR),
        Repeat("e", "a", Likeness.EDITION),
    ]
    assert read(tmp_path, model, *rows).repeats == ()


@pytest.mark.parametrize("at_once", [True, False])
def test_the_same_words_by_the_same_title_and_day_are_parsed_once(
    tmp_path: Path, model: CountingModel, at_once: bool
) -> None:
    rows = [row("a", STORY), row("d", OTHER), row("b", STORY), row("c", STORY)]
    summaries = [read(tmp_path, model, *run) for run in ([rows] if at_once else [[one] for one in rows])]
    assert model.parsed == [STORY, OTHER]
    assert sum(summary.read for summary in summaries) == 4
    with Store.open(tmp_path / "r.db", readonly=True) as store:
        assert [found.article for found in store.findings()] == ["a", "d", "b", "c"]
        assert load_record(store).duplicates == {"b": "a", "c": "a"}


@pytest.mark.parametrize("other", [{"published": "2025-03-05"}, {"published": None}, {"title": "More talks"}])
def test_another_day_or_title_is_read_anew(tmp_path: Path, model: CountingModel, other: dict[str, Any]) -> None:
    read(tmp_path, model, row("a", STORY))
    read(tmp_path, model, row("b", STORY, **other))
    assert len(model.parsed) == 2


def test_another_edition_under_its_given_id_comes_in_once(tmp_path: Path, model: CountingModel) -> None:
    first, second = row("n-1", STORY, url=URL), row("n-1", OTHER, url=URL)
    for one in (first, second, first, second):
        read(tmp_path, model, one)
    assert model.parsed == [STORY, OTHER]
    with Store.open(tmp_path / "r.db", readonly=True) as store:
        record = load_record(store)
        assert store.failures() == []
    assert len(record.articles) == 1
    assert [len(chain) for chain in record.editions.values()] == [2]


def test_the_end_of_a_run_says_what_came_in_twice(tmp_path: Path) -> None:
    repeats = tuple(Repeat(f"b{n}", "a", Likeness.EXACT if n else Likeness.NEAR) for n in range(12))
    lines = summary_lines(Summary(read=13, repeats=(*repeats, Repeat("e", "a", Likeness.EDITION))), name=str.upper)
    words = "\n".join(lines)
    assert "12 are copies of articles in the record (11 exact, 1 nearly so)" in words
    assert "B1: the words of A" in words
    assert "1 is an edition of an article in the record" in words
    assert "E: another edition of A" in words
    assert len(lines) < 20


def ids(tmp_path: Path) -> list[str]:
    with Store.open(tmp_path / "r.db") as store:
        return sorted(article.id for article in store.articles())


def test_one_id_for_two_texts_of_one_run_keeps_both_apart(tmp_path: Path, model: CountingModel) -> None:
    rows = [row("n-1", STORY), row("n-1", STORY), row("n-1", OTHER)]
    assert (summary := read(tmp_path, model, *rows)).read == 2
    assert not summary.failures
    had = ids(tmp_path)
    assert had == ["n-1", edition_id("n-1", OTHER)]
    assert read(tmp_path, model, *rows).unchanged == 3
    assert read(tmp_path, model, rows[2], rows[0]).unchanged == 2
    assert ids(tmp_path) == had


def test_one_text_in_other_markup_under_one_id_is_one_article(tmp_path: Path, model: CountingModel) -> None:
    pages = [f"<html><body><article><p>{STORY}</p></article><!-- {n} --></body></html>" for n in range(3)]
    read(tmp_path, model, *({"id": "n-1", "html": page, "url": URL} for page in pages))
    assert ids(tmp_path) == ["n-1"]


def test_a_text_has_one_id_whether_it_comes_alone_or_beside_the_first(tmp_path: Path, model: CountingModel) -> None:
    first, second = (row("n-1", text, url=URL) for text in (STORY, STORY.replace("six", "s\0x")))
    read(tmp_path, model, first)
    read(tmp_path, model, second)
    assert read(tmp_path, model, first, second).unchanged == 2
    assert len(ids(tmp_path)) == 2


def test_a_headline_that_alone_was_changed_is_kept_beside_the_first(tmp_path: Path, model: CountingModel) -> None:
    read(tmp_path, model, row("A", STORY, title="Norland will talk to Sudria"))
    assert not read(tmp_path, model, row("A", STORY, title="NORLAND WILL TALK TO SUDRIA.")).failures
    edited = read(tmp_path, model, row("A", STORY, title="Norland could talk to Sudria"))
    assert (edited.read, edited.unchanged) == (0, 1)
    assert [(failure.kind, failure.article) for failure in edited.failures] == [(FailureKind.OTHER_HEADLINE, "A")]
    assert "“Norland could talk to Sudria”, but “Norland will talk to Sudria”" in edited.failures[0].reason
    assert summary_lines(edited)[0] == "read 0, unchanged 1, skipped 0"
    (tmp_path / "elsewhere.jsonl").write_text(json.dumps(row("A", STORY, title="Talks")), encoding="utf-8")
    with Store.open(tmp_path / "r.db") as store:
        assert not read_into(store, [tmp_path / "elsewhere.jsonl"], model).failures


def test_what_stated_its_address_and_is_then_had_from_there_is_at_it(tmp_path: Path, model: CountingModel) -> None:
    saved = tmp_path / "a.html"
    head = f'<head><title>Talks</title><link rel="canonical" href="{URL}"></head>'
    saved.write_text(f"<html>{head}<body><article><p>{STORY}</p></article></body></html>", encoding="utf-8")
    page = RawDocument(URL, saved.read_bytes(), "html", {"url": URL})
    with Store.open(tmp_path / "r.db") as store:
        for items, is_at_it in (open_sources([str(saved)]), False), ([page], True), (open_sources([str(saved)]), True):
            take_in(store, items, model)
            assert [(article.url, article.is_at_its_address) for article in store.articles()] == [(URL, is_at_it)]
