"""What follows the head noun of an office: "of foreign affairs of Iran", "-general", "for the foreign ministry"."""

from __future__ import annotations

from collections.abc import Mapping

from communique.data import load_toml
from communique.reading.actors.gazetteer import Naming, plain
from communique.reading.actors.offices import OFFICES, WORDS, Office
from communique.reading.parse import Token

_PORTFOLIOS = frozenset(WORDS["portfolios"])
_SPEAK_FOR = frozenset(WORDS["speak_for"])
_GENERIC = frozenset(load_toml("words")["generic"])
_TAILS = frozenset({"of", "for", "to", "on", "in", "at", "from"})
_ORIGINS = frozenset({"of", "from"})
_OWNING = frozenset({"of", "from", "at"})
_WHERE = frozenset({"at", "in", "on"})
_LIGHT = frozenset({"the", "and", "of", "for", "a", "an", ",", "'s", "’s", "its", "their", "his", "her"})
_DASHES = frozenset({"-", "–", "—", "/", "‑"})
_ENDINGS = frozenset({"general", "elect", "designate"})
_BODIES = frozenset({"ORG", "NORP", "GPE", "FAC"})
_MAX_TAIL, _MAX_LIST = 14, 32
_DESCRIBING = frozenset(WORDS["describing"])
_SEATED = frozenset({"officials", "leaders", "policymakers", "authorities"})


def after_participle(naming: Naming, tokens: list[Token]) -> int | None:
    """Where "Chad-backed" ends, by which somebody is described who is not of that party; None for anything else."""
    after = tokens[naming.last : naming.last + 2]
    tied = len(after) == 2 and after[0].text in _DASHES and after[0].start == tokens[naming.last - 1].end
    return naming.last + 2 if tied and after[1].lower in _DESCRIBING else None


