"""The server of a large model on loopback, which answers as it is told, and items as such a model would write them."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from clocks import TurnedClock
from communique.findings.large.finder import LargeModel, make_large_model
from communique.settings import Settings
from servers import Site

Reply = tuple[int, dict[str, str], bytes]
TEXT = (
    "Foreign ministers Ana Quispe of Peru and Luis Mora of Ecuador met in Quito on Tuesday, officials said. "
    "Peru demands the withdrawal of all patrols from the Cordillera. "
    'Ecuador "will not talk before 14 April", Mora said. '
    "The two governments agreed to reopen the Macara bridge. "
    "A plan put forward by Brazil provides for joint patrols and a hotline. "
    "The bridge opens on 20 April."
)
MEETING = "Foreign ministers Ana Quispe of Peru and Luis Mora of Ecuador met in Quito on Tuesday, officials said."


def contact(**other: Any) -> dict[str, Any]:
    """The meeting of `TEXT`, as a model that is right would report it."""
    row = {
        "evidence": [MEETING],
        "kind": "meeting",
        "parties": ["Peru", "Ecuador"],
        "mediators": [],
        "participants": ["Ana Quispe", "Luis Mora"],
        "level": "ministerial",
        "directness": "direct",
        "date": "Tuesday",
        "place": "Quito",
        "status": "held",
        "said_by": None,
    }
    return row | other


def position(**other: Any) -> dict[str, Any]:
    """Peru's demand."""
    row = {
        "evidence": "Peru demands the withdrawal of all patrols from the Cordillera.",
        "party": "Peru",
        "holder": None,
        "issue": "troops",
        "stance": "demands",
        "about": "the withdrawal of all patrols",
        "condition": None,
    }
    return row | other


def answer(**kinds: list[Any]) -> dict[str, list[Any]]:
    """An answer with these items, and none of the other kinds."""
    return {kind: kinds.get(kind, []) for kind in ("contacts", "positions", "agreements", "proposals", "deadlines")}


def reply(content: Any, *, finish: str = "stop", usage: tuple[int, int] | None = (1000, 100)) -> Reply:
    """A server's answer of success around what the model wrote."""
    words = content if isinstance(content, str) else json.dumps(content)
    row: dict[str, Any] = {"choices": [{"message": {"role": "assistant", "content": words}, "finish_reason": finish}]}
    if usage:
        row["usage"] = {"prompt_tokens": usage[0], "completion_tokens": usage[1]}
    return 200, {"Content-Type": "application/json"}, json.dumps(row).encode()


class ScriptedModel:
    """Replies one after the other, the last again and again; `asked` holds the requests, `headers` what came along."""

    def __init__(self, *replies: Reply | Callable[[dict[str, Any]], Reply]) -> None:
        self._replies = list(replies)
        self.site = Site()
        self.site.pages["/v1/chat/completions"] = self._next
        self.url = self.site.url("/v1")

    @property
    def asked(self) -> list[dict[str, Any]]:
        return [json.loads(body) for _, _, body in self.site.posted]

    @property
    def headers(self) -> list[dict[str, str]]:
        return [headers for _, headers, _ in self.site.posted]

    def then(self, *replies: Reply | Callable[[dict[str, Any]], Reply]) -> None:
        """From here on other replies."""
        self._replies = list(replies)

    def _next(self, _: Any) -> Reply:
        made = self._replies.pop(0) if len(self._replies) > 1 else self._replies[0]
        return made(self.asked[-1]) if callable(made) else made


def settings_for(url: str, folder: Path, **reader: Any) -> Settings:
    """Settings that read with the model at `url`."""
    table = {"kind": "large", "url": url, "model": "m-1", "allow_private": True, "answers": folder / "answers"}
    return Settings.model_validate({"reader": table | reader})


def large_model(url: str, folder: Path, clock: TurnedClock | None = None, **reader: Any) -> LargeModel:
    """The finder of such settings, on a clock that stands still."""
    return make_large_model(settings_for(url, folder, **reader), clock or TurnedClock())
