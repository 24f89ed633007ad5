"""The written encoder: the same function as BERT, for texts of any length, in steps that onnxruntime has everywhere."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

pytest.importorskip("onnx", reason="onnx is only needed to fit the network (training/README.md)")
import onnxruntime
from training.encoder_graph import in_whole_numbers, read_encoder, write_encoder

Array = NDArray[np.float32]
WIDTH, HEAD, WORDS, PLACES = 32, 8, 50, 40
LAYERS = [(4, 64), (2, 48)]
"""How many heads and how many inner numbers each layer has."""
ERF = np.vectorize(math.erf)


def make_weights(seed: int = 0) -> dict[str, Array]:
    """A small BERT with random weights."""
    random = np.random.default_rng(seed)
    shapes: dict[str, tuple[int, ...]] = {
        "embeddings.word_embeddings.weight": (WORDS, WIDTH),
        "embeddings.position_embeddings.weight": (PLACES, WIDTH),
        "embeddings.token_type_embeddings.weight": (2, WIDTH),
    }
    for layer, (heads, inner) in enumerate(LAYERS):
        products = {f"attention.self.{one}": (heads * HEAD, WIDTH) for one in ("query", "key", "value")}
        products |= {"attention.output.dense": (WIDTH, heads * HEAD), "intermediate.dense": (inner, WIDTH)}
        products |= {"output.dense": (WIDTH, inner)}
        shapes |= {f"encoder.layer.{layer}.{name}.weight": shape for name, shape in products.items()}
        shapes |= {f"encoder.layer.{layer}.{name}.bias": shape[:1] for name, shape in products.items()}
    weights = {name: random.normal(0, 0.3, shape).astype(np.float32) for name, shape in shapes.items()}
    layers = [f"encoder.layer.{n}.{part}output" for n in range(len(LAYERS)) for part in ("", "attention.")]
    for name in ["embeddings", *layers]:
        weights[f"{name}.LayerNorm.weight"] = random.normal(1, 0.1, WIDTH).astype(np.float32)
        weights[f"{name}.LayerNorm.bias"] = random.normal(0, 0.1, WIDTH).astype(np.float32)
    return weights


def bert(weights: Mapping[str, Array], pieces: list[int]) -> Array:
    """What BERT makes of word pieces, in whole precision."""

    def normalised(x: Array, name: str) -> Array:
        x = (x - x.mean(-1, keepdims=True)) / x.std(-1, keepdims=True)
        return x * weights[f"{name}.LayerNorm.weight"] + weights[f"{name}.LayerNorm.bias"]

    def product(x: Array, name: str) -> Array:
        return x @ weights[f"{name}.weight"].T + weights[f"{name}.bias"]

    def by_head(x: Array) -> Array:
        return x.reshape(len(pieces), -1, HEAD).transpose(1, 0, 2)

    tables = [weights[f"embeddings.{one}_embeddings.weight"] for one in ("word", "position", "token_type")]
    x = normalised(tables[0][pieces] + tables[1][: len(pieces)] + tables[2][0], "embeddings")
    for layer in range(len(LAYERS)):
        name = f"encoder.layer.{layer}"
        query, key, value = (by_head(product(x, f"{name}.attention.self.{one}")) for one in ("query", "key", "value"))
        powers = np.exp(query @ key.transpose(0, 2, 1) / math.sqrt(HEAD))
        seen = (powers / powers.sum(-1, keepdims=True) @ value).transpose(1, 0, 2).reshape(len(pieces), -1)
        x = normalised(x + product(seen, f"{name}.attention.output.dense"), f"{name}.attention.output")
        inner = product(x, f"{name}.intermediate.dense")
        inner = inner * (1 + ERF(inner / math.sqrt(2))) / 2
        x = normalised(x + product(inner, f"{name}.output.dense"), f"{name}.output")
    return x


def session_of(weights: Mapping[str, Array]) -> Any:
    return onnxruntime.InferenceSession(
        write_encoder(weights, HEAD).SerializeToString(), providers=["CPUExecutionProvider"]
    )


@pytest.mark.parametrize("length", [2, 3, 17, PLACES])
def test_the_encoder_computes_what_bert_does(length: int) -> None:
    weights = make_weights()
    pieces = np.random.default_rng(length).integers(0, WORDS, length).tolist()
    (found,) = session_of(weights).run(None, {"input_ids": np.array([pieces])})
    wanted = bert(weights, pieces)
    assert found.shape == (1, length, WIDTH)
    alike = (found[0] * wanted).sum(-1) / np.linalg.norm(found[0], axis=-1) / np.linalg.norm(wanted, axis=-1)
    assert alike.min() > 0.99


def test_a_written_encoder_is_read_again_as_near_as_it_is_stored() -> None:
    weights = make_weights()
    read = read_encoder(write_encoder(weights, HEAD))
    assert read.keys() == weights.keys()
    kinds = weights["embeddings.token_type_embeddings.weight"][0]
    for name, value in weights.items():
        added = kinds if "position_embeddings" in name else 0.0
        if "token_type" not in name:
            assert np.abs(read[name] - value - added).max() <= np.abs(value + added).max() / 100, name


def test_weights_in_whole_numbers_are_off_by_half_a_step_at_most() -> None:
    weight = make_weights()["encoder.layer.0.intermediate.dense.weight"].T
    whole, scale = in_whole_numbers(weight)
    assert whole.dtype == np.int8
    assert (np.abs(whole * scale - weight) <= scale / 2 * 1.001).all()


def test_an_output_without_weights_stays_zero() -> None:
    whole, scale = in_whole_numbers(np.zeros((3, 2), np.float32))
    assert not whole.any()
    assert np.isfinite(scale).all()
