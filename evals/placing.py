"""How much of what parties say stands in shared questions of the package table, by the annotators' positions.

    python -m evals.placing [train dev own ...] [--joined] [--alone]

Each negotiation is a record of its own. Of the positions on terms (not on whether and how to talk, no warnings) it
prints how many answer a question that at least two parties are heard on, by the word list or in the record's own words,
and how many one that only their party is heard on; last, with all negotiations put together in one record, how many
questions in the record's own words join what belongs to different ones.

`--joined` lists what stands together in the record's own words, to be judged by eye; `--alone` what does not.
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from communique.analysis.settlement.lexicon import known_question
from communique.analysis.settlement.told import Matters, gather
from communique.findings.given import from_json
from communique.model.article import Article
from communique.model.findings import Position, Stance
from communique.model.record import Record
from communique.record.build import build_record
from evals.gate import SETS, load

Row = dict[str, Any]
KEYS = ("id", "text", "published", "title", "publisher")


def record_of(rows: Iterable[Row]) -> Record:
    """The record of the annotators' findings."""
    those = list(rows)
    articles = [Article(**{key: row.get(key) for key in KEYS}) for row in those]
    return build_record(articles, [from_json(row, article)[0] for row, article in zip(those, articles, strict=True)])


def placed(record: Record) -> Counter[str]:
    """Positions on terms: `listed` and `worded` in shared questions, `alone` in others, and `terms` in all."""
    found = gather(record)
    counts: Counter[str] = Counter()
    for matters in found.matters.values():
        shared = "listed" if known_question(matters.key) else "worded"
        counts[shared if len(matters.parties) > 1 else "alone"] += len(positions_of(matters))
    said = [p for p in record.positions if p.stance is not Stance.WARNS and p.article not in record.duplicates]
    counts["terms"] = len(said) - len(found.procedure)
    return counts


def positions_of(matters: Matters) -> list[Position]:
    return [said.finding for said in matters.said if isinstance(said.finding, Position)]


def across(rows: Sequence[Row]) -> list[Matters]:
    """Questions in the record's own words that join positions of different negotiations."""
    track = {row["id"]: row["track"] for row in rows}
    return [
        matters
        for matters in gather(record_of(rows)).matters.values()
        if not known_question(matters.key) and len({track[p.article] for p in positions_of(matters)}) > 1
    ]


def by_track(rows: Iterable[Row]) -> dict[str, list[Row]]:
    """The articles of each negotiation."""
    tracks: defaultdict[str, list[Row]] = defaultdict(list)
    for row in rows:
        tracks[row["track"]].append(row)
    return dict(tracks)


def told(matters: Matters) -> list[str]:
    """A question with its statements, a line each."""
    rows = [f"{matters.key}  ({', '.join(matters.parties)})"]
    for said in matters.said:
        words = said.finding.about if isinstance(said.finding, Position) else "a term of a proposal"
        rows.append(f"    {said.party} {said.standing.value}: {words}  -> {said.option}")
    return rows


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sets", nargs="*", default=["train", "dev", "own"], choices=list(SETS), metavar="SET")
    parser.add_argument("--joined", action="store_true")
    parser.add_argument("--alone", action="store_true")
    options = parser.parse_args(arguments)
    for name in options.sets:
        rows = load(name)
        if not rows:
            print(f"{name}: skipped, no annotated articles here")
            continue
        counts: Counter[str] = Counter()
        for track, own in by_track(rows).items():
            record = record_of(own)
            counts += placed(record)
            for matters in gather(record).matters.values():
                shared = len(matters.parties) > 1
                if (options.joined and shared and not known_question(matters.key)) or (options.alone and not shared):
                    print(f"  {track}:", "\n  ".join(told(matters)))
        print(_line(name, counts, len(across(rows))))


def _line(name: str, counts: Counter[str], joined: int) -> str:
    terms = counts["terms"] or 1
    shares = {key: f"{counts[key] / terms:.1%}" for key in ("listed", "worded", "alone")}
    both = (counts["listed"] + counts["worded"]) / terms
    told = f"{shares['listed']} by the list, {shares['worded']} in own words"
    return (
        f"{name}: {counts['terms']} positions on terms, {both:.1%} in shared questions ({told}), "
        f"{shares['alone']} in questions of one party; across negotiations: {joined}"
    )


if __name__ == "__main__":
    main()
