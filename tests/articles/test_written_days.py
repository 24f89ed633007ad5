"""Days as sites of many kinds write them: spelled out, with two digits for the year, in attributes and in scripts."""

from __future__ import annotations

import json

import pytest
from invented_pages import PROSE

from communique.articles import make_article
from communique.articles.stamps import dates_in, is_about, stamps_of
from communique.model.article import Article, RawDocument

TITLE = "Ministers reopen two crossings after Ostrava talks"


def page(line: str = "", *, above: str = "", after: str = "", heading: str = f"<h1>{TITLE}</h1>") -> Article:
    text = f"<html lang=en><head><title>{TITLE}</title></head><body>{above}{heading}{line}{PROSE}{after}</body></html>"
    return make_article(RawDocument("a.html", text.encode(), "html", {}))


@pytest.mark.parametrize(
    "line",
    ["Dated this 14th day of March, 2025", "Friday, the 14th of March 2025", "2025 March 14", "2025, March 14",
     "Vol. 93, No. 11 — March the 14th, 2025", "14/Mar/2025", "2025-Mar-14", "Publish Date: 3/14/25 6:40 PM",
     "14-Mar-25", "14. 3. 2025 18:40", "2025年3月14日", "2025년 3월 14일",
     "Office of the Spokesperson March 14, 2025", "Council of the EU | Press release | 14 March 2025",
     "14.03.25", "14/03/25", "14 de marzo de 2025", "Freitag, 14. März 2025", "نشر في: الجمعة ١٤ مارس ٢٠٢٥ - 18:40"],
)  # fmt: skip
def test_a_day_is_read_in_each_of_these_forms(line: str) -> None:
    assert [stamp.day for stamp in stamps_of(line)] == ["2025-03-14"]


@pytest.mark.parametrize("line", ["3/4/25", "Version 1.3.25", "24/7", "10.0.25.1", "3/14/25/2"])
def test_what_has_two_readings_or_is_no_day_is_none(line: str) -> None:
    assert dates_in(line) == []


def test_of_two_days_that_touch_each_is_read_by_itself() -> None:
    assert [day for *_, day in dates_in("14 March 2025, March 16, 2025")] == ["2025-03-14", "2025-03-16"]


@pytest.mark.parametrize(
    ("line", "about"),
    [("Ann Lee · 8 months ago · 57 comments", True), ("Ann Lee, 25 Apr 15:43", True), ("2 years ago", True),
     ("Two years ago, Kast left the talks.", False), ("Talks began at 18:40, Kast said.", False)],
)  # fmt: skip
def test_a_line_of_names_and_a_time_is_no_part_of_the_text(line: str, about: bool) -> None:
    assert is_about(line) is about


@pytest.mark.parametrize("stamp", ['data-timestamp="1741977600"', 'data-published="2025-03-14T18:40:00Z"'])
def test_a_moment_in_an_attribute_dates_what_is_shown_in_other_words(stamp: str) -> None:
    found = page(f"<p>Ann Lee · <span {stamp}>8 months ago</span></p>")
    assert (found.published_day, found.published_basis) == ("2025-03-14", "metadata")
    assert "months ago" not in found.text


@pytest.mark.parametrize(
    "form", ["<script>window.__STATE__={};</script>", '<script type="application/json">{}</script>']
)
def test_the_data_of_a_script_dates_the_article_with_its_headline_alone(form: str) -> None:
    own = {"title": TITLE, "publish_date": "2025-03-14 18:40:00", "updated_at": "2025-03-20 10:00:00"}
    other = {"title": "Another story", "publish_date": "2025-04-01 10:00:00"}
    assert page(after=form.format(json.dumps({"data": [other, {"article": own}]}))).published_day == "2025-03-14"
    assert page(after=form.format(json.dumps({"data": [other]}))).published is None


def test_the_day_above_a_menu_is_not_that_of_the_article() -> None:
    today = "<div>Friday 14 March 2025</div>"
    links = "<div><a href=1>News</a> <a href=2>World</a> <a href=3>Sport</a></div>"
    assert page(above=today + links).published is None
    assert page(above=links + today).published_day == "2025-03-14"


