"""Feeds of every kind, sound and broken: each entry comes out with what the feed says, or a failure says why not."""

from __future__ import annotations

import io
import json
import tracemalloc
from collections.abc import Iterator
from itertools import count, islice
from typing import Any

import pytest
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st

from communique.errors import FailureKind
from communique.model.article import Failure, RawDocument
from communique.sources.content import Content
from communique.sources.discovery import alternates, feed_rhythm
from communique.sources.entries import Entry, plain_text, read_stamp
from communique.sources.feed import Feed, read_feed
from communique.sources.forms import take_apart
from communique.sources.json_feed import read_json_feed
from communique.sources.source import Limits, Link
from communique.sources.xml_stream import root_of

RSS = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:media="http://search.yahoo.com/mrss/" xmlns:atom="http://www.w3.org/2005/Atom">
<channel><title>The Post &amp; Courier</title><link>https://post.example/world/</link>
<atom:link href="https://post.example/feed" rel="self"/><description>News</description>
<image><title>A logo</title><url>https://post.example/logo.png</url></image>
%s</channel></rss>"""
ITEM = "<item><title>Talks end</title><link>https://post.example/1</link>%s</item>"
WHOLE = "<p>Delegations left Oslo on Friday without a text, the mediator said.</p>" * 12


def entries(feed: str | bytes, base: str | None = None, limits: Limits = Limits()) -> list[Entry | Failure]:  # noqa: B008
    content = feed.encode() if isinstance(feed, str) else feed
    return list(read_feed(io.BytesIO(content), "feed.xml", limits, base))


def one(feed: str | bytes, base: str | None = None) -> Entry:
    (entry,) = entries(feed, base)
    assert isinstance(entry, Entry)
    return entry


def rss(items: str) -> str:
    return RSS % items


def test_an_item_of_rss_comes_with_what_the_feed_says() -> None:
    entry = one(
        rss(
            ITEM
            % (
                '<guid isPermaLink="false">post-1</guid><pubDate>Fri, 14 Mar 2025 10:30:00 +0100</pubDate>'
                "<dc:creator>Ann Lee</dc:creator><dc:creator>Bo Ek</dc:creator><media:title>A picture</media:title>"
                f"<description>In short.</description><content:encoded><![CDATA[{WHOLE}]]></content:encoded>"
            )
        )
    )
    assert (entry.key, entry.url, entry.title) == ("post-1", "https://post.example/1", "Talks end")
    assert (entry.published, entry.updated) == ("2025-03-14T10:30:00+01:00", None)
    assert (entry.author, entry.outlet) == ("Ann Lee, Bo Ek", "The Post & Courier")
    assert (entry.own_text, entry.is_summary) == (WHOLE, False)


def test_an_entry_of_atom_comes_with_what_the_feed_says() -> None:
    entry = one(
        """<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://post.example/a/">
        <title type="html">The &lt;b>Post</title>
        <link rel="self" href="feed.atom"/><link href="/"/>
        <entry xml:base="b/"><id>urn:uuid:1</id><title type="text">If x &lt; y, talks end</title>
        <link rel="enclosure" href="x.mp3"/><link rel="alternate" type="text/html" href="1?a=1&amp;b=2"/>
        <published>2025-03-14T10:30:00.123Z</published><updated>2025-03-15T08:00:00-05:00</updated>
        <author><name>Ann Lee</name><email>a@post.example</email></author>
        <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Delegations <b>left</b> Oslo.</p></div>
        </content></entry></feed>"""
    )
    assert (entry.key, entry.url) == ("urn:uuid:1", "https://post.example/a/b/1?a=1&b=2")
    assert (entry.title, entry.outlet, entry.author) == ("If x < y, talks end", "The Post", "Ann Lee")
    assert (entry.published, entry.updated) == ("2025-03-14T10:30:00+00:00", "2025-03-15T08:00:00-05:00")
    assert entry.own_text == '<div xmlns="http://www.w3.org/1999/xhtml"><p>Delegations <b>left</b> Oslo.</p></div>'


def test_rdf_and_the_oldest_rss_are_read() -> None:
    rdf = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
      xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="https://post.example/"><title>The Post</title>
      <items><rdf:Seq><rdf:li resource="https://post.example/1"/></rdf:Seq></items></channel>
      <item rdf:about="https://post.example/1"><title>Talks end</title><dc:date>2025-03-14</dc:date></item></rdf:RDF>"""
    entry = one(rdf)
    assert (entry.url, entry.published, entry.outlet) == ("https://post.example/1", "2025-03-14", "The Post")
    old = '<!DOCTYPE rss PUBLIC "-//Netscape//DTD RSS 0.91//EN" "http://my.example/rss-0.91.dtd">'
    entry = one(old + '<rss version="0.91"><channel><title>P</title>' + ITEM % "" + "</channel></rss>")
    assert entry.url == "https://post.example/1"


