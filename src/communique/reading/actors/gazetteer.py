"""The gazetteer: every name under which a state, organisation or movement is written, and what kind of name it is."""

from __future__ import annotations

import tomllib
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import Any

from communique.data import load_toml
from communique.errors import SettingsError, UsageError
from communique.model.actors import Party
from communique.reading.parse import Token
from communique.settings.own_names import NONE, OwnNames

SORTS = ("name", "capital", "seat", "adjective", "people", "city", "region")
"""How a name names: the party itself, its capital, its seat of power, an adjective, its people, a host city, where it
holds out (a region names its party only where it acts: "delegates from Tigray", "Ethiopia and Tigray")."""
_KEYS = {*SORTS, "title", "state", "members"}
_TABLES = {"states": "state", "organisations": "organisation", "movements": "movement"}
NO_PLURAL = ("ese", "sh", "ch", "ss", "z", "s", "Lao", "Thai", "Swiss", "Zealand", "Sino", "Russo", "U.S.", "US")
_ALPHA2 = {"XKX": "XK"}
_MAX_TOKENS = 9
NOTHING = "none"


@dataclass(frozen=True, slots=True)
class Entry:
    """One name of a party. `sort` is one of `SORTS`, or `none` for a longer name that is no party."""

    code: str
    sort: str
    kind: str = "state"


@dataclass(frozen=True, slots=True)
class Naming:
    """A name of the gazetteer in a text: tokens `first` to `last` (exclusive)."""

    first: int
    last: int
    entry: Entry

    @property
    def code(self) -> str:
        return self.entry.code

    @property
    def sort(self) -> str:
        return self.entry.sort


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """All names, ready for matching: `entries` by name, `starts` the first words with the longest name's tokens."""

    entries: Mapping[str, Entry] = field(repr=False)
    starts: Mapping[str, int] = field(repr=False)
    parties: Mapping[str, Party] = field(repr=False)
    members: Mapping[str, tuple[str, ...]] = field(repr=False)
    states: Mapping[str, str] = field(repr=False)

    def namings(self, text: str, tokens: list[Token]) -> Iterator[Naming]:
        """Names in the order of the text, the longest at each place, none overlapping."""
        i, count = 0, len(tokens)
        while i < count:
            reach = self.starts.get(plain(tokens[i].text))
            found = self._longest(text, tokens, i, min(i + reach, count)) if reach else None
            if found:
                yield found
                i = found.last
            else:
                i += 1

    def _longest(self, text: str, tokens: list[Token], first: int, stop: int) -> Naming | None:
        start = tokens[first].start
        for last in range(stop, first, -1):
            entry = self.entries.get(plain(text[start : tokens[last - 1].end]))
            if entry:
                return Naming(first, last, entry)
        return None

    def lookup(self, name: str) -> Entry | None:
        """The entry of a name written in any of its spellings ("the Kremlin", "Türkiye"), or None."""
        return self.entries.get(plain(name)) or self.entries.get(plain(name.removeprefix("the ").removeprefix("The ")))

    def code_of(self, text: str) -> str:
        """A party's code from its code or any of its names. Raises UsageError, which names the nearest.

        >>> load_gazetteer().code_of("the Kremlin")
        'RUS'
        """
        name = text.strip()
        if name.upper() in self.parties or name.upper().removesuffix("-OPP") in self.parties:
            return name.upper()
        for spelling in (name, name.title(), name.upper(), name.capitalize()):
            entry = self.lookup(spelling)
            if entry and entry.code:
                return entry.code
        names = {party.name.casefold(): f"{party.name} ({code})" for code, party in self.parties.items()}
        names |= {code.casefold(): f"{party.name} ({code})" for code, party in self.parties.items()}
        near = get_close_matches(name.casefold(), names, 1, 0.6)
        hint = f"did you mean {names[near[0]]}?" if near else "give a code such as RUS or EU, or a name such as Russia"
        raise UsageError(f"no such party: {name or 'nothing given'}", hint=hint)

    def codes_of(self, texts: Iterable[str], where: str) -> tuple[str, ...]:
        """The codes of parties that the settings name `where`, each once. Raises SettingsError for one that is none."""
        try:
            return tuple(dict.fromkeys(self.code_of(text) for text in texts))
        except UsageError as error:
            raise SettingsError(f"{where}: {error.message}", hint=error.hint) from error

    def party(self, code: str) -> Party:
        """The party of a code; `<ISO3>-OPP` is the opposition of that state. An unknown code names itself."""
        if code in self.parties:
            return self.parties[code]
        if code.endswith("-OPP") and code[:-4] in self.parties:
            return Party(code, f"Opposition ({self.parties[code[:-4]].name})", "opposition")
        return Party(code, code, "group")

    def expanded(self, codes: Iterable[str]) -> tuple[str, ...]:
        """These parties, a group of states given by its members."""
        return tuple(dict.fromkeys(member for code in codes for member in self.members.get(code, (code,))))

    @property
    def capitals(self) -> dict[str, str]:
        """Capitals and the codes of their states."""
        return {name: entry.code for name, entry in self.entries.items() if entry.sort == "capital"}


@cache
def plain(name: str) -> str:
    """A name with one kind of apostrophe and blank and without diacritics ("Élysée": "Elysee")."""
    if name.isascii():
        return name if name.isalnum() else " ".join(name.split())
    name = name.replace("’", "'").replace("‘", "'").replace("–", "-").replace("‑", "-")
    folded = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return " ".join(folded.replace("ı", "i").replace("ø", "o").replace("ł", "l").split())


