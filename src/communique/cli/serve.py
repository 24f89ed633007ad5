"""`communique serve`: the desk in the browser."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from communique.cli.options import RecordPath

Host = Annotated[str, typer.Option(metavar="ADDRESS", help="The address to listen on; by default this machine alone.")]
Port = Annotated[int, typer.Option(metavar="PORT", min=0, max=65535, help="The port; 0 takes a free one.")]


Names = Annotated[
    list[str] | None,
    typer.Option("--name", metavar="HOST", help="A host name under which it answers as well, such as desk.example."),
]
Header = Annotated[
    str | None,
    typer.Option(metavar="NAME", help="The header in which a proxy on this machine says who asks: X-Forwarded-User."),
]
Outlook = Annotated[
    Path | None,
    typer.Option(metavar="FILE", show_default=False,
                 help="The outlook file that the desk shows and changes; by default outlook.toml beside the record."),
]  # fmt: skip


def serve(
    record: RecordPath = None,
    host: Host = "127.0.0.1",
    port: Port = 8310,
    names: Names = None,
    trust_header: Header = None,
    outlook: Outlook = None,
) -> None:
    """Open the desk: the record in the browser, to be read, checked and corrected.

    New articles that `communique read` takes in meanwhile appear by themselves. Ctrl-C ends it. Where others can reach
    it, they log in: add them with `communique users add NAME`.

    [bold]Example[/bold]

    communique serve --record talks.db
    """
    import uvicorn

    from communique.cli.consoles import say
    from communique.cli.opening import open_settings, open_store
    from communique.settings import name_of_reviewer
    from communique.web import DeskOptions, create_app
    from communique.web.desk import LOOPBACK

    settings = open_settings(record)
    is_local = host in LOOPBACK
    with open_store(settings):
        pass
    options = DeskOptions(
        record=settings.record,
        hosts=tuple(dict.fromkeys((*LOOPBACK, host.lower(), *(name.lower() for name in names or ())))),
        lock_timeout_s=settings.lock_timeout_s,
        own=settings.own_names,
        reviewer=name_of_reviewer(settings),
        is_local=is_local,
        header=trust_header,
        outlook=outlook,
    )
    desk = create_app(options)
    say(f"the desk of {settings.record}: http://{host}:{port}/ (Ctrl-C ends it)")
    uvicorn.run(desk, host=host, port=port, log_level="warning", server_header=False)
