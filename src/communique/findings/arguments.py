"""Arguments: who stands in which grammatical place around a trigger."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from communique.model.actors import Actor, Level
from communique.reading.parse import Token
from communique.reading.reading import Reading

SUBJECT = ("nsubj", "nsubjpass")
RELATIVE = frozenset({"who", "which", "that", "whom"})
VERBS = frozenset({"VERB", "AUX"})


def actors_at(reading: Reading, token: Token, *, deep: bool = True) -> list[Actor]:
    """The actors that a noun phrase names: its head and coordinated heads; with `deep`, also those inside it.

    "a delegation from Iran", "the foreign ministers of A and B", "Trump's envoy".
    """
    found: list[Actor] = []
    for head in _heads(_described(token)):
        actor = reading.actor_at(head)
        if actor is not None and actor.place and head.dep in SUBJECT:
            # "In the Chadian capital, N'Djamena, Minister A met B": the parse takes the place for the subject
            found.extend(a for c in head.children if c.dep == "appos" for a in actors_at(reading, c, deep=False))
        elif actor is not None and actor.kind != "demonym" and (actor.parties or actor.person):
            together = _side_by_side(reading, actor)
            found.extend(_as_party(a) if a.kind == "party" and a.person else a for a in together if a not in found)
            if deep and not actor.parties:
                found.extend(_inside(reading, head))
            if actor.head != head.i:  # "negotiators of the government and of the largest rebel group, the FARC"
                named = [a for c in head.children if c.dep == "appos" for a in actors_at(reading, c, deep=False)]
                found.extend(a for a in named if a not in found)
        elif deep:
            found.extend(_inside(reading, head))
    return found


def _described(token: Token) -> Token:
    """Whom "whom" stands for: "B, whom A met", "B, with whom A spoke"."""
    clauses = (t for t in token.ancestors() if t.dep == "relcl") if token.lower == "whom" else ()
    return next((clause.head for clause in clauses), token)


def _side_by_side(reading: Reading, actor: Actor) -> list[Actor]:
    """A person with those joined to them by "and" on the surface, which the parser often tears apart.

    "President A and President B agreed": both, whatever the parse of names and offices.
    """
    if actor.kind != "person":
        return [actor]
    tokens, found = reading.parse.tokens, [actor]
    before = actor.first - 1
    if before > 0 and tokens[before].lower == "and":
        last = before - 2 if tokens[before - 1].text == "," else before - 1
        other = reading.actor_at(tokens[max(last, 0)])
        if other is not None and other.kind == "person" and other.last == last + 1:
            found.insert(0, other)
    after = _past_joint(tokens, actor.last)
    if after is not None:
        other = reading.actor_at(tokens[after])
        if other is not None and other.kind == "person" and not _is_new_subject(tokens[other.head]):
            found.append(other)
    return found


def _past_joint(tokens: Sequence[Token], i: int) -> int | None:
    """Where a second person begins after "and", also "and, separately,", "and later"; None where nobody is joined."""
    start = i + 1 if i < len(tokens) and tokens[i].text == "," else i
    if start + 1 >= len(tokens) or tokens[start].lower != "and":
        return None
    after = start + 1
    while after < min(start + 5, len(tokens)) and (tokens[after].text == "," or tokens[after].lower in THEN):
        after += 1
    if after + 1 >= len(tokens):
        return None
    if start == i and tokens[after].lower == "the" and tokens[after].head.dep not in SUBJECT:
        return after + 1  # "the president of A and the B special envoy"
    return after if start == i or after > start + 1 else None


THEN = frozenset({"separately", "then", "later", "also", "afterwards", "afterward", "subsequently", "finally"})
"""Words between two persons of whom the same is told."""


def _is_new_subject(head: Token) -> bool:
    """True where a name after "and" opens a clause of its own ("A met B and C left")."""
    return head.dep in SUBJECT and head.head.i > head.i and head.head.dep == "conj"


def _heads(token: Token) -> list[Token]:
    """A noun and those coordinated with it, also where an apposition stands between ("A, the minister, and B")."""
    heads = token.conjuncts()
    for head in list(heads):
        for child in head.children:
            if child.dep == "appos":
                heads.extend(child.conjuncts()[1:])
    return heads


def _inside(reading: Reading, head: Token) -> list[Actor]:
    """Actors that own or make up a noun phrase whose head is none itself ("the talks team of the Houthis")."""
    found: list[Actor] = []
    for child in head.children:
        if child.dep in {"poss", "compound", "amod", "nmod"}:
            actor = reading.actor_at(child)
            if actor is not None and actor.parties:
                found.append(_as_party(actor))
        elif child.dep == "prep" and child.lower in {"of", "from", "for", "between", "among", "under"}:
            for below in child.children:
                if below.dep == "pobj":
                    found.extend(actors_at(reading, below, deep=False))
        elif child.dep == "appos":
            found.extend(actors_at(reading, child, deep=False))
        elif child.dep == "acl" and child.lower in {"led", "headed", "representing"}:
            for leader in objects(child) + after_prepositions(child, ("by",)):
                found.extend(actors_at(reading, leader, deep=False))
    return found


def _as_party(actor: Actor) -> Actor:
    """The party that a person stands for: the president's envoy or administration acts, the president does not."""
    return replace(actor, kind="party", person=None, persons=(), level=Level.UNKNOWN)


