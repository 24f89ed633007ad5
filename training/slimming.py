"""Slims the network: its upper layers lose attention heads and inner numbers, and are taught to give what they gave.

    python -m training.slimming ANNOTATED.jsonl... --full FOLDER --weights MINILM [--work .training] [--out DATA]

FOLDER holds `network.onnx` and `network_heads.npz` of a network as `training/network.py` writes them, MINILM is the
folder of all-MiniLM-L6-v2. Of the articles only texts and questions are used, no answers. Writes `network.onnx` and
`network_heads.npz`, whose heads are those of FOLDER.

Method: heads and inner numbers are kept by what they add to a layer's output (the mean square over some articles;
after Michel et al. 2019, "Are Sixteen Heads Really Better than One?", and Hou et al. 2020, DynaBERT), then the layers
are fitted to the full network's vectors of all word pieces and to the answers that its heads draw from them
(distillation; Hinton et al. 2015), on articles as they are and with their states exchanged.
"""

from __future__ import annotations

import argparse
import math
import random
import shutil
import time
from collections.abc import Sequence
from pathlib import Path

import torch
from onnxruntime import InferenceSession
from torch.nn.functional import cosine_similarity, kl_div

from communique.findings.network import encode, open_encoder
from training.network import examples_of, load_pieces
from training.network_data import DATA, read
from training.network_files import ENCODER, WEIGHTS_OF_HEADS, export_encoder, load
from training.network_items import Data, Prepared, prepare
from training.network_model import Net, Settings, batches
from training.renaming import rename

FIRST = 2
"""The first layer that is slimmed; those below are frozen."""
HEADS, INNER = 6, 1024
"""How many attention heads (of 12) and inner numbers (of 1536) a slimmed layer keeps."""
ROUNDS = (6, 3e-4, 0.85), (4, 1.5e-4, 0.15)
"""Of each round the passes over the articles, the highest rate of learning, and its share in the mean of their ends."""
SOME = 100
"""So many articles tell which heads and inner numbers count."""
Taught = list[tuple[Prepared, torch.Tensor]]


def slim(net: Net, articles: Sequence[Prepared]) -> None:
    """Take away, in each layer from `FIRST` on, the heads and inner numbers that add least to its outputs."""
    layers = net.encoder.encoder.layer[FIRST:]
    width = net.encoder.config.hidden_size // net.encoder.config.num_attention_heads
    heads = _worth(net, articles, [layer.attention.output.dense for layer in layers], width)
    inner = _worth(net, articles, [layer.output.dense for layer in layers], 1)
    for layer, of_heads, of_inner in zip(layers, heads, inner, strict=True):
        attention, kept = layer.attention, of_heads.topk(HEADS).indices.sort().values
        rows = (kept[:, None] * width + torch.arange(width)).flatten()
        for name in ("query", "key", "value"):
            setattr(attention.self, name, _outputs(getattr(attention.self, name), rows))
        attention.self.num_attention_heads, attention.self.all_head_size = HEADS, len(rows)
        attention.output.dense = _inputs(attention.output.dense, rows)
        rows = of_inner.topk(INNER).indices.sort().values
        layer.intermediate.dense = _outputs(layer.intermediate.dense, rows)
        layer.output.dense = _inputs(layer.output.dense, rows)


@torch.no_grad()
def _worth(
    net: Net, articles: Sequence[Prepared], products: Sequence[torch.nn.Linear], width: int
) -> list[torch.Tensor]:
    """For each product, what each part of so many inputs adds to its outputs: the sum of squares over articles."""
    moments: dict[torch.nn.Module, torch.Tensor] = {}

    def note(product: torch.nn.Module, given: tuple[torch.Tensor, ...], _: torch.Tensor) -> None:
        parts = given[0].float().unflatten(-1, (-1, width)).flatten(0, 1)
        with torch.autocast("cpu", enabled=False):
            moments[product] = moments.get(product, torch.zeros(())) + torch.einsum("ngi,ngj->gij", parts, parts)

    hooks = [product.register_forward_hook(note) for product in products]
    for article in articles:
        net.vectors([article])
    for hook in hooks:
        hook.remove()
    weights = [product.weight.unflatten(1, (-1, width)) for product in products]
    return [
        torch.einsum("ogi,gij,ogj->g", weight, moments[product], weight)
        for weight, product in zip(weights, products, strict=True)
    ]


