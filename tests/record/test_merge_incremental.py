from __future__ import annotations

from dataclasses import replace
from typing import Any
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from record_samples import report

from communique.model.actors import Level
from communique.model.findings import ContactKind, ContactReport, Status
from communique.model.record import Contact
from communique.record.merging import windows
from communique.record.merging.bonds import NO_BONDS, Bonds, ReportKey
from communique.record.merging.groups import Source
from communique.record.merging.merge import Merging, merge_contacts

# Publication days of the articles; one has none, one lies far ahead, one is nonsense.
DAYS: dict[str, str | None] = {f"a-{n:02}": f"2025-03-{1 + n % 28:02}" for n in range(24)}
DAYS |= {"u-1": None, "f-1": "2099-01-01", "o-1": "soon"}

# Two articles have the words of another.
WORDS = {article: article for article in DAYS} | {"a-03": "a-01", "u-1": "a-02"}

_said = {
    "kind": st.sampled_from([ContactKind.TALKS, ContactKind.MEETING, ContactKind.CALL]),
    "parties": st.sampled_from([("SDN", "TCD"), ("SDN", "TCD"), ("CHE", "SDN", "TCD"), ("SDN", "SSD"), ("SDN",)]),
    "date": st.sampled_from([None, None, "2025-03-04", "2025-03-05", "2025-03-09", "2025-03", "2025-03-05/..", "odd"]),
    "place": st.sampled_from([None, "Geneva", "Switzerland", "Istanbul"]),
    "status": st.sampled_from([Status.HELD, Status.HELD, Status.SCHEDULED, Status.PLANNED, Status.POSTPONED]),
    "level": st.sampled_from([Level.UNKNOWN, Level.LEADER, Level.MINISTERIAL]),
    "participants": st.sampled_from([(), ("Osman Salih",), ("Salih",), ("Amina Deby", "Osman Salih")]),
    "evidence": st.sampled_from(
        [(), ("The second round.",), ("They will meet again.",), ("They will meet again soon.",)]
    ),
    "unsure": st.sampled_from([(), (), ("level",), ("place", "kind"), ("date", "status")]),
}
# Few articles tell of the same few contacts again and again.
_few = _said | {
    "kind": st.sampled_from([ContactKind.TALKS, ContactKind.TALKS, ContactKind.MEETING]),
    "parties": st.sampled_from([("SDN", "TCD"), ("SDN", "TCD"), ("CHE", "SDN", "TCD")]),
    "date": st.sampled_from([None, "2025-03-04", "2025-03-05", "2025-03"]),
    "evidence": st.just(()),
}
_some_reports = st.one_of(
    st.lists(st.builds(report, st.sampled_from(sorted(DAYS)), **_said), max_size=24),
    st.lists(st.builds(report, st.sampled_from(sorted(DAYS)[:5]), **_few), max_size=16),
).map(lambda reports: [replace(r, id=f"c{i}", spans=((i, i + 5),)) for i, r in enumerate(reports)])


def by_article(reports: list[ContactReport]) -> dict[str, list[ContactReport]]:
    found: dict[str, list[ContactReport]] = {}
    for one in reports:
        found.setdefault(one.article, []).append(one)
    return found


def source(reports: list[ContactReport]) -> Source:
    article = reports[0].article
    return Source(article, tuple(reports), DAYS[article], WORDS[article])


def bonds_of(reports: list[ContactReport], draw: Any) -> Bonds:
    keys = sorted((r.article, r.id) for r in reports)
    if len(keys) < 2:
        return NO_BONDS
    pairs = st.tuples(st.sampled_from(keys), st.sampled_from(keys)).filter(lambda pair: pair[0] < pair[1])
    together = draw(st.frozensets(pairs, max_size=4))
    return Bonds(together, draw(st.frozensets(pairs, max_size=4)) - together)


def keys_of(contact: Contact) -> set[ReportKey]:
    return {(r.article, r.id) for r in contact.reports}


@pytest.mark.parametrize("neighbours", [1, 3, 24])
@settings(max_examples=60, deadline=None)
@given(reports=_some_reports, data=st.data(), random=st.randoms(use_true_random=False))
def test_adding_and_removing_in_any_order_gives_what_a_rebuild_gives(
    neighbours: int, reports: list[ContactReport], data: st.DataObject, random: Any
) -> None:
    # Few neighbours make the windows of a busy block shift with every article.
    with patch.object(windows, "NEIGHBOURS", neighbours):
        grow_and_rebuild(reports, data, random)


