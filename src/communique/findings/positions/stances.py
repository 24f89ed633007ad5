"""Words that carry a stance: verbs, nouns, adjectives, obligations and conditions, each with what it bears on."""

from __future__ import annotations

from collections.abc import Iterator

from communique.findings.positions.stance_cues import Cue, has_no, is_negated, relented, turned_by
from communique.findings.positions.stance_lexicon import lexicon
from communique.findings.positions.stance_verbs import target_of, verb_cue
from communique.reading.parse import Token

_AUXILIARIES = frozenset({"aux", "auxpass"})
_TITLE_TO = frozenset({"to", "on", "over"})
_BEARING = frozenset({"for", "to", "on", "against", "of", "in", "about", "over", "with"})


def find_cues(tokens: list[Token]) -> Iterator[Cue]:
    """Every word of a sentence that carries a stance, in the order of the text.

    "The Kremlin insists on neutrality" gives the verb "insists", stance demands, target "neutrality".
    """
    for place, token in enumerate(tokens):
        found = None
        if token.lower in lexicon().phrases:
            found = _phrase(tokens, place)
        if found is None and (token.pos in ("VERB", "ADJ", "AUX", "ADV", "ADP") or token.tag.startswith("VB")):
            found = _adjective(token) or verb_cue(token)
            if found is not None and _is_owed(found):
                found = None
        elif found is None and token.pos == "NOUN":
            found = _noun(token)
        if found:
            yield found
        elif token.pos in ("VERB", "AUX"):
            yield from _modal(token)


def _is_owed(cue: Cue) -> bool:
    """True for consent that a speaker asks of another: "Oslo should accept the ruling, Lima said" is Lima's demand."""
    subject = cue.token.child("nsubj")
    owed = any(c.dep == "aux" and c.lower in lexicon().obligation for c in cue.token.children)
    named = subject is not None and subject.pos != "PRON" and subject.i < cue.token.i
    return owed and named and cue.kind == "verb" and cue.stance in ("accepts", "supports", "offers", "open", "rejects")


def _phrase(tokens: list[Token], place: int) -> Cue | None:
    """A predicate of several words ("is in favour of the plan", "are against it")."""
    token = tokens[place]
    clause = token.head
    if clause.lemma not in lexicon().copulas or token.dep not in ("prep", "acomp", "advmod", "attr"):
        return None
    for words, stance in lexicon().phrases[token.lower]:
        run = tokens[place : place + len(words)]
        if tuple(t.lower for t in run) != words:
            continue
        if words == ("for",) and not _is_for(token, clause):
            continue
        negated = is_negated(clause)
        turned = turned_by(stance, negated)
        target = run[-1].child("pobj", "pcomp") or clause.child("nsubj")
        return Cue(token, "adjective", " ".join(words), turned, clause, target, negated) if turned else None
    return None


def _is_for(link: Token, clause: Token) -> bool:
    """True for what a party is for ("is for a truce"), and not for whom, when or what for something is."""
    thing, subject = link.child("pobj", "pcomp"), clause.child("nsubj")
    if thing is None or subject is None or subject.lower in ("it", "this", "that") or link.i < clause.i:
        return False
    alone = not any(c.dep in ("attr", "acomp", "prep", "oprd", "expl") for c in clause.children if c is not link)
    return clause.lemma == "be" and alone and thing.pos == "NOUN" and thing.ent not in ("DATE", "TIME")


def _noun(token: Token) -> Cue | None:
    lex = lexicon()
    stance = lex.nouns.get(token.lemma) or _viewed(token)
    if stance is None or token.dep == "compound":
        return _judging_noun(token)
    if token.lemma in lex.complement and not any(
        c.lower == "for" or c.dep in ("acl", "ccomp", "xcomp") for c in token.children
    ):
        return None
    if token.lemma in lex.titles and not any(c.dep == "prep" and c.lower in _TITLE_TO for c in token.children):
        return None
    if token.lemma in ("request", "invitation") and token.dep == "pobj" and token.head.lower in ("at", "on"):
        return None  # "Troops had left at Oslo's request": why it was done, not what is asked
    if _is_condition(token):
        stance = "conditional"
    clause = next((a for a in token.ancestors() if a.pos in ("VERB", "AUX")), token)
    denied = clause is token.head and (token.dep != "nsubj" or clause.lemma == "be") and is_negated(clause)
    turned = relented(token.head, token) or turned_by(stance, has_no(token) or denied)
    if not turned:
        return None
    return Cue(token, "noun", token.lemma, turned, clause, _noun_target(token, clause), turned != stance)


def _viewed(token: Token) -> str | None:
    """The stance of a view that is told: "takes the view that the truce is over"."""
    clause = token.child("acl", "ccomp", "relcl") if token.lemma in lexicon().view_nouns else None
    told = clause is not None and any(c.dep == "mark" and c.lower == "that" for c in clause.children)
    return None if clause is None or not told else "opposes" if is_negated(clause) else lexicon().viewed


