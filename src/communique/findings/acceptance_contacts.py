"""Acceptance of contacts: how likely a fold of mentions is a contact that a coder would write down."""

from __future__ import annotations

from communique.findings.folding import Fold
from communique.model.findings import Status
from communique.reading.reading import Reading


def fold_features(reading: Reading, fold: Fold, folds: int) -> list[str]:
    """What may tell whether a fold is a contact: its words, how its parties were found, what it knows."""
    deciding = fold.deciding
    trigger = deciding.trigger
    own = max(m.taking.explicit for m in fold.mentions)
    found = [
        f"own={min(own, 3)}",
        f"own={min(own, 3)}+lemma={trigger.lemma}",
        f"mentions={min(len(fold.mentions), 4)}",
        f"parties={min(len(fold.parties), 5)}",
        f"persons={min(len(fold.persons), 3)}",
        f"date={'yes' if fold.date else 'no'}",
        f"place={'yes' if fold.place else 'no'}",
        f"status={fold.status}",
        f"rule={deciding.cue.rule}",
        
        f"kind={fold.kind}",
        f"folds={min(folds, 6)}",
        f"sentence={min(fold.mentions[0].sentence.index, 6)}",
        f"mediated={bool(fold.mediators)}",
        f"said={'yes' if deciding.said_by else 'no'}",
        f"date={'yes' if fold.date else 'no'}+own={min(own, 2)}",
        f"held={fold.status is Status.HELD}+date={'yes' if fold.date else 'no'}",
    ]
    for mention in fold.mentions:
        token = mention.trigger.token
        found.append(f"lemma={mention.trigger.lemma}/{mention.trigger.frame}")
        found.append(f"tag={token.tag}")
        found.append(f"dep={token.dep}")
        found.append(f"support={mention.trigger.support.lemma if mention.trigger.support else '-'}")
        found.append(f"weak={mention.trigger.weak}+own={min(mention.taking.explicit, 2)}")
        determiner = next((c.lower for c in token.children if c.dep == "det"), "-")
        found.append(f"det={determiner}")
        found.append(f"det={determiner}+own={min(mention.taking.explicit, 2)}")
        if token.head.pos != "PROPN":
            found.append(f"head={token.head.lemma}")
        for child in token.children:
            if child.dep in {"amod", "compound", "prep"} and child.pos != "PROPN" and not child.ent:
                found.append(f"child={child.lemma}")
    return list(dict.fromkeys(found))
