"""Teaches the slimmed network to answer as the teacher does, and takes the mean with what it was before.

    python -m training.teaching ANNOTATED.jsonl... --texts OTHER.jsonl... --teacher FOLDER --mpnet MPNET
        --full FULL --weights MINILM [--out DATA]

ANNOTATED are the articles that the teacher was fitted on, OTHER such of which only texts and questions are used, FULL
is the folder of the network before it was slimmed (`training/network.py`), DATA that of the slimmed one
(`training/slimming.py`), which is replaced. Method: distillation (Hinton et al. 2015) into the answers of the teacher,
mixed with the annotation's; two runs of different length and rate from the same start are averaged with the start
(Wortsman et al. 2022, "Robust fine-tuning of zero-shot models", "Model soups").
"""

from __future__ import annotations

import argparse
import math
import random
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import onnx
import torch
from torch.nn.functional import cross_entropy, kl_div

from training.encoder_graph import read_encoder
from training.network import examples_of, load_pieces
from training.network_data import DATA, read
from training.network_files import ENCODER, export, load
from training.network_items import Data, Prepared, prepare
from training.network_model import WEIGHTS, Net, Settings, batches
from training.slimming import FIRST, SOME, slim
from training.teacher import load_teacher


@dataclass(frozen=True, slots=True)
class Run:
    """One run of teaching: passes, the share of the teacher's answers in the loss, rates, share in the mean."""

    epochs: int
    taught: float
    heads: float
    encoder: float
    share: float


RUNS = (Run(4, 0.7, 5e-4, 1e-4, 0.3), Run(9, 0.8, 1e-3, 2.5e-4, 0.3))
Lesson = tuple[Prepared, dict[str, torch.Tensor], bool]
"""An article, the teacher's logarithms of probabilities by task, and whether its annotation counts too."""


@torch.no_grad()
def lessons(data: Data, prepared: Sequence[Prepared], known: int, teacher: Path, mpnet: Path) -> list[Lesson]:
    """What the teacher answers about each article; the first `known` are those whose annotation counts."""
    net, words = load_teacher(teacher, mpnet)
    pieces = load_pieces()
    found = []
    for number, ((row, examples), article) in enumerate(zip(data, prepared, strict=True)):
        told = net([prepare(row, examples, pieces, words)])
        answers = {task: torch.log_softmax(scores.float(), 1) for task, (scores, _) in told.items()}
        found.append((article, answers, number < known))
    return found


def teach(net: Net, taught: Sequence[Lesson], run: Run) -> None:
    """Fit the upper layers and the heads to the teacher's answers, and to the annotation where it counts."""
    encoder = [one for one in net.encoder.parameters() if one.requires_grad]
    groups = [{"params": encoder, "lr": run.encoder}, {"params": net.heads.parameters(), "lr": run.heads}]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.0)
    steps = run.epochs * math.ceil(len(taught) / net.settings.batch)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min(1.0, (step + 1) / (0.05 * steps)) * max(0.02, 1 - step / steps)
    )
    lesson = {id(article): (answers, counts) for article, answers, counts in taught}
    net.train()
    for epoch in range(run.epochs):
        begun, total = time.monotonic(), 0.0
        for batch in batches([article for article, _, _ in taught], net.settings.batch):
            loss = torch.zeros(())
            for task, (scores, items) in net(batch).items():
                wanted = torch.cat([lesson[id(a)][0][task] for a in batch if task in lesson[id(a)][0]])
                apart = kl_div(torch.log_softmax(scores, 1), wanted, log_target=True, reduction="batchmean")
                right = torch.tensor([item.right if lesson[id(batch[k])][1] else -1 for k, item in items])
                known = right >= 0
                off = cross_entropy(scores[known], right[known]) if known.any() else torch.zeros(())
                loss = loss + WEIGHTS.get(task, 1.0) * (run.taught * apart + (1 - run.taught) * off)
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            total += float(loss.detach()) * len(batch) / len(taught)
        print(f"  epoch {epoch + 1}: loss {total:.3f}, {time.monotonic() - begun:.0f} s", flush=True)
    net.eval()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("annotated", nargs="+", type=Path)
    parser.add_argument("--texts", nargs="*", default=[], type=Path)
    for name in ("teacher", "mpnet", "full", "weights"):
        parser.add_argument(f"--{name}", required=True, type=Path)
    parser.add_argument("--out", type=Path, default=DATA)
    options = parser.parse_args()
    torch.set_num_threads(1)
    annotated = examples_of(read(options.annotated))
    data: Data = [*annotated, *examples_of(read(options.texts))]
    net, words = load(options.full, options.weights, Settings(frozen=FIRST))
    pieces = load_pieces()
    articles = [prepare(row, examples, pieces, words) for row, examples in data]
    slim(net.eval(), articles[:: max(1, len(articles) // SOME)])  # for its shapes alone
    shipped = read_encoder(onnx.load(options.out / ENCODER))
    net.encoder.load_state_dict({name: torch.tensor(value) for name, value in shipped.items()})
    taught = lessons(data, articles, len(annotated), options.teacher, options.mpnet)
    start = {name: value.clone() for name, value in net.state_dict().items()}
    rest = 1 - sum(run.share for run in RUNS)
    mean = {name: rest * value for name, value in start.items()}
    for run in RUNS:
        torch.manual_seed(1)
        random.seed(1)
        net.load_state_dict(start)
        for article in articles:
            article.cache.clear()
        teach(net, taught, run)
        for name, value in net.state_dict().items():
            mean[name] = mean[name] + run.share * value
    net.load_state_dict(mean)
    export(net, words, options.out)


if __name__ == "__main__":
    main()
