"""Word forms: part of speech, tag and lemma of a word, worked out once for each word, tag and label.

spaCy's attribute ruler tries 180 patterns on every token and its lemmatiser follows in Python, though all but a few
of their rules look at one token alone. What they say of a word in one document they say of it in every other; here the
two are asked once, about many new words together, and remembered. The few rules over two tokens ("let 's", "there is")
are left to the two themselves, for the documents in which one may begin.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

WORD_RULES = frozenset({"TAG", "LOWER", "DEP", "IS_SPACE"})
"""What a rule may look at for its answer to depend on word, tag and label alone."""
MOST = 300_000
"""Words remembered; then everything is forgotten, so that memory stays bounded."""
BETWEEN = "·"
"""Stands between words that are asked about together, so that no rule sees two of them."""

Key = tuple[int, int, int]
"""A word, its tag and its label, by spaCy's numbers."""


class Form(NamedTuple):
    """A word as it is written, with what the rules say of it; `begins` where a rule over several tokens may begin."""

    text: str
    lemma: str
    pos: str
    tag: str
    dep: str
    begins: bool = False


def forms_in(doc: Any) -> list[Form]:
    """The forms of a doc's tokens, as the components that it went through have set them."""
    return [Form(token.text, token.lemma_.lower(), token.pos_, token.tag_, token.dep_) for token in doc]


class WordForms:
    """What the attribute ruler and the lemmatiser of a spaCy pipeline say of words; `doc_class` is spaCy's Doc."""

    def __init__(self, nlp: Any, doc_class: Any) -> None:
        self._vocab, self._doc_class = nlp.vocab, doc_class
        self._ruler, self._lemmatizer = nlp.get_pipe("attribute_ruler"), nlp.get_pipe("lemmatizer")
        self._beginnings = type(self._ruler)(nlp.vocab)
        firsts = [[p[0]] for rule in self._ruler.patterns for p in rule["patterns"] if len(p) > 1]
        if firsts:
            self._beginnings.add(firsts, {"LEMMA": BETWEEN})
        self._known: dict[Key, Form] = {}

    @staticmethod
    def fits(nlp: Any) -> bool:
        """Whether a pipeline has both, with rules that look at nothing but word, tag and label."""
        if not {"attribute_ruler", "lemmatizer"} <= set(nlp.pipe_names) or nlp.get_pipe("lemmatizer").mode != "rule":
            return False
        rules = nlp.get_pipe("attribute_ruler").patterns
        return all(set(token) <= WORD_RULES for rule in rules for pattern in rule["patterns"] for token in pattern)

    def find(self, docs: Sequence[Any], keys: Sequence[Sequence[Key]]) -> list[list[Form]]:
        """The forms of the tokens of each doc; `keys` are their words, tags and labels."""
        if len(self._known) > MOST:
            self._known.clear()
        new = {key for row in keys for key in row}.difference(self._known)
        if new:
            self._learn(sorted(new))
        known = self._known
        found = [[known[key] for key in row] for row in keys]
        return [
            self._in_place(doc) if any(f.begins for f in row) else row for doc, row in zip(docs, found, strict=True)
        ]

    def _learn(self, keys: Sequence[Key]) -> None:
        strings = self._vocab.strings
        words = [part for word, _, _ in keys for part in (strings[word], BETWEEN)]
        tags = [part for _, tag, _ in keys for part in (strings[tag], ".")]
        deps = [part for _, _, dep in keys for part in (strings[dep], "punct")]
        doc = self._doc_class(self._vocab, words=words, tags=tags, deps=deps, heads=list(range(len(words))))
        begins = [token.lemma_ == BETWEEN for token in self._beginnings(doc)]
        for token in doc:
            token.lemma = 0
        for key, form, starts in zip(keys, self._in_place(doc)[::2], begins[::2], strict=True):
            self._known[key] = form._replace(begins=starts)

    def _in_place(self, doc: Any) -> list[Form]:
        return forms_in(self._lemmatizer(self._ruler(doc)))
