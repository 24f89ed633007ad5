"""The teacher: a larger encoder with the network's heads, whose answers the network that ships is taught.

    python -m training.teacher ANNOTATED.jsonl... --weights MPNET [--out .training/teacher]

MPNET is the folder of all-mpnet-base-v2 (Apache-2.0; 768 numbers for each word piece, 12 layers), which is cut into the
same word pieces. Fitted as the network is, in five passes, the lower six layers frozen. Writes `teacher.pt`.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import torch
from transformers import MPNetModel

from training.network import examples_of, load_pieces
from training.network_data import DATA, read
from training.network_items import Words
from training.network_model import Net, Settings, fit

SETTINGS = Settings(layers=12, frozen=6, encoder_rate=4e-5)
FILE = "teacher.pt"


class Teacher(Net):
    """MPNet with the heads of the network; its word pieces are those of the network under other numbers."""

    def _encoder(self, weights: Path) -> torch.nn.Module:
        own = {piece: number for number, piece in enumerate(_lines(weights / "vocab.txt"))}
        marks = {"[CLS]": "<s>", "[SEP]": "</s>", "[PAD]": "<pad>", "[MASK]": "<mask>"}
        pieces = _lines(DATA / "network_words.txt")
        self._numbers = torch.tensor([own.get(marks.get(piece, piece), own["[UNK]"]) for piece in pieces])
        encoder = MPNetModel.from_pretrained(
            weights, add_pooling_layer=False, hidden_dropout_prob=0.0, attention_probs_dropout_prob=0.0
        )
        encoder.encoder.relative_attention_bias.requires_grad_(False)
        return encoder

    def _embedded(self, row: torch.Tensor) -> torch.Tensor:
        return super()._embedded(self._numbers[row])

    def _layers(self, hidden: torch.Tensor, mask: torch.Tensor, layers: slice) -> torch.Tensor:
        bias = self.encoder.encoder.compute_position_bias(hidden)
        for layer in self.encoder.encoder.layer[layers]:
            hidden = layer(hidden, mask, position_bias=bias)
            hidden = hidden[0] if isinstance(hidden, tuple) else hidden
        return hidden


def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines()


def load_teacher(folder: Path, weights: Path) -> tuple[Teacher, Words]:
    """The fitted teacher of a folder, and the features that it knows."""
    kept = torch.load(folder / FILE)
    teacher = Teacher(weights, kept["words"], SETTINGS)
    teacher.load_state_dict(kept["net"])
    return teacher.eval(), kept["words"]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("annotated", nargs="+", type=Path)
    parser.add_argument("--weights", required=True, type=Path)
    parser.add_argument("--out", type=Path, default=Path(".training/teacher"))
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    data = examples_of(read(options.annotated))
    teacher, words = fit(data, options.weights, load_pieces(), SETTINGS, Teacher)
    torch.save({"net": teacher.state_dict(), "words": words}, options.out / FILE)


if __name__ == "__main__":
    main()
