"""Signs: why a time expression is a time limit, by the words around it and the clause that it belongs to."""

from __future__ import annotations

from communique.findings.arguments import VERBS
from communique.findings.clauses import SUBJECTS
from communique.findings.deadlines.due import governor
from communique.findings.deadlines.tasks import EXTENDING, ahead, aim, ends, is_duty, is_task, lexicon, takes_effect
from communique.model.findings import TimeExpression
from communique.reading.parse import Token
from communique.reading.reading import Reading

_BY_THE_TIME = 14


def sign_of(reading: Reading, first: Token, time: TimeExpression) -> str | None:
    """The name of the rule by which a time expression is a limit, None where it is none.

    "must pull back by March 31": `by-modal`; "the treaty expires on June 1": `ends-expire`. `first` is the first token
    of the expression.
    """
    tokens = reading.parse.tokens
    lead = _lead(tokens, first)
    strength = lexicon()["before"].get(lead, 0)
    opening = time.text.lower().split()[0] if time.text else ""
    if opening in {"within", "by", "before", "until", "till"}:
        lead, strength = opening, 1
    if (strength == 2 and (time.edtf or time.type == "DURATION")) or _followed(tokens, time, first):
        return f"strong-{lead or 'latest'}"
    verb = _above_end(governor(first))
    if time.type == "DURATION" and lead not in {"in", "within"}:
        if tokens[min(first.i + 2, len(tokens) - 1)].lower == "left":
            return "left"
        if verb is not None and verb.lemma in {"give", "have"} and first.i > verb.i:
            return "given" if _is_granted(tokens, time, first) else None
    if _is_set(tokens, time, first, verb):
        return "set"
    if lead == "in" and time.type == "DURATION" and verb is not None and ahead(verb) and takes_effect(verb):
        return "effect"
    if not time.edtf and not (lead == "within" and time.type == "DURATION" and "X" not in time.value):
        return "time-until" if _is_time_until(tokens, first, lead) else None
    if not strength and time.edtf and "/" not in time.edtf and (event := _event_before(tokens, first)) is not None:
        above = governor(event)
        if above is None or (above.lemma in lexicon()["not"]["bringing"] and above.lower != "gone"):
            return None  # "put before the parties"
        if not is_task(above):
            return None
        return "before-event" if aim(above, "before") else None
    return _by_clause(reading, first, verb, (lead, strength))


def _by_clause(reading: Reading, first: Token, verb: Token | None, led: tuple[str, int]) -> str | None:
    """The rule by which the clause makes a limit of a date, from its verb and the word that leads the date."""
    tokens, (lead, strength) = reading.parse.tokens, led
    if _is_time_until(tokens, first, lead):
        return "time-until"
    if _is_due(tokens, first, lead):
        return "due"
    if verb is not None and not strength and lead not in {"after", "since"} and _is_threat(reading, verb):
        return "unless"
    if lead == "from" and tokens[first.i - 2].lower == "effect":
        return "from"
    if lead == "from" and any(t.lemma in lexicon()["truce"] for t in tokens[max(first.i - 12, 0) : first.i]):
        return "from"
    if verb is not None and lead in {"until", "till"} and verb.dep == "advcl" and verb.head.lemma in {"give", "have"}:
        verb = verb.head  # "gave them until the end of May to reply"
    if verb is None:
        return f"{lead}-nominal" if strength == 1 and _is_item(reading, first) else None
    if strength and _is_no_limit(verb, lead):
        return None
    if strength == 1 and (is_task(verb) or verb.lemma in EXTENDING):
        why = aim(verb, lead, nominal=_in_noun(first))
        if why is None and lead == "by" and (near := _verb_before(tokens, first)) is not None and is_task(near):
            why = aim(near, lead)
        return f"{lead}-{why}" if why else None
    if (waiting := _by_the_time(tokens, first)) is not None:
        return "by-time" if is_task(waiting) and aim(waiting, "by") else None
    counted = any(t.lower == "after" for t in tokens[first.i + 2 : first.i + 3])
    if (lead in {"on", "at", "in"} or counted) and is_duty(reading, _owed(verb)):
        return "duty"
    if strength or not ahead(verb):
        return None
    return f"ends-{verb.lemma}" if ends(verb) else "effect" if takes_effect(verb) else None