@pytest.mark.parametrize(
    ("item", "url"),
    [
        ("<guid>https://post.example/g</guid>", "https://post.example/g"),
        ('<guid isPermaLink="false">https://post.example/g</guid>', None),
        ("<link>/2025/1?a=1&amp;b=2</link>", "https://post.example/2025/1?a=1&b=2"),
        ("<link>1.html</link>", "https://post.example/world/1.html"),
        ("<link> https://post.example/\n1 </link>", "https://post.example/1"),
        ("<link><![CDATA[https://post.example/1?a=1&b=2]]></link>", "https://post.example/1?a=1&b=2"),
        ("<link>https://post.example/1?a=1&b=2</link>", "https://post.example/1?a=1&b=2"),
        ('<enclosure url="/a.pdf" type="application/pdf"/>', "https://post.example/a.pdf"),
        ('<enclosure url="/a.mp3" type="audio/mpeg"/>', None),
        ("<link>javascript:alert(1)</link>", None),
        ("<link>file:///etc/passwd</link>", None),
        ("<link>http://[broken</link>", None),
        (
            '<link>https://p.example/x</link><f:origLink xmlns:f="http://rssnamespace.org/feedburner/ext/1.0">'
            "https://post.example/o</f:origLink>",
            "https://post.example/o",
        ),
    ],
)
def test_the_address_of_an_entry_is_found_and_made_whole(item: str, url: str | None) -> None:
    assert one(rss(f"<item><title>Talks</title>{item}</item>"), "https://post.example/feed").url == url


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Talks &amp;amp; tea", "Talks & tea"),
        ("AT&T and the R&D talks", "AT&T and the R&D talks"),
        ("&lt;b&gt;Talks&lt;/b&gt; end", "Talks end"),
        ("&amp;lt;b&amp;gt;Talks&amp;lt;/b&amp;gt; end", "Talks end"),
        ("<![CDATA[Talks &ldquo;end&rdquo;]]>", "Talks “end”"),
        ("Talks&nbsp;end &ndash; no deal", "Talks end – no deal"),
        ("Talks <em>end</em> now", "Talks end now"),
        ("&lt;script&gt;alert(1)&lt;/script&gt;Talks", "Talks"),
        ("5 &lt; 6 talks", "5 < 6 talks"),
        ("  Talks\n  end ", "Talks end"),
        ("&#8220;Talks&#x201D; &#0; end", "“Talks” end"),
        ("&#147;Talks&#148; 5 &#60; 6 &#38;amp; go", "“Talks” 5 < 6 & go"),
    ],
)
def test_titles_are_plain_text(text: str, plain: str) -> None:
    entry = one(rss(f"<item><title>{text}</title><link>https://post.example/1</link></item>"))
    assert (entry.title or "").replace(" �", "") == plain


