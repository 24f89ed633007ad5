"""Window layers: the same numbers as the library's, where they are of the kind that is known."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from spacy.ml.models.tok2vec import MaxoutWindowEncoder

from communique.reading.window_layers import TOGETHER, read_only


def make_layers(window: int, pieces: int) -> Any:
    """Two layers as spaCy makes them, with random weights."""
    model = MaxoutWindowEncoder(width=8, window_size=window, maxout_pieces=pieces, depth=2)
    model.initialize()
    random = np.random.default_rng(1)
    for node in model.walk():
        for name in node.param_names:
            node.set_param(name, random.normal(size=node.get_param(name).shape).astype(np.float32))
    return model


@pytest.mark.parametrize("pieces", [1, 2, 3])
@pytest.mark.parametrize("lengths", [[1], [5, 1, 3], [2, 0, 4], [TOGETHER, 3], [2 * TOGETHER + 1]])
def test_words_get_the_vectors_that_the_library_gives_them(pieces: int, lengths: list[int]) -> None:
    model = make_layers(1, pieces)
    random = np.random.default_rng(0)
    given = [random.normal(size=(length, 8)).astype(np.float32) for length in lengths]
    wanted = model.predict(given)
    read_only(model)
    assert any(node.name == "window_layer" for node in model.walk())
    for one, other in zip(model.predict(given), wanted, strict=True):
        assert one == pytest.approx(other, abs=1e-4)


def test_a_layer_that_sees_two_words_on_each_side_runs_as_it_is() -> None:
    model = make_layers(2, 3)
    read_only(model)
    assert not any(node.name == "window_layer" for node in model.walk())
