"""A fold: the mentions of one article that tell of one contact, and what they say together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from communique.findings.contacts.circumstance import AHEAD, HAPPENED
from communique.findings.contacts.judgement import Judged
from communique.findings.contacts.lasting import NOT_TOLD, Lasting
from communique.model.actors import Level
from communique.model.findings import ContactKind, Status
from communique.model.when import parse_when
from communique.reading.parse import Sentence

BY_WAY = {ContactKind.CALL: "remote", ContactKind.MESSAGE: "message"}


@dataclass(slots=True)
class Fold:
    """The mentions that tell of one contact, and what they say together."""

    mentions: list[Judged] = field(default_factory=list)
    parties: set[str] = field(default_factory=set)
    mediators: set[str] = field(default_factory=set)
    persons: dict[str, Level] = field(default_factory=dict)
    date: str | None = None
    date_likely: float = 0.0
    place: str | None = None
    lasting: Lasting = NOT_TOLD

    @property
    def deciding(self) -> Judged:
        """The mention whose status counts: one with a clear sign of its own, else the first.

        What has begun or happened on the day of a contact is not still to come, whatever else is said of it.
        """
        begun = [one for one in self.mentions if one.date and one.date == self.date and _is_over(one)]
        coming = any(one.status in AHEAD for one in self.mentions)
        return max(begun if begun and coming else self.mentions, key=_authority)

    @property
    def status(self) -> Status:
        return self.deciding.status

    @property
    def kind(self) -> ContactKind:
        """The likeliest kind over all mentions; a visit where nothing but a stay is told ("was in Tehran")."""
        if all(one.mention.trigger.frame == "motion" and one.mention.trigger.lemma == "be" for one in self.mentions):
            return ContactKind.VISIT
        first = way_of(self.mentions[0])
        mean = _mean("kind", [one for one in self.mentions if way_of(one) == first])
        return ContactKind(max(mean, key=lambda name: mean[name]))

    @property
    def indirect(self) -> bool:
        return any(one.mention.taking.indirect for one in self.mentions)

    @property
    def direct(self) -> bool:
        return any(one.mention.taking.direct for one in self.mentions)

    def mean(self, task: str) -> dict[str, float]:
        """The mean probabilities of a task's classes over the mentions, weighed by how likely each is a contact's."""
        return _mean(task, self.mentions)

    def highest(self, task: str) -> dict[str, float]:
        """The highest probability of each option of a task over the mentions."""
        found: dict[str, float] = {}
        for one in self.mentions:
            for key, chance in one.chances_of(task).items():
                found[key] = max(found.get(key, 0.0), chance)
        return found

    def sentences(self) -> list[Sentence]:
        seen: dict[int, Sentence] = {}
        for one in self.mentions:
            seen.setdefault(one.mention.sentence.index, one.mention.sentence)
        return list(seen.values())

    def take(self, one: Judged) -> None:
        if not one.inherited or not self.parties:
            self.parties |= set(one.parties)
        self.mediators |= (set(one.mediators) - self._named()) | set(one.mention.taking.mediators)
        self.parties -= self.mediators if len(self.parties - self.mediators) >= 2 else set()
        for name, level in one.mention.taking.persons.items():
            self.persons.setdefault(name, level)
        end = bool(self.date) and tells_only_the_end(one)
        if one.date and not end and tells_more((one.date, one.date_likely), (self.date, self.date_likely)):
            self.date, self.date_likely = one.date, one.date_likely
        self.place = self.place or one.place
        self.lasting = self.lasting.joined(one.lasting)
        self.mentions.append(one)

    def _named(self) -> set[str]:
        """The parties that mentions name themselves, but for whose country others only come to."""
        full = [known for known in self.mentions if not known.inherited and not known.mention.taking.destinations]
        return {code for known in full for code in known.parties}


def tells_more(new: tuple[str, float], old: tuple[str | None, float]) -> bool:
    """True where a date is narrower than another that it falls into ("on Tuesday", "this week"), else the likelier.

    What is narrower counts only if nearly as likely: the day of a remark falls into "last week" too.
    """
    first, second = parse_when(new[0]), parse_when(old[0] or "")
    if first is not None and second is not None and first.overlaps(second) and first.days != second.days:
        narrower = second.days is None or (first.days is not None and first.days < second.days)
        return narrower and new[1] >= NEARLY * old[1]
    return new[1] > old[1]


NEARLY = 0.8
"""How many times as likely as a wider date a narrower one is to be; set by trial."""


def _mean(task: str, mentions: Sequence[Judged]) -> dict[str, float]:
    total = 0.0
    summed: dict[str, float] = {}
    for one in mentions:
        total += one.accept
        for name, chance in one.chances_of(task).items():
            summed[name] = summed.get(name, 0.0) + one.accept * chance
    return {name: chance / total for name, chance in summed.items()}


def way_of(one: Judged) -> str:
    """Whether a mention tells of people in one place, of a call, or of a message."""
    return BY_WAY.get(one.kind, "person")


def _authority(one: Judged) -> float:
    """How much a mention's status counts: how sure it is, whether it names its parties and has a clear sign."""
    sure = one.accept * one.chances_of("status").get(one.status, 0.0)
    named = LENGTH if tells_only_the_end(one) else 1.0 if one.inherited else NAMED
    return sure * named * (CLEAR if one.mention.cue.rule not in {"bare", "weak"} else 1.0)


def _is_over(one: Judged) -> bool:
    """True for what is told in the simple past: "the talks opened on Monday"."""
    return one.status in HAPPENED and one.mention.cue.token.tag == "VBD" and one.mention.cue.rule == "weak"


def tells_only_the_end(one: Judged) -> bool:
    """True for a mention that says of what has been told only how long it takes: "the talks are to end on Friday"."""
    told = one.lasting
    return one.inherited and told.begun is None and told.ended is not None and one.status in AHEAD


NAMED, CLEAR, LENGTH = 1.3, 1.15, 0.1
"""How many times as much the status counts of a mention that names its parties, has a clear sign, or tells only how
long it takes; set by trial."""
