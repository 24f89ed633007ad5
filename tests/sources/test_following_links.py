"""Addresses, lists, sitemaps and feeds against a real site: links lead to pages, and what fails is told with place."""

from __future__ import annotations

import gzip
import io
import subprocess
import sys
import tracemalloc
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.articles import make_article, make_best_article
from communique.errors import FailureKind
from communique.model.article import Failure, RawDocument
from communique.net.manners import Manners
from communique.sources import Item, Limits, Link, open_sources
from communique.sources.content import Content
from communique.sources.entries import Entry, link_of
from communique.sources.forms import take_apart
from communique.sources.sitemap import Sitemap, read_sitemap
from communique.sources.url_list import UrlList
from servers import Site

TEXT = "Delegations from both sides left Oslo on Friday without a joint text, the mediator told reporters. " * 4
PAGE = f"<html><head><title>Talks end</title></head><body><article><p>{TEXT}</p></article></body></html>".encode()
HTML = {"Content-Type": "text/html; charset=utf-8"}
Reads = Callable[..., list[Item]]


@pytest.fixture
def site() -> Iterator[Site]:
    made = Site()
    yield made
    made.close()


@pytest.fixture
def limits(site: Site) -> Limits:
    return Limits(manners=Manners(allow_hosts=frozenset({site.host}), host_delay_s=0, total_s=5.0))


def rss(site: Site, *paths: str, own: str = "") -> bytes:
    items = "".join(
        f"<item><title>Item {path}</title><link>{site.url(path)}</link><pubDate>2025-03-14</pubDate>{own}</item>"
        for path in paths
    )
    return f"<rss><channel><title>The Post</title>{items}</channel></rss>".encode()


def failure(item: Item) -> Failure:
    assert isinstance(item, Failure)
    assert item.hint
    return item


def document(item: Item) -> RawDocument:
    assert isinstance(item, RawDocument), item
    return item


def test_an_address_gives_its_page(site: Site, limits: Limits) -> None:
    site.pages["/old"] = (301, {"Location": "/2025/03/14/talks"}, b"")
    site.pages["/2025/03/14/talks"] = (200, HTML, PAGE)
    (item,) = map(document, open_sources([site.url("/old")], limits))
    assert (item.media, item.content, item.origin) == ("html", PAGE, site.url("/old"))
    assert item.known["url"] == site.url("/2025/03/14/talks")
    assert str(item.known["fetched"]).startswith("20")
    assert item.hints["charset"] == "utf-8"
    article = make_article(item)
    assert article.text.startswith("Delegations from both sides")
    assert article.url == site.url("/2025/03/14/talks")


@pytest.mark.parametrize(
    ("path", "headers", "body", "media"),
    [
        ("/a.php?id=1", {"Content-Type": "text/html"}, PAGE, "html"),
        ("/a", {}, PAGE, "html"),
        ("/a", {"Content-Type": "text/plain"}, PAGE, "html"),
        ("/a.xyz", {"Content-Type": "application/octet-stream"}, PAGE, "html"),
        ("/2025.03.14", {"Content-Type": "text/plain; charset=ascii"}, TEXT.encode(), "text"),
        ("/README.md", {"Content-Type": "text/html"}, PAGE, "html"),
        ("/a.md", {"Content-Type": "text/plain"}, b"# Talks end\n\n" + TEXT.encode(), "markdown"),
        ("/a.html.gz", {"Content-Type": "application/gzip"}, gzip.compress(PAGE), "html"),
        ("/b.html.gz", {"Content-Type": "application/gzip"}, PAGE, "html"),
    ],
)
def test_what_lies_there_is_told_by_bytes_name_and_stated_type(
    site: Site, limits: Limits, path: str, headers: dict[str, str], body: bytes, media: str
) -> None:
    site.pages[path] = (200, headers, body)
    (item,) = map(document, open_sources([site.url(path)], limits))
    assert (item.media, item.content) == (media, PAGE if path.endswith(".gz") else body)


def test_a_feed_leads_to_its_pages_with_what_it_says(site: Site, limits: Limits) -> None:
    site.pages["/feed"] = (200, {"Content-Type": "application/rss+xml"}, rss(site, "/1", "/gone", "/1", "/2"))
    site.pages["/1"] = site.pages["/2"] = (200, HTML, PAGE)
    found = list(open_sources([site.url("/feed")], limits))
    assert [item.origin for item in found] == [f"{site.url(p)} (in {site.url('/feed')})" for p in ("/1", "/gone", "/2")]
    assert document(found[0]).known["feed"] == site.url("/feed")
    assert document(found[0]).hints["published"] == "2025-03-14"
    assert document(found[0]).hints["publisher"] == "The Post"
    assert (failure(found[1]).kind, "(404)" in failure(found[1]).reason) == (FailureKind.HTTP_STATUS, True)
    assert site.paths() == ["/feed", "/1", "/gone", "/2"]


