"""Groups and institutions that act for parties: "the Iranian delegation", "Japan's government", "both sides"."""

from __future__ import annotations

from collections.abc import Callable, Container

from communique.data import load_toml
from communique.model.actors import Level
from communique.reading.actors.casting import GOVERNMENTS
from communique.reading.actors.coreference import Draft, Resolver
from communique.reading.actors.gazetteer import Gazetteer, Naming
from communique.reading.actors.office_phrases import OfficeReader
from communique.reading.actors.offices import Office
from communique.reading.actors.sides import Sides, Wanted
from communique.reading.parse import Token

_GROUPS = load_toml("groups")
_PEOPLE: dict[str, str] = _GROUPS["people"]
_INSTITUTIONS = frozenset(_GROUPS["institutions"])
_SILENT = frozenset(_GROUPS["no_actors"])
OPPOSITION = frozenset(_GROUPS["opposition"]["nouns"])
_SIDES = frozenset(_GROUPS["sides"]["plural"])
_NOT_OF_STATES = frozenset(_GROUPS["sides"]["not_of_states"])
_ALONE = frozenset(_GROUPS["sides"]["alone"])
_FACING = frozenset({*_ALONE, "camps", "delegations", "teams", "factions"})
_SEATED = frozenset({"authorities", "leadership"})
_SINGLY = frozenset({"side", "party", "delegation", "team", "country", "government", "leader", "president"})
_BARE: dict[str, int] = _GROUPS["bare"]["words"]
_LOOSE = frozenset(_GROUPS["loose"]["codes"])
_STATES = frozenset({"state"})
_GOVERNED = frozenset({"state", "movement", "opposition"})
_SIDE_KINDS = dict.fromkeys(_GROUPS["sides"]["of_states"], _STATES)
_SIDE_KINDS |= dict.fromkeys(_GROUPS["sides"]["of_leaders"], _GOVERNED)
_SIDE_KINDS |= dict.fromkeys(_GROUPS["sides"]["of_movements"], frozenset({"movement", "opposition"}))
_SIDE_KINDS |= dict.fromkeys(_GROUPS["sides"]["of_organisations"], frozenset({"organisation"}))
_EACH = frozenset(_GROUPS["sides"]["each"])
_NUMBERS: dict[str, int] = _GROUPS["sides"]["numbers"]
_HEADS = {word: word for word in [*_INSTITUTIONS, *OPPOSITION]}
_HEADS |= {word: word.removesuffix("s") for word in _PEOPLE}
_HEADS |= {f"{word}s": word for word in _INSTITUTIONS if not word.endswith(("s", "y"))}
_HEADS |= {f"{word[:-1]}ies": word for word in _INSTITUTIONS if word.endswith("y")}


