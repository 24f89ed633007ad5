"""Features of a fold of mentions for the linear classifiers: what its words and its article say, never names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from communique.findings.folding import Fold
from communique.findings.levels import find_level
from communique.findings.participation import persons_of
from communique.model.actors import Level
from communique.model.when import parse_when
from communique.reading.reading import Reading


def fold_features(reading: Reading, folds: list[Fold], number: int) -> list[str]:
    """What may tell whether the fold of this number is a contact, and its level, kind and directness."""
    fold = folds[number]
    own = max(m.taking.explicit for m in fold.mentions)
    level = find_level(fold.mentions, fold.persons.values(), fold.kind)
    dated, placed = bool(fold.date), bool(fold.place)
    found = [
        f"own={min(own, 3)}",
        f"own={min(own, 3)}+lemma={fold.deciding.trigger.lemma}",
        f"own={min(own, 2)}+date={dated}+place={placed}",
        f"own={min(own, 2)}+persons={min(len(fold.persons), 2)}",
        f"mentions={min(len(fold.mentions), 4)}",
        f"parties={min(len(fold.parties), 5)}",
        f"persons={min(len(fold.persons), 3)}",
        f"date={dated}",
        f"place={placed}",
        f"status={fold.status}",
        f"status={fold.status}+date={dated}",
        f"kind={fold.kind}",
        f"kind={fold.kind}+level={level}",
        f"kind={fold.kind}+leaders={min(fold.leaders, 2)}",
        f"rule={fold.deciding.cue.rule}",
        f"folds={min(len(folds), 6)}",
        f"first={min(fold.mentions[0].sentence.index, 6)}",
        f"mediated={bool(fold.mediators)}",
        f"indirect={fold.indirect}",
        f"direct={fold.direct}",
        f"said={bool(fold.deciding.said_by)}",
        f"level={level}",
        f"level={level}+persons={min(len(fold.persons), 2)}",
        f"inherited={all(m.inherited for m in fold.mentions)}",
        f"certain={int(_certainty(fold) * 5)}",
    ]
    found += _words(fold)
    found += _levels_near(reading, fold)
    found += _twins(folds, number)
    return list(dict.fromkeys(found))


def _certainty(fold: Fold) -> float:
    return fold.date_likely


def _words(fold: Fold) -> Iterator[str]:
    """The triggers, with what hangs on them and what they hang on."""
    for mention in fold.mentions:
        trigger, token = mention.trigger, mention.trigger.token
        yield f"lemma={trigger.lemma}/{trigger.frame}"
        yield f"lemma={trigger.lemma}/{token.tag}/{token.dep}"
        yield f"support={trigger.support.lemma if trigger.support else '-'}/{trigger.relation}"
        yield f"weak={trigger.weak}+own={min(mention.taking.explicit, 2)}"
        determiner = next((c.lower for c in token.children if c.dep == "det"), "-")
        yield f"det={determiner}+own={min(mention.taking.explicit, 2)}"
        if token.head.pos != "PROPN":
            yield f"head={token.head.lemma}"
            yield f"head={token.dep}/{token.head.lemma}"
            if token.head.pos == "ADP" and token.head.head.pos != "PROPN":
                yield f"over={token.head.lower}/{token.head.head.lemma}"
        for child in token.children:
            if child.dep in {"amod", "compound", "prep", "nummod"} and child.pos != "PROPN" and not child.ent:
                yield f"child={child.lemma}"
            if child.ent == "ORDINAL":
                yield "child=ordinal"


def _levels_near(reading: Reading, fold: Fold) -> Iterator[str]:
    """Levels of those who take part, of groups named, and of other persons of its parties in and after its sentences."""
    members = sorted(set(fold.persons.values()), key=lambda level: level.rank)
    yield f"top={members[0] if members else '-'}"
    groups = [m.taking.level for m in fold.mentions if not m.inherited]
    yield f"group={_top(groups)}"
    known = fold.parties | fold.mediators
    here = {m.sentence.index for m in fold.mentions}
    near, after, around = [], [], []
    for actor in reading.actors:
        if not set(actor.parties) & known:
            continue
        levels = [p.level for p in persons_of(actor) if p.name not in fold.persons]
        sentence = reading.parse.tokens[actor.head].sent
        (near if sentence in here else after if sentence - 1 in here else around).extend(levels)
    yield f"near={_top(near)}"
    yield f"after={_top(after)}"
    yield f"article={_top(near + after + around)}"
    below = [level for level in near + after + around if level is not Level.LEADER]
    yield f"below={_top(below)}"
    yield f"below={_top(below)}+kind={fold.kind}+top={members[0] if members else '-'}"
    yield f"article={_top(near + after + around)}+top={members[0] if members else '-'}"
    yield f"near={_top(near)}+top={members[0] if members else '-'}+kind={fold.kind}"


def _top(levels: Iterable[Level]) -> str:
    return str(min(levels, key=lambda level: level.rank, default="-"))


def _twins(folds: list[Fold], number: int) -> Iterator[str]:
    """Whether an earlier fold of the article is likely the same contact told again."""
    fold = folds[number]
    same = [other for other in folds[:number] if other.parties == fold.parties]
    yield f"earlier={min(len(same), 3)}"
    yield f"earlier={min(len(same), 2)}+date={bool(fold.date)}+own={min(max(m.taking.explicit for m in fold.mentions), 2)}"
    one = parse_when(fold.date) if fold.date else None
    for other in same:
        two = parse_when(other.date) if other.date else None
        overlap = "unknown" if not (one and two) else str(one.overlaps(two))
        yield f"twin={overlap}+kind={other.kind == fold.kind}"
        yield f"twin={overlap}+status={other.status == fold.status}"
    later = [other for other in folds[number + 1 :] if other.parties == fold.parties]
    yield f"later={min(len(later), 2)}"
    if any(len(other.parties) > len(fold.parties) and fold.parties < other.parties for other in folds):
        yield "inside=yes"