def _is_due(tokens: list[Token], first: Token, lead: str) -> bool:
    """True for "falls due in July" and "the payment due on June 1"; a visitor due on a day is a visit."""
    at = next((n for n in range(first.i - 1, max(first.i - 4, 0), -1) if tokens[n].lower == "due"), None)
    if at is None or lead not in {"on", "in", "by", "at"} or tokens[at].sent != first.sent:
        return False
    due = tokens[at]
    words = lexicon()["falling"]
    if due.head.lemma in words["verbs"] and due.head.pos in VERBS:
        return True
    subject = due.head.child(*SUBJECTS) if due.head.pos in VERBS else due.head
    return subject is not None and subject.lemma in words["things"]


def _is_threat(reading: Reading, verb: Token) -> bool:
    """True for what will come on a day "unless" something is done before; not for what somebody will not do."""
    helpers = {c.lower for c in verb.children if c.dep in {"aux", "neg"}}
    subject = verb.child(*SUBJECTS)
    actor = reading.actor_at(subject) if subject is not None else None
    if not helpers & {"will", "would", "shall"} or helpers & {"not", "n't"}:
        return False
    if subject is None or subject.pos == "PRON" or (actor is not None and (actor.person or actor.parties)):
        return False
    below = [c for c in verb.children if c.dep == "advcl" and c.i > verb.i]
    return any(m.dep == "mark" and m.lower == "unless" for c in below for m in c.children)


def _is_no_limit(verb: Token, lead: str) -> bool:
    """True for "will not start before May", which is the earliest day, and for what goes on "until May"."""
    if lead == "before":
        return any(c.dep == "neg" for c in verb.children)
    return lead in {"until", "till"} and verb.lemma in lexicon()["not"]["lasting"]


def _above_end(verb: Token | None) -> Token | None:
    """The verb that a date is about: of "meet before the month is over" the first."""
    if verb is None:
        return None
    over = verb.lemma == "be" and any(c.lower in {"over", "out", "up"} for c in verb.children)
    if over and verb.dep == "advcl" and verb.head.pos in VERBS:
        return verb.head
    return verb


def _owed(verb: Token) -> Token:
    """Of "it has to pay" the second verb."""
    done = verb.child("xcomp") if verb.lemma == "have" else None
    return done if done is not None and done.tag == "VB" else verb


def _is_time_until(tokens: list[Token], first: Token, lead: str) -> bool:
    return lead in {"until", "till"} and any(t.lower == "time" for t in tokens[max(first.i - 4, 0) : first.i])


def _is_set(tokens: list[Token], time: TimeExpression, first: Token, verb: Token | None) -> bool:
    """True for "set March 23 as the date" and for "March 23, the date set by both"."""
    words = lexicon()["setting"]
    after = [t for t in tokens[first.i : first.i + 12] if t.start >= time.end and t.sent == first.sent][:4]
    if len(after) > 3 and after[0].text == "," and after[1].lower == "the" and after[2].lemma in words["nouns"]:
        return after[3].lemma in words["verbs"] and after[3].tag == "VBN"
    if verb is None or verb.lemma not in words["verbs"]:
        return False
    named = any(t.lemma in words["nouns"] for t in after)
    return bool(after) and after[0].lower == "as" and named and after[-1].pos == "ADP"


