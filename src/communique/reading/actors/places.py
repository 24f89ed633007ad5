"""Whether the name of a party stands for the party or only for a place: "Moscow said" against "met in Moscow"."""

from __future__ import annotations

from communique.data import load_toml
from communique.reading.actors.gazetteer import Naming
from communique.reading.parse import Token

_PLACE = load_toml("words")["place"]
_PREPOSITIONS = frozenset(_PLACE["prepositions"])
_MOTION, _MOTION_NOUNS = frozenset(_PLACE["motion"]), frozenset(_PLACE["motion_nouns"])
_VISITS, _SENDS = frozenset(_PLACE["visits"]), frozenset(_PLACE["sends"])
_MESSAGES, _EVENTS = frozenset(_PLACE["messages"]), frozenset(_PLACE["events"])
_REPORTS = frozenset(_PLACE["reports"])
TRUST = frozenset({"confidence", "trust", "interest", "believe", "invest", "stake", "engage", "faith"})
_MARGINS = frozenset({"sidelines", "margins", "fringes", "margin", "fringe"})
_PLACES = frozenset({"name", "capital", "city"})
_SETTLEMENTS = frozenset({"capital", "city", "town", "resort", "port"})
_DASHES = frozenset({"-", "–", "—", "(", "_", "--"})


def is_place(naming: Naming, tokens: list[Token]) -> bool:
    """True where the name is a location in its sentence."""
    if _hyphenated(naming, tokens):
        return naming.first == 0 and naming.sort in _PLACES and _opens_behind(tokens[naming.last + 1 :])
    if naming.sort == "seat":
        return _preposition(head_of(naming, tokens)) in {"in", "at", "near", "outside", "inside"}
    if naming.sort not in _PLACES or naming.entry.kind == "movement":
        return False
    if naming.entry.kind == "organisation" and naming.sort == "name" and naming.code != "EUROPE":
        return _beside(head_of(naming, tokens))
    head = head_of(naming, tokens)
    if _dateline(naming, tokens) or _apposed(naming, tokens):
        return True
    if (
        naming.sort == "city"
        and head.dep not in {"nsubj", "nsubjpass", "poss"}
        and _preposition(head) not in {"with", "by", "between"}
    ):
        return True
    if head.dep in {"compound", "nmod", "amod"}:
        return naming.sort != "name" and head.head.lemma in _EVENTS
    if head.dep == "poss":
        return naming.sort != "name" and head.head.lemma in _EVENTS - {"time", "visit", "agreement", "deal"}
    if head.dep in {"dobj", "obj"} and head.head.lemma in _VISITS:
        return True
    if head.dep in {"appos", "npadvmod", "conj", "dep"}:
        above = head.head
        if head.dep == "conj":
            while above.dep == "conj":
                above = above.head
        return _located(above) if above.dep in {"pobj", "npadvmod", "appos"} else head.dep == "npadvmod"
    return _located(head)


def _apposed(naming: Naming, tokens: list[Token]) -> bool:
    """True for "in the Chadian capital, N'Djamena", whatever the parse makes of it."""
    before = tokens[max(0, naming.first - 2) : naming.first]
    return naming.sort != "name" and len(before) == 2 and before[1].text == "," and before[0].lower in _SETTLEMENTS


def _hyphenated(naming: Naming, tokens: list[Token]) -> bool:
    """True for "US-led" and "Russia-Ukraine"; "Hanoi-based" is a place."""
    after = tokens[naming.last : naming.last + 2]
    if len(after) < 2 or after[0].text not in {"-", "–"} or after[0].start != tokens[naming.last - 1].end:
        return False
    return after[1].start == after[0].end and after[1].lower not in {"based", "born", "area", "region", "educated"}


def head_of(naming: Naming, tokens: list[Token]) -> Token:
    """The syntactic head of a name: its token that depends on something outside."""
    span = tokens[naming.first : naming.last]
    for token in reversed(span):
        if token.head is token or not naming.first <= token.head.i < naming.last:
            return token
    return span[-1]


def _beside(head: Token) -> bool:
    """True for a gathering at which others meet: "at the G20", "on the sidelines of APEC"."""
    if head.dep != "pobj":
        return False
    above = head.head.head
    return head.head.lower == "at" or (head.head.lower == "of" and above.lower in _MARGINS)


def _preposition(token: Token) -> str:
    return token.head.lower if token.dep == "pobj" else ""


def _located(head: Token) -> bool:
    """True under a preposition that makes a place of its object."""
    if head.dep not in {"pobj", "appos", "npadvmod"} or head.head.pos not in {"ADP", "SCONJ", "ADV", "PART", "VERB"}:
        return False
    preposition, above = head.head.lower, head.head.head
    if preposition in {"through", "via", "over", "beyond"}:
        return above.lemma in _MOTION or above.lemma in _MOTION_NOUNS
    if preposition in _PREPOSITIONS:
        return above.lemma not in TRUST
    if preposition == "to":
        return _towards(above, head)
    if preposition == "from":
        return above.lemma in _MOTION or above.lemma in _MOTION_NOUNS or above.lemma in _REPORTS
    if preposition == "of":
        return above.lemma in {
            "city",
            "town",
            "outskirts",
            "south",
            "north",
            "east",
            "west",
            "suburb",
            "part",
            "outside",
            "out",
            "streets",
        }
    return preposition == "for" and above.lemma in {"leave", "depart", "head", "bind", "bound"}


def _towards(above: Token, head: Token) -> bool:
    if above.lemma in _MOTION or above.lemma in _MOTION_NOUNS or above.pos in {"ADP", "ADV"}:
        thing = above.child("dobj") if above.pos == "VERB" else None
        return thing is None or thing.lemma not in _MESSAGES
    if above.lemma in _SENDS:
        thing = above.child("dobj", "nsubjpass")
        return thing is None or thing.lemma not in _MESSAGES
    return False


def _opens_behind(after: list[Token]) -> bool:
    """True where a sentence begins right behind a dash without a blank: "Addis Ababa-The chief of the union"."""
    return bool(after) and after[0].text in {"The", "A", "An", "In", "At"}


def _dateline(naming: Naming, tokens: list[Token]) -> bool:
    """True for the place before an agency's dash: "Istanbul, 28 February -", "DUBAI, United Arab Emirates (AP) -"."""
    first = naming.first
    while first > 0 and tokens[first - 1].text.strip() and tokens[first - 1].end + 1 >= tokens[first].start:
        before = tokens[first - 1]
        if naming.first - first > 4 or not (before.text.isupper() or before.text in {",", "/"}):
            return False
        first -= 1
    after = tokens[naming.last : naming.last + 8]
    if not after or after[0].text not in {",", "(", "-", "–", "—", ".", "--", ":"}:
        return False
    if after[0].text in {"-", "–", "—", "--"}:
        return after[0].start > tokens[naming.last - 1].end
    if after[0].text == ":" and first == 0 and after[1:2] and after[1].text[0].isupper():
        return naming.sort != "name"
    return after[0].text == "(" or any(t.text in _DASHES and t.start > tokens[t.i - 1].end for t in after[1:])
