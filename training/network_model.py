"""The network in PyTorch: MiniLM with a head for each task, its fitting, its answers, and its export for onnxruntime.

Method: one encoder for all tasks. A head weighs the mean vector of the question's anchor, the mean vectors of an
option's mentions (by attention, so that the most telling one counts), and an embedding of the features that the rules
give; features have direct (linear) weights as well. The lower layers of the encoder are frozen and their output
kept, which halves the time; everything runs on one CPU thread in bfloat16. `communique/findings/network.py` computes
the same from the exported files.
"""

from __future__ import annotations

import math
import random
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from transformers import BertModel

from communique.findings.network import END, START, split
from communique.findings.pieces import Pieces
from communique.findings.questions import CLASSES, Answer
from training.network_items import Data, Item, Prepared, Words, prepare, vocabulary
from training.renaming import rename

HIDDEN = 64
WEIGHTS = {
    "party": 2.0,
    "hold": 1.5,
    "level": 0.7,
    "person": 0.7,
    "place": 0.7,
    "kind": 0.5,
    "speaker": 0.4,
    "directness": 0.3,
}
"""How much each task counts in the loss, where not 1."""


@dataclass(frozen=True, slots=True)
class Settings:
    """How the network is fitted."""

    layers: int = 6
    frozen: int = 3
    epochs: int = 5
    batch: int = 4
    encoder_rate: float = 1e-4
    head_rate: float = 1.5e-3
    wide_rate: float = 2e-2
    dropout: float = 0.3
    feature_dropout: float = 0.25
    seed: int = 1


class Head(torch.nn.Module):
    """The weights of one task."""

    def __init__(self, width: int, features: int, classes: int) -> None:
        super().__init__()
        self.anchor = torch.nn.Linear(width, HIDDEN)
        self.option = torch.nn.Linear(width, HIDDEN, bias=False)
        self.telling = torch.nn.Linear(HIDDEN, 1)
        self.embedded = torch.nn.EmbeddingBag(features + 1, HIDDEN, mode="sum")
        self.wide = torch.nn.EmbeddingBag(features + 1, classes, mode="sum")
        self.out = torch.nn.Linear(HIDDEN, classes)
        torch.nn.init.normal_(self.embedded.weight, std=0.05)
        torch.nn.init.zeros_(self.wide.weight)

    def forward(
        self,
        anchors: torch.Tensor,
        mentions: torch.Tensor | None,
        owner: torch.Tensor,
        features: tuple[torch.Tensor, torch.Tensor],
        dropout: float,
    ) -> torch.Tensor:
        """Scores (n questions or options, n classes); `owner` tells of which row each mention is."""
        hidden = self.anchor(anchors)
        if mentions is not None:
            of = hidden[owner]
            option = self.option(mentions)
            shown = torch.relu(of + option + of * option)
            telling = self.telling(shown).squeeze(1)
            highest = torch.zeros(len(anchors)).scatter_reduce(0, owner, telling.detach(), "amax", include_self=False)
            powers = torch.exp(telling - highest[owner])
            total = torch.zeros(len(anchors)).index_add(0, owner, powers)
            hidden = torch.zeros(len(anchors), HIDDEN).index_add(0, owner, (powers / total[owner]).unsqueeze(1) * shown)
        hidden = torch.relu(hidden + self.embedded(*features))
        scores: torch.Tensor = self.out(torch.nn.functional.dropout(hidden, dropout, self.training)) + self.wide(
            *features
        )
        return scores


