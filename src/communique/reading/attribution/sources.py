"""From a cue to its source: the subject, the agent, or the noun phrase beside a quotation."""

from __future__ import annotations

from communique.reading.attribution.cues import Cue, load_words
from communique.reading.attribution.extents import Extents, Range, trim
from communique.reading.parse import Token

_SUBJECTS = ("nsubj", "csubj")
_CUT = {"relcl", "appos", "acl", "advcl", "parataxis", "ccomp"}
_CLIMBS = {"conj", "xcomp", "advcl", "aux", "ccomp", "pcomp", "parataxis", "dep", "acomp", "prep"}
_NOUNS = {"NOUN", "PROPN", "PRON"}


def find_source(cue: Cue, extents: Extents, *, passive: bool = False) -> tuple[Range | None, Token | None]:
    """The range of the source's words and its head; a relative pronoun gives its antecedent's head."""
    verb = cue.token
    if passive:
        agent = verb.child("agent")
        inner = agent.child("pobj") if agent is not None else None
        return (noun_range(inner, extents), inner) if inner is not None else (None, None)
    subject = subject_of(verb)
    if subject is None:
        return None, None
    if subject.lower in {"who", "which", "that", "whom"} and subject.tag in {"WP", "WDT"}:
        clause = verb
        while clause.dep in {"conj", "xcomp"}:
            clause = clause.head
        if clause.dep == "relcl":
            return noun_range(clause.head, extents, until=subject.i + 1), clause.head
    if subject.lower in {"it", "there"} and subject.tag != "PRP":
        return None, None
    return noun_range(subject, extents), subject


def subject_of(verb: Token) -> Token | None:
    """The subject of the verb, its own or that of the clause it continues."""
    seen = 0
    while seen < 8:
        seen += 1
        own = nearest_subject(verb)
        if own is not None:
            return own
        if verb.dep == "pcomp" and verb.head.lower == "as":
            # "was quoted as saying", "quoted X as saying": X speaks, not the one who quotes
            quoted = verb.head.head.child("dobj", "nsubjpass")
            if quoted is not None:
                return quoted
        if verb.dep in _CLIMBS and verb.head is not verb:
            if verb.dep == "xcomp":
                held = verb.head.child("dobj")
                if held is not None and held.i < verb.i and verb.head.lemma in load_words().controllers:
                    return held
            above = verb.head
            if verb.dep in {"advcl", "conj", "pcomp"} and verb.head.child("auxpass") is not None:
                passive = verb.head.child("nsubjpass")
                if passive is not None:
                    return passive
            verb = above
            continue
        if verb.dep in {"acl", "relcl"} and verb.tag != "VBN":
            author = _author(verb.head)
            # in "a date to offer" the noun is no speaker
            return None if verb.tag == "VB" and author is verb.head and author.ent == "" else author
        return lost_subject(verb) or verb.child("nsubjpass")
    return None


def lost_subject(verb: Token) -> Token | None:
    """The noun that the parser takes for a whole sentence with a participle: "The campaign called ...".

    Also where the participle hangs on a noun below it: "One of those who sent the letter called X a fraud".
    """
    if verb.dep != "acl" or verb.tag != "VBN" or verb.child("agent") is not None:
        return None
    root = verb.head
    if root.dep == "ROOT":
        return root
    if verb.child("dobj", "oprd", "ccomp") is None:
        return None
    while root.head is not root and root.dep in {"appos", "pobj", "prep", "dobj", "relcl", "conj"}:
        root = root.head
    return root if root.dep == "ROOT" and root.pos in _NOUNS | {"NUM"} else None


def nearest_subject(verb: Token) -> Token | None:
    """The subject closest to the verb, where a misread parse gives it several."""
    return min(
        (child for child in verb.children if child.dep in _SUBJECTS),
        key=lambda child: abs(child.i - verb.i),
        default=None,
    )


def speaker_behind(noun: Token) -> Token:
    """The name of one introduced by office ("the minister, Ivan Novak"), the owner of a document, else the noun."""
    name = _named(noun)
    if name is not None:
        return name
    if noun.lemma not in load_words().media and noun.lemma not in load_words().nouns:
        return noun
    for child in noun.children:
        if child.dep == "poss":
            return child
        if child.dep == "prep" and child.lower in {"by", "from", "of"}:
            return child.child("pobj") or noun
    return noun


