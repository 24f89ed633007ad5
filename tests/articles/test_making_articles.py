"""Articles from raw documents: exact text, one identity, and nothing but ArticleError on odd input."""

from __future__ import annotations

import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from communique.articles import canonical_url, content_key, make_article
from communique.errors import ArticleError, FailureKind
from communique.model.article import Article, RawDocument

STORY = "The envoys of Norvenia met in Brno on Friday. They agreed to meet again, a spokesman said.\n"


def article(content: str | bytes, media: str = "text", **known: str | None) -> Article:
    return make_article(RawDocument("a.txt", content, media, known))


def refusal(content: str | bytes, media: str = "text") -> ArticleError:
    with pytest.raises(ArticleError) as caught:
        article(content, media)
    assert caught.value.message
    assert caught.value.hint
    return caught.value


@pytest.mark.parametrize("content", [b"", b" \n\t\r\n", "", "   \n", b"\xef\xbb\xbf", b"--- ... !", b"\xff\xfe"])
@pytest.mark.parametrize("media", ["text", "markdown"])
def test_what_holds_no_word_is_an_empty_failure(content: str | bytes, media: str) -> None:
    assert refusal(content, media).kind is FailureKind.EMPTY


def test_text_given_as_text_is_kept_exactly() -> None:
    text = "  Title: not a header\r\n\r\nTalks\u00a0ended.\u200b\x07 \n"
    assert article(text).text == text
    assert article(text).title is None


def test_what_cannot_be_stored_is_replaced_one_for_one() -> None:
    found = article("Talks\0 ended \ud83d today.", publisher="The\ud800 Post", desk="\udcff")
    assert found.text == "Talks� ended � today."
    assert (found.publisher, found.meta["desk"]) == ("The� Post", "�")
    assert "encoding_note" in found.meta


def test_text_of_files_is_normalised_once() -> None:
    content = "\ufeffTalks\u00a0ended\u00ad in Brno.\r\n\r\n\r\n\r\nNo date\u2028was\x07 set.  \r".encode()
    assert article(content).text == "Talks ended in Brno.\n\nNo date\nwas set."


def test_what_the_source_knows_goes_before_what_the_content_says() -> None:
    content = b"Title: From the file\nDate: 2025-03-13\nPublisher: The File\n\nTalks ended in Brno."
    found = article(content, title="Given", published="2025-03-14", desk="world")
    assert (found.title, found.published, found.publisher) == ("Given", "2025-03-14", "The File")
    assert dict(found.meta) == {"desk": "world"}


def test_an_address_that_nobody_but_the_page_states_is_marked() -> None:
    head = b'<head><link rel="canonical" href="https://post.example/1"></head>'
    page = b"<html>%s<body><p>Talks ended.</p></body></html>" % head
    saved = make_article(RawDocument("a.html", page, "html"))
    fetched = make_article(RawDocument("a", page, "html", {"url": "https://post.example/1?utm_source=x"}))
    assert (saved.url, saved.is_at_its_address) == ("https://post.example/1", False)
    assert (fetched.url, fetched.is_at_its_address) == ("https://post.example/1", True)


def test_an_article_without_a_date_has_none() -> None:
    found = article("The envoys met on Friday, after a meeting on 3 March 2025 had failed.")
    assert (found.published, found.published_basis, found.published_day) == (None, None, None)


def test_a_given_id_is_kept_and_a_missing_one_derived() -> None:
    assert article(STORY, id=" n-1 ").id == "n-1"
    assert article(STORY, id=" ").id == article(STORY).id
    assert len(article(STORY).id) == 12


def test_the_same_text_from_two_files_is_the_same_article() -> None:
    first = make_article(RawDocument("a.txt", STORY.encode()))
    second = make_article(RawDocument("copies/b.txt", b"\xef\xbb\xbf" + STORY.replace("\n", "\r\n").encode()))
    assert first.id == second.id
    assert article(STORY.strip(), title="Talks", published="2025-03-14").id == first.id


