"""The tables of `communique.toml`, each a frozen object; names of parties in them are resolved where they are used."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from communique.data import load_toml
from communique.model.actors import Level
from communique.model.findings import Issue
from communique.model.reader import EngineKind, ReaderKind
from communique.model.when import When
from communique.settings.values import Date, Digest, Duration, SendTo, SpeakAt, Target, is_address, one_of, within

SOURCE_KINDS = ("auto", "feed", "page", "list", "sitemap", "folder", "file")
WATCH_KINDS = ("contacts", "agreements", "disputes", "stances", "proposals", "deadlines", "persons", "edits")
"""What a watch may look for: the groups of changes, as `communique changes` has them."""

Rhythm = Annotated[Duration, AfterValidator(within(timedelta(seconds=1), timedelta(days=366)))]
Patience = Annotated[Duration, AfterValidator(within(timedelta(milliseconds=100), timedelta(hours=1)))]
Pause = Annotated[Duration, AfterValidator(within(timedelta(0), timedelta(hours=1)))]
Words = tuple[Annotated[str, Field(min_length=1)], ...]
SourceKind = Annotated[str, BeforeValidator(one_of(SOURCE_KINDS, "kind of source"))]
EngineName = Annotated[EngineKind, BeforeValidator(one_of(EngineKind, "engine"))]
ReaderName = Annotated[ReaderKind, BeforeValidator(one_of(ReaderKind, "reader"))]
WatchKind = Annotated[str, BeforeValidator(one_of(WATCH_KINDS, "kind"))]
IssueName = Annotated[str, BeforeValidator(one_of((issue.value for issue in Issue), "issue"))]
LevelName = Annotated[str, BeforeValidator(one_of((level.value for level in Level), "level"))]
Tls = Annotated[str, BeforeValidator(one_of(("starttls", "tls", "none"), "way of encrypting"))]


def _columns(value: Any) -> Any:
    """The columns of tables, each under a key of the article format. Raises ValueError, which names the nearest."""
    check = one_of(load_toml("columns")["keys"], "column")
    return {check(key): name for key, name in value.items()} if isinstance(value, dict) else value


Columns = Annotated[Mapping[str, Annotated[str, Field(min_length=1)]], BeforeValidator(_columns)]


def _proxy(value: str) -> str:
    """A proxy as the settings name it. Raises ValueError for what is none, or holds a password."""
    if value in ("", "environment") or value.startswith("$"):
        return value
    if "@" in value:
        raise ValueError("the proxy's password does not belong into the file: write $NAME of a variable that holds it")
    if not is_address(value):
        raise ValueError(f"{value[:80]!r} is no address of a proxy, such as http://proxy.example:3128")
    return value


ProxyName = Annotated[str, AfterValidator(_proxy)]


class Table(BaseModel):
    """A table of the settings: frozen, and without other keys than its own."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True, arbitrary_types_allowed=True)


class SourceEntry(Table):
    """`[[sources]]`: one place that `communique watch` reads again and again.

    Either `url` or `path` is given. `every` is how often it is looked at, None where that is learned; `outlet` what its
    articles are said to be from where they do not say it themselves; `columns` go before `[columns]`. Its pages are
    looked at again unless `revisit` is False.
    """

    url: str | None = Field(default=None, description="address of a feed, a page, a sitemap or a list of addresses")
    path: Path | None = Field(default=None, description="or a file or folder on this machine")
    name: str = Field(default="", description="what to call it; else its address")
    kind: SourceKind = Field(default="auto", description=f"what it is: {', '.join(SOURCE_KINDS)}")
    every: Rhythm | None = Field(default=None, description="how often it is looked at; else as often as it changes")
    outlet: str | None = Field(default=None, min_length=1, description="the outlet of articles that name none")
    revisit: bool = Field(default=True, description="false to look at its pages but once; see `revisit_after`")
    enabled: bool = Field(default=True, description="false to leave it out for a while")
    columns: Columns = Field(default={}, description="columns of this source, over those of [columns]")

    @model_validator(mode="after")
    def _one_place(self) -> SourceEntry:
        if (self.url is None) == (self.path is None):
            raise ValueError("a source has either a `url` or a `path`")
        if self.url is not None and not is_address(self.url):
            raise ValueError(f"{self.url[:80]!r} is no address: it begins with https://, or write it as `path`")
        return self

    @property
    def place(self) -> str:
        """The address or the path, as `communique read` takes it."""
        return self.url if self.url is not None else str(self.path)

    @property
    def title(self) -> str:
        """What it is called: its name, else its place."""
        return self.name or self.place


