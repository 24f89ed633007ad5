"""A watcher from the settings: its places, its watches with the codes of their parties, and all it works with."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache

from communique.clock import Clock
from communique.errors import SettingsError, UsageError
from communique.model.watching import SourceKind
from communique.net.client import Client
from communique.pipeline import Options, take_in
from communique.reading.actors.gazetteer import load_gazetteer
from communique.reading.parse import LanguageModel
from communique.record.intake import Summary
from communique.record.store import Store
from communique.settings import Settings
from communique.sources import Item
from communique.watch.delivery import Ways
from communique.watch.lease import Lease
from communique.watch.loop import Watcher, Work
from communique.watch.matching import EVERYTHING, Asked, asked_of
from communique.watch.place import Place, named_place, place_of
from communique.watch.polling import Tools
from communique.watch.rhythm import Revisits
from communique.watch.telling import Teller, target_key


@dataclass(frozen=True, slots=True)
class Needs:
    """What a watcher is given: the record, the client and the clock, the parser on demand, and where lines go.

    `say` takes lines about the work, `out` finished digests.
    """

    store: Store
    client: Client
    clock: Clock
    model: Callable[[], LanguageModel]
    options: Options
    say: Callable[[str], None]
    out: Callable[[str], None]


def make_watcher(settings: Settings, places: Sequence[Place], needs: Needs) -> Watcher:
    """The watcher of some places. Raises SettingsError for a watch that asks for a party that is none."""
    watches = watches_of(settings)
    but_not = frozenset(place.source for place in places if not place.revisit)
    revisits = Revisits(settings.net.revisit_after, but_not)
    tools = Tools(needs.store, needs.client, needs.clock, _taking(needs), needs.options.limits, revisits)
    targets = {target_key(target): target for asked in watches for target in asked.send}
    ways = Ways(needs.out, needs.client, targets, settings.mail, settings.webhook_secret_env)
    teller = Teller(needs.store, watches, needs.clock)
    return Watcher(tools, Work(places, teller, ways, Lease(needs.store, needs.clock)), needs.say)


def places_of(settings: Settings, named: Iterable[str] = ()) -> list[Place]:
    """The places that a command names, else those of the settings.

    A place that the settings have too is as it stands there. Raises UsageError where there is none, and for places on
    the web where the settings forbid to fetch.
    """
    own = {place.source: place for entry in settings.sources if entry.enabled for place in [place_of(entry)]}
    names = list(dict.fromkeys(named))
    named_ones = [replace(own.get(name) or named_place(name), is_named=True) for name in names]
    places = named_ones or list(own.values())
    if not places:
        hint = "name one, or put [[sources]] into communique.toml; `communique init` writes one"
        raise UsageError("there is no source to watch", hint=hint)
    if settings.net.offline and any(place.kind is not SourceKind.FILES for place in places):
        raise SettingsError("fetching is switched off", hint="unset `offline` under [net] in communique.toml")
    return places


def watches_of(settings: Settings) -> list[Asked]:
    """The watches of the settings; where there are none, one that asks for everything and prints it."""
    enabled = [watch for watch in settings.watches if watch.enabled]
    if not enabled:
        return [EVERYTHING]
    gazetteer = load_gazetteer(settings.own_names)
    return [
        asked_of(watch, gazetteer.codes_of(watch.parties or settings.parties, f"[[watches]] {watch.name}"))
        for watch in enabled
    ]


def _taking(needs: Needs) -> Callable[[Iterable[Item]], Summary]:
    """Takes documents into the record; the parser is loaded when there is first something to read."""
    model = cache(needs.model)

    def take(items: Iterable[Item]) -> Summary:
        rest = iter(items)
        first = next(rest, None)
        if first is None:
            return Summary()
        return take_in(needs.store, _from(first, rest), model(), needs.options)

    return take


def _from(first: Item, rest: Iterable[Item]) -> Iterable[Item]:
    yield first
    yield from rest
