"""How watching stands: every source with its last and next poll, its items, and what is wrong with it; letters too."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from communique.model.watching import Letter, Poll
from communique.record.store import Store
from communique.record.store.polls import Tally
from communique.reports.document import Line, line, soft, strong
from communique.reports.listing import Column, Entry, Listing
from communique.reports.wording import count
from communique.watch.place import Place
from communique.watch.words import say_wait, since

KEYS = ("name", "source", "address", "kind", "state", "last_poll", "next_poll", "last_change", "rhythm_s", "failures",
        "error", "items", "waiting", "read", "given_up", "noted", "looked_at_again", "item_error")  # fmt: skip
COLUMNS = (Column("source", 4), Column("state", 2), Column("polled", 2), Column("next", 2), Column("items", 3),
           Column("why", 5))  # fmt: skip


def list_status(store: Store | None, places: Sequence[Place], now: datetime) -> Listing:
    """The places that are watched, and those that once were, as the record knows them."""
    known = {poll.source: poll for poll in store.polls.all()} if store else {}
    tallies = store.polls.tallies() if store else {}
    for source, number in (store.pages.tallies() if store else {}).items():
        tallies[source] = replace(tallies.get(source, Tally()), looked_at_again=number)
    named = {place.source: place.name for place in places}
    entries = [
        _entry(known.get(source) or Poll(source, name), name, tallies.get(source, Tally()), now, is_watched=True)
        for source, name in named.items()
    ]
    entries += [
        _entry(poll, poll.name, tallies.get(source, Tally()), now, is_watched=False)
        for source, poll in known.items()
        if source not in named
    ]
    return Listing("sources", KEYS, COLUMNS, tuple(entries), _letters(store.outbox.unsent() if store else []))


def _entry(poll: Poll, name: str, tally: Tally, now: datetime, *, is_watched: bool) -> Entry:
    state = _state(poll, is_watched)
    data: dict[str, Any] = {
        "name": name, "source": poll.source, "address": poll.address, "kind": poll.kind.value if poll.kind else None,
        "state": state, "last_poll": _stamp(poll.last_poll), "next_poll": _stamp(poll.next_poll),
        "last_change": _stamp(poll.last_change), "rhythm_s": poll.rhythm, "failures": poll.failures,
        "error": poll.error, "items": poll.items, "waiting": tally.waiting, "read": tally.read,
        "given_up": tally.given_up, "noted": tally.noted, "looked_at_again": tally.looked_at_again,
        "item_error": tally.reason,
    }  # fmt: skip
    upcoming = say_wait(poll.next_poll - now) if poll.next_poll and is_watched and not poll.gone else ""
    cells = (
        line(strong(name)),
        line(state),
        line(since(poll.last_poll, now) if poll.last_poll else "never"),
        line("due" if poll.next_poll and poll.next_poll <= now and upcoming else f"in {upcoming}" if upcoming else ""),
        line(_items(tally)),
        _why(poll, tally),
    )
    return Entry(data, cells)


def _state(poll: Poll, is_watched: bool) -> str:
    if poll.gone:
        return "gone (410)"
    if not is_watched:
        return "not watched"
    if poll.last_poll is None:
        return "new"
    return f"failing, {count(poll.failures, 'time')}" if poll.failures else str(poll.kind or "ok")


def _items(tally: Tally) -> str:
    told = [f"{tally.read} read"] if tally.read else []
    told += [f"{tally.waiting} waiting"] if tally.waiting else []
    told += [f"{tally.given_up} given up"] if tally.given_up else []
    told += [f"{tally.noted} noted"] if tally.noted else []
    return ", ".join([*told, *([f"{tally.looked_at_again} looked at again"] if tally.looked_at_again else [])])


def _why(poll: Poll, tally: Tally) -> Line:
    told = [poll.error] if poll.error else []
    told += [f"an item: {tally.reason}"] if tally.reason and tally.waiting else []
    told += [f"polled at {poll.address}"] if poll.address else []
    return line(soft("; ".join(told)))


def _letters(letters: Sequence[Letter]) -> str:
    if not letters:
        return ""
    last = next((letter.error for letter in reversed(letters) if letter.error), None)
    return f"{count(len(letters), 'digest')} not sent" + (f": {last}" if last else "")


def _stamp(moment: datetime | None) -> str | None:
    return moment.isoformat(timespec="seconds") if moment else None
