"""Decisions laid over findings: what they change, what a newer reader cannot undo, and which of two holds."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from decision_samples import (
    CAIRO,
    MET,
    NEXT,
    TEXT,
    anchor,
    decided,
    groups,
    record_of,
    span,
    told,
    undo,
    without_judgements,
    world,
)
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from record_samples import article

from communique.model.actors import Level
from communique.model.decisions import Action, Decision, State, sign
from communique.model.findings import ContactKind, Findings, Status

A, B, C, E = ("one", "c1"), ("one", "c2"), ("two", "c1"), ("three", "c1")
TOGETHER = {frozenset({A, C}), frozenset({B}), frozenset({E})}


def test_without_decisions_the_record_is_what_the_reader_found() -> None:
    assert groups(record_of()) == TOGETHER
    assert record_of().judgements.decisions == ()


def test_a_rejected_finding_is_gone_and_kept_aside() -> None:
    record = record_of([decided(Action.REJECT, B)])
    assert groups(record) == TOGETHER - {frozenset({B})}
    assert [(item.article, item.id) for item in record.judgements.rejected] == [B]


def test_a_confirmed_contact_is_sure_and_says_who_and_when() -> None:
    confirmation = decided(Action.CONFIRM, A, C, by="ben")
    record = record_of([confirmation])
    contact = next(c for c in record.contacts if len(c.reports) == 2)
    assert {report.confidence for report in contact.reports} == {1.0}
    mark = record.judgements.confirmed[contact.id]
    assert (mark.made_by, mark.made_at, mark.decision) == ("ben", confirmation.made_at, confirmation.id)


def test_a_contact_with_a_report_that_nobody_looked_at_is_not_confirmed() -> None:
    record = record_of([decided(Action.CONFIRM, A)])
    contact = next(c for c in record.contacts if len(c.reports) == 2)
    assert contact.id not in record.judgements.confirmed
    assert "one:c1" in record.judgements.confirmed


def test_an_edited_field_keeps_what_the_reader_found_beside_it() -> None:
    record = record_of([decided(Action.EDIT, E, values={"place": "Giza", "status": "planned"})])
    contact = next(c for c in record.contacts if "EGY" in c.parties)
    assert (contact.place, contact.status) == ("Giza", Status.PLANNED)
    edits = record.judgements.edits["three:c1"]
    assert [(edit.field, edit.found, edit.value) for edit in edits] == [
        ("place", "Cairo", "Giza"),
        ("status", Status.HELD, Status.PLANNED),
    ]
    assert record.judgements.found[E].place == "Cairo"


def test_an_edit_of_a_contact_leaves_its_reports_as_they_are() -> None:
    record = record_of([decided(Action.EDIT, A, C, values={"date": "2025-03-03"}, whole=True)])
    contact = next(c for c in record.contacts if len(c.reports) == 2)
    assert contact.date == "2025-03-03"
    assert {report.date for report in contact.reports} == {"2025-03-04"}
    assert [(e.found, e.value) for e in record.judgements.edits[contact.id]] == [("2025-03-04", "2025-03-03")]


def test_a_merge_puts_contacts_together_and_a_split_takes_them_apart() -> None:
    merge = decided(Action.MERGE, A, C, against=(E,))
    assert frozenset({A, C, E}) in groups(record_of([merge]))
    split = decided(Action.SPLIT, C, against=(A,))
    assert groups(record_of([split])) == {frozenset({key}) for key in (A, B, C, E)}


def test_merge_then_split_restores() -> None:
    merge = decided(Action.MERGE, A, C, against=(E, B))
    split = decided(Action.SPLIT, E, B, against=(A, C), at=1)
    back = decided(Action.SPLIT, E, against=(B,), at=2)
    assert groups(record_of([merge])) == {frozenset({A, B, C, E})}
    assert groups(record_of([merge, split, back])) == TOGETHER
    states = record_of([merge, split, back]).judgements.states
    assert states[merge.id] is State.OVERRULED
    assert states[split.id] is State.HOLDS


def test_reports_split_off_together_stay_together() -> None:
    split = decided(Action.SPLIT, A, C, against=(E,), at=1)
    merge = decided(Action.MERGE, B, against=(E,), at=2)
    assert groups(record_of([split, merge])) == {frozenset({A, C}), frozenset({B, E})}


def test_bonds_never_contradict_each_other_by_way_of_a_third() -> None:
    first = decided(Action.MERGE, A, against=(B,))
    second = decided(Action.MERGE, B, against=(E,), at=1)
    split = decided(Action.SPLIT, A, against=(E,), at=2)
    for order in ([first, second, split], [split, second, first]):
        made = groups(record_of(order))
        assert not any({A, E} <= group for group in made)
        assert any({B, E} <= group for group in made), "the later merge holds"


def test_an_alias_renames_a_person_and_a_party_and_follows_chains() -> None:
    articles, findings = world()
    findings[2] = replace(
        findings[2], contacts=(replace(findings[2].contacts[0], participants=("A. Said", "Rana Adel")),)
    )
    aliases = [
        decided(Action.ALIAS, at=0, values={"of": "person", "names": ["A. Said"], "stands_for": "Ahmed Said"}),
        decided(Action.ALIAS, at=1, values={"of": "person", "names": ["ahmed  said"], "stands_for": "Ahmad Saeed"}),
        decided(Action.ALIAS, at=2, values={"of": "party", "names": ["EGY"], "stands_for": "ARE"}),
    ]
    contact = next(c for c in record_of(aliases, (articles, findings)).contacts if "ARE" in c.parties)
    assert contact.participants == ("Ahmad Saeed", "Rana Adel")
    assert contact.parties == ("ARE", "SDN")


def test_of_aliases_in_a_circle_the_later_hold() -> None:
    one = decided(Action.ALIAS, at=0, values={"of": "party", "names": ["EGY"], "stands_for": "SDN"})
    other = decided(Action.ALIAS, at=1, values={"of": "party", "names": ["SDN"], "stands_for": "EGY"})
    record = record_of([one, other])
    assert {code for contact in record.contacts for code in contact.parties} == {"EGY", "TCD"}
    assert record.judgements.states[one.id] is State.OVERRULED
    assert record.judgements.by[one.id] == other.id


def test_an_office_raises_the_level_of_who_takes_part_while_it_lasts() -> None:
    articles, findings = world()
    contacts = (replace(findings[2].contacts[0], participants=("Rana Adel",), level=Level.OFFICIAL),)
    findings[2] = replace(findings[2], contacts=contacts)
    office = {"person": "rana adel", "office": "Foreign Minister", "level": "ministerial", "since": "2025-03-01"}
    for since, level in (("2025-03-01", Level.MINISTERIAL), ("2025-04-01", Level.OFFICIAL)):
        record = record_of([decided(Action.OFFICE, values=office | {"since": since})], (articles, findings))
        assert next(c.level for c in record.contacts if "EGY" in c.parties) is level
        assert record.judgements.tenures[0].office == "Foreign Minister"


def test_undo_restores_and_undo_of_undo_brings_back() -> None:
    reject = decided(Action.REJECT, A)
    first = undo(reject, 1)
    second = undo(first, 2)
    assert without_judgements(record_of([reject, first])) == without_judgements(record_of())
    assert groups(record_of([reject, first, second])) == groups(record_of([reject]))
    record = record_of([reject, first])
    assert record.judgements.states[reject.id] is State.UNDONE
    assert record.judgements.by[reject.id] == first.id


def test_of_two_contradictory_decisions_the_later_holds_and_both_are_kept() -> None:
    reject, confirm = decided(Action.REJECT, B, at=1), decided(Action.CONFIRM, B, at=2, by="ben")
    for order in ([reject, confirm], [confirm, reject]):
        record = record_of(order)
        assert "one:c2" in record.judgements.confirmed
        assert record.judgements.states == {reject.id: State.OVERRULED, confirm.id: State.HOLDS}
        assert record.judgements.by == {reject.id: confirm.id}
        assert record.judgements.decisions == (reject, confirm)


def test_of_two_edits_of_a_field_the_later_holds_and_other_fields_stay() -> None:
    one = decided(Action.EDIT, E, at=1, values={"place": "Giza", "kind": "meeting"})
    other = decided(Action.EDIT, E, at=2, values={"place": "Luxor"})
    record = record_of([other, one])
    contact = next(c for c in record.contacts if "EGY" in c.parties)
    assert (contact.place, contact.kind) == ("Luxor", ContactKind.MEETING)
    assert record.judgements.states[one.id] is State.HOLDS


@pytest.mark.parametrize("whole", [False, True])
def test_an_edit_that_a_later_one_replaces_is_overruled(whole: bool) -> None:
    one, other = (
        decided(Action.EDIT, E, at=at, values={"place": place}, whole=whole) for at, place in ((1, "Giza"), (2, "Bern"))
    )
    record = record_of([one, other])
    assert record.judgements.states == {one.id: State.OVERRULED, other.id: State.HOLDS}
    assert record.judgements.by == {one.id: other.id}
    assert record_of([one, other, undo(other, 3)]).judgements.states[one.id] is State.HOLDS


def test_who_edits_what_was_rejected_brings_it_back() -> None:
    record = record_of([decided(Action.REJECT, E), decided(Action.EDIT, E, at=1, values={"place": "Giza"})])
    assert any(contact.place == "Giza" for contact in record.contacts)


def test_a_decision_about_a_vanished_article_is_kept_and_marked() -> None:
    reject = decided(Action.REJECT, E)
    merge = decided(Action.MERGE, A, against=(E,), at=1)
    articles, findings = world()
    left = record_of([reject, merge, undo(decided(Action.REJECT, B), 3)], (articles[:2], findings[:2]))
    assert list(left.judgements.states.values()) == [State.UNANCHORED] * 3
    assert groups(left) == TOGETHER - {frozenset({E})}


def test_a_decision_on_words_holds_for_every_copy_of_them_whatever_its_id() -> None:
    articles, findings = world()
    text = f"In other news!\n\n{CAIRO.upper()}"
    copy = article("copy", published="2025-03-09", text=text)
    again = Findings("copy", "2025-03-09", contacts=(told("copy", "c7", CAIRO.upper(), text, parties=("EGY", "SDN")),))
    reject = decided(Action.REJECT, E)
    assert not any("EGY" in c.parties for c in record_of([reject], ([*articles, copy], [*findings, again])).contacts)
    elsewhere = record_of([reject], ([*articles[:2], copy], [*findings[:2], again]))
    assert not any("EGY" in c.parties for c in elsewhere.contacts)


NEWS = (
    "The harbour was calm when the delegates arrived early in the day, and nobody expected a long one. Reporters were"
    " kept behind a fence on the far side of the square, where they shared coffee, rumours and an old radio until noon."
    " A statement was read out twice, since the first time a passing tram had drowned out the second half of it."
)


def copied(key: str, published: str, text: str) -> tuple[Any, Findings]:
    contacts = (told(key, "c1", CAIRO, text, parties=("EGY", "SDN"), date="2025-03-07"),)
    return article(key, published=published, text=text), Findings(key, published, contacts=contacts)


def test_a_copy_that_was_cut_does_not_bring_back_what_was_rejected() -> None:
    pairs = [
        copied("wire", "2025-03-08", f"{CAIRO} {NEWS}"),
        copied("cut", "2025-03-09", f"Short. {CAIRO} {NEWS[:-60]}"),
    ]
    made = [one for one, _ in pairs], [found for _, found in pairs]
    reject = sign(Decision(Action.REJECT, (anchor(("wire", "c1"), made),)), by="ada", at="2025-04-01T08:00:00+00:00")
    assert record_of((), made).duplicates == {"cut": "wire"}
    assert record_of([reject], made).contacts == ()


def test_a_copy_does_not_follow_what_is_split_from_it() -> None:
    pairs = [copied(key, f"2025-03-0{day}", f"{CAIRO} {NEWS}") for key, day in (("wire", 7), ("copy", 8), ("third", 9))]
    made = [one for one, _ in pairs], [found for _, found in pairs]
    sides = [tuple(anchor((key, "c1"), made) for key in keys) for keys in (("wire",), ("copy", "third"))]
    split = sign(Decision(Action.SPLIT, *sides), by="ada", at="2025-04-01T08:00:00+00:00")
    assert groups(record_of([split], made)) == {
        frozenset({("wire", "c1")}),
        frozenset({("copy", "c1"), ("third", "c1")}),
    }


def test_of_two_findings_in_one_sentence_the_one_that_was_meant_is_rejected() -> None:
    text = "The ministers met on Monday and will meet again in June."
    one = article("one", text=text)
    held = told("one", "c1", text, text, status=Status.HELD, date="2025-03-03")
    coming = told("one", "c2", text, text, status=Status.SCHEDULED, date="2025-06")
    before = [one], [Findings("one", "2025-03-05", contacts=(held, coming))]
    reject = Decision(Action.REJECT, (anchor(("one", "c1"), before),), made_by="ada", made_at="2025-04-01", id="x")
    assert [r.date for c in record_of([reject], before).contacts for r in c.reports] == ["2025-06"]
    # A newer reader finds the one that was never rejected alone, under the other's id.
    after = [one], [Findings("one", "2025-03-05", contacts=(replace(coming, id="c1"),))]
    assert [r.date for c in record_of([reject], after).contacts for r in c.reports] == ["2025-06"]


@pytest.mark.parametrize("as_of", ["2025-03-06", "2025-03-31"])
def test_a_view_of_an_earlier_day_is_judged_as_people_judge_now(as_of: str) -> None:
    from datetime import date

    from communique.record.build import build_record
    from communique.record.select import Selection, select

    decisions = [decided(Action.REJECT, B), decided(Action.EDIT, A, C, values={"place": "Bern"}, whole=True, at=1)]
    day = date.fromisoformat(as_of)
    built = build_record(*world(), as_of=day, decisions=decisions)
    assert next(contact.place for contact in built.contacts) == "Bern"
    assert frozenset({B}) not in groups(built)
    assert select(record_of(decisions), Selection(as_of=day)) == built


_TIMES = st.integers(0, 59)
_KEYS = st.sampled_from([A, B, C, E])


def one_of(draw: Any, at: int, made: list[Decision]) -> Decision:
    """One decision of any action, about some of the findings or about one of those made before."""
    keys = draw(st.lists(_KEYS, min_size=2, max_size=4, unique=True))
    action = draw(st.sampled_from(sorted(Action)))
    if action in (Action.CONFIRM, Action.REJECT):
        return decided(action, *keys, at=at)
    if action is Action.EDIT:
        return decided(action, keys[0], at=at, values={"place": draw(st.sampled_from("UVW"))}, whole=at % 2 == 0)
    if action in (Action.MERGE, Action.SPLIT):
        return decided(action, *keys[1:], at=at, against=keys[:1])
    if action is Action.ALIAS:
        one, other = draw(st.permutations(["TCD", "EGY", "SDN"]))[:2]
        return decided(action, at=at, values={"of": "party", "names": [one], "stands_for": other})
    if action is Action.OFFICE:
        return decided(action, at=at, values={"person": "Ali Moussa", "office": "Envoy"})
    return undo(draw(st.sampled_from(made)), at) if made else decided(Action.REJECT, E, at=at)


@st.composite
def many(draw: Any) -> list[Decision]:
    """Decisions of every action, some of them undone, some of the undoings too."""
    made: list[Decision] = []
    for at in draw(st.lists(_TIMES, max_size=7)):
        made.append(one_of(draw, at, made))
    return made


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(many(), st.randoms(use_true_random=False))
def test_decisions_replay_to_the_same_record_in_whatever_order_they_come(made: list[Decision], random: Any) -> None:
    expected = record_of(made)
    shuffled = [*made, *made[: len(made) // 2]]
    random.shuffle(shuffled)
    assert record_of(shuffled) == expected
    assert len(expected.judgements.decisions) == len({decision.id for decision in made})
    assert set(expected.judgements.states) == {decision.id for decision in made}


@settings(max_examples=40, deadline=None)
@given(many(), st.sampled_from([Action.CONFIRM, Action.REJECT]), _KEYS)
def test_undo_restores_whatever_was_decided_before(made: list[Decision], action: Action, key: tuple[str, str]) -> None:
    from communique.model.decisions import sign

    last = sign(decided(action, key), by="eve", at="2025-04-02T00:00:00.000000+00:00")
    back = sign(undo(last, 0), by="eve", at="2025-04-02T00:00:01.000000+00:00")
    assert without_judgements(record_of([*made, last, back])) == without_judgements(record_of(made))


@settings(max_examples=40, deadline=None)
@given(
    st.integers(0, 20),
    st.integers(0, 20),
    st.sampled_from(ContactKind),
    st.sampled_from(Status),
    st.sampled_from(["2025-03-04", None, "2025-03"]),
    st.sampled_from(["c1", "c2", "c9"]),
    st.booleans(),
)
def test_a_rejected_finding_never_comes_back(
    left: int, right: int, kind: ContactKind, status: Status, date: str | None, local: str, more: bool
) -> None:
    """A newer reader cuts the sentence otherwise, reads other fields, counts otherwise, sees one more party."""
    articles, findings = world()
    start, end = span(TEXT, MET)
    start, end = start + left, end - right if right % 2 else end + right
    parties = ("EGY", "SDN", "TCD") if more else ("SDN", "TCD")
    again = told("one", local, MET, TEXT, kind=kind, status=status, date=date, parties=parties)
    again = replace(again, spans=((start, end),), evidence=(TEXT[start:end],))
    findings[0] = replace(findings[0], contacts=(again,))
    record = record_of([decided(Action.REJECT, A)], (articles, findings))
    assert "one" not in {report.article for contact in record.contacts for report in contact.reports}
    assert NEXT in TEXT


def test_in_another_edition_a_decision_holds_for_the_words_that_stayed() -> None:
    articles, findings = world()
    text = f"Corrected on Monday. {TEXT}"
    articles[0] = replace(articles[0], text=text)
    findings[0] = Findings("one", "2025-03-05", contacts=(told("one", "c1", NEXT, text, status=Status.SCHEDULED),))
    assert "one" not in {r.article for c in record_of([decided(Action.REJECT, B)], (articles, findings)).contacts
                         for r in c.reports}  # fmt: skip
    record = record_of([decided(Action.REJECT, A)], (articles, findings))
    assert [*record.judgements.states.values()] == [State.UNANCHORED]


@settings(max_examples=40, deadline=None)
@given(
    st.sampled_from(ContactKind),
    st.sampled_from(Status),
    st.sampled_from(["2025-03-05", None, "2025-03"]),
    st.sampled_from([None, "Bern"]),
    st.sampled_from(Level),
)
def test_what_was_confirmed_stays_as_it_was_and_gaps_may_be_filled(
    kind: ContactKind, status: Status, date: str | None, place: str | None, level: Level
) -> None:
    made = world()
    seen = {"kind": "talks", "status": "held", "date": "2025-03-07", "place": "Cairo"}
    confirmation = decided(Action.CONFIRM, E, values={"fields": [seen]})
    old = made[1][2].contacts[0]
    made[1][2] = replace(
        made[1][2],
        contacts=(replace(old, id="c4", kind=kind, status=status, date=date, place=place, level=level),),
    )
    record = record_of([confirmation], made)
    report = next(r for c in record.contacts for r in c.reports if r.article == "three")
    assert (report.kind, report.status, report.date, report.place, report.level) == (*seen.values(), level)
    assert "three:c4" in record.judgements.confirmed
    changed = {edit.field: edit.found for edit in record.judgements.edits.get("three:c4", ())}
    assert changed.get("status", status) is status
    assert ("place" in changed) is (place != "Cairo")


def test_findings_that_agree_in_everything_are_judged_alike() -> None:
    made = world()
    twin = replace(made[1][2].contacts[0], id="c2")
    made[1][2] = replace(made[1][2], contacts=(made[1][2].contacts[0], twin))
    assert not any("EGY" in c.parties for c in record_of([decided(Action.REJECT, E)], made).contacts)


def test_a_value_of_an_older_vocabulary_changes_nothing() -> None:
    for whole in (False, True):
        record = record_of([decided(Action.EDIT, E, values={"status": "rumoured", "place": "Giza"}, whole=whole)])
        contact = next(c for c in record.contacts if "EGY" in c.parties)
        assert (contact.status, contact.place) == (Status.HELD, "Giza")


def test_what_a_person_says_of_a_field_is_not_misread() -> None:
    made = world()
    old = made[1][2].contacts[0]
    made[1][2] = replace(made[1][2], contacts=(replace(old, unsure=("place", "status")),))

    def unsure(*decisions: Decision) -> tuple[str, ...]:
        record = record_of(decisions, made)
        return next(r.unsure for c in record.contacts for r in c.reports if r.article == "three")

    assert unsure() == ("place", "status")
    assert unsure(decided(Action.EDIT, E, values={"place": "Giza"})) == ("status",)
    assert unsure(decided(Action.CONFIRM, E)) == ()
