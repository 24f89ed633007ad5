"""Status of a contact and the words that decide it: modality, negation, tense and the verbs and nouns above it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from communique.data import load_toml
from communique.findings.contacts.triggers import Trigger
from communique.findings.contacts.triggers import lexicon as contact_words
from communique.model.findings import Span, Status
from communique.reading.parse import Token

VERBS = frozenset({"VERB", "AUX"})
NEGATIONS = frozenset({"not", "n't", "never", "no", "neither", "nor", "without"})
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


@dataclass(frozen=True, slots=True)
class Cue:
    """One sign of a status: the token that gives it and the rule's name."""

    status: Status
    token: Token
    rule: str

    @property
    def span(self) -> Span:
        return self.token.start, self.token.end


@cache
def lexicon() -> dict[str, Any]:
    """The words of data/status.toml."""
    return load_toml("status")


def find_status(trigger: Trigger) -> Cue:
    """The status of a contact as the words around its trigger give it.

    >>> # "Rubio is expected to meet Lavrov": planned, cue "expected".
    """
    cues = find_cues(trigger)
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
            cues += _lexical(trigger.support) + _verb_cues(trigger.support)
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
    found = _lexical(verb)
    if verb.tag == "VB" or any(c.lower == "to" and c.dep == "aux" for c in verb.children):
        found.append(Cue(Status.SCHEDULED, verb, "to-infinitive"))
    elif verb.tag != "VBN" or verb.dep == "relcl":
        found += _verb_cues(verb)
    elif not found:
        found.append(Cue(Status.HELD, verb, "weak"))
    for child in verb.children:
        if child.dep == "xcomp" and child.pos in VERBS:
            found += _lexical(child)
    return found


def _climb(start: Token, trigger: Trigger) -> list[Cue]:
    """Walk up from the trigger through the verbs, nouns and adjectives that govern it."""
    found: list[Cue] = []
    node, via = start, ""
    if node.pos in VERBS and trigger.frame != "noun":
        found += _verb_cues(node)
    for _ in range(9):
        head, dep = node.head, node.dep
        if head is node or dep in {"relcl", "parataxis"}:
            break
        if dep == "appos" or (dep == "conj" and node.pos not in VERBS):
            node = head
            continue
        if dep == "pobj" and (status := lexicon()["prepositions"].get(head.lower)):
            found.append(Cue(Status(status), head, _occasion(head, status)))
            break
        if head.pos in VERBS:
            if dep in CLAUSES and head.lemma in SPEECH:
                break
            if dep == "advcl":
                found += _adverbial(node)
                break
            if dep == "conj" and node.tag != "VB" and _has_own_tense(node):
                break
            found += _governor(node, head, dep, via)
        elif head.pos == "ADJ" and (status := lexicon()["predicates"].get(head.lower)):
            found.append(_negate(head, Cue(Status(status), head, "predicate")))
        elif head.pos in {"NOUN", "PROPN"}:
            if dep in {"acl", "ccomp", "xcomp"} or (dep == "prep" and via in GOVERNED):
                found += _noun_cue(head)
            found += _modifiers_of_head(head)
        elif head.pos in {"ADP", "SCONJ"}:
            via = head.lower
        node = head
    return found


GOVERNED = frozenset({"for", "of", "on", "about", "to", "with", "towards", "toward", "over", "against"})
CLAUSES = frozenset({"advcl", "ccomp", "nsubj", "npadvmod"})
COMPLEMENT = frozenset({"for", "to", "of", "from", "about", "against", "into", "with", "out", "off", "upon", ""})


def _governor(node: Token, verb: Token, dep: str, via: str) -> list[Cue]:
    """Cues of a verb above the trigger: what it means for its complement, and its modality and tense.

    Only verbs of occurrence ("take place", "hold") and of intention pass on negation and possibility: "the talks could
    help" says nothing of whether there are talks, "at talks he will raise it" says that they are to come.
    """
    if dep == "conj":
        return _verb_cues(verb)
    if (
        dep == "prep" and via not in COMPLEMENT and not (via == "on" and verb.lemma == "agree")
    ) or not _is_about_occurrence(verb):
        return [cue for cue in _verb_cues(verb) if cue.token.lower in {"will", "'ll"} or cue.rule in {"be-to", "weak"}]
    adjective = verb.child("acomp", "attr") if dep == "nsubj" else None
    if adjective is not None and (status := lexicon()["predicates"].get(adjective.lower)):
        return [_negate(verb, Cue(Status(status), adjective, "predicate"))]
    if any(t.lemma in DETAILS for t in (node, *node.conjuncts())) and dep in {"nsubj", "nsubjpass", "dobj"}:
        return [cue for cue in _verb_cues(verb) if cue.rule != "negation"] if not is_negated(verb) else []
    finite = dep == "ccomp" and _has_own_tense(node)
    meaning = _lexical(verb) if dep != "nsubj" or verb.lemma in INTRANSITIVE_OFF else []
    if finite and verb.lemma not in lexicon()["clausal"]:
        meaning = []
    tense = [] if finite else _verb_cues(verb)
    # The negation of a verb that has a meaning of its own ("has not ruled out") is in that meaning already.
    return meaning + [cue for cue in tense if not (meaning and cue.rule == "negation")]


def _is_about_occurrence(verb: Token) -> bool:
    words = lexicon()
    return (
        verb.lemma in words["verbs"]
        or verb.lemma in contact_words()["support"]
        or verb.lemma in words["occurrence"]
        or bool(_lexical(verb))
    )


INTRANSITIVE_OFF = frozenset({"fail", "collapse"})


def _modifiers_of_head(noun: Token) -> list[Cue]:
    return [cue for cue in _modifiers(noun) if cue.rule == "no"]


