"""When two accounts of one contact cannot both be right, field by field; news that overtakes older news can.

Each check takes the account that was published first and the one published later, and gives what each says, or None.
A list with false alarms is soon read by nobody, so a difference counts only where nothing innocent explains it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from communique.model.actors import Level
from communique.model.findings import ContactKind, Status
from communique.reading.actors.gazetteer import load_gazetteer
from communique.record.conflicts.accounts import Account, apart
from communique.record.conflicts.wording import names_among_others, names_party, tells_day_roughly, tells_of_another
from communique.record.names import name_keys
from communique.record.places import Fit, fit, is_city

Values = tuple[str, str]
Check = Callable[[Account, Account], Values | None]

# Reports so many days apart speak of the same state of things; what is to come can be arranged anew overnight.
SAME_DAYS, SAME_DAY = 3, 1
# Preparations do not go backwards unannounced within this many days.
STAGE_DAYS = 21
# So long after it is said that something was held, it is denied.
DENIAL_DAYS = 14
# A date wider than this is no day to disagree on; two days further apart than the other are those of two contacts.
# Where the same persons are named for it, they are of one contact that lies up to so many days apart.
DATE_DAYS, DATE_GAP, PERSONS_GAP = 7, 4, 14
# Over the days of what is denied when they are past, reports may be so wide.
DENIED_DAYS = 14
# Rounds, visits and conferences last: two neighbouring days can both be right.
_LASTING = frozenset({ContactKind.TALKS, ContactKind.VISIT, ContactKind.CONFERENCE})
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MEANT = (Status.SCHEDULED, Status.PLANNED)


def status(one: Account, other: Account) -> Values | None:
    """Held against not held, set against denied, far advanced against hardly begun."""
    if one.stage and other.stage and one.stage != other.stage and _sides(one, other) <= {"coming", "denied"}:
        backwards = one.stage == "advanced" and apart(one, other) <= STAGE_DAYS
        return (one.stage, other.stage) if backwards or apart(one, other) <= SAME_DAYS else None
    if any("status" in account.report.unsure and not account.in_words for account in (one, other)):
        return None
    values = one.report.status.value.replace("_", " "), other.report.status.value.replace("_", " ")
    for claim, denial in ((one, other), (other, one)):
        if claim.side == "held" and (_never_was(claim, denial) or _fell_through(claim, denial)):
            return values
    if _still_on(one, other):
        return values
    return values if _no_such_plan(one, other) or (apart(one, other) == 0 and _no_such_plan(other, one)) else None


def _still_on(off: Account, claim: Account) -> bool:
    """What one party calls cancelled, another says on that day or the next will be held as planned."""
    if off.report.status is not Status.CANCELLED or claim.report.status is not Status.SCHEDULED:
        return False
    return apart(off, claim) <= SAME_DAY and _shared_day(off, claim) and _of_two_parties(off, claim)


def _never_was(claim: Account, denial: Account) -> bool:
    """That it took place, or takes place, is denied: "no such call was held", not "no call is planned"."""
    if denial.side != "denied" or _other_days(claim, denial):
        return False
    if claim.report.status is Status.UNDER_WAY:
        return denial.denies and apart(claim, denial) <= SAME_DAYS
    past = denial.denies or (_shared_day(claim, denial) and _is_past(denial)) or _shared_past(claim, denial)
    return past and apart(claim, denial) <= DENIAL_DAYS and not _before(denial, claim)


def _shared_past(claim: Account, denial: Account) -> bool:
    """Both speak of one stretch of days, at one place, and the denial was told when they were over."""
    a, b = claim.days, denial.days
    if a is None or b is None or max(a[1] - a[0], b[1] - b[0]) >= DENIED_DAYS or denial.day is None:
        return False
    over = b[1] < denial.day and max(a[0], b[0]) <= min(a[1], b[1])
    return over and denial.report.status is Status.RULED_OUT and _places(claim, denial) in ("same", "within")


def _fell_through(claim: Account, denial: Account) -> bool:
    """What one account says was held on a day, another cancelled for just that day, when the day was over."""
    cancelled = denial.report.status is Status.CANCELLED and claim.report.status is Status.HELD
    return cancelled and _shared_day(claim, denial) and _is_past(denial)


def _no_such_plan(claim: Account, denial: Account) -> bool:
    """Soon after one says that it is set, somebody else says that there is nothing of the kind."""
    firm = claim.report.status in _MEANT and denial.report.status is Status.RULED_OUT
    firm |= claim.report.status is Status.SCHEDULED and denial.report.status is Status.REFUSED
    if not firm or _other_days(claim, denial) or _same_speaker(claim, denial, party=not denial.denies):
        return False
    return apart(claim, denial) <= (SAME_DAYS if _of_two_parties(claim, denial) or denial.denies else SAME_DAY)


def date(one: Account, other: Account) -> Values | None:
    """Two days, for what is otherwise the same."""
    if one.side != other.side or one.side not in ("held", "coming") or Status.UNDER_WAY in _statuses(one, other):
        return None
    if _may_be_misread("date", one, other):
        return None
    gap = _gap(one, other)
    lasting = one.report.kind in _LASTING or other.report.kind in _LASTING
    same = one.names == other.names and len(one.names) > 1 and one.side == "held"
    if not gap or gap > (PERSONS_GAP if same else DATE_GAP) or (lasting and gap < 2 and one.side == "held"):
        return None
    if _places(one, other) == "other" or not _tied(one, other, but="date") or _arranged_anew(one, other):
        return None
    if _leaves_open(one, other) or _leaves_open(other, one):
        return None
    if gap <= SAME_DAY and (tells_day_roughly(one.evidence) or tells_day_roughly(other.evidence)):
        return None
    return (one.when.edtf, other.when.edtf) if one.when and other.when else None


def place(one: Account, other: Account) -> Values | None:
    """Two cities or two countries, on the same day or with the same persons."""
    a, b = one.report.place, other.report.place
    if not a or not b or a == b or one.side != other.side or _places(one, other) != "other":
        return None
    if not (_says(one, a) and _says(other, b)) or _may_be_misread("place", one, other):
        return None
    # A city of unknown country does not contradict a venue named within it.
    if is_city(a) != is_city(b) or _one_within(a, b) or _gap(one, other) or not _tied(one, other, but="place"):
        return None
    return None if _arranged_anew(one, other) else (a, b)


def level(one: Account, other: Account) -> Values | None:
    """Leaders against lower ranks, ministers against experts or deputies, with the same persons named or none."""
    levels = {one.report.level, other.report.level}
    below = next((a for a in (one, other) if a.report.level in (Level.OFFICIAL, Level.ENVOY)), None)
    far = Level.LEADER in levels or levels == {Level.MINISTERIAL, Level.TECHNICAL}
    far |= Level.MINISTERIAL in levels and below is not None and below.lower
    if one.side != other.side or len(levels) == 1 or Level.UNKNOWN in levels or not far:
        return None
    if _may_be_misread("level", one, other):
        return None
    # Of a delegation one report names the minister, another the president who joined: both can be right.
    if apart(one, other) > SAME_DAYS or one.names != other.names or _gap(one, other):
        return None
    return one.report.level.value, other.report.level.value


def directness(one: Account, other: Account) -> Values | None:
    """Called direct in so many words, against indirect."""
    if one.side != other.side:
        return None
    if one.direct and other.indirect:
        return "direct", "indirect"
    return ("indirect", "direct") if other.direct and one.indirect else None


def participants(one: Account, other: Account) -> Values | None:
    """One delegation led by two persons; one who took part, and who stayed away."""
    if one.side != other.side or one.side not in ("held", "coming") or _gap(one, other) or _arranged_anew(one, other):
        return None
    for side in sorted(one.leads.keys() & other.leads.keys() - {""}):
        first, second = one.leads[side], other.leads[side]
        if first != second and first not in other.names and second not in one.names:
            return _named(one, first), _named(other, second)
    for there, gone, swapped in ((one, other, False), (other, one, True)):
        if name := _missing(there, gone):
            words = f"with {name}", f"without {name}"
            return (words[1], words[0]) if swapped else words
    return None


def _missing(there: Account, gone: Account) -> str | None:
    """Who takes part by one account, and by the other does not: a person, or a party."""
    for key in sorted((there.names - there.away) & (gone.away - gone.names)):
        return _named(there, key)
    for code in sorted(gone.left_out.intersection(there.report.parties)):
        if names_party(there.evidence, code):
            return load_gazetteer().party(code).name
    return None


CHECKS: Mapping[str, Check] = {
    "status": status,
    "date": date,
    "level": level,
    "directness": directness,
    "place": place,
    "participants": participants,
}
"""Every way of contradicting each other, by the field it is about."""


def may_differ(about: str, accounts: Sequence[Account]) -> bool:
    """False where no two of these accounts can contradict each other, which is so for most contacts."""
    if about == "status":
        return any(a.side in ("off", "denied") for a in accounts) or len({a.stage for a in accounts} - {None}) > 1
    if about == "date":
        return len({a.days for a in accounts} - {None}) > 1
    if about == "level":
        return len({a.report.level for a in accounts} - {Level.UNKNOWN}) > 1
    if about == "directness":
        return any(a.indirect for a in accounts) and any(a.direct for a in accounts)
    if about == "place":
        return len({a.report.place for a in accounts} - {None}) > 1
    return any(a.leads or a.away or a.left_out for a in accounts)


def _arranged_anew(one: Account, other: Account) -> bool:
    """Of what is to come, the later news holds, unless both came at once."""
    return one.side == "coming" and (
        apart(one, other) > SAME_DAY or (_before(one, other) and _same_speaker(one, other))
    )


def _may_be_misread(field: str, one: Account, other: Account) -> bool:
    """True where the reader of one of the two is not sure of a field, which so is no evidence against the other."""
    return field in one.report.unsure or field in other.report.unsure


def _tied(one: Account, other: Account, *, but: str) -> bool:
    """True where something beside the field in dispute says that the same occasion is meant."""
    same_place = but != "place" and _places(one, other) in ("same", "within")
    return bool(
        one.names & other.names
        or one.rounds & other.rounds
        or same_place
        or (but != "date" and _shared_day(one, other))
    )


def _says(account: Account, place: str) -> bool:
    """True where the quoted words name the place as that of the contact: one quotation stands against the other."""
    parts = [part.strip().casefold() for part in place.split(",") if part.strip()]
    told = [sentence.casefold() for sentence in account.report.evidence]
    return any(part in sentence and not tells_of_another(sentence, part) for part in parts for sentence in told)


def _one_within(one: str, other: str) -> bool:
    """True where one name ends in the other: "Mali Zvornik", "Zvornik"."""
    a, b = one.casefold().split(), other.casefold().split()
    short, long = sorted((a, b), key=len)
    return long[-len(short) :] == short


def _leaves_open(one: Account, other: Account) -> bool:
    """True where the words that give one coming day name the other too: "on Thursday or Friday"."""
    if one.side != "coming" or other.days is None or other.days[0] != other.days[1]:
        return False
    return names_among_others(one.evidence, _WEEKDAYS[(other.days[0] - 1) % 7])


def _places(one: Account, other: Account) -> Fit:
    return fit(one.report.place, other.report.place)


def _gap(one: Account, other: Account) -> int:
    """Days between the two dates; 0 where they meet, or where one of them is no day to disagree on."""
    a, b = one.days, other.days
    if a is None or b is None or max(a[1] - a[0], b[1] - b[0]) >= DATE_DAYS:
        return 0
    return max(a[0] - b[1], b[0] - a[1], 0)


def _other_days(one: Account, other: Account) -> bool:
    return bool(one.when and other.when and not one.when.overlaps(other.when, slack=1))


def _shared_day(one: Account, other: Account) -> bool:
    """Both name much the same few days."""
    a, b = one.days, other.days
    near = a is not None and b is not None and max(a[1] - a[0], b[1] - b[0]) < SAME_DAYS
    return near and one.when is not None and other.when is not None and one.when.overlaps(other.when)


def _is_past(account: Account) -> bool:
    """True where an account was published on or after the day that it speaks of."""
    days = account.days
    return days is not None and account.day is not None and days[0] <= account.day


def _before(one: Account, other: Account) -> bool:
    """True where one account came out before the other's day, so that it can have been overtaken."""
    if one.day is None or other.day is None or one.day >= other.day:
        return False
    return other.days is None or other.days[0] > one.day


def _same_speaker(one: Account, other: Account, *, party: bool = True) -> bool:
    """The same person, or with `party` somebody of the same party where one of them is not named: it thought again."""
    a, b = one.speaker, other.speaker
    if a.name and b.name:
        return name_keys(a.name)[-1:] == name_keys(b.name)[-1:]
    return party and a.party is not None and a.party == b.party


def _of_two_parties(one: Account, other: Account) -> bool:
    return bool(one.speaker.party and other.speaker.party and one.speaker.party != other.speaker.party)


def _sides(*accounts: Account) -> set[str]:
    return {account.side for account in accounts}


def _statuses(*accounts: Account) -> set[Status]:
    return {account.report.status for account in accounts}


def _named(account: Account, key: str) -> str:
    """The name, as the report or its leader gives it, of the person with this key."""
    return next((n for n in account.report.participants if name_keys(n)[-1:] == (key,)), key.capitalize())
