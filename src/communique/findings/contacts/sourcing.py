"""Sourcing: to whom a contact's report is attributed, also where the source is only somebody's office or spokesman."""

from __future__ import annotations

from communique.data import load_toml
from communique.findings.arguments import VERBS
from communique.findings.contacts.sites import place_of_dispatch, place_state
from communique.findings.contacts.triggers import Trigger
from communique.model.actors import Actor
from communique.reading.parse import Token
from communique.reading.reading import Attribution, Reading


def said_by(reading: Reading, trigger: Trigger) -> str | None:
    """The person or party to whom the article attributes what it says here; None in the reporter's own voice."""
    attribution = _attribution(reading, trigger)
    if attribution is None or attribution.actor is None:
        return None
    actor = attribution.actor
    if actor.person is not None:
        return actor.person.name
    return actor.parties[0] if len(actor.parties) == 1 else None


def plain_source(reading: Reading, trigger: Trigger) -> str | None:
    """The source that tells of the contact itself, in the clause that the verb of saying governs.

    "They will return on Monday, Hansen told reporters"; not "Hansen said that much was left to do in the talks".
    """
    attribution = _attribution(reading, trigger)
    if attribution is None or attribution.cue_token is None or trigger.relation == "prep" or trigger.process:
        return None
    verb = trigger.predicate
    while verb.dep in {"conj", "xcomp", "nsubj", "nsubjpass"} and verb.head.pos in VERBS:
        if verb.dep == "nsubj" and verb.head.lemma == "be":
            return None  # "the talks were useful": that they were held is taken for granted
        verb = verb.head
    told = verb.dep in {"ccomp", "parataxis"} and verb.head.i == attribution.cue_token
    return said_by(reading, trigger) if told else None


def unnamed_source(reading: Reading, trigger: Trigger) -> str | None:
    """The party for which a source speaks that is named only by whom it serves.

    "his office said", "a spokesman for the president", "an aide in Oslo"; "OSLO - ..., a government spokesman said".
    """
    attribution = _attribution(reading, trigger)
    if attribution is None or attribution.source is None:
        return None
    if attribution.actor is not None and (attribution.actor.person or attribution.actor.parties):
        return None
    first, last = attribution.source
    source = [token for token in reading.parse.tokens if first <= token.start and token.end <= last]
    parties = {code for token in source for code in _served(reading, token)}
    words = {token.lemma for token in source}
    if not parties and words & set(load_toml("contacts")["sourcing"]["own"]) and "source" not in words:
        parties = _country_of_dispatch(reading)
    return parties.pop() if len(parties) == 1 else None


def _attribution(reading: Reading, trigger: Trigger) -> Attribution | None:
    found = reading.attribution_over(trigger.token.start, trigger.token.end)
    return found if found is not None and found.speech else None


def _served(reading: Reading, token: Token) -> tuple[str, ...]:
    """The parties of somebody whose office, spokesman or aide a source is ("his office", "an aide to the king")."""
    words = load_toml("contacts")["sourcing"]
    actor = reading.actor_at(token)
    if actor is None or actor.head != token.i:
        return ()
    if token.dep == "poss" and token.head.lemma in words["offices"] and not actor.place:
        return actor.parties
    if token.dep != "pobj":
        return ()
    office, preposition = token.head.head, token.head.lower
    if preposition in {"for", "to", "of"} and not actor.place:
        return actor.parties if office.lemma in words["offices"] or office.lower == "one" else ()
    return _seat(actor) if preposition == "in" and office.lemma in words["seated"] else ()


def _seat(actor: Actor) -> tuple[str, ...]:
    return actor.parties if actor.place else ()


def _country_of_dispatch(reading: Reading) -> set[str]:
    """The country in which a dispatch was written, whose government is meant by "the government"."""
    code = place_state(place_of_dispatch(reading) or "")
    return {code} if code else set()
