"""What stands where the record has an article already: which findings, which date; what is said of the rest."""

from __future__ import annotations

import re
from dataclasses import replace

from communique.articles.identity import content_key
from communique.errors import FailureKind
from communique.model.article import Article, Failure

GIVEN = "given"
"""The version under which findings made elsewhere are kept: they go before those of any reader."""
OTHER_FINDER = " by "
"""What stands, in the version of a reader, before the name of the finder where that is not the rules."""
_NUMBERS = re.compile(r"\d+")


def other_text(article: Article) -> Failure:
    """What is kept of an article whose id stands for another text."""
    return Failure(
        article.origin or article.id,
        FailureKind.MALFORMED,
        f"another text is in the record under the id {article.id}",
        hint="give each article an id of its own, or leave ids out; an edited article needs its address",
        article=article.id,
    )


def other_date(article: Article, published: str | None) -> Failure | None:
    """What is kept of an article that is in the record under another day of publication, which stands; else None."""
    day = published[:10] if published else None
    if article.published_day in (None, day):
        return None
    where = article.origin or article.id
    reason = f"dated {article.published_day}, but {day or 'undated'} in the record under the id {article.id}"
    hint = "the record stays as it is; if this is another article, give it an id of its own"
    return Failure(where, FailureKind.OTHER_DATE, reason, hint, article=article.id)


def other_headline(article: Article, kept: Article) -> Failure | None:
    """What is kept of an article that its place gives under another headline than that of the record; else None.

    Elsewhere other headlines are usual: feeds shorten them, and so do dumps.
    """
    if not (article.title and kept.title) or article.origin != kept.origin:
        return None
    if content_key(article.title) == content_key(kept.title):
        return None
    reason = f"headed “{article.title[:300]}”, but “{kept.title[:300]}” in the record under the id {article.id}"
    hint = "only its headline was changed; the record stays as it is"
    return Failure(article.origin or article.id, FailureKind.OTHER_HEADLINE, reason, hint, article=article.id)


def as_dated(article: Article, kept: Article) -> tuple[Article, Failure | None]:
    """An article that is to take the place of `kept`, with the date that stands and its place; what is said of its own.

    From the same place comes the same article with its date mended; from elsewhere, a second claim.
    """
    other = other_date(article, kept.published)
    if other is None or kept.published is None or kept.origin == article.origin:
        return article, None
    stands = {name: getattr(kept, name) for name in ("published", "published_basis", "origin")}
    return replace(article, **stands), other


def is_newer(reader: str, than: str) -> bool:
    """True when one version of the reader is to replace the findings of another.

    >>> is_newer("0.10/rules 2", "0.9/rules 7"), is_newer("5/a-1", "5/a-1 by large-1 m-2")
    (True, True)
    """
    if GIVEN in (reader, than):
        return reader == GIVEN
    (mine, _, finder), (theirs, _, other) = (version.partition(OTHER_FINDER) for version in (reader, than))
    if mine != theirs:
        return _version(mine) > _version(theirs)
    # Whoever chooses another finder, or another large model for it, wants its findings, whatever it is called.
    return finder != other and (not finder or not other or _version(finder)[0][:1] >= _version(other)[0][:1])


def _version(reader: str) -> tuple[list[int], str]:
    return [int(number) for number in _NUMBERS.findall(reader)], reader
