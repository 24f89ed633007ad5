"""Participation: which parties and persons the arguments of a trigger name, and who mediates."""

from __future__ import annotations

from communique.findings.arguments import (
    RELATIVE,
    SUBJECT,
    VERBS,
    actors_at,
    after_prepositions,
    left_modifiers,
    met_elsewhere,
    objects,
    subject_tokens,
)
from communique.findings.contacts.destinations import arrived_in, find_destination, find_sent, go_to
from communique.findings.contacts.encounters import guests, in_company, is_watching
from communique.findings.contacts.forums import leave_out_forums
from communique.findings.contacts.mediation import find_directness, find_mediators, said_to_lead
from communique.findings.contacts.participants import Participation
from communique.findings.contacts.triggers import Trigger
from communique.findings.contacts.vocabulary import lexicon
from communique.model.findings import ContactKind
from communique.reading.actors.gazetteer import load_gazetteer
from communique.reading.parse import Token
from communique.reading.reading import Reading

APART = frozenset({"mutual", "with", "host", "phone", "call_on"})
"""Frames of verbs that may tell of several contacts with one person each."""
PARTNERS = ("with", "between", "among", "amongst", "to", "and", "alongside", "against", "by", "involving")
GROUPS_ONLY = frozenset({"EUROPE", "WEST"})


def find_participation(reading: Reading, trigger: Trigger) -> Participation:
    """Gather the parties, persons and mediators of one trigger from its arguments."""
    taking = Participation()
    if trigger.frame == "noun":
        _noun(reading, trigger, taking)
        leave_out_forums(reading, trigger, taking)
    else:
        _verb(reading, trigger, taking)
        _bring_together(trigger, taking)
    taking.explicit = len(taking.parties)
    find_mediators(reading, trigger, taking)
    find_directness(trigger, taking)
    for code in taking.mediators:
        if len(taking.parties) > 2:
            taking.parties.pop(code, None)
    taking.explicit = min(taking.explicit, len(taking.parties))
    return taking


def _add_all(reading: Reading, tokens: list[Token], taking: Participation, *, person: bool = True) -> None:
    for token in tokens:
        for actor in actors_at(reading, token):
            if not actor.place:
                taking.add(actor, person=person)


def _verb(reading: Reading, trigger: Trigger, taking: Participation) -> None:
    verb, frame = trigger.token, trigger.frame
    _add_all(reading, subject_tokens(verb), taking)
    taking.subject = frozenset(taking.parties)
    if frame in {"mutual", "with"}:
        if not taking.parties and not taking.persons:
            _left_neighbour(reading, verb, taking)
        _together(reading, verb, taking)
    if frame in {"mutual", "host", "phone", "convoke", "call_on", "address"}:
        for token in objects(verb) if verb.lemma not in lexicon()["addressing"] else []:
            for actor in actors_at(reading, token, deep=frame != "host" or token.lower == "each"):
                if not actor.place:
                    taking.add(actor)
    elif frame == "letter":
        _letter(reading, verb, taking)
    elif frame in {"travel", "motion"}:
        find_destination(reading, verb, frame, taking)
    elif frame == "sending":
        find_sent(reading, verb, taking)
    if frame == "phone" and verb.lemma in TELEPHONING and not objects(verb):
        _neighbours(reading, verb, taking)
    if frame in APART:
        _add_all(reading, met_elsewhere(reading, verb), taking)
    partners: tuple[str, ...] = PARTNERS if frame not in {"host", "travel", "motion", "phone"} else ("with", "by")
    if verb.lemma == "sit":
        partners = (*PARTNERS, "opposite", "facing", "across", "from")
    if frame == "call_on":
        partners = ("on", "upon")
    elif verb.lemma == "call" and trigger.lemma == "summon":
        partners = ("in", "by")  # "called in the ambassador", read as a place
    elif frame == "address":
        partners = ("by", *lexicon()["addressing"].get(verb.lemma, ()))
    elif trigger.lemma == "host to":
        _add_all(reading, guests(verb), taking)
    elif frame == "joint":
        partners = ("with", "by", "alongside", "between")
    present = [token for token in after_prepositions(verb, partners) if not is_watching(token)]
    _add_all(reading, present, taking)
    if taking.parties and frame in {"mutual", "with", "host", "joint", "call_on"}:
        _add_all(reading, in_company(verb), taking)
    if frame in {"with", "joint"}:
        topics = objects(verb) + after_prepositions(verb, ("about", "on", "over"))
        for child in topics:
            _add_all(reading, after_prepositions(child, ("with", "between")), taking)