class OfficeHolder(Table):
    """`[[persons]]`: who holds which office, beside the shipped roster; `names` are the ways the name is written.

    The reader goes by years: `start` and `until` count with the years in which they lie, open where they are None.
    """

    names: Words = Field(alias="name", min_length=1, description="the name, or a list of its spellings")
    party: str = Field(min_length=1, description="code or name of the party")
    office: str = Field(min_length=1, description='the office, such as "foreign minister"')
    start: Date | None = Field(default=None, alias="from", description="since when: 2021, 2021-03 or 2021-03-15")
    until: Date | None = Field(default=None, description="until when; leave it out for who holds it still")
    level: LevelName | None = Field(default=None, description=f"where the office does not tell it: {', '.join(Level)}")

    @model_validator(mode="before")
    @classmethod
    def _names(cls, values: Any) -> Any:
        if isinstance(values, dict) and isinstance(values.get("name"), str):
            return {**values, "name": [values["name"]]}
        return values

    @model_validator(mode="after")
    def _forward(self) -> OfficeHolder:
        if self.first is not None and self.last is not None and self.last < self.first:
            raise ValueError(f"`until` ({self.until}) lies before `from` ({self.start})")
        return self

    @property
    def first(self) -> int | None:
        """The year in which the office was taken up, None where it is open."""
        return _year(self.start, 0)

    @property
    def last(self) -> int | None:
        """The year in which it was left, None where it is held still."""
        return _year(self.until, 1)


def _year(when: When | None, end: int) -> int | None:
    day = (when.earliest, when.latest)[end] if when else None
    return day.year if day else None


class Aliases(Table):
    """`[aliases]`: other names, each with what it stands for ("Foggy Bottom": "USA")."""

    parties: Mapping[str, str] = Field(default={}, description="names of parties, with the code or the usual name")
    persons: Mapping[str, str] = Field(default={}, description="spellings of persons, with the usual one")
    outlets: Mapping[str, str] = Field(default={}, description="names of outlets, with the usual one")


class Watch(Table):
    """`[[watches]]`: what to speak up about. Everything that is given must hold; of a list, one of its members.

    `parties` are those of interest to this watch, as codes or names: an item must have two of them, or the one where
    there is one (none: those of the settings). `kinds` are kinds of items, `issues` those of positions, `words` stand
    in the evidence, `people` among the persons, `places` at the place. `send` says where a digest goes, `digest` when.
    """

    name: str = Field(min_length=1, max_length=120, description="what to call it")
    parties: Words = Field(default=(), description="codes or names; else the parties of the settings")
    issues: tuple[IssueName, ...] = Field(default=(), description="issues of positions, such as sanctions")
    kinds: tuple[WatchKind, ...] = Field(default=(), description=f"kinds of items: {', '.join(WATCH_KINDS)}; else all")
    words: Words = Field(default=(), description="words, one of which stands in the evidence")
    people: Words = Field(default=(), description="persons, one of whom takes part or speaks")
    places: Words = Field(default=(), description="places, one of which is that of the contact")
    min_confidence: float = Field(default=0.0, ge=0, le=1, description="leave out what is less certain than this")
    send: tuple[SendTo, ...] = Field(
        default=(Target("print"),),
        description="print, mail, mail:ADDRESS, feed:FILE.xml, a webhook's address, or $VARIABLE that holds one",
    )
    digest: SpeakAt = Field(
        default=Digest(), description="at once, every 6 h, daily at 07:00 Europe/Berlin, Monday at 07:00"
    )
    enabled: bool = Field(default=True, description="false to leave it out for a while")


class Mail(Table):
    """`[mail]`: the server that sends digests. The password stands in the environment, never in the file."""

    host: str = Field(min_length=1, description="the server that sends mail")
    port: int = Field(default=587, ge=1, le=65535, description="its port")
    tls: Tls = Field(default="starttls", description="starttls, tls, or none (only on this machine)")
    sender: str = Field(alias="from", pattern=r"^[^\s@]+@[^\s@]+$", description="the sender's address")
    to: tuple[Annotated[str, Field(pattern=r"^[^\s@,]+@[^\s@,]+$")], ...] = Field(
        default=(), description="who gets what is sent to `mail`"
    )
    user: str | None = Field(default=None, description="the name to log in with; none where the server asks for none")
    password_env: str = Field(default="COMMUNIQUE_MAIL_PASSWORD", description="environment variable with the password")
    timeout: Patience = Field(default=timedelta(seconds=30), description="when to give up")


