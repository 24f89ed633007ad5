"""The network: long texts are read whole, spans find their vectors, heads compute what they say, answers are stable."""

from __future__ import annotations

from itertools import pairwise
from typing import Any, cast

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from communique.findings.network import (
    END,
    OVERLAP,
    START,
    WINDOW,
    WITHOUT_OPTIONS,
    Head,
    Mentions,
    Network,
    Vectors,
    load_network,
    split,
)
from communique.findings.pieces import UNKNOWN, Pieces
from communique.findings.questions import CLASSES, Option, Question
from communique.model.findings import Span

WORDS = [UNKNOWN, "the", "talk", "##s", "end", "soon", "."]
PIECES = Pieces(WORDS)
WIDTH, HIDDEN = 2, 3


class Session:
    """Stands for the encoder: a piece's vector is its number and its place in the window."""

    def __init__(self) -> None:
        self.windows: list[list[int]] = []

    def run(self, _: None, inputs: dict[str, NDArray[np.int64]]) -> list[NDArray[np.float32]]:
        (row,) = inputs["input_ids"]
        self.windows.append(row.tolist())
        return [np.stack([row, np.arange(len(row))], axis=1)[None].astype(np.float32)]


def of(found: Vectors, spans: list[Span]) -> NDArray[np.float32]:
    """The vector of each span, one row for each, the same spans again."""
    means, place = found.of(spans)
    return means[[place[span] for span in spans]]


def vectors(text: str, session: Session | None = None) -> Vectors:
    return Vectors(text, PIECES, cast(Any, session or Session()))


def make_head(classes: int, names: tuple[str, ...] = ("near", "far"), seed: int = 0) -> Head:
    """A head of the shapes of the shipped ones, with small random weights."""
    random = np.random.default_rng(seed)
    shapes: dict[str, tuple[int, ...]] = {
        "anchor": (WIDTH, HIDDEN), "anchor_bias": (HIDDEN,), "option": (WIDTH, HIDDEN), "telling": (HIDDEN,),
        "telling_bias": (1,), "embedded": (len(names) + 1, HIDDEN), "wide": (len(names) + 1, classes),
        "out": (HIDDEN, classes), "out_bias": (classes,),
    }  # fmt: skip
    arrays = {name: random.normal(size=shape).astype(np.float32) for name, shape in shapes.items()}
    return Head({name: row for row, name in enumerate(names)}, arrays)


def tiny_network() -> Network:
    heads = {task: make_head(len(classes)) for task, classes in CLASSES.items()}
    return Network(cast(Any, Session()), PIECES, heads)


# Windows


@given(st.integers(0, 5_000))
def test_the_windows_cover_every_piece_and_overlap(pieces: int) -> None:
    windows = list(split(pieces))
    assert windows[0][0] == 0
    assert windows[-1][1] == pieces
    assert all(last - first <= WINDOW for first, last in windows)
    for (_, last), (first, _) in pairwise(windows):
        assert last - first == OVERLAP
    widths = [last - first for first, last in windows]
    assert max(widths) - min(widths) <= 1
    assert pieces <= WINDOW or (len(windows) - 1) * (WINDOW - OVERLAP) + OVERLAP < pieces


@pytest.mark.parametrize("pieces", [0, 1, WINDOW - 1, WINDOW])
def test_a_text_that_fits_is_read_in_one_window(pieces: int) -> None:
    assert list(split(pieces)) == [(0, pieces)]


@pytest.mark.parametrize("length", [1, WINDOW, WINDOW + 1, 2 * WINDOW - OVERLAP, 2 * WINDOW - OVERLAP + 1, 2_000])
def test_every_piece_of_a_text_of_any_length_has_its_own_vector(length: int) -> None:
    names = [WORDS[1 + place % 5].removeprefix("##") for place in range(length)]
    known = Pieces([*WORDS, "s"])
    text = " ".join(names)
    numbers, spans = known.cut(text)
    assert len(numbers) == length
    found = of(Vectors(text, known, cast(Any, Session())), spans)
    assert found[:, 0].round().tolist() == pytest.approx(numbers, abs=0.51)


def test_a_piece_of_two_windows_is_taken_where_it_has_most_around_it() -> None:
    length = 2 * WINDOW - OVERLAP
    text = "the " * length
    places = of(vectors(text), [(4 * n, 4 * n + 3) for n in range(length)])[:, 1]
    around = [min(round(float(place)), WINDOW + 1 - round(float(place))) for place in places]
    for number, depth in enumerate(around):
        offered = [min(1 + number - f, last - number) for f, last in split(length) if f <= number < last]
        assert depth >= max(offered) - 1


