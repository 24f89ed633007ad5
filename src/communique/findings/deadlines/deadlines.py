"""Reading -> deadlines: time limits, with what has to be done and the date, as far as the text gives it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

from communique.data import load_toml
from communique.findings.clauses import SUBJECTS, VERBAL
from communique.findings.deadlines.due import Limit, due_date, governor, what_is_due
from communique.findings.precision import precision
from communique.model.findings import Deadline, TimeExpression
from communique.reading.parse import Token
from communique.reading.reading import Reading

_NEAR = 6
_EXTENDING = frozenset({"extend", "prolong", "renew", "lengthen"})


@cache
def _lexicon() -> dict[str, Any]:
    return load_toml("deadlines")


def find_deadlines(reading: Reading) -> tuple[Deadline, ...]:
    """The time limits of an article, in the order of the text.

    "Both must pull back by March 31", published 2025-03-15, gives `pull back`, date 2025-03-31.
    """
    found: list[Deadline] = []
    seen: set[tuple[int, str | None]] = set()
    for limit in _limits(reading):
        date = due_date(reading, limit)
        key = (limit.anchor.sent, date)
        if key in seen or (date is None and any(index == limit.anchor.sent for index, _ in seen)):
            continue
        seen.add(key)
        sentence = reading.parse.sentence_of(limit.anchor)
        found.append(
            Deadline(
                id=f"d{len(found) + 1}",
                article=reading.article.id,
                evidence=(reading.parse.text_of(sentence),),
                spans=((sentence.start, sentence.end),),
                confidence=precision(_lexicon(), limit.rule),
                reason=limit.rule,
                what=what_is_due(reading, limit),
                date=date,
            )
        )
    return tuple(found)


def _limits(reading: Reading) -> Iterator[Limit]:
    """Limits by their noun first in each sentence, then by the words around each time expression."""
    parse = reading.parse
    nouns = _lexicon()["nouns"]
    by_start = {token.start: token for token in parse.tokens} if reading.times else {}
    for sentence in parse.sentences:
        times = [t for t in reading.times_in(sentence) if t.type in {"DATE", "TIME", "DURATION"}]
        for token in parse.tokens_of(sentence):
            if token.lemma in nouns and token.pos in {"NOUN", "PROPN"}:
                limit = _by_noun(parse.tokens, token, [(t, by_start[t.start]) for t in times if t.start in by_start])
                if limit:
                    yield limit
        for time in times:
            first = by_start.get(time.start)
            rule = _rule(parse.tokens, first, time) if first is not None else None
            if rule and first is not None:
                yield Limit(first, time, rule)


def _by_noun(tokens: list[Token], noun: Token, times: list[tuple[TimeExpression, Token]]) -> Limit | None:
    """A limit named as such: its date where one stands in its phrase or close by, else unknown."""
    inside = {t.i for t in noun.subtree()}
    for time, first in times:
        if time.edtf and (first.i in inside or (0 < first.i - noun.i <= _NEAR) or 0 < noun.i - first.i <= _NEAR):
            return Limit(noun, time, f"noun-{noun.lemma}")
    verb = governor(noun)
    for time, first in times:
        if time.edtf and verb is not None and governor(first) is verb and verb.lemma in _lexicon()["noun_verbs"]:
            return Limit(noun, time, f"noun-verb-{noun.lemma}")
    named = any(c.dep in {"prep", "acl", "compound", "nummod", "amod"} for c in noun.children)
    open_ = any(c.lower in {"any", "no", "such", "every"} for c in noun.children)
    return Limit(noun, None, f"undated-{noun.lemma}") if named and not open_ else None


def _rule(tokens: list[Token], first: Token, time: TimeExpression) -> str | None:
    lexicon = _lexicon()
    lead = _lead(tokens, first)
    verb = governor(first)
    strength = lexicon["before"].get(lead, 0)
    opening = time.text.lower().split()[0] if time.text else ""
    if opening in {"within", "by", "before", "until", "till"}:
        lead, strength = opening, 1
    if (strength == 2 and (time.edtf or time.type == "DURATION")) or _followed(tokens, time, first):
        return f"strong-{lead or 'latest'}"
    if tokens[min(first.i + 2, len(tokens) - 1)].lower == "left" and time.type == "DURATION":
        return "left"
    if time.type == "DURATION" and verb is not None and verb.lemma in {"give", "have"} and first.i > verb.i:
        return "given" if _is_granted(tokens, time, first) else None
    if verb is not None and verb.lemma in lexicon["setting"]["verbs"] and _is_set(tokens, time, first):
        return "set"
    if not strength and time.edtf and "/" not in time.edtf and (event := _event_before(first)) is not None:
        verb = governor(event)
        return "before-event" if verb is not None and _is_task(verb) and _aim(verb, "before") else None
    if lead in {"until", "till"} and any(t.lower == "time" for t in tokens[max(first.i - 4, 0) : first.i]):
        return "time-until"
    if (
        lead == "from"
        and time.edtf
        and any(t.lemma in lexicon["truce"] for t in tokens[max(first.i - 12, 0) : first.i])
    ):
        return "from"
    if strength == 1 and time.edtf and verb is not None and (_is_task(verb) or verb.lemma in _EXTENDING):
        why = _aim(verb, lead, nominal=_in_noun(first))
        if why is None and lead == "by" and (near := _verb_before(tokens, first)) is not None and _is_task(near):
            why = _aim(near, lead)
        return f"{lead}-{why}" if why else None
    if verb is not None and time.edtf and lead in {"on", "at", "in"} and _is_duty(verb):
        return "duty"
    if verb is None or not time.edtf or strength or not _ahead(verb):
        return None
    return f"ends-{verb.lemma}" if _ends(verb) else "effect" if _takes_effect(verb) else None


def _is_set(tokens: list[Token], time: TimeExpression, first: Token) -> bool:
    """True for "set March 23 as the date": a few words after the time expression name it a date that is to be kept."""
    after = [t for t in tokens[first.i : first.i + 12] if t.start >= time.end and t.sent == first.sent][:4]
    words = _lexicon()["setting"]["nouns"]
    return bool(after) and after[0].lower == "as" and any(t.lemma in words for t in after) and after[-1].pos == "ADP"


def _event_before(first: Token) -> Token | None:
    """The event of "before the summit on March 20", to which the time expression belongs."""
    for above in first.ancestors():
        if above.pos in VERBAL:
            return None
        if above.pos in {"NOUN", "PROPN"} and above.ent not in {"DATE", "TIME"} and above.dep == "pobj":
            word = above.head.lower
            ahead = word == "of" and above.head.head.lower == "ahead"
            return above if word == "before" or ahead else None
    return None


def _is_granted(tokens: list[Token], time: TimeExpression, first: Token) -> bool:
    """True for "gave them ten days to reply": the duration is what is given, and "to do something" follows soon."""
    if tokens[first.i - 1].pos == "ADP" or any(t.lemma in _lexicon()["nouns"] for t in first.ancestors()):
        return False
    after = [t for t in tokens[first.i : first.i + 12] if t.start >= time.end and t.sent == first.sent]
    return any(t.lower == "to" and t.dep == "aux" for t in after)


def _is_task(verb: Token) -> bool:
    """False for meeting, talking and travelling, of which a day is only the day."""
    words = _lexicon()["not"]
    return verb.lemma not in words["verbs"] and not any(
        c.dep in {"dobj", "nsubjpass"} and c.lemma in words["nouns"] for c in verb.children
    )


def _ahead(verb: Token) -> bool:
    """True in the present and the future: what has run out is no limit any more, unless it was called one."""
    if any(c.dep == "aux" and c.lower in {"will", "shall", "to", "would", "'ll"} for c in verb.children):
        return True
    subject = verb.child(*SUBJECTS)
    return verb.tag in {"VBZ", "VBP", "VBG"} or (subject is not None and subject.lemma in _lexicon()["nouns"])


def _is_duty(verb: Token) -> bool:
    """True for what somebody has to do on a day: "must pay", "will withdraw"."""
    if verb.lemma not in _lexicon()["duty"] or not _is_task(verb):
        return False
    return any(c.dep == "aux" and c.lower in _lexicon()["aim"]["modals"] for c in verb.children)


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
        if i > 1 and f"{tokens[i - 2].lower} {two}" in _lexicon()["before"]:
            return f"{tokens[i - 2].lower} {two}"
        if two in _lexicon()["before"]:
            return two
    return low


def _followed(tokens: list[Token], time: TimeExpression, first: Token) -> bool:
    i = first.i
    while i < len(tokens) and tokens[i].start < time.end:
        i += 1
    return " ".join(t.lower for t in tokens[i : i + 3]) in _lexicon()["after"]


def _in_noun(token: Token) -> bool:
    """True where the time expression belongs to a noun ("a reply by Friday") and not to a verb."""
    for above in token.ancestors():
        if above.pos in VERBAL:
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


def _aim(verb: Token, lead: str, *, nominal: bool = False) -> str | None:
    """Why the clause is about something to be done: a modal, an infinitive, or a verb of promise or demand above."""
    aim = _lexicon()["aim"]
    node, steps = verb, 0
    while steps < 3:
        auxiliaries = {c.lower for c in node.children if c.dep in {"aux", "auxpass"}}
        if auxiliaries & set(aim["open"]):
            return None
        if auxiliaries & set(aim["modals"]):
            return "modal"
        if node.lemma == "have" and node.child("xcomp") is not None:
            return "modal"
        if (steps or nominal) and node.lemma in aim["verbs"]:
            return "verb"
        if node.dep not in {"xcomp", "ccomp", "conj", "acl", "advcl", "relcl"}:
            break
        node = node.head
        steps += 1
    if (verb.lemma in _EXTENDING or verb.lemma in {"have", "give"}) and lead in {"until", "till"}:
        return "extend"
    if any(c.lemma in aim["adjectives"] for c in verb.children):
        return "adjective"
    return None


def _ends(verb: Token) -> bool:
    ends = _lexicon()["ends"]
    if verb.lemma not in ends["verbs"]:
        return False
    if verb.lemma == "run":
        return any(c.lower == ends["run_particle"] for c in verb.children)
    if verb.lemma in {"expire", "lapse"}:
        return True
    subject = verb.child(*SUBJECTS)
    return subject is not None and subject.lemma in ends["subjects"]


def _takes_effect(verb: Token) -> bool:
    effect = _lexicon()["effect"]
    if verb.lemma not in effect["verbs"]:
        return False
    below = {t.lower for t in verb.subtree() if t.i > verb.i}
    return bool(below & set(effect["nouns"]))
