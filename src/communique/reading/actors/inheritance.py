"""The party of an office holder whom only the context places: "President X" in a report on one country."""

from __future__ import annotations

from collections import Counter
from itertools import islice

from communique.data import load_toml
from communique.model.actors import Level
from communique.reading.actors.coreference import SPEECH, Draft
from communique.reading.actors.gazetteer import Gazetteer
from communique.reading.actors.mediating import mediating_parties
from communique.reading.actors.persons import FORMER, INHERITED, OWN, RELATION, Cast, Profile
from communique.reading.parse import Parse, Token

_CONTEXT = load_toml("offices")["context"]
_OF_STATES = frozenset(_CONTEXT["of_states"])
_OF_REBELS = frozenset(_CONTEXT["of_rebels"])
_OF_ORGANISATIONS = frozenset(_CONTEXT["of_organisations"])
_SEATS_OF_BODIES = frozenset(_CONTEXT["seats_of_bodies"])
_HEADS_OF_STATE = frozenset(_CONTEXT["heads_of_state"])
_UNIQUE, _SEVERAL = tuple(_CONTEXT["unique"]), tuple(_CONTEXT["several"])
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_MARGIN, _ENOUGH = 1.25, 2.0


_MEDIATORS = frozenset({"mediator", "facilitator"})


