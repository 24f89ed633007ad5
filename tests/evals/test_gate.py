"""The gate: accuracy does not fall below evals/floors.json, and floors only rise."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from evals import gate
from large_models import ScriptedModel, answer, reply

FLOORS = json.loads(gate.FLOORS.read_text())


@pytest.mark.parametrize(
    "name",
    [pytest.param(name, marks=[pytest.mark.xdist_group("own")] if name == "own" else []) for name in gate.GATED],
)
def test_the_reader_is_as_right_as_it_was(name: str) -> None:
    if not gate.load(name):
        pytest.skip(f"the annotated articles of {name} are not here")
    assert not gate.below(gate.measure(name), FLOORS[name])


def test_every_gated_set_has_floors() -> None:
    assert set(gate.GATED) <= set(FLOORS)
    assert all(FLOORS[name]["contacts.found"] > 0 for name in gate.GATED if name not in gate.GIVEN)
    assert all(FLOORS[name]["given.merge"] > 0 for name in gate.GIVEN)


def test_the_own_articles_are_here_and_enough() -> None:
    assert len(gate.load("own")) >= 15
    assert len(gate.load("linked")) >= 170


def test_a_figure_below_its_floor_is_named() -> None:
    assert gate.below({"contacts.found": 0.5}, {"contacts.found": 0.6, "deadlines": 0.0}) == [
        "contacts.found: 0.5000 is below the floor 0.6000"
    ]


def test_floors_rise_and_are_not_lowered_by_raising(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    floors = tmp_path / "floors.json"
    floors.write_text(json.dumps({"own": {"contacts.found": 0.9, "deadlines": 0.1}}))
    monkeypatch.setattr(gate, "FLOORS", floors)
    monkeypatch.setattr(gate, "measure", lambda *_: {"contacts.found": 0.5, "deadlines": 0.2, "contacts.place": 0.3})
    assert gate.main(["--set", "own", "--raise-floors"]) == 0
    assert json.loads(floors.read_text())["own"] == {"contacts.found": 0.9, "deadlines": 0.2}
    assert gate.main(["--set", "own", "--raise-floors", "--allow-lower"]) == 0
    assert json.loads(floors.read_text())["own"] == {"contacts.found": 0.5, "deadlines": 0.2}


def test_a_large_model_is_scored_by_the_same_measures_and_raises_no_floors(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    server = ScriptedModel(reply(answer()))
    for name, value in {"URL": server.url, "MODEL": "m-1", "ALLOW_PRIVATE": "true", "ANSWERS": str(tmp_path)}.items():
        monkeypatch.setenv(f"COMMUNIQUE_READER_{name}", value)
    assert gate.main(["--set", "own", "--reader", "large", "--articles", "2"]) == 0
    server.site.close()
    said = capsys.readouterr().out
    assert "contacts.found           0.0000\n" in said
    assert "asked m-1 2 times: 2,000 tokens sent, 200 received" in said
    with pytest.raises(SystemExit):
        gate.main(["--reader", "large", "--raise-floors"])
