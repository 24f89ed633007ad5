"""Mediation: who brokers or hosts a contact without being a party, and whether it is called direct."""

from __future__ import annotations

from collections.abc import Iterator

from communique.findings.arguments import actors_at, after_prepositions, left_modifiers, objects, subject_tokens
from communique.findings.contacts.participants import Participation
from communique.findings.contacts.triggers import Trigger
from communique.findings.contacts.vocabulary import lexicon
from communique.model.actors import Actor
from communique.reading.parse import Token
from communique.reading.reading import Reading


def find_mediators(reading: Reading, trigger: Trigger, taking: Participation) -> None:
    """Add those who mediate: "Chadian-brokered talks", "hosted by Chad", "with Chad as mediator"."""
    roles = lexicon()["mediation"]
    met: set[str] = set()
    nodes = [trigger.token] + ([trigger.support] if trigger.support else [])
    for node in nodes:
        for child in said_to_lead(node):
            if (leader := reading.actor_at(child)) is not None:
                _mediate(leader, taking)
        partners = after_prepositions(node, ("between", "among", "of"))
        for child in (*node.children, *(c for token in partners for c in token.children if c.tag == "VBN")):
            if child.dep in {"acl", "relcl", "advcl"} and child.lemma in roles["verbs"]:
                for token in after_prepositions(child, ("by",)) + (
                    subject_tokens(child) if child.dep != "acl" and child.tag != "VBN" else []
                ):
                    _mediate_all(reading, token, taking)
            if child.dep in {"prep", "agent"}:
                for below in child.children:
                    if any(_is_mediating(one, roles) for one in below.conjuncts()) or _is_said_to_mediate(
                        node, child, roles
                    ):
                        _mediate_all(reading, below, taking)
                    elif below.lemma in roles["nouns"]:
                        for actor in actors_at(reading, below):
                            met |= set(actor.parties) if child.lower == "with" else set()
                            taking.mediate(actor)
                    elif node is trigger.support and child.lower == "by" and node.lemma in roles["verbs"]:
                        _mediate_all(reading, below, taking)
    support = trigger.support
    if (
        support is not None
        and trigger.relation == "dobj"
        and support.lemma in roles["presiding"]
        and len(taking.parties) >= 2
    ):
        for token in subject_tokens(support):
            _mediate_all(reading, token, taking)
    if len(taking.subject) > 1:
        for actor in _called_mediators(reading, trigger.token):
            taking.mediate(actor)
    if len(set(taking.parties) - met) < 2:
        for code in met & set(taking.parties):
            del taking.mediators[code]  # "the delegation met with Qatari mediators": these are who it met
    for code in taking.mediators:
        if len(taking.parties) > 2 or (code in taking.parties and len(taking.parties) > 1):
            taking.parties.pop(code, None)


def said_to_lead(noun: Token) -> list[Token]:
    """Who is named before a participle of mediation left of a noun: "Chad" of "Chad-brokered talks"."""
    roles = lexicon()["mediation"]
    found: list[Token] = []
    beside = {child.i: child for child in noun.children}
    for token in left_modifiers(noun) if noun.pos in {"NOUN", "PROPN"} else []:
        joined = token.lower in roles["participles"] and "-" in {c.text for c in token.children}
        if token.lower in roles["strong"] or joined:
            found.extend(token.children)
        dash, leader = beside.get(token.i - 1), beside.get(token.i - 2)
        if token.lower in roles["participles"] and dash is not None and dash.text == "-" and leader is not None:
            found.append(leader)  # the three side by side in the parse
    return found


def _called_mediators(reading: Reading, verb: Token) -> Iterator[Actor]:
    """Whom several meet who is called a mediator: "the ministers of A and B met the UN mediator, X"."""
    for token in objects(verb) + after_prepositions(verb, ("with",)):
        for actor in actors_at(reading, token, deep=False):
            words = reading.parse.tokens[actor.first : actor.last]
            beside = [c for c in token.children if c.dep in {"appos", "compound"}]
            if any(t.lemma in {"mediator", "facilitator"} for t in (*words, *beside, token)):
                yield actor


def _is_said_to_mediate(node: Token, child: Token, roles: dict[str, list[str]]) -> bool:
    """True where the parse hangs the role on the verb: "held talks with Chad as mediator"."""
    return child.lower == "with" and any(
        other.dep == "prep" and other.i > child.i and (_names_role(other, roles) or _is_chair(other))
        for other in node.children
    )


def _is_chair(preposition: Token) -> bool:
    """True for "with Chad in the chair"."""
    return preposition.lower == "in" and any(below.lower == "chair" for below in preposition.children)


def _names_role(preposition: Token, roles: dict[str, list[str]]) -> bool:
    below = [c for b in preposition.children for c in b.conjuncts()]
    return preposition.lower == "as" and any(c.lemma in roles["nouns"] or c.lemma == "host" for c in below)


def _is_mediating(token: Token, roles: dict[str, list[str]]) -> bool:
    """True for whoever stands beside a contact in another role: "with Chad mediating", "with Chad as the host"."""
    for child in token.children:
        if child.dep == "acl" and child.lemma in roles["verbs"] and child.tag == "VBG":
            return True
        if child.dep == "prep" and (_names_role(child, roles) or _is_chair(child)):
            return True
    return False


def _mediate_all(reading: Reading, token: Token, taking: Participation) -> None:
    for actor in actors_at(reading, token):
        _mediate(actor, taking)


def _mediate(actor: Actor, taking: Participation) -> None:
    if set(actor.parties) - set(taking.parties) or len(taking.parties) > 2:
        taking.mediate(actor)


def find_directness(trigger: Trigger, taking: Participation) -> None:
    """Whether the words about a contact call it direct or indirect."""
    roles = lexicon()["mediation"]
    near = {t.lower for t in left_modifiers(trigger.token)} | {c.lower for c in trigger.token.children}
    if trigger.support is not None:
        near |= {c.lower for c in trigger.support.children if c.dep == "advmod"}
    taking.indirect = bool(near & set(roles["indirect"]))
    taking.direct = bool(near & set(roles["direct"]))
