"""Who is meant by "both sides", "the two countries", "the three leaders": parties that the article names together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import combinations

from communique.data import load_toml
from communique.model.actors import Level
from communique.reading.actors.coreference import SUBJECTS, Draft, Resolver
from communique.reading.actors.mediating import mediating_parties
from communique.reading.parse import Token

_SELDOM = frozenset(load_toml("groups")["sides"]["seldom"])
_FACING = frozenset({*load_toml("groups")["sides"]["alone"], "side", "party"})
_PERSONS = frozenset(load_toml("groups")["sides"]["persons"])
_CONDITIONS = frozenset({"if", "unless"})
_FAR = 25
"""How many sentences back the parties may be named."""
_OFTEN, _CLEARLY = 2, 1.5
"""In how many sentences a pair stands, and how many times as often as any other, to be the article's opponents."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a collective phrase looks for: how many parties, which can be meant, at which level.

    `barred` are parties that cannot be meant here; `places` is True where a name that is only a place counts too
    ("the two countries" after a visit).
    """

    count: int
    kind_fits: Callable[[str], bool]
    level: Level = Level.UNKNOWN
    places: bool = False
    barred: frozenset[str] = frozenset()

    def fits(self, code: str) -> bool:
        """True for a party that can be meant."""
        return code not in self.barred and self.kind_fits(code)

    def all_fit(self, draft: Draft) -> bool:
        return all(map(self.fits, draft.codes))

    def too_low(self, draft: Draft) -> bool:
        """True for a person who meets at another level than the phrase names."""
        if self.level is Level.UNKNOWN or not draft.profiles:
            return False
        return all(p.person().level not in {self.level, Level.UNKNOWN} for p in draft.profiles)


class Sides:
    """Resolves the collective phrases of one parse against the drafts that its resolver holds."""

    def __init__(self, resolver: Resolver) -> None:
        self.resolver = resolver
        self.counted: Counter[str] = Counter()
        self.pairs: Counter[tuple[str, ...]] | None = None
        drafts = [draft for found in resolver.by_sentence.values() for draft in found]
        self.mediating = mediating_parties(resolver.tokens, drafts)

    def _counts(self) -> Counter[str]:
        """How often each party is mentioned."""
        if not self.counted:
            drafts = [d for found in self.resolver.by_sentence.values() for d in found if not d.place]
            self.counted.update(code for d in drafts for code in d.codes)
        return self.counted

    def named(self, token: Token, wanted: Wanted) -> Draft | None:
        """The parties most recently named together, as many as the phrase says.

        Whoever does something to "both sides" is none of them, and those who mostly mediate come last.
        """
        acting = self._acting_on(token)
        for barred in (acting | _SELDOM, acting, frozenset[str]()):
            sought = replace(wanted, barred=barred)
            found = self._sides(token, sought) or self._foremost(token, sought, _OFTEN if barred > acting else 1)
            if found:
                return self._unmediated(token, sought, found)
        return None

    def _unmediated(self, token: Token, wanted: Wanted, found: Draft) -> Draft:
        """What was found, or where one of them mediates and nobody named them together, others who do not."""
        back = token.sent - self.resolver.tokens[found.head].sent
        together = found.members or any(d is found for d in self.resolver.by_sentence.get(token.sent - back, ()))
        if self.mediating.isdisjoint(found.codes) or (together and back <= 1):
            return found
        sought = replace(wanted, barred=wanted.barred | self.mediating)
        return self._sides(token, sought) or self._foremost(token, sought, 1) or found

    def _acting_on(self, token: Token) -> frozenset[str]:
        """The parties of the subject whose object the phrase is ("the minister urged both sides")."""
        verb = acting_verb(token)
        if verb is None:
            return frozenset()
        subjects = {t.i for c in verb.children if c.dep in SUBJECTS for t in c.conjuncts()}
        if verb.dep == "relcl" and any(self.resolver.tokens[i].lower in {"who", "which"} for i in subjects):
            subjects.add(verb.head.i)
        drafts = self.resolver.by_sentence.get(token.sent, ())
        return frozenset(code for d in drafts if d.head in subjects and not d.plural for code in d.codes)

    def _opponents(self, wanted: Wanted) -> tuple[str, ...]:
        """The two parties that the article names together far more often than any others."""
        if wanted.count != 2:
            return ()
        if self.pairs is None:
            self.pairs = Counter()
            for drafts in self.resolver.by_sentence.values():
                acting = {code for d in drafts if d.kind != "demonym" and not d.place for code in d.codes[:1]}
                for pair in combinations(sorted(acting), 2):
                    self.pairs[pair] += 1
        ranked = [(pair, n) for pair, n in self.pairs.most_common() if all(map(wanted.fits, pair))][:2]
        if not ranked or ranked[0][1] < _OFTEN or (len(ranked) > 1 and ranked[0][1] < _CLEARLY * ranked[1][1]):
            return ()
        return ranked[0][0]

    def _facing(self, wanted: Wanted, opponents: tuple[str, ...]) -> tuple[str, ...]:
        """A state and its movement, where no others are named together or only those that bring them together."""
        faced = self.resolver.faced
        if len(faced) != wanted.count or not all(map(wanted.fits, faced)):
            return opponents
        counts = self._counts()
        often = sum(counts[code] for code in faced) >= sum(counts[code] for code in opponents)
        return faced if not opponents or (often and set(opponents).isdisjoint(faced)) else opponents

    def _persons_together(self, token: Token, wanted: Wanted) -> Draft | None:
        """The persons of the level that the phrase names who were last named side by side."""
        for back in range(min(token.sent + 1, _FAR)):
            drafts = [d for d in self.resolver.by_sentence.get(token.sent - back, ()) if d.first < token.i]
            for draft in reversed(drafts):
                pair = self.resolver.coordinated(draft) if draft.profiles and not draft.former else None
                if pair and _as_many(pair, wanted.count) and wanted.all_fit(pair) and not wanted.too_low(pair):
                    return pair
        return None

    def _sides(self, token: Token, wanted: Wanted) -> Draft | None:
        if wanted.level is not Level.UNKNOWN and (pair := self._persons_together(token, wanted)):
            return pair
        opponents = self._opponents(wanted)
        if token.lower in _FACING:
            opponents = self._facing(wanted, opponents)
        for back in range(min(token.sent + 1, _FAR)):
            drafts = [d for d in self.resolver.by_sentence.get(token.sent - back, ()) if d.first < token.i]
            near = [d for d in drafts if not d.place and not d.former]
            joint = [d for d in near if len(d.codes) == wanted.count and d.kind != "demonym" and wanted.all_fit(d)]
            if joint and not (back and opponents and wanted.too_low(joint[-1])):
                return joint[-1]
            pairs = (self.resolver.coordinated(d) for d in reversed(near) if d.kind != "pronoun")
            counted = (g for g in pairs if g and _as_many(g, wanted.count))
            pair = next((g for g in counted if wanted.all_fit(g)), None)
            others = token.lower in _FACING or (pair is not None and wanted.too_low(pair))
            if pair and (back == 0 or not opponents or not others or set(pair.codes) == set(opponents)):
                return pair
            if pair:
                return Draft(token.i, token.i + 1, token.i, "group", opponents, plural=True)
            equals = [d for d in near if not wanted.too_low(d)]
            real = [d for d in equals if not self._is_supposed(d)]
            found = self._pooled(real, [], wanted) if len(real) < len(equals) else None
            found = found or self._pooled(equals, drafts if back < 2 else [], wanted)
            persons = back == 1 and found is not None and token.lower in _PERSONS and _all_persons(found)
            if found and (back == 0 or not opponents or persons or set(found.codes) == set(opponents)):
                return found
            if found:
                return Draft(token.i, token.i + 1, token.i, "group", opponents, plural=True)
        return None

    def _foremost(self, token: Token, wanted: Wanted, least: int) -> Draft | None:
        """The parties of which the article speaks most, each at least so many times."""
        top = tuple(code for code, n in self._counts().most_common() if n >= least and wanted.fits(code))
        top = top[: wanted.count]
        return Draft(token.i, token.i + 1, token.i, "group", top, plural=True) if len(top) == wanted.count else None

    def _is_supposed(self, draft: Draft) -> bool:
        """True in a clause of condition: in "A accepts a B plan if C does, the two said" C is none of the two."""
        head = self.resolver.tokens[draft.head]
        clauses = [above for above in (head, *head.ancestors()) if above.dep == "advcl"]
        return any(c.dep == "mark" and c.lower in _CONDITIONS for clause in clauses for c in clause.children)

    @staticmethod
    def _pooled(near: list[Draft], drafts: list[Draft], wanted: Wanted) -> Draft | None:
        """The parties of one sentence together, where they are as many as the phrase says."""
        equals = [d for d in near if len(d.profiles) == 1 and d.profiles[0].person().level is wanted.level]
        acting = [d for d in near if d.kind != "demonym"]
        modifying = [d for d in near if d.kind == "demonym"]
        for pool in (equals, acting, near, modifying, drafts if wanted.places else []):
            codes = tuple(dict.fromkeys(code for d in pool for code in d.codes if wanted.fits(code)))
            if len(codes) == wanted.count:
                profiles = list(dict.fromkeys(p for d in pool for p in d.profiles if p.party in codes))
                return Draft(pool[0].first, pool[-1].last, pool[0].head, "group", codes, profiles, plural=True)
        return None


def _all_persons(group: Draft) -> bool:
    """True where a person is named for every party."""
    return set(group.codes) == {profile.party for profile in group.profiles}


def acting_verb(token: Token) -> Token | None:
    """The verb that says who does something to those of the phrase ("wants to convene the parties": "wants")."""
    if token.dep in SUBJECTS and any(c.lower == "to" and c.dep == "aux" for c in token.head.children):
        return token.head.head if token.head.dep in {"ccomp", "xcomp"} else None  # "persuaded the two to meet"
    if token.dep not in {"dobj", "pobj", "dative"}:
        return None
    verb = next((above for above in token.ancestors() if above.pos in {"VERB", "AUX"}), None)
    while verb is not None and verb.dep in {"xcomp", "conj"} and verb.child(*SUBJECTS) is None:
        verb = verb.head
    return verb


def _as_many(group: Draft, count: int) -> bool:
    """True for as many parties, or for two that one of which is a group itself ("Iran and the six powers")."""
    return len(group.codes) == count or (count == 2 == group.members < len(group.codes))
