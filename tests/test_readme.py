"""The README is true: its transcript is what the program prints, its Python runs, its links lead somewhere."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Path]:
    """What `communique demo` prints at 100 columns, and the record that it leaves."""
    record = tmp_path_factory.mktemp("demo") / "demo.db"
    command = [sys.executable, "-m", "communique", "demo", "--record", str(record)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=_environment(), timeout=120)
    return done.stdout, record


def _environment() -> dict[str, str]:
    import os

    return {**os.environ, "COLUMNS": "100", "NO_COLOR": "1", "PYTHONIOENCODING": "utf-8"}


def test_the_transcript_is_what_the_program_prints(demo: tuple[str, Path]) -> None:
    block = re.search(r"<!-- output of: communique demo -->\n```\n(.*?)```", README, re.S)
    assert block, "no transcript"
    printed = {line.rstrip() for line in demo[0].splitlines()}
    shown = [line.rstrip() for line in block[1].splitlines() if line.strip() and line.strip() != "..."]
    assert len(shown) >= 20
    assert [line for line in shown if line not in printed] == []


def test_the_python_example_runs(demo: tuple[str, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    block = re.search(r"```python\n(.*?)```", README, re.S)
    assert block, "no example"
    record = tmp_path / "talks.db"
    shutil.copy(demo[1], record)
    articles = tmp_path / "articles"
    articles.mkdir()
    (articles / "one.txt").write_text("The ministers of Norway and Chad met in Oslo on Tuesday.", encoding="utf-8")
    code = block[1].replace('"articles/"', repr(str(articles))).replace('"talks.db"', repr(str(record)))
    exec(compile(code, "README.md", "exec"), {})
    assert "held" in capsys.readouterr().out


def test_every_relative_link_leads_to_a_file() -> None:
    for page in [
        ROOT / "README.md",
        *ROOT.glob("docs/*.md"),
        ROOT / "evals" / "README.md",
        ROOT / "examples" / "README.md",
    ]:
        for target in re.findall(r"\]\(([^)#]+?)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
            if "://" not in target:
                assert (page.parent / target).exists(), f"{page.name}: {target}"


def test_the_readme_opens_with_one_sentence_and_the_two_commands() -> None:
    lines = [line for line in README.splitlines() if line.strip()]
    assert lines[0] == "# communique"
    assert lines[1].startswith("**communique reads")
    assert "python3 start.py " in README
    assert "python3 start.py test" in README
