"""Who stands behind a report: the one it is attributed to, and the party for which he or she speaks."""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from itertools import chain
from typing import Protocol, runtime_checkable

from communique.model.findings import ContactReport, Finding, Span, Statement
from communique.model.record import NOBODY, Speaker
from communique.record.names import last_key, name_keys


@runtime_checkable
class Indexed(Protocol):
    """Statements that know their articles, and what is known of those who make them, without going through them."""

    @property
    def parties(self) -> Mapping[str, str]:
        """For each last name the party that its bearer mostly speaks for."""

    def made_in(self, article: str) -> Sequence[Statement]:
        """The statements of an article."""


class Speakers:
    """Looks up speakers in the statements of the articles; without statements only what reports themselves say.

    >>> Speakers().of(report)  # doctest: +SKIP
    Speaker(name='Dmitry Peskov', party=None)
    """

    def __init__(self, statements: Iterable[Statement] = ()) -> None:
        self._statements = statements if isinstance(statements, Indexed) else _Listed(statements)

    def of(self, finding: Finding, words: Span | None = None) -> Speaker:
        """The speaker of a report's status; with `words`, of what these words of its article say.

        That is `said_by`, where it holds for the words, else the source of the statement that they stand in.
        """
        cue = (finding.status_cue if isinstance(finding, ContactReport) else None) or next(iter(finding.spans), None)
        said_by = finding.said_by if isinstance(finding, ContactReport) else None
        if words is not None and _sentence(finding, words) != _sentence(finding, cue):
            said_by = None
        found = self._source_of(finding.article, words or cue)
        if said_by is None or (said_by == found.party and found.name):
            return found
        if said_by.isupper():
            return Speaker(None, said_by)
        return Speaker(said_by, self.party_of(said_by))

    def party_of(self, name: str) -> str | None:
        """The party for which a person of that last name mostly speaks."""
        keys = name_keys(name)
        return self._statements.parties.get(keys[-1]) if keys else None

    def made_in(self, article: str) -> Sequence[Statement]:
        """The statements of an article."""
        return self._statements.made_in(article)

    def _source_of(self, article: str, words: Span | None) -> Speaker:
        """Who makes the statement that words of an article stand in."""
        for statement in self._statements.made_in(article):
            if any(_overlap(span, words) for span in statement.content_spans):
                return Speaker(statement.source, statement.party)
        return NOBODY


class _Listed:
    """Statements as a list of them tells."""

    def __init__(self, statements: Iterable[Statement]) -> None:
        self._by_article: dict[str, list[Statement]] = defaultdict(list)
        for statement in statements:
            self._by_article[statement.article].append(statement)

    @cached_property
    def parties(self) -> Mapping[str, str]:
        """What `parties_of_names` makes of them; most questions need none of it."""
        return parties_of_names(chain.from_iterable(self._by_article.values()))

    def made_in(self, article: str) -> Sequence[Statement]:
        """The statements of an article."""
        return self._by_article.get(article, ())


def parties_of_names(statements: Iterable[Statement]) -> dict[str, str]:
    """For each last name of those who make statements the party that its bearer mostly speaks for."""
    named = Counter((statement.source, statement.party) for statement in statements)
    parties: dict[str, Counter[str]] = defaultdict(Counter)
    for (name, party), times in named.items():
        key = last_key(name) if name and party else None
        if key is not None and party:
            parties[key][party] += times
    return {key: min(found, key=lambda code: (-found[code], code)) for key, found in parties.items()}


def speakers_in(statements: Sequence[Statement]) -> Speakers:
    """The speakers of these very statements, looked up once for all who ask in turn."""
    for known, made in tuple(_LATEST):
        if known is statements:
            return made
    made = Speakers(statements)
    _LATEST.append((statements, made))
    return made


_LATEST: deque[tuple[Sequence[Statement], Speakers]] = deque(maxlen=1)
"""Of one record alone, so that no other is kept."""


def _sentence(finding: Finding, words: Span | None) -> Span | None:
    """The evidence sentence in which words stand."""
    return next((span for span in finding.spans if _overlap(span, words)), None)


def _overlap(one: Span, other: Span | None) -> bool:
    return other is not None and one[0] < other[1] and other[0] < one[1]
