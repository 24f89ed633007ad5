"""Options: whom, when, where and which earlier mention a mention of a contact may be about, with what the rules see."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from communique.findings.arguments import after_prepositions
from communique.findings.contacts.circumstance import date_candidates
from communique.findings.contacts.mentions import Mention
from communique.findings.contacts.participants import persons_of
from communique.findings.contacts.participation import GROUPS_ONLY
from communique.findings.contacts.places import CAPITAL, find_place, place_name
from communique.findings.contacts.salience import Salience, find_salience
from communique.findings.contacts.sites import is_behind_date, place_of_dispatch, unlabelled_site
from communique.findings.questions import Option
from communique.model.actors import Actor, Level
from communique.model.findings import Span
from communique.model.when import parse_when
from communique.reading.parse import Token
from communique.reading.reading import Reading

MENTIONS = 5
"""How many mentions of a party or person, the nearest to the trigger, the network is shown."""
BACK = 10
"""How many earlier mentions of contacts a mention is compared with."""
REACH = 3
"""How many sentences away a place may be told."""


class Options:
    """Lists what an article offers as answers to the questions about its mentions of contacts."""

    def __init__(self, reading: Reading, mentions: list[Mention]) -> None:
        self.reading = reading
        self.mentions = mentions
        self.salience: Salience = find_salience(reading, mentions, GROUPS_ONLY)
        self.leading = sorted(self.salience.single, key=lambda code: (-self.salience.single[code], code))
        self.ranks = {code: rank for rank, code in enumerate(self.leading)}
        self.actors: dict[str, list[Actor]] = {}
        self.people: dict[str, list[Actor]] = {}
        self.levels: dict[str, Level] = {}
        self.homes: dict[str, str | None] = {}
        for actor in reading.actors:
            for code in actor.parties:
                if code not in GROUPS_ONLY:
                    self.actors.setdefault(code, []).append(actor)
            for person in persons_of(actor):
                self.people.setdefault(person.name, []).append(actor)
                self.levels[person.name] = person.level
                self.homes[person.name] = person.party

    def _near(self, mention: Mention, actors: list[Actor]) -> tuple[Span, ...]:
        """The spans of the mentions nearest to the trigger, those that are more than a place first."""
        at = mention.trigger.token.i
        chosen = sorted(actors, key=lambda a: (a.place, abs(a.head - at), a.head))[:MENTIONS]
        tokens = self.reading.parse.tokens
        return tuple((tokens[a.first].start, tokens[a.last - 1].end) for a in chosen)

    def parties(self, mention: Mention) -> Iterator[Option]:
        """The parties that the article names, each by its mentions nearest to the trigger."""
        full = [m for m in self.mentions if m.taking.explicit >= 2 and m is not mention]
        speaker = self._attribution(mention)
        for code, actors in self.actors.items():
            features = [*self._party(mention, code, actors), *_precedent(mention, code, full)]
            if speaker is not None:
                features.append(f"own={min(mention.taking.explicit, 3)}+speaker={code in speaker.parties}")
            yield Option(code, self._near(mention, actors), tuple(features))

    def _party(self, mention: Mention, code: str, actors: list[Actor]) -> Iterator[str]:
        taking = mention.taking
        own = min(taking.explicit, 3)
        explicit = code in taking.parties
        yield f"own={own}+taking={explicit}"
        yield f"taking={explicit}+mediator={code in taking.mediators}"
        yield f"mediators={min(len(taking.mediators), 2)}"
        yield f"destination={code in taking.destinations}+frame={mention.trigger.frame}"
        tokens = self.reading.parse.tokens
        gaps = [mention.sentence.index - tokens[a.head].sent for a in actors]
        here = [a for a, gap in zip(actors, gaps, strict=True) if not gap]
        shown = "+".join(sorted({"place" if a.place else a.kind for a in here}))
        yield f"own={own}+here={shown}"
        yield f"taking={explicit}+here={shown}"
        if not here:
            yield f"own={own}+gap={min(map(abs, [4, *gaps]))}"
            yield f"before={1 in gaps or 2 in gaps}+own={own}"
        yield f"place={all(a.place for a in actors)}"
        rank = self.ranks.get(code, 9)
        yield f"own={own}+rank={min(rank, 4)}"
        yield f"parties={min(len(self.leading), 6)}+rank={min(rank, 4)}+own={own}"
        for other in list(taking.parties)[:2]:
            if other != code:
                pairs = self.salience.pairs
                rivals = [pairs[frozenset((other, c))] for c in self.leading if c not in (other, code)]
                best = pairs[frozenset((other, code))] > max(rivals, default=0)
                yield f"own={own}+partner={best}"
        for actor in here[:3]:
            yield from self._path(mention, tokens[actor.head], actor)

    def _path(self, mention: Mention, head: Token, actor: Actor) -> Iterator[str]:
        trigger = mention.trigger.token
        side = "left" if head.i < trigger.i else "right"
        kind = "place" if actor.place else actor.kind
        yield f"dep={head.dep}/{side}/{mention.trigger.frame}"
        if head.dep == "pobj":
            yield f"prep={head.head.lower}/{side}"
            yield f"prep={head.head.lower}/{head.head.head.lemma if head.head.head.pos != 'PROPN' else '-'}"
        above, over = _ancestors(head), _ancestors(trigger)
        meet = next((t for t in over if t in above), None)
        if meet is not None:
            yield f"path={min(above.index(meet), 4)}/{min(over.index(meet), 4)}/{side}"
            yield f"meet={meet.lemma if meet.pos != 'PROPN' else '-'}/{side}"
        yield f"distance={min(abs(head.i - trigger.i) // 4, 6)}/{side}/{kind}"

    def persons(self, mention: Mention) -> Iterator[Option]:
        """The persons whom the article names."""
        tokens = self.reading.parse.tokens
        speaker = self._attribution(mention)
        speaking = {person.name for person in persons_of(speaker)} if speaker is not None else set()
        for name, actors in self.people.items():
            own = name in mention.taking.persons
            here = [a for a in actors if tokens[a.head].sent == mention.sentence.index]
            home = self.homes.get(name)
            features = [
                f"taking={own}",
                f"taking={own}+persons={min(len(mention.taking.persons), 3)}",
                f"taking={own}+here={bool(here)}",
                f"party={home in mention.parties}+here={bool(here)}",
                f"level={self.levels[name]}",
                f"mediator={home in mention.taking.mediators}",
                f"kind={mention.kind}+taking={own}",
            ]
            if not here:
                gap = min(abs(tokens[a.head].sent - mention.sentence.index) for a in actors)
                features.append(f"gap={min(gap, 4)}")
                features.append(f"next={any(tokens[a.head].sent - mention.sentence.index == 1 for a in actors)}")
            features.append(f"speaker={name in speaking}")
            for actor in here[:2]:
                features += self._path(mention, tokens[actor.head], actor)
            yield Option(name, self._near(mention, actors), tuple(features))

    def dates(self, mention: Mention) -> Iterator[Option]:
        """The dates told in the sentence of the trigger and around it."""
        trigger = mention.trigger
        rivals = [
            m.trigger.token.i
            for m in self.mentions
            if m.sentence.index == mention.sentence.index and m.trigger.token.i != trigger.token.i
        ]
        found: dict[str, tuple[list[Span], list[str]]] = {}
        for candidate in date_candidates(self.reading, trigger, mention.status, rivals):
            spans, features = found.setdefault(candidate.when.edtf, ([], []))
            spans.append((candidate.time.start, candidate.time.end))
            features += candidate.features
        for edtf, (spans, features) in found.items():
            yield Option(edtf, tuple(spans[:MENTIONS]), tuple(dict.fromkeys(features)))

    def places(self, mention: Mention) -> Iterator[Option]:
        """The places named in the sentence of the trigger and around it."""
        rule = find_place(self.reading, mention.trigger)
        dispatch = place_of_dispatch(self.reading)
        parse = self.reading.parse
        found: dict[str, tuple[list[Span], list[str]]] = {}
        for sentence in parse.sentences[max(0, mention.sentence.index - REACH) : mention.sentence.index + REACH]:
            gap = sentence.index - mention.sentence.index
            for token in parse.tokens_of(sentence):
                named = token.ent in {"GPE", "FAC"} and token.pos == "PROPN" and token.dep != "amod"
                named = named and not is_behind_date(self.reading, token)
                opens = token.i == 0 and dispatch is not None and dispatch.lower().startswith(token.lower)
                site = dispatch if opens else unlabelled_site(self.reading, token)
                name = place_name(self.reading, token) if named or token.lower == CAPITAL else site
                if name is None:
                    continue
                spans, features = found.setdefault(name, ([], []))
                actor = self.reading.actor_at(token)
                if (token.start, token.end) not in spans:
                    spans.append((token.start, token.end))
                prep = token.head.lower if token.dep == "pobj" else token.dep
                features += [
                    f"gap={gap}",
                    f"prep={prep}+gap={min(abs(gap), 2)}",
                    f"actor={actor is not None and not actor.place}+gap={min(abs(gap), 2)}",
                    f"dateline={sentence.index == 0 and token.i < 4}",
                    f"kind={mention.kind}+prep={prep}",
                ]
                if gap == 0:
                    features += self._path_of_place(mention, token)
        for name, (spans, features) in found.items():
            near = sorted(spans, key=lambda s: abs(s[0] - mention.trigger.token.start))[:MENTIONS]
            known = [f"rule={name == rule}", f"rule={name == rule}+none={rule is None}"]
            yield Option(name, tuple(near), tuple(dict.fromkeys([*known, *features])))

    def _path_of_place(self, mention: Mention, token: Token) -> Iterator[str]:
        side = "left" if token.i < mention.trigger.token.i else "right"
        yield f"distance={min(abs(token.i - mention.trigger.token.i) // 4, 6)}/{side}"
        nodes = [mention.trigger.token, mention.trigger.predicate]
        own = any(t is token for node in nodes for t in after_prepositions(node, ("in", "at", "to")))
        yield f"argument={own}"

    def speakers(self, mention: Mention) -> Iterator[Option]:
        """Those to whom the article attributes what it says there."""
        at = mention.trigger.token
        seen = set()
        for attribution in self.reading.attributions:
            over = any(first <= at.start and at.end <= last for first, last in attribution.content)
            if not over or attribution.actor is None or attribution.source is None:
                continue
            person = attribution.actor.person
            name = person.name if person else attribution.actor.parties[0] if attribution.actor.parties else None
            if name is None or name in seen:
                continue
            seen.add(name)
            own = name == mention.said_by
            party = set(attribution.actor.parties) & mention.parties
            features = (
                f"rule={own}",
                f"kind={attribution.kind}",
                f"direct={attribution.direct}+rule={own}",
                f"party={bool(party)}+status={mention.status}",
                f"status={mention.status}",
                f"status={mention.status}/{mention.cue.rule}",
                f"nested={attribution.nested}",
                f"parties={min(len(attribution.actor.parties), 2)}",
                f"actor={attribution.actor.kind}",
            )
            yield Option(name, (attribution.source,), features)

    def _attribution(self, mention: Mention) -> Actor | None:
        at = mention.trigger.token
        attribution = self.reading.attribution_over(at.start, at.end)
        return attribution.actor if attribution is not None else None

    def earlier(self, number: int, among: Sequence[int]) -> Iterator[Option]:
        """Those of these mentions that stand before one, of which it may tell again."""
        mention = self.mentions[number]
        for other_number in among:
            if not number - BACK <= other_number < number:
                continue
            other = self.mentions[other_number]
            token = other.trigger.token
            features = tuple(self._pair(other, mention))
            yield Option(str(other_number), ((token.start, token.end),), features)

    def _pair(self, one: Mention, two: Mention) -> Iterator[str]:
        own = f"{min(one.taking.explicit, 2)}{min(two.taking.explicit, 2)}"
        gap = min(two.sentence.index - one.sentence.index, 5)
        yield f"gap={gap}"
        yield f"gap={gap}+own={own}"
        shared = len(one.parties & two.parties)
        if one.taking.explicit and two.taking.explicit:
            subset = one.parties <= two.parties or two.parties <= one.parties
            yield f"shared={min(shared, 2)}+subset={subset}+own={own}"
        yield f"kinds={one.kind}+{two.kind}"
        yield f"kind={one.kind == two.kind}+gap={gap}"
        yield f"lemma={one.trigger.lemma == two.trigger.lemma}+frame={one.trigger.frame}+{two.trigger.frame}"
        yield f"lemmas={one.trigger.lemma}+{two.trigger.lemma}"
        yield f"statuses={one.status}+{two.status}"
        yield f"status={one.status == two.status}+rules={one.cue.rule}+{two.cue.rule}"
        overlap = self._dates_meet(one, two)
        yield f"dates={overlap}"
        yield f"dates={overlap}+status={one.status == two.status}+gap={min(gap, 2)}"
        if one.place and two.place:
            yield f"places={one.place == two.place}"
        if one.taking.persons and two.taking.persons:
            yield f"people={bool(set(one.taking.persons) & set(two.taking.persons))}"
        yield f"levels={one.taking.level}+{two.taking.level}"
        det = next((c.lower for c in two.trigger.token.children if c.dep == "det"), "-")
        yield f"det={det}+own={min(two.taking.explicit, 2)}"
        for child in two.trigger.token.children:
            if child.i < two.trigger.token.i and child.pos != "PROPN" and not child.ent:
                yield f"left={child.lemma}"

    def _dates_meet(self, one: Mention, two: Mention) -> str:
        """Whether the sentences of two mentions name days that overlap."""
        if one.sentence is two.sentence:
            return "here"
        dates = [
            [when for time in self.reading.times_in(m.sentence) if time.edtf and (when := parse_when(time.edtf))]
            for m in (one, two)
        ]
        if not dates[0] or not dates[1]:
            return "unknown"
        return str(any(a.overlaps(b) for a in dates[0] for b in dates[1]))


def _precedent(mention: Mention, code: str, full: list[Mention]) -> Iterator[str]:
    """What the mentions that name their parties themselves (`full`) say of one party."""
    own = min(mention.taking.explicit, 3)
    earlier = [m for m in full if m.trigger.token.i < mention.trigger.token.i]
    if earlier:
        last = earlier[-1]
        named = code in last.taking.parties
        yield f"own={own}+last={named}/{code in last.taking.mediators}"
        yield f"own={own}+last={named}+kind={last.kind == mention.kind}"
        yield f"own={own}+last={named}+gap={min(mention.sentence.index - last.sentence.index, 3)}"
    yield f"own={own}+ever={min(sum(code in m.taking.parties for m in full), 3)}/{min(len(full), 3)}"
    yield f"mediating={min(sum(code in m.taking.mediators for m in full), 2)}"


def _ancestors(token: Token) -> list[Token]:
    found = [token]
    for _ in range(8):
        if found[-1].head is found[-1]:
            break
        found.append(found[-1].head)
    return found
