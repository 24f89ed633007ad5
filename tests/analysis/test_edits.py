"""What an outlet's edit changed is news; what a reader makes otherwise of the same words, or a slip mended, is none."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from communique.analysis.change import Change, ChangeKind
from communique.analysis.changes import find_changes, find_news
from communique.analysis.edits import FieldEdit, FindingEdit, compare
from communique.model.actors import Level
from communique.model.article import Article
from communique.model.findings import ContactKind, ContactReport, Findings, Issue, Position, Stance, Status
from communique.model.record import Edition, Record
from communique.record.build import build_record
from communique.record.select import Selection, select
from communique.reports.changes import list_changes, make_changes
from communique.reports.document import Bullets, plain

REST = " ".join(f"Line {n} recalls how the talks on the river began in year {n}." for n in range(9))
WILL = "Envoys of Chad and Sudan will meet in Geneva on Friday."
COULD = "Envoys of Chad and Sudan could meet in Geneva on Friday."
CHAD = "Chad wants a truce."
URL = "https://example.org/talks"


def contact(sentence: str, **fields: Any) -> ContactReport:
    known = {"kind": ContactKind.TALKS, "parties": ("SDN", "TCD"), "status": Status.SCHEDULED, "date": "2025-03-07",
             "place": "Geneva", "level": Level.ENVOY}  # fmt: skip
    return ContactReport(id="c1", article="", evidence=(sentence,), spans=(), **(known | fields))  # type: ignore[arg-type]


def position(sentence: str, **fields: Any) -> Position:
    known = {"party": "TCD", "issue": Issue.CEASEFIRE, "stance": Stance.DEMANDS, "about": "a truce"}
    return Position(id="p1", article="", evidence=(sentence,), spans=(), **(known | fields))  # type: ignore[arg-type]


def edition(key: str, text: str, *items: Any, day: str | None = "2025-03-04", **more: Any) -> Edition:
    article = Article(key, text, URL, "Northern Post", "2025-03-04", **more)
    placed = []
    for number, item in enumerate(items, 1):
        start = text.index(item.evidence[0])
        spans = ((start, start + len(item.evidence[0])),)
        placed.append(replace(item, article=key, id=f"{item.id[0]}{number}", spans=spans))
    kinds = {"contacts": ContactReport, "positions": Position}
    found = {name: tuple(item for item in placed if isinstance(item, made)) for name, made in kinds.items()}
    return Edition(article, day, Findings(key, article.published, **found))  # type: ignore[arg-type]


def edits(old: Edition, new: Edition) -> tuple[FindingEdit, ...]:
    return compare(old, new).edits


OLD = edition("old", f"{WILL} {REST} {CHAD}", contact(WILL), position(CHAD), fetched="2025-03-04")
NEW = edition("new", f"{COULD} {REST} {CHAD}", contact(COULD, status=Status.POSSIBLE), position(CHAD),
              day="2025-03-06", modified="2025-03-06")  # fmt: skip


def test_will_that_became_could_is_an_edit_of_the_status() -> None:
    (edit,) = edits(OLD, NEW)
    assert edit.fields == (FieldEdit("status", Status.SCHEDULED, Status.POSSIBLE),)
    assert edit.old
    assert edit.new
    assert (edit.old.evidence, edit.new.evidence) == ((WILL,), (COULD,))


@pytest.mark.parametrize(
    ("words", "fields", "edit"),
    [
        (("Friday", "Monday"), {"date": "2025-03-10"}, FieldEdit("date", "2025-03-07", "2025-03-10")),
        (("Geneva", "Vienna"), {"place": "Vienna"}, FieldEdit("place", "Geneva", "Vienna")),
        ((" in Geneva", ""), {"place": None}, FieldEdit("place", "Geneva", None)),
        (("Sudan", "Libya"), {"parties": ("LBY", "TCD")}, FieldEdit("parties", ("SDN", "TCD"), ("LBY", "TCD"))),
        (("Envoys", "Ministers"), {"level": Level.MINISTERIAL}, FieldEdit("level", Level.ENVOY, Level.MINISTERIAL)),
        (("will", "will not"), {"status": Status.RULED_OUT}, FieldEdit("status", Status.SCHEDULED, Status.RULED_OUT)),
    ],
)  # fmt: skip
def test_each_field_that_an_edit_changed_is_told(
    words: tuple[str, str], fields: dict[str, Any], edit: FieldEdit
) -> None:
    sentence = WILL.replace(*words)
    new = edition("new", f"{sentence} {REST}", contact(sentence, **fields))
    (found,) = edits(edition("old", f"{WILL} {REST}", contact(WILL)), new)
    assert found.fields == (edit,)


def test_firmer_or_weaker_words_are_told_whatever_the_reader_makes_of_them() -> None:
    new = edition("new", f"{COULD} {REST}", contact(COULD))
    (edit,) = edits(edition("old", f"{WILL} {REST}", contact(WILL)), new)
    assert edit.fields == (FieldEdit("wording", "will", "could"),)
    other = WILL.replace("Envoys", "Two envoys")
    assert (
        edits(edition("old", f"{WILL} {REST}", contact(WILL)), edition("new", f"{other} {REST}", contact(other))) == ()
    )


def test_what_came_and_what_went_is_told() -> None:
    short = edition("old", f"{WILL} {REST}", contact(WILL))
    (came,) = edits(short, OLD)
    (went,) = edits(OLD, short)
    assert came.old is None
    assert isinstance(came.new, Position)
    assert went.new is None
    assert isinstance(went.old, Position)


def test_a_sentence_told_anew_is_the_same_contact_where_no_other_is_meant() -> None:
    anew = "It is no longer certain that Sudan's envoy will sit down with Chad's."
    (edit,) = edits(OLD, edition("new", f"{anew} {REST} {CHAD}", contact(anew, status=Status.POSSIBLE), position(CHAD)))
    assert [field.field for field in edit.fields] == ["status"]


def test_a_stance_that_was_edited_is_told() -> None:
    softer = "Chad would accept a truce."
    (edit,) = edits(
        OLD, edition("new", f"{WILL} {REST} {softer}", contact(WILL), position(softer, stance=Stance.ACCEPTS))
    )
    assert edit.fields == (FieldEdit("stance", Stance.DEMANDS, Stance.ACCEPTS),)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (WILL, WILL.replace(" on", "  on").replace(".", " .")),
        (WILL, WILL.upper()),
        (WILL.replace("Geneva", "Genvea"), WILL),
        (WILL.replace("Envoys", "Envovs"), WILL),
    ],
    ids=["blanks", "case", "place mended", "word mended"],
)
def test_typography_and_slips_of_the_pen_are_no_news(old: str, new: str) -> None:
    place = "Genvea" if "Genvea" in old else None
    one = edition("old", f"{old} {REST}", contact(old, place=place))
    assert edits(one, edition("new", f"{new} {REST}", contact(new))) == ()
    assert edits(edition("old", f"{old} {REST}"), edition("new", f"{new} {REST}", contact(new))) == ()


def test_another_reading_of_the_same_words_is_no_edit() -> None:
    again = edition("new", f"{WILL} {REST} More.", contact(WILL, status=Status.HELD, date=None))
    assert edits(edition("old", f"{WILL} {REST}", contact(WILL), position(REST)), again) == ()


def test_two_contacts_of_one_sentence_are_held_to_their_own() -> None:
    def told(sentence: str, status: Status) -> list[ContactReport]:
        return [contact(sentence, status=status), contact(sentence, parties=("EGY", "TCD"), status=Status.HELD)]

    old = edition("old", f"{WILL} {REST}", *told(WILL, Status.SCHEDULED))
    (edit,) = edits(old, edition("new", f"{COULD} {REST}", *reversed(told(COULD, Status.POSSIBLE))))
    assert edit.new
    assert edit.new.parties == ("SDN", "TCD")  # type: ignore[attr-defined]


def record(*editions: Edition) -> Record:
    return build_record([e.article for e in editions], [e.findings for e in editions if e.findings])


def changed(made: Record, since: date) -> list[Change]:
    return [change for change in find_changes(made, since) if change.kind is ChangeKind.EDITED]


class TestChanges:
    def test_an_edit_is_a_change_on_the_day_of_its_edition(self) -> None:
        made = record(OLD, NEW)
        (change,) = changed(made, date(2025, 3, 1))
        assert change.subject is made.contacts[0]
        assert (change.before, change.after, change.field) == (Status.SCHEDULED, Status.POSSIBLE, "status")
        assert [r.article for r in (*change.reports, *change.earlier)] == ["new", "old"]
        assert change.day == date(2025, 3, 6)
        assert changed(made, date(2025, 3, 7)) == []

    def test_an_edition_that_was_only_had_later_counts_on_the_last_day_of_the_record(self) -> None:
        late = edition("new", f"{COULD} {REST}", contact(COULD, status=Status.POSSIBLE), fetched="2026-01-01")
        (change, _) = changed(record(OLD, late), date(2025, 3, 1))
        assert change.day == date(2025, 3, 4)
        assert change.edition
        assert change.edition.day == "2026-01-01"

    def test_an_edit_is_told_in_words_with_both_quotes(self) -> None:
        made = record(OLD, NEW)
        document = make_changes(made, since=date(2025, 3, 1))
        (section,) = [s for s in document.sections if s.key == "changed-edits"]
        (block,) = section.blocks
        assert isinstance(block, Bullets)
        words = plain(block.items[0].line)
        assert "edited by Northern Post on 6 Mar: status now possible" in words
        assert "before: scheduled" in words
        assert {(source.article, source.quote) for source in document.sources} >= {("new", COULD), ("old", WILL)}
        row = next(e.data for e in list_changes(made, date(2025, 3, 1)).entries if e.data["group"] == "edits")
        assert (row["quote"], row["earlier_quote"], row["edition"], row["field"]) == (COULD, WILL, "new", "status")
        assert (row["before"], row["after"]) == ("scheduled", "possible")

    def test_what_an_edit_took_away_is_told_though_no_item_is_left(self) -> None:
        made = record(OLD, edition("new", f"{REST} {CHAD}", position(CHAD), day=None, modified="2025-03-06"))
        assert made.contacts == ()
        (change,) = changed(made, date(2025, 3, 1))
        assert (change.item, change.field) == ("old:c1", "")
        words = [plain(e.cells[2]) for e in list_changes(made, date(2025, 3, 1)).entries if e.data["group"] == "edits"]
        assert "no longer says so" in words[0]
        assert "Sudan – Chad" in words[0]

    def test_of_several_edits_the_item_is_what_it_has_become(self) -> None:
        last = edition("newer", NEW.article.text + " More.", contact(COULD, status=Status.POSSIBLE), position(CHAD),
                       modified="2025-03-07")  # fmt: skip
        made = record(OLD, NEW, last)
        (change,) = changed(made, date(2025, 3, 1))
        assert change.subject is made.contacts[0]
        assert change.reports[0].article == "new"

    def test_since_what_was_known_an_edit_alone_is_news(self) -> None:
        news = find_news(record(OLD, NEW), frozenset({"old"}), date(2025, 3, 4))
        assert [change.kind for change in news] == [ChangeKind.EDITED]
        assert find_news(record(OLD, NEW), frozenset({"old", "new"}), date(2025, 3, 6)) == ()

    def test_of_a_part_of_the_record_only_its_own_edits_are_told(self) -> None:
        made = record(OLD, edition("new", REST, day=None, modified="2025-03-06"))
        assert len(changed(made, date(2025, 3, 1))) == 2
        for_chad, for_egypt = (select(made, Selection(party=party)) for party in ("TCD", "EGY"))
        assert len(changed(replace(for_chad, as_of=date(2025, 3, 6)), date(2025, 3, 1))) == 2
        assert changed(replace(for_egypt, as_of=date(2025, 3, 6)), date(2025, 3, 1)) == []
