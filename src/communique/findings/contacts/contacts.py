"""Reading and answers -> contacts: mentions judged, those of one contact folded, each contact reported once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from communique.findings.contacts.attendance import complete_persons, leave_out_host, sending_others
from communique.findings.contacts.circumstance import AHEAD, HAPPENED, is_own, is_own_limit, token_at
from communique.findings.contacts.confidence import LEAST, find_confidence, is_plain, unsure_fields
from communique.findings.contacts.dating import DATED, likeliest
from communique.findings.contacts.delegations import name_delegations
from communique.findings.contacts.directness import find_directness
from communique.findings.contacts.enquiry import Enquiry
from communique.findings.contacts.folding import fold_mentions
from communique.findings.contacts.folds import Fold
from communique.findings.contacts.hosts import visited_country
from communique.findings.contacts.judgement import REMOTE, is_live, judge
from communique.findings.contacts.lasting import stretched
from communique.findings.contacts.levels import are_heads, find_level
from communique.findings.contacts.mentions import Mention, find_mentions
from communique.findings.contacts.participants import level_of, meeting_level, persons_of
from communique.findings.contacts.places import in_city, is_building, place_name
from communique.findings.contacts.sequence import share_days
from communique.findings.contacts.sites import place_of_dispatch
from communique.findings.contacts.sourcing import plain_source, unnamed_source
from communique.findings.contacts.vocabulary import lexicon
from communique.findings.network import load_network
from communique.findings.questions import Answers
from communique.model.actors import Level
from communique.model.findings import ContactKind, ContactReport, Status
from communique.model.when import parse_when, publication_day
from communique.reading.actors.gazetteer import load_gazetteer
from communique.reading.reading import Reading

MAX_EVIDENCE = 3
SPEAKING = 0.25
"""Least mean probability of the one to whom a contact is attributed; set on tracks not fitted on."""


def find_contacts(reading: Reading) -> tuple[ContactReport, ...]:
    """Every contact that one article reports, by the rules and the shipped network."""
    mentions = find_mentions(reading)
    enquiry, text, network = Enquiry(reading, mentions), reading.article.text, load_network()
    answers = network.answer(text, enquiry.first())
    live = [number for number, mention in enumerate(mentions) if is_live(mention, answers[number, "accept"])]
    return settle_contacts(reading, mentions, {**answers, **network.answer(text, enquiry.further(live))})


def settle_contacts(reading: Reading, mentions: Sequence[Mention], answers: Answers) -> tuple[ContactReport, ...]:
    """Every contact that one article reports, of its mentions and the network's answers about them.

    "Rubio and Lavrov met in Riyadh on Tuesday" (published 2025-02-20): one meeting of RUS and USA, held 2025-02-18.
    """
    folds = find_folds(reading, mentions, answers)
    likely = [find_confidence(folds, number) for number in range(len(folds))]
    kept = [(fold, chance) for fold, chance in zip(folds, likely, strict=True) if chance >= LEAST or is_plain(fold)]
    return tuple(report(reading, fold, number, chance) for number, (fold, chance) in enumerate(kept, start=1))


def find_folds(reading: Reading, mentions: Sequence[Mention], answers: Answers) -> list[Fold]:
    """The contacts of an article before the unlikely ones are dropped."""
    folds = fold_mentions(judge(reading, mentions, answers), publication_day(reading.article.published))
    for number, fold in enumerate(folds):
        complete_persons(reading, fold, folds, main=number == 0)
    for fold in folds:
        leave_out_host(reading, fold)
    name_delegations(reading, folds)
    share_days(reading, folds)
    return folds


def report(reading: Reading, fold: Fold, number: int, confidence: float) -> ContactReport:
    """What a fold says of its contact, as the article's report of that number."""
    sentences = fold.sentences()[:MAX_EVIDENCE]
    deciding = fold.deciding
    cue = deciding.mention.cue
    trigger = deciding.mention.trigger
    level, date = _level(reading, fold), _date(reading, fold)
    kind = _at_level(_kind(reading, fold), level, fold)
    return ContactReport(
        id=f"c{number}",
        article=reading.article.id,
        evidence=tuple(reading.parse.text_of(sentence) for sentence in sentences),
        spans=tuple((sentence.start, sentence.end) for sentence in sentences),
        confidence=confidence,
        reason=f"{trigger.lemma}/{trigger.frame}/{cue.rule}",
        kind=kind,
        parties=tuple(sorted(fold.parties)),
        mediators=tuple(sorted(fold.mediators - fold.parties)),
        participants=tuple(fold.persons),
        level=level,
        directness=find_directness(reading, fold),
        date=date,
        place=None if fold.kind in REMOTE else _place(reading, fold, date),
        status=_status(reading, fold, date),
        status_cue=cue.span,
        said_by=likeliest(fold.mean("speaker"), SPEAKING) or _source(reading, fold),
        unsure=unsure_fields(fold, kind, level, date),
    )


