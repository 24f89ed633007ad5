"""Circumstance: when and where a contact takes place, as the words around its trigger give it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from communique.findings.contacts.modality import is_negated
from communique.findings.contacts.triggers import Trigger
from communique.model.findings import Status, TimeExpression
from communique.model.when import When, parse_when
from communique.reading.parse import Token
from communique.reading.reading import Reading

HAPPENED = frozenset({Status.HELD, Status.UNDER_WAY})
AHEAD = frozenset({Status.SCHEDULED, Status.PLANNED, Status.PROPOSED, Status.POSSIBLE})
MAX_DAYS = 400
STEPS = (0, -1, 1, -2, 2)
"""How many sentences after the trigger's own a contact's date may stand."""
SAYING = frozenset({"say", "tell", "announce", "report", "state", "declare", "add", "confirm", "disclose", "reveal"})


@dataclass(frozen=True, slots=True)
class DateCandidate:
    """A time expression of the trigger's sentence that may date the contact, with the features that tell."""

    time: TimeExpression
    when: When
    features: tuple[str, ...]


def date_candidates(
    reading: Reading,
    trigger: Trigger,
    status: Status,
    rivals: list[int],
) -> list[DateCandidate]:
    """Every dated time expression of the trigger's sentence and of its neighbours."""
    sentence = reading.parse.sentence_of(trigger.token)
    published = reading.article.published_day
    found = []
    for step in STEPS:
        place = sentence.index + step
        if not 0 <= place < len(reading.parse.sentences):
            continue
        times = [
            (time, parse_when(time.edtf)) for time in reading.times_in(reading.parse.sentences[place]) if time.edtf
        ]
        for time, when in times:
            if when is None or (when.days or 0) > MAX_DAYS:
                continue
            token = token_at(reading, time)
            if token is None:
                continue
            features = (
                _date_features(trigger, token, status, rivals) if step == 0 else _far_features(trigger, token, step)
            )
            relation = _relation(when, published)
            common = [f"grain={_grain(when)}", f"relation={relation}", f"times={min(len(times), 4)}"]
            common += [f"relation={relation}+status={status}", f"first={time.text.split()[0].lower()}"]
            features += common if step == 0 else [f"{step}:{name}" for name in common]
            found.append(DateCandidate(time, when, tuple(features)))
    return found


def _far_features(trigger: Trigger, time: Token, step: int) -> list[str]:
    """For a time expression of the sentence before (-1) or after (1): how it stands, how the trigger refers back."""
    governor = time.head.head if time.head.pos in {"ADP", "SCONJ"} else time.head
    determiner = next((c.lower for c in trigger.token.children if c.dep == "det"), "-")
    found = [
        f"where={step}",
        f"where={step}+det={determiner}",
        f"where={step}+frame={trigger.frame}",
        f"where={step}+weak={trigger.weak}",
        f"where={step}+saying={governor.lemma in SAYING}",
        f"where={step}+governor={governor.pos}",
        f"where={step}+lemma={governor.lemma if governor.pos != 'PROPN' else '-'}",
        f"where={step}+prep={time.head.lower if time.head.pos == 'ADP' else '-'}",
    ]
    return [*found, f"where={step}+subject={trigger.token.dep in {'nsubj', 'nsubjpass'}}"]


def _grain(when: When) -> str:
    days = when.days
    return (
        "open" if days is None else "day" if days == 1 else "week" if days <= 15 else "month" if days <= 31 else "long"
    )


def _relation(when: When, published: str | None) -> str:
    """Where a date lies against the day of publication: before, today, after, around; unknown without one."""
    if published is None:
        return "unknown"
    today = date.fromisoformat(published)
    if when.latest is not None and when.latest < today:
        return "before" if (today - when.latest).days > 45 else "lately"
    if when.earliest is not None and when.earliest > today:
        return "after"
    return "today" if when.is_day else "around"


