"""Folders: every file in them and in the folders below, by name; hidden ones are passed over."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from communique.data import load_toml
from communique.errors import FailureKind, InputError
from communique.model.article import Failure
from communique.sources.file import open_file
from communique.sources.source import Limits, Part, unreadable

Seen = set[tuple[int, int]]


class Folder:
    """A folder: the files in it and below it. Links are followed; a folder that links lead back to is read once."""

    def __init__(self) -> None:
        self._beside: tuple[str, ...] = tuple(load_toml("sources")["saved_page"]["folders"])

    def matches(self, place: str) -> bool:
        return Path(place).is_dir()

    def parts(self, place: str, limits: Limits) -> Iterator[Part]:
        try:
            _listing(place)
        except OSError as error:
            raise InputError(f"cannot list the folder {place}: {error.strerror}", hint="allow reading it") from error
        empty = True
        for part in self._walk(place):
            empty = False
            yield part
        if empty:
            hint = "put articles into it; files whose names begin with a dot are passed over"
            yield Failure(place, FailureKind.EMPTY, "the folder holds no file", hint)

    def _walk(self, place: str) -> Iterator[Part]:
        """Depth first with a stack of our own, so that no depth of folders is too deep."""
        seen: Seen = set()
        waiting = [place]
        while waiting:
            path = waiting.pop()
            try:
                if not Path(path).is_dir():
                    yield from _file(path)
                    continue
                if not _enter(path, seen):
                    continue
                names = _listing(path)
            except OSError as error:
                yield unreadable(path, error)
                continue
            waiting.extend(str(Path(path) / name) for name in reversed(names) if not self._is_part(name, names))

    def _is_part(self, name: str, names: Sequence[str]) -> bool:
        """True for the folder in which a browser keeps the parts of a page that it saved beside it."""
        for end in self._beside:
            if name.endswith(end):
                page = name.removesuffix(end)
                return f"{page}.html" in names or f"{page}.htm" in names
        return False


def _file(path: str) -> Iterator[Part]:
    entry = Path(path)
    if not entry.exists():
        reason = "the link leads nowhere" if entry.is_symlink() else "the file is gone"
        yield Failure(path, FailureKind.UNREADABLE, reason, "mend or remove it")
    elif not entry.is_file():
        yield Failure(path, FailureKind.UNSUPPORTED, "it is not a regular file", "name it itself to read from it")
    else:
        yield from open_file(path)


def _listing(path: str) -> list[str]:
    return sorted(entry.name for entry in Path(path).iterdir() if not entry.name.startswith("."))


def _enter(path: str, seen: Seen) -> bool:
    """False when this folder was entered before, under whatever name."""
    status = Path(path).stat()
    key = (status.st_dev, status.st_ino)
    if key in seen:
        return False
    seen.add(key)
    return True
