"""Which way a time expression points: the tense, mood and plan words that govern it."""

from __future__ import annotations

from communique.reading.parse import Token
from communique.reading.time.lexicon import listed

PAST, OPEN, FUTURE, EITHER = -1, 0, 1, 2
"""EITHER is "was to meet on Tuesday", "a trip planned for Tuesday was put off": the nearer one."""
_REACH = 12


def direction(token: Token) -> int:
    """PAST, FUTURE or EITHER by the nearest verb or plan word above the token; OPEN where nothing tells.

    "met on Tuesday" is PAST, "will meet on Tuesday" and "talks due on Tuesday" FUTURE.
    """
    if token.dep in ("compound", "nmod") and token.head.lower in listed("dayparts"):
        token = token.head
    if looks_back(token):
        return PAST
    until = _closing(token)
    for steps, word in enumerate((token, *token.ancestors())):
        if steps > _REACH:
            break
        if word.pos in ("NOUN", "PROPN"):
            if word is not token and _is_ahead(word):
                return _unless_called_off(word)
            if _is_awaited(token, word):
                return EITHER
            if _is_owner(token, word):
                return _of_owned(word)
        elif word.pos == "ADJ" and word.lower in listed("planned"):
            return _of_plan(word.head) if word.head.lemma == "be" else FUTURE
        elif word.pos in ("VERB", "AUX"):
            if is_said_after(token, word):
                continue
            told = _of_present(token, word) or _of_verb(word)
            if told == PAST and _is_appointed(token, word):
                return EITHER if _helpers(word) & listed("past_auxiliaries") - {"has", "have"} else FUTURE
            if until is not None and told == PAST and not _closes_past(until, word):
                return FUTURE
            if told != OPEN:
                return told
    return FUTURE if until is not None else OPEN


def _of_present(date: Token, verb: Token) -> int:
    """FUTURE for a day of what is or follows: "is due in Oslo on Monday", "there is no call on Friday"."""
    if verb.tag not in ("VBZ", "VBP") or verb.lemma not in listed("present_of_plans"):
        return OPEN
    link = date.head
    while link.pos == "ADP" and link.head.ent == "TIME":
        link = link.head.head  # "is at 07:00 on Tuesday"
    if link.lower != "on" or _helpers(verb):
        return OPEN
    return FUTURE if link.head is verb or (link.head.head is verb and link.head.dep in ("attr", "acomp")) else OPEN


def _is_appointed(date: Token, verb: Token) -> bool:
    """True for the day that something is for: "invited both for Sunday", "agreed on a meeting for Monday"."""
    link = date.head
    if link.lower != "for" or date.dep != "pobj" or date.lower not in listed("weekdays"):
        return False
    return link.head is verb or link.head.dep in ("dobj", "pobj")


def _is_awaited(date: Token, noun: Token) -> bool:
    """True for the day of what something comes before: "ahead of talks on Friday", "before Friday's talks"."""
    if noun.dep != "pobj" or date.lower not in listed("weekdays"):
        return False
    own = date.dep == "poss" and date.head is noun
    own = own or (date.head.lower == "on" and date.head.head is noun and noun.i < date.i)
    link = noun.head.head if noun.head.lower == "of" else noun.head
    return own and link.lower in ("before", "ahead")


def is_said_after(date: Token, verb: Token) -> bool:
    """True for a clause that only says so, to which the parse hangs a date of what it follows.

    "They will meet in Oslo on Monday, the ministry has confirmed": "confirmed" tells nothing of Monday.
    """
    subject = next((c for c in verb.children if c.dep == "nsubj"), None)
    if verb.lemma not in listed("asides") or subject is None or not verb.head.i < date.i < subject.i:
        return False
    return any(c.text == "," and date.i < c.i < subject.i for c in verb.children)


