from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any

import pytest
from record_samples import FAILURE, all_kinds, article, report

from clocks import TurnedClock
from communique.errors import FailureKind, UsageError
from communique.model.article import Failure
from communique.model.findings import Findings
from communique.model.watching import Poll, RecentPage, Seen
from communique.record.store import Store, Within, asked
from communique.record.store.asked import read_asked
from communique.record.store.dialects.sqlite import to_query
from communique.record.store.precedence import is_newer

NOW = datetime(2025, 3, 14, 12, tzinfo=UTC)


@pytest.fixture
def store(place: str) -> Iterator[Store]:
    with Store.open(place) as opened:
        opened.clock = TurnedClock()
        yield opened


def test_what_is_added_comes_back_exactly(store: Store) -> None:
    full = article(title="Talks", url="https://x.example/1", publisher="X", published_basis="given", meta={"desk": "a"},
                   fetched="2025-03-06T08:00:00Z", modified="2025-03-05")  # fmt: skip
    assert store.add(full, all_kinds(), reader="1")
    assert store.article("a-1") == full
    assert store.findings_of("a-1") == all_kinds()
    assert list(store.articles()) == [full]
    assert list(store.findings()) == [all_kinds()]


def test_when_a_text_was_had_is_kept_or_else_when_it_was_first_taken_in(store: Store) -> None:
    store.add(article("a", fetched=None), None, reader="1")
    store.add(article("b", fetched="2025-03-06"), None, reader="1")
    store.clock = TurnedClock(datetime(2026, 1, 1, tzinfo=UTC))
    store.add(article("a", fetched=None), None, reader="2")
    store.add(article("b", fetched="2025-04-01"), None, reader="2")
    assert [kept.fetched for kept in store.articles()] == ["2025-03-14T12:00:00+00:00", "2025-03-06"]


def test_the_same_article_twice_changes_nothing(store: Store) -> None:
    assert store.add(article(), all_kinds(), reader="1", failures=[FAILURE])
    before = store.contents()
    assert not store.add(article(), Findings("a-1", None), reader="1", failures=[FAILURE])
    assert store.contents() == before


def test_a_newer_reader_replaces_findings_and_an_older_one_does_not(store: Store) -> None:
    store.add(article(), all_kinds(), reader="0.9")
    newer = Findings("a-1", "2025-03-05", contacts=(report(),))
    assert store.add(article(), newer, reader="0.10")
    assert store.findings_of("a-1") == newer
    assert store.reader_of("a-1") == "0.10"
    assert not store.add(article(), all_kinds(), reader="0.9")
    assert store.findings_of("a-1") == newer


def test_versions_compare_by_their_numbers() -> None:
    assert is_newer("1.10", "1.9")
    assert not is_newer("1.9", "1.9")
    assert not is_newer("1.9", "1.10")
    rules, four, three = "5/a-1", "5/a-1 by large-1 m-4", "5/a-1 by large-1 m-3"
    assert all(is_newer(one, other) for one in (rules, four, three) for other in (rules, four, three) if one != other)
    assert not is_newer(four, four)
    assert not is_newer(four, "5/a-1 by large-2 m-4")
    assert not is_newer(four, "6/a-1")
    assert not is_newer("0", four)


def test_an_article_that_is_not_read_is_kept_without_findings(store: Store) -> None:
    store.add(article("fr-1", language="fr"), None, reader="1")
    assert store.has("fr-1")
    assert store.findings_of("fr-1") is None
    assert list(store.findings()) == []
    assert store.count().unread == 1


def test_read_articles_without_findings_are_told_from_unread_ones(store: Store) -> None:
    store.add(article("a-1"), Findings("a-1", None), reader="1")
    store.add(article("a-2"), None, reader="1")
    store.add(article("a-3"), all_kinds("a-3"), reader="1")
    assert [found.article for found in store.findings()] == ["a-1", "a-3"]


def test_another_text_under_a_known_id_becomes_a_failure(store: Store) -> None:
    store.add(article(), all_kinds(), reader="1")
    assert not store.add(article(text="Something else.", origin="b.jsonl:7"), Findings("a-1", None), reader="1")
    assert store.findings_of("a-1") is not None
    [failure] = store.failures()
    assert (failure.origin, failure.kind) == ("b.jsonl:7", FailureKind.MALFORMED)
    assert "a-1" in failure.reason


