"""Entities: the greedy decoding of spaCy's entity recogniser, for all tokens of a batch at once.

spaCy takes one token after the other and asks 74 moves of each whether it may be made, which costs as much as the
network itself. What a token outside an entity is does not depend on what came before it (the recogniser sees the token,
and in an entity its first and its last word), so that all of them are scored in one product, and only the words that
follow the beginning of an entity are walked. The moves and what they may do are those of
`spacy/pipeline/_parser_internals/ner.pyx`.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Flags = NDArray[np.bool_]
Entity = tuple[int, int, str]
FEATURES = 3
"""What the recogniser sees of a state: the word, and of an open entity its first word and the word before."""


class EntityDecoder:
    """Finds the entities of docs that went through the rest of the pipeline, as their recogniser `ner` would."""

    def __init__(self, ner: Any) -> None:
        model = ner.model
        self._vectors, self._lower = model.get_ref("tok2vec"), model.get_ref("lower")
        self._bias: Floats = self._lower.get_param("b")
        upper = model.get_ref("upper")
        self._out: Floats = np.ascontiguousarray(upper.get_param("W").T)
        self._out_bias: Floats = upper.get_param("b")
        moves = [ner.moves.get_class_name(number).partition("-") for number in range(ner.moves.n_moves)]
        self._labels = [label for _, _, label in moves]
        self._kinds = np.array([kind for kind, _, _ in moves])
        self._named = np.array([bool(label) for label in self._labels])
        place = {(kind, label): number for number, (kind, _, label) in enumerate(moves)}
        self._inside = np.array([place.get(("I", label), -1) for label in self._labels])
        self._last = np.array([place.get(("L", label), -1) for label in self._labels])

    @staticmethod
    def fits(nlp: Any) -> bool:
        """Whether a pipeline has a recogniser of the kind that this decodes: greedy, with three features of a state."""
        if "ner" not in nlp.pipe_names:
            return False
        ner = nlp.get_pipe("ner")
        model = ner.model
        greedy = ner.cfg.get("beam_width") == 1 and model.attrs["has_upper"] and not model.attrs["unseen_classes"]
        return bool(greedy and model.get_ref("lower").get_dim("nF") == FEATURES)

    def find(self, docs: Sequence[Any], starts: Flags, spaces: Flags) -> list[Entity]:
        """The entities (first and last token, label) of docs, counted over all their tokens.

        `starts` marks the tokens that begin a sentence, `spaces` those that are blanks, both over all docs.
        """
        seen: Floats = self._lower.predict(self._vectors.predict(docs))
        padding, seen = seen[0], seen[1:]
        ends = np.zeros(len(seen), np.bool_)
        ends[np.cumsum([len(doc) for doc in docs]) - 1] = True
        goes_on = ~ends & ~np.append(starts[1:], False)
        begun = self._scores(seen[:, 0] + padding[1] + padding[2])
        begun[:, ~self._named & (self._kinds != "O") | np.isin(self._kinds, ("I", "L", "M"))] = -np.inf
        begun[np.ix_(spaces, np.isin(self._kinds, ("B", "U")))] = -np.inf
        begun[np.ix_(~goes_on, self._kinds == "B")] = -np.inf
        moves = begun.argmax(axis=1)
        lasts = self._walk(seen, np.flatnonzero(self._kinds[moves] == "B"), moves, goes_on)
        found: list[Entity] = []
        after = 0
        for first in np.flatnonzero(self._kinds[moves] != "O").tolist():
            if first >= after:
                last = lasts.get(first, first)
                found.append((first, last, self._labels[moves[first]]))
                after = last + 1
        return found

    def _walk(self, seen: Floats, firsts: NDArray[np.intp], moves: NDArray[np.intp], goes_on: Flags) -> dict[int, int]:
        """The last token of each entity that begins at one of `firsts`."""
        lasts: dict[int, int] = {}
        here = firsts + 1
        while len(firsts):
            scores = self._scores(seen[here, 0] + seen[firsts, 1] + seen[here - 1, 2])
            rows = np.arange(len(firsts))
            inside, last = self._inside[moves[firsts]], self._last[moves[firsts]]
            better = scores[rows, inside] - scores[rows, last]
            stays = goes_on[here] & ((better > 0) | ((better == 0) & (inside < last)))
            lasts.update(zip(firsts[~stays].tolist(), here[~stays].tolist(), strict=True))
            firsts, here = firsts[stays], here[stays] + 1
        return lasts

    def _scores(self, summed: Floats) -> Floats:
        """The score of each move (n states, moves) from the summed features of states (n, hidden, pieces)."""
        hidden = reduce(np.maximum, np.moveaxis(summed + self._bias, 2, 0))
        scores: Floats = hidden @ self._out + self._out_bias
        return scores
