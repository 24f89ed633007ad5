"""Who on the roster the persons of an article are, by its year and the parties that it names."""

from __future__ import annotations

from collections.abc import Container, Iterable

from communique.data import load_toml
from communique.model.actors import Level
from communique.reading.actors.persons import INTRINSIC, KNOWN, KNOWN_SURNAME, Cast, Profile
from communique.reading.actors.roster import Holding, Roster, is_common_surname

_CHIEF_DIPLOMATS = frozenset(load_toml("roster")["names"]["chief_diplomats"])
_STATES = frozenset(load_toml("states")["states"])
_BEFORE, _AFTER = 1, 2
"""Years before and after a term in which a surname alone still means its holder, and below a full name."""
_LONG_BEFORE, _LONG_AFTER = 4, 6


class Identifier:
    """Recognises the persons of one article on the roster, by its year and the parties that it names."""

    def __init__(self, roster: Roster, year: int | None, parties: Container[str]) -> None:
        self.roster, self.year, self.parties = roster, year, parties

    def recognises(self, words: tuple[str, ...]) -> bool:
        """True for a name that is somebody's on the roster about this time, and hardly anything else's."""
        if len(words) > 1:
            return any(h.covers(self.year, _LONG_BEFORE, _LONG_AFTER) for h in self.roster.named(words))
        if "-" in words[0] and not self.may_be(words[0]):
            halves = words[0].split("-")
            return len(halves) == 2 and all(half and self._uncommon(half) for half in halves)
        held = self._uncommon(words[0])
        return any(h.party in self.parties or h.level is Level.LEADER for h in held)

    def knows_as_leader(self, words: tuple[str, ...]) -> bool:
        """True for the full name of somebody who leads a state in the year of the article."""
        held = self.roster.named(words) if self.year is not None and len(words) > 1 else []
        return any(h.level is Level.LEADER and h.covers(self.year) for h in held)

    def _uncommon(self, word: str) -> list[Holding]:
        """Holdings about this time under a surname that few others bear."""
        if is_common_surname(word):
            return []
        return [h for h in self.roster.bearing(word) if h.covers(self.year, _BEFORE, _AFTER)]

    def may_be(self, word: str) -> bool:
        """True for a word that is a surname on the roster."""
        return bool(self.roster.bearing(word))

    def identify(self, cast: Cast) -> None:
        """Note for every person whom the roster knows the holding, and its party as a vote weaker than the text's."""
        for profile in cast.profiles:
            full = len(profile.words) > 1
            found = self._full(profile) if full else self._single(profile)
            if not found:
                continue
            parties = {h.party for h in found}
            if _is_opposed(profile) and _STATES.issuperset(parties):
                profile.votes.extend((KNOWN_SURNAME, f"{code}-OPP") for code in parties if len(parties) == 1)
                continue
            if len({h.person for h in found}) == 1 and len(parties) == 1:
                profile.known = max(found, key=lambda h: (h.covers(self.year), h.first))
                profile.serving = profile.known.covers(self.year) and self.year is not None
            if len(parties) == 1:
                profile.votes.append((KNOWN if full else KNOWN_SURNAME, parties.pop()))

    def _full(self, profile: Profile) -> list[Holding]:
        held = [h for h in self.roster.named(profile.words) if h.covers(self.year, _LONG_BEFORE, _LONG_AFTER)]
        held = self._agreeing(profile, _against_states(profile, held))
        return self._narrowed(held, [h for h in held if h.covers(self.year)], self._mentioned(held))

    def _single(self, profile: Profile) -> list[Holding]:
        word = profile.words[-1]
        held = [h for h in self.roster.bearing(word) if h.covers(self.year, _BEFORE, _AFTER)]
        held = self._agreeing(profile, self._ranking(profile, _against_states(profile, held)))
        now = [h for h in held if h.covers(self.year)]
        dated = self.year is not None
        leaders = [h for h in now if h.level is Level.LEADER and dated and not profile.offices]
        diplomats = [h for h in now if h.office in _CHIEF_DIPLOMATS and dated]
        held = self._narrowed(held, now, self._mentioned(held), self._mentioned(now), leaders, diplomats)
        bare = any(len(spelling) < 2 for h in held for spelling in h.spellings[:1])
        doubtful = is_common_surname(word) or bare
        return self._mentioned(held) if doubtful else held

    def _mentioned(self, held: Iterable[Holding]) -> list[Holding]:
        return [h for h in held if h.party in self.parties]

    @staticmethod
    def _narrowed(held: list[Holding], *closer: list[Holding]) -> list[Holding]:
        """The holdings of one person: as they are, or by one narrowing after the other."""
        for fewer in closer:
            if len({h.person for h in held}) <= 1 and len({h.party for h in held}) <= 1:
                break
            kept = [h for h in held if h in fewer]
            held = kept or held
        return held

    @staticmethod
    def _agreeing(profile: Profile, held: list[Holding]) -> list[Holding]:
        """Those of the party that the text gives the person, where it does."""
        given = max((vote for vote in profile.votes if vote[0] >= INTRINSIC), default=None)
        return held if given is None else [h for h in held if h.party == given[1]]

    @staticmethod
    def _ranking(profile: Profile, held: list[Holding]) -> list[Holding]:
        """Those whose office is of the level that the text gives the person, where it does."""
        office = profile.office()
        if profile.governs and office is None:
            return [h for h in held if h.level is Level.LEADER]
        if office is None or office.former or office.counterpart or office.opposed or office.level is Level.UNKNOWN:
            return held
        return [h for h in held if h.level is office.level]


def _is_opposed(profile: Profile) -> bool:
    """True for a rebel or opposition leader, who speaks for no state."""
    return any(office.opposed for office in profile.offices)


def _against_states(profile: Profile, held: list[Holding]) -> list[Holding]:
    """Of a rebel leader the holdings in movements, where there are any."""
    return [h for h in held if h.party not in _STATES] or held if _is_opposed(profile) else held
