"""Office holders whom no name tells: "the minister", "government ministers", "a spokesman in Oslo", "the King"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from communique.data import load_toml
from communique.model.actors import Level
from communique.reading.actors.coreference import Draft
from communique.reading.actors.gazetteer import Naming
from communique.reading.actors.offices import Office, plain_key
from communique.reading.actors.persons import Cast, Profile
from communique.reading.actors.seats import seat_of
from communique.reading.parse import Token

_OF_REBELS = frozenset(load_toml("offices")["context"]["of_rebels"])
_FORMS = {form: frozenset(codes) for form, codes in load_toml("groups")["forms"].items()}
_CROWNED = dict.fromkeys(("king", "queen", "monarch"), _FORMS["kingdom"])
_CROWNED |= {"emir": _FORMS["emirate"], "sultan": _FORMS["sultanate"]}
_BODIES = frozenset(load_toml("organisations")["organisations"])
_CALLINGS = frozenset({"diplomat", "lawyer", "politician", "statesman", "general", "academic", "professor"})
_SEATED = frozenset(load_toml("offices")["context"]["seated"])


class Unnamed:
    """Gives the unnamed office holders of one article their party, and the person they are."""

    def __init__(self, tokens: list[Token], namings: Sequence[Naming], offices: Sequence[Office], cast: Cast) -> None:
        self.tokens, self.namings, self.offices, self.cast = tokens, namings, offices, cast

    def seat(self, drafts: list[Draft], at: Mapping[int, Naming]) -> None:
        """ "A spokesman in Oslo": of the state whose capital it is, if the article speaks of that state elsewhere."""
        acting = {naming.code for naming in self.namings if naming.sort != "capital"}
        for draft in drafts:
            unplaced = draft.kind in {"person", "group"} and not draft.codes and not draft.profiles
            if unplaced and self.tokens[draft.head].lower in _SEATED:
                code = seat_of(self.tokens[draft.head], at)
                if code in acting:
                    draft.parties = (code,)

    def govern(self, drafts: list[Draft], state: str | None) -> None:
        """ "Government ministers": of the only state of whose government the article speaks."""
        for draft in drafts:
            unplaced = draft.kind in {"person", "group"} and not draft.codes and not draft.profiles
            before = self.tokens[draft.head - 1].lower if draft.head else ""
            if state and unplaced and before == "government":
                draft.parties = (state,)

    def identify(self, drafts: list[Draft]) -> None:
        """Give unnamed office holders the person they are: the same office and party, named elsewhere."""
        by_head = {d.head: d for d in drafts if d.kind == "person"}
        for office in self.offices:
            draft = by_head.get(office.head)
            if draft is None or draft.profiles or office.plural or office.counterpart:
                continue
            profile = self._envoy(office)
            if profile is not None:
                draft.parties = ()
            profile = profile or self._holder(office)
            if profile is None and not draft.codes:
                self._commands(office, draft)
            if profile:
                draft.profiles = [profile]
                draft.level = min(draft.level, profile.person().level, key=lambda level: level.rank)

    def _envoy(self, office: Office) -> Profile | None:
        """ "The Algerian diplomat" where the UN's envoy was named just before, who is of some nation."""
        before = self.tokens[office.first - 1].lower if office.first else ""
        opens = self.tokens[office.first].lower == "the" or before == "the"
        by_nation = len(office.namings) == 1 and office.namings[0].sort == "adjective"
        if not (opens and by_nation and office.key.rpartition(" ")[2] in _CALLINGS):
            return None
        sent = self.tokens[office.head].sent
        near = [
            (name.first, profile)
            for profile in self.cast.profiles
            for name in profile.names
            if name.first < office.first and sent - self.tokens[name.first].sent <= 2
        ]
        last = max(near, key=lambda pair: pair[0], default=(0, None))[1]
        own = any(p.party == office.namings[0].code for _, p in near)
        return last if last is not None and last.party in _BODIES and not own else None

    def _commands(self, office: Office, draft: Draft) -> None:
        """ "The King": of the kingdom that the article names most.

        "The guerrilla chief", "the rebel leader": of the movement that was named last, and its leader if known.
        """
        crowned = _CROWNED.get(office.key)
        if crowned and not office.plural:
            named = [n.code for n in self.namings if n.code in crowned]
            draft.parties = (max(named, key=named.count),) if named else ()
        if not _OF_REBELS.intersection(office.key.split()):
            return
        moving = [n for n in self.namings if n.entry.kind in {"movement", "opposition"} and n.first < office.first]
        if not moving:
            return
        code = max(moving, key=lambda n: n.first).code
        draft.parties = (code,)
        leaders = [p for p in self.cast.profiles if p.party == code and p.person().level is Level.LEADER]
        if len(leaders) == 1 and office.key.rpartition(" ")[2] in {"leader", "chief", "commander", "boss"}:
            draft.profiles, draft.level = [leaders[0]], Level.LEADER

    def _holder(self, office: Office) -> Profile | None:
        if self.tokens[office.first - 1].lower in {"a", "an", "another", "one"} and office.first > 0:
            return None
        fits = [p for p in self.cast.profiles if self._holds_office(p, office)]
        if office.parties:
            fits = [p for p in fits if p.party == office.parties[0]]
        else:
            named = [p for p in fits if not p.offices or any(not held.counterpart for held in p.offices)]
            fits = named or fits
        if len(fits) <= 1 or office.parties:
            return fits[0] if len(fits) == 1 else None
        acts = self.tokens[office.head].dep in {"nsubj", "nsubjpass"}
        earlier = [(*self._last_named(p, office.first, acts), p) for p in fits]
        _, place, profile = max(earlier, key=lambda row: row[:2])
        return profile if place >= 0 else None

    def _last_named(self, profile: Profile, before: int, acts: bool) -> tuple[int, int]:
        """Where the person last acted before this token, if subjects count, and where they were last named."""
        named = [n for n in profile.names if n.first < before]
        last = max((n.first for n in named), default=-1)
        heads = [self.tokens[head_within(self.tokens, n.first, n.last)] for n in named]
        heads = [t.head if t.dep == "appos" else t for t in heads]
        acting = [t.sent for t in heads if t.dep in {"nsubj", "nsubjpass"}] if acts else []
        return max(acting, default=-1), last

    @classmethod
    def _holds_office(cls, profile: Profile, office: Office) -> bool:
        """True where the text, or else the roster, gives the person this office."""
        if any(cls._same_office(office, held.key, held.level) for held in profile.offices if not held.former):
            return True
        known = profile.known
        if known is None or not profile.serving or profile.party != known.party:
            return False
        own = [held for held in profile.offices if not held.counterpart]
        return not own and cls._same_office(office, plain_key(known.office), known.level)

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


def head_within(tokens: list[Token], first: int, last: int) -> int:
    """The token of a phrase whose head lies outside it."""
    for token in reversed(tokens[first:last]):
        if token.head is token or not first <= token.head.i < last:
            return token.i
    return last - 1
