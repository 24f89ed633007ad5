"""Tasks: whether a clause tells of something that has to be done, or ends, by a day."""

from __future__ import annotations

from functools import cache
from typing import Any

from communique.data import load_toml
from communique.findings.arguments import subject_tokens
from communique.findings.clauses import SUBJECTS
from communique.reading.parse import Token
from communique.reading.reading import Reading

EXTENDING = frozenset({"extend", "prolong", "renew", "lengthen"})


@cache
def lexicon() -> dict[str, Any]:
    """The words of data/deadlines.toml."""
    return load_toml("deadlines")


def is_task(verb: Token) -> bool:
    """False for meeting, talking and travelling, of which a day is only the day, and for being something."""
    words = lexicon()["not"]
    if verb.lemma in words["verbs"]:
        return is_vote(verb)
    if verb.lemma == "be" and verb.child("expl") is not None and _is_condition(verb):
        return True  # "if there is no accord by May"
    if verb.lemma == "be" and any(_is_in_place(c) for c in verb.children):
        return True
    if verb.lemma == "be" and (state := verb.child("acomp", "attr")) is not None:
        if state.lemma in lexicon()["aim"]["adjectives"]:
            return not _is_of_a_meeting(verb, state)
        return state.lemma in words["states"]
    if verb.lemma in words["phases"]:
        return True
    return not any(t.lemma in words["nouns"] for t in _things(verb))


def _is_of_a_meeting(verb: Token, due: Token) -> bool:
    """True for "the envoys are due to meet" and "a round is due", which name the day of a contact."""
    words, subject, done = lexicon()["not"], verb.child(*SUBJECTS), due.child("xcomp")
    if done is not None:
        return not is_task(done)
    return subject is not None and subject.lemma in words["nouns"]


def _is_condition(verb: Token) -> bool:
    """True for the clause of "if" and "unless"."""
    return verb.dep == "advcl" and any(c.dep == "mark" and c.lower in {"if", "unless"} for c in verb.children)


def _is_in_place(preposition: Token) -> bool:
    """True for "in place", "in force", "in office", which something is to be by a day."""
    below = preposition.child("pobj") if preposition.dep == "prep" and preposition.lower == "in" else None
    return below is not None and below.lower in lexicon()["not"]["places"] and not below.children


def _things(verb: Token) -> list[Token]:
    """What a verb is done to, or leads to: objects, and nouns behind "to" and "in" ("call both to a summit")."""
    found = [c for c in verb.children if c.dep in {"dobj", "nsubjpass"}]
    for child in verb.children:
        if child.dep == "prep" and child.lower in {"to", "in", "for"}:
            found += [c for c in child.children if c.dep == "pobj"]
    return found


def is_vote(verb: Token) -> bool:
    """True for "hold elections": of a vote its day is the day by which it has to be held."""
    votes = lexicon()["votes"]
    return verb.lemma in votes["verbs"] and any(
        c.lemma in votes["nouns"] for c in (*verb.children, *verb.head.children) if c.dep in {"dobj", *SUBJECTS}
    )


def ahead(verb: Token) -> bool:
    """True in the present and the future: what has run out is no limit any more, unless it was called one."""
    if any(c.dep == "aux" and c.lower in {"will", "shall", "to", "would", "'ll"} for c in verb.children):
        return True
    subject = verb.child(*SUBJECTS)
    return verb.tag in {"VBZ", "VBP", "VBG"} or (subject is not None and subject.lemma in lexicon()["nouns"])


def is_duty(reading: Reading, verb: Token) -> bool:
    """True for what somebody has to do on a day: "must pay", "will withdraw", "is to hold elections"."""
    if not any(c.dep == "aux" and c.lower in lexicon()["aim"]["modals"] for c in verb.children):
        return False
    if verb.lemma == "leave":
        return any(_is_state(reading, s) for s in subject_tokens(verb))
    if is_vote(verb) or verb.lemma == "vote":
        return True
    return is_task(verb) and (verb.lemma in lexicon()["duty"] or _is_bound(verb))


def _is_state(reading: Reading, subject: Token) -> bool:
    actor = reading.actor_at(subject)
    return actor is not None and actor.person is None and len(actor.parties) == 1 and actor.kind == "party"


def _is_bound(verb: Token) -> bool:
    """True for "must do" and "has to do", which oblige; "will do" only foretells."""
    if any(c.dep == "aux" and c.lower in {"must", "shall"} for c in verb.children):
        return True
    return verb.dep == "xcomp" and verb.head.lemma == "have" and verb.tag == "VB"


