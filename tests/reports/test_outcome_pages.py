"""What is agreed, proposed and due, told by several reports: in the brief, in lists, on a page of its own."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sample_record import PLAN, record, report

from communique.model.findings import AgreementReport, AgreementStatus, DeadlineReport, PersonReport, ProposalReport
from communique.model.record import Record
from communique.record.items import all_merged, find_item
from communique.record.merging.agreements import make_agreement
from communique.record.merging.deadlines import make_deadline
from communique.record.merging.persons import merge_persons
from communique.record.merging.proposals import merge_proposals, with_responses
from communique.reports.document import plain
from communique.reports.finding_listings import list_agreements, list_deadlines, list_proposals
from communique.reports.outcomes import agreement_blocks, deadline_blocks, proposal_blocks
from communique.reports.people_listing import list_people
from communique.reports.show import make_page
from communique.reports.view import make_view

DAYS = {"a1": "2025-02-20", "a2": "2025-02-22", "a3": "2025-03-03", "a4": "2025-03-04", "a5": "2025-03-05"}


def words_of(blocks: object) -> str:
    found: list[str] = []

    def walk(thing: object) -> None:
        for name in ("blocks", "items", "groups", "rows", "cells", "details", "line"):
            value = getattr(thing, name, None)
            if name in ("line",) and value is not None:
                found.append(plain(value))
            elif name in ("details", "cells") and value is not None:
                found.extend(plain(part) for part in value)
            elif value is not None:
                for part in value:
                    walk(part)

    for block in blocks if isinstance(blocks, tuple | list) else [blocks]:
        walk(block)
    return "\n".join(found)


def agreed(article: str, status: AgreementStatus, day: str | None) -> AgreementReport:
    return AgreementReport(
        id="a7", article=article, evidence=("They agreed.",), spans=((0, 12),), parties=("NOR", "PRT"),
        what="reopen both ports", status=status, date=day,
    )  # fmt: skip


def due(article: str, day: str) -> DeadlineReport:
    return DeadlineReport(
        id="d7", article=article, evidence=("By then.",), spans=((0, 8),), what="open the ports", date=day
    )


@pytest.fixture
def told() -> Record:
    """The sample with an agreement that was drafted, signed and copied, a moved deadline and a plan with an answer."""
    sample = record()
    reports = [
        agreed("a1", AgreementStatus.DRAFT, None),
        agreed("a4", AgreementStatus.SIGNED, "2025-03-04"),
        agreed("a5", AgreementStatus.SIGNED, "2025-03-04"),
    ]
    moved = make_deadline("d-moved", [due("a1", "2025-03-01"), due("a4", "2025-04-15")])
    plan = ProposalReport(
        id="o7", article="a1", evidence=(PLAN,), spans=((0, 9),), proposer="NOR", name="patrol plan",
        terms=("shared patrols", "a common register"),
    )  # fmt: skip
    answer = replace(sample.positions[2], about="the patrol plan")
    return replace(
        sample,
        agreements=(make_agreement("a-ports", reports),),
        deadlines=(moved,),
        proposals=with_responses(
            merge_proposals([plan, replace(plan, article="a2", terms=("a common register",))], DAYS), [answer], DAYS),
        persons=merge_persons(
            sample.contacts, sample.positions, (),
            [PersonReport(id="n1", article="a3", name="Ana Costa", party="PRT", office="foreign minister",
                          evidence=("Foreign ministers Ana Costa of Portugal",), spans=((0, 39),))],
            DAYS),
    )  # fmt: skip


def test_an_agreement_tells_its_life_and_how_independently_it_is_reported(told: Record) -> None:
    words = words_of(agreement_blocks(make_view(told)))
    assert "“reopen both ports”, signed (draft, reported 20 Feb) · 3 reports, 2 independent" in words
    row = list_agreements(told).entries[0].data
    assert (row["id"], row["status"], row["reports"], row["independent"]) == ("a-ports", "signed", 3, 2)
    assert [said["article"] for said in row["said"]] == ["a1", "a4", "a5"]


def test_a_moved_deadline_shows_the_day_before(told: Record) -> None:
    assert "15 Apr (before: 1 Mar): open the ports" in words_of(deadline_blocks(make_view(told)))
    assert list_deadlines(told).entries[0].data["earlier"] == ["2025-03-01"]


def test_a_plan_shows_which_report_names_a_term_and_who_answered(told: Record) -> None:
    words = words_of(proposal_blocks(make_view(told)))
    assert "Norway: patrol plan · reported 22 Feb · 2 reports" in words
    assert "answers: Portugal rejects “the patrol plan”" in words
    assert list_proposals(told).entries[0].data["terms"] == ["shared patrols", "a common register"]


def test_every_item_has_a_page_with_each_report_in_its_words(told: Record) -> None:
    for item in all_merged(told):
        page = make_page(told, find_item(told, item.id))
        heads = [section.title for section in page.sections if section.key.startswith("report-")]
        assert len(heads) == len(item.reports)
        assert heads[0].startswith(f"Report 1 of {len(item.reports)}: ")


def test_a_person_has_a_page_with_office_contacts_and_words(told: Record) -> None:
    page = make_page(told, find_item(told, "Costa"))
    words = "\n".join(words_of(section) for section in page.sections)
    assert page.title == "Ana Costa"
    assert "foreign minister of Portugal (so reported 3 Mar)" in words
    assert "c-held" in words
    assert "Portugal rejects “an end to the fishing ban”" in words


def test_people_are_listed_with_their_offices(told: Record) -> None:
    rows = {entry.data["name"]: entry.data for entry in list_people(told).entries}
    costa = rows["Ana Costa"]
    assert (costa["office"], costa["party"], costa["contacts"]) == ("foreign minister", "PRT", 1)
    assert rows["Jon Berg"]["office"] is None


def test_a_person_of_whom_only_a_name_is_known_still_has_a_page() -> None:
    alone = report("a4", 9, "The ministers of Portugal", "sat", participants=("Jon Berg",))
    people = merge_persons((replace(record().contacts[0], reports=(alone,)),), (), (), (), DAYS)
    page = make_page(replace(record(), persons=people), people[0])
    assert page.sections[0].key == "facts"
