"""Commands killed before every single statement: the record is whole each time, and comes out as undisturbed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from crash_stories import STORIES
from killing import BESIDE, KILLED, RECORD, Doomed, begin, check, contents, is_record, quick_folder, state

QUICK = {"merge into a record of the first version": 16, "decide": 20}
EVERY = [pytest.param(name, 1, marks=pytest.mark.slow, id=name) for name in STORIES]
SOME = [pytest.param(name, step, id=f"some steps of {name}") for name, step in QUICK.items()]


@pytest.fixture
def folder() -> Iterator[Path]:
    with quick_folder() as one:
        yield one


@pytest.mark.parametrize(("name", "every"), SOME + EVERY)
def test_killed_at_every_step_and_run_again(
    name: str, every: int, folder: Path, request: pytest.FixtureRequest
) -> None:
    doom: Doomed = request.getfixturevalue("doom_with_parser" if name.startswith("read") else "doom")
    story, start, used = STORIES[name], folder / "start", folder / "used"
    start.mkdir()
    story.start(start)
    begin(start, used)
    for command in story.commands:
        doom.warm(used, command)
    begin(start, used)
    moments = [life.moments for life in story.go_on(doom, used)]
    expected = contents(used / RECORD)
    files = files_in(used)
    for number, command in enumerate(story.commands):
        seen: set[str] = set()
        assert moments[number] > 10
        for at in range(1, moments[number] + 1, every):
            begin(start, used)
            assert doom.run(used, command, at=at).code == KILLED, f"{command} at {at}"
            if is_record(used / RECORD):
                check(used / RECORD)
            if (left := state(used)) in seen:
                continue  # The same has been run again from here already.
            seen.add(left)
            story.go_on(doom, used, number)
            check(used / RECORD)
            assert contents(used / RECORD) == expected, f"{command} killed at {at}"
            assert files_in(used) == files, f"{command} killed at {at}"
        begin(start, used)
        assert doom.run(used, command).code == 0
        begin(used, start)


def files_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if path.name not in BESIDE)