class Inheritance:
    """Gives office holders without a party that of which the sentences around them speak most."""

    def __init__(
        self, parse: Parse, cast: Cast, drafts: list[Draft], gazetteer: Gazetteer, governing: str | None = None
    ) -> None:
        self.tokens, self.cast, self.drafts, self.gazetteer = parse.tokens, cast, drafts, gazetteer
        self.governing = governing
        """The only state of whose government the article speaks, if there is one."""
        self.by_head = {draft.head: draft for draft in drafts}
        self.by_sentence: dict[int, list[Draft]] = {}
        for draft in drafts:
            self.by_sentence.setdefault(self.tokens[draft.head].sent, []).append(draft)
        self.abroad = self._abroad()
        """States that the article names by a city alone where others meet ("in Brussels")."""
        self.counts = Counter(draft.parties[0] for draft in drafts if len(draft.parties) == 1)

    def inherit(self) -> None:
        """Add a weak vote for every office holder whose party only the context can tell."""
        for profile in self.cast.profiles:
            if (body := self._sent_by(profile)) is not None:
                profile.votes.append((RELATION, body))
            if profile.party is None and (profile.offices or profile.governs):
                code = self._of_mediation(profile) or self._of_government(profile) or self._spoken_for(profile)
                code = code or self._context(profile) or self._against_government(profile)
                if code:
                    profile.votes.append((INHERITED, code))

    def _sent_by(self, profile: Profile) -> str | None:
        """Whose envoy somebody is whose other office is past: "The UN envoy ... The envoy, former president X"."""
        envoy = any(office.level is Level.ENVOY and not office.former for office in profile.offices)
        if not envoy or max((weight for weight, _ in profile.votes), default=OWN) > FORMER:
            return None
        first = min(name.first for name in profile.names)
        others = (d for d in self.drafts if d.last <= first and profile not in d.profiles)
        sent = [d for d in others if d.level is Level.ENVOY and len(d.codes) == 1]
        return max(sent, key=lambda d: d.first).codes[0] if sent else None

    def _abroad(self) -> set[str]:
        cities: set[str] = set()
        others: set[str] = set()
        for draft in self.drafts:
            word = self.tokens[draft.last - 1].lower
            (cities if draft.place and word in _SEATS_OF_BODIES else others).update(draft.codes)
        return cities - others

    def _of_mediation(self, profile: Profile) -> str | None:
        """ "The head mediator", where the article tells of one organisation that mediates."""
        if not any(office.key.rpartition(" ")[2] in _MEDIATORS for office in profile.offices):
            return None
        mediating = mediating_parties(self.tokens, self.drafts)
        bodies = [code for code in mediating if self.gazetteer.party(code).kind == "organisation"]
        return bodies[0] if len(bodies) == 1 else None

    def _of_government(self, profile: Profile) -> str | None:
        """ "A government spokesman", where the article speaks of one government."""
        governed = any("government" in office.full.lower().split() for office in profile.offices)
        return self.governing if governed else None

    def _against_government(self, profile: Profile) -> str | None:
        """ "Rebel leader X", where the article speaks of one government and names no movement."""
        opposed = any(office.opposed and not office.former for office in profile.offices)
        named = any(self.gazetteer.party(code).kind in {"movement", "opposition"} for code in self.counts)
        return f"{self.governing}-OPP" if opposed and self.governing and not named else None

    def _spoken_for(self, profile: Profile) -> str | None:
        """The party that spoke just before, for a spokesman whom nothing else places."""
        if not any("spokes" in office.key for office in profile.offices):
            return None
        first = min(name.first for name in profile.names)
        sent = self.tokens[first].sent
        head = self.tokens[min(profile.names, key=lambda name: name.first).last - 1]
        speaks = head.dep in _SUBJECTS and head.head.lemma in SPEECH
        for back in range(1 if speaks else 0, 3):
            for draft in sorted(self.by_sentence.get(sent - back, ()), key=lambda d: -d.first):
                head = self.tokens[draft.head]
                told = head.dep in _SUBJECTS and head.head.lemma in SPEECH
                told = told or (head.dep == "pobj" and head.head.lower == "to" and head.head.head.lower == "according")
                if told and draft.first < first and draft.kind == "party" and len(draft.codes) == 1 and not draft.place:
                    return draft.codes[0]
        return None

    def _context(self, profile: Profile) -> str | None:
        """The party of which the sentences around the first mentions speak most, of those the office can belong to."""
        taken = {p.party for p in self.cast.profiles if p is not profile and p.party and _rivals(profile, p)}
        taken |= self._hosts(profile)
        near: dict[str, float] = {}
        for place in sorted(name.first for name in profile.names)[:2]:
            sent = self.tokens[place].sent
            for draft in (*self.by_sentence.get(sent - 1, ()), *self.by_sentence.get(sent, ())):
                if len(draft.parties) == 1:
                    code = draft.parties[0]
                    near[code] = max(near.get(code, 0.2), self._nearness(draft, place, code))
        possible = [
            c for c in self.counts if c not in taken | self.abroad and _fits(profile, self.gazetteer.party(c).kind)
        ]
        scores = {c: near.get(c, 0.2) + 0.25 * min(self.counts[c], 8) for c in possible}
        ranked = sorted(scores.items(), key=lambda item: -item[1])
        if not ranked or ranked[0][1] < _ENOUGH or (len(ranked) > 1 and ranked[0][1] < _MARGIN * ranked[1][1]):
            return None
        return ranked[0][0]

    def _hosts(self, profile: Profile) -> set[str]:
        """Parties of those who meet the person: the other side of a meeting is of another party."""
        name = min(profile.names, key=lambda n: n.first)
        head = self.tokens[name.last - 1]
        while head.dep in {"conj", "compound", "flat", "appos"} and head.head is not head:
            head = head.head
        verb = head.head.head if head.dep == "pobj" else head.head
        if head.dep not in {"dobj", "pobj"} or (head.dep == "pobj" and head.head.lower not in {"with", "by"}):
            return set()
        if verb.pos == "NOUN":
            verb = verb.head
        for above in (verb, *list(verb.ancestors())[:2]):
            subjects = [c.i for c in above.children if c.dep in _SUBJECTS]
            if subjects:
                return {code for i in subjects if (d := self.by_head.get(i)) for code in d.codes}
        return set()

    def _nearness(self, draft: Draft, place: int, code: str) -> float:
        """How near a mention is to a name, subjects and the scene of the sentence before others."""
        head = self.tokens[draft.head]
        distance = self.tokens[place].sent - head.sent
        if distance not in (0, 1) or (distance == 0 and draft.first > place + 16):
            return 0.2 if not draft.place else 0.1
        if draft.place and draft.seat:
            return 2.6
        if draft.place:
            scene = distance == 0 and draft.kind == "party" and not self._at_home(head.sent, code)
            return 2.4 if scene else 1.2
        if head.dep in _SUBJECTS:
            if distance == 0 and not self._tells(self.tokens[place]):
                return 1.4
            return 3.5 if head.head.dep == "ROOT" else 2.2
        return 1.6 if distance == 0 else 1.0

    @staticmethod
    def _tells(token: Token) -> bool:
        """True where the name belongs to the one who says the sentence."""
        return any(above.lemma in SPEECH or above.lower == "according" for above in islice(token.ancestors(), 4))

    def _at_home(self, sent: int, code: str) -> bool:
        """True where the sentence already has a subject of this party, whose guest the person may be."""
        return any(
            code in d.codes and self.tokens[d.head].dep in _SUBJECTS and not d.place
            for d in self.by_sentence.get(sent, ())
        )


def _fits(profile: Profile, kind: str) -> bool:
    words = {word for office in profile.offices for word in office.key.split()}
    if words & _OF_REBELS:
        return kind in {"movement", "opposition"}
    if words & _OF_ORGANISATIONS and "secretary general" in " ".join(o.key for o in profile.offices):
        return kind == "organisation"
    if words & _OF_STATES or profile.governs:
        return kind == "state"
    return kind != "group"


def _rivals(one: Profile, other: Profile) -> bool:
    """True where two persons hold offices of which a party has only one."""
    mine, theirs = ({office.key for office in p.offices if not office.former} for p in (one, other))
    if one.governs:
        mine.add("president")
    alike = any(key.endswith(_UNIQUE) and not key.startswith(_SEVERAL) for key in mine & theirs)
    return alike or bool(mine & _HEADS_OF_STATE and theirs & _HEADS_OF_STATE)
