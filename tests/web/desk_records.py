"""Records for tests of the desk."""

from __future__ import annotations

import contextlib
import html
import re
import shutil
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

import uvicorn
from starlette.testclient import TestClient

from communique.model.article import Article
from communique.model.findings import ContactKind, ContactReport, Findings, Issue, Position, Stance, Status
from communique.record.store import Store
from communique.settings import Place
from communique.web import DeskOptions, create_app

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
HOSTILE = "<script>alert(1)</script>"


def hostile_record(path: Path) -> Path:
    """One article whose every field would like to be a script."""
    text = f"Talks: {HOSTILE} met {HOSTILE} on Monday.\nA demand for {HOSTILE} was made."
    first, second = text.split("\n")
    start = len(first) + 1
    article = Article("a-1", text, f"javascript:alert(1)//{HOSTILE}", HOSTILE, "2025-03-01", "given", HOSTILE)
    contact = ContactReport(
        id="c1",
        article="a-1",
        evidence=(first,),
        spans=((0, len(first)),),
        kind=ContactKind.TALKS,
        parties=("NOR", "SWE"),
        participants=(HOSTILE,),
        place=HOSTILE,
        date="2025-02-24",
        status=Status.HELD,
        said_by=HOSTILE,
    )
    position = Position(
        id="p1",
        article="a-1",
        evidence=(second,),
        spans=((start, len(text)),),
        party="NOR",
        issue=Issue.OTHER,
        stance=Stance.DEMANDS,
        about=f"{HOSTILE} as a whole",
        holder=HOSTILE,
    )
    with Store.open(path) as store:
        store.add(article, Findings("a-1", "2025-03-01", contacts=(contact,), positions=(position,)), reader="1")
    return path


def asked(record: Place) -> TestClient:
    """A client of a desk on this record, once the record is loaded."""
    return loaded(DeskOptions(record))


def loaded(options: DeskOptions) -> TestClient:
    """A client of a desk that is set up so, once the record is loaded."""
    return _Loaded(create_app(options), base_url="http://localhost", raise_server_exceptions=False)


def fields_of(page: str, action: str) -> dict[str, str]:
    """What the form with this button would send as it stands."""
    forms = re.findall(r"<form method=\"post\".*?</form>", page, re.DOTALL)
    form = next(form for form in forms if f'value="{action}"' in form)
    found = {
        name: html.unescape(value)
        for kind, name, value in re.findall(
            r'<input(?: type="(\w+)")?[^>]*? name="([^"]+)"[^>]*? value="([^"]*)"(?! checked)', form
        )
        if kind not in ("checkbox", "radio")
    }
    for name, body in re.findall(r'<select name="([^"]+)">(.*?)</select>', form, re.DOTALL):
        chosen = re.search(r'value="([^"]*)" selected', body)
        found[name] = chosen[1] if chosen else ""
    return {key: value for key, value in found.items() if key != "with"} | {"action": action}


class _Loaded(TestClient):
    """Waits for the record when it is entered."""

    def __enter__(self) -> TestClient:
        client = super().__enter__()
        keeper = cast("Any", self.app).state.desk.keeper
        deadline = time.monotonic() + 60
        while keeper.revision() < 0 and time.monotonic() < deadline:
            time.sleep(0.05)
        return client


@contextlib.contextmanager
def served(record: Path) -> Iterator[str]:
    """A desk on this record, on a port of its own."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    config = uvicorn.Config(create_app(DeskOptions(record)), host="127.0.0.1", port=port, log_level="error")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    deadline = time.monotonic() + 30
    while not server.started and time.monotonic() < deadline:
        time.sleep(0.02)
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        thread.join(timeout=10)