class Net(Table):
    """`[net]`: how pages and feeds are fetched. `delay` and `timeout` are timedeltas."""

    contact: str = Field(
        default="", description="mail or web address that sites may write to; stands in the user agent"
    )
    offline: bool = Field(default=False, description="fetch nothing")
    respect_robots: bool = Field(default=True, description="keep to robots.txt")
    allow_private: bool = Field(default=False, description="fetch from this machine and private networks as well")
    allow_hosts: tuple[str, ...] = Field(
        default=(), description="hosts (127.0.0.1:8080) that may be private all the same"
    )
    delay: Pause = Field(default=timedelta(seconds=1), description="pause between requests to a host")
    timeout: Patience = Field(default=timedelta(seconds=60), description="when to give up an address")
    proxy: ProxyName = Field(
        default="",
        description="a proxy: its address, $VARIABLE that holds it, or environment (HTTP_PROXY and its kin); else none",
    )
    revisit_after: tuple[Rhythm, ...] = Field(
        default=(timedelta(hours=1), timedelta(hours=6), timedelta(days=1), timedelta(days=3)),
        max_length=20,
        description="when `watch` looks again at a page that it read, for changes of which no feed tells; []: never",
    )


class Reader(Table):
    """`[reader]`: what finds contacts, positions and the rest in articles; by default the program's own rules.

    With `large`, a large language model behind an OpenAI-compatible API at `url`. Tokens are what such models count:
    about four letters of English. `price_in` and `price_out` are of a million tokens, in any currency.
    """

    kind: ReaderName = Field(
        default=ReaderKind.RULES, description="rules, or large: a large language model behind an API"
    )
    url: str | None = Field(default=None, description="address of the API, such as http://127.0.0.1:8000/v1")
    model: str | None = Field(default=None, min_length=1, max_length=200, description="name of the model there")
    key_env: str = Field(default="COMMUNIQUE_READER_KEY", description="environment variable with the key of the API")
    key_file: Path | None = Field(default=None, description="or a file that holds nothing but the key")
    allow_private: bool = Field(default=False, description="the API may be on this machine or a private network")
    timeout: Patience = Field(default=timedelta(minutes=2), description="when to give up one answer")
    retries: int = Field(default=4, ge=0, le=20, description="how often an article is asked again about, after a fault")
    patience: Pause = Field(default=timedelta(minutes=2), description="the longest pause that the API may ask for")
    article_tokens: int = Field(
        default=16_000, ge=3_000, description="tokens for one article and its answer; longer ones are read in part"
    )
    answer_tokens: int = Field(default=4_000, ge=200, description="of these, how many the answer may have")
    run_tokens: int = Field(default=1_000_000, ge=0, description="tokens in one run, and a day of watching")
    price_in: float = Field(default=0.0, ge=0, description="price of a million tokens that are sent")
    price_out: float = Field(default=0.0, ge=0, description="price of a million tokens of answers")
    article_cost: float | None = Field(default=None, gt=0, description="most that one article may cost; else any")
    run_cost: float | None = Field(default=None, gt=0, description="most that one run, or a day of watching, may cost")
    answers: Path = Field(default=Path("communique.answers"), description="folder in which answers are kept")
    options: Mapping[str, Any] = Field(default={}, description='further keys of each request; "" leaves one out')

    @model_validator(mode="after")
    def _sound(self) -> Reader:
        if self.url is not None and (not is_address(self.url) or "?" in self.url or "#" in self.url):
            raise ValueError("`url` is an address such as https://api.example/v1, and holds no key")
        if self.answer_tokens * 2 > self.article_tokens:
            raise ValueError("`answer_tokens` is at most half of `article_tokens`")
        if (self.article_cost or self.run_cost) and not (self.price_in or self.price_out):
            raise ValueError("a limit of cost needs `price_in` and `price_out`")
        return self


class Scope(Table):
    """`[scope]`: what is read where there are parties of interest."""

    skip: bool = Field(default=True, description="leave articles unread that do not concern the parties of interest")
    audit_percent: float = Field(
        default=2.0, ge=0, le=100, description="how many in a hundred of the skipped are read as a check"
    )