def test_a_failure_is_kept_once(store: Store) -> None:
    store.add_failure(FAILURE)
    store.add_failure(FAILURE)
    store.add_failure(replace(FAILURE, reason="another reason"))
    assert store.failures() == [FAILURE, replace(FAILURE, reason="another reason")]


def test_a_failure_goes_when_the_item_can_be_read(store: Store) -> None:
    store.add_failure(FAILURE)
    store.add_failure(replace(FAILURE, origin="-:3"))
    store.add(article(origin=FAILURE.origin), all_kinds(), reader="1")
    store.add(article("a-2", origin="-:3"), all_kinds("a-2"), reader="1")
    assert [failure.origin for failure in store.failures()] == ["-:3"]


def test_failures_of_reading_belong_to_their_article(store: Store) -> None:
    failed = Failure("a.txt", FailureKind.READER, "no parse", article="a-1")
    store.add(article(), replace(all_kinds(), failures=(failed,)), reader="1")
    found = store.findings_of("a-1")
    assert found is not None
    assert found.failures == (failed,)
    assert store.failures() == [failed]
    store.add(article(), all_kinds(), reader="2")
    assert store.failures() == []


def test_the_revision_grows_with_every_change_and_with_nothing_else(store: Store) -> None:
    before = store.revision()
    store.add(article(), all_kinds(), reader="1")
    added = store.revision()
    store.add(article(), all_kinds(), reader="1")
    assert before < added == store.revision()
    store.add_failure(Failure("a.txt", FailureKind.EMPTY, "it is empty"))
    assert store.revision() > added


def test_counts(store: Store) -> None:
    store.add(article(), all_kinds(), reader="1")
    store.add_failure(FAILURE)
    counts = store.count()
    assert (counts.articles, counts.contacts, counts.statements, counts.failures) == (1, 1, 1, 1)


@pytest.mark.parametrize("text", ["", "\x00", "half \ud83d a pair", "\ufeff", "x" * 1_000_001, "\r\n\r\n"])
def test_odd_texts_are_kept_at_their_length(store: Store, text: str) -> None:
    odd = report(evidence=(text[:10],), spans=((0, len(text[:10])),))
    assert store.add(article(text=text, title="\udc80"), Findings("a-1", None, contacts=(odd,)), reader="1")
    kept = store.article("a-1")
    assert kept is not None
    assert len(kept.text) == len(text)
    found = store.findings_of("a-1")
    assert found is not None
    start, end = found.contacts[0].spans[0]
    assert found.contacts[0].evidence[0] == kept.text[start:end]
    assert not store.add(article(text=text, title="\udc80"), None, reader="1")
    assert store.failures() == []


def test_long_names_are_names(store: Store) -> None:
    """Addresses and ids come from outside; none is too long to be looked up, or to be kept from coming twice."""
    random = Random(5)
    long = "".join(random.choice("abcdefghijklmnopqrstuvwxyzäöü0123456789") for _ in range(9_000))
    failure = Failure(long, FailureKind.EMPTY, long[::-1], article=long)
    for _ in range(2):
        store.add(article(long, url=f"https://a.example/{long}", origin=long), all_kinds(long), reader="1")
        store.add_failure(failure)
        store.polls.keep(Poll(long, "News"), [Seen(long, "1", "{}")], now=NOW)
        store.pages.remember([RecentPage(f"https://a.example/{long}", long, long, "{}", NOW, NOW)])
    assert store.failures() == [failure]
    assert store.findings_of(long) == replace(all_kinds(long), failures=(failure,))
    assert [item.key for item in store.polls.waiting([long], NOW, 5)] == [long]
    assert store.count().articles == len(store.pages.due([long], NOW, 5, timedelta(days=1))) == 1


def test_odd_file_names_do_not_stop_a_failure(store: Store) -> None:
    store.add_failure(replace(FAILURE, origin="caf\udce9.txt"))
    assert store.failures()[0].origin == "caf\ufffd.txt"


