"""A worker process: loads a reader once, then reads one partition after the other, until its input ends.

Frames on standard input and output: a length of four bytes, then what was pickled, from and to the process that started
this one and nobody else. The first that comes in is the reader; the first that goes out says that it is loaded.
"""

from __future__ import annotations

import gc
import os
import pickle
import struct
import sys
from collections.abc import Iterable, Sequence
from typing import BinaryIO

from communique.model.article import Article
from communique.model.findings import Findings

LENGTH = struct.Struct(">I")
FIRST = "Xi met Putin in Moscow on Monday. He said China wanted a ceasefire by May and signed an agreement."
"""Read before anything is asked for, so that all that is loaded when first needed is loaded: what lasts as long as the
worker is then told apart from what an article leaves, and never looked through again for what can be forgotten."""
OBJECTS = 20_000
"""So many new objects (a few articles leave them) before those that nothing needs are looked for, instead of 700."""


def pack_articles(articles: Iterable[Article]) -> bytes:
    """What reading needs of articles, and no more."""
    return pickle.dumps([(a.id, a.text, a.title, a.published, a.origin) for a in articles], pickle.HIGHEST_PROTOCOL)


def unpack_articles(frame: bytes) -> list[Article]:
    """The articles again, with no more than that."""
    rows = pickle.loads(frame)
    return [Article(id, text, title=title, published=day, origin=origin) for id, text, title, day, origin in rows]


def pack_findings(found: Sequence[Findings]) -> bytes:
    """The findings of a partition."""
    return pickle.dumps(found, pickle.HIGHEST_PROTOCOL)


def unpack_findings(frame: bytes) -> list[Findings]:
    """The findings of a partition again."""
    found: list[Findings] = pickle.loads(frame)
    return found


def send(stream: BinaryIO, frame: bytes) -> None:
    """Write a frame."""
    stream.write(LENGTH.pack(len(frame)) + frame)
    stream.flush()


def receive(stream: BinaryIO) -> bytes | None:
    """The next frame; None where the stream ended."""
    head = stream.read(LENGTH.size)
    if len(head) < LENGTH.size:
        return None
    frame = stream.read(size := LENGTH.unpack(head)[0])
    return frame if len(frame) == size else None


def main() -> None:
    """Read what comes until the input ends, or until nobody takes what was found."""
    from communique.engine.partition import Reader, read_partition

    given, taken = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints is no frame
    reader: Reader = pickle.loads(receive(given) or b"")
    read_partition([Article("", FIRST)], reader)
    gc.collect()
    gc.freeze()
    gc.set_threshold(OBJECTS, *gc.get_threshold()[1:])
    try:
        send(taken, b"loaded")
        while (frame := receive(given)) is not None:
            send(taken, pack_findings(read_partition(unpack_articles(frame), reader)))
    except BrokenPipeError:
        os._exit(1)
