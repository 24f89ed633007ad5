"""How findings are scored against annotated articles; the measures are those of the annotation guide's scorer.

Contacts are aligned one to one within an article: parties' Jaccard index at least 0.5, kinds of one group (remote,
message, in person), and evidence that overlaps or dates that overlap. `strict` further asks for equal parties, equal
status group and dates that agree. Positions agree when the party is equal and the evidence overlaps.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from typing import Any

from communique.model.when import parse_when

Row = Mapping[str, Any]
Pairs = dict[tuple[int, int], float]

KIND_GROUP = {"call": "remote", "message": "message"}
STATUS_GROUP = {
    "held": "happened", "under_way": "happened", "scheduled": "fixed", "planned": "prospect", "proposed": "prospect",
    "possible": "prospect", "postponed": "off", "cancelled": "off", "refused": "no", "ruled_out": "no",
}  # fmt: skip
STANCE_GROUP = {
    "demands": "ask", "offers": "pro", "accepts": "pro", "supports": "pro", "open": "pro", "opposes": "con",
    "rejects": "con", "conditional": "conditional", "warns": "warn",
}  # fmt: skip
SHARES = ("parties", "kind", "level", "status", "status_group", "date", "directness", "mediators", "place", "said_by")


def score(golds: Iterable[Row], found: Mapping[str, Row]) -> dict[str, float]:
    """Figures by name, each between 0 and 1: `contacts.found`, `contacts.strict`, `positions.found` ... are F1."""
    counts: Counter[str] = Counter()
    for gold in golds:
        row = found.get(gold["id"], {})
        _contacts(counts, gold, row)
        _positions(counts, gold, row)
        for name in ("agreements", "deadlines"):
            _dated(counts, name, gold, row)
        _terms(counts, gold, row)
    return _figures(counts)


def _figures(n: Counter[str]) -> dict[str, float]:
    figures = {
        "contacts.found": f1(n["c.hit"], n["c.found"], n["c.gold"]),
        "contacts.strict": f1(n["c.strict"], n["c.found"], n["c.gold"]),
        "contacts.participants": f1(n["n.hit"], n["n.found"], n["n.gold"]),
        "positions.found": f1(n["p.hit"], n["p.found"], n["p.gold"]),
        "positions.strict": f1(n["p.strict"], n["p.found"], n["p.gold"]),
        "agreements": f1(n["agreements.hit"], n["agreements.found"], n["agreements.gold"]),
        "deadlines": f1(n["deadlines.hit"], n["deadlines.found"], n["deadlines.gold"]),
        "proposal_terms": f1(n["terms.hit"], n["terms.found"], n["terms.gold"]),
    }
    for key in SHARES:
        figures[f"contacts.{key}"] = n[f"c.{key}"] / n["c.hit"] if n["c.hit"] else 0.0
    for key in ("issue", "stance_group"):
        figures[f"positions.{key}"] = n[f"p.{key}"] / n["p.hit"] if n["p.hit"] else 0.0
    return {name: round(value, 4) for name, value in figures.items()}


def f1(hit: int, found: int, gold: int) -> float:
    """The harmonic mean of precision and recall; 0 when nothing was hit."""
    return 2 * hit / (found + gold) if hit else 0.0


def _contacts(n: Counter[str], gold: Row, row: Row) -> None:
    g, f = _items(gold, "contacts"), _items(row, "contacts")
    n["c.gold"] += len(g)
    n["c.found"] += len(f)
    for i, j in align(g, f, partial(contact_weight, gold["text"])):
        n["c.hit"] += 1
        _contact_fields(n, g[i], f[j])


def same_kind_group(a: Row, b: Row) -> bool:
    return KIND_GROUP.get(a["kind"], "person") == KIND_GROUP.get(b.get("kind", ""), "person")


def contact_weight(text: str, a: Row, b: Row) -> float:
    """How well two contacts fit; 0 where parties, kinds, or both evidence and dates keep them apart."""
    if not same_kind_group(a, b):
        return 0.0
    wider = jaccard([*a["parties"], *a.get("mediators", [])], [*b.get("parties", []), *b.get("mediators", [])])
    parties = max(jaccard(a["parties"], b.get("parties", [])), wider)
    same_text = overlap(spans(text, a["evidence"]), spans(text, b.get("evidence")))
    same_date = dates_overlap(a.get("date"), b.get("date"))
    if parties < 0.5 or not (same_text or same_date):
        return 0.0
    return 1 + parties + same_text + same_date + (a["kind"] == b["kind"]) + (a["status"] == b.get("status"))


def _contact_fields(n: Counter[str], a: Row, b: Row) -> None:
    parties = set(a["parties"]) == set(b.get("parties", []))
    group = STATUS_GROUP.get(a["status"]) == STATUS_GROUP.get(b.get("status", ""))
    date = dates_agree(a.get("date"), b.get("date"))
    place_a, place_b = fold(a.get("place")), fold(b.get("place"))
    n["c.strict"] += parties and group and date
    n["c.parties"] += parties
    n["c.status_group"] += group
    n["c.date"] += date
    for key in ("kind", "level", "status", "directness"):
        n[f"c.{key}"] += a.get(key) == b.get(key)
    n["c.mediators"] += set(a.get("mediators") or []) == set(b.get("mediators") or [])
    n["c.place"] += place_a == place_b or bool(place_a and place_b and (place_a in place_b or place_b in place_a))
    n["c.said_by"] += last_name(a.get("said_by")) == last_name(b.get("said_by"))
    names_a = {last_name(name) for name in a.get("participants") or []}
    names_b = {last_name(name) for name in b.get("participants") or []}
    n["n.hit"] += len(names_a & names_b)
    n["n.gold"] += len(names_a)
    n["n.found"] += len(names_b)


def _positions(n: Counter[str], gold: Row, row: Row) -> None:
    g, f = _items(gold, "positions"), _items(row, "positions")
    n["p.gold"] += len(g)
    n["p.found"] += len(f)
    for i, j in align(g, f, partial(position_weight, gold["text"])):
        issue, stance = g[i]["issue"] == f[j].get("issue"), same_stance(g[i], f[j])
        n["p.hit"] += 1
        n["p.issue"] += issue
        n["p.stance_group"] += stance
        n["p.strict"] += issue and stance


def position_weight(text: str, a: Row, b: Row) -> float:
    """How well two positions fit; 0 where the party differs or the evidence does not overlap."""
    if a["party"] != b.get("party") or not overlap(spans(text, a["evidence"]), spans(text, b.get("evidence"))):
        return 0.0
    return 1 + (a["issue"] == b.get("issue")) + same_stance(a, b)


def same_stance(a: Row, b: Row) -> bool:
    return STANCE_GROUP.get(a["stance"]) == STANCE_GROUP.get(b.get("stance", ""))


def _dated(n: Counter[str], name: str, gold: Row, row: Row) -> None:
    g, f = _items(gold, name), _items(row, name)
    n[f"{name}.gold"] += len(g)
    n[f"{name}.found"] += len(f)

    n[f"{name}.hit"] += len(align(g, f, partial(sentence_weight, gold["text"], name)))


def sentence_weight(text: str, name: str, a: Row, b: Row) -> float:
    """How well two agreements or deadlines fit; 0 where the evidence, or the dates of deadlines, do not overlap."""
    if not overlap(spans(text, a["evidence"]), spans(text, b.get("evidence"))):
        return 0.0
    if name == "deadlines" and a.get("date") and not dates_overlap(a["date"], b.get("date"), slack=1):
        return 0.0
    return 1 + jaccard(a.get("parties") or [], b.get("parties") or [])


def _terms(n: Counter[str], gold: Row, row: Row) -> None:
    g = [term for proposal in _items(gold, "proposals") for term in proposal["terms"]]
    f = [term for proposal in _items(row, "proposals") for term in proposal.get("terms") or []]
    n["terms.gold"] += len(g)
    n["terms.found"] += len(f)

    n["terms.hit"] += len(align(g, f, term_weight))


def term_weight(a: str, b: str) -> float:
    """The share of words that two terms have in common, 0 below one half."""
    similar = jaccard(re.findall(r"\w+", fold(a)), re.findall(r"\w+", fold(b)))
    return similar if similar >= 0.5 else 0.0


def _items(row: Row, kind: str) -> list[Any]:
    return list(row.get(kind) or [])


def align(gold: Sequence[Any], found: Sequence[Any], weight: Callable[[Any, Any], float]) -> list[tuple[int, int]]:
    """One-to-one pairs with the largest summed weight; a weight of 0 bars a pair. Exact (Hungarian method)."""
    weights = {(i, j): w for i, a in enumerate(gold) for j, b in enumerate(found) if (w := weight(a, b)) > 0}
    if not weights:
        return []
    size = max(len(gold), len(found))
    cost = [[-weights.get((i, j), 0.0) for j in range(size)] for i in range(size)]
    return [pair for pair in enumerate(_assign(cost)) if pair in weights]


def _assign(cost: list[list[float]]) -> list[int]:
    """Columns of the cheapest assignment of a square matrix (Kuhn-Munkres with potentials, O(n^3))."""
    size = len(cost)
    u, v, match, way = [0.0] * (size + 1), [0.0] * (size + 1), [0] * (size + 1), [0] * (size + 1)
    for row in range(1, size + 1):
        match[0], column = row, 0
        lowest, used = [float("inf")] * (size + 1), [False] * (size + 1)
        while True:
            used[column] = True
            current, delta, following = match[column], float("inf"), 0
            for j in range(1, size + 1):
                if used[j]:
                    continue
                reduced = cost[current - 1][j - 1] - u[current] - v[j]
                if reduced < lowest[j]:
                    lowest[j], way[j] = reduced, column
                if lowest[j] < delta:
                    delta, following = lowest[j], j
            for j in range(size + 1):
                if used[j]:
                    u[match[j]] += delta
                    v[j] -= delta
                else:
                    lowest[j] -= delta
            column = following
            if match[column] == 0:
                break
        while column:
            match[column], column = match[way[column]], way[column]
    columns = [0] * size
    for j in range(1, size + 1):
        columns[match[j] - 1] = j - 1
    return columns


def spans(text: str, evidence: str | Sequence[str] | None) -> list[tuple[int, int]]:
    """Where the evidence stands in the text, every occurrence."""
    quotes = [evidence] if isinstance(evidence, str) else list(evidence or [])
    return [(m.start(), m.start() + len(q)) for q in quotes if q for m in re.finditer(f"(?={re.escape(q)})", text)]


def overlap(a: Sequence[tuple[int, int]], b: Sequence[tuple[int, int]]) -> bool:
    """True when two spans share at least 10 characters or half of the shorter one."""
    for start, end in a:
        for first, last in b:
            shared = min(end, last) - max(start, first)
            if shared > 0 and (shared >= 10 or shared * 2 >= min(end - start, last - first)):
                return True
    return False


def dates_overlap(a: str | None, b: str | None, slack: int = 0) -> bool:
    one, two = parse_when(a or ""), parse_when(b or "")
    return bool(one and two and one.overlaps(two, slack))


def dates_agree(a: str | None, b: str | None) -> bool:
    """Both unknown, or the overlap is at least half of the longer interval; an open end counts as ten years."""
    one, two = _days(a), _days(b)
    if one is None or two is None:
        return one is None and two is None
    shared = min(one[1], two[1]) - max(one[0], two[0]) + 1
    return shared > 0 and shared * 2 >= max(one[1] - one[0], two[1] - two[0]) + 1


def _days(edtf: str | None) -> tuple[int, int] | None:
    when = parse_when(edtf or "")
    if when is None:
        return None
    first = when.earliest.toordinal() if when.earliest else None
    last = when.latest.toordinal() if when.latest else None
    if first is None:
        first = (last or 0) - 3650
    return first, last if last is not None else first + 3650


def fold(name: str | None) -> str:
    plain = unicodedata.normalize("NFKD", name or "")
    return "".join(c for c in plain if not unicodedata.combining(c)).casefold()


def last_name(name: str | None) -> str:
    words = re.findall(r"[^\W\d_]+", fold(name))
    return words[-1] if words else ""


def jaccard(a: Iterable[str], b: Iterable[str]) -> float:
    one, two = set(a), set(b)
    return len(one & two) / len(one | two) if one | two else 0.0
