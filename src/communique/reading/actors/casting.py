"""Building the cast of an article: names, the offices that introduce them, and which names are one person."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from communique.data import load_toml
from communique.reading.actors.clusters import Clusters
from communique.reading.actors.coreference import SPEECH
from communique.reading.actors.gazetteer import Naming, plain
from communique.reading.actors.identifying import Identifier
from communique.reading.actors.names import Name, NameReader
from communique.reading.actors.offices import FEMALE, MALE, TITLES, Office
from communique.reading.actors.persons import FORMER, INTRINSIC, OWN, Cast, Profile
from communique.reading.parse import Token

_POSSESSIVE = frozenset({"'s", "’s", "'", "’"})
_STOPS = frozenset({",", ".", ")", ";", "-", "–", "—", "”", '"', ":", "and", "?"})
_WOMEN, _MEN = (frozenset(load_toml("words")["given"][key]) for key in ("women", "men"))
GOVERNMENTS = frozenset(load_toml("offices")["context"]["governments"])


class Casting:
    """Builds the cast of one article from its offices and namings, with a roster's knowledge of names."""

    def __init__(
        self, tokens: list[Token], text: str, at: dict[int, Naming], offices: list[Office], identifier: Identifier
    ) -> None:
        self.tokens, self.at, self.offices, self.identifier = tokens, at, offices, identifier
        self.office_at = {i: office for office in offices for i in range(office.first, office.last)}
        self.titles = {t.i for t in tokens if t.lower in TITLES and t.text[0].isupper()}
        self.titles |= {i + 1 for i in self.titles if i + 1 < len(tokens) and tokens[i + 1].text == "."}
        self.ends = {token.sent: token.i + 1 for token in tokens}
        taken = set(at) | set(self.office_at) | self.titles
        self.reader = NameReader(tokens, text, taken)
        self.names: dict[int, Name] = {}
        self.links: list[tuple[Office, Name]] = []
        self.plurals: list[tuple[Office, list[Name]]] = []

    def cast(self) -> Cast:
        for office in self.offices:
            names = [self._keep(name) for name in self._names_of(office)]
            self.links.extend((office, name) for name in names)
            if office.plural and len(names) > 1:
                self.plurals.append((office, names))
        for i in sorted(self.titles):
            name = self.reader.name_at(i + 1, self._limit(i))
            if name:
                self._keep(name)
        self._rulers()
        self._entities()
        cast = Clusters(self.tokens, self.reader, self.names, self.links, self.identifier).cast()
        for office, name in self.links:
            profile = cast.named[name.first]
            profile.offices.append(office)
            cast.holders.setdefault(office.head, []).append(profile)
            profile.sure = True
        for office, names in self.plurals:
            self._share(cast, office, names)
        for profile in cast.profiles:
            self._judge(profile)
        self.identifier.identify(cast)
        for profile in cast.profiles:
            if profile.known is not None and profile.female is None:
                self._given(profile, profile.known.spellings[0])
        return cast

    @staticmethod
    def _given(profile: Profile, words: tuple[str, ...]) -> None:
        """Note whether the first of several names is a woman's or a man's."""
        given = plain(words[0]).lower() if len(words) > 1 else ""
        if given in _WOMEN or given in _MEN:
            profile.female = given in _WOMEN

    @staticmethod
    def _share(cast: Cast, office: Office, names: list[Name]) -> None:
        """ "The foreign ministers of A and B, X and Y": X of A, Y of B; with one party, all of it."""
        codes = list(dict.fromkeys(naming.code for naming in office.namings))
        if len(codes) == len(names) > 1:
            for code, name in zip(codes, names, strict=True):
                cast.named[name.first].votes.append((OWN - 0.5, code))

    def _limit(self, i: int) -> int:
        """Where the sentence of this token ends."""
        return self.ends[self.tokens[i].sent]

    def _keep(self, name: Name) -> Name:
        return self.names.setdefault(name.first, name)

    def _names_of(self, office: Office) -> Iterator[Name]:
        """The names that an office phrase introduces: directly after it, after a comma, or before it."""
        tokens, limit = self.tokens, self._limit(office.head)
        i = office.last
        while i in self.titles:
            i += 1
        direct = self.reader.name_at(i, limit) if i < limit else None
        if direct:
            names = [direct, *(self._listed(direct.last, limit) if office.plural else ())]
            if not office.plural or len(names) > 1:
                yield from names
            return
        if office.plural and i < limit and tokens[i].text in {",", ":", "-", "–", "—", "("}:
            names = list(self._listed(i, limit))
            if len(names) > 1:
                yield from names
            return
        if office.plural:
            yield from self._listed_before(office)
            return
        if i < limit and tokens[i].text in {",", "(", "–", "—", "-"} and not office.plural:
            i += 1
            while i in self.titles:
                i += 1
            second = self.office_at.get(i)
            own = second is not None and (second.former or not second.namings)
            if second and i < limit and second.first == i and not second.plural and own:
                i = second.last  # "the envoy, Chad's former president X"
            name = self.reader.name_at(i, limit) if i < limit else None
            if name and self._closes(name, limit, office) and not self._owned(office, name):
                yield name
                return
        name = self._before(office)
        if name:
            yield name

    def _listed_before(self, office: Office) -> list[Name]:
        """ "X and Y, the Serbian negotiators"."""
        last = self._before(office)
        names = [last] if last else []
        while names and names[0].first > 1 and self.tokens[names[0].first - 1].lower in {"and", ","}:
            before = self.reader.name_before(names[0].first - 1, 0)
            if before is None:
                break
            names.insert(0, before)
        return names if len(names) > 1 else []

    def _listed(self, i: int, limit: int) -> Iterator[Name]:
        while i < limit and (self.tokens[i].lower in {",", "and", "of", "&", ":", "-", "–", "—", "("} or i in self.at):
            j = i + 1
            while j in self.titles or (j in self.office_at and not self.office_at[j].plural):
                j += 1
            name = None if i in self.at or j >= limit else self.reader.name_at(j, limit)
            if name:
                yield name
            i = name.last if name else i + 1

    def _owned(self, office: Office, name: Name) -> bool:
        """True where the office already belongs to the name before it: "X, the minister, Y, the director"."""
        if self.tokens[office.head].dep != "appos":
            return False
        i = name.last + 1
        while i < len(self.tokens) and self.tokens[i].lower in {"the", "a", "an"}:
            i += 1
        paired = self.tokens[name.last : name.last + 1] and self.tokens[name.last].text == "," and i in self.office_at
        if self.tokens[name.last - 1].head.i == office.head and not paired:
            return False
        before = self._before(office)
        if before is None or any(name.first == before.first for _, name in self.links):
            return False
        return before.first <= self.tokens[office.head].head.i < before.last

    def _closes(self, name: Name, limit: int, office: Office) -> bool:
        last = self.tokens[name.last - 1]
        apposed = last.dep == "appos" or self.tokens[office.head].dep == "appos"
        return name.last >= limit or self.tokens[name.last].text in _STOPS - {"and"} or apposed

    def _before(self, office: Office) -> Name | None:
        tokens, i = self.tokens, office.first
        if office.possessor is not None:
            i = office.possessor
            while (
                i > 0
                and tokens[i - 1].pos == "PROPN"
                and tokens[i - 1].sent == tokens[i].sent
                and tokens[i - 1].text != ","
            ):
                i -= 1
        while i > 0 and tokens[i - 1].lower in {"the", "a", "an", "then", "now", "also", "currently"}:
            i -= 1
        if i >= 2 and tokens[i - 1].lower == "as" and tokens[i - 1].sent == tokens[office.head].sent:
            return self.reader.name_before(i - 1, 0)
        if i < 2 or tokens[i - 1].text not in {",", "(", "–", "—"} or tokens[i - 1].sent != tokens[office.head].sent:
            return None
        if tokens[office.head].dep == "conj" and tokens[i - 1].text == ",":
            return None
        after = tokens[office.last] if office.last < len(tokens) else None
        if after and after.sent == tokens[office.head].sent and after.text not in _STOPS and not self._breaks(after):
            return None
        return self.reader.name_before(i - 1, 0)

    @staticmethod
    def _breaks(token: Token) -> bool:
        return token.pos in {"VERB", "AUX", "ADP", "SCONJ", "PRON", "ADV", "CCONJ"} or token.tag in {"WP", "WDT"}

    def _rulers(self) -> None:
        """ "The Brown administration", "Brown's cabinet": a name before a government is a person's."""
        for token in self.tokens:
            if token.lower not in GOVERNMENTS or token.i in self.at or token.i < 2:
                continue
            owned = self.tokens[token.i - 1].text in _POSSESSIVE
            if token.lower == "government" and not owned:
                continue
            name = self.reader.name_before(token.i - owned, token.i - 5)
            if name and self.tokens[name.first].sent == token.sent and self.tokens[name.last - 1].tag == "NNP":
                self._keep(name)

    def _entities(self) -> None:
        """Names that the parser takes for persons, and names in the places where only persons stand."""
        covered = {i for name in self.names.values() for i in range(name.first, name.last)}
        i = 0
        while i < len(self.tokens):
            token = self.tokens[i]
            free = i not in covered and i not in self.at and i not in self.office_at
            person = free and (token.ent == "PERSON" or self._speaks(token))
            if not person and not (free and token.text[0].isupper() and self.identifier.may_be(token.text)):
                i += 1
                continue
            limit = self._limit(i)
            name = self.reader.name_around(i, limit, covered) or (None if person else self._misread(token))
            if name and name.last > i and (person or self.identifier.recognises(name.words)):
                self._keep(name)
                covered.update(range(name.first, name.last))
            i = max(i + 1, name.last if name else 0)

    @staticmethod
    def _misread(token: Token) -> Name | None:
        """A single subject that the parser takes for a common noun ("Zelenskyy said")."""
        if token.pos == "NOUN" and token.dep in {"nsubj", "nsubjpass", "poss"} and token.text.isalpha():
            return Name(token.i, token.i + 1, token.text, (plain(token.text),))
        return None

    @staticmethod
    def _speaks(token: Token) -> bool:
        verb = token.head
        return (
            token.pos == "PROPN"
            and token.ent in {"", "ORG", "GPE", "NORP"}
            and token.dep in {"nsubj"}
            and verb.lemma in SPEECH
        )

    def _judge(self, profile: Profile) -> None:
        """Note which parties the words around the mentions give, and the gender that titles give."""
        for office in profile.offices:
            parties = office.parties
            if len(parties) > 1 and office.plural:
                continue
            if parties:
                weight = OWN if office.namings else INTRINSIC
                profile.votes.append(
                    (
                        FORMER if office.former and not office.ousted else weight,
                        parties[-1] if office.counterpart else parties[0],
                    )
                )
            self._gender(profile, (t.lower for t in self.tokens[office.first : office.last]))
        self._given(profile, profile.words)
        for name in profile.names:
            before = name.first - 1
            self._gender(profile, (self.tokens[before].lower,) if before >= 0 else ())
            if before >= 1 and self.tokens[before].text in _POSSESSIVE and before - 1 in self.at:
                self._vote(profile, self.at[before - 1])
            after = self.tokens[name.last : name.last + 3]
            if any(t.lower in GOVERNMENTS for t in after[: 2 if after and after[0].text in _POSSESSIVE else 1]):
                profile.governs = True
            if after and after[0].lower == "of":
                naming = self.at.get(after[-1].i) or self.at.get(after[0].i + 1)
                if naming and naming.first <= name.last + 2:
                    self._vote(profile, naming)

    @staticmethod
    def _vote(profile: Profile, naming: Naming) -> None:
        if naming.entry.kind != "none" and naming.sort in {"name", "adjective", "seat"}:
            profile.votes.append((OWN, naming.code))
            profile.sure = True

    @staticmethod
    def _gender(profile: Profile, words: Iterable[str]) -> None:
        for word in words:
            if word in FEMALE:
                profile.female = True
            elif word in MALE and profile.female is None:
                profile.female = False
