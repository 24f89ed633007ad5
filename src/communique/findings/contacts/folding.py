"""Folding: the mentions of one article that tell of one contact become one."""

from __future__ import annotations

from dataclasses import dataclass, field

from communique.findings.contacts.completion import Scene, complete
from communique.findings.contacts.mentions import Mention
from communique.findings.contacts.triggers import lexicon
from communique.model.actors import Level
from communique.model.findings import ContactKind, Status
from communique.model.when import parse_when
from communique.reading.parse import Sentence
from communique.reading.reading import Reading

REMOTE = {ContactKind.CALL: "remote", ContactKind.MESSAGE: "message"}
DONE = frozenset({Status.HELD, Status.UNDER_WAY})
OFF = frozenset({Status.POSTPONED, Status.CANCELLED, Status.REFUSED, Status.RULED_OUT})


@dataclass(slots=True)
class Fold:
    """The mentions that tell of one contact, and what they say together."""

    mentions: list[Mention] = field(default_factory=list)
    parties: set[str] = field(default_factory=set)
    mediators: set[str] = field(default_factory=set)
    persons: dict[str, Level] = field(default_factory=dict)
    date: str | None = None
    date_likely: float = 0.0
    place: str | None = None

    @property
    def deciding(self) -> Mention:
        """The mention whose status counts: one with a clear sign of its own, else the first."""
        return max(self.mentions, key=_authority)

    @property
    def status(self) -> Status:
        return self.deciding.status

    @property
    def kind(self) -> ContactKind:
        return self.mentions[0].kind

    @property
    def leaders(self) -> int:
        return sum(level is Level.LEADER for level in self.persons.values())

    @property
    def indirect(self) -> bool:
        return any(m.taking.indirect for m in self.mentions)

    @property
    def direct(self) -> bool:
        return any(m.taking.direct for m in self.mentions)

    def sentences(self) -> list[Sentence]:
        seen: dict[int, Sentence] = {}
        for mention in self.mentions:
            seen.setdefault(mention.sentence.index, mention.sentence)
        return list(seen.values())

    def take(self, mention: Mention) -> None:
        if not mention.inherited or not self.parties:
            self.parties |= mention.parties
        self.mediators |= set(mention.taking.mediators)
        self.parties -= self.mediators if len(self.parties - self.mediators) >= 2 else set()
        for name, level in mention.taking.persons.items():
            self.persons.setdefault(name, level)
        if mention.date and mention.date_likely > self.date_likely:
            self.date, self.date_likely = mention.date, mention.date_likely
        self.place = self.place or mention.place
        self.mentions.append(mention)


def _authority(mention: Mention) -> tuple[bool, bool, bool]:
    clear = mention.cue.rule not in {"bare", "weak"}
    return clear and not mention.inherited, clear, mention.cue.rule == "weak" and not mention.inherited


def fold_mentions(reading: Reading, mentions: list[Mention]) -> list[Fold]:
    """Fold in the order of the text; mentions that name too few parties are completed, or join what came before."""
    scene = Scene.of(reading, mentions)
    folds: list[Fold] = []
    for mention in mentions:
        ready = complete(scene, mention)
        target = _antecedent(folds, ready)
        if target is None and ready.inherited:
            target = _antecedent(folds, mention)
        if target is None:
            if len(ready.parties) < 2 or not _stands_alone(ready):
                continue
            folds.append(target := Fold())
        target.take(ready)
    return [fold for fold in folds if len(fold.parties) >= 2]


def _stands_alone(mention: Mention) -> bool:
    """False for "talks", "dialogue" without parties and a date of their own: the process as a whole is no contact.

    A message needs a sender or an addressee of its own ("took note of", "a positive note").
    """
    if mention.kind is ContactKind.MESSAGE and mention.taking.explicit == 0:
        return False
    vague = mention.trigger.weak or mention.trigger.process
    unclear = mention.inherited and mention.cue.rule in {"bare", "weak"} and not (mention.date or mention.place)
    if unclear and _is_indefinite(mention):
        return False
    return not (vague and mention.inherited and not mention.date)


