"""Where office phrases stand: "the Russian deputy foreign minister", "head of the EU delegation"."""

from __future__ import annotations

import re
from collections.abc import Container, Mapping
from types import MappingProxyType

from communique.data import load_toml
from communique.reading.actors.gazetteer import Naming, plain
from communique.reading.actors.office_tails import TailReader
from communique.reading.actors.offices import MODIFIERS, OFFICES, SINGULAR, WORDS, Office, office_key
from communique.reading.actors.provinces import province_of
from communique.reading.parse import Token

_INTRINSIC: dict[str, str] = load_toml("offices")["intrinsic"]
_FOR_MATTERS = re.compile(r"(?:the )?secretar(?:y|ies) of state for ")
_PORTFOLIOS = frozenset(WORDS["portfolios"])
_DASHES = frozenset({"-", "–", "—", "/", "‑"})
_SMALL = frozenset({"the", "and", "of", "for"})
_POSSESSIVE = frozenset({"'s", "’s", "'", "’"})
_PASSING = frozenset({"new", "newly", "visiting", "top", "outgoing", "incoming", "embattled", "then", "former"})
_OPPOSING = frozenset(load_toml("groups")["opposition"]["modifiers"])
_OUSTED = frozenset({"ousted", "deposed", "overthrown", "toppled"})
_FORMER = frozenset({"former", "ex", "late", "then", "outgoing"}) | _OUSTED
_MAX_LEFT = 9


def _intrinsic(office: str) -> str | None:
    """The party that has such an office alone; a secretary of state *for* something is of many a state's cabinet."""
    elsewhere = _FOR_MATTERS.match(office)
    return None if elsewhere else next((code for word, code in _INTRINSIC.items() if word in office), None)


