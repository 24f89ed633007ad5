"""Checks of the installation: Python, the language model, the network's weights, the database, room and rights."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path

from communique.doctor.note import Note, fault, ok, warning
from communique.settings import Address, Place, Settings

ABOUT = "installation"
_LITTLE, _TOO_LITTLE = 1_000_000_000, 50_000_000
_EXTRAS = {"pyarrow": ("tables", "Parquet files can be read"), "weasyprint": ("pdf", "reports can be written as PDF"),
           "psycopg": ("postgres", "records can lie in PostgreSQL")}  # fmt: skip
_AGAIN = "install communique again"


def check_installation(settings: Settings) -> Iterator[Note]:
    """Everything that reading needs is there and can be loaded."""
    running = ".".join(map(str, sys.version_info[:3]))
    yield ok(ABOUT, f"communique {_version('communique')} on Python {running}")
    yield _model(settings.model)
    yield _network()
    for package, (extra, what) in _EXTRAS.items():
        if find_spec(package):
            yield ok(ABOUT, f"{package} {_version(package)}: {what}")
        else:
            yield ok(ABOUT, f"with `pip install 'communique[{extra}]'` {what}: {package} is not installed")
    yield _database()


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "?"


def _model(package: str) -> Note:
    from communique.reading.spacy_model import SpacyModel

    try:
        model = SpacyModel(package)
        words = sum(len(parse.tokens) for parse in model.parse(["The talks ended."]))
    except Exception as error:
        hint = f"{_AGAIN}, or mend `model` in the settings"
        return fault(ABOUT, f"the language model {package} cannot be loaded: {_first_line(error)}", hint)
    if not words:
        return fault(
            ABOUT, f"the language model {package} finds no words", f"{_AGAIN}, or mend `model` in the settings"
        )
    return ok(ABOUT, f"language model {model.name}")


def _network() -> Note:
    from communique.findings.network import load_network

    try:
        load_network()
    except Exception as error:
        return fault(ABOUT, f"the network cannot be loaded: {_first_line(error)}", _AGAIN)
    return ok(ABOUT, "the network's weights are whole")


def _database() -> Note:
    from communique.record.store.dialects.sqlite import database_facts

    number, has_words = database_facts()
    if not has_words:
        return fault(ABOUT, f"SQLite {number} has no full-text search (FTS5)", "use a Python whose SQLite has it")
    return ok(ABOUT, f"SQLite {number} with full-text search")


def check_place(record: Place) -> Iterator[Note]:
    """There is room and the right to write where the record lies or will lie; of a server only it knows."""
    if isinstance(record, Address):
        return
    folder = record.absolute().parent
    if not folder.is_dir():
        yield fault("record", f"no such folder: {folder}", "make it, or choose another place for the record")
        return
    written = record if record.exists() else folder
    if not (os.access(written, os.W_OK) and os.access(folder, os.W_OK)):
        yield warning("record", f"{written} cannot be written", "change its rights; it can still be looked at")
    free = shutil.disk_usage(folder).free
    if free < _TOO_LITTLE:
        yield fault("record", f"{free / 1e6:.0f} MB are free on the disk of the record", "make room")
    elif free < _LITTLE:
        yield warning("record", f"{free / 1e6:.0f} MB are free on the disk of the record", "make room soon")
    else:
        yield ok("record", f"{free / 1e9:.0f} GB are free on the disk of the record")


def check_clock(now: datetime) -> Iterator[Note]:
    """The clock does not stand before the day of the installation: dates of polls and decisions depend on it."""
    installed = datetime.fromtimestamp(Path(__file__).stat().st_mtime, UTC)
    if now < installed - timedelta(days=1):
        said = f"the clock says {now:%Y-%m-%d}, before communique was installed ({installed:%Y-%m-%d})"
        yield fault(ABOUT, said, "set the clock")
    else:
        yield ok(ABOUT, f"the clock says {now:%Y-%m-%d %H:%M} UTC")


def _first_line(error: Exception) -> str:
    return next(iter(str(error).splitlines()), "") or type(error).__name__
