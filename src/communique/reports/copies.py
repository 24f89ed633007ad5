"""What is said of copies where an article or a contact is shown: whose words they are, and which days they claim."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from communique.model.article import Article
from communique.model.findings import Finding
from communique.model.record import Record
from communique.model.when import publication_day
from communique.record.copies.credits import medium_name, publisher_code
from communique.record.copies.independence import source_of
from communique.record.items import earlier_edition
from communique.reports.dates import say_day, say_published
from communique.reports.references import outlet, report_count, voices
from communique.reports.wording import enumerate_words


def copy_note(record: Record, article: str) -> str:
    """Which article this one copies, and what that one says of its day where they differ; "" for an original."""
    original = record.articles.get(record.duplicates.get(article, ""))
    if original is None:
        return record.duplicates.get(article, "")
    return f"{original.id} ({outlet(original)}{_other_day(record.articles.get(article), original)})"


def carriers_note(record: Record, article: str) -> str:
    """Who carries the words of this article too, with the days that differ; "" where nobody does."""
    own = record.articles.get(article)
    found = [record.articles[copy] for copy, original in record.duplicates.items() if original == article]
    return "; ".join(f"{outlet(copy)}{_other_day(own, copy)}, {copy.id}" for copy in found)


def edition_note(record: Record, article: str) -> str:
    """Which edition of its article this is, and which others there are; "" for an article of one edition."""
    earlier = earlier_edition(record, article)
    if earlier:
        return f"since; the record uses {earlier[1]}"
    chain = record.editions.get(article, ())
    told = [f"{e.article.id} ({say_day(day) if (day := publication_day(e.day)) else 'undated'})" for e in chain[:-1]]
    return f"edition {len(chain)} of {len(chain)}; before it {', '.join(told)}" if told else ""


def other_dates(record: Record, article: str) -> list[str]:
    """Where the same article was given under another date of publication or another headline, and which."""
    return [f"in {f.origin} {f.reason}" for f in record.failures if f.is_aside and f.article == article]


def independence_note(record: Record, reports: Sequence[Finding]) -> str:
    """How many reports there are and how many are independent, and why not all: "3 reports, 2 independent: ..."."""
    reasons = [reason for voice in voices(reports, record) for reason in _reasons(record, voice)]
    words = report_count(reports, record)
    return f"{words}: {'; '.join(dict.fromkeys(reasons))}" if reasons else words


def _reasons(record: Record, voice: Sequence[Finding]) -> Iterator[str]:
    """Why the reports of one voice are one."""
    shared: dict[str, list[str]] = {}
    copied: dict[str, list[str]] = {}
    for finding in voice:
        article = record.articles.get(finding.article)
        original = record.articles.get(record.duplicates.get(finding.article, ""))
        source = source_of(finding, article)
        if original is not None:
            copied.setdefault(outlet(original), []).append(outlet(article))
        elif article is not None and source and source != publisher_code(article):
            shared.setdefault(source, []).append(outlet(article))
    for source, outlets in copied.items():
        yield _shares(outlets, f"the words of {source}")
    if len({record.duplicates.get(finding.article, finding.article) for finding in voice}) > 1:
        for source, outlets in shared.items():
            yield _shares(outlets, f"it from {medium_name(source)}")


def _shares(outlets: Sequence[str], what: str) -> str:
    names = list(dict.fromkeys(outlets))
    return f"{enumerate_words(names)} {'has' if len(names) == 1 else 'have'} {what}"


def _other_day(one: Article | None, other: Article) -> str:
    """The day that another article claims for the same words, where it is not the same day."""
    if one is None or one.published_day == other.published_day:
        return ""
    return f", dated {say_published(other.published)}" if other.published else ", undated"
