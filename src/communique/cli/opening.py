"""What verbs open: the settings and the record; each loaded when it is needed."""

from __future__ import annotations

import gc
from collections.abc import Iterable
from contextlib import AbstractContextManager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from communique.errors import CommuniqueError

if TYPE_CHECKING:
    from datetime import date

    from communique.model.record import Record
    from communique.record.select import Selection
    from communique.record.store import Store
    from communique.settings import Settings

_LARGEST = 256 * 2**20
SELDOM = (100_000, 20, 100)
"""How many new objects call for a look for garbage, in a command that ends with its report."""


def open_settings(record: str | None = None, **flags: Any) -> Settings:
    """The settings, with the record that the command names, if it does, and what else its flags set; names of
    parties follow them."""
    from communique.reports.wording import use_gazetteer
    from communique.settings import load_settings, use_record

    settings = load_settings(record=record, **flags)
    use_record(settings.record if record and settings.record != load_settings().record else None)
    use_gazetteer(settings.own_names)
    return settings


def open_store(settings: Settings, *, write: bool = False, create: bool = True) -> Store:
    """The record, made if need be only for writing and where `create` allows."""
    from communique.record.store import Store

    return Store.open(settings.record, readonly=not write, create=write and create, timeout_s=settings.lock_timeout_s)


def open_kept(settings: Settings) -> Store | AbstractContextManager[None]:
    """The record to look at, or None where there is none yet; as a context manager."""
    from contextlib import nullcontext

    from communique.record.store import Store

    return open_store(settings) if Store.is_at(settings.record) else nullcontext()


def load(record: str | None, selection: Selection) -> Record:
    """The part of a record that was asked for."""
    from communique.record.build import load_record
    from communique.record.select import select

    # Of a large record millions of objects come up that stay to the end: looking through them takes half the time.
    gc.set_threshold(*SELDOM)
    settings = open_settings(record)
    with open_to_load(settings, selection.as_of) as store:
        revision = store.revision()
        found = load_record(store, selection.as_of)
        _keep_beside(settings, store, found, revision)
    return select(found, selection)


def _keep_beside(settings: Settings, store: Store, record: Record, revision: int) -> None:
    """Keep beside a record that was merged anew, or by an older version, what most reports ask of all of it."""
    from contextlib import ExitStack

    from communique.reports.kept_stances import NAME, are_outdated
    from communique.reports.position_matrix import stances_to_keep

    if store.readonly and not are_outdated(record):
        return
    with suppress(CommuniqueError), ExitStack() as opened:
        if store.readonly:
            store = opened.enter_context(open_store(settings, write=True, create=False))
        store.keep_beside(NAME, stances_to_keep(record), revision)


def open_to_load(settings: Settings, as_of: date | None = None) -> Store:
    """The record to be loaded; for writing where it is large and was changed, so that it is merged but once.

    Never one of an older version, which would be brought up to this one by that.
    """
    store = open_store(settings)
    if as_of is not None or not store.wants_kept():
        return store
    say_merging(store)
    try:
        writable = open_store(settings, write=True, create=False)
    except CommuniqueError:
        return store
    store.close()
    return writable


def say_merging(store: Store) -> None:
    """Say what takes long, where it does."""
    from communique.cli.consoles import say_aside

    if store.wants_kept():
        say_aside(f"merging {store.count().articles:,} articles, once after each change …")


def load_whole(record: str | None, selection: Selection) -> tuple[Record, Record]:
    """The whole record as of the day asked for, and the part that was asked for, which reaches to the same day.

    For questions on which time passes whether or not anything is reported: what is overdue, what has changed since.
    """
    from dataclasses import replace

    from communique.analysis.days import last_day
    from communique.record.select import Selection as Chosen
    from communique.record.select import select

    whole = load(record, Chosen(as_of=selection.as_of))
    return whole, replace(select(whole, selection), as_of=last_day(whole))


def count_items(inputs: Iterable[str]) -> int | None:
    """How many items the inputs hold, for a progress bar; None when that cannot be told beforehand."""
    from communique.data import load_toml
    from communique.net.urls import is_url

    suffixes = load_toml("sources")["suffixes"]
    single = {suffix for kind in ("text", "markdown", "html", "pdf", "docx", "odt") for suffix in suffixes[kind]}
    total = 0
    for name in inputs:
        path = Path(name)
        if name == "-" or is_url(name) or not path.exists():
            return None
        for file in path.rglob("*") if path.is_dir() else [path]:
            if not file.is_file():
                continue
            if file.suffix.lower() in single:
                total += 1
            elif file.suffix != ".jsonl" or file.stat().st_size > _LARGEST:
                return None
            else:
                with file.open("rb") as stream:
                    total += sum(1 for row in stream if row.strip())
    return total
