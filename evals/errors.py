"""What the reader gets wrong, counted by kind of error and by field, with the sentence and the reader's reason.

    python -m evals.errors dev                     counts for the contacts of a set (own, dev, dev-real, train)
    python -m evals.errors train --what positions  or agreements, deadlines, proposals (one item for each term)
    python -m evals.errors train --show "wrong parties" --most 20      the cases of one class, with their sentences
    python -m evals.errors train --show date --most 20                 the cases of one field

Classes of what was missed: the reader found nothing in those sentences; it found something with the wrong parties; of
the wrong kind; or something that it had already taken for another item (folded together). Classes of what is spurious:
no annotated item there; wrong parties; wrong kind; a double of an item already found. A deadline can have the wrong
date, and a term other words: the reader and the annotator take the same words of the article, but cut them elsewhere.
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from evals.gate import SETS, find, load
from evals.scoring import (
    STANCE_GROUP,
    STATUS_GROUP,
    align,
    contact_weight,
    dates_agree,
    jaccard,
    last_name,
    overlap,
    position_weight,
    same_kind_group,
    sentence_weight,
    spans,
    term_weight,
)

Row = dict[str, Any]
FIELDS = {
    "contacts": ("parties", "status_group", "date", "level", "kind", "place", "said_by", "participants", "mediators"),
    "positions": ("issue", "stance_group"),
    "agreements": ("parties", "status", "date", "what"),
    "deadlines": ("date",),
    "proposals": ("proposer",),
}


@dataclass(frozen=True, slots=True)
class Error:
    """One error: its class (`missed: ...`, `spurious: ...`, `wrong FIELD`), what differs, where, and why."""

    kind: str
    change: str
    article: str
    sentence: str
    reason: str


def errors_of(gold: Row, found: Row, what: str) -> Iterator[Error]:
    """The errors in one article."""
    wanted, got = _items(gold, what), _items(found, what)
    text = gold["text"]
    pairs = align(wanted, got, partial(_WEIGHTS[what], text))
    taken_wanted, taken_got = {i for i, _ in pairs}, {j for _, j in pairs}
    for i, item in enumerate(wanted):
        if i not in taken_wanted:
            near = [(j, other) for j, other in enumerate(got) if _touch(text, item, other)]
            kind, other = _class(item, near, taken_got, "nothing found here", "folded together")
            yield Error(f"missed: {kind}", _brief(item), gold["id"], _first(item), other.get("reason", "-"))
    for j, item in enumerate(got):
        if j not in taken_got:
            near = [(i, other) for i, other in enumerate(wanted) if _touch(text, item, other)]
            kind, other = _class(item, near, taken_wanted, "nothing annotated here", "double")
            change = f"{_brief(item)} for {_brief(other)}" if other else _brief(item)
            yield Error(f"spurious: {kind}", change, gold["id"], _first(item), item.get("reason", "-"))
    for i, j in pairs:
        for field in FIELDS[what]:
            one, two = _value(wanted[i], field), _value(got[j], field)
            if not _same(field, one, two):
                change = f"{_plain(one)} -> {_plain(two)}"
                yield Error(f"wrong {field}", change, gold["id"], _first(got[j]), got[j].get("reason", "-"))


def _items(row: Row, what: str) -> list[Row]:
    """The findings of one kind; of proposals one for each term, with what its proposal says besides."""
    items = list(row.get(what) or [])
    if what == "proposals":
        return [{**item, "term": term} for item in items for term in item.get("terms") or []]
    return items


def _by_term(text: str, a: Row, b: Row) -> float:
    return term_weight(a["term"], b["term"])


_WEIGHTS: dict[str, Callable[[str, Row, Row], float]] = {
    "contacts": contact_weight,
    "positions": position_weight,
    "agreements": lambda text, a, b: sentence_weight(text, "agreements", a, b),
    "deadlines": lambda text, a, b: sentence_weight(text, "deadlines", a, b),
    "proposals": _by_term,
}


def _same(field: str, one: Any, two: Any) -> bool:
    if field == "date":
        return dates_agree(one, two)
    return term_weight(one or "", two or "") > 0 if field == "what" else bool(one == two)


def _class(item: Row, near: list[tuple[int, Row]], taken: set[int], nothing: str, doubled: str) -> tuple[str, Row]:
    if not near:
        return nothing, {}
    if "term" in item or ("what" in item and "parties" not in item):
        return _plain_class(item, near, taken, doubled)
    if "party" in item:
        same = [(i, other) for i, other in near if other["party"] == item["party"]]
    else:
        same = [(i, other) for i, other in near if jaccard(item["parties"], other["parties"]) >= 0.5]
    if not same:
        return "wrong parties", near[0][1]
    if "kind" in item and not any(same_kind_group(item, other) for _, other in same):
        return "wrong kind", same[0][1]
    return (doubled if all(i in taken for i, _ in same) else "other"), same[0][1]


def _plain_class(item: Row, near: list[tuple[int, Row]], taken: set[int], doubled: str) -> tuple[str, Row]:
    """The class of an item without parties: a term of which the same words are cut elsewhere, a limit's wrong date."""
    if "term" in item:
        for _, other in near:
            if item["term"] in other["term"] or other["term"] in item["term"]:
                return "other words", other
    free = [other for i, other in near if i not in taken]
    if free:
        return ("wrong date" if "date" in item else "other term"), free[0]
    return doubled, near[0][1]


