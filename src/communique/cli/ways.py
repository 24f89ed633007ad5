"""Options of how articles are read, which the verbs share that read: what tables hold, by whom, by how many, where."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any

import typer

from communique.cli.options import bundled
from communique.cli.reader import ReaderChoice, set_reader
from communique.model.reader import EngineKind, ReaderKind

if TYPE_CHECKING:
    from communique.settings import Settings

ColumnNames = Annotated[
    str | None,
    typer.Option(
        "--columns",
        metavar="KEY=COLUMN,...",
        help="Which columns of a table hold what: text=body,published=date. Else well-known names are looked for.",
        show_default=False,
    ),
]
Offline = Annotated[
    bool,
    typer.Option(
        "--offline", help="Fetch nothing: what a feed itself holds is read, other links are listed as failures."
    ),
]
WorkerCount = Annotated[
    int | None,
    typer.Option(
        "--workers",
        metavar="N",
        min=1,
        max=1024,
        help="Processes that read where there are many articles; else that of the settings: one for each core.",
        show_default=False,
    ),
]
EngineChoice = Annotated[
    EngineKind | None,
    typer.Option(
        "--engine",
        help="What reads where there are many articles: processes of this machine, or a Ray cluster (the extra `ray`).",
        show_default=False,
    ),
]
ClusterAddress = Annotated[
    str | None,
    typer.Option(
        "--cluster",
        metavar="ADDRESS",
        help="The Ray cluster, as `auto`, HOST:PORT or ray://HOST:PORT; else one is started on this machine.",
        show_default=False,
    ),
]

_OPTIONS: dict[str, tuple[Any, Any]] = {
    "columns": (ColumnNames, None),
    "offline": (Offline, False),
    "reader": (ReaderChoice, None),
    "workers": (WorkerCount, None),
    "engine": (EngineChoice, None),
    "cluster": (ClusterAddress, None),
}


@dataclass(frozen=True, slots=True)
class Way:
    """What the options ask for, as given."""

    columns: str | None = None
    offline: bool = False
    reader: ReaderKind | None = None
    workers: int | None = None
    engine: EngineKind | None = None
    cluster: str | None = None

    def settings(self, record: str | None = None) -> Settings:
        """The settings with these options laid over them. Raises SettingsError, UsageError for what is no column."""
        from communique.cli.opening import open_settings
        from communique.sources.columns import parse_columns

        return open_settings(
            record,
            columns=parse_columns(self.columns) if self.columns else None,
            net={"offline": True} if self.offline else None,
            reader=set_reader(self.reader),
            workers=self.workers,
            engine=self.engine,
            cluster=self.cluster,
        )


def ways() -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Give a verb these options; it receives them as `way`."""
    return bundled("way", Way, _OPTIONS)
