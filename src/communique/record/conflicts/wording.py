"""What the words of the evidence say beyond the fields: stage, directness, denials, who led and who stayed away."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from communique.articles.datelines import dateline_of
from communique.data import load_toml
from communique.model.findings import Finding, Span
from communique.reading.actors.gazetteer import load_gazetteer
from communique.record.names import last_key, name_keys

_WORD = re.compile(r"[\w'’-]+")


@dataclass(frozen=True, slots=True)
class _Patterns:
    stages: dict[str, re.Pattern[str]]
    direct: re.Pattern[str]
    indirect: re.Pattern[str]
    margin: re.Pattern[str]
    denial: re.Pattern[str]
    plan: re.Pattern[str]
    no_plan: re.Pattern[str]
    another: re.Pattern[str]
    beside: re.Pattern[str]
    lower: re.Pattern[str]
    leads: re.Pattern[str]
    away: re.Pattern[str]
    excluded: re.Pattern[str]
    nobody: re.Pattern[str]
    rough: re.Pattern[str]


def stage_of(evidence: str) -> str | None:
    """`early` or `advanced`, as preparations are said to be; None where nothing or both are said.

    >>> stage_of("Preparations are at an advanced stage.")
    'advanced'
    """
    found = [name for name, pattern in _patterns().stages.items() if pattern.search(evidence)]
    return found[0] if len(found) == 1 else None


def calls_direct(sentence: str) -> bool:
    """True where a contact is called direct, without a denial before it; a word at its margin does not make it so.

    >>> calls_direct("There will be no direct talks."), calls_direct("The talks were direct.")
    (False, True)
    """
    patterns = _patterns()
    said = any(match["denied"] is None for match in patterns.direct.finditer(sentence))
    return said and patterns.margin.search(sentence) is None


def calls_another_indirect(evidence: str) -> bool:
    """True where "indirect" is said, and only of what came before or comes after.

    >>> calls_another_indirect("They agreed to meet again after two hours of indirect talks.")
    True
    """
    patterns = _patterns()
    said = [evidence[: match.start()] for match in patterns.indirect.finditer(evidence)]
    return bool(said) and all(patterns.beside.search(before) for before in said)


def denies_past(evidence: str) -> bool:
    """True where it is denied that something took place or is under way; not where it is merely not planned.

    >>> denies_past("The palace denied that the two had spoken."), denies_past("No call is planned.")
    (True, False)
    """
    return _patterns().denial.search(evidence) is not None


def denies_plan(evidence: str) -> bool:
    """True where it is denied that something is planned, agreed or set.

    >>> denies_plan("She said there were no plans for a call."), denies_plan("Plans for a call are made.")
    (True, False)
    """
    return _patterns().no_plan.search(evidence) is not None


def claims_plan(evidence: str) -> bool:
    """True where it is said in so many words that something is agreed, arranged or set.

    >>> claims_plan("The two will meet in Bonn."), claims_plan("The two could meet in Bonn.")
    (True, False)
    """
    return _patterns().plan.search(evidence) is not None


def tells_of_another(sentence: str, place: str) -> bool:
    """True where what comes before a place in a sentence turns to another occasion: "to be followed by talks in Bonn".

    >>> tells_of_another("They meet on Sunday, ahead of a summit in Bonn.", "Bonn")
    True
    """
    before, found, _ = sentence.partition(place)
    return bool(found) and _patterns().another.search(before) is not None


def without_dateline(sentence: str) -> str:
    """A sentence without the dateline before it, whose place need not be that of what is told.

    >>> without_dateline("BONN, March 4 (Reuters) - They met in a hotel.")
    'They met in a hotel.'
    """
    dateline = dateline_of(sentence)
    return re.split(r"\s(?:[-–—_]|--)\s|:\s", sentence, maxsplit=1)[-1] if dateline else sentence


def names_as_part(sentence: str, place: str, whole: str) -> bool:
    """True where a place is named with what it lies in: "in Anora, in the southern Valdar province".

    >>> names_as_part("They met in Anora, southern Valdar.", "Anora", "Valdar")
    True
    """
    return bool(place and whole) and (
        re.search(rf"\b{re.escape(place)},? (?:in |of )?(?:[\w’'-]+ ){{0,3}}?{re.escape(whole)}\b", sentence)
        is not None
    )


@lru_cache(maxsize=64)
def _among_others(word: str) -> re.Pattern[str]:
    link = r"(?:or|and|to|until|through)"
    return re.compile(rf"\b{link} (?:\w+ ){{0,2}}?{word}\b|\b{word}\b (?:\w+ ){{0,2}}?{link}\b")


def names_among_others(evidence: str, weekday: str) -> bool:
    """True where a weekday is named as one of several: "on Thursday evening or on Friday".

    >>> names_among_others("They meet on Thursday evening or on Friday.", "Friday")
    True
    """
    return _among_others(weekday).search(evidence) is not None


def deciding_words(about: str, value: str, report: Finding) -> Span | None:
    """Where in its article a report says this of a field in dispute: offsets; None where no words of its say so.

    "Work is well advanced.", of the status, for the value "advanced": "well advanced".
    """
    for (start, _), sentence in zip(report.spans, report.evidence, strict=False):
        if found := _words_in(about, value, sentence):
            return start + found[0], start + found[1]
    return None


def _words_in(about: str, value: str, sentence: str) -> Span | None:
    patterns = _patterns()
    if about in ("status", "directness"):
        known = patterns.stages | {"direct": patterns.direct, "indirect": patterns.indirect}
        match = known.get(value, patterns.denial).search(sentence)
        return match.span() if match else None
    last = value.split()[-1:] if about in ("place", "participants") else []
    at = sentence.find(last[0]) if last else -1
    return (at, at + len(last[0])) if at >= 0 else None


def led_by(evidence: str, names: Iterable[str]) -> dict[str, str]:
    """Who leads which delegation, of these names: the key of the last name by the adjective of the side ("" for none).

    >>> led_by("The Chadian delegation was led by Idriss Maro.", ["Idriss Maro"])
    {'chadian': 'maro'}
    """
    found: dict[str, str] = {}
    known: dict[str, str] | None = None
    for match in _patterns().leads.finditer(evidence):
        known = _by_last(names) if known is None else known
        side = match["side"] or match["side_"] or ""
        words = [match["last"]] if match["last"] else _WORD.findall(match["words"])
        if leader := next((known[word] for word in words if word in known), None):
            found.setdefault(side.casefold(), leader)
    return found


def stayed_away(evidence: str, names: Iterable[str]) -> frozenset[str]:
    """The keys of the last names, of these, of those who are said not to take part.

    >>> sorted(stayed_away("Mr Maro did not attend.", ["Idriss Maro", "Ana Vik"]))
    ['maro']
    """
    found: set[str] = set()
    known: dict[str, str] | None = None
    for match in _patterns().away.finditer(evidence):
        known = _by_last(names) if known is None else known
        words = [match["last"]] if match["last"] else _WORD.findall(match["words"])
        if match["aside"] and match["last"] not in known:
            # "The minister, Omar Badri, stayed at home."
            words = _WORD.findall(match["aside"])
        # "al-Maro" is Maro where he is called so.
        keys = set(known.values())
        found.update(key for word in words if (key := known.get(word) or last_key(word)) in keys)
    return frozenset(found)


def _by_last(names: Iterable[str]) -> dict[str, str]:
    """The keys of last names by the last names as they are written."""
    return {name.split()[-1]: name_keys(name)[-1] for name in names if name_keys(name) and name.split()}


def left_out(evidence: str) -> frozenset[str]:
    """The codes of parties that are said not to take part.

    >>> sorted(left_out("Peru was not invited, and they met without Chile.")), left_out("Not without Peru's consent.")
    (['CHL', 'PER'], frozenset())
    >>> sorted(left_out("No Peruvian was present."))
    ['PER']
    """
    found = set()
    for match in _patterns().excluded.finditer(evidence):
        entry = load_gazetteer().lookup(match["first"] or match["then"])
        if entry and entry.sort in ("name", "capital", "seat"):
            found.add(entry.code)
    for match in _patterns().nobody.finditer(evidence):
        entry = load_gazetteer().lookup(match["citizen"])
        if entry and entry.sort in ("name", "adjective", "demonym"):
            found.add(entry.code)
    return frozenset(found)


def tells_day_roughly(evidence: str) -> bool:
    """True where a day is counted in weeks: "a week ago".

    >>> tells_day_roughly("A week ago she had turned it down."), tells_day_roughly("On Friday she turned it down.")
    (True, False)
    """
    return _patterns().rough.search(evidence) is not None


def names_party(evidence: str, code: str) -> bool:
    """True where the words name a party by its name."""
    return load_gazetteer().party(code).name in evidence


def means_lower_rank(evidence: str) -> bool:
    """True where deputies, ambassadors and the like are meant just so: "talks of the deputy ministers"."""
    return _patterns().lower.search(evidence) is not None


@cache
def _patterns() -> _Patterns:
    merging, data = load_toml("merging"), load_toml("conflicts")
    denied = _any(merging["direct"]["denied"])
    return _Patterns(
        stages={name: _words(parts) for name, parts in merging["stage"].items()},
        direct=re.compile(
            rf"(?:\b(?P<denied>{denied})\s+(?:\w+\s+){{0,3}})?\b{_any(merging['direct']['words'])}\b", re.IGNORECASE
        ),
        indirect=_words(["indirect(?:ly)?"]),
        margin=_words(merging["direct"]["margin"]),
        denial=_words(data["denial"]["past"]),
        plan=_words(data["claim"]["plans"]),
        no_plan=_words(data["denial"]["plans"]),
        another=_words(data["another"]["before"]),
        beside=re.compile(rf"\b{_any(data['another']['beside'])} (?:[\w-]+ ){{0,9}}$", re.IGNORECASE),
        lower=_words(data["ranks"]["lower"]),
        leads=_leading(data["heads"]),
        away=re.compile(
            rf"\b(?P<last>[\w'’-]+)(?:,(?: (?P<aside>[^,.;:]{{4,50}}),)?| (?:him|her)self)?"
            rf" {_any(data['absent']['after'])}\b"
            rf"|\b{_any(data['absent']['before'])} (?P<words>(?:[\w.'’-]+ ){{0,6}}[\w'’-]+)"
        ),
        excluded=_excluding(data["excluded"]),
        nobody=re.compile(
            rf"\b(?i:{_any(data['excluded']['no'])}) (?P<citizen>[A-Z][\w-]+?)s? {_any(data['excluded']['there'])}\b"
        ),
        rough=_words(data["rough"]["days"]),
    )


def _leading(data: Mapping[str, list[str]]) -> re.Pattern[str]:
    """ "The Chadian delegation, headed by ...", "Maro led the Chadian team"."""
    nouns, after, before = (_any(data[key]) for key in ("nouns", "after", "before"))
    noun = rf"(?:[a-z]+ )?{nouns}"
    return re.compile(
        rf"\b(?:(?P<side>[A-Z][\w-]+) )?{noun},? {after} (?P<words>(?:[\w.'’,-]+ ){{0,8}}[\w'’-]+)"
        rf"|\b(?P<last>[\w'’-]+),? {before} (?:[Tt]he |an? |its |his |her )?(?:(?P<side_>[A-Z][\w-]+) )?{noun}\b"
    )


def _excluding(data: Mapping[str, list[str]]) -> re.Pattern[str]:
    name = r"[A-Z][\w-]+(?: (?:of |and )?[A-Z][\w-]+){0,2}"
    behind = rf"(?=[,;:.”\"]|$| {_any(data['ends'])}\b)"
    return re.compile(
        rf"\b(?P<first>{name}) {_any(data['after'])}\b|\b{_any(data['before'])} (?:the )?(?P<then>{name}){behind}"
    )


def _words(parts: Iterable[str]) -> re.Pattern[str]:
    return re.compile(rf"\b{_any(parts)}\b", re.IGNORECASE)


def _any(parts: Iterable[str]) -> str:
    return f"(?:{'|'.join(parts)})"
