"""How right is the record? Merging of contacts and conflicts between reports, against annotated links.

    python -m evals.links                  with the annotators' findings, then from the raw text, on ../shared/gold/dev
    python -m evals.links linked           the same on evals/linked, eleven negotiations reported densely
    python -m evals.links --given          with the annotators' findings only: merging and conflicts by themselves
    python -m evals.links --show conflicts the pairs that were missed and those that are spurious (or: merge)

Skipped where there are no annotated links.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Mapping, Sequence

from evals.gate import SETS, find
from evals.linking import NAMES, Scored, Track, load_tracks, pooled, record_of, score_links
from evals.scoring import Row


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("set", nargs="?", choices=["dev", "linked"], default="dev")
    parser.add_argument("--given", action="store_true")
    parser.add_argument("--show", choices=NAMES, action="append", default=[])
    options = parser.parse_args(arguments)
    tracks = load_tracks(SETS[options.set])
    if not tracks:
        print(f"{options.set}: skipped, no annotated links here")
        return 0
    golds = {key: gold for track in tracks for key, gold in track.golds.items()}
    _report("with the annotators' findings", tracks, golds, options.show)
    if not options.given:
        _report("from the raw text", tracks, find(list(golds.values())), options.show)
    return 0


def _report(title: str, tracks: Sequence[Track], rows: Mapping[str, Row], show: Sequence[str]) -> None:
    print(f"{title}:")
    total: Counter[str] = Counter()
    for track in tracks:
        scored = score_links(track, record_of(track, rows))
        total.update(scored.counts)
        _figures(track.name, scored.counts)
        for name in show:
            _cases(name, scored)
    _figures("both" if len(tracks) == 2 else "all", total)


def _figures(title: str, counts: Mapping[str, int]) -> None:
    for name in NAMES:
        precision, recall, both = pooled(counts, name)
        seen = f"{counts[f'{name}.hit']} of {counts[f'{name}.gold']}, {counts[f'{name}.found']} found"
        print(f"  {title:26} {name:10} P {precision:.3f}  R {recall:.3f}  F1 {both:.3f}  ({seen})")


def _cases(name: str, scored: Scored) -> None:
    for pair in scored.missed[name]:
        print(f"    missed   {' '.join(pair)}")
    for words in scored.spurious[name]:
        print(f"    spurious {words}")


if __name__ == "__main__":
    sys.exit(main())
