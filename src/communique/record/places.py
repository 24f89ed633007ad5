"""Do two places fit together? A city lies in its country, a city is not another city."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, Literal

from communique.record.spelling import one_letter_apart

_NOT_WORD = re.compile(r"[^\w]+")
_THE = re.compile(r"^(?:the|city of)\s+")
_SAINT = re.compile(r"^st ")

Fit = Literal["same", "within", "other", "unknown"]


@dataclass(frozen=True, slots=True)
class Place:
    """A place as named: the alpha-3 code of its country and the key of its city, each None when unknown."""

    country: str | None
    city: str | None


@lru_cache(maxsize=8192)
def find_place(name: str) -> Place:
    """What a name says of country and city.

    >>> find_place("Jeddah")
    Place(country='SAU', city='jeddah')
    """
    key = _fold(name)
    known = _known()
    if key in known:
        return known[key]
    # "Diriyah, Saudi Arabia", "Geneva (Switzerland)": the last part names the country.
    parts = [part for part in re.split(r"[,(/]", name) if part.strip()]
    if len(parts) > 1:
        first, last = known.get(_fold(parts[0])), known.get(_fold(parts[-1]))
        if last is not None and (first is None or first.country == last.country):
            return Place(last.country, first.city if first else _fold(parts[0]))
        if first is not None:
            return first
    return Place(None, key or None)


def fit(one: str | None, other: str | None) -> Fit:
    """How two places as named relate; a name that nobody knows may be another one with a slip in it.

    >>> fit("Istanbul", "Turkey"), fit("Geneva", "Vienna"), fit("Geneva", None)
    ('within', 'other', 'unknown')
    """
    if one is None or other is None:
        return "unknown"
    a, b = find_place(one), find_place(other)
    if a.city and b.city:
        if a.country and b.country:
            return "same" if a == b else "other"
        return "same" if a.city == b.city or one_letter_apart(a.city, b.city) else "other"
    if a.country and b.country:
        if a.country != b.country:
            return "other"
        return "within" if a.city or b.city else "same"
    return "unknown"


def is_city(name: str) -> bool:
    """True when a place names more than a country."""
    return find_place(name).city is not None


def _fold(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name.casefold().replace("ı", "i"))
    plain = "".join(char for char in plain if not unicodedata.combining(char))
    return _SAINT.sub("saint ", _THE.sub("", _NOT_WORD.sub(" ", plain).strip()))


@cache
def _known() -> dict[str, Place]:
    known: dict[str, Place] = {}
    states: dict[str, dict[str, Any]] = _data("states.toml").get("states", {})
    listed = _data("places.toml")
    for code, cities in [*listed["provinces"].items(), *listed["cities"].items()]:
        known.update((_fold(city), Place(code, _fold(city))) for city in cities)
    for code, state in states.items():
        for capital in _strings(state.get("capital")):
            # Spellings of one capital share one key.
            known[_fold(capital)] = Place(code, _fold(_strings(state["capital"])[0]))
    for code, names in [*_cldr_names(), *((c, _strings(s.get("name"))) for c, s in states.items())]:
        for name in names:
            key = _fold(name)
            # "Panama", "Singapore": the country's name wins over its city's.
            known[key] = Place(code, None)
    for code, names in listed["names"].items():
        known.update((_fold(name), Place(code, None)) for name in names)
    return known


def _cldr_names() -> list[tuple[str, list[str]]]:
    from babel import Locale
    from babel.core import get_global

    names = Locale.parse("en").territories
    pairs = (
        (code, two[0]) for code, two in get_global("territory_aliases").items() if len(code) == 3 and len(two) == 1
    )
    return [(code, [names[two]]) for code, two in pairs if code.isalpha() and two in names]


def _data(name: str) -> dict[str, Any]:
    return tomllib.loads(files("communique.data").joinpath(name).read_text("utf-8"))


def _strings(value: Any) -> list[str]:
    return [value] if isinstance(value, str) else [str(item) for item in value or ()]