def test_other_publishers_and_addresses_make_other_articles() -> None:
    ids = {
        article(STORY).id,
        article(STORY, publisher="The Post").id,
        article(STORY, url="https://a.example.org/x").id,
        article(STORY, url="https://a.example.org/y").id,
        article(STORY + "No date was set.").id,
    }
    assert len(ids) == 5
    tracked = article(STORY, url="https://A.example.org/x/?utm_campaign=mail#top")
    assert tracked.id == article(STORY, url="https://a.example.org/x").id
    assert tracked.url == "https://A.example.org/x/#top"


@pytest.mark.parametrize("url", ["", "no address", "http://[::bad", "https://x.example.org:99999/a", "mailto:a@b"])
def test_odd_addresses_are_kept_and_break_nothing(url: str) -> None:
    assert article(STORY, url=url).url == (url or None)
    assert isinstance(canonical_url(url), str)


def test_copies_share_their_content_key() -> None:
    assert content_key("“Talks” ended – in\nZürich.") == content_key('"TALKS" ended - in Zürich')
    assert content_key("Talks ended.") != content_key("Talks end.")
    assert content_key(" ... ") == ""


def test_articles_in_other_languages_are_kept_and_marked() -> None:
    german = (
        "Die Außenminister der beiden Länder trafen sich am Freitag in Brünn und vereinbarten weitere Gespräche. " * 3
    )
    russian = "Министры иностранных дел двух стран встретились в пятницу и договорились о продолжении переговоров. " * 3
    assert (article(german).language, article(russian.encode("cp1251")).language) == ("de", "ru")
    assert article(german).text == german


@pytest.mark.parametrize(
    "text", [STORY, "Gespräche beendet.", "Lavrov, Wang Yi, Araghchi, Sybiha, Umerov, Yermak " * 2]
)
def test_short_and_uncertain_texts_are_taken_for_english(text: str) -> None:
    assert article(text).language == "en"


def test_a_text_of_twenty_megabytes_is_read_whole_and_fast() -> None:
    content = (STORY * (20_000_000 // len(STORY))).encode()
    started = time.perf_counter()
    found = article(content)
    assert len(found.text) == len(content) - 1
    assert time.perf_counter() - started < 10


def test_a_line_of_a_million_characters_is_read_whole() -> None:
    line = ("Talks went on. " * 70_000).strip()
    for media in ("text", "markdown"):
        assert article(line.encode(), media).text == line
    assert article(f"<p>{line}</p>".encode(), "html").text == line


@given(st.binary(max_size=300), st.sampled_from(["text", "markdown", "html"]))
@settings(deadline=None)
@example(b"\xff\xfe\x00", "text")
@example(b"<html>\x80\x81<p", "html")
@example(b"---\n\xc3\n---\n#", "markdown")
def test_any_bytes_make_an_article_or_an_article_error(content: bytes, media: str) -> None:
    try:
        found = article(content, media)
    except ArticleError as caught:
        error = caught
    else:
        assert found.text.strip()
        assert found.text.encode("utf-8")
        assert found.id
        return
    assert error.message
    assert error.hint


@given(st.text(max_size=300), st.sampled_from(["text", "markdown", "html"]), st.text(max_size=30))
@settings(deadline=None)
def test_any_text_makes_an_article_or_an_article_error(content: str, media: str, value: str) -> None:
    known = dict.fromkeys(("id", "url", "publisher", "published", "title", "desk"), value)
    try:
        found = article(content, media, **known)
    except ArticleError:
        return
    assert media != "text" or len(found.text) == len(content)
    assert f"{found.id}{found.url}{found.title}{found.published}{found.meta}".encode()


def test_a_page_that_the_record_has_is_kept_under_the_address_it_has_there() -> None:
    shown, old = f"<p>{STORY}</p>", "https://a.example/old"
    stated = f"<link rel='canonical' href='https://a.example/new'>{shown}"
    moved = make_article(RawDocument("x", stated, "html", {"url": "https://a.example/elsewhere"}, kept_at=old))
    assert moved.url == old
    assert moved.is_at_its_address
    assert moved.meta["address_note"] == "its address leads to https://a.example/new by now"
    assert moved.id == article(shown, "html", url=old).id
