"""Which reports tell of the same agreement, and what it has come to. A pure function of the reports."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations
from types import MappingProxyType

from communique.data import load_toml
from communique.model.findings import AgreementReport, AgreementStatus
from communique.model.record import Agreement
from communique.model.when import parse_when
from communique.record.memory import NO_MEMORY, Memory
from communique.record.merging.bonds import NO_BONDS, Bonds, ReportKey
from communique.record.merging.days import Days, days_of, published_on
from communique.record.merging.gathering import Gathering, Kind
from communique.record.merging.neighbours import Rules
from communique.record.merging.words import WEAK, content_words, numbers, overlap, strong, telling, total

# Days said of one agreement may differ by so much: the day of the talks, of the statement, of the news of it.
SLACK_DAYS = 3
# A report that gives no day speaks mostly of what was agreed within so many days.
FRESH_DAYS = 31
# A life from draft to signature to breach is followed for so long.
LIFE_DAYS = 1100
# A date wider than this says little of when it was.
WIDE_DAYS = 62
# How much of the words must be shared: on one day, within weeks, at a later stage of its life, so when it is spoken
# of as known, else.
SAME_DAY, NEAR, LATER, KNOWN, FAR = 0.45, 0.6, 0.5, 0.35, 0.62
# Above this many parties a report is only compared with those of just the same parties.
CROWD = 6

_STAGE = {
    AgreementStatus.DRAFT: 0,
    AgreementStatus.REACHED: 1,
    AgreementStatus.SIGNED: 2,
    AgreementStatus.IN_FORCE: 3,
    AgreementStatus.SUSPENDED: 4,
    AgreementStatus.VIOLATED: 4,
}
_AS_A_WHOLE = frozenset({AgreementStatus.IN_FORCE, AgreementStatus.SUSPENDED, AgreementStatus.VIOLATED})
_WHOLE = _AS_A_WHOLE | {AgreementStatus.SIGNED}
_BROKEN = frozenset({AgreementStatus.SUSPENDED, AgreementStatus.VIOLATED})


@dataclass(frozen=True, slots=True)
class _Told:
    """What is compared of one report.

    `head` are the words before a relative clause, where they name it ("the grain deal that ..."); `bare` is True where
    nothing but that it is an agreement is said, `known` where it is spoken of as known.
    """

    key: ReportKey
    seen: int | None
    parties: frozenset[str]
    words: frozenset[str]
    head: frozenset[str]
    numbers: frozenset[str]
    days: Days | None
    status: AgreementStatus
    bare: bool
    known: bool


def merge_agreements(
    reports: Iterable[AgreementReport],
    published: Mapping[str, str | None],
    bonds: Bonds = NO_BONDS,
    contents: Mapping[str, str] = MappingProxyType({}),
    memory: Memory = NO_MEMORY,
) -> tuple[Agreement, ...]:
    """The agreements that the reports tell of, in the order of their first report.

    "agreed to restore embassy staffing" and, of the same two, "a deal to bring embassies back to full staffing" a
    week later give one agreement with two reports. `published` gives the publication date of each article, `contents`
    the key of its words.
    """
    return memory.grown("agreements", lambda: Gathering(_KIND)).items(reports, published, bonds, contents)


def _look(report: AgreementReport, published: Mapping[str, str | None]) -> _Told:
    words = content_words(report.what)
    # "the accord", "the initiative": what it is stands elsewhere in the sentence.
    bare = not strong(words) and total(words) < 2 * WEAK
    # "the grain deal that kept exports flowing" is a grain deal.
    named = _named().match(report.what)
    head = content_words(named[0]) if named else frozenset()
    return _Told(
        key=(report.article, report.id),
        seen=published_on(report, published),
        parties=frozenset(report.parties),
        words=words | content_words(" ".join(report.evidence)) if bare else words,
        head=head if strong(head) else words,
        numbers=numbers(report.what),
        days=days_of(report.date),
        status=report.status,
        bare=bare,
        known=bare or bool(_known().match(report.what)),
    )


def _blocks(one: _Told) -> Iterator[Hashable]:
    """Its parties, two by two and each alone (another report may name only one), with each word that says much.

    What is signed or suspended is also looked for by its day, since a report may just call it the accord.
    """
    parties = sorted(one.parties)
    pairs: list[tuple[str, ...]] = [tuple(parties)]
    if 1 < len(parties) <= CROWD:
        pairs = [*combinations(parties, 2), *((code,) for code in parties)]
    words = telling(one.words)
    for pair in pairs:
        for word in words:
            yield (*pair, word)
        if one.status in _WHOLE and one.days:
            yield (*pair, one.status, one.days.first // WIDE_DAYS)
            yield (*pair, one.status, one.days.last // WIDE_DAYS)


def _same(one: _Told) -> Hashable | None:
    """The same parties, words and day make it one at once."""
    if one.days is None or one.days.first != one.days.last:
        return None
    return one.parties, one.words, one.numbers, one.days.first, one.status


def _likeness(one: _Told, other: _Told) -> float:
    """How far the words in common pass what the dates, the stages and the parties ask for; 0 where they do not."""
    near = _nearness(one, other)
    needed, enough = _needed(one, other, near)
    if one.parties != other.parties:
        needed += 0.05 if len(one.parties & other.parties) > 1 else 0.2
    shared = one.words & other.words
    alike = max(overlap(mine, its) for mine in {one.words, one.head} for its in {other.words, other.head})
    if near == "same" and one.status is other.status in _WHOLE and (one.bare or other.bare):
        # What was signed or suspended on one day between the same is one thing, when one report just calls it that.
        alike = max(alike, needed)
    elif total(shared) < enough or alike < needed or not (strong(shared) or near == "same"):
        return 0.0
    return 1.0 + alike - needed + {"same": 0.5, "near": 0.2, "later": 0.1, "far": 0.0}[near]


def _needed(one: _Told, other: _Told, near: str) -> tuple[float, float]:
    """How much of the words must be shared, and how much that must come to."""
    if near == "same":
        # A truce in force, a deal suspended: of these there is rarely more than one between two parties at a time.
        return (0.25, 1.0) if one.status is other.status in _AS_A_WHOLE else (SAME_DAY, 2 * WEAK)
    if near == "near":
        return NEAR, 1.0
    # "the deal which ...", later broken: it is known already, and need not be told anew.
    later_known = max((one, other), key=lambda told: _STAGE.get(told.status, 0)).known
    if near == "later":
        return (KNOWN, 1.0 + WEAK) if later_known else (LATER, 1.0 + 2 * WEAK)
    return FAR, 2.0


def _may_join(one: _Told, other: _Told) -> bool:
    """False when something rules out that they are one."""
    if one.key[0] == other.key[0] and (one.status is AgreementStatus.DENIED) == (
        other.status is AgreementStatus.DENIED
    ):
        return False
    if not (one.parties <= other.parties or other.parties <= one.parties):
        return False
    if one.numbers and other.numbers and not one.numbers & other.numbers:
        return False
    return _may_be_one_time(one, other)


def _may_be_one_time(one: _Told, other: _Told) -> bool:
    """Whether the days fit: the same ones, or a later stage of its life on later ones."""
    if one.days is None or other.days is None:
        return not (_drafted_after(one, other) or _drafted_after(other, one))
    gap = one.days.gap(other.days)
    if gap <= SLACK_DAYS or AgreementStatus.DENIED in (one.status, other.status):
        return gap <= LIFE_DAYS
    first, then = sorted((one, other), key=lambda told: told.days.first if told.days else 0)
    return _STAGE[first.status] < _STAGE[then.status] and gap <= LIFE_DAYS


def _drafted_after(one: _Told, other: _Told) -> bool:
    """Whether one is only a draft on a day on which the other is agreed already."""
    if one.status is not AgreementStatus.DRAFT or other.status in (AgreementStatus.DRAFT, AgreementStatus.DENIED):
        return False
    then = other.days.last if other.days else other.seen
    return one.seen is not None and then is not None and one.seen > then


def _nearness(one: _Told, other: _Told) -> str:
    """`same` for one day or nearly, `near` for news of the same weeks, `later` for a later stage, else `far`."""
    if one.days and other.days:
        if one.days.gap(other.days) <= SLACK_DAYS:
            wide = max(one.days.last - one.days.first, other.days.last - other.days.first) > WIDE_DAYS
            return "far" if wide else "same"
        return "later"
    # Without a day of its own, it is news of the days on which it is told.
    mine, its = one.days.first if one.days else one.seen, other.days.first if other.days else other.seen
    if mine is None or its is None:
        return "far"
    if abs(mine - its) <= SLACK_DAYS:
        return "same"
    since = abs(mine - its) if one.days is other.days else its - mine if one.days else mine - its
    return "near" if 0 <= since <= FRESH_DAYS else "far"


def make_agreement(identifier: str, reports: Sequence[AgreementReport]) -> Agreement:
    status = joint_status(reports)
    telling = [r for r in reports if r.status is status] or reports
    return Agreement(
        id=identifier,
        parties=_parties(reports),
        what=_what(reports),
        status=status,
        date=_date(telling) or _date([r for r in reports if r.status is not AgreementStatus.DENIED]),
        reports=tuple(reports),
    )


_KIND = Kind("a", _look, Rules(_blocks, _same, _likeness, _may_join), make_agreement)


def joint_status(reports: Sequence[AgreementReport]) -> AgreementStatus:
    """How far an agreement has come by its reports in the order of publication.

    A later report that recalls an earlier stage does not undo a later one; what is said to be broken stays so until
    it is said to be in force again. What one side denies stays as the others claim it, unless nobody claims it.
    """
    status: AgreementStatus | None = None
    for report in reports:
        if report.status is AgreementStatus.DENIED:
            continue
        renewed = status in _BROKEN and report.status is AgreementStatus.IN_FORCE
        if status is None or renewed or _STAGE[report.status] >= _STAGE[status]:
            status = report.status
    return status or AgreementStatus.DENIED


def _parties(reports: Sequence[AgreementReport]) -> tuple[str, ...]:
    """Every party that a quarter of the reports name: a report may leave one out, and one may be mistaken."""
    counts = Counter(code for report in reports for code in report.parties)
    naming = sum(bool(report.parties) for report in reports)
    return tuple(sorted(code for code, times in counts.items() if times * 4 >= naming))


def _what(reports: Sequence[AgreementReport]) -> str:
    """The words that say most, at the length of a line; of as much, those said first."""
    return max(reports, key=lambda r: min(total(content_words(r.what)), 6.0)).what


def _date(reports: Sequence[AgreementReport]) -> str | None:
    """The most precise date, of those the more frequent, of those the first."""
    dated = [r.date for r in reports if r.date]
    counts = Counter(dated)
    return max(dated, key=lambda date: (-width(date), counts[date]), default=None)


def width(edtf: str) -> int:
    """How many days a date can mean; very many where it has no end."""
    when = parse_when(edtf)
    return (when.days if when else None) or 10**6


@cache
def _named() -> re.Pattern[str]:
    """The name of an agreement, before what a relative clause tells of it."""
    nouns = "|".join(load_toml("sameness")["known"]["nouns"])
    return re.compile(rf".*?\b(?:{nouns})\b(?=,|\s+(?:that|which)\b)", re.IGNORECASE)


@cache
def _known() -> re.Pattern[str]:
    """An agreement that is spoken of as known: "the grain deal", "their accord"."""
    data = load_toml("sameness")["known"]
    return re.compile(
        rf"(?:{'|'.join(data['by'])})\s+(?:[\w-]+\s+){{0,3}}?(?:{'|'.join(data['nouns'])})\b", re.IGNORECASE
    )