def _bring_together(trigger: Trigger, taking: Participation) -> None:
    """Who brings two others together, or sits between them, mediates: "Peru brought the two together"."""
    between = trigger.frame == "joint" and after_prepositions(trigger.token, ("between",))
    own, others = list(taking.subject), [code for code in taking.parties if code not in taking.subject]
    if trigger.token.tag == "VBN" and after_prepositions(trigger.token, ("by",)):
        own, others = others, own  # "A and B, brought together by C"
    if own and len(others) > 1 and (between or trigger.frame == "convoke"):
        for code in own:
            del taking.parties[code]
            taking.mediators.setdefault(code)


def _together(reading: Reading, verb: Token, taking: Participation) -> None:
    """All who are coordinated before a clause that says what they did together ("envoy A and minister B, who met")."""
    if verb.dep != "relcl" or verb.head.dep != "conj" or objects(verb) or after_prepositions(verb, ("with",)):
        return
    head = verb.head
    while head.dep == "conj":
        head = head.head
    _add_all(reading, [head], taking)


def _left_neighbour(reading: Reading, verb: Token, taking: Participation) -> None:
    """A group or person just before a verb whose subject the parse has lost ("in Oslo officials of A and B met")."""
    sentence = reading.parse.sentence_of(verb)
    for token in reversed(reading.parse.tokens[max(sentence.first, verb.i - LEFT) : verb.i]):
        if token.pos in {"VERB", "AUX", "SCONJ"} and token.head is not verb:
            return
        actor = reading.actor_at(token)
        if actor is not None and actor.kind in {"group", "person"} and not actor.place:
            taking.add(actor)
            return


LEFT = 4
"""How many tokens before a verb its lost subject may end."""


TELEPHONING = frozenset({"phone", "telephone", "ring"})


def _neighbours(reading: Reading, verb: Token, taking: Participation) -> None:
    """The persons beside a verb that the parse takes for part of a name ("A rang B")."""
    tokens = reading.parse.tokens
    after = next((t for t in tokens[verb.i + 1 : verb.i + 1 + LEFT] if reading.actor_at(t)), None)
    for token in (tokens[verb.i - 1], after):
        actor = reading.actor_at(token) if token is not None else None
        if actor is not None and actor.kind == "person" and not actor.place:
            taking.add(actor)


def _letter(reading: Reading, verb: Token, taking: Participation) -> None:
    """Sender, recipient, and whose message it is: "handed Iran a letter from the president"."""
    for token in objects(verb):
        if token.dep == "dative":
            _add_all(reading, [token], taking)
        else:
            _add_all(reading, after_prepositions(token, ("to", "from", "for", "by")), taking)
            for child in token.children:
                if child.dep in {"poss", "compound", "amod"}:
                    _add_all(reading, [child], taking)
    _add_all(reading, after_prepositions(verb, ("from",)), taking)


