"""Folding: the mentions of one article that tell of one contact become one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from communique.findings.contacts.circumstance import is_followed
from communique.findings.contacts.folds import Fold, tells_only_the_end, way_of
from communique.findings.contacts.judgement import Judged
from communique.findings.contacts.lasting import LONGEST
from communique.findings.contacts.levels import told_levels
from communique.findings.contacts.mentions import Mention
from communique.findings.contacts.modality import lexicon as lexicon_of_status
from communique.findings.contacts.places import are_one_place
from communique.findings.contacts.vocabulary import lexicon
from communique.findings.questions import UNANSWERED
from communique.model.actors import Level
from communique.model.findings import Status
from communique.model.when import parse_when

DONE = frozenset({Status.HELD, Status.UNDER_WAY})
OFF = frozenset({Status.POSTPONED, Status.CANCELLED, Status.REFUSED, Status.RULED_OUT})
INHERITED = 0.35
"""Least probability of the parties of a mention that does not name them, if it is to be a contact of its own."""


SOON = 5
"""How many sentences after a doubtful mention its contact may be told in full."""


def fold_mentions(judged: Sequence[Judged], published: date | None = None) -> list[Fold]:
    """Fold in the order of the text: a mention joins the latest contact that it fits, or begins one.

    What is under way now, when the article is `published`, is no contact of days ago.

    One too doubtful to begin a contact joins one told later ("after talks in Oslo, the two said. A had met B there").
    """
    folds: list[Fold] = []
    doubtful: list[Judged] = []
    for one in judged:
        target = _antecedent([fold for fold in folds if not _is_long_over(fold, one, published)], one)
        if target is None:
            if len(one.parties) < 2 or (one.inherited and one.sharing < INHERITED):
                doubtful.append(one)
                continue
            folds.append(target := Fold())
        target.take(one)
    for one in doubtful:
        here = one.mention.sentence.index
        soon = [fold for fold in folds if here < fold.mentions[0].mention.sentence.index <= here + SOON]
        if len(one.parties) > 1 and (target := _antecedent(soon, one)) is not None:
            target.take(replace(one, mediators=()))
    return folds


def _is_long_over(fold: Fold, one: Judged, published: date | None) -> bool:
    """True where one goes on today and the other was held some days ago: "have begun talks ... signed last Monday"."""
    dates = {status: parse_when(day or "") for status, day in ((fold.status, fold.date), (one.status, one.date))}
    held = dates.get(Status.HELD)
    if published is None or held is None or held.latest is None or dates.get(Status.UNDER_WAY, held) is not None:
        return False
    return (published - held.latest).days > JUST


JUST = 2
"""How many days ago a contact may have begun that the news says is under way."""


def _antecedent(folds: list[Fold], one: Judged) -> Fold | None:
    """The contact that the mention likeliest tells of again; the latest where several are alike."""
    best: tuple[float, Fold] | None = None
    for fold in reversed(folds):
        likeness = _likeness(fold, one)
        if likeness is not None and (best is None or likeness > best[0]):
            best = likeness, fold
    return best[1] if best else None


def _likeness(fold: Fold, one: Judged) -> float | None:
    """How likely a mention tells again of a contact with which all it tells agrees; None where it does not.

    Nor where the network is sure that it is another contact ("the ministers met on Monday ... the ministers met").
    """
    if any(m.mention.trigger is one.mention.trigger for m in fold.mentions):
        return None  # "met A and, separately, B": two contacts told by one word
    if any(_follows(m.mention, one.mention) for m in fold.mentions):
        return None
    parties, own = set(one.parties), set(one.mention.taking.parties)
    if not (_same(fold, one, parties) or (one.inherited and _same(fold, one, own))):
        return None
    likely = _likely(fold, one)
    return likely if likely >= UNLIKE else None


def _follows(first: Mention, second: Mention) -> bool:
    """True for two that one verb puts after each other: "the talks followed a meeting that they had in May"."""
    if first.sentence.index != second.sentence.index:
        return False
    one, other = ({t.i: t for t in (m.trigger.token, *m.trigger.token.ancestors())} for m in (first, second))
    apart = [t for i, t in (one | other).items() if (i in one) is not (i in other)]
    return any(is_followed(token) for token in apart)


def _likely(fold: Fold, one: Judged) -> float:
    """The probability that a mention tells again of the contact of one of a fold's mentions."""
    answer = one.chances.get("same", UNANSWERED)
    told = [answer.options[str(m.number)] for m in fold.mentions if str(m.number) in answer.options]
    return max((chances.get("yes", 0.0) for chances in told), default=UNLIKE)


UNLIKE, LIKE = 0.02, 0.1
"""Probability of being the same contact below which two mentions stay apart though all they tell agrees, and from which
they are one though only their day agrees; set on tracks not fitted on."""


def _same(fold: Fold, one: Judged, parties: set[str]) -> bool:
    mention = one.mention
    return (
        _kinds_fit(fold, one)
        and _parties_fit(fold, one, parties)
        and _persons_fit(fold, mention)
        and _levels_fit(fold, mention)
        and _dates_fit(fold, one)
        and _status_fits(fold, one)
        and _places_fit(fold, one)
        and not (_another(mention) and fold.mentions[-1].mention.sentence.index != mention.sentence.index)
    )


