"""The dates that a page states: in its metadata, in attributes of its text, and on lines that readers see."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from itertools import islice

from communique.articles.blocks import POSTED, Block, key_of, same_words
from communique.articles.dates import date_in_url, read_date
from communique.articles.evidence import Statement
from communique.articles.markup import Element, named, words_of
from communique.articles.pieces import days_alone, days_in_sentences, how_long_ago
from communique.articles.stamps import dates_in, order_of, stamps_of
from communique.articles.stated import Stated
from communique.data import load_toml

_ABOVE, _BELOW, _PROSE = 6, 12, 2
"""Lines of dates are sought so many blocks above and below the headline, and until so many paragraphs have begun."""
_FOOT, _MENU = 3, 2
"""So many blocks below the text are looked at; more links than this above a headline are a menu."""
_MODIFIED = frozenset(("updated", "modified", "update", "lastmod", "revised"))
_EPOCH = re.compile(r"(?:[6-9]\d{8}|1\d{9})(?:\d{3})?")
"""Seconds or milliseconds since 1970, from 1990 to 2033."""


def statements_of(tree: Element, blocks: Sequence[Block], stated: Stated, url: str | None) -> list[Statement]:
    """Every statement of the day of publication, the most trusted first; `tree` was pruned."""
    found = [Statement(day, "metadata", "the metadata", 3) for day in _read(stated.published)[:1]]
    found += [Statement(day, "metadata", "an attribute of the text", 3) for day in _read(_items(tree, "published"))[:1]]
    if url and (day := date_in_url(url)):
        found.append(Statement(day, "url", "the address", 3))
    order = order_of(block.text for block in blocks)
    zone = _zone(blocks, stated.title)
    found += _visible(zone, order)
    found += [] if found else _set_apart(zone, order) or _in_scripts(stated) or _only_time(blocks)
    found += [] if found else _in_sentences(blocks) or _in_foot(blocks)
    weak = [*stated.weak, *_items(tree, "weak")]
    found += [Statement(day, "metadata", "a general date of the metadata", 2) for day in _read(weak)[:1]]
    changed = {day[:10] for day in _read(stated.modified)}
    return [s for s in found if s.source not in _UNSURE or s.value[:10] not in changed or _alone(s, found)]


_UNSURE = frozenset(("a line of the page", "a general date of the metadata"))


def _alone(statement: Statement, found: Sequence[Statement]) -> bool:
    return statement.source == "a line of the page" and all(
        other is statement or other.source in _UNSURE for other in found
    )


def modified_of(tree: Element, blocks: Sequence[Block], stated: Stated) -> str | None:
    """When a page says that it was last changed."""
    days = _read([*stated.modified, *_items(tree, "modified")])
    days += [
        stamp.day
        for block in _zone(blocks, stated.title)
        for stamp in stamps_of(block.text)
        if stamp.label == "modified"
    ]
    return days[0] if days else None


def ago_of(blocks: Sequence[Block], stated: Stated) -> timedelta | None:
    """How long before it was fetched a page says that it was posted."""
    return how_long_ago(_zone(blocks, stated.title))


def _read(values: Iterable[str]) -> list[str]:
    """The values that are dates in full: as ISO 8601 or written out."""
    found = []
    for value in islice(values, 20):
        dated = read_date(value)
        days = dates_in(value) if dated.value is None and len(value) <= 60 else []
        if dated.value and not dated.note:
            found.append(dated.value)
        elif _EPOCH.fullmatch(value):
            found.append(datetime.fromtimestamp(int(value[:10]), UTC).isoformat())
        elif len(days) == 1 and not read_date(days[0][2]).note:
            found.append(days[0][2])
    return found


def _items(tree: Element, kind: str) -> Iterator[str]:
    """Values of microdata and RDFa properties of the page's article, not of its comments, events or neighbours."""
    names = frozenset(load_toml("pages")["dates"][kind])
    scopes = _scopes(tree)
    for element in tree.iter():
        if not isinstance(element.tag, str):
            continue
        for attribute in ("itemprop", "property"):
            name = (element.get(attribute) or "").lower()
            if name and name in names | {"schema:" + n for n in names} and _belongs(element, scopes):
                value = element.get("content") or element.get("datetime") or "".join(element.itertext())
                if value and len(value) <= 100:
                    yield value.strip()


def _scopes(tree: Element) -> list[Element]:
    """Items of the page that are articles and hold a headline, those with a heading of the first order first."""
    types = frozenset(load_toml("pages")["dates"]["types"])
    found = [e for e in tree.iter() if isinstance(e.tag, str) and _kind(e) in types]
    return [e for e in found if next(e.iter("h1", "h2"), None) is not None] or found


def _kind(element: Element) -> str:
    name = element.get("itemtype") or element.get("typeof") or ""
    return re.split(r"[/:#]", name.strip().lower())[-1]


def _belongs(element: Element, scopes: Sequence[Element]) -> bool:
    """True where the nearest item around an element is the page's article, or where there is no item around it."""
    for parent in element.iterancestors():
        if parent.tag == "head":
            return False
        if _kind(parent):
            return bool(scopes) and parent is scopes[0]
    return True