def test_the_marks_of_beginning_and_end_stand_around_each_window() -> None:
    session = Session()
    vectors("the " * (WINDOW + 1), session)
    assert len(session.windows) == 2
    assert all(row[0] == START and row[-1] == END for row in session.windows)


# Vectors of spans


MEANS = [
    ((0, 3), [1.0, 1.0]),
    ((4, 9), [2.5, 2.5]),
    ((4, 8), [2.0, 2.0]),
    ((0, 14), [(1 + 2 + 3 + 4 + 6) / 5, 3.0]),
    ((6, 7), [2.0, 2.0]),
]


@pytest.mark.parametrize(("span", "mean"), MEANS, ids=[str(span) for span, _ in MEANS])
def test_the_vector_of_a_span_is_the_mean_of_the_pieces_that_it_touches(span: Span, mean: list[float]) -> None:
    (found,) = of(vectors("the talks end."), [span])
    assert found.tolist() == pytest.approx(mean)


@given(st.integers(0, 40), st.integers(0, 40))
def test_a_span_anywhere_has_a_vector(start: int, length: int) -> None:
    found = of(vectors("the talks  end. "), [(start, start + length)])
    assert found.shape == (1, WIDTH)
    assert np.isfinite(found).all()


# Heads


def plainly(head: Head, anchors: Any, mentions: list[Any], owners: list[int], features: list[list[str]]) -> list[Any]:
    """The scores of a head by its definition, one row, mention and number after another."""
    w, rows = head.arrays, []
    for place, anchor in enumerate(anchors):
        hidden = anchor @ w["anchor"] + w["anchor_bias"]
        if mentions:
            shown = []
            for mention, owner in zip(mentions, owners, strict=True):
                if owner == place:
                    option = mention @ w["option"]
                    shown.append(np.maximum(hidden + option + hidden * option, 0))
            powers = [float(np.exp(one @ w["telling"] + w["telling_bias"][0])) for one in shown]
            hidden = sum(power / sum(powers) * one for power, one in zip(powers, shown, strict=True))
        known = [head.words[name] for name in features[place] if name in head.words]
        hidden = hidden + sum((w["embedded"][row] for row in known), np.zeros(HIDDEN))
        wide = sum((w["wide"][row] for row in known), np.zeros(len(w["out_bias"])))
        rows.append(np.maximum(hidden, 0) @ w["out"] + w["out_bias"] + wide)
    return rows


def shown(rows: list[list[int]], options: list[int]) -> Mentions:
    """The rows of each option's mentions, where each question has so many options."""
    return Mentions(np.concatenate(rows), np.array([len(one) for one in rows]), np.array(options))


@pytest.mark.parametrize("seed", range(5))
def test_a_head_scores_questions_without_options_by_its_definition(seed: int) -> None:
    head = make_head(4, seed=seed)
    anchors = np.random.default_rng(seed + 50).normal(size=(3, WIDTH)).astype(np.float32)
    features = [["near"], ["far", "near", "never seen"], []]
    found = head.scores(anchors, np.arange(3), None, features)
    assert found.shape == (3, 4)
    np.testing.assert_allclose(found, plainly(head, anchors, [], [], features), rtol=1e-4, atol=1e-5)


@pytest.mark.parametrize("seed", range(5))
def test_a_head_weighs_the_mentions_of_each_option_by_its_definition(seed: int) -> None:
    head = make_head(3, seed=seed)
    random = np.random.default_rng(seed + 50)
    anchors = random.normal(size=(3, WIDTH)).astype(np.float32)
    mentions = random.normal(size=(6, WIDTH)).astype(np.float32)
    owners, features = [0, 0, 0, 1, 2, 2], [["far"], [], ["near"]]
    given_mentions = shown([[3, 4, 5], [6], [7, 8]], [1, 1, 1])
    found = head.scores(np.concatenate([anchors, mentions]), np.arange(3), given_mentions, features)
    np.testing.assert_allclose(found, plainly(head, anchors, list(mentions), owners, features), rtol=1e-4, atol=1e-5)


def test_an_option_is_scored_alike_whatever_others_are_asked_with_it() -> None:
    head = make_head(3)
    random = np.random.default_rng(9)
    anchors = random.normal(size=(2, WIDTH)).astype(np.float32)
    mentions = random.normal(size=(3, WIDTH)).astype(np.float32)
    rows = np.concatenate([anchors, mentions])
    all_three = head.scores(rows, np.arange(2), shown([[2, 3], [4], [3, 3]], [2, 1]), [["near"], ["far"], []])
    alone = head.scores(rows[[0, 2, 3]], np.arange(1), shown([[1, 2]], [1]), [["near"]])
    np.testing.assert_allclose(all_three[:1], alone, rtol=1e-4, atol=1e-5)
    alone = head.scores(rows[[1, 3]], np.arange(1), shown([[1, 1]], [1]), [[]])
    np.testing.assert_allclose(all_three[2:], alone, rtol=1e-4, atol=1e-5)


