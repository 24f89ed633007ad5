"""Raw documents -> articles: main text, title, date, outlet, language, identity."""

from __future__ import annotations

from communique.articles.addresses import canonical_url
from communique.articles.choosing import make_best_article
from communique.articles.identity import article_id, content_key
from communique.articles.making import make_article

__all__ = ["article_id", "canonical_url", "content_key", "make_article", "make_best_article"]