def _visible(zone: Sequence[Block], order: str) -> list[Statement]:
    """Days on lines near the headline: what is called the day of publication, else the first that is called nothing."""
    labelled: list[Statement] = []
    plain: list[Statement] = []
    for block in zone:
        changed: set[str] = set()
        timed: list[str] = []
        for stamp, words in block.stamps:
            day = next(iter(_read([stamp])), None)
            called = set(words.split())
            if day and words == POSTED:
                labelled.append(Statement(day, "metadata", "a time of the page", 3))
            elif day and _MODIFIED & called - {"published"} and "published" not in called:
                changed.add(day[:10])
            elif day and not _is_modified(block):
                if {"published", "entry-date", "pubdate"} & called:
                    labelled.append(Statement(day, "metadata", "a time of the page", 3))
                else:
                    timed.append(day)
        if timed:  # of two moments on one line the later is that of a change
            plain.append(Statement(min(timed), "metadata", "a time of the page", 2))
        changed |= {day[:10] for day in timed} - {min(timed, default="")[:10]}
        for stamp_line in stamps_of(block.text, order):
            if stamp_line.day in changed:
                continue
            if stamp_line.label == "published":
                labelled.append(Statement(stamp_line.day, "byline", "a line of the page", 3))
            elif not stamp_line.label and not _is_modified(block):
                plain.append(Statement(stamp_line.day, "byline", "a line of the page", 2))
    chosen = labelled or plain[:2]
    first = {statement.source: statement for statement in reversed(chosen)}
    return [s for s in first.values() if not read_date(s.value).note]


def _set_apart(zone: Sequence[Block], order: str) -> list[Statement]:
    """The first day that stands alone within a line near the headline, one that is called that of publication first."""
    alone = [s for s in days_alone(zone, order) if s.label in ("", "published") and not read_date(s.day).note]
    alone.sort(key=lambda stamp: not stamp.label)
    return [Statement(stamp.day, "byline", "a line of the page", 2) for stamp in alone[:1]]


def _in_sentences(blocks: Sequence[Block]) -> list[Statement]:
    """The one day on which the page says in a sentence that it was posted."""
    days = {day for day in days_in_sentences(blocks) if not read_date(day).note}
    return [Statement(day, "byline", "a sentence of the page", 2) for day in days] if len(days) == 1 else []


def _in_scripts(stated: Stated) -> list[Statement]:
    return [Statement(day, "metadata", "the data of a script", 2) for day in _read(stated.state)[:1]]


def _only_time(blocks: Sequence[Block]) -> list[Statement]:
    """The one day that all times of a page state, wherever they stand; nothing where they state several."""
    days = {day[:10]: day for block in blocks for stamp, _ in block.stamps for day in _read([stamp])}
    return [Statement(day, "metadata", "a time of the page", 2) for day in days.values()] if len(days) == 1 else []


def _in_foot(blocks: Sequence[Block]) -> list[Statement]:
    """The one day on the lines right below the last paragraph, as small papers and ministries have it."""
    prose = [n for n, block in enumerate(blocks) if block.is_prose]
    for last in dict.fromkeys((*prose[-1:], *_last_of_most(blocks, prose))):
        below = blocks[last + 1 : last + 1 + _FOOT]
        days = {s.day for block in below for s in stamps_of(block.text) if s.label in ("", "published")}
        if len(days) == 1:
            return [Statement(day, "byline", "a line below the text", 1) for day in days]
    return []


def _last_of_most(blocks: Sequence[Block], prose: Sequence[int]) -> list[int]:
    """The last paragraph in the element that holds most of the prose, below which other prose may stand."""
    held: Counter[Element] = Counter()
    for n in prose:
        around = blocks[n].owner.getparent()
        held[blocks[n].owner if around is None else around] += len(blocks[n].text)
    if not held:
        return []
    inside = set(held.most_common(1)[0][0].iter())
    return [n for n in prose if blocks[n].owner in inside][-1:]


def _is_modified(block: Block) -> bool:
    """True where a line or its element says that its one day is that of a change."""
    labels = {stamp.label for stamp in stamps_of(block.text)}
    return labels == {"modified"} or (bool(_MODIFIED & words_of(block.owner)) and "published" not in labels)


def _zone(blocks: Sequence[Block], title: str | None) -> list[Block]:
    """The blocks around the headline in which a page says when: below it first, then above it."""
    same = key_of(title)
    heads = [n for n, block in enumerate(blocks) if same and same_words(block.text, same)]
    heads = heads or [n for n, block in enumerate(blocks) if block.tag == "h1"]
    heads = heads or [
        n
        for n, block in enumerate(blocks)
        if same and len(same) > 20 and key_of(block.text) and key_of(block.text) in same
    ]
    heads = heads or [n for n, block in enumerate(blocks) if block.is_prose]
    head = heads[0] if heads else 0
    below, prose = [], 0
    for block in blocks[head : head + _BELOW]:
        below.append(block)
        prose += block.is_prose
        if prose > _PROSE:
            break
    return below + _above(blocks[max(0, head - _ABOVE) : head])


def _above(blocks: Sequence[Block]) -> list[Block]:
    """The blocks above a headline, the nearest first, up to the menu and without the head of the site."""
    found, links = [], 0
    for block in reversed(blocks):
        links += sum(1 for _ in islice(block.owner.iter("a"), _MENU + 1)) if block.is_linked else 0
        if links > _MENU:
            break
        found.append(block)
    return [block for block in found if not _in_masthead(block.owner)]


def _in_masthead(element: Element) -> bool:
    """True in the head of a site, which shows the day of today."""
    parents = (element, *element.iterancestors())
    return any(parent.tag == "header" or words_of(parent) & named("masthead") for parent in parents)
