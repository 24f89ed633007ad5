"""Which column of a table holds the text, the title, the address ...: as the user says, else by well-known names."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from communique.data import load_toml
from communique.errors import ArticleError, FailureKind, UsageError

_SIGNS = re.compile(r"[\W_]+")
_LISTED, _NAME, _LONGEST = 30, 40, 200
Tiers = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Columns:
    """For each key of the article format the columns that hold it; several are joined with an empty line between.

    `chosen` are the keys that the user named a column for.
    """

    held: Mapping[str, tuple[str, ...]]
    chosen: frozenset[str] = frozenset()

    def __contains__(self, key: str) -> bool:
        return key in self.held


def parse_columns(written: str) -> dict[str, str]:
    """Columns as they are named on the command line. Raises UsageError for what names none.

    >>> parse_columns("text=body, published=date")
    {'text': 'body', 'published': 'date'}
    """
    found: dict[str, str] = {}
    for pair in filter(str.strip, written.split(",")):
        key, sign, column = (part.strip() for part in pair.partition("="))
        if not sign or not column or key not in keys():
            hint = f"write for example --columns text=body,published=date; there are {', '.join(keys())}"
            raise UsageError(f"`{pair.strip()[:80]}` names no column", hint=hint)
        found[key] = column
    return found


def find_columns(names: Sequence[str], given: Mapping[str, str], *, is_sight: bool = False) -> Columns:
    """Which of the columns `names` holds what: those that the user named in `given`, the others by well-known names.
    `is_sight` tells that dates are those of GDELT, which saw the pages then.

    Raises ArticleError, with the columns and what to type, where a named column is not there, where two may hold the
    text, and where there is neither a text nor an address.

    >>> find_columns(["Headline", "Body", "Date"], {}).held["text"]
    ('Body',)
    """
    plain: dict[str, list[str]] = {}
    for name in names:
        plain.setdefault(folded(name), []).append(name)
    held = {key: _named(key, column, names, plain) for key, column in given.items()}
    passed_over = _times_of_sight(plain, is_sight)
    for key in keys():
        if key in held or (key == "html" and "text" in held) or (key == "text" and "html" in held):
            continue
        found = _well_known(key, names, {name: same for name, same in plain.items() if name not in passed_over})
        if found:
            held[key] = found
    if not {"text", "html", "url"} & held.keys():
        reason = "it has no column that is known to hold the text or an address"
        raise _refusal(reason, names, kind=FailureKind.NO_TEXT)
    return Columns(held, frozenset(given))


@cache
def keys() -> tuple[str, ...]:
    """What a column can hold."""
    return tuple(load_toml("columns")["keys"])


def folded(name: str) -> str:
    """A name without case, blanks and signs.

    >>> folded("Article_Text") == folded("articleText")
    True
    """
    return _folded(name[:_LONGEST])


@lru_cache(4096)  # names come from outside, and need not be few
def _folded(name: str) -> str:
    return _SIGNS.sub("", name).casefold()


def known_names(names: Sequence[str]) -> int:
    """How many of these are names of columns that are known to hold something."""
    return sum(folded(name) in _every_name() for name in names)


def _named(key: str, column: str, names: Sequence[str], plain: Mapping[str, list[str]]) -> tuple[str, ...]:
    whole = _one(column, names, plain)
    parts = [whole] if whole else [_one(part.strip(), names, plain) for part in column.split("+")]
    if not all(parts):
        raise _refusal(f"it has no column `{column[:_NAME]}`, which is to hold `{key}`", names)
    return tuple(part for part in parts if part)


def _one(asked: str, names: Sequence[str], plain: Mapping[str, list[str]]) -> str | None:
    """The column of this name, or of this number, counted from 1."""
    if asked in names:
        return asked
    alike = plain.get(folded(asked), []) if folded(asked) else []
    if len(alike) == 1:
        return alike[0]
    return names[int(asked) - 1] if asked.isdecimal() and 0 < int(asked[:9]) <= len(names) else None


def _well_known(key: str, names: Sequence[str], plain: Mapping[str, list[str]]) -> tuple[str, ...]:
    for tier in _tiers()[key]:
        found: list[tuple[str, ...]] = []
        for known in tier:
            groups = [plain.get(part, []) for part in known.split("+")]
            if all(groups):
                found.append(tuple(group[0] for group in groups))
                found += [(name,) for name in groups[0][1:] if len(groups) == 1]
        if len(found) > 1 and key == "text":
            exact = [columns for columns in found if columns == ("text",)]
            if not exact:
                columns = " and ".join(f"`{'+'.join(some)[:_NAME]}`" for some in found[:3])
                raise _refusal(f"its text may be in {columns}", names, found[0][0])
            return exact[0]
        if found:
            return min(found, key=lambda columns: tier.index("+".join(map(folded, columns))))
    return ()


def is_sight(name: str) -> bool:
    """True for the name of a file of GDELT whose dates tell when it saw a page.

    >>> is_sight("20250314101500.gal.json")
    True
    """
    return name.lower().endswith(tuple(load_toml("columns")["seen"]["files"]))


def _times_of_sight(plain: Mapping[str, object], is_sight: bool) -> frozenset[str]:
    """Columns that only look like a date of publication."""
    seen: dict[str, list[str]] = load_toml("columns")["seen"]
    return (
        frozenset(seen["columns"])
        if is_sight or any(name in plain for name in map(folded, seen["where"]))
        else frozenset()
    )


def _refusal(
    reason: str, names: Sequence[str], likely: str = "COLUMN", *, kind: FailureKind = FailureKind.MALFORMED
) -> ArticleError:
    listed = ", ".join(name[:_NAME].replace("\n", " ") or "(no name)" for name in names[:_LISTED])
    more = f" and {len(names) - _LISTED} more" if len(names) > _LISTED else ""
    choice = likely[:_NAME] if " " not in likely else f'"{likely[:_NAME]}"'
    example = f"--columns text={choice},published=DATE"
    hint = f"say which holds what, by name or number, such as {example}; there are: {listed}{more}"
    return ArticleError(reason, kind=kind, hint=hint)


@cache
def _tiers() -> dict[str, Tiers]:
    names: dict[str, list[list[str]]] = load_toml("columns")["names"]
    return {
        key: tuple(tuple(dict.fromkeys("+".join(map(folded, name.split("+"))) for name in tier)) for tier in tiers)
        for key, tiers in names.items()
    }


@cache
def _every_name() -> frozenset[str]:
    return frozenset(part for tiers in _tiers().values() for tier in tiers for name in tier for part in name.split("+"))


@cache
def most_columns() -> int:
    """So many columns a table may have."""
    return int(load_toml("columns")["limits"]["columns"])