def grow_and_rebuild(reports: list[ContactReport], data: st.DataObject, random: Any) -> None:
    articles = by_article(reports)
    bonds = bonds_of(reports, data.draw)
    merging = Merging(bonds if random.random() < 0.5 else NO_BONDS)
    steps = [*articles, *articles]
    random.shuffle(steps)
    present: set[str] = set()
    some = [source(articles[article]) for article in steps if random.random() < 0.4]
    merging.update(some)
    present.update(one.article for one in some)
    gone = {article for article in present if random.random() < 0.3}
    merging.update([source(articles[article]) for article in articles if article not in present], gone)
    present = set(articles) - gone
    for article in steps:
        if article in present and random.random() < 0.7:
            merging.remove(article)
            present.discard(article)
        else:
            merging.update([source(articles[article])])
            present.add(article)
        if random.random() < 0.1:
            merging.contacts()
    merging.decide(bonds)
    kept = [r for r in reports if r.article in present]
    assert merging.contacts() == merge_contacts(kept, DAYS, bonds, WORDS)


@settings(max_examples=80, deadline=None)
@given(_some_reports, st.data())
def test_bonds_hold_always(reports: list[ContactReport], data: st.DataObject) -> None:
    bonds = bonds_of(reports, data.draw)
    contacts = merge_contacts(reports, DAYS, bonds)
    home = {key: number for number, contact in enumerate(contacts) for key in keys_of(contact)}
    assert all(home[one] != home[other] for one, other in bonds.apart)
    if not bonds.apart:
        assert all(home[one] == home[other] for one, other in bonds.together)


@settings(max_examples=60, deadline=None)
@given(_some_reports, st.data())
def test_two_contacts_merged_and_split_again_are_as_before(reports: list[ContactReport], data: st.DataObject) -> None:
    before = merge_contacts(reports, DAYS)
    if len(before) < 2:
        return
    one, other = data.draw(st.lists(st.sampled_from(range(len(before))), min_size=2, max_size=2, unique=True))
    pairs = frozenset((min(a, b), max(a, b)) for a in keys_of(before[one]) for b in keys_of(before[other]))
    merging = Merging()
    for some in by_article(reports).values():
        merging.add(some, DAYS[some[0].article])
    merging.decide(Bonds(together=pairs))
    assert len(merging.contacts()) == len(before) - 1
    merging.decide(Bonds(apart=pairs))
    assert merging.contacts() == before
    merging.decide(NO_BONDS)
    assert merging.contacts() == before


@settings(max_examples=80, deadline=None)
@given(_some_reports, st.data())
def test_to_put_apart_what_is_apart_already_changes_nothing(reports: list[ContactReport], data: st.DataObject) -> None:
    """Not even which others are likeliest to be one with the reports of either side."""
    before = merge_contacts(reports, DAYS)
    home = {key: number for number, contact in enumerate(before) for key in keys_of(contact)}
    pairs = [(one, other) for one in sorted(home) for other in sorted(home) if one < other and home[one] != home[other]]
    if pairs:
        apart = frozenset(data.draw(st.lists(st.sampled_from(pairs), max_size=12)))
        assert merge_contacts(reports, DAYS, Bonds(apart=apart)) == before


@settings(max_examples=60, deadline=None)
@given(_some_reports, st.data())
def test_an_id_once_shown_leads_to_the_contact_that_has_the_report(
    reports: list[ContactReport], data: st.DataObject
) -> None:
    merging = Merging()
    shown: dict[str, ReportKey] = {}
    for some in data.draw(st.permutations(list(by_article(reports).values()))):
        merging.add(some, DAYS[some[0].article])
        for contact in merging.contacts():
            shown[contact.id] = (contact.reports[0].article, contact.reports[0].id)
    contacts = merging.contacts()
    for identifier, key in shown.items():
        led = [c for c in contacts if any(anchor.startswith(identifier) for anchor in c.anchors)]
        assert any(key in keys_of(contact) for contact in led)
