"""The encoder as onnxruntime runs it: a BERT for one text at a time, written step by step, with 8-bit weights.

What PyTorch would export is the same function in six hundred steps. Written by hand it has a hundred, and is faster:

- There is no mask, for one text alone is never padded, and lengths are worked out once.
- The three products of self-attention are one, and attention is one step that never writes its whole square down.
- A sum and its normalisation stay two steps. Of an `Add` onnxruntime would make one of both, which takes four times as
  long; a `Sum` it leaves alone.
- What goes into a product is stored in 8 bits by its own range. The first piece, `[CLS]`, whose numbers in the inner
  layers are forty times those of words, goes through them by itself; else words would share the few steps left to them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

Array = NDArray[Any]
CONTRIB = "com.microsoft"
"""The domain of onnxruntime's own steps; every build of it for processors has them."""
STEPS = 127
"""The largest stored weight."""
EPSILON = 1e-12


def write_encoder(weights: Mapping[str, Array], head: int) -> onnx.ModelProto:
    """The graph of a BERT, from `input_ids` (1, pieces) to `vectors` (1, pieces, width).

    `weights` has the names of the state of transformers' BertModel, `head` is the width of an attention head; layers
    may differ in how many heads and inner numbers they have.
    """
    return _Encoder(weights, head).write()


def read_encoder(model: onnx.ModelProto) -> dict[str, Array]:
    """The weights of a graph that `write_encoder` wrote, as near as they are stored, by the names it was given them."""
    stored = {one.name: numpy_helper.to_array(one) for one in model.graph.initializer}
    found: dict[str, Array] = {}
    for name, value in stored.items():
        whole = name.removesuffix(".weight")
        if name.startswith("embeddings.") and f"{name}.scale" in stored:
            found[name] = (value.astype(np.float32) - stored[f"{name}.zero"]) * stored[f"{name}.scale"]
        elif value.dtype == np.int8:
            found[name] = (value.astype(np.float32) * stored[f"{whole}.scale"]).T
        elif name.endswith((".weight", ".bias")):
            found[name] = value
    for name in [name for name in found if ".query.and." in name]:
        parts = np.split(found.pop(name), 3)
        for one, part in zip(("query", "key", "value"), parts, strict=True):
            found[name.replace("query.and", one)] = part
    kinds = "embeddings.token_type_embeddings.weight"
    found[kinds] = np.zeros((2, found["embeddings.word_embeddings.weight"].shape[1]), np.float32)
    return found


def in_whole_numbers(weight: Array) -> tuple[Array, Array]:
    """A weight (inputs, outputs) in whole numbers from -127 to 127, and the scale of each output."""
    scale = np.abs(weight).max(axis=0) / STEPS
    scale[scale == 0] = 1.0
    return np.round(weight / scale).astype(np.int8), scale.astype(np.float32)


