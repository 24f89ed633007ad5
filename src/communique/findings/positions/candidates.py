"""Every position that an article might hold: generated widely here, accepted or dropped elsewhere."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from communique.findings.positions.enumerations import heading, item_cue
from communique.findings.positions.holders import Holder, holder_of, said_by, source_of
from communique.findings.positions.issue_choice import Setting, choose_issue, phrase_of, setting_of
from communique.findings.positions.stance_cues import Cue, is_negated, is_question
from communique.findings.positions.stance_lexicon import lexicon
from communique.findings.positions.stance_objects import (
    about_tokens,
    before_condition,
    condition_tokens,
    coordinated_targets,
    stands,
)
from communique.findings.positions.stance_targets import settle_target
from communique.findings.positions.stances import find_cues
from communique.model.actors import Actor
from communique.reading.parse import Sentence, Token
from communique.reading.reading import Attribution, Reading


@dataclass(frozen=True, slots=True)
class Candidate:
    """A position that the article might hold: a cue, its holder, and the readings of issue and stance.

    `issues` holds the points of the issues that it may be on, the likeliest first; `where` says where that was found:
    `about`, `hint`, `sentence`, `article` or `nowhere`. `nested` is True where the cue stands in what another cue bears
    on ("urged Iran to accept"); `source` is set in reported speech. `extra` marks the second and later things that one
    cue bears on.
    """

    sentence: Sentence
    cue: Cue
    holder: Holder
    about: tuple[Token, ...]
    condition: tuple[Token, ...] | None
    issues: Mapping[str, float]
    where: str
    stance: str
    nested: bool
    source: Attribution | None
    extra: bool = False
    noted: set[str] = field(init=False, default_factory=set, repr=False, compare=False)
    """The traits of it that bear weights, once they have been asked for."""

    @property
    def issue(self) -> str:
        return next(iter(self.issues))

    @property
    def actors(self) -> tuple[Actor, ...]:
        return self.holder.actors


def find_candidates(reading: Reading) -> list[Candidate]:
    """All candidates in the order of the text; several may stand for one position."""
    parse = reading.parse
    setting = setting_of(parse, reading.article.title)
    statements = _statements(reading)
    found: list[Candidate] = []
    announced: tuple[Cue, Holder] | None = None
    for sentence in parse.sentences:
        tokens = parse.tokens_of(sentence)
        cues = [settle_target(cue, reading) for cue in find_cues(tokens)]
        item = item_cue(tokens, announced[0]) if announced else None
        if announced and item:
            found.extend(_readings(item, announced[1], reading, (sentence, setting), False))
        else:
            announced = heading(tokens, cues, reading)
        held: set[str] = set()
        for cue in cues:
            holder = holder_of(cue, reading)
            if holder is None or _is_asked(cue) or _is_actor(cue, reading):
                continue
            nested = _nested(cue, cues)
            held.update(() if nested else holder.parties)
            found.extend(_readings(cue, holder, reading, (sentence, setting), nested))
        for cue, holder in statements.get(sentence.index, []):
            if holder.parties and held.issuperset(holder.parties):
                continue
            held.update(holder.parties)
            found.extend(_readings(cue, holder, reading, (sentence, setting), False))
    return found


def _readings(
    cue: Cue,
    holder: Holder,
    reading: Reading,
    place: tuple[Sentence, Setting],
    nested: bool,
) -> Iterator[Candidate]:
    sentence, setting = place
    condition = condition_tokens(cue, reading.parse.tokens_of(sentence))
    stance = "conditional" if condition and _yields(cue) else cue.stance
    if holder.how == "forbids":
        stance = lexicon().prohibited
    source = source_of(reading, cue.token)
    targets = [None, *coordinated_targets(cue)]
    seen: set[str] = set()
    for target in targets:
        part = cue if target is None else replace(cue, target=target, passive=False)
        about = before_condition(about_tokens(part), condition)
        issues, where = choose_issue(phrase_of(part, about), sentence, setting)
        issue = next(iter(issues))
        if issue in seen:
            continue
        seen.add(issue)
        kept = tuple(condition) if condition else None
        yield Candidate(
            sentence, part, holder, tuple(about), kept, issues, where, stance, nested, source, extra=target is not None
        )


def _yields(cue: Cue) -> bool:
    """True for a stance that a condition makes conditional; "there must be no cuts until ..." is one, blame is none."""
    if cue.stance == "opposes" or (cue.stance == "demands" and stands(cue)):
        return cue.kind == "obligation"
    return cue.stance not in ("demands", "warns")


def _is_actor(cue: Cue, reading: Reading) -> bool:
    """True for a noun that names an actor and no stance: "talks with the opposition"."""
    actor = reading.actor_at(cue.token) if cue.kind == "noun" else None
    return actor is not None and actor.head == cue.token.i


def _is_asked(cue: Cue) -> bool:
    """True inside a question that somebody puts: "asked what would become of the troops" is no offer."""
    node = cue.clause
    for _ in range(3):
        if node.dep == "ccomp" and node.head.lemma in ASKING:
            return is_question(node)
        node = node.head
    return False


ASKING = frozenset({"ask", "wonder", "inquire", "enquire", "question"})


def _nested(cue: Cue, cues: list[Cue]) -> bool:
    """True when the cue stands in what another cue bears on, unless a relative clause sets it apart."""
    others = {
        c.token.i: c for c in cues if c.token is not cue.token and c.kind in ("verb", "noun", "adjective", "obligation")
    }
    if not others:
        return False
    node = cue.token
    while node.head is not node:
        if node.dep in ("relcl", "advcl", "parataxis", "conj"):
            return False
        above = node.head
        other = others.get(above.i)
        if other is not None and node.dep not in ("nsubj", "nsubjpass", "advmod"):
            return True
        node = above
    return False


def _statements(reading: Reading) -> dict[int, list[tuple[Cue, Holder]]]:
    """What is reported as said, sentence by sentence, where no word of stance need stand."""
    found: dict[int, list[tuple[Cue, Holder]]] = {}
    tokens = reading.parse.tokens
    place = {token.start: token.i for token in tokens}
    for attribution in reading.attributions:
        holder = said_by(attribution, reading)
        if holder is None or _is_question(attribution, tokens):
            continue
        for start, end in attribution.content:
            first = place.get(start)
            if first is None:
                continue
            for sentence, root in _roots(tokens, first, end):
                negated = is_negated(root)
                stance = "opposes" if negated else "supports"
                cue = Cue(root, "statement", _speech_key(attribution, tokens), stance, root, root, negated)
                found.setdefault(sentence, []).append((cue, holder))
    return found


def _is_question(attribution: Attribution, tokens: list[Token]) -> bool:
    """True for "asked what would become of the port"."""
    cue = attribution.cue_token
    return cue is not None and 0 <= cue < len(tokens) and tokens[cue].lemma in ASKING


def _roots(tokens: list[Token], first: int, end: int) -> Iterator[tuple[int, Token]]:
    """The highest token of the stretch in each sentence it covers."""
    best: dict[int, tuple[int, Token]] = {}
    for token in tokens[first:]:
        if token.start >= end:
            break
        if token.pos in ("PUNCT", "SPACE"):
            continue
        depth = sum(1 for _ in token.ancestors())
        if token.sent not in best or depth < best[token.sent][0]:
            best[token.sent] = (depth, token)
    for sentence, (_, token) in best.items():
        yield sentence, token


def _speech_key(attribution: Attribution, tokens: list[Token]) -> str:
    if attribution.cue_token is None or not 0 <= attribution.cue_token < len(tokens):
        return "said"
    lemma = tokens[attribution.cue_token].lemma
    return lemma if lemma in lexicon().emphasis or lemma in lexicon().speech else "said"
