"""Who is meant by "he", "they", "its", "the minister": the nearest earlier mention that fits."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from communique.data import load_toml
from communique.model.actors import Level
from communique.reading.actors.persons import Profile
from communique.reading.actors.pronouns import governor, is_expletive
from communique.reading.parse import Parse, Token

_SIDES = load_toml("groups")["sides"]
NUMBERS: dict[str, int] = _SIDES["numbers"]
SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "agent"})
_PERSONAL = {
    "he": False,
    "him": False,
    "his": False,
    "himself": False,
    "she": True,
    "her": True,
    "hers": True,
    "herself": True,
}
SPEECH = frozenset(load_toml("words")["names"]["speech"])
_PLURAL = frozenset({"they", "them", "their", "theirs", "themselves"})
_NEUTER = frozenset({"it", "its", "itself"})
_STATES = frozenset({"states", "nations", "emirates", "netherlands", "philippines", "maldives", "seychelles"})
_QUOTES = frozenset('"“”')
_LOOSE = frozenset(load_toml("groups")["loose"]["codes"])
_OCCASIONS = frozenset(load_toml("groups")["occasions"]["nouns"])
_OTHERS = frozenset(load_toml("groups")["sides"]["others"])
_NOBODY = "nobody"
"""The kind of a draft for those of whom only the text's reader may know who they are; it makes no actor."""
REACH = 3
"""How many sentences back the antecedent of a pronoun may lie."""


@dataclass(slots=True, eq=False)
class Draft:
    """A mention while it is being resolved. `profiles` are the persons it stands for; `plural` says if several,
    `seat` whether a seat of power names the party, `former` whether the office is one of the past;
    `members` says of how many mentions a coordination consists.
    """

    first: int
    last: int
    head: int
    kind: str
    parties: tuple[str, ...] = ()
    profiles: list[Profile] = field(default_factory=list)
    level: Level = Level.UNKNOWN
    place: bool = False
    plural: bool = False
    seat: bool = False
    former: bool = False
    members: int = 0

    @property
    def codes(self) -> tuple[str, ...]:
        """The parties, and those of the persons."""
        of_persons = [p.party for p in self.profiles if p.party]
        return tuple(dict.fromkeys([*self.parties, *of_persons]))