def lessons(full: InferenceSession, articles: Sequence[Prepared]) -> Taught:
    """Articles, each with the full encoder's vectors of its word pieces."""
    return [(article, torch.tensor(encode(article.numbers, full)).to(torch.float16)) for article in articles]


def _outputs(product: torch.nn.Linear, rows: torch.Tensor) -> torch.nn.Linear:
    return _product(product.weight[rows], product.bias[rows])


def _inputs(product: torch.nn.Linear, rows: torch.Tensor) -> torch.nn.Linear:
    return _product(product.weight[:, rows], product.bias)


def _product(weight: torch.Tensor, bias: torch.Tensor) -> torch.nn.Linear:
    made = torch.nn.Linear(weight.shape[1], weight.shape[0])
    made.load_state_dict({"weight": weight.detach().clone(), "bias": bias.detach().clone()})
    return made


def teach(net: Net, taught: Sequence[Taught], epochs: int, rate: float) -> None:
    """Fit the layers of a slimmed network to the vectors that the full one gave, and to the answers drawn from them.

    Each pass takes the next of the lists that are taught.
    """
    count = len(taught[0])
    parameters = [one for one in net.encoder.parameters() if one.requires_grad]
    optimizer = torch.optim.AdamW(parameters, lr=rate, weight_decay=0.0)
    steps = epochs * math.ceil(count / net.settings.batch)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min(1.0, (step + 1) / (0.03 * steps)) * max(0.02, 1 - step / steps)
    )
    for epoch in range(epochs):
        begun, alike = time.monotonic(), 0.0
        now = taught[epoch % len(taught)]
        wanted = {id(article): vectors for article, vectors in now}
        for batch in batches([article for article, _ in now], net.settings.batch):
            given, begins = net.vectors(batch)
            right = torch.cat([wanted[id(article)].float() for article in batch])
            off = ((given - right) ** 2).sum(1) / (right**2).sum(1)
            with torch.no_grad():
                answers = net.scores(batch, right, begins)
            told = net.scores(batch, given, begins)
            apart = sum(
                kl_div(torch.log_softmax(told[task][0], 1), torch.softmax(scores, 1), reduction="batchmean")
                for task, (scores, _) in answers.items()
            )
            optimizer.zero_grad()
            (2 * off.mean() + apart).backward()
            torch.nn.utils.clip_grad_norm_(parameters, 1.0)
            optimizer.step()
            schedule.step()
            alike += float(cosine_similarity(given, right).mean().detach()) * len(batch) / count
        print(f"  epoch {epoch + 1}: cosine {alike:.4f}, {time.monotonic() - begun:.0f} s", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("annotated", nargs="+", type=Path)
    parser.add_argument("--full", required=True, type=Path)
    parser.add_argument("--weights", required=True, type=Path)
    parser.add_argument("--out", type=Path, default=DATA)
    options = parser.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(1)
    random.seed(1)
    settings = Settings(frozen=FIRST)
    full = open_encoder((options.full / ENCODER).read_bytes())
    net, words = load(options.full, options.weights, settings)
    net.heads.requires_grad_(False)
    data: Data = examples_of(read(options.annotated))
    pieces = load_pieces()
    articles = [prepare(row, examples, pieces, words) for row, examples in data]
    renamed = [prepare(*rename(row, examples, settings.seed), pieces, words) for row, examples in data]
    slim(net.eval(), articles[:: max(1, len(articles) // SOME)])
    taught = [lessons(full, some) for some in (articles, renamed)]
    mean: dict[str, torch.Tensor] = {}
    for epochs, rate, share in ROUNDS:
        teach(net, taught, epochs, rate)
        for name, value in net.encoder.state_dict().items():
            mean[name] = mean.get(name, torch.zeros(())) + share * value
    net.encoder.load_state_dict(mean)
    export_encoder(net, options.out)
    if options.full.resolve() != options.out.resolve():
        shutil.copy(options.full / WEIGHTS_OF_HEADS, options.out)


if __name__ == "__main__":
    main()