def _kinds_fit(fold: Fold, one: Judged) -> bool:
    """Remote, message and in-person contacts stay apart; "the conversation" after a call is that call."""
    first, second = way_of(fold.mentions[0]), way_of(one)
    if first == second or (first == "person" and one.status in DONE and _is_handed_over(fold, one.mention)):
        return True
    mention = one.mention
    near = mention.sentence.index - fold.mentions[-1].mention.sentence.index <= 3
    return first == "remote" and near and mention.trigger.lemma in VAGUE and one.inherited


VAGUE = frozenset({"conversation", "discussion", "talk", "discuss", "speak", "exchange", "contact"})


def _is_handed_over(fold: Fold, mention: Mention) -> bool:
    """True for a message given at a meeting of its sentence: "met the president and handed him a letter"."""
    token = mention.trigger.token
    given = token.lemma in HANDING or (token.dep == "dobj" and token.head.lemma in HANDING)
    here = (one for one in fold.mentions if one.mention.sentence.index == mention.sentence.index)
    return given and any(one.status in DONE for one in here)


HANDING = frozenset({"hand", "pass", "give", "present"})


def _parties_fit(fold: Fold, one: Judged, parties: set[str]) -> bool:
    known = fold.parties | fold.mediators
    if not one.inherited:
        if not parties & fold.parties:
            return False  # where only those who mediate meet, they are the parties of a contact of their own
        return len(parties & known) >= 2 and (parties <= known or fold.parties <= parties)
    return parties <= known


def _persons_fit(fold: Fold, mention: Mention) -> bool:
    """Two named pairs that share nobody are two contacts."""
    if not fold.persons or not mention.taking.persons or mention.taking.explicit < 2:
        return True
    if _besides(mention) and set(fold.persons) - set(mention.taking.persons):
        return not set(mention.taking.persons) - set(fold.persons)
    return (
        bool(set(fold.persons) & set(mention.taking.persons)) or min(len(fold.persons), len(mention.taking.persons)) < 2
    )


def _besides(mention: Mention) -> bool:
    """True for what somebody did besides: "A also met B"."""
    return any(child.lower in {"also", "separately"} for child in mention.trigger.token.children)


def _levels_fit(fold: Fold, mention: Mention) -> bool:
    """Leaders' contacts and those of envoys, officials or experts are told apart, unless the same persons are named.

    "Experts will meet on Monday. A meeting of the presidents has no date yet": two contacts.
    """
    if set(fold.persons) & set(mention.taking.persons):
        return True
    known = {_named_level(one.mention) for one in fold.mentions} - {Level.UNKNOWN}
    level = _named_level(mention)
    if level is Level.UNKNOWN or not known:
        return True
    return (level is Level.LEADER) == (Level.LEADER in known)


def _named_level(mention: Mention) -> Level:
    """The level of those whom a mention names as taking part, else that of its words where it is below the leaders'."""
    if mention.taking.explicit >= 2 or mention.taking.persons:
        return mention.taking.level
    worded = told_levels(mention.trigger.token)
    return next((level for level in (Level.TECHNICAL, Level.MINISTERIAL) if level in worded), Level.UNKNOWN)


def _dates_fit(fold: Fold, one: Judged) -> bool:
    if not fold.date or not one.date:
        return True
    first, second = parse_when(fold.date), parse_when(one.date)
    if first and first.earliest and tells_only_the_end(one) and one.lasting.ended:
        return 0 <= (one.lasting.ended - first.earliest).days <= LONGEST
    return not (first and second) or first.overlaps(second)


def _status_fits(fold: Fold, one: Judged) -> bool:
    first, second = fold.status, one.status
    vague = one.inherited and not one.date and not _is_behind(one.mention)
    if (first in DONE and tells_only_the_end(one)) or _is_of_that_day(fold, one):
        return True
    if first in OFF or second in OFF:
        if first in DONE or second in DONE:
            return vague and one.mention.cue.rule in {"bare", "weak"}
        return True
    if (first in DONE) == (second in DONE):
        return True
    return vague and one.mention.cue.rule in {"bare", "weak", "preposition"}


def _is_of_that_day(fold: Fold, one: Judged) -> bool:
    """True for what the same parties do on the same day, told before and after: "are to meet today ... met today"."""
    when = parse_when(one.date or "")
    same = when is not None and when.is_day and one.date == fold.date and set(one.parties) == fold.parties
    return same and _likely(fold, one) >= LIKE


def _is_behind(mention: Mention) -> bool:
    """True for what the words place in the past: "a recent meeting in Riyadh", "the talks, which ended on Monday"."""
    words = lexicon_of_status()
    return any(
        words["modifiers"].get(cue.token.lower) == Status.HELD
        or (cue.token.tag == "VBD" and cue.token.lemma in words["took_place"])
        for cue in mention.cues
    )


def _places_fit(fold: Fold, one: Judged) -> bool:
    if not fold.place or not one.place or are_one_place(fold.place, one.place):
        return True
    return bool(fold.date and one.date and not one.inherited)


def _another(mention: Mention) -> bool:
    words = lexicon()["another"]
    return any(c.lower in words for c in mention.trigger.token.children if c.i < mention.trigger.token.i)
