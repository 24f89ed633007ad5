"""What the record has of a page that is had again, and whether it shows an edition of that, wherever it lies by now."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from communique.articles import make_article
from communique.articles.addresses import canonical_url
from communique.errors import ArticleError
from communique.model.article import Article, RawDocument
from communique.record.editions import find_editions
from communique.record.store import Store
from communique.sources import Item, Link


def page_of(documents: Iterable[Item], link: Link) -> RawDocument | None:
    """The page to which a link led, where it led to one and to nothing else."""
    found = list(documents)
    first = found[0] if len(found) == 1 else None
    is_page = isinstance(first, RawDocument) and first.media == "html" and first.origin == link.origin
    return first if isinstance(first, RawDocument) and is_page else None


def texts_of(store: Store, *addresses: str | None) -> list[Article]:
    """The texts that the record has of a page, the latest first: of the first of its addresses that it knows."""
    return next((known for place in dict.fromkeys(addresses) if place and (known := store.at_address(place))), [])


def under_known_address(store: Store, asked: str, raw: RawDocument) -> RawDocument:
    """The page to which the address `asked` led; where the record has texts from there, as an edition of them."""
    earlier = store.at_address(asked)
    if not earlier:
        return raw
    try:
        article = make_article(raw)
    except ArticleError:
        return raw
    return as_edition(texts_of(store, article.url) or earlier, raw, article) or raw


def as_edition(known: Sequence[Article], raw: RawDocument, article: Article) -> RawDocument | None:
    """The page as an edition of one of the texts that are known of it, or as it; None where it shows something else.

    Its words decide. Outlets move what they edit, so an address that leads elsewhere by now, or a page that states
    another address than before, makes no other article of it: it is kept under the address that the record knows.
    """
    for old in known:
        if article.text == old.text or find_editions([old, replace(article, url=old.url)]):
            moved = canonical_url(old.url or "") != canonical_url(article.url or "")
            return replace(raw, kept_at=old.url) if moved else raw
    return None
