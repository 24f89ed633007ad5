"""The outlook file beside the record, as the desk reads and changes it: never over a change that nobody saw."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from communique.analysis.settlement.outlook import NOTHING, Outlook
from communique.analysis.settlement.outlook_file import load_outlook
from communique.analysis.settlement.outlook_writing import save_outlook
from communique.errors import ChangedError, UsageError
from communique.settings.address import Address, Place

NAME = "outlook.toml"


def outlook_beside(record: Place) -> Path:
    """Where the outlook of a record lies: beside its file; of a database, in the working folder."""
    return Path(NAME) if isinstance(record, Address) else record.with_name(NAME)


@dataclass(frozen=True, slots=True)
class Given:
    """An outlook with the state of its file; `fault` says why the file, if it is at fault, counts for nothing."""

    outlook: Outlook = NOTHING
    state: str = ""
    fault: UsageError | None = None


class OutlookFile:
    """The file at a path; what other programs write into it counts from the next question on."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock = threading.Lock()
        self._known: Given | None = None

    def read(self) -> Given:
        """The outlook as it stands."""
        state = self._state()
        known = self._known
        if known is None or known.state != state:
            known = self._known = self._load(state)
        return known

    def change(self, seen: str, made: Callable[[Outlook], Outlook]) -> None:
        """Put a change into the file. Raises ChangedError where it is no longer what was seen, and UsageError."""
        with self._lock:
            given = self.read()
            if given.fault:
                raise given.fault
            if seen != given.state:
                raise ChangedError("the outlook has changed since", hint="look at it again, then decide")
            save_outlook(self.path, made(given.outlook))

    def _load(self, state: str) -> Given:
        if not state:
            return Given()
        try:
            return Given(load_outlook(self.path), state)
        except UsageError as error:
            return Given(NOTHING, state, error)

    def _state(self) -> str:
        """The digest of the file; "" where there is none."""
        try:
            return hashlib.blake2b(self.path.read_bytes(), digest_size=8).hexdigest()
        except FileNotFoundError:
            return ""
        except OSError as error:
            return f"unreadable: {error.errno}"