def _author(noun: Token) -> Token:
    """Who speaks through "a statement saying": its owner, or the one who issued it; else the noun itself."""
    words = load_words()
    if noun.lemma not in words.media and noun.lemma not in words.nouns:
        return noun
    owner = noun.child("poss")
    if owner is not None:
        return owner
    verb = noun.head
    while noun.dep in {"pobj", "conj", "prep"} and verb.pos not in {"VERB", "AUX"} and verb.head is not verb:
        verb = verb.head
    if noun.dep in {"dobj", "pobj"} and verb.pos == "VERB":
        return subject_of(verb) or noun
    return noun


def noun_range(head: Token, extents: Extents, *, until: int | None = None) -> Range:
    """The noun phrase of `head` without the relative clauses and asides that follow it."""
    first, last = extents.left[head.i], head.i + 1
    while first < head.i and extents.parse.tokens[first].tag in {"WDT", "WP", "WRB"}:
        first += 1
    for child in head.children:
        if child.i < head.i:
            continue
        if child.dep == "appos" and child.ent == "PERSON":
            last = child.i + 1
            break
        if child.dep in _CUT or (child.dep == "punct" and child.text in {"(", "—", "–", "-"}):
            break
        if child.dep == "punct" and child.text == ",":
            if _named(head) is None:
                break
            continue
        if child.dep in {"advmod", "npadvmod"} or (child.dep == "prep" and _is_dated(child)):
            break
        last = max(last, extents.right[child.i])
    if until is not None and until > last:
        last = until
    return trim(extents.parse, first, last)


def _named(noun: Token) -> Token | None:
    """The name set off by a comma: "the minister, Ivan Novak"."""
    return next((c for c in noun.children if c.dep == "appos" and c.ent == "PERSON" and c.i > noun.i), None)


def _is_dated(preposition: Token) -> bool:
    inner = preposition.child("pobj")
    return inner is not None and inner.ent in {"DATE", "TIME"}


def source_before(cue: Cue, extents: Extents) -> tuple[Range | None, Token | None]:
    """The noun phrase before a finite cue whose subject the parse misses; an aside between commas is passed over."""
    tokens = extents.parse.tokens
    begin = extents.bounds(cue.token)[0]
    at = cue.tokens[0].i - 1
    if at > begin and tokens[at].text == ",":
        at -= 1
        while at > begin and tokens[at].text != ",":
            at -= 1
        at -= 1
    while at > begin and tokens[at].pos == "ADV":
        at -= 1
    if at < begin or tokens[at].pos not in _NOUNS:
        return None, None
    first = at
    while first > begin and tokens[first - 1].pos in _NOUNS | {"DET", "ADJ", "NUM"}:
        first -= 1
    return (first, at + 1), tokens[at]


def source_beside(cue: Cue, content: list[Range], extents: Extents) -> tuple[Range | None, Token | None]:
    """The source of a quotation that the parse does not give: the noun phrase next to the cue, outside the content."""
    tokens = extents.parse.tokens
    verb = cue.token
    begin = max([last for _, last in content if last <= verb.i], default=max(verb.i - 8, 0))
    end = min([first for first, _ in content if first > verb.i], default=verb.i + 9)
    limit = extents.bounds(verb)[1]
    for window in (range(begin, verb.i), range(verb.i + 1, min(end, limit))):
        for i in window:
            if tokens[i].text in {".", ";", ":"} or (tokens[i].text == "," and i > verb.i):
                break
            if extents.quoted[i] is not None:
                continue
            if tokens[i].pos in _NOUNS and tokens[i].ent not in {"DATE", "TIME"}:
                head = i
                while head + 1 < window.stop and tokens[head + 1].pos in {"NOUN", "PROPN"}:
                    head += 1
                first = i
                while first > window.start and tokens[first - 1].pos in {"DET", "ADJ", "NUM"}:
                    first -= 1
                return (first, head + 1), tokens[head]
            if tokens[i].pos in {"VERB", "ADP"} and i > verb.i:
                break
    return None, None
