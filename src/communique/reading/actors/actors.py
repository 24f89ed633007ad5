"""Who is mentioned: parties, persons with their offices, groups and resolved pronouns."""

from __future__ import annotations

from collections.abc import Iterable

from communique.model.actors import Actor, Level
from communique.model.article import Article
from communique.reading.actors.casting import Casting
from communique.reading.actors.coreference import Draft, Resolver
from communique.reading.actors.gazetteer import Gazetteer, Naming, load_gazetteer
from communique.reading.actors.groups import GroupReader
from communique.reading.actors.identifying import Identifier
from communique.reading.actors.inheritance import Inheritance
from communique.reading.actors.institutions import Institutions
from communique.reading.actors.joined import join_sides
from communique.reading.actors.naming import NamingReader
from communique.reading.actors.nationals import name_nationals
from communique.reading.actors.office_phrases import OfficeReader
from communique.reading.actors.offices import Office
from communique.reading.actors.persons import Cast
from communique.reading.actors.places import head_of, is_place
from communique.reading.actors.relations import Relations
from communique.reading.actors.roster import Roster, load_roster
from communique.reading.actors.unnamed import Unnamed, head_within
from communique.reading.parse import Parse, Token

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
        self.namings = NamingReader(parse, gazetteer).namings()
        self.at: dict[int, Naming] = {i: n for n in self.namings for i in range(n.first, n.last)}
        self.reader = OfficeReader(parse.tokens, parse.text, self.at, homes=gazetteer.states)
        self.offices = self.reader.offices()
        identifier = Identifier(roster, _year(article), {naming.code for naming in self.namings})
        self.casting = Casting(parse.tokens, parse.text, self.at, self.offices, identifier)
        self.cast: Cast = self.casting.cast()

    def actors(self) -> tuple[Actor, ...]:
        groups = GroupReader(self.tokens, self.parse.text, self.at, self.gazetteer)
        drafts = [*self._persons(), *self._titled(), *self._parties(groups)]
        grouped = groups.drafts(
            {i for d in drafts if d.kind != "party" and d.kind != "demonym" for i in range(d.first, d.last)}
        )
        inside = {i for d in grouped for i in range(d.first, d.last)}
        drafts = [d for d in drafts if d.head not in inside or d.kind in {"person"}] + grouped
        drafts += groups.governments([d for d in drafts if d.kind == "person"])
        relations = Relations(self.parse, self.casting, self.cast, drafts)
        relations.relate()
        moving = frozenset(n.code for n in self.namings if n.entry.kind in {"movement", "opposition"})
        resolver = Resolver(self.parse, drafts, moving)
        for office in self.offices:
            if office.possessor is not None:
                resolver.excluded[office.possessor] = self.cast.holders.get(office.head, [])
        institutions = Institutions(self.tokens, self.at, self.gazetteer)
        resolver.faced = institutions.faced()
        for draft in institutions.alone(resolver, drafts):
            drafts.append(draft)
            relations.note(draft)
        drafts += join_sides(institutions, resolver, drafts)
        relations.conclude()
        Inheritance(self.parse, self.cast, drafts, self.gazetteer, institutions.governing()).inherit()
        relations.conclude()
        unnamed = Unnamed(self.tokens, self.namings, self.offices, self.cast)
        unnamed.seat(drafts, self.at)
        unnamed.govern(drafts, institutions.governing())
        unnamed.identify(drafts)
        name_nationals(resolver, drafts, self.at)
        drafts += groups.sides(resolver, _covered(d for d in drafts if d.codes or not d.plural))
        drafts += resolver.pronouns()
        relate_possessors(self.casting, self.cast, drafts, resolver)
        unnamed.identify(drafts)
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
            head = head_within(self.tokens, name.first, name.last)
            level = office.level if office and not office.former else Level.UNKNOWN
            if level is not Level.UNKNOWN:
                level = min([level, *(o.level for o in profile.offices if not o.former)], key=lambda lv: lv.rank)
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
            parties = self.gazetteer.expanded(office.parties) if office.plural else office.parties
            draft = Draft(office.first, office.last, office.head, kind, parties, list(profiles), level)
            draft.plural, draft.former = office.plural, office.former
            drafts.append(draft)
        return drafts

    def _parties(self, groups: GroupReader) -> list[Draft]:
        """Names of parties outside office phrases."""
        covered = {i for office in self.offices for i in range(office.first, office.last)}
        drafts = []
        for naming in self.namings:
            if naming.entry.kind == "none" or naming.first in covered:
                continue
            head = head_of(naming, self.tokens)
            codes = self.gazetteer.expanded((naming.code,))
            follows = naming.last < len(self.tokens) and head.head.i >= naming.last and head.head.sent == head.sent
            modifies = head.dep in _MODIFIES and follows and not self._joined(naming, head.head)
            hyphenated = naming.last + 1 < len(self.tokens) and self.tokens[naming.last].text in {"-", "–"}
            modifies = modifies or (hyphenated and self.tokens[naming.last].start == self.tokens[naming.last - 1].end)
            modifies = modifies or (
                naming.sort == "adjective"
                and follows
                and head.dep not in {"nsubj", "nsubjpass", "pobj", "dobj", "poss", "conj"}
            )
            kind = "demonym" if modifies and naming.sort != "seat" else "party"
            before = [t.lower for t in self.tokens[max(0, naming.first - 2) : naming.first]]
            if before == ["intra", "-"] or (naming.sort == "people" and before[-1:] in (["two"], ["both"])):
                codes = groups.rivals(naming.code)  # "the two Chadians": the state and the movement that it faces
            earlier = self.at.get(naming.first - 2)
            if earlier is not None and head_of(earlier, self.tokens).head is head and self._joined(earlier, head):
                codes = tuple(dict.fromkeys((*self.gazetteer.expanded((earlier.code,)), *codes)))
            place = is_place(naming, self.tokens)
            kind = "party" if place and hyphenated else kind
            draft = Draft(naming.first, naming.last, head.i, kind, codes, place=place)
            draft.seat = naming.sort == "seat"
            drafts.append(draft)
        return drafts

    def _joined(self, naming: Naming, noun: Token) -> bool:
        """True for what an "and" joins to a noun: "Chad and world powers", not "Chad and Togolese envoys"."""
        if naming.sort != "name" or self.tokens[naming.last].lower != "and":
            return False
        other = self.at.get(naming.last + 1)
        return other is None or noun.i < other.last

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


def _year(article: Article) -> int | None:
    """The year of publication, where it is known."""
    day = article.published_day
    return int(day[:4]) if day and day[:4].isdigit() else None


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
