"""The date of publication of a page: every statement of it is weighed, and the choice says how certain it is."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from invented_pages import PROSE

from communique.articles import make_article
from communique.articles.evidence import Statement, choose
from communique.articles.stamps import dates_in, is_about, stamps_of
from communique.model.article import Article, RawDocument

TITLE = "Ministers reopen two crossings after Ostrava talks"
URL = "https://lantern.example.org/world/ostrava-talks"


def page(head: str = "", line: str = "", *, url: str = URL, after: str = "", **hints: str) -> Article:
    """A page with this in its head, and this between its headline and its text."""
    body = f"<h1>{TITLE}</h1>{line}{PROSE}{after}"
    text = f"<html lang=en><head><title>{TITLE}</title>{head}</head><body>{body}</body></html>"
    return make_article(RawDocument("a.html", text.encode(), "html", {"url": url}, hints))


def meta(name: str, content: str) -> str:
    return f'<meta property="{name}" content="{content}">'


def linked(**data: str) -> str:
    pairs = "".join(f', "{key}": "{value}"' for key, value in data.items())
    return f'<script type="application/ld+json">{{"@type": "NewsArticle", "headline": "{TITLE}"{pairs}}}</script>'


def test_sources_that_agree_make_a_date_certain() -> None:
    found = page(meta("article:published_time", "2025-03-14T23:40:00+01:00"), "<p>14 March 2025</p>")
    assert (found.published, found.published_basis) == ("2025-03-14T23:40:00+01:00", "metadata")
    assert found.published_certainty == "certain"
    assert "published_note" not in found.meta


def test_one_source_alone_makes_it_likely() -> None:
    found = page(linked(datePublished="2025-03-14"))
    assert (found.published, found.published_certainty) == ("2025-03-14", "likely")


def test_a_day_between_two_statements_is_no_disagreement() -> None:
    found = page(meta("article:published_time", "2025-03-14T23:40:00Z"), "<p>15 March 2025</p>")
    assert (found.published_day, found.published_certainty) == ("2025-03-14", "certain")


def test_sources_that_disagree_evenly_make_it_doubtful_and_say_so() -> None:
    found = page(meta("article:published_time", "2025-03-14"), url="https://lantern.example.org/2024/11/02/talks")
    assert (found.published, found.published_certainty) == ("2025-03-14", "doubtful")
    assert found.meta["published_note"] == "the metadata says 2025-03-14, the address says 2024-11-02"


def test_two_sources_go_before_a_third_that_says_otherwise() -> None:
    found = page(
        meta("article:published_time", "2025-09-30"),
        "<p>Published 2 November 2024</p>",
        url="https://lantern.example.org/2024/11/02/talks",
    )
    assert (found.published, found.published_certainty) == ("2024-11-02", "likely")
    assert "2025-09-30" in found.meta["published_note"]


@pytest.mark.parametrize(
    "head",
    [
        meta("article:modified_time", "2025-03-16T10:00:00Z"),
        linked(dateModified="2025-03-16"),
        '<meta name="last-modified" content="2025-03-16">',
    ],
)
def test_a_page_that_states_its_update_alone_has_no_date_of_publication(head: str) -> None:
    found = page(head, "<p>Updated 16 March 2025</p>")
    assert (found.published, found.published_basis, found.published_certainty) == (None, None, None)
    assert found.modified is not None
    assert found.modified[:10] == "2025-03-16"


@pytest.mark.parametrize(
    "line",
    [
        "<p>Updated 16 March 2025 | Published 14 March 2025</p>",
        "<p>Published 14/03/2025, last updated 16/03/2025</p>",
        "<p>Last modified: March 16, 2025. Originally published March 14, 2025.</p>",
        "<p>14.03.2025 (updated 16.03.2025)</p>",
        "<div><time class=updated datetime=2025-03-16>16 March</time> <time datetime=2025-03-14>14 March</time></div>",
        "<div><time datetime=2025-03-16T10:00>16 March</time> <time datetime=2025-03-14T10:00>14 March</time></div>",
    ],
)
def test_an_update_is_not_taken_for_the_publication(line: str) -> None:
    found = page("", line)
    assert found.published_day == "2025-03-14"


@pytest.mark.parametrize(
    "after",
    [
        '<div id="comments"><div class=comment><time datetime="2025-03-20">20 March</time><p>Yes.</p></div></div>',
        '<div class="related"><ul><li><a href="/x">Storm</a><time datetime="2025-03-20"/></li></ul></div>',
        "<footer>Copyright 2025. All rights reserved. 20 March 2025</footer>",
        '<div itemtype="https://schema.org/Comment"><meta itemprop="datePublished" content="2025-03-20"></div>',
        "<div class=widget><h3>Archives</h3><ul><li>20 March 2025</li></ul></div>",
    ],
)
def test_dates_of_comments_neighbours_and_archives_are_not_the_articles(after: str) -> None:
    assert page(after=after).published is None


@pytest.mark.parametrize("stated", ["0001-01-01", "9999-12-31", "soon", "2025-02-30", "03/04/2025", "2099-01-01"])
def test_impossible_dates_give_way_to_possible_ones(stated: str) -> None:
    found = page(meta("article:published_time", stated) + linked(datePublished=stated), "<p>14 March 2025</p>")
    assert (found.published, found.published_basis) == ("2025-03-14", "byline")


@pytest.mark.parametrize("stated", ["2099-01-01", "0001-01-01", "soon"])
def test_an_impossible_date_alone_leaves_the_date_unknown_with_a_note(stated: str) -> None:
    found = page(meta("article:published_time", stated))
    assert found.published is None
    assert found.meta["published_note"] == f"the metadata says {stated}, no possible day of publication"


def test_the_articles_own_linked_data_go_before_those_of_others() -> None:
    other = linked(datePublished="2025-03-20").replace(TITLE, "Another story")
    assert page(other + linked(datePublished="2025-03-14")).published == "2025-03-14"


def test_a_graph_and_a_list_of_linked_data_are_read() -> None:
    others = '{"@type": "WebPage", "datePublished": "2025-03-20"}'
    own = f'{{"@type": ["Article"], "headline": "{TITLE}", "datePublished": "2025-03-14"}}'
    graph = f'<script type="application/ld+json">{{"@graph": [{others}, {own}]}}</script>'
    assert page(graph).published == "2025-03-14"


def test_a_feed_dates_a_page_that_does_not() -> None:
    found = page(published="2025-03-14T08:00:00Z")
    assert (found.published, found.published_basis, found.published_certainty) == (
        "2025-03-14T08:00:00Z",
        "feed",
        "likely",
    )


def test_a_feed_that_agrees_makes_the_date_certain() -> None:
    found = page("", "<p>14 March 2025</p>", published="2025-03-14T08:00:00Z")
    assert (found.published, found.published_certainty) == ("2025-03-14", "certain")


def test_the_day_on_which_a_file_was_made_is_doubtful() -> None:
    found = page(published="2025-03-14", published_basis="metadata")
    assert (found.published, found.published_basis, found.published_certainty) == ("2025-03-14", "metadata", "doubtful")


def test_a_dateline_confirms_a_date_and_contradicts_another() -> None:
    text = "GENEVA, March 13 (Reuters) - Envoys of both sides met on Thursday and agreed to meet again."
    agreed = make_article(RawDocument("a", text, known={"url": "https://x.example.org/2025/03/14/talks"}))
    assert (agreed.published, agreed.published_certainty) == ("2025-03-14", "certain")
    assert agreed.meta["dateline_date"] == "2025-03-13"
    apart = make_article(RawDocument("a", text, known={"url": "https://x.example.org/2025/09/14/talks"}))
    assert (apart.published, apart.published_certainty) == ("2025-09-14", "likely")
    assert "dateline" in apart.meta["published_note"]


def test_a_dateline_with_a_year_is_a_basis_of_its_own_and_doubtful() -> None:
    found = make_article(RawDocument("a", "Geneva, 4 March 2025 (AFP) - Envoys met, and agreed to meet again."))
    assert (found.published, found.published_basis, found.published_certainty) == ("2025-03-04", "dateline", "doubtful")
    assert make_article(RawDocument("a", "GENEVA, March 4 (AFP) - Envoys met.")).published is None


def test_what_is_given_stands_though_the_address_says_otherwise() -> None:
    known = {"published": "2025-03-14", "url": "https://x.example.org/2024/03/14/talks"}
    found = make_article(RawDocument("a", "Envoys met.", known=known))
    assert (found.published, found.published_basis, found.published_certainty) == ("2025-03-14", "given", "likely")
    assert found.meta["published_note"] == "what is given says 2025-03-14, the address says 2024-03-14"
    plain = make_article(RawDocument("a", "Envoys met.", known={"published": "2025-03-14"}))
    assert plain.published_certainty == "certain"
    assert "published_certainty" not in plain.meta


def test_a_choice_among_nothing_is_nothing() -> None:
    assert choose([]).value is None


DAYS = st.dates(date(1995, 1, 1), date(2025, 1, 1)).map(date.isoformat)


@given(
    st.lists(st.builds(Statement, DAYS, st.sampled_from(["url", "feed"]), st.sampled_from("abc"), st.integers(1, 3)))
)
def test_a_choice_is_always_one_of_the_statements(statements: list[Statement]) -> None:
    chosen = choose(statements, today=date(2025, 6, 1))
    assert (chosen.value is None) == (not statements)
    assert chosen.value is None or chosen.value in {statement.value for statement in statements}
    assert (chosen.certainty == "certain") <= (chosen.note is None)


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("14 March 2025", "2025-03-14"),
        ("March 14, 2025 | 10:15 AM ET", "2025-03-14"),
        ("14-Mar-2025", "2025-03-14"),
        ("Fri, Mar. 14, 2025", "2025-03-14"),
        ("14/03/2025", "2025-03-14"),
        ("03/14/2025", "2025-03-14"),
        ("04.03.2025, 18:40", "2025-03-04"),
        ("2025/03/14", "2025-03-14"),
        ("2025. 03. 14.", "2025-03-14"),
        ("14TH MARCH 2025", "2025-03-14"),
        ("Submitted by admin on Fri, 03/14/2025 - 10:15", "2025-03-14"),
    ],
)
def test_dates_in_all_their_forms_are_read_from_lines(line: str, day: str) -> None:
    assert [stamp.day for stamp in stamps_of(line)] == [day]


@pytest.mark.parametrize(
    "line",
    ["03/04/2025", "March 2025", "The deal was signed on 14 March 2025.", "32/13/2025", "10.4.1.2025", "1/2/3/2025"],
)
def test_two_readings_and_sentences_are_no_dates_of_publication(line: str) -> None:
    assert stamps_of(line) == []


@given(st.text(alphabet="0123456789/.- :,|Published Updated March by AM", max_size=200))
def test_no_line_breaks_the_reading_of_stamps(line: str) -> None:
    for start, end, day in dates_in(line):
        assert 0 <= start < end <= len(line)
        date.fromisoformat(day)
    is_about(line)
