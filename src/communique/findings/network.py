"""The network: a small text encoder with one head for each task, which answers the findings' questions.

The encoder is MiniLM (6 layers, 384 numbers for each word piece), fine-tuned on annotated articles and stored with
8-bit weights for onnxruntime; the heads are NumPy. `training/network.py` makes both: `network.onnx`,
`network_heads.npz`, `network_words.txt` (the vocabulary) in `communique/data/`. Only this module imports the neural
runtime.

A head sees the words of the question's anchor (a trigger, a sentence), those of an option (each mention of a party; a
date; the most telling mention counts most), and the features that the rules give, and weighs them together.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from communique.findings.pieces import Pieces
from communique.findings.questions import AUXILIARY, CLASSES, Answer, Answers, Option, Question
from communique.model.findings import Span

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
Array = NDArray[np.float32]
WINDOW = 510
"""Word pieces that the encoder sees at once, beside its two marks; longer articles are read in windows that overlap."""
STRIDE = 256
START, END = 101, 102


@dataclass(frozen=True, slots=True)
class Head:
    """The weights of one task, in the shapes of training/network.py."""

    words: dict[str, int]
    arrays: dict[str, Array]

    def scores(
        self, anchors: Array, mentions: Array, owners: Sequence[int], features: Sequence[Sequence[str]]
    ) -> Array:
        """Scores (n questions or options, n classes); `owners` tells of which row each mention is."""
        w = self.arrays
        hidden = anchors @ w["anchor"] + w["anchor_bias"]
        if len(mentions):
            owner = np.asarray(owners)
            of = hidden[owner]
            option = mentions @ w["option"]
            shown = np.maximum(of + option + of * option, 0.0)
            telling = shown @ w["telling"] + w["telling_bias"]
            highest = np.full(len(hidden), -np.inf, np.float32)
            np.maximum.at(highest, owner, telling)
            powers = np.exp(telling - highest[owner])
            total = np.bincount(owner, weights=powers, minlength=len(hidden))
            hidden = np.zeros_like(hidden)
            np.add.at(hidden, owner, shown * (powers / total[owner])[:, None])
        known = [[self.words[name] for name in names if name in self.words] for names in features]
        hidden += np.stack([w["embedded"][rows].sum(axis=0) for rows in known])
        wide = np.stack([w["wide"][rows].sum(axis=0) for rows in known])
        result: Array = np.maximum(hidden, 0.0) @ w["out"] + w["out_bias"] + wide
        return result


class Network:
    """Answers questions about one article at a time."""

    def __init__(self, session: InferenceSession, pieces: Pieces, heads: dict[str, Head]) -> None:
        self._session, self._pieces, self._heads = session, pieces, heads
        self._last: tuple[str, Vectors] | None = None

    def answer(self, text: str, questions: Iterable[tuple[int, Question]]) -> Answers:
        """The answers to questions about a text, by number and task."""
        asked = list(questions)
        if not asked:
            return {}
        vectors = self._read(text)
        found: dict[tuple[int, str], Answer] = {}
        for task in dict.fromkeys(question.task for _, question in asked):
            rows = [(number, question) for number, question in asked if question.task == task]
            found.update(self._task(task, rows, vectors))
        return found

    def _read(self, text: str) -> Vectors:
        """The vectors of a text; those of the last one are kept, for contacts and positions ask about the same."""
        if self._last is None or self._last[0] != text:
            self._last = text, Vectors(text, self._pieces, self._session)
        return self._last[1]

    def _task(
        self, task: str, rows: list[tuple[int, Question]], vectors: Vectors
    ) -> Iterator[tuple[tuple[int, str], Answer]]:
        head, classes = self._heads[task], CLASSES[task]
        if task in WITHOUT_OPTIONS:
            anchors = vectors.of([question.anchor for _, question in rows])
            chances = _softmax(head.scores(anchors, EMPTY, (), [question.features for _, question in rows]))
            for (number, _), row in zip(rows, chances, strict=True):
                yield (number, task), Answer(dict(zip(classes, map(float, row), strict=True)))
            return
        options = [
            (number, question, option) for number, question in rows for option in question.options if option.spans
        ]
        if options:
            yield from self._options(task, options, vectors)

    def _options(
        self, task: str, options: list[tuple[int, Question, Option]], vectors: Vectors
    ) -> Iterator[tuple[tuple[int, str], Answer]]:
        owners = [place for place, (_, _, option) in enumerate(options) for _ in option.spans]
        mentions = vectors.of([span for _, _, option in options for span in option.spans])
        anchors = vectors.of([question.anchor for _, question, _ in options])
        features = [option.features for _, _, option in options]
        chances = _softmax(self._heads[task].scores(anchors, mentions, owners, features))
        found: dict[int, dict[str, dict[str, float]]] = {}
        for (number, _, option), row in zip(options, chances, strict=True):
            found.setdefault(number, {})[option.key] = dict(zip(CLASSES[task], map(float, row), strict=True))
        for number, answered in found.items():
            yield (number, task), Answer(options=answered)


WITHOUT_OPTIONS = frozenset({"accept", "kind", "status", "level", "directness"})
EMPTY: Array = np.zeros((0, 0), dtype=np.float32)


class Vectors:
    """The encoder's vectors of a text, and means over spans of it."""

    def __init__(self, text: str, pieces: Pieces, session: InferenceSession) -> None:
        numbers, spans = pieces.cut(text)
        self._starts = np.array([start for start, _ in spans])
        self._ends = np.array([end for _, end in spans])
        vectors = _encode(numbers, session)
        self._sums = np.concatenate([np.zeros((1, vectors.shape[1]), np.float32), vectors.cumsum(axis=0)])

    def of(self, spans: Sequence[Span]) -> Array:
        """The mean vector (n spans, 384) of the word pieces that each span of characters touches."""
        last = len(self._starts)
        first = np.minimum(np.searchsorted(self._ends, [start for start, _ in spans], side="right"), last - 1)
        after = np.searchsorted(self._starts, [end for _, end in spans], side="left")
        after = np.minimum(np.maximum(after, first + 1), last)
        means: Array = (self._sums[after] - self._sums[first]) / (after - first)[:, None]
        return means


