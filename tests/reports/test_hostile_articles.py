"""Titles, outlets, addresses and texts that hold scripts stay text in every report."""

from __future__ import annotations

from dataclasses import replace
from html.parser import HTMLParser

import pytest
from sample_record import record

from communique.model.record import Record
from communique.reports.forms import FORMS, make_report, render

ATTACK = "<script>alert(1)</script>"


class Markup(HTMLParser):
    """The tags of a report, and where its links lead."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.links: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.links += [value or "" for name, value in attrs if name in ("href", "src")]


def hostile() -> Record:
    """The sample record with scripts in everything that pages say of themselves, and in their texts."""
    whole = record()
    articles = {
        key: replace(
            article,
            title=f"Talks {ATTACK}",
            publisher=f"{ATTACK} Post",
            url=f"javascript:alert(1)//{ATTACK}",
            text=article.text + ATTACK,
            meta={"byline": ATTACK, "published_note": ATTACK, "published_certainty": "doubtful"},
        )
        for key, article in whole.articles.items()
    }
    return replace(whole, articles=articles)


@pytest.mark.parametrize("form", FORMS)
def test_no_report_holds_a_script_or_a_link_that_runs_one(form: str) -> None:
    markup = Markup(render(make_report(form, hostile()), "html"))
    assert "script" not in markup.tags
    assert not [link for link in markup.links if link.lower().startswith(("javascript:", "data:"))]


@pytest.mark.parametrize("form", FORMS)
def test_markdown_does_not_link_to_scripts(form: str) -> None:
    text = render(make_report(form, hostile()), "markdown")
    assert "](javascript:" not in text
    assert "<script>" not in text
