"""Issues: what is negotiated, told from the words of a phrase, its sentence and its article."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from communique.findings.positions.issue_choice import FEATURES, issue_weights
from communique.findings.positions.issues import issue_words, score_issues, score_words
from communique.findings.positions.positions import find_positions
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
        ("a settlement with the neighbours", "talks"),
        ("a halt to settlement construction", "territory"),
        ("the opening of accession talks", "alliance"),
        ("air services between the capitals", "missions"),
        ("the delimitation of the continental shelf", "territory"),
        ("a hydroelectric power station", "energy"),
        ("vaccines and the repatriation of the families", "humanitarian"),
        ("two seats in the cabinet for the party", "governance"),
        ("the resettlement of families after the earthquake", "humanitarian"),
        ("a boycott of the games", "sanctions"),
        ("the cession of the northern villages", "territory"),
        ("an arbitral award for damages", "justice"),
        ("a return to home rule", "governance"),
        ("a weapon delivery by sea", "aid"),
        ("the demobilisation of the fighters", "arms"),
        ("the price of natural gas", "energy"),
        ("an export control on softwood", "trade"),
    ],
)
def test_a_phrase_names_its_issue(read: Read, phrase: str, issue: str) -> None:
    scores = score_issues(read(phrase).parse.tokens)
    assert max(scores, key=lambda name: scores[name]) == issue


def issues(read: Read, text: str) -> list[str]:
    return [position.issue.value for position in find_positions(read(text))]


def test_the_article_decides_where_the_phrase_is_vague(read: Read) -> None:
    text = "The tariffs on steel and beef imports stay. Farm exports fell. Canada rejected the proposal."
    assert issues(read, text) == ["trade"]


def test_the_head_of_a_phrase_counts_for_more_than_what_describes_it(read: Read) -> None:
    assert issues(read, "Norway demands a ceasefire which would end the dispute over fishing quotas.") == ["ceasefire"]


def test_a_headline_is_scored_without_a_parse() -> None:
    assert set(score_words(["Sanctions:", "the", "“sanctions”", "stay"])) == {"sanctions"}
    assert score_words([]) == {}


def test_every_feature_of_the_issue_has_a_weight() -> None:
    assert len(issue_weights()) == len(FEATURES)
    assert any(issue_weights())
