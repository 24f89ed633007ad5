"""The network: a small text encoder with one head for each task, which answers the findings' questions.

The encoder is MiniLM (384 numbers for each word piece, 6 layers, the upper four slimmed), fine-tuned on annotated
articles and stored with 8-bit weights for onnxruntime; the heads are NumPy. `training/network.py`,
`training/slimming.py` and `training/teaching.py` make them: `network.onnx`, `network_heads.npz`, `network_words.txt`
(the vocabulary) in `communique/data/`. Only this module imports the neural runtime.

A head sees the words of the question's anchor (a trigger, a sentence), those of an option (each mention of a party; a
date; the most telling mention counts most), and the features that the rules give, and weighs them together.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import chain, pairwise, repeat
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from communique.findings.pieces import Pieces
from communique.findings.questions import CLASSES, Answer, Answers, Question
from communique.model.findings import Span

if TYPE_CHECKING:
    from pathlib import Path

    from onnxruntime import InferenceSession
Array = NDArray[np.float32]
Rows = NDArray[np.intp]
Features = Sequence[Sequence[str]]
Asked = tuple[int, Question]
Answered = tuple[tuple[int, str], Answer]
WINDOW = 510
"""Word pieces that the encoder sees at once, beside its two marks; longer articles are read in windows that overlap."""
OVERLAP = 128
"""Word pieces that two windows share, so that each is seen with at least half as many on either side."""
START, END = 101, 102


@dataclass(frozen=True, slots=True)
class Mentions:
    """The rows of all options' mentions one after another, how many of them each option has, and how many options
    each question."""

    rows: Rows
    counts: Rows
    options: Rows


@dataclass(frozen=True, slots=True)
class Head:
    """The weights of one task, in the shapes of training/network.py."""

    words: dict[str, int]
    arrays: dict[str, Array]

    def __post_init__(self) -> None:
        """Lay the embedded and the wide weights of the features side by side, with a row of zeros for none."""
        both = np.concatenate([self.arrays["embedded"], self.arrays["wide"]], axis=1)
        self.arrays["features"] = np.concatenate([both, np.zeros_like(both[:1])])

    def scores(self, vectors: Array, anchors: Rows, mentions: Mentions | None, features: Features) -> Array:
        """Scores (n questions or options, n classes).

        `anchors` holds the row of `vectors` of each question's anchor, `mentions` those of its options' mentions (None
        for questions without options), `features` the names of the features of each question or option.
        """
        w = self.arrays
        hidden = vectors[anchors] @ w["anchor"] + w["anchor_bias"]
        if mentions:
            hidden = np.repeat(hidden, mentions.options, axis=0)
            different, which = _different(mentions.rows, len(vectors))
            option = (vectors[different] @ w["option"])[which]
            of = np.repeat(hidden, mentions.counts, axis=0)
            shown = of * option
            shown += of
            shown += option
            np.maximum(shown, 0.0, out=shown)
            telling = shown @ w["telling"] + w["telling_bias"]
            begins = mentions.counts.cumsum() - mentions.counts
            powers = np.exp(telling - np.repeat(np.maximum.reduceat(telling, begins), mentions.counts))
            weights = powers / np.repeat(np.add.reduceat(powers, begins), mentions.counts)
            shown *= weights[:, None]
            hidden = np.add.reduceat(shown, begins)
        known = self._known(features)
        hidden += known[:, : hidden.shape[1]]
        result: Array = np.maximum(hidden, 0.0) @ w["out"] + w["out_bias"] + known[:, hidden.shape[1] :]
        return result

    def _known(self, features: Features) -> Array:
        """The summed weights (n, hidden + classes) of the features that this head knows; unknown ones weigh nothing."""
        table = self.arrays["features"]
        none = len(table) - 1
        counts = _counts(features) + 1
        names = chain.from_iterable(chain.from_iterable(zip(repeat(("",)), features, strict=False)))
        rows = np.fromiter(map(self.words.get, names, repeat(none)), np.intp, counts.sum())
        summed: Array = np.add.reduceat(table.take(rows, axis=0), counts.cumsum() - counts)
        return summed


def _counts(given: Sequence[Sequence[Any]]) -> Rows:
    """How many each has."""
    return np.fromiter(map(len, given), np.intp, len(given))


def _different(rows: Rows, count: int) -> tuple[Rows, Rows]:
    """The different ones of rows that lie below a count, and where among them each stands."""
    taken = np.zeros(count, np.bool_)
    taken[rows] = True
    return np.flatnonzero(taken), (taken.cumsum() - 1)[rows]


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
        by_task: dict[str, list[Asked]] = {}
        for number, question in asked:
            by_task.setdefault(question.task, []).append((number, question))
        named = (option.spans for _, question in asked for option in question.options)
        means = Means(self._read(text), chain((question.anchor for _, question in asked), chain.from_iterable(named)))
        found: dict[tuple[int, str], Answer] = {}
        for task, rows in by_task.items():
            found.update(self._task(task, rows, means))
        return found

    def _read(self, text: str) -> Vectors:
        """The vectors of a text; those of the last one are kept, for contacts and positions ask about the same."""
        if self._last is None or self._last[0] != text:
            self._last = text, Vectors(text, self._pieces, self._session)
        return self._last[1]

    def _task(self, task: str, rows: list[Asked], means: Means) -> Iterator[Answered]:
        if task not in WITHOUT_OPTIONS:
            yield from self._options(task, rows, means)
            return
        anchors = means.rows(question.anchor for _, question in rows)
        features = [question.features for _, question in rows]
        scores = self._heads[task].scores(means.vectors, anchors, None, features)
        for (number, _), row in zip(rows, _softmax(scores).tolist(), strict=True):
            yield (number, task), Answer(dict(zip(CLASSES[task], row, strict=True)))

    def _options(self, task: str, rows: list[Asked], means: Means) -> Iterator[Answered]:
        asked = [
            (number, question.anchor, options)
            for number, question in rows
            if (options := [option for option in question.options if option.spans])
        ]
        if not asked:
            return
        given = [option for _, _, options in asked for option in options]
        spans = [option.spans for option in given]
        mentions = Mentions(means.rows(chain.from_iterable(spans)), _counts(spans), _counts([o for _, _, o in asked]))
        anchors = means.rows(anchor for _, anchor, _ in asked)
        scores = self._heads[task].scores(means.vectors, anchors, mentions, [option.features for option in given])
        shares = iter(_softmax(scores).tolist())
        names = CLASSES[task]
        for number, _, options in asked:
            yield (
                (number, task),
                Answer(options={one.key: dict(zip(names, next(shares), strict=True)) for one in options}),
            )


WITHOUT_OPTIONS = frozenset({"accept", "kind", "status", "level", "directness"})


class Vectors:
    """The encoder's vectors of a text, and means over spans of it."""

    def __init__(self, text: str, pieces: Pieces, session: InferenceSession) -> None:
        numbers, spans = pieces.cut(text)
        self._starts = np.array([start for start, _ in spans])
        self._ends = np.array([end for _, end in spans])
        vectors = encode(numbers, session)
        self._sums = np.zeros((len(vectors) + 1, vectors.shape[1]), np.float32)
        np.cumsum(vectors, axis=0, out=self._sums[1:])

    def of(self, spans: Iterable[Span]) -> tuple[Array, dict[Span, int]]:
        """The mean vectors (n different spans, 384) of the word pieces that spans touch, and the row of each span."""
        place = {span: row for row, span in enumerate(dict.fromkeys(spans))}
        last = len(self._starts)
        first = np.minimum(np.searchsorted(self._ends, [start for start, _ in place], side="right"), last - 1)
        after = np.searchsorted(self._starts, [end for _, end in place], side="left")
        after = np.minimum(np.maximum(after, first + 1), last)
        means: Array = (self._sums[after] - self._sums[first]) / (after - first)[:, None].astype(np.float32)
        return means, place