def _noun(reading: Reading, trigger: Trigger, taking: Participation) -> None:
    noun = trigger.token
    leading = {t.i for head in said_to_lead(noun) for t in head.subtree()}
    for token in left_modifiers(noun):
        actor = reading.actor_at(token) if token.i not in leading else None
        if actor is not None and actor.head == token.i and not (token.ent in {"GPE", "LOC"} and _is_place(noun, token)):
            taking.add(actor, person=actor.kind != "demonym")
    _speaker(reading, noun, taking)
    for node in _chain_of_nouns(noun):
        _add_all(reading, after_prepositions(node, ("with", "between", "among", "by", "involving", "to")), taking)
        if trigger.kind in {"call", "message", "visit"}:
            _add_all(reading, after_prepositions(node, ("from",)), taking)
        for token in after_prepositions(node, ("of",)):
            if token.i > noun.i or node is not noun:
                _add_all(reading, [token], taking)
    if noun.dep == "dobj" and noun.head.lemma == "pay":
        received = [c for c in noun.head.children if c.dep == "dative" and c.tag != "IN"]
        _add_all(reading, received + after_prepositions(noun, ("on", "upon")), taking)
        _add_all(reading, after_prepositions(noun.head, ("on", "upon")), taking)
    if trigger.kind == "visit":
        for token in after_prepositions(noun, ("to", "in")) or arrived_in(trigger):
            go_to(reading, token, taking)
    if noun.dep == "nsubj" and noun.head.lemma == "be":
        _add_all(reading, after_prepositions(noun.head, ("with", "between")), taking)  # "the first call was with A"
    if noun.dep == "nsubjpass" and noun.head.lemma == "attend":
        _add_all(reading, after_prepositions(noun.head, ("by",)), taking)
    for child in noun.children:
        if child.dep == "acl" and child.lower in {"involving", "including", "attended", "bringing"}:
            _add_all(reading, objects(child) + after_prepositions(child, ("by",)), taking)
    if trigger.support is not None:
        _supported(reading, trigger, taking)
    _relative(reading, noun, taking)
    if trigger.token.dep == "dobj" and trigger.token.head.lemma in lexicon()["attending"] and len(taking.parties) < 2:
        # Who suspends or seeks talks need not sit in them: "the president has suspended the talks with the rebels".
        person = trigger.kind != "talks" or trigger.token.head.lemma in {
            "attend",
            "host",
            "join",
            "enter",
            "quit",
            "leave",
        }
        partners = set(taking.parties)
        _add_all(reading, subject_tokens(trigger.token.head), taking, person=person)
        taking.subject = taking.subject or frozenset(set(taking.parties) - partners)
        _add_all(reading, after_prepositions(trigger.token.head, ("with", "between")), taking, person=person)


def _speaker(reading: Reading, noun: Token, taking: Participation) -> None:
    """The owner of a contact, where it is who speaks of it: "the president said that his meeting with B was short"."""
    owner = next((c for c in noun.children if c.dep == "poss" and c.lower in {"his", "her", "my"}), None)
    if owner is None or reading.actor_at(owner) is not None:
        return
    said = reading.attribution_over(noun.start, noun.end)
    if said is not None and said.actor is not None and said.actor.kind == "person":
        taking.add(said.actor)


def _relative(reading: Reading, noun: Token, taking: Participation) -> None:
    """Who holds a contact by the clause that describes it: "talks that A is to have with B", "at which A and B"."""
    clauses = [c for node in _chain_of_nouns(noun) for c in node.children if c.dep == "relcl" and c.pos in VERBS]
    for clause in clauses:
        if clause.lemma in lexicon()["mediation"]["verbs"] and len(taking.parties) < 2:
            _add_all(reading, after_prepositions(clause, ("between", "among")), taking)
            continue
        if len(taking.parties) >= 2 or clause.lemma in ASIDE:
            continue
        if any(c.dep in SUBJECT and c.lower in RELATIVE for c in clause.children):
            if clause.lemma in GATHERING:
                _add_all(reading, objects(clause), taking)
        else:
            _add_all(reading, [c for c in clause.children if c.dep in SUBJECT], taking)
        for verb in (clause, *(c for c in clause.children if c.dep == "xcomp")):
            _add_all(reading, after_prepositions(verb, ("with", "between", "among", "alongside")), taking)
        if clause.lemma == "attend":
            _add_all(reading, after_prepositions(clause, ("by",)), taking)


ASIDE = frozenset({"say", "call", "describe", "announce", "report", "term", "welcome", "propose", "want", "follow"})
"""Verbs of a clause about a contact whose subject need not take part."""
GATHERING = frozenset({"involve", "include", "bring", "gather", "unite", "group", "join"})


def _chain_of_nouns(noun: Token) -> list[Token]:
    """The noun, and the noun it belongs to ("a round of talks", "the talks' second session")."""
    found = [noun]
    if noun.dep == "pobj" and noun.head.lower == "of" and noun.head.head.lemma in lexicon()["nouns"]:
        found.append(noun.head.head)
    for child in noun.children:
        if child.dep == "prep" and child.lower == "of":
            found.extend(c for c in child.children if c.lemma in lexicon()["nouns"])
    return found