def _event_before(tokens: list[Token], first: Token) -> Token | None:
    """The event of "before the summit on March 20" or "before the vote due in May", to which a date belongs."""
    if first.dep == "poss":
        near = first.head
    elif first.i > 1 and tokens[first.i - 1].lower in {"in", "on"} and tokens[first.i - 2].pos in {"NOUN", "PROPN"}:
        near = tokens[first.i - 2]
    else:
        near = first
    for above in (near, *near.ancestors()):
        if above.pos in VERBS and not (above.dep == "relcl" and above.lemma == "be" and above.child("acomp")):
            return None
        if above.pos in {"NOUN", "PROPN"} and above.ent not in {"DATE", "TIME"} and above.dep == "pobj":
            word = above.head.lower
            in_front = word == "of" and above.head.head.lower == "ahead"
            if word == "before" or in_front:
                return above
            if above.head.dep != "prep" or above.head.head.pos not in {"ADJ", "VERB", "AUX"}:
                return None
    return None


def _is_granted(tokens: list[Token], time: TimeExpression, first: Token) -> bool:
    """True for "gave them ten days to reply": the duration is what is given, and "to do something" follows soon."""
    if tokens[first.i - 1].pos == "ADP" or any(t.lemma in lexicon()["nouns"] for t in first.ancestors()):
        return False
    after = [t for t in tokens[first.i : first.i + 12] if t.start >= time.end and t.sent == first.sent]
    if not after or after[0].tag == "POS" or after[0].text in {"-", "'"}:
        return False  # "had six years' worth of things to say", "a twelve-minute recording"
    return any(t.lower == "to" and t.dep == "aux" and t.head.head.i < after[0].i for t in after)


def _is_item(reading: Reading, first: Token) -> bool:
    """True inside an item of a list that is no clause ("- a visit by inspectors, before the end of July")."""
    sentence = reading.parse.sentence_of(first)
    words = reading.parse.tokens_of(sentence)
    marked = not any(c.isalnum() for c in words[0].text) or words[0].text[0].isdigit()
    return marked and not any(t.pos in VERBS for t in words)


def _by_the_time(tokens: list[Token], first: Token) -> Token | None:
    """The verb before "by the time they meet on Friday"."""
    for n in range(first.i - 1, max(first.i - _BY_THE_TIME, 2), -1):
        if tokens[n].sent != first.sent:
            return None
        if tokens[n].lower == "time" and tokens[n - 1].lower == "the" and tokens[n - 2].lower == "by":
            return _verb_before(tokens, tokens[n - 2])
    return None


def _lead(tokens: list[Token], first: Token) -> str:
    """The preposition before a time expression, with a word before it where both make one ("no later than")."""
    i = first.i - 1
    while i >= 0 and i > first.i - 5:
        low = tokens[i].lower
        if low in {"on", "at"} and tokens[i - 1].lower not in {"noon", "midnight"}:
            break
        if low not in {"the", "about", "around", "midnight", "noon", "of", "end", "on", "at"}:
            break
        i -= 1
    if i < 0 or tokens[i].sent != first.sent:
        return ""
    low = tokens[i].lower
    if i > 0:
        two = f"{tokens[i - 1].lower} {low}"
        if i > 1 and f"{tokens[i - 2].lower} {two}" in lexicon()["before"]:
            return f"{tokens[i - 2].lower} {two}"
        if two in lexicon()["before"]:
            return two
    return low


def _followed(tokens: list[Token], time: TimeExpression, first: Token) -> bool:
    i = first.i
    while i < len(tokens) and tokens[i].start < time.end:
        i += 1
    return " ".join(t.lower for t in tokens[i : i + 3]) in lexicon()["after"]


def _in_noun(token: Token) -> bool:
    """True where the time expression belongs to a noun ("a reply by Friday") and not to a verb."""
    for above in token.ancestors():
        if above.pos in VERBS:
            return False
        if above.pos == "NOUN" and above.ent not in {"DATE", "TIME"} and above.dep != "npadvmod":
            return True
    return False


def _verb_before(tokens: list[Token], first: Token) -> Token | None:
    """The last verb before a time expression, which parsers often miss as what it belongs to."""
    for i in range(first.i - 1, -1, -1):
        if tokens[i].sent != first.sent:
            break
        if tokens[i].pos == "VERB":
            return tokens[i]
    return None
