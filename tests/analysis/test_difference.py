"""The difference of two texts makes up both of them, to the letter, and reads as a person would mark it."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from communique.analysis.difference import Fate, Piece, difference

OLD = "Envoys will meet on Friday in Oslo. Nobody said who leads them.\nThe port stays open."
WORDS = st.lists(st.sampled_from(["a", "b", "the", "talks", ".", ".", "\n", " ", "Oslo", "–", "é"]), max_size=40)


def made_up(pieces: tuple[Piece, ...], old: str, new: str) -> None:
    places = [0, 0]
    for piece in pieces:
        assert (piece.old[0], piece.new[0]) == (places[0], places[1])
        places = [piece.old[1], piece.new[1]]
        source = old[slice(*piece.old)] if piece.fate is Fate.REMOVED else new[slice(*piece.new)]
        assert piece.text == source
        if piece.fate is Fate.KEPT:
            assert "".join(old[slice(*piece.old)].split()) == "".join(new[slice(*piece.new)].split())
        else:
            assert (piece.old if piece.fate is Fate.ADDED else piece.new)[0] == places[piece.fate is Fate.REMOVED]
    assert places == [len(old), len(new)]


def marked(old: str, new: str) -> str:
    marks = {Fate.KEPT: "{}", Fate.REMOVED: "[-{}-]", Fate.ADDED: "{{+{}+}}"}
    return "".join(marks[piece.fate].format(piece.text) for piece in difference(old, new))


def test_a_word_that_changed_is_marked_alone() -> None:
    new = OLD.replace("will", "could")
    assert marked(OLD, new) == (
        "Envoys[- will-]{+ could+} meet on Friday in Oslo. Nobody said who leads them.\nThe port stays open."
    )


def test_sentences_that_moved_away_are_removed_whole() -> None:
    assert marked(OLD, OLD.replace(" Nobody said who leads them.", "")) == (
        "Envoys will meet on Friday in Oslo.[- Nobody said who leads them.-]\nThe port stays open."
    )


def test_lone_words_that_two_sentences_share_are_no_common_ground() -> None:
    one, other = (
        "The envoys of the north left the city at noon.",
        "A storm closed the harbour for all of the ships today.",
    )
    assert len(difference(one, other)) <= 4


def test_blanks_are_no_difference() -> None:
    assert [piece.fate for piece in difference("Talks\nended  now.", "Talks ended now.")] == [Fate.KEPT]


def test_nothing_and_the_same() -> None:
    assert difference("", "") == ()
    assert [piece.fate for piece in difference(OLD, OLD)] == [Fate.KEPT]
    assert [piece.fate for piece in difference("", OLD)] == [Fate.ADDED]
    assert [piece.fate for piece in difference(OLD, "")] == [Fate.REMOVED]


@given(st.one_of(st.text(max_size=80), WORDS.map(" ".join)), st.one_of(st.text(max_size=80), WORDS.map("".join)))
@example(" ", "\n")
@example("a ", " a")
def test_the_pieces_make_up_both_texts(old: str, new: str) -> None:
    made_up(difference(old, new), old, new)


@given(st.lists(st.sampled_from(OLD.split()), max_size=60), st.data())
def test_what_was_not_touched_is_kept(words: list[str], data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(words)))
    old, new = " ".join(words), " ".join([*words[:place], "unheard", *words[place:]])
    pieces = difference(old, new)
    made_up(pieces, old, new)
    assert [piece.text.strip() for piece in pieces if piece.fate is Fate.ADDED] == ["unheard"]
    assert not [piece for piece in pieces if piece.fate is Fate.REMOVED]


def test_long_texts_of_one_word_end() -> None:
    old, new = "no. " * 25_000, "no! " * 24_000 + "yes. " * 1_000
    made_up(difference(old, new), old, new)