def _is_indefinite(mention: Mention) -> bool:
    """True for "a meeting": without parties and without a clear status it names no contact that was."""
    return any(c.lower in {"a", "an", "any"} and c.dep == "det" for c in mention.trigger.token.children)


def _antecedent(folds: list[Fold], mention: Mention) -> Fold | None:
    """The latest contact that the mention can be another mention of; one with the same parties goes first."""
    fitting = [fold for fold in reversed(folds) if _same(fold, mention)]
    if not fitting:
        return None
    if mention.taking.explicit >= 2:
        equal = [fold for fold in fitting if fold.parties == mention.parties]
        return (equal or fitting)[0]
    return fitting[0]


def _same(fold: Fold, mention: Mention) -> bool:
    return (
        _kinds_fit(fold, mention)
        and _parties_fit(fold, mention)
        and _persons_fit(fold, mention)
        and _levels_fit(fold, mention)
        and _dates_fit(fold, mention)
        and _status_fits(fold, mention)
        and _places_fit(fold, mention)
        and not (_another(mention) and fold.mentions[-1].sentence.index != mention.sentence.index)
    )


def _kinds_fit(fold: Fold, mention: Mention) -> bool:
    """Remote, message and in-person contacts stay apart; "the conversation" after a call is that call."""
    one, two = REMOTE.get(fold.kind, "person"), REMOTE.get(mention.kind, "person")
    if one == two:
        return True
    near = mention.sentence.index - fold.mentions[-1].sentence.index <= 3
    return one == "remote" and near and mention.trigger.lemma in VAGUE and mention.taking.explicit < 2


VAGUE = frozenset({"conversation", "discussion", "talk", "discuss", "speak", "exchange", "contact"})


def _parties_fit(fold: Fold, mention: Mention) -> bool:
    named = mention.parties
    known = fold.parties | fold.mediators
    if mention.taking.explicit >= 2:
        return len(named & known) >= 2 and (named <= known or fold.parties <= named)
    return named <= known


def _persons_fit(fold: Fold, mention: Mention) -> bool:
    """Two named pairs that share nobody are two contacts."""
    if not fold.persons or not mention.taking.persons or mention.taking.explicit < 2:
        return True
    return (
        bool(set(fold.persons) & set(mention.taking.persons)) or min(len(fold.persons), len(mention.taking.persons)) < 2
    )


def _levels_fit(fold: Fold, mention: Mention) -> bool:
    """Leaders' contacts and those of envoys, officials or experts are told apart, unless the same persons are named.

    "Experts will meet on Monday. A meeting of the presidents has no date yet": two contacts.
    """
    if set(fold.persons) & set(mention.taking.persons):
        return True
    one = {_named_level(m) for m in fold.mentions} - {Level.UNKNOWN}
    two = _named_level(mention)
    if two is Level.UNKNOWN or not one:
        return True
    return (two is Level.LEADER) == (Level.LEADER in one)


def _named_level(mention: Mention) -> Level:
    """The level of those whom a mention names as taking part; unknown where it names none."""
    named = mention.taking.explicit >= 2 or mention.taking.persons
    return mention.taking.level if named else Level.UNKNOWN


def _dates_fit(fold: Fold, mention: Mention) -> bool:
    if not fold.date or not mention.date:
        return True
    one, two = parse_when(fold.date), parse_when(mention.date)
    return not (one and two) or one.overlaps(two)


def _status_fits(fold: Fold, mention: Mention) -> bool:
    one, two = fold.status, mention.status
    if one in OFF or two in OFF:
        if one in DONE or two in DONE:
            return mention.cue.rule in {"bare", "weak"} and mention.taking.explicit < 2 and not mention.date
        return True
    if (one in DONE) == (two in DONE):
        return True
    return mention.cue.rule in {"bare", "weak", "preposition"} and mention.taking.explicit < 2 and not mention.date


def _places_fit(fold: Fold, mention: Mention) -> bool:
    if not fold.place or not mention.place or fold.place.lower() == mention.place.lower():
        return True
    return bool(fold.date and mention.date and mention.taking.explicit >= 2)


def _another(mention: Mention) -> bool:
    words = lexicon()["another"]
    return any(c.lower in words for c in mention.trigger.token.children if c.i < mention.trigger.token.i)
