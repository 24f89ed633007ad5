"""`communique init`: a commented settings file to begin with."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

Folder = Annotated[
    Path, typer.Argument(metavar="[FOLDER]", help="Where to write it, made if need be; else here.", show_default=False)
]
Parties = Annotated[str | None, typer.Option(metavar="A,B,...", help="The parties that you follow, by name or code.")]
Feeds = Annotated[
    list[str] | None, typer.Option("--feed", metavar="URL", help="A feed or page to read again and again; repeatable.")
]


def init(folder: Folder = Path(), parties: Parties = None, feeds: Feeds = None) -> None:
    """Write a settings file with every setting, explained and commented out.

    A file that is there already stays as it is.

    [bold]Examples[/bold]

    communique init

    communique init talks --parties Russia,Ukraine --feed https://news.example/world.xml
    """
    from communique.cli.consoles import say
    from communique.errors import SettingsError, UsageError
    from communique.new_file import new_file
    from communique.reading.actors.gazetteer import load_gazetteer
    from communique.settings import FILE
    from communique.settings.template import template
    from communique.settings.values import is_address

    named = [part.strip() for part in (parties or "").split(",") if part.strip()]
    gazetteer = load_gazetteer()
    titles = [gazetteer.party(gazetteer.code_of(name)).name for name in named]
    for feed in feeds or []:
        if not is_address(feed):
            raise UsageError(f"--feed {feed}: no address", hint="it begins with https://")
    place = folder / FILE
    text = template(list(dict.fromkeys(titles)), feeds or [])
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if place.exists():
            raise FileExistsError
        with new_file(place) as part:
            part.write_text(text, encoding="utf-8")
    except FileExistsError:
        hint = "it stays as it is; edit it, or remove it first"
        raise SettingsError(
            f"{place} is there already" if place.exists() else f"{folder} is no folder", hint=hint
        ) from None
    except OSError as error:
        raise SettingsError(
            f"{place} cannot be written: {error.strerror or error}", hint="choose another folder"
        ) from error
    say(f"wrote {place}: every setting, explained; edit it, and check it there with `communique doctor`")
