"""Decisions as JSON lines: how the record file keeps them and how two analysts exchange them.

Every line names its format, so that files can be joined by simply writing one after the other. A file is taken in
whole or not at all.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from communique.errors import CommuniqueError, InputError, UsageError
from communique.model.actors import Level
from communique.model.decisions import Action, Anchor, Decision, digest, plain
from communique.model.findings import Span
from communique.model.when import parse_when
from communique.record.decisions.actors import TENURE
from communique.record.decisions.fields import from_json
from communique.record.rows import KINDS

NAME = "communique-decision"
VERSION = 1
_FORMAT = re.compile(rf"{NAME}/(\d+)")
_ANCHOR = 'an anchor has "content", "article", "kind" and "words"'
# Clocks differ; a day is more than any of them should.
_AHEAD = timedelta(days=1)


def to_line(decision: Decision) -> str:
    """One decision as a JSON line, without its end."""
    row = {"format": f"{NAME}/{VERSION}", "id": decision.id, **plain(decision)}
    return json.dumps(row, ensure_ascii=False, separators=(",", ":"))


def read_lines(lines: Iterable[str], origin: str, *, now: datetime | None = None) -> list[Decision]:
    """The decisions of a file, every one checked; blank lines are passed over.

    Raises InputError, with the place, for the first line that is no decision, that is from a newer version or from
    the future, or whose content is not what its id says.
    """
    latest = stamp((now or datetime.now(UTC)) + _AHEAD)
    return list(_checked(lines, origin, latest))


def from_line(line: str) -> Decision:
    """A decision from its JSON line, checked as what comes from elsewhere. Raises UsageError for what is none."""
    try:
        row = json.loads(line)
    except (json.JSONDecodeError, RecursionError) as error:
        raise _unfit("it is not JSON", "one decision on each line") from error
    if not isinstance(row, dict):
        raise _unfit("it is not an object", "one decision on each line")
    _check_format(row)
    decision = _decision(row)
    decision = replace(decision, id=digest(decision))
    _CHECKS[decision.action](decision)
    if row.get("id") not in (None, decision.id):
        raise _unfit("its content is not what its id says", "leave `id` out of a line that was changed on purpose")
    return decision


def kept_line(line: str) -> Decision:
    """A decision as the record keeps it, which was checked when it came in."""
    row = json.loads(line)
    return replace(_decision(row), id=row["id"])


def _checked(lines: Iterable[str], origin: str, latest: str) -> Iterator[Decision]:
    for number, line in enumerate(lines, 1):
        if not line.strip().lstrip("\ufeff"):
            continue
        try:
            decision = from_line(line.lstrip("\ufeff"))
        except CommuniqueError as error:
            hint = f"{error.hint}; nothing was taken in" if error.hint else "nothing was taken in"
            raise InputError(f"{origin}:{number} is no decision: {error.message}", hint=hint) from error
        if decision.made_at > latest:
            message = f"{origin}:{number} was made in the future: {decision.made_at}"
            raise InputError(message, hint="check the clock of the machine it comes from; nothing was taken in")
        yield decision


def _check_format(row: Mapping[str, Any]) -> None:
    match = _FORMAT.fullmatch(str(row.get("format")))
    if match is None:
        raise _unfit("it has no format", f'write "format": "{NAME}/{VERSION}", as `communique decisions export` does')
    if int(match[1]) > VERSION:
        raise _unfit(
            f"it was written by a newer version of communique (format {match[1]}, this one reads up to {VERSION})",
            "update communique with `pip install -U communique`",
        )


def _decision(row: Mapping[str, Any]) -> Decision:
    try:
        action = Action(str(row.get("action")))
    except ValueError:
        raise _unfit(f"no such action: {row.get('action')!r}", f"one of {', '.join(Action)}") from None
    values = row.get("values", {})
    if not isinstance(values, dict):
        raise _unfit("its values are no object", 'write "values": {"date": "2025-03-04"}')
    return Decision(
        action=action,
        about=tuple(map(_anchor, _list(row, "about"))),
        against=tuple(map(_anchor, _list(row, "against"))),
        values=values,
        whole=row.get("whole") is True,
        made_by=_words(row, "made_by"),
        made_at=_moment(_words(row, "made_at")),
        note=_words(row, "note", needed=False),
    )


def _anchor(row: Any) -> Anchor:
    if not isinstance(row, dict):
        raise _unfit("an anchor is no object", _ANCHOR)
    kind = _words(row, "kind")
    if kind not in KINDS:
        raise _unfit(f"no such kind of finding: {kind!r}", f"one of {', '.join(KINDS)}")
    return Anchor(
        content=_words(row, "content"),
        article=_words(row, "article"),
        kind=kind,
        words=tuple(map(_span, _list(row, "words"))),
        parties=tuple(str(part) for part in _list(row, "parties")),
        traits=_traits(_list(row, "traits")),
        beside=tuple(_traits(part) for part in _list(row, "beside") if isinstance(part, list)),
        quote=_words(row, "quote", needed=False),
    )


def _traits(rows: list[Any]) -> tuple[tuple[str, str], ...]:
    if not all(isinstance(row, list) and len(row) == 2 for row in rows):
        raise _unfit("traits are pairs of a field and its value", _ANCHOR)
    return tuple((str(name), str(value)) for name, value in rows)


def _span(row: Any) -> Span:
    if not (isinstance(row, list) and len(row) == 2 and all(type(end) is int for end in row) and 0 <= row[0] <= row[1]):
        raise _unfit(f"{row!r} is no span of words", "two whole numbers, the first word and the one after the last")
    return row[0], row[1]


def _list(row: Mapping[str, Any], name: str) -> list[Any]:
    value = row.get(name, [])
    if not isinstance(value, list):
        raise _unfit(f"{name} is no list", _ANCHOR)
    return value


def _words(row: Mapping[str, Any], name: str, *, needed: bool = True) -> str:
    value = row.get(name, "")
    if not isinstance(value, str) or (needed and not value.strip()):
        raise _unfit(f"{name} is missing", f'write "{name}": "..."')
    return value


def _moment(text: str) -> str:
    """A moment in the form in which moments are compared: UTC, to the microsecond."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo is None:
        raise _unfit(f"{text!r} is no moment", "write made_at as 2025-03-10T09:30:00+00:00")
    return stamp(moment)


