"""Movements that no list names: an article says itself what they are ("a rebel group, the X Front (XF)")."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from communique.data import load_toml
from communique.reading.actors.gazetteer import Entry, Gazetteer, Naming
from communique.reading.parse import Token

_OPPOSED = frozenset(load_toml("groups")["opposition"]["modifiers"]) | {"armed"}
_BODIES = frozenset(load_toml("groups")["opposition"]["organised"]) | {"army", "militia", "front"}
_OWN = frozenset({"liberation", "revolutionary", "resistance"})
_JOINING = frozenset({"of", "for", "the", "and", "de", "du", "da", "do", "la", "del", "'s", "’s"})
_HEADS = frozenset({
    "movement", "front", "army", "alliance", "coalition", "council", "union", "congress", "party", "forces", "force",
    "organisation", "organization", "brigades", "brigade", "resistance",
})  # fmt: skip
_REACH = 9


def with_coined(tokens: Sequence[Token], known: Sequence[Naming], gazetteer: Gazetteer) -> list[Naming]:
    """The known names, and those of movements that the article introduces, wherever they stand in it.

    An acronym in brackets behind a name of whose words it has the first letters is taken for that of a movement where
    the name is one of a body that fights ("Liberation Front"), or rebels are named beside it. What is known of a part
    of such a name counts no more.
    """
    at = {i: naming for naming in known for i in range(naming.first, naming.last)}
    found: dict[str, tuple[int, int]] = {}
    for i in range(2, len(tokens) - 1):
        acronym = tokens[i].text
        opened = tokens[i - 1].text == "(" and tokens[i + 1].text == ")"
        if not opened or not _is_acronym(acronym) or i in at or acronym in gazetteer.parties or acronym in found:
            continue
        first = _name_before(tokens, i - 1, acronym)
        whole = at.get(first) if first is not None else None
        if first is None or (whole is not None and whole.last == i - 1):
            continue
        if _is_movement(tokens, first, i):
            found[acronym] = (first, i - 1)
    named = list(_namings(tokens, found))
    inside = {i for naming in named for i in range(naming.first, naming.last)}
    return sorted([*named, *(n for n in known if n.first not in inside)], key=lambda naming: naming.first)


def _namings(tokens: Sequence[Token], found: dict[str, tuple[int, int]]) -> Iterator[Naming]:
    for acronym, (first, last) in found.items():
        entry = Entry(acronym, "name", "movement")
        words = [token.text for token in tokens[first:last]]
        for i, token in enumerate(tokens):
            if token.text == acronym:
                yield Naming(i, i + 1, entry)
            elif token.text == words[0] and [t.text for t in tokens[i : i + len(words)]] == words:
                yield Naming(i, i + len(words), entry)


def _is_acronym(word: str) -> bool:
    return 2 < len(word) < 8 and word.isalpha() and word.isupper()


def _name_before(tokens: Sequence[Token], stop: int, acronym: str) -> int | None:
    """Where the name in front of a bracket begins whose words begin with the letters of the acronym, in order."""
    letters, first = list(acronym), None
    for i in range(stop - 1, max(-1, stop - 1 - _REACH), -1):
        word = tokens[i]
        if word.sent != tokens[stop].sent or not (word.text[:1].isupper() or word.lower in _JOINING):
            break
        if word.text[:1].isupper() and letters and word.text[0] == letters[-1]:
            letters.pop()
            first = i
        if not letters:
            break
    return first if not letters and first is not None and stop - first > 1 else None


def _is_movement(tokens: Sequence[Token], first: int, acronym: int) -> bool:
    name = {token.lower for token in tokens[first:acronym]}
    if not name & _HEADS:
        return False
    sent = tokens[first].sent
    before = [t for t in tokens[max(0, first - 5) : first] if t.sent == sent]
    after = [t for t in tokens[acronym + 2 : acronym + 6] if t.sent == sent]
    beside = any(t.lower in _OPPOSED and (t.i + 1 == first or _of_body(tokens, t)) for t in (*before, *after))
    return beside or bool(name & _OWN)


def _of_body(tokens: Sequence[Token], token: Token) -> bool:
    """True for "rebel" in "rebel group", and for "rebels"."""
    return token.i + 1 < len(tokens) and tokens[token.i + 1].lower in _BODIES
