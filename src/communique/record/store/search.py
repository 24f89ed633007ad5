"""Full-text search over titles and texts, with the user's words quoted so that none of them is syntax."""

from __future__ import annotations

import re
from datetime import date

from sqlalchemy import Connection, text

from communique.model.record import Hit

# Marks around the words found; code points that no text uses, since they are for private use.
_OPEN, _CLOSE = "\ue0f0", "\ue0f1"
_ASKED = re.compile(r'"([^"]*)"?|(\S+)')
_WORD = re.compile(r"\w")

_FIND = text(
    "SELECT a.id, a.title, a.publisher, a.published,"
    f" snippet(article_words, -1, '{_OPEN}', '{_CLOSE}', '…', 32)"
    " FROM article_words JOIN articles a ON a.seq = article_words.rowid"
    " WHERE article_words MATCH :query AND (:until IS NULL OR substr(a.published, 1, 10) <= :until)"
    " ORDER BY bm25(article_words, 4.0, 1.0), a.seq LIMIT :limit"
)


def find_words(connection: Connection, words: str, limit: int, until: date | None = None) -> list[Hit]:
    """Articles that hold all the words, best first, out by `until` if given; findings are not looked at here."""
    query = to_query(words)
    if not query or limit < 1:
        return []
    rows = connection.execute(_FIND, {"query": query, "limit": limit, "until": until.isoformat() if until else None})
    return [Hit(row[0], row[1], row[2], row[3], *_unmark(row[4] or "")) for row in rows]


def to_query(words: str) -> str:
    """What the user typed as an FTS5 query: all words, "quoted phrases" in order, `word*` for beginnings.

    >>> to_query('ceasefire "prisoner swap" negotiat* OR')
    '"ceasefire" "prisoner swap" "negotiat"* "OR"'
    """
    parts = []
    for phrase, word in _ASKED.findall(words.replace("\x00", " ")):
        asked = phrase or word
        if not _WORD.search(asked):
            continue
        prefix = "*" if word.endswith("*") else ""
        parts.append('"' + asked.rstrip("*").replace('"', '""') + '"' + prefix)
    return " ".join(parts)


def _unmark(marked: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    """The passage without marks, and where the words found stand in it."""
    plain: list[str] = []
    marks: list[tuple[int, int]] = []
    length = start = 0
    for part in re.split(f"([{_OPEN}{_CLOSE}])", marked):
        if part == _OPEN:
            start = length
        elif part == _CLOSE:
            marks.append((start, length))
        else:
            plain.append(part)
            length += len(part)
    return "".join(plain), tuple(marks)
