"""Folders: every file in them and in the folders below, by name; hidden ones are passed over."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from communique.data import load_toml
from communique.errors import FailureKind, InputError
from communique.model.article import Failure
from communique.sources.source import Item, Limits, Source, unreadable

Seen = set[tuple[int, int]]


class Folder:
    """A folder, read with the kinds of file that it is given; a file of no such kind becomes a failure.

    Links are followed. A folder that links lead back to is read once.
    """

    def __init__(self, kinds: Sequence[Source]) -> None:
        self._kinds = kinds
        self._hints: dict[str, str] = load_toml("sources")["hints"]
        self._parts: tuple[str, ...] = tuple(load_toml("sources")["saved_page"]["folders"])

    def matches(self, place: str) -> bool:
        return Path(place).is_dir()

    def documents(self, place: str, limits: Limits) -> Iterator[Item]:
        try:
            _listing(place)
        except OSError as error:
            raise InputError(f"cannot list the folder {place}: {error.strerror}", hint="allow reading it") from error
        empty = True
        for item in self._walk(place, limits):
            empty = False
            yield item
        if empty:
            hint = "put .txt, .md, .html or .jsonl files into it; files whose names begin with a dot are passed over"
            yield Failure(place, FailureKind.EMPTY, "the folder holds no file", hint)

    def _walk(self, place: str, limits: Limits) -> Iterator[Item]:
        """Depth first with a stack of our own, so that no depth of folders is too deep."""
        seen: Seen = set()
        waiting = [place]
        while waiting:
            path = waiting.pop()
            try:
                if not Path(path).is_dir():
                    yield from self._file(path, limits)
                    continue
                if not _enter(path, seen):
                    continue
                names = _listing(path)
            except OSError as error:
                yield unreadable(path, error)
                continue
            waiting.extend(str(Path(path) / name) for name in reversed(names) if not self._is_part(name, names))

    def _file(self, path: str, limits: Limits) -> Iterator[Item]:
        for kind in self._kinds:
            if kind.matches(path):
                yield from kind.documents(path, limits)
                return
        entry = Path(path)
        if not entry.exists():
            reason = "the link leads nowhere" if entry.is_symlink() else "the file is gone"
            yield Failure(path, FailureKind.UNREADABLE, reason, "mend or remove it")
        elif not entry.is_file():
            yield Failure(path, FailureKind.UNSUPPORTED, "it is not a regular file", "name it itself to read from it")
        else:
            suffix = entry.suffix.lower()
            hint = self._hints.get(suffix, self._hints["other"])
            yield Failure(path, FailureKind.UNSUPPORTED, f"files of this kind ({suffix}) are not read", hint)

    def _is_part(self, name: str, names: Sequence[str]) -> bool:
        """True for the folder in which a browser keeps the parts of a page that it saved beside it."""
        for end in self._parts:
            if name.endswith(end):
                page = name.removesuffix(end)
                return f"{page}.html" in names or f"{page}.htm" in names
        return False


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
