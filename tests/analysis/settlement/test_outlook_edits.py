"""What an analyst adds: cells, weights, issues, scenarios, drafts; kept in a file with its comments, names checked."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from settlement_samples import plan, record, said

from communique.analysis.settlement.outlook import (
    NOTHING,
    CellEdit,
    Draft,
    IssueEdit,
    Outlook,
    Scenario,
    clear_cell,
    make_table,
    remove_scenario,
    save_draft,
    save_scenario,
    set_cell,
    set_issue,
    set_weight,
)
from communique.analysis.settlement.outlook_file import load_outlook, read_outlook
from communique.analysis.settlement.outlook_text import read_cell, starting_text
from communique.analysis.settlement.outlook_writing import save_outlook, to_data
from communique.analysis.settlement.packages import find_packages
from communique.analysis.settlement.proposals import compare_proposals
from communique.analysis.settlement.scenarios import BASE, compare_scenarios
from communique.analysis.settlement.table import Atom, Standing
from communique.errors import UsageError

REFUSED = said("PRT", "rejects", "a buffer zone")
RECORD = record(
    said("NOR", "demands", "a buffer zone"),
    REFUSED,
    said("NOR", "accepts", "elections"),
    said("PRT", "demands", "elections"),
    proposals=(
        plan(
            "calm plan",
            "a buffer zone",
            "elections",
            "kind words",
            responses=(said("PRT", "rejects", "the calm plan"),),
        ),
    ),
)
ACCEPTS = CellEdit("PRT", "zone", "zone", Standing.ACCEPTS, note="what if", by="Ann")

FULL = """
# What we think.
[table]
parties = ["NOR", "PRT"]

[scores]
open = 0.4  # we are sceptical
silent = "unknown"

[weights.NOR]
zone = 3

[[issue]]
key = "zone"
name = "A zone"
options = { narrow = "a narrow zone" }

[[cell]]
party = "PRT"
issue = "zone"
option = "narrow"
standing = "conditional"
if = ["elections=held", "NOR accepts elections=held"]
by = "Ann"

[[scenario]]
name = "a turn"
cell = [{ party = "PRT", issue = "zone", option = "zone", standing = "accepts" }]

[[draft]]
name = "ours"
terms = { zone = "narrow" }