def test_a_feed_in_a_file_leads_to_its_pages_too(site: Site, limits: Limits, tmp_path: Path) -> None:
    path = tmp_path / "saved.xml"
    path.write_bytes(rss(site, "/1"))
    site.pages["/1"] = (200, HTML, PAGE)
    (item,) = map(document, open_sources([str(path)], limits))
    assert item.known["feed"] == str(path)


WHOLE = f"<description>&lt;p&gt;{TEXT}{TEXT}&lt;/p&gt;</description>"


def test_what_the_feed_holds_is_read_where_the_page_cannot_be_had(site: Site, limits: Limits) -> None:
    site.pages["/feed"] = (200, {}, rss(site, "/1", own=WHOLE))
    (item,) = map(document, open_sources([site.url("/feed")], limits))
    assert item.known["text_note"] == "the text of the feed"
    assert "no such page (404)" in str(item.known["fetch_note"])
    article = make_article(item)
    assert article.text.startswith("Delegations from both sides")
    assert (article.title, article.url, article.publisher) == ("Item /1", site.url("/1"), "The Post")


def test_the_feed_is_read_where_its_page_shows_nothing_or_less(site: Site, limits: Limits) -> None:
    site.pages["/feed"] = (200, {}, rss(site, "/app", "/wall", "/page", own=WHOLE))
    site.pages["/app"] = (200, HTML, b"<html><body><div id=app></div><script>run()</script></body></html>")
    wall = b"<p>We value your privacy. Please accept cookies, or subscribe, to read on this site.</p>"
    site.pages["/wall"] = (200, HTML, b"<html><body><article>%s</article></body></html>" % wall)
    site.pages["/page"] = (200, HTML, PAGE.replace(b"Delegations", b"Teams").replace(b"</p>", TEXT.encode() + b"</p>"))
    app, wall_read, page = map(make_best_article, map(document, open_sources([site.url("/feed")], limits)))
    assert app.text.startswith("Delegations")
    assert wall_read.text.startswith("Delegations")
    assert "less than the feed" in wall_read.meta["fetch_note"]
    assert page.text.startswith("Teams")
    assert "fetch_note" not in page.meta


def test_the_feed_of_another_site_has_no_say_in_what_a_page_holds(site: Site, limits: Limits, tmp_path: Path) -> None:
    path = tmp_path / "saved.xml"
    path.write_bytes(rss(site, "/short", "/gone", own=WHOLE))
    site.pages["/short"] = (200, HTML, b"<html><body><article><p>Teams met in Oslo today.</p></article></body></html>")
    short, gone = map(make_best_article, map(document, open_sources([str(path)], limits)))
    assert (short.text, short.is_at_its_address) == ("Teams met in Oslo today.", True)
    assert (gone.url, gone.is_at_its_address) == (site.url("/gone"), False)


@pytest.mark.parametrize(
    ("feed", "is_own"),
    [
        ("https://www.post.example/feed", True),
        ("https://feeds.post.example/world", True),
        ("https://other.example/feed", False),
        ("https://notpost.example/feed", False),
        ("saved.xml", False),
        ("https://[broken", False),
    ],
)
def test_a_feed_speaks_for_the_addresses_of_its_own_site(feed: str, is_own: bool) -> None:
    link = link_of(Entry("1", "https://post.example/1", own_text=TEXT), feed)
    assert isinstance(link, Link)
    assert link.instead is not None
    assert ("url_basis" not in link.instead.known) is is_own


def test_a_summary_in_place_of_the_page_is_told(site: Site, limits: Limits) -> None:
    site.pages["/feed"] = (200, {}, rss(site, "/1", own=f"<description>{TEXT}</description>"))
    first, second = open_sources([site.url("/feed")], limits)
    assert document(first).known["text_note"] == "the summary of the feed"
    assert "the summary of the feed was read in its place" in failure(second).reason


def test_offline_nothing_is_fetched_and_links_say_so(site: Site, limits: Limits, tmp_path: Path) -> None:
    path = tmp_path / "saved.xml"
    path.write_bytes(rss(site, "/1", own=WHOLE))
    other = tmp_path / "other.urls"
    other.write_text(site.url("/2"))
    found = list(open_sources([str(path), str(other), site.url("/3")], replace(limits, manners=None)))
    assert document(found[0]).known["fetch_note"]
    assert [failure(item).kind for item in found[1:]] == [FailureKind.OFFLINE, FailureKind.OFFLINE]
    assert site.asked == []