def _date_features(trigger: Trigger, time: Token, status: Status, rivals: list[int]) -> list[str]:
    node = trigger.token
    up_time = [time, *time.ancestors()]
    up_node = [node, *node.ancestors()]
    place = {token.i: depth for depth, token in enumerate(up_time)}
    meet = next((token for token in up_node if token.i in place), None)
    found = [f"frame={trigger.frame}", f"side={'left' if time.i < node.i else 'right'}"]
    distance = abs(time.i - node.i)
    found.append(f"distance={min(distance // 4, 6)}")
    nearer = sum(abs(time.i - other) < distance for other in rivals)
    between = sum(min(time.i, node.i) < other < max(time.i, node.i) for other in rivals)
    found += [f"nearer={min(nearer, 2)}", f"rivals={min(len(rivals), 3)}", f"between={min(between, 2)}"]
    governor = time.head.head if time.head.pos in {"ADP", "SCONJ"} else time.head
    found += [f"prep={time.head.lower if time.head.pos == 'ADP' else '-'}", f"dep={time.dep}"]
    found.append(
        f"governor={'node' if governor is node else 'support' if governor is trigger.support else governor.pos}"
    )
    found.append(f"saying={governor.lemma in SAYING and governor is not node}")
    if meet is None:
        return [*found, "meet=none"]
    below_time = [t for t in up_time[: place[meet.i]] if t.pos in {"VERB", "AUX"}]
    up = up_node.index(meet)
    below_node = [t for t in up_node[1:up] if t.pos in {"VERB", "AUX"}]
    found += [f"up={min(up, 5)}", f"down={min(place[meet.i], 5)}", f"own_clause={not below_time}/{not below_node}"]
    found.append(f"meet={'node' if meet is node else 'support' if meet is trigger.support else meet.pos}")
    found.append(f"meet_saying={meet.lemma in SAYING and up > 0}+held={status in HAPPENED}")
    found.append(
        "path="
        + ">".join(t.dep for t in up_node[:up][:3])
        + "<"
        + "<".join(t.dep for t in up_time[: place[meet.i]][:3])
    )
    return found


def token_at(reading: Reading, time: TimeExpression) -> Token | None:
    """The head token of a time expression: the one whose head lies outside it."""
    inside = _tokens_between(reading, time.start, time.end)
    for token in inside:
        if not (time.start <= token.head.start < time.end) or token.head is token:
            return token
    return inside[0] if inside else None


def _tokens_between(reading: Reading, start: int, end: int) -> list[Token]:
    tokens = reading.parse.tokens
    low, high = 0, len(tokens)
    while low < high:
        middle = (low + high) // 2
        if tokens[middle].end <= start:
            low = middle + 1
        else:
            high = middle
    found = []
    while low < len(tokens) and tokens[low].start < end:
        found.append(tokens[low])
        low += 1
    return found


def is_day_of_saying(reading: Reading, time: TimeExpression) -> bool:
    """True for the day on which somebody speaks ("said on Thursday that preparations are at an advanced stage")."""
    token = token_at(reading, time)
    for _ in range(4):
        if token is None or token.head is token:
            return False
        token = token.head
        if token.pos in {"VERB", "AUX"}:
            return token.lemma in SAYING or token.lemma in COMMENTING
    return False


COMMENTING = frozenset({
    "welcome", "repeat", "reiterate", "warn", "insist", "stress", "write", "tweet", "argue", "remark", "admit",
    "concede", "hint", "indicate", "acknowledge", "reply", "respond", "comment", "note",
})  # fmt: skip


def is_day_of_another(reading: Reading, trigger: Trigger, time: TimeExpression) -> bool:
    """True for a day under "since", "before" or "after" under which the trigger is not ("since the May vote").

    So, too, for one under "followed" whose subject the trigger is: "the talks followed a truce signed in May".
    """
    node = token_at(reading, time)
    over = {token.i for token in (trigger.token, *trigger.token.ancestors())}
    over |= {trigger.support.i} if trigger.support else set()
    for _ in range(8):
        if node is None or node.i in over or node.head is node:
            return False
        if (node.lower in BESIDE and node.pos in {"ADP", "SCONJ"}) or (is_followed(node) and node.head.i in over):
            return True
        if node.pos == "VERB" and any(c.dep == "mark" and c.lower in BESIDE for c in node.children):
            return True
        node = node.head
    return False


def is_followed(token: Token) -> bool:
    """True for the object of a verb that puts one event after another: "the truce" in "followed the truce"."""
    return token.dep == "dobj" and token.head.lemma in {"follow", "precede", "succeed"}


BESIDE = frozenset({"since", "before", "after", "ahead", "following", "until", "till"})


