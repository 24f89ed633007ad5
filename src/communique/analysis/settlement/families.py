"""Positions that no known question fits, those on one thing together: a question in the record's own words.

Two positions are on one thing where they are on one issue and most of what the shorter one names is named by the other.
Words that much of the record uses tell less than rare ones, and one word in common is enough only where a party is
heard in both articles. Where the members of a family differ in a quantity ("60 days", "120 days"), each quantity is an
option, else the question is yes or no.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache

from communique.analysis.matters import Matter, matter_of
from communique.data import load_toml
from communique.model.findings import Position

# Of the fewer words this share of weight must be common, and of all of them that.
_OF_FEWER, _OF_ALL = 0.65, 0.28
# Of the members of a family this share must be alike.
_OF_MEMBERS = 0.5
_UNCOUNTED = ("per cent", "percent", "%", "km")


@dataclass(frozen=True, slots=True)
class Member:
    """A position with what its words name: content and names as tokens, the parties in it, the limits of kind.

    `turned` where its words turn or deny the sense ("an end to the quota"); `quantity` as worded, or "".
    """

    position: Position
    tokens: frozenset[str]
    parties: frozenset[str]
    kinds: frozenset[str]
    turned: bool
    quantity: str


@dataclass(slots=True)
class Family:
    """Positions on one thing; `key` and `name` are those of the first."""

    key: str
    name: str
    members: list[Member] = field(default_factory=list)

    @property
    def turned(self) -> bool:
        return self.members[0].turned

    @property
    def quantities(self) -> tuple[str, ...]:
        """The quantities that tell options apart; () where there are less than two."""
        found = tuple(dict.fromkeys(member.quantity for member in self.members if member.quantity))
        return found if len(found) > 1 else ()


def families(positions: Iterable[Position], everything: Iterable[Position]) -> list[Family]:
    """Families of positions, in the order of their first members; a position that names nothing has one of its own.

    `everything` are all positions of the record: they say which articles share a party.
    """
    members = [_member(position) for position in positions]
    weights = _weights(members)
    heard: defaultdict[str, set[str]] = defaultdict(set)
    for position in everything:
        heard[position.article].add(position.party)
    found: list[Family] = []
    for member in members:
        scored = [(score, n) for n, family in enumerate(found) if (score := _fit(member, family, weights, heard))]
        if scored:
            found[max(scored, key=lambda pair: (pair[0], -pair[1]))[1]].members.append(member)
        else:
            taken = {family.key for family in found}
            found.append(Family(_key(member, taken), member.position.about, [member]))
    return found


def quantity_of(words: str) -> str:
    """The quantity that words name, as "60 days"; "" without one, or with several.

    >>> quantity_of("a sixty-day truce"), quantity_of("a force of 30,000"), quantity_of("the accord of 2015")
    ('60 days', '30,000', '')
    """
    numbers = _lists().numbers
    found = set()
    for match in _lists().quantity.finditer(words):
        number, unit = (
            (match["n"] or match["bare"]).casefold().rstrip(",."),
            (match["unit"] or "").casefold().removesuffix("s"),
        )
        number = numbers.get(number, number)
        if not unit:
            found.add(number)
            continue
        found.add(f"{number} {unit}{'' if number == '1' or unit in _UNCOUNTED else 's'}")
    return found.pop() if len(found) == 1 else ""


def _member(position: Position) -> Member:
    lists = _lists()
    about = lists.quantity.sub(" ", position.about)
    matter: Matter = matter_of(about, position.issue.value)
    codes = {name for name in matter.names if name.isupper()}
    words = {lists.same.get(word, word) for word in {*matter.content, *(matter.names - codes)}}
    kinds = frozenset(word for word in matter.narrowing if not word[0].isdigit())
    return Member(position, frozenset(words - lists.plain), frozenset(codes), kinds,
                  matter.turned != matter.negated,
                  quantity_of(position.about) or quantity_of(position.condition or ""))  # fmt: skip


def _weights(members: Sequence[Member]) -> dict[str, float]:
    """How much a word tells: the more, the fewer articles use it."""
    articles: defaultdict[str, set[str]] = defaultdict(set)
    for member in members:
        for token in member.tokens:
            articles[token].add(member.position.article)
    number = len({member.position.article for member in members})
    return {token: math.log(1 + number / len(those)) for token, those in articles.items()}


def _fit(member: Member, family: Family, weights: dict[str, float], heard: dict[str, set[str]]) -> float:
    """How well a position fits a family; 0.0 where it does not."""
    if member.position.issue is not family.members[0].position.issue:
        return 0.0
    scores = [_alike(member, other, weights, heard) for other in family.members]
    if sum(score > 0 for score in scores) < _OF_MEMBERS * len(scores):
        return 0.0
    return sum(scores) / len(scores)


def _alike(one: Member, other: Member, weights: dict[str, float], heard: dict[str, set[str]]) -> float:
    same_article = one.position.article == other.position.article
    if same_article and one.position.about == other.position.about:
        return 1.0
    if one.parties and other.parties and not one.parties & other.parties:
        return 0.0
    if one.kinds and other.kinds and not one.kinds & other.kinds:
        return 0.0
    shared = one.tokens & other.tokens
    # Where no party is heard in both articles, one word in common is too little.
    if len(shared) < 2 and not heard[one.position.article] & heard[other.position.article]:
        return 0.0
    common = _weight(shared, weights)
    if one.quantity and one.quantity == other.quantity and (common or not one.tokens or not other.tokens):
        return 1.0
    fewer = min(_weight(one.tokens, weights), _weight(other.tokens, weights))
    if not common:
        # Two that name nothing more than "the plan" and "the initiative" mean one plan where they stand in one article.
        bare = not one.tokens and not other.tokens and not one.parties and not other.parties
        return 1.0 if bare and same_article and _is_whole(one) and _is_whole(other) else 0.0
    # "Such a clause" points back to what its article has named in full.
    points = same_article and any(_lists().pointing.match(each.position.about) for each in (one, other))
    of_all = common / _weight(one.tokens | other.tokens, weights)
    return of_all if common >= _OF_FEWER * fewer and (of_all >= _OF_ALL or points) else 0.0


def _is_whole(member: Member) -> bool:
    """Whether a position is on a plan as a whole."""
    return _lists().whole.search(member.position.about) is not None


def _weight(tokens: Iterable[str], weights: dict[str, float]) -> float:
    return sum(weights[token] for token in tokens)


def _key(member: Member, taken: Iterable[str]) -> str:
    """The issue and the words of the first position, of which the list of words makes no difference."""
    words = "-".join(sorted(member.tokens)) or "-".join(sorted(member.parties))
    words = words or "-".join(re.findall(r"\w+", member.position.about.casefold())[:4])
    key = f"{member.position.issue.value}/{words}"
    number = Counter(other.partition("#")[0] for other in taken)[key]
    return f"{key}#{number + 1}" if number else key


@dataclass(frozen=True, slots=True)
class _Lists:
    plain: frozenset[str]
    same: dict[str, str]
    numbers: dict[str, str]
    quantity: re.Pattern[str]
    pointing: re.Pattern[str]
    whole: re.Pattern[str]


@cache
def _lists() -> _Lists:
    data = load_toml("settlement")["families"]
    same = {stem: stems[0] for stems in data["same"] for stem in stems}
    numbers = {word: str(number) for word, number in data["numbers"].items()}
    amount = "|".join(sorted(numbers, key=len, reverse=True))
    counted = rf"\b(?P<n>\d[\d,.]*|{amount})[\s-]*(?P<unit>{data['units']})(?![a-z])"
    # A number alone counts where it is no year and no number of an article.
    pattern = counted + r"|(?<![\w.,])(?P<bare>\d{1,3}(?:,\d{3})+|\d{5,})(?!\w)"
    patterns = (re.compile(text, re.IGNORECASE) for text in (pattern, data["pointing"], data["whole"]))
    return _Lists(frozenset(data["plain"]), same, numbers, *patterns)
