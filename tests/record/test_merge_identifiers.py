from __future__ import annotations

from dataclasses import replace
from unittest.mock import patch

import pytest
from record_samples import TEXT, article, report

from communique.articles.identity import content_key
from communique.errors import UsageError
from communique.model.findings import Findings, Status
from communique.model.record import Contact, Record
from communique.record.build import build_record
from communique.record.items import find_item
from communique.record.merging import identifiers, roll
from communique.record.merging.bonds import Bonds
from communique.record.merging.merge import Merging, merge_contacts

DAYS = {"a-1": "2025-03-01", "a-2": "2025-03-02", "a-3": "2025-03-05"}
MET = {"date": "2025-03-04", "place": "Geneva"}


def record_of(*days: str) -> Record:
    """A record of the articles of these days, each with one report of the same round."""
    articles = [article(f"news-{day}", published=f"2025-03-{day}", text=f"Number {day}. {TEXT}") for day in days]
    reports = [
        report(a.id, status=Status.HELD if day > "04" else Status.SCHEDULED, **MET)
        for a, day in zip(articles, days, strict=True)
    ]
    return build_record(
        articles, [Findings(a.id, a.published, contacts=(r,)) for a, r in zip(articles, reports, strict=True)]
    )


def test_the_id_that_was_shown_before_an_earlier_report_came_in_still_leads_to_the_contact() -> None:
    [shown] = record_of("05", "06").contacts
    later = record_of("02", "05", "06")
    [contact] = later.contacts
    assert contact.id != shown.id
    assert find_item(later, shown.id) is contact
    assert find_item(later, shown.id[:6]) is contact
    assert len(contact.anchors) == len(contact.reports) == 3


def test_a_later_report_does_not_change_the_id() -> None:
    assert record_of("05").contacts[0].id == record_of("05", "06", "07").contacts[0].id


def test_after_two_contacts_were_put_together_both_ids_lead_to_the_one() -> None:
    first, second = report("a-1", **MET), report("a-2", date="2025-03-20", place="Vienna")
    apart = merge_contacts([first, second], DAYS)
    [both] = merge_contacts([first, second], DAYS, Bonds(together=frozenset({(("a-1", "c1"), ("a-2", "c1"))})))
    assert both.id == apart[0].id
    for contact in apart:
        assert any(anchor.startswith(contact.id) for anchor in both.anchors)


def test_an_article_under_another_id_has_contacts_of_the_same_ids() -> None:
    key = content_key(TEXT)
    one, other = report("a-1", **MET), report("x-9", **MET)
    [as_read] = merge_contacts([one], DAYS, contents={"a-1": key})
    [again] = merge_contacts([other], {"x-9": "2025-03-01"}, contents={"x-9": key})
    assert as_read.id == again.id


def test_contacts_that_one_sentence_tells_of_have_ids_of_their_own() -> None:
    one = report("a-1", "c1", **MET)
    others = [replace(one, id="c2", parties=("EGY", "SDN")), replace(one, id="c3", parties=("EGY", "TCD"))]
    ids = {contact.parties: contact.id for contact in merge_contacts([one, *others], DAYS)}
    assert len(set(ids.values())) == 3
    assert {c.parties: c.id for c in merge_contacts([*others, one], DAYS)} == ids


def test_copies_in_two_contacts_have_ids_of_their_own() -> None:
    one, copy = report("a-1"), report("a-2")
    apart = Bonds(apart=frozenset({(("a-1", "c1"), ("a-2", "c1"))}))
    contacts = merge_contacts([one, copy], DAYS, apart, {"a-1": "same", "a-2": "same"})
    assert len({contact.id for contact in contacts}) == 2


def test_an_id_that_begins_like_another_report_is_longer_and_never_leads_astray() -> None:
    reports = [report(f"a-{n}", parties=(f"X{n}", "Y")) for n in range(30)]
    with patch.object(roll, "SHORT", 1), patch.object(identifiers, "SHORT", 1):
        contacts = merge_contacts(reports, {})
    assert len({contact.id for contact in contacts}) == 30
    for contact in contacts:
        begins = [other for other in contacts if any(anchor.startswith(contact.id) for anchor in other.anchors)]
        assert begins == [contact]


def test_what_never_was_an_id_is_a_usage_error() -> None:
    with pytest.raises(UsageError):
        find_item(record_of("05"), "c-ffffff")


def test_a_contact_of_two_hundred_reports() -> None:
    merging = Merging()
    days = {f"n-{n:03}": f"2025-03-{1 + n % 9:02}" for n in range(200)}
    for n, (key, day) in enumerate(days.items()):
        told = report(
            key,
            status=Status.HELD if day > "2025-03-04" else Status.SCHEDULED,
            date="2025-03-04" if n % 4 else "2025-03-03/2025-03-09",
            place=("Geneva", "Switzerland", None)[n % 3],
            participants=("Amina Deby", "Osman Salih") if n % 5 else ("Osman Salih",),
        )
        merging.add([told], day)
    contacts = merging.contacts()
    assert max(len(contact.reports) for contact in contacts) == 200
    merging.remove("n-100")
    assert sum(len(contact.reports) for contact in merging.contacts()) == 199


def test_reports_of_one_article_that_share_an_id_are_both_kept() -> None:
    merging = Merging()
    merging.add([report("a-1", **MET), report("a-1", parties=("EGY", "SDN"))], "2025-03-05")
    assert sorted(contact.parties for contact in merging.contacts()) == [("EGY", "SDN"), ("SDN", "TCD")]
    assert len({contact.id for contact in merging.contacts()}) == 2
    merging.remove("a-1")
    found: tuple[Contact, ...] = merging.contacts()
    assert found == ()
