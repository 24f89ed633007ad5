"""Salience: which parties an article is about, to complete mentions that name only some of theirs."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from itertools import combinations

from communique.findings.mentions import Mention
from communique.reading.reading import Reading

ACTING = frozenset({"party", "person", "group", "pronoun"})
PAIR = 4
"""How much a contact of two parties weighs against one mention of either."""


@dataclass(slots=True)
class Salience:
    """How often each party acts in an article, and how often two of them are in contact."""

    single: Counter[str] = field(default_factory=Counter)
    pairs: Counter[frozenset[str]] = field(default_factory=Counter)

    def partner(self, code: str, among: set[str] | None = None) -> str | None:
        """The party most likely in contact with this one, of those `among` where given; None when there is none."""
        scores = {
            other: count + PAIR * self.pairs[frozenset((code, other))]
            for other, count in self.single.items()
            if other != code and (among is None or other in among)
        }
        return max(sorted(scores), key=lambda other: scores[other]) if scores else None

    def principals(self) -> tuple[str, ...]:
        """The two parties that the article is most about; fewer when it names fewer."""
        if self.pairs:
            best = max(
                sorted(self.pairs, key=sorted),
                key=lambda pair: PAIR * self.pairs[pair] + sum(self.single[code] for code in pair),
            )
            return tuple(sorted(best))
        return tuple(sorted(code for code, _ in self.single.most_common(2)))


def find_salience(reading: Reading, mentions: list[Mention], groups: frozenset[str]) -> Salience:
    """Count over the whole article; groups such as EUROPE take no part in contacts and are left out."""
    salience = Salience()
    for actor in reading.actors:
        if len(actor.parties) == 1 and not actor.place and actor.parties[0] not in groups:
            salience.single[actor.parties[0]] += 2 if actor.kind in ACTING else 1
    for mention in mentions:
        if mention.taking.explicit >= 2:
            for pair in combinations(sorted(mention.parties), 2):
                salience.pairs[frozenset(pair)] += 1
    return salience
