"""What an outlet's edit of an article changed of what it reports.

Findings of two editions are held together by the words that both have. An edit counts where words of the evidence
changed: what a reader makes otherwise of the same words is no edit, nor is typography, nor a corrected slip of the pen.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from dataclasses import field as with_default
from difflib import SequenceMatcher
from functools import cache
from itertools import pairwise

from communique.analysis.difference import Fate, Piece, difference
from communique.articles.identity import content_key
from communique.data import load_toml
from communique.model.findings import ContactReport, Finding, Findings, Span
from communique.model.record import Edition
from communique.record import rows
from communique.record.decisions.anchors import kind_of, traits_of
from communique.record.merging.profile import TOOK_PLACE

FIELDS: dict[str, tuple[str, ...]] = {
    "contacts": ("status", "parties", "date", "level", "place"),
    "positions": ("stance", "party"),
    "agreements": ("status", "parties", "date"),
    "proposals": ("proposer",),
    "deadlines": ("date",),
}
"""The fields of which a change is told, by the kind of finding; beside them `wording`, how firmly it is put."""
_WORD = re.compile(r"[^\W\d_]+")
ENOUGH = 0.5
"""So much of the shorter evidence must have stayed for two findings to be one."""
_SLIP, _LONG = 0.8, 5
"""How alike two words of at least so many letters are, of which one is the other mistyped."""


@dataclass(frozen=True, slots=True)
class FieldEdit:
    """A field that an edit changed, and its values, each None where there is none.

    `words` are where the words that changed stand, in the older text and in the newer one.
    """

    field: str
    before: object
    after: object
    words: tuple[Span | None, Span | None] = with_default(default=(None, None), compare=False)


@dataclass(frozen=True, slots=True)
class FindingEdit:
    """What an edit changed of one finding: `old` is None where it came with the edit, `new` where it went."""

    old: Finding | None
    new: Finding | None
    fields: tuple[FieldEdit, ...] = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two editions next to each other: which findings are one, and what was changed."""

    pairs: tuple[tuple[Finding, Finding], ...]
    edits: tuple[FindingEdit, ...]


NOTHING = Comparison((), ())


def compare(before: Edition, after: Edition) -> Comparison:
    """The findings of an edition held against those of the one before; nothing where one of the two was not read.

    "Envoys will meet on Friday" that became "could meet" gives one edit, of the status from planned to possible.
    """
    if before.findings is None or after.findings is None:
        return NOTHING
    words = _Words(difference(before.article.text, after.article.text))
    old, new = list(_told(before.findings)), list(_told(after.findings))
    pairs = _matched(words, old, new)
    paired = {id(finding) for pair in pairs for finding in pair}
    gone = [finding for finding in old if id(finding) not in paired and words.touches(finding, 0)]
    come = [finding for finding in new if id(finding) not in paired and words.touches(finding, 1)]
    for pair in _told_otherwise(gone, come):
        pairs.append(pair)
        paired.update(map(id, pair))
    edits = [FindingEdit(one, other, fields) for one, other in pairs if (fields := _fields(words, one, other))]
    edits += [FindingEdit(finding, None) for finding in gone if id(finding) not in paired]
    edits += [FindingEdit(None, finding) for finding in come if id(finding) not in paired]
    return Comparison(tuple(pairs), tuple(edits))


def edits_of(chain: Sequence[Edition]) -> Iterator[tuple[Edition, FindingEdit, Finding | None]]:
    """Every edit of an article: the edition in which it came, and what its finding has become in the last one."""
    compared = [compare(before, after) for before, after in pairwise(chain)]
    for number, after in enumerate(chain[1:]):
        for edit in compared[number].edits:
            now = edit.new
            for later in compared[number + 1 :]:
                now = next((new for old, new in later.pairs if old is now), None) if now is not None else None
            yield after, edit, now


@dataclass(frozen=True, slots=True)
class Swap:
    """Words that came in the place of others; `slip` where one word was only mistyped."""

    spans: tuple[Span, Span]
    texts: tuple[str, str]
    slip: bool


