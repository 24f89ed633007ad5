"""Digests tell what was met before as a set and a dictionary would, in a few bytes for each."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from communique.sources.digests import Digests


@given(st.lists(st.text(max_size=3)))
def test_a_key_is_first_once(keys: list[str]) -> None:
    seen, expected = Digests(), set[str]()
    for key in keys:
        assert seen.is_first(key) == (key not in expected)
        expected.add(key)


@given(st.lists(st.tuples(st.sampled_from("abcdef"), st.binary(max_size=2))))
def test_another_value_than_the_first_is_told(pairs: list[tuple[str, bytes]]) -> None:
    kept, expected = Digests(), dict[str, bytes]()
    for key, value in pairs:
        assert kept.is_other(key, value) == (expected.setdefault(key, value) != value)


def test_many_keys_are_told_apart_in_few_bytes() -> None:
    seen, kept = Digests(), Digests()
    for number in range(20_000):
        assert seen.is_first(f"https://a.example/{number}")
        assert not kept.is_other(f"id {number}", str(number).encode())
    assert not any(seen.is_first(f"https://a.example/{number}") for number in range(20_000))
    assert all(kept.is_other(f"id {number}", b"other") for number in range(20_000))
    size = seen._keys.itemsize * len(seen._keys)
    assert size < 20_000 * 16