@cache
def load_gazetteer(own: OwnNames = NONE) -> Gazetteer:
    """The shipped gazetteer, with a user's TOML file of the same form merged into it, and then the user's aliases.

    The file holds tables `[states]`, `[organisations]`, `[movements]` of `CODE = { title, name, adjective, people,
    capital, seat, city, region, members, state }`; a name given there wins over the shipped meaning, an alias over
    both. Raises SettingsError when the file cannot be read or holds other keys, and for an alias of no party.
    """
    builder = _Builder()
    builder.add_cldr()
    for name in ("states", "organisations", "movements"):
        builder.add(load_toml(name), name)
    for phrase in load_toml("words")["phrases"]:
        builder.name(phrase, Entry("", NOTHING, "none"))
    if own.gazetteer is not None:
        builder.add(read_extra(own.gazetteer, "gazetteer", HINT), str(own.gazetteer), replace=True)
    known = builder.build()
    for alias, text in own.parties:
        try:
            party = known.party(known.code_of(text))
        except UsageError as error:
            raise SettingsError(f"[aliases.parties] {alias!r}: {error.message}", hint=error.hint) from error
        builder.name(alias, Entry(party.code, "name", party.kind), replace=True)
    return builder.build() if own.parties else known


def read_extra(path: Path, what: str, hint: str) -> dict[str, Any]:
    """A user's own TOML file; `what` names it in the message. Raises SettingsError when it cannot be read."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"the {what} file {path} cannot be read: {error}", hint=hint) from error
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"the {what} file {path} is no TOML: {error}", hint=hint) from error


HINT = 'write tables [states], [organisations] or [movements] with lines such as ABC = { name = ["..."] }'


class _Builder:
    def __init__(self) -> None:
        self.entries: dict[str, Entry] = {}
        self.parties: dict[str, Party] = {}
        self.members: dict[str, tuple[str, ...]] = {}
        self.states: dict[str, str] = {}

    def add_cldr(self) -> None:
        """Common names of the states of ISO 3166-1, from CLDR."""
        from babel import Locale
        from babel.core import get_global

        territories = Locale("en").territories
        aliases = get_global("territory_aliases").items()
        pairs = {k: v[0] for k, v in aliases if len(k) == 3 and k.isalpha() and len(v) == 1}
        listed = {v: k for k, v in reversed(pairs.items()) if k[0] != "Q" and not (k[0] == "X" and k != "XKX")}
        listed |= {pairs[code]: code for code in reversed(load_toml("states")["states"]) if code in pairs}
        listed |= {alpha2: code for code, alpha2 in _ALPHA2.items()}
        for alpha2, code in listed.items():
            name = territories.get(alpha2)
            if not name or alpha2 in {"ZZ", "EU", "UN", "AQ"}:
                continue
            self.parties[code] = Party(code, name)
            if not any(mark in name for mark in ("(", " - ", "SAR")):
                self.name(name.replace("&", "and"), Entry(code, "name"))

    def add(self, data: Mapping[str, Any], where: str, *, replace: bool = False) -> None:
        for table, rows in data.items():
            if table not in _TABLES or not isinstance(rows, dict):
                raise SettingsError(f"{where}: unknown table [{table}]", hint=f"known tables: {', '.join(_TABLES)}")
            for code, row in rows.items():
                self._add_row(code, row, _TABLES[table], f"{where}: {code}", replace)

    def _add_row(self, code: str, row: Any, kind: str, where: str, replace: bool) -> None:
        if not isinstance(row, dict) or not _KEYS.issuperset(row):
            raise SettingsError(f"{where}: unknown keys", hint=f"known keys: {', '.join(sorted(_KEYS))}")
        if code != code.upper() or not code.strip():
            raise SettingsError(f"{where}: a code is upper case", hint=f"write {code.upper()}")
        kind = "opposition" if code.endswith("-OPP") else kind
        if code not in self.parties or "title" in row:
            self.parties[code] = Party(code, str(row.get("title") or (row.get("name") or [code])[0]), kind)
        if "state" in row:
            self.states[code] = str(row["state"])
        if "members" in row:
            self.members[code] = tuple(_strings(row["members"], where))
        for sort in SORTS:
            for name in _strings(row.get(sort, ()), where):
                self.name(name, Entry(code, sort, kind), replace=replace)
                if sort == "adjective" and not name.endswith(NO_PLURAL) and "people" not in row:
                    self.name(f"{name}s", Entry(code, "people", kind), replace=replace)
        if "title" in row:
            self.name(str(row["title"]).removeprefix("The "), Entry(code, "name", kind))

    def name(self, name: str, entry: Entry, *, replace: bool = False) -> None:
        """Add a name. An earlier meaning stays unless replaced; a name given with its article needs the article."""
        form = plain(name)
        for spelling in (form, form.replace("People's", "Peoples'"), form.replace("People's", "Peoples")):
            if spelling and (replace or spelling not in self.entries):
                self.entries[spelling] = entry

    def build(self) -> Gazetteer:
        starts: dict[str, int] = {}
        for name in self.entries:
            length = min(_MAX_TOKENS, len(name.split()) + 2 * sum(name.count(c) for c in "-'/+()&.,"))
            for first in {
                name.split()[0],
                name.split()[0].split("-")[0],
                name.split()[0].split("/")[0],
                name.split("'")[0],
            }:
                starts[first] = max(starts.get(first, 0), length)
        return Gazetteer(self.entries, starts, self.parties, self.members, self.states)


def _strings(values: Any, where: str) -> Iterable[str]:
    if isinstance(values, (list, tuple)) and all(isinstance(value, str) for value in values):
        return [value for value in values if value.strip()]
    raise SettingsError(f"{where}: names are a list of strings", hint='write name = ["First name", "Other name"]')
