"""Sources: the exact words, cut to a readable length around what matters."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from communique.model.article import Article
from communique.model.findings import DeadlineReport
from communique.reports.references import LONGEST, passage, passage_link

WORDS = st.lists(
    st.text(st.characters(codec="utf-8", exclude_categories=("Z", "C")), min_size=1, max_size=30), max_size=80
)


@given(WORDS, st.data())
def test_a_passage_is_cut_from_the_article_word_for_word(words: list[str], data: st.DataObject) -> None:
    text = " ".join(words)
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    low = data.draw(st.integers(start, end))
    high = data.draw(st.integers(low, end))
    article = Article(id="x", text=text)
    finding = DeadlineReport(id="d1", article="x", evidence=(text[start:end],), spans=((start, end),), what="")
    before, middle, after = passage(article, (start, end), (low, high), finding)
    whole = (before + middle + after).removeprefix("…").removesuffix("…")
    assert " ".join(whole.split()) in " ".join(text.split())
    assert len(before + after) <= LONGEST + 62


def test_a_short_passage_is_linked_whole_and_a_long_one_by_its_ends() -> None:
    article = Article(id="x", text="One two-three, four.", url="https://a.example/b")
    assert passage_link(article, (0, 20)) == "https://a.example/b#:~:text=One%20two%2Dthree%2C%20four."
    long = Article(id="x", text=" ".join(f"w{n}" for n in range(20)), url="https://a.example/b")
    assert passage_link(long, (0, len(long.text))).endswith("#:~:text=w0%20w1%20w2%20w3,w16%20w17%20w18%20w19")