def _status(reading: Reading, fold: Fold, date: str | None) -> Status:
    """The status of the deciding mention; what has begun goes on where its last day is told to be still to come."""
    published, when = publication_day(reading.article.published), parse_when(date or "")
    last = fold.lasting.ended
    if fold.status is Status.HELD and fold.lasting.since is not None and fold.lasting.since == date:
        return Status.UNDER_WAY
    if fold.status not in HAPPENED or last is None or published is None or when is None or when.latest != last:
        return fold.status
    return Status.HELD if last < published else Status.UNDER_WAY if last > published else fold.status


def _source(reading: Reading, fold: Fold) -> str | None:
    """Who tells of what decides the status of a contact, else the party for which a source of its mentions speaks."""
    if (source := plain_source(reading, fold.deciding.mention.trigger)) is not None:
        return source
    first = sorted(fold.mentions, key=lambda one: one is not fold.deciding)
    sources = (unnamed_source(reading, one.mention.trigger) for one in first)
    return next((source for source in sources if source is not None), None)


def _top(chances: dict[str, float]) -> str:
    return max(chances, key=lambda name: chances[name])


def _kind(reading: Reading, fold: Fold) -> ContactKind:
    """The likeliest kind; leaders of all its parties in person make a summit, a party with only others there none."""
    ranks = {person.name: person for actor in reading.actors for person in persons_of(actor)}
    there = [ranks[name] for name in fold.persons if name in ranks]
    led = {person.party for person in there if level_of(person) is Level.LEADER}
    sent = {person.party for person in there} & fold.parties
    kind = fold.kind
    if len(fold.parties) > 2 and kind not in REMOTE and any(one.mention.taking.forums for one in fold.mentions):
        return ContactKind.CONFERENCE
    if kind is ContactKind.VISIT and fold.status is Status.HELD and len(sent) > 1:
        kind = ContactKind.MEETING  # "A visited Lima and was told by B"
    if kind in {ContactKind.MEETING, ContactKind.TALKS} and len(fold.parties) >= 2:
        heads = not sent and any(are_heads(one.mention.trigger) for one in fold.mentions) and _are_states(fold.parties)
        kind = ContactKind.SUMMIT if heads or fold.parties <= led else kind
        if kind is ContactKind.SUMMIT:
            return kind
    if fold.kind is ContactKind.SUMMIT and fold.parties & ({person.party for person in there} - led):
        return ContactKind.MEETING
    if kind is ContactKind.SUMMIT and sum(_has_head(code) for code in fold.parties) < 2:
        return ContactKind.MEETING  # "the president saw the rebels' leader"
    if kind is ContactKind.SUMMIT and _without_leaders(reading, fold):
        return ContactKind(_top({name: chance for name, chance in fold.mean("kind").items() if name != kind}))
    return kind


def _at_level(kind: ContactKind, level: Level, fold: Fold) -> ContactKind:
    """The kind as its level has it: experts who meet hold talks, ministers who sign side by side have a meeting."""
    if kind in {ContactKind.MEETING, ContactKind.SUMMIT} and level is Level.TECHNICAL:
        return ContactKind.TALKS
    signed = all(one.mention.trigger.lemma in lexicon()["joint"]["ceremonial"] for one in fold.mentions)
    high = len(fold.persons) > 1 and level in {Level.LEADER, Level.MINISTERIAL}
    return ContactKind.MEETING if kind is ContactKind.TALKS and signed and high else kind


def _without_leaders(reading: Reading, fold: Fold) -> bool:
    """True where all parties send others than their leaders ("the working-level talks before the summit")."""
    return sending_others(reading, fold) >= fold.parties and Level.LEADER not in fold.persons.values()


def _has_head(code: str) -> bool:
    """True for a party whose leader meets others as a head of state or government would."""
    return meeting_level(Level.LEADER, (code,)) is Level.LEADER


def _are_states(parties: set[str]) -> bool:
    """True for parties that have heads of state or government; those who lead a movement are none."""
    known = load_gazetteer().parties
    return all(code in known and known[code].kind == "state" for code in parties)


def _date(reading: Reading, fold: Fold) -> str | None:
    """The day, drawn out to all the days that the contact takes; what is over has its last one no later than now."""
    published = reading.article.published_day
    over = fold.status is Status.HELD
    day = _limit(reading, fold) or fold.date or _day_of_news(reading, fold)
    if day == published and fold.status in _HOPED and not (fold.date_likely > LIKELY and _is_for_today(reading, fold)):
        return None  # The day of the news: seldom is told what may come to pass today.
    if over and day is not None and day.startswith("../"):
        day = day.removeprefix("../")  # "sat until Friday"
    if (open_ended := _since(fold, day, publication_day(reading.article.published))) is not None:
        return open_ended
    date = stretched(day, fold.lasting, over=False)
    when = parse_when(date or "")
    if over and published is not None and when is not None and when.latest and when.latest.isoformat() > published:
        return stretched(day, fold.lasting, over=True)
    return date


