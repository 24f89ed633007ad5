"""Where a story has its news from: the agency that it credits, and the medium that one sentence cites."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache

from communique.data import load_toml
from communique.model.article import Article
from communique.model.deferred import UNTOLD, told

# Characters at either end of a text in which a credit stands.
HEAD, TAIL = 250, 200


@dataclass(frozen=True, slots=True)
class _Patterns:
    """The code of each name; patterns of which the first group that matched is a name."""

    codes: dict[str, str]
    agencies: frozenset[str]
    listed: re.Pattern[str]
    head: re.Pattern[str]
    tail: re.Pattern[str]
    cited: re.Pattern[str]
    unlisted: re.Pattern[str]


def credit_of(article: Article) -> str | None:
    """The one agency that the whole story comes from: its publisher, or the credit at its head or foot; else None.

    >>> credit_of(Article("a", "GENEVA, March 4 (Reuters) - Envoys met.")), credit_of(Article("b", "Reuters was told."))
    ('REUTERS', None)
    """
    known = told(article)
    if known is not UNTOLD:
        return known if known is None else str(known)
    own = publisher_code(article)
    if own in _patterns().agencies:
        return own
    text = article.text.strip()
    return _credited(text[:HEAD], text[-TAIL:])


@lru_cache(maxsize=65536)
def _credited(head: str, foot: str) -> str | None:
    """The one agency named as the source at the head or the foot of a text."""
    patterns = _patterns()
    found = {_name(match) for match in patterns.head.finditer(head)}
    found |= {_name(match) for match in patterns.tail.finditer(foot)}
    codes = {patterns.codes[name] for name in found}
    return codes.pop() if len(codes) == 1 else None


def publisher_code(article: Article) -> str | None:
    """The code of the medium that published an article where it is a listed one, else its name in small letters."""
    return _code_of(article.publisher) if article.publisher else None


@lru_cache(maxsize=4096)
def _code_of(publisher: str) -> str:
    name = publisher.strip()
    codes = _patterns().codes
    return codes.get(name) or codes.get(name.removeprefix("The ")) or _plain(name)


def medium_name(code: str) -> str:
    """The name of a medium by its code.

    >>> medium_name("REUTERS"), medium_name("aftenposten")
    ('Reuters', 'Aftenposten')
    """
    data = load_toml("agencies")
    names = data["agencies"].get(code) or data["media"].get(code) or [code.title() if code.islower() else code]
    return str(names[0])


@lru_cache(maxsize=65536)
def cited_in(sentence: str) -> frozenset[str]:
    """The media that a sentence has its news from, by code; unlisted ones by their names in small letters.

    >>> sorted(cited_in("He told the Tasnim agency that, as Reuters reported, talks would go on."))
    ['REUTERS', 'TASNIM']
    >>> sorted(cited_in("She said in an interview with the newspaper Aftenposten that they would meet."))
    ['aftenposten']
    """
    patterns = _patterns()
    listed = {patterns.codes[_name(match)] for match in patterns.cited.finditer(sentence)}
    others = {_plain(_unlisted(match)) for match in patterns.unlisted.finditer(sentence) if not _lists(patterns, match)}
    return frozenset(listed | others)


def _lists(patterns: _Patterns, match: re.Match[str]) -> bool:
    return patterns.listed.search(_name(match)) is not None


def _unlisted(match: re.Match[str]) -> str:
    """The name of a medium; "Peruvian radio" whole, since the adjective alone names none."""
    name = _name(match)
    return f"{name} {match['kind']}" if match["kind"] and name.rpartition(" ")[2] in _adjectives() else name


def _name(match: re.Match[str]) -> str:
    return next(group for group in match.groups() if group)


def _plain(name: str) -> str:
    return name.casefold().removeprefix("the ").strip()


@cache
def _adjectives() -> frozenset[str]:
    states = load_toml("states")["states"].values()
    return frozenset(word for state in states for word in state.get("adjective", ()))


@cache
def _patterns() -> _Patterns:
    data = load_toml("agencies")
    codes = {name: code for part in ("agencies", "media") for code, names in data[part].items() for name in names}
    words, credit = data["attribution"], data["credit"]
    agency = _any(name for names in data["agencies"].values() for name in names)
    name = _any(codes)
    before, after = f"(?i:{'|'.join(words['before'])})", f"(?:{'|'.join(words['after'])})"
    kind = rf"(?:(?:{'|'.join(words['owners'])}) )?(?:{'|'.join(sorted(words['kinds'], key=len, reverse=True))})"
    led = rf"(?:(?:[\w-]+ ){{0,2}}?{kind} |(?:{'|'.join(words['owners'])}) )?"
    title = r"[A-Z][\w'’-]+(?: [A-Z][\w'’-]+){0,2}"
    foot = f"(?i:{'|'.join(credit['foot'])})"
    return _Patterns(
        codes,
        frozenset(data["agencies"]),
        re.compile(name),
        # "(Reuters)", "/TASS/", and lines: "AFP", "By Ann Lee, Associated Press", "TASS - The talks ...".
        re.compile(rf"[(/\[] ?({agency}) ?[)/\]]|^(?:By .{{3,80}}?[,|] ?)?({agency}) *(?:$|[-–—|])", re.MULTILINE),
        # "With inputs from AFP.", "— Reuters", "(AP)", a last line "TASS".
        re.compile(rf"(?:\b{foot}[: ] ?(?:the )?|[-–—(/\[] ?|^)({agency})[ .)\]/]*\Z", re.MULTILINE),
        re.compile(
            rf"\b{before} (?:[Tt]he |an? )?{led}({name})|({name})(?: {kind})? (?:first |also |later )?{after}\b"
        ),
        re.compile(
            rf"\b{before} (?:[Tt]he |an? )?(?:(?:[\w-]+ ){{0,2}}?{kind} ({title})|({title}) (?P<kind>{kind})\b)"
        ),
    )


def _any(names: Iterable[str]) -> str:
    """A pattern for any of these names, the longest first, whole words only."""
    ordered = sorted(names, key=lambda name: (-len(name), name))
    return rf"(?<!\w)(?:{'|'.join(map(re.escape, ordered))})(?!\w)"
