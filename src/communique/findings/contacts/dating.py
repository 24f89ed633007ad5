"""Dating: the day of a contact, of those that its article tells, with how likely it is."""

from __future__ import annotations

from communique.findings.contacts.circumstance import (
    AHEAD,
    HAPPENED,
    date_fits,
    is_day_of_another,
    is_day_of_calling_off,
    is_day_of_person,
    is_day_of_saying,
    is_own,
    token_at,
    vague_word,
)
from communique.findings.contacts.counting import counted_day
from communique.findings.contacts.mentions import Mention
from communique.findings.contacts.status import is_overtaken
from communique.findings.contacts.told import counted_from_today, new_day, told_day, turned
from communique.findings.questions import Answer
from communique.model.findings import Status, TimeExpression
from communique.model.when import parse_when
from communique.reading.reading import Reading

DATED = 0.28
"""Least probability of a day that is told."""
BESIDE_IT = 0.05
"""Least probability of a day that the words of the contact govern."""
CERTAIN = 0.95
"""How likely a day is that the words leave no doubt of."""
CALLED_OFF = frozenset({Status.POSTPONED, Status.CANCELLED, Status.REFUSED})


def find_date(reading: Reading, mention: Mention, status: Status, answer: Answer) -> tuple[str | None, float]:
    """The likeliest date that the status allows, and how likely it is; a postponed contact carries its new day."""
    if mention.cue.status is Status.POSTPONED and (moved := new_day(reading, mention)) is not None:
        return moved, CERTAIN
    published = reading.article.published_day
    counted = counted_day(reading, mention.trigger)
    told = told_day(reading, mention.trigger, status)
    for day in (counted, told):
        if day is not None and (when := parse_when(day)) is not None and date_fits(when, status, published):
            return day, CERTAIN
    whens = {edtf: parse_when(edtf) for edtf in answer.options}
    allowed = {edtf for edtf, when in whens.items() if when is not None and date_fits(when, status, published)}
    allowed -= _days_of_others(reading, mention)
    if status not in HAPPENED:
        allowed -= _days_of_saying(reading, mention)
    allowed -= _days_aside(reading, mention, status)
    if (vague := vague_word(mention.trigger)) is not None:
        allowed &= {time.edtf for time in reading.times_in(mention.sentence) if time.start > vague.start}
    chances = {edtf: chance for edtf, chance in answer.chances().items() if edtf in allowed}
    for edtf, other in _turned(reading, mention, status).items():
        if edtf not in allowed and edtf in answer.options:
            chances[other] = max(answer.chance(edtf), chances.get(other, 0.0))
    own = {edtf: chance for edtf, chance in chances.items() if edtf in _days_within(reading, mention)}
    beside = {edtf: chance for edtf, chance in chances.items() if edtf in _days_beside(reading, mention)}
    best = likeliest(own, 0.0) or likeliest(beside, BESIDE_IT) or likeliest(chances, DATED)
    likely = CERTAIN if own else chances[best] if best else 0.0
    back = (counted_from_today(reading, time) for time in reading.times_in(mention.sentence) if time.edtf == best)
    return next((day for day in back if day is not None), best), likely


def _days_within(reading: Reading, mention: Mention) -> set[str]:
    """The days told in the stretch of the sentence that tells of this contact alone."""
    first, last = mention.within
    return {time.edtf for time in reading.times_in(mention.sentence) if time.edtf and first <= time.start < last}


def _days_aside(reading: Reading, mention: Mention, status: Status) -> set[str]:
    """The days of the sentence told of persons alone, or of the verb that plans the contact or calls it off."""
    own: set[str] = set()
    aside: set[str] = set()
    verb = mention.cue.rule in {"verb", "phrasal"} and mention.cue.token is not mention.trigger.token
    called_off = verb and (mention.cue.status in CALLED_OFF or status in AHEAD)
    for time in reading.times_in(mention.sentence):
        token = token_at(reading, time)
        if not time.edtf or token is None:
            continue
        off = called_off and is_day_of_calling_off(mention.trigger, mention.cue.token, token)
        off = off and (status in CALLED_OFF or _is_past(time, reading.article.published_day))
        before = (verb for verb in token.ancestors() if verb.head is mention.trigger.token)
        off = off or any(map(is_overtaken, before))
        (aside if off or is_day_of_person(mention.trigger, token) else own).add(time.edtf)
    return aside - own


def _is_past(time: TimeExpression, published: str | None) -> bool:
    """True for what is no later than publication, when a plan may have been made, or for an unknown publication."""
    when = parse_when(time.edtf or "")
    return published is None or (when is not None and when.latest is not None and when.latest.isoformat() <= published)


def _days_beside(reading: Reading, mention: Mention) -> set[str]:
    """The days that the words of the contact themselves govern."""
    found = set()
    for time in reading.times_in(mention.sentence):
        token = token_at(reading, time)
        if time.edtf and token is not None and is_own(mention.trigger, token):
            found.add(time.edtf)
    return found


def _days_of_others(reading: Reading, mention: Mention) -> set[str]:
    """The days of the sentence that only say before or after what it was: "the first talks since a summit in May"."""
    times = [time for time in reading.times_in(mention.sentence) if time.edtf]
    others = {time.edtf for time in times if is_day_of_another(reading, mention.trigger, time)}
    return {edtf for edtf in others if edtf} - {
        time.edtf for time in times if time.edtf and not is_day_of_another(reading, mention.trigger, time)
    }


def _turned(reading: Reading, mention: Mention, status: Status) -> dict[str, str]:
    """The weekdays beside a mention that its status puts on the other side of publication, and the day each is then."""
    found = {}
    for time in reading.times_in(mention.sentence):
        if time.edtf and (day := turned(reading, mention.trigger, time, status)):
            found[time.edtf] = day
    return found


def _days_of_saying(reading: Reading, mention: Mention) -> set[str]:
    """The days near a mention on which somebody speaks and that nothing else there names: no plan is for them."""
    near = reading.parse.sentences[max(0, mention.sentence.index - 2) : mention.sentence.index + 3]
    times = [time for sentence in near for time in reading.times_in(sentence) if time.edtf]
    spoken = {time.edtf for time in times if is_day_of_saying(reading, time)}
    return {edtf for edtf in spoken if edtf} - {
        time.edtf for time in times if time.edtf and not is_day_of_saying(reading, time)
    }


def likeliest(chances: dict[str, float], least: float) -> str | None:
    """The likeliest key, if likely enough."""
    best = max(chances, key=lambda key: (chances[key], key), default=None)
    return best if best is not None and chances[best] >= least else None
