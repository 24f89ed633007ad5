"""What the words of the evidence say beyond the fields: stage, directness, denials, who led and who stayed away."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache

from communique.data import load_toml
from communique.model.findings import Finding, Span
from communique.reading.actors.gazetteer import load_gazetteer
from communique.record.names import name_keys


@dataclass(frozen=True, slots=True)
class _Patterns:
    stages: dict[str, re.Pattern[str]]
    direct: re.Pattern[str]
    indirect: re.Pattern[str]
    margin: re.Pattern[str]
    denial: re.Pattern[str]


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


def denies_past(evidence: str) -> bool:
    """True where it is denied that something took place or is under way; not where it is merely not planned.

    >>> denies_past("The palace denied that the two had spoken."), denies_past("No call is planned.")
    (True, False)
    """
    return _patterns().denial.search(evidence) is not None


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
    data = load_toml("conflicts")["heads"]
    nouns, after, before = ("|".join(data[key]) for key in ("nouns", "after", "before"))
    found: dict[str, str] = {}
    for name in names:
        for pattern in _around(name, nouns, after, before):
            for match in pattern.finditer(evidence):
                found.setdefault((match["side"] or "").casefold(), name_keys(name)[-1])
    return found


def stayed_away(evidence: str, names: Iterable[str]) -> frozenset[str]:
    """The keys of the last names, of these, of those who are said not to take part.

    >>> sorted(stayed_away("Mr Maro did not attend.", ["Idriss Maro", "Ana Vik"]))
    ['maro']
    """
    data = load_toml("conflicts")["absent"]
    after, before = "|".join(data["after"]), "|".join(data["before"])
    return frozenset(
        name_keys(name)[-1]
        for name in names
        if (last := _last(name))
        and re.search(rf"\b{last} (?:{after})\b|\b(?:{before}) (?:[\w.'’-]+ ){{0,4}}{last}\b", evidence)
    )


def left_out(evidence: str) -> frozenset[str]:
    """The codes of parties that are said not to take part.

    >>> sorted(left_out("Peru was not invited, and they met without Chile.")), left_out("Not without Peru's consent.")
    (['CHL', 'PER'], frozenset())
    """
    found = set()
    for match in _excluding().finditer(evidence):
        entry = load_gazetteer().lookup(match["first"] or match["then"])
        if entry and entry.sort in ("name", "capital", "seat"):
            found.add(entry.code)
    return frozenset(found)


def names_party(evidence: str, code: str) -> bool:
    """True where the words name a party by its name."""
    return load_gazetteer().party(code).name in evidence


def means_lower_rank(evidence: str) -> bool:
    """True where deputies, ambassadors and the like are meant just so: "talks of the deputy ministers"."""
    lower = "|".join(load_toml("conflicts")["ranks"]["lower"])
    return re.search(rf"\b(?:{lower})\b", evidence, re.IGNORECASE) is not None


@cache
def _excluding() -> re.Pattern[str]:
    data = load_toml("conflicts")["excluded"]
    after, before, ends = ("|".join(data[key]) for key in ("after", "before", "ends"))
    name = r"[A-Z][\w-]+(?: (?:of |and )?[A-Z][\w-]+){0,2}"
    behind = rf"(?=[,;:.”\"]|$| (?:{ends})\b)"
    return re.compile(rf"\b(?P<first>{name}) (?:{after})\b|\b(?:{before}) (?:the )?(?P<then>{name}){behind}")


@lru_cache(maxsize=4096)
def _around(name: str, nouns: str, after: str, before: str) -> tuple[re.Pattern[str], ...]:
    """Patterns that make a person the leader of a delegation; `side` is the word before the noun."""
    last = _last(name)
    if not last:
        return ()
    noun = rf"(?:(?P<side>[A-Z][\w-]+) )?(?:[a-z]+ )?(?:{nouns})"
    title = r"(?:[\w.'’,-]+ ){0,7}?"
    return (
        re.compile(rf"\b{noun},? (?:{after}) {title}{last}\b"),
        re.compile(rf"\b{last},? (?:{before}) (?:[Tt]he |an? |its |his |her )?{noun}\b"),
    )


def _last(name: str) -> str:
    parts = name.split()
    return re.escape(parts[-1]) if parts and name_keys(name) else ""


@cache
def _patterns() -> _Patterns:
    data = load_toml("merging")
    stages = {name: re.compile(rf"\b(?:{'|'.join(parts)})\b", re.IGNORECASE) for name, parts in data["stage"].items()}
    denied, words = "|".join(data["direct"]["denied"]), "|".join(data["direct"]["words"])
    direct = re.compile(rf"(?:\b(?P<denied>{denied})\s+(?:\w+\s+){{0,3}})?\b(?:{words})\b", re.IGNORECASE)
    margin = re.compile(rf"\b(?:{'|'.join(data['direct']['margin'])})\b", re.IGNORECASE)
    denial = re.compile(rf"\b(?:{'|'.join(load_toml('conflicts')['denial']['past'])})\b", re.IGNORECASE)
    return _Patterns(stages, direct, re.compile(r"\bindirect(?:ly)?\b", re.IGNORECASE), margin, denial)
