"""The digests of a watch as an Atom feed."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from datetime import datetime
from xml.sax.saxutils import escape

from communique.model.watching import Letter

ENTRIES = 50
"""So many digests a feed shows."""
_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_HEAD = '<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">'


def to_atom(watch: str, letters: Sequence[Letter]) -> str:
    """Letters of one watch, the newest first, as a feed; each has an id that stays.

    >>> to_atom("talks", []).splitlines()[2]
    '<id>urn:communique:watch:talks</id>'
    """
    made = max((letter.made for letter in letters), default=None)
    identity = "".join(char if char.isalnum() else "-" for char in watch)
    parts = [_HEAD, f"<id>urn:communique:watch:{escape(identity)}</id>", f"<title>{_text(watch)}</title>",
             "<author><name>communique</name></author>"]  # fmt: skip
    parts += [f"<updated>{_stamp(made)}</updated>"] if made else []
    parts += [_entry(letter) for letter in letters]
    return "\n".join([*parts, "</feed>"]) + "\n"


def _entry(letter: Letter) -> str:
    body = json.loads(letter.body)
    return (
        f"<entry><id>urn:communique:digest:{escape(letter.key)}</id><title>{_text(body['title'])}</title>"
        f"<updated>{_stamp(letter.made)}</updated>"
        f'<content type="html">{_text(body["html"])}</content></entry>'
    )


def _text(text: str) -> str:
    return escape(_ILLEGAL.sub("\ufffd", text))


def _stamp(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds")
