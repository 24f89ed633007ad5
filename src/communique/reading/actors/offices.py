"""Office phrases ("the Russian deputy foreign minister", "head of the EU delegation") and the level of an office."""

from __future__ import annotations

import re
from collections.abc import Container
from dataclasses import dataclass, field
from functools import cache

from communique.data import load_toml
from communique.model.actors import Level
from communique.reading.actors.gazetteer import Naming, plain
from communique.reading.parse import Token

WORDS = load_toml("offices")["words"]
PAIRS = frozenset(
    c for c, row in load_toml("organisations")["organisations"].items() if len(row.get("members", ())) == 2
)
"""Two states named together, in whose name no single person acts: "director for inter-Korean dialogue"."""
_LEVELS = [(re.compile(row["pattern"]), Level(row["level"])) for row in load_toml("offices")["levels"]]
MODIFIERS = frozenset(WORDS["modifiers"])
_SAME = {"premier": "prime minister", "pm": "prime minister", "amir": "emir", "taoiseach": "prime minister"}
_FLEETING = frozenset(
    {
        "former",
        "ex",
        "late",
        "then",
        "ousted",
        "deposed",
        "overthrown",
        "toppled",
        "outgoing",
        "new",
        "visiting",
        "newly",
        "top",
    }
)
_PERMANENT = frozenset(load_toml("offices")["permanent"]["foreign_secretary"])
_RANKS, _COMMANDS = (frozenset(load_toml("offices")["military"][key]) for key in ("ranks", "commands"))
TITLES = frozenset(WORDS["titles"])
FEMALE, MALE = frozenset(WORDS["female"]), frozenset(WORDS["male"])


def _plural(noun: str) -> str:
    if noun.endswith(("man", "woman")):
        return f"{noun[:-2]}en"
    if noun.endswith("y") and noun[-2] not in "aeiou":
        return f"{noun[:-1]}ies"
    return f"{noun}es" if noun.endswith(("s", "ch", "sh", "x")) else f"{noun}s"


SINGULAR = {word: word for word in WORDS["heads"]}
OFFICES = SINGULAR | {_plural(word): word for word in WORDS["heads"]}


@cache
def office_level(office: str) -> Level:
    """The level at which the holder of an office meets.

    >>> office_level("Deputy Foreign Minister")
    <Level.OFFICIAL: 'official'>
    """
    words = re.sub(r"[^\w]+", " ", plain(office).lower()).strip()
    for pattern, level in _LEVELS:
        if pattern.search(words):
            return level
    return Level.UNKNOWN


def level_in(key: str, party: str | None, level: Level) -> Level:
    """The level of an office by its key in one party, where it is another's than its words say."""
    if key == "secretary general" and party == "UN":
        return Level.LEADER
    return Level.OFFICIAL if key == "foreign secretary" and party in _PERMANENT else level


@dataclass(slots=True)
class Office:
    """An office phrase: tokens `first` to `last` (exclusive), its head noun, and whose office it is.

    `namings` are the parties it names as its own, in order; `possessor` is the last token of a possessing word that
    is no party's name ("his", "Trump's", "Trump"); `key` tells offices apart ("foreign minister"); `text`
    is the office without its party and passing adjectives, `full` the whole phrase. Whoever was `ousted` from it,
    or is `opposed` ("rebel leaders of Chad"), speaks for the opposition.
    """

    first: int
    last: int
    head: int
    text: str
    key: str
    plural: bool
    namings: list[Naming] = field(default_factory=list)
    possessor: int | None = None
    intrinsic: str | None = None
    former: bool = False
    ousted: bool = False
    opposed: bool = False
    full: str = ""

    @property
    def level(self) -> Level:
        level = office_level(self.full or self.text)
        return self.level_in(self.parties[0], level) if self.parties else level

    def level_in(self, party: str | None, level: Level) -> Level:
        """The level of this office in a state or organisation where it is another's than its words say."""
        return level_in(self.key, party, level)

    @property
    def rank(self) -> bool:
        """True for a rank or command of an army, which says nothing of who governs ("General", "army chief")."""
        return self.key.rpartition(" ")[2] in _RANKS or self.key in _COMMANDS

    @property
    def counterpart(self) -> bool:
        return self.key.rpartition(" ")[2] in {"counterpart", "colleague", "number"}

    @property
    def parties(self) -> tuple[str, ...]:
        """Codes of the parties that the phrase itself names, else the one to which the office can only belong."""
        named = tuple(dict.fromkeys(n.code for n in self.namings if self.plural or n.code not in PAIRS))
        if named == ("EUROPE",) and self.key.endswith("commissioner"):
            named = ("EU",)
        if self.ousted or self.opposed:
            named = tuple(f"{n.code}-OPP" if n.entry.kind == "state" else n.code for n in self.namings)
        return named or ((self.intrinsic,) if self.intrinsic else ())


def office_key(words: list[Token], text: str, skipped: Container[int]) -> str:
    """What tells an office from others: its words up to the head noun without parties and passing modifiers."""
    kept = [t.lower for t in words if t.i not in skipped and t.text.isalpha() and t.lower not in _FLEETING]
    if kept:
        kept[-1] = OFFICES.get(kept[-1], kept[-1])
    tail = plain(text).lower()
    if "secretary of state" in tail:
        kept = [*kept[:-1], "secretary", "of", "state"]
    elif re.search(r"minister (?:of|for) (?:foreign|external)", tail):
        kept = [*kept[:-1], "foreign", "minister"]
    elif "secretary-general" in tail or "secretary general" in tail:
        kept = [*kept[:-1], "secretary", "general"]
    return plain_key(" ".join(kept))


def plain_key(office: str) -> str:
    """An office in one spelling ("Premier": "prime minister")."""
    key = office.lower().replace("defense", "defence").replace("advisor", "adviser")
    return _SAME.get(key, key)