class GroupReader:
    """Finds the phrases of one parse that name a group or an institution by its party."""

    def __init__(self, tokens: list[Token], text: str, at: dict[int, Naming], gazetteer: Gazetteer) -> None:
        self.tokens, self.at, self.gazetteer = tokens, at, gazetteer
        self.reader = OfficeReader(tokens, text, at, _HEADS, gazetteer.states)

    def _seated(self, phrase: Office) -> tuple[str, ...]:
        """ "Officials in Ankara"."""
        i = phrase.head + 1
        naming = self.at.get(i + 1) if i < len(self.tokens) and self.tokens[i].lower == "in" else None
        return (naming.code,) if naming and naming.entry.kind == "state" and naming.sort == "capital" else ()

    def rivals(self, code: str) -> tuple[str, ...]:
        """A state with the movement that it faces in this article, where it names just one."""
        named = dict.fromkeys(n.code for n in self.at.values() if self.gazetteer.states.get(n.code) == code)
        return (code, *named) if len(named) == 1 else (code,)

    def _counted(self, phrase: Office) -> bool:
        """True for "the two Chadian sides", "rival Libyan parties"."""
        words = self.tokens[max(0, phrase.first - 2) : phrase.head]
        return any(t.lower in _EACH for t in words)

    def drafts(self, covered: Container[int]) -> list[Draft]:
        """Drafts for the group phrases that name a party, outside the covered tokens."""
        return [draft for phrase in self.reader.offices(covered) if (draft := self._draft(phrase))]

    def _draft(self, phrase: Office) -> Draft | None:
        word = self.tokens[phrase.head].lower
        codes = self.gazetteer.expanded(naming.code for naming in phrase.namings)
        armed = word == "forces" and self.tokens[phrase.head - 1].lower == "armed"
        if not codes and word in _SEATED:
            codes = self._seated(phrase)
        if not codes or (word in _SILENT and not armed):
            return None
        people = word in _PEOPLE
        kind = "group" if people else "party"
        if word in _FACING and len(codes) == 1 and self._counted(phrase):
            codes, kind = self.rivals(codes[0]), "group"
        if word in OPPOSITION:
            codes, kind = tuple(self._opposed(code, phrase) for code in codes), "group"
        if (movement := self._named_behind(phrase, codes)) is not None:
            codes = (movement,)
        level = Level(_PEOPLE.get(word, "unknown"))
        return Draft(phrase.first, phrase.last, phrase.head, kind, codes, level=level, plural=len(codes) > 1)

    def _named_behind(self, phrase: Office, codes: tuple[str, ...]) -> str | None:
        """The movement that stands behind what it is: "Chad's main rebel group, the X Front"."""
        if len(codes) != 1 or not codes[0].endswith("-OPP"):
            return None
        i = phrase.last
        while i < len(self.tokens) and self.tokens[i].lower in _INSTITUTIONS | {",", "the", "("}:
            i += 1
        naming = self.at.get(i) if self.tokens[i - 1].lower in {",", "the", "("} else None
        fits = naming is not None and self.gazetteer.states.get(naming.code) == codes[0].removesuffix("-OPP")
        return naming.code if naming is not None and fits else None

    def _can_be(self, kinds: frozenset[str] | None, *, whole: bool = False) -> Callable[[str], bool]:
        """A test whether a party can be meant; the EU counts among states unless `whole`."""

        def fits(code: str) -> bool:
            if code in _LOOSE:
                return False
            return not kinds or self.gazetteer.party(code).kind in kinds or (code == "EU" and not whole)

        return fits

    def sides(self, resolver: Resolver, covered: Container[int]) -> list[Draft]:
        """Drafts for "the two sides", "both governments", "the parties", with the parties that they take up."""
        found = []
        both = Sides(resolver)
        for token in self.tokens:
            if token.i in covered:
                continue
            if token.lower in _SIDES and token.pos in {"NOUN", "PROPN"}:
                first, count = self._opens(token)
            elif token.lower in _SINGLY and token.i and self.tokens[token.i - 1].lower in {"neither", "either", "each"}:
                first, count = token.i - 1, 2
            elif token.lower in _BARE:
                first, count = self._bare(token)
            else:
                continue
            of = any(c.lower == "of" for c in token.children)
            if first is None or (of and not self._heads(token)) or (count in {None, 2} and self._told(token)):
                continue
            kinds = _SIDE_KINDS.get(token.lower) or _SIDE_KINDS.get(f"{token.lower}s")
            level = Level.LEADER if self._heads(token) else self._level(token)
            source = both.named(token, Wanted(count or 2, self._can_be(kinds), level, kinds is _STATES))
            if source is None:
                continue
            profiles = [p for p in source.profiles if p.person().level is level is not Level.UNKNOWN]
            if token.lower in _BARE and len(source.profiles) == count:
                profiles = source.profiles
            draft = Draft(first, token.i + 1, token.i, "group", source.codes, list(profiles), level, plural=True)
            found.append(draft)
            resolver.add(draft)
        return found

    def _told(self, token: Token) -> bool:
        """True where a clause says who is meant: "the two countries that sponsor the talks"."""
        after = self.tokens[token.i + 1] if token.i + 1 < len(self.tokens) else token
        named = any(self.tokens[token.i - i].lower == "both" for i in (1, 2) if token.i >= i)
        return after.lower in {"that", "which"} and not named and any(c.dep == "relcl" for c in token.children)

    def _heads(self, token: Token) -> bool:
        """True for "heads" in "the two heads of state", "both heads of government"."""
        after = [t.lower for t in self.tokens[token.i + 1 : token.i + 3]]
        return token.lower in {"heads", "chiefs"} and after in (["of", "state"], ["of", "government"])

    def _level(self, token: Token) -> Level:
        """The level of a group: leaders for "both prime ministers", officials for "the two deputy ministers".

        "The two military leaders" are officials, too.
        """
        before = {t.lower for t in self.tokens[max(0, token.i - 2) : token.i] if t.dep in {"amod", "compound"}}
        if before & {"deputy", "vice", "assistant"} or (token.lower == "leaders" and before & _NOT_OF_STATES):
            return Level.OFFICIAL
        prime = token.lower == "ministers" and bool(before & {"prime", "chief"})
        return Level.LEADER if prime else Level(_PEOPLE.get(token.lower, "unknown"))

    def _opens(self, token: Token) -> tuple[int | None, int | None]:
        """Where the phrase begins and how many it counts; (None, None) where it takes up nobody."""
        first, count, opened = token.i, None, False
        while first > 0 and self.tokens[first - 1].sent == token.sent:
            before = self.tokens[first - 1]
            if before.lower in _NUMBERS:
                count, opened = _NUMBERS[before.lower], opened or before.lower == "both"
            elif before.lower in {"the", "these", "those"}:
                opened = opened or count is not None or token.lower in _ALONE
            elif before.lower not in _EACH and not (before.dep in {"amod", "compound"} and before.text.islower()):
                break
            first -= 1
            opened = opened or before.lower in _EACH - set(_NUMBERS)
        return (first, count) if opened else (None, None)

    def _bare(self, token: Token) -> tuple[int | None, int | None]:
        """ "The two", "both" and "the pair" as subject or object, without a noun behind them."""
        before = self.tokens[token.i - 1] if token.i else None
        article = before is not None and before.lower in {"the", "these"} and before.sent == token.sent
        alone = token.dep in {"nsubj", "nsubjpass", "pobj", "dobj"} and not any(c.lower == "of" for c in token.children)
        if (
            not alone
            or (token.lower == "both" and token.dep not in {"nsubj", "nsubjpass"})
            or (token.lower != "both" and not article)
        ):
            return None, None
        return token.i - (1 if article else 0), _BARE[token.lower]

    def governments(self, persons: list[Draft]) -> list[Draft]:
        """Drafts for "the Brown administration", "Brown's government", which act for the party of the person."""
        found = []
        for draft in persons:
            i = draft.last
            if i + 1 < len(self.tokens) and self.tokens[i].text in {"'s", "’s", "'", "’"}:
                i += 1
            if (
                len(draft.profiles) == 1
                and i < len(self.tokens)
                and self.tokens[i].lower in GOVERNMENTS
                and self.tokens[i].pos in {"NOUN", "PROPN"}
            ):
                found.append(Draft(draft.first, i + 1, i, "party", (), [draft.profiles[0]]))
        return found

    @staticmethod
    def _opposed(code: str, phrase: Office) -> str:
        return f"{code}-OPP" if phrase.namings[0].entry.kind == "state" and not code.endswith("-OPP") else code