def stamp(moment: datetime) -> str:
    """A moment as decisions carry it.

    >>> stamp(datetime(2025, 3, 10, 9, 30, tzinfo=UTC))
    '2025-03-10T09:30:00.000000+00:00'
    """
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def _unfit(message: str, hint: str) -> UsageError:
    return UsageError(message, hint=hint)


def _check_sides(decision: Decision) -> None:
    sides = (decision.about, decision.against) if decision.action in (Action.MERGE, Action.SPLIT) else (decision.about,)
    if not all(sides):
        raise _unfit(f"a decision to {decision.action} does not say what it is about", _ANCHOR)
    several = len({anchor.kind for side in sides for anchor in side}) > 1
    if several and decision.action not in (Action.CONFIRM, Action.REJECT):
        raise _unfit("its findings are of several kinds", "one kind in each decision")


def _check_confirm(decision: Decision) -> None:
    _check_sides(decision)
    seen = decision.values.get("fields", [])
    if not isinstance(seen, list) or len(seen) not in (0, len(decision.about)):
        raise _unfit("what was confirmed does not fit what it is about", "one object of fields for each finding")
    for anchor, values in zip(decision.about, seen, strict=False):
        if not isinstance(values, dict):
            raise _unfit("what was confirmed is no object", 'write "values": {"fields": [{"date": "2025-03-04"}]}')
        for name, value in values.items():
            from_json(KINDS[anchor.kind], name, value)


def _check_edit(decision: Decision) -> None:
    _check_sides(decision)
    if not decision.values:
        raise _unfit("an edit without a field", 'write "values": {"date": "2025-03-04"}')
    for name, value in decision.values.items():
        from_json(KINDS[decision.about[0].kind], name, value)


def _check_alias(decision: Decision) -> None:
    names, target = decision.values.get("names"), decision.values.get("stands_for")
    if not isinstance(names, list) or not names or not isinstance(target, str) or not target.strip():
        raise _unfit("an alias without its names", '"values": {"of": "person", "names": ["..."], "stands_for": "..."}')
    if decision.values.get("of") not in ("person", "party"):
        raise _unfit("an alias of neither a person nor a party", 'write "of": "person" or "of": "party"')


def _check_office(decision: Decision) -> None:
    if not isinstance(decision.values.get("person"), str) or not str(decision.values["person"]).strip():
        raise _unfit("an office of nobody", 'write "values": {"person": "...", "office": "..."}')
    for name, value in decision.values.items():
        if name not in TENURE or not isinstance(value, str):
            raise _unfit(f"an office has no {name} {value!r}", f"there are {', '.join(TENURE)}, each in words")
        if name == "level" and value not in set(Level):
            raise _unfit(f"no such level: {value!r}", f"one of {', '.join(Level)}")
        if name in ("since", "until") and parse_when(value) is None:
            raise _unfit(f"{value!r} is not a date", "write 2025-03-10, 2025-03 or 2025")


def _check_undo(decision: Decision) -> None:
    if not isinstance(decision.values.get("decision"), str):
        raise _unfit("an undo of nothing", 'write "values": {"decision": "..."}, the id of what is undone')


_CHECKS: dict[Action, Callable[[Decision], None]] = {
    Action.CONFIRM: _check_confirm,
    Action.REJECT: _check_sides,
    Action.EDIT: _check_edit,
    Action.MERGE: _check_sides,
    Action.SPLIT: _check_sides,
    Action.ALIAS: _check_alias,
    Action.OFFICE: _check_office,
    Action.UNDO: _check_undo,
}
