"""Files that hold one article each: plain text, Markdown, web pages; and files of which the kind is not known."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from communique.data import load_toml
from communique.model.article import RawDocument
from communique.sources.source import Item, Limits, too_large, unreadable
from communique.sources.stream import read_stream


class ArticleFile:
    """Files of one article, known by their suffix; `media` is `text`, `markdown` or `html`."""

    def __init__(self, media: str) -> None:
        self._media = media
        self._suffixes = frozenset(load_toml("sources")["suffixes"][media])

    def matches(self, place: str) -> bool:
        path = Path(place)
        return path.suffix.lower() in self._suffixes and path.is_file()

    def documents(self, place: str, limits: Limits) -> Iterator[Item]:
        try:
            with Path(place).open("rb") as stream:
                content = stream.read(limits.document_bytes + 1)
        except OSError as error:
            yield unreadable(place, error)
            return
        if len(content) > limits.document_bytes:
            yield too_large(place, limits)
        else:
            yield RawDocument(place, content, self._media)


class AnyFile:
    """A file, or a pipe, of which the first bytes tell what it is; `suffix` restricts it to files that end so."""

    def __init__(self, suffix: str | None = None) -> None:
        self._suffix = suffix

    def matches(self, place: str) -> bool:
        path = Path(place)
        return path.exists() if self._suffix is None else path.suffix == self._suffix and path.is_file()

    def documents(self, place: str, limits: Limits) -> Iterator[Item]:
        try:
            with Path(place).open("rb") as stream:
                yield from read_stream(stream, place, limits)
        except OSError as error:
            yield unreadable(place, error)
