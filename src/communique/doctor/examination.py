"""The whole examination, in the order in which its notes are shown."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from communique.clock import Clock, SystemClock
from communique.doctor.configuration import check_environment, check_names, check_scope, check_sources
from communique.doctor.installation import check_clock, check_installation, check_place
from communique.doctor.large_model import check_reader
from communique.doctor.note import Note, fault, ok
from communique.doctor.records import check_record
from communique.doctor.watches import check_watches
from communique.errors import SettingsError
from communique.settings import FILE, Settings, load_settings
from communique.settings.address import read_place


def examine(record: str | None = None, *, online: bool = False, clock: Clock | None = None) -> Iterator[Note]:
    """Look at everything, for the record at `record`, else for that of the settings; `online` also asks the
    network: sources, the mail server, a large model.

    Settings that cannot be used are one fault, and the rest is looked at with the defaults.
    """
    now = (clock or SystemClock()).now()
    try:
        settings = load_settings(record=record)
        found = Path(FILE).is_file()
        yield ok(
            "settings", f"{FILE} can be read" if found else f"no {FILE} here: defaults (`communique init` writes one)"
        )
    except SettingsError as error:
        settings = Settings()
        with suppress(ValueError):
            settings = Settings(record=read_place(record)) if record else settings
        yield fault("settings", error.message, error.hint)
    yield from check_environment(settings)
    yield from check_names(settings)
    yield from check_scope(settings)
    yield from check_sources(settings)
    yield from check_watches(settings)
    yield from check_reader(settings)
    yield from check_installation(settings)
    yield from check_place(settings.record)
    yield from check_clock(now)
    yield from check_record(settings, now)
    if online:
        from communique.doctor.reachability import check_reachability

        yield from check_reachability(settings)
