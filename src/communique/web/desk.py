"""What the desk is set up with, and what each request finds."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, TypeVar

from fastapi import Depends, Request

from communique.record.store import Store
from communique.record.typed import read_day
from communique.settings.address import Place
from communique.settings.own_names import NONE, OwnNames
from communique.web.access import ForbiddenError, Gate, Tries
from communique.web.keeper import Keeper, NotReadyError
from communique.web.later import Later
from communique.web.outlook_file import OutlookFile
from communique.web.shown import Shown
from communique.web.users import User

T = TypeVar("T")
FILE_WAIT_S = 60.0
"""So long who asks for a file waits for it."""
LOOPBACK = ("127.0.0.1", "::1", "localhost")


@dataclass(frozen=True, slots=True)
class DeskOptions:
    """How the desk is run.

    `is_local` says that this machine alone can reach it: then nobody has to log in while it has no users. `header` is
    that in which a proxy in front of it, at one of the addresses `proxies`, says who asks.

    `hosts` are the names under which it answers; a request under another name is refused, so that no foreign site can
    reach it through a name that it made point here. `reviewer` is who decides where nobody logs in. `write_wait_s` is
    how long a decision waits to be seen in the record before the page comes back without it. `outlook` is the outlook
    file, by default `outlook.toml` beside the record, of a database in the working folder.
    """

    record: Place
    hosts: tuple[str, ...] = LOOPBACK
    lock_timeout_s: float = 30.0
    own: OwnNames = NONE
    reviewer: str = "analyst"
    outlook: Path | None = None
    is_local: bool = True
    header: str | None = None
    proxies: tuple[str, ...] = ("127.0.0.1", "::1")
    write_wait_s: float = 2.0
    secret: bytes = field(default=b"", repr=False)


@dataclass(frozen=True, slots=True)
class Desk:
    """The desk at work: its options, the keeper of its record, how people come in, the outlook file, what is worked
    out beside the pages, of that what is asked for as a file, and who tried in vain."""

    options: DeskOptions
    keeper: Keeper
    gate: Gate
    outlook: OutlookFile
    later: Later = field(default_factory=Later)
    files: Later = field(default_factory=Later)
    tries: Tries = field(default_factory=Tries)

    def reviewer(self, request: Request) -> User:
        """Who decides. Raises ForbiddenError for those who may only look."""
        user: User = request.state.who
        if not user.role.may_decide:
            raise ForbiddenError(f"{user.name} may look, and not decide", hint="ask for the role of a reviewer")
        return user

    def file(self, shown: Shown, key: Hashable, made: Callable[[], T]) -> T:
        """A file that takes long to make, one after the other beside the pages, for all who ask for it.

        Raises NotReadyError where it takes longer than a browser waits for a file, and what `made` raises.
        """
        found, is_there = self.files.get(key, (shown.revision, shown.record.as_of), made, FILE_WAIT_S)
        if not is_there or found is None:
            raise NotReadyError("this file takes a while to make", hint="ask for it again in a minute")
        return found

    def stop(self) -> None:
        """Begin nothing more."""
        self.later.stop()
        self.files.stop()

    def writing(self) -> Store:
        """The record file, open for a decision; the caller closes it."""
        return Store.open(self.options.record, create=False, timeout_s=self.options.lock_timeout_s)


def desk_of(request: Request) -> Desk:
    """The desk that answers a request."""
    found: Desk = request.app.state.desk
    return found


def shown_of(request: Request, as_of: str | None = None) -> Shown:
    """The record that a page shows; `as_of` is a day in the address. Raises UsageError for what is no day."""
    keeper = desk_of(request).keeper
    keeper.asked()
    return keeper.shown(read_day(as_of, "as_of", end=True) if as_of else None)


ShownNow = Annotated[Shown, Depends(shown_of)]
DeskNow = Annotated[Desk, Depends(desk_of)]
