"""Which question words are about, and which answer to it they mean. The words are data (`data/settlement.toml`)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from communique.data import load_toml
from communique.model.findings import Issue, Position
from communique.reading.actors.gazetteer import load_gazetteer

FEW = 4
"""Words that are added behind a matter of one or two words."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What some words mean: a question, and one of its options or None for the question in general.

    `party` is the one that the question is about, where it is about one ("Norway at the table").
    """

    question: str
    option: str | None
    name: str = ""
    party: str | None = None


@dataclass(frozen=True, slots=True)
class Known:
    """One question of the word list."""

    key: str
    name: str
    match: re.Pattern[str]
    unless: re.Pattern[str] | None
    within: re.Pattern[str] | None
    home: frozenset[str]
    topics: frozenset[str]
    main: tuple[str, str]
    none: tuple[str, str]
    patterns: tuple[tuple[re.Pattern[str], str, str], ...]
    turned: bool
    quiet: bool
    bare: str
    own: bool
    whose: bool
    spares: str
    named: str


def answer(words: str, issue: Issue | None = None, party: str | None = None, against: bool = False) -> Answer | None:
    """The question and the option that words mean; None where the list knows no such question.

    `issue` is that of the position, None for a term of a proposal; `party` who speaks, `against` whether it is against.

    >>> answer("sanctions to be lifted")
    Answer(question='sanctions', option='lifted', name='lifted', party=None)
    >>> answer("an end to foreign military aid").option
    'ends'
    """
    for known in known_questions():
        if issue is not None and known.topics and issue.value not in known.topics:
            continue
        if known.match.search(words) and not (known.unless and known.unless.search(words)):
            return _answer(known, words, party, against)
    for known in known_questions():
        # On its own issue a question is known by fewer words.
        if issue is not None and issue.value in known.home and known.within and known.within.search(words):
            return _answer(known, words, party, against)
    return None


def words_of(position: Position) -> str:
    """What a position is about, with the words around it that make its sense.

    Before it those that turn it ("a halt to" the strikes); behind a word or two those that say of what ("a halt").
    """
    about = position.about
    for sentence in position.evidence:
        at = sentence.find(about)
        if at >= 0:
            found = _lists().lead.search(sentence[:at])
            rest = re.split(r"[,.;:]| but ", sentence[at + len(about) :], maxsplit=1)[0]
            more = " ".join(rest.split()[:FEW]) if len(about.split()) < FEW - 1 else ""
            return f"{found[0] if found else ''}{about} {more}".strip()
    return about


def is_same_deed(words: str) -> bool:
    """True for a condition that another party does the same, or supports what is offered."""
    return _lists().same.search(words) is not None


def named_parties(words: str) -> tuple[str, ...]:
    """The parties that words name, by their codes, in the order of the words."""
    gazetteer = load_gazetteer()
    found: list[str] = []
    for run in re.findall(r"(?:[A-Z][\w.'’-]*\s?)+", words):
        names = run.split()
        for size in range(len(names), 0, -1):
            entries = [gazetteer.lookup(" ".join(names[i : i + size]).removesuffix("'s").removesuffix("’s"))
                       for i in range(len(names) - size + 1)]  # fmt: skip
            codes = [entry.code for entry in entries if entry and entry.code]
            if codes:
                found += [code for code in codes if code not in found]
                break
    return tuple(found)


def general_words(key: str) -> str:
    return str(load_toml("settlement")["general"][key])


def known_question(key: str) -> Known | None:
    """The question of the list behind the key of a row ("at-the-table:NOR" is one of "at-the-table")."""
    return next((known for known in known_questions() if known.key == key.partition(":")[0]), None)


@cache
def known_questions() -> tuple[Known, ...]:
    return tuple(_known(row) for row in load_toml("settlement")["question"])


def _answer(known: Known, words: str, party: str | None, against: bool) -> Answer | None:
    key, about = known.key, None
    if known.whose:
        names = named_parties(words)
        about = names[0] if names else party if _lists().self.search(words) else None
        if about is None:
            return None
        key = f"{key}:{about}"
    elif known.own and party and against and _is_own(words, party):
        key, about = f"{key}:{party}", party
    for pattern, option, name in known.patterns:
        found = pattern.search(words)
        if found:
            number = next((value for value in found.groupdict().values() if value), "")
            return Answer(key, option.format(n=number), name.format(n=number), about)
    turned = _lists().turning.search(words) is not None
    if known.quiet:
        return Answer(key, None, "", about)
    main = (turned if known.turned else not turned) if known.bare == "main" else turned
    option, name = known.main if main else known.none
    return Answer(key, option, name, about)


def _is_own(words: str, party: str) -> bool:
    """Whether a party speaks of troops of its own: sends them, or names itself before them ("American troops")."""
    before = words[: found.start()] if (found := _lists().troops.search(words)) else ""
    return _lists().own.search(words) is not None or party in named_parties(before)


def _known(row: dict[str, Any]) -> Known:
    main, none = row["main"], row["none"]
    options = [*row.get("option", ()), none, main]
    return Known(
        key=row["key"],
        name=row["name"],
        match=_pattern(row["match"]),
        unless=_pattern(row["unless"]) if "unless" in row else None,
        within=_pattern(row["within"]) if "within" in row else None,
        home=frozenset(row.get("home", ())),
        topics=frozenset(row.get("topics", ())),
        main=(main["key"], main["name"]),
        none=(none["key"], none["name"]),
        patterns=tuple((_pattern(o["match"]), o["key"], o["name"]) for o in options if "match" in o),
        turned=row.get("turned", False),
        quiet=row.get("quiet", False),
        bare=row.get("bare", "main"),
        own=row.get("own", False),
        whose=row.get("whose", False),
        spares=row.get("spares", ""),
        named=row.get("named", ""),
    )


@dataclass(frozen=True, slots=True)
class _Lists:
    lead: re.Pattern[str]
    turning: re.Pattern[str]
    same: re.Pattern[str]
    own: re.Pattern[str]
    self: re.Pattern[str]
    troops: re.Pattern[str]


@cache
def _lists() -> _Lists:
    data = load_toml("settlement")
    return _Lists(*(_pattern(data[name]) for name in ("lead", "turning", "same", "own", "self", "troops")))


def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(text, re.IGNORECASE)
