"""Pages -> articles, measured: main text and date of publication on generated pages of many layouts.

    python -m evals.pages                    the layouts that may be looked at, a line for each
    python -m evals.pages --held-out         the third of the layouts that is held out
    python -m evals.pages --later            the layouts that were written after the reader
    python -m evals.pages --by-another       those among them that somebody wrote who had not seen the reader
    python -m evals.pages --third-hand       those of a third hand, who had not seen it either
    python -m evals.pages --fourth-hand      those of a fourth hand, likewise
    python -m evals.pages --again            those that it wrote before the faults in its first were mended
    python -m evals.pages --fifth-hand       those of a fifth hand: sites as they are in 2025, most with metadata
    python -m evals.pages --all --json FILE  all, with the figures as JSON
    python -m evals.pages --raise-floors     measure two pages of each layout for evals/floors.json; floors only rise
    python -m evals.pages --show NAME        what is missing and what is too much in pages of one layout
    python -m evals.pages --unnamed          the same pages with names of classes and ids that mean nothing
    python -m evals.pages --early            the same layouts on the 1st to 12th of a month: 03/04 can be two days
    python -m evals.pages --seed N           other pages of the same layouts

*F1* is that of the bags of words (lower case, runs of letters and digits) of the text that came out and the text that
was put in, averaged over pages; *p10* is the page at the tenth percentile. A date is *right* when it is the day of
publication, or when none came out where the page tells none; *wrong* counts days that are not it, worse than none.
"""

from __future__ import annotations

import argparse
import json
import re
import resource
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path

