"""Days that stand alone within a line, in a sentence, or as so long ago; and what tells the order of day and month."""

from __future__ import annotations

import pytest
from invented_pages import PROSE

from communique.articles import make_article
from communique.articles.datelines import dateline_of
from communique.articles.stamps import dates_in, order_of, stamps_of
from communique.model.article import Article, RawDocument

TITLE = "Ministers reopen two crossings after Ostrava talks"


def page(line: str = "", *, above: str = "", after: str = "", fetched: str | None = None) -> Article:
    text = f"<html lang=en><head><title>{TITLE}</title></head><body>{above}<h1>{TITLE}</h1>{line}{PROSE}{after}</body>"
    known = {"fetched": fetched} if fetched else {}
    return make_article(RawDocument("a.html", text.encode(), "html", known))


@pytest.mark.parametrize(
    "line",
    [
        "<div><span>Statement</span> of the working group on the crossings <span>14 March 2025</span> 6 minutes</div>",
        "<div>Wednesday's hour: 14 March 2025 7:05PM <a>(view the full episode and all of its guests)</a></div>",
        "<div>Delegates of both sides met again at the lake | 14 March 2025 | seven of the many questions open</div>",
        "<div><b>14</b><i>March</i><u>2025</u></div>",
        "<div class=share><span>by Ann Lee</span> <span>OSTRAVA</span> <span>Mar 14, 2025 - 6:40 pm GMT+3</span></div>",
        "<p>Written: 2025-03-14 18:40:00 / Updated: 0000-00-00 00:00:00</p>",
        "<p>Sarnovia Today / 4:19 PM March 14, 2025</p>",
        "<div>Broadcast:</div><div>Friday 14 March 2025 7:05PM</div>",
    ],
)
def test_a_day_that_is_set_apart_near_the_headline_is_that_of_publication(line: str) -> None:
    found = page(line)
    assert (found.published_day, found.published_basis) == ("2025-03-14", "byline")


@pytest.mark.parametrize(
    "line",
    [
        "<div><span>The treaty of the crossings, signed on</span> <span>14 March 2025 by both</span> is in force</div>",
        "<div>All that was asked of the delegates <span>Updated: 14 March 2025</span> and what they said then</div>",
        "<p class=c>The round of talks that began on 14 March 2025 (and ended in May) was the third of its kind</p>",
    ],
)
def test_a_day_in_the_middle_of_other_words_is_none(line: str) -> None:
    assert page(line).published is None


@pytest.mark.parametrize(
    "sentence",
    [
        "This entry was posted on Friday, March 14th, 2025 at 6:40 pm and is filed under Talks. Comments are closed.",
        "This article was first published on 14 March 2025, and it stands here as it was, for all who want it.",
    ],
)
def test_a_sentence_that_says_when_its_page_was_posted_dates_it(sentence: str) -> None:
    found = page(after=f"<p>{sentence}</p>")
    assert (found.published_day, found.published_certainty) == ("2025-03-14", "likely")


def test_a_sentence_on_the_posting_of_something_else_does_not() -> None:
    assert (
        page(after="<p>The statement that he signed was published on 14 March 2025, the ministry said.</p>").published
        is None
    )


@pytest.mark.parametrize(
    ("line", "day"),
    [("3 hours ago", "2025-03-14"), ("Ann Lee · 20 hours ago", "2025-03-13"), ("a day ago", "2025-03-13"),
     ("Posted 2 days ago", "2025-03-12"), ("Updated 2 days ago", None), ("8 months ago", None)],
)  # fmt: skip
def test_so_long_ago_is_counted_back_from_when_the_page_was_fetched(line: str, day: str | None) -> None:
    found = page(f"<p>{line}</p>", fetched="2025-03-14T18:40:00Z")
    assert (found.published_day, found.published_certainty) == (day, "doubtful" if day else None)
    assert page(f"<p>{line}</p>").published is None


def test_other_days_of_a_page_tell_the_order_of_day_and_month() -> None:
    others = "<ul><li><a href=/2>Ferry strike ends</a> {}</li></ul>"
    assert page("<p>03/04/2025</p>").published is None
    assert page("<p>03/04/2025</p>", after=others.format("25/03/2025")).published_day == "2025-04-03"
    assert page("<p>03/04/2025</p>", after=others.format("03/25/2025")).published_day == "2025-03-04"
    both = others.format("03/25/2025") + others.format("25/03/2025")
    assert page("<p>03/04/2025</p>", after=both).published is None


def test_a_weekday_tells_it_too_and_goes_before_them() -> None:
    assert [day for *_, day in dates_in("Tue 03/04/2025, Thu. 03/04/2025")] == ["2025-03-04", "2025-04-03"]
    assert dates_in("Monday, 03/04/2025", "dm") == []
    assert [stamp.day for stamp in stamps_of("Tuesday, 03/04/2025", "dm")] == ["2025-03-04"]
    assert order_of(["13.04.2025", "no day"]) == ""


@pytest.mark.parametrize(
    ("text", "day"),
    [("Geneva, 14.03.2025 - The draft runs to ten pages.", (2025, 3, 14)),
     ("ABU DHABI, 14th March, 2025 (WAM) -- Envoys met.", (2025, 3, 14)),
     ("OSLO, March 3rd (NTB) - Envoys met.", (None, 3, 3))],
)  # fmt: skip
def test_datelines_have_numbers_and_ordinals(text: str, day: tuple[int | None, int, int]) -> None:
    found = dateline_of(text)
    assert found is not None
    assert (found.year, found.month, found.day) == day
