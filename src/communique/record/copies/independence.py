"""Which reports of one thing are independent: neither copies of one text nor all from one agency or interview."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeVar

from communique.model.article import Article
from communique.model.findings import ContactReport, Finding
from communique.record.copies.credits import cited_in, credit_of, publisher_code
from communique.record.copies.duplicates import publication_order

F = TypeVar("F", bound=Finding)


def voices(findings: Iterable[F], articles: Mapping[str, Article], duplicates: Mapping[str, str]) -> list[list[F]]:
    """Findings grouped by independent voice, in the order of the first of each; of copies the original comes first.

    Copies of one text are one voice. So are texts that all have it from one agency, newspaper or interview, together
    with the earliest that this medium itself published. Two texts of one medium stay two voices.
    """
    texts: dict[str, list[F]] = {}
    for finding in findings:
        texts.setdefault(duplicates.get(finding.article, finding.article), []).append(finding)
    for original, group in texts.items():
        group.sort(key=lambda item: item.article != original)
    # The medium that a text has it from, and whether it is that medium's own text.
    sources = {original: _source(group[0], articles) for original, group in texts.items()}
    heads: dict[str, str] = {}
    for original in sorted(texts, key=lambda key: (not sources[key][1], _order(articles, key))):
        source, _ = sources[original]
        if source:
            heads.setdefault(source, original)
    grouped: dict[str, list[F]] = {}
    for original, group in texts.items():
        source, own = sources[original]
        grouped.setdefault(heads[source] if source and not own else original, []).extend(group)
    for original, group in grouped.items():
        group.sort(key=lambda item: duplicates.get(item.article, item.article) != original)
    return list(grouped.values())


def _order(articles: Mapping[str, Article], key: str) -> tuple[str, str, str]:
    return publication_order(articles[key]) if key in articles else ("~", "", key)


def source_of(finding: Finding, article: Article | None) -> str | None:
    """The one medium that an article has a finding from: the credit of the story, or what its sentences cite.

    None where it speaks in its own voice, or of several media.
    """
    if article is None:
        return None
    cited = frozenset().union(*map(cited_in, finding.evidence))
    if len(cited) == 1 and cited <= cited_in(_deciding(finding)):
        return next(iter(cited))
    return (credit_of(article) or publisher_code(article)) if not cited else None


def _deciding(finding: Finding) -> str:
    """The sentence with the words that decide the status, else the first."""
    cue = finding.status_cue if isinstance(finding, ContactReport) else None
    for (start, end), sentence in zip(finding.spans, finding.evidence, strict=False):
        if cue and start <= cue[0] < end:
            return sentence
    return finding.evidence[0] if finding.evidence else ""


def _source(finding: Finding, articles: Mapping[str, Article]) -> tuple[str | None, bool]:
    article = articles.get(finding.article)
    source = source_of(finding, article)
    return source, article is not None and publisher_code(article) == source
