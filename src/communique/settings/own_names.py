"""Names of a user's own, as one value that can be handed down and compared: files, aliases and office-holders."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from communique.settings.tables import OfficeHolder


@dataclass(frozen=True, slots=True)
class OwnNames:
    """What a user adds to the shipped gazetteer, roster and outlets. What stands in the settings wins over the files.

    `parties` are aliases with the code or name of the party, `spellings` those of persons with the usual name,
    `outlets` those of outlets.
    """

    gazetteer: Path | None = None
    roster: Path | None = None
    parties: tuple[tuple[str, str], ...] = ()
    persons: tuple[OfficeHolder, ...] = ()
    spellings: tuple[tuple[str, str], ...] = ()
    outlets: tuple[tuple[str, str], ...] = ()


NONE = OwnNames()
