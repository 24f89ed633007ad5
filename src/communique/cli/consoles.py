"""Where output goes: results to standard output, progress and warnings to standard error."""

from __future__ import annotations

import errno
import io
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, TYPE_CHECKING, TypeVar

from communique.errors import CommuniqueError, UsageError
from communique.new_file import new_file

if TYPE_CHECKING:
    from rich.console import Console

    from communique.reports.document import Document
    from communique.reports.listing import Listing

T = TypeVar("T", str, bytes)
PIPED_WIDTH = 120
"""Columns of a table that goes into a file or a pipe, unless COLUMNS says otherwise."""


def out() -> Console:
    """Standard output, fitted to the terminal; plain where it is none."""
    from rich.console import Console

    width = None if sys.stdout.isatty() or os.environ.get("COLUMNS") else PIPED_WIDTH
    return Console(width=width, highlight=False, soft_wrap=False)


def draw(paint: Callable[[Console], None]) -> None:
    """Paint on standard output; where it is no terminal, as plain lines without blanks at their ends."""
    from rich.console import Console

    console = out()
    if console.is_terminal:
        paint(console)
        return
    stream = io.StringIO()
    paint(Console(file=stream, width=console.width, color_system=None, highlight=False))
    write("".join(f"{row.rstrip()}\n" for row in stream.getvalue().splitlines()), None)


def say(text: str) -> None:
    """One line for people, on standard error."""
    print(text, file=sys.stderr)


def say_aside(text: str) -> None:
    """One line for who sits at a terminal and waits."""
    if sys.stderr.isatty():
        say(text)


def write(text: str, path: Path | None) -> None:
    """Write a finished text to a file, whole or not at all, or to standard output."""
    write_lines([text], path)


def write_lines(lines: Iterable[str], path: Path | None) -> None:
    """Write lines as they come to standard output, or to a file that takes its place only when all is written."""
    if path is None or str(path) == "-":
        with suppress(AttributeError):
            sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
        for line in lines:
            sys.stdout.write(line)
        sys.stdout.flush()
        return
    _put(lines, path, lambda file: file.open("w", encoding="utf-8"))


def write_report(document: Document, chosen: str, path: Path | None) -> None:
    """Write a report in one of its formats, a PDF among them, to a file or to standard output."""
    from communique.reports.forms import PDF, render

    if chosen != PDF:
        write(render(document, chosen), path)
        return
    from communique.reports.brief_pdf import to_pdf

    made = to_pdf(document)
    if path is not None and str(path) != "-":
        _put([made], path, lambda file: file.open("wb"))
    elif sys.stdout.isatty():
        raise UsageError("a PDF is nothing for a terminal", hint="name a file with -o")
    else:
        sys.stdout.buffer.write(made)
        sys.stdout.flush()


def _put(parts: Iterable[T], path: Path, opened: Callable[[Path], IO[T]]) -> None:
    """Write parts to a file, which takes the place of one that is there only when all is written."""
    if not path.is_file() and path.exists():
        _write_to(path, path, parts, opened)
        return
    try:
        with new_file(path) as part:
            _write_to(part, path, parts, opened)
    except OSError as error:
        raise _unwritable(path, error) from error
    say_aside(f"{path} written")


def _write_to(file: Path, name: Path, parts: Iterable[T], opened: Callable[[Path], IO[T]]) -> None:
    try:
        stream = opened(file)
    except OSError as error:
        raise _unwritable(name, error) from error
    with stream:
        for part in parts:
            try:
                stream.write(part)
            except OSError as error:
                raise _unwritable(name, error) from error


def _unwritable(path: Path, error: OSError) -> CommuniqueError:
    hint = "choose another file with -o"
    hint = f"free some space, or {hint}" if error.errno == errno.ENOSPC else hint
    return CommuniqueError(f"{path} cannot be written: {error.strerror or error}", hint=hint)


@contextmanager
def progress(total: int | None, what: str) -> Iterator[Callable[[], None]]:
    """A bar on standard error with rate and time left, a function to call for each step; silent without a terminal."""
    if not sys.stderr.isatty():
        yield lambda: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(what, total=total, rate="")

        def step() -> None:
            bar.advance(task)
            speed = bar.tasks[0].speed
            bar.update(task, rate=f"{speed:.1f}/s" if speed else "")

        yield step


def print_listing(listing: Listing, chosen: str) -> None:
    """A listing as a table that fits the terminal, as JSON or as CSV."""
    from communique.reports.listing import print_table, to_csv, to_json

    if chosen == "json":
        write(to_json(listing), None)
    elif chosen == "csv":
        write(to_csv(listing), None)
    else:
        draw(lambda console: print_table(listing, console))
