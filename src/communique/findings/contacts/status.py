"""Status of a contact and the words that decide it: modality, negation, tense and the verbs and nouns above it."""

from __future__ import annotations

from communique.findings.arguments import VERBS
from communique.findings.contacts.asking import QUESTIONS, asked, question
from communique.findings.contacts.modality import (
    DETAILS,
    Cue,
    coming_cue,
    has_own_tense,
    is_negated,
    lexicon,
    meaning_of,
    negate,
    verb_cues,
)
from communique.findings.contacts.surroundings import (
    OFF,
    adverbial,
    arranged,
    called_off,
    is_in_vain,
    made_of,
    noun_cue,
    occasion,
    signs,
    what_is_made,
    what_is_meant,
)
from communique.findings.contacts.triggers import Trigger, called_so
from communique.findings.contacts.vocabulary import lexicon as contact_words
from communique.model.findings import Status
from communique.reading.parse import Token

WEAKEST = (
    Status.RULED_OUT,
    Status.REFUSED,
    Status.CANCELLED,
    Status.POSTPONED,
    Status.POSSIBLE,
    Status.PROPOSED,
    Status.PLANNED,
    Status.SCHEDULED,
    Status.UNDER_WAY,
    Status.HELD,
)
SPEECH = frozenset({"say", "tell", "report", "add", "note", "state", "write", "recall", "quote", "stress", "claim"})


def strongest(cues: list[Cue], trigger: Trigger) -> Cue:
    """The cue that decides: the weakest claim among the clear signs; a trigger without any tells of the past.

    "Rubio is expected to meet Lavrov": planned, cue "expected".
    """
    if not cues:
        return Cue(Status.HELD, trigger.token, "bare")
    decisive = [cue for cue in cues if cue.rule != "weak"]
    return min(decisive or cues, key=lambda cue: WEAKEST.index(cue.status))


def find_cues(trigger: Trigger) -> list[Cue]:
    """Every sign of a status around a trigger, from the inside outwards."""
    cues: list[Cue] = []
    node = trigger.token
    if trigger.frame == "noun":
        cues += _modifiers(node)
        if trigger.relation == "acl" and trigger.support is not None:
            cues += meaning_of(trigger.support) + verb_cues(trigger.support)
    if trigger.support is not None and (called := called_so(node)) is not None and called.head is trigger.support:
        cues += _governor(called, trigger.support, "dobj", "") + _climb(trigger.support, trigger)
    else:
        cues += _climb(node, trigger)
    if trigger.relation != "prep" and all(cue.rule == "weak" for cue in cues) and _is_open(trigger.predicate):
        cues.append(Cue(Status.SCHEDULED, trigger.predicate, "infinitive"))
    return cues


def _is_open(verb: Token) -> bool:
    """True for an infinitive that does not say that it came about: "determined to meet", not "went on to meet"."""
    if verb.dep not in {"xcomp", "ccomp"} or verb.tag != "VB" or not any(c.lower == "to" for c in verb.children):
        return False
    return verb.head.lemma not in lexicon()["came_about"]


def _modifiers(noun: Token) -> list[Cue]:
    found = []
    words = lexicon()["modifiers"]
    for child in noun.children:
        if child.i < noun.i and (status := words.get(child.lower)):
            rule = "weak" if status in {"held", "under_way"} else "modifier"
            found.append(Cue(Status(status), child, rule))
        elif child.lower == "no" and child.i < noun.i:
            found.append(Cue(Status.RULED_OUT, child, "no"))
        elif child.dep in {"acl", "relcl"}:
            found += _clause(child)
    return found


def _clause(verb: Token) -> list[Cue]:
    """Cues of a participle or relative clause at the noun: "scheduled for Tuesday", "to be held", "put off"."""
    if _is_elsewhere(verb) or is_overtaken(verb):
        return []
    subject = verb.dep == "relcl" and verb.child("nsubj", "nsubjpass")
    if subject and subject.tag in {"WDT", "WP"} and _is_fruitless(verb, verb.head):
        return [Cue(Status.HELD, verb, "weak")]
    acts = subject and subject.dep == "nsubj" and subject.tag in {"WDT", "WP"} and verb.lemma not in INTRANSITIVE_OFF
    found = meaning_of(verb) if not acts or verb.tag == "VBN" else []
    if verb.tag == "VB" or any(c.lower == "to" and c.dep == "aux" for c in verb.children):
        found.append(Cue(Status.SCHEDULED, verb, "to-infinitive"))
    elif verb.tag != "VBN" or verb.dep == "relcl":
        found += verb_cues(verb)
    elif not found:
        found.append(Cue(Status.HELD, verb, "weak"))
    for child in verb.children:
        if child.dep == "xcomp" and child.pos in VERBS:
            found += meaning_of(child)
    return found


