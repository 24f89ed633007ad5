"""What a model answered -> findings: an item counts only where the article's own words bear it.

Nothing that a model says goes any further but words that stand in the article, codes of parties that it names, words
of a closed vocabulary, and dates that the program itself read there. So an article that tells a model what to say can
at worst make it report what that article says.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from pydantic_core import from_json

from communique.findings import given
from communique.findings.large.naming import Naming
from communique.findings.large.question import ITEMS
from communique.model.findings import Finding, Findings, Span
from communique.model.when import parse_when, publication_day
from communique.reading.reading import Reading

CONFIDENCE = 0.5
"""How sure the program is of what a large model found: nobody has measured it."""
REASON = "large-model"
LETTERS = {"contacts": "c", "positions": "p", "agreements": "a", "proposals": "o", "deadlines": "d"}
_SENTENCES = 3
_SHORT = 12
"""Characters below which words that are no whole sentence are no evidence: they stand anywhere."""
_TOOK_PLACE = ("held", "under_way")


class _UnfitError(Exception):
    """An item that is no finding, and in few words why."""


@dataclass(slots=True)
class Tally:
    """How many items came, why how many of them were dropped, and what of the others was left unknown."""

    items: int = 0
    dropped: Counter[str] = field(default_factory=Counter)
    emptied: Counter[str] = field(default_factory=Counter)

    def add(self, other: Tally) -> None:
        self.items += other.items
        self.dropped.update(other.dropped)
        self.emptied.update(other.emptied)


def read_answer(content: str) -> tuple[dict[str, Any] | None, bool]:
    """The JSON object in a model's words, whatever stands around it, and whether it is whole.

    Of an object that breaks off, what came before; None where there is no object.

    >>> read_answer('Sure! ```json {"contacts": [], "deadlines": [{"what": "re')
    ({'contacts': [], 'deadlines': [{}]}, False)
    """
    words = content.rpartition("</think>")[2]
    start, end = words.find("{"), words.rfind("}") + 1
    if start < 0:
        return None, True
    for text, is_whole in ((words[start:end], True), (words[start:], False)):
        try:
            found = from_json(text, allow_partial=not is_whole)
        except ValueError:
            continue
        if isinstance(found, dict):
            return found, is_whole
    return None, True


def check_answer(row: dict[str, Any], reading: Reading, naming: Naming, tally: Tally) -> Findings:
    """The findings of an answer that hold against the article; `tally` counts those that do not, by reason."""
    return _Check(reading, naming, tally).findings(row)


class _Check:
    def __init__(self, reading: Reading, naming: Naming, tally: Tally) -> None:
        self._reading, self._naming, self._tally = reading, naming, tally
        self._left_out: Counter[str] = Counter()
        self._text = reading.article.text
        self._day = publication_day(reading.article.published)
        self._fields: dict[str, Callable[[dict[str, Any], list[Span]], dict[str, Any]]] = {
            "contacts": self._contact,
            "positions": self._position,
            "agreements": self._agreement,
            "proposals": self._proposal,
            "deadlines": self._deadline,
        }

    def findings(self, row: dict[str, Any]) -> Findings:
        kinds: dict[str, tuple[Finding, ...]] = {}
        for kind in ITEMS:
            rows = sorted(self._rows(row.get(kind), kind), key=lambda item: item["spans"])
            found, refused = given.from_json({kind: rows}, self._reading.article)
            self._tally.dropped["in no word of the vocabulary"] += len(refused)
            numbered = enumerate(getattr(found, kind), 1)
            kinds[kind] = tuple(replace(item, id=f"{LETTERS[kind]}{number}") for number, item in numbered)
        return Findings(self._reading.article.id, self._reading.article.published, **kinds)  # type: ignore[arg-type]

    def _rows(self, items: Any, kind: str) -> Iterator[dict[str, Any]]:
        """The items of a kind as rows of the findings format, each once."""
        seen: list[dict[str, Any]] = []
        for item in items if isinstance(items, list) else ():
            self._tally.items += 1
            self._left_out.clear()
            try:
                row = self._row(item, kind)
            except _UnfitError as error:
                self._tally.dropped[str(error)] += 1
                continue
            if row in seen:
                self._tally.dropped["said twice"] += 1
                continue
            self._tally.emptied += self._left_out
            seen.append(row)
            yield row

    def _row(self, item: Any, kind: str) -> dict[str, Any]:
        if not isinstance(item, dict) or not all(key in item for key in ITEMS[kind]):
            raise _UnfitError("incomplete")
        spans = self._evidence(item["evidence"])
        row = {key: value for key, value in item.items() if "enum" in ITEMS[kind].get(key, {})}
        row |= self._fields[kind](item, spans)
        if row.get("status") in _TOOK_PLACE and self._is_to_come(row.get("date")):
            raise _UnfitError("held on a day to come")
        evidence = [self._text[start:end] for start, end in spans]
        known = {"evidence": evidence, "spans": [list(span) for span in spans]}
        return row | known | {"confidence": CONFIDENCE, "reason": REASON}

    def _evidence(self, value: Any) -> list[Span]:
        """Where the evidence stands, widened to whole sentences, in the order of the text."""
        quotes = [value] if isinstance(value, str) else value
        if not isinstance(quotes, list) or not quotes or not all(isinstance(quote, str) for quote in quotes):
            raise _UnfitError("without evidence")
        spans = []
        for quote in quotes[:_SENTENCES]:
            words = quote.strip()
            start = self._text.find(words) if words else -1
            if start < 0:
                raise _UnfitError("with evidence that is not in the article")
            spans.append(self._widened(start, start + len(words)))
        return sorted(set(spans))

    def _widened(self, start: int, end: int) -> Span:
        over = [s for s in self._reading.parse.sentences if s.start < end and start < s.end]
        whole = (over[0].start, over[-1].end) if over else (start, end)
        if len(over) > _SENTENCES:
            raise _UnfitError("with evidence that is no sentence")
        if end - start < min(_SHORT, whole[1] - whole[0]):
            raise _UnfitError("with evidence that is no sentence")
        return whole

    def _contact(self, item: dict[str, Any], spans: list[Span]) -> dict[str, Any]:
        mediators = self._parties(item["mediators"])
        parties = [code for code in self._parties(item["parties"]) if code not in mediators]
        if len(parties) < 2:
            raise _UnfitError("without parties that the article names")
        participants = self._each(item["participants"], self._naming.person, "persons")
        said_by = self._one(item["said_by"], lambda n: self._naming.person(n) or self._naming.party(n), "speakers")
        known = {"parties": parties, "mediators": mediators, "participants": participants, "said_by": said_by}
        return known | {"place": self._words(item["place"], "places"), "date": self._date(item["date"], spans)}

    def _position(self, item: dict[str, Any], spans: list[Span]) -> dict[str, Any]:
        party = self._party(item["party"])
        holder = self._one(item["holder"], self._naming.person, "persons")
        about, condition = self._needed(item["about"]), self._words(item["condition"], "conditions")
        return {"party": party, "holder": holder, "about": about, "condition": condition}

    def _agreement(self, item: dict[str, Any], spans: list[Span]) -> dict[str, Any]:
        parties = self._parties(item["parties"])
        if not parties:
            raise _UnfitError("without parties that the article names")
        return {"parties": parties, "what": self._needed(item["what"]), "date": self._date(item["date"], spans)}

    def _proposal(self, item: dict[str, Any], spans: list[Span]) -> dict[str, Any]:
        terms = self._each(item["terms"], self._naming.words, "terms")
        if not terms:
            raise _UnfitError("in words that are not in the article")
        proposer = self._one(item["proposer"], self._naming.party, "proposers")
        return {"proposer": proposer, "name": self._words(item["name"], "names") or terms[0], "terms": terms}

    def _deadline(self, item: dict[str, Any], spans: list[Span]) -> dict[str, Any]:
        return {"what": self._needed(item["what"]), "date": self._date(item["date"], spans)}

    def _needed(self, value: Any) -> str:
        found = self._naming.words(value) if isinstance(value, str) else None
        if found is None:
            raise _UnfitError("in words that are not in the article")
        return found

    def _party(self, value: Any) -> str:
        found = self._naming.party(value) if isinstance(value, str) else None
        if found is None:
            raise _UnfitError("without parties that the article names")
        return found

    def _parties(self, value: Any) -> list[str]:
        return sorted(set(self._each(value, self._naming.party, "parties")))

    def _each(self, value: Any, known: Callable[[str], str | None], what: str) -> list[str]:
        found = (self._one(one, known, what) for one in (value if isinstance(value, list) else ()))
        return list(dict.fromkeys(one for one in found if one is not None))

    def _words(self, value: Any, what: str) -> str | None:
        return self._one(value, self._naming.words, what)

    def _one(self, value: Any, known: Callable[[str], str | None], what: str) -> str | None:
        """What a value stands for in the article; None, and counted, where it stands for nothing there."""
        if value is None or value == "":
            return None
        found = known(value) if isinstance(value, str) else None
        self._left_out[what] += found is None
        return found

    def _date(self, value: Any, spans: list[Span]) -> str | None:
        return self._one(value, lambda words: self._naming.date(words, spans), "dates")

    def _is_to_come(self, edtf: str | None) -> bool:
        when = parse_when(edtf) if edtf else None
        first: date | None = when.earliest if when else None
        return first is not None and self._day is not None and first > self._day