def test_a_front_page_is_no_article(site: Site, limits: Limits) -> None:
    feed = b'<link rel="alternate" type="application/rss+xml" href="/feed.xml">'
    site.pages["/"] = (200, HTML, PAGE.replace(b"</head>", feed + b"</head>"))
    site.pages["/gone"] = (302, {"Location": "/"}, b"")
    for path in ("/", "/gone"):
        (item,) = map(failure, open_sources([site.url(path)], limits))
        assert (item.kind, site.url("/feed.xml") in item.hint) == (FailureKind.NO_TEXT, True)
    site.pages["/"] = (200, HTML, PAGE)
    (item,) = map(failure, open_sources([site.url("/gone")], limits))
    assert "front page" in item.reason
    (page,) = map(document, open_sources([site.url("/")], limits))
    assert page.content == PAGE


def test_lists_of_lists_end(site: Site, limits: Limits) -> None:
    for number in range(9):
        index = f"<sitemapindex><sitemap><loc>{site.url(f'/{number + 1}')}</loc></sitemap></sitemapindex>"
        site.pages[f"/{number}"] = (200, {}, index.encode())
    (item,) = open_sources([site.url("/0")], limits)
    assert failure(item).kind is FailureKind.UNSUPPORTED
    assert site.paths() == ["/0", "/1", "/2"]
    site.pages["/own"] = (200, {}, rss(site, "/own"))
    assert list(open_sources([site.url("/own")], limits)) == []
    site.pages["/feed"] = (200, {}, rss(site, "/feed2"))
    site.pages["/feed2"] = (200, {}, rss(site, "/feed"))
    assert "list of further pages" in failure(next(open_sources([site.url("/feed")], limits))).reason


def test_redirects_from_a_public_page_to_this_machine_are_refused(site: Site, limits: Limits) -> None:
    other = Site()
    try:
        other.pages["/secret"] = (200, HTML, PAGE)
        site.pages["/1"] = (302, {"Location": other.url("/secret")}, b"")
        (item,) = open_sources([site.url("/1")], limits)
        assert failure(item).kind is FailureKind.FORBIDDEN
        assert other.asked == []
    finally:
        other.close()


def test_xml_of_another_kind_is_told(site: Site, limits: Limits) -> None:
    site.pages["/a.xml"] = (200, {"Content-Type": "text/xml"}, b"<?xml version='1.0'?><talks><a>b</a></talks>")
    (item,) = open_sources([site.url("/a.xml")], limits)
    assert (failure(item).kind, "<talks>" in failure(item).reason) == (FailureKind.UNSUPPORTED, True)


# Lists


@pytest.mark.parametrize(
    ("name", "text", "is_list"),
    [
        ("a.txt", "https://post.example/1\nhttp://post.example/2\n", True),
        ("a.txt", "\ufeff# Sources\r\n\r\nHTTPS://post.example/1\r\n", True),
        ("a", "https://post.example/1", True),
        ("a.txt", "https://post.example/1\n" * 5_000, True),
        ("a.urls", "nothing of the kind", True),
        ("a.txt", "Talks end\nhttps://post.example/1\n", False),
        ("a.txt", "https://post.example/1 Talks end\n", False),
        ("a.txt", "https://post.example/1\n" * 50 + "Talks end in Oslo.\n", False),
        ("a.txt", "# Talks\n", False),
        ("a.txt", "", False),
        ("a.txt", "See https://post.example/1\n", False),
        ("a.txt", "URL: https://post.example/1\n\nTalks ended.\n", False),
        ("a.md", "https://post.example/1\n", False),
    ],
)
def test_only_a_text_of_nothing_but_addresses_is_a_list(name: str, text: str, is_list: bool) -> None:
    assert UrlList().fits(Content(name, io.BytesIO(text.encode()))) is is_list


def test_the_lines_of_a_list_are_links_or_failures_with_their_number() -> None:
    lines = f"# news\nhttps://post.example/1\n\ntalks\nhttps://post.example/a b\nhttps://post.example/{'x' * 40_000}\nhttps://p.example/2"
    found = list(take_apart(Content("a.urls", io.BytesIO(lines.encode())), Limits()))
    assert [type(item) for item in found] == [Link, Failure, Failure, Link, Link]
    assert found[0].origin == "https://post.example/1 (in a.urls:2)"
    assert found[1].origin == "a.urls:4"
    assert len(found[3].origin) < 400
    assert isinstance(found[4], Link)
    assert (found[4].url, found[4].origin) == ("https://p.example/2", "https://p.example/2 (in a.urls:7)")