def _closing(token: Token) -> Token | None:
    """The "until", "by" or "through" over a date, past the clock time between them ("until 9 a.m. Tuesday")."""
    for steps, word in enumerate(token.ancestors()):
        if word.lower == "on" and word.head.ent == "TIME":
            continue  # "until noon on Friday"
        if word.pos in ("ADP", "SCONJ"):
            return word if word.lower in listed("until") else None
        if steps > 2 or word.pos in ("VERB", "AUX"):
            break
    return None


def looks_back(token: Token) -> bool:
    """True for "the first since November": what is counted from lies behind."""
    node = token
    while node.head is not node and node.pos not in ("ADP", "SCONJ", "VERB", "AUX"):
        node = node.head
    return node.lower == "since" and node.pos in ("ADP", "SCONJ") and node is not token


def is_plain_past(token: Token) -> bool:
    """True for "met on 11 February", "in May she agreed": the date of a verb in the past tense itself."""
    head = token.head
    if head.lower in listed("plain_prepositions") and token.dep == "pobj":
        head = head.head
    elif token.dep not in ("npadvmod", "advmod", "nsubj"):
        return False
    if head.pos != "VERB" or _helpers(head) & (listed("future_auxiliaries") | {"to"}):
        return False
    return (head.tag == "VBD" and head.lemma not in listed("prospective")) or _has(head, "had")


def is_agreed(token: Token) -> bool:
    """True for the day that is itself spoken of: "Wednesday had been agreed", "Monday was the likely day"."""
    return token.dep in ("nsubj", "nsubjpass") and (token.dep == "nsubjpass" or token.head.lemma == "be")


def _has(verb: Token, helper: str) -> bool:
    return any(c.lower == helper for c in verb.children)


def _helpers(verb: Token) -> set[str]:
    return {c.lower for c in verb.children if c.dep in ("aux", "auxpass")}


def _closes_past(closing: Token, verb: Token) -> bool:
    """True for "until Tuesday they had held out", "sat until Tuesday" and "by Tuesday they held the town".

    "Extended until" and "adjourned until" look ahead.
    """
    if closing.head is not verb:
        return False
    if closing.lower != "by" and verb.tag == "VBD" and verb.lemma in listed("lasting"):
        return True
    return _has(verb, "had") or (
        closing.lower == "by" and verb.tag == "VBD" and verb.lemma not in listed("prospective")
    )


def in_subject(token: Token) -> bool:
    """True for a date inside the subject ("the pledge made in July may fail"): the verb tells little of it."""
    for word in token.ancestors():
        if word.pos in ("VERB", "AUX"):
            return False
        if word.dep in ("nsubj", "nsubjpass"):
            return True
    return False


def points_ahead(token: Token) -> bool:
    """True where the nearest verb is no plain present and points ahead."""
    verb = next((a for a in token.ancestors() if a.pos in ("VERB", "AUX")), None)
    return verb is not None and direction(token) == FUTURE and verb.tag not in ("VBZ", "VBP")


def _is_owner(token: Token, noun: Token) -> bool:
    """True for the date in "Friday's talks", "the Friday talks", "the accord of 11 May"; not in "the end of May"."""
    if noun is token.head:
        # a weekday as part of a name is a misparse of "On Friday Guterres ..."
        return token.dep == "poss" or (token.dep in ("compound", "nmod") and noun.pos != "PROPN")
    return token.head.lower == "of" and token.head.head is noun and noun.lower not in listed("part_nouns")


def _of_owned(noun: Token) -> int:
    """ "Friday's talks" point ahead only where something is said that will happen at them or that they will do."""
    if noun.dep in ("nsubj", "nsubjpass"):
        return FUTURE if _of_verb(noun.head) == FUTURE and noun.head.tag == "VB" else OPEN
    if noun.dep == "pobj" and noun.head.lower in listed("gathering_prepositions"):
        verb = next((a for a in noun.ancestors() if a.pos in ("VERB", "AUX")), None)
        return FUTURE if verb is not None and _of_verb(verb) == FUTURE else OPEN
    return OPEN


