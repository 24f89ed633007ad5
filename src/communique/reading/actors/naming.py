"""Which names of the gazetteer are parties in their text, and not part of a person's, a firm's or a longer name."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from communique.data import load_toml
from communique.reading.actors.coined import with_coined
from communique.reading.actors.gazetteer import Entry, Gazetteer, Naming, plain
from communique.reading.actors.groups import OPPOSITION
from communique.reading.actors.offices import MODIFIERS, OFFICES
from communique.reading.actors.regions import read_regions
from communique.reading.actors.shortened import shortened
from communique.reading.parse import Parse, Token

_WORDS = load_toml("words")
_ORGANS = frozenset(_WORDS["generic"]) | frozenset(_WORDS["alike"])
_CONDITIONAL: dict[str, dict[str, str]] = _WORDS["conditional"]
_OWN = frozenset(_WORDS["own"])
_ARTICLES = frozenset({"the", "a", "an"})
_POSSESSIVE = frozenset({"'s", "’s", "'", "’"})
_FIRMS = frozenset(_WORDS["firms"])
_STRICT = frozenset(_WORDS["strict"])
_GONE = frozenset(_WORDS["gone"])
_PARTS = frozenset(_WORDS["parts"])
_HALVES = frozenset(_WORDS["halves"])


class NamingReader:
    """Reads the names of parties in one parse."""

    def __init__(self, parse: Parse, gazetteer: Gazetteer) -> None:
        self.parse, self.tokens, self.gazetteer = parse, parse.tokens, gazetteer
        self.read = list(gazetteer.namings(parse.text, parse.tokens))
        sure = {n.code for n in self.read if self._words(n).lower() not in _CONDITIONAL}
        self.read = [meant for n in self.read if (meant := self._given(n, sure))]
        self.read = read_regions(self.tokens, self.read, gazetteer)
        self.plainly = Counter(n.code for n in self.read if not self._organ(n))

    def namings(self) -> list[Naming]:
        """The names of parties, in the order of the text; those like "the North" come last."""
        found = [self._opposed(n) for n in self.read if self._holds(n)]
        found = with_coined(self.tokens, found, self.gazetteer)
        return found + self._halves(found) + shortened(self.tokens, found, self.gazetteer)

    def _holds(self, naming: Naming) -> bool:
        """False for a name inside a person's or a firm's name ("Michael Jordan", "Kuwait Times")."""
        tokens = self.tokens
        organ = self._organ(naming)
        if self._broken_up(naming) or self._of_a_place(naming):
            return False
        if organ and (self._qualified(naming) or (organ not in _OWN and not self.plainly[naming.code])):
            return False
        after = tokens[naming.last] if naming.last < len(tokens) else None
        if after and after.text in _FIRMS and naming.entry.kind != "none" and not self._office_follows(after):
            return False
        if naming.last - naming.first > 1:
            return True
        token = tokens[naming.first]
        before = tokens[naming.first - 1] if naming.first and tokens[naming.first - 1].sent == token.sent else None
        if naming.sort in {"people", "adjective"}:
            return not (before and _named(before) and before.dep == "compound" and before.head is token)
        if token.text not in _STRICT or token.ent != "PERSON":
            return True
        near = (before, after if after and after.sent == token.sent else None)
        return not any(t and t.ent == "PERSON" and t.text[0].isupper() for t in near)

    def _of_a_place(self, naming: Naming) -> bool:
        """True for a quarter of the sky in a longer name: "West Bengal", "the Western Command"."""
        after = self.tokens[naming.last] if naming.last < len(self.tokens) else None
        longer = after is not None and after.text[0].isupper() and after.lower not in OFFICES
        return naming.code == "WEST" and longer

    def _broken_up(self, naming: Naming) -> bool:
        """True for a state that is spoken of as gone: "ex-Soviet republics", "the former Soviet Union"."""
        before = [token.lower for token in self.tokens[max(0, naming.first - 2) : naming.first]]
        if not before or not (before[-1] in _GONE or (before[-1] == "-" and before[0] in _GONE)):
            return False
        near = self.tokens[naming.last - 1 : naming.last + 1]
        return any(token.lower in _PARTS or token.lemma in _PARTS for token in near)

    def _organ(self, naming: Naming) -> str | None:
        """The name, where other states and organisations have an organ of that name as well."""
        name = self._words(naming)
        return name if name in _ORGANS else None

    def _words(self, naming: Naming) -> str:
        return plain(self.parse.text[self.tokens[naming.first].start : self.tokens[naming.last - 1].end])

    def _given(self, naming: Naming, sure: set[str]) -> Naming | None:
        """The naming in its context: none for "the world powers" where nothing gives it a meaning."""
        condition = _CONDITIONAL.get(self._words(naming).lower())
        if condition is None:
            return naming
        met = condition["with"] in sure and condition.get("without") not in sure
        if "means" not in condition:
            return naming if met else None
        kind = self.gazetteer.party(condition["means"]).kind
        return replace(naming, entry=Entry(condition["means"], naming.sort, kind)) if met else naming

    def _qualified(self, naming: Naming) -> bool:
        """True where a word before an organ's name makes it another's ("Supreme National Security Council")."""
        i = naming.first - 1
        if i < 0 or self.tokens[i].sent != self.tokens[naming.first].sent:
            return False
        before = self.tokens[i - 1 if self.tokens[i].text in _POSSESSIVE and i else i]
        if before.text in self.gazetteer.entries:
            return self.gazetteer.entries[before.text].code != naming.code
        opens = i == 0 or self.tokens[i - 1].sent != before.sent
        return before.text[:1].isupper() and before.text.isalpha() and before.lower not in _ARTICLES and not opens

    def _office_follows(self, token: Token) -> bool:
        """ "Energy" in "the Omani Energy Minister" begins an office, not a firm's name."""
        return token.i + 1 < len(self.tokens) and self.tokens[token.i + 1].lower in OFFICES

    def _halves(self, namings: list[Naming]) -> list[Naming]:
        """ "The North", where the article has named North Korea."""
        known = {self.tokens[n.first].text: n.entry.code for n in namings if n.code in _HALVES and n.last - n.first > 1}
        at = {i for n in namings for i in range(n.first, n.last)}
        found = []
        for before, token, after in zip(self.tokens, self.tokens[1:], [*self.tokens[2:], None], strict=False):
            alone = after is None or not (after.text[0].isupper() or after.text in {"-", "–"})
            if token.text in known and before.lower == "the" and alone and token.i not in at:
                found.append(Naming(token.i, token.i + 1, Entry(known[token.text], "name")))
        return found

    def _opposed(self, naming: Naming) -> Naming:
        """ "Serbian" in "the Serbian opposition" names the opposition, not the state."""
        if naming.entry.kind != "state" or naming.sort not in {"adjective", "name", "capital"}:
            return naming
        for token in self.tokens[naming.last : naming.last + 4]:
            if token.lower in OPPOSITION and token.pos in {"NOUN", "PROPN", "ADJ"}:
                after = self.tokens[token.i + 1].lower if token.i + 1 < len(self.tokens) else ""
                if naming.sort == "adjective" or self.tokens[naming.last].text in {"'s", "’s", "'", "’"}:
                    return naming if after in {"to", "from"} else self._against(naming, token)
                break
            if token.pos not in {"ADJ", "PART"} and token.text not in {"'s", "’s", "'", "’"} and token.dep != "amod":
                break
        return naming

    def _against(self, naming: Naming, noun: Token) -> Naming:
        """The rebels of a state: the only movement of it that the article names, else its opposition."""
        movements = {n.entry for n in self.read if n.entry.kind == "movement" and n.sort != "region"}
        own = {entry.code for entry in movements if self.gazetteer.states.get(entry.code) == naming.code}
        if len(own) == 1 and noun.lower != "opposition":
            return replace(naming, entry=Entry(own.pop(), naming.sort, "movement"))
        return replace(naming, entry=Entry(f"{naming.code}-OPP", naming.sort, "opposition"))


def _named(token: Token) -> bool:
    """True for a capitalised word that is no part of an office ("Carl" in "Carl Dane")."""
    return (
        token.tag == "NNP" and token.text[0].isupper() and token.lower not in OFFICES and token.lower not in MODIFIERS
    )
