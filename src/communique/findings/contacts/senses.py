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
    return target is not None and any(t.lower in {"other", "another"} for t in (target, *target.children))


def is_on_the_phone(token: Token) -> bool:
    """True for "were on the telephone with"."""
    return any(c.lower == "on" and any(b.lemma in {"telephone", "phone"} for b in c.children) for c in token.children)


def is_timed(verb: Token) -> bool:
    """True where a day or a span of time hangs on a verb, or on its place ("in Oslo on Tuesday", "for three hours")."""
    for child in verb.children:
        below = [child, *child.children, *(c for b in child.children for c in b.children)]
        if child.dep in {"prep", "npadvmod", "advmod", "dobj"} and any(t.ent in {"DATE", "TIME"} for t in below):
            return True
    return False


def is_calling_on(token: Token) -> bool:
    """True for "called on Minister Sousa to hand him a note", "looked in on him"; not "called on Chad to stop"."""
    clauses = [c for c in token.children if c.dep in {"xcomp", "ccomp", "advcl", "acl"}]
    later = [c for c in clauses if c.dep == "ccomp" or any(b.lower == "to" for b in c.children)]
    if any(c.lemma not in lexicon()["callers"] for c in later):
        return False
    alone = any(c.lower == "on" and not c.children for c in token.children)
    if (person := token.child("dobj")) is not None:
        return alone and is_someone(person)
    for child in token.children:
        if child.dep in {"prep", "prt"} and child.lower in {"on", "upon"}:
            return any(is_someone(below) for below in child.children if below.dep == "pobj")
    return False


def is_calling_in(token: Token) -> bool:
    """True for "summoned the ambassador", "the ambassador was called in", "asked the envoy to the ministry"."""
    words = lexicon()["summons"]
    if token.lemma not in {*words["verbs"], "call", "ask"}:
        return False
    called = token.child("dobj", "nsubjpass")
    if called is None:  # "called in the ambassador", read as a place
        called = next((b for c in token.children if c.lower == "in" for b in c.children), None)
    if called is None or called.lemma not in words["whom"]:
        return False
    inside = token.lemma == "call" and any(c.lower == "in" for c in token.children)
    there = any(b.lemma in words["where"] for c in token.children if c.lower == "to" for b in c.children)
    return token.lemma in words["verbs"] or inside or there


def is_giving_time(token: Token) -> bool:
    """True for "gave him ninety minutes", "spared half an hour for the envoy": who is given it is received."""
    span = token.child("dobj")
    if token.lemma not in {"give", "spare", "grant"} or span is None or span.lemma not in {"minute", "hour"}:
        return False
    return any(is_someone(below) for c in token.children if c is not span for below in (c, *c.children))


def is_company(token: Token) -> bool:
    """True for "after nearly three hours with the president", "had forty minutes with her", "an hour with him"."""
    if token.lemma not in {"hour", "minute"} or token.tag not in {"NN", "NNS"}:
        return False
    after = token.dep == "pobj" and token.head.lower in {"after", "following", "from", "in", "during"}
    had = token.dep == "dobj" and token.head.lemma in {"have", "get"}
    if not (after or had or token.dep == "nsubj"):
        return False
    near = [c for one in (token, token.head, token.head.head) for c in one.children if c.i == token.i + 1]
    return any(is_someone(b) for c in near if c.lower == "with" for b in c.children)


def is_heard(token: Token) -> bool:
    """True for "told the prime minister in Lagos", "put it to him on Monday": an official, somewhere or some day."""
    someone = [one for one in hearers(token) if one.lemma not in lexicon()["audience"] and is_someone(one)]
    if not someone:
        return False
    there = [
        b
        for c in token.children
        if c.dep == "prep" and c.lower in {"in", "at"}
        for b in (*c.children, *(b for one in someone for b in one.children))
    ]
    return is_timed(token) or any(b.ent in {"GPE", "FAC"} or b.lower == "person" for b in there)


def hearers(verb: Token) -> list[Token]:
    """To whom somebody says something: "told him", "put it to him", "raised it with him"."""
    words = lexicon()["addressing"].get(verb.lemma, ())
    heard = [b for c in verb.children if c.dep in {"prep", "dative"} and c.lower in words for b in c.children]
    if verb.lemma in lexicon()["address"] and (told := verb.child("dobj", "dative", "nsubjpass")) is not None:
        heard.append(told)
    return [one for one in heard if one.dep in {"pobj", "dobj", "dative", "nsubjpass"}]