class _Encoder:
    def __init__(self, weights: Mapping[str, Array], head: int) -> None:
        self._weights, self._head = weights, head
        self._width = weights["embeddings.LayerNorm.weight"].shape[0]
        self._layers = 1 + max(int(name.split(".")[2]) for name in weights if name.startswith("encoder.layer."))
        self._nodes: list[onnx.NodeProto] = []
        self._constants: dict[str, onnx.TensorProto] = {}

    def write(self) -> onnx.ModelProto:
        vectors = self._normalised(self._embedded(), "embeddings.LayerNorm")
        for number in range(self._layers):
            vectors = self._layer(vectors, f"encoder.layer.{number}")
        self._nodes.append(helper.make_node("Identity", [vectors], ["vectors"]))
        graph = helper.make_graph(
            self._nodes,
            "encoder",
            [helper.make_tensor_value_info("input_ids", TensorProto.INT64, [1, "pieces"])],
            [helper.make_tensor_value_info("vectors", TensorProto.FLOAT, [1, "pieces", self._width])],
            list(self._constants.values()),
        )
        domains = [helper.make_opsetid("", 17), helper.make_opsetid(CONTRIB, 1)]
        return helper.make_model(graph, opset_imports=domains, ir_version=8, producer_name="communique")

    def _embedded(self) -> str:
        """The sum of what stands for each piece and what stands for its place, both stored in 8 bits."""
        words, *scaled = self._stored("embeddings.word_embeddings.weight", 0.0)
        pieces = self._step("DequantizeLinear", [self._step("Gather", [words, "input_ids"]), *scaled])
        kind = self._weights["embeddings.token_type_embeddings.weight"][0]
        places, *scaled = self._stored("embeddings.position_embeddings.weight", kind)
        count = self._step("Shape", ["input_ids"], start=1, end=2)
        taken = self._step("Slice", [places, self._whole(0), count, self._whole(0)])
        return self._step("Add", [pieces, self._step("DequantizeLinear", [taken, *scaled])])

    def _stored(self, name: str, added: Array | float) -> tuple[str, str, str]:
        table = self._weights[name] + added
        scale = np.float32((table.max() - table.min()) / 255)
        zero = np.uint8(np.clip(np.round(-table.min() / scale), 0, 255))
        stored = np.clip(np.round(table / scale) + zero, 0, 255).astype(np.uint8)
        return (
            self._constant(name, stored),
            self._constant(f"{name}.scale", scale),
            self._constant(f"{name}.zero", zero),
        )

    def _layer(self, vectors: str, name: str) -> str:
        asked = [f"{name}.attention.self.{one}" for one in ("query", "key", "value")]
        width = len(self._weights[f"{asked[0]}.bias"])
        parts = self._constant(f"parts.{width}", np.array([width] * 3))
        split = self._steps("Split", [self._product(vectors, *asked), parts], 3, axis=-1)
        seen = self._step("MultiHeadAttention", split, CONTRIB, num_heads=width // self._head)
        vectors = self._added(vectors, self._product(seen, f"{name}.attention.output.dense"), f"{name}.attention")
        return self._added(vectors, self._inner(vectors, name), name)

    def _inner(self, vectors: str, name: str) -> str:
        """The two inner products of a layer, of the first piece and of all others."""
        ends = self._whole(0), self._whole(1), self._whole(np.iinfo(np.int64).max)
        found = []
        for first, last in (ends[:2], ends[1:]):
            some = self._step("Slice", [vectors, first, last, self._whole(1)])
            some = self._step("Gelu", [self._product(some, f"{name}.intermediate.dense")], CONTRIB)
            found.append(self._product(some, f"{name}.output.dense"))
        return self._step("Concat", found, axis=1)

    def _product(self, vectors: str, *names: str) -> str:
        """The product with weights and the sum with biases, those of several names side by side."""
        key = names[0] if len(names) == 1 else f"{names[0]}.and"
        whole, scale = in_whole_numbers(np.concatenate([self._weights[f"{name}.weight"].T for name in names], axis=1))
        bias = np.concatenate([self._weights[f"{name}.bias"] for name in names])
        given = [self._constant(f"{key}.weight", whole), self._constant(f"{key}.scale", scale), ""]
        return self._step("DynamicQuantizeMatMul", [vectors, *given, self._constant(f"{key}.bias", bias)], CONTRIB)

    def _added(self, one: str, other: str, name: str) -> str:
        return self._normalised(self._step("Sum", [other, one]), f"{name}.output.LayerNorm")

    def _normalised(self, vectors: str, name: str) -> str:
        given = [self._constant(f"{name}.{part}", self._weights[f"{name}.{part}"]) for part in ("weight", "bias")]
        return self._step("LayerNormalization", [vectors, *given], axis=-1, epsilon=EPSILON)

    def _constant(self, name: str, value: Array | np.generic) -> str:
        """The name of a constant, which is stored once."""
        if name not in self._constants:
            self._constants[name] = numpy_helper.from_array(np.asarray(value), name)
        return name

    def _whole(self, number: int) -> str:
        return self._constant(f"whole.{number}", np.array([number], dtype=np.int64))

    def _step(self, kind: str, given: list[str], domain: str = "", **attributes: Any) -> str:
        (found,) = self._steps(kind, given, 1, domain, **attributes)
        return found

    def _steps(self, kind: str, given: list[str], count: int, domain: str = "", **attributes: Any) -> list[str]:
        """The names of what a step gives."""
        name = f"{kind}.{len(self._nodes)}"
        found = [f"{name}.{place}" for place in range(count)]
        self._nodes.append(helper.make_node(kind, given, found, name=name, domain=domain, **attributes))
        return found
