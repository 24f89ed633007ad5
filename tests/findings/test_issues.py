"""Issues: what is negotiated, told from the words of a phrase, its sentence and its article."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from communique.findings.positions.issues import article_issues, choose_issue, issue_words, score_issues
from communique.model.findings import Issue
from communique.reading.reading import Reading

Read = Callable[..., Reading]


def test_every_issue_of_the_guide_has_words() -> None:
    named = {issue for entries in issue_words().words.values() for issue, _ in entries}
    assert named == {issue.value for issue in Issue}


@pytest.mark.parametrize(
    ("phrase", "issue"),
    [
        ("the withdrawal of all foreign troops", "troops"),
        ("the release of the hostages", "prisoners"),
        ("the lifting of the sanctions", "sanctions"),
        ("lower tariffs on steel", "trade"),
        ("a seat at the table", "inclusion"),
        ("uranium enrichment", "nuclear"),
        ("free and fair elections", "governance"),
        ("a new round of talks", "talks"),
    ],
)
def test_a_phrase_names_its_issue(read: Read, phrase: str, issue: str) -> None:
    scores = score_issues(read(phrase).parse.tokens)
    assert choose_issue(scores, scores, {}) == (issue, "about")


def test_the_article_decides_where_the_phrase_is_vague(read: Read) -> None:
    article = article_issues(read("The tariffs on steel and beef imports stay. Farm exports fell.").parse.tokens)
    vague = score_issues(read("the plan").parse.tokens)
    assert choose_issue(vague, vague, article)[0] == "trade"


def test_nothing_named_gives_a_general_issue() -> None:
    assert choose_issue({}, {}, {})[1] == "nowhere"
