"""What a large model is asked about one article: the words, the schema of the answer, and the request's body."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from math import ceil
from typing import Any

from communique.data import load_toml
from communique.model.actors import Level
from communique.model.article import Article
from communique.model.findings import AgreementStatus, ContactKind, Directness, Issue, Stance, Status
from communique.settings import Reader

LETTERS = 3
"""Letters to a token at the least, for English; so an estimate is rather too high than too low."""

_NAME: dict[str, Any] = {"type": "string"}
_MAYBE: dict[str, Any] = {"type": ["string", "null"]}
_LIST: dict[str, Any] = {"type": "array", "items": _NAME}


def _word(kind: type[StrEnum]) -> dict[str, Any]:
    return {"type": "string", "enum": list(kind)}


ITEMS: dict[str, dict[str, dict[str, Any]]] = {
    "contacts": {
        "evidence": _LIST,
        "kind": _word(ContactKind),
        "parties": _LIST,
        "mediators": _LIST,
        "participants": _LIST,
        "level": _word(Level),
        "directness": _word(Directness),
        "date": _MAYBE,
        "place": _MAYBE,
        "status": _word(Status),
        "said_by": _MAYBE,
    },
    "positions": {
        "evidence": _NAME,
        "party": _NAME,
        "holder": _MAYBE,
        "issue": _word(Issue),
        "stance": _word(Stance),
        "about": _NAME,
        "condition": _MAYBE,
    },
    "agreements": {
        "evidence": _NAME,
        "parties": _LIST,
        "what": _NAME,
        "status": _word(AgreementStatus),
        "date": _MAYBE,
    },
    "proposals": {"evidence": _LIST, "proposer": _MAYBE, "name": _NAME, "terms": _LIST},
    "deadlines": {"evidence": _NAME, "what": _NAME, "date": _MAYBE},
}
"""The keys of each kind of item, all of which every item must have."""


class Form(StrEnum):
    """How a server is told the form of the answer, the strictest first; which of them it takes is found by asking."""

    SCHEMA = "json_schema"
    OBJECT = "json_object"
    WORDS = "words"


@dataclass(frozen=True, slots=True)
class Question:
    """One question: its messages, and the keys of the request that are the same however the form is told."""

    request: dict[str, Any]

    @property
    def key(self) -> str:
        """What stands for model, question, options and article together; answers are kept under it."""
        plain = json.dumps(self.request, sort_keys=True, ensure_ascii=True)
        return hashlib.sha256(plain.encode("ascii")).hexdigest()

    @property
    def tokens(self) -> int:
        """How many tokens are sent at the most, as estimated from the letters."""
        return tokens_of(sum(len(message["content"]) for message in self.request["messages"]))

    def body(self, form: Form) -> bytes:
        """The request as it is sent. The article cannot break out of its string, whatever it holds."""
        told: dict[str, Any] = {}
        if form is Form.SCHEMA:
            named = {"name": "findings", "strict": True, "schema": schema()}
            told = {"response_format": {"type": "json_schema", "json_schema": named}}
        elif form is Form.OBJECT:
            told = {"response_format": {"type": "json_object", "schema": schema()}}
        return json.dumps(self.request | told, ensure_ascii=True).encode("ascii")


def tokens_of(letters: int) -> int:
    """How many tokens so many letters are at the most.

    >>> tokens_of(10)
    4
    """
    return ceil(letters / LETTERS)


def ask_about(article: Article, settings: Reader) -> Question:
    """The question about one article, of which text and day of publication are sent."""
    words = load_toml("large_model")["question"]
    told = words["article"].replace("{published}", article.published_day or words["unknown_day"])
    messages = [
        {"role": "system", "content": instruction()},
        {"role": "user", "content": told.replace("{text}", article.text).strip()},
    ]
    request = {"model": settings.model, "messages": messages, "temperature": 0, "max_tokens": settings.answer_tokens}
    request |= settings.options
    return Question({key: value for key, value in request.items() if value != ""})


def most_letters(settings: Reader) -> int:
    """How long an article may be, in characters, that its question and answer keep to `article_tokens`."""
    around = len(instruction()) + len(load_toml("large_model")["question"]["article"]) + 20
    return max((settings.article_tokens - settings.answer_tokens) * LETTERS - around, 1)


def version() -> int:
    """The version of the question."""
    return int(load_toml("large_model")["question"]["version"])


@cache
def instruction() -> str:
    """What the model is told to do, in the words of the data."""
    text: str = load_toml("large_model")["question"]["instruction"]
    return text.replace("{issues}", ", ".join(Issue)).strip()


@cache
def schema() -> dict[str, Any]:
    """The JSON schema of an answer: closed vocabularies, every key required, no other keys."""
    return _object({kind: {"type": "array", "items": _object(fields)} for kind, fields in ITEMS.items()})


def _object(fields: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": fields, "required": list(fields), "additionalProperties": False}