def is_overtaken(verb: Token) -> bool:
    """True for what had been before of what came about since, or is to: "held the talks that had been put off"."""
    noun, above = verb.head, verb.head.head
    if verb.dep != "relcl" or not any(child.lower == "had" and child.dep == "aux" for child in verb.children):
        return False
    if noun.dep not in {"dobj", "nsubj", "nsubjpass"} or is_negated(above):
        return False
    words = lexicon()
    return above.lemma in contact_words()["support"] or above.lemma in (*words["occurrence"], *words["took_place"])


def _is_elsewhere(verb: Token) -> bool:
    """True for a relative clause in which the noun is only the occasion: "talks in which they seek", "where"."""
    for child in verb.children:
        if child.dep == "prep" and any(c.tag in {"WDT", "WP", "WP$"} for c in child.children):
            return True
        if child.tag == "WRB":
            return True
    return False


def _climb(start: Token, trigger: Trigger) -> list[Cue]:
    """Walk up from the trigger through the verbs, nouns and adjectives that govern it."""
    found: list[Cue] = []
    node, via, aside = start, "", False
    if node.pos in VERBS and trigger.frame != "noun":
        found += verb_cues(node)
        found += meaning_of(node) if node.lemma in {"invite", "expect", "await"} else []
    for _ in range(9):
        head, dep = node.head, node.dep
        if head is node or dep in {"relcl", "parataxis"}:
            break
        if dep == "appos" or (dep == "conj" and node.pos not in VERBS):
            node = head
            continue
        if node.pos in VERBS and dep not in QUESTIONS and (indirect := asked(node)) is not None:
            found.append(indirect)
            break
        preposition = head.head if head.lower == "of" and head.head.lower == "ahead" else head
        gone = dep == "pcomp" and node.tag == "VBG"  # "declined to comment after seeing B"
        if (dep == "pobj" or gone) and (status := lexicon()["prepositions"].get(preposition.lower)):
            found.append(
                _before(preposition)
                if gone and status == Status.SCHEDULED
                else Cue(Status(status), preposition, occasion(preposition, status))
            )
            break
        if head.pos in VERBS:
            if dep in QUESTIONS and (told := question(node)) is not None:
                found += told
                break
            if dep in CLAUSES and head.lemma in SPEECH:
                break
            if dep == "ccomp" and head.lemma == "deny" and found and all(cue.status in OFF for cue in signs(found)):
                found = [Cue(Status.SCHEDULED, head, "denied")]
                break
            if dep == "ccomp" and head.lemma in lexicon()["settling"]:
                found = [_settled(cue) for cue in found]
            if dep == "advcl":
                found += adverbial(node)
                break
            if (
                dep == "conj"
                and has_own_tense(node)
                and (node.tag != "VB" or any(c.tag == "MD" for c in node.children))
            ):
                break  # "has not met A and will send an envoy"
            found += _beside(head) if aside else _governor(node, head, dep, via)
            aside = aside or (dep == "prep" and via in OCCASIONS and is_in_vain(head))
        elif head.pos == "ADJ" and (status := lexicon()["predicates"].get(head.lower)):
            found.append(negate(head, Cue(Status(status), head, "predicate")))
        elif head.pos in {"NOUN", "PROPN"}:
            aside = aside or (dep == "prep" and via in OCCASIONS and head.lemma not in TAKING_PART)
            if not aside:
                if dep in {"acl", "ccomp", "xcomp"} or (dep == "prep" and via in GOVERNED):
                    found += noun_cue(head) or arranged(head)
                found += _modifiers_of_head(head)
        elif head.pos in {"ADP", "SCONJ"}:
            via = head.lower
        node = head
    return found


FINITE = frozenset({"VBD", "VBZ", "VBP"})


def _before(preposition: Token) -> Cue:
    """The cue of "before meeting B": it came about where the verb above is of the past, else it is to come."""
    finite = next((t for t in preposition.ancestors() if t.tag in FINITE or t.child("aux", "auxpass")), None)
    while finite is not None and finite.dep == "xcomp":
        finite = finite.head  # "declined to speak"
    past = finite is not None and finite.tag == "VBD"
    return Cue(Status.HELD, preposition, "weak") if past else Cue(Status.SCHEDULED, preposition, "before")


GOVERNED = frozenset({"for", "of", "on", "about", "to", "with", "towards", "toward", "over", "against"})
CLAUSES = frozenset({"advcl", "ccomp", "nsubj", "npadvmod"})
COMPLEMENT = frozenset({"for", "to", "of", "from", "about", "against", "into", "with", "out", "off", "upon", ""})


def _settled(cue: Cue) -> Cue:
    """What should be, once it is agreed, is to come: "they agreed that the talks should go on"."""
    if cue.rule == "modal" and cue.status is Status.PROPOSED:
        return Cue(Status.SCHEDULED, cue.token, cue.rule)
    return cue


