"""Records for tests of the desk."""

from __future__ import annotations

import time
from pathlib import Path

from starlette.testclient import TestClient

from communique.model.article import Article
from communique.model.findings import ContactKind, ContactReport, Findings, Issue, Position, Stance, Status
from communique.record.store import Store
from communique.web import DeskOptions, create_app

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


def asked(record: Path) -> TestClient:
    """A client of a desk on this record, once the record is loaded."""
    app = create_app(DeskOptions(record))
    return _Loaded(app, base_url="http://localhost", raise_server_exceptions=False)


class _Loaded(TestClient):
    """Waits for the record when it is entered."""

    def __enter__(self) -> TestClient:
        client = super().__enter__()
        deadline = time.monotonic() + 60
        while client.get("/").status_code == 503 and time.monotonic() < deadline:
            time.sleep(0.05)
        return client