@pytest.mark.parametrize(
    ("stamp", "iso"),
    [
        ("Fri, 14 Mar 2025 10:30:00 GMT", "2025-03-14T10:30:00+00:00"),
        ("14 Mar 2025 10:30 EST", "2025-03-14T10:30:00-05:00"),
        ("Fri, 14 Mar 25 10:30:00 +0200", "2025-03-14T10:30:00+02:00"),
        ("Fri, 14 Mar 2025 10:30:00 CET", "2025-03-14T10:30:00"),
        ("Xyz, 14 March 2025 10:30:00 Z", "2025-03-14T10:30:00+00:00"),
        ("2025-03-14", "2025-03-14"),
        ("2025-03-14 10:30", "2025-03-14T10:30:00"),
        ("2025-03-14T10:30:00.1234567Z", "2025-03-14T10:30:00+00:00"),
        ("2025-03-14T10:30:00+0530", "2025-03-14T10:30:00+05:30"),
        ("9999-12-31T23:59:59Z", "9999-12-31T23:59:59+00:00"),
        ("0001-01-01T00:00:00Z", "0001-01-01T00:00:00+00:00"),
        ("31 Feb 2025 10:00:00 GMT", None),
        ("2025-02-31", None),
        ("99999-01-01", None),
        ("soon", None),
        ("Fri, 14 Mar 2025 99:99:99 +9999", None),
        ("1 Jan 99999999999999999999 00:00:00 +99999999999", None),
        ("x" * 100_000, None),
    ],
)
def test_dates_are_understood_or_the_note_says_so(stamp: str, iso: str | None) -> None:
    value, note = read_stamp(stamp)
    assert value == iso
    assert (note is None) == (iso is not None)


@pytest.mark.parametrize(
    ("item", "is_summary"),
    [
        (f"<description><![CDATA[{WHOLE}]]></description>", False),
        ("<description>In short.</description>", True),
        (f"<description><![CDATA[{WHOLE} Read more]]></description>", True),
        (f"<description><![CDATA[{WHOLE} [&#8230;]]]></description>", True),
    ],
)
def test_a_summary_is_told_from_a_whole_text(item: str, is_summary: bool) -> None:
    entry = one(rss(ITEM % item))
    assert entry.own_text
    assert entry.is_summary is is_summary


def test_links_carry_what_the_feed_says_as_hints_and_its_text_as_a_page() -> None:
    said = "<pubDate>2025-03-14</pubDate><author>a@b.example (Ann Lee)</author>"
    item = ITEM % f"{said}<description>{'x' * 300}</description>"
    content = Content("feed.xml", io.BytesIO(rss(item).encode()))
    (link,) = take_apart(content, Limits())
    assert isinstance(link, Link)
    assert (link.origin, link.url, link.hops) == ("https://post.example/1 (in feed.xml)", "https://post.example/1", 0)
    assert link.known == {"feed": "feed.xml", "feed_author": "Ann Lee"}
    assert link.hints == {
        "title": "Talks end",
        "publisher": "The Post & Courier",
        "published": "2025-03-14",
        "url": "https://post.example/1",
    }
    assert link.instead is not None
    assert link.instead.media == "html"
    assert f"<article>{'x' * 300}</article>" in str(link.instead.content)
    assert link.instead.known["text_note"] == "the summary of the feed"


def test_a_summary_of_hardly_more_than_a_title_stands_for_nothing() -> None:
    feed = rss(ITEM % "<description>&lt;a href='x'&gt;Talks end&lt;/a&gt; The Post</description>")
    (link,) = take_apart(Content("feed.xml", io.BytesIO(feed.encode())), Limits())
    assert isinstance(link, Link)
    assert link.instead is None


def test_an_entry_without_an_address_is_its_own_text_and_one_with_neither_a_failure() -> None:
    items = f"<item><title>A &lt; B</title><description>{WHOLE.replace('<', '&lt;')}</description></item><item/>"
    found = list(take_apart(Content("feed.xml", io.BytesIO(rss(items).encode())), Limits()))
    assert isinstance(found[0], RawDocument)
    assert "<title>A &lt; B</title>" in str(found[0].content)
    assert isinstance(found[1], Failure)
    assert (found[1].origin, found[1].kind) == ("feed.xml, entry 2", FailureKind.EMPTY)


def test_a_feed_of_no_entries_is_told() -> None:
    (found,) = take_apart(Content("feed.xml", io.BytesIO(rss("").encode())), Limits())
    assert isinstance(found, Failure)
    assert found.kind is FailureKind.EMPTY


# Broken and hostile feeds


