"""The files of a network: written for onnxruntime and NumPy, and read again into PyTorch."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch

from communique.findings.network import read_heads
from training.encoder_graph import read_encoder, write_encoder
from training.network_items import Words
from training.network_model import Net, Settings

ENCODER, WEIGHTS_OF_HEADS = "network.onnx", "network_heads.npz"


def export(net: Net, words: Words, out: Path) -> None:
    """Write the encoder with 8-bit weights as `network.onnx`, and the heads as `network_heads.npz`."""
    export_encoder(net, out)
    arrays: dict[str, Any] = {}
    for task, head in net.heads.items():
        names = sorted(words[task], key=lambda name: words[task][name])
        arrays[f"{task}.words"] = np.frombuffer(json.dumps(names).encode("utf-8"), dtype=np.uint8)
        stored = {
            "anchor": head.anchor.weight.T, "anchor_bias": head.anchor.bias, "option": head.option.weight.T,
            "telling": head.telling.weight[0], "telling_bias": head.telling.bias, "embedded": head.embedded.weight,
            "wide": head.wide.weight, "out": head.out.weight.T, "out_bias": head.out.bias,
        }  # fmt: skip
        for name, tensor in stored.items():
            arrays[f"{task}.{name}"] = tensor.detach().numpy().astype(np.float16)
    np.savez_compressed(out / WEIGHTS_OF_HEADS, **arrays)


def export_encoder(net: Net, out: Path) -> None:
    """Write the encoder alone."""
    weights = {name: tensor.float().numpy() for name, tensor in net.encoder.state_dict().items()}
    config = net.encoder.config
    graph = write_encoder(weights, config.hidden_size // config.num_attention_heads)
    (out / ENCODER).write_bytes(graph.SerializeToString())


def load(folder: Path, weights: Path, settings: Settings) -> tuple[Net, Words]:
    """The network whose files lie in a folder, and the features that it knows; `weights` is MiniLM's folder."""
    heads = read_heads(folder / WEIGHTS_OF_HEADS)
    words = {task: head.words for task, head in heads.items()}
    net = Net(weights, words, settings)
    encoder = read_encoder(onnx.load(folder / ENCODER))
    net.encoder.load_state_dict({name: torch.tensor(value) for name, value in encoder.items()})
    for task, known in heads.items():
        head, arrays = net.heads[task], {name: torch.tensor(value) for name, value in known.arrays.items()}
        head.load_state_dict(
            {
                "anchor.weight": arrays["anchor"].T, "anchor.bias": arrays["anchor_bias"],
                "option.weight": arrays["option"].T, "telling.weight": arrays["telling"][None],
                "telling.bias": arrays["telling_bias"], "embedded.weight": arrays["embedded"],
                "wide.weight": arrays["wide"], "out.weight": arrays["out"].T, "out.bias": arrays["out_bias"],
            }
        )  # fmt: skip
    return net, words