class _Words:
    """What stayed of two texts, and which words came in the place of which."""

    def __init__(self, pieces: Sequence[Piece]) -> None:
        self._kept = [piece for piece in pieces if piece.fate is Fate.KEPT]
        self._ends = [piece.old[1] for piece in self._kept]
        self._swaps = list(_swaps(pieces))

    def moved(self, finding: Finding) -> list[Span]:
        """Where what stayed of an older finding's evidence stands in the newer text."""
        found: list[Span] = []
        for start, end in finding.spans:
            for place in range(bisect_right(self._ends, start), len(self._kept)):
                piece = self._kept[place]
                if piece.old[0] >= end:
                    break
                by = piece.new[0] - piece.old[0]
                found.append((max(start, piece.old[0]) + by, min(end, piece.old[1]) + by))
        return found

    def touches(self, finding: Finding, side: int, *, slips: bool = False) -> bool:
        """True where words of its evidence changed, on this side of the edit: 0 the older text, 1 the newer one."""
        return any(
            (slips or not swap.slip) and _meet(swap.spans[side], span) for swap in self._swaps for span in finding.spans
        )

    def within(self, old: Finding, new: Finding) -> list[Swap]:
        """What changed in the evidence of a finding."""
        both = list(enumerate((old, new)))
        return [swap for swap in self._swaps if any(_meet(swap.spans[n], span) for n, f in both for span in f.spans)]


@cache
def _firm() -> frozenset[str]:
    return frozenset(load_toml("edits")["firmness"])


def _meet(changed: Span, span: Span) -> bool:
    """True where a changed stretch lies within a span, at least in part; an empty one not at its very ends."""
    if changed[0] == changed[1]:
        return span[0] < changed[0] < span[1]
    return changed[0] < span[1] and span[0] < changed[1]


def _swaps(pieces: Sequence[Piece]) -> Iterator[Swap]:
    """What was removed together with what was added there, but for typography."""
    place = 0
    while place < len(pieces):
        there = [piece for piece in pieces[place : place + 2] if piece.fate is not Fate.KEPT]
        if pieces[place].fate is Fate.KEPT:
            there = []
        elif len(there) == 2 and there[0].fate is there[1].fate:
            there = there[:1]
        if there:
            fates = (Fate.REMOVED, Fate.ADDED)
            texts = ["".join(piece.text for piece in there if piece.fate is fate) for fate in fates]
            if content_key(texts[0]) != content_key(texts[1]):
                spans = (there[0].old[0], there[-1].old[1]), (there[0].new[0], there[-1].new[1])
                yield Swap(spans, (texts[0], texts[1]), _is_slip(texts[0].strip(), texts[1].strip()))
        place += max(len(there), 1)


def _is_slip(one: str, other: str) -> bool:
    """True where one word is the other mistyped: as good as the same letters, and the same at both ends."""
    if min(len(one), len(other)) < _LONG or not (one.isalpha() and other.isalpha()):
        return False
    a, b = one.casefold(), other.casefold()
    return (a[0], a[-1]) == (b[0], b[-1]) and SequenceMatcher(None, a, b, autojunk=False).ratio() >= _SLIP


def _told(findings: Findings) -> Iterable[Finding]:
    return (finding for kind in FIELDS for finding in getattr(findings, kind))


def _matched(words: _Words, old: Sequence[Finding], new: Sequence[Finding]) -> list[tuple[Finding, Finding]]:
    """Findings of the same kind whose evidence stayed, the most alike first, each once."""
    ranked: list[tuple[float, int, int]] = []
    for i, one in enumerate(old):
        moved = words.moved(one)
        for j, other in enumerate(new):
            if type(one) is type(other) and (common := _common(moved, one, other)) >= ENOUGH:
                ranked.append((common + _alike(one, other), -i, -j))
    pairs, taken = [], (set[int](), set[int]())
    for _, i, j in sorted(ranked, reverse=True):
        if -i not in taken[0] and -j not in taken[1]:
            taken[0].add(-i)
            taken[1].add(-j)
            pairs.append((old[-i], new[-j]))
    return sorted(pairs, key=lambda pair: (pair[1].spans, pair[1].id))


