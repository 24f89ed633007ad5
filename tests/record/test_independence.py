"""Which reports are independent evidence: copies are not, nor are texts that all have it from one agency."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from record_samples import report

from communique.model.article import Article
from communique.model.findings import ContactReport
from communique.record.copies.credits import cited_in, credit_of
from communique.record.copies.independence import voices

OWN = "Envoys of Chad and Sudan met in Geneva on Tuesday."


def told(key: str, sentence: str = OWN, publisher: str | None = None) -> tuple[Article, ContactReport]:
    span = (0, len(sentence))
    return Article(key, sentence, publisher=publisher), report(key, evidence=(sentence,), spans=(span,))


def groups(*pairs: tuple[Article, ContactReport], copies: dict[str, str] | None = None) -> list[str]:
    articles = {article.id: article for article, _ in pairs}
    return ["".join(r.article for r in group) for group in voices([r for _, r in pairs], articles, copies or {})]


def test_reports_in_their_own_voice_are_independent() -> None:
    assert groups(told("a", publisher="The Post"), told("b", publisher="Daily News"), told("c")) == ["a", "b", "c"]


def test_copies_are_one_voice_the_original_first() -> None:
    assert groups(told("a"), told("b"), told("c"), copies={"a": "c"}) == ["ca", "b"]


def test_two_papers_that_quote_one_agency_are_one_voice() -> None:
    one = told("a", "The envoys met in Geneva, a diplomat told Reuters.", "The Post")
    other = told("b", "According to Reuters, the two envoys sat down in Geneva.", "Daily News")
    assert groups(one, other) == ["ab"]
    assert groups(one, other, told("c", publisher="Reuters")) == ["cab"]
    assert groups(one, told("d", "The envoys met in Geneva, the AFP agency reported.")) == ["a", "d"]


def test_one_interview_is_one_voice() -> None:
    one = told("a", "They met in Geneva, he said in an interview with the newspaper Aftenposten.")
    other = told("b", "The envoys met, the minister told the Aftenposten daily.")
    third = told("c", "The envoys met, the minister told Swedish state radio.")
    assert groups(one, other, third) == ["ab", "c"]
    assert groups(one, told("d", "They met, she told the newspaper Aftenposten.")) == ["ad"]


def test_a_credit_at_the_head_or_foot_names_the_source_of_the_whole_story() -> None:
    one = told("a", f"GENEVA, March 4 (AP) - {OWN}", "The Post")
    other = told("b", f"{OWN}\nWith inputs from the Associated Press.", "Daily News")
    assert groups(one, other) == ["ab"]


def test_two_texts_of_one_medium_stay_two() -> None:
    assert groups(told("a", publisher="TASS"), told("b", publisher="TASS")) == ["a", "b"]


def test_who_cites_two_media_speaks_for_neither() -> None:
    one = told("a", "They met, Reuters and AFP say; officials told AFP and, according to Reuters, the envoys agree.")
    assert groups(one, told("b", publisher="Reuters"), told("c", publisher="AFP")) == ["a", "b", "c"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("MOSCOW, February 22. /TASS/. Envoys met.", "TASS"),
        ("By Ann Lee, Associated Press\nEnvoys met.", "AP"),
        ("Envoys met.\n— Reuters", "REUTERS"),
        ("Envoys met.\nSource: Agence France-Presse", "AFP"),
        ("Envoys met.\n(AP, Reuters)", None),
        ("The envoys met, Reuters reported.", None),
        ("Reuters was not let in.", None),
        ("The APA hall (APAX) was full.", None),
        ("", None),
    ],
)
def test_credits(text: str, code: str | None) -> None:
    assert credit_of(Article("a", text)) == code


def test_cited_media() -> None:
    assert cited_in("Sources told the Tasnim agency so.") == {"TASNIM"}
    assert cited_in("She told Peruvian radio so.") == {"peruvian radio"}
    assert cited_in("In an interview with the Lebanese daily Al-Hayat he said so.") == {"al-hayat"}
    assert cited_in("He told the Russian newspaper Kommersant so.") == {"Kommersant"}
    assert cited_in("He said so in an interview published in Le Monde.") == {"Le Monde"}
    assert cited_in("They met, according to the official IRNA news agency.") == {"IRNA"}
    assert cited_in("Axios first reported the meeting.") == {"Axios"}
    assert cited_in("He told reporters so, and Reuters was there.") == frozenset()


PARTS = [
    told("a", publisher="The Post"),
    told("b", "They met, a diplomat told Reuters."),
    told("c", "They met, Reuters reported."),
    told("d", publisher="Reuters"),
    told("e", "They met, TASS said."),
    told("f"),
]


@given(st.permutations(PARTS), st.randoms(use_true_random=False))
def test_order_plays_no_part_and_a_copy_adds_no_voice(
    pairs: list[tuple[Article, ContactReport]], rng: random.Random
) -> None:
    assert sorted("".join(sorted(group)) for group in groups(*pairs)) == ["a", "bcd", "e", "f"]
    article, _ = rng.choice(pairs)
    copy = told("z", article.text)
    assert len(groups(*pairs, copy, copies={"z": article.id})) == 4
