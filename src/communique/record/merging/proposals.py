"""Which reports tell of the same plan or offer, what its terms are and who answered it. A pure function of reports."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from types import MappingProxyType

from communique.data import load_toml
from communique.model.findings import Position, ProposalReport, Stance
from communique.model.record import Proposal, Term
from communique.record.memory import NO_MEMORY, Memory
from communique.record.merging.anchoring import report_order
from communique.record.merging.bonds import NO_BONDS, Bonds, ReportKey
from communique.record.merging.days import published_on
from communique.record.merging.gathering import Gathering, Kind
from communique.record.merging.neighbours import Rules
from communique.record.merging.words import content_words, numbers, overlap, strong, total

# A plan stays on the table for so long without a report; after that it takes more to know it again.
FRESH_DAYS = 60
# How much of names or terms must be shared, soon and later.
NEAR, FAR = 0.5, 0.62
# Stances that answer a plan.
ANSWERS = frozenset({Stance.ACCEPTS, Stance.SUPPORTS, Stance.OPPOSES, Stance.REJECTS, Stance.CONDITIONAL, Stance.OPEN})
# How much of a plan's name must be what a position is about: where that is called a plan, and where it is not.
ONE_PLAN, WHOLE_NAME = 0.6, 0.8
# How much of two terms must be shared for them to be one.
ONE_TERM = 0.7


@dataclass(frozen=True, slots=True)
class _Told:
    """What is compared of one report."""

    key: ReportKey
    seen: int | None
    proposer: str | None
    name: frozenset[str]
    words: frozenset[str]
    numbers: frozenset[str]


def merge_proposals(
    reports: Iterable[ProposalReport],
    published: Mapping[str, str | None],
    bonds: Bonds = NO_BONDS,
    contents: Mapping[str, str] = MappingProxyType({}),
    memory: Memory = NO_MEMORY,
) -> tuple[Proposal, ...]:
    """The proposals that the reports tell of, in the order of their first report, each with all its terms."""
    return memory.grown("proposals", lambda: Gathering(_KIND)).items(reports, published, bonds, contents)


def _look(report: ProposalReport, published: Mapping[str, str | None]) -> _Told:
    terms = " ; ".join(report.terms)
    name = content_words(report.name)
    return _Told(
        key=(report.article, report.id),
        seen=published_on(report, published),
        proposer=report.proposer,
        name=name,
        words=content_words(terms) | name,
        numbers=numbers(f"{report.name} ; {terms}"),
    )


def _blocks(one: _Told) -> Iterable[Hashable]:
    return one.words


def _same(one: _Told) -> Hashable | None:
    return None if one.proposer is None else (one.proposer, one.name, one.words, one.numbers)


def _likeness(one: _Told, other: _Told) -> float:
    near = one.seen is not None and other.seen is not None and abs(one.seen - other.seen) <= FRESH_DAYS
    needed = NEAR if near else FAR
    if one.proposer is None or other.proposer is None:
        needed += 0.1
    shared = one.words & other.words
    alike = overlap(one.words, other.words)
    enough = strong(shared) >= 2 or (near and strong(shared) == 1 and bool(one.numbers & other.numbers))
    named = one.name & other.name
    if strong(named) and total(named) >= 0.6 * min(total(one.name), total(other.name)):
        alike, enough = max(alike, overlap(one.name, other.name)), enough or (near and alike >= needed / 2)
    return 1.0 + alike - needed if enough and alike >= needed else 0.0


def _may_join(one: _Told, other: _Told) -> bool:
    """False for two of one article, and for plans of two parties."""
    if one.key[0] == other.key[0]:
        return False
    return one.proposer is None or other.proposer is None or one.proposer == other.proposer


def make_proposal(identifier: str, reports: Sequence[ProposalReport]) -> Proposal:
    proposers = Counter(r.proposer for r in reports if r.proposer)
    return Proposal(
        id=identifier,
        proposer=max(proposers, key=lambda code: (proposers[code], code), default=None),
        name=_name(reports),
        terms=_terms(reports),
        responses=(),
        reports=tuple(reports),
    )


_KIND = Kind("o", _look, Rules(_blocks, _same, _likeness, _may_join), make_proposal)


def _name(reports: Sequence[ProposalReport]) -> str:
    """A name rather than the words of a term; of names the one that says most, of those the first."""
    names = [r.name for r in reports if all(not _begins(term, r.name) for term in r.terms)]
    return max(names or [r.name for r in reports], key=lambda name: total(content_words(name)))


def _begins(term: str, name: str) -> bool:
    return " ".join(term.casefold().split()).startswith(" ".join(name.casefold().split()).strip(" .,;:…"))


def _terms(reports: Sequence[ProposalReport]) -> tuple[Term, ...]:
    """Each term once, in the words of its first report."""
    found: list[tuple[str, frozenset[str], frozenset[str], list[ProposalReport]]] = []
    for report in reports:
        for words in report.terms:
            meaning, figures = content_words(words), numbers(words)
            known = next((term for term in found if _one_term(term[0], term[1], term[2], words)), None)
            if known is None:
                found.append((words, meaning, figures, [report]))
            elif known[3][-1] is not report:
                known[3].append(report)
    return tuple(Term(words, tuple(rest)) for words, _, _, rest in found)


def _one_term(words: str, meaning: frozenset[str], figures: frozenset[str], other: str) -> bool:
    if words.casefold() == other.casefold():
        return True
    if figures != numbers(other):
        return False
    return strong(meaning & content_words(other)) > 0 and overlap(meaning, content_words(other)) >= ONE_TERM


def with_responses(
    proposals: Sequence[Proposal], positions: Iterable[Position], published: Mapping[str, str | None]
) -> tuple[Proposal, ...]:
    """The proposals with their answers: positions of other parties that name one plan, and no other, in what they are
    about."""
    if not proposals:
        return ()
    by_word: dict[str, list[int]] = {}
    spans = [_first_and_last(proposal, published) for proposal in proposals]
    for place, proposal in enumerate(proposals):
        for word in content_words(proposal.name):
            by_word.setdefault(word, []).append(place)
    found: dict[int, list[Position]] = {}
    for position in positions:
        if position.stance not in ANSWERS:
            continue
        words, seen = content_words(position.about), published_on(position, published)
        if not words or seen is None:
            continue
        near = {place for word in words for place in by_word.get(word, ())}
        named = [
            place
            for place in sorted(near)
            if proposals[place].proposer != position.party
            and spans[place][0] <= seen <= spans[place][1] + FRESH_DAYS
            and _names(words, content_words(proposals[place].name))
        ]
        if len(named) == 1:
            found.setdefault(named[0], []).append(position)
    return tuple(
        replace(
            proposal,
            responses=tuple(sorted(found.get(place, ()), key=lambda p: report_order(p, published))),
        )
        for place, proposal in enumerate(proposals)
    )


def _names(about: frozenset[str], name: frozenset[str]) -> bool:
    """Whether what a position is about is this plan: it is called a plan and by little else, or by the whole of it."""
    shared = about & name
    if about & _plan_words():
        return strong(shared) >= 1 and total(shared | _plan_words() & about) >= ONE_PLAN * min(
            total(about), total(name)
        )
    return strong(shared) >= 2 and total(shared) >= WHOLE_NAME * total(name)


def _first_and_last(proposal: Proposal, published: Mapping[str, str | None]) -> tuple[int, int]:
    days = [day for report in proposal.reports if (day := published_on(report, published)) is not None]
    return (min(days), max(days)) if days else (0, 0)


@cache
def _plan_words() -> frozenset[str]:
    return content_words(" ; ".join(load_toml("sameness")["plans"]["words"]))
