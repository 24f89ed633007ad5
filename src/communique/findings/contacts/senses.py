"""Senses: whether a verb tells of a contact where it stands, or of something else."""

from __future__ import annotations

from communique.findings.arguments import objects
from communique.findings.contacts.vocabulary import lexicon
from communique.reading.parse import Token


def is_reciprocal(token: Token) -> bool:
    """True for "see each other", "face one another"."""
    if token.lemma not in {"see", "face", "meet"}:
        return False
    target = token.child("dobj", "npadvmod")
    return target is not None and target.lower in {"other", "another"}


def is_on_the_phone(token: Token) -> bool:
    """True for "were on the telephone with"."""
    return any(c.lower == "on" and any(b.lemma in {"telephone", "phone"} for b in c.children) for c in token.children)


def is_stay(token: Token) -> bool:
    """True for "the envoy was in Tehran on Tuesday", "has been to China": a person in a country, and when."""
    to = any(c.dep == "prep" and c.lower == "to" and any(b.ent == "GPE" for b in c.children) for c in token.children)
    within = any(
        c.dep == "prep" and c.lower == "in" and any(b.ent == "GPE" for b in c.children) for c in token.children
    )
    dated = any(c.ent == "DATE" or any(b.ent == "DATE" for b in c.children) for c in token.children)
    subject = token.child("nsubj")
    someone = subject is not None and (subject.ent == "PERSON" or subject.pos in {"PRON", "NOUN"})
    return someone and (to or (within and dated))


def is_calling_on(token: Token) -> bool:
    """True for "called on Prime Minister Sousa", "looked in on him"; not for "called on Chad to stop"."""
    if any(c.dep in {"xcomp", "ccomp"} for c in token.children):
        return False
    particle = any(c.dep == "prt" and c.lower == "on" for c in token.children)
    if (person := token.child("dobj")) is not None:
        return particle and _is_someone(person)
    later = [c for c in token.children if c.dep in {"advcl", "acl"} and any(b.lower == "to" for b in c.children)]
    for child in token.children:
        if child.dep in {"prep", "prt"} and child.lower in {"on", "upon"}:
            return not later and any(_is_someone(below) for below in child.children if below.dep == "pobj")
    return False


def _is_of_time(preposition: Token) -> bool:
    """True for "on Tuesday evening", "for half an hour"."""
    for below in preposition.children:
        if below.lemma in SPANS or any(t.ent in {"DATE", "TIME"} for t in (below, *below.children)):
            return True
    return False


def _is_someone(token: Token) -> bool:
    return token.ent == "PERSON" or token.lower in {"him", "her", "them"} or token.lemma in lexicon()["levels"]


def is_together(token: Token) -> bool:
    """True for "was with the president in Oslo for an hour", "were together for eight hours"."""
    for child in token.children:
        if child.i < token.i:
            continue
        if child.lower == "together" and child.dep in {"advmod", "acomp"}:
            return any(c.lower == "for" for c in token.children)
        if child.dep == "prep" and child.lower == "with":
            return any(_is_someone(below) for below in child.children if below.dep == "pobj")
    return False


def is_other_use(token: Token) -> bool:
    """True where the verb has another sense: "call for", "meet a target", "see a rise", "face sanctions"."""
    children = {c.lower for c in token.children if c.dep in {"prep", "prt"} and not _is_of_time(c)}
    if token.lemma == "call":
        people = {one.i for one in objects(token)}
        named = any(child.dep == "oprd" and child.i not in people for child in token.children)
        return bool(children & {"for", "on", "off", "upon", "in"}) or named or token.child("ccomp", "xcomp") is not None
    if token.lemma == "meet":
        target = token.child("dobj")
        return target is not None and target.lemma in {
            "demand", "condition", "target", "deadline", "need", "requirement", "goal", "obligation", "standard",
            "challenge", "criterion", "resistance", "expectation", "commitment", "request", "cost", "objective",
        }  # fmt: skip
    if token.lemma == "invite":
        return has_purpose(token)
    if token.lemma == "see":
        return token.child("ccomp", "xcomp", "prt") is not None
    if token.lemma == "write":
        return "to" not in children
    if token.lemma in {"speak", "talk", "converse"}:
        return _is_telling(token, children)
    return False


