"""Plain text, Markdown and web pages: title, date, outlet and address are found where they stand, and nowhere else."""

from __future__ import annotations

import pytest
from invented_pages import MODERN, OLD_TABLE, PLAIN_DIVS, PROSE, SENTENCES

from communique.articles import make_article
from communique.errors import ArticleError, FailureKind
from communique.model.article import Article, RawDocument

TEXT = "\n".join(SENTENCES)


def plain(text: str) -> Article:
    return make_article(RawDocument("a.txt", text.encode()))


def markdown(text: str) -> Article:
    return make_article(RawDocument("a.md", text.encode(), "markdown"))


def page(text: str, **known: str) -> Article:
    return make_article(RawDocument("a.html", text.encode(), "html", known))


def test_header_lines_of_plain_text_are_read() -> None:
    found = plain(
        f"Title:  Talks end\nPublished: 14 March 2025\nSource: The Post\nURL: https://x.example.org/a\n\n{TEXT}"
    )
    assert (found.title, found.publisher, found.url) == ("Talks end", "The Post", "https://x.example.org/a")
    assert (found.published, found.published_basis) == ("2025-03-14", "given")
    assert found.text == TEXT


def test_a_sentence_with_a_colon_is_no_header() -> None:
    text = "Source: the delegation itself.\nThe envoys met in Brno."
    assert plain(text).text == text


def test_a_first_line_that_stands_apart_is_the_title() -> None:
    found = plain(f"Two crossings to reopen\n\n{TEXT}")
    assert (found.title, found.text) == ("Two crossings to reopen", TEXT)


@pytest.mark.parametrize(
    "first", ["The envoys met in Brno.", "BRNO, 14 March -", "“We met,” he said,", "and so on", "Talks"]
)
def test_a_first_line_that_is_no_title_stays_in_the_text(first: str) -> None:
    found = plain(f"{first}\n\n{TEXT}")
    assert found.title is None
    assert found.text.startswith(first)


def test_lines_broken_at_a_fixed_width_become_paragraphs_again() -> None:
    broken = (
        "The foreign ministers of Norvenia and Kast met in Ostrava on\n"
        "Thursday and agreed to reopen two border crossings that had\n"
        "been closed since the autumn, when the dispute over fishing\n"
        "quotas began.\n\n"
        "A second round is to be held in Brno before the end of the\n"
        "month."
    )
    assert plain(broken).text.count("\n") == 2
    assert len(plain(broken).text) == len(broken)


def test_lines_that_are_paragraphs_or_lists_stay_apart() -> None:
    items = "The sides agreed on\n- two crossings\n- a hotline between the ministries\n- a second round in Brno in May"
    assert plain(items).text == items
    assert plain(TEXT).text == TEXT


@pytest.mark.parametrize(
    "line",
    [
        "By Petra Holm, 14 March 2025",
        "Published on Friday, 14 March 2025, 10:15 GMT",
        "March 14, 2025",
        "2025-03-14",
        "By Petra Holm | Fri 14 Mar 2025 | 10.15 CET",
    ],
)
def test_a_visible_byline_dates_an_article(line: str) -> None:
    found = plain(f"Two crossings to reopen\n\n{line}\n\n{TEXT}")
    assert (found.published, found.published_basis) == ("2025-03-14", "byline")


@pytest.mark.parametrize(
    "line",
    [
        "They last met on 14 March 2025.",
        "14 March",
        "14/03/2025",
        "BRNO, 14 March 2025 (Wire) - The envoys",
        "May 2025",
    ],
)
def test_a_date_inside_the_text_is_no_byline(line: str) -> None:
    assert plain(f"{line}\n\n{TEXT}").published is None


def test_two_different_bylines_leave_the_date_unknown() -> None:
    assert plain(f"14 March 2025\n15 March 2025\n{TEXT}").published is None


def test_front_matter_and_heading_of_markdown_are_read() -> None:
    found = markdown(
        "---\nurl: https://x.example.org/a\npublisher: 'The Post'\n"
        "published: 2025-03-14T10:00:00Z\ndesk: world\n---\n\n"
        f"# Talks *end* in Ostrava\n\n{SENTENCES[0]}\n"
    )
    assert (found.title, found.publisher, found.text) == ("Talks end in Ostrava", "The Post", SENTENCES[0])
    assert (found.published, found.published_basis, found.meta["desk"]) == ("2025-03-14T10:00:00Z", "given", "world")