class Net(torch.nn.Module):
    """The encoder and its heads."""

    def __init__(self, weights: Path, words: Words, settings: Settings) -> None:
        super().__init__()
        self.settings = settings
        self.encoder = self._encoder(weights)
        self.width: int = self.encoder.config.hidden_size
        self.heads = torch.nn.ModuleDict(
            {task: Head(self.width, len(words[task]), len(CLASSES[task])) for task in CLASSES}
        )
        self.encoder.embeddings.requires_grad_(False)
        for layer in self.encoder.encoder.layer[: settings.frozen]:
            layer.requires_grad_(False)

    def _encoder(self, weights: Path) -> torch.nn.Module:
        """The encoder that is fitted, from the folder of its weights."""
        return BertModel.from_pretrained(
            weights,
            num_hidden_layers=self.settings.layers,
            add_pooling_layer=False,
            attn_implementation="eager",
            hidden_dropout_prob=0.0,
            attention_probs_dropout_prob=0.0,
        )

    def _embedded(self, row: torch.Tensor) -> torch.Tensor:
        """What the encoder's first layer is given, for a row of numbers of word pieces."""
        embedded: torch.Tensor = self.encoder.embeddings(input_ids=row)
        return embedded

    def _layers(self, hidden: torch.Tensor, mask: torch.Tensor, layers: slice) -> torch.Tensor:
        for layer in self.encoder.encoder.layer[layers]:
            hidden = layer(hidden, attention_mask=mask)
            hidden = hidden[0] if isinstance(hidden, tuple) else hidden
        return hidden

    def _lower(self, article: Prepared, window: tuple[int, int]) -> torch.Tensor:
        if window not in article.cache:
            row = torch.tensor([[START, *article.numbers[slice(*window)], END]])
            with torch.no_grad(), torch.autocast("cpu", torch.bfloat16):
                hidden = self._embedded(row)
                mask = torch.zeros((1, 1, 1, row.shape[1]), dtype=torch.bfloat16)
                article.cache[window] = self._layers(hidden, mask, slice(self.settings.frozen))[0].to(torch.bfloat16)
        return article.cache[window]

    def vectors(self, articles: Sequence[Prepared]) -> tuple[torch.Tensor, list[int]]:
        """The vectors of all word pieces of several articles one after another, and where each article begins."""
        windows = [(k, window) for k, article in enumerate(articles) for window in split(len(article.numbers))]
        longest = max(last - first for _, (first, last) in windows) + 2
        hidden = torch.zeros((len(windows), longest, self.width), dtype=torch.bfloat16)
        mask = torch.full((len(windows), 1, 1, longest), -1e4, dtype=torch.bfloat16)
        for row, (k, window) in enumerate(windows):
            lower = self._lower(articles[k], window)
            hidden[row, : len(lower)] = lower
            mask[row, ..., : len(lower)] = 0.0
        with torch.autocast("cpu", torch.bfloat16):
            upper = self._layers(hidden, mask, slice(self.settings.frozen, None)).float()
        parts, begins, total = [], [], 0
        for k, article in enumerate(articles):
            begins.append(total)
            total += len(article.numbers)
            mine = [(row, window) for row, (owner, window) in enumerate(windows) if owner == k]
            taken = 0
            for place, (row, (first, last)) in enumerate(mine):
                until = last if place == len(mine) - 1 else (last + mine[place + 1][1][0]) // 2
                parts.append(upper[row, 1 + taken - first : 1 + until - first])
                taken = until
        return torch.cat(parts), begins

    def forward(self, articles: Sequence[Prepared]) -> dict[str, tuple[torch.Tensor, list[tuple[int, Item]]]]:
        """The scores of all items by task, with the place of each item's article."""
        return self.scores(articles, *self.vectors(articles))

    def scores(
        self, articles: Sequence[Prepared], vectors: torch.Tensor, begins: Sequence[int]
    ) -> dict[str, tuple[torch.Tensor, list[tuple[int, Item]]]]:
        """The same, of vectors of the articles' word pieces, of which each article has those from where it begins."""
        sums = torch.cat([torch.zeros(1, vectors.shape[1]), vectors.cumsum(0)])

        def means(spans: list[tuple[int, int]]) -> torch.Tensor:
            first, last = torch.tensor([s[0] for s in spans]), torch.tensor([s[1] for s in spans])
            return (sums[last] - sums[first]) / (last - first).unsqueeze(1)

        found = {}
        for task, head in self.heads.items():
            items = [(k, item) for k, article in enumerate(articles) for item in article.items.get(task, [])]
            if items:
                shift = [(begins[k], item) for k, item in items]
                anchors = means([(item.anchor[0] + b, item.anchor[1] + b) for b, item in shift])
                spans = [(m[0] + b, m[1] + b) for b, item in shift for m in item.mentions]
                owner = torch.tensor(
                    [place for place, (_, item) in enumerate(shift) for _ in item.mentions], dtype=torch.long
                )
                scores = head(anchors, means(spans) if spans else None, owner, self._bags(items), self.settings.dropout)
                found[task] = scores, items
        return found

    def _bags(self, items: Sequence[tuple[int, Item]]) -> tuple[torch.Tensor, torch.Tensor]:
        numbers: list[int] = []
        begins = []
        for _, item in items:
            begins.append(len(numbers))
            numbers += [
                n for n in item.features if not self.training or random.random() >= self.settings.feature_dropout
            ]
        return torch.tensor(numbers, dtype=torch.long), torch.tensor(begins)


