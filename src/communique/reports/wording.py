"""Words and marks for the record's vocabularies, from `data/wording.toml`; names of parties."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from communique.data import load_toml
from communique.model.actors import Level
from communique.model.findings import (
    AgreementReport,
    AgreementStatus,
    ContactKind,
    ContactReport,
    Finding,
    Issue,
    Stance,
    Status,
)
from communique.record.merging.profile import TOOK_PLACE
from communique.record.places import find_place
from communique.settings.own_names import NONE, OwnNames

DASH = " – "
CROWD, CROWD_NAMED = 6, 4
"""More parties than this are a crowd, of which so many are named."""
_own = NONE


def _words() -> dict[str, Any]:
    return load_toml("wording")


def mark(status: Status) -> str:
    """The mark of a status: ● held, ◉ scheduled, ○ planned, and so on."""
    return str(_words()["status"][status.value]["mark"])


def status_label(status: Status) -> str:
    return str(_words()["status"][status.value]["label"])


def status_group(status: Status) -> str:
    """The part of the brief a status belongs to: held, under_way, coming, called_off or refused."""
    return str(_words()["status"][status.value]["group"])


def group_title(group: str) -> str:
    return str(_words()["group"][group])


def level_label(level: Level) -> str:
    return str(_words()["level"][level.value])


def issue_label(issue: Issue) -> str:
    return str(_words()["issue"][issue.value])


def stance_label(stance: Stance) -> str:
    return str(_words()["stance"][stance.value])


def agreement_label(status: AgreementStatus) -> str:
    return str(_words()["agreement"][status.value])


def vocabulary_label(value: object) -> str | None:
    """The words for a status, a level or a stance; None for what is of no vocabulary."""
    if isinstance(value, Status):
        return status_label(value)
    if isinstance(value, AgreementStatus):
        return agreement_label(value)
    if isinstance(value, Level):
        return level_label(value)
    return stance_label(value) if isinstance(value, Stance) else None


def is_thin(words: str) -> bool:
    """True for words that, torn out of their sentence, say nothing: "that", "itself"."""
    return all(word.casefold().strip(".,;:'’\"") in _words()["thin"]["words"] for word in words.split())


def conflict_label(about: str, reports: Iterable[Finding] = ()) -> str:
    """On what reports disagree, in words; of a status, by what they report: "whether it took place"."""
    told = list(reports)
    if about == "status" and any(isinstance(report, AgreementReport) for report in told):
        about = "agreed"
    elif about == "status" and any(isinstance(r, ContactReport) and r.status in TOOK_PLACE for r in told):
        about = "took_place"
    return str(_words()["conflict"].get(about, about))


def kind_label(kind: ContactKind) -> str:
    return str(_words()["kind"][kind.value]["noun"])


def contact_noun(kind: ContactKind, level: Level) -> str:
    """ "ministerial talks", "leader-level call", "summit" (whose level goes without saying)."""
    attribute = "" if kind is ContactKind.SUMMIT else str(_words()["attribute"][level.value])
    return f"{attribute} {kind_label(kind)}".strip()


def a_contact(kind: ContactKind, level: Level) -> str:
    """The same with its article: "an envoy-level meeting", "ministerial talks"."""
    noun = contact_noun(kind, level)
    if not _words()["kind"][kind.value]["a"]:
        return noun
    return f"{'an' if noun[0] in 'aeiou' else 'a'} {noun}"


def joins(kind: ContactKind) -> str:
    """The preposition before a contact's parties: "between", "of", "involving"."""
    return str(_words()["kind"][kind.value]["joins"])


@lru_cache(maxsize=4096)
def party_name(code: str) -> str:
    """A party's name for readers: "United States" for USA; the code itself when it is not known."""
    from communique.reading.actors.gazetteer import load_gazetteer

    return load_gazetteer(_own).party(code).name


def use_gazetteer(own: OwnNames) -> None:
    """Name parties as the user's own gazetteer and aliases do."""
    global _own
    if own != _own:
        _own = own
        party_name.cache_clear()


def in_sentence(code: str) -> str:
    """A party's name as it stands inside a sentence: "the United States"."""
    name = party_name(code)
    if name.startswith("The "):
        return f"the {name[4:]}"
    return f"the {name}" if code in _words()["grammar"]["the"] and not name.startswith("the ") else name


def parties_label(codes: Iterable[str], *, every: bool = False) -> str:
    """Names for a heading or a cell: two with a dash, more with commas; of a crowd the first few, unless `every`."""
    names = [party_name(code) for code in codes]
    if len(names) > CROWD and not every:
        return enumerate_words(few(names, "more"))
    return DASH.join(names) if len(names) == 2 else ", ".join(names) or "parties not given"


def parties_in_sentence(codes: Iterable[str]) -> str:
    """Names for a sentence: "the United States and Russia"."""
    return enumerate_words(few([in_sentence(code) for code in codes], "others")) or "parties not given"


def few(names: list[str], rest: str) -> list[str]:
    """The names, or of a crowd the first few and how many more there are.

    >>> few(["Chad", "Sudan"], "more"), few(list("ABCDEFGH"), "more")
    (['Chad', 'Sudan'], ['A', 'B', 'C', 'D', '4 more'])
    """
    return names if len(names) <= CROWD else [*names[:CROWD_NAMED], f"{len(names) - CROWD_NAMED} {rest}"]


_DETERMINERS = frozenset({"A", "An", "Another", "Both", "His", "Her", "One", "Several", "Some", "The", "Their", "Two"})


def speaker(name: str) -> str:
    """Who is said to have said it, within a sentence: a name as it stands, a party's code by its name.

    >>> speaker("Ann Lee"), speaker("One senior U.S. official"), speaker("The Kremlin"), speaker("USA")
    ('Ann Lee', 'one senior U.S. official', 'the Kremlin', 'the United States')
    """
    if name.isupper() and " " not in name:
        return in_sentence(name)
    first, _, rest = name.partition(" ")
    return f"{first.lower()} {rest}" if rest and first in _DETERMINERS else name


def place_label(place: str) -> str:
    """A place as readers know it: a country by its one name, whatever the outlet calls it, anything else as it stands.

    >>> place_label("U.S."), place_label("Turkey"), place_label("Omani Embassy")
    ('United States', 'Türkiye', 'Omani Embassy')
    """
    found = find_place(place)
    return party_name(found.country) if found.country and not found.city else place


def in_place(place: str | None) -> str:
    """ " in the United States", " in Oslo"; "" where no place is given."""
    if not place:
        return ""
    found = find_place(place)
    return f" in {in_sentence(found.country) if found.country and not found.city else place}"


def enumerate_words(words: list[str], last: str = "and") -> str:
    """ "A", "A and B", "A, B and C"."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


def capital(text: str) -> str:
    """The text with its first letter in upper case."""
    return text[:1].upper() + text[1:]


def count(number: int, noun: str, plural: str = "") -> str:
    """ "1 report", "3 reports"; the plural is the noun with an s unless given."""
    return f"{number} {noun if number == 1 else plural or noun + 's'}"


def shorten(text: str, width: int) -> str:
    """At most `width` characters, cut at a word, with an ellipsis."""
    plain = " ".join(text.split())
    if len(plain) <= width:
        return plain
    cut = plain.rfind(" ", width // 2, width - 1)
    return plain[: cut if cut > 0 else width - 1].rstrip(" ,;:") + "…"
