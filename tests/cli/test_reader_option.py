"""`--reader large`: a run says what was asked, what it took and what did not hold; without settings, what to set."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from communique.cli.app import app
from large_models import TEXT, ScriptedModel, answer, contact, reply

run = CliRunner().invoke


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[ScriptedModel]:
    made = ScriptedModel(reply(answer(contacts=[contact(), contact(evidence=["They sang."]), contact(place="Lima")])))
    monkeypatch.chdir(tmp_path)
    table = f'[reader]\nurl = "{made.url}"\nmodel = "m-1"\nallow_private = true\nprice_in = 2.0\nprice_out = 10.0\n'
    Path("communique.toml").write_text(table)
    Path("a.jsonl").write_text(json.dumps({"id": "x-1", "published": "2025-04-10", "text": TEXT}) + "\n")
    yield made
    made.site.close()


def test_a_run_says_what_it_took_and_what_did_not_hold(server: ScriptedModel) -> None:
    said = run(app, ["read", "a.jsonl", "--reader", "large"])
    assert said.exit_code == 0, said.output
    assert "asked m-1 1 time: 1,000 tokens sent, 100 received, cost 0.003" in said.output
    assert "dropped 1 of 3 items of its answers: 1 with evidence that is not in the article" in said.output
    assert "left out of the others what the articles do not bear: 1 places" in said.output
    assert "Quito" in run(app, ["contacts", "--json"]).output
    again = run(app, ["findings", "a.jsonl", "--reader", "large", "-o", "f.jsonl"])
    assert "asked m-1 0 times, 1 answer from earlier runs" in again.output
    assert len(json.loads(Path("f.jsonl").read_text())["contacts"]) == 2


def test_by_default_nothing_is_asked(server: ScriptedModel) -> None:
    assert run(app, ["read", "a.jsonl"]).exit_code == 0
    assert server.asked == []


def test_without_settings_it_says_what_to_set(server: ScriptedModel) -> None:
    Path("communique.toml").unlink()
    refused = run(app, ["read", "a.jsonl", "--reader", "large"])
    assert refused.exit_code != 0
    assert "no `url` of a large model" in refused.output + str(refused.exception)