def _is_condition(token: Token) -> bool:
    """True for what is called the condition of another thing: "this is a precondition for any talks"."""
    called = token.dep in ("attr", "oprd") or (token.dep == "pobj" and token.head.lower == "as")
    opens = any(c.dep == "prep" and c.lower in ("for", "of", "to") for c in token.children)
    return token.lemma in lexicon().preconditions and token.tag == "NN" and called and opens


def _noun_target(token: Token, clause: Token) -> Token | None:
    """What a noun bears on: its clause, the noun after its preposition, or what the copula equates it with."""
    inner: Token | None = None
    for child in token.children:
        if child.dep in ("acl", "ccomp", "xcomp"):
            return child
        if child.dep == "prep" and child.lower in _BEARING and inner is None:
            inner = child.child("pobj", "pcomp")
    if inner is not None or clause.lemma != "be":
        return inner
    if token.dep == "nsubj":
        return clause.child("attr", "xcomp", "ccomp", "acomp")
    return clause.child("nsubj", "csubj", "xcomp", "ccomp") if token.dep == "attr" else None


def _judging_noun(token: Token) -> Cue | None:
    stance = lexicon().judging_nouns.get(token.lemma)
    if stance is None or token.dep not in ("attr", "nsubj", "pobj", "dobj"):
        return None
    clause = token.head if token.head.pos in ("AUX", "VERB") else None
    if clause is None and token.head.dep == "prep":
        clause = token.head.head
    if clause is None or clause.pos not in ("AUX", "VERB") or (clause.lemma, token.lemma) == ("take", "place"):
        return None
    negated = is_negated(clause) and stance != "rejects"
    turned = turned_by(stance, negated)
    target = clause.child("nsubj", "csubj", "xcomp", "ccomp")
    return (
        Cue(token, "judgement", token.lemma, turned, clause, None if target is token else target, negated)
        if turned
        else None
    )


def _adjective(token: Token) -> Cue | None:
    lex = lexicon()
    word = token.lower
    kind, stance = "adjective", lex.adjectives.get(word)
    if stance is None:
        kind, stance = "judgement", lex.judgements.get(word) if token.dep not in ("acl", "relcl") else None
        if (
            stance is None
            and token.dep == "acomp"
            and any(c.lower == "too" and c.dep == "advmod" for c in token.children)
        ):
            stance = "opposes"  # "such prices are too high"
    described = _described(token)
    if stance is None or (token.dep in ("amod", "compound", "advmod", "nmod", "pobj") and described is None):
        return None
    if token.dep == "conj" and token.head.dep in ("amod", "compound", "nmod"):
        return None
    own = any(c.dep in _AUXILIARIES for c in token.children)  # "A deal is needed, he said": its own clause
    inside = not own and token.dep in ("acomp", "attr", "oprd", "xcomp", "conj", "ccomp")
    clause = described or (token.head if inside else token)
    if token.pos == "VERB" and token.tag not in ("VBN", "VBD", "JJ"):
        return None
    negated = is_negated(token) or (
        clause is not token and any(c.dep == "neg" or c.lower == "longer" for c in clause.children)
    )
    turned = turned_by(stance, negated)
    if not turned:
        return None
    target = target_of(token, None)
    if word == "available" and (target is None or target.lemma in ("comment", "reporter", *lex.silence)):
        return None  # "was not available for comment": silence
    if turned in ("open", "supports") and target is not None and target.lemma in lex.violent:
        turned = "warns"
    elif turned in ("open", "supports") and target is not None and target.lemma in lex.defying:
        turned = "opposes"
    if kind == "judgement" or target is None:
        other = clause.child("dobj", "nsubjpass") if described else clause.child("xcomp", "ccomp", "nsubj", "csubj")
        target = target or (other if other is not token else None)
    return Cue(token, kind, word, turned, clause, target, negated)


def _described(token: Token) -> Token | None:
    """The verb by which something is called what this adjective says: "described the offer as unacceptable"."""
    link = token.head
    return link.head if link.lower == "as" and link.dep == "prep" and link.head.pos == "VERB" else None