class Resolver:
    """Resolves the pronouns of one parse against the drafts before them."""

    def __init__(self, parse: Parse, drafts: list[Draft], movements: frozenset[str] = frozenset()) -> None:
        self.parse, self.tokens, self.movements = parse, parse.tokens, movements
        self.by_sentence: dict[int, list[Draft]] = {}
        self.faced: tuple[str, ...] = ()
        """The state and the movements that face each other in this article."""
        self.excluded: dict[int, list[Profile]] = {}
        """Persons whom a possessive cannot mean, by its token: in "X, his counterpart" he is not X."""
        for draft in sorted(drafts, key=lambda d: d.first):
            self.add(draft)

    def add(self, draft: Draft) -> None:
        self.by_sentence.setdefault(self.tokens[draft.head].sent, []).append(draft)

    def pronouns(self) -> list[Draft]:
        """A draft for every pronoun that is resolved, in the order of the text; each may serve the next."""
        found = []
        for token in self.tokens:
            if token.lower in _OTHERS and token.child("poss") is not None:
                self.add(Draft(token.i, token.i + 1, token.i, _NOBODY, plural=True))
        for token in self.tokens:
            if token.pos not in {"PRON", "DET"}:
                continue
            draft = self._pronoun(token)
            if draft:
                found.append(draft)
                self.add(draft)
        return found

    def _pronoun(self, token: Token) -> Draft | None:
        word = token.lower
        draft = Draft(token.i, token.i + 1, token.i, "pronoun")
        if word in _PERSONAL:
            female = _PERSONAL[word]
            profile = self._coming(token, female) or self.person_for(token, female=female)
            if profile is None:
                return None
            profile.female = female if profile.female is None else profile.female
            draft.profiles = [profile]
        elif word in _PLURAL:
            source = self._plural_for(token)
            if source is None:
                return None
            draft.parties, draft.profiles, draft.plural, draft.level = source.codes, source.profiles, True, source.level
        elif word in _NEUTER and (word != "it" or token.dep == "nsubj") and not is_expletive(token):
            source = self._party_for(token)
            if source is None:
                return None
            draft.parties = source.codes
        else:
            return None
        return draft

    def _earlier(self, token: Token) -> list[Draft]:
        """Drafts before the token, best first: its own sentence, then those before; subjects, then the nearest."""
        found: list[Draft] = []
        for back in range(REACH + 1):
            drafts = [d for d in self.by_sentence.get(token.sent - back, ()) if d.first < token.i and not d.place]
            found.extend(sorted(drafts, key=lambda d: (self._rank(d), -d.first if back == 0 else d.first)))
        return found

    def _governing(self, token: Token) -> Draft | None:
        """The mention that is the governing subject."""
        subject = governor(token)
        if subject is None:
            return None
        found = [d for d in self.by_sentence.get(token.sent, ()) if d.head == subject.i and not d.place]
        return found[0] if found else None

    def _rank(self, draft: Draft) -> int:
        """0 for the subject of a main clause, 1 for another subject, 2 for the rest."""
        head = self.tokens[draft.head]
        while head.dep in {"conj", "appos"}:
            head = head.head
        return (0 if head.head.dep == "ROOT" else 1) if head.dep in SUBJECTS else 2

    def _is_subject(self, draft: Draft) -> bool:
        head = self.tokens[draft.head]
        while head.dep in {"conj", "appos"}:
            head = head.head
        return head.dep in SUBJECTS

    def person_for(self, token: Token, *, female: bool | None = None) -> Profile | None:
        """The person that a pronoun or possessive at this token means."""
        governing = self._governing(token)
        for draft in [governing, *self._earlier(token)] if governing else self._earlier(token):
            if len(draft.profiles) != 1 or draft.plural or draft.last > token.i:
                continue
            profile = draft.profiles[0]
            if not profile.firm or profile in self.excluded.get(token.i, ()):
                continue
            if female is not None and profile.female is not None and profile.female != female:
                continue
            if token.dep not in {"poss"} and (self._same_clause(draft, token) or self._told(draft, token)):
                continue
            if token.dep in SUBJECTS and self._beside(draft, token):
                continue
            return profile
        return None

    def _coming(self, token: Token, female: bool) -> Profile | None:
        """The person of the main clause that its opening speaks of: "Before he left, X said", "In his call, X said"."""
        clause = token.head if token.dep != "poss" else token.head.head
        main = None
        while clause.dep in {"pobj", "prep", "dobj", "xcomp", "pcomp"}:
            main = clause.head if _opens_with(token, clause) else None
            clause = clause.head
        main = clause.head if clause.dep == "advcl" else main
        if main is None or main.i <= token.i or main.sent != token.sent:
            return None
        subject = main.child("nsubj", "nsubjpass")
        if subject is None or subject.i <= token.i or any(t.text in _QUOTES for t in self.tokens[token.i : subject.i]):
            return None
        for draft in self.by_sentence.get(token.sent, ()):
            if draft.head == subject.i and draft.kind == "person" and len(draft.profiles) == 1:
                profile = draft.profiles[0]
                return profile if profile.female in {None, female} and profile.firm else None
        return None

    def _told(self, draft: Draft, token: Token) -> bool:
        """True where the mention stands in what the pronoun's verb says ("X agrees, he said": he is not X)."""
        head = self.tokens[draft.head]
        verb = token.head
        if token.dep != "nsubj" or verb.lemma not in SPEECH or head.sent != token.sent:
            return False
        if any(above is verb for above in head.ancestors()):
            return True
        told = (
            verb.dep in {"parataxis", "ccomp", "advcl", "dep"} and verb.head.i > verb.i and verb.child("ccomp") is None
        )
        return told and self._is_subject(draft) and head.head is verb.head

    def _same_clause(self, draft: Draft, token: Token) -> bool:
        """True where both depend on one verb, so that a pronoun cannot mean the other ("Putin met him")."""
        head = self.tokens[draft.head]
        if draft.kind == "pronoun" or not self._is_subject(draft):
            return False
        above = token.head.head if token.dep == "pobj" else token.head
        return head.head is above and head is not token

    def _beside(self, draft: Draft, token: Token) -> bool:
        """True where the mention is an object of the pronoun's own verb ("with X he had spoken")."""
        head = self.tokens[draft.head]
        while head.dep in {"appos", "conj"}:
            head = head.head
        above = head.head.head if head.dep == "pobj" and head.head.lower in {"with", "to", "from", "by"} else head.head
        return head.dep in {"pobj", "dobj", "dative"} and above is token.head

    def _plural_for(self, token: Token) -> Draft | None:
        earlier = self._earlier(token)
        acting = self._acting_on(token)
        for draft in earlier:
            if draft.kind == _NOBODY and self._is_subject(draft):
                return None  # "Chad's neighbours said that they": whoever they are, not Chad
            if draft.last > token.i or not draft.codes:
                continue
            if draft.plural and acting.isdisjoint(draft.codes):
                return draft
            group = self.coordinated(draft)
            if group and acting.isdisjoint(group.codes):
                return group
            if self._several(draft, token):
                return draft
        for draft in earlier:
            near = token.sent - self.tokens[draft.head].sent <= 1
            if near and draft.kind in {"party", "group"} and draft.codes and not draft.profiles:
                return draft
        return None

    def _acting_on(self, token: Token) -> frozenset[str]:
        """The parties of the subject whose object the pronoun is: whoever joins "them" is none of them."""
        if token.dep not in {"dobj", "dative", "pobj"} or token.lower == "themselves":
            return frozenset()
        verb = token.head if token.dep != "pobj" else token.head.head
        while verb.dep == "conj" and verb.child("nsubj") is None:
            verb = verb.head
        subject = verb.child("nsubj")
        heads = {t.i for t in subject.conjuncts()} if subject is not None else set()
        drafts = self.by_sentence.get(token.sent, ())
        return frozenset(code for d in drafts if d.head in heads for code in d.codes)

    def _several(self, draft: Draft, token: Token) -> bool:
        """True for a subject of the same sentence that is a plural by itself: "the rebels", "Iranian officials"."""
        head = self.tokens[draft.head]
        if head.sent != token.sent or len(draft.codes) != 1 or draft.kind not in {"party", "group"}:
            return False
        top = head.head if head.dep == "appos" else head
        if top.dep == "conj" or any(c.dep == "conj" for c in top.children):
            return False
        many = (head.tag in {"NNS", "NNPS"} and head.lower not in _STATES) or self.movements.issuperset(draft.codes)
        return many and self._is_subject(draft)

    def coordinated(self, draft: Draft) -> Draft | None:
        """Drafts joined by "and" as one group."""
        head = self.tokens[draft.head]
        while head.dep == "conj" and head.head.sent == head.sent:
            head = head.head
        heads = {t.i for t in head.conjuncts()}
        here = self.by_sentence.get(head.sent, ())
        members = [d for d in here if d.head in heads and d.kind != "pronoun"] if len(heads) > 1 else []
        if len(members) < 2 and draft.kind == "person":
            members = [d for d in here if d is draft or self._side_by_side(draft, d)]
        codes = tuple(dict.fromkeys(code for d in members for code in d.codes))
        if len(members) < 2 or not codes:
            return None
        profiles = list(dict.fromkeys(p for d in members for p in d.profiles))
        group = Draft(members[0].first, members[-1].last, draft.head, "group", codes, profiles, plural=True)
        group.members = len(members)
        return group

    def _side_by_side(self, one: Draft, two: Draft) -> bool:
        """True for two persons with just "and" between them, however the parse hangs them."""
        first, second = (one, two) if one.first < two.first else (two, one)
        joined = second.first == first.last + 1 and self.tokens[first.last].lower == "and"
        return joined and one.kind == two.kind == "person" and bool(one.profiles and two.profiles)

    def _party_for(self, token: Token) -> Draft | None:
        fallback = None
        earlier = self._earlier(token)
        if token.dep == "poss":
            earlier.sort(key=lambda d: d.last != token.i)
        gapped = token.dep == "poss" and bool(earlier) and earlier[0].last == token.i
        governing = None if gapped else self._governing(token)
        for draft in [governing, *earlier] if governing else earlier:
            if not draft.codes or draft.plural or draft.last > token.i or _LOOSE.issuperset(draft.codes):
                continue
            if draft.kind in {"party", "group"} and not draft.profiles:
                return draft
            here = self.tokens[draft.head].sent == token.sent
            if fallback is None and here and token.dep == "poss" and len(draft.codes) == 1:
                fallback = draft
        return fallback

    def nearest(self, token: Token, fits: Callable[[str], bool]) -> str | None:
        """The party nearest before the token, of those that fit; subjects of the sentences before come first."""
        for back in range(2 * REACH + 1):
            drafts = [d for d in self.by_sentence.get(token.sent - back, ()) if d.first < token.i and not d.place]
            good = [d for d in drafts if len(d.codes) == 1 and fits(d.codes[0])]
            good = [d for d in good if d.kind != "demonym" and (back == 0 or self._is_subject(d))]
            if good:
                return max(good, key=lambda d: (self._is_subject(d), d.first)).codes[0]
        return None

    def said(self, token: Token, code: str | None) -> bool:
        """True where the sentence itself already names this party as an actor."""
        drafts = self.by_sentence.get(token.sent, ())
        return any(code in d.codes and not d.place and d.kind != "demonym" for d in drafts if d.first < token.i)


def _opens_with(token: Token, preposition: Token) -> bool:
    """True for a contact or speech of whoever acts then: "in his call with Y, X said", not "in his absence"."""
    event = token.dep == "poss" and token.head.head is preposition and token.head.lemma in _OCCASIONS
    return event and preposition.dep == "prep" and preposition.lower in {"in", "during", "after", "before", "at"}