def _supported(reading: Reading, trigger: Trigger, taking: Participation) -> None:
    verb = trigger.support
    if verb is None:
        return
    hosting = verb.lemma in lexicon()["mediation"]["presiding"]
    going = verb.lemma in lexicon()["motion"]["verbs"]  # "went to Oslo for talks with A and B"
    few = len(taking.parties) < 2 or _is_with_others(reading, trigger)
    own = trigger.relation == "dobj" or (trigger.relation == "prep" and (going or few))
    if trigger.relation == "prep" and not taking.parties and _invited(reading, trigger, verb, taking):
        return
    if own and not (hosting and len(taking.parties) >= 2):
        partners = set(taking.parties)
        _add_all(reading, subject_tokens(verb), taking)
        taking.subject = frozenset(set(taking.parties) - partners)
        if trigger.relation == "prep" and len(taking.subject) > 1:
            _leave_out_hosts(trigger, partners, taking)
    _add_all(reading, after_prepositions(verb, ("with", "between", "among", "alongside")), taking)
    if trigger.relation == "prep" and verb.lemma in MEETING and after_prepositions(verb, ("for",)):
        _add_all(reading, objects(verb) + after_prepositions(verb, ("by",)), taking)  # "met the envoy for talks"
    if trigger.relation == "dobj" and taking.subject:
        _add_all(reading, met_elsewhere(reading, verb), taking)
    if trigger.relation in {"acl", "nsubjpass"}:
        leading = verb.lemma in {"lead", "head"} and len(taking.parties) > 1  # "talks of A with a team led by B"
        for token in after_prepositions(verb, ("by",)):
            if not hosting and not leading:
                _add_all(reading, [token], taking)


def _is_with_others(reading: Reading, trigger: Trigger) -> bool:
    """True where a contact is with others than who acts then: "in a call with A and B, C urged restraint"."""
    noun = trigger.token
    owned = any(c.lower in {"between", "of", "among"} for c in noun.children) or any(
        reading.actor_at(token) is not None for token in left_modifiers(noun)
    )
    within = noun.dep == "pobj" and noun.head.lower in {"in", "during", "after", "following"}
    return within and not owned and bool(after_prepositions(noun, ("with", "to")))


MEETING = frozenset({"meet", "receive", "host", "welcome", "see"})
"""Verbs whose object is met, also for what it is met for."""


def _invited(reading: Reading, trigger: Trigger, verb: Token, taking: Participation) -> bool:
    """Add who is called to a contact, and by whom; of talks between several whoever calls them mediates.

    "Peru invited both sides to Lima for talks": the two sides, with Peru; "Peru invited the envoy for talks": both.
    """
    guests, hosts = Participation(), Participation()
    if verb.lemma in lexicon()["mediation"]["inviting"]:
        _add_all(reading, objects(verb), guests)
        _add_all(reading, subject_tokens(verb), hosts)
    mediated = trigger.kind is ContactKind.TALKS and len(guests.parties) > 1
    if not guests.parties or len(guests.parties | hosts.parties) < 2:
        return False
    _add_all(reading, objects(verb) + ([] if mediated else subject_tokens(verb)), taking)
    if mediated:
        taking.mediators |= {code: None for code in hosts.parties if code not in taking.parties}
    taking.subject = frozenset(hosts.parties)
    return True


def _leave_out_hosts(trigger: Trigger, named: set[str], taking: Participation) -> None:
    """Leave out the body at whose gathering others meet: "the ministers of A and B talked at the ASEAN summit"."""
    known = load_gazetteer().parties
    at = trigger.token.dep == "pobj" and trigger.token.head.lower in {"at", "during", "in", "alongside", "around"}
    if at and trigger.kind in {ContactKind.SUMMIT, ContactKind.CONFERENCE}:
        for code in named:
            if code in known and known[code].kind in {"organisation", "group"}:
                del taking.parties[code]
                taking.venue = True


def _is_place(noun: Token, token: Token) -> bool:
    """True where a name left of a noun is where it happens ("the Riyadh talks"), when it stands alone."""
    return (
        token.dep == "compound"
        and token.head is noun
        and not any(c is not token and c.ent in {"GPE", "NORP"} for c in noun.children if c.i < noun.i)
    )
