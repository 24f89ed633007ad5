"""Which names of an article are one person's: full names first, then what later stands for them."""

from __future__ import annotations

from collections.abc import Callable

from communique.data import load_toml
from communique.model.actors import Level
from communique.reading.actors.gazetteer import plain
from communique.reading.actors.identifying import Identifier
from communique.reading.actors.names import Name, NameReader, same_words, skeleton
from communique.reading.actors.offices import Office
from communique.reading.actors.persons import Cast, Profile
from communique.reading.actors.places import TRUST
from communique.reading.parse import Token

_NAMES = load_toml("words")["names"]
_ENDINGS, _THINGS = frozenset(_NAMES["endings"]), frozenset(_NAMES["things"])
_MAPPED = frozenset(city for cities in load_toml("places")["cities"].values() for city in cities)
_MAPPED |= frozenset(_NAMES["regions"])
_WHERE, _PLACES = frozenset({"in", "at", "near"}), frozenset({"GPE", "LOC", "FAC"})

_PICKS: tuple[Callable[[tuple[str, ...]], tuple[str, ...]], ...] = (
    lambda words: words[-1:],
    lambda words: words[:1],
    lambda words: words[1:-1],
)


class Clusters:
    """Gathers the names of one article into profiles; `names` by first token is completed on the way."""

    def __init__(
        self,
        tokens: list[Token],
        reader: NameReader,
        names: dict[int, Name],
        links: list[tuple[Office, Name]],
        identifier: Identifier,
    ) -> None:
        self.tokens, self.reader, self.names, self.identifier = tokens, reader, names, identifier
        self.keys = {name.first: office.key for office, name in links if not office.counterpart}
        self.firm = {name.first for _, name in links}
        self.ruling = {n.first for office, n in links if office.level is Level.LEADER and not office.former}
        self.common = {token.text for token in tokens if token.text.islower()}
        self.places = {t.text for t in tokens if _scene(t)}
        self.made = Cast()
        self.aliases: dict[tuple[str, ...], int] = {}
        self.index: dict[str, dict[int, Profile]] = {}

    def cast(self) -> Cast:
        """The persons, and whose name stands where."""
        for first, name in sorted(self.names.items()):
            if first not in self.firm and (self._ordinary(name) or self._place(name) or self._thing(name)):
                del self.names[first]
        self.aliases = self._aliases()
        names = [name for _, name in sorted(self.names.items())]
        for name in names:
            if len(name.words) > 1:
                same = next((p for p in self._near(name) if self._same(p, name)), None)
                self._assign(name, self._alias(name) or same)
        for name in names:
            if len(name.words) == 1 and not self._split(name):
                self._assign(name, self._alias(name) or self._match(name.words[0], name.first))
        self._known_words()
        return self.made

    def _ordinary(self, name: Name) -> bool:
        """True for words that the article also writes small."""
        return all(word.lower() in self.common for word in name.words)

    def _place(self, name: Name) -> bool:
        """True for a name in which something happens elsewhere in the article ("in Istanbul")."""
        if len(name.words) > 1 or name.text not in self.places or self.identifier.recognises(name.words):
            return False
        return not any(len(other.words) > 1 and name.words[0] in other.words for other in self.names.values())

    def _aliases(self) -> dict[tuple[str, ...], int]:
        """Names that stand behind "better known as" and the like, with where the person named before begins."""
        found: dict[tuple[str, ...], int] = {}
        for token in self.tokens:
            before = self.tokens[token.i - 1].lower if token.i else ""
            if token.lower not in {"alias", "aka"} and (before, token.lower) != ("known", "as"):
                continue
            name = self.reader.name_at(token.i + 1, len(self.tokens)) if token.i + 1 < len(self.tokens) else None
            named = [n for n in self.names.values() if token.i - 6 <= n.last <= token.i]
            named = [n for n in named if not any(t.text[0].isupper() for t in self.tokens[n.last : token.i])]
            if name and named:
                self.names.setdefault(name.first, name)
                found[name.words] = named[-1].first
        return found

    def _alias(self, name: Name) -> Profile | None:
        """The person whose other name this is."""
        return self.made.named.get(self.aliases.get(name.words, -1))

    def _thing(self, name: Name) -> bool:
        """True for a place on the map, and for what the text calls a paper, an agency, a town or a ship."""
        head = self.tokens[name.last - 1]
        if head.text in _ENDINGS or head.text.endswith("news"):
            return True
        if name.text in _MAPPED and not any(len(n.words) > 1 and name.text in n.words for n in self.names.values()):
            return not self.identifier.recognises(name.words)
        called = [c for c in head.children if c.dep == "appos"]
        if head.dep in {"appos", "compound", "nmod"}:
            called.append(head.head)
        if head.dep == "pobj" and head.head.lower == "of":
            called.append(head.head.head)
        return any(t.lower in _THINGS and not self._personal(t) for t in called)

    def _personal(self, token: Token) -> bool:
        return token.ent == "PERSON"

    def _assign(self, name: Name, profile: Profile | None) -> None:
        if profile is None:
            profile = Profile()
            self.made.profiles.append(profile)
        profile.names.append(name)
        self.made.named[name.first] = profile
        for key in _keys(name):
            self.index.setdefault(key, {})[id(profile)] = profile

    def _near(self, name: Name) -> list[Profile]:
        """Persons who share a word of their name, or how it begins, with this name."""
        found: dict[int, Profile] = {}
        for key in _keys(name):
            found.update(self.index.get(key, {}))
        return list(found.values())

    def _split(self, name: Name) -> bool:
        """ "The A-B talks": two persons, of whom at least one is known otherwise."""
        parts = name.text.split("-")
        if len(parts) != 2 or name.last - name.first != 3 or not all(part[:1].isupper() for part in parts):
            return False
        fits = [self._match(part, name.first) for part in parts]
        if not (any(fits) or self.identifier.recognises(name.words)) or self._match(name.words[0], name.first):
            return False
        del self.names[name.first]
        for place, part, profile in zip((name.first, name.last - 1), parts, fits, strict=True):
            half = self.names[place] = Name(place, place + 1, part, (part,))
            self._assign(half, profile)
        return True

    @staticmethod
    def _same(profile: Profile, name: Name) -> bool:
        full = profile.words
        if len(full) < 2:
            return False
        if same_words(name.words, full) or same_words(full, name.words):
            return True
        mine, theirs = [skeleton(w) for w in name.words], [skeleton(w) for w in full]
        return mine[0][:4] == theirs[0][:4] and len(mine[-1]) > 4 and mine[-1][:5] == theirs[-1][:5]

    def _match(self, word: str, place: int) -> Profile | None:
        """The person that a single name means: by last word, else first, else any; a leader, else the latest."""
        bare = skeleton(word)
        known = self.index.get(bare, {}).values()
        for pick in _PICKS:
            fits = [p for p in known if bare in {skeleton(x) for x in pick(p.words)}]
            if fits:
                leader = self._leader(fits, place)
                return min(fits, key=lambda p: (self._clashes(p, place), p is not leader, self._distance(p, place)))
        return next((p for p in known if any(name.words == (word,) for name in p.names)), None)

    def _leader(self, profiles: list[Profile], place: int) -> Profile | None:
        """Of several of one surname the only one who leads a state, where named before: "Kim" is no envoy Kim Il-ho."""
        leads = [
            p
            for p in profiles
            if any(name.first in self.ruling for name in p.names) or self.identifier.knows_as_leader(p.words)
        ]
        known = len(leads) == 1 and place not in self.keys and any(name.first < place for name in leads[0].names)
        return leads[0] if known else None

    def _clashes(self, profile: Profile, place: int) -> bool:
        """True where the name here is given an office and the person so far only others."""
        key = self.keys.get(place)
        held = {self.keys[name.first] for name in profile.names if name.first in self.keys}
        return key is not None and bool(held) and not any(key.endswith(h) or h.endswith(key) for h in held)

    @staticmethod
    def _distance(profile: Profile, place: int) -> tuple[bool, int]:
        """Earlier mentions come before later ones, the nearest first."""
        earlier = [place - name.first for name in profile.names if name.first <= place]
        return (False, min(earlier)) if earlier else (True, min(name.first - place for name in profile.names))

    def _known_words(self) -> None:
        """Later mentions by a single name that nothing else marked as a person's name."""
        words = {w for p in self.made.profiles for w in (p.words[0], p.words[-1]) if len(w) > 2}
        covered = {i for name in self.names.values() for i in range(name.first, name.last)}
        for i, token in enumerate(self.tokens):
            if i in covered or not token.text[:1].isupper() or plain(token.text) not in words:
                continue
            name = self.reader.name_at(i, i + 1) or self._bare(token)
            if name:
                self.names[name.first] = name
                self._assign(name, self._match(name.words[0], i))

    def _bare(self, token: Token) -> Name | None:
        """A known name at a place where the parser sees no name ("Goh will host a dinner")."""
        after = self.tokens[token.i + 1] if token.i + 1 < len(self.tokens) else None
        misread = token.pos in {"PROPN", "NOUN", "VERB", "INTJ", "X", "ADJ"}
        misread = misread or (token.pos == "AUX" and after is not None and after.tag in {"VBD", "VBZ", "MD"})
        if token.i in self.reader.taken or not misread:
            return None
        if after is None or after.text[0].isupper() or after.text == "-":
            return None
        return Name(token.i, token.i + 1, token.text, (plain(token.text),))


def _scene(token: Token) -> bool:
    """True for a name after "in" or "near", or what the parser takes for a place after "at"; not "trust in X"."""
    if token.dep != "pobj" or token.head.lower not in _WHERE or not token.text[0].isupper():
        return False
    return token.ent in _PLACES or (token.head.lower != "at" and token.head.head.lemma not in TRUST)


def _keys(name: Name) -> list[str]:
    return [*(skeleton(word) for word in name.words), "^" + skeleton(name.words[0])[:4]]
