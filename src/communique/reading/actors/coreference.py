"""Who is meant by "he", "they", "its", "the minister": the nearest earlier mention that fits."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from communique.data import load_toml
from communique.model.actors import Level
from communique.reading.actors.persons import Profile
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
_ANIMATE = frozenset(load_toml("words")["animate"]["adjectives"])
REACH = 3
"""How many sentences back the antecedent of a pronoun may lie."""


@dataclass(slots=True, eq=False)
class Draft:
    """A mention while it is being resolved. `profiles` are the persons it stands for; `plural` says if several,
    `seat` whether a seat of power names the party.
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

    @property
    def codes(self) -> tuple[str, ...]:
        """The parties, and those of the persons."""
        of_persons = [p.party for p in self.profiles if p.party]
        return tuple(dict.fromkeys([*self.parties, *of_persons]))


class Resolver:
    """Resolves the pronouns of one parse against the drafts before them."""

    def __init__(self, parse: Parse, drafts: list[Draft]) -> None:
        self.parse, self.tokens = parse, parse.tokens
        self.by_sentence: dict[int, list[Draft]] = {}
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
            profile = self.person_for(token, female=_PERSONAL[word])
            if profile is None:
                return None
            draft.profiles = [profile]
        elif word in _PLURAL:
            source = self._plural_for(token)
            if source is None:
                return None
            draft.parties, draft.profiles, draft.plural, draft.level = source.codes, source.profiles, True, source.level
        elif word in _NEUTER and (word != "it" or token.dep == "nsubj") and not _expletive(token):
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
        for draft in self._earlier(token):
            if len(draft.profiles) != 1 or draft.plural or draft.last > token.i:
                continue
            profile = draft.profiles[0]
            if not profile.firm or profile in self.excluded.get(token.i, ()):
                continue
            if female is not None and profile.female is not None and profile.female != female:
                continue
            if token.dep not in {"poss"} and (self._same_clause(draft, token) or self._told(draft, token)):
                continue
            return profile
        return None

    def _told(self, draft: Draft, token: Token) -> bool:
        """True where the mention stands in what the pronoun's verb says ("X agrees, he said": he is not X)."""
        head = self.tokens[draft.head]
        if token.dep != "nsubj" or token.head.lemma not in SPEECH or head.sent != token.sent:
            return False
        return any(above is token.head for above in head.ancestors())

    def _same_clause(self, draft: Draft, token: Token) -> bool:
        """True where both depend on one verb, so that a pronoun cannot mean the other ("Putin met him")."""
        head = self.tokens[draft.head]
        if draft.kind == "pronoun" or not self._is_subject(draft):
            return False
        above = token.head.head if token.dep == "pobj" else token.head
        return head.head is above and head is not token

    def _plural_for(self, token: Token) -> Draft | None:
        for draft in self._earlier(token):
            if draft.plural and draft.codes and draft.last <= token.i:
                return draft
            group = self.coordinated(draft)
            if group:
                return group
        for draft in self._earlier(token):
            near = token.sent - self.tokens[draft.head].sent <= 1
            if near and draft.kind in {"party", "group"} and draft.codes and not draft.profiles:
                return draft
        return None

    def coordinated(self, draft: Draft) -> Draft | None:
        """Drafts joined by "and" as one group."""
        head = self.tokens[draft.head]
        while head.dep == "conj" and head.head.sent == head.sent:
            head = head.head
        heads = {t.i for t in head.conjuncts()}
        if len(heads) < 2:
            return None
        members = [d for d in self.by_sentence.get(head.sent, ()) if d.head in heads and d.kind != "pronoun"]
        codes = tuple(dict.fromkeys(code for d in members for code in d.codes))
        if len(members) < 2 or not codes:
            return None
        profiles = list(dict.fromkeys(p for d in members for p in d.profiles))
        return Draft(members[0].first, members[-1].last, draft.head, "group", codes, profiles, plural=True)

    def _party_for(self, token: Token) -> Draft | None:
        fallback = None
        for draft in self._earlier(token):
            if not draft.codes or draft.plural or draft.last > token.i:
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


def _expletive(token: Token) -> bool:
    """True for the "it" of "it is said that" and "it is clear that", which stands for nobody."""
    if token.lower != "it" or token.dep == "expl":
        return token.dep == "expl"
    verb = token.head
    clause = any(c.dep in {"ccomp", "xcomp", "csubj", "advcl"} for c in verb.children)
    if token.dep == "nsubjpass":
        return clause
    if token.dep != "nsubj" or verb.lemma not in {"be", "become", "seem", "appear", "remain", "take"}:
        return False
    state = verb.child("acomp", "attr", "oprd")
    if state is None:
        return clause or verb.lemma != "be"
    return state.lemma not in _ANIMATE and (clause or bool(state.child("xcomp", "ccomp", "prep")) or state.tag == "NN")
