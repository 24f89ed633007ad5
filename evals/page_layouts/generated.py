"""The set of pages: so many of each layout, from one seed; a third of the layouts, chosen by a hash, is held out."""

from __future__ import annotations

import codecs
import hashlib
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from random import Random


@dataclass(frozen=True, slots=True)
class Page:
    """A page as saved, its address, its main text, and the days that count as right (none: the page does not tell).

    `published` is the day even where the page does not tell it.
    """

    layout: str
    content: bytes
    url: str | None
    main: str
    days: frozenset[str]
    published: str
    title: str


Layout = Callable[[Random], Page]


def layouts() -> dict[str, Layout]:
    """Every layout by its name, those last that were written after the reader was."""
    from evals.page_layouts import abroad, crowded, documents, modern, official, old, systems, unseen

    found: dict[str, Layout] = {}
    for module in (modern, systems, old, official, crowded, documents):
        found |= module.LAYOUTS
    return (
        found
        | abroad.LATER
        | unseen.LATER
        | _by_another()
        | _by_a_third()
        | _by_a_fourth()
        | _later_still()
        | _by_a_fifth()
    )


def written_later() -> frozenset[str]:
    """The layouts that were written when the reader had been fitted to the others, to see how it does on new ones."""
    from evals.page_layouts import abroad, unseen

    by_hands = by_another() | by_a_third() | by_a_fourth() | later_still() | by_a_fifth()
    return frozenset(abroad.LATER | unseen.LATER) | by_hands


def by_another() -> frozenset[str]:
    """The layouts that somebody wrote who had not seen the reader."""
    return frozenset(_by_another())


def _by_another() -> dict[str, Layout]:
    from evals.page_layouts import elsewhere, elsewhere_too

    return elsewhere.LATER | elsewhere_too.LATER


def by_a_third() -> frozenset[str]:
    """The layouts that a third hand wrote, who had not seen the reader either."""
    return frozenset(_by_a_third())


def _by_a_third() -> dict[str, Layout]:
    from evals.page_layouts import third_hand

    return third_hand.LATER


def by_a_fourth() -> frozenset[str]:
    """The layouts that a fourth hand wrote, before it looked at how the reader finds days."""
    return frozenset(_by_a_fourth())


def _by_a_fourth() -> dict[str, Layout]:
    from evals.page_layouts import fourth_hand, fourth_hand_too

    return fourth_hand.LATER | fourth_hand_too.LATER


def later_still() -> frozenset[str]:
    """The layouts that the fourth hand wrote after it had seen how its first were read, before they were mended for."""
    return frozenset(_later_still())


def _later_still() -> dict[str, Layout]:
    from evals.page_layouts import fourth_hand_again

    return fourth_hand_again.LATER


def by_a_fifth() -> frozenset[str]:
    """The layouts that a fifth hand wrote, before it looked at how the reader finds days."""
    return frozenset(_by_a_fifth())


def _by_a_fifth() -> dict[str, Layout]:
    from evals.page_layouts import fifth_hand

    return fifth_hand.LATER


def held_out(name: str) -> bool:
    """True for a third of the first layouts: those whose names come first by their hash."""
    ordered = sorted(layouts().keys() - written_later(), key=lambda other: hashlib.sha256(other.encode()).digest())
    return name in ordered[: len(ordered) // 3]


def make_pages(each: int = 8, seed: int = 5, names: Iterable[str] | None = None) -> Iterator[Page]:
    """So many pages of each layout, or of those named; the same seed gives the same pages."""
    known = layouts()
    for name in known if names is None else names:
        for number in range(each):
            yield known[name](Random(f"{seed}/{name}/{number}"))


_NAMED = re.compile(r"""\b(class|id|data-component|data-testid)=("[^"<>]*"|'[^'<>]*'|[\w-]+)""")


def unnamed(page: Page) -> Page:
    """The same page with names of classes and ids that mean nothing, as style generators write them."""
    coded = "utf-16" if page.content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else "latin-1"
    hidden = _NAMED.sub(lambda m: f'{m[1]}="{_meaningless(m[2])}"', page.content.decode(coded))
    return replace(page, content=hidden.encode(coded))


def _meaningless(name: str) -> str:
    return "x" + hashlib.sha256(name.encode()).hexdigest()[:8]