def _governor(node: Token, verb: Token, dep: str, via: str) -> list[Cue]:
    """Cues of a verb above the trigger: what it means for its complement, and its modality and tense.

    Only verbs of occurrence ("take place", "hold") and of intention pass on negation and possibility: "the talks could
    help" says nothing of whether there are talks, "at talks he will raise it" says that they are to come.
    """
    if dep == "conj":
        return verb_cues(verb)
    if dep in {"nsubj", "nsubjpass"} and (off := called_off(verb)):
        return off
    if dep in {"nsubj", "nsubjpass"} and (coming := coming_cue(verb)):
        return [coming]
    if dep == "attr" and (meant := what_is_meant(verb)):
        return meant
    if dep == "prep" and via == "of" and verb.lemma in MENTIONING and _is_indefinite(node.child("pobj")):
        return [Cue(Status.PLANNED, verb, "verb")]
    if dep == "prep" and via == "for" and (made := what_is_made(verb)):
        return made
    apart = via not in COMPLEMENT and f"{verb.lemma} {via}" not in lexicon()["phrasal"]
    if (
        (dep == "prep" and apart and not (via == "on" and verb.lemma == "agree"))
        or (dep == "prep" and verb.lemma in lexicon()["occurrence"])
        or not _is_about_occurrence(verb)
    ):
        return _beside(verb)
    adjective = verb.child("acomp", "attr") if dep == "nsubj" else made_of(verb, dep)
    if adjective is not None and (status := lexicon()["predicates"].get(adjective.lower)):
        return [negate(verb, Cue(Status(status), adjective, "predicate"))]
    would = any(c.tag == "MD" and c.lower in {"would", "could", "might", "'d"} for c in verb.children)
    if adjective is not None and adjective.lower in lexicon()["merits"] and would and dep == "nsubj":
        return [negate(verb, Cue(Status.POSSIBLE, adjective, "merit"))]
    if adjective is not None and adjective.lower in lexicon()["qualities"] and _is_over(verb):
        return [Cue(Status.HELD, adjective, "quality")]
    if any(t.lemma in DETAILS for t in (node, *node.conjuncts())) and dep in {"nsubj", "nsubjpass", "dobj"}:
        return [cue for cue in verb_cues(verb) if cue.rule != "negation"] if not is_negated(verb) else []
    finite = dep == "ccomp" and has_own_tense(node)
    if dep == "nsubj" and _is_fruitless(verb, node):
        return [Cue(Status.HELD, verb, "quality")]
    meaning = meaning_of(verb) if dep != "nsubj" or verb.lemma in INTRANSITIVE_OFF else []
    if finite and verb.lemma not in lexicon()["clausal"]:
        meaning = []
    tense = [] if finite else verb_cues(verb)
    # The negation of a verb that has a meaning of its own ("has not ruled out") is in that meaning already.
    return meaning + [cue for cue in tense if not (meaning and cue.rule == "negation")]


def _beside(verb: Token) -> list[Cue]:
    """What a verb says of the time of a contact that it is not about ("will raise it at the talks")."""
    return [cue for cue in verb_cues(verb) if cue.token.lower in {"will", "'ll"} or cue.rule in {"be-to", "weak"}]


OCCASIONS = frozenset({"in", "at", "during"})
TAKING_PART = frozenset({"part", "participation", "place", "seat", "role", "presence", "involvement", "interest"})
"""Nouns with "in" and the like that are about the contact; of any other ("a breakthrough in the talks") it is where."""
MENTIONING = frozenset({"speak", "talk"})


def _is_indefinite(noun: Token | None) -> bool:
    """True for "talks", not "the talks": who speaks of talks tells of some that may come."""
    return noun is not None and noun.child("det", "poss") is None


def _is_about_occurrence(verb: Token) -> bool:
    words = lexicon()
    return (
        verb.lemma in words["verbs"]
        or verb.lemma in contact_words()["support"]
        or verb.lemma in words["occurrence"]
        or bool(meaning_of(verb))
    )


INTRANSITIVE_OFF = frozenset({"fail", "collapse", "fall"})


def _is_fruitless(verb: Token, noun: Token) -> bool:
    """True for talks that "failed", or "failed to end the war": they were held, unless they "failed to take place"."""
    done = verb.child("xcomp")
    tried = verb.lemma == "fail" and verb.tag in {"VBD", "VBN"} and noun.lemma in contact_words()["nouns"]
    return tried and (done is None or done.lemma not in CAME_ABOUT)


CAME_ABOUT = frozenset(
    {
        "take",
        "happen",
        "occur",
        "materialise",
        "materialize",
        "begin",
        "start",
        "open",
        "get",
        "go",
        "come",
        "resume",
        "convene",
    }
)


def _modifiers_of_head(noun: Token) -> list[Cue]:
    """The "no" of a noun that the contact belongs to ("no hope of talks"), but not of "no date for the talks"."""
    return [cue for cue in _modifiers(noun) if cue.rule == "no"] if noun.lemma not in DETAILS else []


def _is_over(verb: Token) -> bool:
    """True for "was" and "had been", with or without a denial: "the talks were not productive" took place."""
    helpers = {child.lower for child in verb.children if child.dep == "aux"}
    return helpers <= {"had"} and (verb.tag == "VBD" or "had" in helpers)