def _is_ahead(noun: Token) -> bool:
    return noun.lower in listed("ahead_nouns") or any(c.lower in listed("ahead_adjectives") for c in noun.children)


def _of_verb(verb: Token) -> int:
    helpers = _helpers(verb)
    negated = any(c.dep == "neg" for c in verb.children)
    if helpers & listed("future_auxiliaries") and not ("could" in helpers and negated):
        return PAST if helpers & {"have", "’ve", "'ve"} else FUTURE
    if "to" in helpers:
        return _of_infinitive(verb)
    if _is_bare_past(verb):
        return PAST
    if verb.lemma in listed("planned") and verb.tag == "VBN":
        return _of_plan(verb)
    if verb.tag == "MD":
        return FUTURE if verb.lower in listed("future_auxiliaries") else OPEN  # "will on Friday host", misread
    if verb.lemma == "be" and any(c.dep == "xcomp" and "to" in _helpers(c) for c in verb.children):
        return EITHER if verb.tag == "VBD" else FUTURE  # "is to meet"
    if any(c.dep in ("nsubj", "nsubjpass") and c.lemma in listed("ahead_subjects") for c in verb.children) and any(
        c.dep in ("advcl", "xcomp", "acl") and "to" in _helpers(c) for c in verb.children
    ):
        return EITHER  # "agreement was reached to meet in September"
    if verb.lemma in listed("firm_plans") and verb.tag == "VBD":
        return FUTURE
    if verb.tag == "VBD" or helpers & listed("past_auxiliaries"):
        return PAST
    if verb.tag == "VBN":
        return PAST
    if verb.tag == "VBG":
        return FUTURE if helpers & {"is", "are", "am", "'s", "’s", "'re", "’re"} else OPEN
    if verb.tag in ("VBZ", "VBP", "VB"):
        return OPEN if verb.lemma in listed("saying") else FUTURE
    return OPEN


def _is_bare_past(verb: Token) -> bool:
    """True for "set", "put" and the like with subject and object and nothing to show that they are no past tense."""
    if verb.lower not in listed("same_past") or verb.tag not in ("VB", "VBN", "VBD", "VBP") or _helpers(verb):
        return False
    deps = {c.dep for c in verb.children}
    return "dobj" in deps and ("nsubj" in deps or verb.dep == "conj")


def _of_plan(verb: Token) -> int:
    """ "is scheduled for" points ahead; "was scheduled for", "had been planned for" may have passed."""
    helpers = _helpers(verb) | ({verb.lower} if verb.lemma == "be" else set())
    if helpers & {"was", "were", "had"}:
        said = verb.dep == "ccomp" and verb.head.lemma in listed("saying") and "had" not in helpers
        return FUTURE if said else EITHER  # "he said that a visit was planned for Tuesday"
    if verb.dep in ("acl", "amod", "advcl"):
        return _unless_called_off(verb)
    return FUTURE


def _unless_called_off(word: Token) -> int:
    for verb in word.ancestors():
        if verb.pos == "VERB":
            off = verb.lemma in listed("calling_off") or any(c.lower == "off" and c.dep == "prt" for c in verb.children)
            return EITHER if off else FUTURE
    return FUTURE


def _of_infinitive(verb: Token) -> int:
    """ "is to meet", "plans to meet", "talks to be held" point ahead; "went to meet" leaves it to the verb above."""
    head = verb.head
    if "have" in _helpers(verb):
        return EITHER if head.lower in ("was", "were") else PAST  # "was to have been held this Thursday"
    if head is verb or verb.dep in ("acl", "relcl"):
        return FUTURE
    if head.lemma == "be" and verb.dep in ("xcomp", "ccomp", "advcl"):
        return EITHER if head.lower in ("was", "were") else FUTURE
    if head.lemma in listed("prospective") or head.lower in listed("prospective"):
        told = _of_plan(head) if head.tag in ("VBN", "JJ") else FUTURE
        return told if told != FUTURE or head.pos != "ADJ" or head.head.lemma != "be" else _of_plan(head.head)
    return OPEN
