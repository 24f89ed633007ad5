"""The same articles and decisions give the same, byte for byte, whichever database keeps them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import pytest
from decision_samples import decided, world
from hypothesis import given, settings
from hypothesis import strategies as st
from record_samples import FAILURE, all_kinds, article

from clocks import TurnedClock
from communique.api import brief
from communique.errors import UsageError
from communique.findings.jsonl import to_json
from communique.model.article import Article
from communique.model.decisions import Action
from communique.model.findings import Findings
from communique.record.build import load_record
from communique.record.decisions.jsonl import to_line
from communique.record.store import Entry, Store
from communique.reports.export import export_json
from postgres_server import PostgresServer

pytestmark = pytest.mark.xdist_group("postgresql")

Both = tuple[Store, Store]
# Words that a server's own order puts elsewhere than their code points do, and what breaks careless programs.
ODD = ("Zürich, ägypten, Ähren, zebra, Zebra, ab, a-b, a b, A", "\u0130stanbul \ud800 half", "e\u0301tat \x00 nil",
       "x" * 3000, "日本 talks 2025", "'; DROP TABLE articles; --", "%s %(x)s :x $1 ?")  # fmt: skip


@pytest.fixture
def both(postgres: PostgresServer, tmp_path: Path) -> Iterator[Both]:
    """An empty record in a file, and one on the server."""
    with ExitStack() as stack:
        stores = [stack.enter_context(Store.open(p)) for p in (str(tmp_path / "r.db"), postgres.new_place())]
        for store in stores:
            store.clock = TurnedClock()
        yield stores[0], stores[1]


def samples() -> tuple[list[Article], list[Findings | None]]:
    """Articles with all there is: findings of each kind, editions, copies, unread ones, odd characters."""
    articles, found = world()
    kept: list[Findings | None] = list(found)
    for number, text in enumerate(ODD):
        key = "Öä aZ-_"[number]
        url = f"https://news.example/{number}?q=ä"
        more = {"title": text[:40], "publisher": text[:5], "origin": f"{text[:9]}.txt", "meta": {"ü": "b"}}
        articles.append(article(key, text=text, url=url, **more))
        kept.append(None)
    for key in ("b", "B", "ä"):
        articles.append(article(key, publisher="Ä Post", url="https://news.example/same"))
        kept.append(all_kinds(key))
    return articles, kept


def fill(store: Store) -> None:
    for one, found in zip(*samples(), strict=True):
        store.add(one, found, reader="1", failures=(replace(FAILURE, article=one.id),))
    store.add(article("b"), replace(all_kinds("b"), times=()), reader="2")
    store.add_failure(replace(FAILURE, reason="Ä", origin="\udc80.txt"), FAILURE)
    store.add_decisions(
        [
            decided(Action.CONFIRM, ("one", "c1"), by="ada"),
            decided(Action.REJECT, ("three", "c1"), at=1, by="Änne"),
            decided(Action.EDIT, ("one", "c2"), at=2, by="ben", values={"place": "Cairo"}),
        ]
    )


def written(store: Store) -> dict[str, bytes]:
    """Everything that goes out of a record, as files have it."""
    record = load_record(store)
    rows = {
        "findings": "\n".join(json.dumps(to_json(found, times=True), ensure_ascii=False) for found in store.findings()),
        "record": json.dumps(export_json(record), ensure_ascii=False, indent=1),
        "brief": brief(record, format="markdown"),
        "page": brief(record, format="html"),
        "decisions": "\n".join(to_line(decision) for decision in store.decisions()),
        "failures": repr(store.failures()),
        "articles": repr(list(store.articles())),
    }
    return {name: text.encode("utf-8", "surrogatepass") for name, text in rows.items()}


def test_exports_are_the_same_byte_for_byte(both: Both) -> None:
    for store in both:
        fill(store)
    in_file, on_server = map(written, both)
    assert all(in_file.values())
    for name, content in in_file.items():
        assert on_server[name] == content, name
    assert both[0].contents() == both[1].contents()
    assert [store.count() for store in both] == [both[0].count()] * 2
    assert [store.revision() for store in both] == [both[0].revision()] * 2


def test_what_is_like_an_article_is_the_same(both: Both) -> None:
    text = "Envoys of Chad and Sudan met in Doha on Friday and signed a truce that is to last for ninety days. " * 5
    found = []
    for store in both:
        store.add(article("first", text=text, url="https://a.example/1"), None, reader="1")
        store.add(article("other", text="Quite another text. " * 50), None, reader="1")
        asked = (article("x", text=text + "One more."), article("y", url="https://a.example/1", text="z"), article("z"))
        found.append([(like.article.id, like.how) if (like := store.like(one)) else None for one in asked])
    assert found[0] == found[1]
    assert found[0][0] is not None


WORDS = ("talks", "talk", "talking", "the", "and", "U.S.", "Erdoğan", "erdogan", "30-day", "day", "agreed", "agreement",
         "agreements", "negotiations", "negotiate", "ponies", "hopping", "hoping", "relational", "a.b", "x_y", "état",
         "l'envoyé", "2025-03-01", "3.5", "$5bn", "http://a.example/x?y=1", "foo@bar.example", "—", "Straße",
         "İzmir")  # fmt: skip
TEXTS = st.lists(st.sampled_from(WORDS), min_size=1, max_size=9).map(" ".join)
ASKED = st.lists(
    st.one_of(
        st.sampled_from(WORDS),
        st.sampled_from(WORDS).map(lambda word: f"{word[:4]}*"),
        st.lists(st.sampled_from(WORDS), min_size=2, max_size=3).map(lambda words: f'"{" ".join(words)}"'),
        st.text("ab\"*' :&|!<>()-", max_size=5),
    ),
    min_size=1,
    max_size=3,
).map(" ".join)


def _found(store: Store, words: str) -> set[str] | str:
    try:
        return {hit.article for hit in store.search(words, limit=10_000)}
    except UsageError as refused:
        return str(refused)


def test_the_same_articles_are_found(both: Both) -> None:
    @settings(max_examples=25, deadline=None)
    @given(st.lists(st.tuples(TEXTS, TEXTS), min_size=1, max_size=4), st.lists(ASKED, min_size=4, max_size=6))
    def hold(texts: list[tuple[str, str]], asked: list[str]) -> None:
        for store in both:
            store.add_all(
                [Entry(article(f"{title}/{text}", title=title, text=text), None, "1") for title, text in texts]
            )
        for words in asked:
            in_file, on_server = (_found(store, words) for store in both)
            assert on_server == in_file, words

    hold()


def test_what_was_found_is_marked_alike(both: Both) -> None:
    long = "Nothing of note. " * 30 + "The envoys agreed on a truce, then talks went on. " + "Nothing more. " * 30
    texts = {"a": long, "b": "A truce.", "c": "Truces and a truce: the Talks’ end."}
    for store in both:
        store.add_all([Entry(article(key, text=text, title=f"On {key}"), None, "1") for key, text in texts.items()])
    for words in ("truce", "truce talk", '"agreed on"', "tru* talk", "note"):
        marked = [
            {hit.article: sorted(hit.snippet[a:b] for a, b in hit.marks) for hit in store.search(words)}
            for store in both
        ]
        assert {key: set(found) for key, found in marked[0].items()} == {
            key: set(found) for key, found in marked[1].items()
        }, words
    on_server = both[1].search("truce talk")
    assert on_server == both[1].search("truce talk")
    assert all(len(hit.snippet.split()) <= 33 for hit in on_server)