def _adverbial(verb: Token) -> list[Cue]:
    """A clause of purpose ("flew to Doha to meet") or condition ("if they meet")."""
    marks = {c.lower for c in verb.children if c.dep in {"mark", "advmod"}}
    if marks & {"if", "unless", "should"}:
        return [Cue(Status.POSSIBLE, verb, "conditional")]
    if marks & {"before", "until"}:
        return [Cue(Status.SCHEDULED, verb, "before")]
    if any(c.lower == "to" and c.dep == "aux" for c in verb.children):
        return [cue for cue in _verb_cues(verb.head) if cue.rule == "modal"]
    return []


def _occasion(preposition: Token, status: str) -> str:
    """The rule of "during", "after", "before" a contact: something told in the past at it makes it an occasion."""
    verb = preposition.head
    past = verb.pos in VERBS and verb.tag in {"VBD", "VBN"} and not any(c.tag == "MD" for c in verb.children)
    if status != Status.HELD:
        return "preposition"
    return "occasion" if past else "weak"


def _noun_cue(noun: Token) -> list[Cue]:
    if status := lexicon()["nouns"].get(noun.lemma):
        return [_negate_noun(noun, Cue(Status(status), noun, "noun"))]
    return []


def _lexical(verb: Token) -> list[Cue]:
    """What the verb itself means for its complement."""
    words = lexicon()
    for child in verb.children:
        if child.dep in {"prt", "prep", "advmod"} and (status := words["phrasal"].get(f"{verb.lemma} {child.lower}")):
            return [_negate(verb, Cue(Status(status), verb, "phrasal"))]
    if status := words["verbs"].get(verb.lemma):
        return [_negate(verb, Cue(Status(status), verb, "verb"))]
    if verb.tag in {"VBN", "JJ"} and (status := words["predicates"].get(verb.lower)):
        return [_negate(verb, Cue(Status(status), verb, "predicate"))]
    return []


def _negate(governor: Token, cue: Cue) -> Cue:
    if not is_negated(governor):
        return cue
    if cue.status in {Status.RULED_OUT, Status.REFUSED}:
        return Cue(Status.POSSIBLE, cue.token, "not-" + cue.rule)
    if cue.status in {Status.CANCELLED, Status.POSTPONED}:
        return Cue(Status.SCHEDULED, cue.token, "not-" + cue.rule)
    return Cue(Status.RULED_OUT, cue.token, "not-" + cue.rule)


def _negate_noun(noun: Token, cue: Cue) -> Cue:
    negated = any(c.lower in {"no", "without", "any"} and c.lower != "any" for c in noun.children)
    if noun.dep in {"dobj", "attr", "nsubj", "nsubjpass"} and noun.head.pos in VERBS and is_negated(noun.head):
        negated = not negated
    if not negated:
        return cue
    if cue.status in {Status.RULED_OUT, Status.REFUSED} or noun.lemma in DETAILS:
        return Cue(Status.POSSIBLE, cue.token, "open" if noun.lemma in DETAILS else "not-noun")
    return Cue(Status.RULED_OUT, cue.token, "not-noun")


DETAILS = frozenset({"date", "time", "day", "venue", "place", "location", "timetable", "agenda"})
"""What can still be open of a contact that is not ruled out: "no date has been set for a meeting"."""


def is_negated(verb: Token) -> bool:
    """True for "did not", "never", "no longer", and for a subject with "no" or "neither"."""
    for child in verb.children:
        if child.dep == "neg" or (child.lower in NEGATIONS and child.dep in {"advmod", "det", "preconj"}):
            return True
        if child.dep in {"nsubj", "nsubjpass"} and any(g.lower in {"no", "neither"} for g in child.children):
            return True
    return False


def _has_own_tense(verb: Token) -> bool:
    return verb.tag in {"VBD", "VBZ", "VBP"} or any(c.dep in {"aux", "auxpass"} for c in verb.children)


def _verb_cues(verb: Token) -> list[Cue]:
    """Modality, negation and tense of one verb."""
    found: list[Cue] = []
    auxiliaries = [c for c in verb.children if c.dep in {"aux", "auxpass"}]
    modals = lexicon()["modals"]
    for aux in auxiliaries:
        if aux.tag == "MD" and (status := modals.get(aux.lower)):
            found.append(Cue(Status(status), aux, "modal"))
    if is_negated(verb):
        found = [_flip(cue) for cue in found if cue.rule == "modal"] or [Cue(Status.RULED_OUT, verb, "negation")]
    found += _be_to(verb, auxiliaries)
    return found


def _flip(cue: Cue) -> Cue:
    if cue.token.lower in {"may", "might"}:
        return Cue(Status.POSSIBLE, cue.token, "modal")
    return Cue(Status.RULED_OUT, cue.token, "not-modal")


def _be_to(verb: Token, auxiliaries: list[Token]) -> list[Cue]:
    """Tense: "is to meet" scheduled, "is meeting" under way, "met" held."""
    words = {aux.lower for aux in auxiliaries}
    if "to" in words:
        if verb.dep in {"xcomp", "ccomp", "ROOT"} and verb.head.lemma == "be":
            return [Cue(Status.SCHEDULED, verb, "be-to")]
        return []
    if verb.tag == "VBG" and words & {"is", "are", "'s", "'re", "am"}:
        return [Cue(Status.SCHEDULED if verb.lemma == "go" else Status.UNDER_WAY, verb, "progressive")]
    if verb.tag in {"VBZ", "VBP"} and verb.pos == "VERB":
        return [Cue(Status.UNDER_WAY, verb, "weak")]
    return (
        [Cue(Status.HELD, verb, "weak")] if verb.tag == "VBD" or words & {"had", "have", "has", "was", "were"} else []
    )
