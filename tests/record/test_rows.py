from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st
from record_samples import all_kinds, any_finding, report

from communique.model.findings import Finding, Status, TimeExpression
from communique.record import rows


@given(any_finding)
def test_every_finding_comes_back_exactly(entry: tuple[str, Finding]) -> None:
    kind, item = entry
    found = rows.findings_from(item.article, None, [(kind, item.id, rows.to_body(item))])
    again = getattr(found, kind)[0]
    assert again == item
    assert repr(again) == repr(item)


@given(
    st.lists(st.builds(TimeExpression, st.integers(), st.integers(), *[st.text(max_size=5)] * 3, st.none() | st.text()))
)
def test_time_expressions_come_back_exactly(times: list[TimeExpression]) -> None:
    assert rows.findings_from("a", None, [(rows.TIMES, "", rows.times_body(times))]).times == tuple(times)


def test_a_body_leaves_out_what_is_as_usual() -> None:
    assert json.loads(rows.to_body(report())).keys() == {"evidence", "spans", "kind", "parties"}
    assert json.loads(rows.to_body(report(status=Status.PLANNED)))["status"] == "planned"


def test_a_body_from_a_later_version_is_read_without_its_new_fields() -> None:
    body = json.loads(rows.to_body(report())) | {"weather": "fair", "article": "another"}
    assert rows.findings_from("a-1", None, [("contacts", "c1", json.dumps(body))]).contacts == (report(),)


def test_parties_of_a_contact_are_those_who_meet_and_those_who_mediate() -> None:
    assert rows.parties_of(report(mediators=("CHE",))) == ("CHE", "SDN", "TCD")
    assert [rows.parties_of(item) for _, item in rows.items_of(all_kinds())][1:] == [
        ("TCD",),
        ("SDN", "TCD"),
        (),
        (),
        ("TCD",),
        ("TCD",),
    ]
