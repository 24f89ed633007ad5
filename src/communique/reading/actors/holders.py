"""Who holds an office that the text names apart from the holder's name."""

from __future__ import annotations

from communique.model.actors import Level
from communique.reading.actors.casting import Casting
from communique.reading.actors.coreference import Draft
from communique.reading.actors.offices import Office
from communique.reading.actors.persons import OWN, RELATION, Cast
from communique.reading.parse import Token

_APPOINTS = frozenset({"name", "appoint", "nominate", "designate", "elect", "install"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_SAME_OFFICE = 2.5


class Holders:
    """Links offices and persons of one article across phrases and sentences."""

    def __init__(self, tokens: list[Token], casting: Casting, cast: Cast, by_token: dict[int, Draft]) -> None:
        self.tokens, self.casting, self.cast, self.by_token = tokens, casting, cast, by_token

    def appointed(self) -> None:
        """ "X was named as UN envoy", "the king appointed X prime minister"."""
        for office in self.casting.offices:
            token = self.tokens[office.head]
            if len(office.parties) != 1 or office.plural or self.cast.holders.get(office.head):
                continue
            verb = token.head.head if token.dep == "pobj" and token.head.lower == "as" else token.head
            if verb.lemma not in _APPOINTS or (token.dep not in {"pobj", "oprd"}):
                continue
            whom = verb.child("nsubjpass") or verb.child("dobj")
            draft = self.by_token.get(whom.i) if whom else None
            if draft and len(draft.profiles) == 1:
                draft.profiles[0].offices.append(office)
                draft.profiles[0].votes.append((OWN, office.parties[0]))

    def introduced(self) -> None:
        """ "Peru's minister warned on Friday. / Ana Ruiz said ...": the name follows the office by a sentence."""
        waiting = [
            o
            for o in self.casting.offices
            if len(o.namings) == 1
            and not o.plural
            and not o.former
            and not self.cast.holders.get(o.head)
            and self._speaks(self.tokens[o.head])
            and self.tokens[o.head].sent < 3
        ]
        for office in waiting:
            if any(
                office.key in {o.key for o in p.offices} and p.party == office.namings[0].code
                for p in self.cast.profiles
            ):
                continue
            for profile in self.cast.profiles:
                name = min(profile.names, key=lambda n: n.first)
                distance = self.tokens[name.first].sent - self.tokens[office.head].sent
                bare = profile.party in {None, office.namings[0].code} and all(o.former for o in profile.offices)
                subject = any(t.dep in _SUBJECTS for t in self.tokens[name.first : name.last])
                if bare and distance in (1, 2) and len(name.words) > 1 and subject:
                    profile.offices.insert(0, office)
                    profile.votes.append((RELATION, office.namings[0].code))
                    self.cast.holders.setdefault(office.head, []).append(profile)
                    self.by_token[office.head].profiles = [profile]
                    break

    @staticmethod
    def _speaks(token: Token) -> bool:
        """True for a subject, and for whom "according to" and "by" name."""
        above = token.head
        reported = token.dep == "pobj" and (
            above.head.lemma == "accord" or above.lower == "by" or above.head.lower == "according"
        )
        return token.dep in _SUBJECTS or reported

    def named_elsewhere(self) -> None:
        """ "Chancellor X ... the German chancellor": one office, so the party of the one is that of the other."""
        for office in self.casting.offices:
            if len(office.namings) != 1 or office.plural or self.cast.holders.get(office.head) or office.counterpart:
                continue
            code = office.namings[0].code
            same = [p for p in self.cast.profiles if any(_one_office(office, held) for held in p.offices)]
            if any(p.party == code for p in same):
                continue
            free = [p for p in same if p.party is None]
            if len(free) == 1:
                free[0].votes.append((_SAME_OFFICE, code))


def _one_office(named: Office, held: Office) -> bool:
    """True where both phrases can mean one office: "the Chadian leader" and "President X"."""
    if held.former:
        return False
    return named.key == held.key or (named.key == "leader" and held.level is Level.LEADER)
