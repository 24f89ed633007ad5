"""What is done to a record before and while commands on it are killed."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path
from typing import Any

from killing import RECORD, Story

from communique.cli import run
from communique.record.store import Store

PLACES = ("Geneva", "Lisbon", "Oslo", "Doha", "Muscat", "Vienna")
V1 = Path(__file__).parents[1] / "record" / "record_v1.sql"


def annotated(number: int) -> dict[str, Any]:
    """An article with what was found in it."""
    place, day = PLACES[number % 6], number % 27 + 1
    said = f"Envoys of Norway and Portugal held talks in {place} on {day} March."
    text = f"{said}\nA reply on fish number {number} is due by 1 May."
    found = {
        "id": "c1", "kind": "talks", "parties": ["NOR", "PRT"], "mediators": [], "participants": [], "level": "envoy",
        "directness": "direct", "date": f"2025-03-{day:02}", "place": place, "status": "held", "said_by": None,
        "evidence": [said],
    }  # fmt: skip
    due = {"what": "reply", "date": "2025-05-01", "evidence": text.splitlines()[1]}
    return {"id": f"n-{number}", "published": "2025-04-01", "publisher": "Northern Post", "text": text,
            "fetched": "2025-04-02T08:00:00Z", "title": f"Talks, {number}", "contacts": [found],
            "deadlines": [due]}  # fmt: skip


def write_given(folder: Path, count: int) -> None:
    """Articles with their findings as `given.jsonl`; one line is none, and becomes a failure."""
    rows = [json.dumps(annotated(number)) for number in range(count)]
    (folder / "given.jsonl").write_text("\n".join([*rows, '{"id": "unknown", "contacts": []}', ""]))


def old_record(folder: Path) -> None:
    """A record of the first version."""
    with sqlite3.connect(folder / RECORD) as raw:
        raw.executescript(V1.read_text(encoding="utf-8"))
    raw.close()


def _given(folder: Path, count: int = 4) -> None:
    write_given(folder, count)


def _given_to_old(folder: Path) -> None:
    old_record(folder)
    write_given(folder, 4)


def merged(folder: Path, count: int = 4) -> None:
    write_given(folder, count)
    assert run([*on_record("merge", str(folder / "given.jsonl"), folder=folder),
                "--articles", str(folder / "given.jsonl")]) == 0  # fmt: skip


def on_record(*words: str, folder: Path | None = None) -> list[str]:
    """A command on the record of the folder."""
    return [*words, "--record", str(folder / RECORD) if folder else RECORD]


MERGE = on_record("merge", "given.jsonl", "--articles", "given.jsonl")
READ = on_record("read", "given.jsonl", "--workers", "1")
KEEP = on_record("export", "json", "-o", "out.json")
CONFIRM = on_record("decide", "confirm", "n-1:c1", "--by", "Ada")
EDIT = on_record("decide", "edit", "n-2:c1", "place=Bergen", "--by", "Ada")
BACKUP = on_record("backup", "copy.db")
IMPORT = on_record("decisions", "import", "decisions.jsonl")


def _with_decisions(folder: Path) -> None:
    """A record, and decisions on it that somebody else made."""
    other = folder / "other"
    other.mkdir()
    merged(other)
    for words in (["confirm", "n-1:c1"], ["edit", "n-2:c1", "place=Bergen"], ["reject", "n-3:d1"]):
        assert run(on_record("decide", *words, "--by", "Ben", folder=other)) == 0
    assert run([*on_record("decisions", "export", str(folder / "decisions.jsonl"), folder=other)]) == 0
    merged(folder)


def _decided(number: int, folder: Path) -> bool:
    with Store.open(folder / RECORD, readonly=True) as store:
        return len(store.decisions()) > number


def _backed_up(number: int, folder: Path) -> bool:
    return (folder / "copy.db").exists()


STORIES: dict[str, Story] = {
    "merge into a new record": Story(_given, [MERGE]),
    "merge into a record of the first version": Story(_given_to_old, [MERGE]),
    "read": Story(_given, [READ]),
    "read what was given": Story(merged, [READ]),
    "keep the merged record": Story(merged, [KEEP]),
    "decide": Story(merged, [CONFIRM, EDIT], _decided),
    "import decisions": Story(_with_decisions, [IMPORT]),
    "back up": Story(merged, [BACKUP], _backed_up),
}