class Means:
    """The mean vectors of all spans that are asked about at a time."""

    def __init__(self, vectors: Vectors, spans: Iterable[Span]) -> None:
        self.vectors, self._place = vectors.of(spans)

    def rows(self, spans: Iterable[Span]) -> Rows:
        """The row of each of these spans in `vectors`."""
        return np.fromiter(map(self._place.__getitem__, spans), np.intp)


def encode(ids: list[int], session: InferenceSession) -> Array:
    """The vectors of all word pieces; of a text in several windows each is taken from the one it stands deepest in."""
    parts: list[Array] = []
    windows = list(split(len(ids)))
    taken = 0
    for place, (first, last) in enumerate(windows):
        row = np.array([[START, *ids[first:last], END]], dtype=np.int64)
        (vectors,) = session.run(None, {"input_ids": row})
        until = last if place == len(windows) - 1 else (last + windows[place + 1][0]) // 2
        parts.append(vectors[0, 1 + taken - first : 1 + until - first].astype(np.float32, copy=False))
        taken = until
    return np.concatenate(parts) if len(parts) > 1 else parts[0]


def split(pieces: int) -> Iterator[tuple[int, int]]:
    """The windows, each from its first to after its last word piece, in which a text is read; as few as will do, and
    alike in length."""
    count = max(1, math.ceil((pieces - OVERLAP) / (WINDOW - OVERLAP)))
    bounds = [round(number * (pieces - OVERLAP) / count) for number in range(count + 1)]
    for first, after in pairwise(bounds):
        yield first, after + OVERLAP


def _softmax(scores: Array) -> Array:
    powers = np.exp(scores - scores.max(axis=1, keepdims=True))
    chances: Array = powers / powers.sum(axis=1, keepdims=True)
    return chances


@cache
def load_network() -> Network:
    """The shipped network, loaded once."""
    data = resources.files("communique.data")
    session = open_encoder(data.joinpath("network.onnx").read_bytes())
    words = data.joinpath("network_words.txt").read_text(encoding="utf-8").splitlines()
    with resources.as_file(data.joinpath("network_heads.npz")) as path:
        return Network(session, Pieces(words), read_heads(path))


def open_encoder(graph: bytes) -> InferenceSession:
    """The encoder of a graph, on one thread."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    return onnxruntime.InferenceSession(graph, options)


def read_heads(path: Path) -> dict[str, Head]:
    """The heads of a network, by task, from the file that training/network_files.py wrote."""
    with np.load(path) as file:
        stored: dict[str, Any] = {name: file[name] for name in file.files}
    heads = {}
    for task in CLASSES:
        names = json.loads(bytes(stored[f"{task}.words"]).decode("utf-8"))
        mine = {name.partition(".")[2]: array for name, array in stored.items() if name.startswith(f"{task}.")}
        arrays = {name: array.astype(np.float32) for name, array in mine.items() if name != "words"}
        heads[task] = Head({name: row for row, name in enumerate(names)}, arrays)
    return heads