def is_joint(token: Token) -> bool:
    """True for what parties do at one table: "signed the accord", "put their names to it", "sat for two days"."""
    words = lexicon()["joint"]
    if token.lemma in words["dated"] and (has_purpose(token) or token.head.lemma in lexicon()["nouns"]):
        return False  # "agreed to hold talks", "a call that they had agreed" tell of those
    if token.lemma in words["verbs"] or token.lemma in words["dated"]:
        return not any(c.dep == "prt" or (c.dep == "prep" and c.lower in {"up", "off"}) for c in token.children)
    return token.lemma in words["put"] and any(c.lemma in words["names"] for c in objects(token))


def is_return(token: Token) -> bool:
    """True for sides that come together again: "the two delegations return to Geneva", "both teams will be back"."""
    back = any(c.lower == "back" and c.dep in {"advmod", "prt", "acomp"} for c in token.children)
    if token.lemma not in {"return", "reconvene"} and not (token.lemma in {"be", "come", "go"} and back):
        return False
    subject = token.child("nsubj")
    if subject is None or any(c.lower == "home" for c in token.children):
        return False
    return subject.lemma in lexicon()["joint"]["bodies"] and subject.tag in {"NNS", "NNPS"}


def has_purpose(token: Token) -> bool:
    """True where the verb of motion only leads to a contact that is named ("flew to Doha for talks", "to meet")."""
    words = lexicon()
    return any(t.lemma in words["nouns"] or t.lemma in words["verbs"] for t in token.subtree() if t is not token)


def carries(token: Token, nouns: list[str]) -> bool:
    target = token.child("dobj") or token.child("nsubjpass")
    return target is not None and target.lemma in nouns


def tells_remotely(token: Token, remote: list[str]) -> bool:
    """True for "told him by telephone", "congratulated her in a video link"."""
    for child in token.children:
        if child.dep == "prep" and child.lower in {"by", "over", "on", "in", "via", "during"}:
            for below in child.children:
                if below.lower in remote or any(t.lower in remote for t in below.children):
                    return below.lemma not in {"call", "conversation"}
    return False


def _is_telling(token: Token, prepositions: set[str]) -> bool:
    """True for "spoke to reporters", "spoke of progress", "speaks for the party": no counterpart is meant."""
    if prepositions & {"of", "about"} and (_is_shared(token) or tells_remotely(token, lexicon()["remote"]["words"])):
        return False
    if prepositions & {"of", "about", "against", "up", "out"} and not prepositions & {"with", "to"}:
        topics = [b for c in token.children if c.dep == "prep" for b in c.children]
        named = any(topic.lemma in lexicon()["nouns"] for topic in topics)  # "spoke of talks with Chad"
        return named or not any(t.lower == "with" and t.dep == "prep" for t in token.subtree())
    if any(c.lower == "for" and not _is_of_time(c) for c in token.children):
        return not prepositions & {"with", "to"}
    for child in token.children:
        if child.dep in {"prep", "agent"}:
            for below in child.children:
                if below.lemma in lexicon()["audience"]:
                    return True
        if child.dep == "nsubj" and child.lemma in {"source", "official"} and "on" in prepositions:
            return True
    return token.dep in {"advcl", "acl"} and token.tag == "VBG" and not prepositions & {"with"}


def _is_shared(verb: Token) -> bool:
    """True for a subject of several who can speak with one another: "the two spoke of oil", "A and B talked"."""
    subject = verb.child("nsubj")
    if subject is None:
        return False
    several = {"two", "both", "three", "pair"}
    named = any(c.dep == "conj" and c.pos in {"PROPN", "NOUN"} for c in subject.children)
    return named or subject.lower in several or any(c.lower in several for c in subject.children)


def is_aggregate(verb: Token) -> bool:
    """True for what is counted together: "have met nine times since the autumn", "meet regularly"."""
    if any(child.lemma in REPEATEDLY for child in verb.children):
        return True
    counted = any(c.lemma == "time" and c.tag == "NNS" and c.child("nummod", "amod") for c in verb.children)
    return counted and any(c.lemma == "have" and c.dep == "aux" for c in verb.children)


def is_silence(verb: Token) -> bool:
    """True for what has not been for a while, which is no contact ruled out: "has not spoken with her for weeks"."""
    perfect = any(c.lemma == "have" and c.dep == "aux" for c in verb.children)
    denied = any(c.dep == "neg" for c in verb.children)
    while_ = [c for c in verb.children if c.lower in {"for", "since"} and c.dep in {"prep", "mark"}]
    return perfect and denied and any(c.lower == "since" or _is_of_time(c) for c in while_)


REPEATEDLY = frozenset({"repeatedly", "regularly", "often", "frequently", "routinely", "rarely", "seldom"})
SPANS = frozenset({"second", "minute", "hour", "day", "night", "morning", "afternoon", "evening", "week", "month"})
