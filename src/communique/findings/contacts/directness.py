"""Whether those who take part in a contact spoke with each other or through others."""

from __future__ import annotations

import re
from functools import cache

from communique.findings.contacts.folds import Fold
from communique.findings.contacts.vocabulary import lexicon
from communique.model.findings import ContactKind, Directness
from communique.reading.reading import Reading


def find_directness(reading: Reading, fold: Fold) -> Directness:
    """What the words of the first sentence say, else what the network takes for likeliest.

    It is unknown where the article disputes it, and of talks that somebody mediates where nothing is said.
    "The two resumed their indirect talks", "they negotiated without seeing each other": indirect.
    """
    own = fold.deciding.mention.taking
    words = reading.parse.text_of(fold.sentences()[0])
    if own.indirect or (not own.direct and _apart().search(words)):
        return Directness.UNKNOWN if fold.direct else Directness.INDIRECT
    likely = fold.mean("directness")
    top = Directness(max(likely, key=lambda name: likely[name]))
    if top is Directness.DIRECT and fold.mediators and fold.kind is ContactKind.TALKS and not fold.direct:
        return Directness.UNKNOWN
    if top is Directness.UNKNOWN and len(fold.parties) == 2 and not fold.mediators and likely["direct"] >= LIKELY:
        return Directness.DIRECT
    return top


LIKELY = 0.25
"""Least probability at which two parties without a mediator spoke with each other."""


@cache
def _apart() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(lexicon()['mediation']['apart'])})\b", re.IGNORECASE)
