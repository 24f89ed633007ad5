"""Enquiry: what the network is asked about each mention of a contact, with what the rules see as features."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from communique.findings.contacts.features import status_features
from communique.findings.contacts.levels import find_level, find_level_nearby, worded_levels
from communique.findings.contacts.mentions import Mention, tense_of
from communique.findings.contacts.options import Options
from communique.findings.questions import Question
from communique.model.actors import Level
from communique.model.findings import Span
from communique.reading.reading import Reading


class Enquiry:
    """Builds the questions of one article; each question's key is the number of the mention it asks about."""

    def __init__(self, reading: Reading, mentions: list[Mention]) -> None:
        self.reading = reading
        self.mentions = mentions
        self.options = Options(reading, mentions)

    def questions(self) -> Iterator[tuple[int, Question]]:
        """All questions about all mentions, with the number of the mention."""
        yield from self.first()
        yield from self.further(range(len(self.mentions)))

    def first(self) -> Iterator[tuple[int, Question]]:
        """Whether each mention tells of a contact, and of which kind."""
        for number, mention in enumerate(self.mentions):
            common = tuple(self._common(mention))
            for task in ("accept", "kind"):
                yield number, Question(task, _anchor(mention), common)

    def further(self, numbers: Sequence[int]) -> Iterator[tuple[int, Question]]:
        """All else, about the mentions of these numbers; they are compared with one another alone."""
        for number in numbers:
            mention = self.mentions[number]
            anchor = _anchor(mention)
            yield number, Question("status", anchor, tuple(self._status(mention)))
            yield number, Question("level", anchor, tuple(self._level(mention)))
            yield number, Question("directness", anchor, tuple(self._directness(mention)))
            yield number, Question("party", anchor, (), tuple(self.options.parties(mention)))
            yield number, Question("person", anchor, (), tuple(self.options.persons(mention)))
            yield number, Question("date", anchor, (), tuple(self.options.dates(mention)))
            yield number, Question("place", anchor, (), tuple(self.options.places(mention)))
            yield number, Question("speaker", anchor, (), tuple(self.options.speakers(mention)))
            yield number, Question("same", anchor, (), tuple(self.options.earlier(number, numbers)))

    def _common(self, mention: Mention) -> list[str]:
        trigger, taking = mention.trigger, mention.taking
        own = min(taking.explicit, 3)
        dets = [c for c in trigger.token.children if c.dep in {"det", "poss"} and c.i < trigger.token.i]
        det = "-" if not dets else "name" if dets[0].pos == "PROPN" else dets[0].lower
        found = [
            f"lemma={trigger.lemma}/{trigger.frame}",
            f"frame={trigger.frame}/{trigger.relation}",
            f"kind={mention.kind}",
            f"own={own}",
            f"own={own}+frame={trigger.frame}",
            f"weak={trigger.weak}+own={own}",
            f"process={trigger.process}",
            f"doubtful={mention.doubtful}",
            f"status={mention.status}/{mention.cue.rule}",
            f"dated={bool(self.reading.times_in(mention.sentence))}+placed={bool(mention.place)}",
            f"det={det if trigger.frame == 'noun' else 'verb'}",
            f"number={trigger.token.tag}",
            f"persons={min(len(taking.persons), 3)}",
            f"level={taking.level}",
            f"first={min(mention.sentence.index, 3)}",
            f"support={trigger.support.lemma if trigger.support else '-'}",
            f"dep={trigger.token.dep}",
            f"mediators={min(len(taking.mediators), 2)}",
            f"leaders={min(sum(level is Level.LEADER for level in taking.persons.values()), 2)}",
        ]
        for child in trigger.token.children:
            if child.pos != "PROPN" and not child.ent and child.i < trigger.token.i:
                found.append(f"left={child.lemma}")
        return found

    def _status(self, mention: Mention) -> list[str]:
        return status_features(mention.trigger, mention.cue, mention.cues, tense_of(self.reading, mention.trigger))

    def _level(self, mention: Mention) -> list[str]:
        taking = mention.taking
        known = sorted(set(taking.persons.values()), key=lambda level: level.rank)
        rule = find_level([mention], taking.persons.values(), mention.kind)
        near = find_level_nearby(self.reading, set(taking.parties), [mention.sentence])
        found = [
            f"rule={rule}",
            f"rule={rule}+near={near}",
            f"highest={known[0] if known else '-'}",
            f"group={taking.level}",
            f"kind={mention.kind}",
            f"kind={mention.kind}+rule={rule}",
            f"status={mention.status}+rule={rule}",
            f"lemma={mention.trigger.lemma}",
            f"own={min(taking.explicit, 3)}+rule={rule}",
        ]
        found += [f"worded={level}" for level in worded_levels(mention.trigger.token)]
        levels = {a.level for a in self.reading.actors_in(mention.sentence) if a.level is not Level.UNKNOWN}
        found += [f"here={level}" for level in sorted(levels)]
        return found

    def _directness(self, mention: Mention) -> list[str]:
        taking = mention.taking
        return [
            f"indirect={taking.indirect}",
            f"direct={taking.direct}",
            f"kind={mention.kind}",
            f"mediated={bool(taking.mediators)}",
            f"persons={bool(taking.persons)}",
            f"level={taking.level}",
            f"status={mention.status}",
            f"kind={mention.kind}+persons={bool(taking.persons)}+mediated={bool(taking.mediators)}",
        ]


def _anchor(mention: Mention) -> Span:
    return mention.trigger.token.start, mention.trigger.token.end
