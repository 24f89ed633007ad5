"""Follow-through as a table: of what each party, or person, announced, what came of it; and the list behind it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from communique.analysis.follow_through import Announcement, Outcome, Tally, announcements, tallies
from communique.model.findings import Finding
from communique.model.record import Record
from communique.reports.change_words import slip_words
from communique.reports.document import Line, line, soft, strong
from communique.reports.listing import Column, Entry, Listing
from communique.reports.references import outlet
from communique.reports.view import View, make_view, marks
from communique.reports.wording import DASH, contact_noun, count, enumerate_words, party_name

NOT_ATTRIBUTED = "not attributed"
_COUNTS = tuple(outcome.value.replace(" ", "_") for outcome in Outcome)
KEYS = ("announcer", "party", "announced", *_COUNTS, "with_slip", "in_time", "median_slip_low", "median_slip_high",
        "sentence", *(f"{name}_ids" for name in _COUNTS))  # fmt: skip
COLUMNS = (Column("announced by", 3, 0, 13), Column("announced"), Column("came of it", 6), Column("slip", 3, 0, 11))
LIST_KEYS = ("id", "announcer", "party", "parties", "kind", "announced_on", "announced_for", "outcome", "held",
             "held_by_report", "slip_low", "slip_high", "quote", "publisher", "published", "url", "report",
             "outcome_quote", "outcome_publisher", "outcome_published", "outcome_report")  # fmt: skip
LIST_COLUMNS = (Column("by", 2, 0, 11), Column("on"), Column("contact", 5, 0, 14), Column("for", 2, 0, 8),
                Column("outcome", 3, 0, 10), Column("slip", 2, 0, 7), Column("id", 0, 75))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Choice:
    """Only what a party announced, only these contacts; None for all."""

    party: str | None = None
    contacts: frozenset[str] | None = None


EVERY = Choice()


def list_follow_through(record: Record, *, persons: bool = False, of: Choice = EVERY) -> Listing:
    """What came of what each party announced, or each person, of the contacts chosen."""
    view = make_view(record)
    found = _chosen(record, persons, of)
    entries = tuple(_entry(view, tally) for tally in tallies(found))
    note = "in time: within the days it was announced for, or before; slip in days (of how many held ones it is known)"
    total = f"{count(len({a.contact.id for a in found}), 'contact')} announced; " if found else ""
    return Listing("announcers", KEYS, COLUMNS, entries, total + note if entries else _nothing(of))


def list_announcements(record: Record, *, persons: bool = False, of: Choice = EVERY) -> Listing:
    """Every announcement: by whom, when, for when, and what came of it."""
    return tell_announcements(make_view(record), _chosen(record, persons, of), of)


def tell_announcements(view: View, found: Iterable[Announcement], of: Choice = EVERY) -> Listing:
    """These announcements, one row each."""
    entries = tuple(_announcement(view, one) for one in found)
    return Listing("announcements", LIST_KEYS, LIST_COLUMNS, entries, "" if entries else _nothing(of))


def _nothing(of: Choice) -> str:
    """Why the list is empty: nothing was announced at all, or nothing of what was asked for."""
    asked = f" by {party_name(of.party)}" if of.party else " of those asked for" if of.contacts is not None else ""
    return f"no contact is reported as planned or scheduled{asked} before it took place"


def tally_sentence(tally: Tally) -> str:
    """A tally in one sentence: "Of 14 contacts that Russia announced, 9 are reported held, 3 are open, ..."."""
    by = _announcer(tally)
    number = len(tally.announcements)
    who = "announced without a speaker being named" if tally.by is None else f"that {by} announced"
    parts = []
    for outcome in Outcome:
        found = len(tally.of(outcome))
        if found:
            parts.append(f"{found} {'is' if found == 1 else 'are'} {_OUTCOME_WORDS[outcome]}")
    sentence = f"Of {count(number, 'contact')} {who}, {enumerate_words(parts)}."
    slip = slip_summary(tally)
    return f"{sentence} Slip: {slip}." if slip else sentence


_OUTCOME_WORDS = {
    Outcome.HELD: "reported held",
    Outcome.OPEN: "open",
    Outcome.OVERDUE: "overdue with nothing reported",
    Outcome.POSTPONED: "postponed",
    Outcome.CALLED_OFF: "called off",
    Outcome.RULED_OUT: "ruled out",
}


def slip_summary(tally: Tally) -> str:
    """The median slip with over how many it is taken, each slip by itself where they are few: "0 and 3 days (2)"."""
    slips = tally.slips
    if not slips:
        return ""
    middle = tally.median_slip
    if middle is not None:
        return f"median {_days(*middle)} ({len(slips)})"
    known = list(dict.fromkeys(_number(found.low, found.high) for found in slips))
    return f"{enumerate_words(known)} {'day' if known == ['1'] else 'days'} ({len(slips)})"


def _number(low: float | None, high: float | None) -> str:
    """ "6", "4 to 8", "at most 8"."""
    if low is None or high is None:
        return f"at most {high:g}" if high is not None else f"at least {low:g}" if low is not None else "?"
    return f"{low:g}" if low == high else f"{low:g} to {high:g}"


def _days(low: float, high: float) -> str:
    """ "6 days", "4 to 8 days"."""
    return f"{_number(low, high)} {'day' if low == high == 1 else 'days'}"


def _chosen(record: Record, persons: bool, of: Choice) -> Sequence[Announcement]:
    found = announcements(record, persons=persons, only=of.contacts)
    return [a for a in found if of.party is None or a.party == of.party]


def _announcer(item: Tally | Announcement) -> str:
    by = item.by
    if by is None:
        return NOT_ATTRIBUTED
    return by.name or (party_name(by.party) if by.party else NOT_ATTRIBUTED)


def _entry(view: View, tally: Tally) -> Entry:
    numbers = {outcome: tally.of(outcome) for outcome in Outcome}
    middle = tally.median_slip
    data: dict[str, Any] = {
        "announcer": _announcer(tally),
        "party": tally.party,
        "announced": len(tally.announcements),
        **{outcome.value.replace(" ", "_"): len(found) for outcome, found in numbers.items()},
        "with_slip": len(tally.slips),
        "in_time": tally.in_time,
        "median_slip_low": middle[0] if middle else None,
        "median_slip_high": middle[1] if middle else None,
        "sentence": tally_sentence(tally),
        **{f"{o.value.replace(' ', '_')}_ids": [a.contact.id for a in found] for o, found in numbers.items()},
    }
    party = f" ({tally.party})" if tally.name and tally.party else ""
    cells = (
        line(strong(_announcer(tally)), soft(party)),
        line(strong(str(len(tally.announcements)))),
        line(_came_of_it(tally)),
        line(slip_summary(tally)),
    )
    return Entry(data, cells)


def _came_of_it(tally: Tally) -> str:
    """ "9 held (7 of 8 in time), 3 open, 2 called off"."""
    parts = []
    for outcome in Outcome:
        found = len(tally.of(outcome))
        in_time = f" ({tally.in_time} of {len(tally.slips)} in time)" if outcome is Outcome.HELD and tally.slips else ""
        parts += [f"{found} {outcome.value}{in_time}"] if found else []
    return ", ".join(parts)


def _announcement(view: View, found: Announcement) -> Entry:
    contact, first = found.contact, found.told[0]
    outcome = found.outcome_reports[-1] if found.outcome_reports and found.outcome is not Outcome.OPEN else None
    data: dict[str, Any] = {
        "id": contact.id,
        "announcer": _announcer(found),
        "party": found.party,
        "parties": list(contact.parties),
        "kind": contact.kind.value,
        "announced_on": found.said.isoformat() if found.said else None,
        "announced_for": found.announced.edtf if found.announced else None,
        "outcome": found.outcome.value,
        "held": found.held.edtf if found.held else None,
        "held_by_report": found.held_by_report if found.held else None,
        "slip_low": found.slip.low if found.slip else None,
        "slip_high": found.slip.high if found.slip else None,
        **_source(view, first, ""),
        **_source(view, outcome, "outcome_"),
    }
    what = line(
        marks(view, contact), f" {contact_noun(contact.kind, contact.level)}, ", strong(DASH.join(contact.parties))
    )
    cells = (
        line(_announcer(found)),
        line(view.said_on(first) or "undated"),
        what,
        line(view.day(found.announced.edtf) if found.announced else "no date"),
        _outcome_words(view, found),
        line(slip_words(found.slip).replace("within the days named before", "none")),
        line(soft(contact.id)),
    )
    return Entry(data, cells)


def _outcome_words(view: View, found: Announcement) -> Line:
    if found.held is None:
        # Where the announcer named no day first, the day that has passed stands in the record.
        late = found.outcome is Outcome.OVERDUE and found.announced is None and found.contact.date
        return line(found.outcome.value, soft(f", was for {view.day(found.contact.date)}") if late else "")
    by = soft(", by its reports") if found.held_by_report else ""
    return line(f"held {view.day(found.held.edtf)}", by)


def _source(view: View, finding: Finding | None, prefix: str) -> dict[str, Any]:
    article = view.record.articles.get(finding.article) if finding else None
    values = {
        "quote": " ".join(finding.evidence) if finding else None,
        "publisher": outlet(article) if finding else None,
        "published": article.published if article else None,
        "report": f"{finding.article}:{finding.id}" if finding else None,
    }
    if not prefix:
        values["url"] = article.url if article else None
    return {f"{prefix}{name}": value for name, value in values.items()}