def _modal(verb: Token) -> Iterator[Cue]:
    """Obligations ("must", "has to"), undertakings and refusals ("will not"), conditions ("unless") on a verb."""
    lex = lexicon()
    marker = next(
        (c for c in verb.children if c.dep in ("mark", "advmod", "prep") and c.lower in lex.strict_markers), None
    )
    if marker is not None and marker.lower in lex.lasting and not is_negated(verb.head):
        return
    if marker is not None and verb.dep in ("advcl", "ccomp", "acl", "relcl"):
        yield Cue(marker, "condition", marker.lower, "conditional", verb.head, verb.head)
        return
    if (thing := _depending(verb)) is not None:
        yield Cue(verb, "condition", f"{verb.lemma} on", "conditional", verb, thing)
        return
    for child in verb.children:
        if child.dep == "aux" and child.lower in lex.possibility and (word := _only(verb)) is not None:
            yield Cue(word, "condition", "only", "conditional", verb, verb)
            return
        if child.dep not in _AUXILIARIES or child.tag not in ("MD", "VB", "VBP", "VBZ", "VBD"):
            continue
        negated = is_negated(verb) or _not_even(verb)
        if child.lower in lex.obligation:
            subject = verb.child("nsubj", "nsubjpass")
            if subject is not None and child.i < subject.i:
                return  # "Should they refuse, ...": a condition, not a duty
            yield Cue(child, "obligation", child.lower, "opposes" if negated else "demands", verb, verb, negated)
            return
        if child.tag == "MD" and not negated and (owed := _owed(verb)) is not None:
            yield owed
            return
        if child.tag == "MD" and (child.lower in lex.undertaking or negated):
            if verb.lemma in lex.withheld and (negated or any(c.lower in ("only", "merely") for c in verb.children)):
                return  # "would not comment", "could only confirm that": silence, not a stance
            if _is_term(verb):
                return
            said = verb.child("xcomp") if verb.lemma in (*lex.intending, "like") else None
            if said is not None and said.lemma in lex.telling:
                return  # "would like to stress that": words that only begin to speak
            forgone = negated and verb.lemma in lex.violent and child.tag == "MD" and child.lower in lex.undertaking
            stance = (
                "offers" if forgone else "rejects" if negated else "warns" if verb.lemma in lex.hostile else "offers"
            )
            yield Cue(child, "undertaking", child.lower, stance, verb, verb, negated)
            return
    if verb.lemma == "go" and verb.tag == "VBG" and verb.dep not in ("xcomp", "pcomp", "acl"):
        deed = verb.child("xcomp")
        if deed is not None and deed.i > verb.i and any(c.lower == "to" and c.dep == "aux" for c in deed.children):
            negated = is_negated(verb)
            stance = "rejects" if negated else "warns" if deed.lemma in lex.hostile else "offers"
            yield Cue(verb, "undertaking", "will", stance, verb, deed, negated)
        return
    owed = _owed(verb)
    if owed is not None:
        yield owed


def _is_term(verb: Token) -> bool:
    """True for what a text provides ("Under the plan Chad would leave") and for what might have been ("would have")."""
    under = (c.child("pobj") for c in verb.children if c.lower == "under" and c.i < verb.i)
    provided = any(text is not None and text.lemma in lexicon().texts for text in under)
    auxiliaries = {c.lower for c in verb.children if c.dep == "aux"}
    return provided or auxiliaries >= {"would", "have"}


def _depending(verb: Token) -> Token | None:
    """What is said to depend on another thing: "Any accord depends on the lifting of sanctions"."""
    if verb.lemma not in lexicon().depending or is_negated(verb):
        return None
    links = (c.child("pobj", "pcomp") for c in verb.children if c.lower in ("on", "upon"))
    thing = verb.child("nsubj")
    named = thing is not None and thing.pos == "NOUN"  # "Kenya depends on imports" sets no condition
    return thing if named and any(link is not None for link in links) else None


def _owed(verb: Token) -> Cue | None:
    """What has to be, or is to be, done: "has to go", "would have to be shared", "is to leave"."""
    if verb.lemma not in lexicon().obligation_verbs and (verb.lemma != "be" or verb.tag not in ("VBZ", "VBP")):
        return None
    inner = verb.child("xcomp")
    if inner is None or not any(c.lower == "to" for c in inner.children):
        return None
    negated = is_negated(verb)
    return Cue(verb, "obligation", f"{verb.lemma} to", "opposes" if negated else "demands", inner, inner, negated)


def _only(verb: Token) -> Token | None:
    """The word that allows something only under a condition: "can resume only after a truce"."""
    for child in verb.children:
        if child.i < verb.i or child.dep not in ("prep", "advcl"):
            continue
        for marker in (child, *child.children):
            if marker.lower in lexicon().markers or marker.lower in ("after", "when"):
                inner = marker.child("pobj")
                dated = inner is not None and inner.ent in ("DATE", "TIME")
                if not dated and any(c.lower == "only" for c in (*marker.children, *child.children, *verb.children)):
                    return marker
    return None


def _not_even(verb: Token) -> bool:
    """True for a subject that is denied itself: "not even a day would be conceded"."""
    subject = verb.child("nsubj", "nsubjpass")
    return subject is not None and any(
        c.dep in ("neg", "preconj", "advmod") and c.lower in ("not", "no") for c in subject.children
    )
