"""One id for one text: where one run meets an id with two texts, the later gets an id of its own."""

from __future__ import annotations

from dataclasses import replace

from communique.articles.identity import edition_id, given_id
from communique.model.article import Article
from communique.sources.digests import Digests


class Texts:
    """Which id came with which text first, in a few bytes for each.

    >>> texts = Texts()
    >>> texts.is_other(Article("n-1", "Talks ended.")), texts.is_other(Article("n-1", "No talks."))
    (False, True)
    """

    def __init__(self) -> None:
        self._had = Digests()

    def is_other(self, article: Article) -> bool:
        """True when the id came first with another text."""
        return self._had.is_other(article.id, article.text.encode("utf-8", "surrogatepass"))


def set_apart(article: Article) -> Article:
    """The article under an id that depends on its text, so that reading it again gives the same one; it says so.

    >>> set_apart(Article("n-1", "No talks.")).id == edition_id("n-1", "No talks.")
    True
    """
    given = given_id(article.id)
    note = f"the id {given} stands for another text of the same input"
    return replace(article, id=edition_id(given, article.text), meta={**article.meta, "id_note": note})
