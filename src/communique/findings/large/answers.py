"""Answers as they came, each in a file of its own: what was paid for once is never asked again."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from communique.new_file import new_file


@dataclass(frozen=True, slots=True)
class Answer:
    """What a model answered: its words, whether they broke off at the limit, and the tokens that were counted."""

    content: str
    broke_off: bool
    tokens_in: int
    tokens_out: int


class Answers:
    """A folder of answers by key. Each file is written whole or not at all, so that a crash spoils none.

    Several processes may share a folder. A file that is damaged counts as not there.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def get(self, key: str) -> Answer | None:
        """The answer under a key; None where there is none, or none that can be read."""
        try:
            row = json.loads(self._file(key).read_bytes())
            found = Answer(row["content"], row["broke_off"], row["tokens_in"], row["tokens_out"])
        except (OSError, ValueError, KeyError, TypeError, RecursionError):
            return None
        types = (type(found.content), type(found.broke_off), type(found.tokens_in), type(found.tokens_out))
        return found if types == (str, bool, int, int) else None

    def keep(self, key: str, answer: Answer) -> bool:
        """Keep an answer; False where it cannot be written, which costs money later but nothing now."""
        file = self._file(key)
        try:
            file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            with new_file(file, private=True) as part:
                part.write_text(json.dumps(asdict(answer)), encoding="ascii")
        except OSError:
            return False
        return True

    def _file(self, key: str) -> Path:
        return self._folder / key[:2] / f"{key}.json"
