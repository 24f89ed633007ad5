"""Continuations: the sentences after an agreement that tell what else it holds, each of their clauses by itself."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

from communique.findings.agreements.accords import Accord, lexicon
from communique.findings.clauses import SUBJECTS, Reality, reality
from communique.findings.spans import clause_items, extent
from communique.model.findings import AgreementStatus
from communique.reading.parse import Sentence, Token
from communique.reading.reading import Reading

_REACH = 2


@cache
def _words() -> dict[str, Any]:
    return lexicon()["continuation"]  # type: ignore[no-any-return]


def with_continuations(reading: Reading, accords: list[Accord]) -> list[Accord]:
    """The accords and those of the sentences that go on with them, in the order of the text."""
    told = {accord.anchor.sent for accord in accords}
    more: list[Accord] = []
    for sentence in reading.parse.sentences:
        if sentence.index in told or not {sentence.index - n for n in range(1, _REACH + 1)} & told:
            continue
        found = list(_continued(reading, sentence))
        if found:
            told.add(sentence.index)
            more += found
    return sorted(accords + more, key=lambda a: a.what)


def _continued(reading: Reading, sentence: Sentence) -> Iterator[Accord]:
    """What a sentence adds to an agreement just told, one for each clause: "Both sides will also exchange prisoners".

    Its subject is a party, or what is to become of something is said: "The camps are to be closed". What only follows
    from a condition is not agreed ("Should they fail, Canada will be ...").
    """
    tokens = reading.parse.tokens_of(sentence)
    root = next((t for t in tokens if t.head is t), None)
    if root is None or tokens[0].lower in _words()["conditions"]:
        return
    if root.lemma in lexicon()["speech"]["verbs"]:
        root = root.child("ccomp") or root
    heads = clause_items(root)
    for clause in heads:
        deed, bound = _deed(clause)
        subject = clause.child(*SUBJECTS)
        if (thing := _to_come(clause)) is not None and (span := extent(thing)) is not None:
            yield Accord(span, thing, AgreementStatus.REACHED, "continued", clause)
            continue
        if subject is None or deed.lemma in _words()["idle"] or reality(deed) is Reality.NOT:
            continue
        if not _is_side(subject, deed, bound=bound) and not _goes_on(reading, subject, deed, bound=bound):
            continue
        others = frozenset(o.i for o in heads if o is not clause)
        span = extent(deed, drop=("nsubj", "aux"), skip=others | _additions(deed))
        if span:
            first = deed.start if _is_doer(reading, subject, deed) else min(t.start for t in subject.subtree())
            yield Accord((first, span[1]), deed, AgreementStatus.REACHED, "continued", deed)


def _additions(deed: Token) -> set[int]:
    """Adverbs before a deed, and "as well" and "too" behind it."""
    adverbs = [c for c in deed.children if c.dep == "advmod"]
    return {t.i for c in adverbs if c.i < deed.i or c.lower in _words()["additions"] for t in c.subtree()}


def _is_doer(reading: Reading, subject: Token, deed: Token) -> bool:
    """True for a party that does something; what is done with a thing is told with it: "camps are to be closed"."""
    if deed.child("auxpass") is not None:
        return False
    actor = reading.actor_at(subject)
    return subject.lower in _words()["subjects"] or (actor is not None and bool(actor.parties))


def _to_come(clause: Token) -> Token | None:
    """The thing of "there will be a joint commission"."""
    there = clause.child("expl")
    if clause.lemma != "be" or there is None or there.lower != "there" or clause.child("neg") is not None:
        return None
    will = any(c.dep == "aux" and c.lower in {"will", "shall"} for c in clause.children)
    thing = clause.child("attr", "dobj") if will else None
    return thing if thing is not None and all(c.lower != "no" for c in thing.children) else None


def _deed(clause: Token) -> tuple[Token, bool]:
    """The verb of what is to be done, and whether somebody is bound to it: "is to *close*"; "will *close*"."""
    plan = clause.child("xcomp") if clause.lemma == "be" else None
    return (clause, False) if plan is None else (plan, True)


def _is_side(subject: Token, deed: Token, *, bound: bool) -> bool:
    """True for "the sides will", "they must"."""
    if subject.lower not in _words()["subjects"]:
        return False
    return bound or any(c.dep == "aux" and c.lower in _words()["modals"] for c in deed.children)


def _goes_on(reading: Reading, subject: Token, deed: Token, *, bound: bool) -> bool:
    """True for a party or a thing that "is to" or "will" do or become something; one person's plans are their own."""
    passive = deed.child("auxpass") is not None
    actor = reading.actor_at(subject)
    acts = actor is not None and bool(actor.parties) and not actor.place
    if bound:
        return acts or passive
    if subject.pos == "PRON" or (actor is not None and actor.person) or deed.lemma in _words()["steps"]:
        return False
    before = {c.lower for c in deed.children if c.i < deed.i and c.dep in {"aux", "advmod", "mark", "dobj"}}
    return (acts or passive) and bool(before & {"will", "shall"}) and not before & set(_words()["questions"])
