"""Verbs that carry a stance: "demands", "ruled out", "insists on"."""

from __future__ import annotations

from communique.findings.positions.stance_cues import Cue, is_negated, is_question, relented, turned_by
from communique.findings.positions.stance_lexicon import lexicon
from communique.reading.parse import Token

_PURSUITS = frozenset({"talk", "negotiation", "dialogue", "effort", "search", "hope", "attempt", "process"})
_AUXILIARIES = frozenset({"aux", "auxpass"})


def verb_cue(token: Token) -> Cue | None:
    if (view := _view(token) or _called(token)) is not None:
        return view
    entries = lexicon().verbs.get(token.lemma)
    if not entries or token.dep in ("amod", "compound") or token.pos == "ADP":
        return None
    if token.lemma in lexicon().violent and any(c.tag == "MD" for c in token.children):
        return None  # "will attack" is an undertaking, and no word against anything
    seconds = _seconds(token)
    particle = token.child("prt")
    if particle is not None:
        after = {f"{particle.lower} {word}": link for word, link in seconds.items()}  # "holds out for a truce"
        seconds = {particle.lower: particle, **after}
    for second, stance in entries:
        if (second and second not in seconds) or (particle is not None and not second):
            continue
        if second == "from" and token.child("dobj", "nsubjpass") is not None:
            continue  # "withdraw from the talks", not "withdraw troops from the border"
        passive = is_passive(token)
        if passive and token.lemma in lexicon().never_passive:
            return None
        if (token.lemma in lexicon().infinitive and token.child("xcomp") is None) or _says_nothing(token):
            return None
        if token.lemma in lexicon().asserting and _asserts(token):
            stance = lexicon().asserted
        elif stance == "demands" and not second and token.lemma in lexicon().intending and _intends(token):
            stance = lexicon().intended
        negated = is_negated(token)
        turned = _forgone(token, negated) or turned_by(_of_deed(token, stance), negated)
        if not turned:
            return None
        target = _passive_target(token) if passive else target_of(token, seconds.get(second) if second else None)
        turned = relented(token, target) or turned
        key = f"{token.lemma} {second}".strip()
        if key == "give up" and turned == "open" and not (target and target.lemma in _PURSUITS):
            turned = "rejects"  # "will not give up its base" keeps what it has; "the talks", what it is open to
        return Cue(token, "verb", key, turned, token, target, negated, passive)
    return None


def _view(token: Token) -> Cue | None:
    """What a party holds to be so: "holds that the line was agreed" supports, "considers the pact dead" too.

    What it calls by a word of judgement ("considers the terms unacceptable") has a cue of its own.
    """
    lex, clause = lexicon(), token.child("ccomp", "oprd", "xcomp")
    if clause is None or token.tag == "VBG" or is_negated(token):
        return None
    that = any(c.dep == "mark" and c.lower == "that" for c in clause.children)
    if token.lemma in lex.view_verbs and that:
        return Cue(token, "verb", token.lemma, "opposes" if is_negated(clause) else lex.viewed, token, clause)
    if token.lemma in lex.deeming and not that and clause.i > token.i and clause.tag != "VBG":
        return Cue(token, "verb", token.lemma, "opposes" if is_negated(clause) else lex.viewed, token, clause)
    return None


def _called(token: Token) -> Cue | None:
    """What a party says that a thing is: "called the pact a blunder", "does not regard it as a matter for talks".

    Persons, and things that are only given a name, are not judged; praise ("called it a good start") is a comment.
    A word of judgement ("called the pact unacceptable") has a cue of its own.
    """
    lex, thing = lexicon(), token.child("dobj")
    if token.lemma not in lex.calling | lex.regarding or is_passive(token) or token.child("nsubj") is None:
        return None
    link = next((c for c in token.children if c.dep == "prep" and c.lower == "as"), None)
    named = link.child("pobj", "amod", "pcomp") if link is not None else token.child("oprd")
    if named is None or named.pos == "PROPN" or named.lower in lex.judgements or (thing and _is_person(thing)):
        return None
    bad = named.lemma in lex.slurs or any(c.lemma in lex.slurs for c in named.children)
    stance = "opposes" if bad != is_negated(token) else lex.viewed
    if stance == lex.viewed and token.lemma not in lex.regarding:
        return None
    return Cue(token, "verb", token.lemma, stance, token, thing or named, is_negated(token))