def is_of_time(preposition: Token) -> bool:
    """True for "on Tuesday evening", "for half an hour"."""
    for below in preposition.children:
        if below.lemma in SPANS or any(t.ent in {"DATE", "TIME"} for t in (below, *below.children)):
            return True
    return False


def is_someone(token: Token) -> bool:
    """True for a person, a title or a pronoun of persons: "Kari Lie", "the envoy", "him"."""
    words = lexicon()
    known = token.lemma in words["levels"] or token.lemma in words["received"]
    return token.ent == "PERSON" or token.lower in {"him", "her", "them"} or known


def is_together(token: Token) -> bool:
    """True for "was with the president in Oslo for an hour", "were together for eight hours".

    Not for "the first call was with the president", of which the noun tells.
    """
    if any(c.dep == "nsubj" and c.lemma in lexicon()["nouns"] for c in token.children):
        return False
    for child in token.children:
        if child.i < token.i:
            continue
        if child.lower == "together" and child.dep in {"advmod", "acomp"}:
            return any(c.lower == "for" for c in token.children)
        if child.dep == "prep" and child.lower == "with":
            return any(is_someone(below) for below in child.children if below.dep == "pobj")
    return False


def is_other_use(token: Token) -> bool:
    """True where the verb has another sense: "call for", "meet a target", "see a rise", "face sanctions"."""
    if token.dep == "amod" and (token.tag == "VBN" or token.lemma == "speak"):
        return True  # "a negotiated settlement", "the China-hosted talks", "the English-speaking regions"
    children = {c.lower for c in token.children if c.dep in {"prep", "prt"} and not is_of_time(c)}
    if token.lemma == "call":
        people = {one.i for one in objects(token)}
        named = any(child.dep == "oprd" and child.i not in people for child in token.children)
        thing = any(
            one.pos == "PROPN" and one.ent not in {"PERSON", "GPE"} and not is_someone(one) for one in objects(token)
        )
        other = bool(children & {"for", "on", "off", "upon", "in"}) or token.child("ccomp", "xcomp") is not None
        done = token.child("dobj", "nsubjpass")
        if done is not None and done.lemma in lexicon()["nouns"]:
            return True  # "the meeting was called by the chairman"
        return other or named or (thing and token.head.lemma in {"plan", "want", "like", "decide"})
    if token.lemma == "face" and "with" in children and token.tag == "VBN":
        return True
    if token.lemma == "meet":
        target = token.child("dobj") or token.child("nsubjpass")
        parts = [b for c in target.children if c.lower == "of" for b in c.children] if target is not None else []
        words = {target.lemma, *(part.lemma for part in parts)} if target is not None else set()
        return not words.isdisjoint({
            "demand", "condition", "target", "deadline", "need", "requirement", "goal", "obligation", "standard",
            "challenge", "criterion", "resistance", "expectation", "commitment", "request", "cost", "objective",
        })  # fmt: skip
    if token.lemma == "invite":
        return has_purpose(token)
    if token.lemma == "see":
        return token.child("ccomp", "xcomp", "prt") is not None or _is_read(token)
    if token.lemma == "write":
        return "to" not in children
    if token.lemma in {"speak", "talk", "converse"}:
        return _is_telling(token, children)
    return False


def _is_read(token: Token) -> bool:
    """True for "has seen a copy", "a draft seen by the agency"."""
    seen = token.head if token.dep == "acl" else token.child("dobj", "nsubjpass")
    return seen is not None and seen.lemma in PAPERS


PAPERS = frozenset(
    {"copy", "draft", "text", "document", "paper", "letter", "report", "list", "map", "memo", "transcript"}
)


def is_joint(token: Token) -> bool:
    """True for what parties do at one table: "signed the accord", "put their names to it", "sat for two days"."""
    words = lexicon()["joint"]
    if token.lemma in words["dated"] and (has_purpose(token) or token.head.lemma in lexicon()["nouns"]):
        return False  # "agreed to hold talks", "a call that they had agreed" tell of those
    if token.lemma in words["verbs"] or token.lemma in words["dated"]:
        return not any(c.dep == "prt" or (c.dep == "prep" and c.lower in {"up", "off"}) for c in token.children)
    return token.lemma in words["put"] and any(c.lemma in words["names"] for c in objects(token))


def has_purpose(token: Token) -> bool:
    """True where the verb of motion only leads to a contact that is named ("flew to Doha for talks", "to meet").

    Not where only the matter of the journey is one ("flew to Doha to prepare a summit").
    """
    words = lexicon()
    aims = {t.i for verb in token.children if verb.lemma in words["preparing"] for t in verb.subtree()}
    told = (t for t in token.subtree() if t is not token and t.i not in aims)
    return any(t.lemma in words["nouns"] or t.lemma in words["verbs"] for t in told)


