"""Writes `docs/commands.md` and `docs/settings.md` from what they tell of: `python -m communique.cli.docs`."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import Any

from communique.settings.page import settings_page

PLACE = Path("docs") / "commands.md"
SETTINGS_PLACE = Path("docs") / "settings.md"
HEAD = """# Commands

Generated from `--help` by `python -m communique.cli.docs`; change the help, not this file.
"""
_MARKUP = re.compile(r"\[/?bold\]")


def commands_page() -> str:
    """The page with every command: what it does, its arguments and options, examples."""
    import typer

    from communique.cli.app import app

    root: Any = typer.main.get_command(app)
    parts = [HEAD, _paragraphs(root.help)]
    parts.append("\n".join(f"- [`communique {name}`](#communique-{name.replace(' ', '-')})" for name, _ in _all(root)))
    parts.extend(_command(name, command) for name, command in _all(root))
    return "\n\n".join(part.strip() for part in parts) + "\n"


def _all(group: Any, before: str = "") -> Iterator[tuple[str, Any]]:
    for name, command in group.commands.items():
        if hasattr(command, "commands"):
            if command.invoke_without_command:
                yield f"{before}{name}", command
            yield from _all(command, f"{before}{name} ")
        else:
            yield f"{before}{name}", command


def _command(name: str, command: Any) -> str:
    arguments = [p for p in command.params if p.param_type_name == "argument"]
    options = [p for p in command.params if p.param_type_name == "option"]
    usage = " ".join(["communique", name, *(_names(p) for p in arguments), "[OPTIONS]"])
    rows = [f"| `{_names(p)}` | {_meaning(p)} |" for p in [*arguments, *options]]
    table = "\n".join(["| | |", "| --- | --- |", *rows])
    return f"## communique {name}\n\n    {usage}\n\n{_paragraphs(command.help)}\n\n{table}"


def _paragraphs(text: str | None) -> str:
    """Help as Markdown: the lines below an "Examples" heading become code."""
    found, examples = [], False
    for paragraph in re.split(r"\n\s*\n", (text or "").strip()):
        words = " ".join(_MARKUP.sub("", paragraph).split())
        if words in ("Example", "Examples"):
            examples = True
        else:
            found.append(f"    {words}" if examples else words)
    return "\n\n".join(found)


def _names(parameter: Any) -> str:
    if parameter.param_type_name == "argument":
        return f"{parameter.metavar}{'...' if parameter.nargs == -1 else ''}"
    names = ", ".join([*parameter.opts, *parameter.secondary_opts])
    return names if parameter.type_descriptor.annotation is bool else f"{names} {parameter.metavar or _kind(parameter)}"


def _kind(parameter: Any) -> str:
    kind = parameter.type_descriptor.annotation
    return "/".join(kind) if issubclass(kind, StrEnum) else str(kind.__name__).upper()


def _meaning(parameter: Any) -> str:
    text = " ".join((parameter.help or "").split())
    default = getattr(parameter.default, "value", parameter.default)
    shown = default not in (None, False, "", (), []) and not callable(default)
    return f"{text} Default: {default}." if shown else text


def main() -> None:
    """Write the pages into `docs/` of the working folder, or with `--check` only say whether one is stale."""
    pages = {PLACE: commands_page(), SETTINGS_PLACE: settings_page()}
    if "--check" in sys.argv[1:]:
        stale = [str(place) for place, page in pages.items() if not place.is_file() or place.read_text("utf-8") != page]
        sys.exit(f"stale: {', '.join(stale)} (run `python -m communique.cli.docs`)" if stale else 0)
    for place, page in pages.items():
        place.parent.mkdir(exist_ok=True)
        place.write_text(page, encoding="utf-8")


if __name__ == "__main__":
    main()
