"""The commented settings file that `communique init` writes."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from importlib import resources

_SETTING = re.compile(r"#(?=[^\s#])")
_SOURCES = "#[[sources]]\n"


def template(parties: Sequence[str] = (), feeds: Sequence[str] = ()) -> str:
    """The file with every setting, commented out but for these parties of interest and addresses of feeds.

    >>> 'parties = ["Peru"]' in template(["Peru"])
    True
    """
    text = resources.files("communique.data").joinpath("template.toml").read_text(encoding="utf-8")
    if parties:
        text = re.sub(r"(?m)^#parties = .*$", lambda _: f"parties = {_listed(parties)}", text, count=1)
    if feeds:
        added = "".join(f"[[sources]]\nurl = {_quoted(feed)}\n\n" for feed in feeds)
        text = text.replace(_SOURCES, f"{added}{_SOURCES}", 1)
    return text


def uncommented(text: str) -> str:
    """The file with all its examples in force.

    >>> uncommented("# What it is.\\n#record = 'a.db'\\n")
    "# What it is.\\nrecord = 'a.db'\\n"
    """
    return "".join(_SETTING.sub("", row, count=1) if row.startswith("#") else row for row in text.splitlines(True))


def _listed(values: Sequence[str]) -> str:
    return f"[{', '.join(map(_quoted, values))}]"


def _quoted(value: str) -> str:
    """A string as TOML writes it; JSON escapes are all TOML's but that of DEL, which is left out."""
    return json.dumps(value.replace("\x7f", ""), ensure_ascii=False)