def test_marks_of_markdown_are_not_text() -> None:
    found = markdown(
        "Talks **ended** in [Ostrava](https://x.example.org), _sources_ said.[^1]\n"
        "The ministry_of_trade confirmed it.\n\n"
        "> Two crossings,\n> the minister said.\n\n"
        "## Next steps\n\n* a hotline\n* a second round\n\n"
        "![map](map.png)\n\n---\n\n```\ncode()\n```\n[^1]: A footnote in `code`.\n"
    )
    assert found.text.split("\n\n") == [
        "Talks ended in Ostrava, sources said. The ministry_of_trade confirmed it.",
        "Two crossings, the minister said.",
        "Next steps",
        "a hotline",
        "a second round",
    ]


def test_an_underlined_heading_is_a_title_and_a_heading_alone_is_text() -> None:
    assert markdown(f"Talks end\n=========\n\n{TEXT}").title == "Talks end"
    assert markdown("# A heading alone").text == "A heading alone"


def test_front_matter_that_never_ends_is_text() -> None:
    assert "Talks ended" in markdown("---\ntitle: x\nTalks ended.").text


def test_a_modern_page_gives_its_metadata() -> None:
    found = page(MODERN)
    assert found.title == "Ministers reopen two crossings after Ostrava talks"
    assert (found.publisher, found.url) == ("The Lantern Gazette", "https://lantern.example.org/world/ostrava-talks")
    assert (found.published, found.published_basis) == ("2025-03-13T18:40:00+01:00", "metadata")
    assert found.text == TEXT


def test_a_page_of_plain_divisions_is_dated_by_its_address() -> None:
    found = page(PLAIN_DIVS)
    assert (found.title, found.publisher) == ("Border crossings to reopen", "Kast Courier")
    assert (found.published, found.published_basis) == ("2025-03-14", "url")
    assert found.text == TEXT


def test_an_old_page_laid_out_as_a_table_is_dated_by_its_byline() -> None:
    found = page(OLD_TABLE)
    assert (found.title, found.published, found.published_basis) == ("Talks in Ostrava end", "2025-03-14", "byline")
    assert found.text.endswith(TEXT)
    assert "Index" not in found.text


def test_what_the_source_knows_of_a_page_goes_first() -> None:
    found = page(
        PLAIN_DIVS, published="2025-03-15", publisher="The Kast Courier", url="https://x.example.org/2024/01/02/a"
    )
    assert (found.published, found.published_basis, found.publisher) == ("2025-03-15", "given", "The Kast Courier")


def test_scripts_are_never_text_nor_title() -> None:
    for text in (
        MODERN,
        f"<title>Talks <script>alert('words-in-script')</script></title><body><h1>Talks end</h1>{PROSE}",
        f"<body><div><script>let a = '<p>words-in-script and more of them, many more of them.</p>'</script>{PROSE}",
    ):
        found = page(text)
        assert "script" not in f"{found.text} {found.title}"
        assert SENTENCES[2] in found.text


@pytest.mark.parametrize("tag", ["div", "b", "ul><li", "table><tr><td", "blockquote", "a href=x"])
def test_ten_thousand_levels_of_nesting_lose_no_text(tag: str) -> None:
    found = page("<html><title>Deep talks</title><body>" + f"<{tag}>" * 10_000 + PROSE)
    assert SENTENCES[0] in found.text
    assert SENTENCES[-1] in found.text
    assert found.title == "Deep talks"


def test_a_page_cut_in_the_middle_gives_what_is_there() -> None:
    found = page(MODERN[: MODERN.index("The talks lasted four") + 10])
    assert SENTENCES[0] in found.text
    assert found.published == "2025-03-13T18:40:00+01:00"


@pytest.mark.parametrize(
    "text",
    [
        "<html><body></body></html>",
        "<html><nav><a href='/'>Home</a><a href='/world'>World</a></nav></html>",
        "<html><script>var text = 'Talks ended in Brno on Friday after four hours of negotiation.';</script></html>",
        "<" * 10_000,
    ],
)
def test_a_page_without_text_is_a_failure(text: str) -> None:
    with pytest.raises(ArticleError) as caught:
        page(text)
    assert caught.value.kind is FailureKind.NO_TEXT
    assert caught.value.hint


@pytest.mark.parametrize("piece", ["<!--", "<meta ", '<p a="', "<a", "</p", "<script>", "<![CDATA["])
def test_thousands_of_unclosed_tags_cost_no_time(piece: str) -> None:
    try:
        assert SENTENCES[0] in page(piece * 20_000 + "</script>" + PROSE).text
    except ArticleError as error:
        assert error.kind is FailureKind.NO_TEXT  # noqa: PT017 (either is right, a hang is not)


def test_a_web_page_file_without_tags_is_plain_text() -> None:
    assert page(TEXT).text == TEXT