def _is_for_today(reading: Reading, fold: Fold) -> bool:
    """True where words of a contact put it on the day of publication: "may meet this evening", "a session on May 4"."""
    for trigger, time in ((m.mention.trigger, t) for m in fold.mentions for t in reading.times_in(m.mention.sentence)):
        token = token_at(reading, time) if time.edtf == reading.article.published_day else None
        if token is not None and (time.type == "TIME" or is_own(trigger, token)):
            return True
    return False


LIKELY = 0.5
"""Least probability of today as the day of what may come to pass."""


def _since(fold: Fold, day: str | None, published: date | None) -> str | None:
    """The days since which a contact has gone on, where the day that is told of it is one of them."""
    since, when = parse_when(fold.lasting.since or ""), parse_when(day or "")
    if since is None or since.earliest is None or fold.lasting.ended is not None or fold.status not in HAPPENED:
        return None
    if published is None or (published - since.earliest).days > SEASON:
        return None  # "have been negotiating since 1974": a process
    return since.edtf if when is None or when.overlaps(since) else None


SEASON = 92
"""The most days that a round has gone on."""
_HOPED = frozenset({Status.POSSIBLE, Status.PROPOSED})


def _limit(reading: Reading, fold: Fold) -> str | None:
    """The days until or since a limit that the words of the contact give, where they are likelier than its day."""
    chances = fold.highest("date")
    limits = [
        time.edtf
        for mention in (one.mention for one in fold.mentions)
        for time in reading.times_in(mention.sentence)
        if time.edtf and is_own_limit(reading, mention.trigger, time)
    ]
    day, published = parse_when(fold.date or ""), publication_day(reading.article.published)
    gone = day is not None and published is not None and day.latest is not None and day.latest < published
    rival = 0.0 if gone and fold.status in AHEAD else fold.date_likely
    return likeliest({edtf: chances.get(edtf, 0.0) for edtf in limits}, max(DATED, rival))


def _day_of_news(reading: Reading, fold: Fold) -> str | None:
    """The recent day with which the article opens, where a contact told of in the past stands beside it.

    "The envoy said on Tuesday that the war could end. In Beirut he had met the speaker": the meeting was on Tuesday.
    """
    published = publication_day(reading.article.published)
    if published is None or fold.status not in HAPPENED:
        return None
    told = [time for sentence in fold.sentences() for time in reading.times_in(sentence)]
    if any(time.value == "PAST_REF" for time in told):
        return None  # "recently visited"
    opening = [time for sentence in reading.parse.sentences[:OPENING] for time in reading.times_in(sentence)]
    whens = {time.edtf: when for time in opening if time.edtf and (when := parse_when(time.edtf))}
    recent = {
        edtf
        for edtf, when in whens.items()
        if when.is_day and when.earliest and 0 <= (published - when.earliest).days <= RECENT
    }
    return likeliest({edtf: chance for edtf, chance in fold.highest("date").items() if edtf in recent}, NEWS)


OPENING, RECENT, NEWS = 2, 3, 0.03
"""How many sentences open an article, how many days back its news lies, and the least probability of such a day; set
on tracks not fitted on."""


def _place(reading: Reading, fold: Fold, date: str | None) -> str | None:
    """Where a contact takes place; what is news is held where its dispatch begins, unless another place is told."""
    dispatch = place_of_dispatch(reading)
    if fold.place is not None:
        named = (place_name(reading, token) for token in reading.parse.tokens if token.ent == "GPE")
        elsewhere = {name: 0.0 for name in named if name is not None}
        place = in_city(fold.place, elsewhere | fold.highest("place"))
        return dispatch if dispatch is not None and is_building(place) else place
    when, published = parse_when(date or ""), publication_day(reading.article.published)
    if fold.status not in HAPPENED:
        return None
    last = when.latest if when is not None else None
    known = published is not None and last is not None
    news = published is not None and last is not None and (published - last).days <= FRESH
    return dispatch if news and dispatch is not None else visited_country(reading, fold, news=news or not known)


FRESH = 7
"""How many days after a contact the place of a dispatch is still that of the contact."""


def _level(reading: Reading, fold: Fold) -> Level:
    """The likeliest level, where that of the highest person named and that of the rules count as votes of their own."""
    sides = {None} | fold.parties | fold.mediators
    known = [person for actor in reading.actors for person in persons_of(actor)]
    ranks = {person.name: level_of(person) for person in known if person.party in sides}
    levels = [ranks.get(name, Level.UNKNOWN) for name in fold.persons]
    votes = fold.mean("level")
    highest = min(levels, key=lambda level: level.rank, default=Level.UNKNOWN)
    if highest is not Level.UNKNOWN:
        votes[highest] += HIGHEST
    if _without_leaders(reading, fold):
        votes[Level.LEADER] = 0.0
    votes[find_level([one.mention for one in fold.mentions], levels, fold.kind)] += WORDED
    return Level(_top(votes))


HIGHEST, WORDED = 0.4, 0.5
"""What the highest participant's level, and that found by rule, add to the network's probability.

Set on tracks not fitted on.
"""
