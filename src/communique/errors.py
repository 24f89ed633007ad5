"""The error tree. Every error has a message that says what is wrong and a hint that says how to mend it."""

from __future__ import annotations

from enum import StrEnum


class CommuniqueError(Exception):
    """Anything that communique reports to its user; `exit_code` is what the command line ends with.

    >>> print(CommuniqueError("no such record: x.db", hint="run `communique read` first"))
    no such record: x.db (run `communique read` first)
    """

    exit_code = 1

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message} ({self.hint})" if self.hint else self.message


class UsageError(CommuniqueError):
    """The command or the call was not understood: an unknown party, a date that is none, an id that is none."""

    exit_code = 2


class MissingPartError(UsageError):
    """What is asked for needs a package or a library that is not installed."""


class SettingsError(CommuniqueError):
    """The settings file or the environment holds something that cannot be used."""

    exit_code = 2


class InputError(CommuniqueError):
    """An input as a whole cannot be opened: the path does not exist, the folder may not be listed."""

    exit_code = 3


class RecordError(CommuniqueError):
    """The record file cannot be opened, read or written."""

    exit_code = 4


class NotARecordError(RecordError):
    """The file exists and is not a communique record, or one from a newer version."""


class RecordLockedError(RecordError):
    """Another process is writing to the record and did not finish within the time allowed."""


class RecordDeadlockError(RecordLockedError):
    """Two who write to the record waited for each other, and this one gave way: nothing was written, and it can be."""


class RecordAwayError(RecordError):
    """The server that keeps the record does not answer, or not now: the same may well be had later."""


class ChangedError(RecordError):
    """What a person decided about is no longer what that person saw: read again, or decided on by somebody else."""


class RecordFullError(RecordError):
    """There is no room, or no right, to write the record."""


class DeliveryError(CommuniqueError):
    """A digest could not be sent; `is_passing` where the same may well be taken later."""

    def __init__(self, message: str, *, hint: str = "", is_passing: bool) -> None:
        super().__init__(message, hint=hint)
        self.is_passing = is_passing


class FailureKind(StrEnum):
    """Why one item of an input could not be read; stored with the failure and listed at the end of a run."""

    EMPTY = "empty"
    BINARY = "binary"
    ENCODING = "encoding"
    TOO_LARGE = "too_large"
    MALFORMED = "malformed"
    NO_TEXT = "no_text"
    LANGUAGE = "language"
    UNSUPPORTED = "unsupported"
    UNREADABLE = "unreadable"
    OFFLINE = "offline"
    UNREACHABLE = "unreachable"
    TIMEOUT = "timeout"
    FORBIDDEN = "forbidden"
    ROBOTS = "robots"
    HTTP_STATUS = "http_status"
    READER = "reader"
    OTHER_DATE = "other_date"
    OTHER_HEADLINE = "other_headline"


class ArticleError(CommuniqueError):
    """One article cannot be read. Never ends a run: it becomes a stored failure with its kind and reason."""

    def __init__(self, message: str, *, kind: FailureKind, hint: str = "") -> None:
        super().__init__(message, hint=hint)
        self.kind = kind


class FetchError(ArticleError):
    """One address cannot be fetched; `status` is what its server answered, `retry_after` the seconds it asks to wait.

    >>> FetchError("nothing answers there", kind=FailureKind.UNREACHABLE, url="http://a.example/").status is None
    True
    """

    def __init__(
        self,
        message: str,
        *,
        kind: FailureKind,
        hint: str = "",
        url: str = "",
        status: int | None = None,
        retry_after: float | None = None,
    ) -> None:
        super().__init__(message, kind=kind, hint=hint)
        self.url = url
        self.status = status
        self.retry_after = retry_after

    @property
    def is_passing(self) -> bool:
        """True where the same address may well be had later: no answer, a busy host, a fault of the server."""
        if self.status is not None:
            return self.status in (408, 425, 429) or 500 <= self.status < 600
        return self.retry_after is not None or self.kind in (FailureKind.UNREACHABLE, FailureKind.TIMEOUT)
