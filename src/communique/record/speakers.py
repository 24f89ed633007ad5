"""Who stands behind a report: the one it is attributed to, and the party for which he or she speaks."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from communique.model.findings import ContactReport, Finding, Span, Statement
from communique.model.record import NOBODY, Speaker
from communique.record.names import name_keys


class Speakers:
    """Looks up speakers in the statements of the articles; without statements only what reports themselves say.

    >>> Speakers().of(report)  # doctest: +SKIP
    Speaker(name='Dmitry Peskov', party=None)
    """

    def __init__(self, statements: Iterable[Statement] = ()) -> None:
        self._statements: dict[str, list[Statement]] = defaultdict(list)
        parties: dict[str, Counter[str]] = defaultdict(Counter)
        for statement in statements:
            self._statements[statement.article].append(statement)
            if statement.source and statement.party:
                for key in name_keys(statement.source)[-1:]:
                    parties[key][statement.party] += 1
        self._parties = {key: min(found, key=lambda code: (-found[code], code)) for key, found in parties.items()}

    def of(self, finding: Finding) -> Speaker:
        """The speaker of a report: `said_by`, else the source of the statement that its deciding words stand in."""
        said_by = finding.said_by if isinstance(finding, ContactReport) else None
        if said_by:
            if said_by.isupper():
                return Speaker(None, said_by)
            return Speaker(said_by, self._parties.get(name_keys(said_by)[-1]) if name_keys(said_by) else None)
        cue = (finding.status_cue if isinstance(finding, ContactReport) else None) or next(iter(finding.spans), None)
        for statement in self._statements.get(finding.article, ()) if cue else ():
            if any(_overlap(span, cue) for span in statement.content_spans):
                return Speaker(statement.source, statement.party)
        return NOBODY


def _overlap(one: Span, other: Span | None) -> bool:
    return other is not None and one[0] < other[1] and other[0] < one[1]
