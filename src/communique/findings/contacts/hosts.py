"""Hosts: the country that somebody visits, where no place of a contact is told ("received the visiting envoy")."""

from __future__ import annotations

from communique.findings.arguments import is_attributive
from communique.findings.contacts.folds import Fold
from communique.findings.contacts.participants import persons_of
from communique.model.actors import Actor
from communique.model.findings import ContactKind
from communique.reading.actors.gazetteer import load_gazetteer
from communique.reading.reading import Reading


def visited_country(reading: Reading, fold: Fold, *, news: bool) -> str | None:
    """The name of the country of two that hosts the other: that of the one who receives a visitor.

    Where the contact is the `news` of the article, a visitor counts wherever the article calls somebody one.

    "Chad's minister met with visiting Norwegian envoy A": Chad; "A's visit was useful, Chad's minister said": Chad.
    """
    if len(fold.parties) != 2:
        return None
    guests = _guests(reading, fold, news=news)
    if not guests and fold.kind is ContactKind.VISIT:
        guests = _visitors(reading, fold)
    hosts = fold.parties - guests
    return _name(reading, hosts.pop()) if len(guests) == 1 and len(hosts) == 1 else None


def _guests(reading: Reading, fold: Fold, *, news: bool) -> set[str]:
    """The parties of those who are called visiting: in the sentences of the contact, else of news anywhere."""
    visiting = [actor for actor in reading.actors if _is_visiting(reading, actor)]
    told = {sentence.index for sentence in fold.sentences()}
    here = [actor for actor in visiting if reading.parse.tokens[actor.head].sent in told]
    anywhere = [actor for actor in visiting if news and set(actor.parties) <= fold.parties]
    return {code for actor in here or anywhere for code in actor.parties}


def _is_visiting(reading: Reading, actor: Actor) -> bool:
    tokens = reading.parse.tokens
    before = tokens[max(actor.first - 1, 0) : actor.head]
    return actor.kind in {"person", "group"} and any(
        token.lower == "visiting" and (token.dep == "amod" or is_attributive(token)) for token in before
    )


def _visitors(reading: Reading, fold: Fold) -> set[str]:
    """The parties of those whose visit is told."""
    homes = {person.name: person.party for actor in reading.actors for person in persons_of(actor)}
    told = {name for one in fold.mentions for name in one.mention.taking.persons}
    return {party for name in told if (party := homes.get(name)) is not None}


def _name(reading: Reading, code: str) -> str | None:
    """What the article calls a state, else its usual name; None for other parties."""
    known = load_gazetteer().parties.get(code)
    if known is None or known.kind != "state":
        return None
    tokens = reading.parse.tokens
    for actor in reading.actors:
        head = tokens[actor.head]
        if actor.kind == "party" and actor.parties == (code,) and head.ent == "GPE":
            entry = load_gazetteer().lookup(reading.parse.text[tokens[actor.first].start : head.end])
            if entry is not None and entry.sort == "name":
                return reading.parse.text[tokens[actor.first].start : head.end]
    return known.name