def test_a_standfirst_that_is_called_a_teaser_is_kept_and_a_teaser_with_a_link_is_not() -> None:
    lead = "Envoys agreed late on Thursday to reopen the crossings, and to meet once more before summer."
    assert lead in page(f'<div class="teaser-text"><p>{lead}</p></div>').text
    assert lead not in page(f'<div class="teaser-text"><p>{lead} <a href="/x">More</a></p></div>').text


def test_the_first_line_in_large_letters_is_the_headline_of_an_old_page() -> None:
    text = f"<html><title>The Gazette</title><table><tr><td><font size=4><b>{TITLE}</b></font></td></tr></table>{PROSE}"
    assert make_article(RawDocument("a.html", text.encode(), "html", {})).title == TITLE


@pytest.mark.parametrize("value", ['"20250314T184000Z"', "1741977600000", '"3/14/2025 6:40:00 PM"'])
def test_linked_data_may_give_a_day_in_these_forms(value: str) -> None:
    data = f'<script type="application/ld+json">{{"@type": "NewsArticle", "datePublished": {value}}}</script>'
    assert page(after=data).published_day == "2025-03-14"


def test_what_a_script_pushes_is_data_too() -> None:
    said = json.dumps({"headline": TITLE, "datePublished": "2025-03-14T18:40:00Z"})
    script = f"<script>window.layer = window.layer || []; layer.push({said});</script>"
    assert page(after=script).published_day == "2025-03-14"


@pytest.mark.parametrize("form", ["{}", "'{}'"])
def test_data_that_a_script_parses_out_of_a_string_is_data_too(form: str) -> None:
    said = json.dumps({"post": {"title": TITLE, "post_date": "2025-03-14T18:40:00Z", "note": 'it\'s "so"'}})
    quoted = json.dumps(said) if form == "{}" else said.replace("\\", "\\\\").replace("'", "\\'")
    script = f"<script>window._state = JSON.parse({form.format(quoted)})</script>"
    assert page("<p>Ann Lee, Mar 14</p>", after=script).published_day == "2025-03-14"


def test_an_element_of_its_own_states_the_seconds_that_a_script_would_show() -> None:
    assert page(above='<date-view time="1741977600"></date-view>').published_day == "2025-03-14"


def test_a_moment_that_is_called_posted_goes_before_that_of_the_change_beside_it() -> None:
    both = 'data-posted-timestamp="1741977600000" data-timestamp="1742500000000"'
    found = page(f"<p><time-stamp {both}><span>Updated 8:26 PM GMT, March 20, 2025</span></time-stamp></p>")
    assert found.published_day == "2025-03-14"


def test_the_foot_of_a_statement_is_signed_with_place_and_day_above_the_foot_of_the_site() -> None:
    signed = f"<div>{PROSE}<p><b>Ostrava<br>March 14, 2025</b></p></div>"
    foot = "<div><p>Last updated: November 20, 2025</p><p>This content is managed by the Ministry.</p></div>"
    text = f"<html lang=en><title>{TITLE}</title><body><h3>{TITLE}</h3>{signed}{foot}</body></html>"
    assert make_article(RawDocument("a.html", text.encode(), "html", {})).published_day == "2025-03-14"


def test_a_bar_beside_the_headline_that_holds_nothing_but_a_day_is_read() -> None:
    bar = '<div class="item-nav"><div>Mar 14, 2025, 6:40 PM</div><div>News ID: 85773344</div></div>'
    assert page(heading=f"<div>{bar}<h1>{TITLE}</h1></div>").published_day == "2025-03-14"
    assert page(above='<div class="toolbar">March 14, 2025</div>').published is None


def test_a_record_of_fields_tells_of_the_item_and_is_no_part_of_its_text() -> None:
    rows = {
        "Title:": TITLE,
        "Date deposited:": "2-Jun-2025",
        "Issue Date:": "14-Mar-2025",
        "Publisher:": "Institute of Borders",
    }
    table = "".join(f"<tr><td>{name}</td><td>{value}</td></tr>" for name, value in rows.items())
    found = page(f"<table>{table}</table>")
    assert found.published_day == "2025-03-14"
    assert "Institute of Borders" not in found.text


def test_who_reported_from_where_is_no_part_of_the_text() -> None:
    found = page(after="<p>___</p><p>Ann Lee reported from Ostrava.</p>")
    assert "___" not in found.text
    assert "reported from" not in found.text
    assert "Fire was reported from" in page(after="<p>Fire was reported from Ostrava.</p>").text
