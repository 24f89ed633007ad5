"""Parties of persons that the text gives through others: "Trump's envoy", "who leads the Iranian delegation"."""

from __future__ import annotations

from collections.abc import Iterator

from communique.data import load_toml
from communique.model.actors import Level
from communique.reading.actors.casting import Casting
from communique.reading.actors.coreference import Draft
from communique.reading.actors.holders import Holders
from communique.reading.actors.offices import Office
from communique.reading.actors.persons import FORMER, INHERITED, OWN, RELATION, Cast, Profile
from communique.reading.parse import Parse, Token

_CONTEXT = load_toml("offices")["context"]
_LEADS = frozenset(_CONTEXT["leads"])
_ATTENDS = frozenset({"attend", "sign", "participate", "negotiate", "speak", "act", "take", "sit", "lead", "be"})
_SERVES = frozenset({"to", "of", "for"})
_DETERMINERS = frozenset({"the", "a", "an", "then", "former", "late", "new"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})


class Relations:
    """Gives the persons of one article the parties that the text gives them through other actors."""

    def __init__(self, parse: Parse, casting: Casting, cast: Cast, drafts: list[Draft]) -> None:
        self.tokens, self.casting, self.cast, self.drafts = parse.tokens, casting, cast, drafts
        self.owner = {i: cast.named[n.first] for n in casting.names.values() for i in range(n.first, n.last)}
        self.sentences = {sentence.index: (sentence.first, sentence.last) for sentence in parse.sentences}
        self.by_token: dict[int, Draft] = {}
        for draft in drafts:
            for i in range(draft.first, draft.last):
                if i not in self.by_token or draft.head == i:
                    self.by_token[i] = draft

    def relate(self) -> None:
        """Note every relation as a vote; what is nearer to the words weighs more."""
        self._states_after_names()
        self._leaders()
        holders = Holders(self.tokens, self.casting, self.cast, self.by_token)
        holders.introduced()
        holders.appointed()
        for _ in range(2):
            self._servants()
            self._colleagues()
        holders.named_elsewhere()

    def note(self, draft: Draft) -> None:
        """Take up a mention that was found later."""
        for i in range(draft.first, draft.last):
            self.by_token.setdefault(i, draft)

    def conclude(self) -> None:
        """Look once more at those who serve others whose party is by now known."""
        self._servants()
        self._colleagues()

    def _states_after_names(self) -> None:
        """ "X for Kosovo and Y for Serbia", "X of the Omani ministry": each speaks for what follows the name."""
        for name in self.casting.names.values():
            i = name.last
            if i + 2 >= len(self.tokens) or self.tokens[i].sent != self.tokens[name.first].sent:
                continue
            if self.tokens[i].lower in {"of", "from"}:
                draft = self.by_token.get(i + 1) or self.by_token.get(i + 2)
                if (
                    draft
                    and draft.kind in {"party", "group"}
                    and len(draft.parties) == 1
                    and draft.first <= i + 2
                    and draft.last - draft.first > 1
                    and not self._is_city(i + 1)
                ):
                    self.cast.named[name.first].votes.append((RELATION, draft.parties[0]))
                continue
            if self.tokens[i].lower != "for":
                continue
            naming = self.casting.at.get(i + 2 if self.tokens[i + 1].lower == "the" else i + 1)
            if naming and naming.sort in {"name", "seat"} and naming.code:
                after = self.tokens[naming.last : naming.last + 1]
                if not after or after[0].pos in {"CCONJ", "PUNCT", "VERB", "AUX", "ADV"}:
                    self.cast.named[name.first].votes.append((RELATION, naming.code))

    def _is_city(self, i: int) -> bool:
        """True for a capital: "phoned X from New Delhi" says where the call came from, not who X is."""
        naming = self.casting.at.get(i)
        return naming is not None and naming.sort == "capital" and self.tokens[i - 1].lower == "from"

    def _leaders(self) -> None:
        """ "X heads the Iranian delegation", "a delegation led by X", "Greece is represented by X"."""
        for token in self.tokens:
            if token.lower in {"under", "on", "for"} and token.dep == "prep":
                self._beside(token)
            if token.pos != "VERB":
                continue
            if token.lemma in _ATTENDS:
                self._members(token)
            if token.lemma not in _LEADS:
                continue
            persons = [p for t in self._doers(token) for p in self._persons_at(t)]
            led = [d for t in self._led(token) if (d := self.by_token.get(t.i)) and d.head == t.i and not d.profiles]
            codes = {d.codes[0] for d in led if len(d.codes) == 1 and d.kind != "person"}
            codes |= {code for t in self._led(token) if t.i not in self.by_token and (code := self._represented(t))}
            if len(codes) == 1:
                code = codes.pop()
                for profile in persons:
                    profile.votes.append((RELATION, code))

    def _represented(self, token: Token) -> str | None:
        """ "The team representing Cuba"."""
        for child in token.children:
            if child.dep == "acl" and child.lemma == "represent" and (whom := child.child("dobj")):
                return self._code_at(whom)
        return None

    def _beside(self, prep: Token) -> None:
        """ "The Omani team under X"; "on the Omani side, X was joined by Y"."""
        if prep.lower == "under":
            code = self._code_at(prep.head)
            persons = [
                p for c in prep.children if c.dep == "pobj" for t in c.conjuncts()[:1] for p in self._persons_at(t)
            ]
        else:
            side = prep.child("pobj")
            if side is None or side.lower != "side" or side.sent != prep.sent:
                return
            code = self._code_at(side)
            first, last = self.sentences[prep.sent]
            persons = [
                p
                for i in range(first, last)
                if (d := self.by_token.get(i)) and d.head == i
                for p in self._persons_at(self.tokens[i])
            ]
        if code:
            for profile in persons:
                profile.votes.append((RELATION, code))

    def _code_at(self, token: Token) -> str | None:
        """The one party of a group, or that of an adjective on "one" or "side"."""
        draft = self.by_token.get(token.i)
        if draft is None:
            child = token.child("amod", "compound", "poss")
            draft = self.by_token.get(child.i) if child else None
        return draft.codes[0] if draft and draft.kind != "person" and len(draft.codes) == 1 else None

    def _members(self, verb: Token) -> None:
        """ "Rubio and Waltz attended for the United States": who acts for a state by a verb."""
        for prep in verb.children:
            if prep.dep != "prep" or prep.lower != "for":
                continue
            for pobj in prep.children:
                naming = self.casting.at.get(pobj.i)
                if pobj.dep == "pobj" and naming and naming.sort == "name" and naming.code and verb.lemma in _ATTENDS:
                    for profile in [p for t in self._doers(verb) for p in self._persons_at(t)]:
                        profile.votes.append((RELATION, naming.code))

    def _colleagues(self) -> None:
        """ "Syrian President X and Foreign Minister Y": the second office is of the first one's party."""
        for office in self.casting.offices:
            holders = self.cast.holders.get(office.head, [])
            if office.parties or office.possessor is not None or not holders or holders[0].party:
                continue
            i = office.first - 1
            while (
                i > 0
                and self.tokens[i].lower in {"and", ",", "the", "with", "as", "well", "his", "its"}
                and self.tokens[i].sent == self.tokens[office.head].sent
            ):
                i -= 1
            state = self.casting.at.get(i)
            if state is not None and state.first > 1 and self.tokens[state.first - 1].lower == "of":
                i = state.first - 2  # "President X of Chad and Minister Y"
            owner = self.owner.get(i)
            before = owner.office() if owner else None
            if i == office.first - 1 or owner is None or not owner.party or before is None or before.key == office.key:
                continue
            if before.level is office.level is Level.LEADER or before.opposed > office.opposed:
                continue
            if not office.opposed or before.opposed:
                holders[0].votes.append((INHERITED + 1, owner.party))
            elif not self._names_movements():  # "the president and rebel leader X"
                holders[0].votes.append((INHERITED + 1, f"{owner.party}-OPP"))

    def _names_movements(self) -> bool:
        """True for an article that names whoever its rebels are."""
        return any(naming.entry.kind in {"movement", "opposition"} for naming in self.casting.at.values())

    @staticmethod
    def _doers(verb: Token) -> Iterator[Token]:
        for child in verb.children:
            if child.dep == "nsubj":
                if child.tag in {"WP", "WDT"} and verb.dep == "relcl":
                    yield verb.head
                else:
                    yield from child.conjuncts()
            elif child.dep == "agent":
                yield from (t for pobj in child.children if pobj.dep == "pobj" for t in pobj.conjuncts())
        if verb.dep in {"acl", "advcl", "appos"} and verb.tag == "VBG":
            yield verb.head

    @staticmethod
    def _led(verb: Token) -> Iterator[Token]:
        for child in verb.children:
            if child.dep in {"dobj", "nsubjpass"}:
                yield child
            elif child.dep == "prep" and child.lower == "to" and verb.lemma == "belong":
                yield from child.children
        if verb.dep == "acl" and verb.tag == "VBN":
            yield verb.head

    def _persons_at(self, token: Token) -> list[Profile]:
        draft = self.by_token.get(token.i)
        if draft is None or draft.kind not in {"person"}:
            return []
        return [p for p in draft.profiles if p.party is None or max((w for w, _ in p.votes), default=OWN) <= FORMER]

    def _servants(self) -> None:
        """ "Trump's envoy", "an adviser to the Finnish president", "the government's negotiator"."""
        for office in self.casting.offices:
            if office.counterpart or office.namings:
                continue
            code = self._served(office)
            if code is None:
                self._master(office)
                continue
            weight = OWN if office.intrinsic else RELATION  # "the High Representative of the AU's chairman" is no EU's
            for profile in self.cast.holders.get(office.head, ()):
                if (weight, code) not in profile.votes:
                    profile.votes.append((weight, code))
            draft = self.by_token.get(office.head)
            if draft and (office.intrinsic or not (draft.parties or draft.profiles)):
                draft.parties = (code,)

    def _master(self, office: Office) -> None:
        """ "X's envoy" whose party is known otherwise: X is of the same."""
        owner = self.owner.get(office.possessor) if office.possessor is not None else None
        for profile in self.cast.holders.get(office.head, ()):
            if owner and owner.party is None and profile.party and profile is not owner:
                owner.votes.append((RELATION, profile.party))

    def _served(self, office: Office) -> str | None:
        if office.possessor is not None:
            profile = self.owner.get(office.possessor)
            if profile:
                return profile.party
            draft = self.by_token.get(office.possessor)
            return draft.codes[0] if draft and len(draft.codes) == 1 and draft.head != office.head else None
        i = office.last
        if i + 1 >= len(self.tokens) or self.tokens[i].lower not in _SERVES:
            return None
        i += 1
        while i + 1 < len(self.tokens) and self.tokens[i].lower in _DETERMINERS:
            i += 1
        if i in self.owner:
            return self.owner[i].party
        other = self.casting.office_at.get(i)
        if other is None:
            return None
        holders = self.cast.holders.get(other.head, [])
        return other.parties[0] if other.parties else next((p.party for p in holders if p.party), None)
