"""Who is mentioned: parties, persons with their offices, groups and resolved pronouns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from communique.data import load_toml
from communique.model.actors import Actor, Level
from communique.model.article import Article
from communique.reading.actors.casting import Casting
from communique.reading.actors.coreference import Draft, Resolver
from communique.reading.actors.gazetteer import Entry, Gazetteer, Naming, load_gazetteer, plain
from communique.reading.actors.groups import OPPOSITION, GroupReader
from communique.reading.actors.inheritance import Inheritance
from communique.reading.actors.institutions import Institutions
from communique.reading.actors.office_phrases import OfficeReader
from communique.reading.actors.offices import MODIFIERS, OFFICES, Office, plain_key
from communique.reading.actors.persons import Cast, Profile
from communique.reading.actors.places import head_of, is_place
from communique.reading.actors.relations import Relations
from communique.reading.actors.roster import Identifier, Roster, load_roster
from communique.reading.parse import Parse, Token

_ORGANS = frozenset(load_toml("words")["generic"]) | frozenset(load_toml("words")["alike"])
_OWN = frozenset(load_toml("words")["own"])
_ARTICLES = frozenset({"the", "a", "an"})
_POSSESSIVE = frozenset({"'s", "’s", "'", "’"})
_FIRMS = frozenset(load_toml("words")["firms"])
_STRICT = frozenset(load_toml("words")["strict"])
_HALVES = frozenset(load_toml("words")["halves"])
_MODIFIES = frozenset({"compound", "amod", "nmod"})


def find_actors(
    article: Article, parse: Parse, gazetteer: Gazetteer | None = None, roster: Roster | None = None
) -> tuple[Actor, ...]:
    """Every mention of an actor in an article, in the order of the text.

    "Russian Foreign Minister Sergey Lavrov met his Turkish counterpart" gives the person Sergey Lavrov (RUS,
    ministerial), the pronoun "his" (the same person) and an unnamed person of TUR. The roster fills in who a
    person is where the article does not say.
    """
    return _Finder(article, parse, gazetteer or load_gazetteer(), roster or load_roster()).actors()


class _Finder:
    """One article on its way to its actors."""

    def __init__(self, article: Article, parse: Parse, gazetteer: Gazetteer, roster: Roster) -> None:
        self.article, self.parse, self.tokens, self.gazetteer = article, parse, parse.tokens, gazetteer
        read = list(gazetteer.namings(parse.text, parse.tokens))
        self.plainly = Counter(n.code for n in read if not self._organ(n))
        self.namings = [self._opposed(n) for n in read if self._holds(n)]
        self.at: dict[int, Naming] = {i: n for n in self.namings for i in range(n.first, n.last)}
        for naming in self._halves():
            self.namings.append(naming)
            self.at[naming.first] = naming
        self.reader = OfficeReader(parse.tokens, parse.text, self.at)
        self.offices = self.reader.offices()
        identifier = Identifier(roster, _year(article), {naming.code for naming in self.namings})
        self.casting = Casting(parse.tokens, parse.text, self.at, self.offices, identifier)
        self.cast: Cast = self.casting.cast()

    def _holds(self, naming: Naming) -> bool:
        """False for a name inside a person's or a firm's name ("Michael Jordan", "Kuwait Times")."""
        tokens = self.tokens
        organ = self._organ(naming)
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

    def _organ(self, naming: Naming) -> str | None:
        """The name, where other states and organisations have an organ of that name as well."""
        name = plain(self.parse.text[self.tokens[naming.first].start : self.tokens[naming.last - 1].end])
        return name if name in _ORGANS else None

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

    def _halves(self) -> list[Naming]:
        """ "The North", where the article has named North Korea."""
        known = {
            self.tokens[n.first].text: n.entry.code for n in self.namings if n.code in _HALVES and n.last - n.first > 1
        }
        found = []
        for before, token, after in zip(self.tokens, self.tokens[1:], [*self.tokens[2:], None], strict=False):
            alone = after is None or not (after.text[0].isupper() or after.text in {"-", "–"})
            if token.text in known and before.lower == "the" and alone and token.i not in self.at:
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
                    return (
                        naming if after in {"to", "from"} else Naming(naming.first, naming.last, _against(naming.entry))
                    )
                break
            if token.pos not in {"ADJ", "PART"} and token.text not in {"'s", "’s", "'", "’"} and token.dep != "amod":
                break
        return naming

    def actors(self) -> tuple[Actor, ...]:
        drafts = [*self._persons(), *self._titled(), *self._parties()]
        groups = GroupReader(self.tokens, self.parse.text, self.at, self.gazetteer)
        grouped = groups.drafts(
            {i for d in drafts if d.kind != "party" and d.kind != "demonym" for i in range(d.first, d.last)}
        )
        inside = {i for d in grouped for i in range(d.first, d.last)}
        drafts = [d for d in drafts if d.head not in inside or d.kind in {"person"}] + grouped
        drafts += groups.governments([d for d in drafts if d.kind == "person"])
        relations = Relations(self.parse, self.casting, self.cast, drafts)
        relations.relate()
        resolver = Resolver(self.parse, drafts)
        for office in self.offices:
            if office.possessor is not None:
                resolver.excluded[office.possessor] = self.cast.holders.get(office.head, [])
        institutions = Institutions(self.tokens, self.at, self.gazetteer)
        for draft in institutions.alone(resolver, drafts):
            drafts.append(draft)
            relations.note(draft)
        relations.conclude()
        Inheritance(self.parse, self.cast, drafts, self.gazetteer).inherit()
        relations.conclude()
        self._unnamed(drafts)
        drafts += groups.sides(resolver, _covered(d for d in drafts if d.codes or not d.plural))
        drafts += resolver.pronouns()
        relate_possessors(self.casting, self.cast, drafts, resolver)
        self._unnamed(drafts)
        return tuple(self._finish(drafts))

    def _persons(self) -> list[Draft]:
        """Named persons, each with the office directly before the name."""
        introducing = {name.first: office for office, name in self.casting.links if self._touches(office, name.first)}
        drafts = []
        for name in sorted(self.casting.names.values(), key=lambda n: n.first):
            profile = self.cast.named[name.first]
            office = introducing.get(name.first)
            first = name.first
            if office is not None:
                first = office.first
            while first - 1 in self.casting.titles:
                first -= 1
            head = _head(self.tokens, name.first, name.last)
            level = office.level if office and not office.former else Level.UNKNOWN
            drafts.append(Draft(first, name.last, head, "person", (), [profile], level))
        return drafts

    def _touches(self, office: Office, first: int) -> bool:
        between = range(office.last, first)
        return office.last <= first and all(i in self.casting.titles for i in between)

    def _titled(self) -> list[Draft]:
        """Office phrases that no name follows directly: "the Russian minister", "A's and B's foreign ministers"."""
        named = {office.head for office, name in self.casting.links if self._touches(office, name.first)}
        drafts = []
        for office in self.offices:
            if office.head in named:
                continue
            profiles = self.cast.holders.get(office.head, [])
            kind = "group" if office.plural else "person"
            level = Level.UNKNOWN if office.former else office.level
            draft = Draft(office.first, office.last, office.head, kind, office.parties, list(profiles), level)
            draft.plural = office.plural
            drafts.append(draft)
        return drafts

    def _parties(self) -> list[Draft]:
        """Names of parties outside office phrases."""
        covered = {i for office in self.offices for i in range(office.first, office.last)}
        drafts = []
        for naming in self.namings:
            if naming.entry.kind == "none" or naming.first in covered:
                continue
            head = head_of(naming, self.tokens)
            codes = self.gazetteer.members.get(naming.code, (naming.code,))
            follows = naming.last < len(self.tokens) and head.head.i >= naming.last and head.head.sent == head.sent
            modifies = head.dep in _MODIFIES and follows
            hyphenated = naming.last + 1 < len(self.tokens) and self.tokens[naming.last].text in {"-", "–"}
            modifies = modifies or (hyphenated and self.tokens[naming.last].start == self.tokens[naming.last - 1].end)
            modifies = modifies or (
                naming.sort == "adjective"
                and follows
                and head.dep not in {"nsubj", "nsubjpass", "pobj", "dobj", "poss", "conj"}
            )
            kind = "demonym" if modifies and naming.sort != "seat" else "party"
            draft = Draft(naming.first, naming.last, head.i, kind, codes, place=is_place(naming, self.tokens))
            draft.seat = naming.sort == "seat"
            drafts.append(draft)
        return drafts

    def _unnamed(self, drafts: list[Draft]) -> None:
        """Give unnamed office holders the person they are: the same office and party, named elsewhere."""
        by_head = {d.head: d for d in drafts if d.kind == "person"}
        for office in self.offices:
            draft = by_head.get(office.head)
            if draft is None or draft.profiles or office.plural or office.counterpart:
                continue
            profile = self._holder(office)
            if profile:
                draft.profiles = [profile]
                draft.level = min(draft.level, profile.person().level, key=lambda level: level.rank)

    def _holder(self, office: Office) -> Profile | None:
        if self.tokens[office.first - 1].lower in {"a", "an", "another", "one"} and office.first > 0:
            return None
        fits = [p for p in self.cast.profiles if self._holds_office(p, office)]
        if office.parties:
            fits = [p for p in fits if p.party == office.parties[0]]
        if len(fits) <= 1 or office.parties:
            return fits[0] if len(fits) == 1 else None
        earlier = [(max((n.first for n in p.names if n.first < office.first), default=-1), p) for p in fits]
        place, profile = max(earlier, key=lambda pair: pair[0])
        return profile if place >= 0 else None

    @classmethod
    def _holds_office(cls, profile: Profile, office: Office) -> bool:
        """True where the text, or else the roster, gives the person this office."""
        if any(cls._same_office(office, held.key, held.level) for held in profile.offices if not held.former):
            return True
        known = profile.known
        if known is None or not profile.serving or profile.party != known.party:
            return False
        return not profile.offices and cls._same_office(office, plain_key(known.office), known.level)

    @staticmethod
    def _same_office(office: Office, key: str, level: Level) -> bool:
        mine, theirs = office.key.split(), key.split()
        if not mine or not theirs:
            return False
        if mine == theirs:
            return True
        if mine == ["leader"] and office.parties and level is Level.LEADER:
            return True
        lowers = {"deputy", "vice", "assistant"} & (set(theirs) - set(mine))
        return mine[-1] in theirs and set(mine) <= set(theirs) and not lowers

    def _finish(self, drafts: list[Draft]) -> list[Actor]:
        persons = {id(p): p.person() for p in self.cast.profiles}
        actors = []
        for d in sorted(drafts, key=lambda d: (d.first, -d.last, d.head)):
            several = [persons[id(p)] for p in d.profiles]
            single = several[0] if len(several) == 1 and not d.plural else None
            level = d.level
            if level is Level.UNKNOWN and several:
                level = min((p.level for p in several), key=lambda value: value.rank)
            if d.codes or several or d.kind == "person":
                actors.append(Actor(d.first, d.last, d.head, d.kind, d.codes, single, level, d.place, tuple(several)))
        return actors


def _named(token: Token) -> bool:
    """True for a capitalised word that is no part of an office ("Carl" in "Carl Dane")."""
    return (
        token.tag == "NNP" and token.text[0].isupper() and token.lower not in OFFICES and token.lower not in MODIFIERS
    )


def _head(tokens: list[Token], first: int, last: int) -> int:
    for token in reversed(tokens[first:last]):
        if token.head is token or not first <= token.head.i < last:
            return token.i
    return last - 1


def _year(article: Article) -> int | None:
    """The year of publication, where it is known."""
    day = article.published_day
    return int(day[:4]) if day and day[:4].isdigit() else None


def _against(entry: Entry) -> Entry:
    return Entry(f"{entry.code}-OPP", entry.sort, "opposition")


def _covered(drafts: Iterable[Draft]) -> set[int]:
    return {i for d in drafts for i in range(d.first, d.last)}


def relate_possessors(casting: Casting, cast: Cast, drafts: list[Draft], resolver: Resolver) -> None:
    """Offices that belong to someone: "his envoy" serves his party, "his counterpart" meets at his level."""
    by_token = {d.head: d for d in drafts if d.kind in {"pronoun", "person", "group"}}
    for office in casting.offices:
        source = by_token.get(office.possessor) if office.possessor is not None else None
        if office.counterpart:
            peer = source.profiles[0] if source and len(source.profiles) == 1 else None
            peer = peer or resolver.person_for(casting.tokens[office.first])
            for profile in cast.holders.get(office.head, ()):
                profile.peer = peer if peer is not profile else None
            if peer and (draft := by_token.get(office.head)) and not draft.profiles:
                draft.level = peer.person().level
            continue
        if office.possessor is None or office.parties:
            continue
        if source and len(source.codes) == 1:
            for profile in cast.holders.get(office.head, ()):
                profile.votes.append((3.0, source.codes[0]))
            draft = by_token.get(office.head)
            if draft and not draft.parties and not draft.profiles:
                draft.parties = source.codes
