"""Reading -> agreements: what parties are reported to have agreed, signed or decided together."""

from __future__ import annotations

import re
from collections.abc import Iterator

from communique.findings.agreements.accords import Accord, lexicon
from communique.findings.agreements.contents import heading
from communique.findings.agreements.continuations import with_continuations
from communique.findings.agreements.nouns import accords_of, stands
from communique.findings.agreements.sides import Sides, is_counted_group, subject_is_joint
from communique.findings.agreements.verbs import at_one, by_verb, named_by, signed_by
from communique.findings.agreements.wording import worded
from communique.findings.arguments import VERBS
from communique.findings.clauses import Reality, reality
from communique.findings.contacts.circumstance import token_at
from communique.findings.lists import bullet_items
from communique.findings.precision import precision
from communique.findings.spans import clause_items, complements, extent, item_spans
from communique.model.findings import AgreementReport, AgreementStatus, TimeExpression
from communique.model.when import parse_when
from communique.reading.parse import Sentence, Token
from communique.reading.reading import Reading

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_BACKGROUND = ("made", "dated", "standing")
_NEAR = 4
_HISTORY = 10
_CLOSE = 2
_SEALS = ("make-sign", "make-initial", "make-reach", "made-sign", "signed")
_OF_ANOTHER = frozenset({"contents", "under", "relcl", "continued", "listed"})
_DRAFT = AgreementStatus.DRAFT


def find_agreements(reading: Reading) -> tuple[AgreementReport, ...]:
    """What the article reports as agreed, in the order of the text; one for each item of a list.

    "The sides agreed to reopen the border and to exchange prisoners" gives two agreements, `reopen the border` and
    `exchange prisoners`, status `reached`.
    """
    sides = Sides(reading)
    sealed = AgreementStatus.REACHED
    found: list[AgreementReport] = []
    distinct = list(_distinct(sorted(_accords(reading), key=lambda a: a.what)))
    for accord in with_continuations(reading, list(worded(reading, distinct))):
        if accord.rule.startswith(_SEALS):
            sealed = accord.status
        elif accord.status is _DRAFT:
            sealed = _DRAFT
        parties = sides.of(accord.verb, accord.noun, accord.anchor)
        date = _date(reading, accord)
        if len(parties) < 2 or (accord.rule == "dated" and _is_history(reading, date)):
            continue
        sentence = reading.parse.sentence_of(accord.anchor)
        found.append(
            AgreementReport(
                id=f"a{len(found) + 1}",
                article=reading.article.id,
                evidence=(reading.parse.text_of(sentence),),
                spans=((sentence.start, sentence.end),),
                confidence=precision(lexicon(), accord.rule),
                reason=accord.rule,
                parties=parties,
                what=reading.parse.text[accord.what[0] : accord.what[1]],
                status=sealed if accord.rule in _OF_ANOTHER and accord.status is not _DRAFT else accord.status,
                date=date,
            )
        )
    return tuple(found)


def _accords(reading: Reading) -> Iterator[Accord]:
    """Everything in the text that may tell of an agreement, before overlaps are settled."""
    verbs, nouns, speech = lexicon()["verbs"], lexicon()["nouns"], lexicon()["speech"]["verbs"]
    anaphors = lexicon()["anaphors"]["nouns"]
    last = named = -_NEAR
    for token in reading.parse.tokens:
        found: Iterator[Accord] = iter(())
        if token.pos in VERBS and token.lemma in verbs:
            found = by_verb(reading, token, verbs[token.lemma])
        elif token.pos in VERBS and token.lemma in {"sign", "initial"}:
            found = signed_by(reading, token)
        elif token.lemma == "put" and token.pos in VERBS:
            found = named_by(reading, token)
        elif token.lemma in nouns or token.lemma in anaphors:
            if token.pos in {"NOUN", "PROPN", "PRON"}:
                known = 0 < token.sent - last < _NEAR
                if heading(token) is not None:
                    known = 0 <= last < token.sent or 0 < token.sent - named < _CLOSE
                found = accords_of(reading.parse.tokens, token, known=known)
                if stands(token):
                    named = token.sent
        elif token.lemma == "be" and token.child("prep") is not None:
            found = at_one(token)
        elif token.pos in VERBS and token.lemma in speech:
            found = _stated(reading, token)
        elif token.text == ":" and token.i + 1 < len(reading.parse.tokens):
            found = _listed(reading, token)
        for accord in found:
            last = max(last, token.sent)
            yield accord


def _stated(reading: Reading, verb: Token) -> Iterator[Accord]:
    """What parties say together: "in a joint statement they said that the border would reopen".

    Also where what will be stands before: "The border will reopen, the two governments announced".
    """
    if reality(verb) is not Reality.DONE:
        return
    subjects = [c for c in verb.children if c.dep == "nsubj"]
    nouns = subjects + [b for c in verb.children if c.dep == "prep" and c.lower in {"in", "by"} for b in c.children]
    if any(n.lemma in lexicon()["speech"]["statements"] and _is_joint_noun(n) for n in nouns):
        clauses = [complement for complement, kind in complements(verb) if kind == "that"] + _put_first(verb)
    elif verb.lemma in lexicon()["speech"]["announcing"] and subject_is_joint(reading, verb):
        yield from _announced(verb)
        return
    elif any(is_counted_group(n) for n in subjects):
        clauses = _put_first(verb)
    else:
        return
    for clause in (
        c for c in clauses if c.lemma not in lexicon()["verbs"]
    ):  # "said that they agreed" is told by "agreed"
        for _, span in item_spans(clause_items(clause)):
            yield Accord(span, verb, AgreementStatus.REACHED, "stated", verb)


