"""What a check says: one line, and how bad it is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Grade(StrEnum):
    """How bad it is: fine, worth knowing, or in need of mending before communique can do what it is asked to."""

    OK = "ok"
    WARNING = "warning"
    FAULT = "fault"


@dataclass(frozen=True, slots=True)
class Note:
    """One line: `about` is what was looked at (`settings`, `installation`, `record`, `online`), `hint` what to do."""

    grade: Grade
    about: str
    said: str
    hint: str = ""


def ok(about: str, said: str) -> Note:
    """What is as it should be."""
    return Note(Grade.OK, about, said)


def warning(about: str, said: str, hint: str) -> Note:
    """What works, but hardly as it is meant to."""
    return Note(Grade.WARNING, about, said, hint)


def fault(about: str, said: str, hint: str) -> Note:
    """What does not work."""
    return Note(Grade.FAULT, about, said, hint)
