"""Where each party stands now, and where it turned: both with the words, and with how sure that is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from communique.analysis.days import day_of, independent
from communique.analysis.doubt import is_sure
from communique.analysis.sides import side_of
from communique.analysis.speakers import Speakers
from communique.analysis.stances import Sureness, Thread, Turn, stance_threads
from communique.model.actors import Level
from communique.model.findings import Position
from communique.model.record import Record
from communique.reports.change_words import side_words, sureness_words, told_by
from communique.reports.document import Line, line, soft, strong
from communique.reports.doubt import LEGEND, doubt, is_doubtful
from communique.reports.listing import Column, Entry, Listing, Rows
from communique.reports.position_matrix import stance_words
from communique.reports.references import outlet
from communique.reports.view import View, make_view
from communique.reports.wording import count, enumerate_words, issue_label, level_label, speaker

KEYS = ("party", "issue", "id", "side", "stance", "about", "condition", "since", "last", "sureness", "account",
        "independent", "contrary", "doubtful", "turns", "matters", "holder", "quote", "publisher", "published", "url",
        "report", "reports")  # fmt: skip
COLUMNS = (Column("party"), Column("issue", 2, 0, 9), Column("stands", 6), Column("since"), Column("how sure", 5),
           Column("turns", 0, 90))  # fmt: skip
TURN_KEYS = ("day", "party", "issue", "id", "from", "to", "sureness", "independent_before", "independent_after",
             "same_matter", "before_stance", "before_about", "before_quote", "before_report", "before_published",
             "before_publisher", "before_holder", "after_stance", "after_about", "after_quote", "after_report",
             "after_published", "after_publisher", "after_holder")  # fmt: skip
TURN_COLUMNS = (Column("day"), Column("party"), Column("issue", 2, 0, 9), Column("from", 5), Column("to", 5),
                Column("how sure", 3))  # fmt: skip
NAMED = 3
"""How many speakers an account names."""


def list_stances(record: Record, *, every: bool = False) -> Listing:
    """Where each party stands on each issue by its latest reports: on the matter best reported, or on `every` one."""
    view, speakers = make_view(record), Speakers(record)
    rows: list[tuple[Thread, Sequence[Thread]]] = []
    for threads in sorted(_by_issue(stance_threads(record)), key=lambda found: _place(found[0])):
        chosen = threads if every else [max(threads, key=_standing)]
        rows += [(thread, threads) for thread in chosen]
    note = "" if every or not rows else "one matter for each issue; all of them with --every"
    doubtful = LEGEND if any(is_doubtful(_telling(thread)) for thread, _ in rows) else ""
    entries = Rows(rows, lambda row: _entry(view, speakers, *row))
    return Listing("stances", KEYS, COLUMNS, entries, "; ".join(filter(None, [note, doubtful])))


def list_turns(record: Record) -> Listing:
    """Where a party changed its side on a matter, the latest first, with the words before and after."""
    view = make_view(record)
    turns = [(thread, turn) for thread in stance_threads(record) for turn in thread.turns]
    turns.sort(key=lambda pair: (-pair[1].day.toordinal(), pair[1].party, pair[1].issue.value))
    entries = tuple(_turn_entry(view, thread, turn) for thread, turn in turns)
    note = "" if entries else "no party is reported to have changed its side on one matter"
    return Listing("turning points", TURN_KEYS, TURN_COLUMNS, entries, note)


def account(view: View, speakers: Speakers, thread: Thread) -> str:
    """How sure a stance is: "2 independent reports, the last 3 days before, by Ann Lee (leader); 1 says otherwise"."""
    telling = _telling(thread)
    number = independent(view.record, telling)
    words = [count(number, "independent report") if number > 1 else "1 report"]
    reach = view.as_of
    days = [day for position in telling if (day := day_of(view.record, position))]
    if days and reach is not None:
        old = (reach - max(days)).days
        age = f"{count(old, 'day')} old" if old else "of the record's last day"
        words.append(f"the latest {age}" if number > 1 else age)
    named = _speakers(view, speakers, telling)
    words.append(f"by {named}" if named else "speaker not named")
    run = thread.current
    contrary = [p for p in run.deviating if is_sure(view.record, p)] if run else []
    extra = []
    if contrary:
        extra.append(
            f"{count(len(contrary), 'report')} of the same time {'says' if len(contrary) == 1 else 'say'} otherwise"
        )
    if thread.sureness is Sureness.DOUBTFUL:
        extra.append("doubtful")
    if not thread.last:
        extra.append("undated")
    return "; ".join([", ".join(words), *extra])


def _speakers(view: View, speakers: Speakers, positions: Sequence[Position]) -> str:
    """Who voices it, the highest first: "Ann Lee (leader level)"; "" where nobody is named."""
    ranked: dict[str, Level] = {}
    for position in positions:
        if position.holder:
            name = speakers.named(position.holder).name or speaker(position.holder)
            ranked[name] = speakers.level(position.holder, day_of(view.record, position))
    if not ranked:
        return ""
    order = sorted(ranked, key=lambda name: ranked[name].rank)
    named = [f"{name}{_level(ranked[name])}" for name in order[:NAMED]]
    more = [f"{len(order) - NAMED} more"] if len(order) > NAMED else []
    return enumerate_words([*named, *more])


def _level(level: Level) -> str:
    return "" if level is Level.UNKNOWN else f" ({level_label(level)})"


def _place(thread: Thread) -> tuple[str, str]:
    """By party, then by the issue as it is written."""
    return thread.party, issue_label(thread.issue)


def _by_issue(threads: Iterable[Thread]) -> list[list[Thread]]:
    grouped: dict[tuple[str, str], list[Thread]] = {}
    for thread in threads:
        grouped.setdefault((thread.party, thread.issue.value), []).append(thread)
    return list(grouped.values())


def _standing(thread: Thread) -> tuple[bool, bool, int, date]:
    """What makes one matter stand for an issue: a side, surely read, in most independent reports, the latest."""
    said = len(thread.latest.about.split()) > 1
    sure = thread.sureness is not Sureness.DOUBTFUL
    return thread.current is not None and sure, said, thread.independent, thread.last or date.min


def _telling(thread: Thread) -> tuple[Position, ...]:
    """The positions that say where the party stands now."""
    return thread.current.positions if thread.current else (thread.warnings or thread.undated)


def _entry(view: View, speakers: Speakers, thread: Thread, threads: Sequence[Thread]) -> Entry:
    now = thread.latest
    first = _telling(thread)[0]
    words = account(view, speakers, thread)
    run = thread.current
    article = view.record.articles.get(now.article)
    data = {
        "party": thread.party,
        "issue": thread.issue.value,
        "id": thread.id,
        "side": side.value if (side := side_of(now)) else None,
        "stance": now.stance.value,
        "about": now.about,
        "condition": now.condition,
        "since": _iso(view, first),
        "last": thread.last.isoformat() if thread.last else None,
        "sureness": thread.sureness.value,
        "account": words,
        "independent": thread.independent,
        "contrary": [_id(p) for p in run.deviating] if run else [],
        "doubtful": is_doubtful([now]),
        "turns": len(thread.turns),
        "matters": len(threads),
        "holder": now.holder,
        "quote": " ".join(now.evidence),
        "publisher": outlet(article),
        "published": article.published if article else None,
        "url": article.url if article else None,
        "report": _id(now),
        "reports": [_id(p) for p in _telling(thread)],
    }
    more = f"; and {count(len(threads) - 1, 'other matter')}" if len(threads) > 1 else ""
    cells = (
        line(strong(thread.party)),
        line(issue_label(thread.issue)),
        line(stance_words(now), doubt(*_telling(thread)), soft(more)),
        line(view.said_on(first) or "undated"),
        line(soft(words)),
        line(str(len(thread.turns)) if thread.turns else ""),
    )
    return Entry(data, cells)


def _turn_entry(view: View, thread: Thread, turn: Turn) -> Entry:
    data: dict[str, Any] = {
        "day": turn.day.isoformat(),
        "party": turn.party,
        "issue": turn.issue.value,
        "id": thread.id,
        "from": turn.sides[0].value,
        "to": turn.sides[1].value,
        "sureness": turn.sureness.value,
        "independent_before": turn.independent[0],
        "independent_after": turn.independent[1],
        "same_matter": not turn.wider,
    }
    for name, position in (("before", turn.before), ("after", turn.after)):
        article = view.record.articles.get(position.article)
        data |= {
            f"{name}_stance": position.stance.value,
            f"{name}_about": position.about,
            f"{name}_quote": " ".join(position.evidence),
            f"{name}_report": _id(position),
            f"{name}_published": article.published if article else None,
            f"{name}_publisher": outlet(article),
            f"{name}_holder": position.holder,
        }
    cells = (
        line(strong(view.said_on(turn.after))),
        line(strong(turn.party)),
        line(issue_label(turn.issue)),
        _words(view, turn.before),
        _words(view, turn.after),
        line(f"{side_words(turn.sides[0])} → {side_words(turn.sides[1])}; ", soft(sureness_words(turn))),
    )
    return Entry(data, cells)


def _words(view: View, position: Position) -> Line:
    return line(stance_words(position), soft(f" ({told_by(view, position)})"), doubt(position))


def _iso(view: View, position: Position) -> str | None:
    day = day_of(view.record, position)
    return day.isoformat() if day else None


def _id(position: Position) -> str:
    return f"{position.article}:{position.id}"