def subject_tokens(verb: Token) -> list[Token]:
    """The subject of a verb, also where it is shared, controlled or relative.

    "Lavrov, who met Rubio", "flew to Doha to meet", "met and agreed", "agreed to meet".
    """
    node = verb
    for _ in range(6):
        own = [child for child in node.children if child.dep in SUBJECT and child.lower != "whom"]
        if own:
            if own[0].lower in RELATIVE and node.dep == "relcl":
                return [node.head]
            return own
        if node.dep in {"xcomp", "conj", "advcl", "ccomp", "pcomp"} and node.head.pos in VERBS:
            open_clause = node.dep == "xcomp" or (node.dep == "ccomp" and any(c.lower == "to" for c in node.children))
            objects = [c for c in node.head.children if c.dep in {"dobj", "dative"}] if open_clause else []
            if objects and node.head.lemma in OBJECT_CONTROL:
                return objects
            if open_clause and (asked := _asked(node.head, before=node)):
                return asked
            node = node.head
        elif (node.dep == "pcomp" and node.head.dep == "prep") or (
            node.dep == "acl" and node.tag == "VB" and node.head.dep == "dobj" and node.head.head.pos in VERBS
        ):
            node = node.head.head
        elif node.dep in {"acl", "relcl"}:
            return [node.head] if node.tag in {"VBG", "VB", "VBN"} else []
        elif node.dep in {"xcomp", "acomp"} or node.pos == "ADJ":
            node = node.head
        else:
            return []
    return []


OBJECT_CONTROL = frozenset(
    {
        "invite",
        "ask",
        "urge",
        "tell",
        "order",
        "send",
        "press",
        "allow",
        "enable",
        "permit",
        "convince",
        "instruct",
        "authorise",
        "authorize",
        "persuade",
        "encourage",
        "force",
        "want",
        "get",
        "advise",
        "beg",
        "challenge",
        "exhort",
        "help",
        "implore",
        "nudge",
        "prod",
        "prompt",
        "push",
        "request",
        "summon",
    }
)


def _asked(verb: Token, before: Token) -> list[Token]:
    """Who is to do what a verb asks for: "called on A and B to meet", "appealed to both to sit down"."""
    words = ASKING.get(verb.lemma, ())
    asked = [c for c in verb.children if c.dep in {"prep", "dative"} and c.lower in words and verb.i < c.i < before.i]
    return [below for preposition in asked for below in preposition.children if below.dep == "pobj"]


ASKING = {
    "call": ("on", "upon"),
    "prevail": ("on", "upon"),
    "appeal": ("to",),
    "plead": ("with",),
    "wait": ("for",),
    "arrange": ("for",),
}
"""Verbs, with their prepositions, after which whoever is asked is the one to act."""


def objects(verb: Token) -> list[Token]:
    """The objects of a verb; a person whom the parse takes for what somebody is called is one ("called Aoun")."""
    found = [child for child in verb.children if child.dep in {"dobj", "dative"} or child.lower == "whom"]
    if not found:  # "met visiting Minister A"
        found = [c for child in verb.children if is_attributive(child) for c in child.children if c.dep == "dobj"]
    return found or [child for child in verb.children if child.dep == "oprd" and child.ent == "PERSON"]