def aim(verb: Token, lead: str, *, nominal: bool = False) -> str | None:
    """Why the clause is about something to be done: a modal, an infinitive, or a verb of promise or demand above."""
    words = lexicon()["aim"]
    if any(above.lower == "were" and not any(c.i < above.i for c in above.children) for above in verb.ancestors()):
        return None  # "were a deal to be done by May"
    if lead == "by" and verb.tag == "VBN" and any(c.dep == "aux" and c.lower == "had" for c in verb.children):
        return None  # "had agreed by noon", which tells what was done then
    if lead == "by" and _is_promised(verb):
        return "verb"
    node, steps = verb, 0
    while steps < 3:
        auxiliaries = {c.lower for c in node.children if c.dep in {"aux", "auxpass"}}
        if auxiliaries & set(words["open"]) or _is_inverted(node) or _is_inverted(node.head):
            return None
        if auxiliaries & set(words["modals"]):
            return None if _is_ability(node) else "modal"
        if node.lemma == "have" and node.child("xcomp") is not None:
            return "modal"
        if (steps or nominal or _asks_for(node)) and node.lemma in words["verbs"]:
            return "verb"
        if node.dep == "pcomp" and (node.head.lower == "for" or _is_pledged(node)):
            return "purpose"
        if _is_condition(node):
            return "condition" if lead in {"by", "before", "within"} else None
        if node.dep not in {"xcomp", "ccomp", "conj", "acl", "advcl", "relcl"}:
            break
        if node.dep == "conj" and node.child(*SUBJECTS) is not None:
            break  # a clause of its own
        node = node.head
        steps += 1
    if (verb.lemma in EXTENDING or verb.lemma in {"have", "give"}) and lead in {"until", "till"}:
        return "extend"
    if any(c.lemma in words["adjectives"] for c in verb.children):
        return "adjective"
    return None


def _is_promised(verb: Token) -> bool:
    """True for "promised a decision by Friday", "demanded an assurance by midnight"."""
    thing = verb.child("dobj")
    return verb.lemma in lexicon()["aim"]["promising"] and thing is not None and thing.pos == "NOUN"


def _is_pledged(verb: Token) -> bool:
    """True for "committed himself to holding a vote"."""
    return verb.head.lower == "to" and verb.head.head.lemma in lexicon()["aim"]["asking"]


def _asks_for(verb: Token) -> bool:
    """True for "asked for answers", "committed themselves to a truce": the noun tells what is to be done."""
    if verb.lemma not in lexicon()["aim"]["asking"]:
        return False
    below = [c.child("pobj") for c in verb.children if c.dep == "prep" and c.lower in {"for", "to"} and c.i > verb.i]
    return any(b is not None and b.ent not in {"DATE", "TIME"} for b in below)


def _is_inverted(verb: Token) -> bool:
    """True for a condition without "if": "were a deal to be done", "should they sign"."""
    subject = verb.child("nsubj", "nsubjpass")
    first = next((c for c in verb.children if c.dep in {"aux", "auxpass"}), None)
    if verb.lemma == "be" and verb.tag == "VBD":
        first = verb
    if subject is None or first is None or first.lower not in {"were", "had", "should"} or first.i > subject.i:
        return False
    return not any(c.i < first.i and c.dep in {"advmod", "neg", "expl", "prep"} for c in verb.children)


def _is_ability(verb: Token) -> bool:
    """True for "they should be able to finish", which foretells and does not oblige."""
    if any(c.dep == "neg" for c in (*verb.children, *verb.head.head.children)):
        return False
    return verb.head.lemma == "able" or (verb.lemma == "be" and any(c.lemma == "able" for c in verb.children))


def ends(verb: Token) -> bool:
    """True for what runs out: "the mandate expires", "the truce ends"."""
    words = lexicon()["ends"]
    if verb.lemma not in words["verbs"]:
        return False
    if verb.lemma == "run":
        return any(c.lower == words["run_particle"] for c in verb.children)
    if verb.lemma in {"expire", "lapse"}:
        return True
    subject = verb.child(*SUBJECTS)
    return subject is not None and subject.lemma in words["subjects"]


def takes_effect(verb: Token) -> bool:
    """True for "takes effect", "comes into force", "goes into effect", and for a truce that starts."""
    words = lexicon()["effect"]
    if verb.lemma in words["starts"]:
        return any(_is_truce(c) for c in verb.children if c.dep in {"dobj", *SUBJECTS})
    if verb.lemma not in words["verbs"]:
        return False
    below = {t.lower for t in verb.subtree() if t.i > verb.i}
    return bool(below & set(words["nouns"]))


def _is_truce(noun: Token) -> bool:
    words = lexicon()["truce"]
    return noun.lemma in words or (noun.lemma == "fire" and any(c.lemma in words for c in noun.children))