def fit(
    data: Data, weights: Path, pieces: Pieces, settings: Settings, kind: type[Net] | None = None
) -> tuple[Net, Words]:
    """The network, of this kind, fitted on annotated examples, and the features that it knows."""
    torch.set_num_threads(1)
    torch.manual_seed(settings.seed)
    random.seed(settings.seed)
    words = vocabulary(data)
    articles = [prepare(row, examples, pieces, words) for row, examples in data]
    renamed = [prepare(*rename(row, examples, settings.seed), pieces, words) for row, examples in data]
    net = (kind or Net)(weights, words, settings)
    optimizer = _optimizer(net, settings)
    steps = settings.epochs * math.ceil(len(articles) / settings.batch)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min(1.0, (step + 1) / (0.1 * steps)) * max(0.02, 1 - step / steps)
    )
    net.train()
    for epoch in range(settings.epochs):
        begun, total = time.monotonic(), 0.0
        for batch in batches(renamed if epoch % 2 == 0 else articles, settings.batch):
            losses = [_loss(task, scores, items) for task, (scores, items) in net(batch).items()]
            loss = torch.stack([one for one in losses if one is not None]).sum()
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            total += float(loss.detach())
        print(
            f"  epoch {epoch + 1}: loss {total * settings.batch / len(articles):.3f}, {time.monotonic() - begun:.0f} s",
            flush=True,
        )
    return net, words


def _optimizer(net: Net, settings: Settings) -> torch.optim.Optimizer:
    """AdamW; the weights of features learn faster than those of words, and the encoder slowest."""
    wide = [p for head in net.heads.values() for p in head.wide.parameters()]
    embedded = [p for head in net.heads.values() for p in head.embedded.parameters()]
    special = {id(p) for p in wide + embedded}
    groups = [
        {
            "params": [p for p in net.encoder.parameters() if p.requires_grad],
            "lr": settings.encoder_rate,
            "weight_decay": 0.01,
        },
        {
            "params": [p for p in net.heads.parameters() if id(p) not in special],
            "lr": settings.head_rate,
            "weight_decay": 0.01,
        },
        {"params": wide, "lr": settings.wide_rate, "weight_decay": 0.1},
        {"params": embedded, "lr": settings.wide_rate / 3, "weight_decay": 0.1},
    ]
    return torch.optim.AdamW(groups)


def _loss(task: str, scores: torch.Tensor, items: Sequence[tuple[int, Item]]) -> torch.Tensor | None:
    right = torch.tensor([item.right for _, item in items])
    if not (right >= 0).any():
        return None
    return WEIGHTS.get(task, 1.0) * torch.nn.functional.cross_entropy(scores, right, ignore_index=-1)


def batches(articles: Sequence[Prepared], size: int) -> list[list[Prepared]]:
    """Batches in random order, each of articles of like length."""
    order = random.sample(range(len(articles)), len(articles))
    chunks = [
        sorted(order[i : i + size * 8], key=lambda k: len(articles[k].numbers)) for i in range(0, len(order), size * 8)
    ]
    batches = [[articles[k] for k in chunk[i : i + size]] for chunk in chunks for i in range(0, len(chunk), size)]
    return random.sample(batches, len(batches))


@torch.no_grad()
def answer(net: Net, words: Words, pieces: Pieces, data: Data) -> dict[str, dict[tuple[int, str], Answer]]:
    """The network's answers about articles, by the id of each."""
    net.eval()
    found: dict[str, dict[tuple[int, str], Answer]] = {}
    for row, examples in data:
        mine = found.setdefault(row["id"], {})
        for task, (scores, items) in net([prepare(row, examples, pieces, words)]).items():
            for chances, (_, item) in zip(torch.softmax(scores, 1).tolist(), items, strict=True):
                number, key = item.source
                classes = dict(zip(CLASSES[task], chances, strict=True))
                if key:
                    mine.setdefault((number, task), Answer()).options[key] = classes
                else:
                    mine[number, task] = Answer(classes)
    return found
