"""Institutions and movements named without their party: "the government", "the kingdom", "the rebels"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from communique.data import load_toml
from communique.model.actors import Level
from communique.reading.actors.coreference import NUMBERS, SUBJECTS, Draft, Resolver
from communique.reading.actors.gazetteer import Gazetteer, Naming
from communique.reading.actors.provinces import province_of, provinces_in
from communique.reading.actors.seats import seat_of
from communique.reading.parse import Token

_GROUPS = load_toml("groups")
_PORTFOLIOS = frozenset(load_toml("offices")["words"]["portfolios"]) | {"armed"}
_LOOSE = frozenset(_GROUPS["loose"]["codes"])
_STATES = frozenset({"state"})
_KINDS = {
    "state": _STATES,
    "organisation": frozenset({"organisation"}),
    "movement": frozenset({"movement", "opposition"}),
}
_ALONE_KINDS = {word: _KINDS[kind] for kind, words in _GROUPS["alone"].items() for word in words}
_ORGANS = {("foreign", "office"), ("armed", "forces"), ("security", "forces"), ("justice", "department")}
_FORMS = {word: frozenset(codes) for word, codes in _GROUPS["forms"].items()}
_ACTING = frozenset({"nsubj", "nsubjpass", "poss", "pobj", "dobj", "conj", "appos", "attr", "agent"})
_OBJECTS = frozenset({"dobj", "pobj", "dative"})
_OPPOSITION = frozenset(_GROUPS["opposition"]["nouns"])
_OPPONENTS = frozenset(_GROUPS["opposition"]["opponents"])
_KEPT = frozenset(_GROUPS["opposition"]["kept"])
_OPPOSING = frozenset(_GROUPS["opposition"]["modifiers"])
_ARMED = frozenset(_GROUPS["opposition"]["armed"])
_GOVERNING = frozenset({"government", "authorities", "army", "military", "junta", "regime"})
_ORGANISED: dict[str, str] = _GROUPS["opposition"]["organised"]
_PAST = frozenset({"former", "ex", "late", "once"})
_SOLDIERS = frozenset({"junta", "military", "generals", "coup", "putsch"})
_CLEAR = 1.5
"""How many times as often as any other a state must be named to be the one that an article is about."""


class Institutions:
    """Resolves the institutions of one parse that stand without their party."""

    def __init__(self, tokens: list[Token], at: dict[int, Naming], gazetteer: Gazetteer) -> None:
        self.tokens, self.at, self.gazetteer = tokens, at, gazetteer
        namings = {naming.first: naming for naming in at.values()}.values()
        self.named = Counter(naming.code for naming in namings)
        self.kinds = {naming.code: naming.entry.kind for naming in namings}
        opposing = [code for code, kind in self.kinds.items() if kind in {"movement", "opposition"}]
        self.movements = [code for code in opposing if not code.endswith("-OPP")] or opposing
        self.home = self._home()
        self.earlier: dict[str, str] = {}
        """The party that an institution's word stood for when the article last used it."""

    def _home(self) -> str | None:
        """The state whose government faces a movement of its own in this article, if one does."""
        named = {code.removesuffix("-OPP") for code, kind in self.kinds.items() if kind in {"state", "opposition"}}
        faced: Counter[str] = Counter()
        for code, count in self.named.items():
            state = self.gazetteer.states.get(code)
            if state in named:
                faced[state] += count
        return faced.most_common(1)[0][0] if faced else None

    def governing(self) -> str | None:
        """The state whose government faces a movement, or the only one whose government is named."""
        if self.home:
            return self.home
        named = set()
        for naming in self.at.values():
            if naming.entry.kind == "state" and _GOVERNING & {t.lower for t in self._around(naming)}:
                named.add(naming.code)
        return named.pop() if len(named) == 1 else None

    def _around(self, naming: Naming) -> list[Token]:
        """What a state's name describes or is described by: "the Chadian government", "the government of Chad"."""
        after = self.tokens[naming.last : naming.last + 2]
        possessed = [t for t in after if t.text not in {"'s", "’s"}][:1]
        before = self.tokens[max(0, naming.first - 3) : naming.first]
        return possessed + (before if any(t.lower == "of" for t in before) else [])

    def faced(self) -> tuple[str, ...]:
        """The state that faces movements of its own, with these; empty where none does."""
        own = [code for code in self.movements if self.gazetteer.states.get(code) == self.home]
        return (self.home, *own) if self.home and own else ()

    def facing(self, token: Token, resolver: Resolver, state: str | None, opposed: str | None) -> tuple[str, ...]:
        """A government and those whom it faces, of which the text may leave open who they are; empty if unknown."""
        state = state or (self.gazetteer.states.get(opposed) if opposed else None) or self.governing() or self._state()
        state = state or resolver.nearest(token, self._can_be(_STATES))
        if state is None:
            return ()
        own = [code for code in self.movements if self.gazetteer.states.get(code) == state]
        return (state, opposed) if opposed else (state, *(own or (f"{state}-OPP",)))

    def _armed(self) -> str | None:
        """The state of whose soldiers in power the article speaks ("Niger's military rulers")."""
        for naming in dict.fromkeys(self.at.values()):
            if naming.entry.kind != "state":
                continue
            for token in self.tokens[naming.last : naming.last + 4]:
                if token.lower in _SOLDIERS:
                    return naming.code
                if token.pos not in {"ADJ", "PART", "NOUN", "VERB"} or token.lower in _PAST:
                    break
        return None

    def alone(self, resolver: Resolver, drafts: list[Draft]) -> list[Draft]:
        """Drafts for the phrases that stand outside the given drafts; a group's own phrase adds to the group."""
        around = {i: d for d in drafts for i in range(d.first, d.last)}
        for draft in drafts:
            words = {token.lower for token in self.tokens[draft.first : draft.last]}
            if len(draft.codes) == 1 and not draft.former:
                for word in words & {"junta", self.tokens[draft.head].lower} & _KEPT:
                    self.earlier.setdefault(word, draft.codes[0])
        if (armed := self._armed()) is not None:
            self.earlier.setdefault("junta", armed)
        found = []
        for token in self.tokens:
            group = around.get(token.i)
            if group is None and token.i and self.tokens[token.i - 1].lower in _OPPOSING:
                group = around.get(token.i - 1)  # "two Sudanese rebel" movements
            inside = group is not None and group.kind == "group" and group.head < token.i
            first = self._opens(token) if group is None or inside else None
            if first is None:
                continue
            codes = self._codes(token, resolver, group)
            if not codes:
                continue
            if group is not None:
                if not set(codes) <= set(group.codes):
                    faced = {f"{self.gazetteer.states.get(code)}-OPP" for code in codes}
                    kept = [code for code in group.parties if code not in faced]
                    group.parties, group.plural = tuple(dict.fromkeys((*kept, *codes))), True
                continue
            level = Level(_ORGANISED.get(token.lower, "unknown"))
            kind = "group" if len(codes) > 1 else "party"
            draft = Draft(first, token.i + 1, token.i, kind, codes, level=level, plural=len(codes) > 1)
            found.append(draft)
            resolver.add(draft)
        return found

    def _opens(self, token: Token) -> int | None:
        """Where the phrase begins, or None where the word names no institution of a party named elsewhere."""
        if token.pos not in {"NOUN", "PROPN"} or token.dep not in _ACTING:
            return None
        opposed = self._opposed(token) or self._governed(token) or self._is_armed(token) or self._is_faced(token)
        opposed = opposed or (token.lower in _OPPOSITION and province_of(token, self.tokens) is not None)
        if self._kinds(token) is None and not opposed:
            return None
        first = token.i
        while first > 0 and self._before(first - 1):
            first -= 1
        before = self.tokens[first - 1] if first else None
        if before is not None and (before.lower == "the" or (opposed and before.lower in {"a", "an"})):
            return first - 1
        joined = token.dep == "conj" and token.head.child("poss") is not None  # "Chad's rebels and government"
        return first if joined or (opposed and token.tag in {"NNS", "NNPS"}) else None

    def _kinds(self, token: Token) -> frozenset[str] | None:
        """The kinds of party that the word can mean, where it can mean one."""
        before = self.tokens[token.i - 1].lower if token.i else ""
        return _ALONE_KINDS.get(token.lower) or (_STATES if (before, token.lower) in _ORGANS else None)

    def _before(self, i: int) -> bool:
        token = self.tokens[i]
        plain = token.text.islower() or token.lower in _PORTFOLIOS or token.dep == "nummod"
        return token.dep in {"compound", "amod", "nummod"} and plain and i not in self.at

    def _opposed(self, token: Token) -> bool:
        """True for "rebel groups", "rebel and opposition parties", "guerrilla leaders"."""
        if token.lower not in _ORGANISED:
            return False
        joined = self.tokens[token.i - 1].lower in _OPPOSING if token.i else False
        return joined or any(child.lower in _OPPOSING and child.i < token.i for child in token.children)

    def _is_armed(self, token: Token) -> bool:
        """True for "armed groups", beside a government: "Chad and 14 armed groups"."""
        armed = any(child.lower in _ARMED and child.i < token.i for child in token.children)
        return armed and token.lower in _ORGANISED and self._beside(token, None) is not None

    def _is_faced(self, token: Token) -> bool:
        """True for rebels without an article beside a government ("talks between the government and rebels")."""
        if not (token.lower in _OPPOSITION or self._is_opponent(token)):
            return False
        return any(t.lower in _GOVERNING for t in self._near(token))

    def _is_opponent(self, token: Token) -> bool:
        """True for "its opponents", who are the opposition where the government stands beside them."""
        owner = self.tokens[token.i - 1].lower if token.i else ""
        return token.lower in _OPPONENTS and owner in {"its", "their"}

    def _governed(self, token: Token) -> bool:
        """True for "the government delegation", "government negotiators"."""
        before = self.tokens[token.i - 1].lower if token.i else ""
        return token.lower in _ORGANISED and before in {"government", "regime", "junta"}

    def _codes(self, token: Token, resolver: Resolver, group: Draft | None) -> tuple[str, ...]:
        """The party that is meant; several where "two movements" are as many as the article names.

        Many more of them than it names, beside a government, are the opposition ("Chad and 42 rebel groups").
        """
        number = next((NUMBERS.get(c.lower, 0) for c in token.children if c.dep == "nummod"), None)
        opposed = token.lower in _OPPOSITION or self._opposed(token) or self._is_armed(token) or self._is_faced(token)
        if number is not None and (self.movements or not opposed):
            if not opposed or number == len(self.movements):
                return tuple(self.movements) if opposed else ()
            beside, many = self._beside(token, group), number == 0 or number > len(self.movements) + 1
            return (f"{beside}-OPP",) if beside and many else ()
        if opposed and (state := province_of(token, self.tokens)):
            told = (code for drafts in resolver.by_sentence.values() for draft in drafts for code in draft.codes)
            own = [c for c in dict.fromkeys((*self.movements, *told)) if self.gazetteer.states.get(c) == state]
            return tuple(own) if own and number in {None, len(own)} else (f"{state}-OPP",)
        beside = self._beside(token, group) if opposed else None
        code = self._opposition(beside) if beside and not self.movements else None
        code = code or (self._code(token, resolver) if number is None else None)
        if code is None and opposed:
            code = self._opposition(beside)
        if code is not None and token.lower in _KEPT:
            self.earlier[token.lower] = code
        return (code,) if code else ()

    def _code(self, token: Token, resolver: Resolver) -> str | None:
        opposing = self._opposed(token) or self._is_armed(token) or self._is_opponent(token)
        kinds = _KINDS["movement"] if opposing else self._kinds(token) or _STATES
        if self._governed(token):
            kinds = _STATES
        seated = seat_of(token, self.at, opened=kinds is _STATES and not self._governed(token))
        if seated and kinds is not _KINDS["movement"]:
            return seated
        states = {self.gazetteer.states.get(c) for c in self.movements} | {self._troubled()} | {self.home}
        if seated and states <= {None, seated}:
            return f"{seated}-OPP"  # rebels of another state are in this capital only for talks
        barred = self._doers(token, resolver)
        kept = self.earlier.get(token.lower)
        if kept and kept not in barred:
            return kept
        forms = _FORMS.get(token.lower)
        if kinds is _STATES and not forms and (faced := self._faced(token)):
            return faced
        if kinds is _STATES and token.lower in _KEPT and not forms and (state := self._state()):
            return state
        fits = forms.__contains__ if forms else self._can_be(kinds)
        code = resolver.nearest(token, lambda party: party not in barred and fits(party))
        if self.home and kinds is _STATES and not forms and not resolver.said(token, code) and self.home not in barred:
            code = self.home
        return code

    def _near(self, token: Token) -> list[Token]:
        """The words that an "and" joins to this one, as near as they can stand."""
        found = []
        for step in (1, -1):
            joined = False
            for i in range(token.i + step, token.i + 8 * step, step):
                if not 0 <= i < len(self.tokens) or self.tokens[i].sent != token.sent or self.tokens[i].pos == "VERB":
                    break
                joined = joined or self.tokens[i].lower in {"and", "with"}
                if joined:
                    found.append(self.tokens[i])
        return found

    def _faced(self, token: Token) -> str | None:
        """The state of "the government and the rebels", "talks of the government with the X movement"."""
        for other in self._near(token):
            naming = self.at.get(other.i)
            if naming and naming.entry.kind == "movement" and (state := self.gazetteer.states.get(naming.code)):
                return state
            if naming and naming.entry.kind == "opposition":
                return naming.code.removesuffix("-OPP")
            if other.lower in _OPPOSITION and self.home:
                return self.home
        return None

    def _beside(self, token: Token, group: Draft | None) -> str | None:
        """The state that is named beside its opposition ("Chad's government and the opposition")."""
        codes = [n.code for t in self._near(token) if (n := self.at.get(t.i)) and n.entry.kind == "state"]
        codes += [code for code in (group.codes if group else ()) if self.kinds.get(code) == "state"]
        return codes[0] if codes else None

    def _doers(self, token: Token, resolver: Resolver) -> frozenset[str]:
        """The parties of the subject whose object the phrase is: who goes to "the country" is from another one."""
        if token.dep not in _OBJECTS:
            return frozenset()
        verb = next((above for above in token.ancestors() if above.pos in {"VERB", "AUX"}), None)
        subjects = {t.i for c in verb.children if c.dep in SUBJECTS for t in c.conjuncts()} if verb else set()
        drafts = resolver.by_sentence.get(token.sent, ())
        return frozenset(code for d in drafts if d.head in subjects for code in d.codes)

    def _opposition(self, state: str | None) -> str | None:
        """The opposition of this state, else of the one that the article is about, where it names no movement."""
        if self.movements:
            return self.movements[0] if len(self.movements) == 1 else None
        state = state or self._troubled() or self._state()
        return f"{state}-OPP" if state else None

    def _troubled(self) -> str | None:
        """The state of a part of which the article tells, where it is one ("Darfur")."""
        states = set(provinces_in(self.tokens))
        return states.pop() if len(states) == 1 else None

    def _state(self) -> str | None:
        """The state that the article names far more often than any other."""
        states = [(code, n) for code, n in self.named.most_common() if self.kinds[code] == "state"][:2]
        if not states or (len(states) > 1 and states[0][1] < _CLEAR * states[1][1]):
            return None
        return states[0][0]

    def _can_be(self, kinds: frozenset[str]) -> Callable[[str], bool]:
        return lambda code: code not in _LOOSE and self.gazetteer.party(code).kind in kinds
