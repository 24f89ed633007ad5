"""The loop of `communique review`: shows an item, takes a key or a line, decides, goes on."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence

from communique.analysis.review_queue import Waiting, alike, review_queue
from communique.cli.consoles import draw, say
from communique.cli.decide import make_request, read_changes
from communique.errors import ChangedError, CommuniqueError, UsageError
from communique.model.record import Contact, Record
from communique.record.decisions.reviewing import decide, report_at, with_decision
from communique.record.items import Merged, find_item, item_id
from communique.record.store import Store
from communique.reports.brief_terminal import print_report
from communique.reports.decision_listing import say_decision
from communique.reports.show import make_page
from communique.reports.view import make_view, status_words, who_label
from communique.reports.wording import count
from communique.settings.own_names import NONE, OwnNames

HELP = """\
c [WHY]      confirm: its reports say what the record says
x [WHY]      reject: it leaves the record and never comes back
e FIELD=VALUE ...   set fields of it, as a whole
e REPORT FIELD=VALUE ...   set fields of one of its reports, by its number or id
m ID ...     merge it with others
s REPORT ... split reports off, by number or id
u            undo your last decision
j or Enter   next
k            previous
? or h       these keys
q            quit"""
_ASKS = {"e": "field=value (of a report: its number first)", "m": "merge with", "s": "reports that leave"}
_ACTIONS = {"c": "confirm", "x": "reject", "e": "edit", "m": "merge", "s": "split", "u": "undo"}


class ReviewLoop:
    """One sitting: the queue as it was at the start, the record as it is now, and where in the queue one is."""

    def __init__(self, store: Store, load: Callable[[], Record], by: str) -> None:
        self._store = store
        self._load = load
        self._by = by
        self._record = load()
        self._is_stale = False
        self._queue: Sequence[Waiting] = ()
        self._at = 0
        self._made = 0
        self._own = NONE

    def run(self, limit: int, own: OwnNames = NONE) -> None:
        """Go through the first `limit` items until the end of the queue or of the input; `own` are one's own names."""
        self._own = own
        self._queue = review_queue(self._record)[:limit]
        say(f"{count(len(self._queue), 'item')} to review; you are {self._by}; ? lists the keys")
        showing = True
        while self._at < len(self._queue):
            if showing:
                self._show(self._queue[self._at])
            typed = _read_line(self._hint)
            if typed is None or typed in ("q", "quit"):
                break
            showing = self._take(typed)
        self._refresh()
        left = count(len(review_queue(self._record)), "item")
        say(f"{count(self._made, 'decision')} made; {left} left to review")

    def _take(self, typed: str) -> bool:
        """Do what a key says; True where another item, or the same one as it is now, is to be shown."""
        key, _, rest = typed.strip().partition(" ")
        try:
            if key in ("", "j"):
                self._at += 1
            elif key == "k":
                self._refresh()
                self._at = max(0, self._at - 1)
            elif key in ("?", "h"):
                say(HELP)
                return False
            elif key in _ACTIONS:
                self._decide(key, rest.split())
            else:
                raise UsageError(f"no such key: {key}", hint="? lists them")
        except ChangedError as error:
            self._is_stale = True
            self._refresh()
            say(f"communique: {error}")
        except CommuniqueError as error:
            say(f"communique: {error}")
            return False
        return True

    def _decide(self, key: str, words: list[str]) -> None:
        if key not in ("c", "x"):
            self._refresh()
        waiting = self._queue[self._at]
        about, values, note = [waiting.id], {}, ""
        if key == "u":
            about = words or ["last"]
        elif key == "e":
            fields = _joined(words)
            if fields and "=" not in fields[0]:
                about = [self._report(waiting, fields.pop(0))]
            values = read_changes(fields)
        elif key in ("m", "s"):
            about += words
        else:
            note = " ".join(words)
        made = decide(
            self._store, self._record, make_request(_ACTIONS[key], about, values, note, self._own), by=self._by
        )
        self._made += 1
        self._is_stale = True
        # What was changed stays in sight; what is settled makes way for the next, at once however large the record.
        if key in ("c", "x"):
            self._record = with_decision(self._record, made)
            self._at += 1
            said = f"{made.action}s {waiting.id}"
        else:
            self._refresh()
            said = say_decision(self._record, made)
        say(f"{made.made_by} {said}; u takes it back")

    def _refresh(self) -> None:
        """Load the record again where decisions are not in it yet."""
        if self._is_stale:
            self._record, self._is_stale = self._load(), False

    def _hint(self, key: str) -> None:
        """What helps to type what belongs to a key: the items that this one could be merged with."""
        item = find_item(self._record, self._queue[self._at].id) if key == "m" else None
        for other in alike(self._record, item) if isinstance(item, Contact) else ():
            view = make_view(self._record)
            say(f"  {other.id}  {view.day(other.date)}  {who_label(other)}, {status_words(view, other)}")

    def _report(self, waiting: Waiting, name: str) -> str:
        item = find_item(self._record, waiting.id)
        return item_id(report_at(item, int(name))) if name.isdecimal() and isinstance(item, Merged) else name

    def _show(self, waiting: Waiting) -> None:
        try:
            item = find_item(self._record, waiting.id)
        except UsageError:
            say(f"{waiting.id} is not in the record any more")
            return
        reasons = f": {', '.join(waiting.reasons)}" if waiting.reasons else ""
        say(f"\n{self._at + 1} of {len(self._queue)} · {waiting.id}{reasons}")
        page = make_page(self._record, item)
        draw(lambda console: print_report(page, console))


def _joined(words: list[str]) -> list[str]:
    """Words with those that belong to the value before them: `place=New`, `York` is one."""
    parts: list[str] = []
    for word in words:
        if "=" in word or not parts or "=" not in parts[-1]:
            parts.append(word)
        else:
            parts[-1] += f" {word}"
    return parts


def _read_line(hint: Callable[[str], None]) -> str | None:
    """A line of input; at a terminal a key, and the rest of the line where the key needs it. None at the end."""
    if not sys.stdin.isatty():
        line = sys.stdin.readline()
        return line.strip() if line else None
    from typer import getchar

    print("c confirm  x reject  e edit  m merge  s split  u undo  j next  k previous  ? help  q quit", file=sys.stderr)
    key = getchar()
    if key in ("\x03", "\x04"):
        return None
    key = "j" if key in ("\r", "\n", " ", "\x1b[B") else "k" if key == "\x1b[A" else key
    if key not in _ASKS:
        return key
    hint(key)
    try:
        rest = input(f"{_ASKS[key]}: ").strip()
    except EOFError:
        return None
    return f"{key} {rest}" if rest else "?"
