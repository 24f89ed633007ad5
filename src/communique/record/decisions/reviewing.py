"""Making decisions: what a person asks for, checked against the record that this person sees, and kept.

The command line and the desk both come here. A decision is refused, with what to do about it, when what it is about
was read again or decided on by somebody else since the record was loaded.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from communique.errors import ChangedError, UsageError
from communique.model.article import Article
from communique.model.decisions import NOTHING, Action, Anchor, Decision, Key, State
from communique.model.findings import Finding
from communique.model.record import Person, Record
from communique.record.decisions.anchors import Ground, kind_of
from communique.record.decisions.fields import fields_of, from_json, noun, to_json, told, typed
from communique.record.decisions.items import whole_fields
from communique.record.decisions.reviewing_actors import alias_values, office_values
from communique.record.items import Item, Merged, all_merged, find_item, item_id
from communique.record.store import Store
from communique.record.store.decisions import Draft, Seen
from communique.settings import command

_HOW = {
    Action.CONFIRM: "name a contact, another item or a finding: c-7f3a2b, ARTICLE:p3",
    Action.REJECT: "name a contact, another item or a finding: c-7f3a2b, ARTICLE:p3",
    Action.EDIT: "name an item or a finding, then fields: c-7f3a2b date=2025-03-04",
    Action.MERGE: "name two or more of a kind: c-7f3a2b c-91d0e4",
    Action.SPLIT: "name an item, then the reports that leave it: c-7f3a2b ARTICLE:c2",
    Action.ALIAS: 'name the one that goes and the one that stays: "Sergei Lavrov" "Sergey Lavrov"',
    Action.OFFICE: "name a person, then office, party, level, since or until",
    Action.UNDO: "name a decision by its id, or `last`",
}


@dataclass(frozen=True, slots=True)
class Request:
    """What a person asks for: an action, the ids or names that it is about in order, and values as typed.

    `seen` is what `state_of` said of the first of them when the person looked at it; empty where the record at hand
    is what the person sees. With `new` a name may be one that no article of the record has.

    >>> Request(Action.EDIT, ("c-7f3a2b",), {"date": "2025-03-04"}).note
    ''
    """

    action: Action
    about: tuple[str, ...] = ()
    values: Mapping[str, str] = field(default_factory=lambda: NOTHING)
    note: str = ""
    seen: str = ""
    new: bool = False


def state_of(record: Record, identifier: str) -> str:
    """Sixteen hexadecimal digits that change whenever an item, one of its reports or a judgement on it does.

    A page carries them to and fro, so that a decision on something that has changed since is refused.
    """
    return state_of_item(record, find_item(record, identifier))


def state_of_item(record: Record, item: Item) -> str:
    """The same for an item that is at hand."""
    keys = [item_id(item)] if isinstance(item, Finding) else [item.id, *map(item_id, getattr(item, "reports", ()))]
    judged = [(record.judgements.confirmed.get(key), record.judgements.edits.get(key)) for key in keys]
    return hashlib.blake2b(repr((item, judged)).encode("utf-8", "replace"), digest_size=8).hexdigest()


def decide(store: Store, record: Record, request: Request, *, by: str) -> Decision:
    """Make a decision on what a record shows, and keep it in the file that the record comes from.

    Gives the decision as it is kept. Raises UsageError for what cannot be asked for, and ChangedError when the record
    shows what is no longer so: load it again, and look.
    """
    who = _words(by)
    if not who:
        raise UsageError("nobody decides", hint="say who with --by, or set `reviewer` in communique.toml")
    decision, seen = _Desk(store, record, who).draft(request)
    known = frozenset(made.id for made in record.judgements.decisions)
    return store.decide(Draft(decision, who, Seen(seen, known)))


@dataclass(frozen=True, slots=True)
class _Sides:
    """The findings that a decision is about, as the reader gave them, in the two groups that it has."""

    about: tuple[Finding, ...] = ()
    against: tuple[Finding, ...] = ()
    values: Mapping[str, Any] = field(default_factory=lambda: NOTHING)
    whole: bool = False


class _Desk:
    """Turns requests into decisions; looks at the record as shown and at the file as it is."""

    def __init__(self, store: Store, record: Record, by: str) -> None:
        self._store = store
        self._record = record
        self._by = by

    def draft(self, request: Request) -> tuple[Decision, dict[Key, Finding]]:
        """The decision, not yet signed, and the findings that it is about."""
        makers: dict[Action, Callable[[Request], _Sides]] = {
            Action.CONFIRM: self._verdict,
            Action.REJECT: self._verdict,
            Action.EDIT: self._edit,
            Action.MERGE: self._merge,
            Action.SPLIT: self._split,
            Action.ALIAS: self._alias,
            Action.OFFICE: self._office,
            Action.UNDO: self._undo,
        }
        request = _clean(request)
        if not request.about or not all(part.strip() for part in request.about):
            raise UsageError(f"what to {request.action}?", hint=self._how(request.action))
        if request.seen and request.seen != state_of(self._record, request.about[0]):
            raise ChangedError(f"{request.about[0]} has changed since", hint="look at it again, then decide")
        sides = makers[request.action](request)
        seen = {(item.article, item.id): item for item in (*sides.about, *sides.against)}
        ground = self._ground({article for article, _ in seen})
        decision = Decision(
            action=request.action,
            about=self._anchors(ground, sides.about),
            against=self._anchors(ground, sides.against),
            values=sides.values,
            whole=sides.whole,
            note=request.note,
        )
        return decision, seen

    def _ground(self, names: Iterable[str]) -> Ground:
        articles, findings = {}, {}
        for name in names:
            article, found = self._store.article(name), self._store.findings_of(name)
            if article is None or found is None:
                raise ChangedError(f"the article {name} is gone from the record", hint="look at the record again")
            articles[name], findings[name] = article, found
        return Ground(articles, findings, {})

    def _anchors(self, ground: Ground, items: Iterable[Finding]) -> tuple[Anchor, ...]:
        return tuple(ground.anchor(item) for item in items)

    def _item(self, identifier: str, action: Action) -> Merged | Finding:
        item = find_item(self._record, identifier)
        if isinstance(item, Article):
            raise UsageError(f"{identifier} is an article", hint=_HOW[action])
        if isinstance(item, Person):
            raise UsageError(f"{item.name} is a person", hint="for persons there are `alias` and `office`")
        return item

    def _found(self, item: Merged | Finding) -> tuple[Finding, ...]:
        """The findings behind an item, as the reader gave them."""
        reports = (item,) if isinstance(item, Finding) else item.reports
        return tuple(self._record.judgements.found.get((r.article, r.id), r) for r in reports)

    def _verdict(self, request: Request) -> _Sides:
        items = [self._item(name, request.action) for name in request.about]
        found = tuple(dict.fromkeys(finding for item in items for finding in self._found(item)))
        if request.action is Action.REJECT:
            return _Sides(found)
        return _Sides(found, values={"fields": [told(finding) for finding in found]})

    def _edit(self, request: Request) -> _Sides:
        item = self._item(request.about[0], request.action)
        if len(request.about) > 1 or not request.values:
            raise UsageError("an edit takes one item and the fields that change", hint=_HOW[request.action])
        found = self._found(item)
        kind = type(found[0])
        known = fields_of(kind) if isinstance(item, Finding) else whole_fields(item)
        values = {}
        for name, text in request.values.items():
            if name not in known:
                more = f"; {name} is set on its reports" if name in fields_of(kind) else ""
                hint = f"there are {', '.join(known)}{more}"
                raise UsageError(f"{request.about[0]} has no field {name!r} that can be set", hint=hint)
            values[name] = typed(kind, name, text)
            if from_json(kind, name, values[name]) == getattr(item, name):
                raise UsageError(f"{name} is {text or 'unknown'} already", hint="nothing was changed")
            values[name] = to_json(from_json(kind, name, values[name]))
        return _Sides(found, values=values, whole=not isinstance(item, Finding))

    def _merge(self, request: Request) -> _Sides:
        items = [self._merged(name, request.action) for name in request.about]
        groups = list({item.id: self._found(item) for item in items}.values())
        if len(groups) < 2:
            raise UsageError("there is only one to merge", hint=_HOW[request.action])
        if len({kind_of(group[0]) for group in groups}) > 1:
            raise UsageError("what is merged must be of one kind", hint=_HOW[request.action])
        return _Sides(groups[0], tuple(finding for group in groups[1:] for finding in group))

    def _split(self, request: Request) -> _Sides:
        item = self._merged(request.about[0], request.action)
        own = {item_id(report): report for report in item.reports}
        chosen = [item_id(self._report(item, name)) for name in request.about[1:]]
        if not chosen or len(set(chosen)) == len(own):
            raise UsageError("some reports must leave and some stay", hint=f"its reports are {', '.join(own)}")
        found = dict(zip(own, self._found(item), strict=True))
        return _Sides(
            tuple(found[key] for key in own if key in chosen), tuple(found[key] for key in own if key not in chosen)
        )

    def _merged(self, name: str, action: Action) -> Merged:
        item = self._item(name, action)
        if not isinstance(item, Finding):
            return item
        holders = [merged for merged in all_merged(self._record) if any(report is item for report in merged.reports)]
        if not holders:
            raise UsageError(f"a {noun(type(item))} stands alone", hint=_HOW[action])
        return holders[0]

    def _report(self, item: Merged, name: str) -> Finding:
        """One of an item's reports: by its id, or by its number as `show` counts them."""
        if name.isdecimal():
            return report_at(item, int(name))
        report = find_item(self._record, name)
        if not any(report is own for own in item.reports):
            own_ids = ", ".join(item_id(own) for own in item.reports)
            raise UsageError(f"{name} is no report of {item.id}", hint=f"its reports are {own_ids}")
        return report  # type: ignore[return-value]

    def _alias(self, request: Request) -> _Sides:
        if len(request.about) != 2:
            raise UsageError("an alias takes two names", hint=_HOW[request.action])
        return _Sides(values=alias_values(self._record, *(part.strip() for part in request.about), new=request.new))

    def _office(self, request: Request) -> _Sides:
        if len(request.about) != 1:
            raise UsageError("an office is of one person", hint=_HOW[request.action])
        return _Sides(values=office_values(self._record, request.about[0], request.values, new=request.new))

    def _how(self, action: Action) -> str:
        last = _last_of(self._record, self._by) if action is Action.UNDO else None
        undo, listed = command("decide undo last"), command("decisions")
        return f"the last of {self._by}, to {last.action}: `{undo}`; all of them: `{listed}`" if last else _HOW[action]

    def _undo(self, request: Request) -> _Sides:
        if len(request.about) != 1:
            raise UsageError("one decision is undone at a time", hint=_HOW[request.action])
        decision = find_decision(self._record, request.about[0], self._by)
        if self._record.judgements.states[decision.id] is State.UNDONE:
            by = self._record.judgements.by[decision.id]
            raise UsageError(f"{decision.id} is undone already", hint=f"to bring it back, undo {by}")
        return _Sides(values={"decision": decision.id})