def _put_first(verb: Token) -> list[Token]:
    return [c for c in verb.children if c.dep == "ccomp" and c.i < verb.i and _is_resolved(c)]


def _announced(verb: Token) -> Iterator[Accord]:
    """What parties announce that they will do: "announced that they would share the port"."""
    for clause in _put_first(verb):
        for _, span in item_spans(clause_items(clause)):
            yield Accord(span, verb, AgreementStatus.REACHED, "announced", verb)
    for clause in (c for c, kind in complements(verb) if kind == "that" and c.i > verb.i):
        subject = clause.child("nsubj")
        if subject is None or subject.lower not in {"they", "both"} or not _is_resolved(clause):
            continue
        torn = [c for c in verb.children if c.dep == "conj" and c.i > clause.i and c.tag in {"VB", "VBP"}]
        heads = [*clause_items(clause), *(t for c in torn for t in clause_items(c))]
        for head in heads:
            others = frozenset(h.i for h in heads if h is not head)
            own = extent(head, drop=("nsubj", "aux", "mark"), skip=others)
            if own:
                yield Accord((head.start, own[1]), verb, AgreementStatus.REACHED, "announced", verb)


def _is_resolved(clause: Token) -> bool:
    """True for what will be done or is to be done, other than one more step of the talks."""
    plan = clause.child("xcomp") if clause.lemma == "be" else None
    deed = plan or clause
    words = lexicon()["continuation"]
    if deed.lemma in words["idle"] or deed.lemma in words["steps"]:
        return False
    return plan is not None or any(c.dep == "aux" and c.lower in {"will", "shall", "would"} for c in clause.children)


def _is_joint_noun(noun: Token) -> bool:
    return any(c.i < noun.i and c.lower in {"joint", "common"} for c in noun.children)


def _listed(reading: Reading, colon: Token) -> Iterator[Accord]:
    """The items of a list under "They agreed:", each a paragraph with a dash, a bullet or a number."""
    parse = reading.parse
    opening = parse.sentence_of(colon)
    if opening.end != colon.end or not _opens_list(parse.tokens_of(opening)):
        return
    for sentence, span in bullet_items(parse, opening):
        yield Accord(span, _head(parse.tokens_of(sentence)), AgreementStatus.REACHED, "listed")


def _opens_list(tokens: list[Token]) -> bool:
    """True for "they agreed on the following:", "signed a protocol on:", "the main points of the accord are:"."""
    lemmas, words = {t.lemma for t in tokens}, lexicon()["listing"]
    if lemmas & set(words["agreeing"]):
        return True
    strong = any(lexicon()["nouns"].get(lemma, 0) > 1 or lemma in lexicon()["headings"]["nouns"] for lemma in lemmas)
    return strong and bool(lemmas & set(words["telling"])) and all(t.dep != "neg" for t in tokens)


def _head(tokens: list[Token]) -> Token:
    return next((t for t in tokens if t.head is t), tokens[0])


def _distinct(accords: list[Accord]) -> Iterator[Accord]:
    """Accords without those whose words lie inside another's."""
    end = -1
    for accord in accords:
        if accord.what[1] > end and accord.what[0] >= end:
            end = accord.what[1]
            yield accord


def _date(reading: Reading, accord: Accord) -> str | None:
    """The day of the agreement: a past time expression of its sentence, else the day the article is telling of there.

    None where it names no day at all. What is told as background ("the accord signed earlier") takes no such day.
    """
    sentence = reading.parse.sentence_of(accord.anchor)
    published = reading.article.published_day or "9999"
    best: str | None = None
    distance = 0
    for time in reading.times_in(sentence):
        if time.edtf is None or time.type not in {"DATE", "TIME"} or ".." in time.edtf:
            continue  # "since May" is no day of an agreement
        inside = accord.what[0] <= time.start < accord.what[1]
        if inside and not accord.rule.startswith(("made", "dated")):
            continue
        if _is_aside(reading, time, accord):
            continue
        edtf = time.edtf.partition("T")[0]
        if edtf.startswith(f"{published}/"):
            continue  # "by the end of May" is a limit
        away = abs(time.start - accord.anchor.start)
        if (edtf[:10] > published) is not (accord.status is AgreementStatus.DRAFT):
            continue  # what is still to be signed has no past day, what was agreed no future one
        if best is None or away < distance:
            best, distance = edtf, away
    if best or accord.rule.startswith(_BACKGROUND) or accord.status is AgreementStatus.DRAFT:
        return best
    return _day_told(reading, sentence, published)


def _is_history(reading: Reading, date: str | None) -> bool:
    """True for an agreement told by its year alone that lies many years back ("the treaty of 1929"), or by no day."""
    day, published = parse_when(date or ""), parse_when(reading.article.published_day or "")
    if day is None or day.latest is None:
        return True
    return published is not None and published.latest is not None and published.latest.year - day.latest.year > _HISTORY


def _is_aside(reading: Reading, time: TimeExpression, accord: Accord) -> bool:
    """True for the day of a relative clause of its own: "agreed to resume the talks, which were halted last month"."""
    node = token_at(reading, time)
    while node is not None and node.head is not node and node is not accord.anchor:
        if node.dep == "relcl" and all(below is not accord.anchor for below in node.subtree()):
            return True
        node = node.head
    return False


def _day_told(reading: Reading, sentence: Sentence, published: str) -> str | None:
    """The last past day named before a sentence, else the first one named after it."""
    day: str | None = None
    for time in reading.times:
        if time.edtf and _DAY.match(time.edtf) and "/" not in time.edtf and time.edtf[:10] <= published:
            if day is not None and time.start > sentence.end:
                break
            day = time.edtf[:10]
    return day
