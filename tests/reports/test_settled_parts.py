"""Parts that are made once for a record: with the numbers that they would have if they were made for each report."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from contextvars import copy_context
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sample_record import record as sample_record

from communique.model.findings import Finding
from communique.model.record import Record
from communique.record.build import build_record
from communique.reports import bottom_line, brief, contact_lines, disputes, faq, keypoints, open_questions, outcomes
from communique.reports import position_matrix as matrix
from communique.reports.document import Block, Paragraph, code, line
from communique.reports.settled import settled
from communique.reports.view import View, make_view
from communique.settings import use_record

BENCHMARKS = Path(__file__).resolve().parents[2] / "benchmarks"
PARTS: tuple[Callable[[View], Any], ...] = (
    bottom_line.bottom_line, brief.subtitle, contact_lines.contact_blocks, disputes.dispute_blocks, faq._answered,
    keypoints._points, open_questions.question_blocks, outcomes.proposal_blocks, outcomes.agreement_blocks,
    outcomes.deadline_blocks, matrix.position_blocks,
)  # fmt: skip


@pytest.fixture(scope="module")
def many() -> Record:
    with pytest.MonkeyPatch.context() as patched:
        patched.syspath_prepend(BENCHMARKS)
        made = list(importlib.import_module("synthetic").generate(250, 7))
    return build_record((article for article, _ in made), (findings for _, findings in made))


def cited_before(record: Record) -> list[list[Finding]]:
    """What a report may have cited before it comes to a part."""
    reports = [report for contact in record.contacts for report in contact.reports]
    told = [report for item in (*record.agreements, *record.deadlines, *record.proposals) for report in item.reports]
    return [[], reports[::-7], [*told[::-3], *record.positions[::-5], *reports[::11]]]


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.__name__)
def test_a_part_is_what_it_would_be_if_it_were_made_for_this_very_view(part: Any, many: Record) -> None:
    for told in (many, sample_record()):
        for before in cited_before(told):
            kept, made = make_view(told), make_view(told)
            for view in (kept, made):
                view.cite(*before)
            assert part(kept) == part.__wrapped__(made)
            assert kept.refs.sources() == made.refs.sources()


def test_it_is_made_once_for_a_record_and_anew_for_another_one() -> None:
    made: list[Record] = []

    @settled
    def counted(view: View) -> tuple[Block, ...]:
        made.append(view.record)
        return (Paragraph(line("counted")),)

    told = sample_record()
    other = replace(told)
    for record in (told, told, other, told, other):
        counted(make_view(record))
    assert [record is told for record in made] == [True, False]


def test_a_command_in_it_is_typed_as_the_report_at_hand_types_it(tmp_path: Path) -> None:
    @settled
    def commanding(view: View) -> tuple[Block, ...]:
        return (Paragraph(line(code("contacts"))),)

    view = make_view(sample_record())
    plain = commanding(view)
    context = copy_context()
    context.run(use_record, tmp_path / "talks.db")
    assert "talks.db" in str(context.run(commanding, view))
    assert commanding(view) == plain
    assert "talks.db" not in str(plain)