def _touch(text: str, a: Row, b: Row) -> bool:
    return overlap(spans(text, a["evidence"]), spans(text, b["evidence"]))


def _value(item: Row, field: str) -> Any:
    if field == "status_group":
        return STATUS_GROUP.get(item["status"])
    if field == "stance_group":
        return STANCE_GROUP.get(item["stance"])
    if field == "participants":
        return sorted({last_name(name) for name in item.get(field) or []})
    value = item.get(field)
    if field == "said_by":
        return last_name(value)
    return sorted(value) if isinstance(value, list) else value


def _plain(value: Any) -> str:
    return ",".join(value) if isinstance(value, list) else str(value or "none")


def _brief(item: Row) -> str:
    if "term" in item:
        return f"{item.get('proposer')}: {item['term']}"
    if "what" in item:
        return f"{','.join(item.get('parties') or [])} {item['what']} {item.get('date')}".strip()
    if "party" in item:
        return f"{item['party']} {item['stance']} {item['issue']}"
    return f"{item['kind']} {','.join(item['parties'])} {item.get('date')} {item['status']}"


def _first(item: Row) -> str:
    evidence = item["evidence"]
    return str(evidence if isinstance(evidence, str) else evidence[0])


def report(errors: Sequence[Error], show: str | None, most: int) -> Iterator[str]:
    """The counts by class, each with its commonest changes; with `show`, the cases of the classes that contain it."""
    if show is not None:
        for error in [e for e in errors if show in e.kind][:most]:
            yield f"{error.kind} | {error.change} | {error.reason} | {error.article}\n    {error.sentence}"
        return
    changes: dict[str, Counter[str]] = defaultdict(Counter)
    for error in errors:
        changes[error.kind][error.change if error.kind.startswith("wrong") else error.reason] += 1
    for kind, counter in sorted(changes.items(), key=lambda entry: -entry[1].total()):
        common = "; ".join(f"{change} {count}" for change, count in counter.most_common(4))
        yield f"{counter.total():5} {kind:38} {common}"


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("set", choices=list(SETS))
    parser.add_argument("--what", choices=list(FIELDS), default="contacts")
    parser.add_argument("--show", help="print the cases of the classes whose name contains this")
    parser.add_argument("--most", type=int, default=20)
    options = parser.parse_args(arguments)
    rows = load(options.set)
    if not rows:
        parser.exit(1, f"{options.set}: no annotated articles here\n")
    found = find(rows)
    errors = [error for row in rows for error in errors_of(row, found[row["id"]], options.what)]
    print("\n".join(report(errors, options.show, options.most)))


if __name__ == "__main__":
    main()