def _is_person(noun: Token) -> bool:
    return noun.lower in _PERSONS or noun.lower.endswith(("self", "selves")) or noun.ent == "PERSON"


_PERSONS = frozenset({"him", "her", "me", "us", "you"})


def _seconds(verb: Token) -> dict[str, Token]:
    """The prepositions and the like of a verb, the first of each; one of a mere time ("called on Friday") is none."""
    found: dict[str, Token] = {}
    inserted = [c for child in verb.children if child.dep == "parataxis" and child.i > verb.i for c in child.children]
    for child in (
        *verb.children,
        *(c for c in inserted if c.dep == "prep" and c.i > c.head.i),
    ):  # "called, he said, for"
        if child.dep in ("prep", "advmod", "dative", "mark", "agent"):
            inner = child.child("pobj")
            if inner is None or inner.ent not in ("DATE", "TIME") or _acts(inner, child, verb):
                found.setdefault(child.lower, child)
            if inner is not None and inner.lemma in lexicon().outlets:  # "called in a statement for a truce"
                found |= {c.lower: c for c in inner.children if c.dep == "prep" and c.lower not in found}
    return found


def _acts(noun: Token, link: Token, verb: Token) -> bool:
    """True for a time that something is to happen to: "called for the year 2006 to be struck out"."""
    deeds = [c for part in (noun, link, verb) for c in part.children if c.i > noun.i and c.dep in _DEEDS]
    return link.lower == "for" and any(any(w.lower == "to" for w in deed.children) for deed in deeds)


_DEEDS = frozenset({"relcl", "acl", "advcl", "xcomp"})


def _passive_target(token: Token) -> Token | None:
    return token.child("nsubjpass", "xcomp", "ccomp") or (token.head if token.dep == "acl" else None)


def target_of(token: Token, second: Token | None) -> Token | None:
    """What a verb bears on: a clause before a phrase, the named preposition before the object."""
    clause, direct = token.child("xcomp", "ccomp"), token.child("dobj", "dative")
    if clause is not None and not _is_thing(direct, clause):
        return clause
    if second is not None:
        inner = second.child("pobj", "pcomp")
        if inner is not None:
            to = next(
                (
                    c
                    for c in token.children
                    if c.dep in ("advcl", "acl") and c.child("aux") is not None and c.i > inner.i
                ),
                None,
            )
            named = second.lower == "for" and inner.pos not in ("PROPN", "PRON")
            return inner if named or to is None else to
    if direct is not None:
        return direct
    for child in token.children:
        if child.dep == "prep" and child.i > token.i:
            inner = child.child("pobj", "pcomp")
            if inner is not None:
                return inner
    return None


def _is_thing(direct: Token | None, clause: Token) -> bool:
    """True for an object that a finite clause, misread as a complement, only describes: "accept terms they dictate"."""
    if direct is None or direct.pos != "NOUN" or direct.i > clause.i or clause.dep != "ccomp":
        return False
    words = [clause, *(c for c in clause.children if c.dep in _AUXILIARIES)]
    return any(w.tag in ("VBD", "VBZ", "VBP") for w in words) and clause.child("mark") is None


def is_passive(verb: Token) -> bool:
    """True for a passive participle: "was rejected", "asked by reporters", "the plan rejected by both"."""
    if verb.tag != "VBN":
        return False
    auxiliaries = [c for c in verb.children if c.dep in _AUXILIARIES]
    if any(c.dep == "auxpass" for c in auxiliaries) or verb.child("agent") is not None:
        return True
    return not auxiliaries and verb.dep in ("acl", "advcl", "relcl")


