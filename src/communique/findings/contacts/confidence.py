"""Confidence: the probability that a fold of mentions is a contact that the article reports, with the right parties."""

from __future__ import annotations

from collections.abc import Iterator

from communique.findings.contacts.folding import Fold
from communique.findings.linear import load_linear
from communique.model.when import parse_when


def find_confidence(folds: list[Fold], number: int) -> float:
    """The probability by the linear model `contact_right` that the fold of this number is right, between 0 and 1.

    "Rubio met Lavrov in Riyadh on Tuesday" is sure, "a dialogue is needed" hardly a contact.
    """
    return round(load_linear("contact_right").probabilities(confidence_features(folds, number))["yes"], 3)


def confidence_features(folds: list[Fold], number: int) -> list[str]:
    """What may tell whether a fold is right: how its parties were found, what it knows, whether it has a twin."""
    fold = folds[number]
    deciding = fold.deciding
    own = min(max(m.taking.explicit for m in fold.mentions), 3)
    likely = max(m.parties_likely for m in fold.mentions)
    dated, placed = bool(fold.date), bool(fold.place)
    found = [
        f"own={own}",
        f"likely={int(likely * 10)}",
        f"own={min(own, 2)}+date={dated}+place={placed}",
        f"own={min(own, 2)}+persons={min(len(fold.persons), 2)}",
        f"mentions={min(len(fold.mentions), 4)}",
        f"parties={min(len(fold.parties), 5)}",
        f"dated={int(fold.date_likely * 5)}",
        f"status={fold.status}+date={dated}",
        f"kind={fold.kind}",
        f"kind={fold.kind}+own={min(own, 2)}",
        f"rule={deciding.cue.rule}",
        f"first={min(fold.mentions[0].sentence.index, 4)}",
        f"mediated={bool(fold.mediators)}",
        f"folds={min(len(folds), 6)}",
    ]
    for mention in fold.mentions:
        found.append(f"lemma={mention.trigger.lemma}/{mention.trigger.frame}")
        found.append(f"weak={mention.trigger.weak}+own={min(mention.taking.explicit, 2)}")
    found += _twins(folds, number)
    return list(dict.fromkeys(found))


def _twins(folds: list[Fold], number: int) -> Iterator[str]:
    """Whether another fold of the article is likely the same contact told twice."""
    fold = folds[number]
    one = parse_when(fold.date or "")
    for other in folds[:number]:
        if other.parties == fold.parties:
            two = parse_when(other.date or "")
            overlap = "unknown" if one is None or two is None else str(one.overlaps(two))
            yield f"twin={overlap}+kind={other.kind == fold.kind}+status={other.status == fold.status}"
