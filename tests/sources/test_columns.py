"""Columns: well-known names of news dumps are found, the user's go before them, and what is open is asked."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.errors import ArticleError, FailureKind, UsageError
from communique.sources.columns import find_columns, keys, parse_columns

DUMPS = {
    "news-please": (
        "authors,date_download,date_modify,date_publish,description,filename,image_url,language,localpath,maintext,"
        "source_domain,title,title_page,title_rss,url",
        {
            "text": "maintext",
            "published": "date_publish",
            "url": "url",
            "site": "source_domain",
            "fetched": "date_download",
        },
    ),
    "MediaCloud": (
        "id,indexed_date,language,media_name,media_url,publish_date,title,url",
        {"url": "url", "title": "title", "publisher": "media_name", "published": "publish_date"},
    ),
    "All the news": (
        ",id,title,publication,author,date,year,month,url,content",
        {"text": "content", "publisher": "publication", "published": "date"},
    ),
    "All the news 2": (
        "date,year,month,day,author,title,article,url,section,publication",
        {"text": "article", "publisher": "publication", "published": "date"},
    ),
    "Factiva": (
        "AN,SE,HD,BY,WC,PD,SN,SC,LA,CY,LP,TD",
        {"text": "LP TD", "title": "HD", "published": "PD", "publisher": "SN", "id": "AN"},
    ),
    "ProQuest": (
        "Title,Abstract,StoreId,ArticleType,Authors,pubdate,pubtitle,documentURL,FullText",
        {"published": "pubdate", "publisher": "pubtitle", "url": "documentURL", "text": "FullText", "id": "StoreId"},
    ),
    "LexisNexis": (
        "Headline,Publication,Published Date,Byline,Section,Body,Length",
        {"text": "Body", "title": "Headline", "publisher": "Publication", "published": "Published Date"},
    ),
    "Event Registry": (
        "uri,lang,isDuplicate,date,time,dateTime,dateTimePub,dataType,url,title,body,source.uri,source.title",
        {"text": "body", "published": "dateTimePub", "publisher": "source.title", "url": "url"},
    ),
    "Webhose": (
        "uuid,url,author,published,title,text,crawled,thread.site,thread.title",
        {"text": "text", "id": "uuid", "site": "thread.site", "fetched": "crawled"},
    ),
    "NewsAPI": (
        "source.id,source.name,author,title,description,url,urlToImage,publishedAt,content",
        {"text": "content", "publisher": "source.name", "published": "publishedAt", "summary": "description"},
    ),
    "GDELT article list": ("URL,MobileURL,Date,Title", {"url": "URL", "title": "Title"}),
    "reconstructed GDELT": (
        "Text,Date,URL,Source",
        {"text": "Text", "published": "Date", "url": "URL", "publisher": "Source"},
    ),
    "Zotero": (
        "Key,Item Type,Publication Year,Author,Title,Publication Title,ISSN,Url,Abstract Note,Date,Date Added",
        {"url": "Url", "title": "Title", "publisher": "Publication Title", "published": "Date"},
    ),
}


@pytest.mark.parametrize("dump", DUMPS)
def test_the_columns_of_common_news_dumps_are_known(dump: str) -> None:
    names, expected = DUMPS[dump]
    found = find_columns(names.split(","), {})
    for key, columns in expected.items():
        assert found.held[key] == tuple(columns.split(" ")) or found.held[key] == (columns,), key


def test_when_gdelt_saw_a_page_is_not_when_it_was_published() -> None:
    assert "published" not in find_columns(["URL", "MobileURL", "Date", "Title"], {})
    assert "published" not in find_columns(["url", "title", "seendate", "domain"], {})


def test_what_the_user_names_goes_before_well_known_names() -> None:
    found = find_columns(["title", "headline", "body", "summary"], {"title": "headline", "text": "summary+body"})
    assert found.held["title"] == ("headline",)
    assert found.held["text"] == ("summary", "body")
    assert find_columns(["A", "B", "C"], {"text": "3"}).held["text"] == ("C",)
    assert find_columns(["Lead + body", "x"], {"text": "lead + body"}).held["text"] == ("Lead + body",)


def test_a_column_that_is_not_there_is_refused_with_those_that_are() -> None:
    with pytest.raises(ArticleError, match="no column `story`") as caught:
        find_columns(["headline", "body"], {"text": "story"})
    assert "headline, body" in caught.value.hint
    assert "--columns text=" in caught.value.hint


@pytest.mark.parametrize("names", [["body", "Article Body"], ["Text", "TEXT"], ["content", "contents", "url"]])
def test_two_columns_that_may_hold_the_text_are_asked_about(names: list[str]) -> None:
    with pytest.raises(ArticleError, match="its text may be in") as caught:
        find_columns(names, {})
    assert "--columns text=" in caught.value.hint


def test_the_format_s_own_name_is_never_in_doubt() -> None:
    assert find_columns(["TEXT", "text", "body"], {}).held["text"] == ("text",)


def test_neither_text_nor_address_is_refused_and_long_lists_of_columns_are_cut() -> None:
    with pytest.raises(ArticleError) as caught:
        find_columns([f"measure {number}" for number in range(400)], {})
    assert caught.value.kind is FailureKind.NO_TEXT
    assert "and 370 more" in caught.value.hint
    assert len(caught.value.hint) < 1000


def test_columns_on_the_command_line() -> None:
    assert parse_columns("text=body, published=Date of issue") == {"text": "body", "published": "Date of issue"}
    for wrong in ("body", "text=", "=body", "colour=red"):
        with pytest.raises(UsageError, match="names no column") as caught:
            parse_columns(wrong)
        assert "--columns text=body" in caught.value.hint


@given(st.lists(st.text(max_size=12)), st.dictionaries(st.sampled_from(keys()), st.text(min_size=1, max_size=8)))
def test_any_names_give_columns_of_the_table_or_a_refusal(names: list[str], asked: dict[str, str]) -> None:
    try:
        found = find_columns(names, asked)
    except ArticleError:
        return
    assert all(set(columns) <= set(names) for columns in found.held.values())