class OfficeReader:
    """Finds office phrases in one parse, given the namings by their tokens and the home states of movements."""

    def __init__(
        self,
        tokens: list[Token],
        text: str,
        namings: Mapping[int, Naming],
        heads: Mapping[str, str] = OFFICES,
        homes: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        self.tokens, self.text, self.at, self.heads, self.homes = tokens, text, namings, heads, homes
        self.tails = TailReader(tokens, text, namings, titled=heads is OFFICES)

    def offices(self, covered: Container[int] = ()) -> list[Office]:
        """Every phrase on one of the heads, in the order of the text, none overlapping, outside the covered tokens."""
        found: list[Office] = []
        i, floor = 0, 0
        while i < len(self.tokens):
            if i in covered:
                i = floor = i + 1
                continue
            office = self._office(i, floor) if self.tokens[i].lower in self.heads and i not in self.at else None
            if office:
                found.append(office)
                i = floor = office.last
            else:
                i += 1
        return found

    def _office(self, i: int, floor: int) -> Office | None:
        tokens = self.tokens
        token = tokens[i]
        if not self._is_noun(i):
            return None
        following = tokens[i + 1] if i + 1 < len(tokens) else None
        if following and following.sent == token.sent and self._goes_on(i):
            return None
        office = Office(
            i,
            i + 1,
            i,
            "",
            "",
            token.lower not in SINGULAR
            and token.tag in {"NNS", "NNPS", "NN", "NNP"}
            and self.heads[token.lower] != token.lower,
        )
        self._expand_left(office, floor)
        self.tails.expand(office)
        office.namings = [n for n in office.namings if not self._is_home(n, office.namings)]
        start = max((n.last for n in office.namings if office.first < n.last <= i), default=office.first)
        while start < i and (
            tokens[start].text in _POSSESSIVE
            or tokens[start].lower in _PASSING
            or tokens[start].text in _DASHES | {")"}
        ):
            start += 1
        office.text = " ".join(self.text[tokens[start].start : tokens[office.last - 1].end].split())
        office.full = self.text[tokens[office.first].start : tokens[office.last - 1].end]
        office.key = office_key(tokens[office.first : i + 1], office.text, self.at)
        before = {t.lower for t in tokens[max(0, office.first - 1) : i]}
        office.former, office.ousted = bool(_FORMER & before), bool(_OUSTED & before)
        if office.former and "former" not in office.text.lower().split() and office.first < i:
            office.text = f"former {office.text}"
        office.opposed = not office.former and not _OPPOSING.isdisjoint(before)
        home = province_of(token, tokens) if office.opposed else None
        office.intrinsic = f"{home}-OPP" if home else _intrinsic(plain(office.full).lower())
        return office

    def _is_home(self, naming: Naming, beside: list[Naming]) -> bool:
        """True for the state of a movement that stands right behind it: "Chad" in "Chad's FACT leader"."""
        for other in beside:
            own = other.entry.kind == "movement" and self.homes.get(other.code) == naming.code
            between = self.tokens[naming.last : other.first]
            if own and naming.last <= other.first and all(t.text in _POSSESSIVE or t.pos == "ADJ" for t in between):
                return True
        return False

    def _is_noun(self, i: int) -> bool:
        token = self.tokens[i]
        if token.lower == "number":
            return i > 0 and self.tokens[i - 1].lower == "opposite"
        if token.pos in {"NOUN", "PROPN"}:
            return not (
                token.lower == "state" or (token.lower == "head" and token.dep == "pobj" and not token.children)
            )
        return token.text[0].isupper() and token.pos in {"ADJ", "X", "VERB", "ADV"} and i + 1 < len(self.tokens)

    def _goes_on(self, i: int) -> bool:
        """True where the word is only a modifier of a later head: "chief negotiator", "general secretary"."""
        tokens, j = self.tokens, i + 1
        while j < len(tokens) and j - i <= 5 and tokens[j].sent == tokens[i].sent:
            word = tokens[j].lower
            if word in OFFICES and j not in self.at:
                break
            if word not in MODIFIERS and tokens[j].text not in _DASHES:
                return False
            j += 1
        else:
            return False
        if tokens[i].lower not in MODIFIERS and tokens[i].lower not in {
            "chief",
            "deputy",
            "general",
            "head",
            "secretary",
            "minister",
            "leader",
            "ambassador",
        }:
            return False
        if tokens[i].lower == "secretary" and tokens[j].lower != "general":
            return False
        return tokens[i].lower not in {"minister", "leader"} or tokens[j].lower in {"counsellor", "counselor"}

    def _expand_left(self, office: Office, floor: int) -> None:
        """Set where the phrase begins, and note the parties and the possessor before the head."""
        j, sent = office.first, self.tokens[office.head].sent
        while j > floor and office.head - j < _MAX_LEFT and self.tokens[j - 1].sent == sent:
            naming = self.at.get(j - 1)
            before = self._party_left(office, naming) if naming else self._word_left(j, office, floor)
            if before is None:
                break
            j = before
        office.first = j

    def _party_left(self, office: Office, naming: Naming) -> int | None:
        if naming.entry.kind == "none":
            return naming.first
        if naming.sort == "people" and office.namings:
            return None
        if not self.tails.generic(naming):
            office.namings.insert(0, naming)
        return naming.first

    def _word_left(self, j: int, office: Office, floor: int) -> int | None:
        """Where the phrase begins with the word before token `j`, or None where that word is outside."""
        tokens, here = self.tokens, self.tokens[j - 1]
        if here.text in _POSSESSIVE:
            return self._owner_left(j, office)
        if here.tag == "PRP$" or here.lower in {"his", "her", "their", "its", "whose"}:
            office.possessor = j - 1
            return None
        if here.text == ":" and j >= 2 and not office.namings and (listed := self.at.get(j - 2)) and listed.code:
            office.namings.insert(0, listed)
            return None
        if (coordinated := self._coordinated(j, office, floor)) is not None:
            return coordinated
        inner = self.at.get(j - 2) if here.text == ")" and j - 2 > floor else None
        if inner and tokens[inner.first - 1].text == "(":
            office.namings.insert(0, inner)
            return inner.first - 1
        if here.text in _DASHES and j >= 2 and j - 1 > floor and tokens[j - 2].end == here.start:
            return j - 1 if (j - 2) in self.at else j - 2
        if here.text.islower() and here.pos == "NOUN" and here.lower not in MODIFIERS and self._named(office):
            return None
        under = here.lower == "under" and office.head - j <= 1 and tokens[office.head].lower == "secretary"
        if under or here.lower in MODIFIERS or here.lower in OFFICES or self._compound(here):
            return j - 1
        if here.text[0].isupper() and here.pos == "PROPN" and here.dep in {"compound", "nmod", "poss"}:
            office.possessor = j - 1
        return None

    def _named(self, office: Office) -> bool:
        """True for a capitalised office before a name: what stands before "President X" is no part of it."""
        after = self.tokens[office.head + 1] if office.head + 1 < len(self.tokens) else None
        return self.tokens[office.head].text[0].isupper() and after is not None and after.text[0].isupper()

    def _owner_left(self, j: int, office: Office) -> int | None:
        """Before a possessive: a party belongs to the phrase, anyone else is its possessor."""
        owner = self.at.get(j - 2) if j >= 2 else None
        if owner is None or owner.entry.kind == "none":
            office.possessor = j - 2 if j >= 2 else None
            return None
        office.namings.insert(0, owner)
        return owner.first

    def _compound(self, token: Token) -> bool:
        if token.text[0].isupper():
            return token.lower in _PORTFOLIOS - _SMALL or (token.ent == "ORG" and token.dep in {"compound", "nmod"})
        return token.dep in {"amod", "compound", "nmod"} and token.pos in {"ADJ", "NOUN"} and token.text.isalpha()

    def _coordinated(self, j: int, office: Office, floor: int) -> int | None:
        """Where "A and B ministers" begins, when the phrase so far begins with B and A is a party too."""
        if (
            not office.namings
            or office.namings[0].first != j
            or self.tokens[j - 1].lower not in {"and", ",", "-", "–", "/"}
        ):
            return None
        k = j - 2
        if self.tokens[j - 1].text in _DASHES and self.tokens[k].end != self.tokens[j - 1].start:
            return None  # "OSLO, Norway - UN envoy X", but "US-Chinese envoys"
        if k >= floor and self.tokens[k].text == "," and self.tokens[j - 1].lower == "and":
            k -= 1
        if k >= floor and self.tokens[k].text in _POSSESSIVE:
            k -= 1
        before = self.at.get(k) if k >= floor else None
        if before is None or before.entry.kind == "none":
            return None
        modifies = before.sort == "adjective" or office.plural or self.tokens[j - 1].text in _DASHES
        if not modifies:
            return None
        office.namings.insert(0, before)
        return before.first
