"""The same report as Markdown, HTML, JSON and text."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from sample_record import record

from communique.errors import UsageError
from communique.reports.forms import FORMS, format_of, make_report, render


class Page(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        values = dict(attrs)
        if values.get("id"):
            self.ids.append(values["id"] or "")
        if values.get("href"):
            self.links.append(values["href"] or "")


@pytest.mark.parametrize("form", FORMS)
def test_html_leads_from_each_line_to_its_source_and_back(form: str) -> None:
    page = Page(render(make_report(form, record()), "html"))
    inside = [link.removeprefix("#") for link in page.links if link.startswith("#")]
    assert set(inside) <= set(page.ids)
    assert len(page.ids) == len(set(page.ids))
    assert any(link.startswith("r1-") for link in inside)
    assert "s1" in inside


@pytest.mark.parametrize("form", FORMS)
def test_html_is_one_file_without_scripts_and_with_escaped_text(form: str) -> None:
    text = render(make_report(form, record()), "html")
    page = Page(text)
    assert not page.tags & {"script", "img", "link", "iframe", "object", "b"}
    assert not any(name.startswith("on") for name in page.attributes)
    assert "@import" not in text
    assert "url(" not in text
    assert "prefers-color-scheme: dark" in text
    assert "@media print" in text


def test_links_to_articles_open_at_the_passage() -> None:
    page = Page(render(make_report("brief", record()), "html"))
    assert any(re.match(r"https://news\.example/a3#:~:text=Foreign%20ministers", link) for link in page.links)


def test_a_link_that_is_no_web_address_is_not_made() -> None:
    from dataclasses import replace

    sample = record()
    bad = {key: replace(article, url="javascript:alert(1)") for key, article in sample.articles.items()}
    assert "javascript:" not in render(make_report("brief", replace(sample, articles=bad)), "html")


def test_markdown_keeps_foreign_text_from_becoming_markup() -> None:
    text = render(make_report("brief", record()), "markdown")
    assert "<b>" not in text
    for row in re.findall(r"^\|.*\|$", text, re.MULTILINE):
        assert len(re.findall(r"(?<!\\)\|", row)) in (3, 5, 6)
    cited = set(re.findall(r"\[\^(\d+)\](?!:)", text))
    assert cited == set(re.findall(r"^\[\^(\d+)\]: ", text, re.MULTILINE))


def test_json_carries_lines_and_sources() -> None:
    row = json.loads(render(make_report("brief", record()), "json"))
    assert row["format"] == "communique-report/1"
    assert {"key", "title", "blocks"} <= set(row["sections"][0])
    numbers = {source["number"] for source in row["sources"]}
    assert set(row["sections"][0]["blocks"][0]["paragraph"]["sources"]) <= numbers


def test_the_files_name_chooses_the_format() -> None:
    assert format_of(Path("a.HTML")) == "html"
    assert format_of(Path("a.md")) == "markdown"
    with pytest.raises(UsageError, match="no format"):
        format_of(Path("a.docx"))