def _says_nothing(token: Token) -> bool:
    """True for what only looks like a stance: "asked why ...", "declined to comment", "wants to thank"."""
    if token.lemma in lexicon().refusals:
        done, thing = token.child("xcomp"), token.child("dobj")
        told = thing is not None and (thing.lemma in lexicon().silence or thing.lemma in lexicon().withheld)
        return told or (done is not None and done.lemma in lexicon().silence)
    words = token.child("xcomp")
    if token.lemma in lexicon().intending and words is not None and words.lemma in lexicon().telling:
        return True
    clause = token.child("ccomp")
    things = [t for c in token.children for t in (c if c.dep == "dobj" else c.child("pobj"),) if t is not None]
    if any(t.lemma in lexicon().nameless for t in things):
        return True  # "asked for anonymity"
    if token.lemma in lexicon().disputing and any(t.lemma in lexicon().hearsay for t in things):
        return True
    if token.lemma != "ask" or clause is None:
        return _merely_likes(token)
    return is_question(clause)


def _merely_likes(token: Token) -> bool:
    return token.lemma == "like" and not any(
        c.dep == "aux" and c.lower in ("would", "'d", "’d") for c in token.children
    )


def _asserts(token: Token) -> bool:
    """True when an indicative clause follows ("insists that it complies", not "insists that it comply")."""
    clause = token.child("ccomp")
    if clause is None:
        return False
    if token.lemma in lexicon().firm and not _names_consent(clause):
        return False
    words = [clause, *(c for c in clause.children if c.dep in _AUXILIARIES)]
    if any(w.lower in lexicon().obligation or w.tag == "TO" for w in words):
        return False
    subject = clause.child("nsubj", "nsubjpass")
    singular = subject is not None and subject.tag in ("NN", "NNP") and subject.child("conj") is None
    return any(w.tag in ("VBZ", "VBD", "MD") or (w.tag == "VBP" and not singular) for w in words)


def _forgone(token: Token, negated: bool) -> str | None:
    """An offer where violence is not meant ("does not intend to attack"), openness where no refusal is."""
    deed = token.child("xcomp")
    if not negated or deed is None or token.lemma not in ("intend", "plan", "mean", "want", "aim"):
        return None
    if deed.lemma in lexicon().violent:
        return "offers"
    return "open" if deed.lemma in ("exclude", "preclude", *lexicon().defying) else None


def _names_consent(clause: Token) -> bool:
    return any(
        stance in ("supports", "accepts", "offers", "open") for _, stance in lexicon().verbs.get(clause.lemma, ())
    )


def _of_deed(token: Token, stance: str) -> str:
    """The stance that what follows makes of it: "vows never to yield" rejects, "promises to hit back" warns."""
    deed = token.child("xcomp", "ccomp")
    if deed is not None and stance == "demands" and token.lemma in lexicon().firm:
        return "rejects" if deed.i > token.i and _withholds(deed) else stance
    if deed is None or stance not in ("offers", "supports"):
        return stance
    if deed.lemma in lexicon().violent:
        return "warns" if not is_negated(deed) else stance
    if deed.lemma in lexicon().defying and deed.dep == "xcomp" and not is_negated(deed):
        return "opposes"
    negated = any(c.dep == "neg" or c.lower == "never" for c in deed.children)
    return "rejects" if negated and token.lemma in lexicon().promising else stance


def _withholds(deed: Token) -> bool:
    """True for what a party insists that it will not do: "insists it will not leave", not "that others must not"."""
    modal = any(c.tag == "MD" and c.lower in lexicon().undertaking for c in deed.children)
    return modal and is_negated(deed)


def _intends(token: Token) -> bool:
    """True when the infinitive that follows is the subject's own: "wants to talk", not "wants them to talk"."""
    own = token.child("xcomp")
    if own is None or own.child("nsubj") is not None or token.child("dobj") is not None:
        return False
    if own.lemma in lexicon().witnessing:
        return False  # "wants to see progress" asks it of others
    return not (token.dep == "relcl" and token.lemma == "ask")
