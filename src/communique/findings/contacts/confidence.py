"""Confidence: the probability that a fold of mentions is a contact that the article reports, with the right parties."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from communique.findings.contacts.folds import Fold
from communique.findings.contacts.judgement import REMOTE, Judged
from communique.findings.linear import load_linear
from communique.model.actors import Level
from communique.model.findings import ContactKind
from communique.model.when import parse_when

LEAST = 0.4
"""Least confidence of a contact that is reported; set on tracks not fitted on."""
SURE = 0.6
"""Least probability of a field that is hardly misread; set on tracks not fitted on."""


def find_confidence(folds: Sequence[Fold], number: int) -> float:
    """The probability by the linear model `contact_right` that the fold of this number is right, between 0 and 1.

    "Rubio met Lavrov in Riyadh on Tuesday" is sure, "a dialogue is needed" hardly a contact.
    """
    return round(load_linear("contact_right").probabilities(confidence_features(folds, number))["yes"], 3)


def is_plain(fold: Fold) -> bool:
    """True for a contact that a mention tells of in plain words, naming its parties itself; it is always reported."""
    return any(
        not one.inherited and (one.accept >= PLAIN or one.mention.cue.rule == "quality") for one in fold.mentions
    )


PLAIN = 0.8
"""Least probability of a mention that names its parties itself, for a contact told in plain words."""


def confidence_features(folds: Sequence[Fold], number: int) -> list[str]:
    """What may tell whether a fold is right: how sure the network is, how parties were found, whether it has a twin."""
    fold = folds[number]
    accept = max(one.accept for one in fold.mentions)
    sharing = max(
        min((one.chances["party"].chance(c, "party") for c in fold.parties), default=0.0) for one in fold.mentions
    )
    own = min(max(one.mention.taking.explicit for one in fold.mentions), 3)
    rule = fold.deciding.mention.cue.rule
    dated = fold.date is not None
    found = [
        f"accept={_step(accept)}",
        f"sharing={_step(sharing)}",
        f"accept={_step(accept) // 2}+sharing={_step(sharing) // 3}",
        f"own={own}",
        f"own={own}+sharing={_step(sharing) // 3}",
        f"own={min(own, 2)}+date={dated}+place={bool(fold.place)}",
        f"own={min(own, 2)}+persons={min(len(fold.persons), 2)}",
        f"mentions={min(len(fold.mentions), 4)}",
        f"parties={min(len(fold.parties), 5)}",
        f"dated={_step(fold.date_likely) // 2}",
        f"status={fold.status}+date={dated}",
        f"sure={_step(max(fold.mean('status').values())) // 2}",
        f"kind={fold.kind}+own={min(own, 2)}",
        f"rule={rule}",
        f"first={min(fold.mentions[0].mention.sentence.index, 4)}",
        f"mediated={bool(fold.mediators)}",
        f"folds={min(len(folds), 7)}",
    ]
    for one in fold.mentions:
        trigger = one.mention.trigger
        found.append(f"weak={trigger.weak}+own={min(one.mention.taking.explicit, 2)}")
        found.append(f"frame={trigger.frame}+accept={_step(one.accept) // 3}")
    return list(dict.fromkeys([*found, *_twins(folds, number)]))


def _step(share: float) -> int:
    return min(int(share * 10), 9)


def _twins(folds: Sequence[Fold], number: int) -> Iterator[str]:
    """Whether another fold of the article is likely the same contact told twice."""
    fold = folds[number]
    date = parse_when(fold.date or "")
    for place, other in enumerate(folds):
        if place == number or not other.parties & fold.parties:
            continue
        same = max(_same(one, two) for one in fold.mentions for two in other.mentions)
        before = "before" if place < number else "after"
        yield f"twin={before}+same={_step(same) // 2}"
        if other.parties == fold.parties:
            theirs = parse_when(other.date or "")
            overlap = "unknown" if date is None or theirs is None else str(date.overlaps(theirs))
            yield f"twin={before}+date={overlap}+kind={other.kind == fold.kind}+status={other.status == fold.status}"
            yield f"twin={before}+date={overlap}+same={_step(same) // 3}"


def _same(one: Judged, two: Judged) -> float:
    """The network's probability that two mentions are of one contact; it is asked of the later one alone."""
    earlier, later = sorted((one, two), key=lambda judged: judged.number)
    return later.chances["same"].chance(str(earlier.number)) if "same" in later.chances else 0.0


def unsure_fields(fold: Fold, kind: ContactKind, level: Level, date: str | None) -> tuple[str, ...]:
    """The fields of a contact, of this kind, level and date, that may be misread, by how likely the network takes them.

    On tracks not fitted on, a level below `SURE` is right in half of the cases, above it in nine of ten.
    """
    likely = {
        "kind": fold.mean("kind").get(kind, 0.0),
        "level": fold.mean("level").get(level, 0.0),
        "date": 1.0 if date is None else fold.date_likely if fold.date else fold.highest("date").get(date, 0.0),
        "place": fold.mean("place").get(fold.place, 0.0) if fold.place is not None and kind not in REMOTE else 1.0,
        "status": fold.mean("status").get(fold.status, 0.0),
    }
    return tuple(name for name, chance in likely.items() if chance < SURE)