def test_a_feed_that_is_cut_off_gives_its_whole_entries_and_a_failure() -> None:
    feed = rss(ITEM % "" * 3)
    cut = feed[: feed.rindex("<title>Talks") + 9]
    found = entries(cut)
    assert [type(item) for item in found] == [Entry, Entry, Failure]
    assert isinstance(found[-1], Failure)
    assert found[-1].kind is FailureKind.MALFORMED


@pytest.mark.parametrize(
    "feed", [b"", b"talks", b"\0\1\2", b"<", b"<rss>", b"<rss><channel><item>" * 400, b"<!DOCTYPE"]
)
def test_what_is_no_feed_is_a_failure(feed: bytes) -> None:
    found = entries(feed)
    assert isinstance(found[-1], Failure)


@pytest.mark.parametrize(
    "item",
    [
        "<foo:bar>x</foo:bar>",
        "<description>unclosed <br> tag <p>x <img src='a&b.png'> <a href=x>y</description>",
        "<description><![CDATA[a ]] > b <p> & c]]></description>",
        "<description>a & b &unknown; &nbsp; \x0b\x00 c</description>",
        "<description>&#0;&#xFFFF;&#99999999;</description>",
        "<description x='&#xD800;'>&#xD800;&#55555555;&#12;&#x110000;</description>",
        '<description xmlns:x="http://a&#xDFFF;b/"><x:y&#xD800;>x</x:y></description>',
        '<enclosure url="x" url="y"/>',
    ],
)
def test_small_faults_lose_no_entry(item: str) -> None:
    found = entries(rss(ITEM % item + ITEM % ""))
    assert sum(isinstance(entry, Entry) for entry in found) == 2
    assert isinstance(found[0], Entry)
    assert found[0].title == "Talks end"


@pytest.mark.parametrize(
    ("encoding", "declared"),
    [
        ("utf-8", "utf-8"),
        ("utf-8", "iso-8859-1"),
        ("utf-8", "nonsense"),
        ("utf-8-sig", "utf-8"),
        ("utf-16", "utf-16"),
        ("cp1252", "utf-8"),
        ("cp1252", "windows-1252"),
        ("koi8-r", "koi8-r"),
    ],
)
def test_encodings_are_told_from_bytes_and_declaration(encoding: str, declared: str) -> None:
    title = "Переговоры" if encoding == "koi8-r" else "Zürich – talks"
    feed = rss(f"<item><title>{title}</title><link>https://post.example/1</link></item>").replace("UTF-8", declared)
    assert one(feed.encode(encoding)).title == title


@pytest.mark.parametrize("size", [1, 7, 4096, 65_536])
def test_what_is_mended_does_not_depend_on_where_the_file_was_cut_into_pieces(size: int) -> None:
    item = "<description>a &nbsp; b<br><![CDATA[<p>R&D ]] ]>x</p>]]>é &amp; <img src='x'></description>"
    feed = rss(ITEM % item * 3).encode()
    pieces = iter([feed[at : at + size] for at in range(0, len(feed), size)])
    found = list(read_feed(_Pieces(pieces), "feed.xml", Limits()))
    assert [entry.own_text for entry in found if isinstance(entry, Entry)] == [
        "a \xa0 b<br><p>R&D ]] ]>x</p>é & <img src='x'>"
    ] * 3


def test_one_word_in_another_encoding_does_not_lose_the_feed() -> None:
    feed = rss(ITEM % "" + "<item><title>caf\xe9</title><link>https://post.example/2</link></item>" + ITEM % "")
    found = entries(("é" + feed).encode()[2:].replace("caf\xe9".encode(), b"caf\xe9"))
    assert [entry.title for entry in found if isinstance(entry, Entry)] == ["Talks end", "café", "Talks end"]


def test_entity_bombs_and_files_are_not_opened() -> None:
    declared = '<!ENTITY a "aaaaaaaaaa"><!ENTITY x SYSTEM "file:///etc/passwd">' + "".join(
        f'<!ENTITY {name} "{f"&{before};" * 10}">' for before, name in zip("abcdefgh", "bcdefghi", strict=True)
    )
    body = rss(ITEM % '<description>&i; &x;</description><enclosure url="&i;"/>').split("?>", 1)[1]
    tracemalloc.start()
    found = entries(f"<!DOCTYPE rss [{declared}]>{body}")
    assert tracemalloc.get_traced_memory()[1] < 20_000_000
    tracemalloc.stop()
    assert "root:" not in str(found)
    assert len(str(found)) < 10_000


