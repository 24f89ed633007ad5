"""The server of a large model: asked with patience, within a budget; what it refuses is told in our own words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pydantic_core import from_json

from communique.clock import Clock
from communique.data import load_toml
from communique.errors import FailureKind, FetchError
from communique.findings.large.answers import Answer
from communique.findings.large.budget import Budget, UnansweredError
from communique.findings.large.question import Form, Question, tokens_of
from communique.net.client import Client
from communique.settings import Reader

# Seconds.
_FIRST_PAUSE_S = 2.0
_LONGEST_PAUSE_S = 60.0
_NOT_UNDERSTOOD = (400, 422, 500, 501)
"""What servers answer to a form that they do not know; llama-cpp-python's says 500."""
_OF_ONE_ARTICLE = (400, 413, 422)
_LOST = (FailureKind.TIMEOUT, FailureKind.TOO_LARGE)
"""Failures of which the server may well have done its work, and counted it."""
_LISTS_NONE = (400, 404, 405, 501)
"""What servers answer that do not list their models."""
_IN_A_ROW = 3
"""Articles after which a server that answers nothing is left alone for the rest of the run."""


@dataclass(frozen=True, slots=True)
class Means:
    """What an endpoint works with."""

    client: Client
    clock: Clock
    budget: Budget


class Endpoint:
    """Asks `SETTINGS.url/chat/completions`. The key goes into one header and nowhere else."""

    def __init__(self, settings: Reader, key: str | None, means: Means) -> None:
        self._settings = settings
        self._base = (settings.url or "").rstrip("/")
        self._address = f"{self._base}/chat/completions"
        self._headers = {"Authorization": f"Bearer {key}"} if key else {}
        self._client, self._clock, self._budget = means.client, means.clock, means.budget
        self._form: Form | None = None
        self._closed: UnansweredError | None = None
        self._lost_in_a_row = 0

    def ask(self, question: Question) -> Answer:
        """The answer to one question. Raises UnansweredError for whatever kept it from coming."""
        if self._closed is not None:
            raise UnansweredError(self._closed.reason, self._closed.hint)
        self._budget.begin()
        try:
            answer = self._in_some_form(question)
        except UnansweredError as error:
            if error.is_final:
                self._closed = error
            raise
        except FetchError as error:
            raise self._given_up(error) from None
        self._lost_in_a_row = 0
        return answer

    def models(self) -> tuple[str, ...] | None:
        """The names of the models that the server has, which costs nothing; None where it lists none.

        Raises UnansweredError where it does not answer, or does not let us in.
        """
        try:
            listed = from_json(self._client.call(f"{self._base}/models", None, self._headers))["data"]
            return tuple(str(row["id"]) for row in listed)
        except FetchError as error:
            if error.status in _LISTS_NONE:
                return None
            raise UnansweredError(*_reason(error)) from None
        except (ValueError, KeyError, TypeError):
            return None

    def _in_some_form(self, question: Question) -> Answer:
        """Ask in the strictest form; where the server does not understand that, in the next, and remember it."""
        for form in Form if self._form is None else (self._form,):
            try:
                answer = self._patiently(question, form)
            except FetchError as error:
                if error.status not in _NOT_UNDERSTOOD or not self._may_doubt(form):
                    raise
                continue
            self._form = form
            return answer
        raise AssertionError("the last form is never doubted")

    def _may_doubt(self, form: Form) -> bool:
        """True while a refusal may be one of the form: no answer has come in any, and there are looser ones."""
        return self._form is None and form is not Form.WORDS

    def _patiently(self, question: Question, form: Form) -> Answer:
        pause = _FIRST_PAUSE_S
        for left in range(self._settings.retries, -1, -1):
            try:
                return self._once(question, form)
            except FetchError as error:
                too_long = (error.retry_after or 0.0) > self._settings.patience.total_seconds()
                is_of_form = error.status in _NOT_UNDERSTOOD and self._may_doubt(form)
                if not error.is_passing or not left or too_long or is_of_form:
                    raise
                self._clock.sleep(max(pause, error.retry_after or 0.0))
                pause = min(pause * 2, _LONGEST_PAUSE_S)
        raise AssertionError("the last attempt returns or raises")

    def _once(self, question: Question, form: Form) -> Answer:
        limit = self._settings.answer_tokens
        self._budget.admit(question.tokens, limit)
        try:
            body = self._client.call(self._address, question.body(form), self._headers)
        except FetchError as error:
            if error.kind in _LOST:
                self._budget.book(question.tokens, limit)
            raise
        try:
            answer = _understood(body, question)
        except FetchError:
            self._budget.book(question.tokens, limit)
            raise
        self._budget.book(answer.tokens_in, answer.tokens_out)
        return answer

    def _given_up(self, error: FetchError) -> UnansweredError:
        """Why there is no answer, and whether it is worth asking about other articles."""
        reason, hint = _reason(error)
        is_final = error.kind is FailureKind.FORBIDDEN
        if error.status is not None:
            too_long = error.status in (429, 503) and error.retry_after is not None
            is_final = _row(error.status).get("final", False) or (too_long and not self._may_wait(error))
        self._lost_in_a_row += error.status not in _OF_ONE_ARTICLE
        is_final = is_final or self._lost_in_a_row >= _IN_A_ROW
        given_up = UnansweredError(f"it was left unread: {reason}", hint, is_final=is_final)
        self._closed = given_up if is_final else None
        return given_up

    def _may_wait(self, error: FetchError) -> bool:
        return (error.retry_after or 0.0) <= self._settings.patience.total_seconds()


def _row(status: int) -> dict[str, Any]:
    """What a status means; see the data."""
    rows = load_toml("large_model")["statuses"]
    found: dict[str, Any] = rows.get(str(status)) or rows.get(f"{status // 100}xx") or rows["other"]
    return found


def _reason(error: FetchError) -> tuple[str, str]:
    """Why there is no answer, and what to do."""
    if error.status is None:
        return f"the large model gave no answer: {error.message}", _hint(error)
    row = _row(error.status)
    return f"{row['reason']} ({error.status})", row["hint"]


def _hint(error: FetchError) -> str:
    """What to do, where that is another thing than for a page."""
    if error.kind is FailureKind.FORBIDDEN and "address" in error.message:
        return "if the server is on this machine or your own network, set `allow_private` under [reader]"
    if error.kind is FailureKind.TIMEOUT:
        return "raise `timeout` under [reader], or lower `answer_tokens`"
    if error.kind is FailureKind.UNREACHABLE:
        return "look whether the server runs and `url` under [reader] is right"
    return "look at `url` under [reader] and at the server"


def _understood(body: bytes, question: Question) -> Answer:
    """What the server says that the model answered. Raises FetchError (MALFORMED) where it says nothing of the kind."""
    try:
        row = from_json(body)
        choice = row["choices"][0]
        content = choice["message"]["content"]
    except (ValueError, KeyError, IndexError, TypeError):
        content = None
    if not isinstance(content, str):
        reason = "what came is no answer of a large model"
        raise FetchError(reason, kind=FailureKind.MALFORMED, hint="look at `url` under [reader]")
    usage = row.get("usage")
    sent, came = (_count(usage, name) for name in ("prompt_tokens", "completion_tokens"))
    return Answer(
        content,
        choice.get("finish_reason") == "length",
        question.tokens if sent is None else sent,
        tokens_of(len(content)) if came is None else came,
    )


def _count(usage: Any, name: str) -> int | None:
    number = usage.get(name) if isinstance(usage, dict) else None
    return number if type(number) is int and 0 <= number < 100_000_000 else None
