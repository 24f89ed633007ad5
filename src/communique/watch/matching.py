"""Which changes of a record a watch asks for, and why."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from communique.analysis.change import Change
from communique.analysis.speakers import said_by
from communique.model.findings import Finding, Position
from communique.model.record import Contact, Person, Record
from communique.record.names import name_keys, same_person
from communique.record.places import find_place
from communique.reports.changes import NOUNS, parties_of
from communique.reports.news import News
from communique.reports.wording import enumerate_words, issue_label, party_name
from communique.settings import Digest, Target, Watch


@dataclass(frozen=True, slots=True)
class Asked:
    """A watch whose parties are codes; what it asks for is what `Watch` says."""

    name: str
    parties: frozenset[str] = frozenset()
    issues: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    words: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    min_confidence: float = 0.0
    send: tuple[Target, ...] = (Target("print"),)
    digest: Digest = Digest()  # noqa: RUF009 (frozen)


EVERYTHING = Asked("everything")
"""The watch of those who set none: all that changes, on the terminal, at once."""


def asked_of(watch: Watch, parties: Iterable[str]) -> Asked:
    """A watch of the settings with its parties as codes."""
    return Asked(
        watch.name, frozenset(parties), frozenset(watch.issues), frozenset(watch.kinds), watch.words, watch.people,
        watch.places, watch.min_confidence, watch.send, watch.digest,
    )  # fmt: skip


def matching(record: Record, asked: Asked, changes: Iterable[Change]) -> list[News]:
    """The changes that a watch asks for, in their order, each with its reasons in words."""
    near = _parties_by_article(record) if asked.parties else {}
    found = ((change, _reasons(asked, change, near)) for change in changes)
    return [News(change, reasons) for change, reasons in found if reasons is not None]


def _reasons(asked: Asked, change: Change, near: Mapping[str, frozenset[str]]) -> tuple[str, ...] | None:
    """Why a change is asked for; None where it is not."""
    if max((report.confidence for report in change.reports), default=1.0) < asked.min_confidence:
        return None
    found: list[str] = []
    for wanted, reason in (
        (asked.kinds, _kind(asked, change)),
        (asked.parties, _parties(asked, change, near)),
        (asked.issues, _issue(asked, change)),
        (asked.words, _words(asked, change)),
        (asked.people, _people(asked, change)),
        (asked.places, _place(asked, change)),
    ):
        if wanted and not reason:
            return None
        found += [reason] if reason else []
    return tuple(found)


def _kind(asked: Asked, change: Change) -> str:
    group = change.kind.group
    return f"a {NOUNS[group]}" if group in asked.kinds else ""


def _parties(asked: Asked, change: Change, near: Mapping[str, frozenset[str]]) -> str:
    """Two of the parties where the item has two, else one; of an item that names none, those of its articles."""
    own = set(parties_of(change)) | set(getattr(change.subject, "mediators", ()))
    if not own:
        own = {party for report in change.reports for party in near.get(report.article, ())}
    shared = asked.parties & own
    if len(shared) < min(2, len(asked.parties), max(len(own), 1)):
        return ""
    return enumerate_words(sorted(party_name(code) for code in shared))


def _issue(asked: Asked, change: Change) -> str:
    item = change.subject
    hit = isinstance(item, Position) and item.issue.value in asked.issues
    return f"the issue {issue_label(item.issue)}" if hit and isinstance(item, Position) else ""


def _words(asked: Asked, change: Change) -> str:
    told = " ".join(words for report in change.reports for words in report.evidence)
    hits = [word for word in asked.words if _pattern(word).search(told)]
    quoted = enumerate_words([f"“{hit}”" for hit in hits])
    return f"the {'word' if len(hits) == 1 else 'words'} {quoted}" if hits else ""


@cache
def _pattern(word: str) -> re.Pattern[str]:
    """Whole words, in any case; `negotiat*` is a beginning."""
    plain = r"\s+".join(re.escape(part) for part in word.rstrip("*").split())
    end = "" if word.endswith("*") else r"(?!\w)"
    return re.compile(rf"(?<!\w){plain}{end}", re.IGNORECASE)


def _people(asked: Asked, change: Change) -> str:
    there = [keys for name in _names(change) if (keys := name_keys(name))]
    wanted = [(name, name_keys(name)) for name in asked.people]
    hits = [name for name, keys in wanted if keys and any(same_person(keys, other) for other in there)]
    return enumerate_words(hits) if hits else ""


def _names(change: Change) -> Iterator[str]:
    item = change.subject
    if isinstance(item, Contact):
        yield from item.participants
    if isinstance(item, Person):
        yield from item.names
    for report in change.reports:
        yield from getattr(report, "participants", ())
        yield from filter(None, (said_by(report), getattr(report, "holder", None)))


def _place(asked: Asked, change: Change) -> str:
    own = getattr(change.subject, "place", None)
    hits = [place for place in asked.places if own and _lies_in(own, place)]
    return f"the place {hits[0]}" if hits else ""


def _lies_in(own: str, wanted: str) -> bool:
    """True for the same place, and for a city in the country that is asked for."""
    one, other = find_place(own), find_place(wanted)
    return one.city == other.city if other.city else one.country is not None and one.country == other.country


def _parties_by_article(record: Record) -> dict[str, frozenset[str]]:
    """The parties that each article speaks of, for what names none itself, such as a time limit."""
    found: dict[str, set[str]] = {}
    reports: list[Finding] = [report for contact in record.contacts for report in contact.reports]
    reports += [report for agreement in record.agreements for report in agreement.reports]
    for report in (*reports, *record.positions):
        own = getattr(report, "parties", None) or (getattr(report, "party", None),)
        found.setdefault(report.article, set()).update(code for code in own if code)
    return {article: frozenset(parties) for article, parties in found.items()}