# Answers

TEXT = "the talks end soon."


def test_each_class_of_a_question_has_its_probability() -> None:
    answers = tiny_network().answer(TEXT, [(3, Question("status", (4, 9), ("near",)))])
    assert set(answers) == {(3, "status")}
    assert tuple(answers[3, "status"].classes) == CLASSES["status"]
    assert sum(answers[3, "status"].classes.values()) == pytest.approx(1, abs=1e-5)


def test_each_option_has_the_probabilities_of_its_classes() -> None:
    options = (Option("NOR", ((0, 3), (10, 13))), Option("TCD", ((14, 18),), ("near",)))
    answers = tiny_network().answer(TEXT, [(0, Question("party", (4, 9), (), options))])
    assert list(answers[0, "party"].options) == ["NOR", "TCD"]
    for chances in answers[0, "party"].options.values():
        assert tuple(chances) == CLASSES["party"]
        assert sum(chances.values()) == pytest.approx(1, abs=1e-5)


def test_options_that_stand_nowhere_are_left_out() -> None:
    options = (Option("NOR", ()), Option("TCD", ((14, 18),)))
    asked = [(0, Question("party", (4, 9), (), options)), (1, Question("party", (4, 9), (), options[:1]))]
    answers = tiny_network().answer(TEXT, [*asked, (2, Question("date", (4, 9)))])
    assert set(answers) == {(0, "party")}
    assert list(answers[0, "party"].options) == ["TCD"]
    assert answers[0, "party"].chance("NOR", "party") == 0.0


def test_no_questions_need_no_reading() -> None:
    session = Session()
    assert Network(cast(Any, session), PIECES, {}).answer(TEXT, []) == {}
    assert not session.windows


def test_a_text_is_encoded_once_for_several_rounds_of_questions() -> None:
    session = Session()
    network = Network(cast(Any, session), PIECES, {"kind": make_head(len(CLASSES["kind"]))})
    for text, count in ((TEXT, 1), (TEXT, 1), (TEXT + " soon", 2)):
        network.answer(text, [(0, Question("kind", (4, 9)))])
        assert len(session.windows) == count


# The network that ships


ASKED = [
    (0, Question("accept", (11, 14))),
    (0, Question("party", (11, 14), (), (Option("one", ((0, 10),)), Option("two", ((15, 21),))))),
]
MET = "The envoys met rivals in the capital."


def test_the_shipped_network_has_a_head_for_every_task_that_is_asked() -> None:
    network = load_network()
    assert set(network._heads) == set(CLASSES)
    for task, head in network._heads.items():
        assert head.arrays["out_bias"].shape == (len(CLASSES[task]),)
        assert len(head.arrays["embedded"]) > max(head.words.values(), default=0)
    assert set(CLASSES) >= WITHOUT_OPTIONS


def test_the_shipped_vocabulary_has_the_marks_at_their_numbers() -> None:
    numbers = load_network()._pieces._numbers
    assert (numbers["[CLS]"], numbers["[SEP]"], numbers[UNKNOWN]) == (START, END, 100)


def test_the_shipped_network_gives_the_same_answers_for_the_same_text() -> None:
    network = load_network()
    first = network.answer(MET, ASKED)
    network.answer("Nothing happened.", [(0, Question("accept", (0, 7)))])
    assert network.answer(MET, ASKED) == first


def test_an_article_longer_than_a_window_is_answered_to_its_end() -> None:
    text = "Delegates argued about fish, timber and the price of salt. " * 60 + MET
    start = text.rindex("met")
    assert len(load_network()._pieces.cut(text)[0]) > WINDOW
    answers = load_network().answer(text, [(7, Question("accept", (start, start + 3)))])
    assert sum(answers[7, "accept"].classes.values()) == pytest.approx(1, abs=1e-5)


@pytest.mark.parametrize("text", ["", " ", "\x00", "…"])
def test_a_text_without_words_does_not_fail(text: str) -> None:
    answers = load_network().answer(text, [(0, Question("accept", (0, 1)))])
    assert sum(answers[0, "accept"].classes.values()) == pytest.approx(1, abs=1e-5)
