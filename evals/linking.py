"""How merging and conflicts are scored against annotated links, as the annotation guide's scorer does.

Each report of a record is aligned with the annotated contact of its article. `merge`: pairs of annotated contacts of
different articles, linked by the annotators against in one contact of the record; a twin that the reader never found
costs recall. `conflicts`: unordered pairs of annotated contacts. Tracks are pooled by adding up their counts.
"""

from __future__ import annotations

import itertools
import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from communique.findings.given import from_json
from communique.findings.jsonl import finding_to_json
from communique.model.article import Article
from communique.model.findings import ContactReport
from communique.model.record import Record
from communique.record.build import build_record
from evals.scoring import Row, align, dates_overlap, f1, jaccard, overlap, same_kind_group, spans

Pair = tuple[str, str]
NAMES = ("merge", "conflicts")


@dataclass(frozen=True, slots=True)
class Track:
    """One negotiation: its annotated articles by id, the links between their contacts."""

    name: str
    golds: dict[str, Row]
    clusters: list[list[str]]
    conflicts: dict[Pair, str]


def load_tracks(folder: Path) -> list[Track]:
    """The tracks of a folder that have links; empty when there is none."""
    tracks = []
    for path in sorted(folder.glob("*.links.json")):
        links = json.loads(path.read_text("utf-8"))
        with path.with_name(path.name.replace(".links.json", ".jsonl")).open(encoding="utf-8") as lines:
            golds = {row["id"]: row for row in map(json.loads, filter(str.strip, lines))}
        conflicts = {_pair(c["a"], c["b"]): c["about"] for c in links["conflicts"]}
        tracks.append(
            Track(path.name.removesuffix(".links.json"), golds, [c["members"] for c in links["clusters"]], conflicts)
        )
    return tracks


def record_of(track: Track, rows: Mapping[str, Row]) -> Record:
    """The record of a track from findings in the findings format, by article."""
    keys = ("id", "text", "published", "title", "publisher")
    articles = [Article(**{key: gold.get(key) for key in keys}) for gold in track.golds.values()]
    found = [from_json(rows[article.id], article)[0] for article in articles if article.id in rows]
    return build_record(articles, found)


@dataclass(frozen=True, slots=True)
class Scored:
    """Hits, found and annotated pairs of each measure, and what was missed and spurious."""

    counts: Counter[str]
    missed: dict[str, list[Pair]]
    spurious: dict[str, list[str]]


def score_links(track: Track, record: Record) -> Scored:
    """Compare a record with the links of its track."""
    names = _names(track, record)
    groups = [
        [name for report in contact.reports if (name := names.get((report.article, report.id)))]
        for contact in record.contacts
    ]
    linked, found = _pairs(track.clusters), _pairs(groups)
    hits, spurious = set(), []
    for conflict in record.conflicts:
        ids = [_name(track, report) for report in conflict.reports if isinstance(report, ContactReport)]
        pair = _pair(*ids) if len(ids) == 2 and all(ids) else None  # type: ignore[arg-type]
        if pair in track.conflicts:
            hits.add(pair)
        else:
            spurious.append(f"{conflict.about} {' '.join(f'{r.article}:{r.id}' for r in conflict.reports)}")
    counts = Counter(
        {
            "merge.hit": len(linked & found), "merge.found": len(found), "merge.gold": len(linked),
            "conflicts.hit": len(hits), "conflicts.found": len(hits) + len(spurious),
            "conflicts.gold": len(track.conflicts),
        }
    )  # fmt: skip
    missed = {"merge": sorted(linked - found), "conflicts": sorted(track.conflicts.keys() - hits)}
    return Scored(counts, missed, {"merge": [" ".join(p) for p in sorted(found - linked)], "conflicts": spurious})


def link_figures(tracks: Sequence[Track], rows: Mapping[str, Row]) -> dict[str, float]:
    """F1 of merging and of conflicts, pooled over tracks; empty without tracks."""
    total: Counter[str] = Counter()
    for track in tracks:
        total.update(score_links(track, record_of(track, rows)).counts)
    return {name: round(pooled(total, name)[2], 4) for name in NAMES} if tracks else {}


def pooled(counts: Mapping[str, int], name: str) -> tuple[float, float, float]:
    """Precision, recall and F1 of `merge` or `conflicts`."""
    hit, found, gold = (counts.get(f"{name}.{part}", 0) for part in ("hit", "found", "gold"))
    return hit / found if found else 0.0, hit / gold if gold else 0.0, f1(hit, found, gold)


def _names(track: Track, record: Record) -> dict[tuple[str, str], str]:
    """The annotated contact that each report of the record is aligned with, one to one within an article."""
    reports: dict[str, list[ContactReport]] = {}
    for contact in record.contacts:
        for report in contact.reports:
            reports.setdefault(report.article, []).append(report)
    return {
        (article, items[j].id): f"{article}:{gold['contacts'][i]['id']}"
        for article, items in reports.items()
        if (gold := track.golds.get(article)) and gold.get("contacts")
        for i, j in align(gold["contacts"], list(map(_row, items)), partial(_weight, gold["text"]))
    }


def _name(track: Track, report: ContactReport) -> str | None:
    """The annotated contact that a report is aligned with when it stands alone."""
    gold = track.golds.get(report.article)
    contacts = gold.get("contacts") if gold else None
    if not gold or not contacts:
        return None
    pairs = align(contacts, [_row(report)], partial(_weight, gold["text"]))
    return next((f"{report.article}:{contacts[i]['id']}" for i, _ in pairs), None)


def _weight(text: str, a: Row, b: Row) -> float:
    """How well a report fits an annotated contact; its status plays no part, since conflicts are about it."""
    parties = jaccard([*a["parties"], *a.get("mediators", [])], [*b["parties"], *b["mediators"]])
    same_text = overlap(spans(text, a["evidence"]), spans(text, b["evidence"]))
    same_date = dates_overlap(a.get("date"), b.get("date"))
    if parties < 0.5 or not same_kind_group(a, b) or not (same_text or same_date):
        return 0.0
    return 1 + parties + same_text + same_date + (a["kind"] == b["kind"])


def _row(report: ContactReport) -> dict[str, Any]:
    return finding_to_json(report, "contacts")


def _pairs(groups: Iterable[Iterable[str]]) -> set[Pair]:
    pairs = (pair for group in groups for pair in itertools.combinations(sorted(set(group)), 2))
    return {(a, b) for a, b in pairs if a.partition(":")[0] != b.partition(":")[0]}


def _pair(a: str, b: str) -> Pair:
    return (a, b) if a < b else (b, a)
