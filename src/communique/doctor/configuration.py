"""Checks of the settings: names that are none, sources that cannot be, variables that nothing reads."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from datetime import timedelta
from difflib import get_close_matches
from ipaddress import ip_address

from communique.doctor.note import Note, fault, ok, warning
from communique.errors import CommuniqueError, FetchError, SettingsError
from communique.settings import PREFIX, OwnNames, Settings, SourceEntry
from communique.settings.loading import variables

ABOUT = "settings"
_NO_SETTINGS = {"COMMUNIQUE_DEBUG"}
_HASTY = timedelta(minutes=5)


def check_environment(settings: Settings) -> Iterator[Note]:
    """Variables that look like settings and are none, nor hold what the settings say that they hold."""
    known = variables()
    secrets = {f"{PREFIX}MAIL_PASSWORD", settings.webhook_secret_env}
    secrets |= {settings.mail.password_env} if settings.mail else set()
    secrets |= {target.variable for watch in settings.watches for target in watch.send if target.variable}
    for name in sorted(os.environ):
        if name.startswith(PREFIX) and name not in known and name not in _NO_SETTINGS | secrets:
            near = get_close_matches(name, known, 1, 0.8)
            hint = f"is it {near[0]}?" if near else "take it away, or ignore this if a program of yours reads it"
            yield warning(ABOUT, f"the variable {name} sets nothing", hint)


def check_names(settings: Settings) -> Iterator[Note]:
    """The user's own parties, persons and aliases can be used."""
    from communique.reading.actors.gazetteer import load_gazetteer
    from communique.reading.actors.roster import load_roster

    own = settings.own_names
    loaders: tuple[Callable[[OwnNames], object], ...] = (load_gazetteer, load_roster)
    faults = []
    for load in loaders:
        try:
            load(own)
        except SettingsError as error:
            faults.append(fault(ABOUT, error.message, error.hint))
    yield from dict.fromkeys(faults)
    told = {
        "persons": len(own.persons),
        "aliases": len(own.parties) + len(own.spellings) + len(settings.aliases.outlets),
        "files of names": sum(path is not None for path in (own.gazetteer, own.roster)),
    }
    if not faults and any(told.values()):
        yield ok(ABOUT, f"names of your own: {', '.join(f'{n} {what}' for what, n in told.items() if n)}")


def check_scope(settings: Settings) -> Iterator[Note]:
    """The parties of interest are parties."""
    codes, faults = party_codes(settings, settings.parties, "`parties`")
    yield from faults
    if not settings.parties:
        yield ok(ABOUT, "no parties of interest: everything is read")
    elif codes:
        from communique.reading.actors.gazetteer import load_gazetteer

        named = ", ".join(f"{load_gazetteer(settings.own_names).party(code).name} ({code})" for code in codes)
        what = "what does not concern them is kept unread" if settings.scope.skip else "everything is read all the same"
        yield ok(ABOUT, f"parties of interest: {named}; {what}")


def party_codes(settings: Settings, names: tuple[str, ...], where: str) -> tuple[tuple[str, ...], list[Note]]:
    """The codes of parties that the settings name, and a fault for each name that is none."""
    from communique.reading.actors.gazetteer import load_gazetteer

    found, faults = [], []
    try:
        gazetteer = load_gazetteer(settings.own_names)
    except SettingsError:
        gazetteer = load_gazetteer()
    for name in names:
        try:
            found.append(gazetteer.code_of(name))
        except CommuniqueError as error:
            faults.append(fault(ABOUT, f"{where}: {error.message}", error.hint))
    return tuple(dict.fromkeys(found)), faults


def check_sources(settings: Settings) -> Iterator[Note]:
    """Sources are there, or can be asked for; those asked can see who asks."""
    used = [source for source in settings.sources if source.enabled]
    urls = [source for source in used if source.url is not None]
    for source in used:
        yield from _check_source(settings, source)
    if urls and not settings.net.contact:
        hint = 'write contact = "you@example.org" in [net]'
        yield warning(ABOUT, "the sites that are read cannot see whom to write to", hint)
    if urls and settings.net.offline:
        yield warning(ABOUT, f"`offline` is on: {len(urls)} sources are not fetched", "take it out of [net]")
    if used:
        kinds = f"{len(urls)} on the web, {len(used) - len(urls)} on this machine"
        yield ok(ABOUT, f"{len(used)} {'source' if len(used) == 1 else 'sources'} ({kinds})")


def _check_source(settings: Settings, source: SourceEntry) -> Iterator[Note]:
    from communique.net.addresses import refusal_of
    from communique.net.manners import manners_of
    from communique.net.urls import parse_url

    where = f"[[sources]] {source.title}"
    if source.every is not None and source.every < _HASTY and source.url is not None:
        yield warning(ABOUT, f"{where} is asked more often than every 5 min", "give its site more time with `every`")
    if source.path is not None:
        if not source.path.exists():
            yield fault(ABOUT, f"{where}: no such file or folder: {source.path}", "mend `path`")
        return
    try:
        url = parse_url(source.url or "")
        reason = None if manners_of(settings).allows(url.host, url.port) else refusal_of(str(ip_address(url.host)))
        if reason:
            hint = f'write allow_hosts = ["{url.authority}"] in [net] if that is meant'
            yield fault(ABOUT, f"{where}: {url.host} is {reason}, which is not visited", hint)
    except FetchError as error:
        yield fault(ABOUT, f"{where}: {error.message}", error.hint)
    except ValueError:
        return
