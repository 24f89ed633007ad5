"""The page of the documentation with every setting, from the settings themselves."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo
from pydantic_core import PydanticUndefined

from communique.settings.loading import table_of
from communique.settings.settings import Settings
from communique.settings.values import say_duration

HEAD = """# Settings

Generated from the settings by `python -m communique.cli.docs`; change the descriptions there, not this file.

`communique.toml` in the folder in which communique runs. `communique init` writes one with every setting, explained
and commented out; `communique doctor` checks it. A flag goes before an environment variable, and that before the
file. An unknown name or a value that cannot be is refused with its table, its line and the nearest name that there
is.

The variable of a setting is `COMMUNIQUE_` and its name (`COMMUNIQUE_RECORD`), with that of the table before it
(`COMMUNIQUE_NET_OFFLINE`); lists have commas between their members. What stands in lists of tables (`[[sources]]`,
`[[watches]]`, `[[persons]]`) and in tables of names has no variable. Lengths of time are written `30 s`, `30 min`, `6
h`, `1 day`; dates `2021`, `2021-03` or `2021-03-15`, with the signs of EDTF where they are uncertain.

**Names of your own.** Parties and persons come from what communique brings with it, then from the files `gazetteer`
and `roster`, then from `[aliases]` and `[[persons]]`, the later before the earlier. The files are for long lists that
several folders share, and for new parties; what stands in the settings is for the handful of names of one
negotiation. An alias names a party that there is, by code or name, or a person on the roster. The years of an office
are what counts of its dates. Names that two articles of a record give one person can also be joined there:
`communique decide alias`.

**Secrets** stand in the environment, never in the file: the password of the mail server in the variable that
`password_env` names, addresses of webhooks in the one that `send = ["$NAME"]` names, the secret that signs posts in
that of `webhook_secret_env`, the key of a large model's API in that of `key_env` (or in a file of its own, `key_file`).

What `parties` and `[scope]` leave unread, and why, is told in [scope.md](scope.md).
"""


def settings_page() -> str:
    """The page: one table for the plain settings, and one for each table of them."""
    plain = {name: field for name, field in Settings.model_fields.items() if table_of(field.annotation) is None}
    parts = [HEAD, _rows(plain)]
    for name, field in Settings.model_fields.items():
        table = table_of(field.annotation)
        if table is not None:
            title = f"[[{name}]]" if get_origin(field.annotation) is tuple else f"[{name}]"
            parts.append(f"## `{title}`\n\n{_sentence(field.description or '')}")
            parts.append(_rows(table.model_fields))
    return "\n\n".join(part.strip() for part in parts) + "\n"


def _rows(fields: dict[str, FieldInfo]) -> str:
    rows = [f"| `{field.alias or name}` | {field.description} | {_default(field)} |" for name, field in fields.items()]
    return "\n".join(["| setting | what it is | default |", "| --- | --- | --- |", *rows])


def _default(field: FieldInfo) -> str:
    value = field.default
    if value is PydanticUndefined:
        return "must be given"
    told = _told(value)
    return f"`{told}`" if told else ""


def _told(value: Any) -> str:
    """A default as it is written in the file; empty for none."""
    if value is None or value in ((), {}, "") or isinstance(value, BaseModel):
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, timedelta):
        return say_duration(value)
    if isinstance(value, tuple):
        return ", ".join(map(_told, value))
    return f"{value:g}" if isinstance(value, float) else str(value)


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}."