class TailReader:
    """Extends office phrases to the right; `titled` for offices of persons, else only origins count as tails."""

    def __init__(self, tokens: list[Token], text: str, namings: Mapping[int, Naming], *, titled: bool) -> None:
        self.tokens, self.text, self.at, self.titled = tokens, text, namings, titled
        self.prepositions = _TAILS if titled else _ORIGINS

    def expand(self, office: Office) -> None:
        """Set where the phrase ends, and note the parties behind the head to which the office belongs."""
        tokens, i = self.tokens, office.head + 1
        if i + 1 < len(tokens) and tokens[i].text in _DASHES and tokens[i + 1].lower in _ENDINGS:
            i += 2
        elif i < len(tokens) and tokens[i].lower in _ENDINGS:
            i += 1
        office.last = i
        while i < len(tokens) and tokens[i].lower in self.prepositions and i - office.head < _MAX_TAIL:
            end = self._tail(i, office)
            if end is None:
                break
            office.last = i = end
        if i + 2 < len(tokens) and tokens[i].text == "(" and i + 1 in self.at and i > office.head + 1:
            naming = self.at[i + 1]
            if naming.last < len(tokens) and tokens[naming.last].text == ")":
                office.last = naming.last + 1

    def generic(self, naming: Naming) -> bool:
        """True for the name of an organ that many parties have ("the Security Council")."""
        return plain(self.text[self.tokens[naming.first].start : self.tokens[naming.last - 1].end]) in _GENERIC

    def _tail(self, i: int, office: Office) -> int | None:
        """The end of the tail that this preposition opens, or None where it is none; notes the office's party."""
        tokens, sent = self.tokens, self.tokens[i].sent
        parties: list[Naming] = []
        if office.plural and tokens[i].lower in _WHERE:
            return self._seated(i, office)
        j, end = i + 1, None
        longest = _MAX_LIST if office.plural else _MAX_TAIL
        while j < len(tokens) and tokens[j].sent == sent and j - office.head < longest:
            after = self._step(j, office, parties)
            if after is None:
                break
            if tokens[j].lower not in _LIGHT or j in self.at:
                end = after
            j = after
        if tokens[i].lower in _WHERE and not self._right_after(i, parties):
            return None
        needs_party = not self.titled or tokens[i].lower not in {"of", "for"}
        if end is None or (needs_party and not parties):
            return None
        follower = tokens[j] if j < len(tokens) and tokens[j].sent == sent else None
        if follower and follower.lower in OFFICES and parties and parties[-1].last == j:
            return None
        speaks = tokens[i].lower in {"for", "in"} and tokens[office.head].lower in _SPEAK_FOR
        if tokens[i].lower in _OWNING or speaks or self._of_portfolio(i, parties):
            self._own(office, parties)
        return end

    def _of_portfolio(self, i: int, parties: list[Naming]) -> bool:
        """True for whose portfolio it is: "Minister for Foreign Affairs and Trade of Chad"."""
        opens = self.tokens[i].lower == "for" and self.tokens[i + 1].lower in _PORTFOLIOS - _LIGHT
        if not opens or not self.tokens[i + 1].text[0].isupper() or len(parties) != 1:
            return False
        before = [t.lower for t in self.tokens[i : parties[0].first] if t.lower != "the"]
        return before[-1] == "of" and len(before) > 2

    def _seated(self, i: int, office: Office) -> int | None:
        """The end of "officials in Ankara", who are of the state whose capital it is."""
        naming = self.at.get(i + 1)
        if naming is None or naming.entry.kind != "state" or naming.sort != "capital" or office.namings:
            return None
        if self.tokens[office.head].lower not in _SEATED or office.head > office.first:
            return None
        office.namings.append(naming)
        return naming.last

    def _right_after(self, i: int, parties: list[Naming]) -> bool:
        """True where a party, and no capital or seat, comes at once: "at Japan's ministry", not "in Geneva"."""
        first = parties[0] if parties else None
        near = first is not None and first.first <= i + 2 and first.sort in {"name", "adjective"}
        return near and all(naming.sort not in {"seat", "capital", "people"} for naming in parties)

    def _step(self, j: int, office: Office, parties: list[Naming]) -> int | None:
        """Where the part of a tail that begins here ends, or None; a party is added to `parties`."""
        token, naming = self.tokens[j], self.at.get(j)
        if naming and naming.first == j:
            if (backed := after_participle(naming, self.tokens)) is not None:
                return backed
            if naming.entry.kind != "none" and not self.generic(naming) and not self._matter(naming):
                parties.append(naming)
            return naming.last
        if token.text == "(" and (short := self._abbreviated(j)) is not None:
            if not parties or parties[-1].last < j:  # "of West Africa's main regional bloc (ECOWAS)"
                parties[-1:] = [short]
            return short.last + 1
        if token.text in _DASHES:
            return j + 1 if parties and j + 1 in self.at and self.tokens[j - 1].end == token.start else None
        if token.text == ",":
            return j + 1 if parties and office.plural and self._lists(j) and not self._joined(parties) else None
        if token.lower == "and" and not self.titled and not office.plural and parties:
            return None
        if token.lower == "and" and parties and not office.plural and self._opens_another(j):
            return None
        if token.lower in _PORTFOLIOS or token.lower in _LIGHT:
            return j + 1
        if token.lower in OFFICES:
            return None
        lower_noun = token.pos in {"NOUN", "ADJ", "NUM"} and token.text[0].islower()
        body = token.text[0].isupper() and token.ent in _BODIES
        return j + 1 if lower_noun or body else None

    def _abbreviated(self, j: int) -> Naming | None:
        """The party in parentheses behind a single name or description of it."""
        naming = self.at.get(j + 1)
        if naming is None or naming.entry.kind == "state":
            return None
        return naming if any(token.text == ")" for token in self.tokens[naming.last : naming.last + 1]) else None

    def _lists(self, j: int) -> bool:
        """True for a comma before one more party: "of A, B, the C and D", "of A, B, and the C"."""
        rest = [token.lower for token in self.tokens[j + 1 : j + 3]]
        skipped = 2 if rest == ["and", "the"] else 1 if rest[:1] in (["and"], ["the"]) else 0
        naming = self.at.get(j + 1 + skipped)
        if naming is None or not skipped:
            return naming is not None
        if rest[0] == "and":
            return not self._opens_another(j + 1)
        after = self.tokens[naming.last : naming.last + 1]
        return bool(after) and after[0].lower in {",", "and"}

    def _matter(self, naming: Naming) -> bool:
        """True for whom a portfolio is about, not whose it is: "secretary of state for African affairs"."""
        after = self.tokens[naming.last : naming.last + 1]
        return naming.sort == "adjective" and bool(after) and after[0].lower in {"affairs", "issues", "matters"}

    def _opens_another(self, j: int) -> bool:
        """True where a party after "and" belongs to a later noun: "the president of A and the B special envoy"."""
        first = j + 2 if j + 1 < len(self.tokens) and self.tokens[j + 1].lower == "the" else j + 1
        naming = self.at.get(first)
        if naming is None or naming.first != first:
            return False
        head = self.tokens[naming.last - 1]
        return head.dep in {"compound", "nmod", "amod", "poss"} and head.head.i >= naming.last

    def _joined(self, parties: list[Naming]) -> bool:
        """True where an "and" already closes the list of parties ("of A and B, C having left")."""
        return len(parties) > 1 and any(t.lower == "and" for t in self.tokens[parties[0].last : parties[-1].first])

    @staticmethod
    def _own(office: Office, parties: list[Naming]) -> None:
        """An office of several takes all the parties; a single one the party before it, else the last behind it."""
        if office.plural:
            office.namings.extend(parties)
        elif parties and not office.namings:
            office.namings.append(parties[-1])
