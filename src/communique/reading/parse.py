"""The parse of a text, free of any parser's own classes, and the Protocol behind which parsers take their place.

Labels are Universal POS tags, Penn Treebank tags, ClearNLP dependency labels (`nsubj`, `dobj`, `pobj`, `prep`,
`nsubjpass`, `auxpass`, `relcl`, `advcl`, `ccomp`, `xcomp`, `appos`, `conj`, `poss` ...) and OntoNotes entity types.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Protocol


class Token:
    """One token. `i` its place in the parse, `start` and `end` its character offsets in the article's text.

    `head` is the token it depends on (itself for a root), `children` its dependents in order, `sent` the index
    of its sentence, `ent` the type of the entity it is in ("" outside one), `ent_start` True on its first token.
    """

    __slots__ = (
        "children",
        "dep",
        "end",
        "ent",
        "ent_start",
        "head",
        "i",
        "lemma",
        "lower",
        "pos",
        "sent",
        "start",
        "tag",
        "text",
    )

    def __init__(self, i: int, text: str, start: int) -> None:
        self.i = i
        self.text = text
        self.lower = text.lower()
        self.start = start
        self.end = start + len(text)
        self.lemma = self.pos = self.tag = self.dep = self.ent = ""
        self.ent_start = False
        self.sent = 0
        self.head: Token = self
        self.children: list[Token] = []

    def __repr__(self) -> str:
        return f"Token({self.i}, {self.text!r}, {self.pos}, {self.dep}<-{self.head.text!r})"

    def ancestors(self) -> Iterator[Token]:
        """The heads above this token, the nearest first."""
        token = self
        while token.head is not token:
            token = token.head
            yield token

    def subtree(self) -> list[Token]:
        """This token and everything below it, in the order of the text."""
        found, queue = [], [self]
        while queue:
            token = queue.pop()
            found.append(token)
            queue.extend(token.children)
        found.sort(key=lambda t: t.i)
        return found

    def child(self, *deps: str) -> Token | None:
        """The first dependent with one of these labels."""
        for token in self.children:
            if token.dep in deps:
                return token
        return None

    def conjuncts(self) -> list[Token]:
        """This token and those coordinated below it ("A, B and C" from A)."""
        found = [self]
        for token in self.children:
            if token.dep == "conj":
                found.extend(token.conjuncts())
        return found


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence: its tokens from `first` to `last` (exclusive) and its character offsets, without blanks."""

    index: int
    first: int
    last: int
    start: int
    end: int
    paragraph: int


@dataclass(frozen=True, slots=True)
class Parse:
    """A parsed text: every token and sentence with offsets into exactly this text."""

    text: str
    tokens: list[Token] = field(repr=False)
    sentences: list[Sentence] = field(repr=False)

    def sentence_of(self, token: Token) -> Sentence:
        return self.sentences[token.sent]

    def tokens_of(self, sentence: Sentence) -> list[Token]:
        return self.tokens[sentence.first : sentence.last]

    def text_of(self, sentence: Sentence) -> str:
        """The sentence exactly as it stands in the text."""
        return self.text[sentence.start : sentence.end]


class LanguageModel(Protocol):
    """A parser of English. Another model takes its place by offering the same two members."""

    @property
    def name(self) -> str:
        """Name and version; part of the reader's version, so that findings of different readers can be told apart."""
        ...

    def parse(self, texts: Iterable[str]) -> Iterator[Parse]:
        """Parses in the order of the texts, lazily, in batches."""
        ...