from communique.articles import make_article
from communique.errors import ArticleError
from communique.model.article import RawDocument
from evals.gate import FLOORS
from evals.page_layouts import (
    Page,
    by_a_fifth,
    by_a_fourth,
    by_a_third,
    by_another,
    held_out,
    later_still,
    layouts,
    make_pages,
    stories,
    unnamed,
    written_later,
)

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one page; `day` is what was read, None where nothing was."""

    page: Page
    text: str
    day: str | None
    basis: str | None
    f1: float
    seconds: float
    title: str | None = None

    @property
    def right(self) -> bool:
        return self.day in self.page.days if self.page.days else self.day is None

    @property
    def wrong(self) -> bool:
        return self.day is not None and self.day not in self.page.days


def read(page: Page) -> Outcome:
    """Read one page as the program does, and compare."""
    started = time.perf_counter()
    try:
        article = make_article(RawDocument("page.html", page.content, "html", {"url": page.url} if page.url else {}))
        text, title = article.text, article.title
        day, basis = article.published_day, article.published_basis
    except ArticleError:
        text, title, day, basis = "", None, None, None
    seconds = time.perf_counter() - started
    return Outcome(page, text, day, basis, words_f1(text, page.main), seconds, title)


def words_f1(found: str, wanted: str) -> float:
    """The F1 of two texts as bags of words.

    >>> words_f1("Talks ended.", "talks ended in Oslo")
    0.6666666666666666
    """
    a, b = Counter(_WORD.findall(found.lower())), Counter(_WORD.findall(wanted.lower()))
    common = sum((a & b).values())
    return 2 * common / (sum(a.values()) + sum(b.values())) if common else 0.0


def figures(outcomes: Sequence[Outcome]) -> dict[str, float]:
    """Mean F1, its tenth percentile, shares of dates right and wrong, pages per second."""
    ordered = sorted(outcome.f1 for outcome in outcomes)
    return {
        "f1": sum(ordered) / len(ordered),
        "f1_p10": ordered[len(ordered) // 10],
        "title_right": sum(o.title == o.page.title for o in outcomes) / len(outcomes),
        "date_right": sum(o.right for o in outcomes) / len(outcomes),
        "date_wrong": sum(o.wrong for o in outcomes) / len(outcomes),
        "pages_per_s": len(outcomes) / sum(o.seconds for o in outcomes),
        "pages": len(outcomes),
    }


def measure() -> dict[str, float]:
    """The figures that have floors: two pages of each layout, as they are and with names that mean nothing."""
    pages = list(make_pages(2))
    plain, bare = figures([read(page) for page in pages]), figures([read(unnamed(page)) for page in pages])
    floored = {key: plain[key] for key in ("f1", "f1_p10", "title_right", "date_right")}
    floored["date_not_wrong"] = 1 - plain["date_wrong"]
    return floored | {f"unnamed.{key}": bare[key] for key in ("f1", "f1_p10", "date_right")}


def raise_floors() -> None:
    floors = json.loads(FLOORS.read_text())
    known = floors.get("pages", {})
    floors["pages"] = {key: max(round(value, 4), known.get(key, 0.0)) for key, value in measure().items()}
    FLOORS.write_text(json.dumps(floors, indent=2) + "\n")


def by_layout(outcomes: Iterable[Outcome]) -> dict[str, list[Outcome]]:
    found: dict[str, list[Outcome]] = defaultdict(list)
    for outcome in outcomes:
        found[outcome.page.layout].append(outcome)
    return found


def _line(name: str, outcomes: Sequence[Outcome]) -> str:
    f = figures(outcomes)
    dates = f"{f['date_right']:6.1%}  {f['date_wrong']:6.1%}"
    text = f"{f['f1']:.3f}  {f['f1_p10']:.3f}  {f['title_right']:6.1%}"
    return f"{name:22} {f['pages']:5.0f}  {text}  {dates}  {f['pages_per_s']:6.0f}"


def show(outcome: Outcome) -> None:
    """What is missing (-) and what is too much (+), and the dates where they are not right."""
    page = outcome.page
    print(f"== {page.layout} {page.url} F1 {outcome.f1:.3f}")
    if not outcome.right:
        print(f"   date {outcome.day} ({outcome.basis}), should be {sorted(page.days) or 'none'}")
    a, b = page.main.split(), outcome.text.split()
    for tag, i, j, k, m in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if tag != "equal":
            print(f"   - {' '.join(a[i:j])[:160]}\n   + {' '.join(b[k:m])[:160]}")


def _chosen(options: argparse.Namespace) -> list[str]:
    """The layouts asked for: all, those written later, those held out, or the others."""
    hands = (
        (options.by_another, by_another),
        (options.third_hand, by_a_third),
        (options.fourth_hand, by_a_fourth),
        (options.again, later_still),
        (options.fifth_hand, by_a_fifth),
    )
    later = next((names() for asked, names in hands if asked), written_later())
    if options.all or options.later or any(asked for asked, _ in hands):
        return [name for name in layouts() if options.all or name in later]
    return [name for name in layouts() if name not in later and held_out(name) == options.held_out]


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--held-out", action="store_true")
    parser.add_argument("--later", action="store_true")
    parser.add_argument("--by-another", action="store_true")
    parser.add_argument("--third-hand", action="store_true")
    parser.add_argument("--fourth-hand", action="store_true")
    parser.add_argument("--again", action="store_true")
    parser.add_argument("--all", action="store_true")
    parser.add_argument("--fifth-hand", action="store_true")
    parser.add_argument("--unnamed", action="store_true")
    parser.add_argument("--early", action="store_true")
    parser.add_argument("--each", type=int, default=8)
    parser.add_argument("--seed", type=int, default=5)
    parser.add_argument("--raise-floors", action="store_true")
    parser.add_argument("--show", metavar="NAME")
    parser.add_argument("--json", type=Path)
    options = parser.parse_args(arguments)
    if options.raise_floors:
        raise_floors()
        return 0
    if options.early:
        stories.month_days = (1, 12)
    names = [options.show] if options.show else _chosen(options)
    pages = make_pages(options.each, options.seed, names)
    outcomes = [read(unnamed(page) if options.unnamed else page) for page in pages]
    if options.show:
        for outcome in outcomes:
            show(outcome)
    print(f"{'layout':22} {'pages':>5}  {'F1':5}  {'p10':5}  {'title':>6}  {'right':>6}  {'wrong':>6}  pages/s")
    for name, some in by_layout(outcomes).items():
        print(_line(name, some))
    print(_line("all of these", outcomes))
    total = figures(outcomes) | {"peak_rss_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}
    if options.json:
        options.json.write_text(json.dumps(total, indent=2) + "\n")
    print(json.dumps({key: round(value, 4) for key, value in total.items()}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