def test_a_list_leads_to_pages_and_feeds(site: Site, limits: Limits, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(f"{site.url('/1')}\n{site.url('/feed')}\nhttps://{'x' * 9_000}.example/\n")
    site.pages["/feed"] = (200, {}, rss(site, "/2"))
    site.pages["/1"] = site.pages["/2"] = (200, HTML, PAGE)
    found = list(open_sources([str(path)], limits))
    assert [type(item) for item in found] == [RawDocument, RawDocument, Failure]
    assert failure(found[2]).kind is FailureKind.FORBIDDEN


def test_nothing_that_a_stranger_wrote_commands_the_terminal(tmp_path: Path) -> None:
    (tmp_path / "a.urls").write_bytes(b"https://post.example/\x1b[31mred\nnot \x1b[31m one \x07\xe2\x80\xae\n")
    feed = '{"version":"https://jsonfeed.org/version/1","items":[{"id":"1","url":"https://p.example/\\u001b[31m"}]}'
    (tmp_path / "b\x1b[0m.json").write_text(feed)
    for item in open_sources([str(tmp_path)]):
        assert f"{item.origin}{failure(item).reason}".isprintable()


@given(st.binary(max_size=300))
def test_no_bytes_break_the_reading_of_lists(content: bytes) -> None:
    for part in take_apart(Content("a.urls", io.BytesIO(content)), Limits()):
        assert not isinstance(part, Failure) or "taken apart" not in part.reason


# Sitemaps

NEWS = """<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
 xmlns:news="http://www.google.com/schemas/sitemap-news/0.9" xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">
<url><loc> https://post.example/1?a=1&amp;b=2 </loc><lastmod>2025-03-15T08:00:00Z</lastmod>
<image:image><image:title>A picture</image:title></image:image>
<news:news><news:publication><news:name>The Post</news:name><news:language>en</news:language></news:publication>
<news:publication_date>2025-03-14</news:publication_date><news:title>Talks &amp;amp; tea</news:title></news:news></url>
<url><loc>not an address</loc></url><url/><url><loc>/2</loc><lastmod>soon</lastmod></url></urlset>"""


def test_a_news_sitemap_gives_title_outlet_and_dates() -> None:
    found = list(read_sitemap(io.BytesIO(NEWS.encode()), "map.xml", Limits(), "https://post.example/map.xml"))
    first = found[0]
    assert isinstance(first, Entry)
    assert (first.url, first.key) == ("https://post.example/1?a=1&b=2",) * 2
    assert (first.title, first.outlet) == ("Talks & tea", "The Post")
    assert (first.published, first.updated) == ("2025-03-14", "2025-03-15T08:00:00+00:00")
    assert isinstance(found[2], Failure)
    assert found[2].origin == "map.xml, entry 3"
    assert isinstance(found[3], Entry)
    assert found[3].url == "https://post.example/2"
    assert "soon" in str(found[3].date_note)


def test_an_index_leads_to_packed_sitemaps_and_these_to_pages(site: Site, limits: Limits) -> None:
    index = f"<sitemapindex><sitemap><loc>{site.url('/map.xml.gz')}</loc></sitemap></sitemapindex>"
    urls = f"<urlset><url><loc>{site.url('/1')}</loc></url></urlset>"
    site.pages["/index.xml"] = (200, {"Content-Type": "text/xml"}, index.encode())
    site.pages["/map.xml.gz"] = (200, {"Content-Type": "application/x-gzip"}, gzip.compress(urls.encode()))
    site.pages["/1"] = (200, HTML, PAGE)
    (item,) = map(document, open_sources([site.url("/index.xml")], limits))
    assert item.content == PAGE


def test_a_sitemap_of_many_addresses_takes_no_memory() -> None:
    body = (
        b"<urlset>"
        + b"".join(b"<url><loc>https://post.example/%d</loc></url>" % n for n in range(20_000))
        + b"</urlset>"
    )
    tracemalloc.start()
    assert sum(isinstance(entry, Entry) for entry in read_sitemap(io.BytesIO(body), "map.xml", Limits())) == 20_000
    assert tracemalloc.get_traced_memory()[1] < 2_000_000
    tracemalloc.stop()


@given(st.binary(max_size=200))
def test_no_bytes_break_the_reading_of_sitemaps(content: bytes) -> None:
    for entry in read_sitemap(io.BytesIO(b"<urlset><url>" + content), "map.xml", Limits()):
        assert isinstance(entry, Entry) or entry.reason
    assert not Sitemap().fits(Content("x", io.BytesIO(b"<html>" + content)))


def test_reading_a_text_does_not_load_the_network(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Talks ended in Oslo.")
    code = (
        "import sys; from communique.sources import Limits, open_sources; from communique.net.manners import Manners;"
        f"list(open_sources([{str(path)!r}], Limits(manners=Manners())));"
        "print([m for m in ('httpcore2', 'protego', 'lxml', 'ssl', 'brotli') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
