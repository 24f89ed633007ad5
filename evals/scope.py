"""Whether the check of scope lets through what concerns the parties of interest, and how much of the rest it skips.

    python -m evals.scope [own dev train ...] [--missed] [--speed 60]

The parties of interest of each negotiation are those in one in four of its articles with findings, by the annotators,
and at least the two most frequent. Prints:

- of the negotiation's own articles with findings: how many are skipped, and how many of those whose findings are
  between two of the parties (`findings.interest.between`);
- of the articles of all other negotiations: how many are skipped, and how many of those whose findings happen to be
  between two of the parties. These are all about negotiating, so a general feed loses more.

`--missed` lists what is skipped and should not be; `--speed N` reads N articles and says what the check costs beside.
"""

from __future__ import annotations

import argparse
import time
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from communique.model.article import Article
from communique.reading.actors.gazetteer import load_gazetteer
from communique.reading.scope import Scope, make_scope
from evals.gate import SETS, load

Row = dict[str, Any]
SHARE = 0.25
KINDS = ("contacts", "positions", "agreements", "proposals", "deadlines")


@dataclass(slots=True)
class Tally:
    """How many articles of a sort there are, and which of them are skipped."""

    number: int = 0
    skipped: list[str] = field(default_factory=list)

    def add(self, key: str, skipped: bool) -> None:
        """Count one article."""
        self.number += 1
        if skipped:
            self.skipped.append(key)

    def __str__(self) -> str:
        share = f" ({len(self.skipped) / self.number:.1%})" if self.number else ""
        return f"{len(self.skipped):,} of {self.number:,} skipped{share}"


@dataclass(slots=True)
class Figures:
    """The four sorts: a negotiation's own articles and the others', with any findings and with such as concern it."""

    own: Tally = field(default_factory=Tally)
    own_concerning: Tally = field(default_factory=Tally)
    others: Tally = field(default_factory=Tally)
    others_concerning: Tally = field(default_factory=Tally)


def parties_of(row: Row) -> set[str]:
    """The parties of the annotated findings, mediators included; groups with their members."""
    codes = [code for item in row["contacts"] for code in (*item["parties"], *item["mediators"])]
    codes += [code for item in row["agreements"] for code in item.get("parties", ())]
    codes += [item["party"] for item in row["positions"] if item["party"]]
    codes += [item["proposer"] for item in row["proposals"] if item.get("proposer")]
    return {*codes, *load_gazetteer().expanded(codes)}


def interest(rows: Sequence[Row]) -> tuple[str, ...]:
    """The parties of interest of one negotiation: those in one in four of its articles, at least two."""
    bearing = [row for row in rows if has_findings(row)]
    told: Counter[str] = Counter()
    for row in bearing:
        named = {code for item in row["contacts"] for code in item["parties"]}
        named |= {item["party"] for item in row["positions"] if item["party"]}
        named |= {code for item in row["agreements"] for code in item.get("parties", ())}
        told.update(sorted(named))
    main = [code for code, number in told.most_common() if number >= SHARE * len(bearing)]
    return tuple(main if len(main) > 1 else [code for code, _ in told.most_common(2)])


def has_findings(row: Row) -> bool:
    """True for an article of which anything is annotated."""
    return any(row[kind] for kind in KINDS)


def article_of(row: Row) -> Article:
    return Article(row["id"], row["text"], title=row.get("title"), published=row.get("published"))


def measure(rows: Sequence[Row]) -> Figures:
    """The figures over all negotiations; `agency-x` holds single stories, and counts among the others alone."""
    tracks: defaultdict[str, list[Row]] = defaultdict(list)
    for row in rows:
        tracks[row["track"]].append(row)
    figures = Figures()
    for track, own in tracks.items():
        if track == "agency-x" or not any(has_findings(row) for row in own):
            continue
        parties = interest(own)
        scope = make_scope(parties)
        for row in rows:
            _count(figures, row, scope, track, min(2, len(parties)))
    return figures


def _count(figures: Figures, row: Row, scope: Scope, track: str, enough: int) -> None:
    if not has_findings(row):
        return
    skipped = not scope.judge(article_of(row)).concerns
    concerning = len(parties_of(row) & set(scope.parties)) >= enough
    key = row["id"] if row["track"] == track else f"{row['id']} for {track}"
    mine, closer = (
        (figures.own, figures.own_concerning) if row["track"] == track else (figures.others, figures.others_concerning)
    )
    mine.add(key, skipped)
    if concerning:
        closer.add(key, skipped)


def speed(rows: Sequence[Row], number: int) -> tuple[float, float]:
    """Milliseconds that the check and the reading of one article take, the parser and the network loaded."""
    from communique.findings.batch import find_in_batch
    from communique.reading.spacy_model import SpacyModel

    articles = [article_of(row) for row in rows][:number]
    scope, model = make_scope(("USA", "RUS", "UKR")), SpacyModel()
    list(find_in_batch(articles[:5], model))
    scope.judge(articles[0])
    started = time.perf_counter()
    list(find_in_batch(articles, model))
    read = time.perf_counter() - started
    started = time.perf_counter()
    for article in articles:
        scope.judge(article)
    return (time.perf_counter() - started) / len(articles) * 1000, read / len(articles) * 1000


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("sets", nargs="*", choices=[[], *SETS], default=[], metavar="SET", help=", ".join(SETS))
    parser.add_argument("--missed", action="store_true", help="list what is skipped and should not be")
    parser.add_argument("--speed", type=int, metavar="N", default=0, help="read N articles and compare the times")
    given = parser.parse_args(arguments)
    rows = [row for name in given.sets or SETS for row in load(name) if "track" in row]
    if not rows:
        print("no annotated articles here")
        return
    figures = measure(rows)
    print(f"{len(rows)} articles of {len({row['track'] for row in rows})} negotiations")
    print(f"its own articles, with any findings:           {figures.own}")
    print(f"  with findings between two of the parties:    {figures.own_concerning}")
    print(f"articles of the others:                        {figures.others}")
    print(f"  with findings between two of the parties:    {figures.others_concerning}")
    if given.missed:
        for key in (*figures.own_concerning.skipped, *figures.others_concerning.skipped):
            print(f"  missed: {key}")
    if given.speed:
        check, read = speed(rows, given.speed)
        print(f"the check takes {check:.2f} ms an article, reading {read:.1f} ms: {check / read:.2%}")


if __name__ == "__main__":
    main()
