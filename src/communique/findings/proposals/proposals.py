"""Reading -> proposals: plans and offers on the table, with their terms."""

from __future__ import annotations

from dataclasses import dataclass, field

from communique.findings.arguments import VERBS, actors_at, after_prepositions, subject_tokens
from communique.findings.precision import precision
from communique.findings.proposals.terms import Term, find_terms, lexicon
from communique.model.findings import ProposalReport
from communique.reading.parse import Token
from communique.reading.reading import Reading

_NEAR = 3
_SEVERAL = ""
_WORDS = 10
_LEADING = frozenset({"ADP", "DET", "CCONJ", "SCONJ", "PART", "PUNCT", "ADJ", "NUM", "AUX", "PRON"})


@dataclass(slots=True)
class _Draft:
    """A proposal as it grows along the article."""

    anchor: Token
    proposer: str | None  # _SEVERAL: more than one party
    last: int
    terms: list[Term] = field(default_factory=list)


def find_proposals(reading: Reading) -> tuple[ProposalReport, ...]:
    """The proposals of an article, each with the exact words of its terms.

    "The Egyptian plan provides for a truce and an exchange of prisoners" gives a proposal of EGY with the terms
    `a truce` and `an exchange of prisoners`.
    """
    drafts: list[_Draft] = []
    for term in _distinct(sorted(find_terms(reading), key=lambda t: t.span)):
        sentence = term.anchor.sent
        proposer = _proposer(reading, term.anchor)
        for draft in reversed(drafts):
            if sentence - draft.last <= _NEAR and (proposer is None or draft.proposer in (None, proposer)):
                draft.terms.append(term)
                draft.last = max(draft.last, sentence)
                draft.proposer = proposer if draft.proposer is None else draft.proposer
                break
        else:
            drafts.append(_Draft(term.anchor, proposer, sentence, [term]))
    return tuple(_proposal(reading, draft, number) for number, draft in enumerate(drafts, 1))


def _proposal(reading: Reading, draft: _Draft, number: int) -> ProposalReport:
    parse = reading.parse
    sentences = sorted({term.anchor.sent for term in draft.terms})
    chosen = [parse.sentences[index] for index in sentences]
    rules = [term.rule for term in draft.terms]
    return ProposalReport(
        id=f"o{number}",
        article=reading.article.id,
        evidence=tuple(parse.text_of(sentence) for sentence in chosen),
        spans=tuple((sentence.start, sentence.end) for sentence in chosen),
        confidence=max(precision(lexicon(), rule) for rule in rules),
        reason=rules[0],
        proposer=draft.proposer or None,
        name=_name(reading, draft),
        terms=tuple(dict.fromkeys(parse.text[a:b] for a, b in (term.span for term in draft.terms))),
    )


def _name(reading: Reading, draft: _Draft) -> str:
    """The noun with what stands before it ("the Egyptian plan"), else the first words of the first term."""
    noun = draft.anchor
    if noun.pos not in VERBS:
        before = [c for c in noun.children if c.i < noun.i and c.dep in {"amod", "compound", "poss", "nmod", "nummod"}]
        if before:
            first = min(t.start for c in before for t in c.subtree())
            return reading.parse.text[first : noun.end]
    return _opening(reading, draft.terms[0])


def _opening(reading: Reading, term: Term) -> str:
    """The first words of a term, cut where a phrase can end: never "a truce from", "a force that"."""
    start, end = term.span
    chosen = [t for t in reading.parse.tokens if start <= t.start and t.end <= end and not t.text.isspace()]
    words = chosen[:_WORDS]
    while len(words) > 1 and len(words) < len(chosen) and words[-1].pos in _LEADING:
        words.pop()
    return " ".join(reading.parse.text[words[0].start : words[-1].end].split()) if words else ""


def _distinct(terms: list[Term]) -> list[Term]:
    """Terms in order, each only once; of two that overlap the one that begins first."""
    kept: list[Term] = []
    for term in terms:
        if not kept or term.span[0] >= kept[-1].span[1]:
            kept.append(term)
    return kept


def _proposer(reading: Reading, anchor: Token) -> str | None:
    """The party that makes the proposal: the subject of the verb, or who owns or makes the noun."""
    places: list[Token] = []
    if anchor.pos in VERBS:
        places = subject_tokens(anchor)
    else:
        places = [c for c in anchor.children if c.i < anchor.i and c.dep in {"poss", "amod", "compound", "nmod"}]
        places += after_prepositions(anchor, ("by", "from", "of"))
        for child in anchor.children:
            if child.dep in {"acl", "relcl"}:
                places += after_prepositions(child, ("by",))
        if anchor.dep == "dobj" and anchor.head.lemma in lexicon()["making"]["verbs"]:
            places += subject_tokens(anchor.head)
    for token in places:
        actor = reading.actor_at(token)
        if actor is not None and len(actor.parties) == 1:
            return actor.parties[0]
        codes = dict.fromkeys(code for actor in actors_at(reading, token) for code in actor.parties)
        if codes:
            return next(iter(codes)) if len(codes) == 1 else _SEVERAL
    return None
