"""Five hundred lives ended by `kill -9` at random moments: nothing is lost, nothing is there twice."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest
from crash_stories import BACKUP, STORIES, merged, on_record, write_given
from killing import KILLED, RECORD, Doomed, Story, begin, check, contents, is_record, quick_folder

MANY = 30
"""Articles: so many that a read is some transactions long."""
MERGE_MANY = on_record("merge", "given.jsonl", "--articles", "given.jsonl")
READ_MANY = on_record("read", "given.jsonl", "--workers", "1")


def many(folder: Path) -> None:
    write_given(folder, MANY)


def many_merged(folder: Path) -> None:
    merged(folder, MANY)


RANDOM: dict[str, tuple[Story, int]] = {
    "merge": (Story(many, [MERGE_MANY]), 90),
    "merge into an older record": (STORIES["merge into a record of the first version"], 60),
    "read": (Story(many, [READ_MANY]), 120),
    "keep the merged record": (Story(many_merged, STORIES["keep the merged record"].commands), 50),
    "decide": (STORIES["decide"], 70),
    "import decisions": (STORIES["import decisions"], 50),
    "back up": (Story(many_merged, [BACKUP], STORIES["back up"].done), 60),
}
ALL = [pytest.param(name, number, marks=pytest.mark.slow, id=name) for name, (_, number) in RANDOM.items()]
FEW = [pytest.param("merge", 6, id="merge, a few times")]


def test_there_are_five_hundred() -> None:
    assert sum(number for _, number in RANDOM.values()) == 500


@pytest.mark.parametrize(("name", "kills"), FEW + ALL)
def test_killed_at_random_and_run_again(name: str, kills: int, request: pytest.FixtureRequest) -> None:
    doom: Doomed = request.getfixturevalue("doom_with_parser" if name == "read" else "doom")
    story, random = RANDOM[name][0], Random(name)
    with quick_folder() as folder:
        start, used = folder / "start", folder / "used"
        start.mkdir()
        story.start(start)
        begin(start, used)
        for command in story.commands:
            doom.warm(used, command)
        begin(start, used)
        lives = story.go_on(doom, used)
        expected, lasts = contents(used / RECORD), sum(life.seconds for life in lives)
        left = kills
        while left > 0:
            begin(start, used)
            killed, lasts = kill_often(story, doom, used, random, lasts)
            left -= killed
            story.go_on(doom, used)
            check(used / RECORD)
            assert contents(used / RECORD) == expected


def kill_often(story: Story, doom: Doomed, used: Path, random: Random, lasts: float) -> tuple[int, float]:
    """Run the commands in a folder, killed some times each on the way; how often, and how long they last now."""
    killed, took = 0, 0.0
    for number, command in enumerate(story.commands):
        for _ in range(random.randint(1, 4)):
            if story.done(number, used):
                break
            life = doom.run(used, command, after=random.uniform(0.005, 1.1 * lasts / len(story.commands)))
            assert life.code in (KILLED, 0), life
            killed += life.code == KILLED
            if is_record(used / RECORD):
                check(used / RECORD)
        if not story.done(number, used):
            took += (life := doom.run(used, command)).seconds
            assert life.code == 0, life
    return killed, took or lasts