def test_an_entry_that_does_not_end_is_given_up() -> None:
    class Endless(io.RawIOBase):
        def readable(self) -> bool:
            return True

        def readinto(self, buffer: Any) -> int:
            line = b"<description>talks</description>"
            buffer[: len(line)] = line
            return len(line)

    head = io.BytesIO(rss("<item>").split("</channel>")[0].encode())
    found = list(read_feed(_Chained(head, Endless()), "feed.xml", Limits(document_bytes=300_000)))
    assert isinstance(found[-1], Failure)
    assert found[-1].kind is FailureKind.TOO_LARGE


class _Chained(io.RawIOBase):
    """Two streams, one after the other."""

    def __init__(self, first: Any, then: Any) -> None:
        self._streams = [first, then]

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        taken = int(self._streams[0].readinto(buffer))
        if not taken and len(self._streams) > 1:
            self._streams.pop(0)
            return self.readinto(buffer)
        return taken


def _endless_items() -> Iterator[bytes]:
    yield rss("").split("</channel>")[0].encode()
    for number in count():
        yield (ITEM % f"<guid>g{number}</guid><x/><description>{WHOLE.replace('<', '&lt;')}</description>").encode()


class _Pieces(io.RawIOBase):
    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces = pieces
        self._rest = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        self._rest = self._rest or next(self._pieces, b"")
        taken = min(len(self._rest), len(buffer))
        buffer[:taken] = self._rest[:taken]
        self._rest = self._rest[taken:]
        return taken


def test_entries_come_one_at_a_time_and_memory_stays_flat() -> None:
    found = read_feed(_Pieces(_endless_items()), "feed.xml", Limits(document_bytes=1_000_000))
    list(islice(found, 300))
    tracemalloc.start()
    for _ in islice(found, 1_500):
        pass
    assert tracemalloc.get_traced_memory()[1] < 1_000_000
    tracemalloc.stop()


@given(st.binary(max_size=300))
def test_no_bytes_break_the_reading_of_feeds(content: bytes) -> None:
    for entry in entries(content) + entries(rss("").encode().replace(b"</channel>", content)):
        assert isinstance(entry, Entry) or entry.reason


_TAGS = ("item", "title", "link", "entry", "channel", "rss")
_SIGNS = ["<![CDATA[", "]]>", "&amp;", "&", "<", ">", "<!--", "-->", "<?x", "?>", "\0", "&#1;"]
_OTHER = [*_SIGNS, "talks", "https://a.example/"]
_PIECES = st.sampled_from([*(f"<{tag}>" for tag in _TAGS), *(f"</{tag}>" for tag in _TAGS), *_OTHER])


@given(st.lists(_PIECES, max_size=40))
@examples(max_examples=200)
def test_no_order_of_tags_breaks_the_reading_of_feeds(pieces: list[str]) -> None:
    content = Content("feed.xml", io.BytesIO(rss("".join(pieces)).encode()))
    for part in take_apart(content, Limits()):
        if isinstance(part, Failure):
            assert "taken apart" not in part.reason
        elif isinstance(part, Link):
            assert part.url.startswith("http")


# JSON Feed


def json_feed(**more: Any) -> Content:
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "The Post",
        "home_page_url": "https://post.example/",
    }
    return Content("feed.json", io.BytesIO(json.dumps(feed | more).encode()))


def test_an_item_of_json_feed_comes_with_what_the_feed_says() -> None:
    item = {
        "id": 7,
        "url": "/1",
        "title": "If x < y",
        "content_text": "Delegations left.\n\nNo text.",
        "date_published": "2025-03-14T10:30:00Z",
        "date_modified": "soon",
        "authors": [{"name": "Ann Lee"}, {"name": "Bo Ek"}, 5],
    }
    (entry,) = read_json_feed(json_feed(items=[item]), Limits())
    assert isinstance(entry, Entry)
    assert (entry.key, entry.url, entry.title) == ("7", "https://post.example/1", "If x < y")
    assert (entry.own_text, entry.is_summary) == ("<p>Delegations left.</p><p>No text.</p>", False)
    assert (entry.author, entry.outlet) == ("Ann Lee, Bo Ek", "The Post")
    assert entry.published == "2025-03-14T10:30:00+00:00"
    assert "soon" in (entry.date_note or "")


