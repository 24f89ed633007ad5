"""Salience: which parties an article is about, to complete mentions that name only some of theirs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import combinations, pairwise

from communique.findings.contacts.mentions import Mention
from communique.model.actors import Actor
from communique.reading.reading import Reading

CONTACT = 4
TOGETHER = 4
LEAD = 2
COORDINATED = 1
"""Weights of two parties named as a contact's (again for a contact of two alone), in one sentence, in the lead, side by
side ("A and B"); set by search over the training articles for the pair that most contacts are of."""


@dataclass(slots=True)
class Salience:
    """How often each party stands in an article, and how strongly two of them stand together."""

    single: Counter[str] = field(default_factory=Counter)
    pairs: Counter[frozenset[str]] = field(default_factory=Counter)

    def partner(self, code: str, among: set[str] | None = None) -> str | None:
        """The party most likely in contact with this one, of those `among` where given; None when there is none."""
        scores = {
            other: count + self.pairs[frozenset((code, other))]
            for other, count in self.single.items()
            if other != code and (among is None or other in among)
        }
        return max(sorted(scores), key=lambda other: scores[other]) if scores else None

    def principals(self) -> tuple[str, ...]:
        """The two parties that the article is most about; fewer when it names fewer."""
        if self.pairs:
            best = max(
                sorted(self.pairs, key=sorted),
                key=lambda pair: self.pairs[pair] + sum(self.single[code] for code in pair),
            )
            return tuple(sorted(best))
        return tuple(sorted(code for code, _ in self.single.most_common(2)))


def find_salience(reading: Reading, mentions: Sequence[Mention], groups: frozenset[str]) -> Salience:
    """Count over the whole article; groups such as EUROPE take no part in contacts and are left out."""
    salience = Salience()
    for sentence in reading.parse.sentences:
        actors = [a for a in reading.actors_in(sentence) if a.parties and not a.place]
        here = sorted({code for a in actors for code in a.parties if code not in groups})
        salience.single.update(here)
        if len(here) <= MOST:
            for pair in combinations(here, 2):
                salience.pairs[frozenset(pair)] += TOGETHER + (LEAD if sentence.index == 0 else 0)
        _coordinated(reading, actors, groups, salience)
    for mention in mentions:
        if 2 <= mention.taking.explicit <= MOST:
            alone = CONTACT if mention.taking.explicit == 2 else 0
            for pair in combinations(sorted(mention.parties), 2):
                salience.pairs[frozenset(pair)] += CONTACT + alone
    return salience


MOST = 8
"""A sentence that lists more parties than this tells nothing of any two."""


def _coordinated(reading: Reading, actors: list[Actor], groups: frozenset[str], salience: Salience) -> None:
    """Two parties joined by "and", a hyphen or "between" are likely counterparts."""
    for one, two in pairwise(actors):
        gap = reading.parse.tokens[one.last : two.first]
        if len(gap) > 3 or not any(t.lower in {"and", "-", "–", "with"} for t in gap):
            continue
        for a in one.parties:
            for b in two.parties:
                if a != b and a not in groups and b not in groups:
                    salience.pairs[frozenset((a, b))] += COORDINATED