class TestSearch:
    def test_finds_words_by_stem_and_marks_them(self, store: Store) -> None:
        store.add(article(title="Border"), all_kinds(), reader="1")
        [hit] = store.search("envoy agreeing")
        assert hit.article == "a-1"
        assert [hit.snippet[a:b] for a, b in hit.marks] == ["Envoys", "agreed"]
        assert "a1" in hit.findings

    def test_all_words_must_be_there_and_phrases_stand_together(self, store: Store) -> None:
        store.add(article(), all_kinds(), reader="1")
        assert not store.search("envoys elephants")
        assert store.search('"chad and sudan"')
        assert not store.search('"sudan and chad"')

    def test_a_word_in_the_title_comes_first(self, store: Store) -> None:
        store.add(article("a-1", text="A truce was named. " + "Other things happened. " * 5), None, reader="1")
        store.add(article("a-2", text="Quite other things. " * 6, title="Truce near"), None, reader="1")
        assert [hit.article for hit in store.search("truce")] == ["a-2", "a-1"]

    @pytest.mark.parametrize(
        "words",
        [
            "",
            "   ",
            '"',
            '""',
            "AND",
            "NOT truce",
            "title:x",
            "a-b",
            "(x",
            "*",
            "^x",
            "xyz*",
            "NEAR(a b)",
            "'",
            "\x00",
            "+",
        ],
    )
    def test_no_word_is_syntax(self, store: Store, words: str) -> None:
        store.add(article(), all_kinds(), reader="1")
        store.search(words)

    def test_accents_do_not_matter(self, store: Store) -> None:
        store.add(article(text="Erdoğan a rencontré l'émissaire."), None, reader="1")
        assert store.search("erdogan emissaire")

    def test_words_of_a_replaced_title_are_gone(self, store: Store) -> None:
        store.add(article(title="Giraffes"), all_kinds(), reader="1")
        store.add(article(title="Zebras"), all_kinds(), reader="2")
        assert not store.search("giraffes")
        assert store.search("zebras")

    def test_a_beginning_is_found_with_a_star(self) -> None:
        assert to_query(read_asked("neg*")) == '"neg"*'

    @pytest.mark.parametrize("words", ["n*", "ne*", "trade-o*"])
    def test_a_beginning_of_a_letter_or_two_is_refused(self, store: Store, words: str) -> None:
        with pytest.raises(UsageError) as refused:
            store.search(words)
        assert refused.value.hint == "give 3 letters before the star"

    def test_of_very_many_those_that_came_in_last_are_weighed(
        self, store: Store, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(asked, "RANKED", 3)
        for number in range(5):
            store.add(
                article(f"a-{number}", text="Chad agreed. " * (9 - number), title=f"Chad {number}"), None, reader="1"
            )
        found = store.search("chad", 2)
        assert (len(found), found.total, found.has_more) == (2, 3, True)
        every = [*found, *store.search("chad", 2, skip=2)]
        assert {hit.article for hit in every} == {"a-2", "a-3", "a-4"}
        assert store.search("chad", 2, skip=4).found == ()
        assert not store.search("chad", 5).has_more  # whoever wants more of them gets them
        assert not store.search("giraffe").has_more

    def test_days_and_outlets_narrow_it(self, store: Store) -> None:
        for number, (day, outlet) in enumerate([("2025-03-01", "A"), ("2025-03-02T23:00:00+00:00", "B"), (None, "A")]):
            store.add(replace(article(f"a-{number}"), published=day, publisher=outlet), None, reader="1")

        def within(**narrowed: Any) -> set[str]:
            return {hit.article for hit in store.search("chad", within=Within(**narrowed))}

        assert within() == {"a-0", "a-1", "a-2"}
        assert within(publisher="A") == {"a-0", "a-2"}
        assert within(first=date(2025, 3, 2)) == within(publisher="B") == {"a-1"}
        assert within(first=date(2025, 3, 1), last=date(2025, 3, 1)) == {"a-0"}
        before = store.search("chad", as_of=date(2025, 3, 1), within=Within(last=date(2025, 3, 9)))
        assert [hit.article for hit in before] == ["a-0"]

    def test_limit(self, store: Store) -> None:
        for number in range(5):
            store.add(article(f"a-{number}"), None, reader="1")
        assert len(store.search("chad", limit=2)) == 2
        assert not store.search("chad", limit=0)
