"""Rebels named by the part of a state that they are from: "Darfur's rebel leaders", "the separatists from Aceh"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from communique.data import load_toml
from communique.reading.parse import Token

_PROVINCES = {name: code for code, names in load_toml("places")["provinces"].items() for name in names}
_LONGEST = max(len(name.split()) for name in _PROVINCES)
_BEFORE = frozenset({"poss", "compound", "amod", "nmod"})


def province_of(token: Token, tokens: Sequence[Token]) -> str | None:
    """The state in a part of which those whom a noun names are at home, where its phrase names one."""
    home = [c for c in token.children if c.dep in _BEFORE and c.i < token.i]
    home += [b for c in token.children if c.dep == "prep" and c.lower in {"from", "of", "in"} for b in c.children]
    home += [c for b in home for c in b.children if c.dep == "compound"]
    return next(_ending(home, tokens), None)


def provinces_in(tokens: Sequence[Token]) -> Iterator[str]:
    """The states of parts of which a text tells, one for each mention."""
    return _ending((token for token in tokens if token.text[:1].isupper()), tokens)


def _ending(last: Iterable[Token], tokens: Sequence[Token]) -> Iterator[str]:
    """The states of the parts whose names end with some tokens."""
    for one in last:
        rows = (tokens[max(0, one.i - words) : one.i + 1] for words in range(_LONGEST))
        names = (" ".join(word.text for word in row) for row in rows)
        yield from (code for name in names if (code := _PROVINCES.get(name)))
