"""Nouns: agreements named by a noun: reached, signed or broken by a verb, told by their matter, or in force."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from communique.findings.agreements.accords import Accord, lexicon, told_as
from communique.findings.agreements.contents import contents, heading, ruled_by
from communique.findings.agreements.drafts import is_near, to_be_signed
from communique.findings.agreements.matters import matters_on
from communique.findings.agreements.standing import standing
from communique.findings.arguments import VERBS, left_modifiers
from communique.findings.clauses import SUBJECTS, Reality, reality
from communique.findings.spans import clause_items, extent, item_spans, items
from communique.model.findings import AgreementStatus, Span
from communique.reading.parse import Token

_CLOSE = 4


def accords_of(tokens: list[Token], noun: Token, *, known: bool = False) -> Iterator[Accord]:
    """What a noun such as "deal" reports as agreed; `known`: an agreement has just been told, which "it" can mean."""
    strength = lexicon()["nouns"].get(noun.lemma, 0)
    if known and (not strength or not _complete(noun)) and noun.lemma in lexicon()["anaphors"]["nouns"]:
        yield from contents(noun, known=known)
        return
    if not strength or _unreal(noun) or not _complete(noun):
        return
    if (preposition := heading(noun)) is not None:
        if preposition.head.lemma in lexicon()["verbs"]:
            return  # "under the deal both agreed to ...": told by that verb
        ruled = list(contents(noun, known=known))
        if ruled:
            yield from ruled
            return
    told = list(_told(tokens, noun, known=known))
    if any(t.lower == "draft" for t in left_modifiers(noun)):
        told = [replace(a, status=AgreementStatus.DRAFT) if a.status is AgreementStatus.REACHED else a for a in told]
    yield from told
    if not told:
        status = AgreementStatus.DRAFT if _is_open(noun) else AgreementStatus.REACHED
        yield from (replace(ruled, status=status) for ruled in ruled_by(noun))


def _told(tokens: list[Token], noun: Token, *, known: bool) -> Iterator[Accord]:
    maker = _maker(noun)
    if known and maker is not None and maker[1] == "make" and _is_bare(noun):
        return  # "the agreement was announced": the one just told
    if maker is not None:
        made = list(_made(tokens, noun, *maker))
        ruled = list(ruled_by(noun)) if made and maker[1] == "make" else []
        # "signed a treaty under which the troops will leave": that is what was agreed
        if not ruled or any(c.dep == "acl" for c in noun.children):
            yield from made
        yield from (replace(r, status=made[0].status, verb=maker[0]) for r in ruled)
        return
    if (participle := _right_behind(tokens, noun)) is not None:
        status = AgreementStatus(lexicon()["makers"][participle.lemma])
        first = min((t.start for c in noun.children if c.i < noun.i for t in c.subtree()), default=noun.start)
        yield Accord((first, noun.end), participle, status, f"made-{participle.lemma}", None, noun)
        return
    if is_near(noun):
        yield from (replace(near, status=AgreementStatus.DRAFT, rule="near") for near in _on(tokens, noun))
        return
    if _is_open(noun):
        return
    found = list(contents(noun, known=known)) or list(_on(tokens, noun)) or list(standing(noun))
    yield from found


def _is_bare(noun: Token) -> bool:
    """True for "the agreement" and "the agreement in Lima", which say no more of it."""
    said = [c for c in noun.children if not (c.dep == "prep" and _is_of_place(c))]
    return [c.lower for c in said] == ["the"]


def _is_of_place(preposition: Token) -> bool:
    below = preposition.child("pobj")
    return preposition.lower in {"in", "at", "on"} and below is not None and below.ent in {"GPE", "LOC", "DATE", "FAC"}


def stands(noun: Token) -> bool:
    """True for an agreement that the words take for real: the next sentence may mean it by "it" or "the text"."""
    strong = lexicon()["nouns"].get(noun.lemma, 0) > 1 and _complete(noun)
    return strong and not _unreal(noun) and not _is_open(noun)


def _made(tokens: list[Token], noun: Token, verb: Token, relation: str) -> Iterator[Accord]:
    told = told_as(verb)
    status = AgreementStatus(lexicon()["makers"][verb.lemma])
    if verb.lemma == "make" and told is not Reality.DENIED:
        return
    if told is Reality.DENIED or (told is Reality.DONE and status is AgreementStatus.DENIED):
        status = AgreementStatus.DENIED
    elif told is Reality.COMING and verb.lemma in {"sign", "initial", "ink"} and relation == "make":
        status = AgreementStatus.DRAFT
    elif told is not Reality.DONE:
        return
    if told is Reality.COMING and _on_condition(verb):
        return
    if verb.lemma in {"reach", "find", "come", "arrive"} and relation == "make":
        matters = [
            Accord(a.what, verb, status, f"matter-{verb.lemma}", verb, noun)
            for a in (*_on(tokens, noun), *_on(tokens, verb))
        ]
        if matters:
            yield from matters
            return
    joined = [n for n in items(noun) if n is noun or n.lemma in lexicon()["nouns"]]
    for item, plain in item_spans(joined):
        span = _with_purpose(verb, item, plain)
        whole = _idiom(verb, span) if noun.lemma == "term" else span
        yield Accord(whole, verb, status, f"{relation}-{verb.lemma}", verb, noun)


def _with_purpose(verb: Token, noun: Token, span: Span) -> Span:
    """A treaty with what it is to do, where a day stands between ("signed a pact today to end the war")."""
    for child in verb.children:
        if child.dep == "advcl" and 0 < child.i - noun.i <= _CLOSE and span[1] <= child.start:
            marks = [c for c in child.children if c.i < child.i]
            end = extent(child)
            if len(marks) == 1 and marks[0].lower == "to" and end and not _has_comma(verb, noun, child):
                return (span[0], end[1])
    return span


def _has_comma(verb: Token, noun: Token, clause: Token) -> bool:
    return any(t.text == "," and noun.i < t.i < clause.i for t in verb.children)


def _idiom(verb: Token, span: Span) -> Span:
    """The words for "come to terms": the matter on which they did, else the whole phrase."""
    matter = extent(verb.head, skip=frozenset(t.i for t in verb.subtree())) if verb.dep == "relcl" else None
    return matter or (min(verb.start, span[0]), max(verb.end, span[1]))


def _on_condition(verb: Token) -> bool:
    """True for "will sign only if": a condition stands between the parties and the agreement."""
    return any(
        child.dep == "advcl" and any(c.dep == "mark" and c.lower in {"if", "unless", "once"} for c in child.children)
        for child in verb.children
    )


def _maker(noun: Token) -> tuple[Token, str] | None:
    """The verb that makes, signs or breaks the agreement, and how the noun stands to it."""
    makers = lexicon()["makers"]
    head = noun.head
    if noun.dep == "conj" and head.lemma in lexicon()["nouns"]:
        return None
    if noun.dep in {"dobj", "nsubjpass"} and head.lemma in makers and head.lemma not in {"come", "arrive"}:
        return (head, "make") if head.pos in VERBS else None
    if noun.dep == "pobj" and head.lower in {"at", "to"} and head.head.lemma in {"arrive", "come"}:
        return head.head, "make"
    if noun.dep in {"nsubjpass", "nsubj"} and (signing := to_be_signed(head)) is not None:
        return signing, "make"
    for child in noun.children:
        if child.dep in {"acl", "relcl"} and child.lemma in makers and child.pos in VERBS:
            if child.dep == "acl" and child.child("nsubj") is None and (child.tag != "VBN" or not _placed(child, noun)):
                continue
            return child, "made"
    return None


def _right_behind(tokens: list[Token], noun: Token) -> Token | None:
    """The participle of "the deal concluded in Oslo on Monday" where the parser took it for a verb of its own."""
    if lexicon()["nouns"].get(noun.lemma, 0) < 2 or noun.i + 2 >= len(tokens):
        return None
    verb, behind = tokens[noun.i + 1], tokens[noun.i + 2]
    if (
        verb.lemma not in lexicon()["makers"]
        or verb.lemma in {"come", "arrive"}
        or verb.tag not in {"VBN", "VBD"}
        or verb.pos not in VERBS
    ):
        return None
    placed = behind.lower in {"in", "on", "at", "between", "by", "last", "earlier", "a"} and behind.sent == noun.sent
    return verb if placed else None


def _complete(noun: Token) -> bool:
    """False for a weak noun without the word that makes it an agreement ("a statement", "the exchange")."""
    if noun.lemma == "term" and noun.lower == "term":
        return False  # "his third term"; "the terms" are an agreement
    needs = lexicon()["needs"].get(noun.lemma)
    return needs is None or any(t.lower in needs for t in noun.subtree())


def _placed(participle: Token, noun: Token) -> bool:
    """True where "the deal reached" comes with a day, a place, its sides or its matter: a particular one."""
    if any(
        c.dep in {"prep", "npadvmod", "agent", "advmod"} and c.lower not in {"already", "so"}
        for c in participle.children
    ):
        return True
    return any(c.dep == "prep" and c.lower in {"on", "between", "with"} for c in noun.children)


def _unreal(noun: Token) -> bool:
    """True for an agreement that is only hoped for: "no deal", "a possible accord", "a lasting peace" nobody signed."""
    words = lexicon()["modality"]
    before = {c.lower for c in noun.children if c.i < noun.i and c.dep in {"det", "amod", "neg"}}
    if before & set(words["unreal"]):
        return True
    if not before & set(words["unmade"]):
        return False
    maker = _maker(noun)
    return maker is None or told_as(maker[0]) is not Reality.DONE


def _is_open(noun: Token) -> bool:
    """True where the agreement is an aim and not a fact: "want a deal", "talks on an accord", "towards peace"."""
    words = lexicon()["standing"]
    head = noun.head
    if noun.dep == "dobj" and head.lemma in words["governors_open"]:
        return True
    if noun.dep == "pobj":
        above = head.head
        if head.lower == "under":
            return False
        if head.lower in words["prepositions_open"] or above.lemma in words["nouns_open"]:
            return True
        if above.pos in VERBS and above.lemma in words["governors_open"]:
            return True
    state = head.child("acomp", "oprd") if noun.dep in SUBJECTS else None
    if state is not None and any(t.lemma in words["states_open"] for t in state.subtree()):
        return True
    verb = noun
    while verb.head is not verb and verb.pos not in VERBS:
        verb = verb.head
    if verb.pos not in VERBS:
        return False
    told = reality(verb)
    return told in {Reality.OPEN, Reality.NOT} if noun.dep in SUBJECTS else told is not Reality.DONE


def _on(tokens: list[Token], word: Token) -> Iterator[Accord]:
    """An agreement by its object: "agreement on X", "the accord to do X", "an understanding that X"."""
    if _is_name(word):
        for _, span in item_spans([word]):
            yield Accord(span, word, AgreementStatus.REACHED, "noun-on", None, word)
        return
    for span, preposition in matters_on(tokens, word):
        yield Accord(span, word, AgreementStatus.REACHED, f"noun-{preposition}", None, word)
    for child in word.children:
        if child.i < word.i or child.dep not in {"acl", "ccomp", "relcl"} or child.pos not in VERBS:
            continue
        marks = {c.lower for c in child.children if c.i < child.i and c.dep in {"aux", "auxpass", "mark"}}
        infinitive = "to" in marks and "be" not in marks and not _is_far(tokens, word, child)
        if infinitive or (child.dep != "relcl" and "that" in marks):
            for _, span in item_spans(clause_items(child)):
                rule = "noun-to" if infinitive else "noun-that"
                yield Accord(span, word, AgreementStatus.REACHED, rule, None, word)


def _is_name(noun: Token) -> bool:
    """True for "the Agreement on Fishing Grounds": "on" is a part of its name."""
    named = noun.pos == "PROPN" and noun.text[:1].isupper() and lexicon()["nouns"].get(noun.lemma, 0) > 1
    return named and any(c.dep == "prep" and c.lower == "on" for c in noun.children)


def _is_far(tokens: list[Token], noun: Token, verb: Token) -> bool:
    """True where another clause stands between: "an accord on corridors, for people to get out"."""
    return any(t.text == "," or t.lower == "for" for t in tokens[noun.i + 1 : verb.i])
