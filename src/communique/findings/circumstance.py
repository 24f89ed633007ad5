"""Circumstance: when and where a contact takes place, as the words around its trigger give it."""

from __future__ import annotations

from datetime import date

from communique.findings.arguments import after_prepositions
from communique.findings.triggers import Trigger
from communique.model.findings import Status, TimeExpression
from communique.model.when import When, parse_when
from communique.reading.parse import Token
from communique.reading.reading import Reading

HAPPENED = frozenset({Status.HELD, Status.UNDER_WAY})
AHEAD = frozenset({Status.SCHEDULED, Status.PLANNED, Status.PROPOSED, Status.POSSIBLE})
PLACES = frozenset({"GPE", "LOC", "FAC"})
MAX_DAYS = 400
FAR = 12
"""Cost from which a time expression is not the contact's: it belongs to the verb of saying or to another clause."""
SAYING = frozenset({"say", "tell", "announce", "report", "state", "declare", "add", "confirm", "disclose", "reveal"})


def find_date(reading: Reading, trigger: Trigger, status: Status) -> tuple[str | None, int]:
    """The EDTF date of a contact and the cost of attaching it (0: its own clause); None when nothing is said.

    A time expression counts when its clause is the trigger's, or lies on the way up to it; one that belongs to the verb
    of saying ("said on Monday that") does not.
    """
    sentence = reading.parse.sentence_of(trigger.token)
    best: tuple[int, str] | None = None
    for time in reading.times_in(sentence):
        when = parse_when(time.edtf) if time.edtf else None
        if when is None or (when.days or 0) > MAX_DAYS or not _fits(when, status, reading.article.published_day):
            continue
        token = token_at(reading, time)
        if token is None:
            continue
        cost = _cost(token, trigger, status)
        if cost is not None and cost < FAR and (best is None or cost < best[0]):
            best = (cost, time.edtf or "")
    return (best[1], best[0]) if best else (None, 99)


def token_at(reading: Reading, time: TimeExpression) -> Token | None:
    """The head token of a time expression: the one whose head lies outside it."""
    inside = [t for t in _tokens_between(reading, time.start, time.end)]
    for token in inside:
        if not (time.start <= token.head.start < time.end) or token.head is token:
            return token
    return inside[0] if inside else None


def _tokens_between(reading: Reading, start: int, end: int) -> list[Token]:
    tokens = reading.parse.tokens
    low, high = 0, len(tokens)
    while low < high:
        middle = (low + high) // 2
        if tokens[middle].end <= start:
            low = middle + 1
        else:
            high = middle
    found = []
    while low < len(tokens) and tokens[low].start < end:
        found.append(tokens[low])
        low += 1
    return found


def _fits(when: When, status: Status, published: str | None) -> bool:
    """False for a date that cannot be meant: a held contact after publication, a coming one long before it."""
    if published is None:
        return True
    today = date.fromisoformat(published)
    if status in HAPPENED and when.earliest is not None:
        return when.earliest <= today
    if status in AHEAD and when.latest is not None:
        return (today - when.latest).days <= 1
    return True


def _cost(time: Token, trigger: Trigger, status: Status) -> int | None:
    """How far the time expression stands from the trigger in the parse; None when another clause owns it."""
    chain = {token.i: depth for depth, token in enumerate([time, *time.ancestors()])}
    node: Token = trigger.token
    for up, token in enumerate([node, *node.ancestors()]):
        if token.i in chain:
            cost = up + chain[token.i]
            between = [t for t in [time, *time.ancestors()] if chain[t.i] < chain[token.i]]
            if any(t.pos in {"VERB", "AUX"} and t.dep in {"relcl", "advcl", "conj"} for t in between):
                cost += 4
            if token.lemma in SAYING and token.pos == "VERB" and up > 0:
                cost += 12
            cost += min(abs(time.i - node.i) // 6, 4)
            return cost
    return None


def find_place(reading: Reading, trigger: Trigger) -> str | None:
    """The city, else the country, in which a contact takes place; None when nothing is said."""
    nodes = [trigger.token] + ([trigger.support] if trigger.support else [])
    node = trigger.token
    for _ in range(3):
        if node.head is node:
            break
        node = node.head
        if node.pos == "VERB" and node not in nodes:
            if node.lemma in SAYING:
                break
            nodes.append(node)
    for node in nodes:
        for token in after_prepositions(node, ("in", "at", "to" if trigger.kind == "visit" else "in", "into", "near")):
            if name := place_name(reading, token):
                return name
    for child in trigger.token.children:
        if child.i < trigger.token.i and child.dep == "compound" and child.ent == "GPE":
            actor = reading.actor_at(child)
            if actor is None or actor.place:
                return place_name(reading, child)
    if trigger.frame in {"travel", "motion"}:
        for child in trigger.token.children:
            if child.dep == "dobj" and (name := place_name(reading, child)):
                return name
    return None


def place_name(reading: Reading, token: Token) -> str | None:
    """The name of the place that a noun phrase names ("the Saudi city of Jeddah": Jeddah)."""
    for candidate in [token, *token.subtree()]:
        if candidate.ent in {"GPE", "FAC"} and candidate.pos == "PROPN" and candidate.dep != "amod":
            name = _entity(reading, candidate)
            # "U.S.-Russia" is who talks, not where.
            return None if "-" in name and candidate.dep == "compound" else name
    return None


def _entity(reading: Reading, token: Token) -> str:
    tokens = reading.parse.tokens
    first = token.i
    while first > 0 and not tokens[first].ent_start and tokens[first - 1].ent == token.ent:
        first -= 1
    last = token.i + 1
    while last < len(tokens) and tokens[last].ent == token.ent and not tokens[last].ent_start:
        last += 1
    name = reading.parse.text[tokens[first].start : tokens[last - 1].end]
    return name.removeprefix("the ").removesuffix("'s").removesuffix("’s")
