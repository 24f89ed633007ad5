"""Editions: one address, one text after the other; the latest counts, on any day the latest that was out."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from record_samples import report

from clocks import TurnedClock
from communique.errors import FailureKind, UsageError
from communique.model.article import URL_BASIS, Article
from communique.model.decisions import Action
from communique.model.findings import Findings, Status
from communique.model.record import Record
from communique.record.build import build_record, load_record
from communique.record.copies.fingerprints import fingerprint
from communique.record.editions import find_editions
from communique.record.items import earlier_item, find_item
from communique.record.memory import Memory
from communique.record.select import Selection, select
from communique.record.store import Store
from communique.reports.references import outlet, passage_link

URL = "https://example.org/world/talks"
STOCK = " ".join(f"Sentence {n} of the report tells of the long road to the talks in Brenn." for n in range(12))
FIRST = f"Envoys of Chad and Sudan will meet in Geneva on Friday. {STOCK}"
SECOND = f"Envoys of Chad and Sudan could meet in Geneva on Friday. {STOCK}"
THIRD = f"Envoys of Chad and Sudan will not meet. {STOCK}"


def article(key: str, text: str = FIRST, url: str | None = URL, **more: str | None) -> Article:
    return Article(key, text, url, **({"published": "2025-03-04", "fetched": "2025-03-04T10:00:00Z"} | more))  # type: ignore[arg-type]


def found(one: Article, status: Status) -> Findings:
    evidence = one.text[: one.text.index(".") + 1]
    own = report(one.id, status=status, evidence=(evidence,), spans=((0, len(evidence)),))
    return Findings(one.id, one.published, contacts=(own,))


def chains(*articles: Article) -> list[list[str]]:
    return [[edition.article.id for edition in chain] for chain in find_editions(articles)]


OLD = article("old")
NEW = article("new", SECOND, modified="2025-03-06T09:00:00Z", fetched="2025-03-06T10:00:00Z")


class TestWhichAreEditions:
    def test_one_address_in_any_view_and_most_words(self) -> None:
        assert chains(OLD, NEW) == [["old", "new"]]
        assert chains(OLD, replace(NEW, url="http://m.example.org/world/talks/amp/?utm_source=x")) == [["old", "new"]]

    def test_no_address_or_another_one_makes_none(self) -> None:
        assert chains(replace(OLD, url=None), replace(NEW, url=None)) == []
        assert chains(OLD, replace(NEW, url="https://example.org/world/talks-2")) == []

    def test_what_only_states_its_address_is_no_edition_of_what_was_had_there(self) -> None:
        stated = replace(NEW, published=OLD.published, meta={URL_BASIS: "stated"})
        assert chains(OLD, stated) == []
        assert chains(replace(OLD, meta={URL_BASIS: "stated"}), stated) == [["old", "new"]]

    def test_an_address_used_again_makes_none(self) -> None:
        other = " ".join(f"Point {n} of the day is about the price of wheat and of bread in Holm." for n in range(12))
        assert chains(OLD, article("new", other, published="2025-03-05")) == []

    def test_a_front_page_makes_none(self) -> None:
        front = "https://www.example.org/index.html"
        assert chains(replace(OLD, url=front), replace(NEW, url=front)) == []

    @pytest.mark.parametrize(
        "url", ["http://[bad/1", "http://[v1.x]/", "http://x:99999/", "http://%00/", "//x", "javascript:x"]
    )
    def test_no_address_is_too_odd_to_be_compared(self, url: str) -> None:
        assert chains(replace(OLD, url=url), replace(NEW, url=url)) in ([], [["old", "new"]])
        assert outlet(replace(OLD, url=url, publisher=None))
        passage_link(replace(OLD, url=url), (0, 20))

    def test_a_live_text_that_grows_does(self) -> None:
        posts = [f"At {n} o'clock the envoys said {n} times that all was well." for n in range(60)]
        texts = [" ".join(posts[:last]) for last in (5, 20, 60)]
        grown = [article(f"a{n}", text, fetched=f"2025-03-04T1{n}:00:00Z") for n, text in enumerate(texts)]
        assert chains(*grown) == [["a0", "a1", "a2"]]

    def test_a_flash_that_became_a_report_does_by_its_moment_of_publication(self) -> None:
        flash = article("flash", "Breaking: talks agreed.", published="2025-03-04T10:00:00Z")
        assert chains(flash, article("full", STOCK, published="2025-03-04T10:00:00Z", fetched="2025-03-05")) == [
            ["flash", "full"]
        ]
        assert chains(replace(flash, published="2025-03-04"), article("full", STOCK, fetched="2025-03-05")) == []

    def test_stock_words_of_an_address_used_every_day_make_none(self) -> None:
        days = [
            f"{STOCK[: len(STOCK) // 3]} " + " ".join(f"On day {d} point {n} was {d * n} of {d}." for n in range(30))
            for d in (3, 4)
        ]
        daily = [article(f"d{n}", text, published=f"2025-03-0{n + 3}") for n, text in enumerate(days)]
        assert chains(*daily) == []

    def test_a_text_under_a_given_id_does_whatever_its_words(self) -> None:
        assert chains(OLD, article("old~0a1b2c", "All was called off.", fetched="2025-03-05")) == [
            ["old", "old~0a1b2c"]
        ]

    def test_the_same_text_twice_is_a_copy(self) -> None:
        assert chains(OLD, replace(OLD, id="again", publisher="The Post")) == []


class TestOrder:
    def test_what_texts_state_goes_before_when_they_were_had(self) -> None:
        late = replace(OLD, fetched="2026-01-01")
        assert chains(late, replace(NEW, fetched="2025-12-01")) == [["old", "new"]]

    def test_when_they_were_had_decides_where_they_state_the_same(self) -> None:
        new = replace(NEW, modified=None)
        assert chains(OLD, new) == [["old", "new"]]
        assert chains(replace(OLD, fetched="2025-03-07"), new) == [["new", "old"]]

    def test_moments_compare_in_one_zone(self) -> None:
        old = replace(OLD, modified="2025-03-06T10:30:00+05:00")
        assert chains(old, NEW) == [["old", "new"]]

    @given(st.randoms(use_true_random=False))
    def test_the_order_of_the_input_plays_no_part(self, rng: random.Random) -> None:
        stamps = ["2025-03-05", "2025-03-06T01:00:00Z", None]
        known = [
            article(f"{n}", text, url=url, modified=stamps[n % 3], fetched=stamps[(n + 1) % 3])
            for n, (text, url) in enumerate((t, u) for t in (FIRST, SECOND, THIRD, STOCK) for u in (URL, URL + "/2"))
        ]
        expected = find_editions(known)
        rng.shuffle(known)
        assert find_editions(known) == expected
        assert find_editions(known, Memory({one.id: fingerprint(one) for one in known})) == expected


def record(*articles: Article, as_of: date | None = None) -> Record:
    statuses = {FIRST: Status.SCHEDULED, SECOND: Status.POSSIBLE, THIRD: Status.CANCELLED}
    return build_record(
        articles, [found(one, statuses[one.text]) for one in articles if one.text in statuses], as_of=as_of
    )


class TestRecord:
    def test_the_latest_edition_counts_and_the_others_are_kept(self) -> None:
        made = record(NEW, OLD)
        assert list(made.articles) == ["new"]
        (contact,) = made.contacts
        assert contact.status is Status.POSSIBLE
        assert len(contact.reports) == 1
        editions = made.editions["new"]
        assert [(edition.article.id, edition.day) for edition in editions] == [
            ("old", "2025-03-04"),
            ("new", "2025-03-06"),
        ]
        assert [f.contacts[0].status for e in editions if (f := e.findings)] == [Status.SCHEDULED, Status.POSSIBLE]

    def test_as_of_a_day_the_latest_that_was_out_counts(self) -> None:
        view = record(OLD, NEW, as_of=date(2025, 3, 5))
        assert [contact.status for contact in view.contacts] == [Status.SCHEDULED]
        assert view.editions == {}
        assert record(OLD, NEW, as_of=date(2025, 3, 3)).articles == {}
        assert list(record(OLD, NEW, as_of=date(2025, 3, 6)).articles) == ["new"]

    def test_a_view_of_a_record_is_that_of_its_articles(self) -> None:
        day = date(2025, 3, 5)
        assert select(record(OLD, NEW), Selection(as_of=day)) == record(OLD, NEW, as_of=day)

    def test_an_undated_article_is_left_out_of_a_view_in_all_its_editions(self) -> None:
        undated = (replace(OLD, published=None), replace(NEW, published=None))
        view = record(*undated, as_of=date(2025, 4, 1))
        assert (view.articles, view.undated) == ({}, 1)

    def test_a_copy_of_an_earlier_edition_stays_a_copy(self) -> None:
        copy = article("copy", FIRST, "https://example.net/x", publisher="The Other")
        far = replace(NEW, text=f"No talks. {SECOND[:60]}", id="old~0a1b2c")
        made = record(OLD, far, copy)
        assert made.duplicates in ({"copy": "old~0a1b2c"}, {"old~0a1b2c": "copy"})

    def test_items_keep_their_names_through_an_edit(self) -> None:
        new = replace(NEW, text=FIRST + " It is not known who will lead.")
        told = [found(one, Status.SCHEDULED) for one in (OLD, new)]
        before, after = build_record([OLD], told), build_record([OLD, new], told)
        assert list(after.articles) == ["new"]
        assert [contact.id for contact in before.contacts] == [contact.id for contact in after.contacts]


def test_what_is_of_an_earlier_edition_is_said_to_be() -> None:
    made = record(OLD, NEW)
    for asked in ("old", "old:c1"):
        with pytest.raises(UsageError, match="earlier edition") as caught:
            find_item(made, asked)
        assert "show new" in caught.value.hint
        assert earlier_item(made, asked) is not None
    assert earlier_item(made, "new:c1") is None


class TestStore:
    def test_another_text_of_a_page_under_its_id_is_another_edition(self, tmp_path: Path) -> None:
        again = replace(NEW, id="old", url=URL + "?utm_source=feed")
        with Store.open(tmp_path / "r.db") as store:
            store.clock = TurnedClock()
            assert store.add(OLD, found(OLD, Status.SCHEDULED), reader="1")
            assert store.add(again, found(again, Status.POSSIBLE), reader="1")
            assert not store.add(again, found(again, Status.POSSIBLE), reader="1")
            assert not store.add(OLD, found(OLD, Status.SCHEDULED), reader="1")
            kept = [one.id for one in store.articles()]
            made = load_record(store)
            assert store.under_own_id(again).id == kept[1]
            assert store.failures() == []
        assert kept[0] == "old"
        assert kept[1].startswith("old~")
        assert [contact.status for contact in made.contacts] == [Status.POSSIBLE]
        assert {r.article for c in made.contacts for r in c.reports} == {kept[1]}

    @pytest.mark.parametrize(
        ("more", "counts"),
        [
            ({"fetched": "2025-03-07T10:00:00Z", "modified": "2025-03-07T09:00:00Z"}, Status.SCHEDULED),
            ({"fetched": "2025-03-07T10:00:00Z"}, Status.POSSIBLE),  # It states less than the edit: a cache.
            ({"fetched": "2025-03-05T10:00:00Z", "modified": "2025-03-07T09:00:00Z"}, Status.POSSIBLE),
            ({"fetched": None}, Status.POSSIBLE),
            ({}, Status.POSSIBLE),
        ],
    )
    def test_a_text_to_which_a_page_went_back_is_its_latest_edition(
        self, tmp_path: Path, more: dict[str, str], counts: Status
    ) -> None:
        back = replace(OLD, **more)  # type: ignore[arg-type]
        with Store.open(tmp_path / "r.db") as store:
            for one, status in ((OLD, Status.SCHEDULED), (NEW, Status.POSSIBLE), *[(back, Status.SCHEDULED)] * 3):
                store.add(one, found(one, status), reader="1")
            made = load_record(store)
            assert len(list(store.articles())) == (3 if counts is Status.SCHEDULED else 2)
            assert store.failures() == []
        assert [(contact.status, len(contact.reports)) for contact in made.contacts] == [(counts, 1)]

    @pytest.mark.parametrize("url", [None, "https://example.net/x"])
    def test_another_text_without_its_address_is_refused(self, tmp_path: Path, url: str | None) -> None:
        with Store.open(tmp_path / "r.db") as store:
            store.add(OLD, None, reader="1")
            assert not store.add(replace(NEW, id="old", url=url), None, reader="1")
            assert [failure.kind for failure in store.failures()] == [FailureKind.MALFORMED]

    def test_a_record_that_kept_fingerprints_is_the_one_that_did_not(self, tmp_path: Path) -> None:
        articles = [OLD, NEW, article("copy", FIRST.upper(), "https://example.net/x"), article("short", "No.", None)]
        with Store.open(tmp_path / "r.db") as store:
            for one in articles:
                store.add(one, found(one, Status.PLANNED), reader="1")
            contents = store.contents()
            assert contents.fingerprints.keys() == {one.id for one in articles}
            assert load_record(store) == build_record(contents.articles, contents.findings)


def decide(path: Path, action: Action, *about: str, **values: str) -> None:
    from communique.record.decisions.reviewing import Request
    from communique.record.decisions.reviewing import decide as keep

    with Store.open(path) as store:
        keep(store, load_record(store), Request(action, about, values, ""), by="ada")


class TestDecisions:
    @pytest.fixture
    def path(self, tmp_path: Path) -> Path:
        path = tmp_path / "r.db"
        with Store.open(path) as store:
            store.add(OLD, found(OLD, Status.SCHEDULED), reader="1")
        decide(path, Action.EDIT, "old:c1", place="Basel")
        return path

    def test_a_decision_holds_where_its_words_stand_through_several_editions(self, path: Path) -> None:
        later = [replace(NEW, id=f"n{n}", text=FIRST + " More." * n, modified=f"2025-03-0{5 + n}") for n in (1, 2)]
        with Store.open(path) as store:
            for one in later:
                store.add(one, found(one, Status.SCHEDULED), reader="1")
            made = load_record(store)
            view = load_record(store, date(2025, 3, 4))
        for one in (made, view):
            assert [contact.place for contact in one.contacts] == ["Basel"]
            assert {state.value for state in one.judgements.states.values()} == {"holds"}
        assert list(made.articles) == ["n2"]

    def test_a_decision_whose_words_are_gone_is_listed_as_no_longer_anchored(self, path: Path) -> None:
        with Store.open(path) as store:
            store.add(NEW, found(NEW, Status.POSSIBLE), reader="1")
            made = load_record(store)
        assert [contact.place for contact in made.contacts] == [None]
        assert {state.value for state in made.judgements.states.values()} == {"unanchored"}

    def test_a_decision_on_a_later_edition_holds_in_a_view_of_an_earlier_day_where_its_words_stood(
        self, tmp_path: Path
    ) -> None:
        path = tmp_path / "s.db"
        new = replace(NEW, text=FIRST + " More.")
        with Store.open(path) as store:
            for one in (OLD, new):
                store.add(one, found(one, Status.SCHEDULED), reader="1")
        decide(path, Action.EDIT, "new:c1", place="Basel")
        with Store.open(path) as store:
            view = load_record(store, date(2025, 3, 4))
        assert [(list(view.articles), contact.place) for contact in view.contacts] == [(["old"], "Basel")]