def test_json_feeds_are_told_from_other_json() -> None:
    found = list(take_apart(json_feed(items=[{"id": "a", "url": "https://post.example/1"}, 5, []]), Limits()))
    assert [type(item) for item in found] == [Link, Failure, Failure]
    (document,) = take_apart(Content("a.jsonl", io.BytesIO(b'{"text": "see jsonfeed.org"}')), Limits())
    assert isinstance(document, RawDocument)


_KEYS = st.sampled_from(["id", "url", "title", "summary", "content_html", "authors", "name", "date_published"])
_PLAIN = st.none() | st.text(max_size=5) | st.integers()


@given(st.recursive(_PLAIN, lambda v: st.lists(v, max_size=3) | st.dictionaries(_KEYS, v, max_size=4)))
def test_no_item_breaks_the_reading_of_json_feeds(item: Any) -> None:
    for part in take_apart(json_feed(items=[item, {"id": "a", "url": "https://post.example/1"}]), Limits()):
        assert not isinstance(part, Failure) or "taken apart" not in part.reason


# Telling


@pytest.mark.parametrize(
    ("beginning", "root"),
    [
        (b"<rss>", "rss"),
        (b'\xef\xbb\xbf <?xml version="1.0"?>\n<!-- <html> --><?xml-stylesheet href="x"?><feed xmlns="x">', "feed"),
        (b'<rdf:RDF xmlns:rdf="x">', "rdf"),
        (b"<!DOCTYPE html><html><rss>", "html"),
        (b"<?xml version='1.0'?>" + b" \n" * 5000 + b"<!-- a - b -->" * 20 + b"\n<rss>", "rss"),
        (b'<!DOCTYPE rss [<!ENTITY a "b">\n]>\n<rss>', "rss"),
        (b"Talks <rss>", ""),
        (b"<!--" * 5000, ""),
        (b"<!doctype " * 5000, ""),
        (b"<?" * 20000, ""),
    ],
)
def test_the_root_is_told_from_the_first_bytes(beginning: bytes, root: str) -> None:
    content = Content("x", io.BytesIO(beginning))
    assert root_of(content.beginning) == root
    assert Feed().fits(content) == (root in ("rss", "feed", "rdf"))


def test_pages_name_their_feeds() -> None:
    page = b"""<html><head><base href="https://post.example/x/"><link rel="stylesheet" href="a.css">
    <link rel="alternate" type="application/rss+xml; charset=utf-8" href="rss">
    <LINK REL=alternate TYPE=application/atom+xml HREF='/atom'><link rel=alternate type=text/html hreflang=fr href=/fr>
    <link rel=alternate type=application/rss+xml href=rss>"""
    assert alternates(page, "https://post.example/") == ("https://post.example/x/rss", "https://post.example/atom")
    assert alternates(b"<![" * 100 + b"\xff" * 100, "https://post.example/") == ()


@pytest.mark.parametrize(
    ("head", "seconds"),
    [
        (b"<ttl> 30 </ttl>", 1800.0),
        (b"<ttl>0</ttl>", None),
        (b"<sy:updatePeriod>\nhourly\n</sy:updatePeriod><sy:updateFrequency>2</sy:updateFrequency>", 1800.0),
        (b"<sy:updatePeriod>sometimes</sy:updatePeriod>", None),
        (b"<sy:updatePeriod>daily</sy:updatePeriod><sy:updateFrequency>0</sy:updateFrequency>", 86_400.0),
        (b"", None),
    ],
)
def test_feeds_say_how_often_they_are_worth_asking_for(head: bytes, seconds: float | None) -> None:
    assert feed_rhythm(head) == seconds


@given(st.text(max_size=200))
def test_no_title_breaks_plain_text(text: str) -> None:
    plain = plain_text(text)
    assert plain is None or (plain == " ".join(plain.split()) and plain)
