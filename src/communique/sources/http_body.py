"""Headers and bodies of answers as web archives keep them: in chunks or not, compressed or not, whatever is stated."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping

from communique.errors import ArticleError, FailureKind
from communique.net.compression import decoders_of, unpacked
from communique.sources.archive import stream_of
from communique.sources.budget import Budget
from communique.sources.content import HEAD

_CHUNK = re.compile(rb"\s*([0-9A-Fa-f]{1,8})[ \t]*(?:;[^\n]*)?\r?\n")
_MARKUP = re.compile(rb"\s*<[!?a-zA-Z]")
_GZIP = b"\x1f\x8b"


def read_headers(stream: io.BufferedReader) -> dict[str, str] | None:
    """Header lines up to the empty one, names in small letters, of each name the first; None beyond 64 kB.

    >>> read_headers(io.BufferedReader(io.BytesIO(b"Content-Type: text/html\\r\\n\\r\\n<p>")))
    {'content-type': 'text/html'}
    """
    headers: dict[str, str] = {}
    size = 0
    last = ""
    while (line := stream.readline(HEAD)).strip():
        size += len(line)
        if size > HEAD:
            return None
        text = line.decode("utf-8", "replace").rstrip("\r\n")
        if text[0] in " \t":
            headers[last] = f"{headers.get(last, '')} {text.strip()}".strip()
            continue
        name, _, value = text.partition(":")
        last = name.strip().lower()
        headers.setdefault(last, value.strip())
    return headers


def body(stream: io.BufferedReader, headers: Mapping[str, str], budget: Budget) -> Iterator[bytes]:
    """The body of an answer, a piece at a time, without the chunks and compression that its headers state.

    Crawlers often take these off and leave the headers: then the body is given as it is. Raises ArticleError for what
    is damaged.
    """
    if "chunked" in headers.get("transfer-encoding", "").lower() and _CHUNK.match(stream.peek(HEAD)):
        stream = stream_of(_chunks(stream))
    coding = headers.get("content-encoding", "")
    if not coding or not _is_coded(coding, stream.peek(HEAD)):
        while piece := stream.read(HEAD):
            yield piece
        return
    decoders = decoders_of(coding, "")
    try:
        while data := stream.read(HEAD):
            for piece in unpacked(data, decoders):
                budget.take(len(piece))
                yield piece
    except ArticleError:
        raise
    except Exception as error:  # each decompressor has errors of its own
        raise _damaged(f"the answer is damaged ({error})"[:300]) from error
    if not all(decoder.ended for decoder in decoders):
        raise _damaged("the answer is cut off")


def _is_coded(coding: str, head: bytes) -> bool:
    """False where the body is plain already, whatever its headers say."""
    if "gzip" in coding.lower():
        return head.startswith(_GZIP)
    return not _MARKUP.match(head)


def _chunks(stream: io.BufferedReader) -> Iterator[bytes]:
    while True:
        match = _CHUNK.fullmatch(stream.readline(HEAD))
        if not match:
            raise _damaged("the answer is cut off between its chunks")
        left = int(match[1], 16)
        if not left:
            return
        while left:
            piece = stream.read(min(left, HEAD))
            if not piece:
                raise _damaged("the answer is cut off within a chunk")
            left -= len(piece)
            yield piece
        stream.readline(8)


def _damaged(reason: str) -> ArticleError:
    return ArticleError(reason, kind=FailureKind.MALFORMED, hint="fetch the page again")