def carries(token: Token, nouns: list[str]) -> bool:
    """True for "handed over a letter", "a note was sent", "the text, which the envoy handed to both"."""
    target = token.child("dobj") or token.child("nsubjpass")
    if target is None and token.dep != "relcl":
        return False
    if token.dep == "relcl" and (target is None or target.tag in {"WDT", "WP"}):
        target = token.head
    return target is not None and target.lemma in nouns


def tells_remotely(token: Token, remote: list[str]) -> bool:
    """True for "told him by telephone", "congratulated her in a video link"; not "told the newspaper by telephone"."""
    heard = token.child("dobj", "nsubjpass")
    if heard is not None and heard.lemma in lexicon()["audience"]:
        return False
    for child in token.children:
        if child.dep == "prep" and child.lower in {"by", "over", "on", "in", "via", "during"}:
            for below in child.children:
                if below.lower in remote or any(t.lower in remote for t in below.children):
                    return below.lemma not in {"call", "conversation"}
    return False


def is_by_line(token: Token) -> bool:
    """True for "sounded him out by telephone", "agreed over the phone": whatever is done, it is done at a distance."""
    words, heard = lexicon()["remote"], token.child("dobj", "nsubjpass")
    if heard is not None and heard.lemma in lexicon()["audience"]:
        return False
    ways = [c for c in _own_words(token) if c.dep == "prep" and c.lower in words["by"]]
    return any(b.lemma in words["lines"] for c in ways for b in c.children)


def _own_words(verb: Token) -> list[Token]:
    """What hangs on a verb without another verb or a contact between: "told him of the vote by telephone"."""
    found: list[Token] = []
    todo = list(verb.children)
    while todo:
        token = todo.pop()
        if token.pos not in {"VERB", "AUX"} and token.lemma not in lexicon()["nouns"]:
            found.append(token)
            todo.extend(token.children)
    return found


def _is_telling(token: Token, prepositions: set[str]) -> bool:
    """True for "spoke to reporters", "spoke of progress", "speaks for the party": no counterpart is meant."""
    if prepositions & {"of", "about"} and (_is_shared(token) or tells_remotely(token, lexicon()["remote"]["words"])):
        return False
    if prepositions & {"of", "about", "against", "up", "out"} and not prepositions & {"with", "to"}:
        topics = [b for c in token.children if c.dep == "prep" for b in c.children]
        named = any(topic.lemma in lexicon()["nouns"] for topic in topics)  # "spoke of talks with Chad"
        return named or not any(t.lower == "with" and t.dep == "prep" for t in token.subtree())
    if any(c.lower == "for" and not is_of_time(c) for c in token.children):
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
    """True for several who can speak with one another: "the two spoke of oil", "Chadian and Libyan officers talked"."""
    subject = verb.child("nsubj")
    if subject is None:
        return False
    several = {"two", "both", "three", "pair"}
    named = any(c.dep == "conj" and c.pos in {"PROPN", "NOUN"} for c in subject.children)
    named = named or any(b.dep == "conj" for c in subject.children if c.ent == "NORP" for b in c.children)
    return named or subject.lower in several or any(c.lower in several for c in subject.children)


def is_aggregate(verb: Token) -> bool:
    """True for what is counted together: "have met nine times since the autumn", "meet regularly"."""
    if any(child.lemma in REPEATEDLY for child in verb.children):
        return True
    counted = any(c.lemma == "time" and c.tag == "NNS" and c.child("nummod", "amod") for c in verb.children)
    return counted and any(c.lemma == "have" and c.dep == "aux" for c in verb.children)


def is_internal(token: Token) -> bool:
    """True for what a body of one side does alone: "the cabinet met on Sunday", "a session of the politburo"."""
    bodies = lexicon()["internal"]
    partners = [c for c in token.children if c.dep == "prep" and c.lower in {"with", "between"}]
    if partners or token.child("dobj") is not None:
        return False
    if token.pos in {"VERB", "AUX"}:
        verb = token.head if token.dep == "xcomp" and token.child("nsubj") is None else token
        subject = verb.child("nsubj", "nsubjpass")
        return subject is not None and subject.lower in bodies and not subject.child("cc")
    return any(b.lower in bodies and not b.child("cc") for c in token.children if c.lower == "of" for b in c.children)


REPEATEDLY = frozenset({"repeatedly", "regularly", "often", "frequently", "routinely", "rarely", "seldom"})
SPANS = frozenset({"second", "minute", "hour", "day", "night", "morning", "afternoon", "evening", "week", "month"})
