"""An article on several pages is read from all of them, and nothing else is taken for a page of it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from communique.articles import make_article
from communique.model.article import RawDocument
from communique.net.manners import Manners
from communique.sources import Limits, open_sources
from communique.sources.paging import MOST, next_page, split
from servers import Site

HTML = {"Content-Type": "text/html; charset=utf-8"}
TITLE = "Ministers reopen two crossings"
BASE = "https://post.example/talks"


@pytest.fixture
def site() -> Iterator[Site]:
    made = Site()
    yield made
    made.close()


def page(number: int, links: str = "", title: str = TITLE) -> bytes:
    said = f"Delegation {number} from both sides left Oslo on Friday without a joint text, the mediator said. " * 3
    top = "The standfirst stands on every page of the article, as the system of the paper has it, said nobody."
    text = f"<p>{top}</p><p>{said}</p><p>Page {number} of 3 {links}</p>"
    head = f"<head><title>{title}</title></head>"
    return f"<html>{head}<body><article><h1>{title}</h1>{text}</article></body></html>".encode()


def read(site: Site, path: str = "/talks") -> tuple[RawDocument, str]:
    limits = Limits(manners=Manners(allow_hosts=frozenset({site.host}), host_delay_s=0, total_s=5.0))
    (item,) = open_sources([site.url(path)], limits)
    assert isinstance(item, RawDocument)
    return item, make_article(item).text


def test_the_pages_of_an_article_are_read_in_their_order(site: Site) -> None:
    site.pages["/talks"] = (
        200,
        HTML,
        page(1, "<a href='/talks'>1</a> <a href='/talks?page=2'>2</a> <a href='/talks?page=3'>3</a>"),
    )
    site.pages["/talks?page=2"] = (200, HTML, page(2, "<a href='?page=3' rel=next>Next</a>"))
    site.pages["/talks?page=3"] = (200, HTML, page(3))
    item, text = read(site)
    assert [line.split()[1] for line in text.split("\n") if line.startswith("Delegation")] == ["1", "2", "3"]
    assert text.count("The standfirst") == 1
    assert make_article(item).meta["pages"] == "3"
    assert site.paths() == ["/talks", "/talks?page=2", "/talks?page=3"]


@pytest.mark.parametrize(
    "links",
    [
        "<a href='/other?page=2'>2</a>",
        "<link rel=next href='/the-article-after'>",
        "<a href='/talks/comment-page-2'>2</a>",
        "<a href='http://elsewhere.example/talks?page=2'>2</a>",
        "<a href='/talks?page=7'>7</a>",
        "<a href='/news/page/2'>older</a>",
    ],
)
def test_what_is_another_address_is_no_page_of_it(site: Site, links: str) -> None:
    site.pages["/talks"] = (200, HTML, page(1, links))
    item, _ = read(site)
    assert item.pages == ()
    assert site.paths() == ["/talks"]


@pytest.mark.parametrize("second", [page(1), page(2, title="Ten bridges for the weekend"), b"<html></html>", b""])
def test_a_page_that_says_the_same_or_something_else_adds_nothing(site: Site, second: bytes) -> None:
    site.pages["/talks"] = (200, HTML, page(1, "<a href='/talks/2'>2</a>"))
    site.pages["/talks/2"] = (200, HTML, second)
    item, text = read(site)
    assert text == make_article(RawDocument("a", page(1), "html")).text
    assert "pages" not in make_article(item).meta


def test_a_page_that_cannot_be_had_ends_it(site: Site) -> None:
    site.pages["/talks"] = (200, HTML, page(1, "<a href='/talks/2'>2</a>"))
    _, text = read(site)
    assert "Delegation 1" in text


def test_an_article_without_end_is_read_for_so_many_pages(site: Site) -> None:
    for number in range(1, 30):
        path = "/talks" if number == 1 else f"/talks?page={number}"
        site.pages[path] = (200, HTML, page(number, f"<a href='/talks?page={number + 1}'>next</a>"))
    item, _ = read(site)
    assert len(item.pages) == MOST - 1
    assert len(site.paths()) == MOST


@pytest.mark.parametrize(
    ("following", "number"),
    [
        (f"{BASE}?page=2", 2),
        (f"{BASE}/page/2/", 2),
        (f"{BASE}/2", 2),
        (f"{BASE}-p2", 2),
        ("/talks?a=1&p=2", None),
        (f"{BASE}", None),
    ],
)
def test_the_next_page_is_the_same_address_with_the_next_number(following: str, number: int | None) -> None:
    found = next_page(f'<a class="n" href="{following}">x</a>'.encode(), BASE, 1)
    assert (split(found)[1] if found else None) == number


def test_a_day_or_a_number_in_an_address_is_no_number_of_a_page() -> None:
    assert split("https://post.example/2025/03/14") == ("post.example/2025/03/14", 1)
    assert next_page(b"<a href='/2025/03/15'>next day</a>", "https://post.example/2025/03/14", 1) is None
    assert next_page(b"<a href='/news-13.html'>next</a>", "https://post.example/news-12.html", 1) is None
    assert split("https://post.example/?p=12") == ("https://post.example/?p=12", 1)