def is_attributive(token: Token) -> bool:
    """True for "visiting" before a name ("met visiting Minister A"), which the parser takes for a verb of its own."""
    own = {child.dep for child in token.children}
    if token.lower != "visiting" or not own <= {"dobj"}:
        return False
    beside = token.dep == "conj" and token.head.pos not in VERBS
    return beside or token.dep in {"advcl", "pcomp", "xcomp", "amod", "ccomp"}


def after_prepositions(token: Token, words: Iterable[str]) -> list[Token]:
    """The objects of the prepositions of a verb or noun ("with", "between"), nested ones too.

    "together with B"; "with A and with B"; "met in Oslo on Monday with B", where the parse hangs the partner on
    the place or the day.
    """
    wanted = frozenset(words)
    found: list[Token] = []
    for child in token.children:
        if child.dep in {"prep", "agent", "dative"} or child.tag == "IN":
            if child.lower in wanted:
                same = [child, *(c for c in child.children if c.dep == "conj" and c.lower == child.lower)]
                found.extend(c for one in same for c in one.children if c.dep in {"pobj", "pcomp"})
            else:
                for below in child.children:
                    if below.dep == "prep" and below.lower in wanted:
                        found.extend(c for c in below.children if c.dep == "pobj")
                    elif below.dep == "pobj" and wanted & PARTNERS:
                        found.extend(_partners_below(child, below, wanted & PARTNERS))
        elif (child.dep == "advmod" and child.lower in {"together", "along"}) or _is_day(child):
            for below in child.children:
                if below.dep == "prep" and below.lower in wanted & (PARTNERS if _is_day(child) else wanted):
                    found.extend(c for c in below.children if c.dep == "pobj")
    return found


def _is_day(token: Token) -> bool:
    """True for a day beside a verb or noun, where the parse may hang a partner: "met last week with B"."""
    return token.dep == "npadvmod" and token.ent in {"DATE", "TIME"}


PARTNERS = frozenset({"with", "between", "among", "amongst", "alongside"})
_CIRCUMSTANCES = frozenset({"GPE", "LOC", "FAC", "DATE", "TIME"})


def _partners_below(preposition: Token, noun: Token, wanted: frozenset[str]) -> Iterator[Token]:
    """Partners that hang on a place, a day or a topic: "talks in Oslo with B", "talks on a truce between A and B"."""
    if noun.ent not in _CIRCUMSTANCES and preposition.lower not in {"on", "about", "over", "in", "at"}:
        return
    loose = noun.ent in _CIRCUMSTANCES
    for below in noun.children:
        if below.dep == "prep" and below.lower in wanted and (loose or below.lower == "between"):
            yield from (c for c in below.children if c.dep == "pobj")
        elif below.dep == "prep" and loose:
            for deeper in below.children:
                if deeper.dep == "pobj":
                    yield from _partners_below(below, deeper, wanted)


def met_elsewhere(reading: Reading, verb: Token) -> list[Token]:
    """Persons whom the parse coordinates with a place or a day: "met A in Oslo on Monday and B in Lima on Friday".

    Also whom "one" or "another" is with: "had a meeting with A on Monday and one with B on Friday".
    """
    found: list[Token] = []
    for node in (verb, *objects(verb), *after_prepositions(verb, ("with",))):
        for preposition in node.children:
            for noun in preposition.children if preposition.dep == "prep" else ():
                if noun.dep != "pobj" or noun.ent not in _CIRCUMSTANCES:
                    continue
                for other in noun.conjuncts()[1:]:
                    actor = reading.actor_at(other)
                    if actor is not None and actor.kind == "person" and actor.head == other.i:
                        found.append(other)
                    elif other.lower in {"one", "another"}:
                        found.extend(after_prepositions(other, ("with",)))
    return found


def left_modifiers(noun: Token) -> list[Token]:
    """Everything between the start of a noun's phrase and the noun ("the long-awaited US-Russian" talks)."""
    found: list[Token] = []
    for child in noun.children:
        if child.i < noun.i and child.dep in {"compound", "amod", "nmod", "poss", "npadvmod", "nummod", "advmod"}:
            found.extend(t for t in child.subtree() if t.i < noun.i)
    return sorted(found, key=lambda t: t.i)