def _clean(request: Request) -> Request:
    """A request without doubled blanks, and without half characters, which no file takes."""
    values = {name: _words(value) for name, value in request.values.items()}
    return replace(request, about=tuple(map(_words, request.about)), values=values, note=_words(request.note))


def _words(text: str) -> str:
    return " ".join(text.encode("utf-8", "replace").decode("utf-8").split())


def with_decision(record: Record, made: Decision, keys: Iterable[Key] = ()) -> Record:
    """A record that knows of one more decision and shows everything else as before, until it is loaded again.

    `keys` are the findings that the decision is about.
    """
    judgements = record.judgements
    known = replace(
        judgements,
        decisions=(*judgements.decisions, made),
        states={**judgements.states, made.id: State.HOLDS},
        anchored={**judgements.anchored, made.id: tuple(keys)},
    )
    return replace(record, judgements=known)


def report_at(item: Merged, number: int) -> Finding:
    """One of an item's reports by its number, as `show` counts them; raises UsageError for a number that none has."""
    if 0 < number <= len(item.reports):
        return item.reports[number - 1]
    has = "only report 1" if len(item.reports) == 1 else f"reports 1 to {len(item.reports)}"
    raise UsageError(f"there is no report {number}", hint=f"{item.id} has {has}")


def _last_of(record: Record, by: str) -> Decision | None:
    """The last decision of a person that is not undone, and is no undoing itself."""
    judgements = record.judgements
    own = (made for made in reversed(judgements.decisions) if made.made_by == by and made.action is not Action.UNDO)
    return next((made for made in own if judgements.states[made.id] is not State.UNDONE), None)


def find_decision(record: Record, identifier: str, by: str) -> Decision:
    """The decision of that id, or the only one whose id begins so; `last` is the last of `by` that is not undone."""
    asked, listed = identifier.strip().casefold(), f"list decisions with `{command('decisions')}`"
    if asked == "last":
        last = _last_of(record, by)
        if last is None:
            raise UsageError(f"{by} has decided nothing that could be undone", hint=listed)
        return last
    found = [made for made in record.judgements.decisions if asked and made.id.startswith(asked)]
    if len(found) != 1:
        message = f"no decision has the id {identifier!r}" if not found else f"{identifier} may be several decisions"
        raise UsageError(message, hint=listed)
    return found[0]