def _encode(ids: list[int], session: InferenceSession) -> Array:
    """The vectors of all word pieces; of a text in several windows each is taken from the one it stands deepest in."""
    parts: list[Array] = []
    windows = list(split(len(ids)))
    taken = 0
    for place, (first, last) in enumerate(windows):
        row = np.array([[START, *ids[first:last], END]], dtype=np.int64)
        (vectors,) = session.run(None, {"input_ids": row, "attention_mask": np.ones_like(row)})
        until = last if place == len(windows) - 1 else (last + windows[place + 1][0]) // 2
        parts.append(vectors[0, 1 + taken - first : 1 + until - first].astype(np.float32))
        taken = until
    return np.concatenate(parts)


def split(pieces: int) -> Iterator[tuple[int, int]]:
    """The windows, each from its first to after its last word piece, in which a text is read."""
    first = 0
    while True:
        yield first, min(first + WINDOW, pieces)
        if first + WINDOW >= pieces:
            return
        first += STRIDE


def _softmax(scores: Array) -> Array:
    powers = np.exp(scores - scores.max(axis=1, keepdims=True))
    chances: Array = powers / powers.sum(axis=1, keepdims=True)
    return chances


@cache
def load_network() -> Network:
    """The shipped network, loaded once."""
    import onnxruntime

    data = resources.files("communique.data")
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    session = onnxruntime.InferenceSession(data.joinpath("network.onnx").read_bytes(), options)
    words = data.joinpath("network_words.txt").read_text(encoding="utf-8").splitlines()
    return Network(session, Pieces(words), read_heads())


def read_heads() -> dict[str, Head]:
    """The heads of the shipped network."""
    with (
        resources.as_file(resources.files("communique.data").joinpath("network_heads.npz")) as path,
        np.load(path) as file,
    ):
        stored: dict[str, Any] = {name: file[name] for name in file.files}
    heads = {}
    for task in CLASSES:
        if task in AUXILIARY:
            continue
        names = json.loads(bytes(stored[f"{task}.words"]).decode("utf-8"))
        mine = {name.partition(".")[2]: array for name, array in stored.items() if name.startswith(f"{task}.")}
        arrays = {name: array.astype(np.float32) for name, array in mine.items() if name != "words"}
        heads[task] = Head({name: row for row, name in enumerate(names)}, arrays)
    return heads