def is_own_limit(reading: Reading, trigger: Trigger, time: TimeExpression) -> bool:
    """True for a day by which the contact itself is to take place, or since which it has gone on.

    "will meet before the end of June", "have been talking since Monday"; not "met before the May vote".
    """
    node, when = own_preposition(reading, trigger, time), parse_when(time.edtf or "")
    if node is None or when is None:
        return False
    if node.lower == "since":
        verb = trigger.predicate
        return verb.tag == "VBG" and any(c.lower in {"has", "have", "'ve", "’ve", "been"} for c in verb.children)
    today = parse_when(reading.article.published_day or "")
    if node.lower not in {"before", "until", "till"} or today is None or today.latest is None or when.earliest is None:
        return False
    started = 0 <= (today.latest - when.earliest).days <= PRINTED and when.latest != when.earliest
    return started and not (node.lower != "before" and is_negated(trigger.predicate))


PRINTED = 3
"""The most days from the day of a dispatch, from which "before" is counted, to that of publication."""


def own_preposition(reading: Reading, trigger: Trigger, time: TimeExpression) -> Token | None:
    """The preposition between a time and the trigger, or the verb that the trigger is an argument of."""
    node = token_at(reading, time)
    while node is not None and node.head is not node and node.pos not in {"ADP", "SCONJ", "VERB", "AUX"}:
        node = node.head
    own = {t.i for t in (trigger.token, trigger.predicate, trigger.support) if t is not None}
    own |= {verb.i for verb in _verbs_of_noun(trigger)}
    return node if node is not None and node.pos in {"ADP", "SCONJ"} and node.head.i in own else None


def _verbs_of_noun(trigger: Trigger) -> list[Token]:
    """The verbs that tell of a noun: "the talks are to be held before May", "which had been expected before May"."""
    noun = trigger.token
    if trigger.frame != "noun":
        return []
    told = [noun.head] if noun.dep in {"nsubj", "nsubjpass"} else []
    told += [child for child in noun.children if child.dep in {"relcl", "acl"}]
    return told + [child for verb in told for child in verb.children if child.dep == "xcomp"]


def is_day_of_person(trigger: Trigger, time: Token) -> bool:
    """True for a time within what a relative clause tells of a person: "met Hansen, who had flown in on Monday"."""
    over = {token.i for token in (trigger.token, *trigger.token.ancestors())}
    node = time
    while node.i not in over and node.head is not node:
        if node.dep == "relcl" and any(child.lower in {"who", "whom"} for child in node.children):
            return True
        node = node.head
    return False


def is_day_of_calling_off(trigger: Trigger, verb: Token, time: Token) -> bool:
    """The day on which a contact was called off: "cancelled on Monday", not "cancelled talks due on Friday"."""
    preposition = time.head if time.head.pos == "ADP" else None
    node = preposition.head if preposition else time.head
    between = verb.i < trigger.token.i < time.i
    return node is verb and not between and (preposition is None or preposition.lower == "on")


def vague_word(trigger: Trigger) -> Token | None:
    """The word that puts a contact at no certain day: "will meet soon", "met recently"."""
    near = (child for verb in (trigger.token, trigger.predicate) for child in verb.children)
    return next((child for child in near if child.lower in VAGUE), None)


VAGUE = frozenset({"soon", "shortly", "recently", "someday", "eventually"})


def is_own(trigger: Trigger, token: Token) -> bool:
    """True for a time that the words of the contact themselves govern: "talks on Monday", "a session set for Monday".

    `token` is its head. Not for a limit ("since Monday") nor for the time of a verb of saying.
    """
    node, prepositions = token.head, set()
    if token.pos in {"ADP", "SCONJ"}:
        prepositions.add(token.lower)
    while node.pos in {"ADP", "SCONJ"} and node.head is not node:
        prepositions.add(node.lower)
        node = node.head
    if prepositions & (BESIDE - {"until", "till"}) or node.lemma in SAYING:
        return False
    noun = trigger.token
    if node in (noun, trigger.support, trigger.predicate):
        return True
    return trigger.frame == "noun" and node.head is noun and node.dep in {"acl", "relcl"}


def date_fits(when: When, status: Status, published: str | None) -> bool:
    """False for a date that cannot be meant: a held contact after publication, a coming one long before it."""
    if published is None:
        return True
    today = date.fromisoformat(published)
    if status in HAPPENED and when.earliest is not None:
        return when.earliest <= today
    if status in AHEAD and when.latest is not None:
        return (today - when.latest).days <= 1
    return True
