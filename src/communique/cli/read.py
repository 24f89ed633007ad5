"""`communique read`: articles into the record."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer

from communique.cli.options import RecordPath
from communique.cli.reader import reader_lines
from communique.cli.screening import ScreenChoice, screens
from communique.cli.ways import Way, ways

if TYPE_CHECKING:
    from collections.abc import Callable

    from communique.record.intake import Summary
    from communique.record.store import Store

SHOWN = 20
"""How many failures the end of a run lists."""
NAMED = 8
"""How many copies, and how many editions."""

Inputs = Annotated[
    list[str],
    typer.Argument(
        metavar="INPUT", help="Folders, files, addresses (https://...), or - for standard input.", show_default=False
    ),
]


@screens()
@ways()
def read(
    inputs: Inputs = (),  # type: ignore[assignment]
    record: RecordPath = None,
    *,
    way: Way,
    choice: ScreenChoice,
) -> None:
    """Read articles into the record.

    Folders and files, addresses of pages, feeds and sitemaps, lists of addresses. Reading the same article twice
    changes nothing; what cannot be read is kept as a failure with its reason and listed at the end.

    [bold]Examples[/bold]

    communique read articles/ --record talks.db

    cat articles.jsonl | communique read - --record talks.db

    communique read export.csv --columns text=body,published=date

    communique read https://news.example/feed.xml --record talks.db

    communique read archive.zip --parties Russia,Ukraine --record talks.db
    """
    from communique.cli.consoles import progress, say
    from communique.cli.opening import count_items, open_store
    from communique.equipment import load_model, reading_options
    from communique.pipeline import inputs_of, take_in
    from communique.reports.wording import count

    started = time.monotonic()
    settings = way.settings(record)
    with (
        open_store(settings, write=True) as store,
        progress(None if choice.skipped else count_items(inputs), "reading") as step,
    ):
        options = replace(reading_options(settings, step), screening=choice.screening(settings))
        items = inputs_of(store, inputs, options.limits, skipped=choice.skipped)
        summary = take_in(store, items, load_model(settings), options)
        held = store.count()
        lines = summary_lines(summary, time.monotonic() - started, lambda key: _name(store, key))
        lines += reader_lines(options.finder)
    for row in lines:
        say(row)
    kinds = ("agreements", "proposals", "deadlines")
    told = [f"{count(held.contacts, 'report')} of contacts", *(f"{getattr(held, kind)} of {kind}" for kind in kinds)]
    whole = [count(held.articles, "article"), count(held.positions, "position")]
    say(f"{settings.record} holds {', '.join([*whole, *told])}")
    if summary.failures and not summary.read and not summary.unchanged and not summary.skipped_language:
        raise typer.Exit(3)


def summary_lines(
    summary: Summary, seconds: float | None = None, name: Callable[[str], str] = lambda key: key
) -> list[str]:
    """The end of a run in words: what was read, what was not, and why, and what came in twice; `name` says which
    article an id is that of."""
    from communique.cli.screening import audit_lines
    from communique.reports.wording import count
    from communique.settings import command

    took = f" in {seconds:.1f} s" if seconds is not None and summary.read else ""
    head = f"read {summary.read}{took}, unchanged {summary.unchanged}"
    unread = [failure for failure in summary.failures if not failure.is_partial and not failure.is_aside]
    rows = [f"{head}, {_skipped(len(unread), summary.skipped_language)}"]
    if summary.doubtful_dates:
        dates = f"the date of {count(summary.doubtful_dates, 'article')} can hardly be right"
        rows.append(f"  {dates}: {command('articles')}")
    rows += audit_lines(summary.audit)
    rows += _repeat_lines(summary, name)
    for failure in summary.failures[:SHOWN]:
        hint = f" ({failure.hint})" if failure.hint else ""
        where = "standard input" if failure.origin == "-" else failure.origin
        rows.append(f"  {where}: {failure.reason}{hint}")
    if len(summary.failures) > SHOWN:
        rows.append(f"  and {len(summary.failures) - SHOWN} more: {command('articles --failures')}")
    return rows


def _skipped(unread: int, foreign: int) -> str:
    """What of a run was not read, and why.

    >>> _skipped(40, 0), _skipped(40, 2)
    ('skipped 40 that could not be read', 'skipped 42: 40 could not be read, 2 not in English (kept, not read)')
    """
    kept = f"{foreign} not in English (kept, not read)"
    if unread and foreign:
        return f"skipped {unread + foreign}: {unread} could not be read, {kept}"
    return f"skipped {unread} that could not be read" if unread else f"skipped {kept if foreign else 0}"


def _repeat_lines(summary: Summary, name: Callable[[str], str]) -> list[str]:
    """How many of the articles that came in are copies or editions of others, and of which."""
    from communique.record.copies.likeness import Likeness
    from communique.settings import command

    edited = [repeat for repeat in summary.repeats if repeat.how is Likeness.EDITION]
    copies = [repeat for repeat in summary.repeats if repeat.how is not Likeness.EDITION]
    rows = []
    if copies:
        near = sum(repeat.how is Likeness.NEAR for repeat in copies)
        exact = len(copies) - near
        how = f"{exact} exact, {near} nearly so" if near and exact else "nearly so" if near else "exact"
        told = "is a copy" if len(copies) == 1 else "are copies"
        rows.append(f"  {len(copies)} {told} of articles in the record ({how}): one voice, every outlet kept")
        rows += [f"    {name(repeat.article)}: the words of {name(repeat.of)}" for repeat in copies[:NAMED]]
        rows += [f"    and {len(copies) - NAMED} more: {command('articles')}"] if len(copies) > NAMED else []
    if edited:
        told = "is an edition of an article" if len(edited) == 1 else "are editions of articles"
        rows.append(f"  {len(edited)} {told} in the record: {command('editions')}")
        rows += [f"    {name(repeat.article)}: another edition of {name(repeat.of)}" for repeat in edited[:NAMED]]
        rows += [f"    and {len(edited) - NAMED} more"] if len(edited) > NAMED else []
    return rows


def _name(store: Store, key: str) -> str:
    """An article by its outlet, its day and its id: "Northern Post, 4 Mar 2025 (a-1)"."""
    from communique.reports.dates import say_published
    from communique.reports.references import outlet

    article = store.article(key)
    return f"{outlet(article)}, {say_published(article.published)} ({key})" if article else key
