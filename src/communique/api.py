"""The functions of the Python API; use them from `communique` itself."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from communique.errors import UsageError
from communique.model.article import Article
from communique.model.decisions import Action, Decision
from communique.model.findings import Findings
from communique.model.record import Record
from communique.record.build import load_record
from communique.record.store import Store

if TYPE_CHECKING:
    from communique.reading.parse import LanguageModel
    from communique.record.intake import Summary


def open_record(path: str | Path = "communique.db", *, as_of: date | None = None) -> Record:
    """The record kept in a file, as it could be known on a day, or with everything in it.

    Raises RecordError when there is none or the file is not a record.

    >>> for contact in open_record("talks.db").contacts:  # doctest: +SKIP
    ...     for report in contact.reports:
    ...         print(contact.id, report.status, report.said_by, report.evidence)
    """
    with Store.open(path, readonly=True, create=False) as store:
        return load_record(store, as_of)


def read(
    inputs: str | Path | Iterable[str | Path],
    *,
    record: str | Path = "communique.db",
    parties: Iterable[str] = (),
    reader: str | None = None,
    workers: int | None = None,
    cluster: str | None = None,
) -> Summary:
    """Read folders, files and addresses into a record, made when there is none; says what was read, what not and why.

    With `parties`, by codes or names, articles that do not concern them are kept unread but for a sample, and
    `summary.audit` says how many. `reader` is "rules", or "large" for the large model of `[reader]`; `workers` is how
    many processes read where there are many articles, and `cluster` the Ray cluster that does so instead, as HOST:PORT,
    "auto" or "local". As on the command line, what is not given here is as `communique.toml` and the environment say.
    Raises UsageError for a name that is no party's, SettingsError for a choice that there is not.

    >>> read("articles/", record="talks.db", parties=["Russia", "UKR"], workers=4).read  # doctest: +SKIP
    12
    """
    from communique.equipment import reading_options
    from communique.pipeline import read_into
    from communique.record.screening import make_screening
    from communique.settings import load_settings

    if isinstance(parties, str):
        raise UsageError("`parties` is a list of names", hint=f'write parties=["{parties}"]')
    paths = [inputs] if isinstance(inputs, str | Path) else list(inputs)
    settings = load_settings(
        workers=workers,
        reader={"kind": reader} if reader else None,
        engine="ray" if cluster else None,
        cluster=cluster,
    )
    options = replace(reading_options(settings), screening=make_screening(settings, parties))
    with Store.open(record, timeout_s=settings.lock_timeout_s) as store:
        return read_into(store, paths, _model(settings.model), options)


def find(text: str, *, published: str | None = None, id: str = "text") -> Findings:
    """What one English text reports; weekdays and the like are resolved only when `published`, an ISO date, is given.

    >>> find("Rubio met Lavrov in Riyadh on Tuesday.", published="2025-02-20").contacts[0].date  # doctest: +SKIP
    '2025-02-18'
    """
    from communique.findings import find_all
    from communique.reading.reading import read_articles
    from communique.settings import Settings

    article = Article(id=id, text=text, published=published)
    return find_all(next(read_articles([article], _model(Settings().model))))


def decide(
    action: str,
    *about: str,
    record: str | Path = "communique.db",
    by: str | None = None,
    note: str = "",
    new: bool = False,
    **values: str,
) -> Decision:
    """Make a decision on a record and keep it: `action` is confirm, reject, edit, merge, split, alias, office or undo.

    `about` are ids as `show` takes them, the names of an alias, the person of an office; `values` the fields of an
    edit or an office as people type them, with codes of parties. `by` is who decides, else `reviewer` of the settings,
    else the login name; with `new` a name may be one that no article of the record has. Raises UsageError for what
    cannot be asked for, with what can, and RecordError.

    >>> decide("edit", "c-7f3a2b", date="2025-03-04", record="talks.db", by="ada").made_by  # doctest: +SKIP
    'ada'
    """
    from communique.record.decisions.deciding import decide_in
    from communique.record.decisions.reviewing import Request
    from communique.settings import load_settings, name_of_reviewer

    if action not in set(Action):
        raise UsageError(f"no such action: {action!r}", hint=f"one of {', '.join(Action)}")
    who = by or name_of_reviewer(load_settings())
    with Store.open(record, create=False) as store:
        return decide_in(store, Request(Action(action), about, values, note, new=new), by=who)[0]


def brief(record: Record, *, form: str = "brief", format: str = "markdown", since: date | None = None) -> str:
    """A report on a record as text: `form` brief, keypoints, faq or digest; `format` text, markdown, html or json."""
    from communique.reports.forms import make_report, render

    return render(make_report(form, record, since=since), format)


@cache
def _model(name: str) -> LanguageModel:
    from communique.equipment import load_model
    from communique.settings import Settings

    return load_model(Settings(model=name))
