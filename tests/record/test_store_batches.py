"""Articles that are kept together: as if one by one, and whole or not at all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from record_samples import FAILURE, all_kinds, article

from clocks import TurnedClock
from communique.record.store import Entry, Store, portions

TEXTS = ("Chad and Sudan signed a truce.", "No truce was signed.", "Talks \ud800 ended.")
ENTRIES = st.builds(
    lambda key, text, url, day, reader, read, failed: Entry(
        replace(article(key, text=text, url=url, published=day), origin=f"{key}.txt"),
        all_kinds(key) if read else None,
        reader,
        # What failed at one place failed with what stands there.
        (replace(FAILURE, origin=f"{key}.txt", article=key),) if failed else (),
    ),
    st.sampled_from(("a", "b", "c", "b~0fe21c")),
    st.sampled_from(TEXTS),
    st.sampled_from((None, "https://example.org/x", "https://example.org/y")),
    st.sampled_from((None, "2025-03-01", "2025-03-02")),
    st.sampled_from(("1", "2", "given")),
    st.booleans(),
    st.booleans(),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(ENTRIES, max_size=12))
def test_a_batch_does_what_its_articles_would_do_one_by_one(entries: list[Entry]) -> None:
    with (
        TemporaryDirectory() as folder,
        Store.open(Path(folder) / "one.db") as single,
        Store.open(Path(folder) / "all.db") as whole,
    ):
        single.clock = whole.clock = TurnedClock()
        one_by_one = [single.add(e.article, e.findings, reader=e.reader, failures=e.failures) for e in entries]
        assert whole.add_all(entries) == one_by_one
        kept, expected = whole.contents(), single.contents()
        assert kept == expected
        assert {k: (f.content, f.address, f.marks) for k, f in kept.fingerprints.items()} == {
            k: (f.content, f.address, f.marks) for k, f in expected.fingerprints.items()
        }
        assert len(whole.search("truce")) == len(single.search("truce"))


def test_where_one_article_cannot_be_written_those_before_it_are_kept(place: str) -> None:
    broken = replace(all_kinds("a-2"), times=(object(),))  # type: ignore[arg-type]
    entries = [Entry(article(f"a-{n}", origin=f"{n}"), all_kinds(f"a-{n}"), "1") for n in range(4)]
    entries[2] = replace(entries[2], findings=broken)
    with Store.open(place) as store:
        with pytest.raises(AttributeError):
            store.add_all(entries)
        assert [kept.id for kept in store.articles()] == ["a-0", "a-1"]
        assert store.add_all([entries[0], entries[3]]) == [False, True]


def test_a_batch_counts_as_one_revision_and_one_that_changes_nothing_as_none(place: str) -> None:
    entries = [Entry(article(f"a-{n}"), all_kinds(f"a-{n}"), "1") for n in range(4)]
    with Store.open(place) as store:
        store.add_all(entries)
        revision = store.revision()
        assert store.add_all(entries) == [False] * 4
        assert store.add_all([]) == []
        assert store.revision() == revision
        store.add_failure(FAILURE)
        assert store.revision() == revision + 1
        store.add_failure(FAILURE)
        assert store.revision() == revision + 1


def test_what_an_article_of_a_batch_repeats_is_what_came_before_it(place: str) -> None:
    text = "Envoys of Chad and Sudan met in Doha on Friday and signed a truce that is to last for ninety days. " * 5
    first, second = article("a-1", text=text), article("a-2", text=text)
    with Store.open(place) as store:
        store.add_all([Entry(first, None, "1"), Entry(second, None, "1")])
        assert store.like(first) is None
        like = store.like(second)
        assert like is not None
        assert like.article.id == "a-1"


def test_portions_are_full_or_a_moment_old_and_nothing_is_lost_when_the_stream_breaks_off() -> None:
    def breaking() -> Iterator[int]:
        yield from range(5)
        raise KeyboardInterrupt

    assert list(portions(range(5), size=2)) == [[0, 1], [2, 3], [4]]
    assert list(portions(range(3), seconds=0)) == [[0], [1], [2]]
    seen: list[list[int]] = []
    with pytest.raises(KeyboardInterrupt):
        seen.extend(portions(breaking(), size=2))
    assert seen == [[0, 1], [2, 3], [4]]
