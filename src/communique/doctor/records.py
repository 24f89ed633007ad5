"""Checks of the record: can it be read, by which reader was it read, and what was left unread."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from communique.doctor.note import Note, fault, ok, warning
from communique.errors import RecordError
from communique.model.record import Audit
from communique.record.store import Store
from communique.record.store.schema import SCHEMA_VERSION
from communique.reports.wording import count
from communique.settings import Address, Settings

ABOUT = "record"
_SAFE = ("verify-ca", "verify-full")
_TOO_MANY = 0.05
"""The share of a sample that may concern the parties after all before the scope is too narrow."""


def check_record(settings: Settings, now: datetime) -> Iterator[Note]:
    """The record opens, and is from this program or an older one."""
    try:
        if not Store.is_at(settings.record):
            yield ok(ABOUT, f"no record yet at {settings.record} (`communique read` makes it)")
            return
        with Store.open(settings.record, readonly=True, create=False, timeout_s=settings.lock_timeout_s) as store:
            held, failures, audits = store.count(), store.failures(), store.audits()
            kept_by = store.describe()
            last, version = store.last_fetched() or "", store.version()
    except RecordError as error:
        yield fault(ABOUT, error.message, error.hint)
        return
    unread = f", {held.unread:,} of them unread" if held.unread else ""
    older = f"; of version {version}, to be brought up to {SCHEMA_VERSION} when it is written to"
    yield ok(ABOUT, f"{settings.record} holds {count(held.articles, 'article')}{unread}"
             f"{older if version < SCHEMA_VERSION else ''}")  # fmt: skip
    if isinstance(settings.record, Address):
        yield from check_server(settings.record, kept_by)
    missed = [failure for failure in failures if not (failure.is_partial or failure.is_aside)]
    if missed:
        said = f"{count(len(missed), 'item')} could not be read"
        yield warning(ABOUT, said, "see why with `communique articles --failures`")
    if last[:10] > f"{now + timedelta(days=1):%Y-%m-%d}":
        yield warning(ABOUT, f"the record took in an article on {last[:10]}, which is to come", "look at the clock")
    yield from check_audits(audits)


def check_server(address: Address, kept_by: str) -> Iterator[Note]:
    """What keeps the record on a server; its password is where others do not see it, and so is what is sent."""
    yield ok(ABOUT, f"it is kept by {kept_by}")
    if address.password or address.secrets:
        hint = "put it into ~/.pgpass or PGPASSWORD instead"
        yield warning(ABOUT, "the address of the record holds a password, which others may see", hint)
    if not address.is_local and dict(address.options).get("sslmode") not in _SAFE:
        hint = "add ?sslmode=verify-full to its address (docs/postgresql.md)"
        yield warning(ABOUT, f"nothing holds that {address} is who it says, or that nobody listens", hint)


def check_audits(audits: list[Audit]) -> Iterator[Note]:
    """What the checks of the scope have found over time."""
    if not audits:
        return
    out, read = sum(audit.out for audit in audits), sum(audit.read for audit in audits)
    missed = [key for audit in audits for key in audit.missed]
    skipped = f"{out:,} of {sum(audit.seen for audit in audits):,} articles were out of scope"
    said = f"{skipped}; of {read:,} read as a check, {len(missed)} concerned the parties all the same"
    if len(missed) > max(1, _TOO_MANY * read):
        shown = ", ".join(missed[:3])
        hint = f"look at {shown}: are aliases, persons or parties lacking? `communique read --all` reads everything"
        yield warning(ABOUT, said, hint)
    else:
        yield ok(ABOUT, said)