def _common(moved: Sequence[Span], old: Finding, new: Finding) -> float:
    """How much of the shorter evidence stands in both."""
    stayed = sum(max(0, min(last, end) - max(first, start)) for first, last in moved for start, end in new.spans)
    shorter = min(sum(end - start for start, end in finding.spans) for finding in (old, new))
    return stayed / shorter if shorter > 0 else 0.0


def _alike(one: Finding, other: Finding) -> float:
    """How much two findings on the same words agree: the parties first, then what tells them apart."""
    traits, others = set(traits_of(one)), set(traits_of(other))
    same = rows.parties_of(one) == rows.parties_of(other)
    return 2.0 * same + len(traits & others) / max(len(traits), len(others), 1)


def _told_otherwise(gone: Sequence[Finding], come: Sequence[Finding]) -> Iterator[tuple[Finding, Finding]]:
    """What went and what came that are plainly the same in other words: the only ones of their kind and parties."""
    for one in gone:
        key = _whose(one)
        same = [finding for finding in come if _whose(finding) == key]
        if key[1] and len(same) == 1 and sum(_whose(finding) == key for finding in gone) == 1:
            yield one, same[0]


def _whose(finding: Finding) -> tuple[object, ...]:
    kind = finding.kind if isinstance(finding, ContactReport) else getattr(finding, "issue", "")
    return kind_of(finding), tuple(sorted(rows.parties_of(finding))), kind


def _fields(words: _Words, old: Finding, new: Finding) -> tuple[FieldEdit, ...]:
    """The fields that an edit of the evidence changed."""

    def touched(slips: bool) -> bool:
        return words.touches(old, 0, slips=slips) or words.touches(new, 1, slips=slips)

    if not touched(slips=True):
        return ()
    says: Callable[[FieldEdit], bool] = (lambda edit: True) if touched(slips=False) else _is_other
    edits = (FieldEdit(name, _value(old, name), _value(new, name)) for name in FIELDS[kind_of(old)])
    swaps = words.within(old, new)
    found = [replace(edit, words=_at(swaps, edit)) for edit in edits if edit.before != edit.after and says(edit)]
    if not any(edit.field == "status" for edit in found) and _is_open(old) and _is_open(new):
        found += _wording(swaps)
    return tuple(found)


def _at(swaps: Sequence[Swap], edit: FieldEdit) -> tuple[Span, Span]:
    """Where the words that changed a field stand: those that hold its value, else the first."""
    named = [
        swap for swap in swaps if any(str(v) in t for v, t in zip((edit.before, edit.after), swap.texts, strict=True))
    ]
    return (named or list(swaps))[0].spans


def _is_open(finding: Finding) -> bool:
    """True for what is still to come of it: of a contact that took place, and of what is said, words are but words."""
    return isinstance(finding, ContactReport) and finding.status not in TOOK_PLACE


def _wording(swaps: Sequence[Swap]) -> list[FieldEdit]:
    """The words for how firm a thing is that came in the place of others."""
    for swap in swaps:
        before, after = (" ".join(w for w in _WORD.findall(text.casefold()) if w in _firm()) for text in swap.texts)
        if before != after:
            return [FieldEdit("wording", before or None, after or None, swap.spans)]
    return []


def _value(finding: Finding, name: str) -> object:
    value = getattr(finding, name)
    return None if value in ("", (), "unknown") else value


def _is_other(edit: FieldEdit) -> bool:
    """True where a slip of the pen was more than that: one known value became another, which is not spelled alike."""
    if edit.before is None or edit.after is None:
        return False
    return edit.field != "place" or not _is_slip(str(edit.before), str(edit.after))