[conflict]
infeasible = ["YY"]
[[conflict.option]]
key = "a"
party = "NOR"
[[conflict.option]]
key = "b"
party = "PRT"
once = "taken"
[conflict.preferences.NOR]
statements = ["a", "!b"]
"""


def test_an_edit_changes_the_cell_and_keeps_what_the_record_says() -> None:
    table = make_table(RECORD, set_cell(NOTHING, ACCEPTS))
    cell = table.cell("PRT", "zone", "zone")
    assert (cell.standing, cell.edited, cell.note, cell.by) == (Standing.ACCEPTS, True, "what if", "Ann")
    assert cell.earlier == (REFUSED,)
    assert make_table(RECORD).cell("PRT", "zone", "zone").standing is Standing.RED_LINE


def test_an_edit_changes_the_answer_and_clearing_it_changes_it_back() -> None:
    edited = set_cell(NOTHING, ACCEPTS)
    assert find_packages(make_table(RECORD)).open == 2
    assert find_packages(make_table(RECORD, edited)).open == 4
    cleared = clear_cell(edited, "PRT", "zone", "zone")
    assert cleared == NOTHING
    assert find_packages(make_table(RECORD, cleared)).open == 2


def test_a_scenario_is_supposed_by_name_and_compared_with_the_record() -> None:
    outlook = save_scenario(NOTHING, Scenario("a turn", (ACCEPTS,)))
    assert make_table(RECORD, outlook).cell("PRT", "zone", "zone").standing is Standing.RED_LINE
    base, turn = compare_scenarios(RECORD, outlook)
    assert (base.name, turn.name) == (BASE, "a turn")
    assert (base.packages.open, turn.packages.open) == (2, 4)
    assert turn.supposed[0].before.statements == (REFUSED,)
    assert turn.opened
    assert remove_scenario(outlook, "a turn") == NOTHING


def test_issues_of_the_analysts_own_and_merged_options() -> None:
    own = set_issue(NOTHING, IssueEdit("fish", "Fish", {"all": "all of it", "none": "none"}, none="none"))
    table = make_table(RECORD, set_cell(own, CellEdit("ISL", "fish", "all", Standing.PREFERS)))
    assert table.cell("ISL", "fish", "all").standing is Standing.PREFERS
    assert "ISL" in table.parties
    merged = make_table(RECORD, set_issue(NOTHING, IssueEdit("zone", merge={"no-zone": "zone"})))
    assert [option.key for option in merged.question("zone").options] == ["zone"]


def test_weights_are_set_and_checked() -> None:
    assert set_weight(NOTHING, "NOR", "zone", 3).scores.weight("NOR", "zone") == 3
    with pytest.raises(UsageError, match="a weight of -1"):
        set_weight(NOTHING, "NOR", "zone", -1)


def test_a_condition_is_read_from_references() -> None:
    outlook = set_cell(
        NOTHING, read_cell("PRT zone=zone if elections=held and not elections=not-held or NOR accepts zone=zone")
    )
    condition = make_table(RECORD, outlook).cell("PRT", "zone", "zone").condition
    assert condition is not None
    assert condition.alternatives == (
        (Atom("elections", "held"), Atom("elections", "not-held", None, True)),
        (Atom("zone", "zone", "NOR"),),
    )


@pytest.mark.parametrize(
    ("outlook", "message"),
    [
        (set_cell(NOTHING, CellEdit("PRT", "zoen", "zone", Standing.OPEN)), "no such issue: zoen (did you mean zone?)"),
        (
            set_cell(NOTHING, CellEdit("PRT", "zone", "zoom", Standing.OPEN)),
            "no such option of zone: zoom (did you mean zone?)",
        ),
        (set_cell(NOTHING, read_cell("PRT zone=zone if elections=hold")), "did you mean held?"),
        (
            set_cell(NOTHING, read_cell("PRT zone=zone if NRO accepts elections=held")),
            "no such party: NRO (did you mean NOR?)",
        ),
        (set_cell(NOTHING, read_cell("PRT zone=zone if PRT accepts zone=zone")), "waits for itself"),
        (
            set_cell(NOTHING, read_cell("PRT zone=zone if not NOR accepts zone=zone")),
            "cannot wait for a party to refuse",
        ),
        (set_cell(NOTHING, read_cell("PRT zone=zone if zone")), "not a condition"),
        (set_weight(NOTHING, "NOR", "zoen", 2), "no such issue: zoen (did you mean zone?)"),
        (set_weight(NOTHING, "NRO", "zone", 2), "no such party: NRO (did you mean NOR?)"),
        (set_issue(NOTHING, IssueEdit("zone", merge={"zoom": "zone"})), "did you mean zone?"),
        (set_issue(NOTHING, IssueEdit("fish", options={"all": "all"})), "has 1 options"),
        (read_outlook({"table": {"leave_out": ["zoen"]}}), "no such issue: zoen (did you mean zone?)"),
        (set_cell(NOTHING, CellEdit("NRO", "zone", "zone", Standing.OPEN)), "no such party: NRO (did you mean NOR?"),
        (read_outlook({"table": {"parties": ["NRO", "PRT"]}}), "no such party: NRO (did you mean NOR?)"),
    ],
)
def test_unknown_names_are_refused_with_the_nearest(outlook: Outlook, message: str) -> None:
    with pytest.raises(UsageError) as caught:
        make_table(RECORD, outlook)
    assert message in str(caught.value)


def test_unknown_scenarios_and_drafts_are_refused_with_the_nearest() -> None:
    outlook = save_scenario(NOTHING, Scenario("a turn", (ACCEPTS,)))
    with pytest.raises(UsageError, match="did you mean a turn"):
        make_table(RECORD, outlook, "a trun")
    with pytest.raises(UsageError, match="did you mean a turn"):
        compare_scenarios(RECORD, outlook, ("a trun",))
    with pytest.raises(UsageError, match="did you mean zone"):
        compare_proposals(RECORD, make_table(RECORD), save_draft(NOTHING, Draft("ours", {"zoen": "zone"})))


def test_proposals_and_drafts_are_compared_term_by_term_with_answers_and_distances() -> None:
    outlook = save_draft(NOTHING, Draft("ours", {"zone": "no-zone", "elections": "held"}))
    found = compare_proposals(RECORD, make_table(RECORD), outlook)
    calm, ours = found.plans
    assert [(t.question, t.option) for t in calm.terms] == [("zone", "zone"), ("elections", "held"), (None, None)]
    assert [response.party for response in calm.responses] == ["PRT"]
    assert calm.distances["PRT"].crosses == (("PRT", "zone", "zone"),)
    assert calm.distances["NOR"].low == pytest.approx((1 + 0.75) / 2)
    assert ours.distances["PRT"].low == pytest.approx((0.75 + 1) / 2)
    assert ours.distances["NOR"].misses == ("zone",)
    assert found.questions == tuple(q.key for q in found.table.questions)


def test_a_file_holds_all_of_it(tmp_path: Path) -> None:
    path = tmp_path / "outlook.toml"
    path.write_text(FULL, encoding="utf-8")
    outlook = load_outlook(path)
    assert outlook.scores.open == 0.4
    assert outlook.scores.weight("NOR", "zone") == 3
    assert outlook.conflict is not None
    assert outlook.conflict.options[1].once == "taken"
    table = make_table(RECORD, outlook)
    assert table.question("zone").name == "A zone"
    assert table.cell("PRT", "zone", "narrow").standing is Standing.CONDITIONAL
    assert read_outlook(to_data(outlook)) == outlook


def test_saving_keeps_comments_and_what_did_not_change(tmp_path: Path) -> None:
    path = tmp_path / "outlook.toml"
    path.write_text(FULL, encoding="utf-8")
    outlook = load_outlook(path)
    save_outlook(path, outlook)
    assert path.read_text(encoding="utf-8") == FULL
    changed = save_scenario(outlook, Scenario("another", (ACCEPTS,), "why not"))
    save_outlook(path, changed)
    assert "# we are sceptical" in path.read_text(encoding="utf-8")
    assert "# What we think." in path.read_text(encoding="utf-8")
    assert load_outlook(path) == changed
    fresh = tmp_path / "fresh.toml"
    save_outlook(fresh, changed)
    assert load_outlook(fresh) == changed


def test_a_file_that_is_broken_is_not_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "outlook.toml"
    path.write_text("[table", encoding="utf-8")
    with pytest.raises(UsageError, match="mend it by hand"):
        save_outlook(path, NOTHING)
    assert path.read_text(encoding="utf-8") == "[table"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[tabel]", "no such section: tabel (did you mean table?)"),
        ("[table]\nissue = []", "no such key of [table]: issue (did you mean issues?)"),
        ("[table]\nparties = 3", "parties = 3"),
        ("[table]\nmost = 0", "most = 0"),
        ("table = 3", "table is no table"),
        ("cell = 3", "cell is no list of tables"),
        ('[[cell]]\nparty = "NOR"', "[[cell]] lacks `issue`"),
        ('[[cell]]\nparty = "NOR"\nissue = "zone"\noption = "zone"\nstanding = "acepts"', "did you mean accepts?"),
        (
            '[[cell]]\nparty = "NOR"\nissue = "z"\noption = "z"\nstanding = "open"\nif = ["a=b"]',
            "has a condition and is open",
        ),
        ('[[cell]]\nparty = "NOR"\nissue = "z"\noption = "z"\nstanding = "conditional"\nif = 3', "if = 3"),
        ("[scores]\nopen = 2", "open = 2"),
        ("[scores]\nopen = 0.9\naccepts = 0.1", "do not go down"),
        ('[scores]\nsilent = "unknwn"', "did you mean unknown?"),
        ('[weights.NOR]\nzone = "much"', "NOR.zone = 'much'"),
        ("[[scenario]]\nnote = ''", "[[scenario]] lacks `name`"),
        ("[[draft]]\nname = 'a'\nterms = { a = 3 }", "holds something that is no text"),
        ("[conflict]", "the conflict has no options"),
        ("[conflict]\npreferences.A.ranking = 3\n[[conflict.option]]\nkey = 'a'\nparty = 'A'", "ranking = 3"),
        ("[conflict]\npreferences = { A = 3 }\n[[conflict.option]]\nkey = 'a'\nparty = 'A'", "are no table"),
        ("a = ", "is not TOML"),
    ],
)
def test_a_file_with_something_wrong_says_what_and_where(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "outlook.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UsageError) as caught:
        load_outlook(path)
    assert message in str(caught.value)
    assert str(path) in caught.value.message
    assert caught.value.hint


def test_a_file_that_is_not_there_is_named() -> None:
    with pytest.raises(UsageError, match="no such outlook file"):
        load_outlook(Path("nowhere.toml"))


_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-2, 3) | st.floats(allow_nan=True) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3), max_leaves=8,
)  # fmt: skip
_WORDS = """table scores weights issue cell scenario draft conflict party name key option standing if terms options
preferences order ranking"""
_KEYS = st.sampled_from(_WORDS.split())


@given(st.dictionaries(_KEYS, _VALUES | st.lists(st.dictionaries(_KEYS, _VALUES, max_size=6), max_size=2), max_size=4))
def test_any_data_is_an_outlook_or_refused_in_words(data: dict[str, object]) -> None:
    refused = None
    try:
        read_outlook(data)
    except UsageError as error:
        refused = error
    assert refused is None or (refused.message and refused.hint)


@given(st.text(max_size=40))
def test_any_line_is_a_cell_or_refused_in_words(text: str) -> None:
    refused = None
    try:
        read_cell(text)
    except UsageError as error:
        refused = error
    assert refused is None or refused.hint


def test_the_file_to_start_from_is_an_outlook_of_the_same_table(tmp_path: Path) -> None:
    path = tmp_path / "outlook.toml"
    table = make_table(RECORD)
    path.write_text(starting_text(table), encoding="utf-8")
    assert make_table(RECORD, load_outlook(path)) == table
    used = ("[", "party", "issue =", "option", "standing", "if", "note", "name", "cell", "terms", "zone", "elections")
    rows = starting_text(table).splitlines()
    uncommented = "\n".join(row.removeprefix("# ") if row.removeprefix("# ").startswith(used) else row for row in rows)
    path.write_text(uncommented, encoding="utf-8")
    outlook = load_outlook(path)
    assert outlook.cells
    assert outlook.scenarios
    assert outlook.drafts
    make_table(RECORD, outlook, outlook.scenarios[0].name)


def test_a_party_of_ones_own_is_named_among_the_parties() -> None:
    edit = CellEdit("FISHERS", "zone", "zone", Standing.RED_LINE)
    with pytest.raises(UsageError) as caught:
        make_table(RECORD, set_cell(NOTHING, edit))
    assert "name one of your own under `parties`" in caught.value.hint
    named = read_outlook({"table": {"parties": ["NOR", "FISHERS"]}})
    assert make_table(RECORD, set_cell(named, edit)).cell("FISHERS", "zone", "zone").standing is Standing.RED_LINE
    # A party that everybody knows needs no naming.
    assert "SWE" in make_table(RECORD, set_cell(NOTHING, replace(edit, party="SWE"))).parties
