"""Names that there are not, with the nearest one that there is."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

from communique.errors import UsageError


def unknown(name: str, noun: str, known: Iterable[str]) -> UsageError:
    """The error for a name that there is not, with the nearest one that there is, or the names that there are.

    >>> print(unknown("sanctoins", "issue", ["sanctions", "ceasefire"]))
    no such issue: sanctoins (did you mean sanctions?)
    """
    names = sorted(set(known))
    folded = {other.casefold(): other for other in names}
    near = get_close_matches(name.casefold(), folded, 1, 0.5)
    listed = ", ".join(names[:12]) + (" ..." if len(names) > 12 else "")
    hint = f"did you mean {folded[near[0]]}?" if near else f"there are {listed}" if names else f"there is no {noun} yet"
    return UsageError(f"no such {noun}: {name}", hint=hint)
