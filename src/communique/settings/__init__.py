"""Settings: a file in the working folder, the environment and the flags of a command, each over the one before."""

from __future__ import annotations

from communique.settings.address import Address, Place
from communique.settings.invocation import command, name_of_reviewer, read_record, use_record
from communique.settings.loading import FILE, PREFIX, load_settings
from communique.settings.own_names import OwnNames
from communique.settings.settings import Settings
from communique.settings.tables import Aliases, Mail, Net, OfficeHolder, Reader, Scope, SourceEntry, Watch
from communique.settings.values import Digest, Target

__all__ = [
    "FILE",
    "PREFIX",
    "Address",
    "Aliases",
    "Digest",
    "Mail",
    "Net",
    "OfficeHolder",
    "OwnNames",
    "Place",
    "Reader",
    "Scope",
    "Settings",
    "SourceEntry",
    "Target",
    "Watch",
    "command",
    "load_settings",
    "name_of_reviewer",
    "read_record",
    "use_record",
]
