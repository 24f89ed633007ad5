"""The example dossier: well-formed, short, undated once, copied once, and under invented outlets."""

from __future__ import annotations

from pathlib import Path

from communique.articles import content_key, make_article
from communique.model.article import Article, RawDocument
from communique.sources import open_sources

DOSSIER = Path(__file__).resolve().parents[2] / "examples" / "us-russia-early-2025.jsonl"


def articles() -> list[Article]:
    return [make_article(item) for item in open_sources([str(DOSSIER)]) if isinstance(item, RawDocument)]


def test_the_dossier_is_read_without_a_failure() -> None:
    found = articles()
    assert len(found) == len(DOSSIER.read_text(encoding="utf-8").splitlines()) == 16
    assert len({article.id for article in found}) == 16
    assert {article.language for article in found} == {"en"}
    assert all(article.title and article.publisher and not article.meta for article in found)
    assert all(article.url and article.url.startswith("https://example.org/") for article in found)
    assert all(85 <= len(article.text.split()) <= 205 for article in found)


def test_one_report_has_no_date_and_the_others_are_in_order() -> None:
    days = [article.published for article in articles()]
    assert days.count(None) == 1
    dated = [day for day in days if day]
    assert dated == sorted(dated)


def test_one_report_is_a_copy_under_another_outlet() -> None:
    found = articles()
    assert len({content_key(article.text) for article in found}) == 15
    assert len({article.publisher for article in found}) == 7
