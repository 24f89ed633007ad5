"""A large language model as a finder: asked about each article, its answer checked against the article's words."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from dataclasses import replace

from communique.clock import Clock, SystemClock
from communique.errors import FailureKind, FetchError, SettingsError
from communique.findings.batch import nothing_found
from communique.findings.large.answers import Answer, Answers
from communique.findings.large.budget import Budget, UnansweredError
from communique.findings.large.checking import Tally, check_answer, read_answer
from communique.findings.large.endpoint import Endpoint, Means
from communique.findings.large.naming import Naming
from communique.findings.large.question import Question, ask_about, most_letters, version
from communique.findings.persons import find_persons
from communique.findings.statements import find_statements
from communique.model.article import Article, Failure
from communique.model.findings import Findings
from communique.net.client import Client
from communique.net.manners import manners_of
from communique.net.urls import Url, parse_url
from communique.reading.actors.gazetteer import Gazetteer, load_gazetteer
from communique.reading.reading import Reading
from communique.settings import Reader, Settings

VERSION = 1
"""Counts up whenever the same answer would give other findings."""
_ANSWER_BYTES = 4_000_000
_KEY = re.compile(r"[\x21-\x7e]{1,4000}")


class LargeModel:
    """Contacts, positions, agreements, proposals and deadlines by a large model; statements and persons by the rules.

    For one thread at a time. `settings`, `budget` and `tally` say what was asked for, spent and found.
    """

    def __init__(self, settings: Reader, endpoint: Endpoint, budget: Budget, gazetteer: Gazetteer) -> None:
        self.settings = settings
        self.budget = budget
        self.tally = Tally()
        self.from_kept = self.unkept = 0
        self._endpoint = endpoint
        self._gazetteer = gazetteer
        self._answers = Answers(settings.answers)

    @property
    def name(self) -> str:
        return f"large-{VERSION}.{version()} {self.settings.model}"

    @property
    def most(self) -> int:
        return most_letters(self.settings)

    def prepare(self, texts: Iterable[str]) -> None:
        """Nothing is cheaper for many at once."""

    def find(self, reading: Reading) -> Findings:
        """What the model finds in one article and the article bears; a failure where there is no answer to be had."""
        article = reading.article
        try:
            answer = self._answer(ask_about(article, self.settings))
        except UnansweredError as error:
            return nothing_found(article, FailureKind.READER, error.reason, error.hint)
        row, is_whole = read_answer(answer.content)
        if row is None:
            reason, hint = "it was left unread: the large model's answer is no JSON", "choose a model that can write it"
            return nothing_found(article, FailureKind.READER, reason, hint)
        found = check_answer(row, reading, Naming(reading, self._gazetteer), self.tally)
        said, named = find_statements(reading), find_persons(reading)
        broken = () if is_whole and not answer.broke_off else (self._broken_off(article),)
        return replace(found, statements=said, persons=named, times=reading.times, failures=broken)

    def models(self) -> tuple[str, ...] | None:
        """The models that the server says it has; None where it lists none. Raises UnansweredError."""
        return self._endpoint.models()

    def _answer(self, question: Question) -> Answer:
        """The answer that is kept, else a new one, which is kept before anything else is done with it."""
        kept = self._answers.get(question.key)
        if kept is not None:
            self.from_kept += 1
            return kept
        answer = self._endpoint.ask(question)
        self.unkept += not self._answers.keep(question.key, answer)
        return answer

    def _broken_off(self, article: Article) -> Failure:
        reason = "the large model's answer breaks off: only what came before counts"
        hint = f"raise `answer_tokens` ({self.settings.answer_tokens:,}) under [reader], or choose another model"
        return Failure(article.origin or article.id, FailureKind.TOO_LARGE, reason, hint, article.id)


def make_large_model(settings: Settings, clock: Clock | None = None) -> LargeModel:
    """The large model of the settings. Raises SettingsError where they do not say which, or forbid to ask it."""
    reader = settings.reader
    if reader.url is None or reader.model is None:
        missing = "url" if reader.url is None else "model"
        hint = f"set `{missing}` under [reader] in communique.toml; docs/large-models.md tells how"
        raise SettingsError(f"there is no `{missing}` of a large model", hint=hint)
    if settings.net.offline:
        raise SettingsError("a large model cannot be asked offline", hint="leave --offline out, or read with the rules")
    place = _place(reader)
    own = manners_of(settings)
    seconds = reader.timeout.total_seconds()
    manners = replace(
        own,
        read_s=seconds,
        total_s=seconds,
        max_bytes=_ANSWER_BYTES,
        host_delay_s=0.0,
        patience_s=reader.patience.total_seconds(),
        allow_private=False,
        allow_hosts=frozenset({f"{place.host}:{place.port}"} if reader.allow_private else ()),
    )
    clock = clock or SystemClock()
    budget = Budget(reader, clock)
    means = Means(Client(manners, clock=clock), clock, budget)
    return LargeModel(reader, Endpoint(reader, key_of(reader), means), budget, load_gazetteer(settings.own_names))


def key_of(settings: Reader) -> str | None:
    """The key of the API, from the environment or its file; None where neither is there.

    Raises SettingsError, which never quotes it.
    """
    key = os.environ.get(settings.key_env, "").strip()
    where = f"the variable {settings.key_env}"
    if settings.key_file is not None:
        where = str(settings.key_file)
        try:
            key = settings.key_file.read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError) as error:
            said = (error.strerror if isinstance(error, OSError) else None) or "it is no text"
            raise SettingsError(
                f"the key in {where} cannot be read: {said}", hint="mend `key_file` or its rights"
            ) from None
    if not key:
        return None
    if not _KEY.fullmatch(key):
        raise SettingsError(f"{where} holds no key of an API", hint="one line of letters, digits and signs, no blanks")
    return key


def _place(settings: Reader) -> Url:
    try:
        place = parse_url(settings.url or "")
    except FetchError as error:
        raise SettingsError(f"`url` under [reader]: {error.message}", hint=error.hint) from None
    if place.scheme == "http" and not settings.allow_private:
        hint = "begin it with https://, or set `allow_private` for a server on this machine or your own network"
        raise SettingsError("`url` under [reader]: articles and key would travel in the open", hint=hint)
    return place
