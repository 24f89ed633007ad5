"""Motion: whether a verb tells that somebody goes, is sent or is brought to where others are, to meet them."""

from __future__ import annotations

from communique.findings.contacts.senses import has_purpose, is_timed
from communique.findings.contacts.vocabulary import lexicon
from communique.reading.actors.gazetteer import load_gazetteer
from communique.reading.parse import Token


def is_stay(token: Token) -> bool:
    """True for "the envoy was in Tehran on Tuesday", "has been to China": a person in a country, and when.

    Also "is expected in Delhi tomorrow", "spent two days in Moscow", "is due at the White House on Monday".
    """
    if token.lemma not in {"be", "expect", "await", "spend"}:
        return False
    further = [c for c in token.children if (c.lower == "back" and c.i > token.i) or is_due(c)]
    ways = [c for one in (token, *further) for c in one.children if c.dep == "prep"]
    aside = token.dep in {"advcl", "relcl"}  # "when they were at the Kremlin" says of others when
    went = {c.lower for c in ways if any(is_town(b) or (is_seat(b) and not aside) for b in c.children)}
    if token.lemma in {"expect", "await"} and (token.child("auxpass") is None or token.child("xcomp") is not None):
        return False
    subject = token.child("nsubj", "nsubjpass") or (
        token.head.child("nsubj", "nsubjpass") if token.dep in {"xcomp", "conj"} else None
    )
    someone = subject is not None and (subject.ent == "PERSON" or subject.pos in {"PRON", "NOUN", "PROPN"})
    when = any(is_timed(one) for one in (token, *further))
    return someone and (("to" in went and token.lemma == "be") or (not went.isdisjoint({"in", "at"}) and when))


def is_due(token: Token) -> bool:
    """True for "due" in "the envoy is due in Oslo on Monday"."""
    return token.lower == "due" and token.dep == "acomp"


def is_seat(token: Token) -> bool:
    """True for a palace that stands for a government, and for where it is: "the White House", "the Kremlin"."""
    white = token.lower == "house" and any(c.lower == "white" for c in token.children)
    return token.pos == "PROPN" and (white or token.lower in {"kremlin", "elysee", "élysée"})


def is_town(token: Token) -> bool:
    """True for a country or a town, also one that the parse takes for something else ("is to be in Vilnius")."""
    return token.ent == "GPE" or is_capital(token) or (token.pos == "PROPN" and _is_known(token))


def _is_known(token: Token) -> bool:
    entry = load_gazetteer().lookup(token.text)
    return entry is not None and entry.sort == "capital"


def is_capital(token: Token) -> bool:
    """True for "the Chadian capital", which stands for a town, "both capitals"."""
    several = token.tag == "NNS" and any(c.lower in {"both", "two", "three"} for c in token.children)
    return token.lemma == "capital" and (several or any(c.ent in {"NORP", "GPE"} for c in token.children))


def onwards(verb: Token) -> list[Token]:
    """The word by which somebody goes "back to Chad", "on to Chad", is "due in Chad"; not "on Monday"."""
    after = [c for c in verb.children if c.lower in {"back", "on", "over"} and c.i > verb.i]
    return [c for c in (*after, *filter(is_due, verb.children)) if not any(b.dep == "pobj" for b in c.children)]


def is_return(token: Token) -> bool:
    """True for sides that come together again: "the two delegations return to Geneva", "both teams will be back"."""
    back = any(c.lower == "back" and c.dep in {"advmod", "prt", "acomp"} for c in token.children)
    if token.lemma not in {"return", "reconvene"} and not (token.lemma in {"be", "come", "go"} and back):
        return False
    subject = token.child("nsubj")
    if subject is None or any(c.lower == "home" for c in token.children):
        return False
    return subject.lemma in lexicon()["joint"]["bodies"] and subject.tag in {"NNS", "NNPS"}


def is_stopover(token: Token) -> bool:
    """True for "stopped over in Lima", "made a stop in Lima"; not "stopped in Lima by the police"."""
    target = token.child("dobj")
    made = token.lemma == "make" and target is not None and target.lemma == "stop"
    over = token.lemma == "stop" and any(c.lower in {"over", "off"} for c in token.children)
    return made or over


def is_entering(token: Token) -> bool:
    """True for "a team entered Chad on Monday": officials, and a country or a town."""
    target, subject = token.child("dobj"), token.child("nsubj")
    there = target is not None and target.ent == "GPE"
    return token.lemma == "enter" and there and subject is not None and is_timed(token) and not has_purpose(token)


def is_sending(token: Token) -> bool:
    """True for "will send an envoy to Chad", "the minister was dispatched to Lima"; not "sent troops to Chad"."""
    words = lexicon()["sending"]
    if token.lemma not in words["verbs"] or has_purpose(token):
        return False
    sent = token.child("dobj", "nsubjpass")
    if sent is None or not (sent.lemma in words["whom"] or sent.ent == "PERSON"):
        return False
    return any(b.ent == "GPE" for c in token.children if c.lower == "to" for b in c.children)


def is_seating(token: Token) -> bool:
    """True for "brought the two ministers to one table", "were put at the same table", "brought them face to face"."""
    words = lexicon()["seating"]
    if token.lemma not in words["verbs"] or token.child("dobj", "nsubjpass") is None:
        return False
    tables = [b for c in token.children if c.lower in {"to", "at", "around", "round"} for b in c.children]
    at_one = any(b.lemma == "table" and any(c.lower in words["one"] for c in b.children) for b in tables)
    return at_one or any(c.lower == "face" for c in token.children)
